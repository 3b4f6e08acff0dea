//! `parse`: a tree for people, one JSON object a sentence for programs.

use crate::support::{Run, contradict, run};
use crate::{QUARREL, contradict_in, folder, tells};
use serde_json::Value;

const TWO: &str = "The mayor denies that Torval closed the plant. The sun shone.";

/// Runs `parse` in an empty folder, where no rule is.
fn parse(arguments: &[&str]) -> Run {
    contradict_in(&folder(&[]), &[&["parse"], arguments].concat())
}

/// The keys of an object.
fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn a_text_is_shown_as_a_tree() {
    let run = parse(&[TWO, "--lang", "en", "--at", "closed"]);
    tells(&run, 0, &[]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[0], "The mayor denies that Torval closed the plant.");
    assert_eq!(lines[1], "└ main: The mayor denies");
    assert!(run.out.contains("\n  │ · denies (denial)\n"), "{}", run.out);
    assert!(run.out.contains("\n  └ complement: that Torval closed the plant. [object of “denies”]\n"), "{}", run.out);
    assert!(run.out.contains("\n= closed: no, asserted, said by The mayor\n  decided by “denies” ("), "{}", run.out);
    assert!(run.out.ends_with("\n\nThe sun shone.\n└ main: The sun shone.\n"), "{}", run.out);
}

#[test]
fn a_file_and_what_is_piped_in_give_the_same_tree() {
    let folder = folder(&[("a.txt", TWO)]);
    let arguments = ["--lang", "en", "--at", "closed"];
    let direct = contradict_in(&folder, &[&["parse", TWO], &arguments[..]].concat());
    let of_file = contradict_in(&folder, &[&["parse", "a.txt"], &arguments[..]].concat());
    assert_eq!((of_file.code, &of_file.out), (0, &direct.out), "{}", of_file.err);
    for place in [&[][..], &["-"]] {
        let mut command = contradict();
        let piped = command.current_dir(folder.path()).arg("parse").args(place).args(arguments).write_stdin(TWO);
        let piped = run(piped);
        assert_eq!((piped.code, &piped.out), (0, &direct.out), "{place:?}: {}", piped.err);
    }
}

#[test]
fn json_is_one_object_a_sentence() {
    let run = parse(&[TWO, "--lang", "en", "--at", "closed", "--output", "jsonl"]);
    tells(&run, 0, &[]);
    let sentences: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(sentences.len(), 2, "{}", run.out);
    for sentence in &sentences {
        assert_eq!(keys(sentence), ["lang", "operators", "readings", "segments", "text"]);
        assert_eq!(keys(&sentence["segments"][0]), ["id", "notes", "parent", "role", "words"]);
    }
    let first = &sentences[0];
    assert_eq!([&first["lang"], &first["text"]], ["en", "The mayor denies that Torval closed the plant."]);
    assert_eq!(keys(&first["operators"][0]), ["cue", "denies", "segment", "words"]);
    assert_eq!([&first["operators"][0]["words"], &first["operators"][0]["cue"]], ["denies", "denial"]);
    let reading = &first["readings"][0];
    assert_eq!(keys(reading), ["at", "because", "doubt", "modality", "segment", "side", "voice"]);
    assert_eq!([&reading["at"], &reading["side"], &reading["voice"]], ["closed", "no", "The mayor"]);
    assert_eq!(first["segments"][1]["parent"], 0);
    assert_eq!(sentences[1]["readings"], Value::Array(Vec::new()));
}

#[test]
fn the_words_of_rules_are_read_without_being_named() {
    let folder = folder(&QUARREL);
    let run = contradict_in(&folder, &["parse", "corpus/a.txt", "--lang", "en"]);
    tells(&run, 0, &[]);
    assert!(run.out.contains("\n= has: yes, asserted, said by the text itself\n"), "{}", run.out);
    assert!(!run.out.contains("--at"), "{}", run.out);
}

#[test]
fn where_no_word_is_asked_about_the_last_line_says_so() {
    for (arguments, last) in [
        (&[][..], "No word of a rule stands in it: add --at WORD"),
        (&["--at", "opened"], "No word of --at or of a rule stands in it: add --at WORD with another word"),
    ] {
        let run = parse(&[&[TWO, "--lang", "en"], arguments].concat());
        tells(&run, 0, &[]);
        assert_eq!(run.out.lines().last(), Some(last), "{}", run.out);
        let json = parse(&[&[TWO, "--lang", "en", "--output", "jsonl"], arguments].concat());
        assert_eq!(json.out.lines().count(), 2, "{}", json.out);
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let none = "there is no lexicon for the language `xx`; there are lexicons for de, en, es, fr, nl";
    tells(&parse(&[TWO, "--lang", "xx"]), 2, &[none]);
    tells(&parse(&[TWO, "--lang", "english"]), 2, &["`english` is no language code", "such as `fr`"]);
    tells(&parse(&[TWO]), 2, &["--lang <LANG>"]);
    for path in ["none.txt", "corpus/none.md", "corpus/none"] {
        tells(&parse(&[path, "--lang", "en"]), 2, &[&format!("`{path}` does not exist"), "pipe it in"]);
    }
    tells(&parse(&[TWO, "--lang", "en", "--rules", "none"]), 2, &["`none` does not exist"]);
}

#[test]
fn a_wrong_pattern_is_shown_as_it_was_typed() {
    for (words, message) in [("(closed", "this bracket is never closed"), ("", "the pattern is empty"), ("*", "every word")] {
        let run = parse(&[TWO, "--lang", "en", "--at", "shut", "--at", words]);
        tells(&run, 2, &["error[bad-pattern]", message, "--> --at:1:1", "1 mistake to mend first"]);
        assert!(!run.err.contains("about") && !run.err.contains("asked"), "{}", run.err);
        assert_eq!(run.out, "");
    }
}

#[test]
fn words_with_quotes_and_other_signs_are_asked_as_they_are() {
    for words in ["clos*", "(closed|shut)", "it\"s", "l'usine", "C:\\windows", "tab\tbed", "\u{200d}"] {
        let run = parse(&[TWO, "--lang", "en", "--at", words]);
        assert!(run.code == 0 || run.err.contains("[bad-pattern]"), "{words}: {}", run.err);
        assert!(!run.err.contains("asked-by-at"), "{words}: {}", run.err);
    }
}

#[test]
fn nothing_in_a_text_steers_the_terminal() {
    let run = parse(&["It \u{1b}[31mclosed\u{9b}2J\nthe plant.", "--lang", "en", "--color", "always"]);
    assert!(!run.out.contains(['\u{1b}', '\u{9b}']), "{:?}", run.out);
}
