//! Reads an HTML file: the words of its main text, without tags, scripts, menus and forms.

mod element;

pub(super) use element::{Open, is_value};

use super::Piece;
use super::markup::{Pieces, Shape};
use super::table::CellRole;
use crate::span::{InSource, Span};
use element::{Role, StartTag, role};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Token, Tokenizer};
use std::convert::Infallible;

/// Returns the pieces of the page at `body` of `text`.
///
/// The main text is in `<article>` or `<main>`, outside of menus, asides, footers and forms. A page without these elements is
/// read whole, except for menus and the like; if that leaves no words, they are read as well, and asides and forms also where they hold most
/// of the words (some pages are one big form). Text in
/// `<pre>` is code, unless it is all that a page has.
pub(super) fn page(text: &str, body: Span<InSource>, shape: &mut Shape) -> Vec<Piece> {
    let found = walk(text, body, &mut Open::default(), shape);
    let worded = || found.iter().filter(|(_, piece)| has_word(text, *piece));
    let letters = |wanted| worded().filter(|(place, _)| *place == wanted).map(|(_, piece)| piece.span().len()).sum::<usize>();
    let best = match worded().map(|(place, _)| *place).min() {
        // A line about cookies is not what the page is for.
        Some(Place::Body) if letters(Place::Beside) > letters(Place::Body) => Place::Beside,
        best => best.unwrap_or(Place::Outside),
    };
    collected(found, best)
}

/// Returns the pieces of HTML inside of another text. The elements that are open before it are `open`, and so are those after it.
pub(super) fn fragment(text: &str, body: Span<InSource>, open: &mut Open, shape: &mut Shape) -> Vec<Piece> {
    collected(walk(text, body, open, shape), Place::Outside)
}

/// Returns whether a single tag begins or ends raised words; none for all other tags.
pub(super) fn raises(tag: &str) -> Option<bool> {
    let name =
        tag.trim_start_matches(['<', '/']).split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    name.eq_ignore_ascii_case("sup").then(|| !tag.starts_with("</"))
}

/// Returns the piece for a single tag that ends a line or a block.
pub(super) fn line_break(tag: &str, span: Span<InSource>) -> Option<Piece> {
    let name = tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    match role(name.to_ascii_lowercase().as_bytes()) {
        Role::Line => Some(Piece::Letter(span, '\n')),
        Role::Rule => Some(Piece::Break(span)),
        _ => None,
    }
}

/// Returns what a piece reads as.
pub(super) fn shown(text: &str, piece: Piece) -> String {
    match piece {
        Piece::Text(span) => span.of(text).to_owned(),
        Piece::Letter(_, letter) => letter.to_string(),
        Piece::Hidden(_) | Piece::Break(_) => " ".to_owned(),
    }
}

/// Returns the last few letters of `pieces`; none that are before a gap or a break.
pub(super) fn last_letters<'p>(text: &str, pieces: impl DoubleEndedIterator<Item = &'p Piece>) -> String {
    let mut letters = Vec::new();
    for piece in pieces.rev().take(3) {
        match *piece {
            Piece::Text(span) => letters.extend(span.of(text).chars().rev().take(3)),
            Piece::Letter(_, letter) => letters.push(letter),
            Piece::Hidden(_) | Piece::Break(_) => break,
        }
    }
    letters.iter().take(3).rev().collect()
}

/// Areas of a page, from certain main text to certainly something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Main,
    Body,
    /// In `<pre>`.
    Code,
    /// In an aside or a form.
    Beside,
    Outside,
}

fn has_word(text: &str, piece: Piece) -> bool {
    match piece {
        Piece::Text(span) => span.of(text).contains(char::is_alphanumeric),
        Piece::Letter(_, letter) => letter.is_alphanumeric(),
        Piece::Hidden(_) | Piece::Break(_) => false,
    }
}

fn collected(found: Vec<(Place, Piece)>, read: Place) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    for (place, piece) in found {
        if place <= read && (place == Place::Code) <= (read == Place::Code) {
            pieces.push(piece);
        } else if let Piece::Break(span) = piece {
            pieces.end_block(span);
        }
    }
    pieces.list
}

/// Processes the tokens of a page.
struct Walk<'t> {
    text: &'t str,
    /// The words of the tokens since the last tag.
    words: Vec<u8>,
    /// The byte after the last tag.
    at: usize,
    end: usize,
    /// The start tag that is being read, and where its name is.
    tag: Option<(StartTag, Span<InSource>)>,
    open: Open,
    shape: &'t mut Shape,
    /// Where the open heading begins.
    heading: Option<usize>,
    /// Where the open code begins: among what was found, and in the text.
    code: Option<(usize, usize)>,
    /// The last letters before a `<sup>` that has just opened.
    raised: Option<String>,
    /// Whether the words up to the end of the `<sup>` are the mark of a footnote.
    is_note: bool,
    found: Vec<(Place, Piece)>,
}

/// Returns everything that may be read at `body`. What is open there is given and updated.
fn walk(text: &str, body: Span<InSource>, open: &mut Open, shape: &mut Shape) -> Vec<(Place, Piece)> {
    let mut walk = Walk {
        text,
        words: Vec::new(),
        at: body.start,
        end: body.end,
        tag: None,
        open: std::mem::take(open),
        shape,
        heading: None,
        code: None,
        raised: None,
        is_note: false,
        found: Vec::new(),
    };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Infallible> {
        let span = Span::new(body.start + span.start, body.start + span.end);
        match event {
            CallbackEvent::String { value } => walk.words.extend_from_slice(value),
            CallbackEvent::OpenStartTag { name } => {
                walk.pass(span);
                walk.tag = Some((StartTag::new(name), span));
            }
            CallbackEvent::AttributeName { name } => walk.tag.iter_mut().for_each(|(tag, _)| tag.attribute(name)),
            CallbackEvent::AttributeValue { value } => walk.tag.iter_mut().for_each(|(tag, _)| tag.value(value)),
            CallbackEvent::CloseStartTag { self_closing } => {
                walk.start_tag(self_closing, span.end);
                walk.at = walk.at.max(span.end.min(walk.end));
            }
            CallbackEvent::EndTag { name } => walk.end_tag(name, span),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => walk.pass(span),
            CallbackEvent::Error(_) => {}
        }
        None
    });
    emitter.naively_switch_states(true);
    let Ok(_) = Tokenizer::new_with_emitter(body.of(text), emitter).finish();
    walk.start_tag(false, body.end);
    let end = Span::new(body.end, body.end);
    walk.pass(end);
    // What is still open after a fragment may be code that goes on behind it, and is judged as far as it goes.
    *open = std::mem::take(&mut walk.open);
    walk.end_code(end);
    walk.found
}

impl Walk<'_> {
    fn start_tag(&mut self, is_closed: bool, end: usize) {
        let Some((tag, span)) = self.tag.take() else { return };
        let is_block = |role| !matches!(role, Role::Inline | Role::Hidden | Role::Code | Role::Raised | Role::Line);
        let before = self.found.len();
        let was_code = self.open.is_code();
        let role = self.open.start(&tag, is_closed);
        self.end_code(span);
        if self.place().is_some() {
            self.start_shape(&tag, Span::new(span.start, end.max(span.start)));
        }
        match role {
            Role::Line => self.push(Piece::Letter(span, '\n')),
            Role::Raised => self.raised = Some(last_letters(self.text, self.found.iter().map(|(_, piece)| piece))),
            Role::Code if !was_code => self.code = Some((before, span.start)),
            role if is_block(role) => self.push(Piece::Break(span)),
            _ => {}
        }
    }

    fn end_tag(&mut self, name: &[u8], span: Span<InSource>) {
        self.pass(span);
        let role = self.open.end(name);
        self.end_shape(name, span.start);
        self.end_code(span);
        match role {
            Role::Inline | Role::Hidden | Role::Code => {}
            Role::Raised => (self.raised, self.is_note) = (None, false),
            _ => self.push(Piece::Break(span)),
        }
    }

    /// Keeps what a start tag says of the shape of the page.
    fn start_shape(&mut self, tag: &StartTag, span: Span<InSource>) {
        let tables = &mut self.shape.tables;
        if matches!(tag.name(), b"table" | b"dl" | b"tr" | b"th" | b"td" | b"dt" | b"dd" | b"caption") {
            tables.end_cell(span.start);
        }
        let at = span.end;
        match tag.name() {
            b"table" | b"dl" => tables.start_table(at),
            b"tr" => tables.start_row(at),
            b"th" => tables.start_cell(at, CellRole::Head, tag.covers()),
            b"td" | b"dd" => tables.start_cell(at, CellRole::Value, tag.covers()),
            b"dt" => {
                tables.start_row(at);
                tables.start_cell(at, CellRole::Head, (1, 1));
            }
            b"caption" => tables.start_cell(at, CellRole::Caption, (1, 1)),
            name if is_heading(name) => self.heading = Some(at),
            _ => {}
        }
    }

    /// Ends at `at` what an end tag closes.
    fn end_shape(&mut self, name: &[u8], at: usize) {
        match name {
            b"table" | b"dl" => self.shape.tables.end_table(at),
            b"tr" | b"th" | b"td" | b"dt" | b"dd" | b"caption" => self.shape.tables.end_cell(at),
            name if is_heading(name) => {
                let start = self.heading.take();
                self.shape.headings.extend(start.map(|start| Span::new(start, at.max(start))));
            }
            _ => {}
        }
    }

    /// At the end of code, which is before `span`, leaves out what it holds, unless that is a value.
    fn end_code(&mut self, span: Span<InSource>) {
        if self.open.is_code() {
            return;
        }
        let Some((first, start)) = self.code.take() else { return };
        let code: String = self.found[first..].iter().map(|(_, piece)| shown(self.text, *piece)).collect();
        if !is_value(&code) {
            self.found.truncate(first);
            self.push(Piece::Hidden(Span::new(start, span.start)));
        }
    }

    /// Returns the area of the words that follow; none if they are never read.
    fn place(&self) -> Option<Place> {
        let is_open = |role| self.open.count(role) > 0;
        if self.open.is_hidden() {
            None
        } else if is_open(Role::Lines) {
            Some(Place::Code)
        } else if is_open(Role::Outside) {
            Some(Place::Outside)
        } else if is_open(Role::Beside) {
            Some(Place::Beside)
        } else if is_open(Role::Main) {
            Some(Place::Main)
        } else {
            Some(if is_open(Role::Header) { Place::Outside } else { Place::Body })
        }
    }

    fn push(&mut self, piece: Piece) {
        self.is_note &= !matches!(piece, Piece::Break(_));
        if let Some(place) = self.place()
            && !(self.is_note && matches!(piece, Piece::Text(_) | Piece::Letter(..)))
        {
            self.found.push((place, piece));
        }
    }

    /// Reads the words up to the next tag or comment, which is at `span`.
    fn pass(&mut self, span: Span<InSource>) {
        let words = std::mem::take(&mut self.words);
        let end = span.start.clamp(self.at, self.end);
        if let (Ok(words), Some(_)) = (std::str::from_utf8(&words), self.place()) {
            self.align(Span::new(self.at, end), words);
        }
        self.at = span.end.clamp(end, self.end);
    }

    /// Finds `words`, as the tokenizer gave them, among the bytes of `span`. What is written differently there becomes single
    /// letters, and what the tokenizer left out is left out.
    fn align(&mut self, span: Span<InSource>, mut words: &str) {
        let (mut at, mut run) = (span.start, span.start);
        while let Some(letter) = self.text.get(at..span.end).and_then(|rest| rest.chars().next())
            && let Some(word) = words.chars().next()
        {
            let rest = Span::<InSource>::new(at, span.end).of(self.text);
            if letter == '&'
                && let Some((length, letters)) = reference(rest)
                && let Some(after) = words.strip_prefix(letters.as_str())
            {
                self.words_at(Span::new(run, at));
                if let Some(letter) = letters.chars().next() {
                    self.raise(letter, at);
                    self.push(Piece::Letter(Span::new(at, at + length), letter));
                }
                words = after;
                at += length;
                run = at;
            } else if letter == word {
                words = words.get(word.len_utf8()..).unwrap_or_default();
                at += letter.len_utf8();
            } else if letter == '\r' && word == '\n' {
                // To the tokenizer, a two-byte line end, or this one, is one character.
                if !rest.starts_with("\r\n") {
                    words = words.get(1..).unwrap_or_default();
                }
                at += 1;
            } else {
                self.words_at(Span::new(run, at));
                at += letter.len_utf8();
                run = at;
            }
        }
        self.words_at(Span::new(run, at));
    }

    /// Adds words unchanged; outside of `<pre>`, a line end and the spaces after it are a gap.
    fn words_at(&mut self, span: Span<InSource>) {
        if let Some(first) = span.of(self.text).chars().next() {
            self.raise(first, span.start);
        }
        let mut start = span.start;
        while start < span.end {
            let rest = Span::<InSource>::new(start, span.end).of(self.text);
            let line = match rest.find(['\n', '\r']) {
                Some(length) if self.open.count(Role::Lines) == 0 => length,
                _ => rest.len(),
            };
            let after = rest.get(line..).unwrap_or_default();
            let gap = after.len() - after.trim_start_matches([' ', '\t', '\n', '\r']).len();
            if line > 0 {
                self.push(Piece::Text(Span::new(start, start + line)));
            }
            if gap > 0 {
                self.push(Piece::Hidden(Span::new(start + line, start + line + gap)));
            }
            start += line + gap;
        }
    }

    /// Leaves out the mark of a footnote.
    fn raise(&mut self, first: char, at: usize) {
        let Some(before) = self.raised.take() else { return };
        if let Some(is_note) = is_note(&before, first) {
            // The last byte of the tag itself, `>`.
            self.push(Piece::Hidden(Span::new(at.saturating_sub(1), at)));
            self.is_note = is_note;
        }
    }
}

fn is_heading(name: &[u8]) -> bool {
    matches!(name, [b'h', b'1'..=b'6'])
}

/// Returns true if raised words that begin with `first` are the mark of a footnote: a number behind a number, or in brackets. A
/// power of ten is none, but still apart from the ten. None if the words belong to the word before: "1er", "m2".
pub(super) fn is_note(before: &str, first: char) -> Option<bool> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let of_ten =
        before.strip_suffix("10").is_some_and(|rest| !rest.ends_with(|letter| is_digit(letter) || matches!(letter, '.' | ',')));
    match first {
        '[' => Some(true),
        _ if is_digit(first) && before.ends_with(is_digit) => Some(!of_ten),
        _ => None,
    }
}

/// Returns the length in bytes of the character reference that `rest` begins with, and the character that it represents.
fn reference(rest: &str) -> Option<(usize, String)> {
    // The longest name has 31 letters.
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let letters = rest.bytes().skip(1).take(40).take_while(is_part).count();
    let written = rest.get(..1 + letters + usize::from(rest.as_bytes().get(1 + letters) == Some(&b';')))?;
    let mut read = String::new();
    for Ok(token) in Tokenizer::new(written) {
        if let Token::String(words) = token {
            read.push_str(std::str::from_utf8(&words).ok()?);
        }
    }
    // After a reference without a semicolon, the following text is taken literally.
    let first = read.chars().next()?.len_utf8();
    let after = read.bytes().skip(first).rev().zip(written.bytes().rev()).take_while(|(read, written)| read == written).count();
    let letters = read.get(..read.len() - after)?;
    (read != written).then(|| (written.len() - after, letters.to_owned()))
}

#[cfg(test)]
mod tests;
