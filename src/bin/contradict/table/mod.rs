//! Output for people: a table for each conflict, then what was read and the result.

mod conflict;
mod examples;
mod explanation;
mod footer;
mod layout;
mod meeting;
mod passages;
mod rule_diff;
mod rules;
#[cfg(test)]
mod tests;
mod unused;

pub use conflict::render as conflict;
pub use examples::render as examples;
pub use explanation::render as explanation;
pub use meeting::render as meeting;
pub use passages::{Passage, render as passages};
pub use rule_diff::render as rule_diff;
pub use rules::render as rules;
pub use unused::render as unused;

use crate::display_text::one_line;
use crate::output::Look;
use crate::wording;
use contradict::report::{ConflictView, Report, Status};

/// Renders the whole report.
///
/// On a terminal, no line is longer than its width; elsewhere, nothing is wrapped, shortened or left out.
pub fn render(report: &Report, look: Look) -> String {
    blocks(report, look, |conflict| conflict.status == Status::Open)
}

/// Does the same, and includes resolved conflicts.
pub fn render_with_resolved(report: &Report, look: Look) -> String {
    blocks(report, look, |_| true)
}

fn blocks(report: &Report, look: Look, is_shown: impl Fn(&ConflictView) -> bool) -> String {
    let shown = report.conflicts.iter().filter(|conflict| is_shown(conflict));
    let blocks: Vec<String> =
        shown.map(|conflict| conflict::render(conflict, look)).chain([footer::render(report, look)]).collect();
    blocks.join("\n")
}

/// Renders a plain table with these columns: claims, answers or mentions.
pub fn grid(header: &[&str], rows: Vec<Vec<String>>, look: Look) -> String {
    let mut table = layout::ruled(header, look);
    for row in rows {
        table.add_row(row.iter().map(|cell| wording::clip(&one_line(cell), look)));
    }
    layout::keep_whole(&mut table, look);
    layout::finish(&table)
}
