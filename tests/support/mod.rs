//! Helpers for tests of the whole program: they run it, and read its JSON output.
#![allow(dead_code, reason = "each test uses a part of it")]

use assert_cmd::Command;
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns a file or folder beside the project's folder, where developers keep files that are not part of the project. If it is
/// missing, returns none and prints a message, so that nobody thinks that the test has passed.
pub fn shared(name: &str) -> Option<PathBuf> {
    let found = root().ancestors().skip(1).map(|folder| folder.join("shared").join(name)).find(|path| path.exists());
    if found.is_none() {
        // Not by `eprintln!`, which the test harness swallows.
        let _ = writeln!(std::io::stderr(), "SKIPPED: ../shared/{name} is not here");
    }
    found
}

/// Returns the program, in the project's folder and without the user's settings.
pub fn contradict() -> Command {
    let mut command = Command::cargo_bin("contradict").expect("the binary is built");
    command.current_dir(root()).env_remove("GITHUB_STEP_SUMMARY").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// The result of running the program: exit code, standard output, standard error.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs `command`. A panic, or no exit code, fails the test.
pub fn run(command: &mut Command) -> Run {
    let output = command.output().expect("the program runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned());
    assert!(!err.contains("panicked at"), "{err}");
    Run { code: output.status.code().unwrap_or_else(|| panic!("ended by a signal: {err}")), out, err }
}

/// Runs `contradict check … --output json` in `folder`; returns the exit code and the JSON output.
pub fn check_json(folder: &Path, arguments: &[&str]) -> (i32, Value) {
    let run = run(contradict().current_dir(folder).arg("check").args(arguments).args(["--output", "json"]));
    let record = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("no JSON ({error}): {}{}", run.out, run.err));
    (run.code, record)
}

/// Returns the items of a list; none if it is missing.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Returns the text of `key`; empty if it is missing.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// Returns the item of `list` with this `id`.
pub fn by_id<'a>(list: &'a Value, id: &str) -> Option<&'a Value> {
    self::list(list).iter().find(|item| text(item, "id") == id)
}

/// Returns the answers of a question or conflict that take a position or fit several.
pub fn judged(question: &Value) -> impl Iterator<Item = &Value> {
    let positions = list(&question["positions"]).iter().flat_map(|position| list(&position["answers"]));
    positions.chain(list(&question["fits_several"]))
}

/// Returns every answer in the JSON output: every object with a quote.
pub fn every_answer(record: &Value) -> Vec<&Value> {
    match record {
        Value::Array(items) => items.iter().flat_map(every_answer).collect(),
        Value::Object(fields) if fields.contains_key("quote") => vec![record],
        Value::Object(fields) => fields.values().flat_map(every_answer).collect(),
        _ => Vec::new(),
    }
}
