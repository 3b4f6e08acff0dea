//! How a language writes its numbers.

use super::{Phrases, Symbol};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Number words and separators of a language.
#[derive(Clone, Debug, Default)]
pub struct NumberWords {
    /// The words. A space in one also stands for a hyphen.
    pub words: Phrases<NumberWord>,
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
    pub negatives: Phrases<()>,
    /// "Point", "virgule": between a number in words and its decimals.
    pub decimal_words: Phrases<()>,
    /// "Oh" in "eleven oh-three": zero, but only inside a number.
    pub zeros: Phrases<()>,
    /// "Anderhalf", "half": numbers that are not whole.
    pub mixed: Phrases<Decimal>,
    /// "Quart" in "trois quarts", "half": the denominator.
    pub fractions: Phrases<Decimal>,
    /// "Cinquième", "fifth": which one; as a denominator, after another number.
    pub ordinals: Phrases<Decimal>,
    /// "Ste" in "twintigste": makes an ordinal of any number.
    pub ordinal_endings: Phrases<()>,
    /// "Et demi", "enhalf": what is added to the number before, in parts of its scale.
    pub added: Phrases<Decimal>,
    /// "Sur" in "un sur trois".
    pub ratios: Phrases<()>,
    /// "K", "Md": scales that only stand behind digits.
    pub abbreviations: Vec<(Symbol, Decimal)>,
    /// "Nineteen eighty-four": the numbers that may be read as hundreds before another number.
    pub pairs: Option<(Decimal, Decimal)>,
    /// How many hundreds may be counted: "dix-neuf cents", but not "quarante-cinq cents".
    pub most_hundreds: Decimal,
    /// Whether a comma may stand after a scale: "one million, two hundred thousand".
    pub comma_after_scales: bool,
}

/// What a word of a number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberWord {
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
