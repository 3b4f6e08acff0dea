//! The same sources give the same bytes, for any number of threads, any order of the arguments, any folder and any language of
//! the user.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

mod support;

use support::{contradict, root, run};

/// Returns the output of a check, and its exit code.
fn check(arguments: &[&str], environment: &[(&str, &str)]) -> (String, i32) {
    let run = run(contradict().arg("check").args(arguments).args(["--rules", "rules/"]).envs(environment.iter().copied()));
    assert!(run.out.len() > 1000, "nothing was found: {}{}", run.out, run.err);
    (run.out, run.code)
}

/// Returns the documents of the corpus, one by one.
fn files() -> Vec<String> {
    let entries = root().join("corpus").read_dir().expect("the corpus");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut files: Vec<_> = names.filter(|name| name != "sources.toml").map(|name| format!("corpus/{name}")).collect();
    files.sort();
    assert!(files.len() >= 5);
    files
}

const JSON: [&str; 2] = ["--output", "json"];

#[test]
fn the_number_of_threads_changes_nothing() {
    for output in ["json", "table"] {
        let one = check(&["corpus/", "--output", output, "--jobs", "1"], &[]);
        for jobs in ["2", "3", "8"] {
            assert_eq!(check(&["corpus/", "--output", output, "--jobs", jobs], &[]), one, "{output}, {jobs} threads");
        }
    }
}

#[test]
fn the_order_of_the_arguments_changes_nothing() {
    let mut files = files();
    let given = |files: &[String]| {
        let arguments: Vec<&str> = files.iter().map(String::as_str).chain(JSON).collect();
        check(&arguments, &[])
    };
    let sorted = given(&files);
    assert_eq!(check(&[&["corpus/"], &JSON[..]].concat(), &[]).0, sorted.0, "the folder is its files");
    for turn in 0..files.len() {
        files.rotate_left(2);
        files.swap(0, turn);
        assert_eq!(given(&files), sorted, "{files:?}");
    }
    let twice = [files.clone(), files].concat();
    assert_eq!(given(&twice), sorted, "named twice");
}

#[test]
fn the_language_and_place_of_the_user_change_nothing() {
    let arguments = [&["corpus/"], &JSON[..]].concat();
    let plain = check(&arguments, &[("LANG", "C"), ("TZ", "UTC")]);
    for environment in [
        &[("LANG", "nl_BE.UTF-8"), ("LC_ALL", "nl_BE.UTF-8"), ("TZ", "Asia/Tokyo")][..],
        &[("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "America/Los_Angeles")],
        &[("LANG", ""), ("TZ", "no such place"), ("COLUMNS", "20"), ("CLICOLOR_FORCE", "0")],
    ] {
        assert_eq!(check(&arguments, environment), plain, "{environment:?}");
    }
}
