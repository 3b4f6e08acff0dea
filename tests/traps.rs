//! Traps, which look contradictory but are not, and as many true conflicts: the examples of the rule files in `tests/traps/`.
//! They were written by hand, from knowledge of the languages. `tests/traps/known-failures.txt` lists those that do not pass yet;
//! `cargo test --test traps -- --nocapture` shows these, and the score.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a failed `expect` is the failure that the test reports")]

#[path = "support/examples.rs"]
mod examples;
mod support;

use contradict::answer::Reader;
use contradict::conflict::Verdict;
use contradict::lexicon::Lexicons;
use contradict::rule::{Case, CaseExpectation, Rule};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// How many were expected, and how many of these were right.
#[derive(Default)]
struct Score {
    traps: usize,
    traps_silent: usize,
    traps_as_contradiction: usize,
    conflicts: usize,
    conflicts_found: usize,
    conflicts_exact: usize,
    contradictions: usize,
    contradictions_found: usize,
    false_contradictions: usize,
    right_row: usize,
    rows: usize,
}

/// Another folder of cases, which is only measured and shown: `TRAPS=some/folder just score`.
fn other_folder() -> Option<PathBuf> {
    std::env::var_os("TRAPS").map(PathBuf::from)
}

fn files() -> Vec<PathBuf> {
    let folder = other_folder().unwrap_or_else(|| support::root().join("tests/traps"));
    let paths = folder.read_dir().expect("the traps").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    files.sort();
    files
}

/// The name of a case in the list of known failures; edits of other cases do not change it.
fn id(file: &str, rule: &Rule, case: &Case) -> String {
    let text = case.documents.iter().map(|document| document.text.replace('\n', " ")).collect::<Vec<_>>().join(" | ");
    format!("{file}\t{}\t{text}", rule.id)
}

#[test]
fn traps_are_silent_and_true_conflicts_are_found() {
    let (lexicons, mistakes) = Lexicons::load(&[]);
    assert_eq!(mistakes, []);
    let list = support::root().join("tests/traps/known-failures.txt");
    let known = std::fs::read_to_string(&list).expect("a list");
    let known: BTreeSet<&str> = known.lines().collect();
    let (mut wrong, mut passing, mut score) = (String::new(), Vec::new(), Score::default());
    let mut by_file: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for path in files() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let rules = examples::rules_of(&path, &lexicons);
        let reader = Reader::new(&lexicons, &rules, None).expect("an automaton");
        for (index, rule) in rules.rules.enumerate() {
            for case in &rule.cases {
                let (problem, outcome) = examples::try_out(&rules, &reader, index, case);
                let line = rule.file.text[..case.span.start].matches('\n').count() + 1;
                let named = case.row.is_none_or(|row| outcome.rows.contains(&row));
                score.add(case, outcome.verdict, named);
                let id = id(&name, rule, case);
                let count = by_file.entry(name.clone()).or_default();
                count.1 += 1;
                count.0 += usize::from(problem.is_none());
                match problem {
                    Some(problem) => {
                        let row = case.row.map_or("", |row| row.word());
                        println!("{name}:{line}: {} ({row}): {}: {problem}", rule.id, case.note.as_deref().unwrap_or_default());
                        if !known.contains(id.as_str()) {
                            wrong += &format!("{name}:{line}: {}: {problem}\n", rule.id);
                        }
                    }
                    None if known.contains(id.as_str()) => passing.push(id),
                    None => {
                        if !named {
                            println!("{name}:{line}: {}: right, but by {:?} instead of {:?}", rule.id, outcome.rows, case.row);
                        }
                    }
                }
            }
        }
    }
    for (file, (right, all)) in by_file {
        println!("{file}: {right} of {all}");
    }
    score.print();
    if other_folder().is_some() {
        return;
    }
    if std::env::var_os("FORGET_PASSING").is_some() {
        let left = known.iter().filter(|id| !passing.iter().any(|passing| passing == *id));
        std::fs::write(&list, left.map(|id| format!("{id}\n")).collect::<String>()).expect("written");
        passing.clear();
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(passing.is_empty(), "these go right now; FORGET_PASSING=1 takes them off the list:\n{}", passing.join("\n"));
}

impl Score {
    fn add(&mut self, case: &Case, verdict: Verdict, named: bool) {
        self.rows += 1;
        self.right_row += usize::from(named);
        let is_contradiction = verdict == Verdict::Contradiction;
        match &case.expect {
            CaseExpectation::Agree => {
                self.traps += 1;
                self.traps_silent += usize::from(verdict < Verdict::Tension);
                self.traps_as_contradiction += usize::from(is_contradiction);
                self.false_contradictions += usize::from(is_contradiction);
            }
            CaseExpectation::Conflict(expected) => {
                self.conflicts += 1;
                self.conflicts_found += usize::from(verdict >= Verdict::Tension);
                self.conflicts_exact += usize::from(expected.is_none_or(|expected| expected == verdict));
                if *expected == Some(Verdict::Contradiction) {
                    self.contradictions += 1;
                    self.contradictions_found += usize::from(is_contradiction);
                } else {
                    self.false_contradictions += usize::from(is_contradiction);
                }
            }
        }
    }

    fn print(&self) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let Score { traps, conflicts, contradictions, contradictions_found: found, false_contradictions: false_ones, .. } = *self;
        println!("traps silent: {} of {traps} ({:.1} %)", self.traps_silent, share(self.traps_silent, traps));
        println!(
            "traps reported as contradictions: {} ({:.1} %)",
            self.traps_as_contradiction,
            share(self.traps_as_contradiction, traps)
        );
        println!(
            "true conflicts found: {} of {conflicts} ({:.1} %)",
            self.conflicts_found,
            share(self.conflicts_found, conflicts)
        );
        println!("with the right verdict: {} ({:.1} %)", self.conflicts_exact, share(self.conflicts_exact, conflicts));
        println!(
            "contradictions: precision {:.1} %, recall {:.1} %",
            share(found, found + false_ones),
            share(found, contradictions)
        );
        println!(
            "decided by the row that the case names: {} of {} ({:.1} %)",
            self.right_row,
            self.rows,
            share(self.right_row, self.rows)
        );
    }
}
