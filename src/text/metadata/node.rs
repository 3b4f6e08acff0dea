//! Metadata as written, in TOML or in YAML: values with their places, before they are interpreted.

use crate::claim::PartialDate;
use crate::diagnostic::written::{Mistakes, syntax};
use crate::diagnostic::{Code, Diagnostic, UserFile};
use crate::span::{InToml, Span};
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// A value that was read from a user's file, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// What was read.
    pub value: T,
    /// Its bytes in that file.
    pub span: Span<InToml>,
}

/// A value as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Text(String),
    /// None if it is too large.
    Integer(Option<i64>),
    /// None if it is only a time, or not a day of the calendar.
    Date(Option<PartialDate>),
    Flag(bool),
    List(Vec<Placed<Node>>),
    Table(Table),
    Fraction,
}

/// Keys and their values, in the order of the file.
pub(super) type Table = Vec<(Placed<String>, Placed<Node>)>;

impl Node {
    /// Returns its type, for a message.
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

/// The most syntax errors in TOML that are reported.
const MISTAKES: usize = 100;

/// Reads the TOML at `span` of `file` as far as possible, and reports all mistakes.
pub(super) fn read_toml(file: &Arc<UserFile>, span: Span<InToml>) -> (Table, Vec<Diagnostic>) {
    // The text around it is replaced by spaces, so that all places are places in the file.
    let before = Span::<InToml>::new(0, span.start).of(&file.text);
    let blank = before.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    let text: String = blank.chain(span.of(&file.text).chars()).collect();
    let mut mistakes = Mistakes::of(file);
    let mended = syntax::mend(&text, &mut mistakes);
    let (table, errors) = DeTable::parse_recoverable(&mended);
    syntax::between_entries(&mended, &errors, &mut mistakes);
    let mut diagnostics = mistakes.into_diagnostics();
    diagnostics.truncate(MISTAKES);
    for found in diagnostics.iter_mut().filter(|found| found.code == Code::Syntax) {
        found.code = Code::BadToml;
    }
    (from_table(table.get_ref()), diagnostics)
}

fn from_table(table: &DeTable) -> Table {
    let mut entries: Table = table
        .iter()
        .map(|(key, value)| {
            let name = Placed { value: key.get_ref().to_string(), span: key.span().into() };
            (name, Placed { value: from_value(value.get_ref()), span: value.span().into() })
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span);
    entries
}

/// The TOML parser limits nesting to 80.
fn from_value(value: &DeValue) -> Node {
    match value {
        DeValue::String(text) => Node::Text(text.to_string()),
        DeValue::Integer(number) => Node::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()),
        DeValue::Float(_) => Node::Fraction,
        DeValue::Boolean(flag) => Node::Flag(*flag),
        DeValue::Datetime(datetime) => Node::Date(datetime.date.and_then(|date| {
            PartialDate::new(date.year.try_into().ok()?, Some(date.month.try_into().ok()?), Some(date.day.try_into().ok()?))
        })),
        DeValue::Array(items) => {
            Node::List(items.iter().map(|item| Placed { value: from_value(item.get_ref()), span: item.span().into() }).collect())
        }
        DeValue::Table(table) => Node::Table(from_table(table)),
    }
}
