//! The command line as users see it: problems are reported in plain words with the right exit code, and nothing panics.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

#[path = "../support/bridge.rs"]
mod bridge;
#[path = "../support/mod.rs"]
mod support;

mod explain;
mod formats;
mod init;
mod input;
mod lists;
mod output;
mod parse;
mod resolve;
mod rules;
mod shell;

use bridge::{RULES, SOURCES};
use std::path::Path;
use support::{Run, contradict, run};
use tempfile::TempDir;

/// Two papers that cannot both be right: a contradiction of level error.
const QUARREL: [(&str, &str); 4] = [
    ("rules/bridge.toml", RULES),
    ("corpus/sources.toml", SOURCES),
    ("corpus/a.txt", "The Dunmore Bridge has 14 arches."),
    ("corpus/b.txt", "The Dunmore Bridge has 9 arches."),
];

/// Creates a folder with these files.
fn folder<'a>(files: impl IntoIterator<Item = &'a (&'a str, &'a str)>) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        write(folder.path(), name, text.as_bytes());
    }
    folder
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(path, bytes).expect("a file");
}

/// Runs `contradict` with these arguments, in `folder`.
fn contradict_in(folder: &TempDir, arguments: &[&str]) -> Run {
    run(contradict().current_dir(folder.path()).args(arguments))
}

/// Checks that each of `words` is in standard error, wherever its lines end.
fn tells(run: &Run, code: i32, words: &[&str]) {
    assert_eq!(run.code, code, "{}{}", run.out, run.err);
    let told = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in words {
        let word = &word.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(word), "`{word}` is not told: {}", run.err);
    }
}
