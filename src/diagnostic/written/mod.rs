//! Reads a TOML file, keeps the place of everything, and collects every mistake instead of stopping at the first.
//!
//! Readers ask an [`Item`] for the type that they expect. If it is something else, that is reported and they get none; readers
//! that get none must not report anything more.

pub(crate) mod syntax;

use crate::diagnostic::{Code, Diagnostic, Level, UserFile, closest};
use crate::span::{InToml, InWords, Span};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// The place of the keys before the first header.
pub(crate) const ROOT: usize = usize::MAX;

/// A help repeats user text only up to this length.
const SHORT: usize = 40;

/// The most possible values that are listed.
const MOST_KNOWN: usize = 24;

/// Stands for every key of a table.
const ANY_KEY: &str = "*";

/// The mistakes found so far in one file.
#[derive(Debug)]
pub(crate) struct Mistakes {
    /// The file.
    pub file: Arc<UserFile>,
    /// By the place of a table, the keys in it that could not be read or are misspelt. These keys are not missing.
    broken: HashMap<usize, Vec<String>>,
    /// Whether a header could not be read, in which case anything may be missing.
    pub lost: bool,
    found: Vec<Diagnostic>,
    /// The number of errors and of tables with a broken entry.
    errors: usize,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub(crate) struct Spot<T> {
    /// The value.
    pub value: T,
    /// The place.
    pub span: Span<InToml>,
}

/// A place in some file; prints as `file:line:column`.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    file: Arc<UserFile>,
    span: Span<InToml>,
}

impl Place {
    /// Adds this place to another mistake as a related place.
    pub fn beside(&self, diagnostic: Diagnostic, label: &str) -> Diagnostic {
        diagnostic.also(&self.file, self.span, label)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.file.locate(self.span);
        write!(f, "{}:{}:{}", self.file.name, at.line, at.column)
    }
}

/// A table of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'t> {
    entries: &'t DeTable<'t>,
    /// The place of its header, or of the whole table if it is an inline table.
    pub span: Span<InToml>,
}

/// A value of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'t> {
    /// The key of the value.
    pub key: &'t str,
    /// The place of the key.
    pub key_span: Span<InToml>,
    /// Whether it is an element of the list under that key.
    in_list: bool,
    value: &'t DeValue<'t>,
    /// The place of the value.
    pub span: Span<InToml>,
}

impl Mistakes {
    /// Starts without mistakes.
    pub fn of(file: &Arc<UserFile>) -> Self {
        Mistakes { file: Arc::clone(file), broken: HashMap::new(), lost: false, found: Vec::new(), errors: 0 }
    }

    /// Makes an error that is not reported yet: add label and help, then [`Mistakes::push`] it.
    pub fn error(&self, code: Code, span: Span<InToml>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, &self.file, span, message)
    }

    /// Reports the mistake.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.level == Level::Error);
        self.found.push(diagnostic);
    }

    /// Returns a number that grows with each error: if it is the same before and after reading a part, the part has no errors.
    pub const fn errors(&self) -> usize {
        self.errors
    }

    /// Reports a note about the whole file.
    pub fn note(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        let note = Diagnostic::error(code, &self.file, Span::default(), message).of_whole_file();
        Diagnostic { level: Level::Note, ..note }
    }

    /// Returns a place in the file, to refer to it elsewhere.
    pub fn place(&self, span: Span<InToml>) -> Place {
        Place { file: Arc::clone(&self.file), span }
    }

    /// Records that `key` of the table at `table` exists, but could not be read.
    pub fn set_broken(&mut self, table: usize, key: &str) {
        self.broken.entry(table).or_default().push(key.to_owned());
    }

    /// Records that any key of the table at `table` may exist, but could not be read.
    pub fn set_all_broken(&mut self, table: usize) {
        self.set_broken(table, ANY_KEY);
    }

    /// Returns true if `key` of `table` exists, but could not be read.
    pub fn is_broken(&self, table: Table<'_>, key: &str) -> bool {
        self.broken.get(&table.span.start).is_some_and(|keys| keys.iter().any(|broken| broken == key || broken == ANY_KEY))
    }

    /// Returns everything that was reported, in the order of the file.
    pub fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|found| (found.span, found.code));
        self.found
    }

    /// Returns the place in the file of `at`, which is relative to the text written at `spot`.
    ///
    /// Returns the whole `spot` if escapes make that inexact.
    pub fn within(&self, spot: &Spot<&str>, at: Span<InWords>) -> Span<InToml> {
        let literal = spot.span.of(&self.file.text);
        let quotes = if literal.starts_with("\"\"\"") || literal.starts_with("'''") { 3 } else { 1 };
        let inner = literal.get(quotes..literal.len().saturating_sub(quotes));
        if inner == Some(spot.value) && !at.is_empty() {
            let start = spot.span.start + quotes;
            Span::new(start + at.start, start + at.end)
        } else {
            spot.span
        }
    }
}

impl<'t> Table<'t> {
    /// Returns the whole file.
    pub const fn root(entries: &'t DeTable<'t>) -> Self {
        Table { entries, span: Span::new(ROOT, ROOT) }
    }

    /// Returns true if it is empty.
    pub fn is_empty(self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the value of `key`.
    pub fn get(self, key: &str) -> Option<Item<'t>> {
        let (key, value) = self.entries.get_key_value(key)?;
        Some(Item {
            key: key.get_ref(),
            key_span: key.span().into(),
            in_list: false,
            value: value.get_ref(),
            span: value.span().into(),
        })
    }

    /// Returns all keys and values, in the order of the file.
    pub fn items(self) -> Vec<Item<'t>> {
        let mut items: Vec<_> = self.entries.keys().filter_map(|key| self.get(key.get_ref())).collect();
        items.sort_by_key(|item| item.key_span);
        items
    }

    /// Returns the value of `key`, which `whose` must have. Call [`Table::only`] first: a misspelt key is not missing.
    pub fn need(self, key: &str, whose: &str, help: &str, mistakes: &mut Mistakes) -> Option<Item<'t>> {
        self.need_one_of(key, whose, help, &[], mistakes)
    }

    /// Does the same for a value that is one of a few: `choices` has a line for each.
    pub fn need_one_of(self, key: &str, whose: &str, help: &str, choices: &[&str], mistakes: &mut Mistakes) -> Option<Item<'t>> {
        let item = self.get(key);
        if item.is_none() && !mistakes.is_broken(self, key) {
            let missing = mistakes.error(Code::MissingKey, self.span, format!("{whose} has no `{key}`")).help(help);
            let missing = missing.choices(choices.iter().copied());
            mistakes.push(if self.span.start == ROOT { missing.of_whole_file() } else { missing });
        }
        item
    }

    /// Reports every key that is neither in `known` nor in `others`, which are read separately.
    pub fn only(self, known: &[&str], others: &[&str], whose: &str, mistakes: &mut Mistakes) {
        self.only_or(known, others, whose, |_| None, mistakes);
    }

    /// Does the same; if a key belongs elsewhere, `elsewhere` says what to do.
    pub fn only_or(
        self,
        known: &[&str],
        others: &[&str],
        whose: &str,
        elsewhere: impl Fn(Item<'t>) -> Option<String>,
        mistakes: &mut Mistakes,
    ) {
        let unsound = mistakes.broken.contains_key(&self.span.start);
        for item in self.items() {
            if !known.contains(&item.key) && !others.contains(&item.key) {
                let unknown = mistakes
                    .error(Code::UnknownKey, item.key_span, format!("{whose} has no key `{}`", item.key))
                    .help(elsewhere(item).unwrap_or_else(|| did_you_mean(item.key, known.iter().copied())));
                mistakes.push(unknown);
                if let Some(meant) = closest(item.key, known.iter().copied()) {
                    mistakes.set_broken(self.span.start, meant);
                }
            }
        }
        mistakes.errors += usize::from(unsound);
    }
}

impl<'t> Item<'t> {
    /// Returns the value itself, for values that can have several forms.
    pub const fn value(self) -> &'t DeValue<'t> {
        self.value
    }

    /// Returns a text that is not blank.
    pub fn text(self, mistakes: &mut Mistakes) -> Option<Spot<&'t str>> {
        let text = self.any_text(mistakes)?;
        if text.value.trim().is_empty() {
            mistakes
                .push(mistakes.error(Code::EmptyText, self.span, format!("`{}` is empty", self.key)).help("write some words"));
            return None;
        }
        Some(text)
    }

    /// Returns a text, blank or not.
    pub fn any_text(self, mistakes: &mut Mistakes) -> Option<Spot<&'t str>> {
        match self.value {
            DeValue::String(text) => Some(Spot { value: text, span: self.span }),
            DeValue::Array(_) | DeValue::Table(_) => self.wrong("one text in quotes", "write one text: \"…\"", mistakes),
            _ => {
                let help = match self.literal(mistakes) {
                    Some(written) => format!("put it between quotes: \"{written}\""),
                    None => "put it between quotes: \"…\"".to_owned(),
                };
                self.wrong("a text in quotes", &help, mistakes)
            }
        }
    }

    /// Returns the elements of a list, under the key of the list. An empty list is reported, and still returned.
    pub fn list(self, help: &str, mistakes: &mut Mistakes) -> Option<Vec<Item<'t>>> {
        let DeValue::Array(array) = self.value else {
            let brackets = matches!(self.value, DeValue::String(_)).then(|| self.literal(mistakes)).flatten();
            let help = brackets.map_or_else(|| help.to_owned(), |written| format!("put it between square brackets: [{written}]"));
            return self.wrong("a list", &help, mistakes);
        };
        if array.is_empty() {
            mistakes.push(mistakes.error(Code::EmptyList, self.span, format!("the list `{}` is empty", self.key)).help(help));
        }
        Some(self.items())
    }

    /// Returns the elements, if this is a list. An empty list gives none.
    pub fn items(self) -> Vec<Item<'t>> {
        let DeValue::Array(array) = self.value else { return Vec::new() };
        let items = array.iter().map(|value| Item { value: value.get_ref(), span: value.span().into(), in_list: true, ..self });
        items.collect()
    }

    /// Returns a table.
    pub fn table(self, help: &str, mistakes: &mut Mistakes) -> Option<Table<'t>> {
        match self.value {
            DeValue::Table(entries) => Some(Table { entries, span: self.span }),
            _ => self.wrong("a table", help, mistakes),
        }
    }

    /// Returns the value that one of a few words stands for.
    pub fn choice<T: Copy>(self, known: &[(&str, T)], mistakes: &mut Mistakes) -> Option<T> {
        self.explained_choice(known, &[], mistakes)
    }

    /// Does the same for words that need an explanation, with a line for each.
    pub fn explained_choice<T: Copy>(self, known: &[(&str, T)], explained: &[&str], mistakes: &mut Mistakes) -> Option<T> {
        let word = self.text(mistakes)?;
        let found = known.iter().find(|(name, _)| *name == word.value);
        if found.is_none() {
            let wrong = mistakes.error(Code::UnknownValue, self.span, format!("`{}` cannot be `{}`", self.key, word.value));
            let names = known.iter().map(|(name, _)| *name);
            let is_close = closest(word.value, names.clone()).is_some();
            mistakes.push(if is_close || explained.is_empty() {
                wrong.help(did_you_mean(word.value, names))
            } else {
                wrong.help("choose one of these:").choices(explained.iter().copied())
            });
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// Returns `true` or `false`.
    pub fn yes_or_no(self, mistakes: &mut Mistakes) -> Option<bool> {
        match self.value {
            DeValue::Boolean(is_so) => Some(*is_so),
            DeValue::String(_) => self.wrong("`true` or `false`", "write `true` or `false`, without quotes", mistakes),
            _ => self.wrong("`true` or `false`", "write `true` or `false`", mistakes),
        }
    }

    /// Returns a whole number from 0.
    pub fn count(self, mistakes: &mut Mistakes) -> Option<usize> {
        let DeValue::Integer(number) = self.value else { return self.wrong("a whole number", "write `0` or more", mistakes) };
        let count = u32::from_str_radix(number.as_str(), number.radix()).ok();
        if count.is_none() {
            let wrong = mistakes.error(Code::BadNumber, self.span, format!("`{}` cannot be this number", self.key));
            mistakes.push(wrong.help("write a whole number from 0"));
        }
        count.map(|count| count as usize)
    }

    /// Returns the value as written, if it is short enough to be shown in a help.
    fn literal(self, mistakes: &Mistakes) -> Option<String> {
        let written = self.span.of(&mistakes.file.text);
        (written.len() <= SHORT && !written.contains('\n')).then(|| written.to_owned())
    }

    /// Reports that the value has the wrong type.
    pub fn wrong<T>(self, expected: &str, help: &str, mistakes: &mut Mistakes) -> Option<T> {
        let kind = self.kind();
        let which = if self.in_list { "each item of " } else { "" };
        let wrong = mistakes
            .error(Code::WrongType, self.span, format!("{which}`{}` must be {expected}, and this is {kind}", self.key))
            .help(help);
        mistakes.push(wrong);
        None
    }

    const fn kind(self) -> &'static str {
        match self.value {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a number",
            DeValue::Float(_) => "a number with decimals",
            DeValue::Boolean(_) => "`true` or `false`",
            DeValue::Datetime(_) => "a date or a time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }
}

/// Returns "did you mean …?", or a list of all that is known.
pub(crate) fn did_you_mean<'k>(word: &str, known: impl Iterator<Item = &'k str> + Clone) -> String {
    match closest(word, known.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => {
            let (mut words, rest) = (known.clone().take(MOST_KNOWN).map(|word| format!("`{word}`")), known.count());
            let listed = words.by_ref().collect::<Vec<_>>().join(", ");
            let more = rest.saturating_sub(MOST_KNOWN);
            if more > 0 { format!("it can be {listed}, or one of {more} others") } else { format!("it can be {listed}") }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_texts_are_exact_where_nothing_is_escaped() {
        let text = "a = \"été (\"\nb = '''x*y'''\nc = \"\\u0061*\"\n";
        let file = Arc::new(UserFile::new("a.toml", text));
        let (mistakes, parsed) = (Mistakes::of(&file), DeTable::parse(text).expect("sound"));
        let root = Table::root(parsed.get_ref());
        for (key, at, expected) in
            [("a", Span::new(6, 7), "("), ("b", Span::new(1, 2), "*"), ("c", Span::new(1, 2), "\"\\u0061*\"")]
        {
            let mut none = Mistakes::of(&file);
            let spot = root.get(key).and_then(|item| item.text(&mut none)).expect("a text");
            assert_eq!(mistakes.within(&spot, at).of(text), expected);
        }
    }

    #[test]
    fn what_is_something_else_is_reported_once() {
        let text = "a = 3\nb = []\nc = -1\nd = 5_0\n";
        let file = Arc::new(UserFile::new("a.toml", text));
        let (mut mistakes, parsed) = (Mistakes::of(&file), DeTable::parse(text).expect("sound"));
        let root = Table::root(parsed.get_ref());
        let get = |key| root.get(key).expect("is there");
        assert!(get("a").text(&mut mistakes).is_none());
        assert_eq!(get("b").list("", &mut mistakes).map(|items| items.len()), Some(0));
        assert_eq!(get("c").count(&mut mistakes), None);
        assert_eq!(get("d").count(&mut mistakes), Some(50));
        assert!(root.need("e", "the file", "", &mut mistakes).is_none());
        root.only(&["a", "b", "c", "e"], &[], "the file", &mut mistakes);
        let codes: Vec<_> = mistakes.into_diagnostics().iter().map(|found| found.code).collect();
        assert_eq!(codes, ["missing-key", "wrong-type", "empty-list", "bad-number", "unknown-key"]);
    }
}
