//! Tests whole documents; expectations were worked out by hand.

use super::super::markup::tests::{check_document, garbled, shown};
use super::super::metadata::Sources;
use super::*;

fn file(name: &str, text: &str) -> Arc<UserFile> {
    Arc::new(UserFile::new(name, text))
}

/// Returns the document `a.<ending>` under one entry with these lines.
fn loaded(ending: &str, text: &str, entry: &str) -> (Document, Vec<Diagnostic>) {
    let name = format!("a.{ending}");
    let (sources, mistakes) = Sources::parse(file("sources.toml", &format!("[[source]]\nfile = '{name}'\n{entry}")));
    assert_eq!(mistakes, []);
    let (document, mistakes) = load(file(&name, text), sources.entry(&name));
    check_document(&document);
    (document, mistakes)
}

fn read(document: &Document) -> String {
    shown(document.text(), &document.pieces)
}

#[test]
fn the_stem_is_the_id_where_none_is_declared() {
    for (name, id) in [("corpus/a.b.txt", "a.b"), ("x\\soir.md", "soir"), (".txt", ".txt"), ("a", "a"), ("", "")] {
        assert_eq!(load(file(name, ""), None).0.metadata.id, id);
    }
}

#[test]
fn front_matter_speaks_where_the_entry_is_silent() {
    let text = "---\ntitle: Titre 78\nid: b\npublisher: Q\ndate: 2021\nlanguage: nl\n---\n# Début\n";
    let (document, mistakes) = loaded("md", text, "id = 'a'\ndate = 2022\n");
    assert_eq!(mistakes, []);
    let metadata = &document.metadata;
    assert_eq!(
        (metadata.id.as_str(), metadata.publisher.as_deref(), metadata.title.as_deref()),
        ("a", Some("Q"), Some("Titre 78"))
    );
    assert_eq!(metadata.date.map(|date| date.to_string()).as_deref(), Some("2022"));
    assert_eq!(metadata.languages.len(), 1);
    // The title is read, and nothing else of the front matter.
    assert_eq!(read(&document), "Titre 78¶Début¶");
}

#[test]
fn a_stamp_is_the_date_where_none_is_declared() {
    let (document, _) = loaded("txt", " date 2021-08 De politie", "");
    assert_eq!(document.metadata.date.map(|date| date.to_string()).as_deref(), Some("2021-08"));
    assert_eq!(read(&document), " De politie");
    let (document, _) = loaded("txt", "date 2021-08-09\r\nTexte", "date = 2022\n");
    assert_eq!(document.metadata.date.map(|date| date.to_string()).as_deref(), Some("2022"));
    assert_eq!(read(&document), "\r\nTexte");
    for text in ["date 2021-13 x", "date de 2021", "la date 2021 x", "date 2021x", "date 78 x"] {
        let (document, _) = loaded("txt", text, "");
        assert_eq!((document.metadata.date, read(&document).as_str()), (None, text));
    }
    assert_eq!(loaded("txt", "date 2021", "").0.pieces, []);
    assert_eq!(read(&loaded("html", "<p>date 2021 Été</p>", "").0), " Été¶");
}

const PARTS: &str = "[[source.part]]\nfrom = \"Question  posée\"\nvoice = \"Q\"\n[[source.part]]\nfrom = \"Réponse\"\nlanguage = \"fr\"\ndate = 2022\n\
    [[source.part]]\nfrom = \"Commentaires (12)\"\nskip = true\n";

#[test]
fn parts_run_to_the_next_one() {
    let text = "Réponse à une question\nQuestion\r\n posée : 78 ? Réponse : oui\nCommentaires (12)\n79 fois, voir http://a.be\n";
    let (document, mistakes) = loaded("txt", text, PARTS);
    assert_eq!(mistakes, []);
    let stretches: Vec<_> = document.parts.iter().map(|part| part.span.of(text)).collect();
    assert_eq!(stretches, ["Question\r\n posée : 78 ? ", "Réponse : oui\n", "Commentaires (12)\n79 fois, voir http://a.be\n"]);
    assert_eq!((document.parts[0].voice.as_deref(), document.parts[1].voice.as_deref()), (Some("Q"), None));
    assert_eq!(document.parts[1].language.map(|language| language.to_string()).as_deref(), Some("fr"));
    assert_eq!(document.parts[1].date.map(|date| date.to_string()).as_deref(), Some("2022"));
    assert!(document.parts[2].skip);
    // Skipped text is not read, and its addresses are not counted.
    assert_eq!(read(&document), "Réponse à une question\n¶Question\r\n posée : 78 ? ¶Réponse : oui\n¶");
    assert_eq!(document.hidden_addresses, 0);
    assert_eq!(document.part_index_at(0), None);
    assert!(document.part_index_at(text.len() - 1).is_some_and(|part| document.parts[part].skip));
}

#[test]
fn a_part_after_a_skipped_one_is_read() {
    let entry = "[[source.part]]\nfrom = 'deux'\nskip = true\n[[source.part]]\nfrom = 'trois'\n";
    assert_eq!(read(&loaded("txt", "un deux trois", entry).0), "un ¶trois");
    assert_eq!(read(&loaded("txt", "deux trois", entry).0), "trois");
    assert_eq!(read(&loaded("html", "<p>un</p><p>deux<br>2</p><p>tr<b>ois</b></p>", entry).0), "un¶trois¶");
}

#[test]
fn the_words_of_a_part_may_be_spelt_with_markup() {
    let text = "<p>Question <b>pos&eacute;e</b></p><p>R&eacute;ponse</p><h2>Commentaires&nbsp;(12)</h2><p>79</p>";
    let (document, mistakes) = loaded("html", text, PARTS);
    assert_eq!(mistakes, []);
    assert_eq!(read(&document), "Question posée¶Réponse¶");
    assert!(document.parts[1].span.of(text).starts_with("R&eacute;ponse"));
}

#[test]
fn words_that_are_not_there_are_told_in_their_place() {
    let entry = "[[source.part]]\nfrom = 'deux'\n[[source.part]]\nfrom = 'un'\n[[source.part]]\nfrom = 'TROIS'\n[[source.part]]\nfrom = 'y'\n";
    let (document, mistakes) = loaded("txt", "un deux trois", entry);
    assert_eq!(document.parts.len(), 1);
    let told: Vec<_> =
        mistakes.iter().map(|found| (found.code.as_str(), found.location().map(|at| at.line), found.level)).collect();
    let error = |line| ("part-not-found", Some(line), Level::Error);
    assert_eq!(told, [error(6), error(8), error(10)]);
    let help: Vec<_> = mistakes.iter().map(|found| found.help.as_deref().unwrap_or_default()).collect();
    assert!(help[0].contains("order of the text") && help[1].contains("capitals") && help[2].contains("copy the words"));
    assert_eq!(
        (mistakes[0].file.name.as_str(), mistakes[0].message.as_str()),
        ("sources.toml", "the words of this part are not in `a.txt`")
    );
}

/// Returns parts that begin with these words.
fn parts(words: impl Iterator<Item = String>) -> String {
    words.map(|words| format!("[[source.part]]\nfrom = '{words}'\n")).collect()
}

#[test]
fn of_many_missing_parts_the_first_are_shown_and_the_rest_counted() {
    let numbers = |numbers: std::ops::RangeInclusive<usize>| numbers.map(|number| format!("x{number}"));
    let entry = parts(numbers(1..=25).chain(["deux".to_owned()]));
    let (document, mistakes) = loaded("txt", "un deux trois", &entry);
    assert_eq!(document.parts.len(), 1, "what is there is still found");
    assert_eq!(mistakes.len(), 21);
    // An entry begins on line 1, part number n on line 2n + 1, and its words one line below.
    assert_eq!(mistakes[20].location().map(|at| at.line), Some(44));
    assert_eq!(mistakes[20].message, "the words of this part and of 4 more are not in `a.txt`");
    assert_eq!(loaded("txt", "un deux trois", &parts(numbers(1..=20))).1.len(), 20);
    let last = loaded("txt", "un deux trois", &parts(numbers(1..=21))).1.pop().map(|mistake| mistake.message);
    assert_eq!(last.as_deref(), Some("the words of this part are not in `a.txt`"));
}

#[test]
fn after_too_many_missing_parts_no_more_are_looked_for() {
    let text = format!("{} deux trois", "un ".repeat(10_000));
    let numbers = |count: usize| (1..=count).map(|number| format!("x{number}"));
    let there = ["deux".to_owned(), "trois".to_owned()];
    assert_eq!(loaded("txt", &text, &parts(numbers(199).chain(there.clone()))).0.parts.len(), 2);
    let (document, mistakes) = loaded("txt", &text, &parts(numbers(3000).chain(there)));
    assert_eq!((document.parts.len(), mistakes.len()), (0, 21));
    assert_eq!(
        mistakes[20].message,
        "the words of this part and of 179 more are not in `a.txt`; the 2802 parts after them were not looked for"
    );
    assert!(mistakes.iter().all(|mistake| mistake.level == Level::Error));
}

#[test]
fn what_stands_after_a_place_is_looked_for_after_it_however_letters_fold() {
    // "Œ" is folded to two letters, and "e" with a combining accent to one, so places before and after folding differ.
    let entry = "[[source.part]]\nfrom = 'Œuf'\n[[source.part]]\nfrom = 'ÉTÉ'\n";
    let help = |text: &str| loaded("txt", text, entry).1.first().and_then(|mistake| mistake.help.clone()).unwrap_or_default();
    assert!(help("Œ œ Œ Œuf Œ œ Œ e\u{301}te\u{301}").contains("capitals"));
    assert!(help("e\u{301}te\u{301} Œ œ Œ e\u{301}t Œuf").contains("copy the words"));
}

#[test]
fn the_same_words_begin_one_part_after_the_other() {
    let entry = "[[source.part]]\nfrom = 'aa'\n[[source.part]]\nfrom = 'aa'\n";
    let spans: Vec<_> = loaded("txt", "é aaa", entry).0.parts.iter().map(|part| part.span).collect();
    assert_eq!(spans, [Span::new(3, 4), Span::new(4, 6)]);
}

#[test]
fn parts_of_front_matter_begin_after_it() {
    let text = "+++\n[[part]]\nfrom = 'Fin'\nskip = true\n[[part]]\nfrom = 'rien'\n+++\nDébut. Fin. 78";
    let (document, mistakes) = load(file("a.txt", text), None);
    check_document(&document);
    assert_eq!(read(&document), "Début. ¶");
    assert_eq!(document.parts[0].span.of(text), "Fin. 78");
    assert_eq!((mistakes.len(), mistakes[0].level), (1, Level::Warning));
    assert_eq!(mistakes[0].span.map(|span| span.of(text)), Some("'rien'"));
}

#[test]
fn quotes_lead_back_to_the_source() {
    let text = "<article>\r\n<p>La police l&rsquo;a utilis&eacute; <b>78</b> fois (cf. https://a.be/x y).</p></article>";
    let (document, _) = loaded("html", text, "");
    let folded = document.fold();
    assert_eq!(folded.text().trim(), "la police l'a utilise 78 fois (cf.  ).");
    let at = folded.text().find("utilise 78 fois").expect("stands there");
    assert_eq!(folded.to_source(Span::new(at, at + 15)).of(text), "utilis&eacute; <b>78</b> fois");
    assert_eq!(document.hidden_addresses, 1);
}

#[test]
fn no_text_makes_it_panic() {
    let body = "date 2021 Question posée <b>é</b> [x](http://a.be)\r\n\r\nRéponse *a@b.be*\n\n<article>Commentaires&nbsp;(12)\n";
    let whole = format!("+++\ntitle = \"\\u00e9 www.a.be\"\n+++\n{body}");
    for text in garbled(&whole).chain(garbled(body)) {
        for ending in ["txt", "md", "html"] {
            loaded(ending, &text, PARTS);
        }
    }
}
