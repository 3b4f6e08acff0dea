//! `contradict check`: its arguments, what it prints, and when it fails.

use super::{DecisionArgs, ReadingArgs, usage_error};
use crate::formats::{ALL, Format};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use contradict::diagnostic::Level;
use std::path::PathBuf;
use std::str::FromStr;

pub(super) const EXAMPLES: &str = "\
Examples:
  contradict check
      reads corpus/, asks what the files in rules/ ask, and prints a table for each conflict
  contradict check press/ report.md --rules rules/police.toml
      reads a directory and a file, and asks what one rule file asks
  contradict check --output table --output json=conflicts.json
      prints the tables, and writes everything that was found to a file
  contradict check --output github --output sarif=contradict.sarif
      for a step of GitHub Actions: annotations, a summary, and a file for code scanning
  contradict check --fail-on warning
      fails on warnings as well as on errors";

/// The arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// What to read.
    #[command(flatten)]
    pub reading: ReadingArgs,

    /// Format to print, or to write to a file
    #[arg(long, value_name = "FORMAT[=FILE]", help = output_help(), long_help = output_long_help())]
    pub output: Vec<OutputArg>,

    /// The least grave unresolved conflict that makes the exit code 1
    ///
    /// A contradiction is as grave as its rule says; a tension, which may still turn out to be none, is one level less.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Error)]
    pub fail_on: FailOn,

    /// What people decided.
    #[command(flatten)]
    pub decisions: DecisionArgs,

    /// What makes the exit code 1 beside conflicts; may be repeated
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Vec<Deny>,

    /// Fail with 2 where the file of decisions is not as `contradict resolve --fmt` writes it
    #[arg(long)]
    pub locked: bool,

    /// Print resolved conflicts too, each with what was decided
    #[arg(long)]
    pub show_resolved: bool,
}

fn output_help() -> String {
    let names: Vec<&str> = ALL.iter().map(|format| format.name).collect();
    format!("Format to print, or to write to a file; may be repeated [formats: {}] [default: {}]", names.join(", "), ALL[0].name)
}

fn output_long_help() -> String {
    format!(
        "{}\n{}\n\nAt most one format is printed; the others need a file, as in `--output table --output json=conflicts.json`.",
        output_help(),
        Format::lines()
    )
}

/// What a run may be told not to put up with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Decisions that nothing needs any more, that expired, that stand twice or contradict each other
    Stale,
    /// Files that cannot be read
    Unread,
}

impl CheckArgs {
    /// Adds the table if no output is named, and refuses to print two outputs.
    pub(super) fn settle_outputs(&mut self) -> Result<(), clap::Error> {
        if self.output.is_empty() {
            self.output.push(OutputArg { format: &ALL[0], file: None });
        }
        if self.output.iter().filter(|output| output.file.is_none()).count() > 1 {
            let message = "only one format can be printed: write the others to a file, as in `--output json=conflicts.json`";
            return Err(usage_error("check", message));
        }
        Ok(())
    }
}

/// From which level on an unresolved conflict makes the run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// Only errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// All conflicts.
    Note,
    /// None.
    Never,
}

impl FailOn {
    /// The word of the option.
    pub const fn word(self) -> &'static str {
        match self {
            FailOn::Error => Level::Error.word(),
            FailOn::Warning => Level::Warning.word(),
            FailOn::Note => Level::Note.word(),
            FailOn::Never => "never",
        }
    }

    /// Returns true if an unresolved conflict of this level fails the run.
    pub fn fails(self, level: Level) -> bool {
        match self {
            FailOn::Error => level >= Level::Error,
            FailOn::Warning => level >= Level::Warning,
            FailOn::Note => true,
            FailOn::Never => false,
        }
    }
}

// Written by hand, because the derive would print the doc comments of the values, which say less than the help of the option.
impl ValueEnum for FailOn {
    fn value_variants<'a>() -> &'a [Self] {
        &[FailOn::Error, FailOn::Warning, FailOn::Note, FailOn::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

/// One `--output`: a format, and the file it goes to; none means that it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputArg {
    /// What is written.
    pub format: &'static Format,
    /// Where to.
    pub file: Option<PathBuf>,
}

/// The text is no `FORMAT[=FILE]`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutputArgError {
    /// No such format.
    #[error("there is no format `{0}`; the formats are {all}, as in `--output json=conflicts.json`", all = Format::names())]
    Format(String),
    /// Nothing after the `=`.
    #[error("the name of a file is missing after `{0}=`")]
    File(String),
}

impl FromStr for OutputArg {
    type Err = OutputArgError;

    fn from_str(text: &str) -> Result<Self, OutputArgError> {
        let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
        let Some(format) = Format::named(name) else { return Err(OutputArgError::Format(name.to_owned())) };
        match file {
            Some("") => Err(OutputArgError::File(name.to_owned())),
            None | Some("-") => Ok(OutputArg { format, file: None }),
            Some(file) => Ok(OutputArg { format, file: Some(PathBuf::from(file)) }),
        }
    }
}
