//! Writes results to standard output or a file, with or without colour, and handles readers that stop early.

use crate::args::{Color, OutputArg};
use crate::atomic_file::{self, real_place};
use crate::files::is_document;
use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, bail};
use contradict::diagnostic::{self, Diagnostic, steers, visible};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{ErrorKind, IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

/// The width that is assumed if a terminal does not report one.
const USUAL_WIDTH: usize = 80;

/// How to print to standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The width of the terminal; none if the output is not a terminal, in which case nothing is cut or wrapped.
    pub width: Option<usize>,
    /// Whether to use colour.
    pub color: bool,
}

impl Look {
    /// The look of a file.
    pub const PLAIN: Look = Look { width: None, color: false };

    /// The look of standard output.
    pub fn of_stdout(color: Color) -> Self {
        let size = terminal_size::terminal_size_of(stdout()).map(|(width, _)| usize::from(width.0));
        let width = size.filter(|width| *width > 0).unwrap_or(USUAL_WIDTH);
        Look { width: stdout().is_terminal().then_some(width), color: choose(color) != ColorChoice::Never }
    }
}

/// Applies `--color` to everything that is printed. Must be called once, before anything is printed.
pub fn set_color(color: Color) {
    wanted(color).write_global();
}

/// Prints `text` on standard output. If the reader has stopped (`| head`), the rest is dropped silently.
///
/// # Errors
/// If it cannot be printed for another reason.
pub fn print(text: &str, color: Color) -> anyhow::Result<()> {
    let mut stream = AutoStream::new(stdout().lock(), choose(color));
    let printed = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    ignore_closed(printed).context("cannot print the results")
}

/// Prints a line on standard error. If even that fails, it is ignored.
pub fn complain(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", visible(line));
}

/// Prints a diagnostic on standard error.
pub fn complain_about(diagnostic: &Diagnostic) {
    let _ = writeln!(anstream::stderr(), "{}\n", diagnostic::render(diagnostic, true));
}

/// Writes `text` to where `output` says; `color` applies to standard output only.
///
/// # Errors
/// If it cannot be written; the message names the file.
pub fn put(output: &OutputArg, text: &str, color: Color) -> anyhow::Result<()> {
    match &output.file {
        None => print(text, color),
        Some(file) => ignore_closed(atomic_file::write(file, text))
            .with_context(|| format!("cannot write `{}`: choose another file", file.display())),
    }
}

/// What a run reads, and must therefore not overwrite.
pub struct Inputs<'a> {
    /// The files.
    pub files: Vec<&'a Path>,
    /// The real paths of the folders that contain documents.
    pub folders: BTreeSet<PathBuf>,
}

/// Refuses to overwrite files that the run reads, because sources are evidence; files that may be the user's even if this run
/// does not read them; and files that another output writes. The `summary` is appended to a file, so it is only checked against
/// what is read.
///
/// # Errors
/// If one of the `written` files is refused; the message says what to do.
pub fn refuse_overwriting<'w>(
    written: impl IntoIterator<Item = &'w Path>,
    summary: Option<&'w Path>,
    inputs: &Inputs<'_>,
) -> anyhow::Result<()> {
    let mut places = BTreeSet::new();
    for (file, is_report) in written.into_iter().map(|file| (file, true)).chain(summary.map(|file| (file, false))) {
        let place = real_place(file);
        if is_report {
            refuse_place(file, &place, &inputs.folders)?;
        }
        // Real paths are slow to resolve, and there may be many inputs.
        let may_be = |input: &Path| input.file_name() == place.file_name() || input.is_symlink();
        if place.exists() && inputs.files.iter().any(|input| may_be(input) && real_place(input) == place) {
            bail!("`{}` is a file that is read: choose another file to write to", file.display());
        }
        if !places.insert(place) {
            bail!("two outputs go to the file `{}`: name another file for one of them", file.display());
        }
    }
    Ok(())
}

/// Refuses names of rule files and decision files everywhere, and names of documents inside `folders`, which contain documents.
fn refuse_place(file: &Path, place: &Path, folders: &BTreeSet<PathBuf>) -> anyhow::Result<()> {
    let name = file.display();
    let is_toml = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    if is_toml(file) || is_toml(place) {
        bail!("`{name}` ends like a file of rules, sources or decisions: choose a file with another ending to write to");
    }
    let is_among = |folder: &PathBuf| {
        // Hidden files are never read.
        let is_hidden = |below: &Path| below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
        place.strip_prefix(folder).is_ok_and(|below| !is_hidden(below))
    };
    if is_document(place) && folders.iter().any(is_among) {
        bail!(
            "`{name}` would stand among the documents, as one of them: choose a file in another folder to write to, or another ending"
        );
    }
    Ok(())
}

/// Returns `value` as indented JSON, with a line break at the end.
///
/// # Errors
/// If it has no JSON form.
pub fn json(value: &impl Serialize) -> anyhow::Result<String> {
    let mut text = harmless(serde_json::to_string_pretty(value).context("cannot write the results as JSON")?);
    text.push('\n');
    Ok(text)
}

/// Returns each of `values` as JSON on its own line.
///
/// # Errors
/// If one has no JSON form.
pub fn json_lines<T: Serialize>(values: impl IntoIterator<Item = T>) -> anyhow::Result<String> {
    let mut text = String::new();
    for value in values {
        text.push_str(&harmless(serde_json::to_string(&value).context("cannot write the results as JSON")?));
        text.push('\n');
    }
    Ok(text)
}

/// Escapes the characters in JSON that control a terminal; values do not change.
fn harmless(json: String) -> String {
    // The only control characters outside of strings are line breaks between values, and JSON escapes those inside of strings.
    let hides = |letter: char| letter != '\n' && steers(letter);
    if !json.contains(hides) {
        return json;
    }
    let mut text = String::with_capacity(json.len() + 16);
    for letter in json.chars() {
        if hides(letter) {
            text.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            text.push(letter);
        }
    }
    text
}

fn wanted(color: Color) -> ColorChoice {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

/// Returns the colour choice for standard output; `auto` depends on NO_COLOR, CLICOLOR_FORCE and the kind of output.
fn choose(color: Color) -> ColorChoice {
    match wanted(color) {
        ColorChoice::Auto => AutoStream::choice(&stdout()),
        choice => choice,
    }
}

fn ignore_closed(written: std::io::Result<()>) -> std::io::Result<()> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Format;

    fn to_file(file: PathBuf) -> OutputArg {
        OutputArg { format: Format::named("json").expect("a format"), file: Some(file) }
    }

    #[test]
    fn json_keeps_values_and_shows_no_control() {
        let value = ["a\u{1b}[31m\n", "\u{9b}2J\u{7f}\u{202e}é"];
        let text = json(&value).expect("JSON");
        assert!(!text.contains(|letter: char| letter != '\n' && steers(letter)), "{text:?}");
        assert!(text.contains("\\u009b2J\\u007f\\u202eé"), "{text}");
        let back: Vec<String> = serde_json::from_str(&text).expect("JSON");
        assert_eq!(back, value);
        assert_eq!(json_lines([1, 2]).expect("JSON"), "1\n2\n");
    }

    #[test]
    fn a_file_is_written_and_a_failure_names_it() {
        let root = tempfile::tempdir().expect("a directory");
        let file = root.path().join("out.json");
        put(&to_file(file.clone()), "{}\n", Color::Auto).expect("written");
        assert_eq!(std::fs::read_to_string(&file).expect("the file"), "{}\n");
        let error = put(&to_file(root.path().join("none/out.json")), "", Color::Auto).expect_err("no such directory");
        assert!(error.to_string().contains("none/out.json"), "{error}");
    }

    fn refuse(written: &[PathBuf], files: &[PathBuf], folders: &[&Path]) -> anyhow::Result<()> {
        let folders = folders.iter().map(|folder| real_place(folder)).collect();
        let inputs = Inputs { files: files.iter().map(PathBuf::as_path).collect(), folders };
        refuse_overwriting(written.iter().map(PathBuf::as_path), None, &inputs)
    }

    #[test]
    fn sources_are_never_written_over() {
        let root = tempfile::tempdir().expect("a directory");
        let (source, other) = (root.path().join("a.txt"), root.path().join("b.txt"));
        std::fs::write(&source, "78").expect("a file");
        let sneaky = root.path().join(".").join("a.txt");
        assert!(refuse(&[sneaky], std::slice::from_ref(&source), &[]).is_err());
        assert!(refuse(&[other], &[source], &[]).is_ok());
    }

    #[test]
    fn no_output_is_written_over_another() {
        let root = tempfile::tempdir().expect("a directory");
        let at = |name: &str| root.path().join(name);
        let refused = |one: &str, other: &str| refuse(&[at(one), at(other)], &[], &[]).is_err();
        assert!(refused("x", "x") && refused("x", "./x") && refused("none/../x", "none/../x"));
        assert!(!refused("x", "y") && !refused("none/x", "x"));
        std::fs::create_dir(root.path().join("sub")).expect("a directory");
        assert!(refused("x", "sub/../x"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("x", root.path().join("link")).expect("a link");
            assert!(refused("x", "link"), "a link to what is not there yet");
        }
        std::fs::write(root.path().join("x"), "").expect("a file");
        assert!(refused("sub/../x", "x"));
    }

    #[test]
    fn nothing_is_written_among_rules_and_documents() {
        let root = tempfile::tempdir().expect("a directory");
        std::fs::create_dir_all(root.path().join("corpus/sub/.out")).expect("directories");
        let corpus = root.path().join("corpus");
        let refused = |name: &str| refuse(&[root.path().join(name)], &[], &[&corpus]).is_err();
        for name in ["x.toml", "rules/x.TOML", "corpus/x.md", "corpus/sub/x.txt", "corpus/none.HTML"] {
            assert!(refused(name), "{name}");
        }
        for name in ["x.md", "x.txt", "corpus/x.json", "corpus/x.csv", "corpus/sub/.out/x.md", "corpus/.x.md", "corpus2/x.md"] {
            assert!(!refused(name), "{name}");
        }
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        assert!(ignore_closed(Err(ErrorKind::BrokenPipe.into())).is_ok());
        assert!(ignore_closed(Err(ErrorKind::StorageFull.into())).is_err());
    }
}
