//! The whole report as Markdown, for a comment on a pull request, the summary of a step, or a page.
//!
//! Foreign text is escaped, so that it is only ever text: it creates no markup, HTML, link, mention or reference.

use crate::display_text::{count, group_thousands, quoted};
use crate::escape::markdown as escape;
use crate::output::Look;
use crate::wording::{self, place, quote, reasons, sides, who};
use contradict::report::{ConflictView, Report, Status};
use std::collections::BTreeSet;

/// Writes the whole report.
pub fn render(report: &Report) -> String {
    within(report, usize::MAX)
}

/// Writes the report in at most `most` bytes. What does not fit is cut between conflicts, with a note; the counts are always
/// kept.
pub fn within(report: &Report, most: usize) -> String {
    let head = format!("## {}\n", escape(&wording::verdict(report)));
    let foot = foot(report);
    let (open, resolved): (Vec<_>, Vec<_>) = report.conflicts.iter().partition(|conflict| conflict.status == Status::Open);
    let all: Vec<&ConflictView> = open.into_iter().chain(resolved).collect();
    let blocks: Vec<String> = all.iter().map(|conflict| block(conflict)).collect();
    let whole = format!("{head}{}{foot}", blocks.concat());
    if whole.len() <= most {
        return whole;
    }
    let note = |left: usize| {
        let conflicts = count(left, "more conflict does", "more conflicts do");
        format!("\n**{conflicts} not fit here.** Another format has all of them: `--output json=FILE`.\n")
    };
    let room = most.saturating_sub(head.len() + foot.len() + note(all.len()).len());
    let (mut body, mut shown) = (String::new(), 0);
    for block in &blocks {
        if body.len() + block.len() > room {
            break;
        }
        body.push_str(block);
        shown += 1;
    }
    cut(&format!("{head}{body}{}{foot}", note(all.len() - shown)), most)
}

/// Returns the lines of a text that fit.
fn cut(text: &str, most: usize) -> String {
    let mut kept = String::new();
    for line in text.split_inclusive('\n') {
        if kept.len() + line.len() > most {
            break;
        }
        kept.push_str(line);
    }
    kept
}

fn block(conflict: &ConflictView) -> String {
    let title = format!("{} · {}", conflict.level.word(), wording::title(conflict, Look::PLAIN));
    let mut text = format!("\n### {}\n\n**{}**\n\n", escape(&title), escape(&conflict.question));
    text.push_str("| Answer | Who says it | In which words | Where |\n|---|---|---|---|\n");
    let says = wording::says(conflict);
    for (position, best) in sides(conflict) {
        let who = who(position, &says, Look::PLAIN).join("; ");
        let mut seen = BTreeSet::new();
        let places = position.answers.iter().map(|answer| {
            let date = answer.date.map(|date| format!(" ({date})")).unwrap_or_default();
            format!("{}{date}", place(answer))
        });
        let places: Vec<String> = places.filter(|place| seen.insert(place.clone())).collect();
        let cells = [&group_thousands(&position.value), &who, &quoted(&quote(best)), &places.join("; ")].map(|cell| escape(cell));
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text.push('\n');
    for (label, words) in below(conflict) {
        text.push_str(&format!("- {label}: {}\n", escape(&words)));
    }
    text
}

/// Returns what is shown below the table of a conflict.
fn below(conflict: &ConflictView) -> Vec<(&'static str, String)> {
    let mut lines = reasons(conflict);
    lines.extend(conflict.fits_several.iter().map(|answer| {
        (
            "Fits several",
            format!("{} · {} · {} · {}", group_thousands(&answer.value), answer.voice, place(answer), quoted(&quote(answer))),
        )
    }));
    lines
}

/// Returns the counts, including everything that was hidden or left out.
fn foot(report: &Report) -> String {
    let lines = wording::counts_with(report, Look::PLAIN, escape);
    let mut text = String::from("\n### Counts\n\n");
    for (label, words) in lines {
        text.push_str(&format!("- {label}: {words}\n"));
    }
    text
}
