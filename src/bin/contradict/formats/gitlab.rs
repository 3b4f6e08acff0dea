//! The Code Quality report of GitLab: one entry for each open conflict, at the best answer of its first position.
//!
//! It cannot show resolved conflicts or counts.

use super::shared::fingerprint;
use crate::display_text::{one_line, quoted};
use crate::output;
use crate::wording::{against, kind, path, place, quote, sides};
use contradict::diagnostic::Level;
use contradict::report::{ConflictView, Report, Status};
use serde::Serialize;

#[derive(Serialize)]
struct Entry {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes the report.
pub fn render(report: &Report) -> anyhow::Result<String> {
    let open = report.conflicts.iter().filter(|conflict| conflict.status == Status::Open);
    output::json(&open.filter_map(entry).collect::<Vec<_>>())
}

fn entry(conflict: &ConflictView) -> Option<Entry> {
    let (_, best) = sides(conflict).next()?;
    let words = sides(conflict).map(|(_, answer)| format!("{} ({})", quoted(&quote(answer)), place(answer))).collect::<Vec<_>>();
    let question = one_line(&conflict.question);
    let sides = against(conflict, |position| one_line(&position.value));
    let description = format!("{}: {question} {sides}. {}", kind(conflict), words.join(" – "));
    Some(Entry {
        description,
        check_name: conflict.rule.clone(),
        fingerprint: fingerprint(conflict),
        severity: severity(conflict),
        location: Location {
            path: path(&best.file).to_owned(),
            lines: Lines { begin: best.location.line, end: best.location.end_line },
        },
    })
}

/// Uses three of GitLab's five severities. A pilot rule is always `info`.
fn severity(conflict: &ConflictView) -> &'static str {
    match conflict.level {
        _ if conflict.pilot => "info",
        Level::Error => "critical",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}
