//! `explain`: the derivation of a question, the meeting of two lines, and the message if neither exists.

use crate::support::{check_json, list, run, text};
use crate::{QUARREL, RULES, SOURCES, contradict_in, folder, tells};
use serde_json::Value;
use tempfile::TempDir;

fn json(folder: &TempDir, arguments: &[&str]) -> Value {
    let run = contradict_in(folder, &[&["explain"], arguments, &["--output", "json"]].concat());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

/// Returns what is printed about the only rule.
fn meeting(folder: &TempDir, one: &str, other: &str) -> (String, String) {
    let found = json(folder, &[one, other]);
    let rules = list(&found["rules"]);
    assert_eq!(rules.len(), 1, "{found:#}");
    (text(&rules[0], "step").to_owned(), text(&rules[0], "says").to_owned())
}

/// Creates a folder with the rule about the bridge and these texts.
fn bridge(a: &str, b: &str) -> TempDir {
    folder(&[("rules/bridge.toml", RULES), ("corpus/sources.toml", SOURCES), ("corpus/a.txt", a), ("corpus/b.txt", b)])
}

#[test]
fn a_conflict_is_derived_from_words_to_verdict() {
    let found = json(&folder(&QUARREL), &["arches/bridge"]);
    assert_eq!([text(&found, "verdict"), text(&found, "row"), text(&found, "axis")], ["contradiction", "cannot-both", "value"]);
    assert_eq!(text(&found, "level"), "error");
    let positions = list(&found["positions"]);
    let values: Vec<_> = positions.iter().map(|position| (text(position, "value"), text(position, "shares"))).collect();
    assert_eq!(values, [("9", "all hold the point 9"), ("14", "all hold the point 14")]);
    let answer = &positions[1]["answers"][0];
    assert_eq!([text(answer, "reading"), text(answer, "meant")], ["the number 14", "exactly 14"]);
    let how = &answer["how"];
    // "The Dunmore Bridge has 14 arches."
    for (key, words, column) in [("value", "14", 24), ("about", "has", 20), ("counted", "arches", 27)] {
        assert_eq!((text(&how[key], "text"), &how[key]["column"]), (words, &Value::from(column)), "{key}");
    }
    assert_eq!([text(&how["subject"], "found"), text(&how["subject"]["words"], "text")], ["stated", "Dunmore Bridge"]);
    let tried = list(&found["tried"]);
    let decided: Vec<_> = tried.iter().filter(|row| row["decided"] == true).map(|row| text(row, "row")).collect();
    assert_eq!(decided, ["cannot-both"], "{tried:?}");
    assert_eq!(tried.last().map(|row| text(row, "row")), Some("cannot-both"));
    assert_eq!(tried.first().map(|row| text(row, "row")), Some("different-subject"));
    let compared: Vec<_> = list(&found["compared"]).iter().map(|answer| text(answer, "value")).collect();
    assert_eq!(compared, ["9", "14"]);
}

#[test]
fn a_question_without_conflict_is_derived_too() {
    let folder = bridge("The Dunmore Bridge has 14 arches.", "The Dunmore Bridge has some 14 arches.");
    let found = json(&folder, &["arches/bridge"]);
    assert_eq!([&found["row"], &found["level"], &found["compared"]], [&Value::Null; 3]);
    assert_eq!(text(&found, "verdict"), "compatible");
    assert!(text(&found, "why").contains("one position"), "{found:#}");
    assert_eq!(list(&found["positions"][0]["answers"]).len(), 2);
}

#[test]
fn the_words_that_hedge_are_named_and_what_would_change() {
    let folder = bridge("The Dunmore Bridge has 14 arches.", "Allegedly the Dunmore Bridge has 9 arches.");
    let printed = contradict_in(&folder, &["explain", "arches/bridge"]).out;
    assert!(printed.contains("Modality  hearsay, by “Allegedly” (hearsay)"), "{printed}");
    assert!(printed.contains("Would change  a contradiction if somebody said it flatly"), "{printed}");
    let table = contradict_in(&folder, &["check"]).out;
    assert!(table.contains("Would change  a contradiction if somebody said it flatly"), "{table}");
    let (_, record) = check_json(folder.path(), &[]);
    let conflict = &record["conflicts"][0];
    assert_eq!(
        [text(conflict, "verdict"), text(conflict, "axis"), text(conflict, "row")],
        ["tension", "modality", "cannot-both"]
    );
}

#[test]
fn a_subject_that_was_inferred_tells_from_where() {
    let folder = bridge("The Dunmore Bridge is old.\nIt has 14 arches.", "The Dunmore Bridge has 9 arches.");
    let found = json(&folder, &["arches/bridge"]);
    let how = &found["positions"][1]["answers"][0]["how"]["subject"];
    assert_eq!((text(how, "found"), &how["words"]["line"]), ("inferred", &Value::from(1)), "{found:#}");
}

#[test]
fn whoever_repeats_a_source_is_no_voice_of_its_own() {
    let same = "The Dunmore Bridge has 14 arches, all of them of brick.";
    let folder = bridge(same, same);
    let (_, record) = check_json(folder.path(), &[]);
    let position = &record["questions"][0]["positions"][0];
    assert_eq!(list(&position["voices"]), ["Gazette"], "{position:#}");
    let repeats: Vec<_> = list(&position["answers"]).iter().map(|answer| answer["repeats"].clone()).collect();
    assert_eq!(repeats, [Value::Null, Value::from("a")]);
    // If there is a conflict, the table says so.
    let other = "The Dunmore Bridge has 9 arches.";
    let sources =
        format!("{SOURCES}derives_from = \"a\"\n[[source]]\nfile = \"c.txt\"\npublisher = \"Echo\"\nlanguage = \"en\"\n");
    let folder = crate::folder(&[
        ("rules/bridge.toml", RULES),
        ("corpus/sources.toml", &sources),
        ("corpus/a.txt", "The Dunmore Bridge has 14 arches."),
        ("corpus/b.txt", "Dunmore Bridge has 14 arches."),
        ("corpus/c.txt", other),
    ]);
    let table = contradict_in(&folder, &["check"]).out;
    assert!(table.contains("Post (repeats a)"), "{table}");
}

/// Returns the voices of the only position, and what each answer repeats, by file.
fn voices(sources: &str, texts: [&str; 3]) -> (Vec<String>, Vec<(String, Value)>) {
    let [a, b, c] = texts;
    let files = [
        ("rules/bridge.toml", RULES),
        ("corpus/sources.toml", sources),
        ("corpus/a.txt", a),
        ("corpus/b.txt", b),
        ("corpus/c.txt", c),
    ];
    let (_, record) = check_json(folder(&files).path(), &[]);
    let position = &record["questions"][0]["positions"][0];
    let mut repeats: Vec<_> =
        list(&position["answers"]).iter().map(|answer| (text(answer, "source").to_owned(), answer["repeats"].clone())).collect();
    repeats.sort_by(|one, other| one.0.cmp(&other.0));
    (list(&position["voices"]).iter().map(|voice| voice.as_str().expect("a name").to_owned()).collect(), repeats)
}

#[test]
fn an_original_is_never_lost() {
    let source = |file: &str, publisher: &str, more: &str| {
        format!("[[source]]\nfile = \"{file}.txt\"\npublisher = \"{publisher}\"\nlanguage = \"en\"\n{more}\n")
    };
    let same = "As everybody knows, the Dunmore Bridge has 14 arches.";
    let own = "The Dunmore Bridge has 14 arches.";
    // The copy has a date; its original has none.
    let sources =
        source("a", "Agency", "") + &source("b", "Post", "derives_from = \"a\"\ndate = 2020-01-01") + &source("c", "Echo", "");
    let (names, repeats) = voices(&sources, [same, same, own]);
    assert_eq!(names, ["Agency", "Echo"]);
    assert_eq!(repeats, [("a".into(), Value::Null), ("b".into(), "a".into()), ("c".into(), Value::Null)]);
    // If two derive from each other, both count.
    let sources =
        source("a", "Agency", "derives_from = \"b\"") + &source("b", "Post", "derives_from = \"a\"") + &source("c", "Echo", "");
    let (names, _) = voices(&sources, [own, "Dunmore Bridge has 14 arches.", same]);
    assert_eq!(names, ["Agency", "Post", "Echo"]);
    // If the words are equal, the earliest counts.
    let sources = source("a", "Agency", "date = 2021") + &source("b", "Post", "date = 2020") + &source("c", "Echo", "");
    let (names, repeats) = voices(&sources, [same, same, same]);
    assert_eq!(names, ["Post"]);
    assert_eq!(repeats, [("a".into(), "b".into()), ("b".into(), Value::Null), ("c".into(), "b".into())]);
}

#[test]
fn what_a_later_passage_corrects_is_listed() {
    let folder = bridge(
        "The Dunmore Bridge has 14 arches.\n\nCorrection: the Dunmore Bridge has 9 arches.",
        "The Dunmore Bridge has 9 arches.",
    );
    let (code, record) = check_json(folder.path(), &[]);
    assert_eq!(code, 0, "{record:#}");
    let aside: Vec<_> = list(&record["questions"][0]["set_aside"]).iter().map(|answer| text(answer, "because")).collect();
    assert_eq!(aside, ["superseded"]);
    let (step, says) = meeting(&folder, "a.txt:1", "b.txt:1");
    assert_eq!(step, "superseded", "{says}");
}

#[test]
fn two_lines_stop_at_the_step_that_fails() {
    let sound = "The Dunmore Bridge has 14 arches.";
    for (other, step, says) in [
        ("The weather was fine.", "words", "no word of the rule"),
        ("The arches of the Dunmore Bridge: 14 arches.", "about", "`about`"),
        ("The Dunmore Bridge has many visitors.", "value", "no number"),
        ("The Dunmore Bridge has 9 lamps.", "value", "`counted`"),
        ("Somebody has 9 arches.", "subject", "nobody whom the rule asks about"),
        ("Does the Dunmore Bridge have, or rather: has it 9 arches?", "set-aside", "it is asked"),
        ("The Dunmore Bridge has more than 12 arches.", "compared", "can both be true"),
        ("The Dunmore Bridge has 9 arches.", "conflict", "arches/bridge: a contradiction by the row cannot-both"),
    ] {
        let folder = bridge(sound, other);
        let (found, sentence) = meeting(&folder, "a.txt:1", "corpus/b.txt:1");
        assert_eq!(found, step, "{other}: {sentence}");
        assert!(sentence.contains(says), "{other}: {sentence}");
    }
}

#[test]
fn a_line_on_which_nothing_is_read_says_so() {
    let folder = bridge("The Dunmore Bridge has 14 arches.\n\nIt is old.", "The Dunmore Bridge has 9 arches.");
    let printed = contradict_in(&folder, &["explain", "a.txt:2", "b.txt:1"]);
    assert_eq!(printed.code, 0);
    assert!(printed.out.contains("Nothing is read on this line"), "{}", printed.out);
    let neither = contradict_in(&folder, &["explain", "a.txt:2", "a.txt:2"]).out;
    assert!(neither.contains("No word of any rule stands on either line."), "{neither}");
}

#[test]
fn an_unknown_question_is_told_with_those_near_it() {
    let folder = folder(&QUARREL);
    let of = |id: &str| contradict_in(&folder, &["explain", id]);
    tells(&of("archs/bridge"), 2, &["no question with the id `archs/bridge`", "did you mean `arches/bridge`?"]);
    tells(&of("arches"), 2, &["near it are `arches/bridge`"]);
    tells(&of("nothing/like-it"), 2, &["no question", "`arches/bridge`"]);
    let silent = bridge("The weather was fine.", "It rained.");
    tells(&contradict_in(&silent, &["explain", "arches/bridge"]), 3, &["no document answers"]);
    let other = "\n[entity.mill]\nnames = [\"Dunmore Mill\"]\n[[rule]]\nid = \"wheels\"\nquestion = \"How many wheels?\"\nanswer = \"count\"\nsubject = \"mill\"\nabout = { en = [\"has\"] }\ncounted = { en = [\"wheel*\"] }\nover_time = \"constant\"\n";
    let rules = format!("{RULES}{other}");
    let folder = crate::folder(&[("rules/bridge.toml", rules.as_str()), QUARREL[1], QUARREL[2], QUARREL[3]]);
    tells(&contradict_in(&folder, &["explain", "wheels/mill"]), 3, &["no document answers the question `wheels/mill`"]);
}

#[test]
fn an_unknown_place_is_told() {
    let folder = folder(&QUARREL);
    let of = |words: &[&str]| contradict_in(&folder, &[&["explain"], words].concat());
    tells(&of(&["a.txt:1", "b.txt:2"]), 2, &["`corpus/b.txt` has 1 line, and no line 2"]);
    tells(&of(&["aa.txt:1", "b.txt:1"]), 2, &["`aa.txt` is not among the 2 documents", "did you mean `corpus/a.txt`?"]);
    tells(&of(&["a.txt:1"]), 2, &["one place"]);
    tells(&of(&["a.txt:0", "b.txt:1"]), 2, &["lines count from 1"]);
    tells(&of(&["a.txt:1", "b.txt:1", "none/"]), 2, &["`none/` does not exist"]);
    // A column is accepted, because outputs print one.
    assert_eq!(of(&["corpus/a.txt:1:24", "corpus/b.txt:1:1", "corpus/"]).code, 0);
    crate::write(folder.path(), "corpus/c.txt", b"\0\x01binary\0");
    tells(&of(&["a.txt:1", "c.txt:1"]), 2, &["`corpus/c.txt` could not be read"]);
}

#[test]
fn text_of_a_source_never_steers_the_terminal() {
    let folder = bridge("The Dunmore Bridge has 14 arches \u{1b}[31mred.", "The Dunmore Bridge has 9 arches.");
    for arguments in [&["arches/bridge"][..], &["a.txt:1", "b.txt:1"]] {
        for output in ["text", "json"] {
            let run =
                run(crate::contradict().current_dir(folder.path()).arg("explain").args(arguments).args(["--output", output]));
            assert_eq!(run.code, 0, "{}", run.err);
            assert!(!run.out.contains('\u{1b}'), "{}", run.out);
        }
    }
}

#[test]
fn a_text_too_short_to_tell_its_language_is_read_in_that_of_the_rules_and_it_is_told() {
    let german = RULES.replace("en = ", "de = ");
    let short = "Dunmore Bridge: 14.";
    let files = |rules: &str, more: &[&str]| {
        let folder =
            folder(&[("rules/bridge.toml", rules), ("corpus/a.txt", short), ("corpus/b.txt", "There are arches in it.")]);
        for name in more {
            std::fs::write(folder.path().join("corpus").join(name), short).expect("a text");
        }
        folder
    };
    let read = |folder: &TempDir| {
        let found = json(folder, &["a.txt:1", "b.txt:1"]);
        let sentence = |index: usize, key: &str| text(&found["passages"][index]["sentences"][0], key).to_owned();
        [sentence(0, "lang"), sentence(0, "told_by"), sentence(1, "lang"), sentence(1, "told_by")]
    };
    assert_eq!(read(&files(RULES, &[])), ["en", "nothing", "en", "words"]);
    assert_eq!(read(&files(&german, &[])), ["de", "nothing", "en", "words"]);
    let shown = contradict_in(&files(&german, &[]), &["explain", "a.txt:1", "b.txt:1"]).out;
    assert!(shown.contains("Deutsch (de): no word tells") && shown.contains("English (en): its words tell"), "{shown}");
    let told = |folder: &TempDir| contradict_in(folder, &["check"]).err;
    let one = told(&files(RULES, &[]));
    assert!(one.contains("warning[language-unclear]") && one.contains("corpus/a.txt"), "{one}");
    let many = told(&files(RULES, &["c.txt", "d.txt", "e.txt"]));
    assert_eq!(many.matches("language-unclear").count(), 1, "{many}");
    assert!(many.contains("so it is with 3 others"), "{many}");
    let said = contradict_in(&files(RULES, &[]), &["check", "--lang", "en"]).err;
    assert!(!said.contains("language-unclear"), "{said}");
}

#[test]
fn of_a_page_that_is_one_line_the_first_few_are_shown_and_the_others_counted() {
    let many = "The Dunmore Bridge has 14 arches. ".repeat(3000);
    let folder = bridge(&many, "The Dunmore Bridge has 9 arches.");
    let shown = contradict_in(&folder, &["explain", "a.txt:1", "b.txt:1"]).out;
    assert!(shown.len() < 4000, "{} bytes", shown.len());
    assert_eq!(shown.matches(" Sentence ").count(), 6 + 1, "{shown}");
    assert_eq!(shown.matches("and 2994 more (see --output json)").count(), 3, "sentences, values and names: {shown}");
    assert_eq!(list(&json(&folder, &["a.txt:1", "b.txt:1"])["passages"][0]["sentences"]).len(), 3000);
}
