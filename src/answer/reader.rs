//! Reading one document: the one pass over it, extraction, and the answers that it holds.

use super::line::{self, LineTrace, Missing};
use super::log::Log;
use super::names::Names;
use super::near::{self, ClaimNear};
use super::page::{Page, RuleHits};
use super::parse::{self, ParsedSentence};
use super::subject::Recent;
use super::used::Used;
use super::words::{Tag, WordHit, WordList, hide_in_names, innermost};
use super::{Answer, choice, date, quantity, trace, yes_no};
use crate::claim::{Claim, Lang, PartialDate, Value};
use crate::extract::{CueHit, Hits, Languages, extract};
use crate::grammar::{self, Anchor, Mention};
use crate::id::{DistinctionId, EntityId, Id, RuleId, SentenceId, SideId};
use crate::lexicon::{Lexicon, Lexicons};
use crate::pattern::{Contractions, Folded, Matcher, MatcherBuilder, Phrase, fold};
use crate::rule::{Number, RuleSet, Wanted, Words};
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
        self.with_page(document, None, |page, _| reading(page))
    }

    /// Reads a document: the answers in it, and every claim with whether an answer stands on it.
    pub fn read_with_claims(&self, document: &Document) -> (Reading, Vec<(Claim, bool)>) {
        self.with_page(document, None, |page, _| {
            let claims = page.extraction.claims(document).into_iter();
            let used = Used::of(page);
            let claims = claims.map(|(claim, mention)| (used.has(page, &claim, mention), claim));
            let claims = claims.map(|(used, claim)| (claim, used)).collect();
            (reading(page), claims)
        })
    }

    /// Reads a document: the answers in it, every claim and every date, whether an answer stands on each, and what is said near it.
    pub fn read_with_surroundings(&self, document: &Document) -> (Reading, Vec<ClaimNear>) {
        self.with_page(document, None, |page, _| {
            let claims = near::claims(page, document);
            (reading(page), claims)
        })
    }

    /// Reads a document, and records how every answer in it was found; only those to the rule at `only`, where it is given.
    pub fn explain(&self, document: &Document, only: Option<RuleId>) -> Reading {
        self.with_page(document, Some(Log::default()), |page, log| {
            trace::record(page, log, only);
            reading(page)
        })
    }

    /// Reads a document, and tells what stands on a line of it, counted from 1, and what each rule made of that.
    pub fn inspect(&self, document: &Document, line: usize) -> (Reading, LineTrace) {
        self.with_page(document, Some(Log::default()), |page, log| {
            let trace = line::inspect(page, log, line);
            (reading(page), trace)
        })
    }

    /// Analyses every sentence of a document, and reads each place in it that a rule asks about.
    pub fn parse(&self, document: &Document) -> Vec<ParsedSentence> {
        self.with_page(document, None, |page, _| parse::parse(page))
    }

    /// Reads a document, and tells at which step the rule at `rule` stopped, of all sentences in the one where it came furthest.
    pub fn stopped(&self, document: &Document, rule: RuleId) -> Missing {
        self.with_page(document, Some(Log::default()), |page, log| line::stopped(page, &log, rule))
    }

    /// The words of rules and entities that stand in a document, in sentences of their language: the list that each is written in,
    /// and its number in that list. A name inside a longer name counts as little as it does for the answers.
    pub fn words_in(&self, document: &Document) -> BTreeSet<(WordList, usize)> {
        let folded = document.fold();
        let (cues, words) = self.find(&folded);
        let extraction = extract(document, &folded, hits(cues, &words), self.languages());
        let names = Names::find(self.rules, &extraction, &words);
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

    fn languages(&self) -> Languages<'_> {
        Languages { lexicons: self.lexicons, fallback: self.fallback, preferred: &self.asked_in }
    }

    fn with_page<T>(&self, document: &Document, log: Option<Log>, then: impl FnOnce(&mut Page<'_>, Log) -> T) -> T {
        let folded = document.fold();
        let (cues, words) = self.find(&folded);
        let extraction = extract(document, &folded, hits(cues, &words), self.languages());
        let names = Names::find(self.rules, &extraction, &words);
        let mut page = Page::new(self.rules, &self.entities_by_name, document, &extraction, &names);
        page.log = log;
        answer(&mut page, &words);
        let log = page.log.take().unwrap_or_default();
        then(&mut page, log)
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
fn reading(page: &mut Page<'_>) -> Reading {
    let quantities = page.extraction.mentions.enumerate();
    let quantities = quantities.filter(|(_, mention)| matches!(mention.value, Value::Quantity(_)));
    let unclear = page.extraction.sentences.iter().find(|sentence| sentence.told_by == ToldBy::Nothing);
    Reading {
        unused_numbers: quantities.filter(|(index, _)| !page.used.contains(index)).count(),
        answers: std::mem::take(&mut page.answers),
        claims: page.extraction.count_claims(),
        sentences: page.extraction.sentences.len(),
        unclear_language: unclear.map(|sentence| (sentence.lexicon.name.clone(), sentence.lexicon.lang)),
    }
}

/// The sides of distinctions, by rule and sentence, that stand in sentences without a word of what the rule is about.
fn sides_alone(page: &Page<'_>, words: &[WordHit]) -> BTreeMap<(RuleId, SentenceId), Vec<(DistinctionId, SideId)>> {
    let sentences = &page.extraction.sentences;
    let sentence_of = |hit: &WordHit| {
        let index = sentences.partition_point(|sentence| sentence.span.start <= hit.span.start).before()?;
        hit.is_of(sentences[index].lexicon.lang).then_some(index)
    };
    let mut sides: BTreeMap<(RuleId, SentenceId), Vec<(DistinctionId, SideId)>> = BTreeMap::new();
    for hit in words {
        if let Tag::Side(rule, distinction, side) = hit.tag
            && let Some(sentence) = sentence_of(hit)
        {
            sides.entry((rule, sentence)).or_default().push((distinction, side));
        }
    }
    if !sides.is_empty() {
        for hit in words {
            if let Tag::About(rule) = hit.tag
                && let Some(sentence) = sentence_of(hit)
            {
                sides.remove(&(rule, sentence));
            }
        }
    }
    sides
}

/// Puts every sentence to the rules whose words stand in it.
fn answer(page: &mut Page<'_>, words: &[WordHit]) {
    let mut recent = Recent::default();
    let mut before = BTreeMap::new();
    let beside = sides_alone(page, words);
    for index in page.extraction.sentences.ids() {
        let sentence = &page.extraction.sentences[index];
        let goes_on = yes_no::points_back(page, index);
        recent.enter(page.rules, page.extraction, page.names, index, goes_on);
        let first = words.partition_point(|hit| hit.span.start < sentence.span.start);
        let own = words[first..].iter().take_while(|hit| hit.span.start < sentence.span.end);
        let mut by_rule: BTreeMap<RuleId, RuleHits> = BTreeMap::new();
        for hit in own.filter(|hit| hit.is_of(sentence.lexicon.lang)) {
            match hit.tag {
                Tag::About(rule) => by_rule.entry(rule).or_default().about.push(hit.span),
                Tag::Counted(rule) => by_rule.entry(rule).or_default().counted.push(hit.span),
                Tag::Unless(rule) => by_rule.entry(rule).or_default().unless.push(hit.span),
                Tag::Option(rule, option) => by_rule.entry(rule).or_default().options.push((option, hit.span)),
                Tag::Side(rule, distinction, side) => by_rule.entry(rule).or_default().sides.push((distinction, side, hit.span)),
                Tag::Cue(..) | Tag::Name(_) | Tag::Refer(_) => {}
            }
        }
        for (rule, hits) in &mut by_rule {
            for near in [index.before(), Some(index.after())].into_iter().flatten() {
                let is_same = |near: &SentenceId| {
                    let other = page.extraction.sentences.get(*near);
                    other.is_some_and(|other| other.paragraph == sentence.paragraph && other.part == sentence.part)
                };
                let said = Some(near).filter(is_same).and_then(|near| beside.get(&(*rule, near)));
                hits.sides_beside.extend(said.into_iter().flatten());
            }
        }
        page.note_words(index, &by_rule, &recent);
        let mut asked = BTreeMap::new();
        for (rule, hits) in &by_rule {
            if !page.mentions_nearby(*rule, index) {
                continue;
            }
            let rules = page.rules;
            match &rules.rules[*rule].wants {
                Wanted::Number(number) => quantity::answers(page, (*rule, number), index, hits, &recent),
                Wanted::Date => date::answers(page, *rule, index, hits, &recent),
                Wanted::Option(choices) | Wanted::Name(choices) => {
                    choice::answers(page, (*rule, choices), index, hits, &recent);
                }
                Wanted::YesNo => {
                    if let Some(subject) = yes_no::answers(page, *rule, index, hits, &recent) {
                        asked.insert(*rule, subject);
                    }
                }
            }
        }
        let same_part = index.before().is_some_and(|before| page.extraction.sentences[before].part == sentence.part);
        if !same_part {
            before.clear();
        }
        yes_no::answers_by_pronoun(page, index, &before, &asked, &by_rule);
        // "Dat schrijft BuzzFeed. De politie ontkent dat." The second "dat" is what BuzzFeed writes.
        if !(same_part && page.extraction.credits_previous(index).is_some()) {
            before = asked;
        }
    }
    page.answers.sort_by_key(|answer| (answer.span, answer.rule));
    if let Some(log) = &mut page.log {
        // Both sorts are stable, so that each note stays with its answer.
        log.notes.sort_by_key(|note| (note.span, note.rule));
    }
}
