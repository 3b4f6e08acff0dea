//! Makes an entry of the file from a conflict and what a person said about it.

use crate::display_text::THOUSANDS_SEPARATOR;
use anyhow::bail;
use contradict::report::ConflictView;
use contradict::resolution::{Decision, Entry, named};
use contradict::rule::{Rule, RuleSet};
use jiff::civil::Date;

/// What a person said.
pub struct Said<'a> {
    /// What was decided.
    pub outcome: Decision,
    /// Which value holds.
    pub holds: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// Who decided.
    pub by: &'a str,
    /// The last day on which it counts.
    pub expires: Option<Date>,
}

/// Returns the entry, with the values that are on the table and the voices that give them.
///
/// # Errors
/// If a value is not on the table, if words are blank, or if the last day is before the first.
pub fn of(rules: &RuleSet, conflict: &ConflictView, said: &Said<'_>, today: Date) -> anyhow::Result<Entry> {
    if said.reason.trim().is_empty() || said.by.trim().is_empty() {
        bail!("say why and who decides: neither may be empty");
    }
    if said.expires.is_some_and(|last| last < today) {
        bail!("the decision would expire before it was made: name a later day");
    }
    let mut values: Vec<String> = Vec::new();
    let mut voices = Vec::new();
    for position in &conflict.positions {
        if !values.contains(&position.value) {
            values.push(position.value.clone());
            voices.push((position.value.clone(), position.voices.clone()));
        }
    }
    let holds = said.holds.map(|holds| on_the_table(rules, conflict, holds, &values)).transpose()?;
    Ok(Entry {
        conflict: conflict.id.clone(),
        values,
        outcome: said.outcome,
        holds,
        reason: said.reason.trim().to_owned(),
        by: said.by.trim().to_owned(),
        decided: today,
        expires: said.expires,
        voices,
    })
}

/// Returns the value that was meant, as it is on the table.
fn on_the_table(rules: &RuleSet, conflict: &ConflictView, holds: &str, values: &[String]) -> anyhow::Result<String> {
    // Values may be written as a table shows them.
    let plain = holds.trim().replace(THOUSANDS_SEPARATOR, "");
    let canonical = rule(rules, &conflict.rule).and_then(|rule| named(rule, &plain).ok()).map(|value| value.to_string());
    let found = values.iter().find(|value| value.as_str() == plain || Some(value.as_str()) == canonical.as_deref());
    match found {
        Some(value) => Ok(value.clone()),
        None => bail!("`{holds}` is none of the values on the table, which are {}", values.join(", ")),
    }
}

/// Returns the rule with this id.
fn rule<'r>(rules: &'r RuleSet, id: &str) -> Option<&'r Rule> {
    rules.rule_called(id).map(|rule| &rules.rules[rule])
}
