//! `contradict rules`: the commands about rule files, with their arguments.

use super::rules_new::{EXAMPLES, RulesNewArgs};
use super::{CORPUS, ReadingArgs};
use clap::{Args, Subcommand, ValueEnum, ValueHint};
use std::num::NonZeroUsize;
use std::path::PathBuf;

const CHECK_EXAMPLES: &str = "\
Examples:
  contradict rules check
      looks for mistakes in the files in rules/, and in the lexicons in rules/lexicon/
  contradict rules check rules/police.toml

Exit codes:
  0  there is no mistake
  2  there are mistakes, or no rule file at all";

const TEST_EXAMPLES: &str = "\
Examples:
  contradict rules test
      tries out every [[rule.conflict]] and [[rule.agree]] of the files in rules/
  contradict rules test rules/police.toml --coverage
      tells as well which rules lack examples, and which words stand in none

Exit codes:
  0  every example holds
  1  an example fails; with --coverage, also where a live rule has no example of
     conflict or none of agreement
  2  it could not run: a path is not there, or a rule file or a lexicon is wrong
  3  there is no example at all";

const LIST_EXAMPLES: &str = "\
Examples:
  contradict rules list
      shows every question of rules/, and what the documents in corpus/ answer to it,
      where there is such a folder
  contradict rules list press/ --rules rules/police.toml --output json

Exit codes:
  0  the rules are listed, whether or not they are answered
  2  it could not run: a path is not there, or a rule file, a lexicon or a sources.toml
     is wrong, or there is no rule";

const DIFF_EXAMPLES: &str = "\
Examples:
  contradict rules diff --against HEAD
      what do the edits in rules/ since the last commit change about corpus/?
  contradict rules diff --against v1.2 press/ --rules rules/police.toml
  contradict rules diff --against ../old-rules --output json

Exit codes:
  0  nothing changes
  1  something changes
  2  it could not run: a path or a git ref is not there, rules are wrong, or there was
     nothing to compare";

const DOCS_EXAMPLES: &str = "\
Examples:
  contradict rules docs > rules.md
  contradict rules docs --output html > rules.html
      writes a page that can be opened, printed and sent around

Exit codes:
  0  the catalogue is printed
  2  there are mistakes in the rules, or no rule file at all";

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
    /// Write a new rule to fill in, by a few questions or by options
    #[command(after_long_help = EXAMPLES)]
    New(RulesNewArgs),
    /// Try out the examples that rules carry, and show why one fails
    #[command(after_long_help = TEST_EXAMPLES)]
    Test(RulesTestArgs),
    /// Show every rule, and what the documents answer to it
    #[command(after_long_help = LIST_EXAMPLES)]
    List(RulesListArgs),
    /// Show which conflicts an edit of the rules gains, loses or changes
    #[command(after_long_help = DIFF_EXAMPLES)]
    Diff(RulesDiffArgs),
    /// Print a catalogue of the rules, for readers who open no rule file
    #[command(after_long_help = DOCS_EXAMPLES)]
    Docs(RulesDocsArgs),
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

/// The arguments of `rules test`.
#[derive(Args, Debug)]
pub struct RulesTestArgs {
    /// Whose examples.
    #[command(flatten)]
    pub rules: RuleFilesArgs,

    /// Tell which live rules lack examples, and which words of the rules stand in no example
    ///
    /// A live rule needs an example of conflict and one of agreement. Words that no example holds are only shown: whether
    /// they find what they should is unknown.
    #[arg(long)]
    pub coverage: bool,

    /// How to print: a table of what fails, or one JSON object with every example
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = RulesFormat::Table)]
    pub output: RulesFormat,

    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

/// The arguments of `rules list`.
#[derive(Args, Debug)]
pub struct RulesListArgs {
    /// What is read; without `corpus/`, only the rules are shown.
    #[command(flatten)]
    pub reading: ReadingArgs,

    /// How to print: a table, or one JSON object
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = RulesFormat::Table)]
    pub output: RulesFormat,
}

impl RulesListArgs {
    /// Returns true if there are documents to read: those that were named, or `corpus/`.
    pub fn has_documents(&self) -> bool {
        self.reading.paths != [PathBuf::from(CORPUS)] || self.reading.paths.iter().any(|path| path.is_dir())
    }
}

/// The arguments of `rules diff`.
#[derive(Args, Debug)]
pub struct RulesDiffArgs {
    /// The rules to compare with: a file, a folder, or a git ref such as HEAD or v1.2
    ///
    /// Of a git ref, the files are read that stand where the rules do; nothing is checked out. What is there as a file or
    /// folder is never taken for a ref: write `refs/heads/rules` for a branch of that name.
    #[arg(long, value_name = "FOLDER|REF")]
    pub against: String,

    /// What is read.
    #[command(flatten)]
    pub reading: ReadingArgs,

    /// How to print: a table, or one JSON object
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = RulesFormat::Table)]
    pub output: RulesFormat,
}

/// The arguments of `rules docs`.
#[derive(Args, Debug)]
pub struct RulesDocsArgs {
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleFilesArgs,

    /// How to print: Markdown, or one HTML page that needs nothing else
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = DocsFormat::Markdown)]
    pub output: DocsFormat,
}

/// The formats of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DocsFormat {
    /// Markdown.
    Markdown,
    /// One HTML page.
    Html,
}

/// The formats of what is told about rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// For reading.
    Table,
    /// One JSON object.
    Json,
}
