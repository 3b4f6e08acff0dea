//! Small matters from end to end, each in a folder of `tests/cases/`. To add one, write its sources (with a `sources.toml`),
//! `rules.toml` and `expected.toml`; `tests/cases/README.md` tells how. A case of `tests/cases-to-come/` must still go wrong: once
//! it goes right, it belongs in `tests/cases/`.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

#[path = "cases/expected.rs"]
mod expected;
mod support;

use expected::Expected;
use std::path::{Path, PathBuf};
use support::{check_json, root};

fn folders(name: &str) -> Vec<PathBuf> {
    let Ok(entries) = root().join("tests").join(name).read_dir() else { return Vec::new() };
    let mut folders: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// What goes otherwise than the case says.
fn differences(folder: &Path) -> Vec<String> {
    let expected = Expected::read(&folder.join("expected.toml"));
    let (exit, record) = check_json(folder, &[".", "--rules", "rules.toml"]);
    expected.differences(i64::from(exit), &record)
}

#[test]
fn every_case_goes_as_a_careful_reader_says() {
    let folders = folders("cases");
    assert!(folders.len() >= 15, "only {} cases", folders.len());
    let mut wrong = String::new();
    for folder in folders {
        for difference in differences(&folder) {
            let name = folder.file_name().expect("a name").to_string_lossy();
            wrong += &format!("{name}: {difference}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn cases_to_come_are_still_to_come() {
    for folder in folders("cases-to-come") {
        let what = folder.display();
        assert!(!differences(&folder).is_empty(), "{what} goes right now: move it to tests/cases/");
        assert!(!Expected::read(&folder.join("expected.toml")).waits_for.is_empty(), "{what} does not say what it `waits_for`");
    }
}
