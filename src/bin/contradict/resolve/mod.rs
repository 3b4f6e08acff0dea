//! `contradict resolve`: recording what people decided.

mod ask;
mod entry;
mod import;
mod tidy;

use crate::args::{Color, ResolveArgs};
use crate::page::Want;
use crate::pipeline::Run;
use crate::{decisions, exit, output, store, tell, words};
use anyhow::bail;
use contradict::diagnostic::{Diagnostic, UserFile, closest};
use contradict::report::{ConflictView, Report, Status};
use contradict::resolution::{self, Decision, Decisions, Entry};
use contradict::rule::RuleSet;
use entry::Said;
use std::path::PathBuf;
use std::sync::Arc;

/// Does what was asked for.
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

/// The conflicts of a run, and where decisions about them are written.
struct Desk {
    rules: RuleSet,
    decisions: Decisions,
    report: Report,
    /// The text of the file of decisions when it was read.
    text: String,
    path: PathBuf,
}

impl Desk {
    /// Reads everything; none where a mistake forbids it.
    fn open(args: &ResolveArgs) -> anyhow::Result<Option<Desk>> {
        let mut mistakes = Vec::new();
        let place = decisions::place(&args.decisions);
        // A file that is named may be a new one.
        let is_new = !place.try_exists().unwrap_or(true);
        let known = if is_new {
            decisions::none(&args.decisions, &args.reading)
        } else {
            decisions::read(&args.decisions, &args.reading, &mut mistakes)?
        };
        let mut run = Run::prepare(args.reading.clone())?;
        run.diagnostics.extend(mistakes);
        if run.is_broken() {
            tell::all(&run.diagnostics);
            return Ok(None);
        }
        let found = run.read(&Want::Answers)?;
        let (report, told) = Report::decided(&run.rules, &found.answers, found.coverage, &run.diagnostics, &known.decisions);
        run.diagnostics.extend(told);
        tell::all(&run.diagnostics);
        let is_broken = run.is_broken();
        let text = known.file.map(|file| file.text.clone()).unwrap_or_default();
        Ok((!is_broken).then_some(Desk { rules: run.rules, decisions: known.decisions, report, text, path: place }))
    }

    /// Those that nobody has settled, the gravest first.
    fn open_conflicts(&self) -> impl Iterator<Item = &ConflictView> {
        self.report.conflicts.iter().filter(|conflict| conflict.status == Status::Open)
    }

    /// Writes decisions into the file. A decision of the same day about the same conflict is replaced: two would contradict each
    /// other.
    fn write(&self, entries: &[Entry]) -> anyhow::Result<()> {
        store::change(&self.path, |file| Ok(Some(with(file, entries)?)))
    }
}

/// The text of the file with the entries, instead of those of the same day about the same conflicts.
fn with(file: &Arc<UserFile>, entries: &[Entry]) -> anyhow::Result<String> {
    let (ledger, _) = resolution::load(file);
    let is_replaced = |old: &Entry| entries.iter().any(|new| new.conflict == old.conflict && new.decided == old.decided);
    let replaced = ledger.resolutions.iter().filter(|known| is_replaced(&known.entry)).map(|known| known.span).collect();
    let kept = resolution::without(file, &replaced).map_err(|mistakes| broken(&mistakes))?;
    let kept = Arc::new(UserFile::new(file.name.clone(), kept));
    resolution::added(&kept, entries).map_err(|mistakes| broken(&mistakes))
}

/// The mistakes of a file that is not written to.
fn broken(mistakes: &[Diagnostic]) -> anyhow::Error {
    tell::all(mistakes);
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
    desk.write(std::slice::from_ref(&entry))?;
    output::print(&format!("{}: {} recorded in {}\n", words::one_line(id), entry.outcome.word(), desk.path.display()), color)?;
    Ok(exit::CLEAN)
}

fn accept_all(desk: &Desk, args: &ResolveArgs, color: Color) -> anyhow::Result<u8> {
    let (Some(reason), Some(by)) = (&args.reason, &args.by) else { bail!("say why, and who decides") };
    let said = Said { outcome: Decision::AcceptedOpen, holds: None, reason, by, expires: args.expires };
    let entries = desk.open_conflicts().map(|conflict| entry::of(&desk.rules, conflict, &said, desk.decisions.today));
    let entries = entries.collect::<anyhow::Result<Vec<_>>>()?;
    if !entries.is_empty() {
        desk.write(&entries)?;
    }
    let accepted = words::count(entries.len(), "open conflict", "open conflicts");
    output::print(&format!("{accepted} accepted in {}\n", desk.path.display()), color)?;
    Ok(exit::CLEAN)
}
