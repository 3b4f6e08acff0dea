//! Tests how metadata is read, and how mistakes are reported.

use super::super::markup::tests::{check, garbled, shown};
use super::*;
use crate::diagnostic::Level;
use crate::span::InSource;
use crate::text::Piece;

fn file(name: &str, text: &str) -> Arc<UserFile> {
    Arc::new(UserFile::new(name, text))
}

fn parse(text: &str) -> (Sources, Vec<Diagnostic>) {
    Sources::parse(file("sources.toml", text))
}

/// Returns code, underlined words and line of each mistake.
fn told(diagnostics: &[Diagnostic]) -> Vec<(&str, &str, usize)> {
    let told = diagnostics.iter().map(|found| {
        let span = found.span.expect("a place");
        (found.code.as_str(), span.of(&found.file.text), found.location().expect("a place").line)
    });
    told.collect()
}

fn help(diagnostic: &Diagnostic) -> &str {
    diagnostic.help.as_deref().unwrap_or_default()
}

#[test]
fn every_key_is_read() {
    let (sources, mistakes) = parse(
        "[[source]]\nfile = './a.txt'\nid = \"a-1\"\ntitle = \"Été\"\npublisher = \"P\"\ndate = 2022-08-11\nlanguage = [\"fr\", \"nl\", \"fr\"]\n\
         url = \"https://a.be\"\nderives_from = \"b\"\n[[source.part]]\nfrom = \"Réponse\"\nvoice = \"V\"\ndate = \"2022-08\"\nlanguage = \"fr\"\n\
         [[source.part]]\nfrom = \"Commentaires\"\nskip = true\n[[source]]\nfile = \"x/b.txt\"\ndate = 2021\n",
    );
    assert_eq!(mistakes, []);
    let a = &sources.entry("a.txt").expect("declared").declared;
    assert_eq!(a.id.as_ref().map(|id| id.value.as_str()), Some("a-1"));
    assert_eq!((a.publisher.as_deref(), a.url.as_deref()), (Some("P"), Some("https://a.be")));
    assert_eq!(a.date.map(|date| date.to_string()).as_deref(), Some("2022-08-11"));
    assert_eq!(a.languages.iter().map(ToString::to_string).collect::<Vec<_>>(), ["fr", "nl"]);
    assert_eq!(a.derives_from.as_ref().map(|id| id.value.as_str()), Some("b"));
    let [first, second] = a.parts.as_slice() else { panic!("two parts") };
    assert_eq!((first.from.value.as_str(), first.voice.as_deref(), first.skip), ("Réponse", Some("V"), false));
    assert_eq!(first.date.map(|date| date.to_string()).as_deref(), Some("2022-08"));
    assert_eq!((second.from.value.as_str(), second.skip), ("Commentaires", true));
    let b = sources.entry("x\\b.txt").expect("declared");
    assert!([".//x/./b.txt", "./x//b.txt"].iter().all(|path| sources.entry(path) == Some(b)));
    assert!(["/x/b.txt", "xb.txt", "x/b.txt/c", ""].iter().all(|path| sources.entry(path).is_none()));
    assert_eq!(b.declared.date.map(|date| date.to_string()).as_deref(), Some("2021"));
    assert!(sources.entry("b.txt").is_none());
}

#[test]
fn all_mistakes_are_told_at_once_in_their_places() {
    let (sources, mistakes) = parse(
        "sauce = 1\n[[source]]\nfile = \"é.txt\"\npubisher = \"P\"\ndate = \"août 2022\"\nlanguage = [\"français\", 5]\ntitle = 3\nid = \" \"\n\
         [[source]]\nid = \"a\"\n[[source]]\nfile = \"./é.txt\"\nid = \"a\"\ndate = 12:30:00\n[[source.part]]\nvoice = \"V\"\nskip = \"yes\"\n",
    );
    assert_eq!(
        told(&mistakes),
        [
            ("unknown-key", "sauce", 1),
            ("unknown-key", "pubisher", 4),
            ("bad-date", "\"août 2022\"", 5),
            ("bad-language", "\"français\"", 6),
            ("wrong-type", "5", 6),
            ("wrong-type", "3", 7),
            ("empty-value", "\" \"", 8),
            ("missing-key", "[[source]]", 9),
            ("duplicate-file", "\"./é.txt\"", 12),
            ("duplicate-id", "\"a\"", 13),
            ("bad-date", "12:30:00", 14),
            ("missing-key", "[[source.part]]", 15),
            ("wrong-type", "\"yes\"", 17),
        ]
    );
    assert!(mistakes.iter().all(|mistake| mistake.level == Level::Error));
    assert_eq!(help(&mistakes[1]), "did you mean `publisher`?");
    assert_eq!(mistakes[8].message, "`./é.txt` stands on line 3 already");
    assert_eq!(sources.entries().len(), 1);
}

#[test]
fn broken_toml_does_not_hide_the_rest() {
    let (sources, mistakes) =
        parse("[[source]]\nfile = \"a.txt\"\ndate = 2022-08\n[[source]]\nfile = \"b.txt\"\nlangage = \"fr\"\n");
    let codes: Vec<_> = mistakes.iter().map(|mistake| mistake.code.as_str()).collect();
    assert!(codes.contains(&"bad-toml") && codes.contains(&"unknown-key"), "{codes:?}");
    let date = mistakes.iter().find(|mistake| mistake.code == "bad-toml").expect("told");
    assert_eq!(date.location().expect("a place").line, 3);
    assert_eq!(help(date), "write \"2022-08\"");
    assert!(sources.entry("b.txt").is_some());
}

#[test]
fn single_brackets_are_explained() {
    let (_, mistakes) = parse("[source]\nfile = \"a.txt\"\n");
    assert_eq!(mistakes.len(), 1);
    assert_eq!(
        (mistakes[0].code.as_str(), help(&mistakes[0])),
        ("wrong-type", "write `[[source]]`, with two brackets on each side")
    );
}

#[test]
fn entries_without_a_file_are_warned_of() {
    let (sources, _) =
        parse("[[source]]\nfile = \"senate.txt\"\n[[source]]\nfile = \"news.txt\"\n[[source]]\nfile = \"gone.html\"\n");
    let seen = ["./news.txt", "senat.txt"].map(str::to_owned).into();
    let warnings = sources.unmatched(&seen);
    assert_eq!(told(&warnings), [("unmatched-source", "\"senate.txt\"", 2), ("unmatched-source", "\"gone.html\"", 6)]);
    assert_eq!((warnings[0].level, help(&warnings[0])), (Level::Warning, "did you mean `senat.txt`?"));
    assert_eq!(help(&warnings[1]), "correct `file`, or take this source out");
}

#[test]
fn an_entry_about_a_file_elsewhere_is_told_how_to_be_written() {
    let (sources, _) =
        parse("[[source]]\nfile = \"../a.txt\"\n[[source]]\nfile = \"/b.txt\"\n[[source]]\nfile = \"C:\\\\c.txt\"\n");
    let warnings = sources.unmatched(&["a.txt".to_owned()].into());
    assert_eq!(told(&warnings).iter().map(|found| found.2).collect::<Vec<_>>(), [2, 4, 6]);
    assert!(warnings.iter().all(|warning| help(warning).contains("in it or below it")), "{warnings:?}");
}

#[test]
fn of_many_places_that_are_no_toml_the_first_are_told() {
    let mistakes = parse(&"= 1\n".repeat(500)).1;
    assert_eq!(mistakes.iter().filter(|mistake| mistake.code == "bad-toml").count(), 100);
}

#[test]
fn hostile_toml_never_panics() {
    let whole = "[[source]]\nfile = \"é.txt\"\ndate = 2022-08-11T10:00:00Z\nlanguage = ['fr', 0xFF, 1.5]\n[[source.part]]\nfrom = '''é\nb'''\nskip = true\n";
    for text in garbled(whole) {
        for mistake in parse(&text).1 {
            let span = mistake.span.expect("a place");
            assert!(text.get(span.start..span.end).is_some(), "{mistake:?}");
        }
    }
    parse(&format!("a = {}", "[".repeat(10_000)));
    parse(&format!("a = {}", "{a=".repeat(10_000)));
    parse(&format!("[{}]", "a.".repeat(10_000)));
    parse("[[source]]\nfile='a'\ndate = 99999999999999999999\n[[source]]\nfile='b'\ndate = -5\n");
}

fn front(text: &str) -> (FrontMatter, Vec<Diagnostic>) {
    let (front, mistakes) = FrontMatter::read(&file("a.md", text));
    check(text, &front.title);
    (front, mistakes)
}

#[test]
fn toml_front_matter_has_parts_too() {
    let text = "+++\r\ntitle = \"L\\u2019été\"\r\ndate = 2022-08-11\r\n[[part]]\r\nfrom = \"Réponse\"\r\n+++\r\nTexte";
    let (front, mistakes) = front(text);
    assert_eq!(mistakes, []);
    assert_eq!(Span::<InSource>::new(front.span.end, text.len()).of(text), "Texte");
    assert_eq!(shown(text, &front.title), "L’été");
    assert_eq!(front.title[1], Piece::Letter(Span::new(15, 21), '’'));
    assert_eq!(front.declared.parts[0].from.value, "Réponse");
}

#[test]
fn yaml_front_matter_is_read() {
    let text = "---\n# une note\ntitle: 'L''été'   # fin\npublisher: \"Le \\\"Soir\\\"\"\ndate: 2022-08-11 10:00:00 +0200\nlanguage: [fr, 'nl']\n\
        url: https://a.be/#x\ntags:\n  - a: b\nlayout: {x: 1}\n---\nTexte";
    let (front, mistakes) = front(text);
    assert_eq!(mistakes, []);
    let declared = &front.declared;
    assert_eq!(declared.title.as_ref().map(|title| title.value.as_str()), Some("L'été"));
    assert_eq!(shown(text, &front.title), "L'été");
    assert_eq!((declared.publisher.as_deref(), declared.url.as_deref()), (Some("Le \"Soir\""), Some("https://a.be/#x")));
    assert_eq!(declared.date.map(|date| date.to_string()).as_deref(), Some("2022-08-11"));
    assert_eq!(declared.languages.len(), 2);
}

#[test]
fn yaml_lists_may_stand_below_their_key() {
    let (list, mistakes) = front("---\nlanguage:\n- fr\n- \"nl\" # deux\n...\n");
    assert_eq!((list.declared.languages.len(), mistakes.len()), (2, 0));
}

#[test]
fn yaml_that_is_not_understood_is_told() {
    let (front, mistakes) = front(
        "---\ntitle: |\n  deux\n  lignes\nid: a\nid: b\npublisher: \"P\ndate: demain\nlanguage: [fr\npublishr: x\nwords without a key\npart: x\n---\n",
    );
    assert_eq!(
        told(&mistakes),
        [
            ("bad-front-matter", "|", 2),
            ("bad-front-matter", "deux", 3),
            ("bad-front-matter", "lignes", 4),
            ("bad-front-matter", "id", 6),
            ("bad-front-matter", "\"P", 7),
            ("bad-date", "demain", 8),
            ("bad-front-matter", "[fr", 9),
            ("unknown-key", "publishr", 10),
            ("bad-front-matter", "words without a key", 11),
            ("wrong-type", "part", 12),
        ]
    );
    assert!(mistakes.iter().all(|mistake| mistake.level == Level::Warning));
    assert_eq!(front.declared.id.map(|id| id.value).as_deref(), Some("a"));
}

#[test]
fn a_text_that_begins_with_a_rule_is_a_text() {
    for text in [
        "---\nDu texte.\n---\nEncore.",
        "---\ntitle: x\n",
        "---\n---\nTexte",
        "----\nid: a\n---\n",
        "\n---\nid: a\n---\n",
        "---\nNote: du texte\net la suite.\n---\n",
        "---",
        "+++ \ntitre",
        "",
    ] {
        assert_eq!(front(text).0.span, Span::default(), "{text}");
    }
    // Only keys of other tools: still not read as text.
    assert_eq!(front("---\nlayout: post\ntags:\n- a\n---\nTexte").0.span, Span::new(0, 31));
    assert_eq!(front("+++\nid = 'a'\n").1[0].code, "bad-front-matter");
}

#[test]
fn hostile_front_matter_never_panics() {
    let yaml = "---\ntitle: \"é\\x41\\u00e9\\q\\\n\"\nid: 'a''b' # é\nlanguage: [fr, \"nl\" , ]\nurl:\n  - é\n...\n";
    let toml = "+++\ntitle = '''é ''\n'''\nid = \"\\U0001F600\"\n[[part]]\nfrom = 'x'\n+++\n";
    for text in garbled(yaml).chain(garbled(toml)) {
        for mistake in front(&text).1 {
            let span = mistake.span.expect("a place");
            assert!(text.get(span.start..span.end).is_some(), "{mistake:?}");
        }
    }
    let many = format!("---\nid: a\n{}---\n", "no key\n".repeat(100));
    assert_eq!(front(&many).1.len(), 21);
}
