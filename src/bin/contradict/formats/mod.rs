//! The formats of `contradict check`. Each has its own file, and all are made from the same report.

mod claimreview;
mod csv;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod sarif;
mod shared;
mod summary;
#[cfg(test)]
mod tests;

pub use self::csv::{Column, Separator};
pub use summary::{append as append_summary, place as summary_place};

use crate::args::FailOn;
use crate::display_text::listed;
use crate::output::Look;
use crate::table;
use contradict::report::Report;
use std::fmt;

/// A format: its name on the command line, and the function that writes it.
pub struct Format {
    /// The name for `--output`.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    make: fn(&Report, &RenderOptions) -> anyhow::Result<String>,
}

/// The options for an output.
#[derive(Clone, Copy, Debug)]
pub struct RenderOptions {
    /// The terminal that shows it; only the table uses this.
    pub look: Look,
    /// Whether the table shows resolved conflicts. All other formats that can show them always do.
    pub show_resolved: bool,
    /// What fails the run.
    pub fail_on: FailOn,
    /// The exit code of the run.
    pub exit: u8,
}

/// All formats. Help, messages and documentation use this list.
pub static ALL: [Format; 10] = [
    Format { name: "table", about: "for reading", make: table },
    Format { name: "markdown", about: "for a pull request or any page", make: |report, _| Ok(markdown::render(report)) },
    Format {
        name: "csv",
        about: "for a spreadsheet, and the way back: `resolve --import`",
        make: |report, _| csv::render(report),
    },
    Format { name: "json", about: "everything, for programs", make: |report, _| crate::output::json(report) },
    Format { name: "jsonl", about: "one conflict a line", make: |report, _| json::lines(report) },
    Format { name: "sarif", about: "SARIF 2.1.0, for code scanning and editors", make: sarif::render },
    Format {
        name: "junit",
        about: "JUnit XML, for test reports",
        make: |report, options| Ok(junit::render(report, options.fail_on)),
    },
    Format {
        name: GITHUB,
        about: "annotations of GitHub Actions, and its step summary",
        make: |report, _| Ok(github::render(report)),
    },
    Format { name: "gitlab", about: "Code Quality report of GitLab", make: |report, _| gitlab::render(report) },
    Format { name: "claimreview", about: "ClaimReview of schema.org, as JSON-LD", make: |report, _| claimreview::render(report) },
];

/// The format that also writes a step summary.
pub const GITHUB: &str = "github";

impl Format {
    /// Returns the format with this name.
    pub fn named(name: &str) -> Option<&'static Format> {
        ALL.iter().find(|format| format.name == name)
    }

    /// Returns the names of all formats, as messages list them.
    pub fn names() -> String {
        listed(&ALL.iter().map(|format| format!("`{}`", format.name)).collect::<Vec<_>>())
    }

    /// Returns one line per format, as the help lists them.
    pub fn lines() -> String {
        ALL.iter().map(|format| format!("\n  {:<11}  {}", format.name, format.about)).collect()
    }

    /// Writes the report in this format.
    ///
    /// # Errors
    /// If the report cannot be written in this format.
    pub fn write(&self, report: &Report, options: &RenderOptions) -> anyhow::Result<String> {
        (self.make)(report, options)
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

fn table(report: &Report, options: &RenderOptions) -> anyhow::Result<String> {
    let render = if options.show_resolved { table::render_with_resolved } else { table::render };
    Ok(render(report, options.look))
}
