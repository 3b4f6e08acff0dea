//! What a document answers, and what is kept of the way to it for those who ask how it was found.

use super::Answer;
use super::asking::{Stop, Tried};
use super::page::{Draft, Page, RuleHits};
use super::told::Told;
use crate::id::{MentionId, RuleId, SentenceId};
use crate::span::{InFolded, InSource, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The answers of a document, and what they stand on.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub answers: Vec<Answer>,
    /// Where each answer comes from, in the order of the answers.
    pub notes: Vec<Note>,
    /// The numbers that answers stand on.
    pub used: BTreeSet<MentionId>,
    /// For each sentence, what the rules of which words stand in it made of that.
    pub asked: BTreeMap<SentenceId, BTreeMap<RuleId, Asked>>,
}

/// Where an answer comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note {
    /// Its quote.
    pub span: Span<InSource>,
    /// Its rule.
    pub rule: RuleId,
    /// Its sentence.
    pub sentence: SentenceId,
    /// The words that it stands on.
    pub at: Span<InFolded>,
}

/// What a rule made of a sentence.
#[derive(Debug)]
pub(super) struct Asked {
    /// Its words there.
    pub hits: RuleHits,
    /// Where it stopped at the place where it came furthest, if nothing came of it.
    pub stop: Option<Stop>,
}

impl Record {
    /// Keeps the answers that a draft gives.
    pub fn keep(&mut self, page: &Page<'_>, draft: &Draft) {
        for answer in page.answers(draft) {
            self.notes.push(Note { span: answer.span, rule: draft.rule, sentence: draft.sentence, at: draft.at });
            self.answers.push(answer);
        }
        self.used.extend(draft.mention);
    }

    /// Keeps what a rule made of a sentence.
    pub fn note(&mut self, sentence: SentenceId, rule: RuleId, hits: &RuleHits, tried: &[Tried]) {
        let has_answer = tried.iter().any(Result::is_ok);
        let stops = tried.iter().filter_map(|tried| tried.as_ref().err());
        let stop = stops.max().copied().or(Some(Stop::Words)).filter(|_| !has_answer);
        self.asked.entry(sentence).or_default().insert(rule, Asked { hits: hits.clone(), stop });
    }

    /// Keeps the answers of a value that stands by itself, or on request where its rule stopped, if that came further than before.
    pub fn tell(&mut self, page: &Page<'_>, sentence: SentenceId, told: &Told, explains: bool) {
        let first = self.answers.len();
        if let Ok((draft, shown)) = &told.found {
            self.keep(page, draft);
            for (answer, note) in self.answers[first..].iter_mut().zip(&mut self.notes[first..]) {
                page.show(answer, sentence, shown);
                note.span = answer.span;
            }
        }
        if explains {
            let asked = self.asked.entry(sentence).or_default();
            let before = asked.get(&told.rule).and_then(|asked| asked.stop);
            let stop = told.found.as_ref().err().copied().max(before).filter(|_| told.found.is_err());
            asked.insert(told.rule, Asked { hits: told.hits.clone(), stop });
        }
    }

    /// Puts the answers in order of place.
    pub fn sort(&mut self) {
        // Both sorts are stable, so that each note stays with its answer.
        self.answers.sort_by_key(|answer| (answer.span, answer.rule));
        self.notes.sort_by_key(|note| (note.span, note.rule));
    }
}

impl RuleHits {
    /// The word that an answer would most likely stand on.
    pub fn first(&self) -> Option<Span<InFolded>> {
        let options = self.options.iter().map(|(_, span)| span);
        self.about.iter().chain(&self.counted).chain(options).chain(&self.unless).next().copied()
    }

    /// All words of the rule, but those of distinctions.
    pub fn all(&self) -> impl Iterator<Item = Span<InFolded>> + '_ {
        self.about.iter().chain(&self.counted).chain(self.options.iter().map(|(_, span)| span)).chain(&self.unless).copied()
    }
}
