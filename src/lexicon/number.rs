//! How a language writes its numbers.

use super::Symbol;
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
    /// "Minus", "moins": the number after it is below zero.
    pub negatives: Vec<String>,
    /// "Point", "virgule": between a number in words and its decimals.
    pub decimal_words: Vec<String>,
    /// "Oh" in "eleven oh-three": zero, but only inside a number.
    pub zeros: Vec<String>,
    /// "Anderhalf", "half": numbers that are not whole.
    pub mixed: Vec<(String, Decimal)>,
    /// "Quart" in "trois quarts", "half": the denominator.
    pub fractions: Vec<(String, Decimal)>,
    /// "Cinquième", "fifth": which one; as a denominator, after another number.
    pub ordinals: Vec<(String, Decimal)>,
    /// "Ste" in "twintigste": makes an ordinal of any number.
    pub ordinal_endings: Vec<String>,
    /// "Et demi", "enhalf": what is added to the number before, in parts of its scale.
    pub added: Vec<(String, Decimal)>,
    /// "Sur" in "un sur trois".
    pub ratios: Vec<String>,
    /// "K", "Md": scales that only stand behind digits.
    pub abbreviations: Vec<(Symbol, Decimal)>,
    /// "Nineteen eighty-four": the numbers that may be read as hundreds before another number.
    pub pairs: Option<(Decimal, Decimal)>,
    /// How many hundreds may be counted: "dix-neuf cents", but not "quarante-cinq cents".
    pub most_hundreds: Decimal,
    /// Whether a comma may stand after a scale: "one million, two hundred thousand".
    pub comma_after_scales: bool,
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
