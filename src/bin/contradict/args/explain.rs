//! `contradict explain`: its arguments, an id or two places.

use super::{CORPUS, ReadingArgs, usage_error};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
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
    /// Reads `FILE:LINE` or `FILE:LINE:COLUMN`; the column is ignored. A line number that is too large becomes the largest possible one.
    fn parse(text: &str) -> Option<Place> {
        let split = |text: &str| {
            let (file, number) = text.rsplit_once(':')?;
            let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            let number = number.parse::<usize>().unwrap_or(usize::MAX);
            (is_number && !file.is_empty()).then(|| (file.to_owned(), number))
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

impl ExplainArgs {
    /// Distinguishes an id from two places: clap takes the second place for a path.
    pub(super) fn settle_places(&mut self) -> Result<(), clap::Error> {
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
        if first.line == usize::MAX || second.line == usize::MAX {
            return Err(usage_error("explain", "no document has so many lines"));
        }
        self.reading.paths.remove(0);
        if self.reading.paths.is_empty() {
            self.reading.paths.push(PathBuf::from(CORPUS));
        }
        self.asked = Some(Asked::Lines([first, second]));
        Ok(())
    }
}
