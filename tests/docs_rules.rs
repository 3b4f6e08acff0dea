//! Everything in `docs/rules.md` is true: its rule files have no mistakes except those that it shows, its examples have the
//! results that it gives, and the first rule prints what the page shows.
//!
//! The text after ```` ```toml ```` gives the kind of block: nothing for a whole file; `entity` for entities alone; `rule` for
//! keys that replace those of the first rule; `mistake` for a file whose mistakes the next block shows.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

use contradict::answer::{Answer, Reader};
use contradict::diagnostic::{Diagnostic, UserFile, render};
use contradict::id::RuleId;
use contradict::lexicon::Lexicons;
use contradict::report::{Coverage, Report};
use contradict::rule::{Case, CaseDocument, CaseExpectation, RuleSet, load};
use contradict::span::Span;
use contradict::text::{self, Document, Part};
use std::sync::Arc;

const PAGE: &str = include_str!("../docs/rules.md");

/// The rule into which the keys of a ```` ```toml rule ```` block are inserted.
const ENTITIES: &str = "format = 1\n[entity.town]\nnames = [\"the town of Merle\", \"the town\"]\n[entity.park]\nnames = [\"Linden Park\"]\n[[rule]]\n";
const KEYS: [&str; 8] = [
    "id = \"trees-felled\"",
    "question = \"How many trees did {subject} fell?\"",
    "answer = \"count\"",
    "subject = \"town\"",
    "mentions = [\"park\"]",
    "about = [\"felled\"]",
    "counted = [\"tree*\"]",
    "over_time = \"constant\"",
];

/// Returns the blocks of the page: the text after the three backticks, and the lines up to the next three.
fn blocks() -> Vec<(&'static str, &'static str)> {
    let mut parts = PAGE.split("\n```");
    parts.next();
    let mut blocks = Vec::new();
    while let (Some(block), Some(_)) = (parts.next(), parts.next()) {
        blocks.push(block.split_once('\n').expect("a block has lines"));
    }
    blocks
}

fn the_block(info: &str) -> &'static str {
    blocks().into_iter().find(|block| block.0 == info).expect("the block is there").1
}

fn whole_file(kind: &str, block: &str) -> String {
    match kind {
        "" => block.to_owned(),
        "entity" => format!("format = 1\n{block}"),
        "rule" => {
            let key = |line: &str| line.split_once('=').map(|(key, _)| key.trim().to_owned());
            let given: Vec<_> = block.lines().take_while(|line| !line.starts_with("[[")).filter_map(key).collect();
            let asks_yes_no = block.contains("\"yes-no\"");
            let kept = KEYS.iter().filter(|line| key(line).is_none_or(|key| !given.contains(&key)));
            let kept = kept.filter(|line| !(asks_yes_no && line.starts_with("counted")));
            format!("{ENTITIES}{}\n{block}", kept.copied().collect::<Vec<_>>().join("\n"))
        }
        other => panic!("no block is called `toml {other}`"),
    }
}

fn load_text(lexicons: &Lexicons, text: String) -> (RuleSet, Vec<Diagnostic>) {
    load(&[Arc::new(UserFile::new("rules/park.toml", text))], &lexicons.languages())
}

fn document(index: usize, case: &CaseDocument) -> Document {
    let file = UserFile::new(format!("text-{index}.txt"), case.text.clone());
    let (mut document, _) = text::load(Arc::new(file), None);
    document.metadata.languages = vec![case.lang];
    document.metadata.date = case.date;
    document.metadata.publisher = case.publisher.clone();
    let span = Span::new(0, case.text.len());
    document.parts = vec![Part { span, voice: case.voice.clone(), date: None, language: None, about: Vec::new(), skip: false }];
    document
}

/// Returns what is wrong with an example, if anything.
fn judge(lexicons: &Lexicons, rules: &RuleSet, rule: RuleId, case: &Case) -> Option<String> {
    let reader = Reader::new(lexicons, rules, None).expect("few words");
    let mut answers: Vec<Answer> = Vec::new();
    for (index, text) in case.documents.iter().enumerate() {
        let before = answers.len();
        answers.extend(reader.read(&document(index, text)).answers.into_iter().filter(|answer| answer.rule == rule));
        if case.answers.is_none() && answers.len() == before {
            return Some(format!("no answer in `{}`", text.text));
        }
    }
    if case.answers.is_some_and(|expected| expected != answers.len()) {
        return Some(format!("{} answers", answers.len()));
    }
    let report = Report::new(rules, &answers, Coverage::default(), &[]);
    let verdicts: Vec<_> = report.conflicts.iter().map(|conflict| conflict.verdict).collect();
    let goes = match &case.expect {
        CaseExpectation::Agree => verdicts.is_empty(),
        CaseExpectation::Conflict(None) => !verdicts.is_empty(),
        CaseExpectation::Conflict(Some(verdict)) => verdicts == [*verdict],
    };
    (!goes).then(|| format!("{:?} instead of {:?}", verdicts, case.expect))
}

#[test]
fn every_rule_of_the_page_is_sound_and_its_examples_go_as_they_say() {
    let (lexicons, _) = Lexicons::load(&[]);
    let (mut files, mut cases, mut wrong) = (0, 0, String::new());
    for (info, block) in blocks() {
        let Some(kind) = info.strip_prefix("toml").map(str::trim).filter(|kind| *kind != "mistake") else { continue };
        files += 1;
        let (rules, mistakes) = load_text(&lexicons, whole_file(kind, block));
        // The smallest file declares nothing, and entities alone cause a note, as the page says.
        let is_lone = !block.contains('[') || kind == "entity";
        for mistake in mistakes.iter().filter(|mistake| mistake.code != "no-rules" || !is_lone) {
            wrong += &format!("{}\nin\n{block}\n", render(mistake, false));
        }
        for (index, rule) in rules.rules.enumerate() {
            for case in &rule.cases {
                cases += 1;
                if let Some(problem) = judge(&lexicons, &rules, index, case) {
                    wrong += &format!("{problem}, in\n{block}\n");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(files >= 15 && cases >= 15, "only {files} blocks with {cases} examples were found");
}

#[test]
fn the_mistakes_are_told_as_the_page_shows_them() {
    let (lexicons, _) = Lexicons::load(&[]);
    let (_, mistakes) = load_text(&lexicons, the_block("toml mistake").to_owned());
    let told: Vec<_> = mistakes.iter().map(|mistake| render(mistake, false)).collect();
    assert_eq!(told.join("\n\n"), the_block("text mistake"));
}

/// Returns the words of a table, without its lines and spaces.
fn words(text: &str) -> String {
    text.replace(|letter: char| "│─┼┬┴".contains(letter), " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_first_rule_prints_what_the_page_prints() {
    let folder = tempfile::tempdir().expect("a folder");
    let rule = blocks().into_iter().find(|block| block.0 == "toml").expect("the first rule").1;
    for (name, text) in [
        ("corpus/gazette.txt", the_block("text corpus/gazette.txt")),
        ("corpus/residents.txt", the_block("text corpus/residents.txt")),
        ("rules/park.toml", rule),
    ] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    }
    let run =
        assert_cmd::Command::cargo_bin("contradict").expect("the program").current_dir(&folder).arg("check").assert().code(1);
    let printed = words(&String::from_utf8_lossy(&run.get_output().stdout));
    let shown = words(the_block("text output"));
    assert!(printed.starts_with(&shown), "\nshown:   {shown}\nprinted: {printed}");
}

#[test]
fn an_example_that_fails_is_told_as_the_page_shows_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let docs =
        ["felled", "cut down"].map(|verb| format!("{{ lang = \"en\", text = \"The town {verb} 12 trees in Linden Park.\" }}"));
    let example = format!("[[rule.agree]]\ndocs = [ {} ]\n", docs.join(", "));
    std::fs::create_dir(folder.path().join("rules")).expect("a folder");
    std::fs::write(folder.path().join("rules/park.toml"), whole_file("rule", &example)).expect("it can be written");
    let mut command = assert_cmd::Command::cargo_bin("contradict").expect("the program");
    let run = command.current_dir(&folder).args(["rules", "test"]).assert().code(1);
    assert_eq!(words(&String::from_utf8_lossy(&run.get_output().stdout)), words(the_block("text test")));
}
