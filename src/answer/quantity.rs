//! Answers that are numbers: how many, how much, which share, how long.

use super::page::{Draft, Page, RuleHits};
use super::subject::{Recent, Whom};
use super::whole::{is_whole, noun_of_whole};
use crate::claim::{Bound, Figure, Polarity, Quantity, Unit, Value};
use crate::extract::CueHit;
use crate::id::{Id, MentionId, RuleId, SentenceId};
use crate::lexicon::{Cue, Units};
use crate::pattern::is_word_letter;
use crate::rule::{Number, NumberOf, Rule, RuleUnit, Words};
use crate::span::{InFolded, Span};
use rust_decimal::Decimal;

/// The noun of "the number of searches … is 78" stands at most this many words after "number of".
const NOUN_REACH: usize = 3;

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
}

/// Every quantity of the sentence that the rule asks for, in a clause of what it is about.
///
/// Of a count, all that fit; of other kinds, the one of each clause that stands nearest to the predicate: an amount has no
/// counted noun that would tell it from others.
pub(super) fn answers(
    page: &mut Page<'_>,
    (rule, wanted): (RuleId, &Number),
    sentence: SentenceId,
    hits: &RuleHits,
    recent: &Recent,
) {
    let asked = &page.rules.rules[rule];
    let is_count = matches!(wanted.of, NumberOf::Count { .. });
    let mut candidates: Vec<Candidate> = Vec::new();
    for index in Id::each(page.extraction.sentences[sentence].mentions.clone()) {
        let mention = &page.extraction.mentions[index];
        let Value::Quantity(quantity) = &mention.value else { continue };
        let of_each = of_each(page, sentence, mention.span, quantity);
        let told = told_by_rule(wanted, of_each.as_ref().unwrap_or(quantity));
        let quantity = &told;
        // "Three of the 12 branches that it closed": the clause behind the noun tells of the whole.
        let tells_of_whole = |noun: &Span<InFolded>| {
            let clause = page.extraction.clause(sentence, noun.start);
            relative_clause(page, sentence, *noun).is_some_and(|behind| hits.about.iter().any(|word| behind.covers(*word)))
                && !hits.about.iter().any(|word| clause.covers(*word))
        };
        let of_whole = || noun_of_whole(page, sentence, index).filter(|noun| !tells_of_whole(noun));
        let noun = mention.noun.or_else(of_whole);
        if !is_asked_for(page, wanted, sentence, mention.span, noun, quantity, hits)
            || is_difference(page, sentence, mention.span, mention.noun, &hits.about)
            || is_whole(page, sentence, index) && !mention.noun.is_some_and(|noun| tells_of_whole(&noun))
        {
            continue;
        }
        let Some(quantity) = changed(page, sentence, mention.span, quantity) else { continue };
        let quantity = Quantity { bound: quantity.bound.filter(|_| !wanted.limit), ..quantity };
        let value = Value::Quantity(quantity);
        candidates.extend(candidate(page, asked, sentence, (Some(index), mention.span, noun), value, hits));
    }
    if is_count {
        // "Aucune recherche", "geen enkele opzoeking": none were counted.
        let mut denied = None;
        for word in &hits.counted {
            let none = page.extraction.cues_of(sentence).iter().find(|hit| {
                hit.cue == Cue::NegatedDeterminer
                    && hit.span.end <= word.start
                    && only_adjectives(page, sentence, hit.span.end, word.start)
                    // "Geen vijf controles": not five leaves open how many.
                    && !page.extraction.mentions[page.extraction.sentences[sentence].mentions.clone()].iter().any(|mention| {
                        let at = mention.span;
                        hit.span.end <= at.start && at.end <= word.start
                    })
            });
            // "Ningún trabajador herido": both may be counted, and nobody is counted twice.
            if let Some(span) = none.filter(|hit| denied != Some(hit.span)).map(|hit| hit.span.join(*word)) {
                denied = none.map(|hit| hit.span);
                let value = Value::Quantity(Quantity::exactly(0));
                candidates.extend(candidate(page, asked, sentence, (None, span, None), value, hits));
            }
            candidates.extend(
                vague(page, sentence, *word)
                    .and_then(|span| candidate(page, asked, sentence, (None, span, Some(*word)), Value::Vague, hits)),
            );
        }
        candidates = without_parts(page, sentence, candidates);
    } else {
        candidates = nearest_of_each_clause(page, sentence, candidates);
    }
    for candidate in candidates {
        push(page, (rule, is_count), sentence, candidate, hits, recent);
    }
}

/// What a quantity says of each of several: "12 trees each" is 12.
fn of_each(page: &Page<'_>, sentence: SentenceId, at: Span<InFolded>, quantity: &Quantity) -> Option<Quantity> {
    let of = quantity.unit.0.strip_suffix("/piece")?;
    let mut cues = page.extraction.cues_of(sentence).iter();
    let is_each =
        cues.any(|hit| hit.cue == Cue::Each && hit.span.start >= at.end && gap(page, at.end, hit.span.start) <= NOUN_REACH);
    is_each.then(|| Quantity { unit: Unit(of.into()), ..quantity.clone() })
}

/// The quantity in the unit that the rule asks for, where the name of its own may stand for several: a weight in pounds is no money.
fn told_by_rule(wanted: &Number, quantity: &Quantity) -> Quantity {
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

/// Whether a quantity is of the kind that the rule asks for.
fn is_asked_for(
    page: &Page<'_>,
    wanted: &Number,
    sentence: SentenceId,
    at: Span<InFolded>,
    noun: Option<Span<InFolded>>,
    quantity: &Quantity,
    hits: &RuleHits,
) -> bool {
    let counts = || {
        noun.is_some_and(|noun| hits.counted.iter().any(|word| noun.covers(*word)))
            || noun_before(page, sentence, at, &hits.counted)
    };
    let clause = page.extraction.clause(sentence, at.start);
    // Where a rule says what is counted, the clause must say it too.
    let counts_here = |counted: &Words| {
        counted.patterns.is_empty() || counts() || noun.is_none() && hits.counted.iter().any(|word| clause.covers(*word))
    };
    let (of, per) = quantity.unit.0.split_once('/').map_or((quantity.unit.0.as_str(), None), |(of, per)| (of, Some(per)));
    let unit = Units::carried().get(of);
    match &wanted.of {
        NumberOf::Count { .. } => quantity.unit.0.is_empty() && counts(),
        NumberOf::Amount { counted, .. } => unit.is_some_and(|unit| unit.is_currency) && counts_here(counted),
        NumberOf::Percentage { counted } => of == "%" && per.is_none() && counts_here(counted),
        NumberOf::Duration { unit: wanted } => {
            per.is_none() && unit.is_some_and(|unit| unit.is_time() && wanted.as_ref().is_none_or(|wanted| fits(wanted, of, per)))
        }
        NumberOf::Measure { counted, unit: wanted } => fits(wanted, of, per) && counts_here(counted),
    }
}

/// Whether a quantity of `of`, or of `of` per `per`, measures what `wanted` does.
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

/// Whether the number says by how much something differs or changed: "5 million more", "a rise of 5 %". Where the rule is `about` the very
/// words that say so, that is what it asks: "a reculé de 61 mètres".
fn is_difference(
    page: &Page<'_>,
    sentence: SentenceId,
    at: Span<InFolded>,
    noun: Option<Span<InFolded>>,
    about: &[Span<InFolded>],
) -> bool {
    let end = noun.map_or(at.end, |noun| noun.end.max(at.end));
    let is_told = |hit: &&CueHit| hit.cue == Cue::Difference && !about.iter().any(|word| word.meets(hit.span));
    page.extraction.cues_of(sentence).iter().filter(is_told).any(|hit| {
        // "112 kilos, more than they had expected": behind a mark, a remark begins.
        let is_beside = |end: usize| !page.extraction.words(Span::new(end, hit.span.start)).contains(',');
        let behind = |end: usize| hit.span.start >= end && gap(page, end, hit.span.start) == 0 && is_beside(end);
        let before = hit.span.end <= at.start && gap(page, hit.span.end, at.start) == 0;
        before || behind(at.end) || behind(end) || noun.is_some_and(|noun| noun.covers(hit.span))
    })
}

/// What a quantity says where it has changed: "rose from 3 to 5" says 5. None for what it changed from.
fn changed(page: &Page<'_>, sentence: SentenceId, at: Span<InFolded>, quantity: &Quantity) -> Option<Quantity> {
    let clause = page.extraction.clause(sentence, at.start);
    let mut cues = page.extraction.cues_of(sentence).iter();
    if !cues.any(|hit| hit.cue == Cue::Change && clause.covers(hit.span) && hit.span.start < at.start) {
        return Some(quantity.clone());
    }
    let lexicon = page.extraction.sentences[sentence].lexicon;
    let from = lexicon.change_openers();
    let words = page.extraction.words(at);
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
    let before = page.extraction.words(Span::new(clause.start.min(at.start), at.start)).trim_end();
    let is_from = from.iter().any(|opener| before.strip_suffix(opener).is_some_and(|rest| !rest.ends_with(is_word_letter)));
    let mentions = &page.extraction.mentions[page.extraction.sentences[sentence].mentions.clone()];
    let is_followed = mentions
        .iter()
        .any(|other| other.span.start >= at.end && clause.covers(other.span) && matches!(other.value, Value::Quantity(_)));
    (!(is_from && is_followed)).then(|| quantity.clone())
}

/// Those that are no part of another: "26 people, including three children"; nor one of a list: "12 men and three women".
fn without_parts(page: &Page<'_>, sentence: SentenceId, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let cues = page.extraction.cues_of(sentence);
    let lexicon = page.extraction.sentences[sentence].lexicon;
    let mut is_left_out = vec![false; candidates.len()];
    for index in 1..candidates.len() {
        let (before, own) = (&candidates[index - 1], &candidates[index]);
        if before.value == own.value || own.at.start < before.at.end {
            continue;
        }
        let between = Span::new(before.at.end, own.at.start);
        let is_part = cues.iter().any(|hit| {
            hit.cue == Cue::PartOf
                && (between.covers(hit.span) || hit.span.start >= own.at.end && gap(page, own.at.end, hit.span.start) == 0)
        });
        let last = page.extraction.words_of(between).last();
        let is_listed = before.predicate == own.predicate
            && last.is_some_and(|word| {
                page.extraction.words(word) == lexicon.numbers.joiner || lexicon.is_joiner(page.extraction.words(word))
            })
            && gap(page, between.start, between.end) <= LIST_REACH;
        is_left_out[index] |= is_part || is_listed;
        is_left_out[index - 1] |= is_listed;
    }
    let mut is_left_out = is_left_out.into_iter();
    candidates.into_iter().filter(|_| !is_left_out.next().unwrap_or_default()).collect()
}

/// "Le nombre de recherches s'élève à 78".
fn noun_before(page: &Page<'_>, sentence: SentenceId, number: Span<InFolded>, counted: &[Span<InFolded>]) -> bool {
    let clause = page.extraction.clause(sentence, number.start);
    let cues = page.extraction.cues_of(sentence).iter();
    // "The number of people who work there is 78": the noun may stand in the clause before.
    let window =
        Span::new(page.extraction.clause(sentence, clause.start.saturating_sub(1)).start.min(clause.start), number.start);
    let mentions = &page.extraction.mentions[page.extraction.sentences[sentence].mentions.clone()];
    let is_first = |from: usize| {
        !mentions
            .iter()
            .any(|other| from <= other.span.start && other.span.start < clause.start && matches!(other.value, Value::Quantity(_)))
    };
    let mut openers = cues.filter(|hit| hit.cue == Cue::NumberOf && window.covers(hit.span) && is_first(hit.span.end));
    openers.any(|opener| {
        counted.iter().any(|word| {
            opener.span.end <= word.start && word.end <= number.start && gap(page, opener.span.end, word.start) < NOUN_REACH
        })
    })
}

/// Whether nothing stands between a determiner and its noun but an adjective or two: "geen enkele dode vis".
fn only_adjectives(page: &Page<'_>, sentence: SentenceId, from: usize, to: usize) -> bool {
    let between = Span::new(from, to);
    let lexicon = page.extraction.sentences[sentence].lexicon;
    let mut words = page.extraction.words_of(between);
    gap(page, from, to) <= MOST_ADJECTIVES
        && !page.extraction.words(between).contains(|letter: char| !letter.is_alphabetic() && !matches!(letter, ' ' | '-'))
        && words.all(|word| !lexicon.is_function_word(page.extraction.words(word)))
}

/// "Un nombre restreint de tableaux": the words up to the counted one, where no number stands among them.
fn vague(page: &Page<'_>, sentence: SentenceId, counted: Span<InFolded>) -> Option<Span<InFolded>> {
    let cues = page.extraction.cues_of(sentence).iter();
    let mut openers = cues.filter(|hit| hit.cue == Cue::Indefinite && hit.span.end <= counted.start);
    let opener = openers.rfind(|hit| gap(page, hit.span.end, counted.start) < NOUN_REACH)?;
    let span = opener.span.join(counted);
    let mentions = &page.extraction.mentions[page.extraction.sentences[sentence].mentions.clone()];
    (!mentions.iter().any(|mention| span.meets(mention.span))).then_some(span)
}

fn gap(page: &Page<'_>, from: usize, to: usize) -> usize {
    CueHit::words_between(page.extraction.folded.text(), from, to)
}

/// The clause that a counted noun opens: "208 swans that wintered here".
fn relative_clause(page: &Page<'_>, sentence: SentenceId, noun: Span<InFolded>) -> Option<Span<InFolded>> {
    let clause = page.extraction.clause(sentence, noun.start);
    let between = page.extraction.words(Span::new(noun.end, clause.end.max(noun.end)));
    let ends_clause = clause.end >= noun.end && between.trim().is_empty();
    let next = page.extraction.clause(sentence, clause.end);
    (ends_clause && next.start == clause.end).then_some(next)
}

/// The quantity with the word of `about` that it belongs to; none where its clause has none.
fn candidate(
    page: &Page<'_>,
    rule: &Rule,
    sentence: SentenceId,
    (mention, at, noun): (Option<MentionId>, Span<InFolded>, Option<Span<InFolded>>),
    value: Value,
    hits: &RuleHits,
) -> Option<Candidate> {
    let relative = noun.and_then(|noun| relative_clause(page, sentence, noun));
    let is_near = |word: &&Span<InFolded>| {
        at.meets(**word)
            || page.extraction.share_clause(sentence, at.start, word.start)
            || relative.is_some_and(|relative| relative.covers(**word))
    };
    let predicate = hits.about.iter().filter(is_near).min_by_key(|word| word.start.abs_diff(at.start));
    let predicate = match predicate {
        Some(word) => *word,
        None if rule.about.patterns.is_empty() => at,
        None => return None,
    };
    Some(Candidate { mention, at, value, predicate })
}

/// Those that stand nearest to their predicate, one for each clause.
fn nearest_of_each_clause(page: &Page<'_>, sentence: SentenceId, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut nearest: Vec<((bool, usize), Candidate)> = Vec::new();
    for candidate in candidates {
        let between = if candidate.at.start >= candidate.predicate.end {
            Span::new(candidate.predicate.end, candidate.at.start)
        } else {
            Span::new(candidate.at.end, candidate.predicate.start.max(candidate.at.end))
        };
        // What no mark parts from the predicate belongs to it first.
        let is_parted = page.extraction.words(between).contains([';', '(', ')']) || page.extraction.words(between).contains(", ");
        let distance = (is_parted, gap(page, between.start, between.end));
        let is_beside = |other: &Candidate| page.extraction.share_clause(sentence, other.at.start, candidate.at.start);
        match nearest.last_mut().filter(|(_, other)| is_beside(other)) {
            Some(last) if distance < last.0 => *last = (distance, candidate),
            Some(_) => {}
            None => nearest.push((distance, candidate)),
        }
    }
    nearest.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Whether a determiner such as "not a single" holds what stands at `at`.
fn stands_in_no_quantity(page: &Page<'_>, sentence: SentenceId, at: Span<InFolded>) -> bool {
    page.extraction.cues_of(sentence).iter().any(|hit| hit.cue == Cue::NegatedDeterminer && hit.span.meets(at))
}

fn push(
    page: &mut Page<'_>,
    (rule, is_count): (RuleId, bool),
    sentence: SentenceId,
    candidate: Candidate,
    hits: &RuleHits,
    recent: &Recent,
) {
    let Candidate { mention, at, value, predicate } = candidate;
    let extraction = page.extraction;
    let clause = extraction.clause(sentence, at.start);
    if hits.unless.iter().any(|word| clause.meets(*word)) {
        return;
    }
    let Some(concerned) = page.subject(rule, sentence, at, recent) else { return };
    // "The crews of Merle felled 12 trees each": how many of them there were is not said.
    let of_each = mention.and_then(|mention| match &extraction.mentions[mention].value {
        Value::Quantity(quantity) => of_each(page, sentence, at, quantity),
        _ => None,
    });
    if is_count && of_each.is_some() && !matches!(&concerned.whom, Whom::Each(all) if all.len() > 1) {
        return;
    }
    // What is denied, or stands under "not", is no count; "none" carries its own negation.
    let is_none = value == Value::Quantity(Quantity::exactly(0));
    let (own, of_predicate) = (extraction.reading(sentence, at), extraction.reading(sentence, predicate));
    let has_ceased = of_predicate.has_ceased;
    let denied = [&own, &of_predicate].iter().any(|reading| reading.polarity == Polarity::Denied);
    let negated = !is_none && (has_ceased || denied);
    // "Not a single job": none at all, which the determiner may have said already.
    let is_single =
        || extraction.sentences[sentence].lexicon.vague.get(extraction.words(at)).is_some_and(|(low, high)| low == high);
    let (value, negated) = match negated && !has_ceased && is_single() {
        true if stands_in_no_quantity(page, sentence, at) => return,
        true => (Value::Quantity(Quantity::exactly(0)), false),
        false => (value, negated),
    };
    page.push(Draft {
        rule,
        sentence,
        at,
        value,
        modality: own.modality.max(of_predicate.modality),
        doubt: own.doubt.or(of_predicate.doubt),
        negated,
        concerned,
        sides: hits.sides(page, sentence, at),
    });
    page.used.extend(mention);
}
