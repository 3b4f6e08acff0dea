//! The sentences that describe results, for tables and other formats alike. Nothing here is laid out or escaped.

mod conflict;
mod counts;
mod shortened;

pub use conflict::{
    against, decided_line, hedges, how_said, kind, path, place, quote, reasons, says, sides, status_word, title, voices, who,
};
pub use counts::{counts, counts_with, gate, verdict};
pub use shortened::{clip, few, more, rest, shown};
