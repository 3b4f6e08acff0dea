//! Reads a Markdown file: its words, without markup, link targets, code blocks and images.

use super::Piece;
use super::html;
use super::markup::Pieces;
use crate::span::{InSource, Span};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Returns the pieces of the Markdown at `body` of `text`.
///
/// A line end inside a paragraph is a gap between words; a hard line break ends a block. Struck-out words are withdrawn, and not
/// read.
pub(super) fn pieces(text: &str, body: Span<InSource>) -> Vec<Piece> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut pieces = Pieces::default();
    // The number of open code blocks, images and struck-out stretches, whose content is hidden.
    let mut hidden = 0_usize;
    for (event, range) in Parser::new_ext(body.of(text), options).into_offset_iter() {
        let span = Span::new(body.start + range.start, body.start + range.end);
        let (start, end) = (Span::new(span.start, span.start), Span::new(span.end, span.end));
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                pieces.end_block(start);
                hidden += 1;
            }
            Event::Start(Tag::Image { .. } | Tag::Strikethrough) => hidden += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::Strikethrough) => hidden = hidden.saturating_sub(1),
            Event::Start(Tag::HtmlBlock) => {
                pieces.end_block(start);
                html::fragment(text, span).into_iter().for_each(|piece| pieces.push(piece));
                pieces.end_block(end);
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript | Tag::Link { .. }) => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Link) => {}
            // All other tags are blocks.
            Event::Start(_) => pieces.end_block(start),
            Event::End(_) => pieces.end_block(end),
            _ if hidden > 0 => {}
            Event::Text(words) => push_words(&mut pieces, text, span, &words),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                let marks = |letter| letter == '`' || letter == '$';
                let written = span.of(text);
                let start = span.start + (written.len() - written.trim_start_matches(marks).len());
                pieces.text(Span::new(start, start + written.trim_matches(marks).len()));
            }
            Event::InlineHtml(tag) if html::is_line_break(&tag) => pieces.end_block(span),
            Event::SoftBreak => pieces.gap(span),
            Event::HardBreak | Event::Rule => pieces.end_block(span),
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }
    pieces.list
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
        let pieces = pieces(text, Span::new(0, text.len()));
        check(text, &pieces);
        shown(text, &pieces)
    }

    #[test]
    fn words_are_read_and_marks_are_not() {
        assert_eq!(read("# Titre\n\nLa **police** a dit *78* [fois](https://x.be \"y\")."), "Titre¶La police a dit 78 fois.¶");
        assert_eq!(read("un `code` dit\nla suite  \nfin"), "un code dit·la suite¶fin¶");
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
        assert_eq!(pieces(text, Span::new(0, text.len())), spans);
    }

    #[test]
    fn lists_and_tables_end_at_every_item_and_cell() {
        assert_eq!(read("- un\n- deux\n  - trois\n\n1. quatre\n"), "un¶deux¶trois¶quatre¶");
        assert_eq!(read("| a | b |\r\n|---|---|\r\n| 78 | 101 – 500 |\r\n"), "a¶b¶78¶101 – 500¶");
        assert_eq!(read("- [x] fait\n> cité\n> encore\n"), "fait¶cité·encore¶");
    }

    #[test]
    fn html_inside_is_read_like_html() {
        assert_eq!(read("a <b>78</b>fois<!-- x --> et<br>b\n"), "a 78fois et¶b¶");
        assert_eq!(read("<div class='x'>\n<p>Bloc &agrave; part</p>\n<script>78</script>\n</div>\n\nfin\n"), "Bloc à part¶fin¶");
    }

    #[test]
    fn lines_may_end_as_on_windows() {
        assert_eq!(read("Été\r\nhiver\r\n\r\nfin\r\n"), "Été·hiver¶fin¶");
    }

    #[test]
    fn offsets_are_those_of_the_whole_text() {
        let text = "+++\n+++\nÉté *chaud*";
        let pieces = pieces(text, Span::new(8, text.len()));
        check(text, &pieces);
        assert_eq!(shown(text, &pieces), "Été chaud¶");
        assert_eq!(pieces[0], Piece::Text(Span::new(8, 14)));
    }

    #[test]
    fn no_text_makes_it_panic() {
        let whole = "# T &eacute;\n\n- a *b* `c` [d](e) ![f](g)\n\n| x | y |\n|--|--|\n| 1 | <b>2</b> |\n\n<div>é</div>\n\n> q  \n> ~~r~~\n";
        garbled(whole).for_each(|text| _ = read(&text));
    }
}
