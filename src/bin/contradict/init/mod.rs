//! `contradict init`: writes a small example to start from.

use crate::args::{Color, InitArgs};
use crate::display_text::{count, listed};
use crate::{exit, output};
use anyhow::{Context, bail};
use std::fs::{OpenOptions, create_dir_all};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The files that are written: paths in the folder, and texts.
const FILES: [(&str, &str); 4] = [
    ("rules/museum.toml", include_str!("museum.toml")),
    ("corpus/sources.toml", include_str!("sources.toml")),
    ("corpus/bulletin.txt", include_str!("bulletin.txt")),
    ("corpus/herald.txt", include_str!("herald.txt")),
];

/// Returns the path of a file.
fn place(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

/// Writes the example, unless one of its files already exists.
pub fn run(args: &InitArgs, color: Color) -> anyhow::Result<u8> {
    let there: Vec<String> = FILES
        .iter()
        .map(|(name, _)| place(&args.folder, name))
        .filter(|path| path.symlink_metadata().is_ok())
        .map(|path| format!("`{}`", path.display()))
        .collect();
    if !there.is_empty() {
        let verb = if there.len() == 1 { "is" } else { "are" };
        bail!("{} {verb} there already, so nothing was written: choose an empty folder", listed(&there));
    }
    let mut written = String::new();
    for (name, text) in FILES {
        let path = place(&args.folder, name);
        let whose = || format!("cannot write `{}`", path.display());
        if let Some(folder) = path.parent() {
            create_dir_all(folder).with_context(whose)?;
        }
        // If somebody else created the file first, it is kept.
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path).with_context(whose)?;
        file.write_all(text.as_bytes()).with_context(whose)?;
        written.push_str(&format!("  {}\n", path.display()));
    }
    let files = count(FILES.len(), "file", "files");
    let go = if args.folder.as_os_str() == "." { String::new() } else { format!(" in `{}`", args.folder.display()) };
    let next = format!(
        "Two sources that do not agree, and a rule that asks. Try{go}:\n  contradict check        \
         shows where they disagree\n  contradict rules test   tries out the examples of the rule\n"
    );
    output::print(&format!("{files} written:\n{written}{next}"), color)?;
    Ok(exit::CLEAN)
}
