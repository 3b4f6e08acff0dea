//! The lexicon in `docs/languages.md` can be read and used, and the page names every key of the built-in lexicons.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

use contradict::answer::Reader;
use contradict::diagnostic::{UserFile, render};
use contradict::lexicon::Lexicons;
use contradict::lexicon::shape::{Key, LEXICON, Shape};
use contradict::report::{Coverage, Report};
use contradict::rule::{self, RuleSet};
use contradict::text;
use std::collections::BTreeSet;
use std::sync::Arc;

const PAGE: &str = include_str!("../docs/languages.md");

fn the_block(info: &str) -> &'static str {
    let opening = format!("\n```{info}\n");
    PAGE.split_once(&opening).and_then(|(_, rest)| rest.split_once("\n```")).expect("the block is there").0
}

fn with_swedish() -> Lexicons {
    let file = UserFile::new("rules/lexicon/sv.toml", the_block("toml"));
    let (lexicons, mistakes) = Lexicons::load(&[Arc::new(file)]);
    let told: Vec<_> = mistakes.iter().map(|mistake| render(mistake, false)).collect();
    assert!(told.is_empty(), "\n{}", told.join("\n"));
    lexicons
}

#[test]
fn the_values_of_the_page_are_read() {
    let lexicons = with_swedish();
    let rules = RuleSet::default();
    let reader = Reader::new(&lexicons, &rules, None).expect("few words");
    let lexicon = lexicons.get("sv".parse().expect("a code")).expect("it was loaded");
    let mut lines = 0;
    for line in the_block("text values").lines() {
        let (words, value) = line.split_once("  ").expect("words, two blanks, value");
        let read: Vec<_> = reader.mentions(words, lexicon, None).into_iter().map(|mention| mention.value.to_string()).collect();
        let expected: Vec<_> = Some(value.trim()).filter(|value| *value != "nothing").into_iter().collect();
        assert_eq!(read, expected, "{words}");
        lines += 1;
    }
    assert!(lines >= 10);
}

/// Texts in the new language, the question of the rule, and what the sources say.
#[test]
fn a_language_needs_no_more_than_its_lexicon() {
    let lexicons = with_swedish();
    let file = |name: &str, text: &str| Arc::new(UserFile::new(name, text));
    let rule = r#"
        format = 1
        [entity.town]
        names = { sv = ["staden"] }
        [[rule]]
        id = "felled"
        question = "Did {subject} fell trees?"
        answer = "yes-no"
        subject = "town"
        about = { sv = ["fällde", "fällt"] }
        over_time = "constant"
    "#;
    let (rules, mistakes) = rule::load(&[file("rules/a.toml", rule)], &lexicons.languages());
    assert_eq!(mistakes, []);
    let reader = Reader::new(&lexicons, &rules, Some("sv".parse().expect("a code"))).expect("few words");
    let values = |words: &str| -> Vec<(String, String)> {
        let (document, _) = text::load(file("a.txt", words), None);
        let answers = reader.read(&document).answers;
        answers.into_iter().map(|answer| (answer.value.to_string(), answer.modality.word().to_owned())).collect()
    };
    let one = |value: &str, modality: &str| vec![(value.to_owned(), modality.to_owned())];
    assert_eq!(values("Staden fällde 31 träd."), one("yes", "asserted"));
    assert_eq!(values("Staden fällde inte 31 träd."), one("no", "asserted"));
    assert_eq!(values("Borgmästaren förnekar att staden fällde träd."), one("no", "asserted"));
    assert_eq!(values("Staden har kanske fällt träd."), one("yes", "possible"));

    let mut answers = Vec::new();
    for (name, words) in [("a.txt", "Staden fällde 31 träd, enligt Parkens vänner."), ("b.txt", "Staden fällde inte 31 träd.")]
    {
        answers.extend(reader.read(&text::load(file(name, words), None).0).answers);
    }
    let report = Report::new(&rules, &answers, Coverage::default(), &[]);
    let verdicts: Vec<_> = report.conflicts.iter().map(|conflict| (conflict.id.as_str(), conflict.verdict.word())).collect();
    assert_eq!(verdicts, [("felled/town", "contradiction")]);
    assert_eq!(report.conflicts[0].positions[0].voices, ["Parkens vänner"]);
}

#[test]
fn every_key_is_explained() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/lexicon");
    let mut keys = BTreeSet::new();
    for entry in folder.read_dir().expect("the lexicons") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        // Words of a language are quoted if they are keys.
        // So are names of conjugations, which a lexicon chooses; they need no quotes.
        for line in text.lines().filter(|line| !line.starts_with("[conjugations.")) {
            let key =
                line.strip_prefix('[').map_or(line, |header| header.trim_end_matches(']').rsplit('.').next().unwrap_or_default());
            let key = key.split('=').next().unwrap_or_default().trim();
            if !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
                keys.insert(key.to_owned());
            }
        }
    }
    assert!(keys.len() > 40, "{keys:?}");
    let missing: Vec<_> =
        keys.iter().filter(|key| !PAGE.contains(&format!("`{key}`")) && !PAGE.contains(&format!("`[{key}]`"))).collect();
    assert!(missing.is_empty(), "docs/languages.md does not explain {missing:?}");
}

/// Adds the keys that `shape` knows, and those of the tables in it.
fn known(shape: Shape, keys: &mut BTreeSet<&'static str>) {
    match shape {
        Shape::Table(known_keys) | Shape::Tables(known_keys) | Shape::Feasts(known_keys) => {
            for key in known_keys {
                keys.insert(key.name);
                known(key.shape, keys);
            }
        }
        Shape::List(inner) | Shape::Map(_, inner) => known(*inner, keys),
        _ => {}
    }
}

#[test]
fn every_key_that_a_lexicon_may_have_is_explained() {
    let mut keys = BTreeSet::new();
    known(Shape::Table(LEXICON), &mut keys);
    assert!(keys.len() > 200, "{keys:?}");
    let missing: Vec<_> =
        keys.iter().filter(|key| !PAGE.contains(&format!("`{key}`")) && !PAGE.contains(&format!("`[{key}]`"))).collect();
    assert!(missing.is_empty(), "docs/languages.md does not explain {missing:?}");
}

/// The first column of a table in the page names only keys and words that there are.
#[test]
fn the_page_explains_no_key_that_is_gone() {
    let mut keys = BTreeSet::new();
    known(Shape::Table(LEXICON), &mut keys);
    let words = values_of(LEXICON);
    let rows = PAGE.lines().filter_map(|line| line.strip_prefix("| `")?.split_once(" | ").map(|(first, _)| first));
    let named = rows.flat_map(|first| first.split(", ")).map(|key| key.trim_matches(['`', '[', ']']));
    let gone: Vec<_> = named.filter(|key| !keys.contains(key) && !words.contains(key)).collect();
    assert!(gone.is_empty(), "docs/languages.md explains {gone:?}, which no lexicon may have");
}

/// The words of which a value of `keys` must be one.
fn values_of(keys: &'static [Key]) -> BTreeSet<&'static str> {
    fn add(shape: Shape, words: &mut BTreeSet<&'static str>) {
        match shape {
            Shape::Choice(choices) => words.extend(choices),
            Shape::Table(keys) | Shape::Tables(keys) | Shape::Feasts(keys) => keys.iter().for_each(|key| add(key.shape, words)),
            Shape::List(inner) | Shape::Map(_, inner) => add(*inner, words),
            _ => {}
        }
    }
    let mut words = BTreeSet::new();
    add(Shape::Table(keys), &mut words);
    words
}

/// The example of a conjugation stands in a lexicon as it is shown.
#[test]
fn the_example_of_a_conjugation_is_sound() {
    let lexicon = format!("{}\n{}", the_block("toml"), the_block("toml conjugation"));
    let (_, mistakes) = Lexicons::load(&[Arc::new(UserFile::new("rules/lexicon/sv.toml", lexicon))]);
    assert_eq!(mistakes, []);
}
