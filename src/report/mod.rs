//! The report of a run, in a fixed order. Every output format is made from it.

mod build;
mod decided;
mod diff;
pub mod example;
mod explain;
mod model;
mod rules;
mod unused;

pub use crate::conflict::question_id;
pub use build::possible_subjects;
pub use diff::{ConflictChange, RuleChange, RuleDiff, RuleDiffSummary, RuleState};
pub use explain::{
    AnswerTrace, ComparedView, Explanation, LineView, Meeting, MeetingRule, MeetingStep, PositionTrace, TriedView,
    UnknownQuestion,
};
pub use model::{
    AnswerView, ClaimView, ConflictView, Coverage, DecisionsView, DiagnosticView, GateView, MovedView, NoSubject, PositionView,
    QuestionView, ReopenedView, Report, ResolutionView, RuleEntry, SetAside, Status, Summary, VERSION, VerdictCounts,
};
pub use rules::{FoundView, RuleList, RuleListSummary, RuleView, Tally};
pub use unused::{NearView, Unused, UnusedGroup, UnusedPosition, UnusedSummary};
