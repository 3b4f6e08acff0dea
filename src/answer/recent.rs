//! Whom the sentences before one name.

use super::names::NameHit;
use super::page::Page;
use crate::id::{EntityId, Id, SentenceId};
use std::collections::BTreeMap;

/// The entities named so far in a paragraph: the last of each kind, and each by itself.
#[derive(Debug, Default)]
pub(super) struct Recent {
    paragraph: Option<usize>,
    pub sentence: SentenceId,
    /// From kind to the entities of it that the last sentence to name one names, in order, and that sentence.
    pub of_kind: BTreeMap<String, (Vec<NameHit>, SentenceId)>,
    /// From entity to itself or the last part of it that was named, and the sentence that does.
    pub named: BTreeMap<EntityId, (EntityId, SentenceId)>,
}

impl Recent {
    /// Goes on to `sentence`: what the sentence before it names is remembered, as long as the paragraph lasts, or goes on with the matter of
    /// the one before.
    pub fn enter(&mut self, page: &Page<'_>, sentence: SentenceId, goes_on: bool) {
        let Page { rules, extraction, names, .. } = page;
        let paragraph = Some(extraction.sentences[sentence].paragraph);
        let is_new = self.paragraph != paragraph;
        self.paragraph = paragraph;
        if is_new && !goes_on {
            *self = Recent { paragraph, ..Recent::default() };
        } else if let Some(before) = sentence.before() {
            for hit in names.within(extraction.sentences[before].span) {
                if let Some(kind) = &rules.entities[hit.entity].kind {
                    let last = self.of_kind.entry(kind.clone()).or_default();
                    if last.1 != before {
                        *last = (Vec::new(), before);
                    }
                    last.0.push(*hit);
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
}
