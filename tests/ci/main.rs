//! Tests what other people's CI uses: the action for GitHub, the hooks for pre-commit, and the blocks of `docs/ci.md`.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

#[path = "../support/bridge.rs"]
mod bridge;
#[path = "../support/mod.rs"]
mod support;

mod action;
mod documentation;
mod hooks;

use bridge::{RULES, SOURCES};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// Returns a file of the project.
fn file(name: &str) -> String {
    std::fs::read_to_string(support::root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Parses YAML to JSON.
fn yaml(text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("no YAML: {error}\n{text}"))
}

/// Creates a folder in which two papers contradict each other, below `top`.
fn quarrel(top: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("rules/bridge.toml", RULES),
        ("corpus/sources.toml", SOURCES),
        ("corpus/a.txt", "The Dunmore Bridge has 14 arches."),
        ("corpus/b.txt", "The Dunmore Bridge has 9 arches."),
    ] {
        write(&folder.path().join(top).join(name), text);
    }
    folder
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}
