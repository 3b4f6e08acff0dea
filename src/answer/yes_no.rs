//! Answers to "whether".

use super::asking::{Asking, Stop, Tried};
use super::page::{Draft, Page, RuleHits};
use super::subject::Concerned;
use crate::claim::{Credit, Modality, Polarity, Value};
use crate::extract::CueHit;
use crate::id::{IdVec, RuleId, SentenceId};
use crate::lexicon::{Class, Cue};
use crate::span::{InFolded, Span};
use std::collections::BTreeMap;

/// At most this many words may follow a pronoun such as "dat" that is also a conjunction.
const WORDS_AFTER_PRONOUN: usize = 2;

/// At most this many words stand between ", which" and the verb of denial.
const WORDS_BEFORE_DENIAL: usize = 4;
/// At most this many words follow the article of "this claim of yesterday".
const WORDS_OF_A_CLAIM: usize = 3;

/// What a sentence says of a rule's predicate, for a denial in the next one.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    concerned: Concerned,
    /// Where it says so.
    at: (SentenceId, Span<InFolded>),
    affirms: bool,
    /// Whether somebody says it, instead of only naming it ("the use of") or planning it.
    is_stated: bool,
}

/// One answer for each clause that affirms or denies the predicate.
pub(super) fn answers(asking: &Asking<'_>) -> Vec<Tried> {
    let mut tried = Vec::new();
    let mut done: Option<Span<InFolded>> = None;
    for word in &asking.hits.about {
        let is_done = |done: Span<InFolded>| asking.extraction().share_clause(asking.sentence, done.start, word.start);
        if !done.is_some_and(is_done) {
            let answer = answer(asking, asking.clause(word.start), *word);
            done = answer.as_ref().ok().map(|_| *word).or(done);
            tried.push(answer);
        }
    }
    tried
}

fn answer(asking: &Asking<'_>, clause: Span<InFolded>, word: Span<InFolded>) -> Tried {
    asking.unless(clause)?;
    let concerned = asking.subject(word)?;
    let reading = asking.extraction().reading(asking.sentence, word);
    if reading.has_ceased {
        return Err(Stop::Ceased(word));
    }
    if reading.is_named_only {
        return Err(Stop::Named(word));
    }
    // "Wordt volgende maand gesloten": what is told of a time after the telling is a plan.
    let is_ahead = asking.page.is_ahead(asking.sentence, clause, word);
    Ok(Draft {
        rule: asking.rule,
        sentence: asking.sentence,
        at: word,
        mention: None,
        value: Value::YesNo(reading.polarity == Polarity::Affirmed),
        modality: if is_ahead { reading.modality.max(Modality::Planned) } else { reading.modality },
        doubt: reading.doubt,
        negated: false,
        concerned,
        sides: asking.sides(word),
    })
}

/// What a sentence says of the predicate of a rule, for a denial in the next one: its last answer, else whom its words are about.
pub(super) fn spoken(asking: &Asking<'_>, tried: &[Tried]) -> Option<Spoken> {
    let last = tried.iter().rev().find_map(|tried| tried.as_ref().ok());
    let told = last.map(|draft| Spoken {
        concerned: draft.concerned.clone(),
        at: (asking.sentence, draft.at),
        affirms: draft.value == Value::YesNo(true),
        is_stated: draft.modality.answers(),
    });
    let named = || asking.hits.about.iter().find_map(|word| asking.subject(*word).ok().map(|concerned| (*word, concerned)));
    let only_named = |(word, concerned)| Spoken { concerned, at: (asking.sentence, word), affirms: true, is_stated: false };
    told.or_else(|| named().map(only_named))
}

/// Returns true if the sentence says of the one before it that it is not so, and goes on with its matter, in a new paragraph, too.
pub(super) fn points_back(page: &Page<'_>, sentence: SentenceId) -> bool {
    let mut cues = page.extraction.cues_of(sentence).iter();
    cues.any(|hit| hit.cue == Cue::Untrue && is_about_the_last(page, sentence, hit.span))
}

/// A denial or confirmation whose object is only a pronoun takes predicate and subject from the sentence before: "Al ontkent de
/// politie dat formeel."
pub(super) fn answers_by_pronoun(
    page: &Page<'_>,
    sentence: SentenceId,
    before: &BTreeMap<RuleId, Spoken>,
    spoken: &BTreeMap<RuleId, Spoken>,
    by_rule: &BTreeMap<RuleId, RuleHits>,
) -> Vec<Draft> {
    if before.is_empty() && spoken.is_empty() {
        return Vec::new();
    }
    let cues = page.extraction.cues_of(sentence);
    let points_back = |verb: &&CueHit| match verb.cue {
        Cue::Denial | Cue::Confirmation => has_pronoun(page, sentence, verb.span),
        Cue::Untrue => is_about_the_last(page, sentence, verb.span),
        Cue::Elided | Cue::ElidedDenied | Cue::Negation => is_all_that_is_said(page, sentence, verb.span),
        _ => false,
    };
    let Some(verb) = cues.iter().rev().find(points_back).copied() else { return Vec::new() };
    let reading = page.extraction.reading(sentence, verb.span);
    let is_verb = matches!(verb.cue, Cue::Denial | Cue::Confirmation);
    if is_verb && (reading.is_open || reading.polarity == Polarity::Denied) {
        return Vec::new();
    }
    // "It is said to have paid, which it denies", "…, maar de stad ontkent dat": what stands before it in the sentence comes first.
    let clause = page.extraction.clause(sentence, verb.span.start);
    let is_apart = |word: &Span<InFolded>| {
        word.end <= clause.start
            || word.end <= verb.span.start && page.extraction.words(Span::new(word.end, verb.span.start)).contains(',')
    };
    let is_before = |rule: &RuleId| by_rule.get(rule).is_some_and(|hits| hits.about.iter().all(is_apart));
    let here = spoken.iter().filter(|(rule, _)| is_before(rule));
    let earlier = before.iter().filter(|(rule, _)| !spoken.contains_key(*rule));
    let object_is_here =
        |rule: &RuleId| by_rule.get(rule).is_some_and(|hits| hits.about.iter().any(|word| word.start >= verb.span.end));
    // "They had no plans to use it. That was a lie": what is only named or planned is no lie.
    // "“It did not spread. These accusations are false”, the lawyer says": nobody means by that what he has just denied himself.
    let is_own_denial = |spoken: &Spoken| {
        let (one, other) = (page.speaker(spoken.at.0, spoken.at.1), page.speaker(sentence, verb.span));
        verb.cue == Cue::Untrue && !spoken.affirms && one.key == other.key && one.credit != Credit::Publisher
    };
    let meant = here
        .chain(earlier)
        .filter(|(_, spoken)| !is_own_denial(spoken))
        .filter(|(rule, spoken)| !object_is_here(rule) && (verb.cue != Cue::Untrue || spoken.is_stated))
        .map(|(rule, spoken)| Draft {
            rule: *rule,
            sentence,
            at: verb.span,
            mention: None,
            value: Value::YesNo(match verb.cue {
                Cue::Elided => true,
                Cue::ElidedDenied | Cue::Negation => false,
                Cue::Confirmation => spoken.affirms,
                _ => !spoken.affirms,
            }),
            modality: reading.modality,
            doubt: reading.doubt,
            negated: false,
            concerned: spoken.concerned.clone(),
            sides: IdVec::default(),
        });
    meant.collect()
}

/// "The union says *it did not*", "*que no*": a clause of what somebody says, and nothing else stands in it.
fn is_all_that_is_said(page: &Page<'_>, sentence: SentenceId, elided: Span<InFolded>) -> bool {
    let analysis = page.extraction.analysis(sentence);
    let reading = page.extraction.reading(sentence, elided);
    let own = analysis.segment_at(elided.end - 1);
    let whole = analysis.tokens_of(elided);
    let ends = analysis.tokens.get(whole.end).is_none_or(|next| !next.is_word());
    let says = |at: usize| analysis.tokens[at].operator.is_some_and(|id| Some(analysis.operators[id].hit) == reading.holder);
    let is_small = |at: &usize| analysis.tokens[*at].class.is(Class::OPENER | Class::PRONOUN | Class::AUXILIARY);
    let first = (0..whole.start).rev().take_while(is_small).last().unwrap_or(whole.start);
    let is_clause = analysis.segment(own).first >= first || first.checked_sub(1).is_some_and(says);
    reading.holder.is_some() && ends && is_clause
}

/// Returns true if a flat "is false" speaks of the sentence before: its subject is a pronoun or a word such as "this claim", and the clause opens with
/// it ("C'est faux", "Dat klopt niet", "This report is false").
fn is_about_the_last(page: &Page<'_>, sentence: SentenceId, untrue: Span<InFolded>) -> bool {
    let clause = page.extraction.clause(sentence, untrue.start);
    // "The report that it closed is false": its subject stands before the clause between.
    if page.extraction.resumed(sentence, clause).is_some() {
        return false;
    }
    let whole = &page.extraction.sentences[sentence];
    // "On sait que ce n'était pas vrai".
    let opens = page.extraction.cues_of(sentence).iter().find(|hit| hit.cue.begins_clause() && hit.span.start == clause.start);
    let start = opens
        .filter(|hit| clause.start > whole.span.start && hit.span.end <= untrue.start)
        .map_or(clause.start, |hit| hit.span.end);
    let before = Span::new(start, untrue.start.max(start));
    let mut words = page.extraction.words_of(before).map(|word| page.extraction.words(word));
    let lexicon = whole.lexicon;
    let pronoun = words.next().is_none_or(|word| lexicon.pronouns.contains(word) || lexicon.determiners.contains(word));
    let short = words.count() <= WORDS_OF_A_CLAIM;
    let named = page.extraction.cues_of(sentence).iter().any(|hit| hit.cue == Cue::Anaphor && before.covers(hit.span));
    let bare = page.extraction.words_of(before).count() <= 1;
    pronoun && short && (named || bare)
}

/// Returns true if the object of the verb is a pronoun that stands for the sentence before.
fn has_pronoun(page: &Page<'_>, sentence: SentenceId, verb: Span<InFolded>) -> bool {
    let cues = page.extraction.cues_of(sentence);
    let whole = page.extraction.sentences[sentence].span;
    let lexicon = page.extraction.sentences[sentence].lexicon;
    let text = page.extraction.folded.text();
    cues.iter().filter(|hit| hit.cue == Cue::Anaphor).any(|hit| {
        let conjunction = cues.iter().any(|other| other.cue.begins_clause() && other.span == hit.span);
        let rest = page.extraction.words(Span::new(hit.span.end, whole.end));
        let rest = rest.split([',', ';', '.', ':', '!']).next().unwrap_or_default();
        let short = rest.split_whitespace().count() <= WORDS_AFTER_PRONOUN;
        // "Confirmed it had a permit": the subject of a clause of its own.
        let acts = rest.split_whitespace().next().is_some_and(|word| lexicon.auxiliaries.contains(word));
        // "…, which the city denies": the relative pronoun stands for what was just said. Where nobody is named behind it, the voice of
        // the clause before would deny its own words.
        let relative = || {
            let clause = page.extraction.clause(sentence, verb.start);
            let opens = text[..hit.span.start].trim_end().ends_with(',') || page.extraction.words(hit.span).starts_with(',');
            let named = page.extraction.voice(sentence, verb).is_some_and(|voice| voice.window.start >= hit.span.end);
            opens
                && named
                && hit.span.end <= verb.start
                && hit.span.end > clause.start
                && CueHit::words_between(text, hit.span.end, verb.start) <= WORDS_BEFORE_DENIAL
        };
        hit.span.meets(verb) || hit.span.start >= verb.end && (!conjunction || short) && !acts || relative()
    })
}
