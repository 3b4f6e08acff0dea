//! What a source says, as data: values, who says them and how surely. There is no parsing here.

mod choice;
mod date;
mod lang;
mod quantity;

pub use choice::Choice;
pub use date::{DateError, PartialDate, Period};
pub use lang::{Lang, LangError};
pub use quantity::{Bound, End, Figure, Interval, Quantity, Unit};

use crate::span::{InSource, Span};
use serde::Serialize;
use std::fmt;

/// The value of an answer. Values are compared as values, never as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// How many, how much.
    Quantity(Quantity),
    /// When: a date or a period.
    Period(Period),
    /// Whether: yes or no.
    YesNo(bool),
    /// Which, or who.
    Choice(Choice),
    /// A number that is understood but cannot be compared: "a limited number".
    Vague,
}

impl fmt::Display for Value {
    /// The canonical form, the same in every output and in resolutions.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Quantity(quantity) => quantity.fmt(f),
            Value::Period(period) => period.fmt(f),
            Value::YesNo(true) => f.write_str("yes"),
            Value::YesNo(false) => f.write_str("no"),
            Value::Choice(choice) => choice.fmt(f),
            Value::Vague => f.write_str("vague"),
        }
    }
}

/// Whether the predicate of a clause is affirmed or denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// The clause says that it is so.
    Affirmed,
    /// The clause says that it is not so.
    Denied,
}

/// How surely something is said, from a flat assertion to what answers nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// Asserted without reservation.
    Asserted,
    /// Said with a limit: "for as far as we know", "no sign that".
    Restricted,
    /// A report without a named voice: "aurait", "zou … hebben", "allegedly".
    Hearsay,
    /// "Might", "peut-être", "mogelijk".
    Possible,
    /// Intended, not done.
    Planned,
    /// A duty or a norm.
    Required,
    /// Only under a condition.
    Hypothetical,
    /// A question, direct or indirect.
    Asked,
    /// The voice declines to say.
    Declined,
}

impl Modality {
    /// Returns the word that the outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            Modality::Asserted => "asserted",
            Modality::Restricted => "restricted",
            Modality::Hearsay => "hearsay",
            Modality::Possible => "possible",
            Modality::Planned => "planned",
            Modality::Required => "required",
            Modality::Hypothetical => "hypothetical",
            Modality::Asked => "asked",
            Modality::Declined => "declined",
        }
    }

    /// Returns true if this says something about the world; questions, plans and norms do not.
    pub const fn answers(self) -> bool {
        matches!(self, Modality::Asserted | Modality::Restricted | Modality::Hearsay | Modality::Possible)
    }
}

/// The person or organisation that words are credited to, as far as the text alone shows. The rules decide which entity that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The name as written ("BuzzFeed", "le contrôleur fédéral"), or that of the part or the publisher.
    pub name: String,
    /// What credits it.
    pub by: Credit,
    /// The words of the source that contain the credited name; none for a part or a publisher.
    pub window: Option<Span<InSource>>,
    /// Whether this was concluded from nearby sentences instead of read in the clause.
    pub inferred: bool,
}

/// What credits a voice, from the strongest to the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Credit {
    /// Words in the sentence: "selon X", "X zegt", "X denies".
    Cue,
    /// The quotation that is open here.
    Quotation,
    /// The voice cited last in the paragraph, under a form of hearsay.
    Carried,
    /// The part of the document, declared by its metadata.
    Part,
    /// The publisher, because nobody is credited.
    Publisher,
}

/// What one voice asserts in one clause. It does not depend on rules or the names in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The value that is claimed.
    pub value: Value,
    /// The words of the value.
    pub span: Span<InSource>,
    /// The words for what a quantity counts: "recherches" in "78 recherches".
    pub noun: Option<Span<InSource>>,
    /// The clause that claims it.
    pub clause: Span<InSource>,
    /// The language of the clause.
    pub language: Lang,
    /// Whether the clause affirms or denies.
    pub polarity: Polarity,
    /// How surely it is said.
    pub modality: Modality,
    /// Who says it.
    pub voice: Voice,
    /// The time that the claim is about, if the clause states one.
    pub period: Option<Period>,
    /// Whether the year of a date, in its value or its period, was concluded from the date of the source: "on 22 March".
    pub year_inferred: bool,
}
