//! Reads what people decided, for a run.

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

/// The default path of the file of decisions.
const FILE: &str = "resolutions.toml";

/// The decisions of a run.
pub struct Decided {
    /// The decisions, and how they are applied.
    pub decisions: Decisions,
    /// The file; none if it does not exist yet.
    pub file: Option<Arc<UserFile>>,
}

/// Returns the path of the file of decisions.
pub fn place(args: &DecisionArgs) -> PathBuf {
    args.resolutions.clone().unwrap_or_else(|| PathBuf::from(FILE))
}

/// Reads the decisions. Mistakes in the file are added to `diagnostics`.
///
/// # Errors
/// If a file that the user named does not exist, or the file cannot be read.
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

/// Returns an empty list of decisions, for when there is no file yet.
pub fn none(args: &DecisionArgs, reading: &ReadingArgs) -> Decided {
    let today = args.today.unwrap_or_else(|| Zoned::now().date());
    let is_full = args.full || is_full(reading);
    Decided { decisions: Decisions { ledger: Ledger::default(), today, is_full }, file: None }
}

/// Returns a warning if the file is not in its normal form.
pub fn not_arranged(file: &Arc<UserFile>) -> Option<Diagnostic> {
    if resolution::is_arranged(file) {
        return None;
    }
    let message = "this file is not in its one written order, and `--locked` asks for it";
    let help = "`contradict resolve --fmt` puts it there, and changes nothing that it says";
    Some(Diagnostic::error(Code::NotArranged, file, Span::default(), message).of_whole_file().help(help))
}

/// Returns true if a run reads everything that it reads by default. What it does not find then does not exist.
fn is_full(reading: &ReadingArgs) -> bool {
    let is_usual = |path: &PathBuf| path.as_path() == Path::new(crate::args::CORPUS);
    reading.rules.is_empty() && reading.lang.is_none() && reading.paths.iter().all(is_usual)
}
