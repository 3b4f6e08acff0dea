//! Finds all mistakes in the TOML syntax at once, and returns the file without them.
//!
//! One mistake, such as a list that is never closed, can make the rest of a file unreadable. Therefore a file with mistakes is
//! cut into its entries (a header, or a key with its value). Each entry is parsed alone, and those that cannot be read are
//! replaced by spaces. All other entries keep their place, byte for byte.

use super::{Mistakes, ROOT};
use crate::diagnostic::Code;
use crate::span::{InToml, Span};
use std::borrow::Cow;
use toml::de::{DeTable, Error};

/// With more mistakes than this, the file is not TOML.
const MOST_MISTAKES: usize = 100;

/// Reports the entries of the file that cannot be read, and returns its text with spaces in their place.
pub(crate) fn mend<'t>(text: &'t str, mistakes: &mut Mistakes) -> Cow<'t, str> {
    if DeTable::parse_recoverable(text).1.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut mended = String::with_capacity(text.len());
    let (mut section, mut lost, mut count) = (ROOT, false, 0);
    for entry in entries(text) {
        let words = entry.of(text);
        let wrong = count < MOST_MISTAKES && report(text, entry, mistakes);
        count += usize::from(wrong);
        let is_header = words.trim_start().starts_with('[');
        if is_header {
            section = entry.start + (words.len() - words.trim_start().len());
            lost = wrong;
            mistakes.lost |= wrong;
        } else if wrong {
            mistakes.set_broken(section, leading_key(words));
            if Scan::of(words, entry.start).lines.is_some() {
                // A multi-line text that is never closed includes everything after it.
                mistakes.set_all_broken(section);
                mistakes.lost = true;
            }
        }
        if wrong || lost {
            blank(words, &mut mended);
        } else {
            mended.push_str(words);
        }
    }
    Cow::Owned(mended)
}

/// Reports mistakes between entries: duplicate keys and headers.
pub(crate) fn between_entries(text: &str, errors: &[Error], mistakes: &mut Mistakes) {
    for error in first_of_lines(text, 0, errors).into_iter().take(MOST_MISTAKES) {
        mistakes.push(plain(error.0, error.1, text, mistakes));
    }
}

/// Replaces everything but line breaks by spaces of the same length.
fn blank(words: &str, into: &mut String) {
    into.extend(words.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

/// Returns the key that an entry begins with; the first part of a dotted key.
fn leading_key(words: &str) -> &str {
    let words = words.trim_start();
    let end = words.find(|letter: char| !is_key_letter(letter)).unwrap_or(words.len());
    words.get(..end).unwrap_or_default()
}

fn is_key_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '-'
}

/// Reports the mistakes in one entry, at most one per line. Returns true if there were any.
fn report(text: &str, entry: Span<InToml>, mistakes: &mut Mistakes) -> bool {
    let words = entry.of(text);
    let (_, errors) = DeTable::parse_recoverable(words);
    if errors.is_empty() {
        return false;
    }
    let errors = first_of_lines(text, entry.start, &errors);
    let quotes = inner_quotes(words, entry.start);
    if let Some((first, _)) = quotes.first() {
        // What follows such a character is misread up to the end of the entry.
        for (error, span) in errors.into_iter().filter(|(_, span)| span.end < first.start) {
            mistakes.push(plain(error, span, text, mistakes));
        }
        for (at, sign) in quotes {
            mistakes.push(early_end(at, sign, mistakes));
        }
        return true;
    }
    let unclosed = Scan::of(words, entry.start).unclosed();
    if let Some((at, _)) = unclosed
        && errors.first().is_none_or(|(_, first)| at <= first.start)
    {
        let is_header = words.trim_start().starts_with('[');
        let line = Span::new(
            at,
            at + Span::<InToml>::new(at, text.len()).of(text).lines().next().map_or(0, |line| line.trim_end().len()),
        );
        let end = Span::new(at, at + 1);
        let found = match unclosed {
            Some((_, Open::Bracket(_))) if is_header => mistakes
                .error(Code::Syntax, line, "this header is never closed")
                .help("close it with as many `]` as it has `[`: `[[rule]]`, `[entity.some-id]`"),
            Some((_, Open::Bracket(b'['))) => {
                mistakes.error(Code::Syntax, end, "this list is never closed").label("opened here").help("write `]` at its end")
            }
            Some((_, Open::Bracket(_))) => mistakes
                .error(Code::Syntax, end, "this bracket is never closed")
                .label("opened here")
                .help("write `}` at its end"),
            _ => mistakes
                .error(Code::Syntax, line, "this text is never closed")
                .help("write the closing quote; a quote inside the text is written `\\\"`"),
        };
        mistakes.push(found);
        return true;
    }
    let until = unclosed.map_or(usize::MAX, |(at, _)| at);
    for (error, span) in errors {
        if span.start < until {
            mistakes.push(plain(error, span, text, mistakes));
        }
    }
    true
}

/// A quotation mark or an apostrophe inside of a text, which ends it too early.
fn early_end(at: Span<InToml>, sign: char, mistakes: &Mistakes) -> crate::diagnostic::Diagnostic {
    let (what, help) = match sign {
        '\'' => (
            "this apostrophe ends the text",
            "put the text in \"double quotes\"; if it has such quotes inside as well, write them as `\\\"`",
        ),
        _ => (
            "this quotation mark ends the text",
            "inside \"…\", write it as `\\\"`; or put the whole text between three apostrophes: '''…'''",
        ),
    };
    mistakes.error(Code::Syntax, at, what).help(help)
}

/// Returns the first character of each line that ends a text, but is followed by a letter: `"He said "no" to it"`, `'l'école'`.
fn inner_quotes(words: &str, start: usize) -> Vec<(Span<InToml>, char)> {
    let (mut found, mut scan, mut at) = (Vec::new(), Scan::default(), start);
    for line in words.split_inclusive('\n') {
        if scan.lines.is_none() {
            found.extend(inner_quote(line, at));
        }
        scan.line(line, at);
        at += line.len();
    }
    found
}

fn inner_quote(line: &str, start: usize) -> Option<(Span<InToml>, char)> {
    let mut at = 0;
    loop {
        let rest = line.get(at..)?;
        let from = rest.find(['"', '\'', '#'])?;
        let sign = rest.get(from..)?.chars().next().filter(|sign| *sign != '#')?;
        let quotes = if sign == '"' { "\"" } else { "'" };
        let inside = rest.get(from + 1..)?;
        if inside.starts_with(&quotes.repeat(2)) {
            return None;
        }
        let end = at + from + 1 + closing(inside, quotes)?;
        let after = line.get(end..)?;
        let letters = after.trim_start_matches(is_key_letter);
        if after.starts_with(char::is_alphanumeric) && !letters.trim_start().starts_with('=') {
            return Some((Span::new(start + end - 1, start + end), sign));
        }
        at = end;
    }
}

/// Keeps the first mistake in each line: the others in the same line mostly follow from it.
fn first_of_lines<'e>(text: &str, start: usize, errors: &'e [Error]) -> Vec<(&'e Error, Span<InToml>)> {
    let place = |error: &Error| {
        let span = error.span().unwrap_or_default();
        Span::new((start + span.start).min(text.len()), (start + span.end).min(text.len()))
    };
    let mut placed: Vec<_> = errors.iter().map(|error| (error, place(error))).collect();
    placed.sort_by_key(|(_, span)| *span);
    let mut line_end = 0;
    placed.retain(|(_, span)| {
        let is_first = span.start >= line_end;
        if is_first {
            let rest = Span::<InToml>::new(span.start, text.len()).of(text);
            line_end = span.start + rest.find('\n').map_or(rest.len() + 1, |end| end + 1);
        }
        is_first
    });
    placed
}

/// Rewords the parser's message in plainer language.
fn plain(error: &Error, span: Span<InToml>, text: &str, mistakes: &Mistakes) -> crate::diagnostic::Diagnostic {
    let message = error.message();
    let begins = |words: &str| message.starts_with(words);
    if let Some(place) = unquoted_date(text, span.start) {
        let what = "a date without a day must stand in quotes";
        return mistakes.error(Code::Syntax, place, what).help(format!("write \"{}\"", place.of(text)));
    }
    if begins("duplicate key") {
        let key = span.of(text);
        return mistakes
            .error(Code::DuplicateKey, span, format!("`{}` is written twice", key.trim_matches('"')))
            .help("write it once, or give one of the two another name");
    }
    if begins("invalid date") || begins("invalid time") {
        let what = "this is no date that can stand without quotes";
        return mistakes.error(Code::Syntax, word_at(text, span), what).help("write 2022-08-11, \"2022-08\" or \"2022\"");
    }
    let (what, help) = if begins("key with no value") || span.is_empty() && begins("string values must be quoted") {
        ("this key has no value", "write `key = value`")
    } else if begins("string values must be quoted") {
        ("a text must stand in quotes", "write \"…\" around it, with straight quotes")
    } else if begins("missing comma") {
        ("a comma is missing here", "write a comma between two items")
    } else if begins("missing escaped value") {
        ("a `\\` in a text has a meaning of its own", "write `\\\\` for the sign itself, or put the text in 'single quotes'")
    } else if begins("invalid unquoted key") {
        ("a key holds only letters without accents, digits, `-` and `_`", "rename it, or put it between quotes")
    } else if begins("unquoted keys cannot be empty") {
        ("the key is missing", "write `key = value`")
    } else if begins("unexpected key or value") {
        ("something more stands behind the value", "write each key on a line of its own, with one value")
    } else if begins("extra `=`") {
        ("one `=` is enough", "write `key = value`")
    } else if begins("cannot extend value") {
        ("this key already has a value, which is no table", "give one of the two another name")
    } else {
        let what = format!("this cannot be read: {message}");
        return mistakes.error(Code::Syntax, span, what).help("the format is described at https://toml.io");
    };
    mistakes.error(Code::Syntax, span, what).help(help)
}

/// Returns the whole word of digits and letters that contains the beginning of `span`.
fn word_at(text: &str, span: Span<InToml>) -> Span<InToml> {
    let is_inside = |letter: char| letter.is_ascii_alphanumeric() || "-:.+_".contains(letter);
    let before = text.get(..span.start).unwrap_or_default();
    let start = before.trim_end_matches(is_inside).len();
    let rest = text.get(span.start..).unwrap_or_default();
    Span::new(start, text.len() - rest.trim_start_matches(is_inside).len())
}

/// Returns the `2022-08` that the line of the byte `at` has as a value.
fn unquoted_date(text: &str, at: usize) -> Option<Span<InToml>> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..)?.lines().next()?;
    let before = line.find('=')? + 1;
    let value = line.get(before..)?.split('#').next()?;
    let written = value.trim();
    let is_date = matches!(written.as_bytes(), [year @ .., b'-', _, _] if year.len() == 4)
        && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let start = start + before + (value.len() - value.trim_start().len());
    is_date.then_some(Span::new(start, start + written.len()))
}

/// Cuts a text into its entries; comments and blank lines belong to the entry before. Together the entries are the whole text.
fn entries(text: &str) -> Vec<Span<InToml>> {
    let mut starts = vec![0];
    let (mut scan, mut at) = (Scan::default(), 0);
    for line in text.split_inclusive('\n') {
        if scan.begins_entry(line) {
            starts.push(at);
            scan.open.clear();
        }
        scan.line(line, at);
        at += line.len();
    }
    starts.push(text.len());
    starts.windows(2).map(|pair| Span::new(pair[0], pair[1])).filter(|span| !span.is_empty()).collect()
}

/// What is unclosed at some point of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Bracket(u8),
    Quote,
}

/// The brackets and quotes that are open, as far as a text was read.
#[derive(Default)]
struct Scan {
    /// The open brackets, with their places.
    open: Vec<(usize, u8)>,
    /// The open multi-line text: its quotes and its place.
    lines: Option<(&'static str, usize)>,
    /// The first quote or bracket that can no longer be closed.
    never_closed: Option<(usize, Open)>,
}

impl Scan {
    fn of(words: &str, start: usize) -> Scan {
        let (mut scan, mut at) = (Scan::default(), start);
        for line in words.split_inclusive('\n') {
            scan.line(line, at);
            at += line.len();
        }
        scan
    }

    /// Returns what is never closed, once everything has been read.
    fn unclosed(&self) -> Option<(usize, Open)> {
        let bracket = self.open.last().map(|(at, sign)| (*at, Open::Bracket(*sign)));
        self.never_closed.or(self.lines.map(|(_, at)| (at, Open::Quote))).or(bracket)
    }

    /// Returns true if `line` begins an entry, after what was read so far.
    ///
    /// Inside of an open list, a key or a header shows that the list was never closed, because neither can be in a list.
    fn begins_entry(&self, line: &str) -> bool {
        let line = line.trim();
        if self.lines.is_some() || line.is_empty() || line.starts_with('#') {
            return false;
        }
        let in_header = line.strip_prefix("[[").or_else(|| line.strip_prefix('['));
        let is_header = in_header.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_alphabetic()));
        let key = line.trim_start_matches(|letter| is_key_letter(letter) || letter == '.');
        let is_key = key.len() < line.len() && key.trim_start().starts_with('=');
        match self.open.last() {
            None => true,
            Some((_, b'[')) => is_header || is_key,
            Some(_) => is_header,
        }
    }

    fn line(&mut self, line: &str, start: usize) {
        let mut at = 0;
        while let Some(byte) = line.as_bytes().get(at) {
            let rest = line.get(at..).unwrap_or_default();
            if let Some((quotes, _)) = self.lines {
                let Some(length) = closing(rest, quotes) else { return };
                self.lines = None;
                at += length;
                continue;
            }
            match byte {
                b'#' => return,
                b'"' | b'\'' => {
                    let quotes = if rest.starts_with("\"\"\"") {
                        "\"\"\""
                    } else if rest.starts_with("'''") {
                        "'''"
                    } else if *byte == b'"' {
                        "\""
                    } else {
                        "'"
                    };
                    at += quotes.len();
                    if quotes.len() == 3 {
                        self.lines = Some((quotes, start + at - 3));
                        continue;
                    }
                    let Some(length) = closing(rest.get(1..).unwrap_or_default(), quotes) else {
                        self.never_closed.get_or_insert((start + at - 1, Open::Quote));
                        return;
                    };
                    at += length;
                    continue;
                }
                b'[' | b'{' => self.open.push((start + at, *byte)),
                b']' | b'}' => self.close(*byte),
                _ => {}
            }
            at += 1;
        }
    }

    fn close(&mut self, sign: u8) {
        let opening = if sign == b']' { b'[' } else { b'{' };
        while let Some((at, open)) = self.open.pop() {
            if open == opening {
                return;
            }
            self.never_closed.get_or_insert((at, Open::Bracket(open)));
        }
    }
}

/// Returns the length of `rest` up to and including the closing quotes.
fn closing(rest: &str, quotes: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in rest.char_indices() {
        if escaped {
            escaped = false;
        } else if letter == '\\' && quotes.starts_with('"') {
            escaped = true;
        } else if rest.get(at..).is_some_and(|rest| rest.starts_with(quotes)) {
            // A multi-line text may end in quotes that belong to it.
            let sign = quotes.chars().next()?;
            let more = rest.get(at..)?.chars().take_while(|letter| *letter == sign).count().clamp(quotes.len(), 5);
            return Some(at + if quotes.len() == 3 { more } else { 1 });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::UserFile;
    use std::sync::Arc;

    fn mended(text: &str) -> (String, Vec<(usize, String)>) {
        let file = Arc::new(UserFile::new("a.toml", text));
        let mut mistakes = Mistakes::of(&file);
        let mended = mend(text, &mut mistakes).into_owned();
        assert_eq!(mended.len(), text.len());
        let found = mistakes.into_diagnostics();
        (mended, found.iter().map(|found| (found.location().map_or(0, |at| at.line), found.message.clone())).collect())
    }

    #[test]
    fn a_sound_text_stays_as_it_is() {
        let text = "format = 1\n[entity.a]\nnames = [\n  \"x\", # y = 2\n]\n";
        assert_eq!(mended(text), (text.to_owned(), vec![]));
    }

    #[test]
    fn an_unclosed_list_costs_only_its_own_entry() {
        let (text, found) = mended("[entity.a]\nnames = [\"x\",\nkind = \"k\"\n[entity.b]\nkind = \"é\"\n");
        assert_eq!(found, [(2, "this list is never closed".to_owned())]);
        assert_eq!(text, format!("[entity.a]\n{}\nkind = \"k\"\n[entity.b]\nkind = \"é\"\n", " ".repeat(13)));
    }

    #[test]
    fn every_entry_tells_its_own_mistake() {
        let (_, found) = mended("a = \"x\nb = oui\nfoo\n[entity.c\nd = 1\n[e]\nf = {x = [\"a\"}\n");
        let expected = [
            (1, "this text is never closed"),
            (2, "a text must stand in quotes"),
            (3, "this key has no value"),
            (4, "this header is never closed"),
            (7, "this list is never closed"),
        ];
        assert_eq!(found, expected.map(|(line, message)| (line, message.to_owned())));
    }

    #[test]
    fn quotes_end_where_they_should() {
        assert_eq!(closing(r#"a\"b" c"#, "\""), Some(5));
        assert_eq!(closing(r"a\' b", "'"), Some(3));
        assert_eq!(closing("x\"\"\"\"\" y", "\"\"\""), Some(6));
        assert_eq!(closing("never", "'"), None);
    }
}
