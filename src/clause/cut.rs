//! Cuts a sentence into segments: a stack of open segments is carried from word to word, and each rule that opens or closes one is a function
//! with a sentence that shows it.

use super::CueHit;
use super::line::Line;
use super::openers::{Openers, openers};
use super::operator::Operator;
use super::segment::{Governor, ROOT, Role, Segment, Shape, Sharing};
use super::token::{Mark, Token};
use crate::id::{IdVec, OperatorId, SegmentId};
use crate::lexicon::{Class, Cue, Lexicon};
use std::cell::Cell;
use std::ops::{Deref, Range};

/// The segments of a sentence.
pub(super) struct Cut {
    pub segments: IdVec<SegmentId, Segment>,
    pub owners: Vec<SegmentId>,
    pub asked: Vec<Range<usize>>,
}

/// Cuts a sentence into segments.
pub(super) fn segments(
    tokens: &[Token],
    opens: &[Cell<bool>],
    operators: &IdVec<OperatorId, Operator>,
    hits: &[CueHit],
    lexicon: &Lexicon,
) -> Cut {
    let mut cutter = Cutter {
        line: Line {
            tokens,
            operators,
            opens,
            has_infinitive_endings: lexicon.has_infinitive_endings(),
            is_verb_second: lexicon.verb_second,
        },
        opens,
        openers: openers(tokens, hits),
        next_mark: next_marks(tokens),
        lexicon,
        segments: IdVec::default(),
        owners: vec![ROOT; tokens.len()],
        stack: Vec::new(),
        asked: Vec::new(),
        asked_from: 0,
        brackets: Vec::new(),
        aparts: hits
            .iter()
            .filter(|hit| matches!(hit.cue, Cue::Apart | Cue::Instead | Cue::Outranked))
            .map(|hit| {
                let first = tokens.partition_point(|token| token.span.end <= hit.span.start);
                first..first + tokens[first..].partition_point(|token| token.span.start < hit.span.end)
            })
            .collect(),
    };
    cutter.open(Role::Main, Governor::None, 0);
    let mut at = 0;
    while at < tokens.len() {
        at = cutter.step(at);
    }
    cutter.finish()
}

/// For each token, the next one that is a mark, itself included.
fn next_marks(tokens: &[Token]) -> Vec<usize> {
    let mut next = vec![tokens.len(); tokens.len() + 1];
    for (at, token) in tokens.iter().enumerate().rev() {
        next[at] = if token.is_word() || token.mark == Mark::Stop { next[at + 1] } else { at };
    }
    next
}

/// A sentence that is being cut, with its open segments.
pub(super) struct Cutter<'a> {
    pub(super) line: Line<'a>,
    /// Which tokens open a clause.
    pub(super) opens: &'a [Cell<bool>],
    pub(super) openers: Openers,
    pub(super) next_mark: Vec<usize>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) segments: IdVec<SegmentId, Segment>,
    pub(super) owners: Vec<SegmentId>,
    pub(super) stack: Vec<SegmentId>,
    pub(super) asked: Vec<Range<usize>>,
    pub(super) asked_from: usize,
    /// How many segments were open before each bracket that is.
    pub(super) brackets: Vec<usize>,
    /// Where words begin that set somebody apart: "contrary to".
    pub(super) aparts: Vec<Range<usize>>,
}

impl<'a> Deref for Cutter<'a> {
    type Target = Line<'a>;

    fn deref(&self) -> &Line<'a> {
        &self.line
    }
}

impl Cutter<'_> {
    /// Takes the next token; gives the one behind what was taken.
    fn step(&mut self, at: usize) -> usize {
        // "101 - 500": a mark within a value parts nothing.
        if self.tokens[at].value.is_some_and(|value| !value.is_first) {
            self.take(at, at + 1);
            return at + 1;
        }
        match self.tokens[at].mark {
            Mark::Word => return self.word(at),
            Mark::Comma => self.comma(at),
            Mark::Semicolon => self.next_statement(at),
            Mark::Colon => self.colon(at),
            Mark::Dash => self.dash(at),
            Mark::Opening => {
                self.take(at, at + 1);
                self.brackets.push(self.stack.len());
                let id = self.open(Role::Aside, Governor::None, at + 1);
                self.segments[id].shape.ends_at_comma = false;
                self.note_remark(at + 1);
            }
            Mark::Closing => self.close_bracket(at),
            Mark::QuoteOpening => self.open_quote(at),
            Mark::QuoteClosing => self.close_quote(at),
            Mark::Question => {
                self.take(at, at + 1);
                self.asked.push(self.asked_from..at);
                self.asked_from = at + 1;
            }
            Mark::Stop => self.take(at, at + 1),
        }
        at + 1
    }

    fn word(&mut self, at: usize) -> usize {
        if let Some(end) = self.replaced_value(at) {
            self.take(at, end);
            self.open(Role::Aside, Governor::None, end);
            return end;
        }
        if let Some((cue, end)) = self.opener(at) {
            if cue == Cue::Contrast {
                if self.contrast(at) {
                    self.take(at, end);
                    return end;
                }
            } else {
                self.open_clause(at, end, cue);
                return end;
            }
        }
        if self.tokens[at].class.is(Class::COORDINATOR) && self.coordinate(at) {
            return at + 1;
        }
        self.resume_at_second_verb(at);
        self.take(at, at + 1);
        at + 1
    }

    /// "60, et non 45": where the words end that set a number apart which another one takes the place of.
    fn replaced_value(&self, at: usize) -> Option<usize> {
        let apart = self.aparts.iter().find(|apart| apart.start == at)?;
        // "The overrun compared with the 121 million is 45 %": nothing before it could be replaced.
        let shape = &self.top_segment().shape;
        if !shape.has_finite && !(self.top_segment().first..at).any(|at| self.tokens[at].begins_value()) {
            return None;
        }
        self.tokens.get(apart.end).is_some_and(|next| next.begins_value()).then_some(apart.end)
    }

    pub(super) fn top(&self) -> SegmentId {
        self.stack.last().copied().unwrap_or(ROOT)
    }

    pub(super) fn top_segment(&self) -> &Segment {
        &self.segments[self.top()]
    }

    /// Opens a segment that hangs on the one on top.
    pub(super) fn open(&mut self, role: Role, governor: Governor, first: usize) -> SegmentId {
        let id = self.segments.end();
        let parent = self.stack.last().copied();
        let is_fronted = parent.is_some_and(|parent| !self.segments[parent].shape.has_words);
        let is_behind_comma = first > 0 && self.tokens.get(first - 1).is_some_and(|token| token.mark == Mark::Comma);
        self.segments.push(Segment {
            role,
            parent,
            pieces: Vec::new(),
            governor,
            judge: None,
            joined: None,
            remark: None,
            first,
            is_unclear: false,
            is_contrast: false,
            shape: Shape { ends_at_comma: is_behind_comma, is_fronted, ..Shape::default() },
        });
        self.stack.push(id);
        id
    }

    /// Opens a segment beside `other`, with the same governor.
    pub(super) fn open_beside(&mut self, other: SegmentId, first: usize, sharing: Sharing) -> SegmentId {
        while self.stack.len() > 1 && self.stack.contains(&other) {
            self.stack.pop();
        }
        let (role, governor, parent, shape) = {
            let other = &self.segments[other];
            (other.role, other.governor, other.parent, other.shape)
        };
        let id = self.open(role, governor, first);
        let segment = &mut self.segments[id];
        segment.parent = parent;
        segment.joined = Some((other, sharing));
        segment.shape.ends_at_comma = shape.ends_at_comma;
        segment.shape.is_fronted = shape.is_fronted;
        segment.shape.ends_at_dash = shape.ends_at_dash;
        id
    }

    /// Closes the segments above `segment`.
    pub(super) fn close_to(&mut self, segment: SegmentId) {
        while self.stack.len() > 1 && self.top() != segment {
            self.stack.pop();
        }
    }

    /// Closes the one on top, unless it is the root.
    pub(super) fn close(&mut self) {
        if self.stack.len() > 1 {
            self.stack.pop();
        }
    }

    /// Gives tokens to the segment on top.
    pub(super) fn take(&mut self, from: usize, to: usize) {
        let top = self.top();
        for at in from..to {
            self.owners[at] = top;
            let token = &self.tokens[at];
            let (is_verb, is_finite) = (self.is_verb(at), self.is_finite(at));
            let waits = token.operator.filter(|id| {
                let operator = &self.operators[id];
                (operator.takes_clause() || operator.takes_question()) && !self.is_noun(at, operator)
            });
            let shape = &mut self.segments[top].shape;
            shape.has_words |= token.is_word() && !token.class.is(Class::COORDINATOR);
            shape.has_auxiliary |= token.class.is(Class::AUXILIARY);
            shape.has_finite |= is_finite;
            if is_verb {
                shape.last_verb = Some(at);
            }
            if waits.is_some() {
                shape.pending = waits;
            }
        }
    }

    /// The token after the words from `from` up to the next mark.
    pub(super) fn stretch_end(&self, from: usize) -> usize {
        self.next_mark.get(from).copied().unwrap_or(self.tokens.len())
    }
}
