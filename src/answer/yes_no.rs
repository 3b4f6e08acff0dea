//! Answers to "whether".

use super::page::{Draft, Page, RuleHits};
use super::subject::Recent;
use crate::claim::{Modality, Polarity, Value};
use crate::lexicon::Cue;
use crate::span::Span;
use std::collections::BTreeMap;

/// At most this many words may follow a pronoun such as "dat" that is also a conjunction.
const WORDS_AFTER_PRONOUN: usize = 2;

/// What a sentence says of a rule's predicate, for a denial in the next one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    subject: usize,
    inferred: bool,
    affirms: bool,
}

/// One answer for each clause that affirms or denies the predicate. Gives the subject that the sentence speaks of with it, for a
/// denial in the next one.
pub(super) fn answers(page: &mut Page<'_>, rule: usize, sentence: usize, hits: &RuleHits, recent: &Recent) -> Option<Spoken> {
    let mut spoken_of = None;
    let mut done: Option<Span> = None;
    for word in &hits.about {
        let clause = page.extraction.clause(sentence, word.start);
        let subject = page.subject(rule, sentence, *word, recent);
        spoken_of = spoken_of.or(subject.map(|(subject, inferred)| Spoken { subject, inferred, affirms: true }));
        if done == Some(clause) || hits.unless.iter().any(|unless| clause.meets(*unless)) {
            continue;
        }
        let stance = page.extraction.stance(sentence, *word);
        // "Ne nie pas": shown, and on no side.
        let undenied = stance.is_none() && page.extraction.governor(sentence, *word).is_some_and(|verb| verb.polarity.is_none());
        let (affirms, modality) = match stance {
            Some(stance) if !stance.is_named_only => (stance.polarity == Polarity::Affirmed, stance.modality),
            None if undenied => (true, Modality::Declined),
            _ => continue,
        };
        let Some((subject, subject_inferred)) = subject else { continue };
        done = Some(clause);
        spoken_of = Some(Spoken { subject, inferred: subject_inferred, affirms });
        page.push(Draft {
            rule,
            sentence,
            at: *word,
            value: Value::YesNo(affirms),
            modality,
            negated: false,
            subject,
            subject_inferred,
            sides: hits.sides(page, sentence, *word),
        });
    }
    spoken_of
}

/// A denial or confirmation whose object is only a pronoun takes predicate and subject from the sentence before: "Al ontkent de
/// politie dat formeel."
pub(super) fn answers_by_pronoun(
    page: &mut Page<'_>,
    sentence: usize,
    before: &BTreeMap<usize, Spoken>,
    by_rule: &BTreeMap<usize, RuleHits>,
) {
    if before.is_empty() {
        return;
    }
    let cues = page.extraction.cues_of(sentence);
    let mut verbs = cues.iter().rev().filter(|hit| matches!(hit.cue, Cue::Denial | Cue::Confirmation));
    let Some(verb) = verbs.find(|verb| has_pronoun(page, sentence, verb.span)).copied() else { return };
    if page.extraction.stance(sentence, verb.span).is_none_or(|stance| stance.polarity == Polarity::Denied) {
        return;
    }
    for (rule, spoken) in before {
        let object_is_here = by_rule.get(rule).is_some_and(|hits| hits.about.iter().any(|word| word.start >= verb.span.end));
        if object_is_here {
            continue;
        }
        page.push(Draft {
            rule: *rule,
            sentence,
            at: verb.span,
            value: Value::YesNo((verb.cue == Cue::Confirmation) == spoken.affirms),
            modality: page.extraction.modality(sentence, verb.span),
            negated: false,
            subject: spoken.subject,
            subject_inferred: spoken.inferred,
            sides: Vec::new(),
        });
    }
}

/// Whether the object of the verb is a pronoun that stands for the sentence before.
fn has_pronoun(page: &Page<'_>, sentence: usize, verb: Span) -> bool {
    let cues = page.extraction.cues_of(sentence);
    let whole = page.extraction.sentences[sentence].span;
    cues.iter().filter(|hit| hit.cue == Cue::Anaphor).any(|hit| {
        let conjunction = cues.iter().any(|other| other.cue == Cue::ClauseStart && other.span == hit.span);
        let rest = page.extraction.words(Span::new(hit.span.end, whole.end));
        let rest = rest.split([',', ';', '.', ':', '!']).next().unwrap_or_default();
        let short = rest.split_whitespace().count() <= WORDS_AFTER_PRONOUN;
        hit.span.meets(verb) || hit.span.start >= verb.end && (!conjunction || short)
    })
}
