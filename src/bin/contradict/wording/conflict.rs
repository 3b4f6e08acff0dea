//! Describes a conflict in words.

use super::shortened::{clip, rest, shown};
use crate::display_text::{self, group_thousands, line_of, listed, one_line};
use crate::output::Look;
use contradict::claim::Modality;
use contradict::report::{AnswerView, ConflictView, PositionView, ReopenedView, Status};
use std::collections::{HashMap, HashSet};

/// The most other answers of a voice that are listed beside it.
const MARKED: usize = 3;

/// Returns the best answer of each position, with the position.
pub fn sides(conflict: &ConflictView) -> impl Iterator<Item = (&PositionView, &AnswerView)> {
    conflict.positions.iter().filter_map(|position| Some((position, position.answers.first()?)))
}

/// Returns the quote of an answer, on one line.
pub fn quote(answer: &AnswerView) -> String {
    one_line(answer.words.as_ref().unwrap_or(&answer.quote))
}

/// Returns a file as platforms name it: relative to where the run began, without `./`.
pub fn path(file: &str) -> &str {
    let mut path = file;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    path
}

/// Returns file and line.
pub fn place(answer: &AnswerView) -> String {
    line_of(&one_line(path(&answer.file)), answer.location.line)
}

/// Returns the voices of a position, on one line.
pub fn voices(position: &PositionView) -> String {
    one_line(&listed(&position.voices))
}

/// Says who says what: `78 (Gazette and Post) against 101–500 (BuzzFeed)`. `value` formats the value of each position.
pub fn against(conflict: &ConflictView, value: impl Fn(&PositionView) -> String) -> String {
    let sides = conflict.positions.iter().map(|position| match voices(position).as_str() {
        "" => value(position),
        voices => format!("{} ({voices})", value(position)),
    });
    sides.collect::<Vec<_>>().join(" against ")
}

/// `contradiction`, or `contradiction (reversal)`.
pub fn kind(conflict: &ConflictView) -> String {
    match conflict.label {
        Some(label) => format!("{} ({label})", conflict.verdict),
        None => conflict.verdict.to_string(),
    }
}

/// Returns `open`, `reopened` or `resolved`.
pub fn status_word(conflict: &ConflictView) -> &'static str {
    match (conflict.status, &conflict.reopened) {
        (Status::Resolved, _) => "resolved",
        (Status::Open, Some(_)) => "reopened",
        (Status::Open, None) => "open",
    }
}

/// Returns the kind of conflict, its id, and what is special about it.
pub fn title(conflict: &ConflictView, look: Look) -> String {
    let mut title = format!("{} · {}", kind(conflict), clip(&one_line(&conflict.id), look));
    if conflict.pilot {
        title.push_str(" · pilot rule, never fails the run");
    }
    match status_word(conflict) {
        "open" => {}
        status_word => title.push_str(&format!(" · {status_word}")),
    }
    title
}

/// Returns why it is a conflict, what would change that, why it matters, and what was decided, each with its label.
pub fn reasons(conflict: &ConflictView) -> Vec<(&'static str, String)> {
    let mut lines = vec![("Why", group_thousands(&conflict.why))];
    lines.extend(conflict.would_change.iter().map(|change| ("Would change", group_thousands(change))));
    lines.extend(conflict.reason.iter().map(|reason| ("Matters", reason.clone())));
    lines.extend(decided(conflict));
    lines
}

/// Returns what each voice says.
pub fn says(conflict: &ConflictView) -> HashMap<&str, Vec<&str>> {
    let mut says: HashMap<&str, Vec<&str>> = HashMap::new();
    for position in &conflict.positions {
        for voice in &position.voices {
            says.entry(voice).or_default().push(&position.value);
        }
    }
    says
}

/// Lists each voice, with what qualifies its answer, and with what else it says.
pub fn who(position: &PositionView, says: &HashMap<&str, Vec<&str>>, look: Look) -> Vec<String> {
    let mut best: HashMap<&str, &AnswerView> = HashMap::new();
    for answer in &position.answers {
        best.entry(&answer.voice).or_insert(answer);
    }
    let mut lines = Vec::new();
    for voice in shown(&position.voices, look) {
        let mut notes = best.get(voice.as_str()).map(|answer| hedges(answer)).unwrap_or_default();
        let others = says.get(voice.as_str()).into_iter().flatten().filter(|value| **value != position.value);
        // The rows of the other positions show the rest.
        let others = others.take(MARKED).map(|value| clip(&display_text::value(value), look)).collect::<Vec<_>>();
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

/// Lists the voices that only repeat another source in this position, each with that source.
fn repeating(position: &PositionView) -> Vec<(&str, &str)> {
    let mut seen: HashSet<&str> = position.voices.iter().map(String::as_str).collect();
    let answers = position.answers.iter();
    answers
        .filter_map(|answer| Some((answer.voice.as_str(), answer.repeats.as_deref()?)))
        .filter(|(voice, _)| seen.insert(voice))
        .collect()
}

/// Returns what qualifies an answer, in lower case.
pub fn hedges(answer: &AnswerView) -> Vec<String> {
    let modality = Some(answer.modality).filter(|modality| *modality != Modality::Asserted);
    let uncertain = answer.uncertain.map(|_| "uncertain".to_owned());
    modality.map(|modality| modality.word().to_owned()).into_iter().chain(uncertain).chain(inferred(&answer.inferred)).collect()
}

/// Returns how a claim or an answer is said, then what was inferred: `denied, possible, subject inferred`.
pub fn how_said(said: impl IntoIterator<Item = String>, axes: &[&str]) -> String {
    said.into_iter().chain(inferred(axes)).collect::<Vec<_>>().join(", ")
}

fn inferred(axes: &[&str]) -> impl Iterator<Item = String> {
    axes.iter().map(|axis| format!("{axis} inferred"))
}

/// Returns what people decided, and why that no longer covers the conflict.
fn decided(conflict: &ConflictView) -> Vec<(&'static str, String)> {
    let Some(resolution) = &conflict.resolution else { return Vec::new() };
    let holds = resolution.holds.as_ref().map(|value| format!(", {} holds", group_thousands(value))).unwrap_or_default();
    let place = line_of(&resolution.file, resolution.location.line);
    let (by, decided) = (&resolution.by, &resolution.decided);
    let mut lines = vec![("Decided", format!("{}{holds} ({by}, {decided}, {place}): {}", resolution.outcome, resolution.reason))];
    if let Some(reopened) = &conflict.reopened {
        lines.push(("Reopened", why_reopened(reopened)));
    }
    let moved = resolution.moved.iter();
    lines.extend(moved.map(|moved| {
        (
            "Moved",
            format!("{} said {} then, and says {} now", moved.voice, group_thousands(&moved.from), group_thousands(&moved.to)),
        )
    }));
    lines
}

/// Returns why a decision no longer covers a conflict, in one line.
fn why_reopened(reopened: &ReopenedView) -> String {
    match (reopened.because, &reopened.since) {
        ("new-position", _) if reopened.values.len() > 1 => {
            format!("new positions {}", group_thousands(&listed(&reopened.values)))
        }
        ("new-position", _) => format!("new position {}", group_thousands(&listed(&reopened.values))),
        ("expired", Some(last)) => format!("the decision counted until {last}"),
        _ => "two decisions of one day differ, so that neither counts".to_owned(),
    }
}

/// Returns what was decided about a conflict, and why that no longer covers it, in one line; none if nobody decided.
pub fn decided_line(conflict: &ConflictView) -> Option<String> {
    let lines = decided(conflict);
    let lines = lines.iter().map(|(label, text)| format!("{label}: {}", one_line(text))).collect::<Vec<_>>();
    (!lines.is_empty()).then(|| lines.join(". "))
}
