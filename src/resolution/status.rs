//! Determines if a conflict is resolved and, if not, why its resolutions no longer cover it.

use super::named::Named;
use super::{Ledger, Resolution, covers, named};
use crate::answer::Answer;
use crate::conflict::{Group, repeats};
use crate::rule::{Rule, RuleSet};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// The status of a conflict.
#[derive(Clone, Debug)]
pub enum ConflictStatus<'l> {
    /// Nobody has decided anything about it.
    Open,
    /// A resolution covers it.
    Resolved {
        /// The resolution.
        by: &'l Resolution,
        /// Voices that gave a different value when it was decided.
        moved: Vec<Moved>,
    },
    /// A resolution covered it, and somebody now gives an answer that was not on the table.
    NewPosition {
        /// The resolution that covers the most of it.
        by: &'l Resolution,
        /// The values that it does not cover, in the order of the positions.
        values: Vec<String>,
        /// Voices that gave a different value when it was decided.
        moved: Vec<Moved>,
    },
    /// The resolution that would cover it no longer counts.
    Expired {
        /// The resolution.
        by: &'l Resolution,
        /// The last day on which it counted.
        last: Date,
    },
    /// Resolutions that cover it do not agree.
    Disputed {
        /// The first resolution.
        by: &'l Resolution,
        /// A resolution that says something else.
        other: &'l Resolution,
    },
}

/// A voice that now gives a different value than when the conflict was resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The voice.
    pub voice: String,
    /// The value then.
    pub from: String,
    /// The value now.
    pub to: String,
}

/// Returns the status of the conflict `id` on the day `today`. `group` contains its positions.
pub fn conflict_status<'l>(rules: &RuleSet, group: &Group<'_>, id: &str, ledger: &'l Ledger, today: Date) -> ConflictStatus<'l> {
    let rule = &rules.rules[group.rule];
    let mut covering: Vec<&Resolution> = Vec::new();
    let mut lapsed: Option<(&Resolution, Date)> = None;
    let mut nearest: Option<(usize, &Resolution, Vec<String>)> = None;
    for resolution in ledger.of(id) {
        let uncovered = uncovered(rule, group, resolution);
        match (resolution.expired_on(today), uncovered.is_empty()) {
            (Some(last), true) if lapsed.is_none_or(|(_, before)| before < last) => lapsed = Some((resolution, last)),
            (Some(_), _) => {}
            (None, true) => covering.push(resolution),
            (None, false) => {
                if nearest.as_ref().is_none_or(|(count, _, _)| uncovered.len() < *count) {
                    nearest = Some((uncovered.len(), resolution, uncovered));
                }
            }
        }
    }
    // The last day counts; all resolutions of that day must agree.
    let last = covering.iter().map(|resolution| resolution.entry.decided).max();
    covering.retain(|resolution| Some(resolution.entry.decided) == last);
    let first = covering.first().copied();
    if let Some((by, other)) = first.and_then(|by| Some((by, *covering.iter().find(|other| is_disputed(by, other))?))) {
        return ConflictStatus::Disputed { by, other };
    }
    match (first, lapsed, nearest) {
        (Some(by), _, _) => ConflictStatus::Resolved { by, moved: moved(rule, group, by) },
        (None, Some((by, last)), _) => ConflictStatus::Expired { by, last },
        (None, None, Some((_, by, values))) => ConflictStatus::NewPosition { by, values, moved: moved(rule, group, by) },
        (None, None, None) => ConflictStatus::Open,
    }
}

/// Returns true if two resolutions decide a conflict differently.
fn is_disputed(one: &Resolution, other: &Resolution) -> bool {
    (one.entry.outcome, &one.entry.holds) != (other.entry.outcome, &other.entry.holds)
}

/// Returns the values of the positions that the resolution does not cover, each once.
fn uncovered(rule: &Rule, group: &Group<'_>, resolution: &Resolution) -> Vec<String> {
    let mut known = Named::of(rule, &resolution.entry.values);
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for answer in group.positions.iter().flatten() {
        // Many answers have the same value, which is checked once.
        let words = answer.value.to_string();
        if !seen.contains(&words) {
            if !known.cover(&answer.value, &words) {
                all.push(words.clone());
            }
            seen.insert(words);
        }
    }
    all
}

/// Returns the voices that the resolution lists under one value, and that now give another value and no longer that one.
fn moved(rule: &Rule, group: &Group<'_>, resolution: &Resolution) -> Vec<Moved> {
    let mut own: HashMap<&str, Vec<&Answer>> = HashMap::new();
    if !resolution.entry.voices.is_empty() {
        for position in &group.positions {
            for (answer, repeats) in position.iter().zip(repeats(position)) {
                if repeats.is_none() {
                    own.entry(&answer.speaker.name).or_default().push(answer);
                }
            }
        }
    }
    let mut all = Vec::new();
    for (written, voices) in &resolution.entry.voices {
        let Ok(then) = named(rule, written) else { continue };
        for voice in voices {
            let now = own.get(voice.as_str()).map(Vec::as_slice).unwrap_or_default();
            if now.iter().any(|answer| covers(rule, &then, &answer.value)) {
                continue;
            }
            if let Some(answer) = now.first() {
                all.push(Moved { voice: voice.clone(), from: written.clone(), to: answer.value.to_string() });
            }
        }
    }
    all
}
