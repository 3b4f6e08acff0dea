//! `contradict claims` and `contradict answers`: their arguments, and the formats of lists.

use super::ReadingArgs;
use clap::{Args, ValueEnum};
use std::num::NonZeroUsize;

pub(super) const CLAIMS_EXAMPLES: &str = "\
Examples:
  contradict claims
      shows what was extracted from corpus/, and which of it no rule used
  contradict claims --unused --limit 10
      shows what the next rule could be about: the numbers, dates, denials and
      confirmations that no rule used, in groups, first those whose sources differ
  contradict claims press/ --output jsonl > claims.jsonl";

pub(super) const ANSWERS_EXAMPLES: &str = "\
Examples:
  contradict answers
      shows every answer that the documents in corpus/ give to the questions in rules/
  contradict answers press/ --output jsonl > answers.jsonl";

/// The arguments of `answers`, and of `claims` too.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// What to read.
    #[command(flatten)]
    pub reading: ReadingArgs,

    /// How to print: a table, or one JSON object a line
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ListFormat::Table)]
    pub output: ListFormat,
}

/// The arguments of `claims`.
#[derive(Args, Debug)]
pub struct ClaimsArgs {
    /// What to read, and how to print.
    #[command(flatten)]
    pub list: ListArgs,

    /// Show only what no rule used, in groups of what seems to tell of the same
    ///
    /// Groups whose sources differ come first: they are what the next rule could be about. Dates are shown too. A group is
    /// a hint, and no verdict: nobody has said yet that its claims answer one question.
    #[arg(long)]
    pub unused: bool,

    /// Show at most so many groups in the table [default: 20 on a terminal, else all]
    #[arg(long, value_name = "N", requires = "unused")]
    pub limit: Option<NonZeroUsize>,
}

/// The formats of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For reading.
    Table,
    /// One JSON object a line.
    Jsonl,
}
