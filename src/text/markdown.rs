//! Reads a Markdown file: its words, without markup, link targets, code blocks and images.

use super::Piece;
use super::html;
use super::markup::{Pieces, Shape};
use super::table::CellRole;
use crate::span::{InSource, Span};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Returns the pieces of the Markdown at `body` of `text`.
///
/// A line end inside a paragraph is a gap between words; a hard line break ends a block. Struck-out words are withdrawn, and not
/// read.
pub(super) fn pieces(text: &str, body: Span<InSource>, shape: &mut Shape) -> Vec<Piece> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut page = Page {
        text,
        pieces: Pieces::default(),
        shape,
        is_head: false,
        hidden: 0,
        open: html::Open::default(),
        depths: Vec::new(),
        code: None,
        raised: None,
        is_note: false,
    };
    for (event, range) in Parser::new_ext(body.of(text), options).into_offset_iter() {
        let span = Span::new(body.start + range.start, body.start + range.end);
        match event {
            Event::Start(tag) => page.start(&tag, span),
            Event::End(tag) => page.end(tag, span),
            Event::InlineHtml(tag) => page.tag(&tag, span),
            _ if page.hidden > 0 || page.open.is_hidden() => {}
            Event::Text(words) => page.words(&words, span),
            Event::Code(code) if !html::is_value(&code) => page.pieces.gap(span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                let marks = |letter| letter == '`' || letter == '$';
                let written = span.of(text);
                let start = span.start + (written.len() - written.trim_start_matches(marks).len());
                page.pieces.text(Span::new(start, start + written.trim_matches(marks).len()));
            }
            Event::SoftBreak => page.pieces.gap(span),
            Event::HardBreak => page.pieces.letter(span, '\n'),
            Event::Rule => page.pieces.end_block(span),
            Event::Html(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }
    page.pieces.list
}

/// A page as far as it has been read.
struct Page<'t> {
    text: &'t str,
    pieces: Pieces,
    shape: &'t mut Shape,
    /// Whether the head of a table is being read.
    is_head: bool,
    /// The number of open code blocks, images and struck-out stretches, whose content is hidden.
    hidden: usize,
    /// The elements of HTML that are open, and how many were when each open block began.
    open: html::Open,
    depths: Vec<usize>,
    /// Where code in HTML begins: among the pieces, and in the text.
    code: Option<(usize, usize)>,
    /// The last letters before a `<sup>` that has just opened, and whether the words up to its end are the mark of a footnote.
    raised: Option<String>,
    is_note: bool,
}

impl Page<'_> {
    fn start(&mut self, tag: &Tag<'_>, span: Span<InSource>) {
        let start = Span::new(span.start, span.start);
        match tag {
            Tag::Image { .. } | Tag::Strikethrough => self.hidden += 1,
            Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {}
            Tag::HtmlBlock => {
                self.pieces.end_block(start);
                let pieces = html::fragment(self.text, span, &mut self.open, self.shape);
                pieces.into_iter().for_each(|piece| self.pieces.push(piece));
                self.pieces.end_block(Span::new(span.end, span.end));
            }
            // All other tags are blocks.
            _ => {
                self.pieces.end_block(start);
                self.shape(tag, span);
                self.hidden += usize::from(matches!(tag, Tag::CodeBlock(_)));
                self.open.start_paragraph();
                self.depths.push(self.open.depth());
            }
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span<InSource>) {
        match tag {
            TagEnd::Image | TagEnd::Strikethrough => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Link => {}
            _ => {
                self.hidden = self.hidden.saturating_sub(usize::from(tag == TagEnd::CodeBlock));
                // What a line opens ends with its block.
                if tag != TagEnd::HtmlBlock
                    && let Some(depth) = self.depths.pop()
                {
                    self.open.close_to(depth);
                }
                let end = Span::new(span.end, span.end);
                match tag {
                    TagEnd::Table => self.shape.tables.end_table(span.end),
                    TagEnd::TableCell => self.shape.tables.end_cell(span.end),
                    _ => {}
                }
                (self.raised, self.is_note) = (None, false);
                self.end_code(end);
                self.pieces.end_block(end);
            }
        }
    }

    /// Keeps what a block says of the shape of the text.
    fn shape(&mut self, tag: &Tag<'_>, span: Span<InSource>) {
        let tables = &mut self.shape.tables;
        match tag {
            Tag::Heading { .. } => self.shape.headings.push(span),
            Tag::Table(_) => tables.start_table(span.start),
            Tag::TableHead | Tag::TableRow => {
                self.is_head = matches!(tag, Tag::TableHead);
                tables.start_row(span.start);
            }
            Tag::TableCell => {
                let role = if self.is_head { CellRole::Head } else { CellRole::Value };
                tables.start_cell(span.start, role, (1, 1));
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str, span: Span<InSource>) {
        if let (Some(before), Some(first)) = (self.raised.take(), words.chars().next())
            && let Some(is_note) = html::is_note(&before, first)
        {
            self.pieces.gap(Span::new(span.start - 1, span.start));
            self.is_note = is_note;
        }
        if !self.is_note {
            push_words(&mut self.pieces, self.text, span, words);
        }
    }

    /// Reads a tag of HTML inside a line.
    fn tag(&mut self, tag: &str, span: Span<InSource>) {
        match html::raises(tag) {
            Some(true) => self.raised = Some(html::last_letters(self.text, self.pieces.list.iter())),
            Some(false) => (self.raised, self.is_note) = (None, false),
            None => {}
        }
        let was_code = self.open.is_code();
        self.open.tag(tag);
        match (was_code, self.open.is_code()) {
            (false, true) => self.code = Some((self.pieces.list.len(), span.start)),
            (true, false) => self.end_code(span),
            _ => {}
        }
        if self.hidden == 0
            && !self.open.is_hidden()
            && let Some(piece) = html::line_break(tag, span)
        {
            self.pieces.push(piece);
        }
    }

    /// Leaves out the code that ends before `span`, unless it is a value.
    fn end_code(&mut self, span: Span<InSource>) {
        let Some((first, start)) = self.code.take() else { return };
        let code: String = self.pieces.list.iter().skip(first).map(|piece| html::shown(self.text, *piece)).collect();
        if !html::is_value(&code) {
            self.pieces.list.truncate(first);
            self.pieces.gap(Span::new(start, span.end));
        }
    }
}

/// Adds words at `span`, or the one letter that an entity there represents.
fn push_words(pieces: &mut Pieces, text: &str, span: Span<InSource>, words: &str) {
    if span.of(text) == words {
        pieces.text(span);
        return;
    }
    let mut letters = words.chars();
    // The few entities with two characters are a character and a combining mark.
    match (letters.next(), letters.nth(1)) {
        (Some(letter), None) if !span.is_empty() => pieces.letter(span, letter),
        _ => pieces.text(span),
    }
}

#[cfg(test)]
mod tests {
    use super::super::markup::tests::{check, garbled, shown};
    use super::*;

    fn read(text: &str) -> String {
        let pieces = pieces(text, Span::new(0, text.len()), &mut Shape::default());
        check(text, &pieces);
        shown(text, &pieces)
    }

    #[test]
    fn words_are_read_and_marks_are_not() {
        assert_eq!(read("# Titre\n\nLa **police** a dit *78* [fois](https://x.be \"y\")."), "Titre¶La police a dit 78 fois.¶");
        assert_eq!(read("un `code` dit\nla suite  \nfin"), "un code dit·la suite\nfin¶");
        assert_eq!(read("avant\n\n```\nx = 78\n```\naprès\n\n    y = 79\n"), "avant¶après¶");
        assert_eq!(read("![une image](a.png) vue ~~77~~ 78[^1] fois\n\n[^1]: Note.\n"), " vue  78 fois¶Note.¶");
    }

    #[test]
    fn escapes_and_entities_are_letters() {
        assert_eq!(read(r"5 \* 3 &eacute;t&#233; &amp; &copy"), "5 * 3 été & &copy¶");
        let text = "&eacute;t\\_";
        let spans = [
            Piece::Letter(Span::new(0, 8), 'é'),
            Piece::Text(Span::new(8, 9)),
            Piece::Text(Span::new(10, 11)),
            Piece::Break(Span::new(11, 11)),
        ];
        assert_eq!(pieces(text, Span::new(0, text.len()), &mut Shape::default()), spans);
    }

    #[test]
    fn lists_and_tables_end_at_every_item_and_cell() {
        assert_eq!(read("- un\n- deux\n  - trois\n\n1. quatre\n"), "un¶deux¶trois¶quatre¶");
        assert_eq!(read("| a | b |\r\n|---|---|\r\n| 78 | 101 – 500 |\r\n"), "a¶b¶78¶101 – 500¶");
        assert_eq!(read("- [x] fait\n> cité\n> encore\n"), "fait¶cité·encore¶");
    }

    #[test]
    fn html_inside_is_read_like_html() {
        assert_eq!(read("a <b>78</b>fois<!-- x --> et<br>b\n"), "a 78fois et\nb¶");
        assert_eq!(read("<div class='x'>\n<p>Bloc &agrave; part</p>\n<script>78</script>\n</div>\n\nfin\n"), "Bloc à part¶fin¶");
    }

    #[test]
    fn what_html_hides_inside_is_not_read() {
        assert_eq!(read("a <span hidden>12 *13*</span>b <del>14</del>c\n"), "a b c¶");
        assert_eq!(read("a <b hidden>12\n\nb\n"), "a ¶b¶");
        assert_eq!(read("- a <b hidden>12\n  - 13\n- b\n"), "a ¶b¶");
        assert_eq!(read("<div style='display:none'>\n\n12 *a*\n\n</div>\n\nb\n"), "b¶");
        assert_eq!(read("<p hidden>\n12\n\nb\n"), "b¶");
        assert_eq!(read("<pre>\n12\n</pre>\n\nb\n"), "b¶");
    }

    #[test]
    fn the_mark_of_a_footnote_is_not_read() {
        assert_eq!(
            read("78<sup>3</sup> fois, 5 m<sup>2</sup>, 10<sup>6</sup>, mot<sup>\\[4\\]</sup>\n"),
            "78· fois, 5 m2, 10·6, mot·¶"
        );
        assert_eq!(read("78<sup>3\n\nfois\n"), "78·¶fois¶");
    }

    #[test]
    fn inline_code_is_read_if_it_is_a_value() {
        assert_eq!(read("max `100 MB` of `b = 12` in <code>c</code> or <code>d 13</code>\n"), "max 100 MB of · in c or ·¶");
        assert_eq!(read("a <code>b\n\nc d\n"), "a b¶c d¶");
    }

    #[test]
    fn lines_may_end_as_on_windows() {
        assert_eq!(read("Été\r\nhiver\r\n\r\nfin\r\n"), "Été·hiver¶fin¶");
    }

    #[test]
    fn offsets_are_those_of_the_whole_text() {
        let text = "+++\n+++\nÉté *chaud*";
        let pieces = pieces(text, Span::new(8, text.len()), &mut Shape::default());
        check(text, &pieces);
        assert_eq!(shown(text, &pieces), "Été chaud¶");
        assert_eq!(pieces[0], Piece::Text(Span::new(8, 14)));
    }

    #[test]
    fn no_text_makes_it_panic() {
        let whole = "# T &eacute;\n\n- a *b* `c` [d](e) ![f](g)\n\n| x | y |\n|--|--|\n| 1 | <b>2</b> |\n\n<div>é</div> <i hidden>é\n\n- <code>é é\n\n> q  \n> ~~r~~\n";
        garbled(whole).for_each(|text| _ = read(&text));
    }
}
