//! Documents as they are read: bytes to text, metadata, parts, and what is hidden from reading without moving a byte.

mod document;
mod encoding;
mod html;
mod language;
mod load;
mod markdown;
mod markup;
mod mask;
mod metadata;
mod sentence;

pub use document::{Document, Metadata, Part, Piece};
pub use encoding::{DecodeError, Decoded, decode};
pub use language::{ToldBy, Votes, language};
pub use load::load;
pub use metadata::{Declared, DeclaredPart, Placed, SourceEntry, Sources};
pub use sentence::{Abbreviations, Sentence, sentences};
