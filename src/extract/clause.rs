//! Cutting a sentence into clauses.

use super::CueHit;
use crate::lexicon::{Cue, Lexicon};
use crate::pattern::is_word_letter;
use crate::span::Span;

/// The clauses of `sentence`, which cover it. A new one begins at a conjunction of contrast, a subordinator or a semicolon, after a
/// colon, and after the comma that ends a clause which opened the sentence or a comma; but not after a preposition ("van dat gebruik") or in a
/// phrase such as "ne … que" and "het gaat om".
pub(super) fn clauses(text: &str, sentence: Span, cues: &[CueHit], lexicon: &Lexicon) -> Vec<Span> {
    let words = sentence.of(text);
    let marks = words.char_indices().filter(|(_, letter)| matches!(letter, ';' | ':')).map(|(at, _)| sentence.start + at + 1);
    let starts = cues
        .iter()
        .filter(|hit| matches!(hit.cue, Cue::ClauseStart | Cue::Contrast))
        .filter(|hit| !begins_none(cues, hit) && !stands_after_preposition(text, sentence, hit, lexicon))
        .map(|hit| hit.span.start);
    // "While A did this, B did that": what opens the sentence ends at its first comma.
    let opens = cues
        .iter()
        .any(|hit| matches!(hit.cue, Cue::ClauseStart | Cue::Contrast | Cue::Hypothetical) && hit.span.start == sentence.start);
    let comma = words.find(", ").filter(|_| opens).map(|at| sentence.start + at + 1);
    // "…, where 1,500 people marched, police arrested two": a clause between commas ends at the second.
    let between = cues.iter().filter(|hit| hit.cue == Cue::ClauseStart && hit.span.start > sentence.start).filter_map(|hit| {
        let opens = text[sentence.start..hit.span.start].trim_end().ends_with(',');
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

fn begins_none(cues: &[CueHit], start: &CueHit) -> bool {
    cues.iter().any(|hit| hit.cue == Cue::NoClause && hit.span.covers(start.span))
}

fn stands_after_preposition(text: &str, sentence: Span, hit: &CueHit, lexicon: &Lexicon) -> bool {
    let before = text[sentence.start..hit.span.start].trim_end();
    let word = before.rsplit(|letter: char| !is_word_letter(letter)).next().unwrap_or_default();
    !word.is_empty() && lexicon.prepositions.contains(word)
}
