//! What is printed and written, and the exit code.

use crate::support::{contradict, run};
use crate::{QUARREL, RULES, contradict_in, folder, tells, write};
use std::process::{Command, Stdio};

#[test]
fn formats_that_do_not_exist_or_collide() {
    let folder = folder(&QUARREL);
    tells(&contradict_in(&folder, &["check", "--output", "xml"]), 2, &["`xml`", "table", "json"]);
    tells(&contradict_in(&folder, &["check", "--output", "json", "--output", "table"]), 2, &["only one format can be printed"]);
    tells(&contradict_in(&folder, &["check", "--output", "json="]), 2, &["name of a file"]);
    for other in ["json=x", "table=./x", "json=corpus/../x"] {
        let run = contradict_in(&folder, &["check", "--output", "json=x", "--output", other]);
        tells(&run, 2, &["two outputs go to the file"]);
        assert!(!folder.path().join("x").exists(), "nothing is written");
    }
    tells(&contradict_in(&folder, &["answers", "--output", "xml"]), 2, &["xml", "jsonl"]);
}

#[test]
fn json_to_a_file_leaves_standard_output_empty() {
    let folder = folder(&QUARREL);
    let run = contradict_in(&folder, &["check", "--output", "json=out.json"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    let written = std::fs::read_to_string(folder.path().join("out.json")).expect("the file");
    assert_eq!(written, contradict_in(&folder, &["check", "--output", "json"]).out);
    let both = contradict_in(&folder, &["check", "--output", "table", "--output", "json=both.json"]);
    assert!(both.out.contains("arches/bridge") && !both.out.contains("\"version\""), "{}", both.out);
    assert_eq!(std::fs::read_to_string(folder.path().join("both.json")).expect("the file"), written);
}

#[test]
fn sources_are_never_written_over() {
    let folder = folder(&QUARREL);
    for file in ["corpus/a.txt", "corpus/sources.toml", "corpus/../corpus/a.txt", "rules/bridge.toml"] {
        let before = std::fs::read_to_string(folder.path().join(file)).expect("a file");
        let run = contradict_in(&folder, &["check", "--output", &format!("json={file}")]);
        assert_eq!(std::fs::read_to_string(folder.path().join(file)).expect("a file"), before, "{file} was written over");
        tells(&run, 2, &[file, "choose"]);
    }
}

#[test]
fn files_that_are_not_read_this_time_are_not_written_over_either() {
    let folder = folder(&QUARREL);
    write(folder.path(), "other.toml", RULES.as_bytes());
    let corpus = || std::fs::read_dir(folder.path().join("corpus")).expect("a folder").count();
    let documents = corpus();
    for arguments in [
        &["corpus/a.txt", "--output", "csv=corpus/b.txt"][..],
        &["--output", "json=corpus/out.md"],
        &["--output", "markdown=corpus/../corpus/out.markdown"],
        &["--rules", "other.toml", "--output", "json=rules/bridge.toml"],
        &["--output", "json=resolutions.toml"],
        &[".", "--output", "markdown=report.md"],
    ] {
        let before = std::fs::read_to_string(folder.path().join("corpus/b.txt")).expect("a file");
        tells(&contradict_in(&folder, &[&["check"], arguments].concat()), 2, &["choose a file"]);
        assert_eq!(std::fs::read_to_string(folder.path().join("corpus/b.txt")).expect("a file"), before);
        assert_eq!(std::fs::read_to_string(folder.path().join("rules/bridge.toml")).expect("a file"), RULES);
        assert!(!folder.path().join("resolutions.toml").exists());
        assert_eq!(corpus(), documents, "nothing new stands among the documents");
    }
    // Beside them, a report may be overwritten again and again.
    for _ in 0..2 {
        for output in ["markdown=report.md", "table=report.txt", "csv=corpus/out.csv", "json=report.json"] {
            let run = contradict_in(&folder, &["check", "corpus", "--output", output]);
            assert_eq!(run.code, 1, "{output}: {}", run.err);
        }
    }
    // The same is true beside a single document, in the current folder.
    write(folder.path(), "article.md", b"The Dunmore Bridge has 14 arches.");
    assert_eq!(contradict_in(&folder, &["check", "article.md", "--output", "markdown=report.md"]).code, 0);
}

#[cfg(unix)]
#[test]
fn no_source_is_reached_through_a_link() {
    let folder = folder(&QUARREL);
    let at = |name: &str| folder.path().join(name);
    let before = std::fs::read_to_string(at("corpus/a.txt")).expect("a file");
    std::fs::hard_link(at("corpus/a.txt"), at("hard.txt")).expect("a link");
    assert_eq!(contradict_in(&folder, &["check", "--output", "json=hard.txt"]).code, 1);
    assert_eq!(std::fs::read_to_string(at("corpus/a.txt")).expect("a file"), before);
    assert!(std::fs::read_to_string(at("hard.txt")).expect("a file").starts_with('{'));
    std::os::unix::fs::symlink("corpus/a.txt", at("one")).expect("a link");
    std::os::unix::fs::symlink("one", at("two")).expect("a link");
    tells(&contradict_in(&folder, &["check", "--output", "json=two"]), 2, &["`two`"]);
    std::os::unix::fs::symlink("x.json", at("y.json")).expect("a link");
    let run = contradict_in(&folder, &["check", "--output", "json=x.json", "--output", "csv=y.json"]);
    tells(&run, 2, &["two outputs go to the file"]);
    // A path that is not a regular file is written to.
    assert_eq!(contradict_in(&folder, &["check", "--output", "json=/dev/null"]).code, 1);
    let piped = contradict_in(&folder, &["check", "--output", "json=/dev/stdout"]);
    assert!(piped.code == 1 && piped.out.starts_with('{'), "{}", piped.err);
}

#[test]
fn a_file_that_cannot_be_written() {
    let folder = folder(&QUARREL);
    tells(&contradict_in(&folder, &["check", "--output", "json=none/out.json"]), 2, &["none/out.json"]);
}

#[test]
fn the_exit_code_follows_fail_on() {
    // A rule with this level, answered like this, with this `--fail-on`. A tension counts one level lower than its rule.
    let flat = "The Dunmore Bridge has 9 arches.";
    let hearsay = "The Dunmore Bridge reportedly has 9 arches.";
    let rows = [
        // error, warning, note, never
        ("error", flat, [1, 1, 1, 0]),
        ("error", hearsay, [0, 1, 1, 0]),
        ("warning", flat, [0, 1, 1, 0]),
        ("warning", hearsay, [0, 0, 1, 0]),
        ("note", flat, [0, 0, 1, 0]),
        ("note", hearsay, [0, 0, 1, 0]),
    ];
    for (row, (level, text, codes)) in rows.into_iter().enumerate() {
        let folder = folder(&QUARREL);
        write(folder.path(), "corpus/b.txt", text.as_bytes());
        write(folder.path(), "rules/bridge.toml", format!("{RULES}level = \"{level}\"\n").as_bytes());
        // The outputs take turns, so that each is made for every level and every `--fail-on`.
        let mut outputs = ["table", "json", "json=out.json"].iter().cycle().skip(row);
        for (fail_on, code) in ["error", "warning", "note", "never"].iter().zip(codes) {
            let output = outputs.next().expect("a cycle");
            let run = contradict_in(&folder, &["check", "--fail-on", fail_on, "--output", output]);
            assert_eq!(run.code, code, "{level}, {text}, --fail-on {fail_on}, {output}: {}", run.out);
        }
        assert_eq!(contradict_in(&folder, &["check"]).code, codes[0], "--fail-on error is the default");
    }
    let folder = folder(&QUARREL);
    tells(&contradict_in(&folder, &["check", "--fail-on", "fatal"]), 2, &["--fail-on"]);
}

#[test]
fn agreement_is_clean() {
    let folder = folder(&QUARREL);
    write(folder.path(), "corpus/b.txt", b"The Dunmore Bridge has fourteen arches.");
    let run = contradict_in(&folder, &["check", "--fail-on", "note"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let program = assert_cmd::cargo::cargo_bin("contradict");
    for output in ["table", "json"] {
        let mut child = Command::new(&program)
            .current_dir(crate::support::root())
            .args(["check", "corpus/", "--rules", "rules/", "--output", output])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let ended = child.wait_with_output().expect("the program ends");
        let told = String::from_utf8_lossy(&ended.stderr);
        assert!(!told.contains("panicked") && !told.contains("error"), "{told}");
        assert_eq!(ended.status.code(), Some(1), "the conflicts of the corpus still fail the run");
    }
}

#[test]
fn what_a_source_holds_never_steers_the_terminal() {
    let folder = folder(&QUARREL);
    let hostile = "The Dunmore Bridge has 14 arches,\u{1B}[31m\u{1B}]0;owned\u{7}\u{202E}\u{200F}\u{61C}\u{9B}2J in all.";
    write(folder.path(), "corpus/a.txt", hostile.as_bytes());
    for arguments in [
        &["check", "--color", "never"][..],
        &["check", "--output", "json"],
        &["claims"],
        &["claims", "--output", "jsonl"],
        &["answers"],
        &["answers", "--output", "jsonl"],
    ] {
        let run = contradict_in(&folder, arguments);
        assert!(run.out.contains("14"), "{arguments:?}: {}", run.out);
        let steers = |letter: char| letter.is_control() && letter != '\n' || "\u{202E}\u{200F}\u{61C}".contains(letter);
        let found: Vec<char> = run.out.chars().filter(|letter| steers(*letter)).collect();
        assert!(found.is_empty(), "{arguments:?} prints {found:?}");
    }
}

#[test]
fn colour_only_where_it_is_wanted() {
    let folder = folder(&QUARREL);
    let with = |name: &str, value: &str| run(contradict().current_dir(folder.path()).arg("check").env(name, value)).out;
    assert!(!contradict_in(&folder, &["check"]).out.contains('\u{1B}'), "a pipe is no terminal");
    assert!(contradict_in(&folder, &["check", "--color", "always"]).out.contains('\u{1B}'));
    assert!(with("CLICOLOR_FORCE", "1").contains('\u{1B}'));
    assert!(!with("NO_COLOR", "1").contains('\u{1B}'));
}
