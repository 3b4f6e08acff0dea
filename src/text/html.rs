//! Reads an HTML file: the words of its main text, without tags, scripts, menus and forms.

use super::Piece;
use super::markup::Pieces;
use crate::span::{InSource, Span};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Token, Tokenizer};
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Returns the pieces of the page at `body` of `text`.
///
/// The main text is in `<article>` or `<main>`, outside of menus, asides, footers and forms. A page without these elements is
/// read whole, except for menus and the like; if that leaves no words (some pages are one big form), they are read as well.
pub(super) fn page(text: &str, body: Span<InSource>) -> Vec<Piece> {
    let found = walk(text, body);
    let best = found.iter().filter(|(_, piece)| has_word(text, *piece)).map(|(place, _)| *place).min();
    collected(found, best.unwrap_or(Place::Outside))
}

/// Returns the pieces of HTML inside of another text.
pub(super) fn fragment(text: &str, body: Span<InSource>) -> Vec<Piece> {
    collected(walk(text, body), Place::Outside)
}

/// Returns true if a single tag ends a line.
pub(super) fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br") || name.eq_ignore_ascii_case("hr")
}

/// Areas of a page, from certain main text to certainly something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Main,
    Body,
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
        if place <= read {
            pieces.push(piece);
        } else if let Piece::Break(span) = piece {
            pieces.end_block(span);
        }
    }
    pieces.list
}

/// How an element affects what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It does not affect the words.
    Inline,
    /// Its tags end a block.
    Block,
    /// `<br>`, `<hr>`: a break without content.
    Void,
    /// `<article>`, `<main>`.
    Main,
    /// `<header>`: belongs to an article, but not to a page.
    Header,
    /// Menus and the like.
    Outside,
    /// Never text.
    Hidden,
    /// Text in which line ends count.
    Lines,
    /// A small raised mark: a footnote number must not run into the number before it.
    Raised,
}

fn role(name: &[u8]) -> Role {
    match name {
        b"article" | b"main" => Role::Main,
        b"header" => Role::Header,
        b"nav" | b"aside" | b"footer" | b"form" => Role::Outside,
        b"script" | b"style" | b"template" | b"noscript" | b"head" | b"title" | b"iframe" | b"object" | b"svg" | b"math"
        | b"audio" | b"video" | b"canvas" | b"textarea" | b"select" | b"button" | b"datalist" | b"del" | b"s" | b"strike" => {
            Role::Hidden
        }
        b"pre" => Role::Lines,
        b"br" | b"hr" => Role::Void,
        b"sup" => Role::Raised,
        b"html" | b"body" | b"div" | b"section" | b"p" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"ul" | b"ol"
        | b"li" | b"dl" | b"dt" | b"dd" | b"table" | b"caption" | b"thead" | b"tbody" | b"tfoot" | b"tr" | b"td" | b"th"
        | b"blockquote" | b"figure" | b"figcaption" | b"address" | b"center" | b"details" | b"summary" | b"dialog"
        | b"fieldset" | b"legend" | b"hgroup" | b"search" | b"menu" | b"option" | b"optgroup" | b"listing" | b"xmp"
        | b"plaintext" => Role::Block,
        _ => Role::Inline,
    }
}

/// Processes the tokens of a page.
struct Walk<'t> {
    text: &'t str,
    /// The words of the tokens since the last tag.
    words: Vec<u8>,
    /// The byte after the last tag.
    at: usize,
    end: usize,
    /// The relevant open elements, and how many of each role are open.
    open: Vec<(Vec<u8>, Role)>,
    names: BTreeMap<Vec<u8>, usize>,
    counts: [usize; 6],
    /// Whether a `<sup>` has just opened after a digit.
    is_raised: bool,
    found: Vec<(Place, Piece)>,
}

fn walk(text: &str, body: Span<InSource>) -> Vec<(Place, Piece)> {
    let mut walk = Walk {
        text,
        words: Vec::new(),
        at: body.start,
        end: body.end,
        open: Vec::new(),
        names: BTreeMap::new(),
        counts: [0; 6],
        is_raised: false,
        found: Vec::new(),
    };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Infallible> {
        let span = Span::new(body.start + span.start, body.start + span.end);
        match event {
            CallbackEvent::String { value } => walk.words.extend_from_slice(value),
            CallbackEvent::OpenStartTag { name } => walk.start_tag(name, span),
            CallbackEvent::CloseStartTag { .. } => walk.at = walk.at.max(span.end.min(walk.end)),
            CallbackEvent::EndTag { name } => walk.end_tag(name, span),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => walk.pass(span),
            CallbackEvent::AttributeName { .. } | CallbackEvent::AttributeValue { .. } | CallbackEvent::Error(_) => {}
        }
        None
    });
    emitter.naively_switch_states(true);
    let Ok(_) = Tokenizer::new_with_emitter(body.of(text), emitter).finish();
    walk.pass(Span::new(body.end, body.end));
    walk.found
}

impl Walk<'_> {
    fn start_tag(&mut self, name: &[u8], span: Span<InSource>) {
        self.pass(span);
        let role = role(name);
        match role {
            Role::Inline => return,
            Role::Void => return self.push(Piece::Break(span)),
            Role::Raised => {
                self.is_raised = self.last_letter().is_some_and(|letter| letter.is_ascii_digit());
                return;
            }
            Role::Hidden => {}
            Role::Block | Role::Main | Role::Header | Role::Outside | Role::Lines => self.push(Piece::Break(span)),
        }
        self.open.push((name.to_vec(), role));
        *self.names.entry(name.to_vec()).or_default() += 1;
        self.count(role, 1);
    }

    /// Closes the last opened element with this name, and everything that is open inside of it.
    fn end_tag(&mut self, name: &[u8], span: Span<InSource>) {
        self.pass(span);
        while self.names.get(name).is_some_and(|open| *open > 0) {
            let Some((last, role)) = self.open.pop() else { break };
            let is_this = last == name;
            if let Some(open) = self.names.get_mut(&last) {
                *open -= 1;
            }
            self.count(role, -1);
            if is_this {
                break;
            }
        }
        match role(name) {
            Role::Inline | Role::Hidden => {}
            Role::Raised => self.is_raised = false,
            _ => self.push(Piece::Break(span)),
        }
    }

    fn count(&mut self, role: Role, by: isize) {
        let index = match role {
            Role::Main => 0,
            Role::Header => 1,
            Role::Outside => 2,
            Role::Hidden => 3,
            Role::Lines => 4,
            Role::Inline | Role::Block | Role::Void | Role::Raised => 5,
        };
        self.counts[index] = self.counts[index].saturating_add_signed(by);
    }

    /// Returns the area of the words that follow; none if they are never read.
    fn place(&self) -> Option<Place> {
        let [main, header, outside, hidden, ..] = self.counts;
        match (hidden, outside, main, header) {
            (1.., ..) => None,
            (0, 1.., ..) | (0, 0, 0, 1..) => Some(Place::Outside),
            (0, 0, 1.., _) => Some(Place::Main),
            (0, 0, 0, 0) => Some(Place::Body),
        }
    }

    fn push(&mut self, piece: Piece) {
        if let Some(place) = self.place() {
            self.found.push((place, piece));
        }
    }

    /// Returns the last character that was read here, if nothing follows it.
    fn last_letter(&self) -> Option<char> {
        match self.found.last()?.1 {
            Piece::Text(span) => span.of(self.text).chars().next_back(),
            Piece::Letter(_, letter) => Some(letter),
            Piece::Hidden(_) | Piece::Break(_) => None,
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
                Some(length) if self.counts[4] == 0 => length,
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

    /// Separates a raised number from the number before it.
    fn raise(&mut self, first: char, at: usize) {
        let is_raised = std::mem::take(&mut self.is_raised);
        if is_raised && first.is_ascii_digit() {
            // The last byte of the tag itself, `>`.
            self.push(Piece::Hidden(Span::new(at.saturating_sub(1), at)));
        }
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
