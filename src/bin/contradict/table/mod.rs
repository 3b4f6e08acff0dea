//! What people read: a table for each conflict, then what was read and what came of it.

mod conflict;
mod explanation;
mod footer;
mod layout;
mod meeting;
#[cfg(test)]
mod tests;
mod unused;

pub use explanation::render as explanation;
pub use meeting::render as meeting;
pub use unused::render as unused;

use crate::output::Look;
use contradict::report::{Report, Status};

/// The most sources, voices or questions that are listed on a terminal before the rest is only counted.
const LISTED: usize = 6;

/// The whole report for reading.
///
/// On a terminal no line is longer than its width; elsewhere nothing is wrapped, shortened or left out.
pub fn render(report: &Report, look: Look) -> String {
    let mut blocks = Vec::new();
    for conflict in report.conflicts.iter().filter(|conflict| conflict.status == Status::Open) {
        blocks.push(conflict::render(conflict, look));
    }
    blocks.push(footer::render(report, look));
    blocks.join("\n")
}

/// A plain table with these columns: the claims, the answers or the mentions.
pub fn grid(header: &[&str], rows: Vec<Vec<String>>, look: Look) -> String {
    let mut table = layout::ruled(header, look);
    for row in rows {
        table.add_row(row.iter().map(|cell| layout::clip(&crate::words::one_line(cell), look)));
    }
    layout::finish(&table)
}
