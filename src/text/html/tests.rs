//! Tests what is read from pages; expectations were worked out by hand.

use super::super::markup::tests::{check, garbled, shown};
use super::*;

fn read(text: &str) -> String {
    let pieces = page(text, Span::new(0, text.len()));
    check(text, &pieces);
    shown(text, &pieces)
}

#[test]
fn inline_tags_take_no_place() {
    assert_eq!(read("<b>78</b> fois"), "78 fois");
    assert_eq!(read("<b>78</b>fois"), "78fois");
    assert_eq!(read("l’<a href=\"x?a=1&amp;b=<2>\" title='>'>organe</a><!-- 79 --> de contrôle"), "l’organe de contrôle");
}

#[test]
fn blocks_and_line_breaks_end_a_block() {
    assert_eq!(read("<p>un</p><p>deux<br>trois</p><ul><li>a<li>b</ul>fin"), "un¶deux¶trois¶a¶b¶fin");
    assert_eq!(read("<table><tr><td>78</td><td>101</td></tr></table>"), "78¶101¶");
    assert_eq!(read("<p>une ligne\r\n  et\nune <b>autre</b>\n</p>\n<pre>a\nb</pre>"), "une ligne·et·une autre·¶a\nb¶");
}

#[test]
fn references_are_letters() {
    let text = "d&eacute;j&#xE0; 5&nbsp;% &amp;amp; &notit; &copy &unknown; & R&D &#146;";
    assert_eq!(read(text), "déjà 5\u{A0}% &amp; ¬it; © &unknown; & R&D ’");
    let pieces = page(text, Span::new(0, text.len()));
    assert_eq!(pieces[1], Piece::Letter(Span::new(1, 9), 'é'));
    assert_eq!(pieces[2], Piece::Text(Span::new(9, 10)));
    assert_eq!(pieces[3], Piece::Letter(Span::new(10, 16), 'à'));
}

#[test]
fn only_the_main_text_is_read() {
    let page = "<!DOCTYPE html><html><head><title>T</title><style>p{}</style></head><body><header>Journal</header><nav>Menu</nav>\
        <article><header><h1>Titre</h1></header><p>Texte<script>if (a<b) {}</script></p><aside>Lire aussi</aside><form>Abonnez</form>\
        <noscript>JS</noscript>\
        </article><p>Dehors</p><footer>Bas</footer></body></html>";
    assert_eq!(read(page), "Titre¶Texte¶");
    assert_eq!(read("<header>J</header><nav>Menu<div>x</nav><p>Texte</p><template>y</template>"), "Texte¶");
    assert_eq!(read("<body><form action=x><p>Texte</p></form>"), "Texte¶");
    assert_eq!(read("<main>a <article>b</article> c</main> d"), "a ¶b¶ c¶");
    assert_eq!(read("<article> </article><p>Texte</p>"), " ¶Texte¶");
}

#[test]
fn an_element_left_open_ends_with_what_holds_it() {
    assert_eq!(read("<div><nav>Menu<ul><li>x</div><p>Texte</p>"), "Texte¶");
    assert_eq!(read("</nav></p>Texte</article>"), "Texte¶");
}

#[test]
fn a_raised_number_stands_apart() {
    assert_eq!(read("78<sup>3</sup> fois"), "78·3 fois");
    assert_eq!(read("1<sup>er</sup> mai, 5 m<sup>2</sup>, 78<sup><a href=#n>4</a></sup>"), "1er mai, 5 m2, 78·4");
}

#[test]
fn withdrawn_words_are_not_read() {
    assert_eq!(read("<p><del>77</del><ins>78</ins> fois</p>"), "78 fois¶");
}

#[test]
fn odd_markup_is_passed_over() {
    // `<d </>` is a tag with the name d.
    assert_eq!(read("a < b et c<d </> e &lt; f"), "a < b et c e < f");
    assert_eq!(read("a </> b <? php ?> c <![CDATA[ d ]]> e"), "a  b  c  e");
    assert_eq!(read("été <p class=\"x"), "été ¶");
    assert_eq!(read("été <!-- jamais fermé"), "été ");
    assert_eq!(read("<script>jamais fermé 78"), "");
    assert_eq!(read(""), "");
}

#[test]
fn offsets_are_those_of_the_whole_text() {
    let text = "---\nid: é\n---\n<p>Été &amp; après</p>";
    let start = text.find("<p>").expect("stands there");
    let pieces = page(text, Span::new(start, text.len()));
    check(text, &pieces);
    assert_eq!(shown(text, &pieces), "Été & après¶");
}

#[test]
fn no_text_makes_it_panic() {
    let whole = "<html><!-- é --><body><nav>x</nav><main><h1 a='é' b>T&eacute;</h1>\r\n<p>5 &amp;&#233 <b>7<sup>8</sup></b><br/></p>\
        <script>x</script><pre>\r\n é</pre></main>";
    garbled(whole).for_each(|text| _ = read(&text));
}

#[test]
fn what_is_read_is_what_the_tokenizer_reads() {
    let source = "é &eacute;t&eacute &lt;b&gt; a < b </> &#x1F600; &ampx; \u{1F600} &NotEqualTilde; fin";
    let Ok(tokens) = Tokenizer::new(source).collect::<Result<Vec<_>, _>>();
    let mut whole = String::new();
    for token in tokens {
        if let Token::String(words) = token {
            whole.push_str(std::str::from_utf8(&words).expect("UTF-8"));
        }
    }
    // For a character with a combining mark, the character is read.
    assert_eq!(read(source), whole.replace('\u{338}', ""));
}
