//! Answers to "which" and "who": the options or names that stand in a clause of what the rule is about.

use super::page::{Draft, Page, RuleHits};
use super::subject::Recent;
use crate::claim::{Choice, Polarity, Value};
use crate::lexicon::Cue;
use crate::span::Span;
use std::collections::BTreeSet;

/// One answer for each clause that names an option: the set of all that it names.
pub(super) fn answers(page: &mut Page<'_>, rule: usize, sentence: usize, hits: &RuleHits, recent: &Recent) {
    let extraction = page.extraction;
    let found = named(page, rule, sentence, hits);
    for clause in extraction.sentences[sentence].clauses.clone() {
        let here: Vec<&(usize, Span)> = found.iter().filter(|(_, span)| clause.covers(*span)).collect();
        let predicate = hits.about.iter().find(|word| clause.covers(**word));
        let (Some((_, first)), Some(predicate)) = (here.first(), predicate) else { continue };
        if hits.unless.iter().any(|word| clause.meets(*word)) {
            continue;
        }
        let Some((subject, subject_inferred)) = page.subject(rule, sentence, *predicate, recent) else { continue };
        let Some(stance) = extraction.stance(sentence, *predicate) else { continue };
        let options = &page.rules.rules[rule].options;
        let ids: BTreeSet<String> = here.iter().map(|(option, _)| options[*option].id.clone()).collect();
        let is_closed = extraction.cues_of(sentence).iter().any(|hit| hit.cue == Cue::Only && clause.covers(hit.span));
        let is_denied = stance.polarity == Polarity::Denied;
        page.push(Draft {
            rule,
            sentence,
            at: first.join(*predicate),
            value: Value::Choice(Choice { ids, is_closed: is_closed && !is_denied, is_denied }),
            modality: stance.modality.max(extraction.modality(sentence, *first)),
            negated: false,
            subject,
            subject_inferred,
            sides: hits.sides(page, sentence, *first),
        });
    }
}

/// The options named in the sentence, with their places; for a `name` rule, the entities, but not who is only credited with
/// the words.
fn named(page: &Page<'_>, rule: usize, sentence: usize, hits: &RuleHits) -> Vec<(usize, Span)> {
    let rule = &page.rules.rules[rule];
    let whole = page.extraction.sentences[sentence].span;
    let mut found = hits.options.clone();
    for hit in page.names.within(whole) {
        let Some(option) = rule.options.iter().position(|option| option.entity == Some(hit.entity)) else { continue };
        let voice = page.extraction.voice(sentence, hit.span);
        if voice.is_none_or(|voice| !voice.window.covers(hit.span)) {
            found.push((option, hit.span));
        }
    }
    found.sort_by_key(|(option, span)| (*span, *option));
    // The longest words that stand at a place win: "in the European Union" is no "in the".
    let longest = |one: &(usize, Span)| !found.iter().any(|other| other.1.covers(one.1) && other.1 != one.1);
    found.iter().copied().filter(longest).collect()
}
