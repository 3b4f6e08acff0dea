//! The known-answer tables of the grammars: `tests/grammar/<language>/<phenomenon>.tsv`. `tests/grammar/README.md` explains them.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a failed `expect` is the failure that the test reports")]

use contradict::answer::Reader;
use contradict::claim::{Lang, PartialDate, Period, Value};
use contradict::lexicon::Lexicons;
use contradict::rule::RuleSet;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One line of a table.
struct Case {
    /// The table and the line, such as `fr/ranges.tsv:12`.
    place: String,
    /// Its name in the list of known failures: the table and the sentence. Edits of other lines do not change it.
    id: String,
    sentence: String,
    /// Words and values, in the order of the sentence.
    expected: Vec<(String, String)>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/grammar")
}

fn known_failures() -> PathBuf {
    folder().join("known-failures.txt")
}

/// Returns the paths in `folder`, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Returns the tables: language, path and cases.
fn tables() -> Vec<(Lang, String, Vec<Case>)> {
    let mut tables = Vec::new();
    for folder in entries(&folder()).into_iter().filter(|path| path.is_dir()) {
        for path in entries(&folder) {
            let table = format!("{}/{}", name(&folder), name(&path));
            let text = fs::read_to_string(&path).expect("a table in UTF-8");
            let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with("# "));
            let cases = lines.map(|(index, line)| case(&table, index + 1, line)).collect();
            tables.push((name(&folder).parse().expect("a language code"), table, cases));
        }
    }
    tables
}

/// Reads a line of a table. A malformed line fails the test, so that a typo in a table is noticed.
fn case(table: &str, line: usize, text: &str) -> Case {
    let place = format!("{table}:{line}");
    let (sentence, expected) = text.split_once('\t').unwrap_or_else(|| panic!("{place}: no tab"));
    let expected: Vec<(String, String)> = expected
        .split(" ; ")
        .filter(|mention| !mention.is_empty())
        .map(|mention| {
            let (words, value) = mention.rsplit_once(" = ").unwrap_or_else(|| panic!("{place}: no ` = ` in `{mention}`"));
            (words.to_owned(), value.to_owned())
        })
        .collect();
    let mut rest = sentence;
    for (words, _) in &expected {
        let (_, after) = rest.split_once(words.as_str()).unwrap_or_else(|| panic!("{place}: `{words}` is not in the sentence"));
        rest = after;
    }
    Case { place, id: format!("{table}\t{sentence}"), sentence: sentence.to_owned(), expected }
}

/// Returns true if `value` is the one written as `expected`. Periods are equal even if their ends have different precision.
fn is_value(value: &Value, expected: &str) -> bool {
    let Value::Period(period) = value else { return value.to_string() == expected };
    let end = |text: &str| if text.is_empty() { Ok(None) } else { text.parse::<PartialDate>().map(Some) };
    let (from, to) = expected.split_once('/').unwrap_or((expected, expected));
    match (end(from), end(to)) {
        (Ok(from), Ok(to)) => {
            let expected = Period { from, to };
            let is_open = |period: &Period| (period.from.is_none(), period.to.is_none());
            is_open(period) == is_open(&expected)
                && period.first_day() == expected.first_day()
                && period.last_day() == expected.last_day()
        }
        _ => false,
    }
}

fn shown(mentions: impl Iterator<Item = (String, String)>) -> String {
    let mentions: Vec<String> = mentions.map(|(words, value)| format!("{words} = {value}")).collect();
    if mentions.is_empty() { "nothing".to_owned() } else { mentions.join(" ; ") }
}

#[test]
fn every_table_is_read_right() {
    let (lexicons, mistakes) = Lexicons::load(&[]);
    assert_eq!(mistakes, []);
    let rules = RuleSet::default();
    let reader = Reader::new(&lexicons, &rules, None).expect("the lexicons fit");
    let listed = fs::read_to_string(known_failures()).unwrap_or_default();
    let known: BTreeSet<&str> = listed.lines().filter(|line| line.contains('\t')).collect();

    let mut new = Vec::new();
    let mut failing = BTreeSet::new();
    let (mut all_passed, mut all) = (0, 0);
    for (lang, table, cases) in tables() {
        let lexicon = lexicons.get(lang).expect("a lexicon of the folder's language");
        let mut passed = 0;
        for case in &cases {
            let found: Vec<(String, Value)> = reader
                .mentions(&case.sentence, lexicon, None)
                .into_iter()
                .map(|mention| (mention.span.of(&case.sentence).to_owned(), mention.value))
                .collect();
            let is_right = found.len() == case.expected.len()
                && found
                    .iter()
                    .zip(&case.expected)
                    .all(|(found, expected)| found.0 == expected.0 && is_value(&found.1, &expected.1));
            if is_right {
                passed += 1;
                continue;
            }
            let told = format!(
                "{}: {}\n    expected {}\n    found    {}",
                case.place,
                case.sentence,
                shown(case.expected.iter().cloned()),
                shown(found.into_iter().map(|(words, value)| (words, value.to_string()))),
            );
            println!("{}{told}", if known.contains(case.id.as_str()) { "known: " } else { "" });
            failing.insert(case.id.clone());
            if !known.contains(case.id.as_str()) {
                new.push(told);
            }
        }
        println!("{table}: {passed}/{}", cases.len());
        all_passed += passed;
        all += cases.len();
    }
    println!("all: {all_passed}/{all}");

    let passing: Vec<&str> = known.iter().copied().filter(|id| !failing.contains(*id)).collect();
    if !passing.is_empty() && std::env::var_os("FORGET_PASSING").is_some() {
        let kept: String = listed.lines().filter(|line| !passing.contains(line)).map(|line| format!("{line}\n")).collect();
        fs::write(known_failures(), kept).expect("the list is written");
    } else {
        assert!(
            passing.is_empty(),
            "{} cases in known-failures.txt pass now, or are no more; take them off the list:\n{}",
            passing.len(),
            passing.join("\n")
        );
    }
    assert!(new.is_empty(), "{} cases fail:\n{}", new.len(), new.join("\n"));
}

/// The fewest cases of each language, so that a lost table is noticed.
#[test]
fn the_tables_are_as_long_as_they_must_be() {
    for lang in ["fr", "nl", "en", "es"] {
        let mut around_numbers = 0;
        for (_, table, cases) in tables().into_iter().filter(|(of, ..)| of.as_str() == lang) {
            let sentences: BTreeSet<&str> = cases.iter().map(|case| case.sentence.as_str()).collect();
            assert_eq!(sentences.len(), cases.len(), "{table} has a sentence twice");
            let least = match table.rsplit('/').next().unwrap_or_default() {
                "numbers.tsv" | "units.tsv" | "dates.tsv" => 60,
                "not-quantities.tsv" => 40,
                _ => {
                    around_numbers += cases.len();
                    1
                }
            };
            assert!(cases.len() >= least, "{table} has only {} cases", cases.len());
        }
        assert!(around_numbers >= 150, "{lang} has only {around_numbers} ranges, bounds, approximations and negated quantities");
    }
}
