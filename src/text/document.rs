//! A source text with its metadata, and which of its bytes are read.

use crate::claim::{Lang, PartialDate};
use crate::diagnostic::UserFile;
use crate::pattern::Folded;
use crate::span::{InSource, Location, Span};
use std::sync::Arc;

/// One source text.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file: its path and its decoded text, untouched. Every span of the document lies in this text.
    pub file: Arc<UserFile>,
    /// What is known about the whole.
    pub metadata: Metadata,
    /// What is read, in the order of the text; what is in no piece is hidden.
    pub pieces: Vec<Piece>,
    /// The declared parts, in the order of the text, without overlap. Bytes in no part are the document's own.
    pub parts: Vec<Part>,
    /// How many web and e-mail addresses are hidden from reading.
    pub hidden_addresses: usize,
}

/// What is known about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Identity in every output; the file's stem where none is declared.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// Who published it: the voice of what nobody else is credited with.
    pub publisher: Option<String>,
    /// When it appeared.
    pub date: Option<PartialDate>,
    /// The languages that it is written in; empty where nobody said.
    pub languages: Vec<Lang>,
    /// Where it was found.
    pub url: Option<String>,
    /// The id of the source that this one copies or translates.
    pub derives_from: Option<String>,
}

/// A stretch of a document that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// These bytes, as they are.
    Text(Span<InSource>),
    /// One character that the source spells otherwise: `&eacute;`, `\*`.
    Letter(Span<InSource>, char),
    /// Hidden bytes that part two words, such as a URL.
    Hidden(Span<InSource>),
    /// The end of a paragraph, heading, list item or cell; the bytes are those of the markup, if any.
    Break(Span<InSource>),
}

impl Piece {
    /// Its bytes.
    pub const fn span(self) -> Span<InSource> {
        match self {
            Piece::Text(span) | Piece::Letter(span, _) | Piece::Hidden(span) | Piece::Break(span) => span,
        }
    }
}

/// A stretch of a document with its own voice, date or language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its bytes.
    pub span: Span<InSource>,
    /// Who speaks here.
    pub voice: Option<String>,
    /// When it was said.
    pub date: Option<PartialDate>,
    /// The language it is in.
    pub language: Option<Lang>,
    /// Whether it is left out, and only counted.
    pub skip: bool,
}

impl Document {
    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.file.text
    }

    /// Lines and columns of `span`.
    pub fn locate(&self, span: Span<InSource>) -> Location {
        self.file.locate(span)
    }

    /// The part that the byte `at` lies in, as an index into the parts.
    pub fn part_index_at(&self, at: usize) -> Option<usize> {
        let next = self.parts.partition_point(|part| part.span.start <= at);
        next.checked_sub(1).filter(|last| at < self.parts[*last].span.end)
    }

    /// The words that are read in `span`, without markup and on one line.
    pub fn words(&self, span: Span<InSource>) -> String {
        let first = self.pieces.partition_point(|piece| piece.span().end <= span.start);
        let mut words = String::new();
        for piece in self.pieces[first..].iter().take_while(|piece| piece.span().start < span.end) {
            match *piece {
                Piece::Text(text) => {
                    let shared = Span::<InSource>::new(text.start.max(span.start), text.end.min(span.end));
                    words.push_str(shared.of(self.text()));
                }
                Piece::Letter(_, letter) => words.push(letter),
                // An address that is not read is still a part of what stands there.
                Piece::Hidden(hidden) if !hidden.of(self.text()).contains('<') => words.push_str(hidden.of(self.text())),
                Piece::Hidden(_) | Piece::Break(_) => words.push(' '),
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What is read of it, folded. Skipped parts are not in it.
    pub fn fold(&self) -> Folded {
        let mut folded = Folded::default();
        for piece in &self.pieces {
            match *piece {
                Piece::Text(span) => folded.push(span.of(self.text()), span.start),
                Piece::Letter(span, letter) => folded.push_unit(letter, span),
                Piece::Hidden(span) => folded.push_hidden(' ', span),
                Piece::Break(span) => {
                    folded.push_hidden('\n', span);
                    folded.push_hidden('\n', Span::new(span.end, span.end));
                }
            }
        }
        folded
    }
}
