//! Reads rule files as they were at a git ref, by calling `git`. Nothing is checked out, fetched or written.

use anyhow::{Context, bail};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A file at a git ref.
pub struct GitFile {
    /// Its name in messages: the ref, then the path as the user would write it.
    pub name: String,
    /// Its path in the working tree.
    pub place: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Returns the TOML files below `paths` as they were at `reference`, except hidden ones.
///
/// # Errors
/// If there is no `git`, no repository, no such ref, or none of the paths in it.
pub fn files_at(reference: &str, paths: &[PathBuf]) -> anyhow::Result<Vec<GitFile>> {
    // Git would take it for an option.
    if reference.is_empty() || reference.starts_with('-') {
        bail!("`{reference}` can be neither a folder nor a git ref: refs do not begin with `-`");
    }
    let mut files = Vec::new();
    for path in paths {
        files.extend(files_below(reference, path)?);
    }
    if files.is_empty() {
        let places: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
        bail!("there was no rule file in {} at `{reference}`", crate::display_text::listed(&places));
    }
    Ok(files)
}

fn files_below(reference: &str, path: &Path) -> anyhow::Result<Vec<GitFile>> {
    let real = path.canonicalize().with_context(|| format!("cannot read `{}`", path.display()))?;
    let (Some(folder), Some(name)) = (real.parent(), real.file_name()) else {
        bail!("`{}` lies in no folder, and so in no git repository", path.display());
    };
    let wanted = format!("{reference}^{{commit}}");
    let commit = run(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted].map(OsStr::new))?;
    if !commit.status.success() {
        let inside = run(folder, ["rev-parse", "--git-dir"].map(OsStr::new))?;
        if !inside.status.success() {
            bail!("`{reference}` is no folder, and no git ref either: `{}` lies in no git repository", path.display());
        }
        bail!("`{reference}` is neither a folder nor a git ref: `git log` and `git tag` show what there is");
    }
    let commit = String::from_utf8_lossy(&commit.stdout).trim().to_owned();
    let words = [OsStr::new("ls-tree"), OsStr::new("-r"), OsStr::new("-z"), OsStr::new(&commit), OsStr::new("--"), name];
    let listed = succeeded(run(folder, words)?)?;
    let mut files = Vec::new();
    for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        let entry = String::from_utf8_lossy(entry);
        let Some((about, below)) = entry.split_once('\t') else { continue };
        // `100644 blob 8baef1b…` is a file; links and submodules are not.
        let mut about = about.split(' ');
        let (mode, kind, object) = (about.next().unwrap_or_default(), about.next(), about.next().unwrap_or_default());
        let is_hidden = below.split('/').skip(1).any(|part| part.starts_with('.'));
        let is_toml = Path::new(below).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        if kind != Some("blob") || !mode.starts_with("100") || is_hidden || !is_toml {
            continue;
        }
        let bytes = succeeded(run(folder, ["cat-file", "blob", object].map(OsStr::new))?)?;
        let rest = below.split_once('/').map_or(String::new(), |(_, rest)| format!("/{rest}"));
        let written = path.to_string_lossy();
        files.push(GitFile {
            name: format!("{reference}:{}{rest}", written.trim_end_matches('/')),
            place: folder.join(below),
            bytes,
        });
    }
    Ok(files)
}

/// Runs git in a folder, without network access.
fn run<'a>(folder: &Path, words: impl IntoIterator<Item = &'a OsStr>) -> anyhow::Result<Output> {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(words).env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0");
    match git.output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!("git is not installed, so no git ref can be read: name a folder of rules instead")
        }
        done => done.context("git cannot be run"),
    }
}

fn succeeded(output: Output) -> anyhow::Result<Vec<u8>> {
    if !output.status.success() {
        bail!("git failed: {}", crate::display_text::one_line(&String::from_utf8_lossy(&output.stderr)));
    }
    Ok(output.stdout)
}
