//! The canonical form of an entry.
//!
//! Each line ends in a mark of its entry, `#3fa92c1d0`. Git's union merge writes equal lines from two branches only once, and
//! would tear apart entries that share a line ("outcome = …"). Lines with marks are never equal.

use super::Entry;
use crate::diagnostic::toml_text;
use std::fmt::Write as _;

/// The column of the marks, if the line is shorter.
const MARK_COLUMN: usize = 56;
/// Hexadecimal digits of a mark: among 10 000 entries, two share a mark in about one file of 1 400. It only matters if they also
/// share a line.
const MARK_DIGITS: usize = 9;

/// Returns the entry as it is written in the file, with its marks.
pub(super) fn written(entry: &Entry, newline: &str) -> String {
    let mark = mark(entry);
    let mut text = String::new();
    for line in lines(entry) {
        marked(&line, &mark, newline, &mut text);
    }
    text
}

/// Adds a line and its mark.
pub(super) fn marked(line: &str, mark: &str, newline: &str, text: &mut String) {
    let width = line.chars().count();
    let gap = MARK_COLUMN.saturating_sub(width).max(2);
    let _ = write!(text, "{line}{:gap$}{mark}{newline}", "");
}

/// Returns the mark of an entry, which depends only on what the entry says.
pub(super) fn mark(entry: &Entry) -> String {
    let hash = blake3::hash(lines(entry).join("\n").as_bytes()).to_hex();
    format!("#{}", hash.get(..MARK_DIGITS).unwrap_or_default())
}

/// Returns a comment without the mark at its end.
pub(super) fn without_mark(comment: &str) -> &str {
    let trimmed = comment.trim_end();
    let Some((before, mark)) = trimmed.rsplit_once('#') else { return trimmed };
    let is_mark = mark.len() == MARK_DIGITS && mark.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase());
    // "# ticket #202611210" is a person's own: a mark is the whole comment, or is set apart from the text before it.
    let stands_apart = before.is_empty() || before.ends_with("  ");
    if is_mark && stands_apart { before.trim_end() } else { trimmed }
}

/// Returns the lines of an entry, in the order of the keys.
pub(super) fn lines(entry: &Entry) -> Vec<String> {
    let mut lines = vec!["[[resolution]]".to_owned()];
    let mut line = |key: &str, value: String| lines.push(format!("{key:<9} = {value}"));
    line("conflict", toml_text(&entry.conflict));
    line("values", list(&entry.values));
    line("outcome", toml_text(entry.outcome.word()));
    if let Some(holds) = &entry.holds {
        line("holds", toml_text(holds));
    }
    line("reason", toml_text(&entry.reason));
    line("by", toml_text(&entry.by));
    line("decided", entry.decided.to_string());
    if let Some(expires) = entry.expires {
        line("expires", expires.to_string());
    }
    if !entry.voices.is_empty() {
        let voices: Vec<_> =
            entry.voices.iter().map(|(value, voices)| format!("{} = {}", toml_text(value), list(voices))).collect();
        line("voices", format!("{{ {} }}", voices.join(", ")));
    }
    lines
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| toml_text(text)).collect::<Vec<_>>().join(", "))
}
