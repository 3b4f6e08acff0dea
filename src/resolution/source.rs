//! The layout of a file of resolutions: the places of keys, values and comments; and the canonical form of an existing entry.

use super::Resolution;
use super::layout::{lines, mark, marked, without_mark};
use crate::diagnostic::UserFile;
use crate::diagnostic::written::{Item, Mistakes, Table};
use crate::span::{InToml, Span};
use std::collections::HashMap;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// A file as a person wrote it.
pub(super) struct Layout<'f> {
    file: &'f UserFile,
    /// The keys of every entry, by its header.
    keys: HashMap<Span<InToml>, Vec<Written>>,
    /// Every comment, in the order of the file. A `#` inside of a text does not begin a comment.
    comments: Vec<Span<InToml>>,
    /// The line ending.
    pub newline: &'static str,
}

/// A key of an entry with its value, as in the file.
pub(super) struct Written {
    /// The key.
    pub name: String,
    /// From the line of the key to the line in which the value ends.
    lines: Span<InToml>,
    /// The value.
    pub value: Span<InToml>,
}

impl<'f> Layout<'f> {
    /// Returns the layout of a file without mistakes.
    pub fn of(file: &'f Arc<UserFile>) -> Self {
        let is_windows = file.text.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
        let newline = if is_windows { "\r\n" } else { "\n" };
        let mut layout = Layout { file, keys: HashMap::new(), comments: Vec::new(), newline };
        let Ok(parsed) = DeTable::parse(&file.text) else { return layout };
        let mut unheard = Mistakes::of(file);
        let items = Table::root(parsed.get_ref()).get("resolution").and_then(|item| item.list("", &mut unheard));
        let tables = items.unwrap_or_default().into_iter().filter_map(|item| item.table("", &mut unheard));
        let written = |item: Item<'_>| Written {
            name: item.key.to_owned(),
            lines: Span::new(file.line_start(item.key_span.start), line_end(&file.text, item.span.end)),
            value: item.span,
        };
        layout.keys = tables.map(|table| (table.span, table.items().into_iter().map(written).collect())).collect();
        let mut words = Vec::new();
        words_of(parsed.get_ref(), &mut words);
        layout.comments = comments(&file.text, words);
        layout
    }

    /// Returns the keys of an entry.
    pub fn keys(&self, resolution: &Resolution) -> &[Written] {
        self.keys.get(&resolution.span).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the beginning of an entry: the comments right above its header belong to it.
    pub fn start(&self, resolution: &Resolution) -> usize {
        let mut start = self.file.line_start(resolution.span.start);
        while start > 0 {
            let above = self.file.line_start(start - 1);
            if !self.within(Span::new(above, start)).iter().any(|comment| self.is_alone(*comment)) {
                break;
            }
            start = above;
        }
        start
    }

    /// Returns an entry in canonical form. A multi-line value stays as a person wrote it; comments stay above or behind their
    /// line.
    pub fn canonical(&self, resolution: &Resolution, span: Span<InToml>) -> String {
        let text = &self.file.text;
        let mark = mark(&resolution.entry);
        let mut items: Vec<(&Written, String)> = Vec::new();
        let header = Span::<InToml>::new(self.file.line_start(resolution.span.start), line_end(text, resolution.span.end));
        let mut out = self.comments_of(Span::new(span.start, header.start));
        marked(&with_comment("[[resolution]]", self.behind(resolution.span.end)), &mark, self.newline, &mut out);
        let mut at = header.end;
        for written in self.keys(resolution) {
            let above = self.comments_of(Span::new(at, written.lines.start.max(at)));
            items.push((written, above));
            at = written.lines.end;
        }
        let tail = self.comments_of(Span::new(at, span.end.max(at)));
        for line in lines(&resolution.entry).into_iter().skip(1) {
            let name = line.split(' ').next().unwrap_or_default();
            let Some((written, above)) = items.iter().find(|(written, _)| written.name == name) else {
                marked(&line, &mark, self.newline, &mut out);
                continue;
            };
            out.push_str(above);
            let value = written.value.of(text);
            let line = if value.contains('\n') { format!("{name:<9} = {value}") } else { line };
            marked(&with_comment(&line, self.behind(written.value.end)), &mark, self.newline, &mut out);
        }
        out.push_str(&tail);
        out
    }

    /// Returns all comments in a part of the file, without marks, each on its own line.
    pub fn all_comments(&self, span: Span<InToml>) -> String {
        let all = self.within(span).iter();
        let all =
            all.map(|comment| if self.is_alone(*comment) { self.words(*comment) } else { without_mark(self.words(*comment)) });
        all.filter(|comment| !comment.is_empty()).map(|comment| comment.to_owned() + self.newline).collect()
    }

    /// Returns the comments in a part of the file that have their own lines; blank lines are left out.
    fn comments_of(&self, span: Span<InToml>) -> String {
        let alone = self.within(span).iter().filter(|comment| self.is_alone(**comment));
        alone.map(|comment| self.words(*comment).to_owned() + self.newline).collect()
    }

    /// Returns the comment after the byte `at` in its line, without a mark; empty if there is none.
    fn behind(&self, at: usize) -> &str {
        let line = Span::new(at, line_end(&self.file.text, at));
        self.within(line).first().map(|comment| without_mark(self.words(*comment))).unwrap_or_default()
    }

    /// Returns the comments that begin in a part of the file.
    fn within(&self, span: Span<InToml>) -> &[Span<InToml>] {
        let before = |at: usize| self.comments.partition_point(|comment| comment.start < at);
        self.comments.get(before(span.start)..before(span.end)).unwrap_or_default()
    }

    fn words(&self, comment: Span<InToml>) -> &str {
        comment.of(&self.file.text).trim_end()
    }

    /// Returns true if there is nothing before a comment in its line.
    fn is_alone(&self, comment: Span<InToml>) -> bool {
        Span::<InToml>::new(self.file.line_start(comment.start), comment.start).of(&self.file.text).trim().is_empty()
    }
}

/// Adds the places of keys and single values, in which a `#` does not begin a comment.
fn words_of(table: &DeTable<'_>, all: &mut Vec<Span<InToml>>) {
    for (key, value) in table {
        all.push(key.span().into());
        words_of_value(value.get_ref(), value.span().into(), all);
    }
}

fn words_of_value(value: &DeValue<'_>, span: Span<InToml>, all: &mut Vec<Span<InToml>>) {
    match value {
        DeValue::Table(table) => words_of(table, all),
        DeValue::Array(array) => {
            for value in array.iter() {
                words_of_value(value.get_ref(), value.span().into(), all);
            }
        }
        _ => all.push(span),
    }
}

/// Returns every comment of a file whose texts are at `words`, from its `#` to the end of its line.
fn comments(text: &str, mut words: Vec<Span<InToml>>) -> Vec<Span<InToml>> {
    words.sort();
    let (mut found, mut at) = (Vec::new(), 0);
    for next in words.into_iter().chain([Span::new(text.len(), text.len())]) {
        while let Some(sign) = text.get(at..next.start).and_then(|between| between.find('#')) {
            let start = at + sign;
            at = line_end(text, start);
            found.push(Span::new(start, at));
        }
        at = at.max(next.end);
    }
    found
}

/// Returns the end of the line that contains the byte `at`, including its line break.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

fn with_comment(line: &str, comment: &str) -> String {
    if comment.is_empty() { line.to_owned() } else { format!("{line}  {comment}") }
}
