//! `contradict claims` and `contradict answers`: their arguments, and the formats of lists.

use super::ReadingArgs;
use clap::{Args, ValueEnum};

pub(super) const CLAIMS_EXAMPLES: &str = "\
Examples:
  contradict claims
      shows what was extracted from corpus/, and which of it no rule used
  contradict claims press/ --output jsonl > claims.jsonl";

pub(super) const ANSWERS_EXAMPLES: &str = "\
Examples:
  contradict answers
      shows every answer that the documents in corpus/ give to the questions in rules/
  contradict answers press/ --output jsonl > answers.jsonl";

/// The arguments of `claims` and `answers`.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// What to read.
    #[command(flatten)]
    pub reading: ReadingArgs,

    /// How to print: a table, or one JSON object a line
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ListFormat::Table)]
    pub output: ListFormat,
}

/// The formats of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For reading.
    Table,
    /// One JSON object a line.
    Jsonl,
}
