//! Which entities are named, or referred to, where.

use super::topic;
use super::words::WordHit;
use crate::extract::{Extraction, Sentence};
use crate::id::{EntityId, IdVec};
use crate::rule::RuleSet;
use crate::span::{InFolded, Span};
use crate::text::Document;
use std::collections::BTreeSet;

/// An entity that is named or referred to, in folded bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameHit {
    /// The words.
    pub span: Span<InFolded>,
    /// The entity.
    pub entity: EntityId,
    /// How they stand for it.
    pub by: By,
}

/// How words stand for an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// They name it.
    Name,
    /// They refer to it, and it was named before.
    Reference,
    /// They refer to it and to no other entity of the rules, and nothing has named it so far: "the blaze" in a text on a fire.
    Supposition,
}

/// All entities of a document, in order of place.
#[derive(Debug)]
pub(super) struct Names {
    hits: Vec<NameHit>,
    /// Those that the title of the source, or the name of its publisher, holds.
    of_source: Vec<EntityId>,
}

impl NameHit {
    /// Returns true if the words do not name the entity.
    pub fn refers(&self) -> bool {
        self.by != By::Name
    }
}

impl Names {
    /// Finds the longest names, and what the words that refer to them stand for: the entity that lists them and was named last in
    /// the same part of the document; where none was, the only one that lists them.
    pub fn find(rules: &RuleSet, document: &Document, extraction: &Extraction<'_>, words: &[WordHit]) -> Names {
        let found: Vec<Vec<&WordHit>> = extraction.sentences.iter().map(|sentence| longest(own(sentence, words))).collect();
        let named: BTreeSet<EntityId> = found.iter().flatten().filter_map(|hit| hit.name()).collect();
        let mut hits: Vec<NameHit> = Vec::new();
        let mut last_named: IdVec<EntityId, Option<usize>> = vec![None; rules.entities.len()].into();
        let topics = topic::declared(rules, document);
        let mut part = None;
        for (sentence, found) in extraction.sentences.iter().zip(found) {
            if part != Some(sentence.part) {
                last_named.fill(None);
                // What a text is declared to be about may be referred to from its start.
                for entity in topics.get(&sentence.part).or_else(|| topics.get(&None)).into_iter().flatten() {
                    last_named[*entity] = Some(0);
                }
            }
            part = Some(sentence.part);
            for same in found.chunk_by(|one, other| one.span == other.span) {
                let span = same[0].span;
                if let Some(entity) = same.iter().find_map(|hit| hit.name()) {
                    last_named[entity] = Some(span.end);
                }
                hits.extend(same.iter().filter_map(|hit| hit.name()).map(|entity| NameHit { span, entity, by: By::Name }));
                let mut all: Vec<EntityId> = same.iter().filter_map(|hit| hit.reference()).collect();
                all.sort_unstable();
                all.dedup();
                let latest =
                    all.iter().copied().filter(|entity| last_named[*entity].is_some()).max_by_key(|entity| last_named[*entity]);
                match (latest, &all[..]) {
                    (Some(entity), _) => hits.push(NameHit { span, entity, by: By::Reference }),
                    (None, [only]) if !has_rival(rules, &named, *only) && !found.iter().any(|hit| hit.name() == Some(*only)) => {
                        hits.push(NameHit { span, entity: *only, by: By::Supposition });
                    }
                    _ => {}
                }
            }
        }
        Names { hits, of_source: Vec::new() }
    }

    /// Adds what the source is called, or by whom it is published.
    pub fn with_source(self, of_source: Vec<EntityId>) -> Names {
        Names { of_source, ..self }
    }

    /// The entities that the title of the source, or the name of its publisher, holds.
    pub fn of_source(&self) -> &[EntityId] {
        &self.of_source
    }

    /// The entities named in `span`, in order.
    pub fn within(&self, span: Span<InFolded>) -> &[NameHit] {
        let first = self.hits.partition_point(|hit| hit.span.start < span.start);
        let rest = &self.hits[first..];
        &rest[..rest.partition_point(|hit| hit.span.end <= span.end)]
    }
}

/// The names of a sentence, and the words in it that refer to somebody, in its language.
fn own<'h>(sentence: &Sentence<'_>, words: &'h [WordHit]) -> impl Iterator<Item = &'h WordHit> {
    let first = words.partition_point(|hit| hit.span.start < sentence.span.start);
    let (lang, end) = (sentence.lexicon.lang, sentence.span.end);
    let own = words[first..].iter().take_while(move |hit| hit.span.start < end);
    own.filter(move |hit| (hit.name().is_some() || hit.reference().is_some()) && hit.is_of(lang) && hit.span.end <= end)
}

/// Returns true if the document names another of an entity's kind: the words that refer to the one may be meant of the other.
fn has_rival(rules: &RuleSet, named: &BTreeSet<EntityId>, entity: EntityId) -> bool {
    let own = &rules.entities[entity];
    own.kind.is_some()
        && named.iter().any(|other| rules.entities[*other].kind == own.kind && rules.entities[*other].root != own.root)
}

/// Those that no longer one holds ("police judiciaire fédérale" hides "police"); a name also hides words that only refer where
/// the two overlap ("l'hôpital Saint-Jean").
fn longest<'h>(hits: impl Iterator<Item = &'h WordHit>) -> Vec<&'h WordHit> {
    let hides = |one: &WordHit, other: &WordHit| {
        let longer = one.span.covers(other.span) && one.span != other.span;
        let names = one.name().is_some() && other.reference().is_some() && one.span.meets(other.span);
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
