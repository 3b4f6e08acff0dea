//! The arguments about decisions that several commands share.

use clap::{Args, ValueHint};
use jiff::civil::Date;
use std::path::PathBuf;

/// Where decisions are, and on which day they are read.
#[derive(Args, Debug)]
pub struct DecisionArgs {
    /// File of decisions [default: resolutions.toml, where it exists]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub resolutions: Option<PathBuf>,

    /// The day of the run, such as 2026-11-21: decisions that expired before it count no longer [default: today]
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,

    /// Take what is named on the command line for everything that there is
    ///
    /// A run without paths, --rules and --lang reads everything, and says which decisions are needed no longer. With this, so
    /// does a run that names its paths.
    #[arg(long)]
    pub full: bool,
}
