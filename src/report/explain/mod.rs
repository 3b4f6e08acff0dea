//! Why a verdict is what it is: the derivation of a question, and where two passages failed to meet.

mod meeting;
mod question;
mod value_text;

pub use meeting::{LineView, Meeting, MeetingRule, MeetingStep};
pub use question::{AnswerTrace, ComparedView, Explanation, PositionTrace, TriedView, UnknownQuestion};
