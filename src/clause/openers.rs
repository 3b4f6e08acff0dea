//! Openers: which words may open a clause, and what kind of clause they open in this sentence, if any.

use super::CueHit;
use super::cut::Cutter;
use super::effect::governs;
use super::segment::{Governor, Role};
use super::token::{Mark, Token};
use crate::id::OperatorId;
use crate::lexicon::{Class, Cue};
use std::collections::BTreeMap;

/// What may open a clause at a token: the kinds, each with the token behind its words.
pub(super) type Openers = BTreeMap<usize, Vec<(Cue, usize)>>;

/// Finds the words that may open a clause, as far as their phrases tell.
pub(super) fn openers(tokens: &[Token], hits: &[CueHit]) -> Openers {
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

impl Cutter<'_> {
    /// The kinds of clause that may begin at a token, as they are written.
    pub(super) fn raw_openers(&self, at: usize) -> &[(Cue, usize)] {
        self.openers.get(&at).map_or(&[], Vec::as_slice)
    }

    /// What kind of clause begins at a token, and the token behind the words that open it.
    pub(super) fn opener(&self, at: usize) -> Option<(Cue, usize)> {
        let raw = self.raw_openers(at);
        if self.opens_nothing(at) {
            return None;
        }
        let longest = raw.iter().map(|(_, end)| *end).max()?;
        if self.is_in_phrase(at, longest) && raw.iter().any(|(cue, _)| matches!(cue, Cue::Relative | Cue::Complementizer)) {
            return Some((Cue::Complementizer, longest));
        }
        let circumstances = [Cue::Condition, Cue::Awaited, Cue::Reporting, Cue::Subordinator, Cue::Contrast];
        if let Some(kind) = circumstances.into_iter().find(|kind| self.longest_opener(at, *kind) == Some(longest)) {
            return self.circumstance(at, longest, kind);
        }
        if let Some(end) = self.longest_opener(at, Cue::Interrogative) {
            let joins = self.tokens[at].class.is(Class::COORDINATOR);
            let is_first = !self.top_segment().shape.has_words;
            return (self.waits_for_question(at) || !joins || is_first).then_some((Cue::Interrogative, end));
        }
        self.complement_or_relative(at)
    }

    /// Returns true if a token opens no clause, whatever word it is: it is part of a number or a date, or of a phrase that only colours, as in
    /// "as far as the council knows".
    fn opens_nothing(&self, at: usize) -> bool {
        let is_in_longer_phrase = || {
            self.tokens[at].operator.is_some_and(|id| {
                let operator = &self.operators[id];
                operator.verb.is_none()
                    && operator.tokens.start == at
                    && self.raw_openers(at).iter().all(|(_, end)| *end < operator.tokens.end)
            })
        };
        self.tokens[at].value.is_some() || self.aparts.iter().any(|apart| apart.contains(&at)) || is_in_longer_phrase()
    }

    /// Returns true if a phrase that governs a clause ends with the words that open it: "it was not X that".
    fn is_in_phrase(&self, at: usize, end: usize) -> bool {
        self.tokens[at].operator.is_some_and(|id| {
            let operator = &self.operators[id];
            operator.verb.is_none() && operator.governs() && operator.tokens.end == end && operator.tokens.start < at
        })
    }

    /// The token behind the longest words at a token that may open a clause of this kind.
    fn longest_opener(&self, at: usize, kind: Cue) -> Option<usize> {
        self.raw_openers(at).iter().filter(|(cue, _)| *cue == kind).map(|(_, end)| *end).max()
    }

    /// Returns true if an operator before a token, or at it, waits for a question: "asked if it closed".
    fn waits_for_question(&self, at: usize) -> bool {
        self.pending_operator(at).is_some_and(|id| self.operators[id].takes_question())
    }

    /// The clause of circumstance, condition or contrast that words open; none if they are a preposition here, and a question if one is waited
    /// for: "asked *if* it closed".
    fn circumstance(&self, at: usize, end: usize, kind: Cue) -> Option<(Cue, usize)> {
        let is_preposition = matches!(kind, Cue::Awaited | Cue::Subordinator) && self.is_preposition(at, end);
        if is_preposition || kind == Cue::Reporting && !self.has_verb(end..self.stretch_end(end)) {
            return None;
        }
        let may_ask = kind == Cue::Condition && self.longest_opener(at, Cue::Interrogative).is_some();
        Some((if may_ask && self.waits_for_question(at) { Cue::Interrogative } else { kind }, end))
    }

    /// Tells an object from a relative clause, where a word may open both: "said *that* it closed", "the depot *that* closed".
    fn complement_or_relative(&self, at: usize) -> Option<(Cue, usize)> {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let may_be_article = self.tokens[at].class.is(Class::DETERMINER);
        // "Van dat gebruik"; but "spreekt tegen dat".
        if may_be_article
            && before.is_some_and(|before| before.is_word() && before.class.is(Class::PREPOSITION) && before.operator.is_none())
        {
            return None;
        }
        if may_be_article && self.holds_no_clause(at) {
            return None;
        }
        let is_first = !self.top_segment().shape.has_words;
        // ", das Werk zu schließen"
        if may_be_article && self.is_infinitive_clause(at..self.stretch_end(at)) {
            return None;
        }
        let tells_of_noun = self.stands_behind_noun(at);
        match (self.longest_opener(at, Cue::Complementizer), self.longest_opener(at, Cue::Relative)) {
            (Some(end), _) if self.operator_before(at).is_some() => Some((Cue::Complementizer, end)),
            (Some(_), Some(end)) if tells_of_noun && self.stands_in_phrase(at) => Some((Cue::Relative, end)),
            (Some(_), Some(end)) if tells_of_noun && !is_first && !self.waits_on_top(at) => Some((Cue::Relative, end)),
            (Some(end), _) if self.pending_operator(at).is_some() => Some((Cue::Complementizer, end)),
            (_, Some(end)) if tells_of_noun => Some((Cue::Relative, end)),
            (Some(end), _) if is_first && !self.is_article(at) => Some((Cue::Complementizer, end)),
            (Some(end), None) => Some((Cue::Complementizer, end)),
            (None, Some(end)) if !may_be_article => Some((Cue::Relative, end)),
            // "It emerged that": a word that no lexicon has may take a clause.
            (Some(end), Some(_)) if !self.is_article(at) => Some((Cue::Complementizer, end)),
            _ => None,
        }
    }

    /// "Disputes that figure and says": a noun, and no verb behind it.
    fn holds_no_clause(&self, at: usize) -> bool {
        let is_noun = !self.is_verb(at + 1)
            && self.tokens.get(at + 1).is_some_and(|next| next.is_content() && !next.is_capital && !next.begins_value());
        let is_object = at.checked_sub(1).is_some_and(|before| self.is_verb(before));
        let end = self.stretch_end(at);
        let may_be_verb = |at: usize| self.is_verb(at) || self.tokens[at].class.is(Class::PARTICIPLE | Class::INFINITIVE);
        let behind = (at + 2..end).take_while(|at| !self.tokens[*at].class.is(Class::COORDINATOR));
        !self.lexicon.noun_capitals && is_noun && is_object && !behind.into_iter().any(may_be_verb)
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
        // "Om 20.30 uur": a time of day is no value, and begins no clause either.
        let begins_value = self.tokens.get(end).is_some_and(|next| next.begins_value() || next.is_digits);
        let verb = stretch.clone().find(|at| self.is_verb(*at));
        let has_object = verb.is_some_and(|verb| {
            let operator = self.tokens[verb].operator.map(|id| &self.operators[id]);
            operator.is_some_and(|operator| operator.takes_clause() && !self.raw_openers(operator.tokens.end).is_empty())
        });
        // "After the fire the mill closed": of two nouns before a verb, the second is its subject.
        let is_second = |at: usize| self.tokens[at].class.is(Class::DETERMINER) && at > end && self.tokens[at - 1].is_content();
        let is_first_noun = || !self.lexicon.verb_second && verb.is_some_and(|verb| (end..verb).any(is_second));
        begins_value
            || is_first_noun()
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

    /// Returns true if a noun, a name or a pronoun comes right before, past a comma.
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

    /// Returns true if a preposition governs the noun right before: "warned about the bonds that sank it". A date or a name in such a
    /// phrase tells nothing: "said on Monday that", "zei in Brussel dat".
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
    pub(super) fn operator_before(&self, at: usize) -> Option<OperatorId> {
        let own = self.tokens.get(at).and_then(|token| token.operator);
        let before = at.checked_sub(1).and_then(|before| self.tokens[before].operator);
        own.or(before).filter(|id| self.operators[id].takes_clause() || self.operators[id].cue == Cue::Hypothetical)
    }

    /// The operator of an open segment that waits for a clause: that of the one on top, else of those below.
    pub(super) fn pending_operator(&self, at: usize) -> Option<OperatorId> {
        let own = self.tokens.get(at).and_then(|token| token.operator).filter(|id| self.operators[id].takes_clause());
        own.or_else(|| self.stack.iter().rev().find_map(|id| self.segments[id].shape.pending))
    }

    /// Opens the clause that the words from `at` to `end` begin.
    pub(super) fn open_clause(&mut self, at: usize, end: usize, cue: Cue) {
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
            // The segments between the operator and its object have ended.
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

    /// What governs a clause that begins at a token.
    fn governor(&self, at: usize) -> Governor {
        if let Some(id) = self.operator_before(at).or_else(|| self.pending_operator(at)) {
            return Governor::Operator(id);
        }
        match self.top_segment().shape.has_words {
            true => Governor::Unknown(at.saturating_sub(1)),
            false => Governor::None,
        }
    }
}
