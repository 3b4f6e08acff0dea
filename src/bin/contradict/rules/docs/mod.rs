//! `contradict rules docs`: a catalogue of the rules, for readers who do not open TOML files.

mod catalogue;
mod html;
mod markdown;

use super::Loaded;
use crate::args::{Color, DocsFormat, RulesDocsArgs};
use crate::{exit, output, print_diagnostics};

/// Prints the catalogue.
pub fn run(args: &RulesDocsArgs, color: Color) -> anyhow::Result<u8> {
    let loaded = Loaded::read(&args.rules.files, "after `contradict rules docs`")?;
    print_diagnostics::all(&loaded.diagnostics);
    if loaded.is_broken() {
        return Ok(exit::FAILED);
    }
    let packs = catalogue::packs(&loaded.rules);
    let text = match args.output {
        DocsFormat::Markdown => markdown::render(&packs),
        DocsFormat::Html => html::render(&packs),
    };
    output::print(&text, color)?;
    Ok(exit::CLEAN)
}
