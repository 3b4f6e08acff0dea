//! Reading one document: the one pass over it, extraction, and the answers that it holds.

use super::names::Names;
use super::subject::Recent;
use super::{Answer, Source, Speaker, count, yes_no};
use crate::claim::{Claim, Lang, Modality, Value};
use crate::extract::{CueHit, Extraction, extract};
use crate::grammar;
use crate::lexicon::{Cue, Lexicon, Lexicons};
use crate::pattern::{Contractions, Folded, Matcher, MatcherBuilder, fold};
use crate::rule::{AnswerKind, Rule, RuleSet, RuleStatus, Subject, Words};
use crate::span::Span;
use crate::text::{Document, sentences};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Lexicons and rules, compiled into one automaton.
#[derive(Debug)]
pub struct Reader<'a> {
    lexicons: &'a Lexicons,
    pub(super) rules: &'a RuleSet,
    fallback: Option<Lang>,
    matcher: Matcher,
    tags: Vec<(Tag, Option<Lang>)>,
    entities_by_name: BTreeMap<String, usize>,
}

/// What a pattern of the automaton is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Cue(Cue),
    Name(usize),
    Refer(usize),
    About(usize),
    Counted(usize),
    Unless(usize),
}

/// A word of a rule, found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordHit {
    pub span: Span,
    pub tag: Tag,
    lang: Option<Lang>,
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
                tags.push((Tag::Cue(*cue), Some(lexicon.lang)));
            }
        }
        let every: Contractions = lexicons.iter().flat_map(|lexicon| lexicon.contractions.clone()).collect();
        let mut add = |words: &Words, tag: Tag| {
            for (lang, pattern) in &words.patterns {
                let own = lang.and_then(|lang| lexicons.get(lang)).map(|lexicon| &lexicon.contractions);
                builder.add(&pattern.clone().contracted(own.unwrap_or(&every)), tags.len() as u32);
                tags.push((tag, *lang));
            }
        };
        let mut entities_by_name = BTreeMap::new();
        for (index, entity) in rules.entities.iter().enumerate() {
            add(&entity.names, Tag::Name(index));
            add(&entity.refers, Tag::Refer(index));
            entities_by_name.extend(entity.names.patterns.iter().map(|(_, pattern)| (fold(&pattern.written), index)));
        }
        for (index, rule) in rules.rules.iter().enumerate() {
            if matches!(rule.status, RuleStatus::Draft | RuleStatus::Retired) {
                continue;
            }
            add(&rule.about, Tag::About(index));
            add(&rule.counted, Tag::Counted(index));
            add(&rule.unless, Tag::Unless(index));
        }
        Ok(Reader { lexicons, rules, fallback, matcher: builder.build()?, tags, entities_by_name })
    }

    /// Reads a document: the answers in it.
    pub fn read(&self, document: &Document) -> Reading {
        self.with_page(document, |page| {
            let quantities = page.extraction.mentions.iter().enumerate();
            let quantities = quantities.filter(|(_, mention)| matches!(mention.value, Value::Quantity(_)));
            Reading {
                unused_numbers: quantities.filter(|(index, _)| !page.used.contains(index)).count(),
                answers: std::mem::take(&mut page.answers),
                claims: page.extraction.count_claims(),
                sentences: page.extraction.sentences.len(),
            }
        })
    }

    /// Every claim of a document, and whether an answer stands on it.
    pub fn claims(&self, document: &Document) -> Vec<(Claim, bool)> {
        self.with_page(document, |page| {
            let claims = page.extraction.claims(document).into_iter();
            claims.map(|(claim, mention)| (claim, mention.is_some_and(|mention| page.used.contains(&mention)))).collect()
        })
    }

    /// What the grammars of `lexicon` recognise in a text, with spans of that text.
    pub fn mentions(&self, text: &str, lexicon: &Lexicon) -> Vec<(Span, Value)> {
        let folded = Folded::new(text);
        let (cues, _) = self.find(&folded);
        let anchors = cues.iter().filter(|hit| hit.cue == Cue::Figure && hit.lang == lexicon.lang).map(|hit| hit.span.start);
        let anchors: Vec<usize> = anchors.collect();
        let mut found = Vec::new();
        for sentence in sentences(&folded, &lexicon.abbreviations) {
            let first = anchors.partition_point(|anchor| *anchor < sentence.span.start);
            let own = anchors[first..].iter().copied().take_while(|anchor| *anchor < sentence.span.end);
            let mentions = grammar::mentions(folded.text(), sentence.span, own, lexicon);
            found.extend(mentions.into_iter().map(|mention| (folded.to_source(mention.span), mention.value)));
        }
        found
    }

    /// The one pass: the cues, and the words of the rules.
    fn find(&self, folded: &Folded) -> (Vec<CueHit>, Vec<WordHit>) {
        let mut cues = Vec::new();
        let mut words = Vec::new();
        for hit in self.matcher.find(folded) {
            match self.tags[hit.id as usize] {
                (Tag::Cue(cue), Some(lang)) => cues.push(CueHit { span: hit.span, cue, lang }),
                (tag, lang) => words.push(WordHit { span: hit.span, tag, lang }),
            }
        }
        cues.sort_unstable();
        (cues, words)
    }

    fn with_page<T>(&self, document: &Document, then: impl FnOnce(&mut Page<'_>) -> T) -> T {
        let folded = document.fold();
        let (cues, words) = self.find(&folded);
        let extraction = extract(document, &folded, &cues, self.lexicons, self.fallback);
        let names = Names::find(self.rules, &extraction, &words);
        let source = Arc::new(Source {
            file: document.file.name.clone(),
            id: document.metadata.id.clone(),
            derives_from: document.metadata.derives_from.clone(),
        });
        let (answers, used) = (Vec::new(), BTreeSet::new());
        let mut page = Page { reader: self, document, source, extraction: &extraction, names: &names, answers, used };
        page.answer(&words);
        then(&mut page)
    }
}

impl WordHit {
    /// Whether it counts in a sentence of this language.
    pub fn is_of(&self, lang: Lang) -> bool {
        self.lang.is_none_or(|own| own == lang)
    }
}

/// A document on its way from extraction to answers.
pub(super) struct Page<'r> {
    pub reader: &'r Reader<'r>,
    pub document: &'r Document,
    pub extraction: &'r Extraction<'r>,
    pub names: &'r Names,
    source: Arc<Source>,
    answers: Vec<Answer>,
    used: BTreeSet<usize>,
}

/// The words of one rule in one sentence.
#[derive(Debug, Default)]
pub(super) struct RuleHits {
    pub about: Vec<Span>,
    pub counted: Vec<Span>,
    pub unless: Vec<Span>,
}

/// What an answer is made of, before its voice and its quote are looked up.
pub(super) struct Draft {
    pub rule: usize,
    pub sentence: usize,
    /// The words that the answer stands on.
    pub at: Span,
    pub value: Value,
    pub modality: Modality,
    pub negated: bool,
    pub subject: usize,
    pub subject_inferred: bool,
}

impl Page<'_> {
    fn answer(&mut self, words: &[WordHit]) {
        let mut recent = Recent::default();
        let mut before = BTreeMap::new();
        for index in 0..self.extraction.sentences.len() {
            let sentence = &self.extraction.sentences[index];
            recent.enter(self.reader.rules, self.extraction, self.names, index);
            let first = words.partition_point(|hit| hit.span.start < sentence.span.start);
            let own = words[first..].iter().take_while(|hit| hit.span.start < sentence.span.end);
            let mut by_rule: BTreeMap<usize, RuleHits> = BTreeMap::new();
            for hit in own.filter(|hit| hit.is_of(sentence.lexicon.lang)) {
                match hit.tag {
                    Tag::About(rule) => by_rule.entry(rule).or_default().about.push(hit.span),
                    Tag::Counted(rule) => by_rule.entry(rule).or_default().counted.push(hit.span),
                    Tag::Unless(rule) => by_rule.entry(rule).or_default().unless.push(hit.span),
                    Tag::Cue(_) | Tag::Name(_) | Tag::Refer(_) => {}
                }
            }
            let mut asked = BTreeMap::new();
            for (rule, hits) in &by_rule {
                if !self.mentions_nearby(*rule, index) {
                    continue;
                }
                match self.reader.rules.rules[*rule].answer {
                    AnswerKind::Count => count::answers(self, *rule, index, hits, &recent),
                    AnswerKind::YesNo => {
                        if let Some(subject) = yes_no::answers(self, *rule, index, hits, &recent) {
                            asked.insert(*rule, subject);
                        }
                    }
                }
            }
            let same_part = index > 0 && self.extraction.sentences[index - 1].part == sentence.part;
            if same_part {
                yes_no::answers_by_pronoun(self, index, &before, &by_rule);
            }
            // "Dat schrijft BuzzFeed. De politie ontkent dat." The second "dat" is what BuzzFeed writes.
            if !(same_part && self.extraction.credits_previous(index).is_some()) {
                before = asked;
            }
        }
        self.answers.sort_by_key(|answer| (answer.span, answer.rule));
    }

    /// Whether every entity that the rule wants mentioned stands in the sentence or the two around it.
    fn mentions_nearby(&self, rule: usize, sentence: usize) -> bool {
        let rules = self.reader.rules;
        let sentences = &self.extraction.sentences;
        let first = sentence.saturating_sub(1);
        let last = (sentence + 1).min(sentences.len() - 1);
        let around = Span::new(sentences[first].span.start, sentences[last].span.end);
        rules.rules[rule].mentions.iter().all(|wanted| {
            self.names.within(around).iter().any(|hit| hit.entity == *wanted || rules.entities[hit.entity].root == *wanted)
        })
    }

    /// Keeps an answer, with its voice and quote.
    pub fn push(&mut self, draft: Draft) {
        let sentence = &self.extraction.sentences[draft.sentence];
        let part = sentence.part.map(|part| &self.document.parts[part]);
        let clause = self.extraction.clause(draft.sentence, draft.at.start);
        let span = self.quote(draft.sentence, draft.at);
        let rule = &self.reader.rules.rules[draft.rule];
        self.answers.push(Answer {
            rule: draft.rule,
            about: match rule.subject {
                Subject::Entity(entity) => entity,
                Subject::Kind(_) => self.reader.rules.entities[draft.subject].root,
            },
            subject: draft.subject,
            value: draft.value,
            source: Arc::clone(&self.source),
            span,
            location: self.document.lines.locate(self.document.text(), span),
            quote: span.of(self.document.text()).to_owned(),
            speaker: self.speaker(draft.sentence, draft.at),
            date: part.and_then(|part| part.date).or(self.document.metadata.date),
            period: self.extraction.period(draft.sentence, clause),
            language: sentence.lexicon.lang,
            modality: draft.modality,
            subject_inferred: draft.subject_inferred,
            negated: draft.negated,
        });
    }

    /// The rule at this index.
    pub fn reader_rule(&self, rule: usize) -> &Rule {
        &self.reader.rules.rules[rule]
    }

    /// Notes that a rule used this mention.
    pub fn use_mention(&mut self, mention: usize) {
        self.used.insert(mention);
    }

    /// Who says what stands at `at`.
    fn speaker(&self, sentence: usize, at: Span) -> Speaker {
        let rules = self.reader.rules;
        let voice = self.extraction.voice_or_document(self.document, sentence, at);
        let credited = self.extraction.voice(sentence, at);
        let named = credited.and_then(|credited| {
            let names = self.names.within(credited.window);
            if credited.last { names.last() } else { names.first() }.map(|hit| hit.entity)
        });
        let entity = match credited {
            Some(_) => named,
            None => self.reader.entities_by_name.get(&fold(&voice.name)).copied(),
        };
        let (key, name) = match entity {
            Some(entity) => (rules.entities[entity].id.clone(), rules.entities[entity].name.clone()),
            None => (self.bare_name(sentence, &voice.name), voice.name),
        };
        Speaker { key, name, credit: voice.by, inferred: voice.inferred }
    }

    /// The folded name without its article, so that "le contrôleur" and "un contrôleur" are one.
    fn bare_name(&self, sentence: usize, name: &str) -> String {
        let folded = fold(name);
        let lexicon = self.extraction.sentences[sentence].lexicon;
        let end = folded.find([' ', '\'']).map_or(0, |at| at + 1);
        let (first, rest) = folded.split_at(end);
        if lexicon.determiners.contains(first.trim_end()) { rest.trim().to_owned() } else { folded.trim().to_owned() }
    }

    /// The words to quote: the sentence, or where that is long the clauses around the answer.
    fn quote(&self, sentence: usize, at: Span) -> Span {
        /// About four lines of print.
        const LONG: usize = 360;
        let whole = &self.extraction.sentences[sentence];
        let mut span = whole.span;
        if span.len() > LONG {
            let clause = self.extraction.clause(sentence, at.start).join(at);
            let first = whole.clauses.partition_point(|other| other.end <= clause.start);
            span = clause;
            for earlier in whole.clauses[..first].iter().rev() {
                if span.join(*earlier).len() > LONG || self.extraction.words(*earlier).ends_with(':') {
                    break;
                }
                span = span.join(*earlier);
            }
        }
        let words = self.extraction.words(span);
        let start = span.start + (words.len() - words.trim_start().len());
        self.extraction.folded.to_source(Span::new(start, start + words.trim().len()))
    }
}
