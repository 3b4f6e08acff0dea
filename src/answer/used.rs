//! Which claims of a document its answers stand on.

use super::page::Page;
use super::record::Record;
use crate::claim::{Claim, Value};
use crate::id::MentionId;
use crate::span::{InSource, Span};
use std::collections::BTreeSet;

/// What the answers of a page stand on.
pub(super) struct Used<'r> {
    record: &'r Record,
    /// The verbs of denial and confirmation that govern an answer, or are one.
    verbs: BTreeSet<Span<InSource>>,
    /// The clauses with an answer, whose dates are its time.
    clauses: BTreeSet<Span<InSource>>,
}

impl<'r> Used<'r> {
    /// What the answers of `page` stand on.
    pub fn of(page: &Page<'_>, record: &'r Record) -> Self {
        let extraction = page.extraction;
        let mut used = Used { record, verbs: BTreeSet::new(), clauses: BTreeSet::new() };
        for note in &record.notes {
            let (sentence, at) = (note.sentence, note.at);
            used.verbs.insert(extraction.folded.to_source(at));
            for (index, _) in extraction.reading(sentence, at).because {
                used.verbs.extend(extraction.cues_of(sentence).get(index).map(|hit| extraction.folded.to_source(hit.span)));
            }
            used.clauses.insert(extraction.folded.to_source(extraction.clause(sentence, at.start)));
        }
        used
    }

    /// Returns true if an answer stands on `claim`, which is made of `mention`.
    pub fn has(&self, claim: &Claim, mention: Option<MentionId>) -> bool {
        match claim.value {
            Value::Period(_) => self.clauses.contains(&claim.clause),
            _ => mention.map_or_else(|| self.verbs.contains(&claim.span), |mention| self.record.used.contains(&mention)),
        }
    }
}
