//! Segments: the clauses of a sentence, with what they hang on. A stack of open segments is carried from word to word; each rule that opens
//! or closes one is a function with a sentence that shows it.

use super::CueHit;
use super::effect::governs;
use super::line::Line;
use super::operator::Operator;
use super::token::{Mark, Token};
use crate::id::{IdVec, OperatorId, SegmentId};
use crate::lexicon::{Class, Cue, Lexicon};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::{Deref, Range};

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
    /// What stands apart between marks: ", a firm of Ghent,", "(says the mayor)".
    Aside,
    /// What stands between quotation marks, or behind a colon that announces it.
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
    shape: Shape,
}

/// What the cutter needs to know of a segment while it is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shape {
    /// Whether a comma ends it, as one began it or it opened the sentence.
    ends_at_comma: bool,
    /// Whether it opens the segment that it hangs on.
    is_fronted: bool,
    /// Whether a dash ends it.
    ends_at_dash: bool,
    /// The last verb in it.
    last_verb: Option<usize>,
    /// The last operator in it that still waits for a clause.
    pending: Option<OperatorId>,
    /// Whether it has words before this point.
    has_words: bool,
    /// Whether it has a finite auxiliary verb.
    has_auxiliary: bool,
    /// Whether it has a verb that may have a subject.
    has_finite: bool,
}

impl Segment {
    /// Returns true if a verb that is known stands in it.
    pub fn has_verb(&self) -> bool {
        self.shape.last_verb.is_some()
    }

    /// The last verb in it.
    pub fn last_verb(&self) -> Option<usize> {
        self.shape.last_verb
    }

    /// Returns true if a finite auxiliary verb stands in it.
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

    /// Returns true if the token stands in it.
    pub fn holds(&self, at: usize) -> bool {
        self.pieces.iter().any(|piece| piece.contains(&at))
    }
}

/// The segments of a sentence.
pub(super) struct Cut {
    pub segments: IdVec<SegmentId, Segment>,
    pub owners: Vec<SegmentId>,
    pub asked: Vec<Range<usize>>,
}

/// What may open a clause at a token: the kinds, each with the token behind its words.
type Openers = BTreeMap<usize, Vec<(Cue, usize)>>;

/// Cuts a sentence into segments.
pub(super) fn segments(
    tokens: &[Token],
    opens: &[Cell<bool>],
    operators: &IdVec<OperatorId, Operator>,
    hits: &[CueHit],
    lexicon: &Lexicon,
) -> Cut {
    let mut cutter = Cutter {
        line: Line { tokens, operators, opens, has_infinitive_endings: lexicon.has_infinitive_endings() },
        opens,
        openers: openers(tokens, hits),
        next_mark: next_marks(tokens),
        lexicon,
        segments: IdVec::default(),
        owners: vec![ROOT; tokens.len()],
        stack: Vec::new(),
        asked: Vec::new(),
        asked_from: 0,
        aparts: hits
            .iter()
            .filter(|hit| matches!(hit.cue, Cue::Apart | Cue::Instead))
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

fn openers(tokens: &[Token], hits: &[CueHit]) -> Openers {
    let mut openers = Openers::new();
    // "Rien n'indique que": within a longer phrase, "n'… que" limits nothing.
    let is_phrase = |other: &&CueHit| other.verb.is_none() && governs(other.cue);
    let phrases: Vec<&CueHit> = hits.iter().filter(is_phrase).collect();
    // "Confirmer plus tard que": behind a verb that waits for a clause, nothing is compared.
    let waits = |other: &CueHit| {
        let waiting = |hit: &CueHit| hit.verb.is_some_and(|verb| verb.takes.clause.is_some()) && hit.span.end < other.span.start;
        hits.iter().any(|hit| waiting(hit) && other.span.start - hit.span.end == 1)
    };
    let limits = |other: &CueHit| {
        let is_part = |phrase: &&&CueHit| phrase.span != other.span && phrase.span.covers(other.span);
        other.cue == Cue::NoClause && !waits(other) && !phrases.iter().any(|phrase| is_part(&phrase))
    };
    for hit in hits.iter().filter(|hit| hit.cue.begins_clause() || hit.cue == Cue::Contrast) {
        let first = tokens.partition_point(|token| token.span.end <= hit.span.start);
        let end = first + tokens[first..].partition_point(|token| token.span.start < hit.span.end);
        // "As far as we know", "if anything": a word within a phrase begins nothing.
        let colours = |cue: Cue| matches!(cue, Cue::Restricted | Cue::Possible | Cue::Hearsay | Cue::Nothing);
        let is_inside = |other: &CueHit| {
            (!other.is_parted || colours(other.cue)) && other.span.covers(hit.span) && other.span.end > hit.span.end
        };
        let is_none = hits.iter().any(|other| {
            other.span.covers(hit.span) && limits(other)
                || !other.cue.begins_clause() && other.cue != Cue::Contrast && is_inside(other)
        });
        if first < end && !is_none {
            openers.entry(first).or_default().push((hit.cue, end));
        }
    }
    openers
}

/// For each token, the next one that is a mark, itself included.
fn next_marks(tokens: &[Token]) -> Vec<usize> {
    let mut next = vec![tokens.len(); tokens.len() + 1];
    for (at, token) in tokens.iter().enumerate().rev() {
        next[at] = if token.is_word() || token.mark == Mark::Stop { next[at + 1] } else { at };
    }
    next
}

pub(super) struct Cutter<'a> {
    line: Line<'a>,
    /// Which tokens open a clause.
    opens: &'a [Cell<bool>],
    openers: Openers,
    next_mark: Vec<usize>,
    pub lexicon: &'a Lexicon,
    pub segments: IdVec<SegmentId, Segment>,
    owners: Vec<SegmentId>,
    pub stack: Vec<SegmentId>,
    asked: Vec<Range<usize>>,
    asked_from: usize,
    /// Where words begin that set somebody apart: "contrary to".
    aparts: Vec<Range<usize>>,
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
        let mark = self.tokens[at].mark;
        match mark {
            Mark::Word => return self.word(at),
            Mark::Comma => self.comma(at),
            Mark::Semicolon => self.next_statement(at),
            Mark::Colon => self.colon(at),
            Mark::Dash => self.dash(at),
            Mark::Opening => {
                self.take(at, at + 1);
                let id = self.open(Role::Aside, Governor::None, at + 1);
                self.segments[id].shape.ends_at_comma = false;
                self.note_remark(at + 1);
            }
            Mark::Closing => self.close_aside(at),
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
        self.tokens.get(apart.end).is_some_and(|next| next.begins_value()).then_some(apart.end)
    }

    pub fn top(&self) -> SegmentId {
        self.stack.last().copied().unwrap_or(ROOT)
    }

    pub fn top_segment(&self) -> &Segment {
        &self.segments[self.top()]
    }

    /// Opens a segment that hangs on the one on top.
    pub fn open(&mut self, role: Role, governor: Governor, first: usize) -> SegmentId {
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

    /// Opens a segment that stands beside `other` and is governed as it is.
    pub fn open_beside(&mut self, other: SegmentId, first: usize, sharing: Sharing) -> SegmentId {
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
    pub fn close_to(&mut self, segment: SegmentId) {
        while self.stack.len() > 1 && self.top() != segment {
            self.stack.pop();
        }
    }

    /// Closes the one on top, unless it is the root.
    fn close(&mut self) {
        if self.stack.len() > 1 {
            self.stack.pop();
        }
    }

    /// Gives tokens to the segment on top.
    pub fn take(&mut self, from: usize, to: usize) {
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

    /// The token behind the words that no mark parts from `from`.
    pub fn stretch_end(&self, from: usize) -> usize {
        self.next_mark.get(from).copied().unwrap_or(self.tokens.len())
    }

    /// The kinds of clause that may begin at a token, as they are written.
    pub fn raw_openers(&self, at: usize) -> &[(Cue, usize)] {
        self.openers.get(&at).map_or(&[], Vec::as_slice)
    }

    /// What kind of clause begins at a token, and the token behind the words that open it.
    fn opener(&self, at: usize) -> Option<(Cue, usize)> {
        let raw = self.raw_openers(at);
        if self.tokens[at].value.is_some() {
            return None;
        }
        if self.aparts.iter().any(|apart| apart.contains(&at)) {
            return None;
        }
        // "As far as the council knows": the words of a phrase that only colours.
        if self.tokens[at].operator.is_some_and(|id| {
            let operator = &self.operators[id];
            operator.verb.is_none() && operator.tokens.start == at && raw.iter().all(|(_, end)| *end < operator.tokens.end)
        }) {
            return None;
        }
        let of = |kind: Cue| raw.iter().filter(|(cue, _)| *cue == kind).map(|(_, end)| *end).max();
        let longest = raw.iter().map(|(_, end)| *end).max()?;
        // "It was not X that": the word belongs to a phrase, which tells of the clause.
        let held = self.tokens[at].operator.filter(|id| {
            let operator = &self.operators[id];
            operator.verb.is_none() && operator.governs() && operator.tokens.end == longest && operator.tokens.start < at
        });
        if held.is_some() && raw.iter().any(|(cue, _)| matches!(cue, Cue::Relative | Cue::Complementizer)) {
            return Some((Cue::Complementizer, longest));
        }
        let pending = self.pending_operator(at);
        let asks = || pending.is_some_and(|id| self.operators[id].takes_question());
        let is_first = !self.top_segment().shape.has_words;
        for kind in [Cue::Condition, Cue::Awaited, Cue::Reporting, Cue::Subordinator, Cue::Contrast] {
            if let Some(end) = of(kind).filter(|end| *end == longest) {
                if matches!(kind, Cue::Awaited | Cue::Subordinator) && self.is_preposition(at, end)
                    || kind == Cue::Reporting && !self.has_verb(end..self.stretch_end(end))
                {
                    return None;
                }
                if kind == Cue::Condition && of(Cue::Interrogative).is_some() && asks() {
                    return Some((Cue::Interrogative, end));
                }
                return Some((kind, end));
            }
        }
        if let Some(end) = of(Cue::Interrogative) {
            let joins = self.tokens[at].class.is(Class::COORDINATOR);
            return (asks() || !joins || is_first).then_some((Cue::Interrogative, end));
        }
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let may_be_article = self.tokens[at].class.is(Class::DETERMINER);
        // "Van dat gebruik"; but "spreekt tegen dat".
        if may_be_article
            && before.is_some_and(|before| before.is_word() && before.class.is(Class::PREPOSITION) && before.operator.is_none())
        {
            return None;
        }
        // ", das Werk zu schließen"
        if may_be_article && self.is_infinitive_clause(at..self.stretch_end(at)) {
            return None;
        }
        let tells_of_noun = self.stands_behind_noun(at);
        match (of(Cue::Complementizer), of(Cue::Relative)) {
            (Some(end), _) if self.operator_before(at).is_some() => Some((Cue::Complementizer, end)),
            (Some(_), Some(end)) if tells_of_noun && self.stands_in_phrase(at) => Some((Cue::Relative, end)),
            (Some(_), Some(end)) if tells_of_noun && !is_first && !self.waits_on_top(at) => Some((Cue::Relative, end)),
            (Some(end), _) if pending.is_some() => Some((Cue::Complementizer, end)),
            (_, Some(end)) if tells_of_noun => Some((Cue::Relative, end)),
            (Some(end), _) if is_first && !self.is_article(at) => Some((Cue::Complementizer, end)),
            (Some(end), None) => Some((Cue::Complementizer, end)),
            (None, Some(end)) if !may_be_article => Some((Cue::Relative, end)),
            // "It emerged that": a word that no lexicon has may take a clause.
            (Some(end), Some(_)) if !self.is_article(at) => Some((Cue::Complementizer, end)),
            _ => None,
        }
    }

    /// Returns true if the segment on top waits for a clause, or a mark ends it: "plans to cut jobs, according to a paper that …" waits below.
    fn waits_on_top(&self, at: usize) -> bool {
        let is_behind_mark = at.checked_sub(1).is_some_and(|before| !self.tokens[before].is_word());
        self.stack.len() < 2 || is_behind_mark || self.top_segment().shape.pending.is_some()
    }

    /// Returns true if a word that opens clauses is a preposition here: "before 1 July", "the year before the crash shows that".
    fn is_preposition(&self, at: usize, end: usize) -> bool {
        if !self.tokens[at].class.is(Class::PREPOSITION) {
            return false;
        }
        let stretch = end..self.stretch_end(end);
        let begins_value = self.tokens.get(end).is_some_and(|next| next.begins_value());
        let verb = stretch.clone().find(|at| self.is_verb(*at));
        let has_object = verb.is_some_and(|verb| {
            let operator = self.tokens[verb].operator.map(|id| &self.operators[id]);
            operator.is_some_and(|operator| operator.takes_clause() && !self.raw_openers(operator.tokens.end).is_empty())
        });
        begins_value
            || verb.is_none() && !self.tokens.get(end).is_some_and(|next| next.class.is(Class::PRONOUN | Class::GERUND))
            || has_object
    }

    /// Returns true if a word that opens clauses is an article here: "dat bericht", "that report".
    fn is_article(&self, at: usize) -> bool {
        let next_is_verb = self.leading_verb(at + 1).is_some();
        // "Dat de stad hem verkocht": an article has no other one behind it.
        let begins_clause = self.tokens.get(at + 1).is_some_and(|next| {
            next.is_word()
                && (next.is_capital || next.class.is(Class::DETERMINER | Class::PRONOUN))
                && !next.class.is(Class::AUXILIARY)
        });
        if begins_clause {
            return false;
        }
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let follows_verb = before.is_none_or(|before| !before.is_content());
        self.tokens[at].class.is(Class::DETERMINER) && follows_verb && (next_is_verb || before.is_none())
    }

    /// Returns true if a noun, a name or what stands for one stands right before, past a comma.
    fn stands_behind_noun(&self, at: usize) -> bool {
        let Some(mut before) = at.checked_sub(1) else { return false };
        let is_comma = self.tokens[before].mark == Mark::Comma;
        if is_comma || matches!(self.tokens[before].mark, Mark::Closing | Mark::QuoteClosing) {
            let Some(earlier) = before.checked_sub(1) else { return false };
            before = earlier;
        }
        let token = &self.tokens[before];
        let is_verb = token.operator.is_some() && self.is_verb(before) || token.class.is(Class::AUXILIARY);
        let is_preposition = token.class.is(Class::PREPOSITION) && !token.class.is(Class::DETERMINER);
        let stands_for_one = token.class.is(Class::PRONOUN | Class::DETERMINER);
        !token.is_word() || (token.is_content() || stands_for_one || is_preposition || is_comma) && (!is_verb || is_comma)
    }

    /// Returns true if a preposition governs the noun right before: "warned about the bonds that sank it". A date or a name in such a phrase tells
    /// nothing: "said on Monday that", "zei in Brussel dat".
    fn stands_in_phrase(&self, at: usize) -> bool {
        let Some(noun) = at.checked_sub(1).filter(|_| self.lexicon.bare_clauses) else { return false };
        let mut before = noun;
        while let Some(earlier) = before.checked_sub(1) {
            let token = &self.tokens[earlier];
            if !token.is_word() || self.is_verb(earlier) {
                return false;
            }
            if token.class.is(Class::PREPOSITION) && !token.class.is(Class::INFINITIVE_MARK) {
                let has_article = token.class.is(Class::DETERMINER) || self.tokens[earlier + 1].class.is(Class::DETERMINER);
                return has_article && !(earlier + 1..at).any(|at| self.tokens[at].is_capital || self.tokens[at].begins_value());
            }
            before = earlier;
        }
        false
    }

    /// The operator whose words end right before a token, or hold it: "the rumour that".
    fn operator_before(&self, at: usize) -> Option<OperatorId> {
        let own = self.tokens.get(at).and_then(|token| token.operator);
        let before = at.checked_sub(1).and_then(|before| self.tokens[before].operator);
        own.or(before).filter(|id| self.operators[id].takes_clause() || self.operators[id].cue == Cue::Hypothetical)
    }

    /// The operator of an open segment that waits for a clause: that of the one on top, else of those below.
    pub fn pending_operator(&self, at: usize) -> Option<OperatorId> {
        let own = self.tokens.get(at).and_then(|token| token.operator).filter(|id| self.operators[id].takes_clause());
        own.or_else(|| self.stack.iter().rev().find_map(|id| self.segments[id].shape.pending))
    }

    fn open_clause(&mut self, at: usize, end: usize, cue: Cue) {
        let role = match cue {
            Cue::Complementizer => Role::Complement,
            Cue::Interrogative => Role::Question,
            Cue::Relative => Role::Relative,
            Cue::Condition => Role::Condition,
            Cue::Awaited => Role::Awaited,
            _ => Role::Circumstance,
        };
        let governor = match role {
            Role::Complement | Role::Question => self.governor(at),
            _ => Governor::None,
        };
        if let Governor::Operator(id) = governor {
            // What stands between the operator and its object has ended.
            if let Some(holder) = self.stack.iter().rev().copied().find(|open| self.segments[open].shape.pending == Some(id)) {
                self.close_to(holder);
                self.segments[holder].shape.pending = None;
            }
        }
        let id = self.open(role, governor, at);
        if self.segments[id].shape.is_fronted {
            self.segments[id].shape.ends_at_comma = true;
        }
        for opener in at..end {
            self.opens[opener].set(true);
        }
        if cue == Cue::Reporting {
            // "As the mayor says, it closed."
            let remark = self.remark(end..self.stretch_end(end));
            let statement = self.segments[id].parent;
            self.segments[id].remark = remark;
            // "…, not 45 as the union claims": only the number that another one takes the place of.
            let is_replaced = statement.is_some_and(|open| {
                let open = &self.segments[open];
                let has_value = || (open.first..at).any(|at| self.tokens[at].begins_value());
                open.role == Role::Aside && !open.shape.has_finite && (self.negates(open.first) || has_value())
            });
            if !is_replaced {
                self.segments[id].parent = self.outermost(statement);
            }
        }
        self.take(at, end);
        self.segments[id].shape.has_words = false;
        // The words of the operator itself may open its object: it does not wait for another.
        if self.segments[id].shape.pending.is_some_and(|own| self.operators[own].tokens.start < at) {
            self.segments[id].shape.pending = None;
        }
    }

    fn governor(&self, at: usize) -> Governor {
        if let Some(id) = self.operator_before(at).or_else(|| self.pending_operator(at)) {
            return Governor::Operator(id);
        }
        match self.top_segment().shape.has_words {
            true => Governor::Unknown(at.saturating_sub(1)),
            false => Governor::None,
        }
    }

    /// "…; the union says it did not": a new statement.
    pub fn next_statement(&mut self, at: usize) {
        self.take(at, at + 1);
        let statement = self.statement();
        self.open_beside(statement, at + 1, Sharing::Own);
        self.asked_from = at + 1;
    }

    /// "X denies this: it paid": what a colon announces is said by whoever the words before it credit. Before a value it announces none.
    fn colon(&mut self, at: usize) {
        self.take(at, at + 1);
        let behind = at + 1..self.stretch_end(at + 1);
        if self.tokens.get(at + 1).is_some_and(|next| next.begins_value()) && !behind.into_iter().any(|at| self.is_verb(at)) {
            return;
        }
        let announced = self.stack.iter().rev().find_map(|id| self.segments[id].shape.pending).filter(|id| self.commits(*id));
        let statement = self.statement();
        self.close_to(statement);
        match announced {
            Some(id) => _ = self.open(Role::Quotation, Governor::Announced(id), at + 1),
            None => _ = self.open_beside(statement, at + 1, Sharing::Own),
        }
        self.asked_from = at + 1;
    }

    fn close_aside(&mut self, at: usize) {
        if let Some(open) = self.stack.iter().rev().copied().find(|id| {
            let segment = &self.segments[id];
            segment.role == Role::Aside && segment.first > 0 && self.tokens[segment.first - 1].mark == Mark::Opening
        }) {
            self.close_to(open);
            self.take(at, at + 1);
            self.close();
        } else {
            self.take(at, at + 1);
        }
    }

    /// "The mayor – a baker – denies it": dashes set apart.
    fn dash(&mut self, at: usize) {
        if let Some(open) = self.stack.iter().rev().copied().find(|id| self.segments[id].shape.ends_at_dash) {
            self.close_to(open);
            self.take(at, at + 1);
            self.close();
            return;
        }
        self.take(at, at + 1);
        let id = self.open(Role::Aside, Governor::None, at + 1);
        self.segments[id].shape.ends_at_dash = true;
        self.note_remark(at + 1);
    }

    /// “…”, says X; X: “…”. A mark in the middle of a clause quotes some words of it, and cuts nothing.
    fn open_quote(&mut self, at: usize) {
        let before = at.checked_sub(1).map(|before| self.tokens[before].mark);
        let announces = !self.top_segment().shape.has_words || matches!(before, Some(Mark::Colon | Mark::Comma));
        if !announces {
            return self.take(at, at + 1);
        }
        let governor = match self.top_segment().shape.pending {
            Some(id) if before == Some(Mark::Comma) => Governor::Operator(id),
            _ => Governor::None,
        };
        let is_announced = self.top_segment().role == Role::Quotation;
        self.take(at, at + 1);
        if !is_announced {
            self.open(Role::Quotation, governor, at + 1);
        }
        self.asked_from = at + 1;
    }

    fn close_quote(&mut self, at: usize) {
        let open = self.stack.iter().rev().copied().find(|id| self.segments[id].role == Role::Quotation);
        if let Some(open) = open {
            self.close_to(open);
            self.take(at, at + 1);
            self.close();
            self.asked_from = at + 1;
            self.note_remark_behind_quote(at + 1);
        } else {
            self.take(at, at + 1);
        }
    }

    /// A comma ends what one began, what opened the sentence, and asides; it begins remarks and asides.
    fn comma(&mut self, at: usize) {
        let next = at + 1;
        self.take(at, next);
        let end = self.stretch_end(next);
        if self.is_list(next, end) {
            return;
        }
        let remark = self.remark(next..end).filter(|id| self.may_be_remark(*id, next));
        // German parts an object from its verb: ", der sagte, dass".
        let keeps = self.lexicon.verb_second
            && self.top_segment().role != Role::Aside
            && !self.raw_openers(next).is_empty()
            && self.top_segment().shape.pending.is_some();
        let statement = self.statement();
        let open =
            self.stack.iter().rev().copied().take_while(|id| *id != statement).find(|id| self.segments[id].shape.ends_at_comma);
        // "Contrary to what he claims, it closed": a clause that ends before the statement has its verb.
        let waits = !self.segments[statement].shape.has_finite && self.top() != statement && self.top_segment().shape.has_finite;
        let below = || self.stack.iter().rev().copied().take_while(|id| *id != statement).last();
        let ended = open.or_else(|| below().filter(|_| waits)).filter(|_| !keeps);
        if let Some(open) = ended {
            self.close_to(open);
            self.close();
            self.close_complete(statement, next);
        }
        if let Some(id) = remark {
            self.open_remark(id, next);
            return;
        }
        if !self.raw_openers(next).is_empty() || self.tokens.get(next).is_none_or(|token| token.class.is(Class::COORDINATOR)) {
            return;
        }
        if ended.is_none() {
            self.set_apart(next, end);
        }
    }

    /// "The paper, which says that it paid, names no source": with the object of its verb, the clause around it ends as well, if the statement
    /// still waits for a verb.
    fn close_complete(&mut self, statement: SegmentId, next: usize) {
        while self.top() != statement
            && !self.segments[statement].shape.has_finite
            && self.top_segment().shape.ends_at_comma
            && self.top_segment().shape.has_finite
            && self.raw_openers(next).is_empty()
        {
            self.close();
        }
    }

    /// Gives the comma a segment to begin, where it does not end one.
    fn set_apart(&mut self, next: usize, end: usize) {
        let is_closed = self.tokens.get(end).is_some_and(|token| token.mark == Mark::Comma);
        let clause = (next..end).find(|at| !self.raw_openers(*at).is_empty()).unwrap_or(end);
        let has_verb = self.has_verb(next..clause);
        let main_has_verb = self.top_segment().shape.has_finite;
        let waits = self.top_segment().shape.pending.is_some() && self.lexicon.verb_second;
        // "The laboratory, commissioned by the residents, found it": a participle that opens has no subject.
        let is_gerund = self.tokens.get(next).is_some_and(|first| first.class.is(Class::GERUND));
        let is_participial = is_closed && (is_gerund || self.leading_verb(next) == Some(next) && self.may_be_participle(next));
        let is_adverbial = is_closed && (self.aparts.iter().any(|apart| apart.start == next) || self.opens_adverbial(next));
        match (has_verb && !is_participial && !is_adverbial, is_closed) {
            // "Oster, a subsidiary of the mill, closed"; "closed, a spokesman added".
            (false, true) => _ = self.open(Role::Aside, Governor::None, next),
            (false, false) if main_has_verb => _ = self.open(Role::Aside, Governor::None, next),
            // "In May, it closed": what stood before only opens it.
            (true, _) if !main_has_verb => {}
            (true, _) if waits => {}
            (true, _) if self.is_infinitive_clause(next..clause) => {}
            // "The depot closed, the canteen stayed open"; "lost 60 jobs, closing the depot".
            (true, _) => {
                let top = self.top();
                self.open_beside(top, next, Sharing::Own);
            }
            (false, false) => {}
        }
    }

    /// "Torval weigert sich, das Werk zu schließen": the object of the verb before the comma.
    fn is_infinitive_clause(&self, stretch: Range<usize>) -> bool {
        let marked = |at: &usize| {
            self.tokens[*at].class.is(Class::INFINITIVE_MARK) && self.tokens.get(at + 1).is_some_and(|next| next.is_word())
        };
        let mark = stretch.clone().rev().find(marked).filter(|_| self.lexicon.verb_second);
        mark.is_some_and(|mark| mark + 3 >= stretch.end && !stretch.clone().any(|at| at + 1 < mark && self.is_finite(at)))
    }

    /// Returns true if a stretch begins with a preposition that no infinitive follows: "contrary to what the mayor said".
    fn opens_adverbial(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|first| {
            first.class.is(Class::PREPOSITION) && !first.class.is(Class::DETERMINER | Class::INFINITIVE_MARK | Class::AUXILIARY)
        }) && self.top_segment().shape.last_verb.is_some()
    }

    /// "Sold, moved or closed": a comma between the members of a list cuts nothing.
    fn is_list(&self, next: usize, end: usize) -> bool {
        let joins = (next..end).find(|at| self.tokens[*at].class.is(Class::COORDINATOR));
        joins.is_some_and(|joins| {
            joins > next
                && !(next..joins).any(|at| !self.raw_openers(at).is_empty())
                && self.top_segment().shape.last_verb.is_some()
                && (next..joins).filter(|at| self.tokens[*at].is_content()).count() <= 1
                && !(next..joins).any(|at| self.tokens[at].class.is(Class::AUXILIARY))
        })
    }

    /// "The claim that it closed *is* false": a second verb ends a clause about a noun that still waits for its own verb.
    fn resume_at_second_verb(&mut self, at: usize) {
        let top = self.top_segment();
        let is_subordinate = matches!(top.role, Role::Relative | Role::Complement | Role::Question) && !top.shape.ends_at_comma;
        let Some(last) = top.shape.last_verb.filter(|_| is_subordinate && self.is_finite(at)) else { return };
        let last_is_auxiliary = self.tokens[last].class.is(Class::AUXILIARY | Class::AUXILIARY_PART);
        let is_same_group = last_is_auxiliary && (last + 1..at).all(|between| self.is_transparent(between));
        if is_same_group && !self.judges(at) {
            return;
        }
        let waiting = self.stack.iter().rev().skip(1).copied().find(|id| {
            let segment = &self.segments[id];
            segment.shape.last_verb.is_none() && segment.shape.has_words
        });
        if let Some(waiting) = waiting
            && (!self.lexicon.verb_second || self.judges(at))
        {
            self.close_to(waiting);
        }
    }

    /// Returns true if the token begins a predicate that judges a statement: "is false".
    fn judges(&self, at: usize) -> bool {
        self.tokens[at].operator.is_some_and(|id| self.operators[id].cue == Cue::Untrue && self.operators[id].tokens.start == at)
    }

    fn finish(mut self) -> Cut {
        for at in 0..self.tokens.len() {
            let pieces = &mut self.segments[self.owners[at]].pieces;
            match pieces.last_mut().filter(|piece| piece.end == at) {
                Some(piece) => piece.end = at + 1,
                None => pieces.push(at..at + 1),
            }
        }
        self.hang_on_unknown();
        self.judge();
        Cut { segments: self.segments, owners: self.owners, asked: self.asked }
    }

    /// "The mayor pooh-poohed that it closed": where nothing else is the verb of the statement, the word before the clause is one that no
    /// lexicon has.
    fn hang_on_unknown(&mut self) {
        for id in self.segments.ids() {
            let segment = &self.segments[id];
            let may_be_object = self.raw_openers(segment.first).iter().any(|(cue, _)| *cue == Cue::Complementizer);
            let is_close = may_be_object && segment.first > 0 && self.tokens[segment.first - 1].is_word();
            let Some(parent) = segment.parent.filter(|_| segment.role == Role::Relative && is_close) else { continue };
            let statement = &self.segments[parent];
            let goes_on = statement.pieces.iter().any(|piece| {
                piece.end > segment.first && (piece.start.max(segment.first)..piece.end).any(|at| self.tokens[at].is_word())
            });
            let has_words = (statement.first..segment.first).filter(|at| self.tokens[*at].is_content()).count() > 1;
            if statement.role == Role::Main && !statement.shape.has_finite && !goes_on && has_words {
                let governor = Governor::Unknown(segment.first - 1);
                let segment = &mut self.segments[id];
                (segment.role, segment.governor) = (Role::Complement, governor);
            }
        }
    }

    /// "That it closed is denied by the firm", "the report that it closed is false": what judges a clause from behind.
    fn judge(&mut self) {
        for id in self.segments.ids() {
            let segment = &self.segments[id];
            let is_noun_clause = match segment.governor {
                Governor::None => matches!(segment.role, Role::Complement | Role::Question),
                Governor::Operator(governor) => {
                    let operator = &self.operators[governor];
                    operator.cue == Cue::Claimed || operator.verb.is_some() && self.is_named(operator.tokens.start)
                }
                Governor::Unknown(_) => true,
                Governor::Announced(_) => false,
            };
            let (Some(parent), true) = (segment.parent, is_noun_clause) else { continue };
            let behind = segment.pieces.last().map_or(segment.first, |piece| piece.end);
            let judge = self.operators.enumerate().find(|(judge, operator)| {
                let own = self.owners[operator.tokens.start];
                let is_beside = own == parent || self.segments[own].joined.is_some_and(|(other, _)| other == parent);
                operator.tokens.start >= behind
                    && is_beside
                    && (operator.takes_clause() || operator.takes_question())
                    && !self.segments.iter().any(|other| other.governor == Governor::Operator(*judge))
            });
            if let Some((judge, _)) = judge {
                match self.segments[id].governor {
                    Governor::None => self.segments[id].governor = Governor::Operator(judge),
                    _ => self.segments[id].judge = Some(judge),
                }
            }
        }
    }
}
