//! Symbols and short words in which capitals matter: `M` is a million, `m` a metre.

use crate::pattern::{Folded, fold};

/// A word whose capitals must be capitals in the text; its small letters may be either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Folded.
    pub text: String,
    /// One bit per byte of the text: whether a capital must stand there.
    pub capitals: u64,
}

impl Symbol {
    /// The symbol written `written`.
    pub fn new(written: &str) -> Self {
        let mut text = String::new();
        let mut capitals = 0;
        for letter in written.chars() {
            if letter.is_uppercase() && text.len() < 64 {
                capitals |= 1 << text.len();
            }
            text.push_str(&fold(letter.encode_utf8(&mut [0; 4])));
        }
        Symbol { text, capitals }
    }

    /// Whether the capitals are there where the symbol stands at `at`, byte by byte.
    pub fn has_capitals(&self, folded: &Folded, at: usize) -> bool {
        let mut bits = self.capitals;
        while bits != 0 {
            let bit = bits.trailing_zeros() as usize;
            if !folded.is_capital(at + bit) {
                return false;
            }
            bits &= bits - 1;
        }
        true
    }
}
