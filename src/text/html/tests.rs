//! Tests what is read from pages; expectations were worked out by hand.

use super::super::markup::tests::{check, garbled, shown};
use super::*;

fn read(text: &str) -> String {
    let pieces = page(text, Span::new(0, text.len()), &mut Shape::default());
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
    assert_eq!(read("<p>un</p><p>deux<br>trois</p><ul><li>a<li>b</ul>fin"), "un¶deux\ntrois¶a¶b¶fin");
    assert_eq!(read("<p>un<hr>deux<br>"), "un¶deux\n");
    assert_eq!(read("<table><tr><td>78</td><td>101</td></tr></table>"), "78¶101¶");
    assert_eq!(read("<p>une ligne\r\n  et\nune <b>autre</b>\n</p>"), "une ligne·et·une autre·¶");
}

#[test]
fn references_are_letters() {
    let text = "d&eacute;j&#xE0; 5&nbsp;% &amp;amp; &notit; &copy &unknown; & R&D &#146;";
    assert_eq!(read(text), "déjà 5\u{A0}% &amp; ¬it; © &unknown; & R&D ’");
    let pieces = page(text, Span::new(0, text.len()), &mut Shape::default());
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
fn a_raised_number_behind_a_number_is_no_part_of_it() {
    assert_eq!(read("78<sup>3</sup> fois"), "78· fois");
    assert_eq!(read("1<sup>er</sup> mai, 5 m<sup>2</sup>, 78<sup><a href=#n>4</a></sup>"), "1er mai, 5 m2, 78·");
    assert_eq!(read("fois<sup>[<a>3</a>]</sup> dit 10<sup>6</sup>, 110<sup>6</sup>."), "fois· dit 10·6, 110·.");
    assert_eq!(read("<p>78<sup>3<p>fois"), "78·¶fois");
}

#[test]
fn withdrawn_words_are_not_read() {
    assert_eq!(read("<p><del>77</del><ins>78</ins> fois</p>"), "78 fois¶");
}

#[test]
fn what_no_reader_sees_is_not_read() {
    for hidden in
        ["hidden", "hidden=''", "aria-hidden=true", "style='color: red; DISPLAY : none !important'", "style=visibility:hidden"]
    {
        assert_eq!(read(&format!("<p>a</p><p {hidden}>12 <b>13</b></p><p>b</p>")), "a¶b¶", "{hidden}");
        assert_eq!(read(&format!("a <span {hidden}>12<span>13</span>14</span>15<i {hidden}>16</i>17")), "a 1517", "{hidden}");
        assert_eq!(read(&format!("<body {hidden}>a<img {hidden}>b<div {hidden}/>c</body>")), "ab¶c¶", "{hidden}");
        // An element that is left open ends where another one begins.
        assert_eq!(
            read(&format!("<p {hidden}>a<p>b<ul><li {hidden}>c<li>d</ul><table><tr><td {hidden}>e<td>f<tr><td>g")),
            "b¶d¶f¶g"
        );
        assert_eq!(read(&format!("<div><span {hidden}>a</div>b")), "b");
    }
    for shown in
        ["class=hidden", "data-hidden", "aria-hidden=false", "style='display:inline'", "style='content: none'", "title='hidden'"]
    {
        assert_eq!(read(&format!("<p {shown}>a</p>")), "a¶", "{shown}");
    }
}

#[test]
fn code_is_not_read_unless_it_is_a_value() {
    assert_eq!(read("a <code>b = 12 + c</code> d"), "a · d");
    assert_eq!(read("at most <code>12</code> of <code>100 MB</code> in <code>a.toml</code>"), "at most 12 of 100 MB in a.toml");
    assert_eq!(read("a <code>b <code>c</code> <b>12</b></code>d"), "a ·d");
    assert_eq!(read("<p>a <code>b c<p>d <code>e f"), "a ·¶d ·");
    assert_eq!(read("<p>a</p><pre>b\n12</pre><p>c</p>"), "a¶c¶");
    assert_eq!(read("<nav>Menu</nav><pre>a\nb</pre>"), "a\nb¶");
}

#[test]
fn many_open_elements_are_read() {
    for part in
        ["<code>a b ", "<p hidden>", "<span hidden>", "<b>", "<br>", "<div hidden><span>", "<i hidden a='{%", "<li><code>"]
    {
        read(&part.repeat(100_000 / part.len()));
    }
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
    let pieces = page(text, Span::new(start, text.len()), &mut Shape::default());
    check(text, &pieces);
    assert_eq!(shown(text, &pieces), "Été & après¶");
}

#[test]
fn no_text_makes_it_panic() {
    let whole = "<html><!-- é --><body><nav>x</nav><main><h1 a='é' b>T&eacute;</h1>\r\n<p>5 &amp;&#233 <b>7<sup>8</sup></b><br/></p>\
        <script>x</script><p hidden style='display:none'>x<code>é é</code><pre>\r\n é</pre></main>";
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

#[test]
fn what_readers_say_is_not_read() {
    assert_eq!(read("<p>un</p><div class='x comments'><p>deux</p></div>trois"), "un¶trois");
    assert_eq!(read("<article><p>un</p><section id=comments><article>deux</article></section></article>"), "un¶");
    assert_eq!(read("<p>un</p><ol class=comment-list><li>deux</ol>"), "un¶");
    assert_eq!(read("<body class='comments-open'><p class='no-comments'>un</p><p class=commentary>deux</p>"), "un¶deux¶");
}

#[test]
fn asides_and_forms_are_read_where_they_hold_most_of_the_words() {
    assert_eq!(read("<div>Cookies?</div><aside><p>Le moulin a fermé.</p></aside>"), "Cookies?¶Le moulin a fermé.¶");
    assert_eq!(read("<div>Le moulin a fermé hier.</div><aside>Cookies?</aside>"), "Le moulin a fermé hier.¶");
    assert_eq!(read("<article>Oui.</article><aside>Le moulin a fermé.</aside>"), "Oui.¶");
}

#[test]
fn tables_and_headings_have_a_shape() {
    use super::super::markup::Kind;
    use super::super::table::tests::shown;
    let shape = |text: &str| {
        let read = Kind::Html.read(text, 0);
        let headings: Vec<&str> = read.headings.iter().map(|span| span.of(text)).collect();
        (shown(text, &read.cells), headings.join("|"))
    };
    let shape_of = |text: &str| shape(text).0;
    assert_eq!(
        shape_of("<table><caption>c</caption><tr><th>a<th>b<tr><td rowspan=2>x<td>1<tr><td>2</table>"),
        "^c, 0.0!a, 0.1!b, 1.0 x, 1.1 1, 2.1 2"
    );
    assert_eq!(shape_of("<dl><dt>a<dd>1<dd>2<dt>b<dd>3</dl>"), "0.0!a, 0.1 1, 0.2 2, 1.0!b, 1.1 3");
    assert_eq!(shape_of("<table hidden><tr><td>a</table>"), "");
    assert_eq!(shape("<h1>a <b>b</b></h1><p>c</p><h2>d").1, "a <b>b</b>");
}
