//! Groups claims that no rule used and that seem to be about the same thing, as ideas for the next rule.
//!
//! Nothing here decides a conflict. Two claims are grouped if they have the same kind of value, share a word for it and share a
//! name nearby. Claims are sorted by key, never compared in pairs.

mod group;
mod key;
mod model;
#[cfg(test)]
mod tests;

pub use model::{Unused, UnusedGroup, UnusedPosition, UnusedSummary};

use super::model::ClaimView;
use crate::answer::ClaimNear;
use crate::claim::Value;
use crate::text::Document;

/// A claim as the outputs show it, with the data to compare it.
#[derive(Clone, Debug)]
pub struct NearView {
    /// The claim as the outputs show it.
    pub view: ClaimView,
    value: Value,
    near: ClaimNear,
}

impl NearView {
    /// Makes a claim of `document`.
    pub fn new(document: &Document, near: ClaimNear) -> NearView {
        let mut view = ClaimView::new(document, &near.claim, near.used);
        view.quote = near.quote.of(document.text()).to_owned();
        NearView { view, value: near.claim.value.clone(), near }
    }
}

impl Unused {
    /// Groups the claims of a run that no rule used. `claims` are all claims, in the order of the documents.
    pub fn new(claims: Vec<NearView>) -> Unused {
        let is_date = |claim: &&NearView| matches!(claim.value, Value::Period(_));
        let (total, dates) = (claims.len(), claims.iter().filter(is_date).count());
        let used = claims.iter().filter(|claim| claim.view.used).count();
        let open: Vec<NearView> = claims.into_iter().filter(|claim| !claim.view.used).collect();
        let mut groups: Vec<UnusedGroup> = key::grouped(&open).iter().map(|members| group::group(&open, members)).collect();
        groups.sort_by_cached_key(UnusedGroup::order);
        let differ = groups.iter().filter(|group| group.differs).count();
        let summary = UnusedSummary { claims: total - dates, dates, used, groups: groups.len(), differ };
        Unused { groups, summary }
    }
}
