//! Checked rules: every reference resolved, every pattern parsed.

use crate::claim::{Lang, PartialDate};
use crate::diagnostic::{Level, UserFile};
use crate::pattern::Pattern;
use crate::span::Span;
use rust_decimal::Decimal;
use std::sync::Arc;

/// All rules and entities of a run, from every rule file.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// Sorted by id.
    pub entities: Vec<Entity>,
    /// Sorted by id.
    pub rules: Vec<Rule>,
}

impl RuleSet {
    /// Whether the entity `part` is part of `whole`, directly or not. Both are indices into [`RuleSet::entities`].
    pub fn is_part_of(&self, mut part: usize, whole: usize) -> bool {
        while let Some(next) = self.entities[part].part_of {
            if next == whole {
                return true;
            }
            part = next;
        }
        false
    }
}

/// Words in one language, or in any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Each pattern with the language it is of; none means any.
    pub patterns: Vec<(Option<Lang>, Pattern)>,
}

/// Somebody or something that questions are asked of, or that speaks.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The id in rule files, such as `federal-police`.
    pub id: String,
    /// What it is printed as: the name that is written first.
    pub name: String,
    /// What kind of thing it is; rules ask one question of each entity of a kind.
    pub kind: Option<String>,
    /// What it is called.
    pub names: Words,
    /// What may stand for it once it has been named: "le site".
    pub refers: Words,
    /// The entity that it is part of, as an index into [`RuleSet::entities`].
    pub part_of: Option<usize>,
    /// The top of its tree of parts; its own index where it is part of nothing.
    pub root: usize,
}

/// A question, which claims answer it, and how answers compare.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Unique among all rule files.
    pub id: String,
    /// In words, with `{subject}` where the subject's name goes.
    pub question: String,
    /// What kind of answer it wants.
    pub answer: AnswerKind,
    /// Whom it is asked about.
    pub subject: Subject,
    /// Entities that must be named or referred to nearby, as indices into [`RuleSet::entities`].
    pub mentions: Vec<usize>,
    /// The predicate.
    pub about: Words,
    /// What is counted.
    pub counted: Words,
    /// Words whose presence in the clause drops an answer.
    pub unless: Words,
    /// How the truth may change.
    pub over_time: OverTime,
    /// How grave a contradiction is.
    pub level: Level,
    /// Why the question matters.
    pub reason: Option<String>,
    /// The largest gap between two values that is forgiven.
    pub tolerance: Option<Tolerance>,
    /// Whether it is asked, and whether it gates.
    pub status: RuleStatus,
    /// Its own examples.
    pub cases: Vec<Case>,
    /// The file that it is written in.
    pub file: Arc<UserFile>,
    /// Its id in that file.
    pub span: Span,
}

/// Whom a question is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Each entity of this kind.
    Kind(String),
    /// One entity, as an index into [`RuleSet::entities`].
    Entity(usize),
}

/// What kind of answer a question wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerKind {
    /// How many.
    Count,
    /// Whether.
    YesNo,
}

/// How the true answer may change as time goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OverTime {
    /// One fixed truth: periods are not compared.
    Constant,
    /// One true value each year.
    PerYear,
    /// One true value each month.
    PerMonth,
    /// One true value each day.
    PerDay,
    /// Only answers about equal stated periods can contradict each other.
    Varies,
    /// It only becomes more.
    Grows,
    /// It only becomes less.
    Shrinks,
}

/// The largest gap between two values that is forgiven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// In the unit of the answer.
    Absolute(Decimal),
    /// As a share of the larger value: 0.05 is 5 %.
    Share(Decimal),
}

/// How far a rule has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RuleStatus {
    /// Being written: not asked.
    Draft,
    /// Asked and reported, but never fails a run.
    Pilot,
    /// In force.
    #[default]
    Live,
    /// No longer asked.
    Retired,
}

impl RuleStatus {
    /// Whether the question is asked at all.
    pub const fn is_asked(self) -> bool {
        matches!(self, RuleStatus::Pilot | RuleStatus::Live)
    }
}

/// An example that a rule carries.
#[derive(Clone, Debug)]
pub struct Case {
    /// What must come of it.
    pub expect: CaseExpectation,
    /// What is read.
    pub documents: Vec<CaseDocument>,
    /// How many answers must be found, where the case says so; else at least one in every document.
    pub answers: Option<usize>,
    /// Where it is written.
    pub span: Span,
}

/// What must come of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseExpectation {
    /// A contradiction or a tension; exactly this one where it is named.
    Conflict(Option<String>),
    /// Neither.
    Agree,
}

/// A text of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseDocument {
    /// The language it is in.
    pub lang: Lang,
    /// The words.
    pub text: String,
    /// When it was said.
    pub date: Option<PartialDate>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who speaks in it.
    pub voice: Option<String>,
}
