//! Rule files: the questions that are asked, and how their answers compare.

mod case;
mod entity;
mod kind;
mod load;
mod model;
mod rules;
mod shared;
mod tolerance;
mod unreachable;
mod wanted;
mod word_lists;

pub use load::load;
pub use model::{
    AnswerKind, Case, CaseDocument, CaseExpectation, Compares, Distinction, Entity, OverTime, Pack, Row, Rule, RuleOption,
    RuleSet, RuleStatus, RuleUnit, Subject, Tolerance, Verdict, Words,
};
pub use wanted::{Choices, Number, NumberOf, Wanted};
