//! Cutting a sentence into clauses.

use super::CueHit;
use crate::claim::Value;
use crate::grammar::Mention;
use crate::lexicon::{Cue, Lexicon, Units};
use crate::pattern::is_word_letter;
use crate::span::{InFolded, Span};

/// The clauses of `sentence`, which cover it. A new one begins at a conjunction of contrast, a subordinator or a semicolon, after a
/// colon, and after the comma that ends a clause which opened the sentence or a comma; but not after a preposition ("van dat gebruik"), in a
/// phrase such as "ne … que" and "het gaat om", before a time ("after seven days"), or between a label and its value ("Cost: 3 euros").
pub(super) fn clauses(
    text: &str,
    sentence: Span<InFolded>,
    cues: &[CueHit],
    mentions: &[Mention<InFolded>],
    lexicon: &Lexicon,
) -> Vec<Span<InFolded>> {
    let words = sentence.of(text);
    let marks = words.char_indices().filter(|(_, letter)| matches!(letter, ';' | ':')).map(|(at, _)| sentence.start + at + 1);
    let gives_value = |mark: usize| text[..mark].ends_with(':') && starts_value(text, mark, mentions);
    let marks = marks.filter(|mark| !gives_value(*mark));
    let starts = cues
        .iter()
        .filter(|hit| begins(hit.cue) || hit.cue == Cue::Contrast)
        .filter(|hit| !begins_none(cues, hit) && !stands_after_preposition(text, sentence, hit, lexicon))
        .filter(|hit| !opens_time(text, hit, mentions, lexicon))
        .filter(|hit| !limits_value(text, sentence, hit, mentions))
        .map(|hit| hit.span.start)
        .chain(cues.iter().filter_map(|hit| starts_at_preposition(text, sentence, hit, lexicon)));
    // "While A did this, B did that": what opens the sentence ends at its first comma.
    let opens = cues.iter().any(|hit| {
        (hit.cue.begins_clause() || matches!(hit.cue, Cue::Contrast | Cue::Hypothetical)) && hit.span.start == sentence.start
    });
    let comma = words.find(", ").filter(|_| opens).map(|at| sentence.start + at + 1);
    // "…, where 1,500 people marched, police arrested two": a clause between commas ends at the second.
    let between = cues.iter().filter(|hit| begins(hit.cue) && hit.span.start > sentence.start).filter_map(|hit| {
        let opens = text[sentence.start..hit.span.start].trim_end().ends_with(',')
            || starts_at_preposition(text, sentence, hit, lexicon).is_some();
        let closes = text[hit.span.end..sentence.end].find(", ");
        closes.filter(|_| opens).map(|at| hit.span.end + at + 1)
    });
    let mut cuts: Vec<usize> =
        marks.chain(starts).chain(comma).chain(between).filter(|cut| sentence.start < *cut && *cut < sentence.end).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut clauses = Vec::with_capacity(cuts.len() + 1);
    let mut start = sentence.start;
    for cut in cuts {
        clauses.push(Span::new(start, cut));
        start = cut;
    }
    clauses.push(Span::new(start, sentence.end));
    clauses
}

/// Whether a value begins at `at`, past blanks.
fn starts_value(text: &str, at: usize, mentions: &[Mention<InFolded>]) -> bool {
    let next = mentions.partition_point(|mention| mention.span.start < at);
    mentions.get(next).is_some_and(|mention| text[at..mention.span.start].trim().is_empty())
}

/// Whether a word is the preposition of a time, and begins no clause: "before 1 July", "after seven days".
fn opens_time(text: &str, hit: &CueHit, mentions: &[Mention<InFolded>], lexicon: &Lexicon) -> bool {
    let is_time = |mention: &Mention<InFolded>| match &mention.value {
        Value::Period(_) => true,
        Value::Quantity(quantity) => Units::carried().get(&quantity.unit.0).is_some_and(|unit| unit.is_time()),
        Value::YesNo(_) | Value::Choice(_) | Value::Vague => false,
    };
    let next = mentions.partition_point(|mention| mention.span.end <= hit.span.start);
    mentions.get(next).is_some_and(|mention| {
        let between = text.get(hit.span.end..mention.span.start);
        let is_beside = || between.is_some_and(|between| between.trim().is_empty());
        let is_preposition = || lexicon.prepositions.contains(hit.span.of(text));
        is_time(mention) && (mention.span.covers(hit.span) || is_preposition() && is_beside())
    })
}

/// Whether a word of contrast only says that a number is small: "zou maar 80 honden hebben". Behind a comma it is a contrast.
fn limits_value(text: &str, sentence: Span<InFolded>, hit: &CueHit, mentions: &[Mention<InFolded>]) -> bool {
    hit.cue == Cue::Contrast
        && starts_value(text, hit.span.end, mentions)
        && text[sentence.start..hit.span.start].trim_end().ends_with(is_word_letter)
}

/// Where a relative clause begins whose pronoun a preposition governs: at the preposition, if that stands behind a comma (", for which 14
/// farms had to give way,").
fn starts_at_preposition(text: &str, sentence: Span<InFolded>, hit: &CueHit, lexicon: &Lexicon) -> Option<usize> {
    if !begins(hit.cue) || !stands_after_preposition(text, sentence, hit, lexicon) {
        return None;
    }
    let before = text[sentence.start..hit.span.start].trim_end();
    let opens = before.trim_end_matches(is_word_letter);
    opens.trim_end().ends_with(',').then_some(sentence.start + opens.len())
}

fn begins_none(cues: &[CueHit], start: &CueHit) -> bool {
    cues.iter().any(|hit| hit.cue == Cue::NoClause && hit.span.covers(start.span))
}

fn stands_after_preposition(text: &str, sentence: Span<InFolded>, hit: &CueHit, lexicon: &Lexicon) -> bool {
    let before = text[sentence.start..hit.span.start].trim_end();
    let word = before.rsplit(|letter: char| !is_word_letter(letter)).next().unwrap_or_default();
    !word.is_empty() && lexicon.prepositions.contains(word)
}

/// Whether a clause of its own begins with such a word: a condition stays with what depends on it.
const fn begins(cue: Cue) -> bool {
    matches!(cue, Cue::Complementizer | Cue::Relative | Cue::Subordinator | Cue::Awaited | Cue::Reporting)
}
