//! `contradict rules check`: checks rule files and lexicons for mistakes.

use super::Loaded;
use crate::args::{Color, RuleFilesArgs};
use crate::display_text::count;
use crate::{exit, output, print_diagnostics};
use anyhow::Context;
use contradict::answer::Reader;
use contradict::diagnostic::Level;

/// Checks the files, and prints what was checked.
pub fn run(args: &RuleFilesArgs, color: Color) -> anyhow::Result<u8> {
    let loaded = Loaded::read(&args.files, "after `contradict rules check`")?;
    print_diagnostics::all(&loaded.diagnostics);
    let of = |level| loaded.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
    if of(Level::Error) > 0 {
        return Ok(exit::FAILED);
    }
    // Only this step shows if there are too many words to search for at once.
    Reader::new(&loaded.lexicons, &loaded.rules, None).context("the rules hold too many words")?;
    let warnings = match of(Level::Warning) {
        0 => String::new(),
        number => format!(", {}", count(number, "warning", "warnings")),
    };
    output::print(&format!("{}: no mistakes{warnings}\n", looked_at(&loaded)), color)?;
    Ok(exit::CLEAN)
}

/// `3 files, 7 rules, 12 examples`, and lexicons if there are any.
fn looked_at(loaded: &Loaded) -> String {
    let examples = loaded.rules.rules.iter().map(|rule| rule.cases.len()).sum();
    let mut parts = vec![
        count(loaded.packs, "file", "files"),
        count(loaded.rules.rules.len(), "rule", "rules"),
        count(examples, "example", "examples"),
    ];
    if loaded.own_lexicons > 0 {
        parts.push(count(loaded.own_lexicons, "lexicon", "lexicons"));
    }
    parts.join(", ")
}
