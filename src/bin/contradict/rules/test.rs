//! `contradict rules test`: runs the examples that rules carry.

use super::Loaded;
use crate::args::{Color, RulesFormat, RulesTestArgs};
use crate::output::{self, Look};
use crate::{exit, pipeline, print_diagnostics, table};
use anyhow::Context;
use contradict::answer::Reader;
use contradict::report::VERSION;
use contradict::report::example::{ExampleCoverage, ExampleSummary, ExampleView, with_drafts};
use contradict::rule::RuleStatus;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;

/// The exit code if an example fails or a live rule lacks one.
const FAILS: u8 = 1;

/// Runs everything and prints the results.
#[derive(Serialize)]
struct Record {
    version: u32,
    column_unit: &'static str,
    examples: Vec<ExampleView>,
    coverage: Option<ExampleCoverage>,
    summary: ExampleSummary,
}

/// Runs every example, several in parallel.
pub fn run(args: &RulesTestArgs, color: Color) -> anyhow::Result<u8> {
    let loaded = Loaded::read(&args.rules.files, "after `contradict rules test`")?;
    print_diagnostics::all(&loaded.diagnostics);
    if loaded.is_broken() {
        return Ok(exit::FAILED);
    }
    let rules = &loaded.rules;
    let asked = with_drafts(rules);
    let reader = Reader::new(&loaded.lexicons, &asked, None).context("the rules hold too many words")?;
    let tried = rules.rules.enumerate().filter(|(_, rule)| rule.status != RuleStatus::Retired);
    // Sorted in the order of the files, as a reader goes through them.
    let mut cases: Vec<_> = tried.flat_map(|(index, rule)| rule.cases.iter().map(move |case| (index, rule, case))).collect();
    cases.sort_by_key(|(_, rule, case)| (&rule.file.name, case.span));
    let (examples, seen) = pipeline::pool(args.jobs)?.install(|| {
        let examples: Vec<ExampleView> =
            cases.par_iter().map(|(rule, _, case)| ExampleView::new(rules, &reader, *rule, case)).collect();
        let words = cases.par_iter().filter(|_| args.coverage);
        let words = words.map(|(rule, _, case)| ExampleCoverage::words(&reader, *rule, case));
        let seen = words.reduce(BTreeSet::new, |mut seen, more| {
            seen.extend(more);
            seen
        });
        (examples, seen)
    });
    let coverage = args.coverage.then(|| ExampleCoverage::new(rules, &seen));
    let record =
        Record { version: VERSION, column_unit: "unicodeCodePoints", summary: ExampleSummary::of(&examples), examples, coverage };
    let text = match args.output {
        RulesFormat::Json => output::json(&record)?,
        RulesFormat::Table => table::examples(&record.examples, record.coverage.as_ref(), record.summary, Look::of_stdout(color)),
    };
    output::print(&text, color)?;
    let lacks = record.coverage.is_some_and(|coverage| !coverage.lacking.is_empty());
    Ok(match record.summary {
        ExampleSummary { examples: 0, .. } => exit::NOTHING,
        ExampleSummary { fail: 0, .. } if !lacks => exit::CLEAN,
        _ => FAILS,
    })
}
