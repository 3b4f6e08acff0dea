//! `rules diff`: what an edit of the rules changes, compared with a folder and with a git ref.

use crate::support::{list, text};
use crate::{QUARREL, RULES, contradict_in, folder, tells, write};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Two papers in conflict, with other rules in `old/`.
fn quarrel(old: &str, new: &str) -> TempDir {
    folder(&[("old/bridge.toml", old), ("rules/bridge.toml", new), QUARREL[1], QUARREL[2], QUARREL[3]])
}

fn json(folder: &TempDir, code: i32, against: &str) -> Value {
    let run = contradict_in(folder, &["rules", "diff", "--against", against, "--output", "json"]);
    assert_eq!(run.code, code, "{}{}", run.out, run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

fn counts(diff: &Value) -> [u64; 6] {
    ["rules_added", "rules_removed", "rules_changed", "gained", "lost", "changed"]
        .map(|key| diff["summary"][key].as_u64().expect("a count"))
}

/// Runs git in a folder, without the user's settings.
fn git(folder: &Path, words: &[&str]) {
    let settings = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let done = command.args(settings).args(words).output().expect("git runs");
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn equal_rules_change_nothing() {
    // A comment and an example do not change what is found.
    let folder = quarrel(RULES, &format!("# The bridge\n{RULES}reason = \"It matters.\"\n"));
    let diff = json(&folder, 0, "old");
    assert_eq!((counts(&diff), list(&diff["rules"]).len()), ([0; 6], 0));
    let table = contradict_in(&folder, &["rules", "diff", "--against", "old"]);
    assert_eq!((table.code, table.out.as_str()), (0, "Nothing changes against old: 1 conflict before and after\n"));
}

#[test]
fn a_conflict_is_lost_one_way_and_gained_the_other() {
    // Between 14 and 9 arches, a tolerance of 10 ignores the gap.
    let lax = format!("{RULES}tolerance = 10\n");
    let lost = json(&quarrel(RULES, &lax), 1, "old");
    assert_eq!(counts(&lost), [0, 0, 1, 0, 1, 0]);
    let rule = &lost["rules"][0];
    assert_eq!((text(rule, "rule"), text(rule, "state"), &rule["answers"]), ("arches", "kept", &Value::from(vec![2, 2])));
    assert_eq!(text(&rule["lost"][0], "id"), "arches/bridge");
    let gained = quarrel(&lax, RULES);
    assert_eq!(counts(&json(&gained, 1, "old")), [0, 0, 1, 1, 0, 0]);
    let table = contradict_in(&gained, &["rules", "diff", "--against", "old/bridge.toml"]);
    assert_eq!(table.code, 1);
    for words in [
        "Gained",
        "arches/bridge: contradiction of level error",
        "9 (Post) against 14 (Gazette)",
        "1 conflict gained (0 → 1 conflicts)",
    ] {
        assert!(table.out.contains(words), "`{words}` is not told: {}", table.out);
    }
}

#[test]
fn a_conflict_that_changes_tells_what() {
    let level = json(&quarrel(RULES, &format!("{RULES}level = \"warning\"\n")), 1, "old");
    assert_eq!(counts(&level), [0, 0, 1, 0, 0, 1]);
    let changed = &level["rules"][0]["changed"][0];
    assert_eq!(changed["what"], Value::from(vec!["level"]));
    assert_eq!([text(&changed["before"], "level"), text(&changed["after"], "level")], ["error", "warning"]);
    // Under `varies`, answers without a time are in tension at most.
    let varies = json(&quarrel(RULES, &RULES.replace("constant", "varies")), 1, "old");
    assert_eq!(varies["rules"][0]["changed"][0]["what"], Value::from(vec!["verdict", "level"]));
    let third = |folder: TempDir| {
        write(folder.path(), "corpus/c.txt", b"The Dunmore Bridge counts 5 arches.");
        json(&folder, 1, "old")
    };
    let positions = third(quarrel(RULES, &RULES.replace("[\"has\"]", "[\"has\", \"counts\"]")));
    assert_eq!(positions["rules"][0]["changed"][0]["what"], Value::from(vec!["positions"]));
    assert_eq!(positions["rules"][0]["answers"], Value::from(vec![2, 3]));
}

#[test]
fn rules_that_come_and_go_are_told() {
    let more = format!(
        "{RULES}[[rule]]\nid = \"open\"\nquestion = \"Is it open?\"\nanswer = \"yes-no\"\nsubject = \"bridge\"\nabout = [\"is open\"]\nover_time = \"constant\"\n"
    );
    let added = json(&quarrel(RULES, &more), 1, "old");
    assert_eq!((counts(&added), text(&added["rules"][0], "state")), ([1, 0, 0, 0, 0, 0], "added"));
    let removed = json(&quarrel(&more.replace("\"arches\"", "\"spans\""), &more.replace("\"open\"", "\"closed\"")), 1, "old");
    // The rule `arches` was called `spans`, and `open` is now called `closed`.
    assert_eq!(counts(&removed), [2, 2, 0, 1, 1, 0]);
}

#[test]
fn a_git_ref_is_read_without_checking_it_out() {
    let folder = quarrel("", RULES);
    std::fs::remove_dir_all(folder.path().join("old")).expect("removed");
    write(folder.path(), "rules/more/pier.toml", b"format = 1\n[entity.pier]\nnames = [\"Old Pier\"]\n");
    write(folder.path(), "rules/notes.txt", b"no rule");
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message=one"]);
    git(folder.path(), &["tag", "v1"]);
    assert_eq!(counts(&json(&folder, 0, "HEAD")), [0; 6]);
    write(folder.path(), "rules/bridge.toml", format!("{RULES}tolerance = 10\n").as_bytes());
    assert_eq!(counts(&json(&folder, 1, "v1")), [0, 0, 1, 0, 1, 0]);
    // Only the rule file that is named, from a subfolder.
    let run = contradict_in(&folder, &["rules", "diff", "--against", "main", "--rules", "rules/bridge.toml", "--output", "json"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let rules = std::fs::read_to_string(folder.path().join("rules/bridge.toml")).expect("the rules");
    assert!(rules.contains("tolerance"), "the working tree is as it was");
    for against in ["v2", "HEAD~7", "main:rules", "../none"] {
        tells(&contradict_in(&folder, &["rules", "diff", "--against", against]), 2, &["neither a folder nor a git ref"]);
    }
    // A mistake in the old rules stops the comparison, and is reported as a mistake in the old rules.
    write(folder.path(), "rules/bridge.toml", RULES.replace("counted", "conuted").as_bytes());
    git(folder.path(), &["commit", "--quiet", "--all", "--message=two"]);
    write(folder.path(), "rules/bridge.toml", RULES.as_bytes());
    tells(&contradict_in(&folder, &["rules", "diff", "--against", "HEAD"]), 2, &["HEAD:rules/bridge.toml:10:1"]);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let folder = quarrel(RULES, RULES);
    let against = |what: &str| contradict_in(&folder, &["rules", "diff", &format!("--against={what}")]);
    tells(&against("--output=/tmp/x"), 2, &["refs do not begin with `-`"]);
    tells(&against("-h"), 2, &["refs do not begin with `-`"]);
    tells(&against(""), 2, &["neither a folder nor a git ref"]);
    tells(&against("HEAD"), 2, &["no git ref either", "no git repository"]);
    tells(&against("corpus"), 2, &["no rule file in `corpus`"]);
    tells(&contradict_in(&folder, &["rules", "diff"]), 2, &["--against"]);
    write(folder.path(), "corpus/a.txt", b"Fog.");
    write(folder.path(), "corpus/b.txt", b"Rain.");
    tells(&against("old"), 2, &["nothing was compared"]);
}

#[test]
fn without_git_a_folder_still_serves() {
    let folder = quarrel(RULES, RULES);
    let run = |against: &str| {
        let mut command = crate::support::contradict();
        crate::support::run(command.current_dir(folder.path()).env("PATH", "").args(["rules", "diff", "--against", against]))
    };
    tells(&run("HEAD"), 2, &["git is not installed", "folder"]);
    assert_eq!(run("old").code, 0);
}
