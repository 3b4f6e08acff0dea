//! Checked rules: every reference is resolved, and every pattern is parsed.

use super::wanted::Wanted;
use crate::claim::{Lang, Modality, PartialDate};
use crate::diagnostic::{Level, UserFile};
use crate::id::{DistinctionId, EntityId, Id, IdVec, RuleId, SideId};
use crate::pattern::Pattern;
use crate::span::{InToml, Span};
use rust_decimal::Decimal;
use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// All rules and entities of a run, from every rule file.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// Sorted by id.
    pub entities: IdVec<EntityId, Entity>,
    /// Sorted by id.
    pub rules: IdVec<RuleId, Rule>,
    /// The files, sorted by name.
    pub packs: Vec<Pack>,
}

/// A rule file.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The file.
    pub file: Arc<UserFile>,
    /// Its topic in words, if the file gives one.
    pub title: Option<String>,
}

impl RuleSet {
    /// Returns the rule with the id `id`.
    pub fn rule_called(&self, id: &str) -> Option<RuleId> {
        self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok().map(RuleId::at)
    }

    /// Returns true if the entity `part` is part of `whole`, directly or indirectly.
    pub fn is_part_of(&self, mut part: EntityId, whole: EntityId) -> bool {
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
    /// Each pattern with its language; none means any language.
    pub patterns: Vec<(Option<Lang>, Pattern)>,
    /// The place of each pattern in the file of its rule or entity.
    pub places: Vec<Span<InToml>>,
}

/// A person, an organisation or a thing that questions are asked about, or that speaks.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The id in rule files, such as `federal-police`.
    pub id: String,
    /// The name that is printed: the one that is written first.
    pub name: String,
    /// Its kind; a rule can ask one question about each entity of a kind.
    pub kind: Option<String>,
    /// Its names.
    pub names: Words,
    /// Words that can refer to it once it has been named: "le site".
    pub refers: Words,
    /// The entity that it is part of.
    pub part_of: Option<EntityId>,
    /// The root of its tree of parts; itself if it is not part of anything.
    pub root: EntityId,
    /// Whether the documents of the corpus are about it.
    pub is_topic: bool,
    /// The file that it is written in.
    pub file: Arc<UserFile>,
}

/// A question, the claims that answer it, and how answers are compared.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Unique among all rule files.
    pub id: String,
    /// In words, with `{subject}` for the subject's name.
    pub question: String,
    /// What the question asks for.
    pub wants: Wanted,
    /// The subject.
    pub subject: Subject,
    /// Entities that must be named or referred to nearby.
    pub mentions: Vec<EntityId>,
    /// The predicate.
    pub about: Words,
    /// Words that drop an answer if the clause contains them.
    pub unless: Words,
    /// How the true answer may change.
    pub over_time: OverTime,
    /// The level of a contradiction.
    pub level: Level,
    /// Why the question matters.
    pub reason: Option<String>,
    /// The largest gap between two values that is ignored. Dates may have one too, although a warning says that it has no effect
    /// for them.
    pub tolerance: Option<Tolerance>,
    /// What kind of statement it compares: what is said to be so, or what is planned.
    pub compares: Compares,
    /// Words that make two different answers both right.
    pub distinguish: IdVec<DistinctionId, Distinction>,
    /// Whether it is asked, and whether it can fail a run.
    pub status: RuleStatus,
    /// Its own examples.
    pub cases: Vec<Case>,
    /// The file that it is written in.
    pub file: Arc<UserFile>,
    /// Its id in that file.
    pub span: Span<InToml>,
}

/// The subject of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Each entity of this kind.
    Kind(String),
    /// One entity.
    Entity(EntityId),
}

/// The kind of answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerKind {
    /// How many.
    Count,
    /// How much money.
    Amount,
    /// Which share, in per cent.
    Percentage,
    /// How much, in a unit.
    Measure,
    /// How long.
    Duration,
    /// When.
    Date,
    /// Whether.
    YesNo,
    /// Which of the rule's options.
    Option,
    /// Which of some entities.
    Name,
}

impl AnswerKind {
    /// Returns the word that rule files use.
    pub const fn word(self) -> &'static str {
        match self {
            AnswerKind::Count => "count",
            AnswerKind::Amount => "amount",
            AnswerKind::Percentage => "percentage",
            AnswerKind::Measure => "measure",
            AnswerKind::Duration => "duration",
            AnswerKind::Date => "date",
            AnswerKind::YesNo => "yes-no",
            AnswerKind::Option => "option",
            AnswerKind::Name => "name",
        }
    }

    /// Returns true if it is a number, possibly with a unit.
    pub const fn is_quantity(self) -> bool {
        matches!(
            self,
            AnswerKind::Count | AnswerKind::Amount | AnswerKind::Percentage | AnswerKind::Measure | AnswerKind::Duration
        )
    }
}

/// The unit of a measure: `km`, `km/h`, `requests/minute`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleUnit {
    /// The id of a unit; none if things without a unit are counted ("requests").
    pub of: Option<String>,
    /// The id of the unit of time, for a rate.
    pub per: Option<String>,
}

/// Words that make two different answers both right, such as with and without tax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distinction {
    /// What is distinguished, such as `vat`.
    pub id: String,
    /// The sides, each with its words.
    pub sides: IdVec<SideId, (String, Words)>,
}

/// A possible answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleOption {
    /// Its id; for a `name` rule, that of the entity.
    pub id: String,
    /// Its names; none for a `name` rule, whose entities have names.
    pub words: Words,
    /// The entity, for a `name` rule.
    pub entity: Option<EntityId>,
}

/// How the true answer may change over time.
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
    /// It only grows.
    Grows,
    /// It only shrinks.
    Shrinks,
}

impl OverTime {
    /// Returns the word that rule files use.
    pub const fn word(self) -> &'static str {
        match self {
            OverTime::Constant => "constant",
            OverTime::PerYear => "per-year",
            OverTime::PerMonth => "per-month",
            OverTime::PerDay => "per-day",
            OverTime::Varies => "varies",
            OverTime::Grows => "grows",
            OverTime::Shrinks => "shrinks",
        }
    }

    /// Returns true if the time that an answer is about decides what it is compared with.
    pub const fn is_by_period(self) -> bool {
        match self {
            OverTime::PerYear | OverTime::PerMonth | OverTime::PerDay | OverTime::Varies => true,
            OverTime::Constant | OverTime::Grows | OverTime::Shrinks => false,
        }
    }
}

/// What kind of statement a rule compares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Compares {
    /// What is said to be so.
    #[default]
    Facts,
    /// What is planned, promised or expected: what was said to be so answers another question.
    Plans,
}

impl Compares {
    /// Returns the word that rule files use.
    pub const fn word(self) -> &'static str {
        match self {
            Compares::Facts => "asserted",
            Compares::Plans => "planned",
        }
    }

    /// Returns true if what is said in this way takes a position.
    pub const fn takes(self, modality: Modality) -> bool {
        match self {
            Compares::Facts => modality.answers(),
            Compares::Plans => matches!(modality, Modality::Planned),
        }
    }
}

/// The largest gap between two values that is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// In the unit of the answer.
    Absolute(Decimal),
    /// As a share of the larger value: 0.05 is 5 %.
    Share(Decimal),
}

/// The status of a rule.
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
    /// Returns the word that rule files use.
    pub const fn word(self) -> &'static str {
        match self {
            RuleStatus::Draft => "draft",
            RuleStatus::Pilot => "pilot",
            RuleStatus::Live => "live",
            RuleStatus::Retired => "retired",
        }
    }

    /// Returns true if the question is asked at all.
    pub const fn is_asked(self) -> bool {
        matches!(self, RuleStatus::Pilot | RuleStatus::Live)
    }
}

/// An example that a rule carries.
#[derive(Clone, Debug)]
pub struct Case {
    /// The expected result.
    pub expect: CaseExpectation,
    /// The texts to read.
    pub documents: Vec<CaseDocument>,
    /// The number of answers that must be found, if the case gives one; otherwise at least one in every document.
    pub answers: Option<usize>,
    /// The row that must decide.
    pub row: Option<Row>,
    /// An explanation, for people.
    pub note: Option<String>,
    /// Its place.
    pub span: Span<InToml>,
}

/// The result of comparing two answers, from the mildest to the most serious.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// They cannot be compared.
    Incomparable,
    /// Both can be true.
    Compatible,
    /// One is more precise.
    Refinement,
    /// They probably cannot both be true, or something that decides is uncertain.
    Tension,
    /// They cannot both be true.
    Contradiction,
}

impl Verdict {
    /// Returns the word that the outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::Incomparable => "incomparable",
            Verdict::Compatible => "compatible",
            Verdict::Refinement => "refinement",
            Verdict::Tension => "tension",
            Verdict::Contradiction => "contradiction",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What decides the verdict of two answers: a row of the table of verdicts, or the reason why the two do not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// One text answers nothing.
    NoAnswer,
    /// The questions are about different subjects, which are not parts of each other.
    DifferentSubject,
    /// Noun, unit or dimension differ.
    DifferentMeasure,
    /// A value that is understood but cannot be compared.
    Vague,
    /// One is asked, planned, required, hypothetical or declined.
    NoPosition,
    /// "Did not run 78".
    NegatedQuantity,
    /// They are on different sides of a `distinguish`.
    OtherSide,
    /// The same voice says the same.
    SameVoice,
    /// One only repeats the other.
    Copy,
    /// A later passage of the same source corrects it.
    Superseded,
    /// Each is about its own time.
    DifferentPeriod,
    /// It has grown or shrunk.
    Growth,
    /// One is about a part of the other's subject.
    PartOfWhole,
    /// The values exclude each other.
    CannotBoth,
    /// What is meant is far apart, although all could be true.
    BoundsApart,
    /// One is more precise.
    Within,
    /// They overlap, or are within the tolerance.
    Overlap,
    /// They say the same.
    SameAnswer,
}

impl Row {
    /// All of them, in the order of the table.
    pub const ALL: [Row; 18] = [
        Row::NoAnswer,
        Row::DifferentSubject,
        Row::DifferentMeasure,
        Row::Vague,
        Row::NoPosition,
        Row::NegatedQuantity,
        Row::OtherSide,
        Row::SameVoice,
        Row::Copy,
        Row::Superseded,
        Row::DifferentPeriod,
        Row::Growth,
        Row::PartOfWhole,
        Row::CannotBoth,
        Row::BoundsApart,
        Row::Within,
        Row::Overlap,
        Row::SameAnswer,
    ];

    /// Returns the word that rule files and outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            Row::NoAnswer => "no-answer",
            Row::DifferentSubject => "different-subject",
            Row::DifferentMeasure => "different-measure",
            Row::Vague => "vague",
            Row::NoPosition => "no-position",
            Row::NegatedQuantity => "negated-quantity",
            Row::OtherSide => "other-side",
            Row::SameVoice => "same-voice",
            Row::Copy => "copy",
            Row::Superseded => "superseded",
            Row::DifferentPeriod => "different-period",
            Row::Growth => "growth",
            Row::PartOfWhole => "part-of-whole",
            Row::CannotBoth => "cannot-both",
            Row::BoundsApart => "bounds-apart",
            Row::Within => "within",
            Row::Overlap => "overlap",
            Row::SameAnswer => "same-answer",
        }
    }
}

/// The expected result of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseExpectation {
    /// A contradiction or a tension; exactly this one if it is named.
    Conflict(Option<Verdict>),
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
