//! `contradict rules`: commands about rule files, with or without sources.

mod check;
mod diff;
mod docs;
mod git;
mod list;
mod new;
mod test;

use crate::args::{Color, RulesArgs, RulesCommand};
use crate::{files, user_files};
use anyhow::bail;
use contradict::diagnostic::{Diagnostic, Level};
use contradict::lexicon::Lexicons;
use contradict::rule::{self, RuleSet};
use std::path::PathBuf;

/// Runs the `rules` command.
pub fn run(args: RulesArgs, color: Color) -> anyhow::Result<u8> {
    match args.command {
        RulesCommand::Check(args) => check::run(&args, color),
        RulesCommand::Diff(args) => diff::run(args, color),
        RulesCommand::Docs(args) => docs::run(&args, color),
        RulesCommand::List(args) => list::run(args, color),
        RulesCommand::New(args) => new::run(args, color),
        RulesCommand::Test(args) => test::run(&args, color),
    }
}

/// Rule files that were read, with their diagnostics.
struct Loaded {
    /// How many rule files there are.
    packs: usize,
    /// How many lexicons are the user's.
    own_lexicons: usize,
    lexicons: Lexicons,
    rules: RuleSet,
    diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// Returns true if a mistake stops the run.
    fn is_broken(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// Reads the rule files in `paths`, or in `rules/`. `wording` tells the user how to name others.
    ///
    /// # Errors
    /// If a path does not exist or cannot be read, or if there are no rule files. Mistakes in them are diagnostics.
    fn read(paths: &[PathBuf], wording: &str) -> anyhow::Result<Loaded> {
        let found = files::find_rules(paths, wording)?;
        if found.packs.is_empty() && found.lexicons.is_empty() {
            let places: Vec<String> = files::rule_places(paths).iter().map(|place| format!("`{place}`")).collect();
            bail!("there is no rule file in {}: name a file or a folder {wording}", crate::display_text::listed(&places));
        }
        let mut diagnostics = Vec::new();
        let packs = user_files::read(&found.packs, &mut diagnostics)?;
        let lexicons = user_files::lexicons(&found, &mut diagnostics)?;
        let (rules, mistakes) = rule::load(&packs, &lexicons.languages());
        diagnostics.extend(mistakes);
        Ok(Loaded { packs: found.packs.len(), own_lexicons: found.lexicons.len(), lexicons, rules, diagnostics })
    }
}
