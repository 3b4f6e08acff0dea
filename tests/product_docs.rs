//! The documentation in `examples/product-docs/`: which of its questions conflict, with which values on which pages, and that no
//! others do. The expectations were worked out from the pages by hand.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

mod support;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use support::{list, text};

fn folder() -> PathBuf {
    support::root().join("examples/product-docs")
}

/// An expected value, with its pages.
type Side<'a> = (&'a str, &'a [&'a str]);

/// The pages of each value.
type Sides = BTreeMap<String, BTreeSet<String>>;

fn sides(question: &Value) -> Sides {
    let pages = |position: &Value| list(&position["answers"]).iter().map(|answer| text(answer, "source").to_owned()).collect();
    list(&question["positions"]).iter().map(|position| (text(position, "value").to_owned(), pages(position))).collect()
}

fn expected(sides: &[Side<'_>]) -> Sides {
    let pages = |pages: &[&str]| pages.iter().map(|page| (*page).to_owned()).collect();
    sides.iter().map(|(value, names)| ((*value).to_owned(), pages(names))).collect()
}

#[test]
fn six_questions_conflict_and_five_do_not() {
    let (exit, report) = support::check_json(&folder(), &["docs"]);
    assert_eq!(exit, 1);
    let conflicts: BTreeMap<&str, &Value> = list(&report["conflicts"]).iter().map(|found| (text(found, "id"), found)).collect();
    let wanted: [(&str, &[Side<'_>]); 6] = [
        ("audit-log/tessela", &[("1 year", &["administration", "security"]), ("6 month", &["confidentialite"])]),
        ("backups/tessela", &[("only frankfurt", &["security"]), ("dublin", &["confidentialite"])]),
        (
            "databases/server",
            &[
                ("postgresql-12+postgresql-13+postgresql-14", &["installation"]),
                ("not postgresql-12", &["notes-de-version"]),
                ("postgresql-13+postgresql-14", &["notes-de-version"]),
                ("not mysql", &["installation", "notes-de-version"]),
            ],
        ),
        ("deleted-files/tessela", &[("30 day", &["limits", "limites", "administration"]), ("90 day", &["faq"])]),
        (
            "price/tessela",
            &[
                ("10 EUR", &["faq"]),
                ("12 EUR", &["pricing", "tarifs"]),
                ("14.4 EUR", &["tarifs"]),
                ("20 EUR", &["pricing", "tarifs"]),
            ],
        ),
        ("upload-size/tessela", &[("100 MB", &["api"]), ("250 MB", &["limits", "limites"]), ("1 GB", &["limits", "limites"])]),
    ];
    assert_eq!(conflicts.keys().copied().collect::<Vec<_>>(), wanted.map(|(id, _)| id));
    for (id, positions) in wanted {
        let found = conflicts[id];
        assert_eq!((text(found, "verdict"), text(found, "level")), ("contradiction", "error"), "{id}");
        assert_eq!(sides(found), expected(positions), "{id}");
    }
    // Of 10, 12 and 14.40, the two prices without VAT contradict each other; the sizes are about one plan.
    let why = |id: &str| text(conflicts[id], "why").to_owned();
    assert_eq!(why("price/tessela"), "10 EUR lies outside 12 EUR");
    assert_eq!(why("upload-size/tessela"), "100 MB lies outside 250 MB");
}

#[test]
fn what_the_team_decided_fails_nothing() {
    // With the arguments of the jobs in its README: nothing is stale, and the file is in canonical form.
    let arguments = ["docs", "--full", "--locked", "--deny", "stale", "--today", "2026-11-22"];
    let (exit, report) = support::check_json(&folder(), &arguments);
    assert_eq!(exit, 1);
    let decided: Vec<_> = list(&report["conflicts"])
        .iter()
        .filter(|found| text(found, "status") == "resolved")
        .map(|found| (text(found, "id"), text(&found["resolution"], "outcome"), text(&found["resolution"], "holds")))
        .collect();
    assert_eq!(decided, [("databases/server", "superseded", ""), ("deleted-files/tessela", "settled", "30 day")]);
    assert_eq!((&report["gate"]["failing"], &report["gate"]["resolved"]), (&4.into(), &2.into()));
    assert_eq!(report["diagnostics"], Value::Array(Vec::new()));
    let never = [&arguments[..], &["--fail-on", "never"]].concat();
    assert_eq!(support::check_json(&folder(), &never).0, 0, "nothing but conflicts fails the run");
}

/// Returns a copy of the folder in which one page says something else.
fn with(page: &str, from: &str, to: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    for name in ["docs", "rules", "."] {
        std::fs::create_dir_all(copy.path().join(name)).expect("a folder");
        for file in std::fs::read_dir(folder().join(name)).expect("a folder").flatten().filter(|file| file.path().is_file()) {
            std::fs::copy(file.path(), copy.path().join(name).join(file.file_name())).expect("copied");
        }
    }
    let path = copy.path().join("docs").join(page);
    let text = std::fs::read_to_string(&path).expect("the page");
    assert!(text.contains(from), "{page}");
    std::fs::write(path, text.replace(from, to)).expect("written");
    copy
}

#[test]
fn another_value_reopens_and_a_mended_page_makes_it_stale() {
    let deleted = |copy: &tempfile::TempDir| {
        let (_, report) = support::check_json(copy.path(), &["docs", "--full", "--today", "2026-11-22"]);
        let found = list(&report["conflicts"]).iter().find(|found| text(found, "id") == "deleted-files/tessela").cloned();
        let told: Vec<String> = list(&report["diagnostics"]).iter().map(|told| text(told, "code").to_owned()).collect();
        (found.map(|found| text(&found, "status").to_owned()), told)
    };
    assert_eq!(deleted(&with("faq.txt", "90 days", "60 days")), (Some("open".to_owned()), vec![]));
    assert_eq!(deleted(&with("faq.txt", "90 days", "30 days")), (None, vec!["stale-resolution".to_owned()]));
}

#[test]
fn what_only_looks_different_is_silent() {
    let (_, report) = support::check_json(&folder(), &["docs"]);
    let in_conflict: BTreeSet<&str> = list(&report["conflicts"]).iter().map(|found| text(found, "id")).collect();
    let silent = list(&report["questions"]).iter().filter(|question| !in_conflict.contains(text(question, "id")));
    let silent: BTreeMap<&str, &Value> = silent.map(|question| (text(question, "id"), question)).collect();
    let pages = |id: &str| -> BTreeSet<String> { sides(silent[id]).into_values().flatten().collect() };
    let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(
        silent.keys().copied().collect::<Vec<_>>(),
        ["availability/tessela/2023", "objects/tessela", "request-rate/tessela", "session-length/session", "trial/tessela"]
    );
    // These are silent because the pages agree, not because answers are missing.
    assert_eq!(pages("availability/tessela/2023"), all(&["pricing", "security", "administration"]));
    assert_eq!(pages("objects/tessela"), all(&["limits", "limites"]));
    assert_eq!(pages("request-rate/tessela"), all(&["limits", "limites", "api"]));
    assert_eq!(pages("session-length/session"), all(&["limits", "limites", "administration"]));
    assert_eq!(pages("trial/tessela"), all(&["pricing", "tarifs", "faq"]));
    // An announced rate is not in force yet.
    let aside = list(&silent["request-rate/tessela"]["set_aside"]);
    let aside: Vec<_> =
        aside.iter().map(|answer| (text(answer, "value"), text(answer, "because"), text(answer, "source"))).collect();
    assert_eq!(aside, [("1200 /minute", "planned", "notes-de-version")]);
    assert_eq!(report["summary"]["never_answered"], Value::Array(Vec::new()));
}

#[test]
fn nobody_speaks_but_the_pages() {
    let (_, report) = support::check_json(&folder(), &["docs"]);
    let answers = list(&report["questions"]).iter().flat_map(|question| list(&question["positions"]));
    let answers = answers.flat_map(|position| list(&position["answers"]));
    // "10 euros per user": the user does not say this.
    let cited: Vec<_> =
        answers.filter(|answer| text(answer, "credit") != "publisher").map(|answer| text(answer, "voice")).collect();
    assert_eq!(cited, Vec::<&str>::new());
    assert_eq!(report["diagnostics"], Value::Array(Vec::new()));
}

#[test]
fn its_readme_names_the_pages_that_are_there() {
    let readme = std::fs::read_to_string(folder().join("README.md")).expect("the page");
    let named: BTreeSet<&str> = readme
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.ends_with(".md") || name.ends_with(".html") || name.ends_with(".txt"))
        .collect();
    assert!(named.len() >= 8, "{named:?}");
    for page in named {
        assert!(folder().join("docs").join(page).exists(), "{page}");
    }
}
