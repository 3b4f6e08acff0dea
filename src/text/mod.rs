//! Documents as they are read: bytes to text, metadata, parts, and what is hidden from reading without moving a byte.

mod document;

pub use document::{Document, Metadata, Part, Piece};
