//! Describes a group of claims: its values, and whether sources differ.

use super::NearView;
use super::key::Members;
use super::model::{UnusedGroup, UnusedPosition};
use crate::claim::{End, Interval, Period, Polarity, Value};
use crate::conflict::measured_without_rule;
use crate::lexicon::Units;
use crate::pattern::fold;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

/// The most names, and the most words, that are shown besides those by which the claims were grouped.
const MOST_NEAR: usize = 4;

/// Makes the group of `members`, which are indices into `claims`.
pub(super) fn group(claims: &[NearView], members: &Members) -> UnusedGroup {
    let all: Vec<&NearView> = members.claims.iter().filter_map(|index| claims.get(*index)).collect();
    let (sided, aside): (Vec<&NearView>, Vec<&NearView>) = all.iter().copied().partition(|claim| takes_side(claim));
    let positions = positions(&sided);
    let (answer, unit) = all.first().map(|claim| kind(claim)).unwrap_or_default();
    let names = all.iter().map(|claim| claim.near.names.iter().map(|name| (name.key.clone(), name.name.clone())).collect());
    let words = all.iter().map(|claim| claim.near.words.iter().map(|word| (word.clone(), word.clone())).collect());
    let taken: BTreeSet<&str> = members.words.iter().chain(&members.names).map(String::as_str).collect();
    UnusedGroup {
        answer,
        unit,
        share: [members.words.clone(), members.names.clone()].concat(),
        near: [shared(names.collect(), &taken), shared(words.collect(), &taken)].concat(),
        differs: differ(&sided),
        sources: distinct(&all, |claim| claim.view.source.clone()),
        voices: distinct(&all, |claim| fold(&claim.view.voice)),
        claims: all.len(),
        positions,
        set_aside: aside.into_iter().map(|claim| claim.view.clone()).collect(),
    }
}

fn distinct(claims: &[&NearView], what: impl Fn(&NearView) -> String) -> usize {
    claims.iter().map(|claim| what(claim)).collect::<BTreeSet<_>>().len()
}

/// Returns the `answer` of a rule about such a claim, and the unit of comparison.
fn kind(claim: &NearView) -> (&'static str, String) {
    let unit = measured_without_rule(&claim.value).map(|measured| measured.measure).unwrap_or_default();
    let known = Units::carried().get(&unit);
    let answer = match claim.value {
        Value::Period(_) => "date",
        Value::Quantity(_) if unit.is_empty() => "count",
        Value::Quantity(_) if unit == "%" => "percentage",
        Value::Quantity(_) if known.is_some_and(|unit| unit.is_currency) => "amount",
        Value::Quantity(_) if known.is_some_and(|unit| unit.is_time()) => "duration",
        Value::Quantity(_) => "measure",
        _ => "yes-no",
    };
    (answer, unit)
}

/// Returns true if a claim says something about what is true.
fn takes_side(claim: &NearView) -> bool {
    claim.view.modality.answers()
        && claim.view.polarity == Polarity::Affirmed
        && (matches!(claim.value, Value::YesNo(_)) || measured_without_rule(&claim.value).is_some())
}

/// Returns those that are near at least two of the claims, the most frequent first; if there is only one claim, all that are near
/// it.
fn shared(near: Vec<Vec<(String, String)>>, taken: &BTreeSet<&str>) -> Vec<String> {
    let least = near.len().min(2);
    let mut counts: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (key, shown) in near.into_iter().flatten() {
        counts.entry(key).or_insert((0, shown)).0 += 1;
    }
    let mut found: Vec<(usize, String)> = counts.into_values().filter(|(count, _)| *count >= least).collect();
    found.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    let found = found.into_iter().map(|(_, shown)| shown).filter(|shown| !taken.contains(shown.as_str()));
    found.take(MOST_NEAR).collect()
}

/// Sorts the claims by values that exclude each other. For quantities and dates, there are as many positions as can exclude each
/// other: a point is set at the lowest upper end without a point, and each interval joins the first point that it contains.
fn positions(claims: &[&NearView]) -> Vec<UnusedPosition> {
    let mut groups: Vec<Vec<&NearView>> = Vec::new();
    let mut sorted: Vec<(Option<Interval>, &NearView)> = claims.iter().map(|claim| (possible(claim), *claim)).collect();
    sorted.sort_by(|(one, a), (other, b)| upper(one).cmp(&upper(other)).then_with(|| a.view.value.cmp(&b.view.value)));
    let mut point: Option<Interval> = None;
    for (interval, claim) in sorted {
        let Some(interval) = interval else {
            // Yes and no are sorted by their words, so one claim represents its whole position.
            match groups.last_mut().filter(|group| group.first().is_some_and(|first| first.value == claim.value)) {
                Some(group) => group.push(claim),
                None => groups.push(vec![claim]),
            }
            continue;
        };
        match groups.last_mut().filter(|_| point.is_some_and(|point| !point.is_below(&interval))) {
            Some(group) => group.push(claim),
            None => {
                groups.push(vec![claim]);
                point = Some(interval);
            }
        }
    }
    let mut positions: Vec<UnusedPosition> = groups.into_iter().map(position).collect();
    positions.sort_by_key(|position| Reverse(position.sources));
    positions
}

fn position(mut claims: Vec<&NearView>) -> UnusedPosition {
    claims.sort_by_cached_key(|claim| {
        let width = possible(claim).map(|interval| (interval.width().is_none(), interval.width()));
        (claim.view.modality, width, claim.view.file.clone(), claim.view.location.line, claim.view.location.column)
    });
    UnusedPosition {
        value: claims.first().map(|claim| claim.view.value.clone()).unwrap_or_default(),
        sources: distinct(&claims, |claim| claim.view.source.clone()),
        claims: claims.iter().map(|claim| claim.view.clone()).collect(),
    }
}

fn possible(claim: &NearView) -> Option<Interval> {
    measured_without_rule(&claim.value).map(|measured| measured.possible)
}

/// Returns a sortable end: an open end comes before a closed one at the same number, and a missing end comes last.
fn upper(interval: &Option<Interval>) -> (bool, rust_decimal::Decimal, bool) {
    match interval.map(|interval| interval.high) {
        Some(End::Open(value)) => (false, value, false),
        Some(End::Closed(value)) => (false, value, true),
        Some(End::None) | None => (true, rust_decimal::Decimal::ZERO, true),
    }
}

/// Returns true if claims of different sources exclude each other, and are not about different times.
fn differ(claims: &[&NearView]) -> bool {
    let mut timeless = Ends::default();
    let mut timed: BTreeMap<String, (Period, Ends)> = BTreeMap::new();
    let is_date = |claim: &NearView| matches!(claim.value, Value::Period(_));
    for claim in claims {
        let ends = match claim.view.period.filter(|_| !is_date(claim)) {
            Some(period) => &mut timed.entry(period.to_string()).or_insert_with(|| (period, Ends::default())).1,
            None => &mut timeless,
        };
        match (&claim.value, possible(claim)) {
            (Value::YesNo(true), _) => ends.low(&claim.view.source, End::Closed(1.into())),
            (Value::YesNo(false), _) => ends.high(&claim.view.source, End::Closed(0.into())),
            (_, Some(interval)) => {
                ends.low(&claim.view.source, interval.low);
                ends.high(&claim.view.source, interval.high);
            }
            _ => {}
        }
    }
    timeless.exclude() || timed.into_values().any(|(_, ends)| ends.merged(&timeless).exclude())
}

/// The two highest lower ends and the two lowest upper ends, each from two sources. If any two sources exclude each
/// other, two of these do.
#[derive(Clone, Debug, Default)]
struct Ends<'a> {
    low: Vec<(&'a str, End)>,
    high: Vec<(&'a str, End)>,
}

impl<'a> Ends<'a> {
    fn low(&mut self, source: &'a str, end: End) {
        keep(&mut self.low, source, end, |one, other| lower(other).cmp(&lower(one)));
    }

    fn high(&mut self, source: &'a str, end: End) {
        let key = |end: &End| upper(&Some(Interval { low: End::None, high: *end }));
        keep(&mut self.high, source, end, |one, other| key(one).cmp(&key(other)));
    }

    fn merged(mut self, other: &Ends<'a>) -> Ends<'a> {
        other.low.iter().for_each(|(source, end)| self.low(source, *end));
        other.high.iter().for_each(|(source, end)| self.high(source, *end));
        self
    }

    fn exclude(&self) -> bool {
        let below = |high: End, low: End| Interval { low: End::None, high }.is_below(&Interval { low, high: End::None });
        self.high.iter().any(|(one, high)| self.low.iter().any(|(other, low)| one != other && below(*high, *low)))
    }
}

/// Returns a sortable lower end.
fn lower(end: &End) -> (bool, rust_decimal::Decimal, bool) {
    match end {
        End::None => (false, rust_decimal::Decimal::ZERO, false),
        End::Closed(value) => (true, *value, false),
        End::Open(value) => (true, *value, true),
    }
}

/// Keeps the first two by `order` that are from different sources.
fn keep<'a>(kept: &mut Vec<(&'a str, End)>, source: &'a str, end: End, order: impl Fn(&End, &End) -> Ordering) {
    match kept.iter_mut().find(|(other, _)| *other == source) {
        Some((_, own)) if order(&end, own).is_lt() => *own = end,
        Some(_) => {}
        None => kept.push((source, end)),
    }
    kept.sort_by(|(_, one), (_, other)| order(one, other));
    kept.truncate(2);
}
