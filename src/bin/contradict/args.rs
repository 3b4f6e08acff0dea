//! The command line as typed: commands, options and their help texts.

use clap::builder::PossibleValue;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint, error::ErrorKind};
use contradict::claim::{Lang, PartialDate};
use contradict::diagnostic::Level;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing is unresolved at or above --fail-on
  1  there are unresolved conflicts at or above --fail-on
  2  it could not run: the command line is wrong, a path is not there, a rule file,
     a lexicon or a sources.toml is wrong, or a file cannot be written
  3  there was nothing to judge: no documents, or not one answer in them";

const CHECK_EXAMPLES: &str = "\
Examples:
  contradict check
      reads corpus/, asks what the files in rules/ ask, and prints a table for each conflict
  contradict check press/ report.md --rules rules/police.toml
      reads a directory and a file, and asks what one rule file asks
  contradict check --output table --output json=conflicts.json
      prints the tables, and writes everything that was found to a file
  contradict check --fail-on warning
      fails on warnings as well as on errors";

const MENTIONS_EXAMPLES: &str = "\
Examples:
  contradict mentions article.txt --lang fr
  echo \"plus de trente mille hectares\" | contradict mentions --lang fr";

const CLAIMS_EXAMPLES: &str = "\
Examples:
  contradict claims
      shows what was extracted from corpus/, and which of it no rule used
  contradict claims --unused --limit 10
      shows what the next rule could be about: the numbers, dates, denials and
      confirmations that no rule used, in groups, first those whose sources differ
  contradict claims press/ --output jsonl > claims.jsonl";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  contradict explain trees-felled/town
      shows how each answer to this question was found, which two were compared,
      and which row of the table of verdicts decided
  contradict explain corpus/a.txt:3 corpus/b.txt:7
      shows what stands on two lines, and at which step each rule stopped
  contradict explain a.txt:3 b.txt:7 press/ --output json > meeting.json

Exit codes:
  0  it was explained
  2  it could not run, or there is no such question, document or line
  3  no document answers the question";

const ANSWERS_EXAMPLES: &str = "\
Examples:
  contradict answers
      shows every answer that the documents in corpus/ give to the questions in rules/
  contradict answers press/ --output jsonl > answers.jsonl";

/// Where documents are looked for when nobody says where they are.
const CORPUS: &str = "corpus/";

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
    #[command(after_help = EXIT_CODES, after_long_help = format!("{CHECK_EXAMPLES}\n\n{EXIT_CODES}"))]
    Check(CheckArgs),
    /// Show the numbers and dates that are recognised in a text
    #[command(after_long_help = MENTIONS_EXAMPLES)]
    Mentions(MentionsArgs),
    /// Show what each source claims, and what no rule used
    #[command(after_long_help = CLAIMS_EXAMPLES)]
    Claims(ClaimsArgs),
    /// Show how each source answers the questions of the rules
    #[command(after_long_help = ANSWERS_EXAMPLES)]
    Answers(ListArgs),
    /// Show why a verdict is what it is, or where two passages failed to meet
    #[command(
        after_long_help = EXPLAIN_EXAMPLES,
        override_usage = "contradict explain [OPTIONS] <ID> [PATHS]...\n       contradict explain [OPTIONS] <FILE:LINE> <FILE:LINE> [PATHS]..."
    )]
    Explain(ExplainArgs),
}

/// What `check`, `claims` and `answers` read.
#[derive(Args, Debug)]
pub struct ReadingArgs {
    /// Files or directories to read
    ///
    /// In a directory, files ending in .txt, .text, .md, .markdown, .html or .htm are read, except hidden ones and those
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
    /// Groups whose sources differ come first: they are what the next rule could be about. Dates are shown too. A group is a hint, and
    /// no verdict: nobody has yet said that its claims answer one question.
    #[arg(long)]
    pub unused: bool,

    /// Show at most so many groups in the table [default: 20 on a terminal, else all]
    #[arg(long, value_name = "N", requires = "unused")]
    pub limit: Option<NonZeroUsize>,
}

/// The arguments of `explain`.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// Id of a question, as `check` and `answers` print it; or the first of two places
    ///
    /// `usage-count/police` is an id. A place is a file and a line in it, `corpus/a.txt:3`; of the path, the end is enough
    /// where no other document ends like it. The second place follows the first.
    #[arg(value_name = "ID|FILE:LINE")]
    pub what: String,

    /// What to read.
    #[command(flatten)]
    pub reading: ReadingArgs,

    /// How to print: text for reading, or one JSON object
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ExplainFormat::Text)]
    pub output: ExplainFormat,

    /// What `what`, and perhaps the first of the paths, mean.
    #[arg(skip)]
    pub asked: Option<Asked>,
}

/// What is to be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The question of this id.
    Question(String),
    /// Where two passages failed to meet.
    Lines([Place; 2]),
}

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document, as typed.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

impl Place {
    /// Reads `FILE:LINE`, and `FILE:LINE:COLUMN`, of which the column is not needed.
    fn parse(text: &str) -> Option<Place> {
        let split = |text: &str| {
            let (file, number) = text.rsplit_once(':')?;
            Some((file.to_owned(), number.parse::<usize>().ok()?)).filter(|(file, _)| !file.is_empty())
        };
        let (file, line) = split(text)?;
        let (file, line) = split(&file).unwrap_or((file, line));
        Some(Place { file, line })
    }
}

/// The formats of `explain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For reading.
    Text,
    /// One JSON object.
    Json,
}

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

/// The formats of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For reading.
    Table,
    /// One JSON object a line.
    Jsonl,
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

impl Cli {
    /// Reads the command line of this process; ends it with a message and exit code 2 where that is wrong, and with 0
    /// after `--help` and `--version`.
    pub fn from_process() -> Self {
        Cli::from_words(std::env::args_os()).unwrap_or_else(|error| error.exit())
    }

    /// Reads a command line, of which the first word is the name of the program.
    ///
    /// # Errors
    /// What clap found wrong, two formats to print, or only one place to explain.
    pub fn from_words(words: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Result<Self, clap::Error> {
        let mut cli = Cli::try_parse_from(words)?;
        match &mut cli.command {
            Command::Check(check) => check.settle_outputs()?,
            Command::Explain(explain) => explain.settle_places()?,
            _ => {}
        }
        Ok(cli)
    }
}

impl CheckArgs {
    /// Puts in the table where no output is named, and refuses to print two.
    fn settle_outputs(&mut self) -> Result<(), clap::Error> {
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

impl ExplainArgs {
    /// Tells an id from two places, of which clap took the second for a path.
    fn settle_places(&mut self) -> Result<(), clap::Error> {
        let Some(first) = Place::parse(&self.what) else {
            self.asked = Some(Asked::Question(self.what.clone()));
            return Ok(());
        };
        let second = self.reading.paths.first().and_then(|path| Place::parse(&path.to_string_lossy()));
        let Some(second) = second else {
            let message = format!("`{}` is one place: write the second one after it, as in `a.txt:3 b.txt:7`", self.what);
            return Err(usage_error("explain", &message));
        };
        if first.line == 0 || second.line == 0 {
            return Err(usage_error("explain", "lines count from 1"));
        }
        self.reading.paths.remove(0);
        if self.reading.paths.is_empty() {
            self.reading.paths.push(PathBuf::from(CORPUS));
        }
        self.asked = Some(Asked::Lines([first, second]));
        Ok(())
    }
}

/// An error that ends in the usage line of the command, as clap's own do.
fn usage_error(command: &str, message: &str) -> clap::Error {
    let mut cli = Cli::command();
    cli.build();
    match cli.find_subcommand_mut(command) {
        Some(command) => command.error(ErrorKind::ArgumentConflict, message),
        None => cli.error(ErrorKind::ArgumentConflict, message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        Cli::from_words(line.split_whitespace())
    }

    fn check(line: &str) -> CheckArgs {
        match parse(line).expect("a command line").command {
            Command::Check(check) => check,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_command_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn check_needs_no_argument() {
        let args = check("contradict check");
        assert_eq!(args.reading.paths, [PathBuf::from("corpus/")]);
        assert!(args.reading.rules.is_empty());
        assert_eq!(args.output, [OutputArg { format: CheckFormat::Table, file: None }]);
        assert_eq!(args.fail_on, FailOn::Error);
    }

    #[test]
    fn everything_can_be_said() {
        let args = check(
            "contradict check a b.txt --rules r --rules s.toml --output table --output json=out.json --fail-on note --jobs 2 --lang nl",
        );
        assert_eq!(args.reading.paths, [PathBuf::from("a"), PathBuf::from("b.txt")]);
        assert_eq!(args.reading.rules, [PathBuf::from("r"), PathBuf::from("s.toml")]);
        assert_eq!(args.output[1], OutputArg { format: CheckFormat::Json, file: Some("out.json".into()) });
        assert_eq!(args.fail_on, FailOn::Note);
        assert_eq!(args.reading.jobs.map(NonZeroUsize::get), Some(2));
        assert_eq!(args.reading.lang.map(|lang| lang.to_string()), Some("nl".into()));
        assert_eq!(parse("contradict check --color never").expect("a command line").color, Color::Never);
    }

    #[test]
    fn a_file_name_may_hold_an_equals_sign_and_a_dash_is_the_terminal() {
        assert_eq!(check("contradict check --output json=a=b.json").output[0].file, Some("a=b.json".into()));
        assert_eq!(check("contradict check --output json=-").output[0].file, None);
    }

    #[test]
    fn mistakes_are_usage_errors() {
        for (line, says) in [
            ("contradict check --output table --output json", "only one format can be printed"),
            ("contradict check --output jsno", "no format `jsno`"),
            ("contradict check --output json=", "name of a file is missing"),
            ("contradict check --jobs 0", "--jobs"),
            ("contradict check --lang French", "no language code"),
            ("contradict check --fail-on fatal", "--fail-on"),
            ("contradict mentions a.txt", "--lang"),
            ("contradict explain", "ID|FILE:LINE"),
            ("contradict explain a.txt:3", "one place"),
            ("contradict explain a.txt:3 press/", "one place"),
            ("contradict explain a.txt:0 b.txt:1", "from 1"),
        ] {
            let error = parse(line).expect_err(line);
            assert_eq!(error.exit_code(), 2, "{line}");
            assert!(error.to_string().contains(says), "{line}: {error}");
        }
    }

    fn explain(line: &str) -> ExplainArgs {
        match parse(line).expect("a command line").command {
            Command::Explain(explain) => explain,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn explain_takes_an_id_or_two_places() {
        let args = explain("contradict explain trees/town press");
        assert_eq!(args.asked, Some(Asked::Question("trees/town".into())));
        assert_eq!(args.reading.paths, [PathBuf::from("press")]);
        let place = |file: &str, line| Place { file: file.into(), line };
        let args = explain("contradict explain a.txt:3 c:/b.txt:7:12 --rules r");
        assert_eq!(args.asked, Some(Asked::Lines([place("a.txt", 3), place("c:/b.txt", 7)])));
        assert_eq!(args.reading.paths, [PathBuf::from("corpus/")]);
        assert_eq!(explain("contradict explain a:3 b:7 press more").reading.paths.len(), 2);
    }

    #[test]
    fn levels_fail_from_their_own_on() {
        let fails = |fail_on: FailOn| [Level::Note, Level::Warning, Level::Error].map(|level| fail_on.fails(level));
        assert_eq!(fails(FailOn::Error), [false, false, true]);
        assert_eq!(fails(FailOn::Warning), [false, true, true]);
        assert_eq!(fails(FailOn::Note), [true, true, true]);
        assert_eq!(fails(FailOn::Never), [false, false, false]);
    }
}
