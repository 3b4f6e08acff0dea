//! What each operator makes of the words in its scope: the one table that polarity, modality and voice come from.
//!
//! The two columns are implicative signatures (Nairn, Condoravdi and Karttunen 2006; Karttunen 2012): what follows where the operator is
//! affirmed, and where it is denied.

use crate::claim::Modality;
use crate::lexicon::Cue;

/// What follows for the words in the scope of an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is so, this surely.
    Yes(Modality),
    /// It is not so, this surely.
    No(Modality),
    /// Nothing follows: it is left open, in this way.
    Open(Modality),
}

/// What an operator makes of its scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Where the operator is affirmed.
    pub holds: Outcome,
    /// Where it is denied.
    pub denied: Outcome,
    /// Whether its subject is the one who is committed.
    pub credits: bool,
}

/// The effect of an operator of this kind; none where the kind is no operator.
pub const fn effect(cue: Cue) -> Option<Effect> {
    use Modality::{
        Asked, Asserted, Declined, Hearsay, Hypothetical, Planned as PlannedOnly, Possible as PossibleOnly,
        Required as RequiredOnly, Restricted as Limited,
    };
    use Outcome::{No, Open, Yes};
    let (holds, denied, credits) = match cue {
        Cue::Saying | Cue::Confirmation | Cue::Attribution | Cue::AttributionAfter | Cue::Reply => {
            (Yes(Asserted), Open(Declined), true)
        }
        Cue::Denial => (No(Asserted), Open(Declined), true),
        Cue::Factive => (Yes(Asserted), Yes(Asserted), false),
        Cue::Certain => (Yes(Asserted), Open(Declined), false),
        Cue::Untrue => (No(Asserted), Yes(Asserted), false),
        Cue::NoSign => (No(Limited), Yes(Asserted), false),
        Cue::Doubt => (No(Limited), Yes(Asserted), true),
        Cue::Failed => (No(Asserted), Yes(Asserted), false),
        Cue::Refused => (No(Asserted), Open(Declined), false),
        Cue::Achieved => (Yes(Asserted), No(Asserted), false),
        Cue::Caused => (Yes(Asserted), Open(Declined), false),
        Cue::Ceased => (Open(Declined), Yes(Asserted), false),
        // What is claimed, alleged or rumoured is denied with the noun that names it.
        Cue::Claimed | Cue::Accused | Cue::Hearsay => (Yes(Hearsay), No(Asserted), false),
        // "Does not believe that it closed" believes that it did not.
        Cue::Belief => (Yes(Hearsay), No(Limited), true),
        Cue::Withdrawn => (Open(Declined), Open(Declined), true),
        Cue::Planned => (Yes(PlannedOnly), Yes(PlannedOnly), false),
        Cue::Required => (Yes(RequiredOnly), Yes(RequiredOnly), false),
        Cue::Allowed | Cue::Possible => (Yes(PossibleOnly), No(PossibleOnly), false),
        Cue::Restricted => (Yes(Limited), No(Limited), false),
        Cue::Hypothetical => (Yes(Hypothetical), No(Hypothetical), false),
        Cue::Asked => (Yes(Asked), Yes(Asked), false),
        Cue::Declined => (Open(Declined), Open(Declined), true),
        Cue::Partly => (No(Limited), Yes(Limited), false),
        Cue::Almost => (No(Asserted), Yes(Asserted), false),
        _ => return None,
    };
    Some(Effect { holds, denied, credits })
}

/// Returns true if a clause, an infinitive or a noun can be what an operator of this kind is about, so that it governs it; the others only
/// colour the verb beside them.
pub const fn governs(cue: Cue) -> bool {
    matches!(
        cue,
        Cue::Saying
            | Cue::Confirmation
            | Cue::Denial
            | Cue::Factive
            | Cue::Certain
            | Cue::Untrue
            | Cue::NoSign
            | Cue::Doubt
            | Cue::Failed
            | Cue::Refused
            | Cue::Achieved
            | Cue::Caused
            | Cue::Claimed
            | Cue::Accused
            | Cue::Belief
            | Cue::Withdrawn
            | Cue::Asked
            | Cue::Declined
            | Cue::Reply
    )
}

/// Returns true if words of this kind deny the verb, the noun or the operator that they are bound to.
pub const fn negates(cue: Cue) -> bool {
    matches!(cue, Cue::Negation | Cue::NegatedDeterminer | Cue::NegatedSubject | Cue::Without)
}
