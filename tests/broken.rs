//! Every file below `tests/broken/` begins with the mistakes that must be reported, and no others: `# expect: <code>
//! <line>:<column>`, or `-` for the place if the whole file is meant. The printed output is stored beside it.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

#[path = "support/mistakes.rs"]
mod mistakes;

use contradict::diagnostic::{Diagnostic, Level};
use mistakes::{Kind, languages, load, printed};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Returns each case: its name and its files. A folder inside a folder of cases is one case with several files.
fn cases(kind: Kind) -> BTreeMap<String, Vec<PathBuf>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/broken").join(kind.folder());
    let mut cases = BTreeMap::new();
    for path in entries(&folder) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            cases.insert(name, entries(&path).into_iter().filter(|path| is_source(path)).collect());
        } else if is_source(&path) {
            cases.insert(name, vec![path]);
        }
    }
    cases
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml" || ending == "md")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = folder.read_dir().expect("the folder").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths
}

fn in_words(found: &Diagnostic) -> String {
    match found.location() {
        Some(at) => format!("{}: {} {}:{}", found.file.name, found.code, at.line, at.column),
        None => format!("{}: {} -", found.file.name, found.code),
    }
}

#[test]
fn every_mistake_is_told_at_its_place() {
    let (mut wrong, mut count) = (String::new(), 0);
    for kind in Kind::ALL {
        for (case, paths) in cases(kind) {
            let mut expected = Vec::new();
            let mut files = Vec::new();
            for path in &paths {
                let text = std::fs::read_to_string(path).expect("a text");
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                // Front matter has its opening line first.
                let head = text.lines().skip_while(|line| line.starts_with(['+', '-']));
                let told = head.map_while(|line| line.strip_prefix("# expect: ")).map(|told| format!("{name}: {told}"));
                expected.extend(told);
                files.push((name, text));
            }
            count += files.len();
            expected.sort();
            assert!(!expected.is_empty(), "{case} expects nothing");
            let (rules, found) = load(kind, &files, &languages());
            for mistake in &found {
                assert!(!mistake.message.is_empty() && mistake.help.is_some(), "{case}: {mistake:?} does not say what to do");
                if mistake.message.starts_with("this cannot be read") {
                    wrong += &format!("{case}: {} is not in plain words\n", mistake.message);
                }
                assert!(mistake.code.levels().contains(&mistake.level), "{case}: {mistake:?} has a level that is not registered");
            }
            let errors = found.iter().filter(|mistake| mistake.level == Level::Error).count();
            assert!(errors == 0 || rules <= 1, "{case}: a rule with a mistake was kept");
            let mut told: Vec<_> = found.iter().map(in_words).collect();
            told.sort();
            if told != expected {
                wrong += &format!("{case}\n  expected {expected:#?}\n  told     {told:#?}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(count >= 60, "only {count} files");
}

/// The test above checks positions; this one checks the wording. `UPDATE=1` writes the current output.
#[test]
fn every_mistake_is_told_in_these_words() {
    let is_update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut wrong = String::new();
    for kind in Kind::ALL {
        for (case, paths) in cases(kind) {
            let files: Vec<_> = paths
                .iter()
                .map(|path| {
                    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                    (name, std::fs::read_to_string(path).expect("a text"))
                })
                .collect();
            let shown = printed(&load(kind, &files, &languages()).1);
            for line in shown.lines() {
                assert!(line.trim_end() == line || line.contains('|'), "{case}: blanks at the end of {line:?}");
                // 80 columns of the source are shown; the first line is a sentence, which the terminal may wrap.
                if line.chars().count() > 110 {
                    wrong += &format!("{case}: too long: {line}\n");
                }
            }
            let path = paths.first().expect("a file").parent().expect("a folder");
            let path = if paths.len() > 1 { path.join("printed.txt") } else { path.join(format!("{case}.txt")) };
            if is_update {
                std::fs::write(&path, &shown).expect("written");
            } else if std::fs::read_to_string(&path).unwrap_or_default() != shown {
                wrong += &format!("{} differs from what is printed:\n{shown}\n", path.display());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}\nRead them, then run the test with UPDATE=1");
}

/// Output of deleted cases must not remain.
#[test]
fn no_words_are_left_without_their_file() {
    for kind in Kind::ALL {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/broken").join(kind.folder());
        let known = cases(kind);
        for path in entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(known.contains_key(&name), "{} has no file beside it", path.display());
        }
    }
}
