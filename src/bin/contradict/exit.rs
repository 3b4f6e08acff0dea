//! Exit codes: what a run says to the program that started it.

use crate::args::FailOn;
use contradict::report::{ConflictView, Report, Status};

/// Nothing is unresolved.
pub const CLEAN: u8 = 0;
/// There are unresolved conflicts.
pub const CONFLICTS: u8 = 1;
/// The run failed.
pub const FAILED: u8 = 2;
/// There was nothing to judge.
pub const NOTHING: u8 = 3;

/// The exit code of a `check` that ran. Rules on trial never fail it.
pub fn code(report: &Report, fail_on: FailOn) -> u8 {
    let fails = |conflict: &ConflictView| conflict.status == Status::Open && !conflict.pilot && fail_on.fails(conflict.level);
    if report.summary.coverage.documents == 0 || report.summary.answers <= report.no_subject.len() {
        NOTHING
    } else if report.conflicts.iter().any(fails) {
        CONFLICTS
    } else {
        CLEAN
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{both, report, warned};

    #[test]
    fn the_gravest_open_conflict_decides() {
        assert_eq!(code(&both(), FailOn::Error), CONFLICTS);
        assert_eq!(code(&both(), FailOn::Never), CLEAN);
        let tension = report(vec![warned()]);
        assert_eq!([FailOn::Error, FailOn::Warning].map(|fail_on| code(&tension, fail_on)), [CLEAN, CONFLICTS]);
        let (mut pilot, mut resolved) = (warned(), warned());
        pilot.pilot = true;
        resolved.status = Status::Resolved;
        assert_eq!(code(&report(vec![pilot, resolved]), FailOn::Note), CLEAN);
    }

    #[test]
    fn nothing_to_judge_is_never_clean() {
        let mut unread = report(Vec::new());
        assert_eq!(code(&unread, FailOn::Never), CLEAN, "an answered question without conflict");
        unread.summary.answers = 0;
        assert_eq!(code(&unread, FailOn::Never), NOTHING);
        unread.summary.answers = 1;
        unread.summary.coverage.documents = 0;
        assert_eq!(code(&unread, FailOn::Never), NOTHING);
    }
}
