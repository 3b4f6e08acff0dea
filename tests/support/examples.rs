//! Runs the examples that rules carry.

use contradict::answer::{Answer, Reader};
use contradict::conflict::{Verdict, compare, judge};
use contradict::diagnostic::UserFile;
use contradict::lexicon::Lexicons;
use contradict::rule::{Case, CaseDocument, CaseExpectation, Row, RuleSet, load};
use contradict::text;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// What came of an example.
pub struct Outcome {
    /// What is wrong; none where it holds.
    pub problem: Option<String>,
    /// The gravest verdict.
    pub verdict: Verdict,
    /// What decided between the texts; all of it, where they meet in several answers.
    pub rows: BTreeSet<Row>,
}

/// The rules of one file. Fails the test where it has a mistake.
pub fn rules_of(path: &Path, lexicons: &Lexicons) -> RuleSet {
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let file = UserFile::new(name.clone(), std::fs::read_to_string(path).expect("a text"));
    let (rules, mistakes) = load(&[Arc::new(file)], &lexicons.languages());
    let told: Vec<_> = mistakes.iter().map(|mistake| (mistake.location().map(|at| at.line), &mistake.message)).collect();
    assert!(told.is_empty(), "{name}: {told:?}");
    rules
}

/// The answers that one text gives to the rule at `rule`; `number` names it among the sources.
pub fn answers(reader: &Reader<'_>, rule: usize, number: usize, source: &CaseDocument) -> Vec<Answer> {
    let file = UserFile::new(format!("{number:02}.txt"), source.text.clone());
    let (mut document, _) = text::load(Arc::new(file), None);
    document.metadata.languages = vec![source.lang];
    document.metadata.date = source.date;
    document.metadata.publisher = source.voice.clone().or_else(|| source.publisher.clone());
    reader.read(&document).answers.into_iter().filter(|answer| answer.rule == rule).collect()
}

/// Runs an example of the rule at `rule`.
pub fn run(rules: &RuleSet, reader: &Reader<'_>, rule: usize, case: &Case) -> Outcome {
    let found: Vec<_> = case.documents.iter().enumerate().map(|(number, source)| answers(reader, rule, number, source)).collect();
    let count: usize = found.iter().map(Vec::len).sum();
    let silent = found.iter().position(Vec::is_empty);
    let answers = found.concat();
    let groups = judge(rules, &answers);
    let verdict = groups.iter().map(|group| group.outcome.verdict).max().unwrap_or(Verdict::Incomparable);
    let told: Vec<_> = answers
        .iter()
        .map(|answer| {
            format!("{} {:?} {} {:?} “{}”", answer.value, answer.modality, answer.speaker.name, answer.set_aside(), answer.quote)
        })
        .collect();
    let right = match &case.expect {
        CaseExpectation::Agree => groups.iter().all(|group| group.outcome.verdict < Verdict::Tension),
        CaseExpectation::Conflict(None) => verdict >= Verdict::Tension,
        CaseExpectation::Conflict(Some(named)) => verdict.word() == named,
    };
    let problem = match (case.answers, silent) {
        _ if !right => Some(format!("{} from {told:#?}", verdict.word())),
        (Some(expected), _) if count != expected => Some(format!("{count} answers, expected {expected}: {told:#?}")),
        (None, Some(silent)) => Some(format!("no answer in “{}”", case.documents[silent].text)),
        _ => None,
    };
    let mut rows = BTreeSet::new();
    if groups.iter().any(|group| !group.superseded.is_empty()) || answers.iter().any(|answer| answer.is_withdrawn) {
        rows.insert(Row::Superseded);
    }
    if case.answers.is_some() || silent.is_some() {
        rows.insert(Row::NoAnswer);
    }
    for (index, one) in answers.iter().enumerate() {
        for other in &answers[index + 1..] {
            let same_source = one.source == other.source;
            if one.about != other.about {
                rows.insert(Row::DifferentSubject);
            } else if !same_source || found.len() == 1 {
                rows.insert(compare(rules, &rules.rules[rule], one, other).row);
            }
        }
    }
    if groups.len() > 1 {
        rows.insert(Row::DifferentPeriod);
    }
    Outcome { problem, verdict, rows }
}
