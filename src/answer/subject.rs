//! Whom a clause is about.

use super::coordination;
use super::names::{NameHit, Names};
use super::page::Page;
use crate::claim::Value;
use crate::extract::{CueHit, Extraction};
use crate::id::{EntityId, Id, RuleId, SentenceId};
use crate::lexicon::Cue;
use crate::rule::{RuleSet, Subject};
use crate::span::{InFolded, Span};
use std::collections::BTreeMap;

/// A subject is remembered for at most this many sentences, however long the paragraph.
const SUBJECT_REACH: usize = 8;

/// Of names that stand together, so many are looked at.
const MOST_TOGETHER: usize = 32;

/// At most an article and a noun stand between "unlike" and a name.
const WORDS_BEFORE_APART: usize = 2;

/// Whom a clause is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    /// This one.
    One(EntityId),
    /// Each of these.
    Each(Vec<EntityId>),
    /// The text leaves open which of these it is, or gives one number for all.
    Open(Vec<EntityId>),
}

/// Whom a clause is about, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Concerned {
    pub whom: Whom,
    /// Whether it was concluded from nearby sentences.
    pub inferred: bool,
}

impl Concerned {
    /// Read in the sentence itself.
    fn stated(whom: Whom) -> Concerned {
        Concerned { whom, inferred: false }
    }

    /// Concluded from nearby sentences.
    fn inferred(whom: Whom) -> Concerned {
        Concerned { whom, inferred: true }
    }
}

/// The entities named so far in a paragraph: the last of each kind, and each by itself.
#[derive(Debug, Default)]
pub(super) struct Recent {
    paragraph: Option<usize>,
    sentence: SentenceId,
    /// From kind to the entities of it that the last sentence to name one names, in order, and that sentence.
    of_kind: BTreeMap<String, (Vec<NameHit>, SentenceId)>,
    /// From entity to itself or the last part of it that was named, and the sentence that does.
    named: BTreeMap<EntityId, (EntityId, SentenceId)>,
}

impl Recent {
    /// Goes on to `sentence`: what the sentence before it names is remembered, as long as the paragraph lasts, or goes on with the matter of
    /// the one before.
    pub fn enter(&mut self, rules: &RuleSet, extraction: &Extraction<'_>, names: &Names, sentence: SentenceId, goes_on: bool) {
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

impl Page<'_> {
    /// The subject of the predicate at `at`: the first entity of the kind in the clause, else in the sentence, else the last one of
    /// the paragraph. Somebody who is only credited with the words comes after the others, and an actor that no rule knows takes the
    /// clause for itself. Of several that stand together, each is the subject, unless what is said of them is one number.
    pub fn subject(&self, rule: RuleId, sentence: SentenceId, at: Span<InFolded>, recent: &Recent) -> Option<Concerned> {
        let whole = self.extraction.sentences[sentence].span;
        let clause = self.extraction.clause(sentence, at.start);
        let credited = self.extraction.voice(sentence, at).filter(|voice| whole.covers(voice.window) && !voice.last);
        let is_credited = |span: Span<InFolded>| credited.is_some_and(|voice| voice.window.covers(span));
        let first_in = |span: Span<InFolded>, credited_too: bool| {
            let hits = self.names.within(whole).iter().copied();
            let hits: Vec<NameHit> = hits
                .filter(|hit| {
                    (credited_too || !is_credited(hit.span))
                        && !self.stands_apart(sentence, hit.span)
                        && !self.belongs_to_another(sentence, at, hit.span)
                })
                .collect();
            self.among(rule, sentence, at, span, &hits)
        };
        // "Merle, which has 300 residents, felled trees near Oster": what goes on has its subject before.
        let resumed = self.extraction.resumed(sentence, clause);
        let resumed = resumed.and_then(|before| first_in(before, false)).filter(|concerned| {
            let hits = self.names.within(clause).iter();
            let own = hits.filter(|hit| hit.span.start < at.start && !is_credited(hit.span));
            !matches!(concerned.whom, Whom::Open(_)) && own.into_iter().all(|hit| self.is_governed(sentence, hit.span))
        });
        if let Some(concerned) = resumed.or_else(|| first_in(clause, false)) {
            return Some(concerned);
        }
        // Where every noun has a capital, one tells nothing of who acts.
        let tells = !self.extraction.sentences[sentence].lexicon.noun_capitals;
        let other = self.has_other_actor(sentence, clause, at, credited.map(|voice| voice.window));
        let elsewhere = || first_in(whole, false).or_else(|| first_in(whole, true));
        if let Some(concerned) = elsewhere().filter(|_| !(tells && other)) {
            return Some(concerned);
        }
        if other {
            return None;
        }
        self.last_named(rule, recent)
    }

    /// Whom the words of `span` are about, in a sentence that names `hits`, in order.
    fn among(
        &self,
        rule: RuleId,
        sentence: SentenceId,
        at: Span<InFolded>,
        span: Span<InFolded>,
        hits: &[NameHit],
    ) -> Option<Concerned> {
        let subject = &self.rules.rules[rule].subject;
        let all: Vec<NameHit> = hits.iter().filter(|hit| self.is_akin(subject, hit.entity)).copied().collect();
        let before = all.iter().take_while(|hit| hit.span.start < span.start).count();
        let akin: Vec<NameHit> = all.iter().filter(|hit| span.covers(hit.span)).copied().collect();
        let fits = |hit: &NameHit| self.fits(subject, hit.entity);
        // A name says more than a word that refers: "l'usine Novalux".
        let named = akin.iter().position(|hit| fits(hit) && !hit.refers);
        let head = named.or_else(|| akin.iter().position(fits))?;
        let (head, is_unclear) = self.own_head(sentence, at, &akin, head, fits);
        let first = akin.get(head)?;
        if let Some(other) = is_unclear.and_then(|other| akin.get(other)) {
            return Some(Concerned::stated(Whom::Open(vec![first.entity, other.entity])));
        }
        let lexicon = self.extraction.sentences[sentence].lexicon;
        let Some(group) = coordination::around(self, lexicon, &all, before + head) else {
            return Some(Concerned::stated(Whom::One(first.entity)));
        };
        let members = all.get(group.first..=group.last).unwrap_or_default();
        let together = self.roots(members);
        if together.len() < 2 {
            return Some(Concerned::stated(Whom::One(first.entity)));
        }
        let clause = self.extraction.clause(sentence, at.start);
        let is_number = self.rules.rules[rule].wants.number().is_some();
        if group.is_open || is_number && !self.tells_of_each(sentence, clause) {
            return Some(Concerned::stated(Whom::Open(together)));
        }
        let fitting = together.into_iter().filter(|entity| self.fits(subject, *entity)).collect();
        Some(Concerned::stated(Whom::Each(fitting)))
    }

    /// The entities of `hits`, in order, each tree of parts once.
    fn roots(&self, hits: &[NameHit]) -> Vec<EntityId> {
        let mut seen: Vec<EntityId> = Vec::new();
        let mut entities = Vec::new();
        // A list of names that goes on and on is no subject.
        for hit in hits.iter().take(MOST_TOGETHER) {
            let root = self.rules.entities[hit.entity].root;
            if !seen.contains(&root) {
                seen.push(root);
                entities.push(hit.entity);
            }
        }
        entities
    }

    /// Of the entities that a clause names, the one that what stands at `at` belongs to, and another one that may be meant as well. It
    /// is the first, `head`, unless marks or joining words set apart a stretch that has an entity of its own: "Merle felled 12 and Oster 31".
    fn own_head(
        &self,
        sentence: SentenceId,
        at: Span<InFolded>,
        hits: &[NameHit],
        head: usize,
        fits: impl Fn(&NameHit) -> bool,
    ) -> (usize, Option<usize>) {
        let root = |index: usize| hits.get(index).map(|hit| self.rules.entities[hit.entity].root);
        let is_governed = |index: usize| hits.get(index).is_some_and(|hit| self.is_governed(sentence, hit.span));
        if hits.iter().all(|hit| Some(self.rules.entities[hit.entity].root) == root(head)) {
            return (head, None);
        }
        let stretch = self.stretch(sentence, at, hits);
        let own = hits.iter().position(|hit| stretch.covers(hit.span) && fits(hit));
        let Some(own) = own.filter(|own| *own > head && root(*own) != root(head)) else { return (head, None) };
        if !is_governed(own) {
            return (own, None);
        }
        // "12 in Merle, 31 in Oster": the other stretch has a number, too.
        let between = hits.get(head).map_or(at, |hit| hit.span);
        let mentions = self.extraction.mentions[self.extraction.sentences[sentence].mentions.clone()].iter();
        let clause = self.extraction.clause(sentence, at.start);
        let mut others = mentions.filter(|mention| clause.covers(mention.span) && mention.span.end <= stretch.start);
        let has_number = others.any(|mention| matches!(mention.value, Value::Quantity(_)) && !mention.span.meets(between));
        match (has_number, is_governed(head)) {
            (false, _) => (head, None),
            (true, true) => (own, None),
            (true, false) => (head, Some(own)),
        }
    }

    /// The words around `at` up to a comma, a semicolon or a joining word on each side, none of which stands in a value or between names
    /// that belong together.
    fn stretch(&self, sentence: SentenceId, at: Span<InFolded>, hits: &[NameHit]) -> Span<InFolded> {
        let whole = &self.extraction.sentences[sentence];
        let clause = self.extraction.clause(sentence, at.start);
        let mentions = &self.extraction.mentions[whole.mentions.clone()];
        let in_value = |place: usize| {
            let next = mentions.partition_point(|mention| mention.span.end <= place);
            mentions.get(next).is_some_and(|mention| mention.span.start <= place)
        };
        let words = self.extraction.words(clause);
        let marks = words.char_indices().filter(|(_, letter)| matches!(letter, ',' | ';')).map(|(index, _)| clause.start + index);
        let joins =
            self.extraction.words_of(clause).filter(|word| whole.lexicon.coordinators.contains(self.extraction.words(*word)));
        let mut cuts: Vec<usize> = marks.chain(joins.map(|word| word.start)).filter(|place| !in_value(*place)).collect();
        cuts.sort_unstable();
        let is_between_names = |place: &usize| {
            let next = hits.partition_point(|hit| hit.span.end <= *place);
            let is_joined = || coordination::around(self, whole.lexicon, hits, next).is_some_and(|group| group.first < next);
            next > 0 && next < hits.len() && is_joined()
        };
        let before = cuts.partition_point(|cut| *cut <= at.start);
        let start = cuts[..before].iter().rev().find(|cut| !is_between_names(cut)).map_or(clause.start, |cut| *cut);
        let end = cuts[before..].iter().find(|cut| !is_between_names(cut)).map_or(clause.end, |cut| *cut);
        Span::new(start, end)
    }

    /// The last entity of the paragraph that a question can be about; several, where the sentence that names it names others and
    /// speaks of none of them first.
    fn last_named(&self, rule: RuleId, recent: &Recent) -> Option<Concerned> {
        let within_reach = |sentence: SentenceId| recent.sentence.index().saturating_sub(sentence.index()) <= SUBJECT_REACH;
        match &self.rules.rules[rule].subject {
            Subject::Entity(entity) => {
                let (entity, _) = recent.named.get(entity).filter(|(_, sentence)| within_reach(*sentence))?;
                Some(Concerned::inferred(Whom::One(*entity)))
            }
            Subject::Kind(kind) => {
                let (hits, sentence) = recent.of_kind.get(kind).filter(|(_, sentence)| within_reach(*sentence))?;
                let (first, last) = (hits.first()?, hits.last()?);
                let all = self.roots(hits);
                let is_aside = |hit: &NameHit| self.is_governed(*sentence, hit.span) || self.stands_apart(*sentence, hit.span);
                if all.len() < 2 {
                    return Some(Concerned::inferred(Whom::One(last.entity)));
                }
                // "Merle felled trees near Oster": it goes on about Merle.
                if !is_aside(first) && hits.iter().skip(1).take(MOST_TOGETHER).all(is_aside) {
                    return Some(Concerned::inferred(Whom::One(first.entity)));
                }
                Some(Concerned::inferred(Whom::Open(all)))
            }
        }
    }

    /// Whether an entity is one that a question is about, or of the same kind.
    fn is_akin(&self, subject: &Subject, entity: EntityId) -> bool {
        let kind = |entity: EntityId| self.rules.entities[entity].kind.as_ref();
        let alike = |wanted: EntityId| kind(wanted).is_some() && kind(wanted) == kind(entity);
        self.fits(subject, entity) || matches!(subject, Subject::Entity(wanted) if alike(*wanted))
    }

    /// Whether somebody is named only to be set apart: "unlike Torvex", "contrairement à Torvex".
    fn stands_apart(&self, sentence: SentenceId, name: Span<InFolded>) -> bool {
        let cues = self.extraction.cues_of(sentence);
        let text = self.extraction.folded.text();
        cues.iter().any(|hit| {
            hit.cue == Cue::Apart
                && hit.span.end <= name.start
                && CueHit::words_between(text, hit.span.end, name.start) <= WORDS_BEFORE_APART
                && !self.extraction.words(Span::new(hit.span.end, name.start)).contains(',')
        })
    }

    /// Returns true if a name only tells whose somebody else is: "a subsidiary of the mill", "the mill's rival", "the bakery beside the mill"; or
    /// stands in what tells of another noun: "Ada Lund, who founded the mill, closed it".
    fn belongs_to_another(&self, sentence: SentenceId, at: Span<InFolded>, name: Span<InFolded>) -> bool {
        let analysis = self.extraction.analysis(sentence);
        analysis.is_related(name) || analysis.is_told_aside(name, at)
    }

    /// Whether a question about `subject` can be answered for `entity`.
    fn fits(&self, subject: &Subject, entity: EntityId) -> bool {
        match subject {
            Subject::Kind(kind) => self.rules.entities[entity].kind.as_ref() == Some(kind),
            Subject::Entity(wanted) => entity == *wanted || self.rules.is_part_of(entity, *wanted),
        }
    }

    /// Whether somebody whom no rule knows stands before the predicate: a capital inside the sentence, or a bare name at its head that
    /// an auxiliary follows. What a preposition governs ("en Belgique") acts in nothing.
    fn has_other_actor(
        &self,
        sentence: SentenceId,
        clause: Span<InFolded>,
        at: Span<InFolded>,
        voice: Option<Span<InFolded>>,
    ) -> bool {
        let whole = &self.extraction.sentences[sentence];
        let before = Span::new(clause.start, at.start.max(clause.start));
        let known = |word: Span<InFolded>| {
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
