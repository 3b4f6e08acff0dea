//! Compares resolutions with the rules and conflicts of a run: finds those that expired, are no longer needed, or refer to
//! something that does not exist.

use super::{ConflictStatus, Ledger, Resolution, named};
use crate::diagnostic::{Code, Diagnostic, Level, closest};
use crate::rule::RuleSet;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The conflicts of a run, and what is known about them.
pub struct Review<'r> {
    /// The rules of the run.
    pub rules: &'r RuleSet,
    /// The ids of the questions that the rules ask, `rule/subject`.
    pub questions: BTreeSet<String>,
    /// Every conflict of the run, with its status.
    pub conflicts: Vec<(&'r str, &'r ConflictStatus<'r>)>,
    /// The day of the run.
    pub today: Date,
    /// Whether the run read everything. If not, what it did not find may still exist.
    pub is_full: bool,
}

/// Returns the mistakes and changes that a person should look at. The resolutions themselves are not changed.
///
/// Codes: `expired-resolution`, `disputed-resolution`, `future-resolution`, `bad-value`; and only after a full run,
/// `stale-resolution` and `unmatched-resolution`.
pub fn review(ledger: &Ledger, run: &Review<'_>) -> Vec<Diagnostic> {
    let mut proposals = PROPOSALS;
    let told = |(resolution, why): (&Resolution, Dead)| match why {
        Dead::Unmatched => {
            let meant = (proposals > 0).then(|| closest(&resolution.entry.conflict, run.questions.iter().map(String::as_str)));
            proposals = proposals.saturating_sub(1);
            unmatched(resolution, meant.flatten())
        }
        Dead::Stale => stale(resolution),
    };
    let mut found: Vec<Diagnostic> = dead(ledger, run).into_iter().map(told).collect();
    found.extend(ledger.resolutions.iter().filter(|resolution| is_to_come(resolution, run.today)).map(to_come));
    found.extend(ledger.resolutions.iter().flat_map(|resolution| bad_values(resolution, run.rules)));
    for (_, conflict_status) in &run.conflicts {
        match conflict_status {
            ConflictStatus::Expired { by, last } => found.push(expired(by, *last)),
            ConflictStatus::Disputed { by, other } => found.push(disputed(by, other)),
            _ => {}
        }
    }
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    found
}

/// For this many decisions that no rule asks about, a similar id is suggested; finding one means searching all questions.
const PROPOSALS: usize = 20;

/// Why a decision is no longer needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dead {
    /// No rule asks its question.
    Unmatched,
    /// The sources no longer conflict.
    Stale,
}

/// Returns the decisions that are no longer needed. None if the run did not read everything: what it did not find may still
/// exist.
pub fn dead<'l>(ledger: &'l Ledger, run: &Review<'_>) -> Vec<(&'l Resolution, Dead)> {
    if !run.is_full {
        return Vec::new();
    }
    let in_conflict: BTreeSet<&str> = run.conflicts.iter().map(|(id, _)| *id).collect();
    let why = |id: &str| {
        // The id of a question about one time ends in that time; a question of a rule and a subject is asked about every time.
        let mut parts = id.splitn(3, '/');
        let question = [parts.next().unwrap_or_default(), parts.next().unwrap_or_default()].join("/");
        match (run.questions.contains(&question), in_conflict.contains(id)) {
            (false, _) => Some(Dead::Unmatched),
            (true, false) => Some(Dead::Stale),
            (true, true) => None,
        }
    };
    ledger.resolutions.iter().filter_map(|resolution| Some((resolution, why(&resolution.entry.conflict)?))).collect()
}

fn warning(code: Code, resolution: &Resolution, message: String) -> Diagnostic {
    Diagnostic::warning(code, &resolution.file, resolution.conflict_span, message)
}

fn unmatched(resolution: &Resolution, meant: Option<&str>) -> Diagnostic {
    let id = &resolution.entry.conflict;
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "name the conflict as `contradict check` prints it, or take this decision away".to_owned(),
    };
    warning(Code::UnmatchedResolution, resolution, format!("no rule asks the question `{id}`")).help(help)
}

fn stale(resolution: &Resolution) -> Diagnostic {
    let message =
        format!("`{}` is in conflict no longer: the sources do not give these values any more", resolution.entry.conflict);
    let help = "keep it as a record, or drop it: `contradict resolve --prune` shows what it would take away";
    warning(Code::StaleResolution, resolution, message).help(help)
}

fn expired(resolution: &Resolution, last: Date) -> Diagnostic {
    let message = format!("this decision counted until {last}, and the conflict is open again");
    let help = "decide again: `contradict resolve`, or write a later day after `expires`";
    warning(Code::ExpiredResolution, resolution, message).help(help)
}

/// Returns true if a decision is dated in the future. Tomorrow is already today somewhere on earth.
fn is_to_come(resolution: &Resolution, today: Date) -> bool {
    today.tomorrow().is_ok_and(|tomorrow| resolution.entry.decided > tomorrow)
}

fn to_come(resolution: &Resolution) -> Diagnostic {
    let message = format!("this was decided on {}, which is still to come", resolution.entry.decided);
    let help = "mend the day after `decided`: until then, this decision would count before every other one";
    warning(Code::FutureResolution, resolution, message).help(help)
}

fn disputed(one: &Resolution, other: &Resolution) -> Diagnostic {
    let at = other.file.locate(other.span);
    let message = format!("two decisions of one day about `{}` differ, so that neither counts", one.entry.conflict);
    let help = format!("keep one of them; the other is at {}:{}:{}", other.file.name, at.line, at.column);
    warning(Code::DisputedResolution, one, message).help(help)
}

/// Values that cannot be read cover nothing, so they must be reported.
fn bad_values(resolution: &Resolution, rules: &RuleSet) -> Vec<Diagnostic> {
    let rule = resolution.entry.conflict.split('/').next().unwrap_or_default();
    let Some(known) = rules.rule_called(rule) else { return Vec::new() };
    let wrong = resolution.entry.values.iter().filter_map(|value| Some((value, named(&rules.rules[known], value).err()?)));
    wrong
        .map(|(value, error)| Diagnostic {
            level: Level::Error,
            ..warning(Code::BadValue, resolution, format!("`{value}` is no answer to this question")).help(error.expected)
        })
        .collect()
}
