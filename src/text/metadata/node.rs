//! Metadata as written, whether in TOML or in YAML: values with their places, before anything is asked of them.

use crate::claim::PartialDate;
use crate::diagnostic::{Code, Diagnostic, UserFile};
use crate::span::Span;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// Something read from a file of the user's, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// What was read.
    pub value: T,
    /// Its bytes in that file.
    pub span: Span,
}

/// A value as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Text(String),
    /// None where it is too large.
    Integer(Option<i64>),
    /// None where it is only a time, or no day of the calendar.
    Date(Option<PartialDate>),
    Flag(bool),
    List(Vec<Placed<Node>>),
    Table(Table),
    Fraction,
}

/// Keys and their values, in the order of the file.
pub(super) type Table = Vec<(Placed<String>, Placed<Node>)>;

impl Node {
    /// What it is, for a message.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Node::Text(_) => "text",
            Node::Integer(_) | Node::Fraction => "a number",
            Node::Date(_) => "a date",
            Node::Flag(_) => "true or false",
            Node::List(_) => "a list",
            Node::Table(_) => "a table",
        }
    }
}

/// How many places that are no TOML are told: each is explained by its line, and a line may be as long as the file.
const MISTAKES: usize = 100;

/// Reads the TOML that stands at `span` of `file`, as far as it can be read, and all that is wrong with it.
pub(super) fn read_toml(file: &Arc<UserFile>, span: Span) -> (Table, Vec<Diagnostic>) {
    let text = span.of(&file.text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let diagnostics = errors
        .iter()
        .take(MISTAKES)
        .map(|error| {
            let at = error.span().unwrap_or(text.len()..text.len());
            let place = Span::new(span.start + at.start.min(text.len()), span.start + at.end.min(text.len()));
            let found = Diagnostic::error(Code::BadToml, file, place, format!("this is not valid TOML: {}", error.message()));
            match unquoted_date(text, at.start) {
                Some(date) => found.help(format!("put a date without a day between quotes: \"{date}\"")),
                None => found.help("write `key = \"words\"`, one on a line, under `[[source]]` or `[[source.part]]`"),
            }
        })
        .collect();
    (from_table(table.get_ref(), span.start), diagnostics)
}

/// The `2022-08` that the line of the byte `at` gives as a value.
fn unquoted_date(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let line = text.get(before.rfind('\n').map_or(0, |newline| newline + 1)..)?.lines().next()?;
    let value = line.split_once('=')?.1.split('#').next()?.trim();
    value.parse::<PartialDate>().is_ok().then_some(value)
}

fn from_table(table: &DeTable, offset: usize) -> Table {
    let place = |range: std::ops::Range<usize>| Span::new(offset + range.start, offset + range.end);
    let mut entries: Table = table
        .iter()
        .map(|(key, value)| {
            let name = Placed { value: key.get_ref().to_string(), span: place(key.span()) };
            (name, Placed { value: from_value(value.get_ref(), offset), span: place(value.span()) })
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span);
    entries
}

/// Nesting is bounded by the TOML parser, at 80.
fn from_value(value: &DeValue, offset: usize) -> Node {
    match value {
        DeValue::String(text) => Node::Text(text.to_string()),
        DeValue::Integer(number) => Node::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()),
        DeValue::Float(_) => Node::Fraction,
        DeValue::Boolean(flag) => Node::Flag(*flag),
        DeValue::Datetime(datetime) => Node::Date(datetime.date.and_then(|date| {
            PartialDate::new(date.year.try_into().ok()?, Some(date.month.try_into().ok()?), Some(date.day.try_into().ok()?))
        })),
        DeValue::Array(items) => Node::List(
            items
                .iter()
                .map(|item| Placed {
                    value: from_value(item.get_ref(), offset),
                    span: Span::new(offset + item.span().start, offset + item.span().end),
                })
                .collect(),
        ),
        DeValue::Table(table) => Node::Table(from_table(table, offset)),
    }
}
