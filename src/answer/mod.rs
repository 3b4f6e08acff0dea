//! From claims and rules to answers: names, subjects, and which claim answers which question.

mod ask;
mod asking;
mod bare;
mod choice;
mod conjunct;
mod coordination;
mod currency;
mod date;
mod entry;
mod grid;
mod line;
mod names;
mod near;
mod noun;
mod numeral;
mod page;
mod parse;
mod quantity;
mod reader;
mod recent;
mod record;
mod role;
mod subject;
mod told;
mod topic;
mod trace;
mod used;
mod whole;
mod words;
mod yes_no;

pub use line::{LineTrace, Missing, Recognised, RuleTrace, SentenceTrace, Step};
pub use near::{ClaimNear, NameNear};
pub use parse::{ParsedOperator, ParsedReading, ParsedSegment, ParsedSentence};
pub use reader::{Reader, Reading};
pub use trace::{CueTrace, Found, Passage, SideTrace, SubjectTrace, Trace};
pub use words::WordList;

use crate::claim::{Credit, Lang, Modality, PartialDate, Period, Value};
use crate::clause::Doubt;
use crate::id::{DistinctionId, EntityId, IdVec, RuleId, SideId};
use crate::rule::Compares;
use crate::span::{InSource, Location, Span};
use std::sync::Arc;

/// What is kept of a document once it has been read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Its path.
    pub file: String,
    /// Its id.
    pub id: String,
    /// The id of the source that it copies or translates.
    pub derives_from: Option<String>,
}

/// A claim, or a clause that a rule's words match, read as the answer to one question about one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The rule.
    pub rule: RuleId,
    /// Whom it is about.
    pub about: About,
    /// The answer.
    pub value: Value,
    /// The document.
    pub source: Arc<Source>,
    /// The place of the quote in the document.
    pub span: Span<InSource>,
    /// The same, as lines and columns.
    pub location: Location,
    /// The words of the document, byte for byte.
    pub quote: String,
    /// The quote, folded, without markup and marks: equal quotes are copies.
    pub quote_key: String,
    /// The same words without markup and on one line, where that is not the same.
    pub words: Option<String>,
    /// Who gives it.
    pub speaker: Speaker,
    /// When it was said.
    pub date: Option<PartialDate>,
    /// The time that it is about.
    pub period: Option<Period>,
    /// The language of the quote.
    pub language: Lang,
    /// How surely it is said.
    pub modality: Modality,
    /// What kind of statement its rule compares.
    pub compared_as: Compares,
    /// Why the structure of the sentence does not settle what it says; none where it does.
    pub doubt: Option<Doubt>,
    /// Whether the subject was concluded from nearby sentences.
    pub subject_inferred: bool,
    /// Whether the year of a date that decides was concluded from the date of the source: that of the value, or under a rule of times
    /// that of the period.
    pub year_inferred: bool,
    /// Whether the value stands under a negation ("did not run 78"), and so says nothing of what is true.
    pub negated: bool,
    /// For each `distinguish` of the rule, the side that the text says; none where it does not say.
    pub sides: IdVec<DistinctionId, Option<SideId>>,
    /// Whether it stands in a passage that is marked as an update or a correction.
    pub is_update: bool,
    /// Whether that passage says that what stood before was wrong.
    pub is_correction: bool,
    /// Whether the text says that it translates somebody else's words.
    pub is_translation: bool,
    /// Whether the text itself withdraws it: "an earlier version said".
    pub is_withdrawn: bool,
    /// How it was found, where that was recorded.
    pub trace: Option<Box<Trace>>,
}

/// Whom an answer is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// One entity.
    One {
        /// The entity that the question is asked about: the key that answers meet by.
        asked: EntityId,
        /// The entity that the answer itself names: the same one, or a part of it.
        subject: EntityId,
    },
    /// One of these, or all of them together: the text does not tell. Nothing is compared with such an answer.
    Open(Vec<EntityId>),
}

/// A voice, recognised: two are one when their keys are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// What it is compared by: the entity's id, or the folded name.
    pub key: String,
    /// What it is printed as: the entity's first name, or the words of the source.
    pub name: String,
    /// What credits it.
    pub credit: Credit,
    /// Whether it was concluded.
    pub inferred: bool,
}

impl Answer {
    /// What answers are put in order by: source and place, then whatever tells two at one place apart.
    pub fn place(&self) -> impl Ord + use<'_> {
        (&self.source, self.span, &self.quote, &self.speaker.key)
    }

    /// Whether it is clear whom the answer is about.
    pub fn has_subject(&self) -> bool {
        matches!(self.about, About::One { .. })
    }

    /// The entity that its question is asked about, where it is clear which.
    pub fn asked(&self) -> Option<EntityId> {
        match self.about {
            About::One { asked, .. } => Some(asked),
            About::Open(_) => None,
        }
    }

    /// The entity that the answer itself names, where it is clear which.
    pub fn subject(&self) -> Option<EntityId> {
        match self.about {
            About::One { subject, .. } => Some(subject),
            About::Open(_) => None,
        }
    }

    /// The entities that it may be about, where that is not clear.
    pub fn possible(&self) -> &[EntityId] {
        match &self.about {
            About::One { .. } => &[],
            About::Open(possible) => possible,
        }
    }

    /// Why the answer takes no position, where it takes none.
    pub fn set_aside(&self) -> Option<&'static str> {
        if !self.has_subject() {
            Some("unclear-subject")
        } else if !self.compared_as.takes(self.modality) {
            Some(self.modality.word())
        } else if self.is_withdrawn {
            Some("superseded")
        } else if self.negated {
            Some("negated")
        } else if self.value == Value::Vague {
            Some("vague")
        } else {
            None
        }
    }
}
