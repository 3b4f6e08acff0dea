//! `contradict rules diff`: shows what an edit of the rules changes for a corpus.

use super::git;
use crate::args::{Color, ReadingArgs, RulesDiffArgs, RulesFormat};
use crate::files::{self, RuleFiles};
use crate::output::{self, Look};
use crate::pipeline::Run;
use crate::read_document::Want;
use crate::{exit, print_diagnostics, table, user_files};
use anyhow::bail;
use contradict::diagnostic::UserFile;
use contradict::report::{Report, RuleDiff};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The exit code if something changes.
const CHANGES: u8 = 1;

/// Rules and lexicons, read.
#[derive(Default)]
struct Files {
    packs: Vec<Arc<UserFile>>,
    lexicons: Vec<Arc<UserFile>>,
}

/// Reads the documents with both sets of rules, and compares the results.
pub fn run(args: RulesDiffArgs, color: Color) -> anyhow::Result<u8> {
    let (format, against) = (args.output, args.against);
    let old = old_rules(&against, args.reading.clone())?;
    let new = Run::prepare(args.reading)?;
    // Diagnostics about documents are printed once, from the run with the current rules.
    let Some((new_rules, new)) = judged(new, true)? else { return Ok(exit::FAILED) };
    let Some((old_rules, old)) = judged(old, false)? else { return Ok(exit::FAILED) };
    if new.summary.coverage.documents == 0 {
        bail!("nothing was compared: no document was read");
    }
    if new.summary.answers == 0 && old.summary.answers == 0 {
        bail!("nothing was compared: no document answers a question of the rules, neither as they are nor as they were");
    }
    let diff = RuleDiff::new(&against, (&old_rules, &old), (&new_rules, &new));
    let text = match format {
        RulesFormat::Json => output::json(&diff)?,
        RulesFormat::Table => table::rule_diff(&diff, Look::of_stdout(color)),
    };
    output::print(&text, color)?;
    Ok(if diff.rules.is_empty() { exit::CLEAN } else { CHANGES })
}

/// Prepares a run with the rules that the user compares with.
fn old_rules(against: &str, args: ReadingArgs) -> anyhow::Result<Run> {
    let path = Path::new(against);
    let mut diagnostics = Vec::new();
    let mut files = Files::default();
    if path.exists() {
        let found = files::find_rules(&[path.to_owned()], "after `--against`")?;
        if found.packs.is_empty() {
            bail!("there is no rule file in `{against}`, which the rules are to be compared with");
        }
        files.packs = user_files::read(&found.packs, &mut diagnostics)?;
        files.lexicons = user_files::read(&found.lexicons, &mut diagnostics)?;
        if found.lexicons.is_empty() {
            // A folder with rules alone uses the current lexicons.
            files.lexicons = user_files::read(&files::find_rules(&args.rules, files::RULES_OPTION)?.lexicons, &mut diagnostics)?;
        }
    } else {
        let default: Vec<PathBuf> = files::rule_places(&[]).into_iter().map(PathBuf::from).collect();
        let paths = if args.rules.is_empty() { &default } else { &args.rules };
        for file in git::files_at(against, paths)? {
            let is_lexicon = files::is_lexicon(&file.place);
            let Some(read) = user_files::decoded(&file.name, &file.bytes, &mut diagnostics) else { continue };
            if is_lexicon { &mut files.lexicons } else { &mut files.packs }.push(read);
        }
    }
    Run::of_rules(args, RuleFiles::default(), &files.packs, &files.lexicons, diagnostics)
}

/// Returns the rules of a run and their report; none if a mistake stops it. `tells` says if warnings are printed.
fn judged(mut run: Run, tells: bool) -> anyhow::Result<Option<(contradict::rule::RuleSet, Report)>> {
    let found = if run.is_broken() { None } else { Some(run.read(&Want::Answers)?) };
    if tells || run.is_broken() {
        print_diagnostics::all(&run.diagnostics);
    }
    let Some(found) = found.filter(|_| !run.is_broken()) else { return Ok(None) };
    let report = Report::new(&run.rules, &found.answers, found.coverage, &run.diagnostics);
    Ok(Some((run.rules, report)))
}
