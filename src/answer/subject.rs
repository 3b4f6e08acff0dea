//! Whom a clause is about.

use super::asking::{Asking, Stop};
use super::coordination;
use super::names::{By, NameHit};
use super::page::Page;
use super::topic::Named;
use crate::claim::Value;
use crate::extract::CueHit;
use crate::id::{EntityId, Id, SentenceId};
use crate::lexicon::{Class, Cue};
use crate::rule::Subject;
use crate::span::{InFolded, Span};

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

impl Whom {
    /// Every entity that it may be.
    pub fn all(&self) -> &[EntityId] {
        match self {
            Whom::One(entity) => std::slice::from_ref(entity),
            Whom::Each(all) | Whom::Open(all) => all,
        }
    }
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

impl Asking<'_> {
    /// Whom the words at `at` are about.
    ///
    /// # Errors
    /// Nobody is named whom the question could be about.
    pub fn subject(&self, at: Span<InFolded>) -> Result<Concerned, Stop> {
        let concerned = self.concerned(at).ok_or(Stop::Subject)?;
        Ok(Concerned { inferred: concerned.inferred || self.is_supposed(&concerned), ..concerned })
    }

    /// Returns true if the words of the sentence that stand for its subject only seem to mean it.
    fn is_supposed(&self, concerned: &Concerned) -> bool {
        let root = |entity: EntityId| self.page.rules.entities[entity].root;
        let hits = self.page.names.within(self.whole().span).iter();
        let mut own = hits.filter(|hit| concerned.whom.all().iter().any(|entity| root(*entity) == root(hit.entity))).peekable();
        own.peek().is_some() && own.all(|hit| hit.by == By::Supposition)
    }

    /// The subject of the predicate at `at`: the first entity of the kind in the clause, else in the sentence, else the last one of
    /// the paragraph. Somebody who is only credited with the words comes after the others, and an actor that no rule knows takes the
    /// clause for itself. Of several that stand together, each is the subject, unless what is said of them is one number.
    fn concerned(&self, at: Span<InFolded>) -> Option<Concerned> {
        let whole = self.whole().span;
        let clause = self.clause(at.start);
        let credited = self.page.extraction.voice(self.sentence, at).filter(|voice| whole.covers(voice.window) && !voice.last);
        let is_credited = |span: Span<InFolded>| credited.is_some_and(|voice| voice.window.covers(span));
        let first_in = |span: Span<InFolded>, credited_too: bool| {
            let hits = self.page.names.within(whole).iter().copied();
            let hits: Vec<NameHit> = hits
                .filter(|hit| {
                    (credited_too || !is_credited(hit.span))
                        && !self.page.stands_apart(self.sentence, hit.span)
                        && !self.page.belongs_to_another(self.sentence, at, hit.span)
                })
                .collect();
            self.among(at, span, &hits)
        };
        // "Merle, which has 300 residents, felled trees near Oster": what goes on has its subject before.
        let resumed = self.page.extraction.resumed(self.sentence, clause);
        let resumed = resumed.and_then(|before| first_in(before, false)).filter(|concerned| {
            let hits = self.page.names.within(clause).iter();
            let own = hits.filter(|hit| hit.span.start < at.start && !is_credited(hit.span));
            !matches!(concerned.whom, Whom::Open(_)) && own.into_iter().all(|hit| self.page.is_governed(self.sentence, hit.span))
        });
        if let Some(concerned) = resumed.or_else(|| first_in(clause, false)) {
            return Some(concerned);
        }
        // Where every noun has a capital, one tells nothing of who acts.
        let tells = !self.whole().lexicon.noun_capitals;
        let other = self.has_other_actor(clause, at, credited.map(|voice| voice.window));
        let elsewhere = || first_in(whole, false).or_else(|| first_in(whole, true));
        if let Some(concerned) = elsewhere().filter(|_| !(tells && other)) {
            return Some(concerned);
        }
        // What a cell says is about whom its table says, and never about whom another row names.
        if let Some(place) = self.page.place(self.sentence) {
            return self.subject_of_cell(&place, None);
        }
        let topic = self.topic(at);
        if other {
            return topic.filter(|topic| !tells && !topic.inferred);
        }
        // "The flood of 1993 killed seven": another of its kind in the sentence takes it from the one before, too.
        let is_rivalled = matches!(self.asked().subject, Subject::Entity(_)) && self.names_rival(self.sentence);
        let last = self.last_named().filter(|_| !is_rivalled && !self.looks_elsewhere(at));
        match (last, topic) {
            // What was named last is what the document is declared to be about.
            (Some(Concerned { whom: Whom::One(last), .. }), Some(topic)) if !topic.inferred && self.is_of(last, &topic) => {
                Some(Concerned::stated(Whom::One(last)))
            }
            (last, topic) => last.or(topic),
        }
    }

    /// Returns true if an entity is of the tree of parts of another.
    fn is_of(&self, entity: EntityId, other: &Concerned) -> bool {
        let root = |entity: EntityId| self.page.rules.entities[entity].root;
        matches!(other.whom, Whom::One(other) if root(entity) == root(other))
    }

    /// Whom the words of `span` are about, in a sentence that names `hits`, in order.
    fn among(&self, at: Span<InFolded>, span: Span<InFolded>, hits: &[NameHit]) -> Option<Concerned> {
        let subject = &self.asked().subject;
        let all: Vec<NameHit> = hits.iter().filter(|hit| self.page.is_akin(subject, hit.entity)).copied().collect();
        let before = all.iter().take_while(|hit| hit.span.start < span.start).count();
        let akin: Vec<NameHit> = all.iter().filter(|hit| span.covers(hit.span)).copied().collect();
        let fits = |hit: &NameHit| self.page.fits(subject, hit.entity);
        // A name says more than a word that refers: "l'usine Novalux".
        let named = akin.iter().position(|hit| fits(hit) && !hit.refers());
        let head = named.or_else(|| akin.iter().position(fits))?;
        let (head, is_unclear) = self.own_head(at, &akin, head, fits);
        let first = akin.get(head)?;
        if let Some(other) = is_unclear.and_then(|other| akin.get(other)) {
            return Some(Concerned::stated(Whom::Open(vec![first.entity, other.entity])));
        }
        let lexicon = self.whole().lexicon;
        let Some(group) = coordination::around(self.page, lexicon, &all, before + head) else {
            return Some(Concerned::stated(Whom::One(first.entity)));
        };
        let members = all.get(group.first..=group.last).unwrap_or_default();
        let together = self.page.roots(members);
        if together.len() < 2 {
            return Some(Concerned::stated(Whom::One(first.entity)));
        }
        let clause = self.clause(at.start);
        let is_number = self.asked().wants.number().is_some();
        if group.is_open || is_number && !self.page.tells_of_each(self.sentence, clause) {
            return Some(Concerned::stated(Whom::Open(together)));
        }
        let fitting = together.into_iter().filter(|entity| self.page.fits(subject, *entity)).collect();
        Some(Concerned::stated(Whom::Each(fitting)))
    }

    /// Of the entities that a clause names, the one that what stands at `at` belongs to, and another one that may be meant as well. It
    /// is the first, `head`, unless marks or joining words set apart a stretch that has an entity of its own: "Merle felled 12 and Oster 31".
    fn own_head(
        &self,
        at: Span<InFolded>,
        hits: &[NameHit],
        head: usize,
        fits: impl Fn(&NameHit) -> bool,
    ) -> (usize, Option<usize>) {
        let root = |index: usize| hits.get(index).map(|hit| self.page.rules.entities[hit.entity].root);
        let is_governed = |index: usize| hits.get(index).is_some_and(|hit| self.page.is_governed(self.sentence, hit.span));
        if hits.iter().all(|hit| Some(self.page.rules.entities[hit.entity].root) == root(head)) {
            return (head, None);
        }
        let stretch = self.stretch(at, hits);
        let own = hits.iter().position(|hit| stretch.covers(hit.span) && fits(hit));
        let Some(own) = own.filter(|own| *own > head && root(*own) != root(head)) else { return (head, None) };
        if !is_governed(own) {
            return (own, None);
        }
        // "12 in Merle, 31 in Oster": the other stretch has a number, too.
        let between = hits.get(head).map_or(at, |hit| hit.span);
        let mentions = self.mentions().iter();
        let clause = self.clause(at.start);
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
    fn stretch(&self, at: Span<InFolded>, hits: &[NameHit]) -> Span<InFolded> {
        let whole = self.whole();
        let clause = self.clause(at.start);
        let mentions = self.mentions();
        let in_value = |place: usize| {
            let next = mentions.partition_point(|mention| mention.span.end <= place);
            mentions.get(next).is_some_and(|mention| mention.span.start <= place)
        };
        let words = self.page.extraction.words(clause);
        let marks = words.char_indices().filter(|(_, letter)| matches!(letter, ',' | ';')).map(|(index, _)| clause.start + index);
        let joins = self
            .page
            .extraction
            .words_of(clause)
            .filter(|word| whole.lexicon.coordinators.contains(self.page.extraction.words(*word)));
        let mut cuts: Vec<usize> = marks.chain(joins.map(|word| word.start)).filter(|place| !in_value(*place)).collect();
        cuts.sort_unstable();
        let is_between_names = |place: &usize| {
            let next = hits.partition_point(|hit| hit.span.end <= *place);
            let is_joined = || coordination::around(self.page, whole.lexicon, hits, next).is_some_and(|group| group.first < next);
            next > 0 && next < hits.len() && is_joined()
        };
        let before = cuts.partition_point(|cut| *cut <= at.start);
        let start = cuts[..before].iter().rev().find(|cut| !is_between_names(cut)).map_or(clause.start, |cut| *cut);
        let end = cuts[before..].iter().find(|cut| !is_between_names(cut)).map_or(clause.end, |cut| *cut);
        Span::new(start, end)
    }

    /// Whom a value in a line of its own is about: whom its label or itself names, else the lines above it, else the document.
    pub fn subject_of_line(&self, label: Span<InFolded>, value: Span<InFolded>) -> Option<Concerned> {
        match self.named_in(&[label, value]) {
            Some(Named::Others) => None,
            Some(Named::These(these)) => match these[..] {
                [one] => Some(Concerned::stated(Whom::One(one))),
                _ => Some(Concerned::stated(Whom::Open(these))),
            },
            None => self.last_named().or_else(|| self.topic_of_lines()),
        }
    }

    /// The last entity of the paragraph that a question can be about; several, where the sentence that names it names others and
    /// speaks of none of them first.
    fn last_named(&self) -> Option<Concerned> {
        let within_reach = |sentence: SentenceId| self.recent.sentence.index().saturating_sub(sentence.index()) <= SUBJECT_REACH;
        match &self.asked().subject {
            Subject::Entity(entity) => {
                let (entity, _) = self.recent.named.get(entity).filter(|(_, sentence)| within_reach(*sentence))?;
                Some(Concerned::inferred(Whom::One(*entity)))
            }
            Subject::Kind(kind) => {
                let (hits, sentence) = self.recent.of_kind.get(kind).filter(|(_, sentence)| within_reach(*sentence))?;
                let (first, last) = (hits.first()?, hits.last()?);
                let all = self.page.roots(hits);
                let is_aside =
                    |hit: &NameHit| self.page.is_governed(*sentence, hit.span) || self.page.stands_apart(*sentence, hit.span);
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

    /// Returns true if somebody whom no rule knows stands before the predicate: a capital inside the sentence, or a bare name at its head that
    /// an auxiliary follows. What a preposition governs ("en Belgique") acts in nothing.
    fn has_other_actor(&self, clause: Span<InFolded>, at: Span<InFolded>, voice: Option<Span<InFolded>>) -> bool {
        let whole = self.whole();
        let analysis = self.extraction().analysis(self.sentence);
        let tokens = &analysis.tokens[analysis.tokens_of(Span::new(clause.start, at.start.max(clause.start)))];
        let known = |word: Span<InFolded>| {
            self.page.names.within(whole.span).iter().any(|hit| hit.span.meets(word))
                || voice.is_some_and(|voice| voice.covers(word))
                || self.mentions().iter().any(|mention| mention.span.covers(word))
                || self.hits.all().any(|own| own.meets(word))
        };
        let mut governed = false;
        for (place, token) in tokens.iter().enumerate() {
            let text = self.words(token.span);
            let is_name = self.extraction().folded.is_capital(token.span.start) && !whole.lexicon.is_function_word(text);
            let is_led = || tokens.get(place + 1).is_some_and(|next| next.class.is(Class::AUXILIARY));
            // Where every noun has a capital, the ones with an article tell nothing of who acts.
            let is_noun = whole.lexicon.noun_capitals && place > 0 && tokens[place - 1].class.is(Class::DETERMINER);
            let acts = !is_noun && (token.span.start > whole.span.start || is_led());
            let is_common = || token.span.start == whole.span.start && self.page.is_common(text);
            if is_name && acts && !governed && !known(token.span) && !is_common() {
                return true;
            }
            // The words of one name are governed together, and articles before them.
            governed = token.class.is(Class::PREPOSITION) || governed && (is_name || token.class.is(Class::DETERMINER));
        }
        false
    }
}

impl Page<'_> {
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

    /// Returns true if an entity is one that a question is about, or of the same kind.
    pub fn is_akin(&self, subject: &Subject, entity: EntityId) -> bool {
        let kind = |entity: EntityId| self.rules.entities[entity].kind.as_ref();
        let alike = |wanted: EntityId| kind(wanted).is_some() && kind(wanted) == kind(entity);
        self.fits(subject, entity) || matches!(subject, Subject::Entity(wanted) if alike(*wanted))
    }

    /// Returns true if somebody is named only to be set apart: "unlike Torvex", "contrairement à Torvex".
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

    /// Returns true if a question about `subject` can be answered for `entity`.
    pub fn fits(&self, subject: &Subject, entity: EntityId) -> bool {
        match subject {
            Subject::Kind(kind) => self.rules.entities[entity].kind.as_ref() == Some(kind),
            Subject::Entity(wanted) => entity == *wanted || self.rules.is_part_of(entity, *wanted),
        }
    }
}
