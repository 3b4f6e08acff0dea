//! Several formats in one run, and files that the environment requests.

use crate::support::{contradict, run};
use crate::{QUARREL, contradict_in, folder, tells, write};

const NAMES: [&str; 10] = ["table", "markdown", "csv", "json", "jsonl", "sarif", "junit", "github", "gitlab", "claimreview"];

#[test]
fn help_messages_and_documents_list_the_same() {
    let folder = folder(&QUARREL);
    let help = contradict_in(&folder, &["check", "--help"]).out;
    let short = contradict_in(&folder, &["check", "-h"]).out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(short.contains(&format!("[formats: {}] [default: table]", NAMES.join(", "))), "{short}");
    let told = contradict_in(&folder, &["check", "--output", "xml"]).err;
    for name in NAMES {
        assert!(told.contains(&format!("`{name}`")), "{told}");
        assert!(help.lines().any(|line| line.trim_start().starts_with(&format!("{name} "))), "{name} is not explained");
        assert!(include_str!("../../README.md").contains(&format!("| `{name}` |")), "{name} is not in README.md");
        assert!(include_str!("../../docs/output.md").contains(&format!("`--output {name}`")), "{name} is not in docs/output.md");
    }
}

#[test]
fn all_formats_come_out_of_one_run_with_its_exit_code() {
    let folder = folder(&QUARREL);
    let files = NAMES.map(|name| format!("--output={name}=out/{name}"));
    std::fs::create_dir(folder.path().join("out")).expect("a folder");
    let mut arguments: Vec<&str> = vec!["check"];
    arguments.extend(files.iter().map(String::as_str));
    let run = contradict_in(&folder, &arguments);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    for name in NAMES {
        let file = std::fs::read_to_string(folder.path().join("out").join(name)).expect("a file");
        assert!(file.contains("arches"), "{name}: {file}");
        // One with text, one with a byte order mark, one with JSON.
        if ["markdown", "csv", "sarif"].contains(&name) {
            assert_eq!(contradict_in(&folder, &["check", "--output", name]).out, file, "{name}, printed");
        }
    }
}

#[test]
fn the_environment_adds_a_summary_to_annotations() {
    let folder = folder(&QUARREL);
    let place = folder.path().join("summary.md");
    std::fs::write(&place, "before\n").expect("written");
    let with = |output: &str| {
        run(contradict().current_dir(folder.path()).args(["check", "--output", output]).env("GITHUB_STEP_SUMMARY", &place))
    };
    let summary = || std::fs::read_to_string(&place).expect("a file");
    assert_eq!(with("table").code, 1);
    assert_eq!(summary(), "before\n", "only with the format for it");
    let annotated = with("github");
    assert_eq!(annotated.code, 1, "{}", annotated.err);
    assert!(
        annotated
            .out
            .starts_with("::error file=corpus/b.txt,line=1,endLine=1,col=1,endColumn=33,title=contradiction · arches/bridge::")
    );
    assert!(annotated.out.contains("\n::error file=corpus/a.txt,line=1"), "{}", annotated.out);
    let once = summary();
    assert_eq!(once, format!("before\n{}", contradict_in(&folder, &["check", "--output", "markdown"]).out));
    with("github");
    assert!(summary().starts_with(&once) && summary().len() > once.len(), "it is added to");
}

#[test]
fn a_summary_never_goes_into_a_source_or_another_output() {
    let folder = folder(&QUARREL);
    let with = |place: &str| {
        let arguments = ["check", "--output", "github", "--output", "json=out.json"];
        run(contradict().current_dir(folder.path()).args(arguments).env("GITHUB_STEP_SUMMARY", folder.path().join(place)))
    };
    tells(&with("corpus/a.txt"), 2, &["is a file that is read"]);
    tells(&with("out.json"), 2, &["two outputs go to the file"]);
    tells(&with("none/summary.md"), 2, &["none/summary.md"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("corpus/a.txt")).expect("a source"), QUARREL[2].1);
    // An empty name counts as no name.
    let run = run(contradict().current_dir(folder.path()).args(["check", "--output", "github"]).env("GITHUB_STEP_SUMMARY", ""));
    assert_eq!(run.code, 1, "{}", run.err);
}

// The way back

/// Returns a table with these rows after the header that `check` writes.
fn table(separator: &str, rows: &[&[&str]]) -> String {
    let header = "conflict question level verdict status answer voices quote source file line date outcome holds reason by";
    let mut text = header.replace(' ', separator) + "\r\n";
    for row in rows {
        let (id, filled) = row.split_first().expect("a conflict");
        let cells: Vec<&str> = [*id].into_iter().chain([""; 11]).chain(filled.iter().copied()).collect();
        text += &(cells.join(separator) + "\r\n");
    }
    text
}

const SETTLED: [&str; 5] = ["arches/bridge", "settled", "14", "Counted on the spot.", "E. Peeters"];

#[test]
fn a_table_that_was_filled_in_is_taken_over() {
    for (separator, mark) in [(";", "\u{FEFF}"), (",", ""), ("\t", "sep=\t\r\n")] {
        let folder = folder(&QUARREL);
        let rows = table(separator, &[&SETTLED, &["arches/bridge", "", "", "", ""]]);
        write(folder.path(), "back.csv", format!("{mark}{rows}").as_bytes());
        let run = contradict_in(&folder, &["resolve", "--import", "back.csv", "--today", "2026-11-22"]);
        assert_eq!((run.code, run.out.as_str()), (0, "1 decision recorded in resolutions.toml\n"), "{separator:?} {}", run.err);
        let written = std::fs::read_to_string(folder.path().join("resolutions.toml")).expect("the decisions");
        for words in ["\"arches/bridge\"", "\"settled\"", "\"14\"", "\"Counted on the spot.\"", "\"E. Peeters\"", "2026-11-22"] {
            assert!(written.contains(words), "{words} is not in {written}");
        }
        if separator == ";" {
            assert_eq!(contradict_in(&folder, &["check"]).code, 0, "it is resolved");
            let again = contradict_in(&folder, &["resolve", "--import", "back.csv", "--today", "2026-11-23"]);
            assert_eq!((again.code, again.out.as_str()), (0, "0 decisions recorded in resolutions.toml; 1 was there already\n"));
            assert_eq!(std::fs::read_to_string(folder.path().join("resolutions.toml")).expect("the decisions"), written);
        }
    }
}

#[test]
fn what_check_wrote_comes_back_filled_in() {
    let folder = folder(&QUARREL);
    let out = contradict_in(&folder, &["check", "--output", "csv"]).out;
    assert!(out.contains(";14;Gazette;The Dunmore Bridge has 14 arches.;a;corpus/a.txt;1;;;;;\r\n"), "{out}");
    // Nothing is filled in yet.
    write(folder.path(), "back.csv", out.as_bytes());
    let run = contradict_in(&folder, &["resolve", "--import", "back.csv"]);
    assert_eq!((run.code, run.out.as_str()), (0, "0 decisions recorded in resolutions.toml\n"), "{}", run.err);
    // All rows are the same, as when a cell is filled down; the name comes from the command line.
    write(folder.path(), "back.csv", out.replace(";;;;;\r\n", ";;accepted-open;;'=known;\r\n").as_bytes());
    tells(&contradict_in(&folder, &["resolve", "--import", "back.csv"]), 2, &["who decided", "--by", "back.csv:2"]);
    let run = contradict_in(&folder, &["resolve", "--import", "back.csv", "--by", "E. Peeters"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let written = std::fs::read_to_string(folder.path().join("resolutions.toml")).expect("the decisions");
    assert!(written.contains("\"=known\"") && written.contains("\"accepted-open\""), "{written}");
}

#[test]
fn all_mistakes_are_told_at_once_and_nothing_is_written() {
    let folder = folder(&QUARREL);
    let rows: [&[&str]; 10] = [
        &["arches/bridg", "settled", "14", "why", "E. P."],
        &["arches/bridge", "setled", "", "why", "E. P."],
        &["", "settled", "14", "why", "E. P."],
        &["arches/bridge", "accepted-open", "", "why", "E. P."],
        &["lamps/bridge", "", "", "why", "E. P."],
        &["piers/bridge", "", "", "", "E. P."],
        &["arches/bridge", "", "", "why not", "E. P."],
        &["", "", "", "", ""],
        &["nothing/like", "settled", "1", "why", "E. P."],
        &["arches/bridge", "", "15", "", "=\u{1B}[31m"],
    ];
    write(folder.path(), "back.csv", table(";", &rows).as_bytes());
    let run = contradict_in(&folder, &["resolve", "--import", "back.csv"]);
    let expected = [
        "back.csv:2",
        "did you mean `arches/bridge`",
        "back.csv:3",
        "did you mean `settled`",
        "back.csv:4",
        "not of which conflict",
        "back.csv:5",
        "is `accepted-open` here and `setled` in line 3",
        "back.csv:6",
        "fill in the column `outcome`",
        "back.csv:8",
        "is `why not` here and `why` in line 3",
        "back.csv:10",
        "there is no conflict `nothing/like`",
        "back.csv:11",
        "the `by` of",
        "nothing was written",
    ];
    tells(&run, 2, &expected);
    assert!(!run.err.contains("back.csv:7") && !run.err.contains('\u{1B}'), "a name alone decides nothing: {}", run.err);
    assert!(!folder.path().join("resolutions.toml").exists());
}

#[test]
fn each_row_is_held_against_the_conflict() {
    for (row, says) in [
        (["arches/bridge", "settled", "15", "why", "E. P."], "none of the values on the table, which are 9, 14"),
        (["arches/bridge", "settled", "", "why", "E. P."], "fill in the column `holds`"),
        (["arches/bridge", "different-scope", "14", "why", "E. P."], "empty the column `holds`"),
        (["arches/bridge", "settled", "14", "", "E. P."], "fill in the column `reason`"),
    ] {
        let folder = folder(&QUARREL);
        write(folder.path(), "back.csv", table(";", &[&row]).as_bytes());
        tells(&contradict_in(&folder, &["resolve", "--import", "back.csv"]), 2, &["back.csv:2", says]);
        assert!(!folder.path().join("resolutions.toml").exists());
    }
}

/// Three questions with two answers each.
fn three() -> tempfile::TempDir {
    let rule = |id: &str, noun: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nquestion = \"How many {noun}s does {{subject}} have?\"\nanswer = \"count\"\nsubject = \"bridge\"\n\
             about = [\"has\"]\ncounted = [\"{noun}*\"]\nover_time = \"constant\"\n"
        )
    };
    let rules = format!(
        "format = 1\n[entity.bridge]\nnames = [\"the Dunmore Bridge\"]\n{}{}{}",
        rule("e0", "arch"),
        rule("e1", "lamp"),
        rule("e2", "bench")
    );
    let says =
        |number: u8| ["arches", "lamps", "benches"].map(|noun| format!("The Dunmore Bridge has {number} {noun}.")).join("\n");
    folder(&[("rules/bridge.toml", rules.as_str()), ("corpus/a.txt", &says(4)), ("corpus/b.txt", &says(7))])
}

#[test]
fn no_row_disappears_behind_a_stray_quote() {
    let folder = three();
    let open = |id: &str, reason: &str| format!("{id};accepted-open;;{reason};B\n");
    let head = "conflict;outcome;holds;reason;by\n";
    let import = |text: &str| {
        write(folder.path(), "back.csv", text.as_bytes());
        contradict_in(&folder, &["resolve", "--import", "back.csv"])
    };
    let never = [head, &open("e0/bridge", "fine"), &open("e1/bridge", "\"see the log"), &open("e2/bridge", "fine")].concat();
    tells(&import(&never), 2, &["bad-table", "never closed", "back.csv:3", "nothing was written"]);
    let twice = [head, &open("e0/bridge", "\"see the log"), &open("e1/bridge", "fine"), &open("e2/bridge", "\"it is there")];
    tells(&import(&twice.concat()), 2, &["bad-table", "the row of `e1/bridge`", "back.csv:2", "nothing was written"]);
    // Other mistakes are reported as well.
    let more = [head, &open("e0/bridg", "fine"), &open("e1/bridge", "\"see the log")].concat();
    tells(&import(&more), 2, &["back.csv:2", "there is no conflict `e0/bridg`", "back.csv:3", "never closed"]);
    // The id may be in another column.
    let other = "by;outcome;conflict;reason\nB;accepted-open;e0/bridge;\"see the log\nB;accepted-open;e1/bridge;\"it is there\n";
    tells(&import(other), 2, &["back.csv:2", "the row of `e1/bridge`"]);
    assert!(!folder.path().join("resolutions.toml").exists());
    // Closed quotes, several lines, and a conflict that is only mentioned.
    let sound = [
        head,
        &open("e0/bridge", "\"see \"\"the log\"\"\nor ask; as of\ne1/bridge\""),
        &open("e1/bridge", "the 4\" plate"),
        &open("e2/bridge", "\"\"\"fine\"\"\""),
    ];
    let run = import(sound.concat().trim_end());
    assert_eq!((run.code, run.out.as_str()), (0, "3 decisions recorded in resolutions.toml\n"), "{}", run.err);
}

#[test]
fn tables_that_are_none_and_tables_of_old_spreadsheets() {
    let folder = folder(&QUARREL);
    tells(&contradict_in(&folder, &["resolve", "--import", "none.csv"]), 2, &["none.csv"]);
    for text in ["", "a;b\n1;2\n", "sep=;"] {
        write(folder.path(), "back.csv", text.as_bytes());
        tells(&contradict_in(&folder, &["resolve", "--import", "back.csv"]), 2, &["back.csv", "no table that"]);
    }
    write(folder.path(), "back.csv", b"PK\x03\x04\0\0\0");
    tells(&contradict_in(&folder, &["resolve", "--import", "back.csv"]), 2, &["save it as CSV"]);
    // Columns in another order and case, an extra column, and an accent as Windows wrote it.
    let rows = b"By;Outcome;remark;Reason;CONFLICT\r\nE. Peeters;Accepted-Open;x;v\xE9rifi\xE9 deux fois par la r\xE9daction;arches/bridge\r\n";
    write(folder.path(), "back.csv", rows);
    let run = contradict_in(&folder, &["resolve", "--import", "back.csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("not UTF-8"), "{}", run.err);
    let written = std::fs::read_to_string(folder.path().join("resolutions.toml")).expect("the decisions");
    assert!(written.contains("vérifié deux fois par la rédaction"), "{written}");
}
