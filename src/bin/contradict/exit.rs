//! Exit codes: how a run reports its result to the program that started it.

use crate::args::{Deny, FailOn};
use contradict::diagnostic::Code;
use contradict::report::{ConflictView, GateView, Report, Status};

/// Nothing is unresolved.
pub const CLEAN: u8 = 0;
/// There are unresolved conflicts.
pub const CONFLICTS: u8 = 1;
/// The run failed.
pub const FAILED: u8 = 2;
/// There was nothing to compare.
pub const NOTHING: u8 = 3;

/// The effect of a conflict on the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It fails the run.
    Failing,
    /// It is open, and below the level that fails the run.
    Below,
    /// It is open, and its rule is a pilot rule, which never fails a run.
    Pilot,
    /// A decision covers it.
    Resolved,
}

/// Returns the effect of `conflict` on the exit code.
pub fn fate(conflict: &ConflictView, fail_on: FailOn) -> Fate {
    match conflict.status {
        Status::Resolved => Fate::Resolved,
        Status::Open if conflict.pilot => Fate::Pilot,
        Status::Open if fail_on.fails(conflict.level) => Fate::Failing,
        Status::Open => Fate::Below,
    }
}

/// Returns which conflicts fail the run and which do not.
pub fn gate(report: &Report, fail_on: FailOn) -> GateView {
    let mut gate = GateView { fail_on: fail_on.word(), ..GateView::default() };
    for conflict in &report.conflicts {
        *match fate(conflict, fail_on) {
            Fate::Resolved => &mut gate.resolved,
            Fate::Pilot => &mut gate.pilot,
            Fate::Failing => &mut gate.failing,
            Fate::Below => &mut gate.below,
        } += 1;
    }
    gate
}

/// Returns true if there was nothing to compare.
pub fn is_nothing(report: &Report) -> bool {
    report.summary.coverage.documents == 0 || report.summary.answers <= report.no_subject.len()
}

/// Returns the exit code of a completed `check`.
pub fn code(report: &Report, fail_on: FailOn, deny: &[Deny]) -> u8 {
    if is_nothing(report) {
        NOTHING
    } else if gate(report, fail_on).failing > 0 || deny.iter().any(|what| is_denied(report, *what)) {
        CONFLICTS
    } else {
        CLEAN
    }
}

/// Diagnostics about decisions that a person should review.
const STALE: [Code; 5] = [
    Code::StaleResolution,
    Code::UnmatchedResolution,
    Code::ExpiredResolution,
    Code::DuplicateResolution,
    Code::DisputedResolution,
];

fn is_denied(report: &Report, what: Deny) -> bool {
    match what {
        Deny::Stale => report.diagnostics.iter().any(|told| STALE.contains(&told.code)),
        Deny::Unread => report.summary.coverage.unread > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{both, report, warned};

    #[test]
    fn the_gravest_open_conflict_decides() {
        assert_eq!(code(&both(), FailOn::Error, &[]), CONFLICTS);
        assert_eq!(code(&both(), FailOn::Never, &[]), CLEAN);
        let tension = report(vec![warned()]);
        assert_eq!([FailOn::Error, FailOn::Warning].map(|fail_on| code(&tension, fail_on, &[])), [CLEAN, CONFLICTS]);
        let (mut pilot, mut resolved) = (warned(), warned());
        pilot.pilot = true;
        resolved.status = Status::Resolved;
        assert_eq!(code(&report(vec![pilot, resolved]), FailOn::Note, &[]), CLEAN);
    }

    #[test]
    fn nothing_to_judge_is_never_clean() {
        let mut unread = report(Vec::new());
        assert_eq!(code(&unread, FailOn::Never, &[]), CLEAN, "an answered question without conflict");
        unread.summary.answers = 0;
        assert_eq!(code(&unread, FailOn::Never, &[]), NOTHING);
        unread.summary.answers = 1;
        unread.summary.coverage.documents = 0;
        assert_eq!(code(&unread, FailOn::Never, &[]), NOTHING);
    }
}
