//! What stands on a line of a document, what each rule made of it, and where it stopped.

use super::asking::Stop;
use super::page::Page;
use super::record::Record;
use super::trace::{CueTrace, Passage};
use crate::claim::Lang;
use crate::id::{EntityId, RuleId, SentenceId};
use crate::rule::Wanted;
use crate::span::{InFolded, InSource, Span};
use crate::text::ToldBy;
use serde::Serialize;
use std::collections::BTreeMap;

/// What stands on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineTrace {
    /// The document.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// How many lines the document has.
    pub lines: usize,
    /// Whether the metadata says to leave out what stands there.
    pub skipped: bool,
    /// The sentences that stand on it, or partly on it.
    pub sentences: Vec<SentenceTrace>,
    /// The numbers and dates in them, by canonical value.
    pub values: Vec<Recognised>,
    /// The entities that they name, by id.
    pub names: Vec<Recognised>,
    /// Their cues.
    pub cues: Vec<CueTrace>,
    /// The rules of which words stand in them.
    pub rules: Vec<RuleTrace>,
}

/// A sentence, and the language in which it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SentenceTrace {
    /// Its language.
    pub lang: Lang,
    /// What the language calls itself.
    #[serde(skip)]
    pub language: String,
    /// What tells the language.
    pub told_by: ToldBy,
    /// The words.
    #[serde(flatten)]
    pub words: Passage,
}

/// Something that was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recognised {
    /// What it is.
    pub is: String,
    /// The words.
    #[serde(flatten)]
    pub words: Passage,
}

/// What a rule made of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTrace {
    /// The rule.
    pub rule: RuleId,
    /// Its words.
    pub words: Vec<Passage>,
    /// The answers that come of them, as indices into the answers of the document.
    pub answers: Vec<usize>,
    /// Where it stopped, if nothing comes of them.
    pub missing: Option<Missing>,
}

/// Where a rule stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// At which step.
    pub step: Step,
    /// In words.
    pub says: String,
}

/// The steps from words to an answer, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// No word of the rule stands there.
    Words,
    /// What the rule wants mentioned is not.
    Mentions,
    /// No word of `about`.
    About,
    /// No value, or nothing counted.
    Value,
    /// Value and predicate do not belong together.
    Clause,
    /// A word of `unless`.
    Unless,
    /// Nobody whom the question could be about.
    Subject,
    /// Neither affirmed nor denied.
    Stance,
}

impl Step {
    /// The word that the outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            Step::Words => "words",
            Step::Mentions => "mentions",
            Step::About => "about",
            Step::Value => "value",
            Step::Clause => "clause",
            Step::Unless => "unless",
            Step::Subject => "subject",
            Step::Stance => "stance",
        }
    }
}

impl Stop {
    const fn step(self) -> Step {
        match self {
            Stop::Words => Step::Words,
            Stop::Mentions => Step::Mentions,
            Stop::About => Step::About,
            Stop::Value(_) => Step::Value,
            Stop::Clause(_) | Stop::Role(..) => Step::Clause,
            Stop::Unless(_) => Step::Unless,
            Stop::Subject => Step::Subject,
            Stop::Named(_) | Stop::Ceased(_) => Step::Stance,
        }
    }
}

/// What stands on a line, counted from 1, and what each rule made of it.
pub(super) fn inspect(page: &Page<'_>, record: &Record, line: usize) -> LineTrace {
    let (lines, place) = line_span(page.document.text(), line);
    let here = sentences_at(page, place);
    let mut trace = LineTrace {
        file: page.source.file.clone(),
        line,
        lines,
        skipped: page.document.parts.iter().any(|part| part.skip && part.span.meets(place)),
        sentences: Vec::new(),
        values: Vec::new(),
        names: Vec::new(),
        cues: Vec::new(),
        rules: rules_at(page, record, &here),
    };
    for index in here {
        let sentence = &page.extraction.sentences[index];
        trace.sentences.push(SentenceTrace {
            lang: sentence.lexicon.lang,
            language: sentence.lexicon.name.clone(),
            told_by: sentence.told_by,
            words: page.passage(sentence.span),
        });
        let values = page.extraction.mentions[sentence.mentions.clone()].iter();
        let values = values.map(|mention| Recognised { is: mention.value.to_string(), words: page.passage(mention.span) });
        trace.values.extend(values);
        let id = |entity: EntityId| page.rules.entities[entity].id.clone();
        let names = page.names.within(sentence.span).iter();
        trace.names.extend(names.map(|hit| Recognised { is: id(hit.entity), words: page.passage(hit.span) }));
        trace.cues.extend(page.extraction.cues_of(index).iter().map(|hit| page.cue(hit)));
    }
    trace
}

/// The sentences that stand on a line, or partly on it.
fn sentences_at(page: &Page<'_>, place: Span<InSource>) -> Vec<SentenceId> {
    let extraction = page.extraction;
    let is_here = |sentence: &SentenceId| {
        let span = extraction.sentences[*sentence].span;
        let words = extraction.words(span);
        let start = span.start + (words.len() - words.trim_start().len());
        let source = extraction.folded.to_source(Span::new(start, start + words.trim().len()));
        source.start < place.end && place.start < source.end.max(source.start + 1)
    };
    extraction.sentences.ids().filter(is_here).collect()
}

/// What each rule made of some sentences: its answers, or where it stopped in the one where it came furthest.
fn rules_at(page: &Page<'_>, record: &Record, here: &[SentenceId]) -> Vec<RuleTrace> {
    let mut rules: BTreeMap<RuleId, RuleTrace> = BTreeMap::new();
    // An answer by a pronoun has no word of its rule in the sentence.
    for (answer, note) in record.notes.iter().enumerate().filter(|(_, note)| here.contains(&note.sentence)) {
        rules.entry(note.rule).or_insert_with(|| RuleTrace::of(note.rule)).answers.push(answer);
    }
    let mut stops: BTreeMap<RuleId, Stop> = BTreeMap::new();
    for (rule, asked) in here.iter().filter_map(|index| record.asked.get(index)).flatten() {
        let own = rules.entry(*rule).or_insert_with(|| RuleTrace::of(*rule));
        own.words.extend(asked.hits.all().map(|span| page.passage(span)));
        let furthest = asked.stop.max(stops.get(rule).copied());
        stops.extend(furthest.map(|stop| (*rule, stop)));
    }
    for (rule, own) in rules.iter_mut().filter(|(_, own)| own.answers.is_empty()) {
        own.missing = Some(missing(page, *rule, stops.get(rule).copied().unwrap_or(Stop::Words)));
    }
    rules.into_values().collect()
}

/// At which step a rule stopped, of all sentences in the one where it came furthest.
pub(super) fn stopped(page: &Page<'_>, record: &Record, rule: RuleId) -> Missing {
    let stops = record.asked.values().filter_map(|rules| rules.get(&rule)?.stop);
    missing(page, rule, stops.max().unwrap_or(Stop::Words))
}

impl RuleTrace {
    fn of(rule: RuleId) -> Self {
        RuleTrace { rule, words: Vec::new(), answers: Vec::new(), missing: None }
    }
}

/// How many lines a text has, and the bytes of the one with this number; none where there is no such line.
fn line_span(text: &str, line: usize) -> (usize, Span<InSource>) {
    let mut start = 0;
    let (mut lines, mut span) = (0, Span::default());
    for written in text.split_inclusive('\n') {
        lines += 1;
        if lines == line {
            span = Span::new(start, start + written.trim_end_matches(['\n', '\r']).len());
        }
        start += written.len();
    }
    (lines, span)
}

/// Where a rule stopped, in words.
fn missing(page: &Page<'_>, rule: RuleId, stop: Stop) -> Missing {
    let asked = &page.rules.rules[rule];
    let words = |span: Span<InFolded>| page.passage(span).text;
    let says = match stop {
        Stop::Words => "no word of the rule stands there".to_owned(),
        Stop::Mentions => {
            let name = |entity: &EntityId| format!("“{}”", page.rules.entities[*entity].name);
            let names: Vec<String> = asked.mentions.iter().map(name).collect();
            format!("the rule wants {} mentioned nearby, and it is not", names.join(" and "))
        }
        Stop::About => "no word of the rule's `about` stands there".to_owned(),
        Stop::Value(lacks) => lacks.to_owned(),
        Stop::Clause(word) => {
            format!("no {} in the clause of “{}” is what the rule asks for", noun(&asked.wants), words(word))
        }
        Stop::Role(role, number) => format!("“{}” {}", words(number), role.says()),
        Stop::Unless(word) => format!("“{}”, a word of the rule's `unless`, takes it out", words(word)),
        Stop::Subject => "nobody whom the rule asks about is named there, or before it in the paragraph".to_owned(),
        Stop::Named(word) => format!("“{}” is only named there: nobody says that it is so, or not so", words(word)),
        Stop::Ceased(word) => format!("“{}” was so there, and is no more: neither yes nor no", words(word)),
    };
    Missing { step: stop.step(), says }
}

/// What an answer of this kind is called.
const fn noun(wanted: &Wanted) -> &'static str {
    match wanted {
        Wanted::Number(_) => "number",
        Wanted::Date => "date",
        Wanted::YesNo => "predicate",
        Wanted::Option(_) => "option",
        Wanted::Name(_) => "name",
    }
}
