//! People's decisions about conflicts: `resolutions.toml`, the conflicts that it covers, and those that it no longer covers.
//!
//! A resolution names a conflict and the values that were on the table. It covers the conflict as long as all answers are covered
//! by these values. Nothing in it depends on paths, lines, wording or language.

mod edit;
mod layout;
mod load;
mod named;
mod review;
mod source;
mod status;

pub use edit::{arranged, is_arranged, replaced, without};
pub use load::{load, load_with_repeats};
pub use named::{NamedError, covers, named};
pub use review::{Dead, Review, dead, review};
pub use status::{ConflictStatus, Moved, conflict_status};

use crate::diagnostic::UserFile;
use crate::span::{InToml, Span};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;

/// What a person decided about a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// One of the values holds.
    Settled,
    /// One of the values was replaced by a later one.
    Superseded,
    /// The values are about different things.
    DifferentScope,
    /// The values are about different times.
    DifferentPeriod,
    /// The program misread a source.
    ExtractionError,
    /// It is known, and stays open.
    AcceptedOpen,
}

impl Decision {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Decision; 6] = [
        Decision::Settled,
        Decision::Superseded,
        Decision::DifferentScope,
        Decision::DifferentPeriod,
        Decision::ExtractionError,
        Decision::AcceptedOpen,
    ];

    /// Returns the word that files, options and output use.
    pub const fn word(self) -> &'static str {
        match self {
            Decision::Settled => "settled",
            Decision::Superseded => "superseded",
            Decision::DifferentScope => "different-scope",
            Decision::DifferentPeriod => "different-period",
            Decision::ExtractionError => "extraction-error",
            Decision::AcceptedOpen => "accepted-open",
        }
    }

    /// Returns its meaning, in a few words.
    pub const fn meaning(self) -> &'static str {
        match self {
            Decision::Settled => "one of the values holds",
            Decision::Superseded => "a later value replaces an earlier one",
            Decision::DifferentScope => "the values are about different things",
            Decision::DifferentPeriod => "the values are about different times",
            Decision::ExtractionError => "the program misread a source",
            Decision::AcceptedOpen => "it is known, and stays open",
        }
    }
}

/// The content of a resolution, independent of its source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The id of the conflict: `rule/subject`, with `/period` if each time has its own truth.
    pub conflict: String,
    /// The values that were on the table, as written.
    pub values: Vec<String>,
    /// What was decided.
    pub outcome: Decision,
    /// For a settled conflict, the value that holds.
    pub holds: Option<String>,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub decided: Date,
    /// The last day on which it counts.
    pub expires: Option<Date>,
    /// Who gave which value at the time of the decision: each value with its voices. May be empty.
    pub voices: Vec<(String, Vec<String>)>,
}

/// An entry of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// What it says.
    pub entry: Entry,
    /// The file.
    pub file: Arc<UserFile>,
    /// Its header.
    pub span: Span<InToml>,
    /// The place of the id of the conflict.
    pub conflict_span: Span<InToml>,
}

impl Resolution {
    /// Returns the last day on which it counted, if that is in the past.
    pub fn expired_on(&self, today: Date) -> Option<Date> {
        self.entry.expires.filter(|last| *last < today)
    }
}

/// The decisions of a run.
#[derive(Clone, Debug)]
pub struct Decisions {
    /// All resolutions.
    pub ledger: Ledger,
    /// The day of the run; a resolution that expired before no longer counts.
    pub today: Date,
    /// Whether the run reads everything; only then can decisions be reported as no longer needed.
    pub is_full: bool,
}

/// All resolutions of a run.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// In the order of the file.
    pub resolutions: Vec<Resolution>,
    by_conflict: HashMap<String, Vec<usize>>,
}

impl Ledger {
    /// Makes a ledger of `resolutions`.
    pub fn new(resolutions: Vec<Resolution>) -> Ledger {
        let mut by_conflict: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, resolution) in resolutions.iter().enumerate() {
            by_conflict.entry(resolution.entry.conflict.clone()).or_default().push(index);
        }
        Ledger { resolutions, by_conflict }
    }

    /// Returns the resolutions of a conflict, in the order of the file.
    pub fn of<'l>(&'l self, conflict: &str) -> impl Iterator<Item = &'l Resolution> + use<'l> {
        let found = self.by_conflict.get(conflict).map(Vec::as_slice).unwrap_or_default();
        found.iter().filter_map(|index| self.resolutions.get(*index))
    }
}
