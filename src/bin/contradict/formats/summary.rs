//! The step summary of GitHub Actions: the whole report as Markdown, appended to the file that the environment names.

use super::markdown;
use anyhow::Context;
use contradict::report::Report;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The environment variable that names the file.
const VARIABLE: &str = "GITHUB_STEP_SUMMARY";

/// The most bytes that the platform accepts.
const MOST: usize = 1 << 20;

/// Returns the file that the environment names; none outside of GitHub Actions.
pub fn place() -> Option<PathBuf> {
    std::env::var_os(VARIABLE).filter(|name| !name.is_empty()).map(PathBuf::from)
}

/// Appends the Markdown of a run to `file`, cut so that the file does not exceed the platform's limit.
///
/// # Errors
/// If it cannot be written.
pub fn append(file: &Path, report: &Report) -> anyhow::Result<()> {
    let cannot = || format!("cannot write the summary `{}`, which {VARIABLE} names", file.display());
    let mut open = OpenOptions::new().create(true).append(true).open(file).with_context(cannot)?;
    // A pipe or a device has no length.
    let there = open.metadata().map_or(0, |known| usize::try_from(known.len()).unwrap_or(MOST));
    let text = markdown::within(report, MOST.saturating_sub(there));
    open.write_all(text.as_bytes()).with_context(cannot)
}
