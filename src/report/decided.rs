//! How the report shows people's decisions.

use super::model::{MovedView, ReopenedView, ResolutionView, Status};
use crate::resolution::{ConflictStatus, Moved, Resolution};

/// What the status adds to a conflict.
pub(super) struct Decided {
    pub status: Status,
    pub resolution: Option<ResolutionView>,
    pub reopened: Option<ReopenedView>,
}

impl Decided {
    pub(super) fn of(conflict_status: &ConflictStatus<'_>) -> Decided {
        let reopened = |by: &Resolution, moved: &[Moved], because, values: &[String], since: Option<String>| Decided {
            status: Status::Open,
            resolution: Some(ResolutionView::new(by, moved)),
            reopened: Some(ReopenedView { because, values: values.to_vec(), since }),
        };
        match conflict_status {
            ConflictStatus::Open => Decided { status: Status::Open, resolution: None, reopened: None },
            ConflictStatus::Resolved { by, moved } => {
                Decided { status: Status::Resolved, resolution: Some(ResolutionView::new(by, moved)), reopened: None }
            }
            ConflictStatus::NewPosition { by, values, moved } => reopened(by, moved, "new-position", values, None),
            ConflictStatus::Expired { by, last } => reopened(by, &[], "expired", &[], Some(last.to_string())),
            ConflictStatus::Disputed { by, .. } => reopened(by, &[], "disputed", &[], None),
        }
    }
}

impl ResolutionView {
    fn new(resolution: &Resolution, moved: &[Moved]) -> ResolutionView {
        let entry = &resolution.entry;
        let moved =
            moved.iter().map(|moved| MovedView { voice: moved.voice.clone(), from: moved.from.clone(), to: moved.to.clone() });
        ResolutionView {
            outcome: entry.outcome.word(),
            values: entry.values.clone(),
            holds: entry.holds.clone(),
            reason: entry.reason.clone(),
            by: entry.by.clone(),
            decided: entry.decided.to_string(),
            expires: entry.expires.map(|day| day.to_string()),
            file: resolution.file.name.clone(),
            location: resolution.file.locate(resolution.span),
            moved: moved.collect(),
        }
    }
}
