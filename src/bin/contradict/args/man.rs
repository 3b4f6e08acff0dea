//! `contradict man`: its arguments.

use clap::{Args, ValueHint};
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  contradict man | man -l -
      shows all of it as one page
  contradict man --dir ~/.local/share/man/man1
      writes a page for each command; `man contradict-check` shows one";

/// The arguments of `man`.
#[derive(Args, Debug)]
pub struct ManArgs {
    /// Write a page for each command into this folder, which is made where it is missing
    ///
    /// Pages that are there already are replaced, other files are left alone.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub dir: Option<PathBuf>,
}
