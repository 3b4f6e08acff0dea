//! Documents as they are read: bytes to text, metadata, parts, and what is hidden from reading without moving a byte.

mod document;
mod encoding;

pub use document::{Document, Metadata, Part, Piece};
pub use encoding::{DecodeError, Decoded, decode};
