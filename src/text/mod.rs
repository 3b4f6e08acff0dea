//! Documents as they are read: bytes to text, metadata, parts, and what is hidden from reading without moving a byte.

mod document;
mod language;
mod sentence;

pub use document::{Document, Metadata, Part, Piece};
pub use language::{Votes, language};
pub use sentence::{Sentence, sentences};
