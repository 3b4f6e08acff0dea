//! What is shown below the conflicts: what was read, and the result.

use super::layout::{STRONG, labelled, paragraph};
use crate::output::Look;
use crate::wording::{counts, verdict};
use contradict::report::Report;

/// Renders the overall result, then the counts.
pub fn render(report: &Report, look: Look) -> String {
    let verdict = paragraph(&verdict(report), Some(STRONG), look);
    format!("{verdict}{}", labelled(counts(report, look), look))
}
