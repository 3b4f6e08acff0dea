//! One conflict: the question, a row for each position, and why they cannot all be true.

use super::LISTED;
use super::layout::{STRONG, boxed, clip, finish, labelled, paragraph, style_of};
use crate::output::Look;
use crate::words::{listed, one_line};
use comfy_table::{Attribute, Cell, ColumnConstraint, Table, Width};
use contradict::claim::Modality;
use contradict::diagnostic::visible;
use contradict::report::{AnswerView, ConflictView, PositionView, ReopenedView, Status};
use std::collections::{HashMap, HashSet};

/// From this width on, the sources have a column of their own; below, they stand under the quote.
const ROOMY: usize = 110;

/// What the lines of a column lose to its border, the blanks beside it, and the indent of a place.
const INDENTED: usize = 5;

/// A place is not cut to fewer letters than this.
const SHORTEST_PLACE: usize = 16;

/// The most other answers of a voice that are named beside it.
const MARKED: usize = 3;

/// The conflict for reading.
pub fn render(conflict: &ConflictView, look: Look) -> String {
    let question = paragraph(&clip(&one_line(&conflict.question), look), Some(STRONG), look);
    format!("{}{question}{}{}", heading(conflict, look), finish(&positions(conflict, look)), below(conflict, look))
}

/// Level, verdict and id.
fn heading(conflict: &ConflictView, look: Look) -> String {
    let level = conflict.level.word();
    let mut rest = format!(" · {}", conflict.verdict);
    if let Some(label) = conflict.label {
        rest.push_str(&format!(" ({label})"));
    }
    rest.push_str(&format!(" · {}", clip(&one_line(&conflict.id), look)));
    if conflict.pilot {
        rest.push_str(" · pilot rule, never fails the run");
    }
    match (conflict.status, &conflict.reopened) {
        (Status::Resolved, _) => rest.push_str(" · resolved"),
        (Status::Open, Some(_)) => rest.push_str(" · reopened"),
        (Status::Open, None) => {}
    }
    let lines = paragraph(&format!("{level}{rest}"), None, look);
    let style = if look.color { style_of(conflict.level) } else { Default::default() };
    match lines.strip_prefix(level) {
        Some(rest) => format!("{style}{level}{style:#}{rest}"),
        // Too narrow for the word itself.
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
        let value = Cell::new(clip(&one_line(&position.value), look)).add_attribute(Attribute::Bold);
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
        // In hundredths of the width; the last column takes what is left.
        let shares: &[usize] = if roomy { &[14, 18, 32] } else { &[19, 25] };
        for (at, share) in shares.iter().enumerate() {
            if let Some(column) = table.column_mut(at) {
                let most = u16::try_from(width * share / 100).unwrap_or(u16::MAX);
                column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(most)));
            }
        }
    }
    table
}

/// What each voice says.
pub fn says(conflict: &ConflictView) -> HashMap<&str, Vec<&str>> {
    let mut says: HashMap<&str, Vec<&str>> = HashMap::new();
    for position in &conflict.positions {
        for voice in &position.voices {
            says.entry(voice).or_default().push(&position.value);
        }
    }
    says
}

/// Each voice, with what keeps its answer from being flat, and with what else it says.
pub fn who(position: &PositionView, says: &HashMap<&str, Vec<&str>>, look: Look) -> Vec<String> {
    let mut best: HashMap<&str, &AnswerView> = HashMap::new();
    for answer in &position.answers {
        best.entry(&answer.voice).or_insert(answer);
    }
    let mut lines = Vec::new();
    for voice in shown(&position.voices, look) {
        let mut notes = best.get(voice.as_str()).map(|answer| hedges(answer)).unwrap_or_default();
        let others = says.get(voice.as_str()).into_iter().flatten().filter(|value| **value != position.value);
        // The rows of the others tell the rest.
        let others = others.take(MARKED).map(|value| clip(&one_line(value), look)).collect::<Vec<_>>();
        if !others.is_empty() {
            notes.push(format!("also says {}", listed(&others)));
        }
        let voice = clip(&one_line(voice), look);
        lines.push(if notes.is_empty() { voice } else { format!("{voice} ({})", notes.join(", ")) });
    }
    lines.extend(rest(position.voices.len(), look));
    let repeating = repeating(position);
    lines.extend(
        shown(&repeating, look)
            .iter()
            .map(|(voice, origin)| format!("{} (repeats {})", clip(&one_line(voice), look), clip(&one_line(origin), look))),
    );
    lines.extend(rest(repeating.len(), look));
    lines
}

/// The voices that say nothing of their own in this position, each with the source that it repeats.
fn repeating(position: &PositionView) -> Vec<(&str, &str)> {
    let mut seen: HashSet<&str> = position.voices.iter().map(String::as_str).collect();
    let answers = position.answers.iter();
    answers
        .filter_map(|answer| Some((answer.voice.as_str(), answer.repeats.as_deref()?)))
        .filter(|(voice, _)| seen.insert(voice))
        .collect()
}

/// What keeps an answer from being flat, in small words.
fn hedges(answer: &AnswerView) -> Vec<String> {
    let modality = Some(answer.modality).filter(|modality| *modality != Modality::Asserted);
    let modality = modality.map(|modality| modality.word().to_owned());
    modality.into_iter().chain(answer.inferred.iter().map(|axis| format!("{axis} inferred"))).collect()
}

/// Where the answers stand, by source: its id and date, then each place once on a line. The source of the quote comes first.
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

/// The id of the source, its date, and what it copies or repeats.
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

/// File and line on one line of its column: a path that is too long loses its front, as its end tells more.
fn short_place(answer: &AnswerView, look: Look) -> String {
    let whole = place(answer, look);
    let Some(width) = look.width else { return whole };
    let shares = if width >= ROOMY { 32 } else { 100 - 19 - 25 };
    let room = (width * shares / 100).saturating_sub(INDENTED);
    let length = whole.chars().count();
    if length <= room || room < SHORTEST_PLACE {
        return whole;
    }
    let end: String = whole.chars().skip(length + 1 - room).collect();
    // From a folder on, where that does not cost too much.
    let from = end.find('/').filter(|at| end.len() - at >= SHORTEST_PLACE).unwrap_or(0);
    format!("…{}", &end[from..])
}

/// File and line, as editors and terminals open them.
fn place(answer: &AnswerView, look: Look) -> String {
    format!("{}:{}", clip(&visible(&answer.file), look), answer.location.line)
}

fn quote(answer: &AnswerView, look: Look) -> String {
    format!("“{}”", clip(&one_line(answer.words.as_ref().unwrap_or(&answer.quote)), look))
}

/// What stands below the table.
fn below(conflict: &ConflictView, look: Look) -> String {
    let mut lines = vec![("Why", clip(&one_line(&conflict.why), look))];
    if let Some(change) = &conflict.would_change {
        lines.push(("Would change", clip(&one_line(change), look)));
    }
    if let Some(reason) = &conflict.reason {
        lines.push(("Matters", clip(&one_line(reason), look)));
    }
    lines.extend(decided(conflict).into_iter().map(|(label, text)| (label, clip(&one_line(&text), look))));
    for answer in shown(&conflict.fits_several, look) {
        let notes = std::iter::once(answer.voice.clone()).chain(hedges(answer)).collect::<Vec<_>>().join(", ");
        let (notes, value) = (clip(&one_line(&notes), look), clip(&one_line(&answer.value), look));
        let (source, place, quote) = (source(answer, look), place(answer, look), quote(answer, look));
        lines.push(("Fits several", format!("{value} · {notes} · {source} · {place} · {quote}")));
    }
    lines.extend(rest(conflict.fits_several.len(), look).map(|rest| ("", rest)));
    labelled(lines, look)
}

/// What people decided, and why that no longer covers the conflict.
pub fn decided(conflict: &ConflictView) -> Vec<(&'static str, String)> {
    let Some(resolution) = &conflict.resolution else { return Vec::new() };
    let holds = resolution.holds.as_ref().map(|value| format!(", {value} holds")).unwrap_or_default();
    let place = format!("{}:{}", resolution.file, resolution.location.line);
    let (by, decided) = (&resolution.by, &resolution.decided);
    let mut lines = vec![("Decided", format!("{}{holds} ({by}, {decided}, {place}): {}", resolution.outcome, resolution.reason))];
    if let Some(reopened) = &conflict.reopened {
        lines.push(("Reopened", why_reopened(reopened)));
    }
    let moved = resolution.moved.iter();
    lines.extend(moved.map(|moved| ("Moved", format!("{} said {} then, and says {} now", moved.voice, moved.from, moved.to))));
    lines
}

/// Why a decision no longer covers a conflict, in one line.
pub fn why_reopened(reopened: &ReopenedView) -> String {
    match (reopened.because, &reopened.since) {
        ("new-position", _) if reopened.values.len() > 1 => format!("new positions {}", listed(&reopened.values)),
        ("new-position", _) => format!("new position {}", listed(&reopened.values)),
        ("expired", Some(last)) => format!("the decision counted until {last}"),
        _ => "two decisions of one day differ, so that neither counts".to_owned(),
    }
}

/// On a terminal the first few, elsewhere all.
pub fn shown<T>(all: &[T], look: Look) -> &[T] {
    match look.width {
        Some(_) => all.get(..LISTED).unwrap_or(all),
        None => all,
    }
}

/// What [`shown`] leaves out.
pub fn rest(length: usize, look: Look) -> Option<String> {
    let left = length.checked_sub(LISTED).filter(|left| *left > 0 && look.width.is_some())?;
    Some(format!("and {left} more (see --output json)"))
}
