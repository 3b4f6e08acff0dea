//! `contradict rules`: what can be done with rule files, and the arguments of each.

use clap::{Args, Subcommand, ValueHint};
use std::path::PathBuf;

const CHECK_EXAMPLES: &str = "\
Examples:
  contradict rules check
      looks for mistakes in the files in rules/, and in the lexicons in rules/lexicon/
  contradict rules check rules/police.toml

Exit codes:
  0  there is no mistake
  2  there are mistakes, or no rule file at all";

/// The arguments of `rules`.
#[derive(Args, Debug)]
pub struct RulesArgs {
    /// What to do with the rules.
    #[command(subcommand)]
    pub command: RulesCommand,
}

/// What can be done with rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Look for mistakes in rule files and lexicons, without reading any source
    #[command(after_long_help = CHECK_EXAMPLES)]
    Check(RuleFilesArgs),
}

/// Which rule files are meant.
#[derive(Args, Debug)]
pub struct RuleFilesArgs {
    /// Rule files, or directories of rule files [default: rules/, where it exists]
    ///
    /// Files in a folder called lexicon are word tables of a language, not rules.
    #[arg(value_name = "RULES", value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,
}
