//! What people decided, from the file to the run.

use crate::args::{DecisionArgs, ReadingArgs};
use crate::files::Input;
use crate::user_files;
use anyhow::bail;
use contradict::diagnostic::{Code, Diagnostic, UserFile};
use contradict::resolution::{self, Decisions, Ledger};
use contradict::span::Span;
use jiff::Zoned;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where decisions are when nobody says where.
const FILE: &str = "resolutions.toml";

/// The file of decisions of a run.
pub struct Decided {
    /// What it says, and how it is taken.
    pub decisions: Decisions,
    /// The file; none where there is none yet.
    pub file: Option<Arc<UserFile>>,
}

/// Where decisions are kept.
pub fn place(args: &DecisionArgs) -> PathBuf {
    args.resolutions.clone().unwrap_or_else(|| PathBuf::from(FILE))
}

/// Reads what was decided. Mistakes in the file are added to `diagnostics`.
///
/// # Errors
/// A file that was named and is not there, or that cannot be read.
pub fn read(args: &DecisionArgs, reading: &ReadingArgs, diagnostics: &mut Vec<Diagnostic>) -> anyhow::Result<Decided> {
    let path = place(args);
    let is_there = path.try_exists().unwrap_or(true);
    if !is_there && args.resolutions.is_some() {
        bail!("`{}` does not exist: name the file of decisions, or leave `--resolutions` out", path.display());
    }
    let (mut file, mut ledger) = (None, Ledger::default());
    if is_there {
        let input = Input { name: path.display().to_string(), path };
        if let Some(read) = user_files::read(&[input], diagnostics)?.pop() {
            let (known, mistakes) = resolution::load(&read);
            diagnostics.extend(mistakes);
            (file, ledger) = (Some(read), known);
        }
    }
    let none = none(args, reading);
    Ok(Decided { decisions: Decisions { ledger, ..none.decisions }, file })
}

/// No decisions, where there is no file yet.
pub fn none(args: &DecisionArgs, reading: &ReadingArgs) -> Decided {
    let today = args.today.unwrap_or_else(|| Zoned::now().date());
    let is_full = args.full || is_full(reading);
    Decided { decisions: Decisions { ledger: Ledger::default(), today, is_full }, file: None }
}

/// Says that the file is not in its one written order, where it is not.
pub fn not_arranged(file: &Arc<UserFile>) -> Option<Diagnostic> {
    if resolution::is_arranged(file) {
        return None;
    }
    let message = "this file is not in its one written order, and `--locked` asks for it";
    let help = "`contradict resolve --fmt` puts it there, and changes nothing that it says";
    Some(Diagnostic::error(Code::NotArranged, file, Span::default(), message).of_whole_file().help(help))
}

/// Whether a run reads all that it would read without being told what: what it does not find is then not there.
fn is_full(reading: &ReadingArgs) -> bool {
    let is_usual = |path: &PathBuf| path.as_path() == Path::new(crate::args::CORPUS);
    reading.rules.is_empty() && reading.lang.is_none() && reading.paths.iter().all(is_usual)
}
