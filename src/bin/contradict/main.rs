//! The command line: `contradict check corpus/` and the commands around it.

mod args;
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
mod rules;
mod schema;
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
        Command::Rules(args) => rules::run(args, cli.color),
        Command::Schema(args) => schema::run(&args, cli.color),
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
    let mut run = Run::prepare(args.reading)?;
    output::refuse_overwriting(&args.output, run.inputs())?;
    if run.is_broken() {
        tell::all(&run.diagnostics);
        return Ok(exit::FAILED);
    }
    let found = run.read(&Want::Answers)?;
    tell::all(&run.diagnostics);
    if run.is_broken() {
        return Ok(exit::FAILED);
    }
    let report = Report::new(&run.rules, &found.answers, found.coverage, &run.diagnostics);
    for output in &args.output {
        let text = match (output.format, &output.file) {
            (CheckFormat::Json, _) => output::json(&report)?,
            (CheckFormat::Table, Some(_)) => table::render(&report, Look::PLAIN),
            (CheckFormat::Table, None) => table::render(&report, Look::of_stdout(color)),
        };
        output::put(output, &text, color)?;
    }
    Ok(exit::code(&report, args.fail_on))
}
