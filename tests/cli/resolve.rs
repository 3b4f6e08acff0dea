//! `resolve`, and how `check` uses decisions: what stays settled, what is reopened, and that nothing is ever lost.

use crate::support::{list, text};
use crate::{contradict_in, folder, tells, write};
use contradict::diagnostic::UserFile;
use contradict::resolution::{self, Entry};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A question about each of three bridges, in two languages.
const RULES: &str = r#"format = 1
[entity.dunmore]
kind  = "bridge"
names = ["Dunmore"]
[entity.elling]
kind  = "bridge"
names = ["Elling"]
[entity.farrow]
kind  = "bridge"
names = ["Farrow"]
[[rule]]
id        = "arches"
question  = "How many arches does {subject} have?"
answer    = "count"
subject   = { kind = "bridge" }
about     = { en = ["has"], fr = ["compte"] }
counted   = { en = ["arch*"], fr = ["arche*"] }
over_time = "constant"
"#;

/// The Gazette and the Post disagree about the first two bridges.
fn desk() -> TempDir {
    folder(&[
        ("rules/bridges.toml", RULES),
        ("corpus/a.txt", "+++\npublisher = \"Gazette\"\nlanguage = \"en\"\n+++\nDunmore has 9 arches. Elling has 3 arches.\n"),
        (
            "corpus/b.txt",
            "+++\npublisher = \"Post\"\nlanguage = \"en\"\n+++\nDunmore has between 12 and 20 arches. Elling has 5 arches.\n",
        ),
    ])
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_contradict"))
}

fn source(folder: &TempDir, name: &str, publisher: &str, language: &str, words: &str) {
    let text = format!("+++\npublisher = \"{publisher}\"\nlanguage = \"{language}\"\n+++\n{words}\n");
    write(folder.path(), &format!("corpus/{name}"), text.as_bytes());
}

fn settle(folder: &TempDir, id: &str, holds: &str, more: &[&str]) {
    let decision = ["resolve", id, "--outcome", "settled", "--holds", holds, "--reason", "We counted.", "--by", "E. Peeters"];
    let run = contradict_in(folder, &[&decision[..], more].concat());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

fn entries(folder: &Path) -> Vec<Entry> {
    let text = std::fs::read_to_string(folder.join("resolutions.toml")).expect("the file of decisions");
    let (ledger, mistakes) = resolution::load(&Arc::new(UserFile::new("resolutions.toml", text)));
    assert_eq!(mistakes, []);
    ledger.resolutions.into_iter().map(|resolution| resolution.entry).collect()
}

#[test]
fn a_decision_lives_from_the_first_run_to_the_last() {
    let desk = desk();
    let code = |arguments: &[&str]| contradict_in(&desk, &[&["check", "--today", "2026-11-21"], arguments].concat()).code;
    assert_eq!(code(&[]), 1, "nobody has decided anything");

    settle(&desk, "arches/dunmore", "9", &["--today", "2026-11-21", "--expires", "2026-12-31"]);
    assert_eq!(code(&[]), 1, "the other conflict is still open");
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    assert_eq!(code(&[]), 0, "both are settled");

    std::fs::remove_file(desk.path().join("corpus/a.txt")).expect("was there");
    source(&desk, "renamed.txt", "Gazette", "fr", "Elling compte 3 arches.\n\n\nDunmore\ncompte\n9 arches.");
    assert_eq!(code(&[]), 0, "a file that is renamed, put in other order and translated says the same");

    source(&desk, "c.txt", "Courier", "en", "Dunmore has 9 arches.");
    assert_eq!(code(&[]), 0, "somebody else says what was on the table");

    source(&desk, "d.txt", "Herald", "en", "Dunmore has 17 arches.");
    let reopened = contradict_in(&desk, &["check", "--today", "2026-11-21"]);
    assert_eq!(reopened.code, 1, "17 was not on the table");
    assert!(reopened.out.contains("new position 17"), "{}", reopened.out);
    std::fs::remove_file(desk.path().join("corpus/d.txt")).expect("was there");
    assert_eq!(code(&[]), 0, "and is gone again");

    let expired = contradict_in(&desk, &["check", "--today", "2027-01-01"]);
    tells(&expired, 1, &["expired-resolution", "counted until 2026-12-31"]);
    assert_eq!(contradict_in(&desk, &["check", "--today", "2026-12-31"]).code, 0, "the last day counts");

    std::fs::remove_file(desk.path().join("corpus/b.txt")).expect("was there");
    let stale = contradict_in(&desk, &["check", "--today", "2026-11-21"]);
    tells(&stale, 0, &["stale-resolution", "arches/dunmore"]);
    assert_eq!(code(&["--deny", "stale"]), 1);
    assert_eq!(entries(desk.path()).len(), 2, "what is stale is not dropped");

    let narrowed = contradict_in(&desk, &["check", "corpus/renamed.txt", "--today", "2026-11-21"]);
    assert_eq!(narrowed.code, 0);
    assert!(!narrowed.err.contains("stale-resolution"), "a part of the sources says nothing of the rest: {}", narrowed.err);
}

#[test]
fn the_record_tells_what_was_decided() {
    let desk = desk();
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    let run = contradict_in(&desk, &["check", "--today", "2026-11-22", "--output", "json"]);
    let report: Value = serde_json::from_str(&run.out).expect("JSON");
    let conflicts = list(&report["conflicts"]);
    let of = |id: &str| conflicts.iter().find(|conflict| text(conflict, "id") == id).expect("the conflict");
    assert_eq!(text(of("arches/dunmore"), "status"), "open");
    let decided = of("arches/elling");
    assert_eq!(text(decided, "status"), "resolved");
    let resolution = &decided["resolution"];
    let words = ["outcome", "holds", "reason", "by", "decided"].map(|key| text(resolution, key));
    assert_eq!(words, ["settled", "5", "We counted.", "E. Peeters", "2026-11-21"]);
    assert_eq!(report["gate"]["failing"], 1);
    assert_eq!(report["gate"]["resolved"], 1);
    assert_eq!(text(&report["decisions"], "today"), "2026-11-22");
}

#[test]
fn a_voice_that_changes_sides_is_shown() {
    let desk = desk();
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    source(&desk, "a.txt", "Gazette", "en", "Elling has 5 arches.");
    source(&desk, "c.txt", "Courier", "en", "Elling has 3 arches.");
    let run = contradict_in(&desk, &["check", "--today", "2026-11-22", "--show-resolved"]);
    assert!(run.out.contains("Gazette said 3 then, and says 5 now"), "{}", run.out);
}

#[test]
fn what_is_wrong_with_a_decision_is_told() {
    let desk = desk();
    let resolve = |arguments: &[&str]| contradict_in(&desk, &[&["resolve"], arguments].concat());
    let by = ["--reason", "r", "--by", "b"];
    let decision = |arguments: &[&str]| resolve(&[arguments, &by[..]].concat());
    tells(&decision(&["arches/elling", "--outcome", "settled"]), 2, &["--holds"]);
    tells(&decision(&["arches/elling", "--outcome", "superseded", "--holds", "5"]), 2, &["--holds"]);
    tells(&decision(&["arches/elling"]), 2, &["--outcome"]);
    tells(&resolve(&["arches/elling", "--outcome", "superseded"]), 2, &["--reason"]);
    tells(&decision(&["arches/elling", "--outcome", "settled", "--holds", "7"]), 2, &["`7`", "3, 5"]);
    tells(&decision(&["arches/eling", "--outcome", "superseded"]), 2, &["did you mean `arches/elling`?"]);
    tells(&decision(&["elling", "--outcome", "superseded"]), 2, &["no id of a conflict"]);
    tells(&resolve(&[]), 2, &["terminal"]);
    assert!(!desk.path().join("resolutions.toml").exists(), "nothing was written");
    write(desk.path(), "resolutions.toml", b"[[resolution]]\nconflict = 3\n");
    tells(&decision(&["arches/elling", "--outcome", "superseded"]), 2, &["resolutions.toml:2:12", "wrong-type"]);
}

#[test]
fn all_that_is_open_can_be_accepted_and_only_the_new_fails() {
    let desk = desk();
    let accepted = contradict_in(&desk, &["resolve", "--all", "--reason", "Known.", "--by", "E. P."]);
    assert!(accepted.code == 0 && accepted.out.contains("2 open conflicts accepted"), "{}{}", accepted.out, accepted.err);
    assert_eq!(contradict_in(&desk, &["check", "--locked"]).code, 0);
    source(&desk, "c.txt", "Courier", "en", "Farrow has 1 arch.");
    source(&desk, "d.txt", "Herald", "en", "Farrow has 2 arches.");
    let run = contradict_in(&desk, &["check"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("arches/farrow") && run.out.contains("1 contradiction among"), "{}", run.out);
}

#[test]
fn what_somebody_else_decided_today_is_not_written_over() {
    let desk = desk();
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    let other =
        ["resolve", "arches/elling", "--outcome", "accepted-open", "--reason", "r", "--by", "Bob", "--today", "2026-11-21"];
    tells(&contradict_in(&desk, &other), 2, &["E. Peeters decided `arches/elling`", "We counted.", "--replace"]);
    assert_eq!(entries(desk.path())[0].by, "E. Peeters");
    let replaced = contradict_in(&desk, &[&other[..], &["--replace"]].concat());
    assert!(
        replaced.code == 0 && replaced.out.contains("replaces the decision of the same day by E. Peeters"),
        "{}",
        replaced.err
    );
    assert_eq!(entries(desk.path()).len(), 1);
    // People may change their own decision, and a later day counts more than an earlier one, whatever the order in the file.
    settle(&desk, "arches/elling", "3", &["--today", "2026-11-22"]);
    let path = desk.path().join("resolutions.toml");
    let both = std::fs::read_to_string(&path).expect("a text");
    std::fs::write(&path, format!("{both}\n{}", both.replace("accepted-open", "different-scope"))).expect("written");
    let check = contradict_in(&desk, &["check", "--today", "2026-11-22"]);
    assert!(check.out.contains("1 conflict: arches/elling") && !check.out.contains("· arches/elling"), "{}", check.out);
    assert!(!check.err.contains("disputed-resolution"), "a dispute of an earlier day is over: {}", check.err);
}

#[test]
fn a_mark_before_the_first_letter_is_no_change() {
    let desk = desk();
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    let path = desk.path().join("resolutions.toml");
    let text = std::fs::read_to_string(&path).expect("a text").replace("arches/elling", "arches/gone");
    std::fs::write(&path, format!("\u{FEFF}{text}")).expect("written");
    assert_eq!(contradict_in(&desk, &["resolve", "--prune", "--yes"]).code, 0);
    assert_eq!(entries(desk.path()).len(), 0);
}

#[test]
fn where_nothing_was_judged_nothing_is_dead() {
    let desk = desk();
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    std::fs::remove_file(desk.path().join("corpus/a.txt")).expect("was there");
    std::fs::remove_file(desk.path().join("corpus/b.txt")).expect("was there");
    tells(&contradict_in(&desk, &["resolve", "--prune", "--yes"]), 2, &["nothing was judged"]);
    assert_eq!(entries(desk.path()).len(), 1);
}

#[test]
fn dead_decisions_are_shown_before_they_go() {
    let desk = desk();
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    settle(&desk, "arches/dunmore", "9", &["--today", "2026-11-21"]);
    let prune = |arguments: &[&str]| contradict_in(&desk, &[&["resolve", "--prune"], arguments].concat());
    assert!(prune(&[]).out.contains("every decision is still needed"));
    source(&desk, "b.txt", "Post", "en", "Elling has 5 arches.");
    tells(&prune(&["corpus/a.txt"]), 2, &["not everything was read"]);
    let shown = prune(&[]);
    assert_eq!((shown.code, entries(desk.path()).len()), (1, 2));
    assert!(shown.out.contains("arches/dunmore") && !shown.out.contains("arches/elling"), "{}", shown.out);
    assert_eq!(prune(&["--yes"]).code, 0);
    assert_eq!(entries(desk.path()).iter().map(|entry| entry.conflict.as_str()).collect::<Vec<_>>(), ["arches/elling"]);
}

#[test]
fn the_file_has_one_written_order() {
    let desk = desk();
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    settle(&desk, "arches/dunmore", "9", &["--today", "2026-11-21"]);
    let path = desk.path().join("resolutions.toml");
    let sound = std::fs::read_to_string(&path).expect("a text");
    let (head, second) = sound.split_at(sound.rfind("[[resolution]]").expect("two entries"));
    let (preamble, first) = head.split_at(head.find("[[resolution]]").expect("two entries"));
    std::fs::write(&path, format!("{preamble}{second}\n# Ours.\n{first}")).expect("written");
    tells(&contradict_in(&desk, &["check", "--locked"]), 2, &["not-arranged", "resolve --fmt"]);
    assert_eq!(contradict_in(&desk, &["check"]).code, 0, "only --locked minds");
    assert_eq!(contradict_in(&desk, &["resolve", "--fmt"]).code, 0);
    assert_eq!(contradict_in(&desk, &["check", "--locked"]).code, 0);
    let arranged = std::fs::read_to_string(&path).expect("a text");
    assert_eq!(arranged, sound.replace(first, &format!("# Ours.\n{first}")));
}

/// Git's union merge takes the lines of both sides. Entries must not share a line.
#[test]
fn decisions_of_two_branches_merge() {
    let desk = desk();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
        let done =
            Command::new("git").current_dir(desk.path()).args(identity).args(arguments).output().expect("git is installed");
        assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    write(desk.path(), ".gitattributes", b"resolutions.toml merge=union\n");
    source(&desk, "c.txt", "Courier", "en", "Farrow has 1 arch.");
    source(&desk, "d.txt", "Herald", "en", "Farrow has 2 arches.");
    settle(&desk, "arches/farrow", "2", &["--today", "2026-11-20"]);
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "Farrow"]);
    git(&["checkout", "--quiet", "-b", "other"]);
    // Everything is the same except the conflict and the value.
    settle(&desk, "arches/dunmore", "9", &["--today", "2026-11-21"]);
    git(&["commit", "--quiet", "--all", "--message", "Dunmore"]);
    git(&["checkout", "--quiet", "main"]);
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    git(&["commit", "--quiet", "--all", "--message", "Elling"]);
    git(&["merge", "--quiet", "--no-edit", "other"]);
    let all = entries(desk.path());
    let told: Vec<_> = all.iter().map(|entry| (entry.conflict.as_str(), entry.holds.as_deref().unwrap_or_default())).collect();
    let mut sorted = told.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [("arches/dunmore", "9"), ("arches/elling", "5"), ("arches/farrow", "2")]);
    assert_eq!(contradict_in(&desk, &["check"]).code, 0);
}

#[test]
fn writers_at_once_lose_nothing() {
    let desk = desk();
    source(&desk, "c.txt", "Courier", "en", "Farrow has 1 arch.");
    source(&desk, "d.txt", "Herald", "en", "Farrow has 2 arches.");
    let writers = [("arches/dunmore", "9"), ("arches/elling", "5"), ("arches/farrow", "2")].map(|(id, holds)| {
        let mut writer = program();
        writer.current_dir(desk.path()).args(["resolve", id, "--outcome", "settled", "--holds", holds]);
        writer.args(["--reason", "r", "--by", "b"]).stdout(Stdio::null()).spawn().expect("runs")
    });
    for mut writer in writers {
        assert!(writer.wait().expect("ends").success());
    }
    assert_eq!(entries(desk.path()).len(), 3);
}

/// Whenever a writer is killed, the file contains all of the old decisions or all of the new ones.
#[test]
fn a_killed_writer_leaves_the_old_or_the_new() {
    const KILLS: u32 = 16;
    let desk = desk();
    let path = desk.path().join("resolutions.toml");
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-20"]);
    let old = std::fs::read_to_string(&path).expect("a text");
    let start = Instant::now();
    settle(&desk, "arches/dunmore", "9", &["--today", "2026-11-20"]);
    let whole = start.elapsed();
    let new = std::fs::read_to_string(&path).expect("a text");
    let mut left_old = 0;
    for kill in 0..KILLS {
        std::fs::write(&path, &old).expect("written");
        let mut writer = program();
        writer.current_dir(desk.path()).args(["resolve", "arches/dunmore", "--outcome", "settled", "--holds", "9"]);
        writer.args(["--reason", "We counted.", "--by", "E. Peeters", "--today", "2026-11-20"]);
        let mut writer = writer.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("runs");
        // Early and late, most often near the end, when it writes.
        let share = 1.0 - f64::from(kill) / f64::from(KILLS);
        std::thread::sleep(whole.mul_f64(1.0 - share * share).min(Duration::from_secs(5)));
        let _ = writer.kill();
        writer.wait().expect("ends");
        let text = std::fs::read_to_string(&path).expect("is there");
        assert!(text == old || text == new, "neither the old nor the new:\n{text}");
        left_old += u32::from(text == old);
    }
    assert!(left_old > 0, "not one was killed before it was done");
}

#[test]
fn a_file_that_is_no_utf_8_is_told_by_every_command_alike() {
    let desk = desk();
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    let path = desk.path().join("resolutions.toml");
    let text = std::fs::read_to_string(&path).expect("a text");
    let old = text.replace("We counted.", "v\u{E9}rifi\u{E9}").chars().map(|letter| letter as u8).collect::<Vec<u8>>();
    let unmarked: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [old, unmarked] {
        std::fs::write(&path, &bytes).expect("written");
        for arguments in [&["check"][..], &["resolve", "--fmt"]] {
            tells(&contradict_in(&desk, arguments), 2, &["not-utf8", "resolutions.toml", "save it as UTF-8"]);
        }
        assert_eq!(std::fs::read(&path).expect("bytes"), bytes);
    }
    let marked: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    std::fs::write(&path, &marked).expect("written");
    tells(&contradict_in(&desk, &["resolve", "--fmt"]), 2, &["`resolutions.toml` is UTF-16", "save it as UTF-8"]);
    assert_eq!(std::fs::read(&path).expect("bytes"), marked);
}

#[test]
fn messages_name_what_was_typed() {
    let desk = desk();
    write(desk.path(), "resolutions.toml", b"[[resolution]]\nby = b\n");
    let run = contradict_in(&desk, &["resolve", "--fmt"]);
    tells(&run, 2, &["--> resolutions.toml:2"]);
    let root = desk.path().canonicalize().expect("a folder");
    assert!(!run.err.contains(&root.display().to_string()), "{}", run.err);
    std::fs::remove_file(desk.path().join("resolutions.toml")).expect("was there");
    let decision = ["resolve", "--all", "--reason", "r", "--by", "b", "--resolutions", "none/resolutions.toml"];
    let run = contradict_in(&desk, &decision);
    tells(&run, 2, &["`none/resolutions.toml`"]);
    assert!(!run.err.contains(&root.display().to_string()), "{}", run.err);
}

#[test]
fn a_noun_behind_a_count_is_told() {
    let desk = desk();
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    let path = desk.path().join("resolutions.toml");
    let text = std::fs::read_to_string(&path).expect("a text");
    std::fs::write(&path, text.replace("[\"3\", \"5\"]", "[\"3 arches\", \"5\"]")).expect("written");
    tells(&contradict_in(&desk, &["check"]), 2, &["bad-value", "`3 arches`", "leave the noun out"]);
}

#[test]
fn a_decision_of_a_day_to_come_is_told() {
    let desk = desk();
    settle(&desk, "arches/elling", "5", &["--today", "2026-11-21"]);
    let told = |today: &str| contradict_in(&desk, &["check", "--today", today]).err.contains("future-resolution");
    assert!(told("2026-11-19") && !told("2026-11-20") && !told("2026-11-21"));
}

/// Comparing thousands of answers with thousands of values that were on the table is fast.
#[test]
fn many_values_are_compared_once() {
    const MANY: usize = 3000;
    let desk = desk();
    let says = |from: usize| (from..from + MANY).map(|count| format!("Farrow has {count} arches.\n\n")).collect::<String>();
    source(&desk, "c.txt", "Courier", "en", &says(1000));
    let values: Vec<String> = (1000..1000 + MANY).map(|value| format!("\"{value}\"")).collect();
    let decision = format!(
        "[[resolution]]\nconflict = \"arches/farrow\"\nvalues = [{}]\noutcome = \"accepted-open\"\nreason = \"r\"\nby = \"b\"\n\
         decided = 2026-11-21\n",
        values.join(", ")
    );
    write(desk.path(), "resolutions.toml", decision.as_bytes());
    let run = contradict_in(&desk, &["check", "--today", "2026-11-21", "--output", "json"]);
    let report: Value = serde_json::from_str(&run.out).expect("JSON");
    let farrow =
        list(&report["conflicts"]).iter().find(|conflict| text(conflict, "id") == "arches/farrow").expect("the conflict");
    assert_eq!(text(farrow, "status"), "resolved");
    source(&desk, "d.txt", "Herald", "en", "Farrow has 999 arches.");
    let run = contradict_in(&desk, &["check", "--today", "2026-11-21"]);
    assert!(run.out.contains("new position 999"), "{}", run.out);
}
