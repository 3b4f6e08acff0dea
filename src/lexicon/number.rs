//! How a language writes its numbers.

use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Number words and separators of a language.
#[derive(Clone, Debug, Default)]
pub struct NumberWords {
    /// The words, the longest first.
    pub words: Vec<NumberWord>,
    /// "Et" in "vingt et un", "and" in "two hundred and five".
    pub joiner: String,
    /// After what the joiner may stand.
    pub joins_after: BTreeSet<Role>,
    /// Whether ones come before tens: "eenentwintig".
    pub reversed: bool,
    /// Whether the words of a number may be written as one.
    pub glued: bool,
    /// What parts the decimals.
    pub decimal: char,
    /// What may part groups of three digits.
    pub groups: Vec<char>,
}

/// A word of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberWord {
    /// Folded; a space in it also stands for a hyphen.
    pub text: String,
    /// What it is worth.
    pub value: Decimal,
    /// How it combines.
    pub role: Role,
}

/// How a number word combines with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// An article: one, but only before a hundred or a scale ("a million").
    Article,
    /// Below twenty.
    Ones,
    /// Tens, and the largest number that may follow ("quatre-vingt" takes up to 19).
    Tens(u8),
    /// A hundred, which takes up to 99 before it.
    Hundred,
    /// A thousand, a million …
    Scale,
}
