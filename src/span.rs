//! Places in a text: byte spans, and the lines and columns that people read.

use serde::Serialize;

/// A half-open range of bytes in a text's own bytes, always on character boundaries.
///
/// ```
/// use contradict::span::Span;
/// assert_eq!(Span::new(3, 5).of("il y a 78"), "y ");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to but not including `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The words of `text` that stand here. Empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether every byte of `other` lies in this span.
    pub const fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub const fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The number of bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// A span as lines and columns: both count from 1, columns in Unicode code points, the end exclusive
/// (as SARIF 2.1.0 has it with `columnKind: unicodeCodePoints`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Location {
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the character after the last one.
    pub end_line: usize,
    /// Column of the character after the last one.
    pub end_column: usize,
}

/// Where the lines of a text begin. Lines end at `\n`; a `\r` before it belongs to the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let after_newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        LineIndex { starts: std::iter::once(0).chain(after_newlines).collect() }
    }

    /// Line and column of the byte `offset` of `text`, both from 1.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        (line, 1 + Span::new(start, offset.min(text.len())).of(text).chars().count())
    }

    /// Lines and columns of `span` in `text`.
    ///
    /// ```
    /// use contradict::span::{LineIndex, Span};
    /// let text = "Été\nn° 78";
    /// let at = LineIndex::new(text).locate(text, Span::new(10, 12));
    /// assert_eq!((at.line, at.column, at.end_column), (2, 4, 6));
    /// ```
    pub fn locate(&self, text: &str, span: Span) -> Location {
        let (line, column) = self.position(text, span.start);
        let (end_line, end_column) = self.position(text, span.end);
        Location { line, column, end_line, end_column }
    }
}
