//! Runs one example: reads its texts like sources, and compares the results with what it expects.

use crate::answer::{Answer, Reader};
use crate::conflict::{Verdict, compare, judge};
use crate::diagnostic::UserFile;
use crate::id::RuleId;
use crate::rule::{Case, CaseDocument, CaseExpectation, Row, RuleSet};
use crate::span::Span;
use crate::text::{self, Document, Part};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The most answers of an example that are compared pairwise to find the rows that decide.
const MOST_COMPARED: usize = 64;

/// The result of an example.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The differences from what the example expects; empty if it passes.
    pub problems: Vec<Problem>,
    /// The most serious verdict.
    pub verdict: Verdict,
    /// The rows that decided between the texts; several if they meet in several answers.
    pub rows: BTreeSet<Row>,
    /// The answers of each text.
    pub texts: Vec<Vec<Answer>>,
}

/// A difference from what an example expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is a conflict but should not be, or the reverse, or it is of the wrong kind.
    Verdict,
    /// The number of answers that were found, and the number that was expected.
    Answers(usize),
    /// These texts, by index from 0, give no answer.
    Silent(Vec<usize>),
    /// Other rows decided.
    Row,
}

/// Returns a text of an example as a document. The first is called `text 1`; `all` is the number of texts.
pub(super) fn document(index: usize, all: usize, source: &CaseDocument) -> Document {
    let width = all.to_string().len();
    let file = UserFile::new(format!("text {:0width$}", index + 1), source.text.clone());
    let (mut document, _) = text::load(Arc::new(file), None);
    document.metadata.languages = vec![source.lang];
    document.metadata.date = source.date;
    document.metadata.publisher = source.publisher.clone();
    if source.voice.is_some() {
        let span = Span::new(0, source.text.len());
        document.parts =
            vec![Part { span, voice: source.voice.clone(), date: None, language: None, about: Vec::new(), skip: false }];
    }
    document
}

/// Returns the answers of one text of an example to the rule at `rule`. It is text `index` of `all`.
pub fn answers(reader: &Reader<'_>, rule: RuleId, index: usize, all: usize, source: &CaseDocument) -> Vec<Answer> {
    let found = reader.read(&document(index, all, source)).answers;
    found.into_iter().filter(|answer| answer.rule == rule).collect()
}

/// Runs an example of the rule at `rule`. The rules must be those of the reader.
pub fn run(rules: &RuleSet, reader: &Reader<'_>, rule: RuleId, case: &Case) -> Tried {
    let all = case.documents.len();
    let read = |(index, source)| answers(reader, rule, index, all, source);
    let texts: Vec<Vec<Answer>> = case.documents.iter().enumerate().map(read).collect();
    let found = texts.concat();
    let silent: Vec<usize> = (0..texts.len()).filter(|text| texts[*text].is_empty()).collect();
    let groups = judge(rules, &found);
    let verdict = groups.iter().map(|group| group.outcome.verdict).max().unwrap_or(Verdict::Incomparable);
    let mut rows = BTreeSet::new();
    if groups.iter().any(|group| !group.superseded.is_empty()) || found.iter().any(|answer| answer.is_withdrawn) {
        rows.insert(Row::Superseded);
    }
    if case.answers.is_some() || !silent.is_empty() {
        rows.insert(Row::NoAnswer);
    }
    // Answers whose subject is unclear are not compared.
    let few: Vec<&Answer> = found.iter().filter(|answer| answer.has_subject()).take(MOST_COMPARED).collect();
    for (index, one) in few.iter().enumerate() {
        for other in few.iter().skip(index + 1) {
            if one.asked() != other.asked() {
                rows.insert(Row::DifferentSubject);
            } else if one.source != other.source || texts.len() == 1 {
                rows.insert(compare(rules, &rules.rules[rule], one, other).row);
            }
        }
    }
    if groups.len() > 1 {
        rows.insert(Row::DifferentPeriod);
    }
    let is_right = match &case.expect {
        CaseExpectation::Agree => verdict < Verdict::Tension,
        CaseExpectation::Conflict(None) => verdict >= Verdict::Tension,
        CaseExpectation::Conflict(Some(named)) => verdict == *named,
    };
    let mut problems = Vec::new();
    if !is_right {
        problems.push(Problem::Verdict);
    }
    // The subject must be clear for an answer to count.
    let clear = found.iter().filter(|answer| answer.has_subject()).count();
    match case.answers {
        Some(expected) if expected != clear => problems.push(Problem::Answers(clear)),
        None if !silent.is_empty() => problems.push(Problem::Silent(silent)),
        _ => {}
    }
    if case.row.is_some_and(|row| !rows.contains(&row)) {
        problems.push(Problem::Row);
    }
    Tried { problems, verdict, rows, texts }
}
