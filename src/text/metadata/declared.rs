//! What people declare about a source: reads keys and values, and reports every mistake at its place.

use super::node::{Node, Placed, Table};
use crate::claim::{Lang, PartialDate};
use crate::diagnostic::{Code, Diagnostic, Level, UserFile, closest};
use crate::span::{InToml, Span};
use std::sync::Arc;

/// Declarations about a source, from `sources.toml` or from the front matter of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Its id in every output.
    pub id: Option<Placed<String>>,
    /// The headline.
    pub title: Option<Placed<String>>,
    /// The publisher.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Its languages.
    pub languages: Vec<Lang>,
    /// The address at which it was found.
    pub url: Option<String>,
    /// The id of the source that it copies or translates.
    pub derives_from: Option<Placed<String>>,
    /// The ids of the entities that it is about.
    pub about: Vec<Placed<String>>,
    /// Its parts, in the order of the text.
    pub parts: Vec<DeclaredPart>,
}

/// A part as declared: from these words to the next part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredPart {
    /// The exact words that it begins with.
    pub from: Placed<String>,
    /// Who speaks in it.
    pub voice: Option<String>,
    /// When it was said.
    pub date: Option<PartialDate>,
    /// Its language.
    pub language: Option<Lang>,
    /// The ids of the entities that it is about.
    pub about: Vec<Placed<String>>,
    /// Whether it is skipped, and only counted.
    pub skip: bool,
}

/// The keys of a source, `file` first: front matter has all except `file`.
pub(super) const SOURCE_KEYS: [&str; 10] =
    ["file", "id", "title", "publisher", "date", "language", "url", "derives_from", "about", "part"];
const PART_KEYS: [&str; 6] = ["from", "voice", "date", "language", "about", "skip"];

/// A reader for the tables of one file.
pub(super) struct Reader<'a> {
    pub(super) file: &'a Arc<UserFile>,
    /// Front matter may contain keys of other tools: only apparent typos are reported, and nothing stops the run.
    pub(super) is_front_matter: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reads the table of a source; the caller handles `file`.
    pub(super) fn declared(&mut self, table: &Table) -> Declared {
        let mut declared = Declared::default();
        for (key, value) in table {
            match key.value.as_str() {
                "file" if !self.is_front_matter => {}
                "id" => declared.id = self.text(key, value),
                "title" => declared.title = self.text(key, value),
                "publisher" => declared.publisher = self.text(key, value).map(|text| text.value),
                "date" => declared.date = self.date(key, value),
                "language" => declared.languages = self.languages(key, value),
                "url" => declared.url = self.text(key, value).map(|text| text.value),
                "derives_from" => declared.derives_from = self.text(key, value),
                "about" => declared.about = self.texts(key, value),
                "part" => {
                    let name = if self.is_front_matter { "part" } else { "source.part" };
                    let parts = self.tables(key, value, name);
                    declared.parts = parts.into_iter().filter_map(|part| self.part(part.value, part.span)).collect();
                }
                _ => {
                    let known = if self.is_front_matter { &SOURCE_KEYS[1..] } else { &SOURCE_KEYS[..] };
                    self.unknown(key, known, "a source");
                }
            }
        }
        declared
    }

    fn part(&mut self, table: &Table, whole: Span<InToml>) -> Option<DeclaredPart> {
        let (mut from, mut voice, mut date, mut language, mut about, mut skip) = (None, None, None, None, Vec::new(), false);
        for (key, value) in table {
            match key.value.as_str() {
                "from" => from = Some(self.text(key, value)),
                "voice" => voice = self.text(key, value).map(|text| text.value),
                "date" => date = self.date(key, value),
                "language" => language = self.language(key, value),
                "about" => about = self.texts(key, value),
                "skip" => match value.value {
                    Node::Flag(flag) => skip = flag,
                    _ => self.wrong_type(key, value, "true or false", "write `skip = true`"),
                },
                _ => self.unknown(key, &PART_KEYS, "a part"),
            }
        }
        let Some(from) = from else {
            self.missing(whole, "this part does not say where it begins", "add `from = \"the exact words that it begins with\"`");
            return None;
        };
        Some(DeclaredPart { from: from?, voice, date, language, about, skip })
    }

    /// Reads a text that is not empty.
    pub(super) fn text(&mut self, key: &Placed<String>, value: &Placed<Node>) -> Option<Placed<String>> {
        match &value.value {
            Node::Text(text) if text.trim().is_empty() => {
                let message = format!("`{}` is empty", key.value);
                self.report(Code::EmptyValue, value.span, message, "write something between the quotes, or take the line out");
                None
            }
            Node::Text(text) => Some(Placed { value: text.clone(), span: value.span }),
            _ => {
                self.wrong_type(key, value, "text", &format!("write `{} = \"…\"`, with quotes", key.value));
                None
            }
        }
    }

    /// Reads a text, or a list of texts.
    fn texts(&mut self, key: &Placed<String>, value: &Placed<Node>) -> Vec<Placed<String>> {
        let items = match &value.value {
            Node::List(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        items.iter().filter_map(|item| self.text(key, item)).collect()
    }

    fn date(&mut self, key: &Placed<String>, value: &Placed<Node>) -> Option<PartialDate> {
        let date = match &value.value {
            Node::Date(date) => *date,
            Node::Integer(year) => year
                .and_then(|year| i16::try_from(year).ok())
                .filter(|year| *year > 0)
                .and_then(|year| PartialDate::new(year, None, None)),
            Node::Text(text) => day_of(text.trim()),
            _ => {
                self.wrong_type(key, value, "a date", "write 2022-08-11, \"2022-08\" or \"2022\"");
                return None;
            }
        };
        if date.is_none() {
            let written = value.span.of(&self.file.text).trim_matches('"').to_owned();
            let message = format!("`{}` is no date", shortened(&written));
            self.report(Code::BadDate, value.span, message, "write 2022-08-11, \"2022-08\" or \"2022\"");
        }
        date
    }

    fn languages(&mut self, key: &Placed<String>, value: &Placed<Node>) -> Vec<Lang> {
        let mut languages = Vec::new();
        let items = match &value.value {
            Node::List(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        for language in items.iter().filter_map(|item| self.language(key, item)) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        languages
    }

    fn language(&mut self, key: &Placed<String>, value: &Placed<Node>) -> Option<Lang> {
        let Node::Text(text) = &value.value else {
            self.wrong_type(key, value, "a language code", "write `language = \"fr\"`");
            return None;
        };
        let language = text.parse().ok();
        if language.is_none() {
            let message = format!("`{}` is no language code", shortened(text));
            self.report(
                Code::BadLanguage,
                value.span,
                message,
                "write two or three small letters, such as \"fr\", \"nl\" or \"en\"",
            );
        }
        language
    }

    /// Returns the tables of a `[[name]]`.
    pub(super) fn tables<'t>(&mut self, key: &Placed<String>, value: &'t Placed<Node>, name: &str) -> Vec<Placed<&'t Table>> {
        let help = format!("write `[[{name}]]`, with two brackets on each side");
        let Node::List(items) = &value.value else {
            self.wrong_type(key, value, "a list of tables", &help);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match &item.value {
                Node::Table(table) => tables.push(Placed { value: table, span: item.span }),
                _ => self.wrong_type(key, item, "a list of tables", &help),
            }
        }
        tables
    }

    /// Reports that `key` is not one of `known`, the keys of `what`.
    pub(super) fn unknown(&mut self, key: &Placed<String>, known: &[&str], what: &str) {
        let meant = closest(&key.value, known.iter().copied());
        if self.is_front_matter && meant.is_none() {
            return;
        }
        let message = format!("`{}` is not known for {what}", shortened(&key.value));
        match meant {
            Some(meant) => self.report(Code::UnknownKey, key.span, message, &format!("did you mean `{meant}`?")),
            None => self.report(Code::UnknownKey, key.span, message, &format!("these are known: {}", known.join(", "))),
        }
    }

    /// Reports that something required is missing.
    pub(super) fn missing(&mut self, place: Span<InToml>, message: &str, help: &str) {
        self.report(Code::MissingKey, place, message.to_owned(), help);
    }

    fn wrong_type(&mut self, key: &Placed<String>, value: &Placed<Node>, wanted: &str, help: &str) {
        let message = format!("`{}` must be {wanted}, and this is {}", key.value, value.value.kind());
        self.report(Code::WrongType, value.span, message, help);
    }

    pub(super) fn report(&mut self, code: Code, place: Span<InToml>, message: String, help: &str) {
        let mut found = Diagnostic::error(code, self.file, place, message).help(help);
        if self.is_front_matter {
            found.level = Level::Warning;
        }
        self.diagnostics.push(found);
    }
}

/// Reads a date as text. A time of day after it, as other tools write it, is ignored.
fn day_of(text: &str) -> Option<PartialDate> {
    text.parse().ok().or_else(|| {
        let (day, time) = text.split_at_checked(10)?;
        let is_time = time.starts_with([' ', 'T', 't'])
            && time.trim_start_matches([' ', 'T', 't']).starts_with(|first: char| first.is_ascii_digit());
        is_time.then(|| day.parse().ok()).flatten()
    })
}

/// Returns at most 60 characters of a user's text, for a message.
pub(super) fn shortened(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(60).collect();
    if letters.next().is_some() { start + "…" } else { start }
}
