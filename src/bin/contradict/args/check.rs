//! `contradict check`: its arguments, what it prints, and when it fails.

use super::{ReadingArgs, usage_error};
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
  contradict check --fail-on warning
      fails on warnings as well as on errors";

/// The arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// What to read.
    #[command(flatten)]
    pub reading: ReadingArgs,

    /// Format to print, or to write to a file; may be repeated [formats: table, json] [default: table]
    ///
    /// `table` is for reading, `json` holds everything that was found. At most one format is printed; the others need a
    /// file, as in `--output table --output json=conflicts.json`.
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub output: Vec<OutputArg>,

    /// The least grave unresolved conflict that makes the exit code 1
    ///
    /// A contradiction is as grave as its rule says; a tension, which may still turn out to be none, is one level less.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
}

impl CheckArgs {
    /// Puts in the table where no output is named, and refuses to print two.
    pub(super) fn settle_outputs(&mut self) -> Result<(), clap::Error> {
        if self.output.is_empty() {
            self.output.push(OutputArg { format: CheckFormat::Table, file: None });
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
    /// Whether an unresolved conflict of this level makes the run fail.
    pub fn fails(self, level: Level) -> bool {
        match self {
            FailOn::Error => level >= Level::Error,
            FailOn::Warning => level >= Level::Warning,
            FailOn::Note => true,
            FailOn::Never => false,
        }
    }
}

// Written by hand, as the derive would print the doc comments of the values, which say less than the option's own help.
impl ValueEnum for FailOn {
    fn value_variants<'a>() -> &'a [Self] {
        &[FailOn::Error, FailOn::Warning, FailOn::Note, FailOn::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            FailOn::Error => Level::Error.word(),
            FailOn::Warning => Level::Warning.word(),
            FailOn::Note => Level::Note.word(),
            FailOn::Never => "never",
        }))
    }
}

/// The formats of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFormat {
    /// For reading.
    Table,
    /// Everything, for programs.
    Json,
}

/// One `--output`: a format, and the file it goes to; none means that it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputArg {
    /// What is written.
    pub format: CheckFormat,
    /// Where to.
    pub file: Option<PathBuf>,
}

/// The text is no `FORMAT[=FILE]`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutputArgError {
    /// No such format.
    #[error("there is no format `{0}`; the formats are `table` and `json`, as in `--output json=conflicts.json`")]
    Format(String),
    /// Nothing after the `=`.
    #[error("the name of a file is missing after `{0}=`")]
    File(String),
}

impl FromStr for OutputArg {
    type Err = OutputArgError;

    fn from_str(text: &str) -> Result<Self, OutputArgError> {
        let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
        let format = match name {
            "table" => CheckFormat::Table,
            "json" => CheckFormat::Json,
            _ => return Err(OutputArgError::Format(name.to_owned())),
        };
        match file {
            Some("") => Err(OutputArgError::File(name.to_owned())),
            None | Some("-") => Ok(OutputArg { format, file: None }),
            Some(file) => Ok(OutputArg { format, file: Some(PathBuf::from(file)) }),
        }
    }
}
