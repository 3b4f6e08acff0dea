//! Questions whose answer varies: makes positions for each time, and compares those of overlapping times.

use super::measure::measured;
use super::position::{Camps, camps};
use super::{MOST_CHOICES, Outcome, rank};
use crate::answer::Answer;
use crate::claim::{End, Period, Value};
use crate::id::RuleId;
use crate::rule::{Rule, RuleSet};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// The answers to one question about one subject, by the time that they state.
pub(super) type ByPeriod<'a> = BTreeMap<Option<Period>, Vec<&'a Answer>>;

/// Returns times that share days, directly or through other times between them, as bundles; each with the time from its first day
/// to its last. Answers without a time are separate.
pub(super) fn bundles<'a>(mut by_period: ByPeriod<'a>) -> Vec<(Option<Period>, ByPeriod<'a>)> {
    let mut bundles: Vec<(Option<Period>, ByPeriod<'a>)> = Vec::new();
    bundles.extend(by_period.remove(&None).map(|answers| (None, BTreeMap::from([(None, answers)]))));
    let mut dated: Vec<(Period, Vec<&Answer>)> =
        by_period.into_iter().filter_map(|(period, answers)| period.map(|period| (period, answers))).collect();
    dated.sort_by_key(|(period, _)| (period.first_day(), period.last_day()));
    for (period, answers) in dated {
        match bundles.last_mut() {
            Some((Some(hull), bundle)) if period.first_day() <= hull.last_day() => {
                if hull.last_day() < period.last_day() {
                    hull.to = period.to;
                }
                bundle.insert(Some(period), answers);
            }
            _ => bundles.push((Some(period), BTreeMap::from([(Some(period), answers)]))),
        }
    }
    bundles
}

/// Returns the positions of each time in a bundle.
pub(super) fn camps_of<'a>(rule: &Rule, bundle: ByPeriod<'a>) -> Camps<'a> {
    let mut all = Camps::default();
    for answers in bundle.into_values() {
        let mut camps = camps(rule, answers);
        all.positions.append(&mut camps.positions);
        all.fits_several.append(&mut camps.fits_several);
    }
    all
}

/// Returns pairs of positions, as indices, whose times overlap: each new position, in order of time, with the positions that have
/// the lowest and the highest value and still last. If any two exclude each other, one of these pairs does.
pub(super) fn overlapping_pairs(rule: &Rule, positions: &[Vec<&Answer>]) -> Vec<(usize, usize)> {
    let mut order: Vec<(Date, Date, usize)> = Vec::new();
    for (index, position) in positions.iter().enumerate() {
        if let Some(period) = position.first().and_then(|best| best.period) {
            order.push((period.first_day(), period.last_day(), index));
        }
    }
    order.sort_unstable();
    let ends: Vec<Option<(Decimal, Decimal)>> = positions.iter().map(|position| ends(rule, position)).collect();
    let mut lasting: BTreeSet<(Date, usize)> = BTreeSet::new();
    let (mut by_low, mut by_high) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (first, last, index) in order {
        while let Some((end, ended)) = lasting.first().copied().filter(|(end, _)| *end < first) {
            lasting.remove(&(end, ended));
            if let Some((low, high)) = ends[ended] {
                by_low.remove(&(low, ended));
                by_high.remove(&(high, ended));
            }
        }
        match ends[index] {
            Some((low, high)) => {
                pairs.extend(by_low.last().map(|(_, other)| (*other, index)));
                pairs.extend(by_high.first().map(|(_, other)| (*other, index)));
                by_low.insert((low, index));
                by_high.insert((high, index));
            }
            None => pairs.extend(lasting.iter().rev().take(MOST_CHOICES).map(|(_, other)| (*other, index))),
        }
        lasting.insert((last, index));
    }
    pairs
}

/// Returns the lower and the upper end of what a position means; yes is 1, no is 0. None for sets of options.
fn ends(rule: &Rule, position: &[&Answer]) -> Option<(Decimal, Decimal)> {
    let best = position.first()?;
    match &best.value {
        Value::YesNo(says) => Some((Decimal::from(u8::from(*says)), Decimal::from(u8::from(*says)))),
        _ => measured(rule, best).map(|measured| {
            let end = |end: End, open: Decimal| end.value().unwrap_or(open);
            (end(measured.meant.low, Decimal::MIN), end(measured.meant.high, Decimal::MAX))
        }),
    }
}

/// Compares answers without a time with those that state one. A position that fits none of the others may be about any of their
/// times, and is compared with the latest. Returns the result, the two answers that were compared, and that other position.
pub(super) fn against_dated<'a>(
    rules: &RuleSet,
    rule: RuleId,
    undated: &[Vec<&'a Answer>],
    dated: &[Vec<&'a Answer>],
) -> Option<(Outcome, (&'a Answer, &'a Answer), Vec<&'a Answer>)> {
    let asked = &rules.rules[rule];
    let best = dated.iter().filter_map(|position| Some((position, *position.first()?)));
    let latest = best.max_by(|(_, one), (_, other)| {
        let last = |answer: &Answer| answer.period.map(|period| period.last_day());
        last(one).cmp(&last(other)).then_with(|| rank(other).cmp(&rank(one)))
    });
    let (latest, newest) = latest?;
    // Sorted by lower end, with the highest upper end so far, so that one look-up shows if any of them contains a value.
    let mut lows: Vec<(Decimal, Decimal)> = dated.iter().filter_map(|position| ends(asked, position)).collect();
    lows.sort_unstable();
    let mut highest = Decimal::MIN;
    for (_, high) in &mut lows {
        highest = highest.max(*high);
        *high = highest;
    }
    let mut worst: Option<(Outcome, (&Answer, &Answer))> = None;
    for position in undated {
        let Some(best) = position.first() else { continue };
        let fits = match ends(asked, position) {
            Some((low, high)) => {
                let below = lows.partition_point(|(other, _)| *other <= high);
                below.checked_sub(1).is_some_and(|last| lows[last].1 >= low)
            }
            None => {
                let mut others = dated.iter().take(MOST_CHOICES).filter_map(|position| position.first());
                others.any(|other| super::compare(rules, asked, best, other).verdict < super::Verdict::Tension)
            }
        };
        if fits {
            continue;
        }
        let comparison = super::compare(rules, asked, best, newest);
        if comparison.verdict >= super::Verdict::Tension
            && worst.as_ref().is_none_or(|(worst, _)| worst.verdict < comparison.verdict)
        {
            worst = Some((Outcome::of(comparison, None), (best, newest)));
        }
    }
    worst.map(|(worst, compared)| (worst, compared, latest.clone()))
}
