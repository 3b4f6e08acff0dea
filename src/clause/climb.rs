//! The way up: from a segment to what it hangs on, with the operators on the way.

use super::effect::{Effect, Outcome, effect};
use super::form::Form;
use super::operator::{Operator, Target};
use super::scope::Link;
use super::{Analysis, Doubt, Governor, Role, Segment, Sharing};
use crate::claim::Modality;
use crate::id::{Id, OperatorId, SegmentId};
use crate::lexicon::{Class, Cue, Slot};

/// Somebody asserts it, and who denies that leaves it open.
const CREDIT: Effect =
    Effect { holds: Outcome::Yes(Modality::Asserted), denied: Outcome::Open(Modality::Declined), credits: true };

/// A statement that only gets another modality.
const fn colour(modality: Modality) -> Effect {
    Effect { holds: Outcome::Yes(modality), denied: Outcome::No(modality), credits: false }
}

/// How far the way up is of use: each clause of a sentence is on it once at most.
pub(super) struct Climb<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) links: Vec<Link>,
    pub(super) seen: Vec<OperatorId>,
    pub(super) climbed: Vec<SegmentId>,
}

impl Climb<'_> {
    /// Adds an operator, unless it has been met.
    pub(super) fn add(&mut self, id: OperatorId, effect: Effect, doubt: Option<Doubt>) -> bool {
        if self.seen.contains(&id) {
            return false;
        }
        self.seen.push(id);
        let negations = self.analysis.negations_of(id);
        let is_plan = effect.holds == Outcome::Yes(Modality::Planned);
        let effect = Effect { credits: effect.credits || is_plan && self.analysis.is_plan_of_subject(id), ..effect };
        self.links.push(Link { operator: Some(id), effect, negations, doubt });
        true
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
        // "80 according to the police and 100 according to the union": each is named behind what it says.
        let follow = own.len() > 1 && own.last().is_some_and(|(_, start)| !analysis.tells_behind(segment, *start));
        let behind = || own.iter().find(|(_, start)| follow && *start >= at);
        let before = behind().or_else(|| own.iter().rev().find(|(_, start)| *start <= at)).or(own.first()).copied();
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
    pub(super) fn up(&mut self, segment: SegmentId, at: usize, form: Form) {
        if self.climbed.contains(&segment) {
            return;
        }
        self.climbed.push(segment);
        self.attributions(segment, at);
        let analysis = self.analysis;
        let own = &analysis.segments[segment];
        if let Some((other, sharing)) = own.joined {
            // "Speaks of four dead, all staff, and of 21 injured": without a verb of its own, it has that of the one before.
            let sharing = if own.has_verb() { sharing } else { Sharing::Shared };
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
            Governor::None => {
                if own.role == Role::Relative && analysis.follows_what_is_not(parent, own.first) {
                    self.links.push(unclear(Doubt::Negation));
                }
                self.statement(own.role, parent, own.first);
            }
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
    pub(super) fn statement(&mut self, role: Role, parent: SegmentId, at: usize) {
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
    /// "The auditors expect": who plans or foresees something is the subject; of what "is expected", nobody is named.
    fn is_plan_of_subject(&self, id: OperatorId) -> bool {
        let operator = &self.operators[id];
        let (start, line) = (operator.tokens.start, self.line());
        let mut before = (0..start).rev().take_while(|at| line.is_transparent(*at));
        let has_auxiliary = self.tokens[start].class.is(Class::AUXILIARY)
            || before.any(|at| self.tokens[at].class.is(Class::AUXILIARY | Class::INFINITIVE_MARK));
        // "The hospital *devrait* close": what is to be expected is nobody's plan.
        let plans = operator.verb.is_some_and(|verb| verb.slots.may_be_finite() && !verb.slots.may_be(Slot::Conditional));
        !has_auxiliary && plans && line.is_verb(start)
    }

    /// "It is no list of people who *are followed*": a relative clause at the end of what is said not to be tells of nobody for certain.
    fn follows_what_is_not(&self, parent: SegmentId, at: usize) -> bool {
        let denies = |operator: &Operator| {
            let between = operator.tokens.end..at;
            operator.segment == parent
                && operator.cue == Cue::NegatedDeterminer
                && operator.tokens.end <= at
                && !between.clone().any(|at| self.line().is_verb(at))
                && between.clone().any(|at| self.tokens[at].class.is(Class::PREPOSITION))
        };
        self.operators.iter().any(denies)
    }

    /// Returns true if a number, or what a rule asks about, stands in a segment behind a token.
    fn tells_behind(&self, segment: SegmentId, at: usize) -> bool {
        let own = |at: &usize| self.segments[segment].holds(*at);
        (at..self.tokens.len()).filter(own).any(|at| self.tokens[at].is_predicate || self.tokens[at].begins_value())
    }

    /// The segment that joined ones began with.
    fn base(&self, segment: SegmentId) -> SegmentId {
        let mut base = segment;
        while let Some((earlier, _)) = self.segments[base].joined.filter(|(earlier, _)| *earlier < base) {
            base = earlier;
        }
        base
    }

    /// Returns true if a word of contrast begins a segment.
    fn is_contrast(&self, segment: SegmentId) -> bool {
        self.segments[segment].is_contrast
    }
}

pub(super) const fn structural(modality: Modality) -> Link {
    Link { operator: None, effect: colour(modality), negations: Vec::new(), doubt: None }
}

const fn unclear(doubt: Doubt) -> Link {
    Link { operator: None, effect: colour(Modality::Asserted), negations: Vec::new(), doubt: Some(doubt) }
}
