//! `docs/output.md` names every key that the program writes, and shows what its own examples print.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const PAGE: &str = include_str!("../docs/output.md");

fn is_named(word: &str) -> bool {
    PAGE.contains(&format!("`{word}`"))
}

fn output_of(words: &[&str]) -> String {
    let mut program = assert_cmd::Command::cargo_bin("contradict").expect("the program");
    let output = program.current_dir(env!("CARGO_MANIFEST_DIR")).args(words).output().expect("it runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn collect_keys(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            keys.extend(entries.keys().cloned());
            entries.values().for_each(|value| collect_keys(value, keys));
        }
        Value::Array(items) => items.iter().for_each(|value| collect_keys(value, keys)),
        _ => {}
    }
}

#[test]
fn every_key_is_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let (legacy, figures) = (folder.path().join("legacy.txt"), folder.path().join("figures.txt"));
    // Not UTF-8, to get a diagnostic.
    std::fs::write(&legacy, b"une enqu\xEAte a \xE9t\xE9 men\xE9e").expect("written");
    std::fs::write(&figures, "plus de 78 fois en 2019").expect("written");
    let path = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let mut keys = BTreeSet::new();
    for words in [
        &["check", "corpus/", &path(&legacy), "--lang", "fr", "--output", "json"][..],
        &["claims", "corpus/", "--output", "jsonl"],
        &["claims", "--unused", "corpus/", "--output", "jsonl"],
        &["answers", "corpus/", "--output", "jsonl"],
        &["mentions", &path(&figures), "--lang", "fr", "--output", "jsonl"],
        &["parse", "The mayor denies that it closed.", "--lang", "en", "--at", "closed", "--output", "jsonl"],
        &["explain", "usage-count/federal-police", "--output", "json"],
        &["explain", "it-site-2022-03.md:21", "tech-weekly-nl-2021-08.txt:9", "--output", "json"],
    ] {
        let mut written = BTreeSet::new();
        for value in serde_json::Deserializer::from_str(&output_of(words)).into_iter() {
            collect_keys(&value.expect("JSON"), &mut written);
        }
        assert!(!written.is_empty(), "{words:?} wrote nothing");
        keys.append(&mut written);
    }
    for expected in
        ["verdict", "end_column", "code", "never_answered", "polarity", "set_aside", "from", "high", "tried", "step", "because"]
    {
        assert!(keys.contains(expected), "the runs above do not show `{expected}`");
    }
    let missing: Vec<_> = keys.iter().filter(|key| !is_named(key)).collect();
    assert!(missing.is_empty(), "docs/output.md does not explain {missing:?}");
}

/// The rule and the sources in the examples of `explain`; the page quotes the relevant parts of the sources.
const TOWN: [(&str, &str); 4] = [
    (
        "rules/town.toml",
        r#"format = 1
[entity.town]
names = { en = ["the town"] }
[[rule]]
id        = "trees-felled"
question  = "How many trees did {subject} fell?"
answer    = "count"
subject   = "town"
about     = { en = ["felled"] }
counted   = { en = ["tree*"] }
over_time = "constant"
"#,
    ),
    (
        "corpus/sources.toml",
        r#"[[source]]
file = "gazette.txt"
publisher = "Gazette"
language = "en"
[[source]]
file = "post.txt"
publisher = "Post"
language = "en"
"#,
    ),
    ("corpus/gazette.txt", "The town felled 40 trees.\n"),
    ("corpus/post.txt", "A storm came.\nLater, the town allegedly felled 65 trees.\nThe trees were old.\n"),
];

fn town() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in TOWN {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }
    folder
}

/// Returns the examples after `<!-- KIND WORDS -->`: the words, and the block.
fn examples(kind: &str) -> Vec<(&'static str, &'static str)> {
    let mark = format!("<!-- {kind} ");
    let all = PAGE.split(mark.as_str()).skip(1).map(|example| {
        let (words, rest) = example.split_once(" -->\n```").expect("a block after its words");
        (words, rest.split_once('\n').expect("a block").1.split("```").next().unwrap_or_default())
    });
    all.collect()
}

fn check_in(folder: &Path, format: &str) -> String {
    let mut program = assert_cmd::Command::cargo_bin("contradict").expect("the program");
    program.current_dir(folder).env_remove("GITHUB_STEP_SUMMARY").args(["check", "--output", format]);
    String::from_utf8(program.output().expect("it runs").stdout).expect("UTF-8")
}

#[test]
fn the_examples_of_formats_are_what_is_printed() {
    let (folder, examples) = (town(), examples("check"));
    assert_eq!(examples.iter().map(|(format, _)| *format).collect::<Vec<_>>(), ["junit", "github", "gitlab", "markdown", "csv"]);
    for (format, shown) in examples {
        let printed = check_in(folder.path(), format).replace("\r\n", "\n");
        assert_eq!(printed.trim_start_matches('\u{FEFF}'), shown, "{format}");
    }
}

/// Returns true if everything in `part` is also in `whole`; for a list, the first items.
fn is_part(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            part.iter().all(|(key, part)| whole.get(key).is_some_and(|whole| is_part(part, whole)))
        }
        (Value::Array(part), Value::Array(whole)) => {
            part.len() <= whole.len() && part.iter().zip(whole).all(|(part, whole)| is_part(part, whole))
        }
        _ => part == whole,
    }
}

#[test]
fn the_examples_of_parts_are_in_what_is_printed() {
    let (folder, examples) = (town(), examples("part"));
    assert_eq!(examples.iter().map(|(format, _)| *format).collect::<Vec<_>>(), ["jsonl", "sarif", "claimreview"]);
    for (format, shown) in examples {
        let values = |text: &str| -> Vec<Value> {
            serde_json::Deserializer::from_str(text).into_iter().map(|value| value.expect("JSON")).collect()
        };
        let (shown, printed) = (values(shown), values(&check_in(folder.path(), format)));
        assert_eq!(shown.len(), printed.len(), "{format}");
        for (part, whole) in shown.iter().zip(&printed) {
            assert!(is_part(part, whole), "{format}: {part} is not in {whole}");
        }
    }
}

#[test]
fn the_examples_of_explain_are_what_it_prints() {
    let folder = town();
    let examples: Vec<&str> = PAGE.split("<!-- explain ").skip(1).collect();
    assert!(examples.len() >= 2, "the examples were not found");
    for example in examples {
        let (arguments, rest) = example.split_once(" -->\n```text\n").expect("a block of text after its arguments");
        let shown = rest.split("```").next().unwrap_or_default();
        let mut program = assert_cmd::Command::cargo_bin("contradict").expect("the program");
        program.current_dir(folder.path()).arg("explain").args(arguments.split(' '));
        let output = program.output().expect("it runs");
        assert_eq!(String::from_utf8(output.stdout).expect("UTF-8"), shown, "explain {arguments}");
    }
}

#[test]
fn the_example_of_unused_claims_is_what_it_prints() {
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).expect("a folder");
    let paper = |publisher: &str, words: &str| format!("---\npublisher: {publisher}\n---\n{words}\n");
    std::fs::write(corpus.join("gazette.txt"), paper("Gazette", "The storm sank 3 boats at Oster.")).expect("written");
    std::fs::write(corpus.join("post.txt"), paper("Post", "At Oster, 8 boats were lost.")).expect("written");
    let shown = PAGE.split("<!-- unused -->\n```text\n").nth(1).expect("the example").split("```").next().unwrap_or_default();
    let mut program = assert_cmd::Command::cargo_bin("contradict").expect("the program");
    let output = program.current_dir(folder.path()).args(["claims", "--unused", "--lang", "en"]).output().expect("it runs");
    assert_eq!(String::from_utf8(output.stdout).expect("UTF-8"), shown);
}

/// Normalises white space and backticks, which differ between a page and a terminal.
fn plain(text: &str) -> String {
    text.replace('`', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn exit_codes_have_one_wording() {
    let help = plain(&output_of(&["check", "--help"]));
    let (_, codes) = help.split_once("Exit codes: ").expect("they are listed");
    let why = codes.split(" 2 ").nth(1).and_then(|rest| rest.split(" 3 ").next()).expect("the code 2");
    assert!(why.contains("sources.toml") && why.contains("a path is not there"), "{why}");
    assert!(plain(PAGE).contains(why), "docs/output.md does not say: {why}");
}
