//! The derivation of a question's verdict, from bytes to verdict.

use super::super::build::{self, question_parts};
use super::super::model::{AnswerView, VERSION};
use super::value_text::{intervals, point, reading};
use crate::answer::{Answer, Trace};
use crate::claim::{Polarity, Value};
use crate::conflict::{Group, Tried, Verdict, compare_step_by_step, judge, questions};
use crate::conflict::{group_id, id as id_of};
use crate::diagnostic::{Level, closest};
use crate::rule::RuleSet;
use crate::span::Location;
use serde::Serialize;

/// The derivation of a question's verdict.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// [`VERSION`].
    pub version: u32,
    /// The unit of columns, in the words of SARIF 2.1.0.
    pub column_unit: &'static str,
    /// The id of the question.
    pub id: String,
    /// The question in words.
    pub question: String,
    /// In the order of their values.
    pub positions: Vec<PositionTrace>,
    /// Answers that fit several positions, and therefore contradict none.
    pub fits_several: Vec<AnswerTrace>,
    /// Answers that take no position.
    pub set_aside: Vec<AnswerTrace>,
    /// The two answers whose comparison gave the verdict; none if nothing was compared.
    pub compared: Option<[ComparedView; 2]>,
    /// The rows of the table that were tried on them, in order; the last one decided.
    pub tried: Vec<TriedView>,
    /// The verdict.
    pub verdict: Verdict,
    /// The kind of conflict, if it has a name.
    pub label: Option<&'static str>,
    /// The level; none if there is no conflict.
    pub level: Option<Level>,
    /// The row that decided.
    pub row: Option<&'static str>,
    /// The aspect that the row looks at.
    pub axis: Option<&'static str>,
    /// Why, in one line.
    pub why: String,
    /// For a tension, what would make it a contradiction.
    pub would_change: Option<String>,
}

/// A position, and how it was formed.
#[derive(Clone, Debug, Serialize)]
pub struct PositionTrace {
    /// The canonical value of its best answer.
    pub value: String,
    /// What all of its answers have in common.
    pub shares: String,
    /// Each voice once, except those that only repeat another source.
    pub voices: Vec<String>,
    /// The best answer first.
    pub answers: Vec<AnswerTrace>,
}

/// An answer, and how it was found.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerTrace {
    /// Why it takes no position, if it takes none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<&'static str>,
    /// The answer.
    #[serde(flatten)]
    pub answer: AnswerView,
    /// The name of its subject.
    pub subject_name: String,
    /// Whether its predicate is affirmed or denied.
    pub polarity: Polarity,
    /// How the words of its value were understood.
    pub reading: String,
    /// For a quantity: all that the words leave possible.
    pub possible: Option<String>,
    /// For a quantity: what a reader understands.
    pub meant: Option<String>,
    /// The words that were recognised; none if they were not recorded.
    pub how: Option<Box<Trace>>,
}

/// One of the two answers that were compared.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedView {
    /// Its value.
    pub value: String,
    /// The voice that gives it.
    pub voice: String,
    /// Its document.
    pub file: String,
    /// Its place.
    #[serde(flatten)]
    pub location: Location,
}

/// A row of the table of verdicts that was tried.
#[derive(Clone, Debug, Serialize)]
pub struct TriedView {
    /// The row.
    pub row: &'static str,
    /// Whether it decided.
    pub decided: bool,
    /// What the row found.
    pub found: String,
}

impl From<Tried> for TriedView {
    fn from(tried: Tried) -> Self {
        TriedView { row: tried.row.word(), decided: tried.decided, found: tried.found }
    }
}

/// No question with this id was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownQuestion {
    /// Whether the rules ask it, so that only an answer is missing.
    pub is_asked: bool,
    /// The id that was most likely meant.
    pub closest: Option<String>,
    /// Ids with the same rule or the same subject; all ids if there are none.
    pub near: Vec<String>,
}

impl Explanation {
    /// Returns the derivation of the question `id` from the answers of a run.
    ///
    /// # Errors
    /// If no such question was answered.
    pub fn new(rules: &RuleSet, answers: &[Answer], id: &str) -> Result<Explanation, UnknownQuestion> {
        let groups = judge(rules, answers);
        match groups.iter().find(|group| group_id(rules, group) == id) {
            Some(group) => Ok(Explanation::of(rules, group)),
            None => Err(UnknownQuestion::new(rules, &groups, id)),
        }
    }

    fn of(rules: &RuleSet, group: &Group<'_>) -> Explanation {
        let rule = &rules.rules[group.rule];
        let view = |answer: &&Answer| AnswerTrace::new(rules, answer, None, None);
        let positions = group.positions.iter().map(|answers| {
            let position = build::position(rules, answers);
            let repeats = position.answers.iter().map(|answer| answer.repeats.clone());
            PositionTrace {
                value: position.value.clone(),
                shares: point(rule, answers),
                voices: position.voices.clone(),
                answers: answers
                    .iter()
                    .zip(repeats)
                    .map(|(answer, repeats)| AnswerTrace::new(rules, answer, None, repeats))
                    .collect(),
            }
        });
        let aside = group.set_aside.iter().map(|answer| (*answer, answer.set_aside().unwrap_or_default()));
        let aside = aside.chain(group.superseded.iter().map(|answer| (*answer, "superseded")));
        let tried = group.compared.map(|(one, other)| compare_step_by_step(rules, rule, one, other).1);
        let compared = group.compared.map(|(one, other)| [one, other].map(ComparedView::new));
        let (id, question) = question_parts(rules, group);
        Explanation {
            version: VERSION,
            column_unit: "unicodeCodePoints",
            id,
            question,
            positions: positions.collect(),
            fits_several: group.fits_several.iter().map(view).collect(),
            set_aside: aside.map(|(answer, because)| AnswerTrace::new(rules, answer, Some(because), None)).collect(),
            row: compared.as_ref().map(|_| group.outcome.row.word()),
            axis: compared.as_ref().map(|_| group.outcome.axis.word()),
            compared,
            tried: tried.unwrap_or_default().into_iter().map(TriedView::from).collect(),
            verdict: group.outcome.verdict.max(Verdict::Compatible),
            label: group.outcome.label.map(|label| label.word()),
            level: group.level(rules),
            why: match (group.positions.len(), group.compared) {
                (_, Some(_)) => group.outcome.why.clone(),
                (0, None) => "no answer takes a position".to_owned(),
                (_, None) => "there is one position only, so nothing was compared".to_owned(),
            },
            would_change: group.outcome.would_change.clone(),
        }
    }
}

impl AnswerTrace {
    fn new(rules: &RuleSet, answer: &Answer, because: Option<&'static str>, repeats: Option<String>) -> AnswerTrace {
        let intervals = intervals(&rules.rules[answer.rule], answer);
        let (possible, meant) = intervals.map_or((None, None), |(possible, meant)| (Some(possible), Some(meant)));
        AnswerTrace {
            because,
            answer: AnswerView { repeats, ..AnswerView::new(rules, answer) },
            subject_name: answer.subject().map(|subject| rules.entities[subject].name.clone()).unwrap_or_default(),
            polarity: polarity(answer),
            reading: reading(&answer.value),
            possible,
            meant,
            how: answer.trace.clone(),
        }
    }
}

/// Returns the polarity of an answer: whether its predicate is affirmed or denied.
fn polarity(answer: &Answer) -> Polarity {
    let denied = match &answer.value {
        Value::YesNo(affirmed) => !affirmed,
        Value::Choice(choice) => choice.is_denied,
        Value::Quantity(_) | Value::Period(_) | Value::Vague => answer.negated,
    };
    if denied { Polarity::Denied } else { Polarity::Affirmed }
}

impl ComparedView {
    fn new(answer: &Answer) -> ComparedView {
        ComparedView {
            value: answer.value.to_string(),
            voice: answer.speaker.name.clone(),
            file: answer.source.file.clone(),
            location: answer.location,
        }
    }
}

impl UnknownQuestion {
    fn new(rules: &RuleSet, groups: &[Group<'_>], id: &str) -> UnknownQuestion {
        let known: Vec<String> = groups.iter().map(|group| group_id(rules, group)).collect();
        let mut asked = questions(rules).into_iter().map(|(rule, subject)| id_of(rules, rule, subject));
        let parts = |id: &str| {
            let mut parts = id.split('/').map(str::to_owned);
            (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
        };
        let (rule, subject) = parts(id);
        let is_near = |other: &&String| {
            let (its_rule, its_subject) = parts(other);
            its_rule == rule || its_subject == subject
        };
        let near: Vec<String> = known.iter().filter(is_near).cloned().collect();
        UnknownQuestion {
            is_asked: asked.any(|question| question == id),
            closest: closest(id, known.iter().map(String::as_str)).map(str::to_owned),
            near: if near.is_empty() { known } else { near },
        }
    }
}
