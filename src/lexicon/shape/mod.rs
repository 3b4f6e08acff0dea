//! The shape of lexicon files: checked as a whole before anything is read, so that all mistakes are told at once.

mod table;

pub use table::LEXICON;

use super::Units;
use crate::claim::Lang;
use crate::diagnostic::Code;
use crate::diagnostic::written::{Item, Mistakes, Spot, Table};
use crate::pattern::Pattern;
use crate::span::{InToml, Span};
use toml::de::DeValue;

/// A key of a table of a lexicon.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// Whether it must be there.
    pub is_required: bool,
}

/// What kind of value stands somewhere in a lexicon.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// The version of the format.
    Format,
    /// A language code.
    Language,
    /// A text that is not blank.
    Text,
    /// The end of a word; it may be empty.
    Ending,
    /// Words that are a pattern.
    Pattern,
    /// One character.
    Sign,
    /// `true` or `false`.
    Flag,
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// Two whole numbers.
    Pair(Pairs),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list.
    List(&'static Shape),
    /// A list of tables.
    Tables(&'static [Key]),
    /// A table whose keys are known.
    Table(&'static [Key]),
    /// A table whose keys are words of the language, or ids.
    Map(Keys, &'static Shape),
    /// Feasts by their names: each is written with some of these keys.
    Feasts(&'static [Key]),
}

/// What the keys of a table are that can have any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Words.
    Words,
    /// Patterns.
    Patterns,
    /// Ids of units.
    Units,
}

/// What two numbers in brackets mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairs {
    /// A number from 0, and the largest that may follow it.
    Tens,
    /// Numerator and denominator.
    Fraction,
    /// Per cent below and above.
    Shares,
    /// The least and the most.
    Rising,
    /// Two months.
    Months,
}

const WORDS_HELP: &str = "write a list of words: [\"…\", \"…\"]";
const TABLE_HELP: &str = "write a header with this name in square brackets, and its keys below";
const FEAST_HELP: &str = "write { month = 12, day = 25 }, { easter = 39 } or { month = 11, weekday = 4, nth = 4 }";

/// Reports everything in the file that is not as it should be.
pub(super) fn check(root: Table<'_>, mistakes: &mut Mistakes) {
    if let Some(format) = root.get("format")
        && matches!(format.value(), DeValue::Integer(number) if number.as_str() != "1")
    {
        let other = mistakes.error(Code::BadFormat, format.span, "this lexicon is written in a format that is not known here");
        mistakes.push(other.help("write `format = 1`, the only one so far; for a later one, get a later version of the program"));
        // Nothing is known of its other keys.
        return;
    }
    check_table(root, LEXICON, "a lexicon", mistakes);
}

fn check_table(table: Table<'_>, keys: &[Key], whose: &str, mistakes: &mut Mistakes) {
    let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
    table.only(&known, &[], whose, mistakes);
    for key in keys {
        match table.get(key.name) {
            Some(item) => check_item(item, key.shape, mistakes),
            None if key.is_required && !mistakes.lost => {
                table.need(key.name, whose, &format!("add `{}`: {}", key.name, key.about), mistakes);
            }
            None => {}
        }
    }
}

fn check_item(item: Item<'_>, shape: Shape, mistakes: &mut Mistakes) {
    match shape {
        Shape::Format => {
            if !matches!(item.value(), DeValue::Integer(_)) {
                let _: Option<()> = item.wrong("the number 1", "write `format = 1`", mistakes);
            }
        }
        Shape::Language => {
            if let Some(code) = item.text(mistakes)
                && let Err(error) = code.value.parse::<Lang>()
            {
                let bad = mistakes.error(Code::BadLanguage, item.span, error.to_string());
                mistakes.push(bad.help("write the code of the language, as ISO 639 has it"));
            }
        }
        Shape::Text => _ = item.text(mistakes),
        Shape::Ending => _ = item.any_text(mistakes),
        Shape::Pattern => {
            if let Some(words) = item.any_text(mistakes) {
                check_pattern(words, mistakes);
            }
        }
        Shape::Sign => {
            // A blank is a sign like others.
            if let Some(sign) = item.any_text(mistakes)
                && sign.value.chars().count() != 1
            {
                let bad = mistakes.error(Code::UnknownValue, item.span, format!("`{}` must be one sign", item.key));
                mistakes.push(bad.help("write a single sign, as \".\" or \",\""));
            }
        }
        Shape::Flag => _ = item.yes_or_no(mistakes),
        Shape::Number(least, most) => _ = number(item, least, most, mistakes),
        Shape::Pair(pair) => check_pair(item, pair, mistakes),
        Shape::Choice(words) => _ = item.choice(&words.iter().map(|word| (*word, ())).collect::<Vec<_>>(), mistakes),
        Shape::List(inner) => match item.value() {
            DeValue::Array(_) => item.items().into_iter().for_each(|item| check_item(item, *inner, mistakes)),
            _ => _ = item.list(WORDS_HELP, mistakes),
        },
        Shape::Tables(keys) => {
            let help = format!("write a list of tables: {} = [ {{ … }}, {{ … }} ]", item.key);
            match item.value() {
                DeValue::Array(_) => {
                    for item in item.items() {
                        if let Some(table) = item.table(&help, mistakes) {
                            check_table(table, keys, &format!("an item of `{}`", item.key), mistakes);
                        }
                    }
                }
                _ => _ = item.list(&help, mistakes),
            }
        }
        Shape::Table(keys) => {
            if let Some(table) = item.table(TABLE_HELP, mistakes) {
                check_table(table, keys, &format!("`{}`", item.key), mistakes);
            }
        }
        Shape::Map(keys, inner) => {
            let Some(table) = item.table(TABLE_HELP, mistakes) else { return };
            for item in table.items() {
                check_key(item, keys, mistakes);
                check_item(item, *inner, mistakes);
            }
        }
        Shape::Feasts(keys) => {
            let Some(table) = item.table(TABLE_HELP, mistakes) else { return };
            for item in table.items() {
                check_key(item, Keys::Patterns, mistakes);
                check_feast(item, keys, mistakes);
            }
        }
    }
}

fn check_key(item: Item<'_>, keys: Keys, mistakes: &mut Mistakes) {
    match keys {
        Keys::Words if item.key.trim().is_empty() => {
            let empty = mistakes.error(Code::EmptyText, item.key_span, "this word is empty");
            mistakes.push(empty.help("write some words, or take the line out"));
        }
        Keys::Words => {}
        Keys::Patterns => check_pattern(Spot { value: item.key, span: item.key_span }, mistakes),
        Keys::Units => {
            let units = Units::carried();
            if units.get(item.key).is_none() {
                let unknown = mistakes.error(Code::BadUnit, item.key_span, format!("there is no unit `{}`", item.key));
                mistakes.push(unknown.help(match units.meant(item.key) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "src/lexicon/units.toml lists the units that a lexicon can name".to_owned(),
                }));
            }
        }
    }
}

fn check_pattern(words: Spot<&str>, mistakes: &mut Mistakes) {
    if let Err(error) = Pattern::parse(words.value) {
        let at = mistakes.within(&words, error.at);
        mistakes.push(mistakes.error(Code::BadPattern, at, error.message).help(error.help));
    }
}

fn number(item: Item<'_>, least: i64, most: i64, mistakes: &mut Mistakes) -> Option<i64> {
    let DeValue::Integer(written) = item.value() else {
        return item.wrong("a whole number", "write digits without quotes: 3", mistakes);
    };
    let number = i64::from_str_radix(written.as_str(), written.radix()).ok().filter(|number| (least..=most).contains(number));
    if number.is_none() {
        let bad = mistakes.error(Code::BadLexicon, item.span, format!("`{}` cannot be {}", item.key, written.as_str()));
        mistakes.push(bad.help(match (least, most) {
            (_, i64::MAX) => format!("write a whole number from {least}"),
            _ => format!("write a whole number from {least} to {most}"),
        }));
    }
    number
}

impl Pairs {
    /// What an example looks like, and what the two numbers are.
    const fn help(self) -> &'static str {
        match self {
            Pairs::Tens => "write what it is worth, and the largest number that may follow: [40, 9]",
            Pairs::Fraction => "write numerator and denominator, neither of them 0: [1, 2]",
            Pairs::Shares => "write per cent below, from -100 to 0, and above, 0 or more: [-10, 10]",
            Pairs::Rising => "write the least and then the most, none below 0: [24, 99]",
            Pairs::Months => "write the months that it may begin and end in, 1 to 12: [6, 9]",
        }
    }

    /// Whether these two can stand there.
    pub fn fits(self, first: i64, second: i64) -> bool {
        match self {
            Pairs::Tens => first >= 0 && (0..=255).contains(&second),
            Pairs::Fraction => first > 0 && second > 0,
            Pairs::Shares => (-100..=0).contains(&first) && (0..=1_000_000).contains(&second),
            Pairs::Rising => 0 <= first && first <= second,
            Pairs::Months => (1..=12).contains(&first) && (1..=12).contains(&second),
        }
    }
}

fn check_pair(item: Item<'_>, pair: Pairs, mistakes: &mut Mistakes) {
    let DeValue::Array(_) = item.value() else {
        _ = item.wrong::<()>("two numbers in brackets", pair.help(), mistakes);
        return;
    };
    let before = mistakes.errors();
    let numbers: Vec<i64> = item.items().into_iter().filter_map(|item| number(item, i64::MIN, i64::MAX, mistakes)).collect();
    if mistakes.errors() > before {
        return;
    }
    match numbers[..] {
        [first, second] if pair.fits(first, second) => {}
        [_, _] => {
            let bad = mistakes.error(Code::BadLexicon, item.span, format!("`{}` cannot have these two numbers", item.key));
            mistakes.push(bad.help(pair.help()));
        }
        _ => {
            let bad = mistakes.error(Code::BadLexicon, item.span, format!("`{}` needs two numbers", item.key));
            mistakes.push(bad.help(pair.help()));
        }
    }
}

fn check_feast(item: Item<'_>, keys: &[Key], mistakes: &mut Mistakes) {
    let Some(table) = item.table(FEAST_HELP, mistakes) else { return };
    let before = mistakes.errors();
    check_table(table, keys, &format!("the feast `{}`", item.key), mistakes);
    if mistakes.errors() > before {
        return;
    }
    let has: Vec<&str> = table.items().iter().map(|item| item.key).collect();
    let is = |wanted: &[&str]| has.len() == wanted.len() && wanted.iter().all(|key| has.contains(key));
    let fits =
        is(&["easter"]) || is(&["month", "day"]) || is(&["month", "weekday", "nth"]) || is(&["month", "weekday", "nth", "after"]);
    if !fits {
        let span: Span<InToml> = item.key_span;
        let bad = mistakes.error(Code::MissingKey, span, format!("it is not clear when `{}` is", item.key));
        mistakes.push(bad.help(FEAST_HELP));
    }
}
