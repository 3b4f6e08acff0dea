//! `contradict rules new`: its arguments, and the choices with their explanations.

use clap::{Args, ValueEnum, ValueHint};
use contradict::claim::Lang;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  contradict rules new
      asks a few questions on a terminal, and writes a rule to fill in
  contradict rules new --id trees-felled --question \"How many trees did {subject} fell?\" \\
      --answer count --subject \"the town of Merle, the town\" --about \"felled, cut down\" \\
      --counted \"tree*\" --over-time constant --to rules/park.toml

Exit codes:
  0  the rule is written
  2  it could not be written: something is missing, or it would have a mistake";

/// The arguments of `rules new`.
#[derive(Args, Clone, Debug)]
pub struct RulesNewArgs {
    /// Short name of the rule: small letters, digits and hyphens, such as `trees-felled`
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,

    /// The question in words; `{subject}` stands for whom it is about
    #[arg(long, value_name = "TEXT")]
    pub question: Option<String>,

    /// What kind of answer it wants
    #[arg(long, value_enum, value_name = "KIND")]
    pub answer: Option<NewAnswer>,

    /// Whom it is about: names with commas between, the usual one first; or the id of an entity that your rules declare
    #[arg(long, value_name = "NAMES")]
    pub subject: Option<String>,

    /// Words that tell that a clause is about this, with commas between
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,

    /// For a count always, for other numbers if need be: words for what is counted, with commas between
    #[arg(long, value_name = "WORDS")]
    pub counted: Option<String>,

    /// For a measure always, for an amount or a duration if need be: its unit, such as `km` or `requests/minute`
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,

    /// For an option or a name: what the answer can be, with commas between
    #[arg(long, value_name = "WORDS")]
    pub options: Option<String>,

    /// How the true answer may change as time goes on
    #[arg(long, value_enum, value_name = "HOW")]
    pub over_time: Option<NewOverTime>,

    /// Language of the words and the examples
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub lang: Lang,

    /// File to write to, at its end where it exists [default: a file with the name of the rule, in the one folder after `--rules`,
    /// else in rules/]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub to: Option<PathBuf>,

    /// Rule file, or directory of rule files, that the rule will stand beside; may be repeated [default: rules/, where it exists]
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub rules: Vec<PathBuf>,
}

/// The kinds of answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewAnswer {
    /// How many.
    Count,
    /// How much money.
    Amount,
    /// Which share.
    Percentage,
    /// How much, in a unit.
    Measure,
    /// How long.
    Duration,
    /// When.
    Date,
    /// Whether.
    YesNo,
    /// Which.
    Option,
    /// Who.
    Name,
}

impl NewAnswer {
    /// All of them, in plain words.
    pub const EXPLAINED: [(NewAnswer, &str); 9] = [
        (NewAnswer::Count, "how many: 12 trees"),
        (NewAnswer::Amount, "how much money: 3 million euros"),
        (NewAnswer::Percentage, "which share: 5 %"),
        (NewAnswer::Measure, "how much, in a unit: 40 km"),
        (NewAnswer::Duration, "how long: three weeks"),
        (NewAnswer::Date, "when: on 3 May 2024"),
        (NewAnswer::YesNo, "whether it is so, or not"),
        (NewAnswer::Option, "which of several things: Ireland or Germany"),
        (NewAnswer::Name, "who: one or more of several persons or bodies"),
    ];
}

/// How a true answer may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewOverTime {
    /// Not at all.
    Constant,
    /// One each year.
    PerYear,
    /// One each month.
    PerMonth,
    /// One each day.
    PerDay,
    /// Up and down.
    Varies,
    /// Only up.
    Grows,
    /// Only down.
    Shrinks,
}

impl NewOverTime {
    /// All of them, in plain words.
    pub const EXPLAINED: [(NewOverTime, &str); 7] = [
        (NewOverTime::Constant, "one truth, for ever: how many people were on the boat"),
        (NewOverTime::PerYear, "one true answer for each year: deaths on the road"),
        (NewOverTime::PerMonth, "one for each month"),
        (NewOverTime::PerDay, "one for each day: meals served"),
        (NewOverTime::Varies, "it goes up and down; equal times compare: the price of bread"),
        (NewOverTime::Grows, "it only becomes more: trees planted so far"),
        (NewOverTime::Shrinks, "it only becomes less: trees still standing"),
    ];
}
