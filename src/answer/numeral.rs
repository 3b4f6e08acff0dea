//! Which numbers a rule asks for: their unit, what they count, and what they say behind a change.

use super::asking::Asking;
use crate::claim::{Bound, Figure, Quantity, Unit, Value};
use crate::lexicon::{Cue, Units};
use crate::pattern::is_word_letter;
use crate::rule::{Number, NumberOf, RuleUnit, Words};
use crate::span::{InFolded, Span};
use rust_decimal::Decimal;

/// The noun of "the number of searches … is 78" stands at most this many words after "number of".
pub(super) const NOUN_REACH: usize = 3;

/// A number in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Numeral {
    pub at: Span<InFolded>,
    /// What it counts, if a noun says so.
    pub noun: Option<Span<InFolded>>,
    pub quantity: Quantity,
}

/// What a quantity says of each of several: "12 trees each" is 12.
pub(super) fn of_each(asking: &Asking<'_>, at: Span<InFolded>, quantity: &Quantity) -> Option<Quantity> {
    let of = quantity.unit.0.strip_suffix("/piece")?;
    let mut cues = asking.cues().iter();
    let is_each =
        cues.any(|hit| hit.cue == Cue::Each && hit.span.start >= at.end && asking.gap(at.end, hit.span.start) <= NOUN_REACH);
    is_each.then(|| Quantity { unit: Unit(of.into()), ..quantity.clone() })
}

/// The quantity in the unit that the rule asks for, where the name of its own may stand for several: a weight in pounds is no money.
pub(super) fn told_by_rule(wanted: &Number, quantity: &Quantity) -> Quantity {
    let units = Units::carried();
    let (of, per) = quantity.unit.0.split_once('/').map_or((quantity.unit.0.as_str(), None), |(of, per)| (of, Some(per)));
    let is_meant = |id: &&String| match &wanted.of {
        NumberOf::Amount { .. } => units.get(id).is_some_and(|unit| unit.is_currency),
        NumberOf::Measure { unit, .. } => fits(unit, id, per),
        _ => false,
    };
    let Some(meant) = units.get(of).and_then(|unit| unit.means.iter().find(is_meant)) else { return quantity.clone() };
    let unit = per.map_or_else(|| meant.clone(), |per| format!("{meant}/{per}"));
    Quantity { unit: Unit(unit), ..quantity.clone() }
}

/// Returns true if a quantity is of the kind that the rule asks for.
pub(super) fn is_asked_for(asking: &Asking<'_>, wanted: &Number, numeral: &Numeral) -> bool {
    let Numeral { at, noun, quantity } = numeral;
    let hits = asking.hits;
    let is_counted = |noun: Span<InFolded>| hits.counted.iter().any(|word| noun.covers(*word) && !is_undone(asking, *word));
    let counts = || noun.is_some_and(is_counted) || noun_before(asking, *at);
    let clause = asking.clause(at.start);
    // Where a rule says what is counted, the clause must say it too.
    let counts_here = |counted: &Words| {
        counted.patterns.is_empty() || counts() || noun.is_none() && hits.counted.iter().any(|word| clause.covers(*word))
    };
    is_of_kind(wanted, quantity)
        && match &wanted.of {
            NumberOf::Count { .. } => counts(),
            NumberOf::Amount { counted, .. } | NumberOf::Percentage { counted } | NumberOf::Measure { counted, .. } => {
                counts_here(counted)
            }
            NumberOf::Duration { .. } => true,
        }
}

/// Returns true if a quantity has a unit of the kind that the rule asks for.
pub(super) fn is_of_kind(wanted: &Number, quantity: &Quantity) -> bool {
    let (of, per) = quantity.unit.0.split_once('/').map_or((quantity.unit.0.as_str(), None), |(of, per)| (of, Some(per)));
    let unit = Units::carried().get(of);
    match &wanted.of {
        NumberOf::Count { .. } => quantity.unit.0.is_empty(),
        NumberOf::Amount { .. } => unit.is_some_and(|unit| unit.is_currency),
        NumberOf::Percentage { .. } => of == "%" && per.is_none(),
        NumberOf::Duration { unit: wanted } => {
            per.is_none() && unit.is_some_and(|unit| unit.is_time() && wanted.as_ref().is_none_or(|wanted| fits(wanted, of, per)))
        }
        NumberOf::Measure { unit: wanted, .. } => fits(wanted, of, per),
    }
}

/// Returns true if the head of a compound makes something else of a word: "ex-*workers*" are none.
fn is_undone(asking: &Asking<'_>, word: Span<InFolded>) -> bool {
    let before = Span::new(asking.whole().span.start, word.start);
    let Some(compound) = asking.words(before).strip_suffix('-') else { return false };
    let head = compound.rsplit(|letter: char| !is_word_letter(letter)).next().unwrap_or_default();
    asking.whole().lexicon.undoing.contains(head)
}

/// Returns true if a quantity of `of`, or of `of` per `per`, measures what `wanted` does.
fn fits(wanted: &RuleUnit, of: &str, per: Option<&str>) -> bool {
    let units = Units::carried();
    let alike = |one: &str, other: &str| match (units.get(one), units.get(other)) {
        (Some(one), Some(other)) => one.dimension == other.dimension || one.is_time() && other.is_time(),
        _ => false,
    };
    let numerator = match &wanted.of {
        Some(wanted) => alike(wanted, of),
        None => of.is_empty(),
    };
    let denominator = match (&wanted.per, per) {
        (None, None) => true,
        (Some(wanted), Some(per)) => alike(wanted, per),
        _ => false,
    };
    numerator && denominator
}

/// What a quantity says where it has changed: "rose from 3 to 5" says 5. None for what it changed from.
pub(super) fn changed(asking: &Asking<'_>, at: Span<InFolded>, quantity: &Quantity) -> Option<Quantity> {
    let clause = asking.clause(at.start);
    let mut cues = asking.cues().iter();
    if !cues.any(|hit| hit.cue == Cue::Change && clause.covers(hit.span) && hit.span.start < at.start) {
        return Some(quantity.clone());
    }
    let lexicon = asking.whole().lexicon;
    let from = lexicon.change_openers();
    let words = asking.words(at);
    let opens =
        |words: &str| from.iter().any(|opener| words.strip_prefix(opener).is_some_and(|rest| rest.starts_with([' ', '\''])));
    if let Figure::Range { high, .. } = quantity.figure {
        let figure = Figure::Point { value: high, rounding: Decimal::ZERO };
        return Some(if opens(words) { Quantity { figure, ..quantity.clone() } } else { quantity.clone() });
    }
    // "Sank to 41" is no bound.
    let joins = |words: &str| {
        lexicon.ranges.iter().any(|range| words.strip_prefix(range.join.as_str()).is_some_and(|rest| rest.starts_with(' ')))
    };
    if quantity.bound == Some(Bound::AtMost) && joins(words) {
        return Some(Quantity { bound: None, ..quantity.clone() });
    }
    let before = asking.words(Span::new(clause.start.min(at.start), at.start)).trim_end();
    let is_from = from.iter().any(|opener| before.strip_suffix(opener).is_some_and(|rest| !rest.ends_with(is_word_letter)));
    let mentions = asking.mentions();
    // "Fell from 40 to 12", "fell to 12, from 40".
    let has_other = mentions
        .iter()
        .any(|other| !other.span.meets(at) && clause.covers(other.span) && matches!(other.value, Value::Quantity(_)));
    (!(is_from && has_other)).then(|| quantity.clone())
}

/// "Le nombre de recherches s'élève à 78".
fn noun_before(asking: &Asking<'_>, number: Span<InFolded>) -> bool {
    let clause = asking.clause(number.start);
    let cues = asking.cues().iter();
    // "The number of people who work there is 78": the noun may stand in the clause before.
    let window = Span::new(asking.clause(clause.start.saturating_sub(1)).start.min(clause.start), number.start);
    let mentions = asking.mentions();
    let is_first = |from: usize| {
        !mentions
            .iter()
            .any(|other| from <= other.span.start && other.span.start < clause.start && matches!(other.value, Value::Quantity(_)))
    };
    let mut openers = cues.filter(|hit| hit.cue == Cue::NumberOf && window.covers(hit.span) && is_first(hit.span.end));
    openers.any(|opener| {
        asking.hits.counted.iter().any(|word| {
            opener.span.end <= word.start && word.end <= number.start && asking.gap(opener.span.end, word.start) < NOUN_REACH
        })
    })
}
