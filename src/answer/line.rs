//! What stands on a line of a document, what each rule made of it, and where it stopped.

use super::log::{Log, Words};
use super::page::Page;
use super::trace::{CueTrace, Passage};
use crate::claim::{Lang, Value};
use crate::id::{RuleId, SentenceId};
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
    /// A word of `unless`.
    Unless,
    /// Nobody whom the question could be about.
    Subject,
    /// Neither affirmed nor denied.
    Stance,
    /// Value and predicate do not belong together.
    Clause,
}

impl Step {
    /// The word that the outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            Step::Words => "words",
            Step::Mentions => "mentions",
            Step::About => "about",
            Step::Value => "value",
            Step::Unless => "unless",
            Step::Subject => "subject",
            Step::Stance => "stance",
            Step::Clause => "clause",
        }
    }
}

/// What stands on a line, counted from 1, and what each rule made of it.
pub(super) fn inspect(page: &Page<'_>, log: Log, line: usize) -> LineTrace {
    let text = page.document.text();
    let (lines, place) = line_span(text, line);
    let extraction = page.extraction;
    let is_here = |span: Span<InFolded>| {
        let source = extraction.folded.to_source(span);
        source.start < place.end && place.start < source.end.max(source.start + 1)
    };
    let trimmed = |span: Span<InFolded>| {
        let words = extraction.words(span);
        let start = span.start + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    };
    let here: Vec<SentenceId> =
        extraction.sentences.ids().filter(|index| is_here(trimmed(extraction.sentences[*index].span))).collect();
    let mut trace = LineTrace {
        file: page.source.file.clone(),
        line,
        lines,
        skipped: page.document.parts.iter().any(|part| part.skip && part.span.meets(place)),
        sentences: Vec::new(),
        values: Vec::new(),
        names: Vec::new(),
        cues: Vec::new(),
        rules: Vec::new(),
    };
    let mut answers: BTreeMap<SentenceId, Vec<(RuleId, usize)>> = BTreeMap::new();
    for (answer, note) in log.notes.iter().enumerate() {
        answers.entry(note.sentence).or_default().push((note.rule, answer));
    }
    let mut rules: BTreeMap<RuleId, RuleTrace> = BTreeMap::new();
    for index in here {
        let sentence = &extraction.sentences[index];
        trace.sentences.push(SentenceTrace {
            lang: sentence.lexicon.lang,
            language: sentence.lexicon.name.clone(),
            told_by: sentence.told_by,
            words: page.passage(sentence.span),
        });
        let values = extraction.mentions[sentence.mentions.clone()].iter();
        trace
            .values
            .extend(values.map(|mention| Recognised { is: mention.value.to_string(), words: page.passage(mention.span) }));
        let names = page.names.within(sentence.span).iter();
        trace.names.extend(
            names.map(|hit| Recognised { is: page.rules.entities[hit.entity].id.clone(), words: page.passage(hit.span) }),
        );
        trace.cues.extend(extraction.cues_of(index).iter().map(|hit| page.cue(hit)));
        // An answer by a pronoun has no word of its rule in the sentence.
        for (rule, answer) in answers.get(&index).into_iter().flatten() {
            rules.entry(*rule).or_insert_with(|| RuleTrace::of(*rule)).answers.push(*answer);
        }
        for (rule, words) in log.words.get(&index).into_iter().flatten() {
            let own = rules.entry(*rule).or_insert_with(|| RuleTrace::of(*rule));
            own.words.extend(words.all().map(|span| page.passage(span)));
            if own.answers.is_empty() {
                let missing = missing(page, *rule, index, words);
                // Of two sentences on the line, the one that came further.
                if own.missing.as_ref().is_none_or(|other| other.step < missing.step) {
                    own.missing = Some(missing);
                }
            }
        }
    }
    for rule in rules.values_mut().filter(|rule| !rule.answers.is_empty()) {
        rule.missing = None;
    }
    trace.rules = rules.into_values().collect();
    trace
}

/// At which step a rule stopped, of all sentences in the one where it came furthest.
pub(super) fn stopped(page: &Page<'_>, log: &Log, rule: RuleId) -> Missing {
    let tried = log.words.iter().filter_map(|(sentence, rules)| Some(missing(page, rule, *sentence, rules.get(&rule)?)));
    let nothing = || Missing { step: Step::Words, says: "no word of the rule stands there".to_owned() };
    tried.max_by_key(|missing| missing.step).unwrap_or_else(nothing)
}

impl RuleTrace {
    fn of(rule: RuleId) -> Self {
        RuleTrace { rule, words: Vec::new(), answers: Vec::new(), missing: None }
    }
}

impl Words {
    /// All words of the rule.
    fn all(&self) -> impl Iterator<Item = Span<InFolded>> + '_ {
        let hits = &self.hits;
        hits.about.iter().chain(&hits.counted).chain(hits.options.iter().map(|(_, span)| span)).chain(&hits.unless).copied()
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

/// At which step no answer came of the words of a rule in a sentence.
fn missing(page: &Page<'_>, rule: RuleId, sentence: SentenceId, words: &Words) -> Missing {
    let asked = &page.rules.rules[rule];
    let stop = |step: Step, says: String| Missing { step, says };
    let hits = &words.hits;
    if !words.mentions {
        let names: Vec<String> = asked.mentions.iter().map(|entity| format!("“{}”", page.rules.entities[*entity].name)).collect();
        return stop(Step::Mentions, format!("the rule wants {} mentioned nearby, and it is not", names.join(" and ")));
    }
    if hits.about.is_empty() && !asked.about.patterns.is_empty() {
        return stop(Step::About, "no word of the rule's `about` stands there".to_owned());
    }
    let extraction = page.extraction;
    let mut values = extraction.mentions[extraction.sentences[sentence].mentions.clone()].iter();
    let lacks = match &asked.wants {
        Wanted::Number(number) => {
            if !values.any(|mention| matches!(mention.value, Value::Quantity(_))) {
                Some("no number stands there")
            } else if hits.counted.is_empty() && number.counted().is_some_and(|counted| !counted.patterns.is_empty()) {
                Some("no word of the rule's `counted` stands there")
            } else {
                None
            }
        }
        Wanted::Date if !values.any(|mention| matches!(mention.value, Value::Period(_))) => Some("no date stands there"),
        Wanted::Option(_) if hits.options.is_empty() => Some("none of the rule's options is named there"),
        _ => None,
    };
    if let Some(lacks) = lacks {
        return stop(Step::Value, lacks.to_owned());
    }
    let Some(predicate) = hits.first() else { return stop(Step::Words, "no word of the rule stands there".to_owned()) };
    let clause = extraction.clause(sentence, predicate.start);
    if let Some(unless) = hits.unless.iter().find(|word| clause.meets(**word)) {
        return stop(Step::Unless, format!("“{}”, a word of the rule's `unless`, takes it out", page.passage(*unless).text));
    }
    if words.subject.is_none() {
        return stop(Step::Subject, "nobody whom the rule asks about is named there, or before it in the paragraph".to_owned());
    }
    let word = page.passage(predicate).text;
    let reading = extraction.reading(sentence, predicate);
    if reading.has_ceased {
        stop(Step::Stance, format!("“{word}” was so there, and is no more: neither yes nor no"))
    } else if reading.is_named_only && matches!(asked.wants, Wanted::YesNo) {
        stop(Step::Stance, format!("“{word}” is only named there: nobody says that it is so, or not so"))
    } else {
        stop(Step::Clause, format!("no {} in the clause of “{word}” is what the rule asks for", noun(&asked.wants)))
    }
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
