//! The command line: `contradict check corpus/` and the commands around it.

mod args;
mod decisions;
mod exit;
mod explain;
mod files;
#[cfg(test)]
mod fixture;
mod list;
mod mentions;
mod output;
mod own;
mod page;
mod pipeline;
mod resolve;
mod rules;
mod store;
mod table;
mod tell;
mod unused;
mod words;

use args::{CheckArgs, CheckFormat, Cli, Color, Command};
use contradict::report::Report;
use output::Look;
use page::Want;
use pipeline::Run;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::from_process();
    output::set_color(cli.color);
    let done = match cli.command {
        Command::Check(args) => check(args, cli.color),
        Command::Mentions(args) => mentions::run(&args, cli.color),
        Command::Claims(args) if args.unused => unused::run(args, cli.color),
        Command::Claims(args) => list::claims(args.list, cli.color),
        Command::Answers(args) => list::answers(args, cli.color),
        Command::Explain(args) => explain::run(args, cli.color),
        Command::Resolve(args) => resolve::run(args, cli.color),
        Command::Rules(args) => rules::run(args, cli.color),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            output::complain(&format!("error: {error:#}"));
            ExitCode::from(exit::FAILED)
        }
    }
}

fn check(args: CheckArgs, color: Color) -> anyhow::Result<u8> {
    let mut decided_on = Vec::new();
    let decided = decisions::read(&args.decisions, &args.reading, &mut decided_on)?;
    let mut run = Run::prepare(args.reading)?;
    run.diagnostics.extend(decided_on);
    let ledger = decisions::place(&args.decisions);
    output::refuse_overwriting(&args.output, run.inputs().into_iter().chain([ledger.as_path()]))?;
    if args.locked {
        run.diagnostics.extend(decided.file.as_ref().and_then(decisions::not_arranged));
    }
    if run.is_broken() {
        tell::all(&run.diagnostics);
        return Ok(exit::FAILED);
    }
    let found = run.read(&Want::Answers)?;
    if run.is_broken() {
        tell::all(&run.diagnostics);
        return Ok(exit::FAILED);
    }
    let (mut report, told) = Report::decided(&run.rules, &found.answers, found.coverage, &run.diagnostics, &decided.decisions);
    run.diagnostics.extend(told);
    tell::all(&run.diagnostics);
    if run.is_broken() {
        return Ok(exit::FAILED);
    }
    report.gate = Some(exit::gate(&report, args.fail_on));
    let table = if args.show_resolved { table::render_with_resolved } else { table::render };
    for output in &args.output {
        let text = match (output.format, &output.file) {
            (CheckFormat::Json, _) => output::json(&report)?,
            (CheckFormat::Table, Some(_)) => table(&report, Look::PLAIN),
            (CheckFormat::Table, None) => table(&report, Look::of_stdout(color)),
        };
        output::put(output, &text, color)?;
    }
    Ok(exit::code(&report, args.fail_on, &args.deny))
}
