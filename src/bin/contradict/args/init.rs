//! `contradict init`: its arguments.

use clap::{Args, ValueHint};
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  contradict init
      writes two tiny sources into corpus/ and a rule into rules/
  contradict init first-steps

Exit codes:
  0  the example is written
  2  a file of it is there already, and nothing was written; or it cannot be written";

/// The arguments of `init`.
#[derive(Args, Debug)]
pub struct InitArgs {
    /// Folder to write to; it is made where it does not exist
    #[arg(value_name = "FOLDER", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}
