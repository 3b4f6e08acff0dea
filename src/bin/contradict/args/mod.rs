//! The command line: the commands, and the arguments that several of them share. Each command has its own file.

mod check;
mod completions;
mod decisions;
mod explain;
mod init;
mod list;
mod man;
mod mentions;
mod parse;
mod resolve;
mod rules;
mod rules_new;
mod schema;
#[cfg(test)]
mod tests;

pub use check::{CheckArgs, Deny, FailOn, OutputArg};
pub use completions::CompletionsArgs;
pub use decisions::DecisionArgs;
pub use explain::{Asked, ExplainArgs, ExplainFormat, Place};
pub use init::InitArgs;
pub use list::{ClaimsArgs, ListArgs, ListFormat};
pub use man::ManArgs;
pub use mentions::MentionsArgs;
pub use parse::{ParseArgs, ParseFormat};
pub use resolve::ResolveArgs;
pub use rules::{
    DocsFormat, RuleFilesArgs, RulesArgs, RulesCommand, RulesDiffArgs, RulesDocsArgs, RulesFormat, RulesListArgs, RulesTestArgs,
};
pub use rules_new::{NewAnswer, NewOverTime, RulesNewArgs};
pub use schema::{SchemaArgs, SchemaOf};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint, error::ErrorKind};
use contradict::claim::Lang;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing is unresolved at or above --fail-on
  1  there are unresolved conflicts at or above --fail-on, or what --deny names
  2  it could not run: the command line is wrong, a path is not there, a rule file,
     a lexicon, a sources.toml or a resolutions.toml is wrong, or a file cannot be written
  3  there was nothing to judge: no documents, or not one answer in them";

/// Where documents are looked for when nobody says where they are.
pub const CORPUS: &str = "corpus/";

/// Shows where several sources that tell the same story cannot all be right
///
/// Reads the sources, extracts what each of them claims, puts the claims as answers to the questions that rule files
/// ask, and shows who says what wherever the answers cannot all be true. It never says who is right, changes no source,
/// and uses no network.
#[derive(Debug, Parser)]
#[command(name = "contradict", version, after_help = EXIT_CODES, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// Whether to use colour; `auto` respects NO_COLOR and CLICOLOR_FORCE
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show every question to which the answers cannot all be true
    #[command(after_help = EXIT_CODES, after_long_help = format!("{}\n\n{EXIT_CODES}", check::EXAMPLES))]
    Check(CheckArgs),
    /// Show the numbers and dates that are recognised in a text
    #[command(after_long_help = mentions::EXAMPLES)]
    Mentions(MentionsArgs),
    /// Show how a text is analysed: its clauses, and what they make of a word
    #[command(after_long_help = parse::EXAMPLES)]
    Parse(ParseArgs),
    /// Show what each source claims, and what no rule used
    #[command(after_long_help = list::CLAIMS_EXAMPLES)]
    Claims(ClaimsArgs),
    /// Show how each source answers the questions of the rules
    #[command(after_long_help = list::ANSWERS_EXAMPLES)]
    Answers(ListArgs),
    /// Show why a verdict is what it is, or where two passages failed to meet
    #[command(
        after_long_help = explain::EXAMPLES,
        override_usage = "contradict explain [OPTIONS] <ID> [PATHS]...\n       contradict explain [OPTIONS] <FILE:LINE> <FILE:LINE> [PATHS]..."
    )]
    Explain(ExplainArgs),
    /// Record what was decided about a conflict
    #[command(
        after_long_help = resolve::EXAMPLES,
        override_usage = "contradict resolve [OPTIONS] [PATHS]...\n       contradict resolve <ID> --outcome <OUTCOME> --reason <TEXT> --by <NAME> [OPTIONS] [PATHS]..."
    )]
    Resolve(ResolveArgs),
    /// Write a small example to start from: two sources and a rule
    #[command(after_long_help = init::EXAMPLES)]
    Init(InitArgs),
    /// Write, check and try out rules, and see what they find
    Rules(RulesArgs),
    /// Print what may stand in a file, as JSON Schema, for your editor
    #[command(after_long_help = schema::EXAMPLES)]
    Schema(SchemaArgs),
    /// Print what a shell needs in order to complete commands and options
    #[command(after_long_help = completions::EXAMPLES)]
    Completions(CompletionsArgs),
    /// Print the manual, or write its pages
    #[command(after_long_help = man::EXAMPLES)]
    Man(ManArgs),
}

/// What `check`, `claims` and `answers` read.
#[derive(Args, Clone, Debug)]
pub struct ReadingArgs {
    /// Files or directories to read
    ///
    /// In a directory, files ending in .txt, .text, .md, .markdown, .mdx, .html or .htm are read, except hidden ones and those
    /// that a .gitignore file lists. A file named here is always read. A file sources.toml beside or above the documents
    /// says who published them, when, and in which language.
    #[arg(value_name = "PATHS", default_value = CORPUS, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// Rule file, or directory of rule files; may be repeated [default: rules/, where it exists]
    ///
    /// Files in a folder called lexicon are word tables of a language, not rules.
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub rules: Vec<PathBuf>,

    /// How many threads to use [default: one for each processor]
    ///
    /// The output is the same for every number.
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Language of documents that declare none, such as `fr`
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal that can.
    Auto,
    /// Also in a file or a pipe.
    Always,
    /// Not at all.
    Never,
}

impl Cli {
    /// Reads the command line of this process; ends the process with a message and exit code 2 if it is wrong, and with 0
    /// after `--help` and `--version`.
    pub fn from_process() -> Self {
        Cli::from_words(std::env::args_os()).unwrap_or_else(|error| error.exit())
    }

    /// Reads a command line, of which the first word is the name of the program.
    ///
    /// # Errors
    /// If clap finds a mistake, if two formats are to be printed, or if there is only one place to explain.
    pub fn from_words(words: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Result<Self, clap::Error> {
        let mut cli = Cli::try_parse_from(words)?;
        match &mut cli.command {
            Command::Check(check) => check.settle_outputs()?,
            Command::Explain(explain) => explain.settle_places()?,
            Command::Resolve(resolve) => resolve.settle()?,
            _ => {}
        }
        Ok(cli)
    }
}

/// Makes an error that ends in the usage line of the command, like clap's own errors.
fn usage_error(command: &str, message: &str) -> clap::Error {
    let mut cli = Cli::command();
    cli.build();
    match cli.find_subcommand_mut(command) {
        Some(command) => command.error(ErrorKind::ArgumentConflict, message),
        None => cli.error(ErrorKind::ArgumentConflict, message),
    }
}
