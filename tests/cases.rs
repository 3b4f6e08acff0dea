//! Small end-to-end cases, each in a folder of `tests/cases/`. To add one, write its sources (with a `sources.toml`),
//! `rules.toml` and `expected.toml`; `tests/cases/README.md` explains how. A case in `tests/cases-to-come/` must still fail; once
//! it passes, it belongs in `tests/cases/`.
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

/// The schema of the JSON output.
fn schema() -> jsonschema::Validator {
    let schema = serde_json::from_str(include_str!("../schema/report.schema.json")).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
}

/// Returns the differences from what the case expects, and everything in the JSON output that the schema does not know.
fn differences(folder: &Path, schema: &jsonschema::Validator) -> Vec<String> {
    let expected = Expected::read(&folder.join("expected.toml"));
    let (exit, record) = check_json(folder, &[".", "--rules", "rules.toml"]);
    let unknown = schema.iter_errors(&record).map(|error| format!("{}: {error}", error.instance_path()));
    expected.differences(i64::from(exit), &record).into_iter().chain(unknown).collect()
}

#[test]
fn every_case_goes_as_a_careful_reader_says() {
    let folders = folders("cases");
    assert!(folders.len() >= 15, "only {} cases", folders.len());
    let (schema, mut wrong) = (schema(), String::new());
    for folder in folders {
        for difference in differences(&folder, &schema) {
            let name = folder.file_name().expect("a name").to_string_lossy();
            wrong += &format!("{name}: {difference}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn cases_to_come_are_still_to_come() {
    let schema = schema();
    for folder in folders("cases-to-come") {
        let what = folder.display();
        assert!(!differences(&folder, &schema).is_empty(), "{what} goes right now: move it to tests/cases/");
        assert!(!Expected::read(&folder.join("expected.toml")).waits_for.is_empty(), "{what} does not say what it `waits_for`");
    }
}
