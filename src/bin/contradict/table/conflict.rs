//! One conflict as text: the question, a row for each position, and why they cannot all be true.

use super::layout::{self, STRONG, boxed, finish, labelled, paragraph, style_of};
use crate::display_text::{self, line_of, one_line, quoted};
use crate::output::Look;
use crate::wording::{self, clip, hedges, reasons, rest, says, shown, title, who};
use comfy_table::{Attribute, Cell, ColumnConstraint, Table, Width};
use contradict::diagnostic::visible;
use contradict::report::{AnswerView, ConflictView};
use std::collections::{HashMap, HashSet};

/// From this width on, the sources have their own column; below it, they are listed under the quote.
const ROOMY: usize = 110;

/// What the border, the padding and the indent of a place take from the width of a column.
const INDENTED: usize = 5;
/// The padding on both sides of a cell.
const PADDING: usize = 2;

/// Renders the conflict.
pub fn render(conflict: &ConflictView, look: Look) -> String {
    let question = paragraph(&clip(&one_line(&conflict.question), look), Some(STRONG), look);
    format!("{}{question}{}{}", heading(conflict, look), finish(&positions(conflict, look)), below(conflict, look))
}

/// Level, verdict and id.
fn heading(conflict: &ConflictView, look: Look) -> String {
    let level = conflict.level.word();
    let lines = paragraph(&format!("{level} · {}", title(conflict, look)), None, look);
    let style = if look.color { style_of(conflict.level) } else { Default::default() };
    match lines.strip_prefix(level) {
        Some(rest) => format!("{style}{level}{style:#}{rest}"),
        // Too narrow for the label itself.
        None => lines,
    }
}

fn positions(conflict: &ConflictView, look: Look) -> Table {
    let roomy = look.width.is_none_or(|width| width >= ROOMY);
    let header: &[&str] = if roomy {
        &["Answer", "Who says it", "Where", "In which words"]
    } else {
        &["Answer", "Who says it", "In which words, and where"]
    };
    let mut table = boxed(header, look);
    let says = says(conflict);
    for position in &conflict.positions {
        let value = Cell::new(clip(&display_text::value(&position.value), look)).add_attribute(Attribute::Bold);
        let who = who(position, &says, look).join("\n");
        let quote = position.answers.first().map(|best| quote(best, look)).unwrap_or_default();
        let places = places(&position.answers, look);
        if roomy {
            table.add_row([value, Cell::new(who), Cell::new(places), Cell::new(quote)]);
        } else {
            table.add_row([value, Cell::new(who), Cell::new(format!("{quote}\n{places}"))]);
        }
    }
    if let Some(width) = look.width {
        // In hundredths of the width; the last column gets the rest.
        let shares: &[usize] = if roomy { &[14, 18, 32] } else { &[19, 25] };
        // A value is not broken if it fits into a third of the width.
        let longest = conflict.positions.iter().map(|position| display_text::value(&position.value).chars().count() + PADDING);
        let value = longest.max().filter(|longest| *longest <= width / 3).unwrap_or_default();
        for (at, share) in shares.iter().enumerate() {
            if let Some(column) = table.column_mut(at) {
                let least = if at == 0 { value } else { 0 };
                let most = u16::try_from((width * share / 100).max(least)).unwrap_or(u16::MAX);
                column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(most)));
            }
        }
    }
    table
}

/// Lists the places of the answers by source: its id and date, then each place once on its own line. The source of the quote
/// comes first.
fn places(answers: &[AnswerView], look: Look) -> String {
    let mut groups: Vec<(&AnswerView, Vec<String>)> = Vec::new();
    let mut by_source: HashMap<_, usize> = HashMap::new();
    let mut seen = HashSet::new();
    let distinct: Vec<&AnswerView> = answers.iter().filter(|answer| seen.insert((&answer.file, answer.location.line))).collect();
    for answer in shown(&distinct, look) {
        let group = *by_source.entry((&answer.source, answer.date)).or_insert_with(|| {
            groups.push((answer, Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(format!("  {}", short_place(answer, look)));
    }
    let mut lines: Vec<String> =
        groups.into_iter().flat_map(|(answer, places)| std::iter::once(source(answer, look)).chain(places)).collect();
    lines.extend(rest(distinct.len(), look));
    lines.join("\n")
}

/// Returns the id of the source, its date, and what it copies or repeats.
fn source(answer: &AnswerView, look: Look) -> String {
    let mut text = clip(&one_line(&answer.source), look);
    if let Some(date) = answer.date {
        text.push_str(&format!(", {date}"));
    }
    if let Some(original) = &answer.derives_from {
        text.push_str(&format!(", after {}", clip(&one_line(original), look)));
    } else if let Some(original) = &answer.repeats {
        text.push_str(&format!(", repeats {}", clip(&one_line(original), look)));
    }
    text
}

/// Keeps file and line on one line of the column.
fn short_place(answer: &AnswerView, look: Look) -> String {
    let whole = place(answer, look);
    let Some(width) = look.width else { return whole };
    let shares = if width >= ROOMY { 32 } else { 100 - 19 - 25 };
    layout::short_place(whole, (width * shares / 100).saturating_sub(INDENTED))
}

/// Returns file and line, as editors and terminals open them.
fn place(answer: &AnswerView, look: Look) -> String {
    line_of(&clip(&visible(&answer.file), look), answer.location.line)
}

fn quote(answer: &AnswerView, look: Look) -> String {
    quoted(&clip(&wording::quote(answer), look))
}

/// Returns what is shown below the table.
fn below(conflict: &ConflictView, look: Look) -> String {
    let mut lines: Vec<(&str, String)> =
        reasons(conflict).into_iter().map(|(label, text)| (label, clip(&one_line(&text), look))).collect();
    for answer in shown(&conflict.fits_several, look) {
        let notes = std::iter::once(answer.voice.clone()).chain(hedges(answer)).collect::<Vec<_>>().join(", ");
        let (notes, value) = (clip(&one_line(&notes), look), clip(&display_text::value(&answer.value), look));
        let (source, place, quote) = (source(answer, look), place(answer, look), quote(answer, look));
        lines.push(("Fits several", format!("{value} · {notes} · {source} · {place} · {quote}")));
    }
    lines.extend(rest(conflict.fits_several.len(), look).map(|rest| ("", rest)));
    labelled(lines, look)
}
