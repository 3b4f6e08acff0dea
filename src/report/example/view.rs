//! The results of examples, as the outputs show them.

use super::super::explain::TriedView;
use super::super::model::AnswerView;
use super::run::{Problem, Tried, document, run};
use crate::answer::{Answer, Missing, Reader, Step};
use crate::claim::Lang;
use crate::conflict::{Verdict, compare_step_by_step, judge};
use crate::id::RuleId;
use crate::rule::{Case, CaseExpectation, RuleSet, RuleStatus};
use crate::span::Location;
use serde::Serialize;

/// An example, what it expects and what was found.
#[derive(Clone, Debug, Serialize)]
pub struct ExampleView {
    /// The id of its rule.
    pub rule: String,
    /// The status of its rule: mistakes of a draft do not count.
    pub status: &'static str,
    /// `conflict` or `agree`.
    pub kind: &'static str,
    /// Whether it passes.
    pub holds: bool,
    /// The rule file.
    pub file: String,
    /// Its place in that file.
    #[serde(flatten)]
    pub location: Location,
    /// Its author's explanation.
    pub note: Option<String>,
    /// What it expects, in words.
    pub expected: String,
    /// What was found, in words.
    pub found: String,
    /// The differences, in words; empty if it passes.
    pub problems: Vec<String>,
    /// The most serious verdict.
    pub verdict: Verdict,
    /// Each row that decided between two answers.
    pub rows: Vec<&'static str>,
    /// Its texts, with what was extracted from each.
    pub texts: Vec<TextView>,
    /// If the example fails, how two answers compared; none if there are no two answers.
    pub decided: Option<DecidedView>,
}

/// A text of an example.
#[derive(Clone, Debug, Serialize)]
pub struct TextView {
    /// Its language.
    pub lang: Lang,
    /// Its text.
    pub text: String,
    /// Its answers.
    pub answers: Vec<ExampleAnswer>,
    /// If the example fails, where the rule stopped in a text without an answer.
    pub stopped: Option<Stopped>,
}

/// An answer in a text.
#[derive(Clone, Debug, Serialize)]
pub struct ExampleAnswer {
    /// Why it takes no position, if it takes none.
    pub set_aside: Option<&'static str>,
    /// The answer.
    #[serde(flatten)]
    pub answer: AnswerView,
}

/// Where a rule stopped.
#[derive(Clone, Debug, Serialize)]
pub struct Stopped {
    /// The step.
    pub step: &'static str,
    /// The reason in words.
    pub says: String,
}

/// Says where a rule stopped. If none of its words were found, the rule may simply list none in this language.
fn in_language(missing: Missing, lang: Lang) -> String {
    match missing.step {
        Step::Words => format!("no word that the rule lists for `{lang}`, or for any language, stands there"),
        _ => missing.says,
    }
}

/// How two answers compared.
#[derive(Clone, Debug, Serialize)]
pub struct DecidedView {
    /// The values of the two.
    pub values: [String; 2],
    /// The texts that contain them, counted from 1.
    pub texts: [usize; 2],
    /// The verdict.
    pub verdict: Verdict,
    /// The row that decided.
    pub row: &'static str,
    /// Why, in one line.
    pub why: String,
    /// For a tension, what would make it a contradiction.
    pub would_change: Option<String>,
    /// The rows that were tried, in order; the last one decided.
    pub tried: Vec<TriedView>,
}

/// How many examples pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ExampleSummary {
    /// All examples that were run.
    pub examples: usize,
    /// The number of rules that they belong to.
    pub rules: usize,
    /// Examples that pass.
    pub hold: usize,
    /// Examples that fail, of rules that are asked.
    pub fail: usize,
    /// Examples that fail, of drafts.
    pub fail_in_drafts: usize,
}

impl ExampleSummary {
    /// Counts these examples.
    pub fn of(examples: &[ExampleView]) -> Self {
        let mut summary = ExampleSummary { examples: examples.len(), ..ExampleSummary::default() };
        let mut rules: Vec<&str> = examples.iter().map(|example| example.rule.as_str()).collect();
        rules.sort_unstable();
        rules.dedup();
        summary.rules = rules.len();
        for example in examples {
            match (example.holds, example.status == RuleStatus::Draft.word()) {
                (true, _) => summary.hold += 1,
                (false, false) => summary.fail += 1,
                (false, true) => summary.fail_in_drafts += 1,
            }
        }
        summary
    }
}

impl ExampleView {
    /// Runs an example of the rule at `rule`. The reader may treat drafts as rules that are asked.
    pub fn new(rules: &RuleSet, reader: &Reader<'_>, rule: RuleId, case: &Case) -> ExampleView {
        let tried = run(rules, reader, rule, case);
        let asked = &rules.rules[rule];
        let fails = !tried.problems.is_empty();
        let texts = case.documents.iter().zip(&tried.texts).enumerate().map(|(index, (source, answers))| {
            let silent = fails && answers.is_empty();
            let stopped = silent.then(|| {
                let missing = reader.stopped(&document(index, case.documents.len(), source), rule);
                Stopped { step: missing.step.word(), says: in_language(missing, source.lang) }
            });
            let view = |answer: &Answer| ExampleAnswer { set_aside: answer.set_aside(), answer: AnswerView::new(rules, answer) };
            TextView { lang: source.lang, text: source.text.clone(), answers: answers.iter().map(view).collect(), stopped }
        });
        ExampleView {
            rule: asked.id.clone(),
            status: asked.status.word(),
            kind: match case.expect {
                CaseExpectation::Agree => "agree",
                CaseExpectation::Conflict(_) => "conflict",
            },
            holds: !fails,
            file: asked.file.name.clone(),
            location: asked.file.locate(case.span),
            note: case.note.clone(),
            expected: expected(case),
            found: found(&tried),
            problems: tried.problems.iter().map(|problem| in_words(problem, case, &tried)).collect(),
            verdict: tried.verdict,
            rows: tried.rows.iter().map(|row| row.word()).collect(),
            texts: texts.collect(),
            decided: if fails { decided(rules, rule, &tried) } else { None },
        }
    }
}

/// Says what an example expects.
fn expected(case: &Case) -> String {
    let mut words = match &case.expect {
        CaseExpectation::Agree => "no conflict".to_owned(),
        CaseExpectation::Conflict(None) => "a contradiction or a tension".to_owned(),
        CaseExpectation::Conflict(Some(verdict)) => format!("a {verdict}"),
    };
    match case.answers {
        Some(0) => words.push_str(", and no answer at all"),
        Some(1) => words.push_str(", from one answer"),
        Some(number) => words.push_str(&format!(", from {number} answers")),
        None => {}
    }
    if let Some(row) = case.row {
        words.push_str(&format!(", by the row `{}`", row.word()));
    }
    words
}

fn found(tried: &Tried) -> String {
    match (count(tried), verdict(tried.verdict)) {
        (0, _) => "no answer at all".to_owned(),
        (1, words) => format!("{words}, from one answer"),
        (number, words) => format!("{words}, from {number} answers"),
    }
}

fn count(tried: &Tried) -> usize {
    tried.texts.iter().map(Vec::len).sum()
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradiction => "a contradiction",
        Verdict::Tension => "a tension",
        Verdict::Refinement => "no conflict (one says it more exactly)",
        Verdict::Compatible => "no conflict (all can be true)",
        Verdict::Incomparable => "no conflict (nothing can be compared)",
    }
}

fn in_words(problem: &Problem, case: &Case, tried: &Tried) -> String {
    let answers = |number: usize| if number == 1 { "1 answer was".to_owned() } else { format!("{number} answers were") };
    match problem {
        Problem::Verdict => match (&case.expect, tried.verdict >= Verdict::Tension) {
            (CaseExpectation::Agree, _) => "the texts should agree, and they are in conflict".to_owned(),
            (CaseExpectation::Conflict(_), false) => {
                let aside = tried.texts.iter().enumerate().filter_map(|(index, text)| aside(index, text));
                let what = "the texts should be in conflict, and they are not".to_owned();
                aside.fold(what, |what, aside| format!("{what}; {aside}"))
            }
            (CaseExpectation::Conflict(_), true) => "it is a conflict of the other kind".to_owned(),
        },
        Problem::Answers(found) => {
            format!("{} found, and `answers = {}` is written", answers(*found), case.answers.unwrap_or_default())
        }
        Problem::Silent(texts) => {
            let numbers: Vec<String> = texts.iter().map(|text| (text + 1).to_string()).collect();
            let which = match numbers.as_slice() {
                [only] if tried.texts.len() == 1 => format!("nothing was extracted from text {only}"),
                [only] => format!("nothing was extracted from text {only}, so it proves nothing"),
                several => format!("nothing was extracted from texts {}, so they prove nothing", several.join(", ")),
            };
            match case.expect {
                CaseExpectation::Agree => format!("{which}; write `answers = {}` if that is meant", count(tried)),
                CaseExpectation::Conflict(_) => which,
            }
        }
        Problem::Row => {
            let rows: Vec<String> = tried.rows.iter().map(|row| format!("`{}`", row.word())).collect();
            let wanted = case.row.map_or("", |row| row.word());
            if rows.is_empty() {
                format!("no two answers met, so that `{wanted}` did not decide")
            } else {
                format!("{} decided, not `{wanted}`", rows.join(", "))
            }
        }
    }
}

/// Says why no answer of text `index` can be in conflict with anything.
fn aside(index: usize, answers: &[Answer]) -> Option<String> {
    let mut reasons = answers.iter().map(Answer::set_aside);
    let first = reasons.next()??;
    let is_only = reasons.all(|reason| reason == Some(first));
    let why = match first {
        _ if !is_only && answers.iter().any(|answer| answer.set_aside().is_none()) => return None,
        _ if !is_only => "none of them takes a side",
        "planned" => "it is planned, and so takes no side",
        "asked" => "it is a question, and so takes no side",
        "required" => "it is a duty, and so takes no side",
        "hypothetical" => "it holds only under a condition, and so takes no side",
        "declined" => "it is left open, and so takes no side",
        "negated" => "it only says what is not so, and takes no side",
        "vague" => "it is too vague to be compared",
        _ => return None,
    };
    let what = if answers.len() == 1 { "an answer was" } else { "answers were" };
    Some(format!("in text {} {what} read, but {why}", index + 1))
}

/// Returns the two answers that gave the verdict; if none were compared, the first two of different texts.
fn decided(rules: &RuleSet, rule: RuleId, tried: &Tried) -> Option<DecidedView> {
    let answers = tried.texts.concat();
    let groups = judge(rules, &answers);
    let gravest = groups.iter().max_by_key(|group| (group.outcome.verdict, group.compared.is_some()));
    let mut clear = answers.iter().filter(|answer| answer.has_subject());
    let first = clear.next();
    let apart = || clear.clone().find(|other| first.is_some_and(|first| first.source != other.source)).or(clear.clone().next());
    let (one, other) = gravest.and_then(|group| group.compared).or_else(|| Some((first?, apart()?)))?;
    let (comparison, rows) = compare_step_by_step(rules, &rules.rules[rule], one, other);
    let text_of = |answer: &Answer| {
        let text = tried.texts.iter().position(|text| text.first().is_some_and(|first| first.source == answer.source));
        text.map_or(0, |text| text + 1)
    };
    Some(DecidedView {
        values: [one, other].map(|answer| answer.value.to_string()),
        texts: [one, other].map(text_of),
        verdict: comparison.verdict,
        row: comparison.row.word(),
        why: comparison.why,
        would_change: comparison.would_change,
        tried: rows.into_iter().map(TriedView::from).collect(),
    })
}
