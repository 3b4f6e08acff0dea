//! Answers to "how many".

use super::page::{Draft, Page, RuleHits};
use super::subject::Recent;
use crate::claim::{Polarity, Quantity, Value};
use crate::extract::CueHit;
use crate::lexicon::Cue;
use crate::span::Span;

/// The noun of "the number of searches … is 78" stands at most this many words after "number of".
const NOUN_REACH: usize = 3;

/// Every quantity of the sentence that counts what the rule counts, in a clause of what it is about.
pub(super) fn answers(page: &mut Page<'_>, rule: usize, sentence: usize, hits: &RuleHits, recent: &Recent) {
    let extraction = page.extraction;
    let mentions = extraction.sentences[sentence].mentions.clone();
    for index in mentions {
        let mention = &extraction.mentions[index];
        let Value::Quantity(quantity) = &mention.value else { continue };
        let counts = mention.noun.is_some_and(|noun| hits.counted.iter().any(|word| noun.covers(*word)))
            || noun_before(page, sentence, mention.span, &hits.counted);
        let counted = Counted { at: mention.span, noun: mention.noun, quantity: quantity.clone() };
        if quantity.unit.0.is_empty() && counts && push(page, rule, sentence, counted, hits, recent) {
            page.used.insert(index);
        }
    }
    // "Aucune recherche", "geen enkele opzoeking": none were counted.
    for word in &hits.counted {
        let none = page.extraction.cues_of(sentence).iter().find(|hit| {
            hit.cue == Cue::NegatedDeterminer && hit.span.end <= word.start && gap(page, hit.span.end, word.start) == 0
        });
        if let Some(span) = none.map(|hit| hit.span.join(*word)) {
            push(page, rule, sentence, Counted { at: span, noun: None, quantity: Quantity::exactly(0) }, hits, recent);
        }
    }
}

/// "Le nombre de recherches s'élève à 78".
fn noun_before(page: &Page<'_>, sentence: usize, number: Span, counted: &[Span]) -> bool {
    let clause = page.extraction.clause(sentence, number.start);
    let cues = page.extraction.cues_of(sentence).iter();
    let mut openers = cues.filter(|hit| hit.cue == Cue::NumberOf && clause.covers(hit.span) && hit.span.end <= number.start);
    openers.any(|opener| {
        counted.iter().any(|word| {
            opener.span.end <= word.start && word.end <= number.start && gap(page, opener.span.end, word.start) < NOUN_REACH
        })
    })
}

fn gap(page: &Page<'_>, from: usize, to: usize) -> usize {
    CueHit::words_between(page.extraction.folded.text(), from, to)
}

/// The clause that a counted noun opens: "208 swans that wintered here".
fn relative_clause(page: &Page<'_>, sentence: usize, noun: Span) -> Option<Span> {
    let clause = page.extraction.clause(sentence, noun.start);
    let between = page.extraction.words(Span::new(noun.end, clause.end.max(noun.end)));
    let ends_clause = clause.end >= noun.end && between.trim().is_empty();
    let next = page.extraction.clause(sentence, clause.end);
    (ends_clause && next.start == clause.end).then_some(next)
}

/// A number, and the noun that it counts.
struct Counted {
    at: Span,
    noun: Option<Span>,
    quantity: Quantity,
}

fn push(page: &mut Page<'_>, rule: usize, sentence: usize, counted: Counted, hits: &RuleHits, recent: &Recent) -> bool {
    let Counted { at, noun, quantity } = counted;
    let extraction = page.extraction;
    let clause = extraction.clause(sentence, at.start);
    if hits.unless.iter().any(|word| clause.meets(*word)) {
        return false;
    }
    let is_none = matches!(&quantity, zero if *zero == Quantity::exactly(0));
    let distance = |word: &Span| word.start.abs_diff(at.start);
    let relative = noun.and_then(|noun| relative_clause(page, sentence, noun));
    let is_near =
        |word: &&Span| clause.covers(**word) || at.meets(**word) || relative.is_some_and(|relative| relative.covers(**word));
    let predicate = hits.about.iter().filter(is_near).min_by_key(|word| distance(word));
    let has_predicate = !page.rules.rules[rule].about.patterns.is_empty();
    let predicate = match predicate {
        Some(word) => *word,
        None if has_predicate => return false,
        None => at,
    };
    let Some((subject, subject_inferred)) = page.subject(rule, sentence, at, recent) else { return false };
    // What is denied, or stands under "not", is no count; "none" carries its own negation.
    let stance = extraction.stance(sentence, predicate);
    let denied = |span: Span| extraction.stance(sentence, span).is_none_or(|stance| stance.polarity == Polarity::Denied);
    let negated = if is_none { false } else { stance.is_none() || denied(predicate) || denied(at) };
    page.push(Draft {
        rule,
        sentence,
        at,
        value: Value::Quantity(quantity),
        modality: extraction.modality(sentence, at).max(extraction.modality(sentence, predicate)),
        negated,
        subject,
        subject_inferred,
    });
    true
}
