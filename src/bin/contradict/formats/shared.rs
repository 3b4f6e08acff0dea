//! What several formats say alike.

use crate::table;
use crate::words::{count, listed, one_line};
use contradict::report::{AnswerView, ConflictView, PositionView, Report};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The best answer of each position, with the position.
pub fn sides(conflict: &ConflictView) -> impl Iterator<Item = (&PositionView, &AnswerView)> {
    conflict.positions.iter().filter_map(|position| Some((position, position.answers.first()?)))
}

/// The words of an answer, on one line.
pub fn quote(answer: &AnswerView) -> String {
    one_line(answer.words.as_ref().unwrap_or(&answer.quote))
}

/// A file as platforms name it: relative to where the run began, without `./`.
pub fn path(file: &str) -> &str {
    let mut path = file;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    path
}

/// File and line.
pub fn place(answer: &AnswerView) -> String {
    format!("{}:{}", one_line(path(&answer.file)), answer.location.line)
}

/// The voices of a position, on one line.
pub fn voices(position: &PositionView) -> String {
    one_line(&listed(&position.voices))
}

/// Who says what: `78 (Gazette and Post) against 101–500 (BuzzFeed)`. `value` writes the value of each position.
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
        None => conflict.verdict.to_owned(),
    }
}

/// What was decided of a conflict, and why that no longer covers it, in one line; none where nobody decided.
pub fn decided(conflict: &ConflictView) -> Option<String> {
    let lines = table::decided(conflict);
    let lines = lines.iter().map(|(label, text)| format!("{label}: {}", one_line(text))).collect::<Vec<_>>();
    (!lines.is_empty()).then(|| lines.join(". "))
}

/// How many conflicts fail the run, and how many do not, and why.
pub fn gate(report: &Report) -> Option<String> {
    let gate = report.gate?;
    let mut text = format!("{} the run (--fail-on {})", count(gate.failing, "conflict fails", "conflicts fail"), gate.fail_on);
    let spared = [(gate.below, "below that level"), (gate.pilot, "of pilot rules"), (gate.resolved, "resolved")];
    let spared: Vec<String> =
        spared.iter().filter(|(number, _)| *number > 0).map(|(number, why)| format!("{number} {why}")).collect();
    if !spared.is_empty() {
        let _ = write!(text, "; {} not", if gate.failing > 0 { "others do" } else { "these do" });
        let _ = write!(text, ": {}", listed(&spared));
    }
    Some(text)
}

/// What tells this conflict apart from all others, and from itself with other values on the table: 32 hexadecimal digits. It
/// depends on neither paths, lines, wording, level nor order.
pub fn fingerprint(conflict: &ConflictView) -> String {
    let values: BTreeSet<&str> = conflict.positions.iter().map(|position| position.value.as_str()).collect();
    let mut hasher = blake3::Hasher::new();
    // The length before each text: no two lists are the same bytes.
    for text in std::iter::once(conflict.id.as_str()).chain(values) {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    let hash = hasher.finalize().to_hex();
    hash.get(..32).unwrap_or_default().to_owned()
}

/// The text of `reason` and the like, where there is one.
pub fn said(text: Option<&String>) -> Option<String> {
    text.map(|text| one_line(text)).filter(|text| !text.is_empty())
}

/// A relative reference (RFC 3986) to a file: every byte but letters, digits, `-._~` and `/` as `%` and two digits.
pub fn uri(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    for byte in path(file).bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
