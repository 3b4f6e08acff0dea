//! `contradict resolve`: its arguments.

use super::{CORPUS, DecisionArgs, ReadingArgs, usage_error};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};
use contradict::resolution::Decision;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

pub(super) const EXAMPLES: &str = "\
Examples:
  contradict resolve
      goes through the open conflicts, one by one, and asks what was decided
  contradict resolve usage-count/police --outcome settled --holds 78 \\
      --reason \"The oversight body read the log.\" --by \"E. Peeters\"
      records one decision
  contradict resolve --all --reason \"Known on the day of the first run.\" --by \"E. Peeters\"
      accepts today's open conflicts, so that only new ones fail a run
  contradict check --output csv=conflicts.csv
  contradict resolve --import conflicts.csv
      records what was filled in with a spreadsheet: in the columns outcome, holds, reason and by
  contradict resolve --prune
      shows which decisions are needed no longer, and takes them away with --yes
  contradict resolve --fmt
      puts the file into its one written order

Exit codes:
  0  it was done, or there was nothing to do
  1  conflicts are still open, or nothing was taken away as --yes is missing
  2  it could not run, or there is no such conflict";

/// The arguments of `resolve`.
#[derive(Args, Debug)]
pub struct ResolveArgs {
    /// Id of a conflict, as `check` prints it; nothing goes through all that are open
    #[arg(value_name = "ID")]
    pub id: Option<String>,

    /// What to read.
    #[command(flatten)]
    pub reading: ReadingArgs,

    /// Where decisions are kept.
    #[command(flatten)]
    pub decisions: DecisionArgs,

    /// What was decided
    #[arg(long, value_enum, value_name = "OUTCOME")]
    pub outcome: Option<Outcome>,

    /// Why, for whoever reads it next
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,

    /// Who decides
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,

    /// Of a settled conflict, the value that holds, as `check` prints it
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub holds: Option<String>,

    /// Last day on which the decision counts
    #[arg(long, value_name = "DATE")]
    pub expires: Option<Date>,

    /// Accept all open conflicts as they are, with one reason
    #[arg(long, conflicts_with_all = ["outcome", "holds", "prune", "fmt"])]
    pub all: bool,

    /// Show the decisions that nothing needs any more, and take them away with --yes
    #[arg(long, conflicts_with_all = ["outcome", "holds", "reason", "by", "fmt"])]
    pub prune: bool,

    /// Put the file of decisions into its one written order
    #[arg(long, conflicts_with_all = ["outcome", "holds", "reason", "by"])]
    pub fmt: bool,

    /// Write over what somebody else decided about the same conflict on the same day
    #[arg(long)]
    pub replace: bool,

    /// Do what --prune shows
    #[arg(long, requires = "prune")]
    pub yes: bool,

    /// Take over decisions from a table that `check --output csv` wrote and an editor filled in
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["outcome", "holds", "prune", "fmt", "all"])]
    pub import: Option<PathBuf>,
}

impl ResolveArgs {
    /// Refuses an incomplete decision before anything is read.
    pub(super) fn settle(&mut self) -> Result<(), clap::Error> {
        let is_decision = self.outcome.is_some() || self.holds.is_some() || self.expires.is_some() || self.reason.is_some();
        let missing = |what: &str| Err(usage_error("resolve", what));
        if let Some(path) = self.id.take_if(|id| Path::new(id).exists()) {
            // Without an id, the first path was taken for one.
            let is_default = self.reading.paths.iter().all(|path| path.as_path() == Path::new(CORPUS));
            if is_default {
                self.reading.paths.clear();
            }
            self.reading.paths.insert(0, PathBuf::from(path));
        }
        let is_of_all = self.all || self.prune || self.fmt || self.import.is_some();
        if let Some(id) = self.id.as_ref().filter(|_| is_of_all) {
            return missing(&format!(
                "`{id}` is no path; an id of a conflict cannot be named with `--all`, `--prune`, `--fmt` or `--import`"
            ));
        }
        if let Some(id) = &self.id {
            if !id.contains('/') {
                return missing(&format!(
                    "`{id}` is no id of a conflict: `contradict check` prints them, as in `usage-count/police`"
                ));
            }
            let Some(outcome) = self.outcome else { return missing("say what was decided: `--outcome settled`") };
            if self.reason.is_none() || self.by.is_none() {
                return missing("say why and who decides: `--reason \"…\" --by \"…\"`");
            }
            match (outcome.0 == Decision::Settled, self.holds.is_some()) {
                (true, false) => return missing("say which value holds: `--holds VALUE`"),
                (false, true) => return missing("`--holds` is for `--outcome settled`"),
                _ => {}
            }
        } else if self.all {
            if self.reason.is_none() || self.by.is_none() {
                return missing("say why and who decides: `--reason \"…\" --by \"…\"`");
            }
        } else if is_decision && self.import.is_none() {
            return missing("name the conflict that was decided, as in `contradict resolve usage-count/police --outcome …`");
        }
        Ok(())
    }
}

/// What was decided, as an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome(pub Decision);

impl ValueEnum for Outcome {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Outcome; 6] = [
            Outcome(Decision::ALL[0]),
            Outcome(Decision::ALL[1]),
            Outcome(Decision::ALL[2]),
            Outcome(Decision::ALL[3]),
            Outcome(Decision::ALL[4]),
            Outcome(Decision::ALL[5]),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.word()).help(self.0.meaning()))
    }
}
