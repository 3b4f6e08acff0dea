//! Checks what the README promises: the five sources of `corpus/`, with the questions of `rules/`. The expectations were worked
//! out from the texts by hand.

#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

mod support;

use serde_json::Value;
use std::collections::BTreeSet;

/// Returns the value and the voices of each position.
fn positions(conflict: &Value) -> Vec<(String, BTreeSet<String>)> {
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let of = |position: &Value| (text(&position["value"]), list(&position["voices"]).iter().map(text).collect());
    list(&conflict["positions"]).iter().map(of).collect()
}

fn expected(rows: &[(&str, &[&str])]) -> Vec<(String, BTreeSet<String>)> {
    rows.iter().map(|(value, voices)| ((*value).to_owned(), voices.iter().map(|voice| (*voice).to_owned()).collect())).collect()
}

#[test]
fn the_five_sources_disagree_as_the_readme_says() {
    let (exit, report) = support::check_json(support::root(), &["corpus", "--rules", "rules"]);
    assert_eq!(exit, 1);
    let conflicts = report["conflicts"].as_array().expect("a list");
    let kinds: BTreeSet<(&str, &str, &str)> = conflicts
        .iter()
        .map(|conflict| {
            let text = |key: &str| conflict[key].as_str().unwrap_or_default();
            (text("id"), text("verdict"), text("label"))
        })
        .collect();
    assert_eq!(
        kinds,
        BTreeSet::from([
            ("hierarchy-knew/federal-police", "contradiction", "denial against confirmation"),
            ("usage-count/federal-police", "contradiction", ""),
            ("usage/federal-police", "contradiction", "denial against confirmation"),
            ("usage/finnish-police", "contradiction", "reversal"),
            // The database grew: "more than three billion" in 2022, after "more than ten", is out of date rather than wrong.
            ("database-size/clearview", "tension", ""),
        ])
    );
    let named = |id: &str| positions(conflicts.iter().find(|conflict| conflict["id"] == id).expect("is there"));
    assert_eq!(
        named("usage-count/federal-police"),
        expected(&[("78", &["Le Fil numérique", "Clearview AI", "Octets & Réseaux"]), ("101–500", &["BuzzFeed", "ce site"]),])
    );
    assert_eq!(named("hierarchy-knew/federal-police"), expected(&[("yes", &["COC"]), ("no", &["Belgian federal police"])]));
    assert_eq!(named("usage/finnish-police"), expected(&[("yes", &["Finnish police"]), ("no", &["Finnish police"])]));
    assert_eq!(report["summary"]["skipped_parts"], 1, "the readers' comments");
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = include_str!("../README.md");
    let shown = readme.split("```text").nth(1).and_then(|rest| rest.split("```").next()).expect("an excerpt");
    let output = support::contradict().args(["check", "corpus/"]).output().expect("runs");
    // The excerpt is formatted for 80 columns; its words are those of the full output.
    let words = |text: &str| {
        text.split(|letter: char| letter.is_whitespace() || "│─┼┬┴…".contains(letter)).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let printed = words(&String::from_utf8_lossy(&output.stdout));
    let missing: Vec<String> = words(shown).difference(&printed).filter(|word| *word != "In words, and where").cloned().collect();
    let layout = ["In", "which", "words,", "and", "where"];
    let missing: Vec<&String> = missing.iter().filter(|word| !layout.contains(&word.as_str())).collect();
    assert!(missing.is_empty(), "README.md shows words that are not printed: {missing:?}");
}
