//! The lexicons that the program carries, read once for all tests.

use super::Lexicons;
use std::sync::OnceLock;

impl Lexicons {
    /// Returns the lexicons that the program carries.
    pub(crate) fn carried() -> &'static Lexicons {
        static CARRIED: OnceLock<Lexicons> = OnceLock::new();
        CARRIED.get_or_init(|| {
            let (lexicons, mistakes) = Lexicons::load(&[]);
            assert_eq!(mistakes, []);
            lexicons
        })
    }
}
