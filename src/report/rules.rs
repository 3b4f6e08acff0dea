//! Lists every rule with its examples, and what a corpus answers to it.

use super::model::{Report, VERSION};
use crate::conflict::{Verdict, questions};
use crate::diagnostic::Level;
use crate::rule::{CaseExpectation, Rule, RuleSet, RuleStatus};
use crate::span::Location;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// All rules.
#[derive(Clone, Debug, Serialize)]
pub struct RuleList {
    /// [`VERSION`].
    pub version: u32,
    /// The unit of columns, in the words of SARIF 2.1.0.
    pub column_unit: &'static str,
    /// In the order of the files.
    pub rules: Vec<RuleView>,
    /// The counts.
    pub summary: RuleListSummary,
}

/// A rule.
#[derive(Clone, Debug, Serialize)]
pub struct RuleView {
    /// Its id.
    pub id: String,
    /// The question as written.
    pub question: String,
    /// The kind of answer.
    pub answer: &'static str,
    /// How the true answer may change.
    pub over_time: &'static str,
    /// The level of a contradiction.
    pub level: Level,
    /// Whether it is asked, and whether it can fail a run.
    pub status: &'static str,
    /// Its examples.
    pub examples: Tally,
    /// The title of its file, if it has one.
    pub title: Option<String>,
    /// Its file.
    pub file: String,
    /// The place of its id.
    #[serde(flatten)]
    pub location: Location,
    /// What the documents answer; none if no documents were read, or if the rule is not asked.
    pub found: Option<FoundView>,
}

/// How many examples there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Of conflict.
    pub conflict: usize,
    /// Of agreement.
    pub agree: usize,
}

/// What documents answer to a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FoundView {
    /// The subjects that the question is asked about.
    pub subjects: usize,
    /// The subjects among them for which there is an answer.
    pub answered: usize,
    /// The answers, including those that take no position.
    pub answers: usize,
    /// The answers among them whose subject is unclear, and which are not compared with anything.
    pub unclear: usize,
    /// The positions.
    pub positions: usize,
    /// The contradictions.
    pub contradictions: usize,
    /// The tensions.
    pub tensions: usize,
    /// Whether there are no answers.
    pub never_answered: bool,
}

/// The counts of a list of rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleListSummary {
    /// The files.
    pub files: usize,
    /// The rules.
    pub rules: usize,
    /// The examples.
    pub examples: usize,
    /// Rules that are asked of the documents; none if no documents were read.
    pub asked: Option<usize>,
    /// Rules that were asked, and that no document answers.
    pub never_answered: Option<usize>,
}

impl RuleList {
    /// Returns all rules, with what the documents of `report` answer to them.
    pub fn new(rules: &RuleSet, report: Option<&Report>) -> RuleList {
        let titles: BTreeMap<&str, Option<&String>> =
            rules.packs.iter().map(|pack| (pack.file.name.as_str(), pack.title.as_ref())).collect();
        let mut found = report.map(|report| found(rules, report));
        let mut list: Vec<RuleView> = rules
            .rules
            .iter()
            .map(|rule| {
                let found = found.as_mut().and_then(|found| found.remove(rule.id.as_str()));
                let title = titles.get(rule.file.name.as_str()).copied().flatten();
                RuleView::new(rule, title.cloned(), found)
            })
            .collect();
        let place = |rule: &RuleView| (rule.location.line, rule.location.column);
        list.sort_by(|one, other| one.file.cmp(&other.file).then_with(|| place(one).cmp(&place(other))));
        let of = |told: fn(&FoundView) -> bool| list.iter().filter_map(|rule| rule.found).filter(told).count();
        let summary = RuleListSummary {
            files: rules.packs.len(),
            rules: list.len(),
            examples: list.iter().map(|rule| rule.examples.conflict + rule.examples.agree).sum(),
            asked: report.map(|_| of(|_| true)),
            never_answered: report.map(|_| of(|found| found.never_answered)),
        };
        RuleList { version: VERSION, column_unit: "unicodeCodePoints", rules: list, summary }
    }
}

impl RuleView {
    fn new(rule: &Rule, title: Option<String>, found: Option<FoundView>) -> RuleView {
        let agree = rule.cases.iter().filter(|case| case.expect == CaseExpectation::Agree).count();
        RuleView {
            id: rule.id.clone(),
            question: rule.question.clone(),
            answer: rule.wants.kind().word(),
            over_time: rule.over_time.word(),
            level: rule.level,
            status: rule.status.word(),
            examples: Tally { conflict: rule.cases.len() - agree, agree },
            title,
            file: rule.file.name.clone(),
            location: rule.file.locate(rule.span),
            found: found.filter(|_| rule.status.is_asked()),
        }
    }

    /// Returns true if the rule is asked at all.
    pub fn is_asked(&self) -> bool {
        [RuleStatus::Live, RuleStatus::Pilot].iter().any(|status| status.word() == self.status)
    }
}

/// Returns what the documents answer, by rule.
fn found<'r>(rules: &'r RuleSet, report: &'r Report) -> BTreeMap<&'r str, FoundView> {
    let mut found: BTreeMap<&str, FoundView> = BTreeMap::new();
    for (rule, _) in questions(rules) {
        found.entry(&rules.rules[rule].id).or_default().subjects += 1;
    }
    let mut answered: BTreeSet<(&str, &str)> = BTreeSet::new();
    for question in &report.questions {
        let own = found.entry(&question.rule).or_default();
        // If each year has its own truth, a subject has several questions.
        own.answered += usize::from(answered.insert((&question.rule, &question.subject)));
        let positioned: usize = question.positions.iter().map(|position| position.answers.len()).sum();
        own.answers += positioned + question.fits_several.len() + question.set_aside.len();
        own.positions += question.positions.len();
        own.contradictions += usize::from(question.verdict == Verdict::Contradiction);
        own.tensions += usize::from(question.verdict == Verdict::Tension);
    }
    for answer in &report.no_subject {
        let own = found.entry(&answer.rule).or_default();
        own.answers += 1;
        own.unclear += 1;
    }
    for own in found.values_mut() {
        own.never_answered = own.answers == 0;
    }
    found
}
