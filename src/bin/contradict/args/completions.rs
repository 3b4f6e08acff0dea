//! `contradict completions`: its arguments.

use clap::Args;
use clap_complete::Shell;

pub(super) const EXAMPLES: &str = "\
Examples:
  contradict completions bash > ~/.local/share/bash-completion/completions/contradict
  contradict completions zsh > ~/.zfunc/_contradict
      with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc
  contradict completions fish > ~/.config/fish/completions/contradict.fish
  contradict completions elvish >> ~/.config/elvish/rc.elv
  contradict completions powershell >> $PROFILE

Open a new shell afterwards.";

/// The arguments of `completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}
