//! What is wrong with resolutions beside the rules and conflicts of a run: those that expired, that nothing needs any more, and
//! that speak of what is not there.

use super::{Ledger, Resolution, Standing, named};
use crate::diagnostic::{Diagnostic, Level, closest};
use crate::rule::RuleSet;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a run knows of its conflicts.
pub struct Review<'r> {
    /// The rules of the run.
    pub rules: &'r RuleSet,
    /// The ids of the questions that the rules ask, `rule/subject`.
    pub questions: BTreeSet<String>,
    /// Every conflict of the run, with its standing.
    pub conflicts: Vec<(String, Standing<'r>)>,
    /// Whether the run read everything that there is. If not, what it did not find may still be there.
    pub is_full: bool,
    /// The day of the run.
    pub today: Date,
}

/// The mistakes and changes that a person should look at. The resolutions themselves are left as they are.
///
/// Codes: `expired-resolution`, `disputed-resolution`, `bad-value`; and only of a full run, `stale-resolution` and
/// `unmatched-resolution`.
pub fn review(ledger: &Ledger, run: &Review<'_>) -> Vec<Diagnostic> {
    let in_conflict: BTreeSet<&str> = run.conflicts.iter().map(|(id, _)| id.as_str()).collect();
    let mut found = Vec::new();
    for resolution in &ledger.resolutions {
        let id = resolution.entry.conflict.as_str();
        let is_asked = run.questions.contains(id) || id.rsplit_once('/').is_some_and(|(whole, _)| run.questions.contains(whole));
        if !is_asked {
            found.extend(run.is_full.then(|| unmatched(resolution, &run.questions)));
        } else if run.is_full && !in_conflict.contains(id) {
            found.push(stale(resolution));
        }
        found.extend(bad_values(resolution, run.rules));
    }
    for (_, standing) in &run.conflicts {
        match standing {
            Standing::Expired { by, last } => found.push(expired(by, *last)),
            Standing::Disputed { by, other } => found.push(disputed(by, other)),
            _ => {}
        }
    }
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    found
}

fn warning(code: &'static str, resolution: &Resolution, message: String) -> Diagnostic {
    Diagnostic::warning(code, &resolution.file, resolution.conflict_span, message)
}

fn unmatched(resolution: &Resolution, questions: &BTreeSet<String>) -> Diagnostic {
    let id = &resolution.entry.conflict;
    let known = questions.iter().map(String::as_str);
    let help = match closest(id, known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "name the conflict as `contradict check` prints it, or take this decision away".to_owned(),
    };
    warning("unmatched-resolution", resolution, format!("no rule asks the question `{id}`")).help(help)
}

fn stale(resolution: &Resolution) -> Diagnostic {
    let message = format!("`{}` is in conflict no longer: the sources do not give these values any more", resolution.entry.conflict);
    let help = "keep it as a record, or drop it: `contradict resolve --prune` shows what it would take away";
    warning("stale-resolution", resolution, message).help(help)
}

fn expired(resolution: &Resolution, last: Date) -> Diagnostic {
    let message = format!("this decision counted until {last}, and the conflict is open again");
    let help = "decide again: `contradict resolve`, or write a later day after `expires`";
    warning("expired-resolution", resolution, message).help(help)
}

fn disputed(one: &Resolution, other: &Resolution) -> Diagnostic {
    let at = other.file.locate(other.span);
    let message = format!("two decisions of one day about `{}` differ, so that neither counts", one.entry.conflict);
    let help = format!("keep one of them; the other is at {}:{}:{}", other.file.name, at.line, at.column);
    warning("disputed-resolution", one, message).help(help)
}

/// Values that cannot be read cover nothing, which has to be said.
fn bad_values(resolution: &Resolution, rules: &RuleSet) -> Vec<Diagnostic> {
    let rule = resolution.entry.conflict.split('/').next().unwrap_or_default();
    let Ok(index) = rules.rules.binary_search_by(|known| known.id.as_str().cmp(rule)) else { return Vec::new() };
    let wrong = resolution.entry.values.iter().filter_map(|value| Some((value, named(&rules.rules[index], value).err()?)));
    wrong
        .map(|(value, error)| Diagnostic {
            level: Level::Error,
            ..warning("bad-value", resolution, format!("`{value}` is no answer to this question")).help(error.expected)
        })
        .collect()
}
