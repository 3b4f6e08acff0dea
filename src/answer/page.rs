//! A document between extraction and answers: how an answer gets its voice and its quote.

use super::currency::Currencies;
use super::grid::Grids;
use super::names::{By, NameHit, Names};
use super::subject::{Concerned, Whom};
use super::told::Shown;
use super::topic::Topics;
use super::{About, Answer, Source, Speaker};
use crate::claim::{Modality, Period, Value};
use crate::clause::Doubt;
use crate::extract::{CueHit, Extraction};
use crate::id::{DistinctionId, EntityId, Id, IdVec, MentionId, OptionId, RuleId, SentenceId, SideId};
use crate::pattern::{fold, is_word_letter};
use crate::rule::{Compares, RuleSet, Subject};
use crate::span::{InFolded, InSource, Span};
use crate::text::Document;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// At most this many words stand before the name of somebody who is credited: "la porte-parole de la police fédérale".
const WORDS_BEFORE_NAME: usize = 5;

/// A document on its way from extraction to answers.
pub(super) struct Page<'r> {
    pub rules: &'r RuleSet,
    /// Entities by folded name, for voices that metadata declare.
    entities_by_name: &'r BTreeMap<String, EntityId>,
    pub document: &'r Document,
    pub extraction: &'r Extraction<'r>,
    pub names: &'r Names,
    pub topics: Topics,
    pub grids: Grids,
    /// The currencies that the text tells of.
    pub currencies: Currencies,
    /// The words that the text writes without a capital somewhere.
    common: OnceCell<BTreeSet<String>>,
    pub source: Arc<Source>,
}

/// The words of one rule in one sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleHits {
    pub about: Vec<Span<InFolded>>,
    pub counted: Vec<Span<InFolded>>,
    pub unless: Vec<Span<InFolded>>,
    /// Options of the rule.
    pub options: Vec<(OptionId, Span<InFolded>)>,
    /// Sides of its distinctions.
    pub sides: Vec<(DistinctionId, SideId, Span<InFolded>)>,
    /// Sides that a sentence beside this one says, where it answers nothing itself: "That sum is provisional."
    pub sides_beside: Vec<(DistinctionId, SideId)>,
}

impl RuleHits {
    /// For each distinction of the rule, the side of what stands at `at`: that of the nearest word in the clause, else the one side
    /// that the sentence names.
    pub fn sides(&self, page: &Page<'_>, sentence: SentenceId, at: Span<InFolded>) -> IdVec<DistinctionId, Option<SideId>> {
        let clause = page.extraction.clause(sentence, at.start);
        let said = self.sides.iter().map(|(distinction, ..)| *distinction);
        let beside = self.sides_beside.iter().map(|(distinction, _)| *distinction);
        let end = said.chain(beside).max().map(DistinctionId::after).unwrap_or_default();
        Id::each(DistinctionId::default()..end)
            .map(|distinction| {
                let own = || self.sides.iter().filter(|(of, ..)| *of == distinction);
                let here = own().filter(|(.., span)| clause.covers(*span));
                let nearest = here.min_by_key(|(.., span)| span.start.abs_diff(at.start)).map(|(_, side, _)| *side);
                let first = own().next().map(|(_, side, _)| *side);
                let beside = || {
                    let mut sides = self.sides_beside.iter().filter(|(of, _)| *of == distinction).map(|(_, side)| *side);
                    let first = sides.next()?;
                    sides.all(|side| side == first).then_some(first)
                };
                match first {
                    None => beside(),
                    Some(_) => nearest.or_else(|| first.filter(|first| own().all(|(_, side, _)| side == first))),
                }
            })
            .collect()
    }
}

/// What an answer is made of, before its voice and its quote are looked up.
pub(super) struct Draft {
    pub rule: RuleId,
    pub sentence: SentenceId,
    /// The words that the answer stands on.
    pub at: Span<InFolded>,
    /// The number or date that it is, where it is used up by that.
    pub mention: Option<MentionId>,
    pub value: Value,
    pub modality: Modality,
    /// Why what is said is not certain.
    pub doubt: Option<Doubt>,
    pub negated: bool,
    pub concerned: Concerned,
    /// For each distinction of the rule, the side that is said.
    pub sides: IdVec<DistinctionId, Option<SideId>>,
}

/// The words of a quote, folded, with one space between them and nothing else.
fn quote_key(words: &str) -> String {
    fold(words).split(|letter: char| !is_word_letter(letter)).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl<'r> Page<'r> {
    /// A document that has been read.
    pub fn new(
        rules: &'r RuleSet,
        entities_by_name: &'r BTreeMap<String, EntityId>,
        document: &'r Document,
        extraction: &'r Extraction<'r>,
        names: &'r Names,
    ) -> Self {
        let source = Arc::new(Source {
            file: document.file.name.clone(),
            id: document.metadata.id.clone(),
            derives_from: document.metadata.derives_from.clone(),
        });
        let topics = Topics::find(rules, document, extraction, names);
        let grids = Grids::find(document, extraction);
        let currencies = Currencies::of(extraction);
        Page { rules, entities_by_name, document, extraction, names, topics, grids, currencies, common: OnceCell::new(), source }
    }

    /// Returns true if a word with a capital at the head of a sentence is no name: the text writes it without one elsewhere.
    pub fn is_common(&self, word: &str) -> bool {
        let words = || {
            let all = self.extraction.sentences.iter().flat_map(|sentence| self.extraction.words_of(sentence.span));
            all.filter(|word| !self.extraction.folded.is_capital(word.start))
                .map(|word| self.extraction.words(word).to_owned())
                .collect()
        };
        self.common.get_or_init(words).contains(word)
    }

    /// Returns true if every entity that the rule wants mentioned stands in the sentence or the two around it.
    pub fn mentions_nearby(&self, rule: RuleId, sentence: SentenceId) -> bool {
        let rules = self.rules;
        let sentences = &self.extraction.sentences;
        let first = sentence.before().unwrap_or(sentence);
        let last = sentences.get(sentence.after()).unwrap_or(&sentences[sentence]);
        let around = Span::new(sentences[first].span.start, last.span.end);
        let topics = self.topics.declared(sentences[sentence].part);
        rules.rules[rule].mentions.iter().all(|wanted| {
            topics.contains(wanted)
                || self.names.within(around).iter().any(|hit| hit.entity == *wanted || rules.entities[hit.entity].root == *wanted)
        })
    }

    /// What a draft answers, with its voice and quote; an answer for each subject, or one that has none.
    pub fn answers(&self, draft: &Draft) -> Vec<Answer> {
        let asked = |subject: EntityId| match self.rules.rules[draft.rule].subject {
            Subject::Entity(entity) => entity,
            Subject::Kind(_) => self.rules.entities[subject].root,
        };
        let one = |subject: &EntityId| About::One { asked: asked(*subject), subject: *subject };
        let about = match &draft.concerned.whom {
            Whom::One(subject) => vec![one(subject)],
            Whom::Each(subjects) => subjects.iter().map(one).collect(),
            Whom::Open(possible) => vec![About::Open(possible.clone())],
        };
        about.into_iter().map(|about| self.answer(draft, about)).collect()
    }

    fn answer(&self, draft: &Draft, about: About) -> Answer {
        let sentence = &self.extraction.sentences[draft.sentence];
        let part = sentence.part.map(|part| &self.document.parts[part]);
        let clause = self.extraction.clause(draft.sentence, draft.at.start);
        let span = self.quote(draft.sentence, draft.at);
        let rule = &self.rules.rules[draft.rule];
        let period = self.period(draft.sentence, clause, draft.at);
        let year_inferred = match draft.value {
            Value::Period(_) => self.extraction.is_yearless(draft.sentence, draft.at),
            _ => rule.over_time.is_by_period() && period.is_some_and(|(is_yearless, _)| is_yearless),
        };
        Answer {
            rule: draft.rule,
            about,
            value: draft.value.clone(),
            source: Arc::clone(&self.source),
            span,
            location: self.document.locate(span),
            quote: span.of(self.document.text()).to_owned(),
            quote_key: quote_key(&self.document.words(span)),
            words: Some(self.document.words(span)).filter(|words| words != span.of(self.document.text())),
            speaker: self.speaker(draft.sentence, draft.at),
            date: part.and_then(|part| part.date).or(self.document.metadata.date),
            period: period.map(|(_, period)| period),
            language: sentence.lexicon.lang,
            modality: self.modality(draft, period.map(|(_, period)| period)),
            compared_as: rule.compares,
            doubt: draft.doubt,
            subject_inferred: draft.concerned.inferred,
            year_inferred,
            negated: draft.negated,
            sides: draft.sides.clone(),
            is_update: self.extraction.is_update(draft.sentence),
            is_correction: self.extraction.is_correction(draft.sentence),
            is_translation: self.extraction.is_translation(draft.sentence),
            is_withdrawn: self.extraction.is_withdrawn(draft.sentence, clause),
            trace: None,
        }
    }

    /// How surely an answer is said. Where a rule asks for plans, the present tense tells of one as well, if its time is yet to come: "in
    /// the spring of 2027 the first passengers get on".
    fn modality(&self, draft: &Draft, period: Option<Period>) -> Modality {
        let time = match draft.value {
            Value::Period(period) => Some(period),
            _ => period,
        };
        let asks = self.rules.rules[draft.rule].compares == Compares::Plans;
        let is_plan =
            asks && draft.modality == Modality::Asserted && time.is_some_and(|time| self.is_to_come(draft.sentence, time));
        if is_plan { Modality::Planned } else { draft.modality }
    }

    /// The time that what stands at `at` in `clause` is about. A time yet to come that stands with another verb is not its own: "the motion
    /// passed, clubs to pay from 2027". Tells whether it is a day without its year.
    fn period(&self, sentence: SentenceId, clause: Span<InFolded>, at: Span<InFolded>) -> Option<(bool, Period)> {
        let (mention, about) = self.extraction.period(sentence, self.extraction.reach_of(sentence, clause, at))?;
        let is_others = self.is_to_come(sentence, about) && self.extraction.is_parted(sentence, at, mention.span);
        (!is_others).then_some((mention.marks.is_yearless, about))
    }

    /// Returns true if a time had not begun when the text was written.
    fn is_to_come(&self, sentence: SentenceId, about: Period) -> bool {
        let part = self.extraction.sentences[sentence].part.map(|part| &self.document.parts[part]);
        let written = part.and_then(|part| part.date).or(self.document.metadata.date).map(Period::on);
        about.from.is_some() && written.is_some_and(|written| about.first_day() > written.last_day())
    }

    /// Returns true if what stands at `at` in `clause` is about a time that had not begun when the text was written.
    pub fn is_ahead(&self, sentence: SentenceId, clause: Span<InFolded>, at: Span<InFolded>) -> bool {
        self.period(sentence, clause, at).is_some_and(|(_, about)| self.is_to_come(sentence, about))
    }

    /// Who says what stands at `at`.
    pub fn speaker(&self, sentence: SentenceId, at: Span<InFolded>) -> Speaker {
        let rules = self.rules;
        let voice = self.extraction.voice_or_document(self.document, sentence, at);
        let credited = self.extraction.voice(sentence, at);
        let named = credited.and_then(|credited| {
            let names = self.names.within(credited.window);
            let text = self.extraction.folded.text();
            // "Le site BuzzFeed" is BuzzFeed; a name further on is somebody whom the words are about.
            let heads = |hit: &&NameHit| CueHit::words_between(text, credited.window.start, hit.span.start) <= WORDS_BEFORE_NAME;
            let is_meant = |hit: &&NameHit| hit.by != By::Supposition;
            if credited.last { names.last() } else { names.first().filter(heads) }.filter(is_meant).map(|hit| hit.entity)
        });
        let entity = match credited {
            Some(_) => named,
            None => self.entities_by_name.get(&fold(&voice.name)).copied(),
        };
        let (key, name) = match entity {
            Some(entity) => (rules.entities[entity].id.clone(), rules.entities[entity].name.clone()),
            None => (self.bare_name(sentence, &voice.name), voice.name),
        };
        Speaker { key, name, credit: voice.by, inferred: voice.inferred }
    }

    /// The folded name without its article, so that "le contrôleur" and "un contrôleur" are one.
    fn bare_name(&self, sentence: SentenceId, name: &str) -> String {
        let folded = fold(name);
        let lexicon = self.extraction.sentences[sentence].lexicon;
        let end = folded.find([' ', '\'']).map_or(0, |at| at + 1);
        let (first, rest) = folded.split_at(end);
        if lexicon.determiners.contains(first.trim_end()) { rest.trim().to_owned() } else { folded.trim().to_owned() }
    }

    /// Shows with an answer the words that say what its value is: those right before it in its quote, and the head of its column in brackets.
    pub fn show(&self, answer: &mut Answer, sentence: SentenceId, shown: &Shown) {
        /// A label further away is not quoted.
        const FAR: usize = 600;
        let text = self.document.text();
        let label = shown.label.map(|label| self.extraction.folded.to_source(label).join(answer.span));
        if let Some(span) = label.filter(|span| span.len() <= FAR) {
            answer.span = span;
            answer.location = self.document.locate(span);
            answer.quote = span.of(text).to_owned();
        }
        let mut words = self.document.words(answer.span);
        if let Some(column) = shown.column.filter(|column| column.start < self.extraction.sentences[sentence].span.start) {
            words = format!("[{}] {words}", self.document.words(self.extraction.folded.to_source(column)));
        }
        answer.quote_key = quote_key(&words);
        answer.words = Some(words).filter(|words| *words != answer.quote);
        answer.period = shown.period.or(answer.period);
    }

    /// The words to quote: the sentence, or where that is long the clauses around the answer.
    pub fn quote(&self, sentence: SentenceId, at: Span<InFolded>) -> Span<InSource> {
        /// About four lines of print.
        const LONG: usize = 360;
        let whole = &self.extraction.sentences[sentence];
        let mut span = whole.span;
        if span.len() > LONG {
            let clause = self.extraction.clause(sentence, at.start).join(at);
            span = clause;
            for earlier in self.extraction.clauses(sentence).rev().filter(|other| other.end <= clause.start) {
                if span.join(earlier).len() > LONG || self.extraction.words(earlier).ends_with(':') {
                    break;
                }
                span = span.join(earlier);
            }
            // "… will not be used | as long as the law forbids it": what stands behind may say on what it depends.
            for later in self.extraction.clauses(sentence).filter(|other| other.start >= clause.end) {
                if span.join(later).len() > LONG {
                    break;
                }
                span = span.join(later);
            }
        }
        let words = self.extraction.words(span);
        let start = span.start + (words.len() - words.trim_start().len());
        self.extraction.folded.to_source(Span::new(start, start + words.trim().len()))
    }
}
