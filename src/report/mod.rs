//! The ordered record of a run: every output format is printed from it.

mod build;
mod explain;
mod model;
mod unused;

pub use build::{possible_subjects, question_id};
pub use explain::{
    AnswerTrace, ComparedView, Explanation, LineView, Meeting, MeetingRule, MeetingStep, PositionTrace, TriedView,
    UnknownQuestion,
};
pub use model::{
    AnswerView, ClaimView, ConflictView, Coverage, DiagnosticView, NoSubject, PositionView, QuestionView, Report, SetAside,
    Status, Summary, VERSION, VerdictCounts,
};
pub use unused::{NearView, Unused, UnusedGroup, UnusedPosition, UnusedSummary};
