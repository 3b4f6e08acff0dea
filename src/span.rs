//! Places in a text: byte spans, and the lines and columns that people read.

use serde::Serialize;
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;

/// A text in which places are counted. Each kind of text is a type, so that a place in one text cannot be used in another.
pub trait Space: Copy + Ord + Hash + fmt::Debug + Default {}

/// A text that is a file as it was read, so that its places have lines and columns.
pub trait Written: Space {}

/// A folded text: see [`Folded`](crate::pattern::Folded), whose `to_source` is the only way from here to the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InFolded;

/// The decoded text of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InSource;

/// A file of the user: rules, lexicons, metadata, decisions. Diagnostics refer to these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InToml;

/// A few words that are cut out of another text or put together: a written pattern, the text between two quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InWords;

impl Space for InFolded {}
impl Space for InSource {}
impl Space for InToml {}
impl Space for InWords {}
impl Written for InSource {}
impl Written for InToml {}

/// A half-open range of bytes in a text of the space `S`, always on character boundaries.
///
/// ```
/// use contradict::span::{InWords, Span};
/// assert_eq!(Span::<InWords>::new(3, 5).of("il y a 78"), "y ");
/// ```
///
/// A place in one text cannot be used in another:
///
/// ```compile_fail
/// use contradict::{pattern::Folded, span::{InToml, Span}};
/// Folded::new("L’été").to_source(Span::<InToml>::new(2, 5));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<S: Space> {
    /// First byte.
    pub start: usize,
    /// The byte after the last byte.
    pub end: usize,
    space: PhantomData<S>,
}

impl<S: Space> Span<S> {
    /// The span from `start` up to but not including `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end, space: PhantomData }
    }

    /// Returns the words of `text` at this place. Empty if the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Returns true if every byte of `other` is in this span.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns true if the two spans share a byte.
    pub const fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the number of bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Returns true if the span is empty.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Returns the smallest span that covers both.
    pub fn join(self, other: Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl<S: Space> fmt::Debug for Span<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({}..{})", S::default(), self.start, self.end)
    }
}

impl<S: Space> From<std::ops::Range<usize>> for Span<S> {
    fn from(range: std::ops::Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// A span as lines and columns: both count from 1, columns in Unicode code points, the end is exclusive (as in SARIF 2.1.0 with
/// `columnKind: unicodeCodePoints`).
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

/// The beginnings of the lines of a text. Lines end at `\n`; a `\r` before it belongs to the line.
///
/// It also stores how many characters begin before every multiple of a fixed number of bytes, so that columns are counted from
/// nearby: a web page may be one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// The characters that begin before each multiple of [`STEP`].
    counted: Vec<usize>,
}

/// The most bytes that are counted for one place.
const STEP: usize = 256;

impl LineIndex {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let after_newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let mut before = 0;
        let counted = text.as_bytes().chunks(STEP).map(|bytes| {
            let here = before;
            before += characters(bytes);
            here
        });
        LineIndex { starts: std::iter::once(0).chain(after_newlines).collect(), counted: counted.collect() }
    }

    /// Returns line and column of the byte `offset` of `text`, both from 1.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.line_start(offset);
        (line, 1 + self.characters_before(text, offset).saturating_sub(self.characters_before(text, start)))
    }

    /// Returns the first byte of the line that contains the byte `offset`.
    ///
    /// ```
    /// use contradict::span::LineIndex;
    /// assert_eq!(LineIndex::new("one\ntwo").line_start(5), 4);
    /// ```
    pub fn line_start(&self, offset: usize) -> usize {
        let line = self.starts.partition_point(|start| *start <= offset);
        line.checked_sub(1).and_then(|last| self.starts.get(last)).copied().unwrap_or_default()
    }

    /// Returns how many characters of `text` begin before the byte `offset`.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let (from, before) = self.counted_near(offset);
        before + characters(text.as_bytes().get(from..offset.min(text.len())).unwrap_or_default())
    }

    /// Returns the last stored byte at or before `offset`, and how many characters begin before it.
    fn counted_near(&self, offset: usize) -> (usize, usize) {
        let near = (offset / STEP).min(self.counted.len().saturating_sub(1));
        (near * STEP, self.counted.get(near).copied().unwrap_or_default())
    }

    /// Returns lines and columns of `span` in `text`.
    ///
    /// ```
    /// use contradict::span::{InSource, LineIndex, Span};
    /// let text = "Été\nn° 78";
    /// let at = LineIndex::new(text).locate(text, Span::<InSource>::new(10, 12));
    /// assert_eq!((at.line, at.column, at.end_column), (2, 4, 6));
    /// ```
    pub fn locate<S: Written>(&self, text: &str, span: Span<S>) -> Location {
        let (line, column) = self.position(text, span.start);
        let (end_line, end_column) = self.position(text, span.end);
        Location { line, column, end_line, end_column }
    }
}

/// Returns how many characters begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xBF)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_where_counting_from_the_start_finds_it() {
        // Letters of one to four bytes, so that they cross every step; lines with no, few and many letters.
        let text = format!("{}\n\n\r\n{}é\n🍎", "aé日🍎".repeat(200), "日🍎".repeat(300));
        let lines = LineIndex::new(&text);
        let (mut line, mut column) = (1, 1);
        for (at, letter) in text.char_indices() {
            assert_eq!(lines.position(&text, at), (line, column), "byte {at}");
            (line, column) = if letter == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        assert_eq!(lines.position(&text, text.len()), (line, column));
        assert_eq!(lines.position(&text, text.len() + 1000), (line, column), "after the end is at the end");
        assert_eq!(LineIndex::new("").position("", 0), (1, 1));
    }

    #[test]
    fn in_a_long_line_no_place_is_counted_from_afar() {
        let text = "mot é ".repeat(1000);
        let lines = LineIndex::new(&text);
        for (at, _) in text.char_indices() {
            let (from, before) = lines.counted_near(at);
            assert!(at - from < STEP, "byte {at} is counted from {from}");
            assert_eq!(before, text.bytes().take(from).filter(|byte| *byte != 0xA9).count(), "é ends in A9");
        }
    }

    #[test]
    fn an_index_of_another_text_does_no_harm() {
        let lines = LineIndex::new(&"long\n".repeat(200));
        for at in 0..1200 {
            assert!(lines.position("é", at).1 >= 1);
        }
    }
}
