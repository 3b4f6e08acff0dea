//! Sources, metadata and rules that are missing or broken.

use crate::support::{contradict, run, text};
use crate::{QUARREL, RULES, SOURCES, contradict_in, folder, tells, write};
use std::time::Duration;

#[test]
fn a_path_that_is_not_there() {
    let folder = folder(&QUARREL);
    tells(&contradict_in(&folder, &["check", "corpsu"]), 2, &["`corpsu` does not exist"]);
    tells(&contradict_in(&folder, &["check", "--rules", "rulse"]), 2, &["`rulse` does not exist", "--rules"]);
    for command in ["claims", "answers"] {
        tells(&contradict_in(&folder, &[command, "corpsu"]), 2, &["`corpsu` does not exist"]);
    }
    tells(&contradict_in(&folder, &["mentions", "corpsu", "--lang", "en"]), 2, &["corpsu"]);
}

#[test]
fn nothing_at_all() {
    let folder = folder(&[]);
    tells(&contradict_in(&folder, &["check"]), 2, &["`corpus/` does not exist"]);
}

#[test]
fn an_empty_folder_is_not_clean() {
    let folder = folder(&[QUARREL[0]]);
    std::fs::create_dir(folder.path().join("corpus")).expect("a folder");
    let run = contradict_in(&folder, &["check"]);
    tells(&run, 3, &[]);
    assert!(run.out.contains("no document"), "{}", run.out);
}

#[test]
fn documents_without_an_answer_are_not_clean() {
    let folder = folder(&[QUARREL[0], ("corpus/a.txt", "The weather was fine.")]);
    let run = contradict_in(&folder, &["check", "--lang", "en"]);
    tells(&run, 3, &[]);
    assert!(run.out.contains("Nothing was judged"), "{}", run.out);
    tells(&contradict_in(&folder, &["check", "--lang", "en", "--fail-on", "never"]), 3, &[]);
}

#[test]
fn a_folder_of_bytes_that_are_no_text() {
    let folder = folder(&[QUARREL[0]]);
    write(folder.path(), "corpus/scan.txt", b"\x00\x01\x02PNG\xFF\xFE\x00\x00");
    tells(&contradict_in(&folder, &["check"]), 3, &["corpus/scan.txt"]);
    write(folder.path(), "corpus/photo.png", b"\x89PNG\x00");
    let run = contradict_in(&folder, &["check", "--output", "json"]);
    let record: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let counted = ["unread", "ignored"].map(|key| record["summary"][key].as_u64());
    assert_eq!(counted, [Some(1), Some(1)], "scan.txt could not be read, photo.png is of another kind");
    assert_eq!(record["diagnostics"][0]["file"], "corpus/scan.txt");
}

#[test]
fn a_file_beside_one_that_cannot_be_read_is_still_judged() {
    let folder = folder(&QUARREL);
    write(folder.path(), "corpus/scan.txt", b"\x00\x01\x02\x00\x00");
    tells(&contradict_in(&folder, &["check"]), 1, &["corpus/scan.txt"]);
}

#[cfg(unix)]
#[test]
fn one_document_that_cannot_be_opened_stops_nothing() {
    let folder = folder(&QUARREL);
    std::os::unix::fs::symlink("nothing", folder.path().join("corpus/broken.txt")).expect("a link");
    let run = contradict_in(&folder, &["check"]);
    tells(&run, 1, &["warning[unread]", "corpus/broken.txt", "cannot be read"]);
    assert!(run.out.contains("arches/bridge"), "the others are judged: {}", run.out);
    let run = contradict_in(&folder, &["check", "--output", "json"]);
    let record: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!((&record["summary"]["unread"], &record["summary"]["documents"]), (&1.into(), &2.into()));
    assert_eq!([&record["diagnostics"][0]["code"], &record["diagnostics"][0]["file"]], ["unread", "corpus/broken.txt"]);
    for command in ["claims", "answers"] {
        tells(&contradict_in(&folder, &[command]), 0, &["warning[unread]"]);
    }
    tells(&contradict_in(&folder, &["check", "corpus/broken.txt"]), 2, &["`corpus/broken.txt` does not exist"]);
    // Rules and metadata are different: without them, the rest would be judged wrongly.
    for file in ["rules/broken.toml", "corpus/sources.toml"] {
        let link = folder.path().join(file);
        let _ = std::fs::remove_file(&link);
        std::os::unix::fs::symlink("nothing", link).expect("a link");
        tells(&contradict_in(&folder, &["check"]), 2, &[file]);
        std::fs::remove_file(folder.path().join(file)).expect("removed");
    }
}

/// Root may read everything; as root, the test runs the program as another user.
#[cfg(unix)]
#[test]
fn what_may_not_be_read_stops_nothing() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};
    let folder = folder(&QUARREL);
    let path = |name: &str| folder.path().join(name);
    let allow = |name: &str, mode| std::fs::set_permissions(path(name), std::fs::Permissions::from_mode(mode)).expect("a mode");
    write(folder.path(), "corpus/closed/c.txt", b"The Dunmore Bridge has 3 arches.");
    write(folder.path(), "corpus/d.txt", b"The Dunmore Bridge has 4 arches.");
    allow("", 0o755);
    allow("corpus/closed", 0);
    allow("corpus/d.txt", 0);
    let mut program = std::process::Command::new(assert_cmd::cargo::cargo_bin("contradict"));
    program.current_dir(folder.path()).args(["check", "--output", "json"]);
    if std::fs::read(path("corpus/d.txt")).is_ok() {
        program.uid(65_534);
    }
    let output = program.output();
    allow("corpus/closed", 0o755);
    let Ok(output) = output else {
        eprintln!("SKIPPED: nobody else may run the program here");
        return;
    };
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&record["summary"]["unread"], &record["summary"]["documents"]), (&2.into(), &2.into()));
    let list = record["diagnostics"].as_array().expect("a list");
    let files: Vec<_> = list.iter().map(|found| (found["code"].as_str(), found["file"].as_str())).collect();
    let unread = |file| (Some("unread"), Some(file));
    assert_eq!(files, [unread("corpus/closed"), unread("corpus/d.txt")]);
    assert!(told.contains("this folder cannot be read") && told.contains("this file cannot be read"), "{told}");
}

/// Reading a pipe that nobody writes to never ends.
#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let folder = folder(&QUARREL);
    for name in ["corpus/pipe.txt", "rules/pipe.toml"] {
        let made = std::process::Command::new("mkfifo").arg(folder.path().join(name)).status();
        assert!(made.expect("mkfifo").success());
    }
    let run = run(contradict().current_dir(folder.path()).args(["check", "--output", "json"]).timeout(Duration::from_secs(60)));
    let record: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!((run.code, &record["summary"]["ignored"], &record["summary"]["unread"]), (1, &1.into(), &0.into()));
}

/// Returns the lines of `sources.toml` that name a publisher.
fn entry(file: &str, publisher: &str) -> String {
    format!("[[source]]\nfile = \"{file}\"\npublisher = \"{publisher}\"\nlanguage = \"en\"\n")
}

/// Returns each document that answers, and its voice.
fn voices(folder: &tempfile::TempDir, paths: &[&str]) -> Vec<(String, String)> {
    let run = contradict_in(folder, &[&["answers", "--output", "jsonl", "--lang", "en"], paths].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    let answers = run.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    answers.map(|answer| (text(&answer, "file").to_owned(), text(&answer, "voice").to_owned())).collect()
}

#[test]
fn metadata_speaks_of_what_lies_below_it_and_the_nearest_wins() {
    let said = "The Dunmore Bridge has 9 arches.";
    let top = [entry("x/a.txt", "Top"), entry("./x//b.txt", "Top"), entry("x/y/c.txt", "Top")].concat();
    let files = [
        ("rules/bridge.toml", RULES),
        ("corpus/x/a.txt", said),
        ("corpus/x/b.txt", said),
        ("corpus/x/y/c.txt", said),
        ("corpus/sources.toml", top.as_str()),
        ("corpus/x/sources.toml", &entry("b.txt", "Near")),
    ];
    let folder = folder(&files);
    let told = |file: &str, voice: &str| (file.to_owned(), voice.to_owned());
    let all = [told("corpus/x/a.txt", "Top"), told("corpus/x/b.txt", "Near"), told("corpus/x/y/c.txt", "Top")];
    assert_eq!(voices(&folder, &["corpus"]), all);
    // Metadata outside of the paths that are read is not used; the voice is then the name of the file.
    let alone = voices(&folder, &["corpus/x"]);
    assert_eq!(alone[1], all[1]);
    assert_ne!(alone[0], all[0]);
}

#[test]
fn metadata_of_files_below_that_are_not_there_is_told() {
    let folder = folder(&QUARREL);
    let text = [SOURCES, &entry("x/b.txt", "X"), &entry("../rules/bridge.toml", "X")].concat();
    write(folder.path(), "corpus/sources.toml", text.as_bytes());
    tells(&contradict_in(&folder, &["check"]), 1, &["no file `x/b.txt`", "no file `../rules/bridge.toml`", "in it or below it"]);
    write(folder.path(), "corpus/x/b.txt", b"Nothing.");
    let run = contradict_in(&folder, &["check"]);
    assert!(!run.err.contains("no file `x/b.txt`"), "{}", run.err);
}

#[test]
fn of_many_mistakes_in_one_file_a_few_are_shown() {
    let folder = folder(&QUARREL);
    let more: String = (0..3000).map(|number| entry(&format!("gone-{number}.txt"), "X")).collect();
    write(folder.path(), "corpus/sources.toml", format!("{SOURCES}{more}").as_bytes());
    let run = contradict_in(&folder, &["check"]);
    tells(&run, 1, &["gone-0.txt", "gone-19.txt", "… and 2980 more about corpus/sources.toml"]);
    assert_eq!(run.err.matches("warning[unmatched-source]").count(), 20);
    let run = contradict_in(&folder, &["check", "--output", "json"]);
    let record: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let told = record["diagnostics"].as_array().expect("a list");
    assert_eq!(told.len(), 3000, "the record has them all");
    // Four lines for each entry, after the eight lines of the two existing files.
    assert_eq!((&told[2999]["line"], &told[2999]["column"]), (&(8 + 4 * 2999 + 2).into(), &8.into()));
}

#[test]
fn bytes_that_are_not_utf_8() {
    let folder = folder(&QUARREL);
    write(folder.path(), "corpus/a.txt", b"Un caf\xE9 d\xE9j\xE0 ferm\xE9.\n\nThe Dunmore Bridge has 14 arches.");
    tells(&contradict_in(&folder, &["check"]), 1, &["corpus/a.txt", "not valid UTF-8", "guess"]);
    write(folder.path(), "rules/bridge.toml", b"format = 1 # caf\xE9");
    tells(&contradict_in(&folder, &["check"]), 2, &["rules/bridge.toml", "UTF-8"]);
    write(folder.path(), "rules/bridge.toml", b"\x89PNG\x00");
    let run = contradict_in(&folder, &["check"]);
    tells(&run, 2, &["rules/bridge.toml", "no text file", "TOML"]);
    assert!(!run.err.contains("Markdown"), "a rule file is no document: {}", run.err);
    write(folder.path(), "rules/bridge.toml", RULES.as_bytes());
    write(folder.path(), "corpus/sources.toml", b"# caf\xE9");
    tells(&contradict_in(&folder, &["check"]), 2, &["corpus/sources.toml", "UTF-8"]);
}

#[test]
fn metadata_with_a_mistake_is_told_at_its_place() {
    let folder = folder(&QUARREL);
    for (text, words) in [
        (format!("{SOURCES}[[source]\n"), &["corpus/sources.toml:9:"][..]),
        (
            SOURCES.replace("publisher = \"Post\"", "publsher = \"Post\""),
            &["corpus/sources.toml:7:1", "did you mean `publisher`"],
        ),
        (SOURCES.replace("publisher = \"Post\"", "date = \"soon\""), &["corpus/sources.toml:7:8", "`soon` is no date"]),
        (SOURCES.replace("file = \"b.txt\"\n", ""), &["corpus/sources.toml:5:1", "file"]),
    ] {
        write(folder.path(), "corpus/sources.toml", text.as_bytes());
        tells(&contradict_in(&folder, &["check"]), 2, words);
    }
}

#[test]
fn metadata_of_files_that_are_not_there_is_told() {
    let folder = folder(&QUARREL);
    write(folder.path(), "corpus/sources.toml", SOURCES.replace("a.txt", "aa.txt").as_bytes());
    tells(&contradict_in(&folder, &["check"]), 1, &["corpus/sources.toml:2:", "aa.txt"]);
}

#[test]
fn every_mistake_of_a_rule_file_is_told_at_once() {
    let folder = folder(&QUARREL);
    let text = RULES
        .replace("answer    = \"count\"", "answer    = \"cuont\"")
        .replace("subject   = \"bridge\"", "subject   = \"brigde\"");
    write(folder.path(), "rules/bridge.toml", text.as_bytes());
    let run = contradict_in(&folder, &["check"]);
    tells(
        &run,
        2,
        &["rules/bridge.toml:7:", "rules/bridge.toml:8:", "did you mean `count`", "did you mean `bridge`", "2 mistakes"],
    );
    assert_eq!(run.out, "", "nothing is judged by broken rules");
}

#[test]
fn an_unknown_key_of_a_rule_and_one_like_it() {
    let folder = folder(&QUARREL);
    write(folder.path(), "rules/bridge.toml", RULES.replace("counted ", "cuonted ").as_bytes());
    tells(&contradict_in(&folder, &["check"]), 2, &["rules/bridge.toml:10:1", "did you mean `counted`"]);
}

#[test]
fn rule_files_that_clash_name_both() {
    let folder = folder(&QUARREL);
    write(folder.path(), "rules/other.toml", RULES.as_bytes());
    tells(&contradict_in(&folder, &["check"]), 2, &["rules/bridge.toml", "rules/other.toml", "arches"]);
}

/// The help says that `rules/` is read if it exists, and that exit code 3 means that no answer was found.
#[test]
fn no_rules_at_all() {
    let folder = folder(&QUARREL[1..]);
    let run = contradict_in(&folder, &["check"]);
    tells(&run, 3, &[]);
    let told = run.out + &run.err;
    assert!(told.contains("no rule"), "{told}");
    assert!(told.contains("`rules/`"), "where rules are looked for is not told: {told}");
    for name in ["other", "another"] {
        std::fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    let run = contradict_in(&folder, &["check", "--rules", "other/", "--rules", "another"]);
    tells(&run, 3, &["no rule file in `other/` and `another`"]);
    assert!(!run.err.contains("`rules/`"), "{}", run.err);
}

#[test]
fn a_rules_folder_may_hold_word_tables() {
    let lexicon = std::fs::read_to_string(crate::support::root().join("rules/lexicon/en.toml")).expect("the English lexicon");
    let folder = folder(QUARREL.iter().chain(&[("rules/lexicon/en.toml", lexicon.as_str())]));
    tells(&contradict_in(&folder, &["check"]), 1, &[]);
    // It is read, as a mistake in it shows.
    write(folder.path(), "rules/lexicon/en.toml", lexicon.replace("\n[cues]\n", "\n[cues\n").as_bytes());
    tells(&contradict_in(&folder, &["check"]), 2, &["rules/lexicon/en.toml:"]);
}

#[test]
fn languages_that_are_not_known() {
    let folder = folder(&QUARREL);
    tells(&contradict_in(&folder, &["check", "--lang", "French"]), 2, &["--lang", "French"]);
    for arguments in [&["check", "--lang", "xx"][..], &["claims", "--lang", "xx"], &["mentions", "corpus/a.txt", "--lang", "xx"]]
    {
        tells(&contradict_in(&folder, arguments), 2, &["no lexicon", "xx", "fr, nl"]);
    }
    write(folder.path(), "corpus/sources.toml", SOURCES.replace("\"en\"", "\"xx\"").as_bytes());
    tells(&contradict_in(&folder, &["check"]), 3, &["corpus/a.txt", "corpus/b.txt", "no lexicon for `xx`"]);
}
