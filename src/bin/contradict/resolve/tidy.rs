//! Keeps the file of decisions in order: puts it into its normal form, and removes entries that are no longer needed.

use super::{Desk, broken};
use crate::args::{Color, ResolveArgs};
use crate::{atomic_file, decisions, display_text, exit, output, print_diagnostics};
use anyhow::bail;
use contradict::diagnostic::{Code, Diagnostic, Level, UserFile};
use contradict::resolution;
use contradict::span::{InToml, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Puts the file into its normal form. Its meaning does not change, and no comment is lost.
pub fn arrange(args: &ResolveArgs, color: Color) -> anyhow::Result<u8> {
    let path = decisions::place(&args.decisions);
    if !path.try_exists().unwrap_or(true) {
        bail!("`{}` does not exist: there is nothing to put in order", path.display());
    }
    let mut is_new = false;
    atomic_file::change(&path, |file| {
        let text = resolution::arranged(file).map_err(|mistakes| broken(&mistakes))?;
        is_new = text != file.text;
        Ok(Some(text))
    })?;
    let done = if is_new { "put in order" } else { "already in order" };
    output::print(&format!("{}: {done}\n", path.display()), color)?;
    Ok(exit::CLEAN)
}

/// The codes of entries that may be removed: no rule asks the question any more, the sources no longer conflict, or the entry is
/// a duplicate.
const PRUNED: [Code; 3] = [Code::UnmatchedResolution, Code::StaleResolution, Code::DuplicateResolution];

/// Lists the decisions that are no longer needed, and removes them if requested.
pub fn prune(desk: &Desk, yes: bool, color: Color) -> anyhow::Result<u8> {
    if desk.report.summary.answers == 0 {
        bail!("nothing was judged, so that no decision can be said to be needed no longer: `contradict check` says why");
    }
    if !desk.decisions.is_full || desk.report.summary.coverage.unread > 0 {
        bail!(
            "not everything was read, so that no decision can be said to be needed no longer: leave out paths, --rules and --lang, or add --full"
        );
    }
    let dead: Vec<_> = desk.report.diagnostics.iter().filter(|told| PRUNED.contains(&told.code)).collect();
    if dead.is_empty() {
        output::print("every decision is still needed\n", color)?;
        return Ok(exit::CLEAN);
    }
    let lines: BTreeSet<usize> = dead.iter().filter_map(|told| Some(told.location?.line)).collect();
    let mut shown = String::new();
    let mut gone = 0;
    let take = |file: &Arc<UserFile>| -> anyhow::Result<Option<String>> {
        if file.text != desk.text {
            bail!("`{}` was changed meanwhile: run this again", desk.path.display());
        }
        let (all, headers) = headers(file, &lines)?;
        gone = headers.len();
        for header in &headers {
            let at = file.locate(*header);
            let entry = all.iter().find(|(span, _)| span == header);
            let says = entry.map(|(_, says)| display_text::one_line(says)).unwrap_or_default();
            shown.push_str(&format!("{}:{}  {says}\n", desk.path.display(), at.line));
        }
        if !yes {
            return Ok(None);
        }
        Ok(Some(resolution::without(file, &headers).map_err(|mistakes| broken(&mistakes))?))
    };
    atomic_file::change(&desk.path, take)?;
    let counted = display_text::count(gone, "decision", "decisions");
    shown.push_str(&if yes {
        format!("{counted} taken away\n")
    } else {
        format!("{counted} would go: add --yes to take them away\n")
    });
    output::print(&shown, color)?;
    Ok(if yes { exit::CLEAN } else { exit::CONFLICTS })
}

type Headers = (Vec<(Span<InToml>, String)>, BTreeSet<Span<InToml>>);

/// Returns the entries of the file, and the headers of those that contain one of the lines.
fn headers(file: &Arc<UserFile>, lines: &BTreeSet<usize>) -> anyhow::Result<Headers> {
    let (entries, _) = resolution::load_with_repeats(file);
    let mistakes: Vec<Diagnostic> = resolution::load(file).1.into_iter().filter(|told| told.level == Level::Error).collect();
    if !mistakes.is_empty() {
        print_diagnostics::all(&mistakes);
        bail!("nothing was taken away: mend the file of decisions first");
    }
    let on_line = |span: Span<InToml>| file.locate(span).line;
    let dead =
        entries.iter().filter(|entry| lines.contains(&on_line(entry.span)) || lines.contains(&on_line(entry.conflict_span)));
    let dead = dead.map(|entry| entry.span).collect();
    let says = entries.iter().map(|entry| {
        let known = &entry.entry;
        (entry.span, format!("{} · {} · {} · {}", known.conflict, known.outcome.word(), known.decided, known.reason))
    });
    Ok((says.collect(), dead))
}
