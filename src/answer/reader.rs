//! Reading one document: the one pass over it, extraction, and the answers that it holds.

use super::line::{self, LineTrace, Missing};
use super::names::Names;
use super::near::{self, ClaimNear};
use super::page::Page;
use super::parse::{self, ParsedSentence};
use super::record::Record;
use super::used::Used;
use super::words::{Tag, WordHit, WordList, hide_in_names, innermost};
use super::{Answer, ask, topic, trace};
use crate::claim::{Claim, Lang, PartialDate, Value};
use crate::diagnostic::Diagnostic;
use crate::extract::{CueHit, Hits, Languages, extract};
use crate::grammar::{self, Anchor, Mention};
use crate::id::{EntityId, Id, RuleId};
use crate::lexicon::{Lexicon, Lexicons};
use crate::pattern::{Contractions, Folded, Matcher, MatcherBuilder, Phrase, fold};
use crate::rule::{Number, RuleSet, Words};
use crate::span::InSource;
use crate::text::{Abbreviations, Document, ToldBy, sentences};
use std::collections::{BTreeMap, BTreeSet};

/// Lexicons and rules, compiled into one automaton.
#[derive(Debug)]
pub struct Reader<'a> {
    lexicons: &'a Lexicons,
    rules: &'a RuleSet,
    fallback: Option<Lang>,
    /// The languages that rules ask in.
    asked_in: BTreeSet<Lang>,
    matcher: Matcher,
    tags: Vec<(Tag, Option<Lang>)>,
    entities_by_name: BTreeMap<String, EntityId>,
    /// Where the words of each list begin among the tags.
    firsts: BTreeMap<WordList, usize>,
}

/// What a document says.
#[derive(Debug, Default)]
pub struct Reading {
    /// Its answers, in order of place.
    pub answers: Vec<Answer>,
    /// The number of its claims.
    pub claims: usize,
    /// The number of its sentences.
    pub sentences: usize,
    /// The quantities that answer no question.
    pub unused_numbers: usize,
    /// Where nothing tells the language: that in which the first such sentence was read, by its own name and its code.
    pub unclear_language: Option<(String, Lang)>,
}

impl<'a> Reader<'a> {
    /// Compiles `lexicons` and `rules`. `fallback` is the language of documents that do not say theirs.
    ///
    /// # Errors
    /// More words than the automaton can hold.
    pub fn new(lexicons: &'a Lexicons, rules: &'a RuleSet, fallback: Option<Lang>) -> Result<Self, aho_corasick::BuildError> {
        let mut builder = MatcherBuilder::default();
        let mut tags = Vec::new();
        for lexicon in lexicons.iter() {
            for (cue, pattern) in &lexicon.cues {
                builder.add(pattern, tags.len() as u32);
                tags.push((Tag::Cue(*cue, pattern.has_gap()), Some(lexicon.lang)));
            }
        }
        let every: Contractions = lexicons.iter().flat_map(|lexicon| lexicon.contractions.clone()).collect();
        let negations: BTreeMap<Lang, Vec<&Phrase>> =
            lexicons.iter().map(|lexicon| (lexicon.lang, lexicon.negations().collect())).collect();
        let mut firsts = BTreeMap::new();
        let mut add = |words: &Words, tag: Tag| {
            firsts.extend(tag.list().map(|list| (list, tags.len())));
            for (lang, pattern) in &words.patterns {
                let own = lang.and_then(|lang| lexicons.get(lang)).map(|lexicon| &lexicon.contractions);
                let pattern = pattern.clone().contracted(own.unwrap_or(&every));
                let negations = lang.and_then(|lang| negations.get(&lang)).filter(|_| matches!(tag, Tag::About(_)));
                let pattern = match lang.and_then(|lang| lexicons.get(lang)).zip(negations) {
                    Some((lexicon, words)) => pattern.negatable(|word| lexicon.auxiliaries.contains(word), words),
                    None => pattern,
                };
                builder.add(&pattern, tags.len() as u32);
                tags.push((tag, *lang));
            }
        };
        let mut entities_by_name = BTreeMap::new();
        for (index, entity) in rules.entities.enumerate() {
            add(&entity.names, Tag::Name(index));
            add(&entity.refers, Tag::Refer(index));
            entities_by_name.extend(entity.names.patterns.iter().map(|(_, pattern)| (fold(&pattern.written), index)));
        }
        for (index, rule) in rules.rules.enumerate() {
            if !rule.status.is_asked() {
                continue;
            }
            add(&rule.about, Tag::About(index));
            if let Some(counted) = rule.wants.number().and_then(Number::counted) {
                add(counted, Tag::Counted(index));
            }
            add(&rule.unless, Tag::Unless(index));
            for (option, choice) in rule.wants.choices().into_iter().flat_map(|choices| choices.options.enumerate()) {
                add(&choice.words, Tag::Option(index, option));
            }
            for (number, distinction) in rule.distinguish.enumerate() {
                for (side, (_, words)) in distinction.sides.enumerate() {
                    add(words, Tag::Side(index, number, side));
                }
            }
        }
        let of_rule = |tag: &Tag| !matches!(tag, Tag::Cue(..) | Tag::Name(_) | Tag::Refer(_));
        let asked_in = tags.iter().filter(|(tag, _)| of_rule(tag)).filter_map(|(_, lang)| *lang).collect();
        Ok(Reader { lexicons, rules, fallback, asked_in, matcher: builder.build()?, tags, entities_by_name, firsts })
    }

    /// Reads a document: the answers in it.
    pub fn read(&self, document: &Document) -> Reading {
        self.with_page(document, false, reading)
    }

    /// Reads a document: the answers in it, and every claim with whether an answer stands on it.
    pub fn read_with_claims(&self, document: &Document) -> (Reading, Vec<(Claim, bool)>) {
        self.with_page(document, false, |page, record| {
            let claims = page.extraction.claims(document).into_iter();
            let used = Used::of(page, &record);
            let claims = claims.map(|(claim, mention)| (used.has(&claim, mention), claim));
            let claims = claims.map(|(used, claim)| (claim, used)).collect();
            (reading(page, record), claims)
        })
    }

    /// Reads a document: the answers in it, every claim and every date, whether an answer stands on each, and what is said near it.
    pub fn read_with_surroundings(&self, document: &Document) -> (Reading, Vec<ClaimNear>) {
        self.with_page(document, false, |page, record| {
            let claims = near::claims(page, &record, document);
            (reading(page, record), claims)
        })
    }

    /// Reads a document, and records how every answer in it was found; only those to the rule at `only`, where it is given.
    pub fn explain(&self, document: &Document, only: Option<RuleId>) -> Reading {
        self.with_page(document, true, |page, mut record| {
            trace::record(page, &mut record, only);
            reading(page, record)
        })
    }

    /// Reads a document, and tells what stands on a line of it, counted from 1, and what each rule made of that.
    pub fn inspect(&self, document: &Document, line: usize) -> (Reading, LineTrace) {
        self.with_page(document, true, |page, record| {
            let trace = line::inspect(page, &record, line);
            (reading(page, record), trace)
        })
    }

    /// Warns of what a document is declared to be about and no rule file declares as an entity.
    pub fn unknown_topics(&self, document: &Document) -> Vec<Diagnostic> {
        topic::unknown(self.rules, document)
    }

    /// Analyses every sentence of a document, and reads each place in it that a rule asks about.
    pub fn parse(&self, document: &Document) -> Vec<ParsedSentence> {
        self.with_page(document, false, |page, _| parse::parse(page))
    }

    /// Reads a document, and tells at which step the rule at `rule` stopped, of all sentences in the one where it came furthest.
    pub fn stopped(&self, document: &Document, rule: RuleId) -> Missing {
        self.with_page(document, true, |page, record| line::stopped(page, &record, rule))
    }

    /// The words of rules and entities that stand in a document, in sentences of their language: the list that each is written in,
    /// and its number in that list. A name inside a longer name counts as little as it does for the answers.
    pub fn words_in(&self, document: &Document) -> BTreeSet<(WordList, usize)> {
        let folded = document.fold();
        let (cues, words) = self.find(&folded);
        let extraction = extract(document, &folded, hits(cues, &words), self.languages());
        let names = Names::find(self.rules, document, &extraction, &words);
        let mut found = BTreeSet::new();
        for hit in self.matcher.find(&folded) {
            let id = hit.id as usize;
            let (tag, lang) = self.tags[id];
            let Some(list) = tag.list() else { continue };
            let sentence = extraction.sentences.partition_point(|sentence| sentence.span.start <= hit.span.start).before();
            let Some(sentence) = sentence.map(|index| &extraction.sentences[index]) else { continue };
            let is_named = |entity| names.within(hit.span).iter().any(|name| name.entity == entity && name.span == hit.span);
            let counts = match list {
                WordList::Names(entity) | WordList::Refers(entity) => is_named(entity),
                _ => true,
            };
            if counts && lang.is_none_or(|lang| lang == sentence.lexicon.lang) {
                // The patterns of a list are added one after the other.
                let first = self.firsts.get(&list).copied().unwrap_or(id);
                found.insert((list, id - first));
            }
        }
        found
    }

    /// What the grammars of `lexicon` recognise in a text that was written on `date`, with spans of that text.
    pub fn mentions(&self, text: &str, lexicon: &Lexicon, date: Option<PartialDate>) -> Vec<Mention<InSource>> {
        let folded = Folded::new(text);
        let (cues, _) = self.find(&folded);
        let anchors: Vec<Anchor> = cues.iter().filter(|hit| hit.lang == lexicon.lang).filter_map(CueHit::anchor).collect();
        let mut found = Vec::new();
        for sentence in sentences(&folded, &Abbreviations::of([lexicon])) {
            let first = anchors.partition_point(|anchor| anchor.at < sentence.span.start);
            let end = anchors.partition_point(|anchor| anchor.at < sentence.span.end);
            let mentions = grammar::mentions(&folded, sentence.span, &anchors[first..end], lexicon, date);
            found.extend(mentions.into_iter().map(|mention| mention.to_source(&folded)));
        }
        found
    }

    /// The one pass: the cues, and the words of the rules.
    fn find(&self, folded: &Folded) -> (Vec<CueHit>, Vec<WordHit>) {
        let mut cues = Vec::new();
        let mut words = Vec::new();
        for hit in self.matcher.find(folded) {
            match self.tags[hit.id as usize] {
                (Tag::Cue(cue, is_parted), Some(lang)) => cues.push(CueHit { span: hit.span, cue, lang, is_parted, verb: None }),
                (tag, lang) => words.push((hit.id, WordHit { span: hit.span, tag, lang })),
            }
        }
        cues.sort_unstable();
        (cues, innermost(words, folded))
    }

    /// The entities that a document's title or the name of its publisher holds: "Wren manual 2019".
    fn named_by_source(&self, document: &Document) -> Vec<EntityId> {
        let metadata = &document.metadata;
        let texts = metadata.title.iter().chain(&metadata.publisher);
        texts.flat_map(|text| self.find(&Folded::new(text)).1).filter_map(|hit| hit.name()).collect()
    }

    fn languages(&self) -> Languages<'_> {
        Languages { lexicons: self.lexicons, fallback: self.fallback, preferred: &self.asked_in }
    }

    fn with_page<T>(&self, document: &Document, explains: bool, then: impl FnOnce(&Page<'_>, Record) -> T) -> T {
        let folded = document.fold();
        let (cues, words) = self.find(&folded);
        let extraction = extract(document, &folded, hits(cues, &words), self.languages());
        let names = Names::find(self.rules, document, &extraction, &words).with_source(self.named_by_source(document));
        let page = Page::new(self.rules, &self.entities_by_name, document, &extraction, &names);
        let record = ask::ask(&page, &words, explains);
        then(&page, record)
    }
}

/// What the extraction is given of the one pass. Cues inside names say nothing.
fn hits(mut cues: Vec<CueHit>, words: &[WordHit]) -> Hits {
    hide_in_names(&mut cues, words);
    let of = |wanted: fn(&Tag) -> bool| words.iter().filter(move |hit| wanted(&hit.tag)).map(|hit| hit.span);
    let mut predicates: Vec<_> = of(|tag| matches!(tag, Tag::About(_))).collect();
    predicates.dedup();
    Hits { cues, predicates, names: of(|tag| matches!(tag, Tag::Name(_))).collect() }
}

/// What a page says, once its sentences have been put to the rules.
fn reading(page: &Page<'_>, record: Record) -> Reading {
    let quantities = page.extraction.mentions.enumerate();
    let quantities = quantities.filter(|(_, mention)| matches!(mention.value, Value::Quantity(_)));
    let unclear = page.extraction.sentences.iter().find(|sentence| sentence.told_by == ToldBy::Nothing);
    Reading {
        unused_numbers: quantities.filter(|(index, _)| !record.used.contains(index)).count(),
        answers: record.answers,
        claims: page.extraction.count_claims(),
        sentences: page.extraction.sentences.len(),
        unclear_language: unclear.map(|sentence| (sentence.lexicon.name.clone(), sentence.lexicon.lang)),
    }
}
