//! Cutting a sentence into clauses.

use super::CueHit;
use crate::grammar::Mention;
use crate::lexicon::Cue;
use crate::span::Span;

/// The clauses of `sentence`, which cover it: a new one begins at a conjunction of contrast, a subordinator or a semicolon, and
/// after a colon. A word right before a number begins none: "n'a servi que 78 fois", "het gaat om 78 opzoekingen".
pub(super) fn clauses(text: &str, sentence: Span, cues: &[CueHit], mentions: &[Mention]) -> Vec<Span> {
    let words = sentence.of(text);
    let marks = words.char_indices().filter(|(_, letter)| matches!(letter, ';' | ':')).map(|(at, _)| sentence.start + at + 1);
    let starts = cues
        .iter()
        .filter(|hit| matches!(hit.cue, Cue::ClauseStart | Cue::Contrast))
        .filter(|hit| !stands_before_number(text, hit, mentions))
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
