//! Documents: decodes bytes to text, and determines metadata, parts, and what is hidden from reading. Hiding moves no byte.

mod columns;
mod document;
mod encoding;
mod html;
mod hyphen;
mod language;
mod lines;
mod load;
mod markdown;
mod markup;
mod mask;
mod metadata;
mod sentence;
mod table;
mod template;

pub use document::{Document, Metadata, Part, Piece, Topic};
pub use encoding::{DecodeError, Decoded, decode};
pub use language::{ToldBy, Votes, language};
pub use load::load;
pub use metadata::{Declared, DeclaredPart, Placed, SourceEntry, Sources};
pub use sentence::{Abbreviations, Sentence, sentences};
pub use table::{Cell, CellRole};
