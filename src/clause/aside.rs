//! Remarks that say who says the rest of the sentence: ", the mayor says,", "“…”, a dit le maire", "(according to the union)".

use super::effect::{Outcome, effect};
use super::segment::Cutter;
use super::token::Mark;
use crate::id::OperatorId;
use crate::lexicon::{Class, Cue};
use std::ops::Range;

impl Cutter<'_> {
    /// `remark = [small] attribution name / [small] verb [subject] *adjunct / [small] subject verb *adjunct`, as `so the mayor says`
    ///
    /// The operator of a stretch of tokens that only says who says what stands around it.
    pub(super) fn remark(&self, stretch: Range<usize>) -> Option<OperatorId> {
        let is_free = |at: usize| !self.tokens[at].is_predicate && self.raw_openers(at).iter().all(|(cue, _)| *cue == Cue::Subordinator);
        let mut verb = None;
        for at in stretch.clone() {
            let Some(id) = self.tokens[at].operator else { continue };
            let operator = &self.operators[id];
            match operator.cue {
                Cue::Attribution | Cue::AttributionAfter => return Some(id),
                _ if self.is_verb(at) && self.credits(id) && verb.is_none() => verb = Some((at, id)),
                _ => {}
            }
        }
        let (at, id) = verb?;
        let end = self.operators[id].tokens.end.min(stretch.end);
        if !stretch.clone().all(|at| is_free(at) || self.tokens[at].operator == Some(id)) {
            return None;
        }
        let has_subject = (stretch.start..at).any(|at| {
            let token = &self.tokens[at];
            token.is_content() || token.class.is(Class::PRONOUN) && !token.class.is(Class::CLITIC)
        });
        let others = (end..stretch.end).any(|at| self.is_verb(at) && !self.is_transparent(at));
        // "The mayor announced a plan": an object makes a statement of it.
        let object = self.tokens.get(end).filter(|_| end < stretch.end).is_some_and(|next| {
            next.class.is(Class::DETERMINER) && !next.class.is(Class::PREPOSITION) && !next.is_capital
        });
        (!others && !(has_subject && object)).then_some(id)
    }

    /// Returns true if an operator says of a statement that its subject makes it.
    fn credits(&self, id: OperatorId) -> bool {
        let operator = &self.operators[id];
        let cue = operator.verb.map_or(Some(operator.cue), |verb| verb.takes.clause);
        cue.and_then(effect).is_some_and(|effect| effect.credits && matches!(effect.holds, Outcome::Yes(_)))
    }

    /// Marks the segment on top as a remark, if it is one.
    pub(super) fn note_remark(&mut self, from: usize) {
        let remark = self.remark(from..self.stretch_end(from));
        let top = self.top();
        self.segments[top].remark = remark;
    }

    /// “…” said the mayor: no comma needs to stand between a quotation and who says it.
    pub(super) fn note_remark_behind_quote(&mut self, from: usize) {
        let follows = self.tokens.get(from).is_some_and(|token| token.mark == Mark::Word);
        if follows && let Some(id) = self.remark(from..self.stretch_end(from)) {
            let aside = self.open(super::Role::Aside, super::Governor::None, from);
            self.segments[aside].remark = Some(id);
        }
    }
}
