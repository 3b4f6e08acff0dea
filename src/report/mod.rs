//! The ordered record of a run: every output format is printed from it.

mod build;
mod model;

pub use build::question_id;
pub use model::{
    AnswerView, ClaimView, ConflictView, Coverage, DiagnosticView, PositionView, QuestionView, Report, SetAside, Status, Summary,
    VERSION, VerdictCounts,
};
