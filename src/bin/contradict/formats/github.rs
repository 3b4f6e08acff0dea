//! Annotations for GitHub Actions: workflow commands, one for each position of an open conflict.

use crate::display_text::{count, one_line, quoted};
use crate::escape::{command_property as property, command_text as data};
use crate::exit;
use crate::wording::{against, decided_line, gate, kind, path, quote, sides, verdict};
use contradict::diagnostic::Level;
use contradict::report::{ConflictView, PositionView, Report, Status};

/// The most annotations of one level that the platform shows for a step.
const SHOWN: usize = 10;

/// Returns the commands, one per line. The last is a notice with the counts.
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    // How many more errors, warnings and notices fit; the notice with the counts needs one place.
    let mut left = [SHOWN, SHOWN, SHOWN - 1];
    let mut hidden = 0;
    for conflict in report.conflicts.iter().filter(|conflict| conflict.status == Status::Open) {
        let (command, slot) = command(conflict);
        let Some(left) = left.get_mut(slot) else { continue };
        if *left == 0 {
            hidden += 1;
        }
        for (position, answer) in sides(conflict).take(*left) {
            *left -= 1;
            let at = answer.location;
            let mut properties = format!("file={},line={},endLine={}", property(path(&answer.file)), at.line, at.end_line);
            // Columns are given only for a single line.
            if at.line == at.end_line {
                properties.push_str(&format!(",col={},endColumn={}", at.column, at.end_column));
            }
            let title = property(&one_line(&format!("{} · {}", kind(conflict), conflict.id)));
            let message = data(&message(conflict, position, &quote(answer)));
            text.push_str(&format!("::{command} {properties},title={title}::{message}\n"));
        }
    }
    if exit::is_nothing(report) {
        text.push_str(&format!("::error title=contradict::{}\n", data(&verdict(report))));
    }
    let mut counts = vec![verdict(report)];
    counts.extend(gate(report).map(|gate| format!("{gate}.")));
    if hidden > 0 {
        let conflicts = count(hidden, "more conflict is", "more conflicts are");
        counts.push(format!(
            "{conflicts} not annotated: GitHub shows {SHOWN} annotations of a level; the summary of the step has all."
        ));
    }
    let unread = report.summary.coverage.unread;
    if unread > 0 {
        counts.push(format!("{} could not be read.", count(unread, "file", "files")));
    }
    text.push_str(&format!("::notice title=contradict::{}\n", data(&counts.join("\n"))));
    text
}

/// Returns the command and the index of its level. A pilot rule never gives more than a notice.
fn command(conflict: &ConflictView) -> (&'static str, usize) {
    match conflict.level {
        _ if conflict.pilot => ("notice", 2),
        Level::Error => ("error", 0),
        Level::Warning => ("warning", 1),
        Level::Note => ("notice", 2),
    }
}

fn message(conflict: &ConflictView, position: &PositionView, quote: &str) -> String {
    let mut lines = vec![
        one_line(&conflict.question),
        format!("Here: {}, {}", one_line(&position.value), quoted(quote)),
        against(conflict, |position| one_line(&position.value)),
        one_line(&conflict.why),
    ];
    lines.extend(decided_line(conflict));
    lines.join("\n")
}
