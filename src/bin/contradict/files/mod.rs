//! Finds files: the documents, their metadata, and the rules.

mod walk;

use anyhow::{Context, bail};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use walk::{Found, Walked};

/// The extensions of files that count as documents inside a directory.
const DOCUMENT_ENDINGS: [&str; 7] = ["txt", "text", "md", "markdown", "mdx", "html", "htm"];
/// The name of the file that describes the documents beside and below it.
const METADATA_FILE: &str = "sources.toml";
/// Where rules are looked for by default.
pub const RULES_DIRECTORY: &str = "rules/";
/// The folder that holds lexicons.
const LEXICON_FOLDER: &str = "lexicon";

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// Its name in the output: the path as typed, joined with `/`.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
}

/// A document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentInput {
    /// The file.
    pub file: Input,
    /// Each `sources.toml` in its directory or above, the nearest first, as an index into [`Corpus::metadata`]; and the path of
    /// the document relative to that folder, with `/`.
    pub metadata: Vec<(usize, String)>,
}

/// A file or directory that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The file or directory.
    pub file: Input,
    /// The error message of the operating system.
    pub why: String,
}

/// The files of a corpus. Their order does not depend on the order of the arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    /// Sorted by name; a file that is reached in two ways is listed once.
    pub documents: Vec<DocumentInput>,
    /// Each `sources.toml`, sorted by name.
    pub metadata: Vec<Input>,
    /// How many files in the directories are of other types, and therefore not documents.
    pub ignored: usize,
    /// The directories that cannot be listed, sorted by name.
    pub unread: Vec<Unread>,
}

/// The rule files of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleFiles {
    /// Questions and entities, sorted by name.
    pub packs: Vec<Input>,
    /// Lexicons, sorted by name.
    pub lexicons: Vec<Input>,
}

/// Finds the documents in `paths`, which are files or directories.
///
/// # Errors
/// If a path does not exist.
pub fn find_documents(paths: &[PathBuf]) -> anyhow::Result<Corpus> {
    let mut walked = Walked::default();
    for path in paths {
        if !is_there(path)? {
            bail!("`{}` does not exist: name the files or directories to read, or put your sources in `corpus/`", path.display());
        }
        walked.walk(path)?;
    }
    let (mut documents, mut metadata, mut others) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    for found in walked.metadata.into_iter().chain(walked.files) {
        if found.is_special {
            others.insert(found.identity);
        } else if found.place.ends_with(METADATA_FILE) {
            keep_first(&mut metadata, found.place.clone(), found);
        } else if found.named || is_document(&found.file.path) {
            keep_first(&mut documents, found.identity.clone(), found);
        } else {
            others.insert(found.identity);
        }
    }
    let ignored = others.iter().filter(|identity| !documents.contains_key(*identity)).count();
    let mut metadata = metadata.into_values().collect::<Vec<_>>();
    metadata.sort_by(|a, b| a.file.cmp(&b.file));
    let in_folder =
        metadata.iter().enumerate().filter_map(|(at, found)| Some((found.place.parent()?, at))).collect::<BTreeMap<_, _>>();
    let mut documents = documents
        .into_values()
        .map(|found| DocumentInput { metadata: metadata_of(&found.place, &in_folder), file: found.file })
        .collect::<Vec<_>>();
    documents.sort_by(|a, b| a.file.cmp(&b.file));
    let metadata = metadata.into_iter().map(|found| found.file).collect();
    Ok(Corpus { documents, metadata, ignored, unread: walked.unread.into_values().collect() })
}

/// Returns the metadata for the document at `place`, the nearest first. `in_folder` lists the directories that hold metadata.
fn metadata_of(place: &Path, in_folder: &BTreeMap<&Path, usize>) -> Vec<(usize, String)> {
    let folders = place.ancestors().skip(1);
    let found = folders.filter_map(|folder| Some((*in_folder.get(folder)?, place.strip_prefix(folder).ok()?)));
    found.map(|(index, below)| (index, name_of(below))).collect()
}

/// Returns true if a path that the user named exists.
///
/// # Errors
/// If the operating system gives no answer.
fn is_there(path: &Path) -> anyhow::Result<bool> {
    path.try_exists().with_context(|| format!("cannot read `{}`", name_of(path)))
}

/// The option that names rules, on the command lines that have one.
pub const RULES_OPTION: &str = "after `--rules`";

/// Finds the rule files in `paths`, which are files or directories; if there are no paths, in `rules/`, if that exists. `wording`
/// says how the user can name them on the command line.
///
/// # Errors
/// If a path does not exist or a directory cannot be listed.
pub fn find_rules(paths: &[PathBuf], wording: &str) -> anyhow::Result<RuleFiles> {
    let default = [PathBuf::from(RULES_DIRECTORY)];
    let paths = if paths.is_empty() && default[0].is_dir() { &default } else { paths };
    let mut walked = Walked::default();
    for path in paths {
        if !is_there(path)? {
            bail!("`{}` does not exist: name a rule file or a directory of rule files {wording}", path.display());
        }
        walked.walk(path)?;
    }
    // With only some of the rules, the run would find less than the user expects.
    if let Some(unread) = walked.unread.values().next() {
        bail!("cannot read `{}`: {}", unread.file.name, unread.why);
    }
    let mut files = BTreeMap::new();
    for found in walked.files {
        // The walk always finds the metadata files beside what it is given.
        let is_metadata = !found.named && found.file.path.file_name().is_some_and(|name| name == METADATA_FILE);
        if !found.is_special && !is_metadata && (found.named || has_ending(&found.file.path, &["toml"])) {
            keep_first(&mut files, found.identity.clone(), found);
        }
    }
    // The real path shows the folder: `--rules fr.toml` may be typed inside of it.
    let in_lexicon = |found: &Found| is_lexicon(&found.place);
    let (lexicons, packs) = files.into_values().partition::<Vec<_>, _>(in_lexicon);
    let sorted = |files: Vec<Found>| {
        let mut files = files.into_iter().map(|found| found.file).collect::<Vec<_>>();
        files.sort();
        files
    };
    Ok(RuleFiles { packs: sorted(packs), lexicons: sorted(lexicons) })
}

/// Returns true if the file at this real path is a lexicon.
pub fn is_lexicon(place: &Path) -> bool {
    place.parent().is_some_and(|folder| folder.ends_with(LEXICON_FOLDER))
}

/// Returns where [`find_rules`] looks, as the user would write it.
pub fn rule_places(paths: &[PathBuf]) -> Vec<String> {
    if paths.is_empty() {
        vec![RULES_DIRECTORY.to_owned()]
    } else {
        paths.iter().map(|path| path.display().to_string()).collect()
    }
}

/// Reads a file.
///
/// # Errors
/// If it cannot be read; the message names it.
pub fn read(file: &Input) -> anyhow::Result<Vec<u8>> {
    std::fs::read(&file.path).with_context(|| format!("cannot read `{}`", file.name))
}

/// Reads a file, or standard input if `file` is `-` or none. Returns its name in the output first.
///
/// # Errors
/// If it cannot be read; the message names it.
pub fn read_or_stdin(file: Option<&Path>) -> anyhow::Result<(String, Vec<u8>)> {
    match file.filter(|path| *path != Path::new("-")) {
        Some(path) => {
            let file = Input { name: name_of(path), path: path.to_owned() };
            let bytes = read(&file)?;
            Ok((file.name, bytes))
        }
        None => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read what is piped in")?;
            Ok(("-".to_owned(), bytes))
        }
    }
}

/// If two paths lead to the same file, keeps the one whose name sorts first.
fn keep_first(files: &mut BTreeMap<PathBuf, Found>, key: PathBuf, found: Found) {
    match files.entry(key) {
        Entry::Vacant(vacant) => {
            vacant.insert(found);
        }
        Entry::Occupied(mut kept) if found.file < kept.get().file => {
            kept.insert(found);
        }
        Entry::Occupied(_) => {}
    }
}

/// Returns true if a file inside a directory counts as a document by its name.
pub fn is_document(path: &Path) -> bool {
    has_ending(path, &DOCUMENT_ENDINGS)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn input(path: PathBuf) -> Input {
    Input { name: name_of(&path), path }
}

/// Returns the path as typed, with single `/` between its parts.
pub fn name_of(path: &Path) -> String {
    let name = path.components().collect::<PathBuf>().to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '/' { name } else { name.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests;
