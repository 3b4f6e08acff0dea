//! Whole pages whose values stand in tables, behind labels, below headings or after questions: `tests/shapes/pages.txt`.

#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

use contradict::answer::{Answer, Reader};
use contradict::diagnostic::UserFile;
use contradict::lexicon::Lexicons;
use contradict::rule::{self, RuleSet};
use contradict::text;
use std::sync::Arc;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shapes");

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{FOLDER}/{path}")).expect("the file is there")
}

fn told(rules: &RuleSet, answer: &Answer) -> String {
    let rule = &rules.rules[answer.rule].id;
    let possible = answer.subject().map_or_else(|| answer.possible().to_vec(), |subject| vec![subject]);
    let subject = possible.iter().map(|entity| rules.entities[*entity].id.as_str()).collect::<Vec<_>>().join("|");
    let inferred = if answer.subject_inferred { "?" } else { "" };
    let how = answer.set_aside().unwrap_or(answer.modality.word());
    let doubt = if answer.doubt.is_some() { ", uncertain" } else { "" };
    let words = answer.words.as_ref().unwrap_or(&answer.quote);
    format!("{rule}/{subject}{inferred} = {}, {}, {how}{doubt}: {words}", answer.value, answer.speaker.name)
}

#[test]
fn values_that_stand_by_themselves_are_told_by_what_stands_around_them() {
    let (lexicons, _) = Lexicons::load(&[]);
    let pack = Arc::new(UserFile::new("rules.toml", read("rules.toml")));
    let (rules, mistakes) = rule::load(&[pack], &lexicons.languages());
    assert_eq!(mistakes, []);
    let reader = Reader::new(&lexicons, &rules, None).expect("compiles");
    let pages = read("pages.txt");
    let mut wrong = Vec::new();
    for page in pages.split("\n=== ").skip(1) {
        let (head, rest) = page.split_once('\n').expect("a head");
        let (name, lang) = head.rsplit_once(' ').expect("a name and a language");
        let (page, expected) = rest.split_once("\n---\n").or(rest.split_once("\n---")).expect("answers");
        let (mut document, _) = text::load(Arc::new(UserFile::new(name, page)), None);
        document.metadata.publisher = Some("Pub".into());
        document.metadata.languages = vec![lang.parse().expect("a language")];
        let answers = reader.read(&document).answers;
        let mut found: Vec<String> =
            answers.iter().filter(|answer| answer.set_aside().is_none()).map(|answer| told(&rules, answer)).collect();
        for answer in &answers {
            assert_eq!(answer.span.of(document.text()), answer.quote, "{name}");
        }
        let mut expected: Vec<&str> = expected.lines().filter(|line| !line.is_empty()).collect();
        found.sort();
        expected.sort_unstable();
        if found != expected {
            wrong.push(format!("{name}\n  expected\n    {}\n  found\n    {}", expected.join("\n    "), found.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
