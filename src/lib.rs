//! Shows where several sources that tell the same story cannot all be right.
#![forbid(unsafe_code)]

pub mod answer;
pub mod claim;
pub mod diagnostic;
pub mod extract;
pub mod grammar;
pub mod lexicon;
pub mod pattern;
pub mod report;
pub mod rule;
pub mod span;
pub mod text;
