//! Every example in a rule passes: its conflicts are conflicts, its agreements are not, and every text of an example has an
//! answer unless the example says otherwise.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

#[path = "support/examples.rs"]
#[allow(dead_code, reason = "the traps read all of it")]
mod examples;
mod support;

use contradict::answer::Reader;
use contradict::lexicon::Lexicons;
use contradict::rule::CaseExpectation;
use std::path::{Path, PathBuf};

/// Returns the rule files of a folder, without lexicons.
fn packs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().expect("the rules") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && path.file_name().is_none_or(|name| name != "lexicon") {
            packs(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
}

#[test]
fn every_example_of_every_rule_holds() {
    let mut files = Vec::new();
    packs(&support::root().join("rules"), &mut files);
    packs(&support::root().join("examples/product-docs/rules"), &mut files);
    files.sort();
    assert!(!files.is_empty(), "no rule files");
    let (lexicons, mistakes) = Lexicons::load(&[]);
    assert_eq!(mistakes, []);
    let (mut wrong, mut examples) = (String::new(), 0);
    for path in files {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let rules = examples::rules_of(&path, &lexicons);
        let reader = Reader::new(&lexicons, &rules, None).expect("an automaton");
        for (index, rule) in rules.rules.enumerate() {
            let kinds = |conflict: bool| {
                rule.cases.iter().filter(|case| matches!(case.expect, CaseExpectation::Conflict(_)) == conflict).count()
            };
            assert!(kinds(true) > 0 && kinds(false) > 0, "{name}: `{}` shows no conflict, or no agreement", rule.id);
            for case in &rule.cases {
                examples += 1;
                let line = rule.file.text[..case.span.start].matches('\n').count() + 1;
                if let (Some(problem), _) = examples::try_out(&rules, &reader, index, case) {
                    wrong += &format!("{name}:{line}: `{}`: {problem}\n", rule.id);
                }
            }
        }
    }
    assert!(examples >= 10, "only {examples} examples");
    assert!(wrong.is_empty(), "\n{wrong}");
}
