//! Answers to "which" and "who": the options or names that stand in a clause of what the rule is about.

use super::page::{Draft, Page, RuleHits};
use super::subject::Recent;
use crate::claim::{Choice, Polarity, Value};
use crate::extract::CueHit;
use crate::id::{OptionId, RuleId, SentenceId};
use crate::lexicon::Cue;
use crate::rule::{Choices, RuleOption};
use crate::span::{InFolded, Span};
use std::collections::BTreeSet;

/// "Not in the city of Dublin": so many words may stand before what is denied.
const NOT_REACH: usize = 2;

/// One answer for each clause that names an option: the set of all that it names.
pub(super) fn answers(
    page: &mut Page<'_>,
    (rule, choices): (RuleId, &Choices),
    sentence: SentenceId,
    hits: &RuleHits,
    recent: &Recent,
) {
    let extraction = page.extraction;
    let found = named(page, choices, sentence, hits);
    let mut before: Option<(Span<InFolded>, bool)> = None;
    for clause in extraction.clauses(sentence) {
        let mut here: Vec<&(OptionId, Span<InFolded>)> = found.iter().filter(|(_, span)| clause.covers(*span)).collect();
        // "Lies Vantorre, who grew up there, designed the hall": what stands before an inserted clause is of the clause as well.
        if here.is_empty()
            && let Some(first) = extraction.resumed(sentence, clause)
            && !hits.about.iter().any(|word| first.covers(*word))
        {
            here.extend(found.iter().filter(|(_, span)| first.covers(*span)));
        }
        // "Not in Dublin, but in Frankfurt": the contrast shares the predicate of what was denied.
        let shared = before.take().filter(|(_, denies)| *denies && begins_contrast(page, sentence, clause));
        let own = hits.about.iter().find(|word| clause.covers(**word)).copied();
        let Some(predicate) = own.or(shared.map(|(predicate, _)| predicate)) else { continue };
        if here.is_empty() || hits.unless.iter().any(|word| clause.meets(*word)) {
            continue;
        }
        let Some(concerned) = page.subject(rule, sentence, predicate, recent) else { continue };
        let reading = extraction.reading(sentence, predicate);
        if reading.has_ceased {
            continue;
        }
        let is_denied = reading.polarity == Polarity::Denied && own.is_some();
        let (denied, affirmed): (Vec<_>, Vec<_>) =
            here.into_iter().partition(|(_, span)| is_denied || is_not_this(page, sentence, predicate, *span));
        before = Some((predicate, !denied.is_empty()));
        let is_closed = extraction.cues_of(sentence).iter().any(|hit| hit.cue == Cue::Only && clause.covers(hit.span));
        let mut sets = [(denied, true), (affirmed, false)];
        sets.sort_by_key(|(named, _)| named.first().map(|(_, span)| *span));
        for (named, is_denied) in sets {
            let Some((_, first)) = named.first() else { continue };
            let ids: BTreeSet<String> = named.iter().map(|(option, _)| choices.options[*option].id.clone()).collect();
            page.push(Draft {
                rule,
                sentence,
                at: first.join(predicate),
                value: Value::Choice(Choice { ids, is_closed: is_closed && !is_denied, is_denied }),
                modality: reading.modality.max(extraction.reading(sentence, *first).modality),
                doubt: reading.doubt,
                negated: false,
                concerned: concerned.clone(),
                sides: hits.sides(page, sentence, *first),
            });
        }
    }
}

/// Whether a clause begins with a contrast.
fn begins_contrast(page: &Page<'_>, sentence: SentenceId, clause: Span<InFolded>) -> bool {
    page.extraction.cues_of(sentence).iter().any(|hit| hit.cue == Cue::Contrast && hit.span.start == clause.start)
}

/// Whether the text says of one option that it is not this one: "not in Dublin", "rather than Dublin". A negation before the
/// predicate is the predicate's own.
fn is_not_this(page: &Page<'_>, sentence: SentenceId, predicate: Span<InFolded>, option: Span<InFolded>) -> bool {
    let clause = page.extraction.clause(sentence, option.start);
    let text = page.extraction.folded.text();
    page.extraction.cues_of(sentence).iter().any(|hit| {
        let denies = match hit.cue {
            Cue::Instead => true,
            Cue::Negation | Cue::NegatedDeterminer => predicate.end <= hit.span.start,
            _ => false,
        };
        denies
            && clause.covers(hit.span)
            && hit.span.end <= option.start
            && CueHit::words_between(text, hit.span.end, option.start) <= NOT_REACH
    })
}

/// The options named in the sentence, with their places; for a `name` rule, the entities, but not who is only credited with
/// the words.
fn named(page: &Page<'_>, choices: &Choices, sentence: SentenceId, hits: &RuleHits) -> Vec<(OptionId, Span<InFolded>)> {
    let whole = page.extraction.sentences[sentence].span;
    let mut found = hits.options.clone();
    for hit in page.names.within(whole) {
        let same = |(_, option): &(OptionId, &RuleOption)| option.entity == Some(hit.entity);
        let Some((option, _)) = choices.options.enumerate().find(same) else { continue };
        let voice = page.extraction.voice(sentence, hit.span);
        if voice.is_none_or(|voice| !voice.window.covers(hit.span)) {
            found.push((option, hit.span));
        }
    }
    found.sort_by_key(|(option, span)| (*span, *option));
    // The longest words that stand at a place win: "in the European Union" is no "in the".
    let longest = |one: &(OptionId, Span<InFolded>)| !found.iter().any(|other| other.1.covers(one.1) && other.1 != one.1);
    found.iter().copied().filter(longest).collect()
}
