//! The part of YAML that front matter is written in: `key: value`, quoted or not, and lists.
//!
//! Front matter is also used by other tools, so values of keys that say nothing about a source are ignored.

use super::node::{Node, Placed, Table};
use crate::diagnostic::{Code, Diagnostic, UserFile};
use crate::span::{InToml, Span};
use std::sync::Arc;

/// What was read from a block, and the mistakes under known keys.
#[derive(Default)]
pub(super) struct Block {
    pub(super) table: Table,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether it contains a known key, or every line that does not belong to another has a key.
    pub(super) is_likely: bool,
}

/// Reads the lines at `span` of `file`. The values of keys that are not in `known` are ignored.
pub(super) fn read_yaml(file: &Arc<UserFile>, span: Span<InToml>, known: &[&str]) -> Block {
    let mut block = Block::default();
    let (mut keys, mut others, mut seen) = (0, Vec::new(), Vec::new());
    // The key whose value may follow on the next lines, and whether it already has one.
    let mut open = Open::Unknown;
    for line in Lines::new(&file.text, span) {
        let written = line.of(&file.text);
        let content = trimmed(&file.text, line);
        let is_below = written.starts_with([' ', '\t']);
        if content.is_empty() || content.of(&file.text).starts_with('#') {
            continue;
        }
        if let Some(item) = item_of(&file.text, content)
            && keys > 0
        {
            match &mut open {
                Open::Unknown => {}
                Open::Empty(key) => {
                    match value(&file.text, item) {
                        Ok(first) => {
                            let list = Placed { span: first.span, value: Node::List(vec![first]) };
                            block.table.push((key.clone(), list));
                        }
                        Err(mistake) => block.diagnostics.push(mistake.about(file)),
                    }
                    open = Open::List;
                }
                Open::List => match (value(&file.text, item), block.table.last_mut()) {
                    (Ok(item), Some((_, Placed { value: Node::List(items), span }))) => {
                        *span = span.join(item.span);
                        items.push(item);
                    }
                    (Ok(_), _) => {}
                    (Err(mistake), _) => block.diagnostics.push(mistake.about(file)),
                },
                Open::Full => block.diagnostics.push(Mistake { at: content, message: NO_LIST }.about(file)),
            }
            continue;
        }
        if is_below && keys > 0 {
            if !matches!(open, Open::Unknown) {
                block.diagnostics.push(Mistake { at: content, message: NOT_ONE_LINE }.about(file));
            }
            continue;
        }
        let Some((key, rest)) = key_of(&file.text, content) else {
            others.push(content);
            continue;
        };
        keys += 1;
        let is_known = known.contains(&key.value.as_str());
        if !is_known {
            // The name is enough to see if it is a typo.
            block.table.push((key, Placed { value: Node::Text(String::new()), span: rest }));
            open = Open::Unknown;
            continue;
        }
        if seen.contains(&key.value) {
            block.diagnostics.push(Mistake { at: key.span, message: TWICE }.about(file));
            open = Open::Unknown;
            continue;
        }
        seen.push(key.value.clone());
        if rest.is_empty() || rest.of(&file.text).starts_with('#') {
            open = Open::Empty(key);
        } else {
            match value(&file.text, rest) {
                Ok(value) => block.table.push((key, value)),
                Err(mistake) => block.diagnostics.push(mistake.about(file)),
            }
            open = Open::Full;
        }
    }
    block.is_likely = !seen.is_empty() || (keys > 0 && others.is_empty());
    block.diagnostics.extend(others.into_iter().map(|at| Mistake { at, message: NO_KEY }.about(file)));
    block
}

/// The state of the key above a line.
enum Open {
    Unknown,
    Empty(Placed<String>),
    List,
    Full,
}

const NO_KEY: &str = "this line of the front matter is not `key: value`";
const NO_LIST: &str = "this list item follows a key that already has a value";
const NOT_ONE_LINE: &str = "a value on several lines is not understood here";
const TWICE: &str = "this key stands in the front matter twice";
const NOT_CLOSED: &str = "the closing quote or bracket is not on this line";
const AFTER_END: &str = "there are more words after the closing quote or bracket";
const NOT_PLAIN: &str = "this kind of YAML value is not understood here";

struct Mistake {
    at: Span<InToml>,
    message: &'static str,
}

impl Mistake {
    fn about(self, file: &Arc<UserFile>) -> Diagnostic {
        let help = "write `key: value` on one line, a text with special signs between double quotes, a list as [a, b]";
        Diagnostic::warning(Code::BadFrontMatter, file, self.at, self.message).help(help)
    }
}

/// The lines of a span, without their line ends.
struct Lines<'t> {
    text: &'t str,
    rest: Span<InToml>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str, rest: Span<InToml>) -> Self {
        Lines { text, rest }
    }
}

impl Iterator for Lines<'_> {
    type Item = Span<InToml>;

    fn next(&mut self) -> Option<Span<InToml>> {
        if self.rest.is_empty() {
            return None;
        }
        let length = self.rest.of(self.text).find('\n').unwrap_or(self.rest.len());
        let line = Span::new(self.rest.start, self.rest.start + length);
        self.rest.start = (line.end + 1).min(self.rest.end);
        Some(line)
    }
}

/// Returns `span` without spaces at its ends.
fn trimmed(text: &str, span: Span<InToml>) -> Span<InToml> {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// Returns the item of `- item`.
fn item_of(text: &str, content: Span<InToml>) -> Option<Span<InToml>> {
    let after = content.of(text).strip_prefix('-')?;
    after.starts_with([' ', '\t']).then(|| trimmed(text, Span::new(content.start + 1, content.end)))
}

/// Returns key and value of `key: value`.
fn key_of(text: &str, content: Span<InToml>) -> Option<(Placed<String>, Span<InToml>)> {
    let words = content.of(text);
    let length = words.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_' || letter == '-'))?;
    let (key, rest) = words.split_at_checked(length)?;
    let value = rest.strip_prefix(':')?;
    if key.is_empty() || !(value.is_empty() || value.starts_with([' ', '\t'])) {
        return None;
    }
    let span = Span::new(content.start, content.start + length);
    Some((Placed { value: key.to_owned(), span }, trimmed(text, Span::new(span.end + 1, content.end))))
}

/// Reads one value, up to a comment.
fn value(text: &str, span: Span<InToml>) -> Result<Placed<Node>, Mistake> {
    let words = span.of(text);
    match words.chars().next() {
        Some('[') => {
            let mut items = Vec::new();
            let mut at = span.start + 1;
            loop {
                let rest = trimmed(text, Span::new(at, span.end));
                match rest.of(text).chars().next() {
                    None => return Err(Mistake { at: span, message: NOT_CLOSED }),
                    Some(']') => {
                        nothing_after(text, Span::new(rest.start + 1, span.end))?;
                        return Ok(Placed { value: Node::List(items), span: Span::new(span.start, rest.start + 1) });
                    }
                    Some(',') => at = rest.start + 1,
                    Some(_) => {
                        let item = scalar(text, rest, &[',', ']'])?;
                        at = item.span.end;
                        items.push(item);
                    }
                }
            }
        }
        _ => {
            let scalar = scalar(text, span, &[])?;
            nothing_after(text, Span::new(scalar.span.end, span.end))?;
            Ok(scalar)
        }
    }
}

/// Reads a quoted text, or a plain text up to a comment or one of `ends`.
fn scalar(text: &str, span: Span<InToml>, ends: &[char]) -> Result<Placed<Node>, Mistake> {
    let words = span.of(text);
    match words.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let length = closing_quote(words, quote).ok_or(Mistake { at: span, message: NOT_CLOSED })?;
            let inner = words.get(1..length).unwrap_or_default();
            let value = Node::Text(unescape(inner, quote));
            Ok(Placed { value, span: Span::new(span.start, span.start + length + 1) })
        }
        Some('|' | '>' | '{' | '[' | '&' | '*' | '!' | '%' | '@' | '`') => Err(Mistake { at: span, message: NOT_PLAIN }),
        _ => {
            let words = words.split(ends).next().unwrap_or_default();
            let end = words.find(" #").or_else(|| words.find("\t#")).unwrap_or(words.len());
            let span = trimmed(text, Span::new(span.start, span.start + end));
            Ok(Placed { value: Node::Text(span.of(text).to_owned()), span })
        }
    }
}

fn nothing_after(text: &str, rest: Span<InToml>) -> Result<(), Mistake> {
    let rest = trimmed(text, rest);
    if rest.is_empty() || rest.of(text).starts_with('#') { Ok(()) } else { Err(Mistake { at: rest, message: AFTER_END }) }
}

/// Returns the place of the quote that closes the one at the beginning of `words`.
fn closing_quote(words: &str, quote: char) -> Option<usize> {
    let mut letters = words.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' && quote == '"' {
            letters.next();
        } else if letter == quote {
            if quote == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') {
                letters.next();
            } else {
                return Some(at);
            }
        }
    }
    None
}

fn unescape(inner: &str, quote: char) -> String {
    super::front_matter::escapes(inner, quote, true).into_iter().map(|part| part.read(inner)).collect()
}
