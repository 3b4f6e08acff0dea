//! Groups of unused claims, as the outputs show them.

use crate::report::model::ClaimView;
use serde::Serialize;
use std::cmp::Reverse;

/// All unused claims, in groups.
#[derive(Clone, Debug, Serialize)]
pub struct Unused {
    /// Groups whose sources differ come first, then by the number of sources and of claims.
    pub groups: Vec<UnusedGroup>,
    /// How many there are.
    pub summary: UnusedSummary,
}

/// How many claims and groups there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UnusedSummary {
    /// Claims, used or not: quantities, denials and confirmations.
    pub claims: usize,
    /// Dates, used or not.
    pub dates: usize,
    /// Claims and dates that an answer is based on.
    pub used: usize,
    /// Groups of the unused claims.
    pub groups: usize,
    /// Groups in which two sources exclude each other.
    pub differ: usize,
}

/// Claims that seem to be about the same thing.
#[derive(Clone, Debug, Serialize)]
pub struct UnusedGroup {
    /// The `answer` of a rule about them: `count`, `amount`, `percentage`, `duration`, `measure`, `date` or `yes-no`.
    pub answer: &'static str,
    /// The unit in which they are compared; empty for counts, dates, denials and confirmations.
    pub unit: String,
    /// What they were grouped by: words, folded, then names. Empty if nothing is near.
    pub share: Vec<String>,
    /// Other names and words near at least two of them, or near the only one.
    pub near: Vec<String>,
    /// Whether two sources say things that exclude each other.
    pub differs: bool,
    /// How many documents contain them.
    pub sources: usize,
    /// How many voices give them.
    pub voices: usize,
    /// How many there are.
    pub claims: usize,
    /// Claims that can all be true together.
    pub positions: Vec<UnusedPosition>,
    /// Plans, questions, denied numbers and the like, which take no position.
    pub set_aside: Vec<ClaimView>,
}

/// Claims of a group that can all be true together.
#[derive(Clone, Debug, Serialize)]
pub struct UnusedPosition {
    /// The value of its first claim.
    pub value: String,
    /// How many documents contain it.
    pub sources: usize,
    /// The claims, the best one to quote first.
    pub claims: Vec<ClaimView>,
}

impl UnusedGroup {
    /// The sort key of the group.
    pub(super) fn order(&self) -> impl Ord + use<> {
        let text = (self.share.is_empty(), self.share.clone(), self.answer, self.unit.clone());
        let claims = self.positions.iter().flat_map(|position| &position.claims).chain(&self.set_aside);
        let first = claims.map(|claim| (claim.file.clone(), claim.location.line, claim.location.column)).min();
        (Reverse(self.differs), Reverse(self.sources), Reverse(self.claims), text, first)
    }
}
