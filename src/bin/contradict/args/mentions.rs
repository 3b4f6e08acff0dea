//! `contradict mentions`: its arguments.

use super::ListFormat;
use clap::{Args, ValueHint};
use contradict::claim::{Lang, PartialDate};
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  contradict mentions article.txt --lang fr
  echo \"plus de trente mille hectares\" | contradict mentions --lang fr";

/// The arguments of `mentions`.
#[derive(Args, Debug)]
pub struct MentionsArgs {
    /// The text; `-`, or nothing, reads what is piped in
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,

    /// Language of the text, such as `fr`
    #[arg(long, value_name = "LANG")]
    pub lang: Lang,

    /// Directory of lexicons, or one lexicon; may be repeated [default: rules/, where it exists]
    ///
    /// Files in a folder called lexicon are the word tables of a language; the rules beside them are not read.
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub rules: Vec<PathBuf>,

    /// Date of the text, which "yesterday" is counted from, such as `2022-08-11`
    ///
    /// Without it, dates such as "yesterday" or "last year" are understood, but give no value.
    #[arg(long, value_name = "DATE")]
    pub date: Option<PartialDate>,

    /// Read each line as a text of its own
    #[arg(long)]
    pub lines: bool,

    /// How to print: a table, or one JSON object a line
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ListFormat::Table)]
    pub output: ListFormat,
}
