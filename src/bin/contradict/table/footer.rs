//! What was read and what came of it, below the conflicts.

use super::layout::{STRONG, labelled, paragraph};
use crate::output::Look;
use crate::wording::{counts, verdict};
use contradict::report::Report;

/// The verdict on the whole, then the counts.
pub fn render(report: &Report, look: Look) -> String {
    let verdict = paragraph(&verdict(report), Some(STRONG), look);
    format!("{verdict}{}", labelled(counts(report, look), look))
}
