//! Determines which bytes of a file are read, by the type of the file.

use super::table::Tables;
use super::{Cell, Piece, columns, html, hyphen, lines, markdown, template};
use crate::span::{InSource, Span};

/// The types of files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Markdown,
    Html,
}

impl Kind {
    /// Returns the type for the extension of a file name; everything except Markdown and HTML is plain text.
    pub(super) fn of(file_name: &str) -> Kind {
        match file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
            Some("md" | "markdown" | "mdx") => Kind::Markdown,
            Some("html" | "htm") => Kind::Html,
            _ => Kind::Plain,
        }
    }

    /// Returns what is read from the byte `start` on.
    pub(super) fn read(self, text: &str, start: usize) -> Read {
        let body = Span::new(start, text.len());
        let mut shape = Shape::default();
        let mut pieces = match self {
            Kind::Plain => {
                let mut pieces = Pieces::default();
                pieces.text(body);
                pieces.list
            }
            Kind::Markdown => template::hide(text, markdown::pieces(text, body, &mut shape), &template::scripts(text, body)),
            Kind::Html => html::page(text, body, &mut shape),
        };
        pieces = template::hide(text, pieces, &template::tags(text, body));
        if self == Kind::Markdown {
            pieces = lines::part_labels(text, pieces);
        }
        if self != Kind::Html {
            pieces = columns::cut(text, pieces, &mut shape.tables);
        }
        pieces = hyphen::join(text, pieces);
        Read { pieces: lines::settle(text, pieces), cells: shape.tables.finish(text.len()), headings: shape.headings }
    }
}

/// What is read of a file.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) pieces: Vec<Piece>,
    pub(super) cells: Vec<Cell>,
    pub(super) headings: Vec<Span<InSource>>,
}

/// What the markup says of the shape of a text.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) tables: Tables,
    pub(super) headings: Vec<Span<InSource>>,
}

/// Collects pieces: in order, without overlap, without empty text, and without two breaks in a row.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) list: Vec<Piece>,
}

impl Pieces {
    /// Adds words unchanged.
    pub(super) fn text(&mut self, span: Span<InSource>) {
        let span = self.after_last(span);
        if span.is_empty() {
            return;
        }
        match self.list.last_mut() {
            Some(Piece::Text(last)) if last.end == span.start => last.end = span.end,
            _ => self.list.push(Piece::Text(span)),
        }
    }

    /// Adds a character that is written differently in the source.
    pub(super) fn letter(&mut self, span: Span<InSource>, letter: char) {
        if span.start >= self.end() && !span.is_empty() {
            self.list.push(Piece::Letter(span, letter));
        }
    }

    /// Adds bytes that only separate two words.
    pub(super) fn gap(&mut self, span: Span<InSource>) {
        let span = self.after_last(span);
        if !span.is_empty() && !matches!(self.list.last(), None | Some(Piece::Break(_) | Piece::Hidden(_))) {
            self.list.push(Piece::Hidden(span));
        }
    }

    /// Adds the end of a block.
    pub(super) fn end_block(&mut self, span: Span<InSource>) {
        if !matches!(self.list.last(), None | Some(Piece::Break(_))) {
            self.list.push(Piece::Break(self.after_last(span)));
        }
    }

    /// Adds a piece of any type.
    pub(super) fn push(&mut self, piece: Piece) {
        match piece {
            Piece::Text(span) => self.text(span),
            Piece::Letter(span, letter) => self.letter(span, letter),
            Piece::Hidden(span) => self.gap(span),
            Piece::Break(span) => self.end_block(span),
        }
    }

    fn end(&self) -> usize {
        self.list.last().map_or(0, |last| last.span().end)
    }

    /// Returns the part of `span` that comes after everything collected so far.
    fn after_last(&self, span: Span<InSource>) -> Span<InSource> {
        let start = span.start.max(self.end());
        Span::new(start, span.end.max(start))
    }
}

/// Returns `pieces` without what stands in `hidden`, which is in order and does not overlap. Where words are left out, `mark` adds
/// what separates those before and after them.
pub(super) fn leave_out(pieces: Vec<Piece>, hidden: &[Span<InSource>], mark: impl Fn(&mut Pieces, Span<InSource>)) -> Vec<Piece> {
    if hidden.is_empty() {
        return pieces;
    }
    let mut read = Pieces::default();
    let mut rest = hidden.iter().copied().peekable();
    let mut marked = None;
    for piece in pieces {
        let mut span = piece.span();
        while let Some(hidden) = rest.peek().copied()
            && hidden.start < span.end.max(span.start + 1)
        {
            if hidden.end > span.start {
                if let Piece::Text(_) = piece {
                    read.text(Span::new(span.start, hidden.start.max(span.start)));
                    if marked.replace(hidden) != Some(hidden) {
                        mark(&mut read, hidden);
                    }
                }
                span.start = hidden.end.min(span.end);
                if hidden.end >= span.end {
                    break;
                }
            }
            rest.next();
        }
        match piece {
            Piece::Text(_) => read.text(span),
            _ if span == piece.span() => read.push(piece),
            _ => {}
        }
    }
    read.list
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::text::Document;

    /// Returns what is read in `pieces`, with `¶` for a break and `·` for hidden bytes.
    pub(crate) fn shown(text: &str, pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| match *piece {
                Piece::Text(span) => span.of(text).to_owned(),
                Piece::Letter(_, letter) => letter.to_string(),
                Piece::Hidden(_) => "·".to_owned(),
                Piece::Break(_) => "¶".to_owned(),
            })
            .collect()
    }

    /// Returns what is read of the file `name`, as [`shown`] shows it.
    pub(crate) fn read(name: &str, text: &str) -> String {
        let pieces = Kind::of(name).read(text, 0).pieces;
        check(text, &pieces);
        shown(text, &pieces)
    }

    /// Checks what must be true for the pieces of any text.
    pub(crate) fn check(text: &str, pieces: &[Piece]) {
        let mut end = 0;
        for piece in pieces {
            let span = piece.span();
            assert!(span.start >= end && span.end >= span.start && span.end <= text.len(), "{piece:?} of {text:?}");
            assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{piece:?} of {text:?}");
            assert!(!span.is_empty() || matches!(piece, Piece::Break(_)), "{piece:?} of {text:?}");
            end = span.end;
        }
    }

    /// Checks a loaded document, including its parts and its folded text.
    pub(crate) fn check_document(document: &Document) {
        check(document.text(), &document.pieces);
        let mut end = 0;
        for part in &document.parts {
            assert!(part.span.start >= end && part.span.end <= document.text().len() && !part.span.is_empty());
            assert!(document.text().is_char_boundary(part.span.start));
            end = part.span.end;
        }
        let folded = document.fold();
        for (at, _) in folded.text().char_indices() {
            assert!(folded.to_source(Span::new(at, at + 1)).start <= document.text().len());
        }
    }

    /// Returns every text that is left of `whole` after cutting it at some place, also with a special character inserted in the
    /// middle.
    pub(crate) fn garbled(whole: &str) -> impl Iterator<Item = String> + '_ {
        let cuts = || whole.char_indices().map(|(at, _)| at);
        let heads = cuts().map(|at| whole[..at].to_owned());
        let tails = cuts().map(|at| whole[at..].to_owned());
        let odd = ["<", ">", "&", "\"", "\u{301}", "\r\n", "*", "`", "(", "é"];
        let mixed = cuts().zip(odd.into_iter().cycle()).map(|(at, sign)| format!("{}{sign}{}", &whole[..at], &whole[at..]));
        heads.chain(tails).chain(mixed)
    }

    #[test]
    fn the_ending_tells_the_kind() {
        for (name, kind) in [
            ("a.txt", Kind::Plain),
            ("a", Kind::Plain),
            ("x.y/a.MD", Kind::Markdown),
            ("a.markdown", Kind::Markdown),
            ("a.mdx", Kind::Markdown),
            ("a.HTM", Kind::Html),
            ("a.html.txt", Kind::Plain),
        ] {
            assert_eq!(Kind::of(name), kind, "{name}");
        }
    }

    #[test]
    fn pieces_never_overlap() {
        let mut pieces = Pieces::default();
        pieces.end_block(Span::new(0, 0));
        pieces.text(Span::new(2, 5));
        pieces.text(Span::new(5, 6));
        pieces.text(Span::new(4, 8));
        pieces.letter(Span::new(6, 9), 'x');
        pieces.end_block(Span::new(3, 3));
        pieces.end_block(Span::new(9, 9));
        pieces.gap(Span::new(9, 10));
        assert_eq!(pieces.list, [Piece::Text(Span::new(2, 8)), Piece::Break(Span::new(8, 8))]);
    }
}
