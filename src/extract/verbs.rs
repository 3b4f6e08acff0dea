//! The verbs of a sentence that change how what they govern is meant, found by the lexicon's entries.

use super::CueHit;
use crate::lexicon::{Class, Lexicon, Words};
use crate::pattern::{Folded, words};
use crate::span::{InFolded, Span};

/// The words of a sentence, as the table of verbs asks for them.
struct Line<'a> {
    folded: &'a Folded,
    lexicon: &'a Lexicon,
    words: Vec<Span<InFolded>>,
}

/// The verbs of a sentence, in order of place; none inside a name.
pub(super) fn verbs(folded: &Folded, sentence: Span<InFolded>, lexicon: &Lexicon, names: &[Span<InFolded>]) -> Vec<CueHit> {
    let line = Line { folded, lexicon, words: words(folded.text(), sentence).collect() };
    let found = lexicon.verbs.find(&line, lexicon.verb_second);
    let hits = found.into_iter().filter_map(|found| {
        let (first, last) = (line.words.get(found.words.start)?, line.words.get(found.words.end.checked_sub(1)?)?);
        let span = first.join(*last);
        let cue = found.form.takes.first();
        Some(CueHit { span, cue, lang: lexicon.lang, is_parted: found.is_parted, verb: Some(found.form) })
    });
    let is_named = |span: Span<InFolded>| {
        let next = names.partition_point(|name| name.end < span.end);
        names.get(next).is_some_and(|name| name.covers(span) && *name != span)
    };
    hits.filter(|hit| !is_named(hit.span)).collect()
}

impl Words for Line<'_> {
    fn len(&self) -> usize {
        self.words.len()
    }

    fn word(&self, at: usize) -> &str {
        let word = self.words.get(at).map_or("", |word| word.of(self.folded.text()));
        // "Dit-il", "a-t-elle".
        let stem = word
            .split_once('-')
            .filter(|(_, rest)| rest.rsplit('-').next().is_some_and(|last| self.lexicon.pronouns.contains(last)));
        stem.map_or(word, |(stem, _)| stem)
    }

    fn is(&self, at: usize, written: &str) -> bool {
        let word = self.word(at);
        word == written || self.lexicon.contractions.get(word).is_some_and(|words| words.iter().any(|word| word == written))
    }

    fn is_cut_before(&self, at: usize) -> bool {
        let (Some(before), Some(word)) = (at.checked_sub(1).and_then(|at| self.words.get(at)), self.words.get(at)) else {
            return false;
        };
        let between = Span::<InFolded>::new(before.end, word.start).of(self.folded.text());
        between.contains([',', ';', ':', '.', '?', '!', '(', ')'])
    }

    fn is_noun(&self, at: usize) -> bool {
        self.lexicon.noun_capitals && at > 0 && self.words.get(at).is_some_and(|word| self.folded.is_capital(word.start))
    }

    fn is_accented(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        word.of(self.folded.text()).char_indices().any(|(index, _)| self.folded.is_accented(word.start + index))
    }

    fn ends_accented(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let last = word.of(self.folded.text()).char_indices().next_back();
        last.is_some_and(|(index, _)| self.folded.is_accented(word.start + index))
    }

    fn class(&self, at: usize) -> Class {
        self.lexicon.class_of(self.word(at), false)
    }
}
