//! Rule files: the questions that are asked, and how their answers compare.

mod model;

pub use model::{
    AnswerKind, Case, CaseDocument, CaseExpectation, Entity, OverTime, Rule, RuleSet, RuleStatus, Subject, Tolerance, Words,
};
