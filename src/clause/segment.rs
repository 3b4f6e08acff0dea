//! Segments: the clauses of a sentence, with what they hang on.

use crate::id::{OperatorId, SegmentId};
use std::ops::Range;

/// The statement that a sentence begins with.
pub const ROOT: SegmentId = SegmentId::FIRST;

/// What a segment is for the one that it hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A statement of its own.
    Main,
    /// What is said, known, denied or planned: "that it closed".
    Complement,
    /// An indirect question: "whether it closed".
    Question,
    /// A clause that tells of a noun: "which closed in May".
    Relative,
    /// A clause that tells of circumstances: "because it closed".
    Circumstance,
    /// A clause on which the one beside it depends: "if it closed".
    Condition,
    /// A clause about a time that may never come: "before it closes".
    Awaited,
    /// Words set apart between marks: ", a firm of Ghent,", "(says the mayor)".
    Aside,
    /// Words between quotation marks, or after a colon that announces them.
    Quotation,
}

impl Role {
    /// The word that the outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            Role::Main => "main",
            Role::Complement => "complement",
            Role::Question => "question",
            Role::Relative => "relative",
            Role::Circumstance => "circumstance",
            Role::Condition => "condition",
            Role::Awaited => "awaited",
            Role::Aside => "aside",
            Role::Quotation => "quotation",
        }
    }
}

/// What a segment is the object of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Governor {
    /// Of nothing.
    None,
    /// Of an operator.
    Operator(OperatorId),
    /// Of what an operator announces, whatever it makes of other objects: "denies this: it paid".
    Announced(OperatorId),
    /// Of a word that is no operator of the lexicon, before this token.
    Unknown(usize),
}

/// What a coordinated segment takes from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// Nothing but the subject: "did not tell the staff and closed the depot".
    Own,
    /// What changes its verb, too: "did not tell the staff or close the depot".
    Shared,
    /// One or the other: "has not told the staff and closed the depot".
    Unclear,
}

/// A clause, in one piece or in several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What it is for its parent.
    pub role: Role,
    /// The segment that it hangs on.
    pub parent: Option<SegmentId>,
    /// Its tokens.
    pub pieces: Vec<Range<usize>>,
    /// What it is the object of.
    pub governor: Governor,
    /// What judges it from behind: "the claim that it closed *is false*".
    pub judge: Option<OperatorId>,
    /// The segment that it is joined to.
    pub joined: Option<(SegmentId, Sharing)>,
    /// Of an aside that says who says the rest: what credits them.
    pub remark: Option<OperatorId>,
    /// The first token.
    pub first: usize,
    /// Where it could be attached in more than one way that matters.
    pub is_unclear: bool,
    /// Whether a word of contrast begins it: "but the union denies it".
    pub is_contrast: bool,
    pub(super) shape: Shape,
}

/// What the cutter needs to know of a segment while it is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Whether a comma ends it, as one began it or it opened the sentence.
    pub(super) ends_at_comma: bool,
    /// Whether it opens the segment that it hangs on.
    pub(super) is_fronted: bool,
    /// Whether a dash ends it.
    pub(super) ends_at_dash: bool,
    /// The last verb in it.
    pub(super) last_verb: Option<usize>,
    /// The last operator in it that still waits for a clause.
    pub(super) pending: Option<OperatorId>,
    /// Whether it has words before this point.
    pub(super) has_words: bool,
    /// Whether it has a finite auxiliary verb.
    pub(super) has_auxiliary: bool,
    /// Whether it has a verb that may have a subject.
    pub(super) has_finite: bool,
}

impl Segment {
    /// Returns true if it has a verb that is known.
    pub fn has_verb(&self) -> bool {
        self.shape.last_verb.is_some()
    }

    /// Returns true if it has a verb that may have a subject.
    pub fn has_finite(&self) -> bool {
        self.shape.has_finite
    }

    /// The last verb in it.
    pub fn last_verb(&self) -> Option<usize> {
        self.shape.last_verb
    }

    /// Returns true if it has a finite auxiliary verb.
    pub fn has_auxiliary(&self) -> bool {
        self.shape.has_auxiliary
    }

    /// Returns true if it has words, besides those that open it.
    pub fn has_words(&self) -> bool {
        self.shape.has_words
    }

    /// Returns true if brackets or dashes set it apart.
    pub fn is_bracketed(&self) -> bool {
        !self.shape.ends_at_comma
    }

    /// Makes the next comma end it.
    pub(super) fn end_at_comma(&mut self) {
        self.shape.ends_at_comma = true;
    }

    /// Returns true if the token is in it.
    pub fn holds(&self, at: usize) -> bool {
        self.pieces.iter().any(|piece| piece.contains(&at))
    }
}
