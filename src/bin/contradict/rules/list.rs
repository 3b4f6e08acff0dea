//! `contradict rules list`: lists every rule, with what the documents answer.

use super::Loaded;
use crate::args::{Color, RulesFormat, RulesListArgs};
use crate::output::{self, Look};
use crate::pipeline::Run;
use crate::read_document::Want;
use crate::{exit, files, print_diagnostics, table};
use contradict::report::{Report, RuleList};

/// Lists the rules.
pub fn run(args: RulesListArgs, color: Color) -> anyhow::Result<u8> {
    let format = args.output;
    // If there are no rules, this is reported before any document is read.
    let loaded = Loaded::read(&args.reading.rules, files::RULES_OPTION)?;
    let list = if args.has_documents() {
        let mut run = Run::prepare(args.reading)?;
        let found = if run.is_broken() { None } else { Some(run.read(&Want::Answers)?) };
        print_diagnostics::all(&run.diagnostics);
        let Some(found) = found.filter(|_| !run.is_broken()) else { return Ok(exit::FAILED) };
        let report = Report::new(&run.rules, &found.answers, found.coverage, &run.diagnostics);
        RuleList::new(&run.rules, Some(&report))
    } else {
        print_diagnostics::all(&loaded.diagnostics);
        if loaded.is_broken() {
            return Ok(exit::FAILED);
        }
        RuleList::new(&loaded.rules, None)
    };
    let text = match format {
        RulesFormat::Json => output::json(&list)?,
        RulesFormat::Table => table::rules(&list, Look::of_stdout(color)),
    };
    output::print(&text, color)?;
    Ok(exit::CLEAN)
}
