//! Whom a clause is about.

use super::names::Names;
use super::page::Page;
use crate::extract::{CueHit, Extraction};
use crate::lexicon::Cue;
use crate::rule::{RuleSet, Subject};
use crate::span::Span;
use std::collections::BTreeMap;

/// A subject is remembered for at most this many sentences, however long the paragraph.
const SUBJECT_REACH: usize = 8;

/// At most an article and a noun stand between "unlike" and a name.
const WORDS_BEFORE_APART: usize = 2;

/// The entities named so far in a paragraph: the last of each kind, and each by itself.
#[derive(Debug, Default)]
pub(super) struct Recent {
    paragraph: Option<usize>,
    sentence: usize,
    /// From kind to the last entity of it, and the sentence that names it.
    of_kind: BTreeMap<String, (usize, usize)>,
    /// From entity to itself or the last part of it that was named, and the sentence that does.
    named: BTreeMap<usize, (usize, usize)>,
}

impl Recent {
    /// Goes on to `sentence`: what the sentence before it names is remembered, as long as the paragraph lasts.
    pub fn enter(&mut self, rules: &RuleSet, extraction: &Extraction<'_>, names: &Names, sentence: usize) {
        let paragraph = extraction.sentences[sentence].paragraph;
        if self.paragraph != Some(paragraph) {
            *self = Recent { paragraph: Some(paragraph), ..Recent::default() };
        } else if let Some(before) = sentence.checked_sub(1) {
            for hit in names.within(extraction.sentences[before].span) {
                if let Some(kind) = &rules.entities[hit.entity].kind {
                    self.of_kind.insert(kind.clone(), (hit.entity, before));
                }
                let mut entity = hit.entity;
                self.named.insert(entity, (hit.entity, before));
                while let Some(whole) = rules.entities[entity].part_of {
                    self.named.insert(whole, (hit.entity, before));
                    entity = whole;
                }
            }
        }
        self.sentence = sentence;
    }

    fn last(&self, subject: &Subject) -> Option<usize> {
        let last = match subject {
            Subject::Kind(kind) => self.of_kind.get(kind),
            Subject::Entity(entity) => self.named.get(entity),
        };
        last.filter(|(_, sentence)| self.sentence - sentence <= SUBJECT_REACH).map(|(entity, _)| *entity)
    }
}

impl Page<'_> {
    /// The subject of the predicate at `at`, and whether it was concluded: the first entity of the kind in the clause, else in the
    /// sentence, else the last one of the paragraph. Somebody who is only credited with the words comes after the others, and
    /// an actor that no rule knows takes the clause for itself.
    pub fn subject(&self, rule: usize, sentence: usize, at: Span, recent: &Recent) -> Option<(usize, bool)> {
        let subject = &self.rules.rules[rule].subject;
        let whole = self.extraction.sentences[sentence].span;
        let clause = self.extraction.clause(sentence, at.start);
        let credited = self.extraction.voice(sentence, at).filter(|voice| whole.covers(voice.window) && !voice.last);
        let is_credited = |span: Span| credited.is_some_and(|voice| voice.window.covers(span));
        let first_in = |span: Span, credited_too: bool| {
            let hits = self.names.within(span).iter();
            let mut fitting = hits.filter(|hit| {
                self.fits(subject, hit.entity)
                    && (credited_too || !is_credited(hit.span))
                    && !self.stands_apart(sentence, hit.span)
            });
            // A name says more than a word that refers: "l'usine Novalux".
            fitting.clone().find(|hit| !hit.refers).or_else(|| fitting.next()).map(|hit| hit.entity)
        };
        if let Some(entity) = first_in(clause, false) {
            return Some((entity, false));
        }
        // Where every noun has a capital, one tells nothing of who acts.
        let tells = !self.extraction.sentences[sentence].lexicon.noun_capitals;
        let other = self.has_other_actor(sentence, clause, at, credited.map(|voice| voice.window));
        let elsewhere = || first_in(whole, false).or_else(|| first_in(whole, true));
        if let Some(entity) = elsewhere().filter(|_| !(tells && other)) {
            return Some((entity, false));
        }
        if other {
            return None;
        }
        recent.last(subject).map(|entity| (entity, true))
    }

    /// Whether somebody is named only to be set apart: "unlike Torvex", "contrairement à Torvex".
    fn stands_apart(&self, sentence: usize, name: Span) -> bool {
        let cues = self.extraction.cues_of(sentence);
        let text = self.extraction.folded.text();
        cues.iter().any(|hit| {
            hit.cue == Cue::Apart
                && hit.span.end <= name.start
                && CueHit::words_between(text, hit.span.end, name.start) <= WORDS_BEFORE_APART
                && !self.extraction.words(Span::new(hit.span.end, name.start)).contains(',')
        })
    }

    /// Whether a question about `subject` can be answered for `entity`.
    fn fits(&self, subject: &Subject, entity: usize) -> bool {
        match subject {
            Subject::Kind(kind) => self.rules.entities[entity].kind.as_ref() == Some(kind),
            Subject::Entity(wanted) => entity == *wanted || self.rules.is_part_of(entity, *wanted),
        }
    }

    /// Whether somebody whom no rule knows stands before the predicate: a capital inside the sentence, or a bare name at its head that
    /// an auxiliary follows. What a preposition governs ("en Belgique") acts in nothing.
    fn has_other_actor(&self, sentence: usize, clause: Span, at: Span, voice: Option<Span>) -> bool {
        let whole = &self.extraction.sentences[sentence];
        let before = Span::new(clause.start, at.start.max(clause.start));
        let known = |word: Span| {
            let mentions = &self.extraction.mentions[whole.mentions.clone()];
            self.names.within(whole.span).iter().any(|hit| hit.span.meets(word))
                || voice.is_some_and(|voice| voice.covers(word))
                || mentions.iter().any(|mention| mention.span.covers(word))
        };
        let mut governed = false;
        let mut words = self.extraction.words_of(before).peekable();
        while let Some(word) = words.next() {
            let text = self.extraction.words(word);
            let is_name = self.extraction.folded.is_capital(word.start) && !whole.lexicon.is_function_word(text);
            let acts = word.start > whole.span.start
                || words.peek().is_some_and(|next| whole.lexicon.auxiliaries.contains(self.extraction.words(*next)));
            if is_name && acts && !governed && !known(word) {
                return true;
            }
            // The words of one name are governed together, and articles before them.
            governed =
                whole.lexicon.prepositions.contains(text) || governed && (is_name || whole.lexicon.determiners.contains(text));
        }
        false
    }
}
