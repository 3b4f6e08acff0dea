//! Finding files: the documents, what is known about them, and the rules.

use anyhow::{Context, bail};
use ignore::WalkBuilder;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The endings of the files that are taken as documents inside a directory.
const DOCUMENT_ENDINGS: [&str; 6] = ["txt", "text", "md", "markdown", "html", "htm"];
/// The file that says what is known about the documents beside it.
const METADATA_FILE: &str = "sources.toml";
/// Where rules are looked for when nobody says where they are.
const RULES_DIRECTORY: &str = "rules/";
/// The folder whose files are word tables of a language.
const LEXICON_FOLDER: &str = "lexicon";

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// What it is called in the output: the path as typed, joined with `/`.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// A document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentInput {
    /// The file.
    pub file: Input,
    /// The `sources.toml` in its directory, as an index into [`Corpus::metadata`].
    pub metadata: Option<usize>,
}

/// The files of a corpus, in an order that does not depend on that of the arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    /// Sorted by name; a file that is reached in two ways is here once.
    pub documents: Vec<DocumentInput>,
    /// Each `sources.toml`, sorted by name.
    pub metadata: Vec<Input>,
    /// How many files in the directories are of other kinds, and so are no documents.
    pub ignored: usize,
}

/// The rule files of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleFiles {
    /// Questions and entities, sorted by name.
    pub packs: Vec<Input>,
    /// Word tables of languages, sorted by name.
    pub lexicons: Vec<Input>,
}

/// Finds the documents in `paths`, which are files or directories.
///
/// # Errors
/// When a path does not exist or a directory cannot be listed.
pub fn find_documents(paths: &[PathBuf]) -> anyhow::Result<Corpus> {
    let mut found = Vec::new();
    for path in paths {
        if !path.exists() {
            bail!("`{}` does not exist: name the files or directories to read, or put your sources in `corpus/`", path.display());
        }
        walk(path, &mut found)?;
    }
    let (mut documents, mut metadata, mut others) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    for found in found {
        if found.place.ends_with(METADATA_FILE) {
            keep_first(&mut metadata, found.place.clone(), found);
        } else if found.named || has_ending(&found.file.path, &DOCUMENT_ENDINGS) {
            keep_first(&mut documents, found.identity.clone(), found);
        } else {
            others.insert(found.identity);
        }
    }
    let ignored = others.iter().filter(|identity| !documents.contains_key(*identity)).count();
    // Beside a file that is named alone nothing was walked, and a `sources.toml` may be left out of version control.
    let mut metadata = metadata.into_iter().map(|(place, found)| (place, Some(found.file))).collect::<BTreeMap<_, _>>();
    for document in documents.values() {
        metadata.entry(document.place.with_file_name(METADATA_FILE)).or_insert_with(|| {
            let path = document.file.path.with_file_name(METADATA_FILE);
            path.is_file().then(|| input(path))
        });
    }
    let mut metadata = metadata.into_iter().filter_map(|(place, file)| Some((file?, place))).collect::<Vec<_>>();
    metadata.sort();
    let index = metadata.iter().enumerate().map(|(at, (_, place))| (place, at)).collect::<BTreeMap<_, _>>();
    let mut documents = documents
        .into_values()
        .map(|found| DocumentInput { metadata: index.get(&found.place.with_file_name(METADATA_FILE)).copied(), file: found.file })
        .collect::<Vec<_>>();
    documents.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(Corpus { documents, metadata: metadata.into_iter().map(|(file, _)| file).collect(), ignored })
}

/// Finds the rule files in `paths`, which are files or directories; where none is given, in `rules/`, if that exists.
///
/// # Errors
/// When a path does not exist or a directory cannot be listed.
pub fn find_rules(paths: &[PathBuf]) -> anyhow::Result<RuleFiles> {
    let default = [PathBuf::from(RULES_DIRECTORY)];
    let paths = if paths.is_empty() && default[0].is_dir() { &default } else { paths };
    find_rules_in(paths)
}

fn find_rules_in(paths: &[PathBuf]) -> anyhow::Result<RuleFiles> {
    let mut found = Vec::new();
    for path in paths {
        if !path.exists() {
            bail!("`{}` does not exist: name a rule file or a directory of rule files after `--rules`", path.display());
        }
        walk(path, &mut found)?;
    }
    let mut files = BTreeMap::new();
    for found in found {
        if found.named || has_ending(&found.file.path, &["toml"]) {
            keep_first(&mut files, found.identity.clone(), found);
        }
    }
    // The real place tells the folder: `--rules fr.toml` may be typed inside it.
    let in_lexicon = |found: &Found| found.place.parent().is_some_and(|folder| folder.ends_with(LEXICON_FOLDER));
    let (lexicons, packs) = files.into_values().partition::<Vec<_>, _>(in_lexicon);
    let sorted = |files: Vec<Found>| {
        let mut files = files.into_iter().map(|found| found.file).collect::<Vec<_>>();
        files.sort();
        files
    };
    Ok(RuleFiles { packs: sorted(packs), lexicons: sorted(lexicons) })
}

/// Reads a file.
///
/// # Errors
/// When it cannot be read; the message names it.
pub fn read(file: &Input) -> anyhow::Result<Vec<u8>> {
    std::fs::read(&file.path).with_context(|| format!("cannot read `{}`", file.name))
}

/// Reads a file, or what is piped in where `file` is `-` or none. The name that it goes by comes first.
///
/// # Errors
/// When it cannot be read; the message names it.
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

/// A file on the way to being an [`Input`].
struct Found {
    file: Input,
    /// Its name in the real path of its directory.
    place: PathBuf,
    /// Its real path: the same for each way to the same file.
    identity: PathBuf,
    /// Whether it was named itself, not found in a directory.
    named: bool,
}

/// Adds `root`, or every file in it. Links are followed to files, not to directories, which could go round in circles.
fn walk(root: &Path, found: &mut Vec<Found>) -> anyhow::Result<()> {
    let cannot = |path: &Path| format!("cannot read `{}`", name_of(path));
    let real = root.canonicalize().with_context(|| cannot(root))?;
    if !root.is_dir() {
        let directory = root.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
        let directory = directory.canonicalize().with_context(|| cannot(root))?;
        let place = root.file_name().map_or_else(|| real.clone(), |name| directory.join(name));
        found.push(Found { file: input(root.to_owned()), place, identity: real, named: true });
        return Ok(());
    }
    // What one user keeps in their own settings must not decide what is read; what is beside the sources may.
    for entry in WalkBuilder::new(root).require_git(false).git_global(false).git_exclude(false).build() {
        let entry = entry.with_context(|| cannot(root))?;
        let Some(kind) = entry.file_type() else { continue };
        let path = entry.into_path();
        if kind.is_dir() || kind.is_symlink() && path.is_dir() {
            continue;
        }
        let place = path.strip_prefix(root).map_or_else(|_| path.clone(), |relative| real.join(relative));
        // Only links need the disk asked again.
        let identity = if kind.is_symlink() { path.canonicalize().ok() } else { None };
        found.push(Found { identity: identity.unwrap_or_else(|| place.clone()), place, file: input(path), named: false });
    }
    Ok(())
}

/// Of two ways to the same file, keeps the one whose name sorts first.
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

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn input(path: PathBuf) -> Input {
    Input { name: name_of(&path), path }
}

/// The path as typed, with single `/` between its parts.
fn name_of(path: &Path) -> String {
    let name = path.components().collect::<PathBuf>().to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '/' { name } else { name.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory with these empty files.
    fn directory(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a directory");
        for file in files {
            let path = root.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
            std::fs::write(path, "").expect("a file");
        }
        root
    }

    /// Names relative to `root`.
    fn names<'a>(root: &Path, files: impl IntoIterator<Item = &'a Input>) -> Vec<String> {
        let root = format!("{}/", name_of(root));
        files.into_iter().map(|file| file.name.strip_prefix(&root).expect("under the root").to_owned()).collect()
    }

    fn documents(root: &Path, corpus: &Corpus) -> Vec<String> {
        names(root, corpus.documents.iter().map(|document| &document.file))
    }

    #[test]
    fn a_directory_gives_its_texts_in_order() {
        let root = directory(&["b.txt", "a.MD", "sub/c.html", "d.pdf", "e.png", "noending", ".hidden.txt", "sources.toml"]);
        let corpus = find_documents(&[root.path().to_owned()]).expect("documents");
        assert_eq!(documents(root.path(), &corpus), ["a.MD", "b.txt", "sub/c.html"]);
        assert_eq!(corpus.ignored, 3, "d.pdf, e.png and noending");
        assert_eq!(names(root.path(), &corpus.metadata), ["sources.toml"]);
        let beside = corpus.documents.iter().map(|document| document.metadata).collect::<Vec<_>>();
        assert_eq!(beside, [Some(0), Some(0), None], "sub/ has no sources.toml of its own");
    }

    #[test]
    fn gitignore_counts_outside_a_repository_too() {
        let root = directory(&["a.txt", "drafts/b.txt"]);
        std::fs::write(root.path().join(".gitignore"), "drafts/\n").expect("a file");
        let corpus = find_documents(&[root.path().to_owned()]).expect("documents");
        assert_eq!(documents(root.path(), &corpus), ["a.txt"]);
    }

    #[test]
    fn a_named_file_is_always_taken_with_the_metadata_beside_it() {
        let root = directory(&["notes", ".secret.txt", "sources.toml", "sub/sources.toml"]);
        let paths = [root.path().join("notes"), root.path().join(".secret.txt"), root.path().join("sources.toml")];
        let corpus = find_documents(&paths).expect("documents");
        assert_eq!(documents(root.path(), &corpus), [".secret.txt", "notes"]);
        assert_eq!(names(root.path(), &corpus.metadata), ["sources.toml"]);
        assert!(corpus.documents.iter().all(|document| document.metadata == Some(0)));
    }

    #[test]
    fn two_ways_to_a_file_give_it_once_and_the_order_of_arguments_is_nothing() {
        let root = directory(&["a.txt", "sub/b.txt", "sub/c.pdf"]);
        let mut paths = vec![
            root.path().to_owned(),
            root.path().join("sub"),
            root.path().join("sub/../a.txt"),
            root.path().join("sub/c.pdf"),
        ];
        let corpus = find_documents(&paths).expect("documents");
        assert_eq!(documents(root.path(), &corpus), ["a.txt", "sub/b.txt", "sub/c.pdf"]);
        assert_eq!(corpus.ignored, 0, "the one file of another kind is named");
        paths.reverse();
        assert_eq!(find_documents(&paths).expect("documents"), corpus);
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_to_files_and_never_round_in_circles() {
        let root = directory(&["a.txt", "sub/b.txt"]);
        let link = |to: &str, at: &str| std::os::unix::fs::symlink(root.path().join(to), root.path().join(at)).expect("a link");
        link("a.txt", "sub/same.txt");
        link(".", "sub/circle");
        link("nothing", "sub/broken.txt");
        let corpus = find_documents(&[root.path().to_owned()]).expect("documents");
        // "a.txt" and "sub/same.txt" are one file.
        // A broken link is kept, so that reading it fails where people see it.
        assert_eq!(documents(root.path(), &corpus), ["a.txt", "sub/b.txt", "sub/broken.txt"]);
        let error = read(&corpus.documents[2].file).expect_err("a broken link");
        assert!(format!("{error:#}").contains("sub/broken.txt"), "{error:#}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_has_the_metadata_of_where_it_lies() {
        let (store, root) = (directory(&["0a1b.txt", "sources.toml"]), directory(&["sources.toml"]));
        std::os::unix::fs::symlink(store.path().join("0a1b.txt"), root.path().join("a.txt")).expect("a link");
        for path in [root.path().to_owned(), root.path().join("a.txt")] {
            let corpus = find_documents(&[path]).expect("documents");
            assert_eq!(documents(root.path(), &corpus), ["a.txt"]);
            assert_eq!(names(root.path(), &corpus.metadata), ["sources.toml"]);
            assert_eq!(corpus.documents[0].metadata, Some(0));
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let root = directory(&[]);
        let missing = [root.path().join("corpsu")];
        for error in [find_documents(&missing).expect_err("missing"), find_rules(&missing).expect_err("missing")] {
            assert!(error.to_string().contains("corpsu` does not exist: name "), "{error}");
        }
        assert_eq!(find_documents(&[root.path().to_owned()]).expect("an empty directory"), Corpus::default());
    }

    #[test]
    fn lexicons_are_kept_apart_from_rules() {
        let root = directory(&["police.toml", "press/a.toml", "lexicon/fr.toml", "lexicon/nl.toml", "README.md"]);
        let files = find_rules(&[root.path().to_owned()]).expect("rules");
        assert_eq!(names(root.path(), &files.packs), ["police.toml", "press/a.toml"]);
        assert_eq!(names(root.path(), &files.lexicons), ["lexicon/fr.toml", "lexicon/nl.toml"]);
        let files = find_rules(&[root.path().join("lexicon"), root.path().join("README.md")]).expect("rules");
        assert_eq!(names(root.path(), &files.packs), ["README.md"]);
        assert_eq!(names(root.path(), &files.lexicons), ["lexicon/fr.toml", "lexicon/nl.toml"]);
    }

    #[test]
    fn names_are_as_typed() {
        for (typed, name) in
            [("corpus/a.txt", "corpus/a.txt"), ("corpus//a.txt", "corpus/a.txt"), ("./a.txt", "./a.txt"), ("/x/a", "/x/a")]
        {
            assert_eq!(name_of(Path::new(typed)), name);
        }
    }
}
