//! Which entities are named, or referred to, where.

use super::topic;
use super::words::{Tag, WordHit};
use crate::extract::Extraction;
use crate::id::{EntityId, IdVec};
use crate::rule::RuleSet;
use crate::span::{InFolded, Span};
use crate::text::Document;

/// An entity that is named or referred to, in folded bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameHit {
    /// The words.
    pub span: Span<InFolded>,
    /// The entity.
    pub entity: EntityId,
    /// Whether it is only referred to.
    pub refers: bool,
}

/// All entities of a document, in order of place.
#[derive(Debug)]
pub(super) struct Names {
    hits: Vec<NameHit>,
}

impl Names {
    /// Finds the longest names, and what the words that refer to them stand for: the entity that lists them and was named last in
    /// the same part of the document.
    pub fn find(rules: &RuleSet, document: &Document, extraction: &Extraction<'_>, words: &[WordHit]) -> Names {
        let mut hits: Vec<NameHit> = Vec::new();
        let mut last_named: IdVec<EntityId, Option<usize>> = vec![None; rules.entities.len()].into();
        let topics = topic::declared(rules, document);
        let mut part = None;
        for sentence in &extraction.sentences {
            if part != Some(sentence.part) {
                last_named.fill(None);
                // What a text is declared to be about may be referred to from its start.
                for entity in topics.get(&sentence.part).or_else(|| topics.get(&None)).into_iter().flatten() {
                    last_named[*entity] = Some(0);
                }
            }
            part = Some(sentence.part);
            let first = words.partition_point(|hit| hit.span.start < sentence.span.start);
            let named = words[first..].iter().take_while(|hit| hit.span.start < sentence.span.end).filter(|hit| {
                matches!(hit.tag, Tag::Name(_) | Tag::Refer(_))
                    && hit.is_of(sentence.lexicon.lang)
                    && hit.span.end <= sentence.span.end
            });
            for hit in longest(named) {
                match hit.tag {
                    Tag::Name(entity) => {
                        last_named[entity] = Some(hit.span.end);
                        hits.push(NameHit { span: hit.span, entity, refers: false });
                    }
                    Tag::Refer(entity) if last_named[entity].is_some() => {
                        let later =
                            hits.last().filter(|other| other.span == hit.span && last_named[other.entity] > last_named[entity]);
                        if later.is_none() {
                            if hits.last().is_some_and(|other| other.span == hit.span) {
                                hits.pop();
                            }
                            hits.push(NameHit { span: hit.span, entity, refers: true });
                        }
                    }
                    _ => {}
                }
            }
        }
        Names { hits }
    }

    /// The entities named in `span`, in order.
    pub fn within(&self, span: Span<InFolded>) -> &[NameHit] {
        let first = self.hits.partition_point(|hit| hit.span.start < span.start);
        let rest = &self.hits[first..];
        &rest[..rest.partition_point(|hit| hit.span.end <= span.end)]
    }
}

/// Those that no longer one holds ("police judiciaire fédérale" hides "police"); a name also hides words that only refer where
/// the two overlap ("l'hôpital Saint-Jean").
fn longest<'h>(hits: impl Iterator<Item = &'h WordHit>) -> Vec<&'h WordHit> {
    let hides = |one: &WordHit, other: &WordHit| {
        let longer = one.span.covers(other.span) && one.span != other.span;
        let names = matches!((one.tag, other.tag), (Tag::Name(_), Tag::Refer(_))) && one.span.meets(other.span);
        longer || names
    };
    let mut kept: Vec<&WordHit> = Vec::new();
    for hit in hits {
        // Hits come by start: only the ones at the end of the list can overlap.
        while kept.last().is_some_and(|other| hides(hit, other)) {
            kept.pop();
        }
        // No rule has more than a few names for one place.
        if !kept.iter().rev().take(8).any(|other| hides(other, hit)) {
            kept.push(hit);
        }
    }
    kept
}
