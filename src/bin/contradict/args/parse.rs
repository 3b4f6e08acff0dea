//! `contradict parse`: its arguments.

use clap::{Args, ValueEnum, ValueHint};
use contradict::claim::Lang;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  contradict parse \"The mayor denies that the mill closed.\" --lang en --at closed
  contradict parse article.txt --lang fr --rules rules/
  echo \"Le maire dément.\" | contradict parse --lang fr --output jsonl";

/// The arguments of `parse`.
#[derive(Args, Debug)]
pub struct ParseArgs {
    /// The text itself, or a file that holds it; `-`, or nothing, reads what is piped in
    #[arg(value_name = "TEXT|FILE", value_hint = ValueHint::AnyPath)]
    pub text: Option<String>,

    /// Language of the text, such as `fr`
    #[arg(long, value_name = "LANG")]
    pub lang: Lang,

    /// A word to read, such as `closed`: whether it is so, how surely, and who says it; may be repeated
    ///
    /// It is a pattern, as in a rule's `about`. The words that rules ask about are read in any case.
    #[arg(long, value_name = "WORDS")]
    pub at: Vec<String>,

    /// Directory of rules and lexicons, or one file; may be repeated [default: rules/, where it exists]
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub rules: Vec<PathBuf>,

    /// How to print: a tree, or one JSON object a sentence
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ParseFormat::Tree)]
    pub output: ParseFormat,
}

/// The formats of `parse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ParseFormat {
    /// For people.
    Tree,
    /// One JSON object a sentence.
    Jsonl,
}
