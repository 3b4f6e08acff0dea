//! Front matter: what the beginning of a file says about the file.
//!
//! A file has front matter if its first line is `+++` and another such line closes a block of TOML; or if its first line is
//! `---`, a line `---` or `...` closes the block, and the block contains a known key, or only `key: value` lines and lines that
//! belong to them. Any other text that begins with such a line is read as text.

use super::declared::{Declared, Reader, SOURCE_KEYS};
use super::node::{Placed, read_toml};
use super::sorted;
use super::yaml::read_yaml;
use crate::diagnostic::{Code, Diagnostic, Level, UserFile};
use crate::span::{InSource, InToml, InWords, Span};
use crate::text::Piece;
use std::sync::Arc;

/// The most mistakes that are shown for a file's front matter: the text may only look like front matter.
const MISTAKES: usize = 20;

/// The front matter of a file.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// The bytes of the block, with both delimiters and the last line end.
    pub span: Span<InSource>,
    /// What it declares about the source.
    pub declared: Declared,
    /// The words of its title, which are read as text.
    pub title: Vec<Piece>,
}

impl FrontMatter {
    /// Reads the front matter of a file; empty if there is none.
    pub fn read(file: &Arc<UserFile>) -> (FrontMatter, Vec<Diagnostic>) {
        let text = &file.text;
        let (rule, body) = match text.split_once('\n') {
            Some((first, rest)) => (first.trim_end(), text.len() - rest.len()),
            None => return Default::default(),
        };
        let closing: &[&str] = match rule {
            "+++" => &["+++"],
            "---" => &["---", "..."],
            _ => return Default::default(),
        };
        let mut at = body;
        let closed = text.get(body..).unwrap_or_default().split_inclusive('\n').find_map(|line| {
            let start = at;
            at += line.len();
            closing.contains(&line.trim_end()).then_some(start..at)
        });
        let is_yaml = rule == "---";
        let Some(end) = closed else {
            let found = Diagnostic::warning(Code::BadFrontMatter, file, Span::new(0, rule.len()), "this block is never closed")
                .help("end it with a line `+++`; as it is, all of it is read as text");
            return (FrontMatter::default(), if is_yaml { Vec::new() } else { vec![found] });
        };
        let inner = Span::new(body, end.start);
        let (table, mut diagnostics) = if is_yaml {
            // Parts need tables, which only TOML supports here.
            let block = read_yaml(file, inner, &SOURCE_KEYS[1..SOURCE_KEYS.len() - 1]);
            if !block.is_likely {
                return Default::default();
            }
            (block.table, block.diagnostics)
        } else {
            read_toml(file, inner)
        };
        for found in &mut diagnostics {
            found.level = Level::Warning;
        }
        let mut reader = Reader { file, is_front_matter: true, diagnostics };
        if is_yaml && let Some((key, _)) = table.iter().find(|(key, _)| key.value == "part") {
            let help = "write the front matter as TOML between `+++` lines, or declare the parts in `sources.toml`";
            reader.report(Code::WrongType, key.span, "parts cannot be declared in YAML front matter".to_owned(), help);
        }
        let table: Vec<_> = table.into_iter().filter(|(key, _)| !(is_yaml && key.value == "part")).collect();
        let declared = reader.declared(&table);
        let title = declared.title.as_ref().map(|title| title_pieces(text, title, is_yaml)).unwrap_or_default();
        let mut diagnostics = sorted(reader.diagnostics);
        let more = diagnostics.len().saturating_sub(MISTAKES);
        diagnostics.truncate(MISTAKES);
        if more > 0 {
            let message = format!("the front matter has {more} more mistakes");
            diagnostics.push(Diagnostic::warning(Code::BadFrontMatter, file, Span::new(0, rule.len()), message));
        }
        (FrontMatter { span: Span::new(0, end.end), declared, title }, diagnostics)
    }
}

/// Returns the title as pieces of the text: its quotes are not read, and its escapes become letters. Front matter is in the
/// source itself, so a place in it is a place in the source.
fn title_pieces(text: &str, title: &Placed<String>, is_yaml: bool) -> Vec<Piece> {
    let written = title.span.of(text);
    let Some(quote) = written.chars().next().filter(|first| matches!(first, '"' | '\'')) else {
        return vec![Piece::Text(Span::new(title.span.start, title.span.end))];
    };
    let count = if !is_yaml && written.len() >= 6 && written.bytes().take(3).all(|byte| byte == quote as u8) { 3 } else { 1 };
    let inner = Span::<InToml>::new(title.span.start + count, title.span.end.saturating_sub(count));
    let parts = escapes(inner.of(text), quote, is_yaml).into_iter();
    parts
        .map(|part| match part.letter {
            None => Piece::Text(Span::new(inner.start + part.at.start, inner.start + part.at.end)),
            Some(letter) => Piece::Letter(Span::new(inner.start + part.at.start, inner.start + part.at.end), letter),
        })
        .filter(|piece| !piece.span().is_empty())
        .collect()
}

/// A part of a quoted text: text without escapes, or an escape for one letter.
pub(super) struct Escape {
    at: Span<InWords>,
    letter: Option<char>,
}

impl Escape {
    pub(super) fn read(&self, inner: &str) -> String {
        self.letter.map_or_else(|| self.at.of(inner).to_owned(), String::from)
    }
}

/// Cuts a quoted text, without its quotes, at its escapes. Invalid escapes are taken literally.
pub(super) fn escapes(inner: &str, quote: char, is_yaml: bool) -> Vec<Escape> {
    let mut parts = Vec::new();
    let (mut plain, mut at) = (0, 0);
    let mark = if quote == '"' { '\\' } else { '\'' };
    while let Some(found) = inner.get(at..).and_then(|rest| rest.find(mark)) {
        let start = at + found;
        let rest = inner.get(start..).unwrap_or_default();
        let escape = match quote {
            '"' => backslash(rest),
            _ => (is_yaml && rest.starts_with("''")).then_some((2, '\'')),
        };
        at = start + escape.map_or(1, |(length, _)| length);
        if let Some((_, letter)) = escape {
            parts.push(Escape { at: Span::new(plain, start), letter: None });
            parts.push(Escape { at: Span::new(start, at), letter: Some(letter) });
            plain = at;
        }
    }
    parts.push(Escape { at: Span::new(plain, inner.len()), letter: None });
    parts.retain(|part| !part.at.is_empty());
    parts
}

/// Returns the length in bytes and the letter of the escape that `rest` begins with.
fn backslash(rest: &str) -> Option<(usize, char)> {
    let kind = rest.chars().nth(1)?;
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    if digits > 0 {
        let number = rest.get(2..2 + digits).filter(|number| number.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        return Some((2 + digits, char::from_u32(u32::from_str_radix(number, 16).ok()?)?));
    }
    let letter = match kind {
        '"' | '\\' | '/' | ' ' => kind,
        'n' | 'r' | 'N' | 'L' | 'P' => '\n',
        't' => '\t',
        '_' => '\u{A0}',
        'e' | 'a' | 'b' | 'f' | 'v' | '0' => ' ',
        // A line end in a multi-line text.
        '\n' => ' ',
        _ => return None,
    };
    Some((2, letter))
}
