//! Shows, rule by rule, at which step two passages failed to meet.

use super::super::build::possible_subjects;
use super::super::model::VERSION;
use crate::answer::{About, Answer, CueTrace, LineTrace, Missing, Recognised, RuleTrace, SentenceTrace, Step};
use crate::conflict::timed_id;
use crate::conflict::{Group, Verdict, compare, judge, measured, period_of};
use crate::id::{EntityId, RuleId};
use crate::rule::{Row, RuleSet};
use serde::Serialize;
use std::collections::BTreeMap;

/// The most answers of a line to one rule that are compared with those of the other line.
const MOST_ANSWERS: usize = 8;

/// Two passages, and what each rule made of them.
#[derive(Clone, Debug, Serialize)]
pub struct Meeting {
    /// [`VERSION`].
    pub version: u32,
    /// The unit of columns, in the words of SARIF 2.1.0.
    pub column_unit: &'static str,
    /// The two, in the order in which the user named them.
    pub passages: [LineView; 2],
    /// Every rule with a word in one of them; the rules that came furthest are first.
    pub rules: Vec<MeetingRule>,
}

/// What is on a line.
#[derive(Clone, Debug, Serialize)]
pub struct LineView {
    /// The document.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// Whether the metadata says to skip this text.
    pub skipped: bool,
    /// The sentences that are fully or partly on it.
    pub sentences: Vec<SentenceTrace>,
    /// The numbers and dates in them.
    pub values: Vec<Recognised>,
    /// The entities that they name.
    pub names: Vec<Recognised>,
    /// Their cues.
    pub cues: Vec<CueTrace>,
}

/// What a rule made of two passages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MeetingRule {
    /// The rule.
    pub rule: String,
    /// The step that it reached.
    pub step: MeetingStep,
    /// What stopped it, or the result, in one sentence.
    pub says: String,
    /// The verdict, if the two were compared.
    pub verdict: Option<Verdict>,
    /// The row that decided, if they were compared.
    pub row: Option<&'static str>,
}

/// The steps from two passages to a verdict, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeetingStep {
    /// One of the two gives no answer.
    NoAnswer(Step),
    /// They answer for different subjects.
    OtherSubject,
    /// They answer for different times.
    OtherPeriod,
    /// One of them takes no position.
    SetAside,
    /// One of them is corrected by a later passage.
    Superseded,
    /// They can both be true, or cannot be compared.
    Compared,
    /// The gap between them is within the tolerance.
    Tolerance,
    /// They are in conflict.
    Conflict,
}

impl MeetingStep {
    /// Returns the word that the outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            MeetingStep::NoAnswer(step) => step.word(),
            MeetingStep::OtherSubject => "other-subject",
            MeetingStep::OtherPeriod => "other-period",
            MeetingStep::SetAside => "set-aside",
            MeetingStep::Superseded => "superseded",
            MeetingStep::Compared => "compared",
            MeetingStep::Tolerance => "tolerance",
            MeetingStep::Conflict => "conflict",
        }
    }
}

impl Serialize for MeetingStep {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl Meeting {
    /// Returns what the rules made of two lines. `answers` are those of the whole run; each line comes with the answers of its
    /// document.
    pub fn new(rules: &RuleSet, answers: &[Answer], lines: [(LineTrace, Vec<Answer>); 2]) -> Meeting {
        let groups = judge(rules, answers);
        let [(one, one_answers), (other, other_answers)] = lines;
        let places = [&one, &other].map(|line| format!("{}:{}", line.file, line.line));
        let mut concerned: BTreeMap<RuleId, [Option<&RuleTrace>; 2]> = BTreeMap::new();
        for (side, line) in [&one, &other].into_iter().enumerate() {
            for trace in &line.rules {
                concerned.entry(trace.rule).or_default()[side] = Some(trace);
            }
        }
        let found = concerned.into_iter().map(|(rule, traces)| {
            let [mine, its] = traces;
            let given = |trace: Option<&RuleTrace>, all: &'_ [Answer]| -> Vec<Answer> {
                let indices = trace.into_iter().flat_map(|trace| &trace.answers).take(MOST_ANSWERS);
                indices.filter_map(|index| all.get(*index)).cloned().collect()
            };
            let answers = [given(mine, &one_answers), given(its, &other_answers)];
            match silent(&places, traces, &answers) {
                Some((step, says)) => MeetingRule {
                    rule: rules.rules[rule].id.clone(),
                    step: MeetingStep::NoAnswer(step),
                    says,
                    verdict: None,
                    row: None,
                },
                None => met(rules, &groups, rule, &places, &answers),
            }
        });
        let mut found: Vec<MeetingRule> = found.collect();
        found.sort_by(|one, other| other.step.cmp(&one.step).then_with(|| one.rule.cmp(&other.rule)));
        Meeting { version: VERSION, column_unit: "unicodeCodePoints", passages: [one, other].map(LineView::from), rules: found }
    }
}

impl From<LineTrace> for LineView {
    fn from(line: LineTrace) -> Self {
        let LineTrace { file, line, skipped, sentences, values, names, cues, .. } = line;
        LineView { file, line, skipped, sentences, values, names, cues }
    }
}

/// Returns the step at which one of the two gave no answer; none if both gave one.
fn silent(places: &[String; 2], traces: [Option<&RuleTrace>; 2], answers: &[Vec<Answer>; 2]) -> Option<(Step, String)> {
    let mut stopped = Vec::new();
    let mut given = None;
    for ((place, trace), answers) in places.iter().zip(traces).zip(answers) {
        if let Some(answer) = answers.first() {
            given = Some(format!("{place} answers {}, but ", answer.value));
        } else {
            let missing = trace.and_then(|trace| trace.missing.clone());
            let missing =
                missing.unwrap_or_else(|| Missing { step: Step::Words, says: "no word of the rule stands there".to_owned() });
            stopped.push((missing.step, format!("{place} gives no answer: {}", missing.says)));
        }
    }
    let step = stopped.iter().map(|(step, _)| *step).min()?;
    let says: Vec<String> = stopped.into_iter().map(|(_, says)| says).collect();
    Some((step, format!("{}{}", given.unwrap_or_default(), says.join("; and "))))
}

/// Returns the result for two lines that both answer the rule: that of the pair that came furthest.
fn met(rules: &RuleSet, groups: &[Group<'_>], rule: RuleId, places: &[String; 2], answers: &[Vec<Answer>; 2]) -> MeetingRule {
    let pairs = answers[0].iter().flat_map(|one| answers[1].iter().map(move |other| (one, other)));
    let found = pairs.map(|(one, other)| pair(rules, groups, rule, places, one, other));
    let nothing = MeetingRule {
        rule: rules.rules[rule].id.clone(),
        step: MeetingStep::NoAnswer(Step::Words),
        says: String::new(),
        verdict: None,
        row: None,
    };
    found.reduce(|best, next| if next.step > best.step { next } else { best }).unwrap_or(nothing)
}

fn pair(rules: &RuleSet, groups: &[Group<'_>], rule: RuleId, places: &[String; 2], one: &Answer, other: &Answer) -> MeetingRule {
    let asked = &rules.rules[rule];
    let stopped = |step: MeetingStep, says: String| MeetingRule { rule: asked.id.clone(), step, says, verdict: None, row: None };
    let unclear = |answer: &Answer, place: &str| {
        let says = format!("the answer {} of {place} has no subject: {}", answer.value, possible_subjects(rules, answer));
        stopped(MeetingStep::OtherSubject, says)
    };
    let About::One { asked: subject, subject: mine } = one.about else { return unclear(one, &places[0]) };
    let About::One { asked: other_subject, subject: its } = other.about else { return unclear(other, &places[1]) };
    if subject != other_subject {
        let name = |entity: EntityId| &rules.entities[entity].name;
        let says =
            format!("they answer for different subjects: {} ({}) and {} ({})", name(mine), places[0], name(its), places[1]);
        return stopped(MeetingStep::OtherSubject, says);
    }
    let periods = [one, other].map(|answer| period_of(asked.over_time, answer));
    if periods[0] != periods[1] {
        let [mine, its] = periods.map(|period| period.map_or("no stated time".to_owned(), |period| period.to_string()));
        let says = format!(
            "they answer for different times, each of which has its own truth: {mine} ({}) and {its} ({})",
            places[0], places[1]
        );
        return stopped(MeetingStep::OtherPeriod, says);
    }
    let id = timed_id(rules, rule, subject, periods[0]);
    let group = groups.iter().find(|group| group.rule == rule && group.subject == subject && group.period == periods[0]);
    for (answer, place) in [(one, &places[0]), (other, &places[1])] {
        if let Some(because) = answer.set_aside() {
            let says = format!("the answer {} of {place} takes no position: it is {because}", answer.value);
            return stopped(MeetingStep::SetAside, says);
        }
        if group.is_some_and(|group| group.superseded.contains(&answer)) {
            let says = format!("the answer {} of {place} is superseded by a later passage of its source", answer.value);
            return stopped(MeetingStep::Superseded, says);
        }
    }
    let comparison = compare(rules, asked, one, other);
    let row = comparison.row;
    let is_conflict = comparison.verdict >= Verdict::Tension;
    let loose = [(one, &places[0]), (other, &places[1])]
        .into_iter()
        .find(|(answer, _)| group.is_some_and(|group| group.fits_several.contains(answer)));
    let apart = measured(asked, one).zip(measured(asked, other)).is_some_and(|(mine, its)| mine.meant.is_disjoint(&its.meant));
    let (step, says) = if let Some((answer, place)) = loose {
        let says = format!("the answer {} of {place} is so loose that it fits several positions of {id}", answer.value);
        (MeetingStep::Compared, says)
    } else if is_conflict {
        let says = format!("they meet in {id}: a {} by the row {}: {}", comparison.verdict.word(), row.word(), comparison.why);
        (MeetingStep::Conflict, says)
    } else if matches!(row, Row::Overlap | Row::Within) && apart && asked.tolerance.is_some() {
        let says = format!("{} and {} differ, but by no more than the rule's `tolerance`", one.value, other.value);
        (MeetingStep::Tolerance, says)
    } else {
        let verdict = match comparison.verdict {
            Verdict::Incomparable => "they meet, but cannot be compared",
            _ => "they meet, and can both be true",
        };
        let says = format!("{verdict}: {} and {}, by the row {}: {}", one.value, other.value, row.word(), comparison.why);
        (MeetingStep::Compared, says)
    };

    MeetingRule { rule: asked.id.clone(), step, says, verdict: Some(comparison.verdict), row: Some(row.word()) }
}
