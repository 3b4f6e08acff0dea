//! Answers that are numbers: how many, how much, which share, how long.

use super::asking::{Asking, Stop, Tried};
use super::bare::counts_asked;
use super::conjunct::Conjuncts;
use super::currency::as_sum;
use super::noun::noun_of_other;
use super::numeral::{NOUN_REACH, Numeral, changed, is_asked_for, of_each, told_by_rule};
use super::page::Draft;
use super::role::{Role, increment_of, is_share, role};
use super::subject::Whom;
use super::whole::{is_asked_of_whole, is_part_of_told, relative_clause, whole_of};
use crate::claim::{Bound, Polarity, Quantity, Value};
use crate::clause::Doubt;
use crate::grammar::Mention;
use crate::id::{Id, MentionId};
use crate::lexicon::Cue;
use crate::rule::{Number, NumberOf};
use crate::span::{InFolded, Span};

/// So many adjectives may stand between "no" and what is counted.
const MOST_ADJECTIVES: usize = 2;

/// Between two numbers of a list stand at most this many words: "12 grown men and three women".
const LIST_REACH: usize = 4;

/// A number that the rule asks for.
struct Candidate {
    /// The mention that it stands on; none for "no searches".
    mention: Option<MentionId>,
    at: Span<InFolded>,
    value: Value,
    /// The word of `about` that it belongs to; its own words where the rule has none.
    predicate: Span<InFolded>,
    /// Why its value is not certain.
    doubt: Option<Doubt>,
}

/// Every quantity of the sentence that the rule asks for, in a clause of what it is about.
///
/// Of a count, all that fit; of other kinds, the one of each clause that stands nearest to the predicate: an amount has no
/// counted noun that would tell it from others.
pub(super) fn answers(asking: &Asking<'_>, wanted: &Number) -> Vec<Tried> {
    let is_count = matches!(wanted.of, NumberOf::Count { .. });
    let mut candidates = Vec::new();
    let mut stops = Vec::new();
    let stated = Id::each(asking.whole().mentions.clone()).filter_map(|index| stated(asking, wanted, index));
    let unstated = Some(asking).filter(|_| is_count).map(|asking| unstated(asking)).unwrap_or_default();
    for candidate in stated.chain(unstated) {
        match candidate {
            Ok(candidate) => candidates.push(candidate),
            Err(stop) => stops.push(Err(stop)),
        }
    }
    let candidates = if is_count { without_parts(asking, candidates) } else { nearest_of_each_clause(asking, candidates) };
    let mut tried: Vec<Tried> = candidates.into_iter().map(|candidate| answer(asking, is_count, candidate)).collect();
    tried.extend(stops);
    if tried.is_empty() {
        tried.push(Err(Stop::Value("no number stands there")));
    }
    tried
}

/// The number of a mention, if the rule asks for it; none where it is no number.
fn stated(asking: &Asking<'_>, wanted: &Number, index: MentionId) -> Option<Result<Candidate, Stop>> {
    let mention = &asking.extraction().mentions[index];
    let Value::Quantity(quantity) = &mention.value else { return None };
    let sum = as_sum(asking, wanted, mention);
    let doubt = sum.as_ref().filter(|sum| sum.is_concluded).map(|_| Doubt::Currency);
    let told = of_each(asking, mention.span, quantity).or_else(|| sum.map(|sum| sum.quantity));
    let quantity = told_by_rule(wanted, told.as_ref().unwrap_or(quantity));
    let whole = whole_of(asking, index);
    let is_of_asked_whole = whole.is_some_and(|whole| is_asked_of_whole(asking, whole));
    let noun_of_whole = whole.filter(|_| !is_of_asked_whole).and_then(|whole| whole.noun);
    let increment = increment_of(asking, index);
    let noun = noun_of_other(asking, index).or(mention.noun).or(noun_of_whole);
    let numeral = Numeral { at: mention.span, noun, quantity };
    let is_bare = matches!(wanted.of, NumberOf::Count { .. })
        && numeral.quantity.unit.0.is_empty()
        && !is_share(mention)
        && counts_asked(asking, mention);
    if !is_bare && !is_asked_for(asking, wanted, &numeral) {
        return Some(Err(misses(asking, wanted, mention)));
    }
    if is_of_asked_whole || is_part_of_told(asking, mention) {
        return Some(Err(Stop::Role(Role::PartOfWhole, mention.span)));
    }
    let is_told_of = |role: &Role| *role == Role::Whole && is_asked_of_whole(asking, mention);
    if let Some(role) = role(asking, index).filter(|role| !is_told_of(role)) {
        return Some(Err(Stop::Role(role, mention.span)));
    }
    let Some(quantity) = changed(asking, numeral.at, &numeral.quantity) else {
        return Some(Err(Stop::Role(Role::Former, mention.span)));
    };
    let value = Value::Quantity(Quantity { bound: quantity.bound.filter(|_| !wanted.limit), ..quantity });
    // "12 workers, bringing the total to 40": a sum has the predicate of what it grew by.
    let place = increment.map_or(mention.span, |increment| asking.extraction().mentions[increment].span);
    let found = candidate(asking, Some(index), (place, numeral.noun), value);
    Some(found.map(|found| Candidate { at: mention.span, doubt, ..found }))
}

/// Why the rule does not ask for a number.
fn misses(asking: &Asking<'_>, wanted: &Number, number: &Mention<InFolded>) -> Stop {
    let wants_noun = wanted.counted().is_some_and(|counted| !counted.patterns.is_empty());
    if wants_noun && asking.hits.counted.is_empty() {
        Stop::Value("no word of the rule's `counted` stands there")
    } else if is_share(number) {
        Stop::Role(Role::Share, number.span)
    } else {
        asking.nothing_fits()
    }
}

/// What is counted without a number: "aucune recherche", "geen enkele opzoeking" count none; "a few searches" some.
fn unstated(asking: &Asking<'_>) -> Vec<Result<Candidate, Stop>> {
    let mut found = Vec::new();
    let mut denied = None;
    for word in &asking.hits.counted {
        let none = asking.cues().iter().find(|hit| {
            hit.cue == Cue::NegatedDeterminer
                && hit.span.end <= word.start
                && only_adjectives(asking, hit.span.end, word.start)
                // "No further workers": some may have been counted before.
                && !asking.cues().iter().any(|other| other.cue == Cue::Difference && hit.span.join(*word).covers(other.span))
                // "Geen vijf controles": not five leaves open how many.
                && !asking.mentions().iter().any(|mention| {
                    let at = mention.span;
                    hit.span.end <= at.start && at.end <= word.start
                })
        });
        // "Ningún trabajador herido": both may be counted, and nobody is counted twice.
        if let Some(span) = none.filter(|hit| denied != Some(hit.span)).map(|hit| hit.span.join(*word)) {
            denied = none.map(|hit| hit.span);
            found.push(candidate(asking, None, (span, None), Value::Quantity(Quantity::exactly(0))));
        }
        found.extend(vague(asking, *word).map(|span| candidate(asking, None, (span, Some(*word)), Value::Vague)));
    }
    found
}

/// Those that are no part of another: "26 people, including three children"; nor one of a list: "12 men and three women".
fn without_parts(asking: &Asking<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let cues = asking.cues();
    let lexicon = asking.whole().lexicon;
    let mut is_left_out = vec![false; candidates.len()];
    for index in 1..candidates.len() {
        let (before, own) = (&candidates[index - 1], &candidates[index]);
        if before.value == own.value || own.at.start < before.at.end {
            continue;
        }
        let between = Span::new(before.at.end, own.at.start);
        let is_part = cues.iter().any(|hit| {
            hit.cue == Cue::PartOf
                && (between.covers(hit.span) || hit.span.start >= own.at.end && asking.gap(own.at.end, hit.span.start) == 0)
        });
        let last = asking.extraction().words_of(between).last();
        // "14 in 2024 and 40 in 2019": of two times.
        let is_dated =
            asking.mentions().iter().any(|mention| matches!(mention.value, Value::Period(_)) && between.covers(mention.span));
        let is_listed = !is_dated
            && before.predicate == own.predicate
            && last.is_some_and(|word| asking.words(word) == lexicon.numbers.joiner || lexicon.is_joiner(asking.words(word)))
            && asking.gap(between.start, between.end) <= LIST_REACH;
        is_left_out[index] |= is_part || is_listed;
        is_left_out[index - 1] |= is_listed;
    }
    let mut is_left_out = is_left_out.into_iter();
    candidates.into_iter().filter(|_| !is_left_out.next().unwrap_or_default()).collect()
}

/// Returns true if nothing stands between a determiner and its noun but an adjective or two: "geen enkele dode vis".
fn only_adjectives(asking: &Asking<'_>, from: usize, to: usize) -> bool {
    let between = Span::new(from, to);
    let lexicon = asking.whole().lexicon;
    let mut words = asking.extraction().words_of(between);
    asking.gap(from, to) <= MOST_ADJECTIVES
        && !asking.words(between).contains(|letter: char| !letter.is_alphabetic() && !matches!(letter, ' ' | '-'))
        && words.all(|word| !lexicon.is_function_word(asking.words(word)))
}

/// "Un nombre restreint de tableaux": the words up to the counted one, where no number stands among them.
fn vague(asking: &Asking<'_>, counted: Span<InFolded>) -> Option<Span<InFolded>> {
    let cues = asking.cues().iter();
    let mut openers = cues.filter(|hit| hit.cue == Cue::Indefinite && hit.span.end <= counted.start);
    let opener = openers.rfind(|hit| asking.gap(hit.span.end, counted.start) < NOUN_REACH)?;
    let span = opener.span.join(counted);
    let mentions = asking.mentions();
    (!mentions.iter().any(|mention| span.meets(mention.span))).then_some(span)
}

/// The quantity with the word of `about` that it belongs to.
fn candidate(
    asking: &Asking<'_>,
    mention: Option<MentionId>,
    (at, noun): (Span<InFolded>, Option<Span<InFolded>>),
    value: Value,
) -> Result<Candidate, Stop> {
    let relative = noun.and_then(|noun| relative_clause(asking, noun));
    let conjuncts = Conjuncts::of(asking);
    let is_near = |word: &&Span<InFolded>| {
        at.meets(**word)
            || asking.extraction().share_clause(asking.sentence, at.start, word.start) && conjuncts.belongs(at, **word)
            || relative.is_some_and(|relative| relative.covers(**word)) && !conjuncts.has_clause_of_its_own(at, **word)
    };
    let predicate = asking.hits.about.iter().filter(is_near).min_by_key(|word| word.start.abs_diff(at.start)).copied();
    let predicate = predicate.or(Some(at).filter(|_| asking.asked().about.patterns.is_empty()));
    predicate.map(|predicate| Candidate { mention, at, value, predicate, doubt: None }).ok_or_else(|| asking.nothing_fits())
}

/// Those that stand nearest to their predicate, one for each clause.
fn nearest_of_each_clause(asking: &Asking<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut nearest: Vec<((bool, usize), Candidate)> = Vec::new();
    for candidate in candidates {
        let between = if candidate.at.start >= candidate.predicate.end {
            Span::new(candidate.predicate.end, candidate.at.start)
        } else {
            Span::new(candidate.at.end, candidate.predicate.start.max(candidate.at.end))
        };
        // What no mark parts from the predicate belongs to it first.
        let is_parted = asking.words(between).contains([';', '(', ')']) || asking.words(between).contains(", ");
        let distance = (is_parted, asking.gap(between.start, between.end));
        let is_beside = |other: &Candidate| asking.extraction().share_clause(asking.sentence, other.at.start, candidate.at.start);
        match nearest.last_mut().filter(|(_, other)| is_beside(other)) {
            Some(last) if distance < last.0 => *last = (distance, candidate),
            Some(_) => {}
            None => nearest.push((distance, candidate)),
        }
    }
    nearest.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Returns true if a determiner such as "not a single" holds what stands at `at`.
fn stands_in_no_quantity(asking: &Asking<'_>, at: Span<InFolded>) -> bool {
    asking.cues().iter().any(|hit| hit.cue == Cue::NegatedDeterminer && hit.span.meets(at))
}

fn answer(asking: &Asking<'_>, is_count: bool, candidate: Candidate) -> Tried {
    let Candidate { mention, at, value, predicate, doubt } = candidate;
    asking.unless(asking.clause(at.start))?;
    let concerned = asking.subject(at)?;
    // "The crews of Merle felled 12 trees each": how many of them there were is not said.
    let of_each = mention.and_then(|mention| match &asking.extraction().mentions[mention].value {
        Value::Quantity(quantity) => of_each(asking, at, quantity),
        _ => None,
    });
    if is_count && of_each.is_some() && !matches!(&concerned.whom, Whom::Each(all) if all.len() > 1) {
        return Err(Stop::Clause(predicate));
    }
    let reading = |at: Span<InFolded>| asking.extraction().reading(asking.sentence, at);
    let (own, of_predicate) = (reading(at), reading(predicate));
    let is_denied = [&own, &of_predicate].iter().any(|reading| reading.polarity == Polarity::Denied);
    let (value, negated) = denied(asking, at, value, (is_denied, of_predicate.has_ceased)).ok_or(Stop::Clause(predicate))?;
    Ok(Draft {
        rule: asking.rule,
        sentence: asking.sentence,
        at,
        mention,
        value,
        modality: own.modality.max(of_predicate.modality),
        doubt: own.doubt.or(of_predicate.doubt).or(doubt),
        negated,
        concerned,
        sides: asking.sides(at),
    })
}

/// What is left of a number that is denied, or was so and is no more, and whether it says what is not so. "None" carries its own negation;
/// "not a single job" is none at all, which the determiner may have said already.
fn denied(asking: &Asking<'_>, at: Span<InFolded>, value: Value, (is_denied, has_ceased): (bool, bool)) -> Option<(Value, bool)> {
    let none = Value::Quantity(Quantity::exactly(0));
    // "Never exceeded 290": what is not more is at most that.
    let value = match value {
        Value::Quantity(Quantity { bound: Some(Bound::MoreThan), figure, unit }) if is_denied && !has_ceased => {
            return Some((Value::Quantity(Quantity { bound: Some(Bound::AtMost), figure, unit }), false));
        }
        value => value,
    };
    let negated = value != none && (has_ceased || is_denied);
    let vague = asking.whole().lexicon.vague.get(asking.words(at));
    if !negated || has_ceased || vague.is_none_or(|(low, high)| low != high) {
        return Some((value, negated));
    }
    (!stands_in_no_quantity(asking, at)).then_some((none, false))
}
