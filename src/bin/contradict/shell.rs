//! Shell completions and manual pages, generated from the command line.

use crate::args::{Cli, Color, CompletionsArgs, ManArgs};
use crate::{display_text, exit, output};
use anyhow::Context;
use clap::{Command, CommandFactory};
use clap_mangen::Man;

/// Prints the completion script of a shell.
pub fn completions(args: &CompletionsArgs, color: Color) -> anyhow::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "contradict", &mut script);
    output::print(&String::from_utf8(script)?, color)?;
    Ok(exit::CLEAN)
}

/// Prints all commands as one manual page, or writes a page for each into a folder.
pub fn man(args: &ManArgs, color: Color) -> anyhow::Result<u8> {
    let Some(folder) = &args.dir else {
        output::print(&one_page()?, color)?;
        return Ok(exit::CLEAN);
    };
    let cannot = || format!("cannot write manual pages into `{}`", folder.display());
    std::fs::create_dir_all(folder).with_context(cannot)?;
    let pages = pages()?;
    for (name, page) in &pages {
        std::fs::write(folder.join(name), page).with_context(cannot)?;
    }
    let written = display_text::count(pages.len(), "page", "pages");
    output::print(&format!("{written} written into {}\n", folder.display()), color)?;
    Ok(exit::CLEAN)
}

/// Returns the program and every command below it, in the order of the help.
fn commands() -> Vec<Command> {
    fn add(command: &Command, all: &mut Vec<Command>) {
        all.push(command.clone());
        command.get_subcommands().filter(|command| !command.is_hide_set()).for_each(|command| add(command, all));
    }
    let mut program = Cli::command();
    program.build();
    let mut all = Vec::new();
    add(&program, &mut all);
    all
}

/// Returns file name and text of each command's page.
fn pages() -> anyhow::Result<Vec<(String, String)>> {
    let page = |command: Command| {
        let man = Man::new(command).source(source());
        let mut page = Vec::new();
        man.render(&mut page)?;
        Ok((man.get_filename(), with_plain_end(&String::from_utf8(page)?)))
    };
    commands().into_iter().map(page).collect()
}

/// Returns the page of the program, with a section for each command.
fn one_page() -> anyhow::Result<String> {
    let mut commands = commands().into_iter();
    let mut page = Vec::new();
    if let Some(program) = commands.next() {
        Man::new(program).source(source()).render(&mut page)?;
    }
    let mut page = with_plain_end(&String::from_utf8(page)?);
    for command in commands {
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_uppercase();
        let man = Man::new(command);
        let mut part = Vec::new();
        man.render_synopsis_section(&mut part)?;
        man.render_description_section(&mut part)?;
        man.render_options_section(&mut part)?;
        man.render_extra_section(&mut part)?;
        page.push_str(&format!(".SH \"{name}\"\n"));
        for line in with_plain_end(&String::from_utf8(part)?).lines().filter(|line| !PRELUDE.contains(line)) {
            // A section of a command's page becomes a subsection here. No text begins like this, because roff escapes its full
            // stops.
            let line = line.strip_prefix(".SH ").map_or_else(|| line.to_owned(), |heading| format!(".SS {heading}"));
            page.push_str(&line);
            page.push('\n');
        }
    }
    Ok(page)
}

/// What every generated part begins with, and a page needs only once.
const PRELUDE: [&str; 2] = [r".ie \n(.g .ds Aq \(aq", ".el .ds Aq '"];

/// Returns the page with its examples and exit codes under their own heading, with their line breaks kept; without the heading if
/// there are none.
fn with_plain_end(page: &str) -> String {
    let Some((before, rest)) = page.split_once(".SH EXTRA\n") else { return page.to_owned() };
    let (extra, after) = rest.find(".SH ").and_then(|next| rest.split_at_checked(next)).unwrap_or((rest, ""));
    if extra.trim().is_empty() {
        return format!("{before}{after}");
    }
    let heading = if extra.contains("Examples:") { "EXAMPLES" } else { "EXIT CODES" };
    format!("{before}.SH {heading}\n.nf\n{}\n.fi\n{after}", extra.trim_end())
}

/// Returns the text of the page footer.
fn source() -> String {
    format!("contradict {}", env!("CARGO_PKG_VERSION"))
}
