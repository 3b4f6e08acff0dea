//! What marks do to segments: commas, semicolons, colons, dashes, quotation marks and brackets.

use super::cut::Cutter;
use super::segment::{Governor, Role, Segment, Sharing};
use super::token::Mark;
use crate::id::{OperatorId, SegmentId};
use crate::lexicon::{Class, Cue};

impl Cutter<'_> {
    /// "…; the union says it did not": a new statement.
    pub(super) fn next_statement(&mut self, at: usize) {
        self.take(at, at + 1);
        let statement = self.statement();
        self.open_beside(statement, at + 1, Sharing::Own);
        self.asked_from = at + 1;
    }

    /// "X denies this: it paid": what a colon announces is said by the person whom the words before it credit. Before a value, a colon
    /// announces nothing.
    pub(super) fn colon(&mut self, at: usize) {
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

    /// "(German: Mühle; French: moulin)": a bracket closes all that opened within it.
    pub(super) fn close_bracket(&mut self, at: usize) {
        self.take(at, at + 1);
        if let Some(open) = self.brackets.pop() {
            self.stack.truncate(open.max(1));
        }
    }

    /// "The mayor – a baker – denies it": dashes set apart.
    pub(super) fn dash(&mut self, at: usize) {
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
    pub(super) fn open_quote(&mut self, at: usize) {
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

    pub(super) fn close_quote(&mut self, at: usize) {
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
    pub(super) fn comma(&mut self, at: usize) {
        let next = at + 1;
        self.take(at, next);
        let end = self.stretch_end(next);
        if self.is_list(next, end) {
            return;
        }
        let remark = self.remark(next..end).filter(|id| self.may_be_remark(*id, next));
        let statement = self.statement();
        let ended = self.ended_at_comma(statement, next);
        if let Some(open) = ended {
            self.close_to(open);
            self.close();
            self.close_complete(statement, next);
        }
        if let Some(id) = remark.filter(|id| !ended.is_some_and(|ended| self.awaits_verb(ended, *id, next))) {
            self.open_remark(id, next);
            return;
        }
        if !self.raw_openers(next).is_empty() || self.tokens.get(next).is_none_or(|token| token.class.is(Class::COORDINATOR)) {
            return;
        }
        if ended.is_none() {
            self.part_opening(next);
            self.set_apart(next, end);
        }
    }

    /// The segment that a comma before `next` ends.
    fn ended_at_comma(&self, statement: SegmentId, next: usize) -> Option<SegmentId> {
        // German separates an object from its verb with a comma: ", der sagte, dass".
        let waits_for_clause = self.lexicon.verb_second
            && self.top_segment().role != Role::Aside
            && !self.raw_openers(next).is_empty()
            && self.top_segment().shape.pending.is_some();
        // "Saying that it was the mill, which had closed": it tells of the noun right before the comma.
        if waits_for_clause || self.opens_relative(next) {
            return None;
        }
        let above = || self.stack.iter().rev().copied().take_while(|id| *id != statement);
        // "Contrary to what he claims, it closed": a clause that ends before the statement has its verb.
        let waits = !self.segments[statement].shape.has_finite && self.top() != statement && self.top_segment().shape.has_finite;
        // "Five escaped, while at Oldermoor, in 2017, two got away": it has no verb yet, and the statement has one.
        let lasts = |segment: &Segment| {
            let has_verb = segment.shape.has_finite || segment.has_verb();
            let behind = self.raw_openers(segment.first).iter().map(|(_, end)| *end).max();
            let opens_phrase = behind.and_then(|at| self.tokens.get(at)).is_some_and(|next| next.class.is(Class::PREPOSITION));
            segment.role == Role::Circumstance
                && opens_phrase
                && !segment.shape.is_fronted
                && !has_verb
                && self.segments[statement].shape.has_finite
        };
        let ends = |id: &SegmentId| self.segments[*id].shape.ends_at_comma && !lasts(&self.segments[*id]);
        above().find(ends).or_else(|| above().last().filter(|_| waits))
    }

    /// "Moss, who has denied it, told the paper that": the verb that the statement waits for is no remark.
    fn awaits_verb(&self, ended: SegmentId, remark: OperatorId, next: usize) -> bool {
        let end = self.stretch_end(next);
        let holder = self.top_segment();
        let credits_by_phrase = matches!(self.operators[remark].cue, Cue::Attribution | Cue::AttributionAfter);
        let is_relative = self.segments[ended].role == Role::Relative;
        let has_clause = || (next..end).any(|at| !self.raw_openers(at).is_empty());
        !self.goes_on_behind(end)
            && holder.has_words()
            && !holder.shape.has_finite
            && self.leading_verb(next).is_some()
            && (is_relative || credits_by_phrase || has_clause())
    }

    /// Returns true if the words at a token can open nothing but a relative clause.
    fn opens_relative(&self, at: usize) -> bool {
        let openers = self.raw_openers(at);
        !openers.is_empty() && openers.iter().all(|(cue, _)| *cue == Cue::Relative)
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

    /// "Unable to pay its debts, Veltrin closed it": words without a subject of their own that open a statement change nothing behind their comma.
    fn part_opening(&mut self, next: usize) {
        let top = self.top();
        let first = self.segments[top].first;
        let segment = &self.segments[top];
        let is_governing = |at: usize| {
            self.tokens[at].operator.is_some_and(|id| {
                let operator = &self.operators[id];
                operator.governs() && !operator.negates() && operator.cue != Cue::Untrue && !self.is_noun(at, operator)
            })
        };
        let parts = segment.role == Role::Main
            && !segment.shape.has_finite
            && (first..next).all(|at| self.owners[at] == top)
            && (first..next).any(is_governing)
            && !(first..next).any(|at| self.attributes(at))
            && (self.has_verb(next..self.stretch_end(next)) || is_governing(first) && self.begins_noun(next));
        if !parts {
            return;
        }
        let aside = self.open(Role::Aside, Governor::None, first);
        self.take(first, next);
        self.close();
        self.segments[aside].parent = Some(top);
        let shape = &mut self.segments[top].shape;
        (shape.pending, shape.last_verb, shape.has_words, shape.has_auxiliary) = (None, None, false, false);
    }

    /// Returns true if a token begins a noun phrase: "the mill", "Novalux", "it".
    fn begins_noun(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.is_capital || token.class.is(Class::DETERMINER | Class::PRONOUN) && !token.class.is(Class::PREPOSITION)
        })
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
        // ", allegedly,", ", dit-on,": words that only colour stay with what they colour.
        let colours = |at: usize| {
            self.tokens[at].operator.is_some_and(|id| self.operators[id].verb.is_none() && !self.operators[id].governs())
        };
        if is_closed && (next..end).all(colours) {
            return;
        }
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
    pub(super) fn is_infinitive_clause(&self, stretch: std::ops::Range<usize>) -> bool {
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
        }) && (self.top_segment().shape.last_verb.is_some()
            || self.tokens.get(at + 1).is_some_and(|second| second.class.is(Class::GERUND)))
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
}
