//! `contradict resolve`: records what people decided.

mod ask;
mod entry;
mod import;
mod tidy;

use crate::args::{Color, ResolveArgs};
use crate::pipeline::Run;
use crate::read_document::Want;
use crate::{atomic_file, decisions, display_text, exit, output, print_diagnostics};
use anyhow::bail;
use contradict::diagnostic::{Diagnostic, UserFile, closest};
use contradict::report::{ConflictView, Report, Status};
use contradict::resolution::{self, Decision, Decisions, Entry};
use contradict::rule::RuleSet;
use entry::Said;
use std::path::PathBuf;
use std::sync::Arc;

/// Runs `resolve`.
pub fn run(args: ResolveArgs, color: Color) -> anyhow::Result<u8> {
    if args.fmt {
        return tidy::arrange(&args, color);
    }
    let Some(desk) = Desk::open(&args)? else { return Ok(exit::FAILED) };
    if args.prune {
        return tidy::prune(&desk, args.yes, color);
    }
    if args.all {
        return accept_all(&desk, &args, color);
    }
    if let Some(path) = &args.import {
        return import::run(&desk, &args, path, color);
    }
    match &args.id {
        Some(id) => decide(&desk, id, &args, color),
        None => ask::run(&desk, args.by, color),
    }
}

/// The conflicts of a run, and the file in which decisions about them are written.
struct Desk {
    rules: RuleSet,
    decisions: Decisions,
    report: Report,
    /// The text of the file of decisions when it was read.
    text: String,
    path: PathBuf,
}

impl Desk {
    /// Reads everything; returns none if a mistake stops the run.
    fn open(args: &ResolveArgs) -> anyhow::Result<Option<Desk>> {
        let mut mistakes = Vec::new();
        let place = decisions::place(&args.decisions);
        // The user may name a file that does not exist yet.
        let is_new = !place.try_exists().unwrap_or(true);
        let known = if is_new {
            decisions::none(&args.decisions, &args.reading)
        } else {
            decisions::read(&args.decisions, &args.reading, &mut mistakes)?
        };
        let mut run = Run::prepare(args.reading.clone())?;
        run.diagnostics.extend(mistakes);
        if run.is_broken() {
            print_diagnostics::all(&run.diagnostics);
            return Ok(None);
        }
        let found = run.read(&Want::Answers)?;
        let (report, told) = Report::decided(&run.rules, &found.answers, found.coverage, &run.diagnostics, &known.decisions);
        run.diagnostics.extend(told);
        print_diagnostics::all(&run.diagnostics);
        let is_broken = run.is_broken();
        let text = known.file.map(|file| file.text.clone()).unwrap_or_default();
        Ok((!is_broken).then_some(Desk { rules: run.rules, decisions: known.decisions, report, text, path: place }))
    }

    /// Returns the conflicts that nobody has settled, the most serious first.
    fn open_conflicts(&self) -> impl Iterator<Item = &ConflictView> {
        self.report.conflicts.iter().filter(|conflict| conflict.status == Status::Open)
    }

    /// Writes decisions into the file, and reports which decisions of the same day they replace.
    fn write(&self, entries: &[Entry], replace: bool) -> anyhow::Result<Vec<Entry>> {
        let mut gone = Vec::new();
        atomic_file::change(&self.path, |file| {
            let text;
            (text, gone) = with(file, entries, replace)?;
            Ok(Some(text))
        })?;
        Ok(gone)
    }
}

/// Returns the text of the file with the entries, and the entries that they replace: those of the same day about the same
/// conflicts.
///
/// # Errors
/// If somebody else decided one of these conflicts on the same day, and the user did not ask to replace that.
fn with(file: &Arc<UserFile>, entries: &[Entry], replace: bool) -> anyhow::Result<(String, Vec<Entry>)> {
    let (text, gone) = resolution::replaced(file, entries).map_err(|mistakes| broken(&mistakes))?;
    let by = |old: &Entry| entries.iter().find(|new| new.conflict == old.conflict).map(|new| new.by.as_str());
    if let Some(old) = gone.iter().find(|old| !replace && by(old) != Some(old.by.as_str())) {
        bail!(
            "{} decided `{}` on {} too: {}, \"{}\". Nothing was written; add --replace to write over it",
            old.by,
            old.conflict,
            old.decided,
            old.outcome.word(),
            old.reason
        );
    }
    Ok((text, gone))
}

/// Prints the mistakes of a file that therefore cannot be written to.
fn broken(mistakes: &[Diagnostic]) -> anyhow::Error {
    print_diagnostics::all(mistakes);
    anyhow::anyhow!("nothing was written: mend the file of decisions first")
}

fn decide(desk: &Desk, id: &str, args: &ResolveArgs, color: Color) -> anyhow::Result<u8> {
    let Some(conflict) = desk.report.conflicts.iter().find(|conflict| conflict.id == id) else {
        let known = desk.report.conflicts.iter().map(|conflict| conflict.id.as_str());
        let hint = match closest(id, known) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`contradict check` prints those that there are".to_owned(),
        };
        bail!("there is no conflict `{id}`; {hint}");
    };
    let (Some(outcome), Some(reason), Some(by)) = (args.outcome, &args.reason, &args.by) else {
        bail!("say what was decided, why, and who decides");
    };
    let said = Said { outcome: outcome.0, holds: args.holds.as_deref(), reason, by, expires: args.expires };
    let entry = entry::of(&desk.rules, conflict, &said, desk.decisions.today)?;
    let gone = desk.write(std::slice::from_ref(&entry), args.replace)?;
    output::print(&format!("{}{}", recorded(&entry, desk), gone.iter().map(instead).collect::<String>()), color)?;
    Ok(exit::CLEAN)
}

/// Describes what was written, in one line.
fn recorded(entry: &Entry, desk: &Desk) -> String {
    let holds = entry.holds.as_ref().map(|value| format!(", {value} holds")).unwrap_or_default();
    format!(
        "{}: {}{}, recorded in {}\n",
        display_text::one_line(&entry.conflict),
        entry.outcome.word(),
        display_text::one_line(&holds),
        desk.path.display()
    )
}

/// Describes what it replaced, in one line.
fn instead(old: &Entry) -> String {
    let holds = old.holds.as_ref().map(|value| format!(", {value} holds")).unwrap_or_default();
    let (by, reason) = (display_text::one_line(&old.by), display_text::one_line(&old.reason));
    format!(
        "it replaces the decision of the same day by {by}: {}{}: {reason}\n",
        old.outcome.word(),
        display_text::one_line(&holds)
    )
}

fn accept_all(desk: &Desk, args: &ResolveArgs, color: Color) -> anyhow::Result<u8> {
    let (Some(reason), Some(by)) = (&args.reason, &args.by) else { bail!("say why, and who decides") };
    let said = Said { outcome: Decision::AcceptedOpen, holds: None, reason, by, expires: args.expires };
    let entries = desk.open_conflicts().map(|conflict| entry::of(&desk.rules, conflict, &said, desk.decisions.today));
    let entries = entries.collect::<anyhow::Result<Vec<_>>>()?;
    if !entries.is_empty() {
        desk.write(&entries, args.replace)?;
    }
    let accepted = display_text::count(entries.len(), "open conflict", "open conflicts");
    output::print(&format!("{accepted} accepted in {}\n", desk.path.display()), color)?;
    Ok(exit::CLEAN)
}
