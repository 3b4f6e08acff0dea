//! Sources, metadata and rules that are absent or broken.

use crate::{QUARREL, RULES, SOURCES, contradict_in, folder, tells, write};

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

#[test]
fn bytes_that_are_not_utf_8() {
    let folder = folder(&QUARREL);
    write(folder.path(), "corpus/a.txt", b"Un caf\xE9 d\xE9j\xE0 ferm\xE9.\n\nThe Dunmore Bridge has 14 arches.");
    tells(&contradict_in(&folder, &["check"]), 1, &["corpus/a.txt", "not valid UTF-8", "guess"]);
    write(folder.path(), "rules/bridge.toml", b"format = 1 # caf\xE9");
    tells(&contradict_in(&folder, &["check"]), 2, &["rules/bridge.toml", "UTF-8"]);
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

/// The help says that `rules/` is read where it exists, and that exit code 3 means that not one answer was found.
#[test]
fn no_rules_at_all() {
    let folder = folder(&QUARREL[1..]);
    let run = contradict_in(&folder, &["check"]);
    tells(&run, 3, &[]);
    let told = run.out + &run.err;
    assert!(told.contains("no rule"), "{told}");
    assert!(told.contains("rules/"), "where rules are looked for is not told: {told}");
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
        tells(&contradict_in(&folder, arguments), 2, &["no lexicon", "xx", "en, fr, nl"]);
    }
    write(folder.path(), "corpus/sources.toml", SOURCES.replace("\"en\"", "\"xx\"").as_bytes());
    tells(&contradict_in(&folder, &["check"]), 3, &["corpus/a.txt", "corpus/b.txt", "no lexicon for `xx`"]);
}
