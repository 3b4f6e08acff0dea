//! The ordered record of a run: every output format is printed from it.

mod build;
mod diff;
pub mod example;
mod explain;
mod model;
mod rules;
mod unused;

pub use build::{possible_subjects, question_id};
pub use diff::{ConflictChange, RuleChange, RuleDiff, RuleDiffSummary, RuleState};
pub use explain::{
    AnswerTrace, ComparedView, Explanation, LineView, Meeting, MeetingRule, MeetingStep, PositionTrace, TriedView,
    UnknownQuestion,
};
pub use model::{
    AnswerView, ClaimView, ConflictView, Coverage, DiagnosticView, NoSubject, PositionView, QuestionView, Report, SetAside,
    Status, Summary, VERSION, VerdictCounts,
};
pub use rules::{FoundView, RuleList, RuleListSummary, RuleView, Tally};
pub use unused::{NearView, Unused, UnusedGroup, UnusedPosition, UnusedSummary};
