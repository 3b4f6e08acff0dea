//! Cutting a sentence into clauses.

use super::CueHit;
use crate::grammar::Mention;
use crate::lexicon::{Cue, Lexicon};
use crate::pattern::is_word_letter;
use crate::span::Span;

/// The clauses of `sentence`, which cover it: a new one begins at a conjunction of contrast, a subordinator or a semicolon, and
/// after a colon. A word right before a number begins none ("n'a servi que 78 fois", "het gaat om 78 opzoekingen"), nor does one
/// after a preposition ("van dat gebruik").
pub(super) fn clauses(text: &str, sentence: Span, cues: &[CueHit], mentions: &[Mention], lexicon: &Lexicon) -> Vec<Span> {
    let words = sentence.of(text);
    let marks = words.char_indices().filter(|(_, letter)| matches!(letter, ';' | ':')).map(|(at, _)| sentence.start + at + 1);
    let starts = cues
        .iter()
        .filter(|hit| matches!(hit.cue, Cue::ClauseStart | Cue::Contrast))
        .filter(|hit| !stands_before_number(text, hit, mentions) && !stands_after_preposition(text, sentence, hit, lexicon))
        .map(|hit| hit.span.start);
    let mut cuts: Vec<usize> = marks.chain(starts).filter(|cut| sentence.start < *cut && *cut < sentence.end).collect();
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

fn stands_before_number(text: &str, hit: &CueHit, mentions: &[Mention]) -> bool {
    let next = mentions.partition_point(|mention| mention.span.start < hit.span.end);
    mentions.get(next).is_some_and(|mention| CueHit::words_between(text, hit.span.end, mention.span.start) == 0)
}

fn stands_after_preposition(text: &str, sentence: Span, hit: &CueHit, lexicon: &Lexicon) -> bool {
    let before = text[sentence.start..hit.span.start].trim_end();
    let word = before.rsplit(|letter: char| !is_word_letter(letter)).next().unwrap_or_default();
    !word.is_empty() && lexicon.prepositions.contains(word)
}
