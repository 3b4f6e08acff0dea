//! Describes what was read and the result, without hiding anything: the overall result, and the counts.

use super::shortened::{clip, rest, shown};
use crate::display_text::{count, listed, one_line};
use crate::output::Look;
use contradict::conflict::Verdict;
use contradict::diagnostic::Level;
use contradict::report::{DecisionsView, Report, Status};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Returns the counts, each with its label.
pub fn counts(report: &Report, look: Look) -> Vec<(&'static str, String)> {
    counts_with(report, look, str::to_owned)
}

/// Does the same, and applies `escape` to foreign text and to nothing else.
pub fn counts_with(report: &Report, look: Look, escape: fn(&str) -> String) -> Vec<(&'static str, String)> {
    let foreign = |text: String| escape(&text);
    let lines = [
        Some(("Read", read(report))),
        left_out(report).map(|text| ("Left out", text)),
        Some(("Found", found(report))),
        Some(("Agreement", agreement(report))),
        unanswered(report, look, foreign).map(|text| ("No answer", text)),
        Some(("Unused", unused(report))),
        resolved(report, look, foreign).map(|text| ("Resolved", text)),
        spared(report).map(|text| ("Not failing", text)),
        report.decisions.as_ref().map(|decisions| ("Decisions", decided(decisions, foreign))),
        warnings(report).map(|text| ("Warnings", text)),
    ];
    lines.into_iter().flatten().collect()
}

/// Returns one sentence: what is in conflict, or that nothing is, or that there was nothing to compare.
pub fn verdict(report: &Report) -> String {
    let summary = &report.summary;
    let coverage = &summary.coverage;
    if coverage.documents == 0 {
        return "Nothing was judged: no document was read.".into();
    }
    let documents = count(coverage.documents, "document", "documents");
    if summary.questions == 0 {
        return format!("Nothing was judged: {documents} read, but no rule asks a question.");
    }
    if summary.answers == 0 {
        return format!("Nothing was judged: {documents} read, but none of them answers a question of the rules.");
    }
    if summary.answers <= report.no_subject.len() {
        return format!("Nothing was judged: {documents} read, but of no answer is it clear whom it is about.");
    }
    let (contradictions, tensions) = (summary.conflicts.contradiction, summary.conflicts.tension);
    let mut parts = Vec::new();
    if contradictions > 0 {
        parts.push(count(contradictions, "contradiction", "contradictions"));
    }
    if tensions > 0 {
        parts.push(count(tensions, "tension", "tensions"));
    }
    let judged = format!("{} to {} in {documents}", answers(report), asked(report));
    if parts.is_empty() {
        let open = if resolved_ids(report).is_empty() { "" } else { " that is unresolved" };
        return format!("No conflict{open} among {judged}.");
    }
    format!("{} among {judged}.", listed(&parts))
}

fn answers(report: &Report) -> String {
    count(report.summary.answers, "answer", "answers")
}

fn asked(report: &Report) -> String {
    count(report.questions.len(), "question", "questions")
}

fn read(report: &Report) -> String {
    let coverage = &report.summary.coverage;
    let mut text = format!(
        "{}, {}",
        count(coverage.documents, "document", "documents"),
        count(coverage.sentences, "sentence", "sentences"),
    );
    if coverage.unread > 0 {
        text.push_str(&format!("; {} could not be read", count(coverage.unread, "file", "files")));
    }
    text
}

fn left_out(report: &Report) -> Option<String> {
    let coverage = &report.summary.coverage;
    let parts = [
        (
            coverage.skipped_parts,
            count(coverage.skipped_parts, "part that its metadata skips", "parts that their metadata skips"),
        ),
        (coverage.hidden_addresses, count(coverage.hidden_addresses, "web or mail address", "web and mail addresses")),
        (coverage.ignored, count(coverage.ignored, "file of another kind", "files of other kinds")),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0).map(|(_, text)| text).collect::<Vec<_>>();
    (!parts.is_empty()).then(|| listed(&parts))
}

fn found(report: &Report) -> String {
    let claims = count(report.summary.coverage.claims, "claim", "claims");
    let set_aside = report.questions.iter().map(|question| question.set_aside.len()).sum::<usize>();
    let mut text = format!("{claims}, {}", answers(report));
    if set_aside > 0 {
        text.push_str(&format!(
            "; {} (questions, plans, norms and the like)",
            count(set_aside, "of them takes no position", "of them take no position")
        ));
    }
    let uncertain = report.summary.uncertain;
    if uncertain > 0 {
        text.push_str(&format!(
            "; {} (they make tensions at most)",
            count(uncertain, "of them is uncertain", "of them are uncertain")
        ));
    }
    let no_subject = report.no_subject.len();
    if no_subject > 0 {
        text.push_str(&format!(
            "; {}, as several are possible (`contradict answers` tells which)",
            count(no_subject, "of them has no subject", "of them have no subject")
        ));
    }
    text
}

/// Says on how many questions at least two voices took a position and no positions conflict. A single voice does not agree with
/// anybody, and without a position there is nothing to agree on.
fn agreement(report: &Report) -> String {
    let (mut agreed, mut one_voice, mut no_position) = (0, 0, 0);
    for question in report.questions.iter().filter(|question| question.verdict < Verdict::Tension) {
        let voices: BTreeSet<&str> =
            question.positions.iter().flat_map(|position| &position.voices).map(String::as_str).collect();
        match (question.positions.is_empty(), voices.len()) {
            (true, _) => no_position += 1,
            (false, ..2) => one_voice += 1,
            _ => agreed += 1,
        }
    }
    let all = count(report.questions.len(), "answered question", "answered questions");
    let rest = [(one_voice, "answered by one voice only"), (no_position, "only by plans, questions and the like")];
    let rest: Vec<String> =
        rest.iter().filter(|(number, _)| *number > 0).map(|(number, how)| format!("{number} {how}")).collect();
    let rest = if rest.is_empty() { String::new() } else { format!("; {}", rest.join(", ")) };
    format!("on {agreed} of {all}{rest}")
}

fn unanswered(report: &Report, look: Look, foreign: impl Fn(String) -> String) -> Option<String> {
    let ids = &report.summary.never_answered;
    let of = count(report.summary.questions, "question", "questions");
    (!ids.is_empty()).then(|| format!("{} of {of}: {}", ids.len(), foreign(names(ids, look))))
}

fn unused(report: &Report) -> String {
    let unused = report.summary.coverage.unused_numbers;
    let text = count(unused, "number that no rule used", "numbers that no rule used");
    if unused > 0 { format!("{text} (`contradict claims` lists them)") } else { text }
}

fn resolved_ids(report: &Report) -> Vec<String> {
    report.conflicts.iter().filter(|conflict| conflict.status == Status::Resolved).map(|conflict| conflict.id.clone()).collect()
}

fn resolved(report: &Report, look: Look, foreign: impl Fn(String) -> String) -> Option<String> {
    let ids = resolved_ids(report);
    (!ids.is_empty()).then(|| format!("{}: {}", count(ids.len(), "conflict", "conflicts"), foreign(names(&ids, look))))
}

/// Says how many open conflicts do not fail the run.
fn spared(report: &Report) -> Option<String> {
    let gate = report.gate?;
    let below = format!("below --fail-on {}", gate.fail_on);
    let parts = [(gate.below, below.as_str()), (gate.pilot, "of pilot rules")];
    let parts: Vec<String> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, why)| format!("{number} {why}")).collect();
    (!parts.is_empty()).then(|| listed(&parts))
}

fn decided(decisions: &DecisionsView, foreign: impl Fn(String) -> String) -> String {
    let partial =
        if decisions.is_full { "" } else { "; whether one is needed no longer was not looked at, as not everything was read" };
    let (entries, file) = (count(decisions.entries, "decision", "decisions"), foreign(one_line(&decisions.file)));
    format!("{entries} in {file}, read as of {}{partial}", decisions.today)
}

fn warnings(report: &Report) -> Option<String> {
    let counts = [(Level::Error, "error", "errors"), (Level::Warning, "warning", "warnings"), (Level::Note, "note", "notes")];
    let parts = counts
        .into_iter()
        .map(|(level, one, many)| (report.diagnostics.iter().filter(|view| view.level == level).count(), one, many))
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect::<Vec<_>>();
    (!parts.is_empty()).then(|| format!("{}, printed on standard error", listed(&parts)))
}

fn names(ids: &[String], look: Look) -> String {
    let mut names = shown(ids, look).iter().map(|id| clip(&one_line(id), look)).collect::<Vec<_>>().join(", ");
    if let Some(rest) = rest(ids.len(), look) {
        names.push_str(&format!(" {rest}"));
    }
    names
}

/// Says how many conflicts fail the run, how many do not, and why.
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
