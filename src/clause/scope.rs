//! The operators whose scope holds a place, from the innermost to the outermost.

use super::effect::{Effect, Outcome, effect};
use super::operator::{Operator, Target};
use super::token::Tense;
use super::{Analysis, Doubt, Governor, Role, Segment, Sharing};
use crate::claim::Modality;
use crate::id::{Id, OperatorId, SegmentId};
use crate::lexicon::{Class, Cue, Slot};

/// An operator on the way from a place to the statement that it is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The operator; none where the structure itself has an effect: a condition, a question mark.
    pub operator: Option<OperatorId>,
    /// What it makes of its scope.
    pub effect: Effect,
    /// What denies the operator itself.
    pub negations: Vec<OperatorId>,
    /// What is not certain about it.
    pub doubt: Option<Doubt>,
}

/// What kind of complement a place can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A verb with a subject of its own.
    Finite,
    /// An infinitive or a gerund.
    Infinitive,
    /// A noun.
    Noun,
    /// A number or a date: of whatever verb it stands with.
    Value,
}

/// The way from a place to the statement that it is part of.
pub(super) struct Path {
    /// The operators on it, innermost first.
    pub links: Vec<Link>,
    /// Whether one of them governs the place within its own segment.
    pub is_governed: bool,
    /// The tense of the place's own verb, if it says something, and the token that tells it.
    pub tense: Option<(Tense, usize)>,
    /// Whether it is the object of what was said in the past, and does not look back.
    pub is_of_past: bool,
    /// Whether a condition stands in the sentence, about whomever.
    pub is_beside_condition: bool,
}

const CREDIT: Effect =
    Effect { holds: Outcome::Yes(Modality::Asserted), denied: Outcome::Open(Modality::Declined), credits: true };

const fn colour(modality: Modality) -> Effect {
    Effect { holds: Outcome::Yes(modality), denied: Outcome::No(modality), credits: false }
}

/// How far the way up is of use: each clause of a sentence is on it once at most.
struct Climb<'a> {
    analysis: &'a Analysis,
    links: Vec<Link>,
    seen: Vec<OperatorId>,
    climbed: Vec<SegmentId>,
}

impl Analysis {
    /// The way from the place at a token to the statement that it is part of.
    pub(super) fn path(&self, at: usize, form: Form) -> Path {
        let mut climb = Climb { analysis: self, links: Vec::new(), seen: Vec::new(), climbed: Vec::new() };
        let segment = self.owners[at];
        let is_governed = climb.within(segment, at, form);
        climb.up(segment, at, form);
        if self.asked.iter().any(|asked| asked.contains(&at)) {
            climb.links.push(structural(Modality::Asked));
        }
        let tense = self.tense_of(segment, at, form);
        // "Without the dam, the town would have flooded": what is taken away is a condition as well.
        let begins_without = self.operators.iter().any(|operator| operator.cue == Cue::Without && operator.tokens.start == 0);
        let is_beside_condition = begins_without || self.segments.iter().any(|other| other.role == Role::Condition);
        Path { links: climb.links, is_governed, tense, is_of_past: self.is_of_past(segment), is_beside_condition }
    }

    /// The tense of the verb at a token; of a noun or a value, that of its segment.
    fn tense_of(&self, segment: SegmentId, at: usize, form: Form) -> Option<(Tense, usize)> {
        let of = |at: usize| self.tokens[at].tense.map(|tense| (tense, at));
        let own = (at..self.tokens.len()).take_while(|at| self.tokens[*at].is_predicate).find_map(of);
        let is_auxiliary = |at: &usize| self.tokens[*at].class.is(Class::AUXILIARY) || matches!(form, Form::Noun | Form::Value);
        let mut others = self.segments[segment].pieces.iter().flat_map(|piece| piece.clone()).filter(is_auxiliary);
        own.or_else(|| others.find_map(of))
    }

    /// Whether a segment is the object of what was said in the past, and looks ahead from there: "avait assuré que le barrage serait inspecté".
    fn is_of_past(&self, segment: SegmentId) -> bool {
        let own = &self.segments[segment];
        let looks_back = || own.pieces.iter().flat_map(|piece| piece.clone()).any(|at| self.tokens[at].class.is(Class::PERFECT));
        let Governor::Operator(id) = own.governor else { return false };
        let is_past =
            self.operators[id].verb.is_none_or(|verb| verb.slots.may_be(Slot::Past) || verb.slots.may_be(Slot::Participle));
        is_past && !looks_back()
    }

    /// What denies an operator.
    fn negations_of(&self, id: OperatorId) -> Vec<OperatorId> {
        self.operators.enumerate().filter(|(_, other)| other.target == Target::Operator(id)).map(|(other, _)| other).collect()
    }

    /// What kind of complement an operator is itself.
    pub(super) fn form_of(&self, id: OperatorId) -> Form {
        let operator = &self.operators[id];
        if self.line().is_noun(operator.tokens.start, operator) {
            Form::Noun
        } else if self.is_infinitive(operator.tokens.start, operator.tokens.end) {
            Form::Infinitive
        } else {
            Form::Finite
        }
    }

    /// Returns true if a verb has no subject of its own: "to close", "closing", "of having closed", "gesloten te hebben".
    pub(super) fn is_infinitive(&self, at: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        let slots = token.operator.and_then(|id| self.operators[id].verb).map(|verb| verb.slots);
        let ends_so = slots.map_or(token.class.is(Class::INFINITIVE), |slots| slots.may_be(Slot::Infinitive));
        let line = self.line();
        let mut before = at;
        let mut has_part = false;
        while let Some(earlier) = before.checked_sub(1).filter(|earlier| {
            let class = self.tokens[*earlier].class;
            // "To have closed": an auxiliary behind the mark of an infinitive has no subject either.
            let is_marked = || earlier.checked_sub(1).is_some_and(|mark| self.tokens[mark].class.is(Class::INFINITIVE_MARK));
            line.is_transparent(*earlier)
                && !class.is(Class::INFINITIVE_MARK)
                && (!class.is(Class::AUXILIARY) || class.is(Class::AUXILIARY_PART) || is_marked())
        }) {
            has_part |= self.tokens[earlier].class.is(Class::AUXILIARY_PART | Class::AUXILIARY);
            before = earlier;
        }
        let earlier = before.checked_sub(1).map(|earlier| &self.tokens[earlier]);
        let class = earlier.map_or(Class::NONE, |token| token.class);
        let is_gerund = slots.map_or(token.class.is(Class::GERUND), |slots| slots.may_be(Slot::Gerund));
        if is_gerund {
            // "Was closing" has a subject.
            return !class.is(Class::AUXILIARY);
        }
        let is_marked = class.is(Class::INFINITIVE_MARK)
            && (ends_so || has_part || !class.is(Class::PREPOSITION) || !self.has_infinitive_endings);
        let is_after_part = has_part
            && !class.is(Class::AUXILIARY)
            && (class.is(Class::PREPOSITION)
                || earlier.is_some_and(|token| token.operator.is_some_and(|id| self.operators[id].verb.is_some())));
        let behind = |at: usize, wanted: Class| self.tokens.get(at).is_some_and(|token| token.class.is(wanted));
        let is_before_part = self.is_verb_second && behind(end, Class::INFINITIVE_MARK) && behind(end + 1, Class::AUXILIARY_PART);
        // "A empêché de fermer", "laat sluiten": beside an operator the ending tells.
        let is_part = token.class.is(Class::AUXILIARY_PART) && !class.is(Class::AUXILIARY);
        let is_bare = self.has_infinitive_endings
            && (ends_so || is_part)
            && !token.class.is(Class::PARTICIPLE)
            && slots.is_none_or(|slots| !slots.may_be_finite())
            && self.operators.iter().any(|operator| {
                operator.segment == self.owners[at]
                    && operator.tokens.start != at
                    && operator.verb.is_some_and(|verb| verb.takes.infinitive.is_some())
                    && !line.is_noun(operator.tokens.start, operator)
            });
        is_marked || is_after_part || is_before_part || is_bare
    }

    /// What an operator makes of a complement of this form, if it takes one.
    fn taken(&self, id: OperatorId, form: Form) -> Option<Cue> {
        let operator = &self.operators[id];
        let Some(verb) = operator.verb else {
            let takes = operator.governs() && !operator.holds_opener && !matches!(operator.cue, Cue::Claimed | Cue::Reply);
            return takes.then_some(operator.cue);
        };
        let takes = verb.takes;
        let is_noun = self.line().is_noun(operator.tokens.start, operator);
        let own = match form {
            Form::Finite => takes.clause.filter(|_| self.has_bare_clauses),
            Form::Infinitive => takes.infinitive.or(takes.noun),
            // "The promise to close": as a noun it has an infinitive at most.
            Form::Noun => takes.noun.or(takes.infinitive.filter(|cue| *cue == Cue::Accused)),
            // "Divers found a gash of 450 cm": only what is said has a clause in sight.
            Form::Value => takes.noun.or(takes.clause.filter(|cue| *cue == Cue::Saying && self.has_subject(operator))),
        };
        own.filter(|_| !is_noun || form == Form::Infinitive)
    }
}

impl Climb<'_> {
    /// Adds an operator, unless it has been met.
    fn add(&mut self, id: OperatorId, effect: Effect, doubt: Option<Doubt>) -> bool {
        if self.seen.contains(&id) {
            return false;
        }
        self.seen.push(id);
        let negations = self.analysis.negations_of(id);
        self.links.push(Link { operator: Some(id), effect, negations, doubt });
        true
    }

    /// What colours and governs a place within its segment; true if something governs it.
    fn within(&mut self, segment: SegmentId, at: usize, form: Form) -> bool {
        let (mut at, mut form) = (at, form);
        let mut is_governed = false;
        loop {
            is_governed |= self.colours(segment, at);
            let Some((id, cue)) = self.governor_within(segment, at, form) else { break };
            let Some(effect) = effect(cue) else { break };
            if !self.add(id, effect, None) {
                break;
            }
            is_governed = true;
            at = self.analysis.operators[id].tokens.start;
            form = self.analysis.form_of(id);
        }
        is_governed
    }

    /// The operator of the segment of which a place is the object: the nearest one before it that takes such; behind it where the verb ends the
    /// clause, or judges its subject: "the closure was denied".
    fn governor_within(&self, segment: SegmentId, at: usize, form: Form) -> Option<(OperatorId, Cue)> {
        let analysis = self.analysis;
        let form_behind = |operator: &Operator| match form {
            Form::Value | Form::Noun => analysis.form_between(segment, operator.tokens.end..at).unwrap_or(form),
            form => form,
        };
        let own = || {
            analysis.operators.enumerate().filter(move |(id, operator)| {
                operator.segment == segment
                    && !operator.negates()
                    && !self.seen.contains(id)
                    && !self.has_object(*id)
                    && !analysis.is_modal(operator)
                    && !analysis.is_asked_about(operator)
            })
        };
        let before = own().rev().filter(|(_, operator)| operator.tokens.end <= at);
        let found = before.into_iter().find_map(|(id, operator)| analysis.taken(id, form_behind(operator)).map(|cue| (id, cue)));
        if found.is_some() || !matches!(form, Form::Noun | Form::Infinitive) {
            return found.filter(|(_, cue)| super::effect::governs(*cue) || analysis.is_governing_verb(*cue));
        }
        let behind = own().filter(|(_, operator)| operator.tokens.start > at);
        behind.into_iter().find_map(|(id, operator)| {
            let judges = match operator.verb {
                None => operator.cue == Cue::Untrue,
                Some(verb) => {
                    let is_participle = verb.slots.may_be(Slot::Participle);
                    let has_auxiliary = (at..operator.tokens.start).any(|at| analysis.tokens[at].class.is(Class::AUXILIARY));
                    let ends = analysis.is_verb_second && analysis.segments[segment].role != Role::Main
                        || analysis.is_verb_second && (is_participle || verb.slots.may_be(Slot::Infinitive));
                    is_participle && has_auxiliary || ends
                }
            };
            judges.then(|| analysis.taken(id, form).map(|cue| (id, cue))).flatten()
        })
    }

    /// Returns true if an operator has a clause of its own as its object, so that nothing else is.
    fn has_object(&self, id: OperatorId) -> bool {
        let segments = &self.analysis.segments;
        segments.iter().any(|segment| matches!(segment.governor, Governor::Operator(own) | Governor::Announced(own) if own == id))
            || segments.iter().any(|segment| segment.remark == Some(id))
    }

    /// Words that only colour the verb that they stand with: modal verbs to their right, adverbs over the whole segment. True if a modal verb does.
    fn colours(&mut self, segment: SegmentId, at: usize) -> bool {
        let analysis = self.analysis;
        let mut is_governed = false;
        for (id, operator) in analysis.operators.enumerate().filter(|(_, operator)| operator.segment == segment) {
            let is_attribution = matches!(operator.cue, Cue::Attribution | Cue::AttributionAfter);
            let cue = match operator.verb {
                Some(verb) if analysis.is_modal(operator) => verb.takes.infinitive,
                Some(_) => None,
                None => Some(operator.cue).filter(|cue| !super::effect::governs(*cue) && !is_attribution),
            };
            let Some((cue, effect)) = cue.and_then(|cue| Some((cue, effect(cue)?))) else { continue };
            if operator.verb.is_some() && analysis.is_asked_about(operator) {
                continue;
            }
            // "Can confirm that", "had to admit that": it is done.
            let says = |other: &Operator| other.tokens.start == at && effect_of(other).is_some_and(|effect| effect.credits);
            let is_past = operator.verb.is_some_and(|verb| verb.slots.may_be(Slot::Past) || verb.slots.may_be(Slot::Participle));
            if (cue == Cue::Allowed || cue == Cue::Required && is_past) && analysis.operators.iter().any(says) {
                continue;
            }
            let is_before = operator.tokens.start <= at;
            let reaches = match cue {
                Cue::Partly | Cue::Almost => analysis.stands_with(operator.tokens.clone(), at),
                Cue::Planned | Cue::Required | Cue::Allowed => is_before || analysis.is_verb_second,
                _ => true,
            };
            if reaches && !self.has_object(id) {
                self.add(id, effect, None);
                is_governed |= operator.verb.is_some();
            }
        }
        is_governed
    }

    /// "According to X": of several in a segment, the nearest one before a place, else the first one behind it.
    fn attributions(&mut self, segment: SegmentId, at: usize) {
        let analysis = self.analysis;
        let of = |wanted: &dyn Fn(SegmentId) -> bool| -> Vec<(OperatorId, usize)> {
            let credits = |operator: &Operator| matches!(operator.cue, Cue::Attribution | Cue::AttributionAfter | Cue::Reply);
            let all = analysis.operators.enumerate().filter(|(_, operator)| credits(operator) && wanted(operator.segment));
            all.map(|(id, operator)| (id, operator.tokens.start)).collect()
        };
        let own = of(&|other| other == segment);
        // "According to X, it closed and the staff left": what was joined goes on with it.
        let joined = || of(&|other| other < segment && analysis.base(other) == analysis.base(segment));
        let before = own.iter().rev().find(|(_, start)| *start <= at).or(own.first()).copied();
        if let Some((id, _)) = before.or_else(|| joined().last().copied().filter(|_| !analysis.is_contrast(segment))) {
            self.add(id, CREDIT, None);
        }
        // A remark at the end says who says all that was joined before it.
        let holds = |aside: &Segment| {
            aside.parent.is_some_and(|host| host == segment || aside.first > at && analysis.base(host) == analysis.base(segment))
        };
        let remarks = analysis.segments.iter().filter(|aside| holds(aside)).filter_map(|aside| aside.remark);
        for id in remarks.collect::<Vec<_>>() {
            if self.add(id, CREDIT, None) {
                let inside = analysis.operators[id].segment;
                let place = analysis.operators[id].tokens.start;
                self.colours(inside, place);
            }
        }
    }

    /// From a segment to what it hangs on.
    fn up(&mut self, segment: SegmentId, at: usize, form: Form) {
        if self.climbed.contains(&segment) {
            return;
        }
        self.climbed.push(segment);
        self.attributions(segment, at);
        let analysis = self.analysis;
        let own = &analysis.segments[segment];
        if let Some((other, sharing)) = own.joined {
            self.share(other, sharing, form);
        }
        self.conditions(segment, at);
        if let Some(effect) = own.judge.and_then(|id| self.effect_on_clause(id, own.role)) {
            self.links.extend(own.is_unclear.then(|| unclear(Doubt::Attachment)));
            if let Some(id) = own.judge {
                self.govern(own.governor, own.role);
                self.add(id, effect, None);
                let place = analysis.operators[id].tokens.start;
                self.within(analysis.operators[id].segment, place, analysis.form_of(id));
            }
        } else {
            self.govern(own.governor, own.role);
        }
        match own.role {
            Role::Question if own.governor == Governor::None => self.links.push(structural(Modality::Asked)),
            Role::Condition | Role::Awaited => self.links.push(structural(Modality::Hypothetical)),
            _ => {}
        }
        let Some(parent) = own.parent else { return };
        match own.governor {
            // "He asks them to note this: it paid": only who says it goes on.
            Governor::Announced(id) => {
                self.statement(own.role, analysis.operators[id].segment, analysis.operators[id].tokens.start)
            }
            Governor::Operator(id) => {
                self.up(analysis.operators[id].segment, analysis.operators[id].tokens.start, analysis.form_of(id))
            }
            Governor::Unknown(before) => {
                self.links.push(unclear(Doubt::UnknownVerb));
                self.within(parent, before, Form::Finite);
                self.up(parent, before, Form::Finite);
            }
            Governor::None if own.role == Role::Quotation => {
                self.up(parent, own.first, Form::Finite);
            }
            Governor::None => self.statement(own.role, parent, own.first),
        }
    }

    /// What governs a clause, and what colours and governs that.
    fn govern(&mut self, governor: Governor, role: Role) {
        let analysis = self.analysis;
        let (id, effect) = match governor {
            Governor::Operator(id) => (id, self.effect_on_clause(id, role)),
            Governor::Announced(id) => (id, Some(CREDIT)),
            Governor::None | Governor::Unknown(_) => return,
        };
        if let Some(effect) = effect
            && self.add(id, effect, None)
            && matches!(governor, Governor::Operator(_))
        {
            let place = analysis.operators[id].tokens.start;
            self.within(analysis.operators[id].segment, place, analysis.form_of(id));
        }
    }

    /// What an operator makes of a clause or a question.
    fn effect_on_clause(&self, id: OperatorId, role: Role) -> Option<Effect> {
        let operator = &self.analysis.operators[id];
        let cue = match (operator.verb, role) {
            (Some(verb), Role::Question) => verb.takes.question.or(Some(Cue::Asked)),
            (Some(verb), _) => verb.takes.clause.or(verb.takes.noun),
            (None, Role::Question) => Some(Cue::Asked),
            (None, _) => Some(operator.cue),
        };
        cue.and_then(effect)
    }

    /// What a joined segment takes from the one before it.
    fn share(&mut self, other: SegmentId, sharing: Sharing, form: Form) {
        if sharing == Sharing::Own {
            return;
        }
        let analysis = self.analysis;
        let end = analysis.segments[other].pieces.last().map_or(0, |piece| piece.end);
        // "Neither told the staff nor closed it": each part is denied by its own word.
        let denies_itself = self.climbed.last().is_some_and(|own| {
            analysis.segments[own].first.checked_sub(1).is_some_and(|joining| analysis.line().negates(joining))
        });
        let before = self.links.len();
        let parallel = analysis.parallel(other, form);
        let (place, form) = parallel.map_or((end, form), |id| (analysis.operators[id].tokens.start, analysis.form_of(id)));
        self.within(other, place, form);
        for (id, operator) in analysis.operators.enumerate() {
            let is_of_verb = match operator.target {
                Target::Unknown => true,
                Target::Operator(target) => Some(target) == parallel,
                Target::Predicate(_) => true,
                Target::Value(_) | Target::Phrase => false,
            };
            if operator.segment == other && operator.negates() && is_of_verb && !self.seen.contains(&id) && !denies_itself {
                self.seen.push(id);
                let effect =
                    Effect { holds: Outcome::No(Modality::Asserted), denied: Outcome::Yes(Modality::Asserted), credits: false };
                self.links.push(Link { operator: Some(id), effect, negations: Vec::new(), doubt: None });
            }
        }
        let turns = self.links[before..].iter().any(|link| link.effect.holds != Outcome::Yes(Modality::Asserted));
        if sharing == Sharing::Unclear && turns {
            self.links.push(unclear(Doubt::Coordination));
        }
        if let Some((earlier, sharing)) = analysis.segments[other].joined
            && earlier != other
            && earlier.index() < other.index()
        {
            self.share(earlier, sharing, form);
        }
    }

    /// "If the union is right, it closed": a condition holds over the statement beside it, unless it is about anybody, or says something.
    fn conditions(&mut self, segment: SegmentId, at: usize) {
        let analysis = self.analysis;
        let depends = analysis.segments.iter().any(|condition| {
            let tokens = || condition.pieces.iter().flat_map(|piece| piece.clone());
            let is_apart =
                condition.first <= at || condition.first.checked_sub(1).is_some_and(|before| !analysis.tokens[before].is_word());
            condition.role == Role::Condition
                && condition.parent == Some(segment)
                && is_apart
                && !tokens().any(|at| analysis.tokens[at].class.is(Class::GENERIC))
                && !tokens().any(|at| analysis.says(at))
        });
        if depends {
            self.links.push(structural(Modality::Hypothetical));
        }
    }

    /// What is said of a statement holds of what hangs on it without being its object; what denies it does not.
    fn statement(&mut self, role: Role, parent: SegmentId, at: usize) {
        let from = self.links.len();
        self.up(parent, at, Form::Finite);
        let is_bound = role == Role::Circumstance;
        let mut drops = false;
        let outer: Vec<Link> = self.links.drain(from..).collect();
        for link in outer {
            let credits = link.effect.credits && matches!(link.effect.holds, Outcome::Yes(Modality::Asserted));
            let is_asked = matches!(link.effect.holds, Outcome::Yes(Modality::Asked));
            if credits && link.negations.is_empty() || is_asked && is_bound {
                self.links.push(link);
            } else {
                drops = true;
            }
        }
        if drops && is_bound {
            self.links.push(unclear(Doubt::Attachment));
        }
    }
}

impl Analysis {
    /// The verb of a segment that another verb of this form is joined to: the last one of the same form.
    fn parallel(&self, segment: SegmentId, form: Form) -> Option<OperatorId> {
        let verbs = || {
            self.operators.enumerate().filter(move |(_, operator)| {
                operator.segment == segment && operator.verb.is_some() && !self.line().is_noun(operator.tokens.start, operator)
            })
        };
        let is_alike = |id: OperatorId| (self.form_of(id) == Form::Infinitive) == (form == Form::Infinitive);
        verbs().rev().find(|(id, _)| is_alike(*id)).map(|(id, _)| id)
    }

    /// Returns true if signatures of verbs that only colour govern as well: "plans to close".
    fn is_governing_verb(&self, cue: Cue) -> bool {
        matches!(cue, Cue::Planned | Cue::Required | Cue::Allowed | Cue::Hearsay | Cue::Ceased)
    }

    /// Returns true if a token says, denies or confirms something.
    fn says(&self, at: usize) -> bool {
        self.tokens[at].operator.is_some_and(|id| {
            matches!(self.operators[id].cue, Cue::Saying | Cue::Denial | Cue::Confirmation | Cue::Untrue | Cue::Factive)
        })
    }

    /// Returns true if a word of contrast begins a segment.
    fn is_contrast(&self, segment: SegmentId) -> bool {
        self.segments[segment].is_contrast
    }

    /// The segment that joined ones began with.
    fn base(&self, segment: SegmentId) -> SegmentId {
        let mut base = segment;
        while let Some((earlier, _)) = self.segments[base].joined.filter(|(earlier, _)| *earlier < base) {
            base = earlier;
        }
        base
    }

    /// Returns true if an operator is a modal verb: it colours the verb behind it.
    fn is_modal(&self, operator: &Operator) -> bool {
        operator.verb.is_some() && self.tokens[operator.tokens.start].class.is(Class::AUXILIARY)
    }

    /// Returns true if a rule asks about the very words of an operator: it changes nothing then.
    fn is_asked_about(&self, operator: &Operator) -> bool {
        self.tokens[operator.tokens.start].is_predicate
    }

    /// The form of the last verb among some tokens of a segment.
    fn form_between(&self, segment: SegmentId, tokens: std::ops::Range<usize>) -> Option<Form> {
        let mut verbs = tokens.rev().filter(|at| self.owners[*at] == segment && self.line().is_verb(*at));
        verbs.next().map(|at| if self.is_infinitive(at, at + 1) { Form::Infinitive } else { Form::Finite })
    }

    /// Returns true if a verb may have a subject: it is finite, or an auxiliary stands before it.
    fn has_subject(&self, operator: &Operator) -> bool {
        let line = self.line();
        let mut before = (0..operator.tokens.start).rev().take_while(|at| line.is_transparent(*at));
        operator.verb.is_some_and(|verb| verb.slots.may_be_finite())
            || before.any(|at| self.tokens[at].class.is(Class::AUXILIARY))
    }

    /// Returns true if nothing but small words stand between words and a place.
    fn stands_with(&self, words: std::ops::Range<usize>, at: usize) -> bool {
        let between = if words.end <= at { words.end..at } else { at + 1..words.start };
        between.clone().all(|at| self.line().is_transparent(at)) || words.contains(&at)
    }
}

/// What an operator makes of a clause.
fn effect_of(operator: &Operator) -> Option<Effect> {
    operator.verb.map_or(Some(operator.cue), |verb| verb.takes.clause).and_then(effect)
}

const fn structural(modality: Modality) -> Link {
    Link { operator: None, effect: colour(modality), negations: Vec::new(), doubt: None }
}

const fn unclear(doubt: Doubt) -> Link {
    Link { operator: None, effect: colour(Modality::Asserted), negations: Vec::new(), doubt: Some(doubt) }
}
