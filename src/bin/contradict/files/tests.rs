//! Tests which files are found, in temporary folders.

use super::walk::path_of;
use super::*;

/// Creates a directory with these empty files.
fn directory(files: &[&str]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a directory");
    for file in files {
        let path = root.path().join(file);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        std::fs::write(path, "").expect("a file");
    }
    root
}

/// Returns names relative to `root`.
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
    let known = corpus.documents.iter().map(|document| document.metadata.clone()).collect::<Vec<_>>();
    let under = |path: &str| vec![(0, path.to_owned())];
    assert_eq!(known, [under("a.MD"), under("b.txt"), under("sub/c.html")]);
}

#[test]
fn the_nearest_metadata_comes_first_and_none_from_outside() {
    let root = directory(&["sources.toml", "in/sources.toml", "in/x/y/a.txt", "in/x/y/sources.toml", "in/z/b.txt"]);
    let metadata = |paths: &[PathBuf]| {
        let corpus = find_documents(paths).expect("documents");
        let names = names(root.path(), &corpus.metadata);
        let of = |document: &DocumentInput| {
            let known = document.metadata.iter().map(|(index, path)| format!("{} says {path}", names[*index]));
            known.collect::<Vec<_>>()
        };
        corpus.documents.iter().map(of).collect::<Vec<_>>()
    };
    let inside = root.path().join("in");
    let near = vec!["in/x/y/sources.toml says a.txt".to_owned(), "in/sources.toml says x/y/a.txt".to_owned()];
    assert_eq!(metadata(std::slice::from_ref(&inside)), [near.clone(), vec!["in/sources.toml says z/b.txt".to_owned()]]);
    assert_eq!(metadata(&[inside.join("z/b.txt")]), [Vec::<String>::new()], "a file alone has only what lies beside it");
    let mut paths = [inside.join("x"), inside, root.path().join("in/z/b.txt")];
    assert_eq!(metadata(&paths)[0], near);
    paths.reverse();
    assert_eq!(metadata(&paths)[0], near);
}

#[test]
fn metadata_may_be_left_out_of_version_control() {
    let root = directory(&["a.txt", "sub/b.txt", "sub/sources.toml"]);
    std::fs::write(root.path().join(".gitignore"), "sources.toml\n").expect("a file");
    let corpus = find_documents(&[root.path().to_owned()]).expect("documents");
    assert_eq!(names(root.path(), &corpus.metadata), ["sub/sources.toml"]);
    assert_eq!(corpus.documents[1].metadata, [(0, "b.txt".to_owned())]);
}

#[cfg(unix)]
#[test]
fn what_may_never_end_is_not_read_where_it_was_only_found() {
    let root = directory(&["a.txt"]);
    let _socket = std::os::unix::net::UnixListener::bind(root.path().join("b.txt")).expect("a socket");
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, root.path().join(at)).expect("a link");
    link("/dev/zero", "c.txt");
    link("/dev/zero", "sources.toml");
    link("/dev/zero", "rule.toml");
    let corpus = find_documents(&[root.path().to_owned()]).expect("documents");
    assert_eq!(documents(root.path(), &corpus), ["a.txt"]);
    assert_eq!((corpus.metadata.len(), corpus.ignored), (0, 2), "a socket and a device, however many links lead there");
    assert_eq!(find_rules(&[root.path().to_owned()], RULES_OPTION).expect("rules"), RuleFiles::default());
    // A pipe that the user names is read: the shell's `<(…)` is one.
    let named = find_documents(&[root.path().join("b.txt")]).expect("documents");
    assert_eq!(documents(root.path(), &named), ["b.txt"]);
}

#[test]
fn a_directory_that_cannot_be_listed_is_told_once() {
    let root = directory(&["a/b.txt"]);
    let denied = || ignore::Error::Io(std::io::ErrorKind::PermissionDenied.into());
    let at = |path: PathBuf| ignore::Error::WithPath { path, err: Box::new(denied()) };
    let (plain, round) = (root.path().join("a"), root.path().join("a/../a"));
    let mut walked = Walked::default();
    for path in [round, plain.clone()] {
        let error = ignore::Error::WithDepth { depth: 1, err: Box::new(at(path.clone())) };
        assert_eq!(path_of(&error), Some(path.as_path()));
        walked.cannot_read(&path, &error);
    }
    assert_eq!(path_of(&denied()), None);
    let unread = walked.unread.into_values().map(|unread| (unread.file.path, unread.why)).collect::<Vec<_>>();
    assert_eq!(unread, [(plain, "permission denied".to_owned())]);
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
    let known = |document: &DocumentInput| document.metadata.iter().map(|(index, _)| *index).collect::<Vec<_>>();
    assert!(corpus.documents.iter().all(|document| known(document) == [0]));
}

#[test]
fn two_ways_to_a_file_give_it_once_and_the_order_of_arguments_is_nothing() {
    let root = directory(&["a.txt", "sub/b.txt", "sub/c.pdf"]);
    let mut paths =
        vec![root.path().to_owned(), root.path().join("sub"), root.path().join("sub/../a.txt"), root.path().join("sub/c.pdf")];
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
    // A broken link is kept, so that it is reported.
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
        assert_eq!(corpus.documents[0].metadata, [(0, "a.txt".to_owned())]);
    }
}

#[test]
fn what_is_missing_is_named() {
    let root = directory(&[]);
    let missing = [root.path().join("corpsu")];
    for error in [find_documents(&missing).expect_err("missing"), find_rules(&missing, RULES_OPTION).expect_err("missing")] {
        assert!(error.to_string().contains("corpsu` does not exist: name "), "{error}");
    }
    assert_eq!(find_documents(&[root.path().to_owned()]).expect("an empty directory"), Corpus::default());
}

#[test]
fn lexicons_are_kept_apart_from_rules() {
    let root = directory(&["police.toml", "press/a.toml", "lexicon/fr.toml", "lexicon/nl.toml", "README.md"]);
    let files = find_rules(&[root.path().to_owned()], RULES_OPTION).expect("rules");
    assert_eq!(names(root.path(), &files.packs), ["police.toml", "press/a.toml"]);
    assert_eq!(names(root.path(), &files.lexicons), ["lexicon/fr.toml", "lexicon/nl.toml"]);
    let files = find_rules(&[root.path().join("lexicon"), root.path().join("README.md")], RULES_OPTION).expect("rules");
    assert_eq!(names(root.path(), &files.packs), ["README.md"]);
    assert_eq!(names(root.path(), &files.lexicons), ["lexicon/fr.toml", "lexicon/nl.toml"]);
}

#[test]
fn what_lies_beside_a_rule_file_is_none() {
    let root = directory(&["rules.toml", "sources.toml"]);
    let files = find_rules(&[root.path().join("rules.toml")], RULES_OPTION).expect("rules");
    assert_eq!(names(root.path(), &files.packs), ["rules.toml"]);
}

#[test]
fn names_are_as_typed() {
    for (typed, name) in
        [("corpus/a.txt", "corpus/a.txt"), ("corpus//a.txt", "corpus/a.txt"), ("./a.txt", "./a.txt"), ("/x/a", "/x/a")]
    {
        assert_eq!(name_of(Path::new(typed)), name);
    }
}
