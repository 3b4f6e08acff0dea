//! What a document is about: the subject of sentences that name none.

use super::asking::Asking;
use super::names::Names;
use super::page::Page;
use super::subject::{Concerned, Whom};
use crate::claim::{PartialDate, Value};
use crate::clause::Token;
use crate::diagnostic::{Code, Diagnostic, closest};
use crate::extract::Extraction;
use crate::id::{EntityId, Id, SentenceId};
use crate::lexicon::{Class, Cue};
use crate::rule::{NumberOf, RuleSet, Subject, Wanted};
use crate::span::{InFolded, Span};
use crate::text::{Document, Topic};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What as many paragraphs of a document name, it is about.
const MANY_PARAGRAPHS: usize = 2;

/// So many names of a heading, or of a cell, are looked at.
const MOST_NAMED: usize = 32;

/// The topics of a document, by the part that a sentence lies in.
#[derive(Debug, Default)]
pub(super) struct Topics {
    /// Those that somebody declared; none for a part that declares none of its own.
    declared: BTreeMap<Option<usize>, Vec<EntityId>>,
    /// Those that the title or the first paragraph names, or what the source is called.
    concluded: BTreeMap<Option<usize>, Vec<EntityId>>,
    /// The years that the opening tells of.
    years: BTreeSet<i16>,
    /// The words with a capital in the opening, folded.
    names: BTreeSet<String>,
}

impl Topics {
    /// What a document is declared to be about, and what its opening names.
    pub fn find(rules: &RuleSet, document: &Document, extraction: &Extraction<'_>, names: &Names) -> Topics {
        let mut topics = Topics { declared: declared(rules, document), ..Topics::default() };
        let mut opening: Option<(Option<usize>, usize)> = None;
        for sentence in &extraction.sentences {
            // The paragraphs of a part up to the first one that ends like a sentence: a headline, a line with its author, the lead.
            let goes_on = match opening {
                Some((part, paragraph)) if part == sentence.part => sentence.paragraph <= paragraph,
                _ => true,
            };
            if goes_on && sentence.cell.is_none() {
                let is_line = !extraction.words(sentence.span).trim_end().ends_with(['.', '!', '?', '…', '”', '»', '"']);
                opening = Some((sentence.part, sentence.paragraph + usize::from(is_line)));
                let mentions = &extraction.mentions[sentence.mentions.clone()];
                topics.years.extend(mentions.iter().filter_map(|mention| year(&mention.value)));
                let capitals = extraction.words_of(sentence.span).filter(|word| extraction.folded.is_capital(word.start));
                topics.names.extend(capitals.map(|word| extraction.words(word).to_owned()));
                let named = names.of_source().iter().copied();
                topics.concluded.entry(sentence.part).or_default().extend(named);
                let named = names.within(sentence.span).iter().filter(|hit| !hit.refers()).map(|hit| hit.entity);
                topics.concluded.entry(sentence.part).or_default().extend(named);
            }
        }
        let mut paragraphs: BTreeMap<(Option<usize>, EntityId), BTreeSet<usize>> = BTreeMap::new();
        for sentence in &extraction.sentences {
            for hit in names.within(sentence.span).iter().filter(|hit| !hit.refers()) {
                paragraphs.entry((sentence.part, hit.entity)).or_default().insert(sentence.paragraph);
            }
        }
        for ((part, entity), paragraphs) in paragraphs {
            if paragraphs.len() >= MANY_PARAGRAPHS {
                topics.concluded.entry(part).or_default().push(entity);
            }
        }
        topics
    }

    /// What the part of a sentence is declared to be about.
    pub fn declared(&self, part: Option<usize>) -> &[EntityId] {
        self.declared.get(&part).or_else(|| self.declared.get(&None)).map_or(&[], Vec::as_slice)
    }

    fn concluded(&self, part: Option<usize>) -> &[EntityId] {
        self.concluded.get(&part).map_or(&[], Vec::as_slice)
    }
}

/// Whom some words name.
#[derive(Debug)]
pub(super) enum Named {
    /// These, whom the question can be about.
    These(Vec<EntityId>),
    /// Only others of their kind.
    Others,
}

/// Warns of topics that no rule file declares as an entity.
pub(super) fn unknown(rules: &RuleSet, document: &Document) -> Vec<Diagnostic> {
    let all = document.metadata.about.iter().chain(document.parts.iter().flat_map(|part| &part.about));
    let unknown = all.filter(|topic| entity_called(rules, &topic.id).is_none());
    let warning = |topic: &Topic| {
        let message = format!("no entity is called `{}`", topic.id);
        let warning = Diagnostic::warning(Code::UnknownEntity, &topic.file, topic.span, message);
        match closest(&topic.id, rules.entities.iter().map(|entity| entity.id.as_str())) {
            Some(meant) => warning.help(format!("did you mean `{meant}`?")),
            None => warning.help("name an entity of the rule files by its id: `[entity.some-id]`"),
        }
    };
    unknown.map(warning).collect()
}

/// What each part declares; what the document declares, or the entities that all documents are about, under none.
pub(super) fn declared(rules: &RuleSet, document: &Document) -> BTreeMap<Option<usize>, Vec<EntityId>> {
    let known = |topics: &[Topic]| topics.iter().filter_map(|topic| entity_called(rules, &topic.id)).collect::<Vec<_>>();
    let mut declared: BTreeMap<_, _> = document
        .parts
        .iter()
        .enumerate()
        .map(|(index, part)| (Some(index), known(&part.about)))
        .filter(|(_, about)| !about.is_empty())
        .collect();
    let own = known(&document.metadata.about);
    let all = rules.entities.enumerate().filter(|(_, entity)| entity.is_topic).map(|(id, _)| id);
    declared.insert(None, if own.is_empty() { all.collect() } else { own });
    declared
}

/// The year in which a period begins.
fn year(value: &Value) -> Option<i16> {
    match value {
        Value::Period(period) => period.from.map(PartialDate::year),
        _ => None,
    }
}

/// The entity with an id.
pub(super) fn entity_called(rules: &RuleSet, id: &str) -> Option<EntityId> {
    rules.entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok().map(EntityId::at)
}

impl Asking<'_> {
    /// The topic that a sentence which names no subject is about: declared, it counts as stated; else it is concluded. Another of its kind in
    /// the sentence, or in the heading above it, takes the sentence away.
    pub fn topic(&self, at: Span<InFolded>) -> Option<Concerned> {
        let part = self.whole().part;
        if self.has_new_subject(at)
            || self.tells_of_relation()
            || self.names_rival(self.sentence)
            || self.recent.heading.is_some_and(|heading| self.names_rival(heading))
        {
            return None;
        }
        let fits = |topics: &[EntityId]| {
            let fitting = topics.iter().copied().filter(|entity| self.page.fits(&self.asked().subject, *entity));
            self.page.one_of_each_tree(fitting)
        };
        // "National services could try it": what somebody did needs more than a topic, where a noun of its own says who.
        let is_deed = self.asked().wants.number().is_none() && !matches!(self.asked().wants, Wanted::Date);
        if is_deed && self.has_own_subject(at) {
            return None;
        }
        match fits(self.page.topics.declared(part))[..] {
            [one] => return Some(Concerned { whom: Whom::One(one), inferred: self.may_tell_of_others(at) }),
            [] => {}
            _ => return None,
        }
        match fits(self.page.topics.concluded(part))[..] {
            [one] if !is_deed && !self.tells_of_others(one) && !self.looks_elsewhere(at) && !self.names_subject() => {
                Some(Concerned { whom: Whom::One(one), inferred: true })
            }
            _ => None,
        }
    }

    /// What a question is about that names nobody: "How many people died?"
    pub fn topic_of_question(&self, question: Span<InFolded>, about: Span<InFolded>) -> Option<Concerned> {
        let is_others = self.named_in(&[question]).is_some() || self.has_own_subject(about) || self.tells_of_relation();
        if is_others { None } else { self.topic_of_lines() }
    }

    /// What a value that stands by itself is about, where no words beside it say: what the heading above it names, else what the document is
    /// about.
    pub fn topic_of_lines(&self) -> Option<Concerned> {
        let in_heading = self.recent.heading.map(|heading| self.page.extraction.sentences[heading].span);
        let named = in_heading.and_then(|heading| self.named_in(&[heading]));
        let fits = |topics: &[EntityId]| {
            let fitting = topics.iter().copied().filter(|entity| self.page.fits(&self.asked().subject, *entity));
            self.page.one_of_each_tree(fitting)
        };
        let part = self.whole().part;
        let declared = fits(self.page.topics.declared(part));
        match (named, &declared[..]) {
            (Some(Named::Others), _) => None,
            (Some(Named::These(named)), declared) => match named[..] {
                [one] => Some(Concerned { whom: Whom::One(one), inferred: !declared.contains(&one) }),
                _ => None,
            },
            (None, [one]) => Some(Concerned { whom: Whom::One(*one), inferred: false }),
            (None, []) => match fits(self.page.topics.concluded(part))[..] {
                [one] if !self.tells_of_others(one) => Some(Concerned { whom: Whom::One(one), inferred: true }),
                _ => None,
            },
            _ => None,
        }
    }

    /// The entities that the question can be about among those that some words name, each tree of parts once; or only others of their kind.
    pub fn named_in(&self, spans: &[Span<InFolded>]) -> Option<Named> {
        let subject = &self.asked().subject;
        let akin = spans.iter().flat_map(|span| self.page.names.within(*span).iter().take(MOST_NAMED)).map(|hit| hit.entity);
        let akin: Vec<EntityId> = akin.filter(|entity| self.page.is_akin(subject, *entity)).collect();
        let fitting = self.page.one_of_each_tree(akin.iter().copied().filter(|entity| self.page.fits(subject, *entity)));
        match (akin.is_empty(), fitting.is_empty()) {
            (true, _) => None,
            (false, true) => Some(Named::Others),
            (false, false) => Some(Named::These(fitting)),
        }
    }

    /// "In Lyon, 12 died in a fire", "last year 5 were killed", "the café opens in May": a place that neither a rule nor the opening names, a year
    /// that is not that of the text, or a noun of its own before the predicate may take a sentence from what its text is declared to be about.
    fn may_tell_of_others(&self, at: Span<InFolded>) -> bool {
        let whole = self.whole();
        let analysis = self.extraction().analysis(self.sentence);
        let voice = self.extraction().voice(self.sentence, at);
        let is_known = |word: Span<InFolded>| {
            self.page.names.within(whole.span).iter().any(|hit| hit.span.meets(word))
                || voice.is_some_and(|voice| voice.window.meets(word))
                || self.mentions().iter().any(|mention| mention.span.covers(word))
                || self.hits.all().any(|own| own.meets(word))
        };
        let is_name = |place: usize, token: &Token| {
            let before = place.checked_sub(1).map_or(Class::NONE, |before| analysis.tokens[before].class);
            let is_place = before.is(Class::PREPOSITION) && token.is_capital && token.is_content();
            is_place && !is_known(token.span) && !self.page.topics.names.contains(self.words(token.span))
        };
        let written = self.page.document.metadata.date.map(PartialDate::year);
        let is_other_year = |value: &Value| {
            let year = year(value).filter(|year| !self.page.topics.years.contains(year));
            year.zip(written).is_some_and(|(told, written)| told != written)
        };
        let number = self.asked().wants.number();
        let is_count = number.is_some_and(|number| matches!(number.of, NumberOf::Count { .. }));
        analysis.tokens.iter().enumerate().any(|(place, token)| is_name(place, token))
            || number.is_some() && self.mentions().iter().any(|mention| is_other_year(&mention.value))
            || !is_count && self.has_own_subject(at)
    }

    /// Returns true if a sentence names somebody of the subject's kind who is not the subject.
    pub fn names_rival(&self, sentence: SentenceId) -> bool {
        let subject = &self.asked().subject;
        let hits = self.page.names.within(self.page.extraction.sentences[sentence].span).iter();
        let is_rival = |entity: EntityId| match subject {
            Subject::Entity(_) => self.page.is_akin(subject, entity) && !self.page.fits(subject, entity),
            Subject::Kind(_) => self.page.fits(subject, entity),
        };
        hits.into_iter().any(|hit| is_rival(hit.entity))
    }

    /// "The bakery near the mill closed": a sentence that names the subject, and is not about it there.
    fn names_subject(&self) -> bool {
        let hits = self.page.names.within(self.whole().span).iter();
        hits.into_iter().any(|hit| self.page.fits(&self.asked().subject, hit.entity))
    }

    /// "A subsidiary of the mill closed": the sentence names the subject only to say whose somebody else is.
    fn tells_of_relation(&self) -> bool {
        let analysis = self.extraction().analysis(self.sentence);
        let hits = self.page.names.within(self.whole().span).iter();
        let subject = &self.asked().subject;
        hits.into_iter().any(|hit| self.page.fits(subject, hit.entity) && analysis.is_related(hit.span))
    }

    /// Returns true if a noun phrase that is no word of the rule stands before the words at `at` in their clause, and no preposition holds it.
    fn has_own_subject(&self, at: Span<InFolded>) -> bool {
        let analysis = self.extraction().analysis(self.sentence);
        let start = self.clause(at.start).start;
        let tokens = analysis.tokens_of(Span::new(start, at.start.max(start)));
        let is_known =
            |span: Span<InFolded>| self.hits.all().any(|word| word.meets(span)) || !self.page.names.within(span).is_empty();
        tokens.clone().any(|first| {
            let class = analysis.tokens[first].class;
            let is_governed = first > tokens.start && analysis.tokens[first - 1].class.is(Class::PREPOSITION);
            let opens = class.is(Class::DETERMINER) && !class.is(Class::PREPOSITION | Class::PRONOUN | Class::AUXILIARY);
            let mut behind = (first + 1..tokens.end).take_while(|at| analysis.tokens[*at].is_word());
            let noun = behind.find(|at| analysis.tokens[*at].is_content()).map(|at| &analysis.tokens[at]);
            let is_other = |noun: &Token| noun.value.is_none() && !is_known(analysis.tokens[first].span.join(noun.span));
            opens && !is_governed && noun.is_some_and(is_other)
        })
    }

    /// "A ride costs 2.50 euros": another thing that is mentioned for the first time begins the clause. What is counted may have anybody for
    /// its subject: "a bus took 40 people away".
    fn has_new_subject(&self, at: Span<InFolded>) -> bool {
        let number = self.asked().wants.number();
        if number.is_none_or(|number| matches!(number.of, NumberOf::Count { .. })) {
            return false;
        }
        let analysis = self.extraction().analysis(self.sentence);
        let clause = self.clause(at.start);
        let mut tokens = analysis.tokens[analysis.tokens_of(clause)].iter();
        let (Some(article), Some(noun)) = (tokens.next(), tokens.next()) else { return false };
        let words = &self.whole().lexicon.numbers.words;
        let is_indefinite = words.get(self.words(article.span)).is_some_and(|word| word.value == Decimal::ONE);
        let is_known = |span: Span<InFolded>| {
            self.hits.all().any(|word| word.meets(span)) || self.hits.sides.iter().any(|(.., word)| word.meets(span))
        };
        is_indefinite && noun.is_content() && noun.span.end <= at.start && noun.operator.is_none() && !is_known(noun.span)
    }

    /// "On the other side of town, 90 paintings were lent": another place, thing or person comes in before the predicate.
    pub fn looks_elsewhere(&self, at: Span<InFolded>) -> bool {
        let cues = self.extraction().cues_of(self.sentence).iter();
        cues.into_iter().any(|hit| hit.cue == Cue::Elsewhere && hit.span.end <= at.start)
    }

    /// Returns true if the text has named others of the kind of its topic so far.
    fn tells_of_others(&self, topic: EntityId) -> bool {
        let topic = &self.page.rules.entities[topic];
        let named = topic.kind.as_ref().and_then(|kind| self.recent.of_part.get(kind));
        named.is_some_and(|named| named.iter().any(|other| *other != topic.root))
    }
}

impl Page<'_> {
    /// Some entities, of each tree of parts the first.
    fn one_of_each_tree(&self, entities: impl Iterator<Item = EntityId>) -> Vec<EntityId> {
        let mut kept: Vec<EntityId> = Vec::new();
        for entity in entities {
            let root = |entity: EntityId| self.rules.entities[entity].root;
            if !kept.iter().any(|other| root(*other) == root(entity)) {
                kept.push(entity);
            }
        }
        kept
    }
}
