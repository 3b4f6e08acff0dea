//! What is kept of the way to the answers of a document, for those who ask how they were found.

use super::page::{Page, RuleHits};
use super::subject::{Concerned, Recent};
use crate::id::{RuleId, SentenceId};
use crate::span::{InFolded, InSource, Span};
use std::collections::BTreeMap;

/// The way to the answers of a document.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// One for each answer, in the order of the answers.
    pub notes: Vec<Note>,
    /// For each sentence, the rules of which words stand in it.
    pub words: BTreeMap<SentenceId, BTreeMap<RuleId, Words>>,
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

/// The words of a rule in a sentence, and what the rule needs beside them.
#[derive(Debug)]
pub(super) struct Words {
    pub hits: RuleHits,
    /// Whether the entities that the rule wants mentioned stand nearby.
    pub mentions: bool,
    /// Whom the first of the words is about.
    pub subject: Option<Concerned>,
}

impl Page<'_> {
    /// Keeps which rules have words in a sentence, where somebody asks for it.
    pub fn note_words(&mut self, sentence: SentenceId, by_rule: &BTreeMap<RuleId, RuleHits>, recent: &Recent) {
        if self.log.is_none() {
            return;
        }
        let words = by_rule.iter().map(|(rule, hits)| {
            let mentions = self.mentions_nearby(*rule, sentence);
            let first = hits.first();
            let subject = first.and_then(|first| self.subject(*rule, sentence, first, recent));
            (*rule, Words { hits: hits.clone(), mentions, subject })
        });
        let words = words.collect();
        if let Some(log) = &mut self.log {
            log.words.insert(sentence, words);
        }
    }
}

impl RuleHits {
    /// The word that an answer would most likely stand on.
    pub fn first(&self) -> Option<Span<InFolded>> {
        let options = self.options.iter().map(|(_, span)| span);
        self.about.iter().chain(&self.counted).chain(options).chain(&self.unless).next().copied()
    }
}
