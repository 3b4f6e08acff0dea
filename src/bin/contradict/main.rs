//! The command line: `contradict check corpus/` and the commands around it.

mod args;
mod atomic_file;
mod decisions;
mod display_text;
mod escape;
mod exit;
mod explain;
mod files;
#[cfg(test)]
mod fixture;
mod formats;
mod init;
mod list;
mod mentions;
mod output;
mod parse;
mod pipeline;
mod print_diagnostics;
mod read_document;
mod resolve;
mod rules;
mod schema;
mod shell;
mod table;
mod unused;
mod user_files;
mod wording;

use args::{CheckArgs, Cli, Color, Command, Deny};
use contradict::report::Report;
use formats::RenderOptions;
use output::{Inputs, Look};
use pipeline::Run;
use read_document::Want;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::from_process();
    output::set_color(cli.color);
    let done = match cli.command {
        Command::Check(args) => check(args, cli.color),
        Command::Mentions(args) => mentions::run(&args, cli.color),
        Command::Parse(args) => parse::run(&args, cli.color),
        Command::Claims(args) if args.unused => unused::run(args, cli.color),
        Command::Claims(args) => list::claims(args.list, cli.color),
        Command::Answers(args) => list::answers(args, cli.color),
        Command::Explain(args) => explain::run(args, cli.color),
        Command::Resolve(args) => resolve::run(args, cli.color),
        Command::Init(args) => init::run(&args, cli.color),
        Command::Rules(args) => rules::run(args, cli.color),
        Command::Schema(args) => schema::run(&args, cli.color),
        Command::Completions(args) => shell::completions(&args, cli.color),
        Command::Man(args) => shell::man(&args, cli.color),
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
    let written = args.output.iter().filter_map(|output| output.file.as_deref());
    let summary = formats::summary_place().filter(|_| args.output.iter().any(|output| output.format.name == formats::GITHUB));
    let files = run.inputs().into_iter().chain([ledger.as_path()]).collect();
    output::refuse_overwriting(written, summary.as_deref(), &Inputs { files, folders: run.folders() })?;
    if args.locked {
        run.diagnostics.extend(decided.file.as_ref().and_then(decisions::not_arranged));
    }
    if run.is_broken() {
        print_diagnostics::all(&run.diagnostics);
        return Ok(exit::FAILED);
    }
    let found = run.read(&Want::Answers)?;
    if run.is_broken() {
        print_diagnostics::all(&run.diagnostics);
        return Ok(exit::FAILED);
    }
    let (mut report, about_decisions) =
        Report::decided(&run.rules, &found.answers, found.coverage, &run.diagnostics, &decided.decisions);
    run.diagnostics.extend(about_decisions);
    print_diagnostics::all(&run.diagnostics);
    if run.is_broken() {
        return Ok(exit::FAILED);
    }
    if args.deny.contains(&Deny::Stale) && !decided.decisions.is_full {
        output::complain("note: whether decisions are stale was not judged, as not everything was read: add `--full` if it was");
    }
    report.gate = Some(exit::gate(&report, args.fail_on));
    let exit = exit::code(&report, args.fail_on, &args.deny);
    for output in &args.output {
        let look = if output.file.is_some() { Look::PLAIN } else { Look::of_stdout(color) };
        let options = RenderOptions { look, show_resolved: args.show_resolved, fail_on: args.fail_on, exit };
        output::put(output, &output.format.write(&report, &options)?, color)?;
    }
    if let Some(place) = summary {
        formats::append_summary(&place, &report)?;
    }
    Ok(exit)
}
