//! A source text with its metadata, and which of its bytes are read.

use super::Cell;
use crate::claim::{Lang, PartialDate};
use crate::diagnostic::UserFile;
use crate::pattern::Folded;
use crate::span::{InSource, InToml, Location, Span};
use std::sync::Arc;

/// One source text.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file: its path and its decoded text, unchanged. Every span of the document is in this text.
    pub file: Arc<UserFile>,
    /// What is known about the whole.
    pub metadata: Metadata,
    /// What is read, in the order of the text; text in no piece is hidden.
    pub pieces: Vec<Piece>,
    /// The cells of its tables, in the order of the text, without overlap.
    pub cells: Vec<Cell>,
    /// Its headings, in the order of the text.
    pub headings: Vec<Span<InSource>>,
    /// The declared parts, in the order of the text, without overlap. Bytes outside of the parts belong to the document itself.
    pub parts: Vec<Part>,
    /// How many web and e-mail addresses are hidden.
    pub hidden_addresses: usize,
}

/// The metadata of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its id in every output; by default the file name without its extension.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The publisher: the voice for everything that is credited to nobody else.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Its languages; empty if nothing is declared.
    pub languages: Vec<Lang>,
    /// The address at which it was found.
    pub url: Option<String>,
    /// The id of the source that this one copies or translates.
    pub derives_from: Option<String>,
    /// The entities that it is declared to be about.
    pub about: Vec<Topic>,
}

/// An entity that a text is declared to be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The id of the entity, as written.
    pub id: String,
    /// The file in which that is declared.
    pub file: Arc<UserFile>,
    /// The place of the id there.
    pub span: Span<InToml>,
}

/// A stretch of a document that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// These bytes, unchanged.
    Text(Span<InSource>),
    /// One character that is written differently in the source: `&eacute;`, `\*`.
    Letter(Span<InSource>, char),
    /// Hidden bytes that separate two words, such as a URL.
    Hidden(Span<InSource>),
    /// The end of a paragraph, heading, list item or cell; the bytes are its markup, if any.
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
    /// Its language.
    pub language: Option<Lang>,
    /// The entities that it is declared to be about; if there are none, those of the document.
    pub about: Vec<Topic>,
    /// Whether it is skipped, and only counted.
    pub skip: bool,
}

/// Returns true if hidden bytes are tags, or code in backticks.
fn is_markup(hidden: &str) -> bool {
    hidden.contains('<') || hidden.starts_with(['{', '`'])
}

impl Document {
    /// Returns the text of the file.
    pub fn text(&self) -> &str {
        &self.file.text
    }

    /// Returns lines and columns of `span`.
    pub fn locate(&self, span: Span<InSource>) -> Location {
        self.file.locate(span)
    }

    /// Returns the part that contains the byte `at`, as an index into the parts.
    pub fn part_index_at(&self, at: usize) -> Option<usize> {
        let next = self.parts.partition_point(|part| part.span.start <= at);
        next.checked_sub(1).filter(|last| at < self.parts[*last].span.end)
    }

    /// Returns the cell that contains the byte `at`, as an index into the cells.
    pub fn cell_index_at(&self, at: usize) -> Option<usize> {
        let next = self.cells.partition_point(|cell| cell.span.start <= at);
        next.checked_sub(1).filter(|last| at < self.cells[*last].span.end)
    }

    /// Returns true if the byte `at` stands in a heading.
    pub fn is_heading_at(&self, at: usize) -> bool {
        let next = self.headings.partition_point(|heading| heading.start <= at);
        next.checked_sub(1).is_some_and(|last| at < self.headings[last].end)
    }

    /// Returns the words that are read in `span`, without markup and on one line.
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
                // An address is not read, but still belongs to the quote; markup and template tags do not.
                Piece::Hidden(hidden) if !is_markup(hidden.of(self.text())) => words.push_str(hidden.of(self.text())),
                Piece::Break(at) if self.parts_cells(at) => words.push_str(" | "),
                Piece::Hidden(_) | Piece::Break(_) => words.push(' '),
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Returns true if a break parts two cells of a table that hold words.
    fn parts_cells(&self, at: Span<InSource>) -> bool {
        let next = self.cells.partition_point(|cell| cell.span.start < at.end.max(at.start + 1));
        let before = self.cells[..next].iter().rev().find(|cell| cell.span.start < at.start);
        let is_apart = |cell: &Cell| cell.span.end <= at.end && !cell.span.of(self.text()).trim().is_empty();
        before.is_some_and(is_apart) && next < self.cells.len()
    }

    /// Returns the readable text, folded. Skipped parts are not included.
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
