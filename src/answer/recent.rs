//! Whom the sentences before one name.

use super::names::NameHit;
use super::page::Page;
use crate::id::{EntityId, Id, SentenceId};
use std::collections::{BTreeMap, BTreeSet};

/// The entities named so far in a paragraph: the last of each kind, and each by itself.
#[derive(Debug, Default)]
pub(super) struct Recent {
    paragraph: Option<usize>,
    pub sentence: SentenceId,
    /// From kind to the entities of it that the last sentence to name one names, in order, and that sentence.
    pub of_kind: BTreeMap<String, (Vec<NameHit>, SentenceId)>,
    /// From entity to itself or the last part of it that was named, and the sentence that does.
    pub named: BTreeMap<EntityId, (EntityId, SentenceId)>,
    /// From kind to the entities of it that the part has named so far, each tree of parts once.
    pub of_part: BTreeMap<String, BTreeSet<EntityId>>,
    /// The last heading of the part.
    pub heading: Option<SentenceId>,
}

impl Recent {
    /// Goes on to `sentence`: what the sentence before it names is remembered, as long as the paragraph lasts, or goes on with the matter of
    /// the one before.
    pub fn enter(&mut self, page: &Page<'_>, sentence: SentenceId, goes_on: bool) {
        let Page { rules, extraction, names, .. } = page;
        let own = &extraction.sentences[sentence];
        let before = sentence.before().map(|before| &extraction.sentences[before]);
        if before.is_some_and(|before| before.part != own.part) {
            self.of_part.clear();
            self.heading = None;
        } else if let Some(before) = before {
            for hit in names.within(before.span) {
                if let Some(kind) = &rules.entities[hit.entity].kind {
                    self.of_part.entry(kind.clone()).or_default().insert(rules.entities[hit.entity].root);
                }
            }
            // A line of its own that does not end like a sentence.
            let is_line = !extraction.words(before.span).trim_end().ends_with(['.', '!', '?', '…', '”', '»', '"', ':', ';', ',']);
            // A label with its value, or an item of a list, is no heading.
            let is_item =
                || extraction.words(before.span).contains(": ") || extraction.words(before.span).starts_with(['-', '•', '*']);
            let is_line = is_line && (before.is_heading || !is_item());
            if is_line && before.cell.is_none() && before.paragraph != own.paragraph {
                self.heading = sentence.before();
            }
        }
        let paragraph = Some(own.paragraph);
        let is_new = self.paragraph != paragraph;
        self.paragraph = paragraph;
        if is_new && !goes_on {
            let (of_part, heading) = (std::mem::take(&mut self.of_part), self.heading);
            *self = Recent { paragraph, of_part, heading, ..Recent::default() };
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
