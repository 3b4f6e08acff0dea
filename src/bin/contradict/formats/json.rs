//! JSON lines: each conflict on a line, then a line with the counts.

use crate::output;
use contradict::report::{ConflictView, DecisionsView, GateView, Report, Summary};
use serde::Serialize;

/// A line; `type` says which kind.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'r> {
    Conflict(&'r ConflictView),
    Summary(Counts<'r>),
}

/// The last line.
#[derive(Serialize)]
struct Counts<'r> {
    version: u32,
    column_unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    decisions: Option<&'r DecisionsView>,
    summary: &'r Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<GateView>,
}

/// Writes the report as lines.
pub fn lines(report: &Report) -> anyhow::Result<String> {
    let counts = Counts {
        version: report.version,
        column_unit: report.column_unit,
        decisions: report.decisions.as_ref(),
        summary: &report.summary,
        gate: report.gate,
    };
    output::json_lines(report.conflicts.iter().map(Line::Conflict).chain([Line::Summary(counts)]))
}
