//! `mentions`, `claims` and `answers`: lists for people, and JSON lines for programs.

use crate::support::{contradict, run, text};
use crate::{QUARREL, contradict_in, folder, tells, write};
use serde_json::Value;

/// Parses each line as JSON.
fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

fn mentions(lang: &str, arguments: &[&str], input: &str) -> Vec<Value> {
    let run = run(contradict().args(["mentions", "--lang", lang, "--output", "jsonl"]).args(arguments).write_stdin(input));
    assert_eq!(run.code, 0, "{}", run.err);
    lines(&run.out)
}

#[test]
fn mentions_of_lines_count_bytes_in_their_own_line() {
    let found = mentions("fr", &["--lines"], "L'été, entre 120 et 340 fois.\r\nrien\n\nÀ Liège, plus de 5 % en mars 2021.\n");
    let key = |index: usize, key: &str| found[index][key].clone();
    assert_eq!(found.len(), 3, "{found:?}");
    // "L'été, " is 9 bytes long, "entre 120 et 340" 16.
    assert_eq!([key(0, "line"), key(0, "start"), key(0, "end")], [1, 9, 25]);
    assert_eq!([key(0, "kind"), key(0, "text")], ["quantity", "entre 120 et 340"]);
    assert_eq!([key(0, "low"), key(0, "high"), key(0, "unit")], [Value::from("120"), Value::from("340"), Value::Null]);
    // "À Liège, " is 11 bytes long, "plus de 5 %" 11.
    assert_eq!([key(1, "line"), key(1, "start"), key(1, "end")], [4, 11, 22]);
    assert_eq!([key(1, "low"), key(1, "high"), key(1, "unit")], [Value::from("5"), Value::Null, Value::from("%")]);
    assert_eq!([key(2, "kind"), key(2, "from"), key(2, "to")], ["date", "2021-03-01", "2021-03-31"]);
}

#[test]
fn mentions_read_a_file_or_what_is_piped_in() {
    let folder = folder(&QUARREL);
    let from_file = contradict_in(&folder, &["mentions", "corpus/a.txt", "--lang", "en", "--output", "jsonl"]);
    let piped = mentions("en", &["-"], QUARREL[2].1);
    assert_eq!(lines(&from_file.out), piped);
    assert_eq!([&piped[0]["low"], &piped[0]["text"]], ["14", "14"]);
    assert_eq!(mentions("en", &[], ""), Vec::<Value>::new());
    let binary = run(contradict().args(["mentions", "--lang", "en"]).write_stdin(b"\x00\x01\x02\x00".as_slice()));
    assert_eq!(binary.code, 2, "{}", binary.err);
}

#[test]
fn mentions_use_the_lexicons_of_the_user() {
    let english = std::fs::read_to_string(crate::support::root().join("rules/lexicon/en.toml")).expect("the lexicon");
    let other = english.replace("language = \"en\"", "language = \"zz\"");
    assert_ne!(english, other);
    let folder = folder(&[("rules/lexicon/zz.toml", other.as_str()), ("mine/lexicon/zz.toml", &other), ("a.txt", "14 arches")]);
    for rules in [&[][..], &["--rules", "mine"], &["--rules", "mine/lexicon/zz.toml"]] {
        let run = contradict_in(&folder, &[&["mentions", "a.txt", "--lang", "zz", "--output", "jsonl"], rules].concat());
        assert_eq!((run.code, lines(&run.out).len()), (0, 1), "{rules:?}: {}", run.err);
    }
    write(folder.path(), "mine/lexicon/zz.toml", b"format = 1\n[cues\n");
    let run = contradict_in(&folder, &["mentions", "a.txt", "--lang", "en", "--rules", "mine"]);
    tells(&run, 2, &["mine/lexicon/zz.toml:"]);
    tells(&contradict_in(&folder, &["mentions", "a.txt", "--lang", "en", "--rules", "none"]), 2, &["`none` does not exist"]);
}

#[test]
fn mentions_say_that_an_encoding_was_guessed() {
    let folder = folder(&[]);
    write(folder.path(), "a.txt", b"14 caf\xE9s ferm\xE9s");
    tells(&contradict_in(&folder, &["mentions", "a.txt", "--lang", "fr"]), 0, &["a.txt", "not valid UTF-8", "guess"]);
}

#[test]
fn the_span_of_a_mention_holds_its_text() {
    for (lang, input) in [
        ("fr", "«\u{A0}Environ 1\u{202F}200 visiteurs\u{A0}», e\u{301}crit-on le 3 mars 2020."),
        ("nl", "’s Avonds kwamen zo’n vijfentwintig à dertig leden; 1.250,50 euro."),
        ("en", "🍎 between a hundred and 1,200 or ½ of 3.5 million"),
    ] {
        let found = mentions(lang, &["--lines"], input);
        assert!(!found.is_empty(), "{input}");
        for mention in found {
            let at = |key: &str| mention[key].as_u64().and_then(|at| usize::try_from(at).ok()).expect("a place");
            assert_eq!(input.get(at("start")..at("end")), mention["text"].as_str(), "{mention}");
        }
    }
}

#[test]
fn answers_and_claims_are_one_object_a_line() {
    let folder = folder(&QUARREL);
    let run = contradict_in(&folder, &["answers", "--output", "jsonl"]);
    assert_eq!(run.code, 0, "conflicts fail `check`, not a list: {}", run.err);
    let mut values: Vec<_> =
        lines(&run.out).iter().map(|answer| (text(answer, "voice").to_owned(), text(answer, "value").to_owned())).collect();
    values.sort();
    assert_eq!(values, [("Gazette".into(), "14".into()), ("Post".into(), "9".into())]);
    let claims = lines(&contradict_in(&folder, &["claims", "--output", "jsonl"]).out);
    assert_eq!(claims.len(), 2, "{claims:?}");
    assert!(claims.iter().all(|claim| claim["used"] == true && claim["noun"] == "arches"), "{claims:?}");
    let table = contradict_in(&folder, &["answers"]).out;
    assert!(table.contains("Gazette") && table.contains("corpus/b.txt:1:1"), "{table}");
}

/// Two papers with a difference about boats, which the rule about arches does not cover.
const BOATS: [(&str, &str); 2] = [
    (
        "corpus/c.txt",
        "---\nlanguage: en\npublisher: Herald\n---\nThe storm sank 3 boats at Oster. In all, 40 trees fell near Merle.",
    ),
    ("corpus/d.txt", "---\nlanguage: en\npublisher: Times\n---\nAt Oster, 8 boats were lost. Some 40 trees fell near Merle."),
];

#[test]
fn what_no_rule_used_comes_in_groups_that_differ_first() {
    let folder = folder(&[&QUARREL[..], &BOATS[..]].concat());
    let run = contradict_in(&folder, &["claims", "--unused", "--output", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let groups = lines(&run.out);
    assert_eq!(groups.len(), 2, "the arches are used: {groups:?}");
    let first = &groups[0];
    assert_eq!([&first["answer"], &first["share"][0], &first["share"][1]], ["count", "boats", "Oster"]);
    assert_eq!([&first["differs"], &groups[1]["differs"]], [true, false]);
    let sides = first["positions"].as_array().expect("two positions");
    assert_eq!([&sides[0]["value"], &sides[1]["value"]], ["3", "8"]);
    assert_eq!(sides[0]["claims"][0]["quote"], "The storm sank 3 boats at Oster.");
    assert_eq!(sides[0]["claims"][0]["file"], "corpus/c.txt");
}

#[test]
fn the_table_of_what_no_rule_used_says_what_it_leaves_out() {
    let folder = folder(&[&QUARREL[..], &BOATS[..]].concat());
    let all = contradict_in(&folder, &["claims", "--unused"]).out;
    assert!(all.starts_with("differs · count · boats, Oster\n2 sources · 2 voices · 2 claims"), "{all}");
    assert!(all.contains("corpus/d.txt:5 · Times") && all.contains("trees, Merle"), "{all}");
    assert!(all.ends_with("6 claims, 2 used by a rule; 1 of 2 groups differs between sources\n"), "{all}");
    let one = contradict_in(&folder, &["claims", "--unused", "--limit", "1"]).out;
    assert!(!one.contains("trees, Merle") && one.contains("1 more group not shown; `--limit 2` shows all\n"), "{one}");
    tells(&contradict_in(&folder, &["claims", "--limit", "1"]), 2, &["--unused"]);
    tells(&contradict_in(&folder, &["claims", "--unused", "--limit", "0"]), 2, &["--limit"]);
}

#[test]
fn groups_of_unused_claims_do_not_depend_on_threads_or_the_order_of_arguments() {
    let folder = folder(&[&QUARREL[..], &BOATS[..]].concat());
    let list =
        |arguments: &[&str]| contradict_in(&folder, &[&["claims", "--unused", "--output", "jsonl"], arguments].concat()).out;
    let one = list(&["--jobs", "1"]);
    assert_eq!(lines(&one).len(), 2);
    assert_eq!(list(&["--jobs", "4"]), one);
    assert_eq!(list(&["corpus/d.txt", "corpus/b.txt", "corpus/c.txt", "corpus/a.txt"]), one);
}

#[test]
fn an_answer_of_which_two_subjects_are_possible_has_none() {
    let rules = "format = 1\n[entity.merle]\nkind = \"town\"\nnames = [\"Merle\"]\n[entity.oster]\nkind = \"town\"\nnames = [\"Oster\"]\n\
        [[rule]]\nid = \"felled\"\nquestion = \"How many?\"\nanswer = \"count\"\nsubject = { kind = \"town\" }\nabout = [\"felled\"]\n\
        counted = [\"tree*\"]\nover_time = \"constant\"\n";
    let both = "Merle and Oster felled 12 trees in the park.\n";
    let folder =
        folder(&[("rules/a.toml", rules), ("corpus/a.txt", both), ("corpus/b.txt", "Merle felled 31 trees in the park.\n")]);
    let found = lines(&contradict_in(&folder, &["answers", "--lang", "en", "--output", "jsonl"]).out);
    let clear: Vec<_> = found.iter().map(|answer| (answer["question"].as_str(), answer["set_aside"].as_str())).collect();
    assert_eq!(clear, [(Some("felled"), Some("unclear-subject")), (Some("felled/merle"), None)]);
    assert_eq!(found[0]["because"], "two subjects are possible: Merle, Oster");
    assert!(found[0]["subject"].is_null(), "{}", found[0]);
    let table = contradict_in(&folder, &["answers", "--lang", "en"]).out;
    assert!(table.contains("two subjects are possible: Merle, Oster"), "{table}");
    let check = contradict_in(&folder, &["check", "--lang", "en"]);
    tells(&check, 0, &[]);
    assert!(check.out.contains("1 of them has no subject"), "{}", check.out);
    std::fs::remove_file(folder.path().join("corpus/b.txt")).expect("removed");
    assert_eq!(contradict_in(&folder, &["check", "--lang", "en"]).code, 3, "nothing can be judged");
}
