//! Remarks that say who says the rest of the sentence: ", the mayor says,", "“…”, a dit le maire", "(according to the union)".

use super::cut::Cutter;
use super::effect::{Outcome, effect};
use super::segment::{Governor, Role};
use super::token::{Mark, ValueKind};
use crate::id::{OperatorId, SegmentId};
use crate::lexicon::{Class, Cue};
use std::ops::Range;

impl Cutter<'_> {
    /// `remark = [small] attribution name / [small] verb [subject] *adjunct / [small] subject verb *adjunct`, as `so the mayor says`
    ///
    /// The operator of a stretch of tokens that only tells who says the words around it.
    pub(super) fn remark(&self, stretch: Range<usize>) -> Option<OperatorId> {
        // "…, and the university has published the list" is a statement; "…, or so the union says" is a remark.
        if self
            .tokens
            .get(stretch.start)
            .is_none_or(|first| first.class.is(Class::COORDINATOR) && !first.class.is(Class::ALTERNATIVE))
            || !self.raw_openers(stretch.start).is_empty() && !self.attributes(stretch.start)
        {
            return None;
        }
        let (at, id) = self.remark_operator(stretch.clone()).filter(|(_, id)| self.may_remark(*id, stretch.start))?;
        if matches!(self.operators[id].cue, Cue::Attribution | Cue::AttributionAfter) {
            return (!self.tells_number(id, stretch)).then_some(id);
        }
        let end = self.operators[id].tokens.end.min(stretch.end);
        // "… said a clerk who had seen it": a clause within the remark belongs to it. "The mayor said that" is none.
        let inner = (end..stretch.end).find(|at| !self.raw_openers(*at).is_empty());
        let is_object = |(cue, _): &(Cue, usize)| matches!(cue, Cue::Complementizer | Cue::Interrogative);
        if inner == Some(end) && self.raw_openers(end).iter().any(is_object) {
            return None;
        }
        let stretch = stretch.start..inner.unwrap_or(stretch.end);
        // "Commissioned by the residents": a participle that opens has no subject.
        let follows_preposition =
            self.tokens.get(end).is_some_and(|next| next.class.is(Class::PREPOSITION) && !next.class.is(Class::DETERMINER));
        if self.leading_verb(stretch.start) == Some(at) && self.may_be_participle(at) && follows_preposition {
            return None;
        }
        // "On dit", "murmure-t-on": anybody is nobody.
        // "One says", but "one keeper says".
        let is_generic = |at: usize| {
            self.tokens[at].class.is(Class::GENERIC)
                && !self.tokens.get(at + 1).is_some_and(|next| next.is_content() && !self.is_verb(at + 1))
        };
        let is_anybody = is_generic(at) || (stretch.start..at).chain(end..stretch.end.min(end + 1)).any(is_generic);
        // "…, not an hour before they *saw* it": what is denied before its verb is no remark.
        let is_denied = (stretch.start..at).any(|before| self.negates(before));
        // "Its *chair* told *members*": a noun that a rule asks about stands in a remark as any other does; so does what is right behind a
        // finite verb of saying.
        let is_noun = |at: usize| self.is_named(at) || at == end && self.is_finite(end - 1);
        let is_free = |at: usize| {
            (!self.tokens[at].is_predicate || is_noun(at))
                && self.raw_openers(at).iter().all(|(cue, _)| *cue == Cue::Subordinator)
        };
        let says_nothing_else = stretch.clone().all(|at| is_free(at) || self.tokens[at].operator == Some(id));
        (!is_anybody && !is_denied && says_nothing_else && !self.is_statement_with(id, at, stretch)).then_some(id)
    }

    /// "According to the union 100": behind whoever is named, a number of their own.
    fn tells_number(&self, id: OperatorId, stretch: Range<usize>) -> bool {
        let name = (self.operators[id].tokens.end..stretch.end)
            .skip_while(|at| !self.tokens[*at].is_content() || self.tokens[*at].value.is_some());
        let is_number = |at: usize| self.tokens[at].value.is_some_and(|value| value.is_first && value.kind == ValueKind::Number);
        name.into_iter().skip(1).any(|at| is_number(at) && self.tokens[at - 1].is_content())
    }

    /// The operator in a stretch that may say who says the rest, and its token: the first "according to", else the first verb of saying.
    fn remark_operator(&self, stretch: Range<usize>) -> Option<(usize, OperatorId)> {
        let mut verb = None;
        for at in stretch {
            let Some(id) = self.tokens[at].operator else { continue };
            let operator = &self.operators[id];
            if matches!(operator.cue, Cue::Attribution | Cue::AttributionAfter) {
                return Some((at, id));
            }
            let may_be_verb = (self.is_finite_group(at) || operator.verb.is_none()) && (self.credits(id) || self.foresees(id));
            let is_asked = self.tokens[operator.tokens.start].is_predicate;
            if verb.is_none() && may_be_verb && !is_asked {
                verb = Some((at, id));
            }
        }
        verb
    }

    /// Returns true if a verb of saying has more beside it than its subject, so that the stretch is a statement: "the mayor announced a plan".
    fn is_statement_with(&self, id: OperatorId, at: usize, stretch: Range<usize>) -> bool {
        let end = self.operators[id].tokens.end.min(stretch.end);
        let has_subject = (stretch.start..at).any(|at| {
            let token = &self.tokens[at];
            token.is_content() || token.class.is(Class::PRONOUN) && !token.class.is(Class::CLITIC)
        });
        // "Gezegd had" is one verb; "had said it would" is two.
        let is_same = |at: usize| (end..=at).all(|between| self.is_transparent(between));
        let has_other_verb = (end..stretch.end).any(|at| self.is_finite(at) && !is_same(at));
        let has_object = self
            .tokens
            .get(end)
            .filter(|_| end < stretch.end)
            .is_some_and(|next| next.class.is(Class::DETERMINER) && !next.class.is(Class::PREPOSITION) && !next.is_capital);
        let takes_noun = self.operators[id].verb.is_none_or(|verb| verb.takes.noun.is_some());
        has_other_verb || has_subject && has_object && takes_noun
    }

    /// Returns true if words such as "according to" begin at a token.
    pub(super) fn attributes(&self, at: usize) -> bool {
        let operator = self.tokens[at].operator.map(|id| &self.operators[id]);
        operator.is_some_and(|operator| matches!(operator.cue, Cue::Attribution | Cue::AttributionAfter))
    }

    /// Returns true if an operator says of a statement that its subject makes it.
    fn credits(&self, id: OperatorId) -> bool {
        let operator = &self.operators[id];
        let cue = operator.verb.map_or(Some(operator.cue), |verb| verb.takes.clause);
        // "…, se félicite la direction": a person who regrets or notes something says it as well.
        (cue == Some(Cue::Factive) || operator.cue == Cue::Accused)
            || cue.and_then(effect).is_some_and(|effect| effect.credits && matches!(effect.holds, Outcome::Yes(_)))
    }

    /// Returns true if the subject of an operator foresees a statement.
    fn foresees(&self, id: OperatorId) -> bool {
        self.operators[id].verb.is_some_and(|verb| verb.takes.clause == Some(Cue::Planned))
    }

    /// “…”, predicts the mayor: who foresees something says it where they are quoted.
    fn may_remark(&self, id: OperatorId, from: usize) -> bool {
        let before = (0..from).rev().map(|at| self.tokens[at].mark).find(|mark| *mark != Mark::Comma);
        !self.foresees(id) || before == Some(Mark::QuoteClosing)
    }

    /// Returns true if the subject of an operator is committed to a statement, or to its contrary.
    pub(super) fn commits(&self, id: OperatorId) -> bool {
        let operator = &self.operators[id];
        let cue = operator.verb.map_or(Some(operator.cue), |verb| verb.takes.clause);
        cue.and_then(effect).is_some_and(|effect| effect.credits && !matches!(effect.holds, Outcome::Open(_)))
    }

    /// Returns true if a remark has something to be about: a name behind "according to" always has, a verb only behind a statement. The
    /// object of a passive is none: "148 books were submitted".
    pub(super) fn may_be_remark(&self, id: OperatorId, from: usize) -> bool {
        let operator = &self.operators[id];
        if matches!(operator.cue, Cue::Attribution | Cue::AttributionAfter) {
            return true;
        }
        let statement = self.statement();
        let comes_first = self.leading_verb(from).is_some_and(|verb| verb <= operator.tokens.end);
        let is_told = comes_first
            || self.goes_on_behind(self.stretch_end(from))
            || self.segments[statement].has_verb()
            || self.tells_something(statement, from) && (from..operator.tokens.start).any(|at| self.tokens[at].is_content())
            || self.is_bare_value(statement, from)
            || self.segments.iter().any(|segment| segment.role == Role::Quotation);
        let is_passive =
            operator.tokens.start.checked_sub(1).is_some_and(|before| self.tokens[before].class.is(Class::AUXILIARY_PART));
        is_told && !is_passive
    }

    /// "Novalux, the minister said, paid": a finite verb follows the comma at `end`.
    pub(super) fn goes_on_behind(&self, end: usize) -> bool {
        self.tokens.get(end).is_some_and(|token| token.mark == Mark::Comma)
            && self.leading_verb(end + 1).is_some_and(|verb| self.is_finite(verb))
    }

    /// "Inspectors arrived at 486 tonnes, …": what is asked about stands in a statement, and is no phrase that only opens one.
    fn tells_something(&self, statement: SegmentId, until: usize) -> bool {
        let first = self.segments[statement].first;
        let is_phrase = self.tokens.get(first).is_some_and(|first| first.class.is(Class::PREPOSITION));
        !is_phrase && (first + 1..until).any(|at| self.tokens[at].begins_value() || self.tokens[at].is_predicate)
    }

    /// "Thirty-one, the coroner says.": an answer without a verb, and nothing behind the remark.
    fn is_bare_value(&self, statement: SegmentId, until: usize) -> bool {
        let mut before = self.tokens[self.segments[statement].first..until].iter();
        let end = self.stretch_end(until);
        let is_last = self.tokens.get(end..).unwrap_or_default().iter().all(|token| token.mark == Mark::Stop);
        is_last
            && before.clone().any(|token| token.value.is_some())
            && before.all(|token| token.value.is_some() || !token.is_content())
    }

    /// Opens a remark, which is about the whole statement.
    pub(super) fn open_remark(&mut self, id: OperatorId, from: usize) {
        let statement = self.statement();
        let aside = self.open(Role::Aside, Governor::None, from);
        self.segments[aside].parent = Some(statement);
        self.segments[aside].remark = Some(id);
    }

    /// Marks the segment on top as a remark, if it is one.
    pub(super) fn note_remark(&mut self, from: usize) {
        let Some(id) = self.remark(from..self.stretch_end(from)) else { return };
        let (top, statement) = (self.top(), self.segments[self.top()].parent);
        self.segments[top].remark = Some(id);
        self.segments[top].parent = self.outermost(statement);
    }

    /// The open statement that a segment is part of.
    pub(super) fn outermost(&self, segment: Option<SegmentId>) -> Option<SegmentId> {
        let segment = segment?;
        self.stack.iter().rev().copied().find(|id| *id <= segment && self.segments[*id].role == Role::Main).or(Some(segment))
    }

    /// “…” said the mayor: no comma is needed between a quotation and its speaker.
    pub(super) fn note_remark_behind_quote(&mut self, from: usize) {
        let follows = self.tokens.get(from).is_some_and(|token| token.mark == Mark::Word);
        if follows && let Some(id) = self.remark(from..self.stretch_end(from)) {
            self.open_remark(id, from);
        }
    }
}
