//! `rules new`: creates a rule to fill in, which has no mistakes, and overwrites nothing.

use crate::{QUARREL, RULES, contradict_in, folder, tells};
use std::path::Path;
use tempfile::TempDir;

/// Creates a new rule from options, with `more` of them.
fn new(folder: &TempDir, answer: &str, more: &[&str]) -> crate::support::Run {
    let usual = [
        "rules",
        "new",
        "--question",
        "What of {subject}?",
        "--answer",
        answer,
        "--subject",
        "Old Pier, the pier",
        "--over-time",
        "constant",
    ];
    contradict_in(folder, &[&usual, more].concat())
}

fn read(folder: &TempDir, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).expect("the file")
}

#[test]
fn every_kind_of_answer_makes_a_sound_draft() {
    for (answer, more) in [
        ("count", &["--counted", "plank*, beam*"][..]),
        ("amount", &["--about", "cost"]),
        ("percentage", &["--about", "rotten"]),
        ("measure", &["--about", "long", "--unit", "km"]),
        ("duration", &["--about", "took"]),
        ("date", &["--about", "opened"]),
        ("yes-no", &["--about", "is open, opened"]),
        ("option", &["--about", "built of", "--options", "oak wood, steel, Oak wood!"]),
        ("name", &["--about", "leads", "--options", "Ann Reed, Bob Hill"]),
    ] {
        let folder = folder(&[]);
        let run = new(&folder, answer, &[&["--id", "pier-1"], more].concat());
        assert_eq!(run.code, 0, "{answer}: {}", run.err);
        assert!(run.out.contains("rules/pier-1.toml, a new file"), "{}", run.out);
        assert!(run.out.contains("run `contradict rules test`,\nthen"), "{}", run.out);
        let checked = contradict_in(&folder, &["rules", "check"]);
        assert_eq!(
            (checked.code, checked.out.as_str(), checked.err.as_str()),
            (0, "1 file, 1 rule, 2 examples: no mistakes\n", ""),
            "{answer}"
        );
        let text = read(&folder, "rules/pier-1.toml");
        for words in [
            "status    = \"draft\"",
            "[[rule.conflict]]",
            "[[rule.agree]]",
            "names = [\"Old Pier\", \"the pier\"]",
            "[entity.old-pier]",
        ] {
            assert!(text.contains(words), "{answer}: `{words}` is not there: {text}");
        }
        // Examples that are not filled in fail, and do not count.
        assert_eq!(contradict_in(&folder, &["rules", "test"]).code, 0, "{answer}");
    }
}

#[test]
fn a_filled_in_rule_works() {
    let folder = folder(&[("corpus/a.txt", "Old Pier is open."), ("corpus/b.txt", "Old Pier is not open.")]);
    assert_eq!(new(&folder, "yes-no", &["--id", "open", "--about", "open"]).code, 0);
    let text = read(&folder, "rules/open.toml");
    assert!(text.starts_with("format = 1\n"), "{text}");
    let mut sentences = ["Old Pier is open.", "Old Pier is not open.", "Old Pier is open.", "The pier is open."].iter();
    let filled: String = text
        .lines()
        .filter(|line| !line.starts_with("status"))
        .map(|line| match line.split_once("\"FILL IN") {
            Some((start, _)) => format!("{start}\"{}\" }},\n", sentences.next().expect("a sentence")),
            None => format!("{line}\n"),
        })
        .collect();
    std::fs::write(folder.path().join("rules/open.toml"), filled).expect("written");
    let tested = contradict_in(&folder, &["rules", "test", "--coverage"]);
    assert_eq!(tested.code, 0, "{}{}", tested.out, tested.err);
    assert!(tested.out.ends_with("2 examples of 1 rule: 2 hold, 0 fail\n"), "{}", tested.out);
    assert_eq!(contradict_in(&folder, &["check", "--lang", "en"]).code, 1);
}

#[test]
fn what_is_there_stays_and_what_is_known_is_used() {
    // No line break at the end.
    let folder = folder(&[("rules/bridge.toml", RULES.trim_end()), QUARREL[1], QUARREL[2], QUARREL[3]]);
    let to = ["--to", "rules/bridge.toml", "--about", "is open"];
    for (id, subject) in [("open", "bridge"), ("wide", "dunmore bridge")] {
        let run = new(&folder, "yes-no", &[&to[..], &["--id", id, "--subject", subject]].concat());
        assert_eq!(run.code, 2, "an option that is given twice: {}", run.out);
        let words = [
            "rules",
            "new",
            "--id",
            id,
            "--question",
            "Is {subject} so?",
            "--answer",
            "yes-no",
            "--over-time",
            "varies",
            "--subject",
            subject,
        ];
        let run = contradict_in(&folder, &[&words[..], &to].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains("at its end"), "{}", run.out);
    }
    let text = read(&folder, "rules/bridge.toml");
    assert!(text.starts_with(&format!("{}\n", RULES.trim_end())));
    assert_eq!((text.matches("[entity.").count(), text.matches("subject   = \"bridge\"").count()), (1, 3), "{text}");
    assert_eq!(contradict_in(&folder, &["rules", "check"]).out, "1 file, 3 rules, 4 examples: no mistakes\n");
    assert_eq!(contradict_in(&folder, &["check"]).code, 1, "drafts are not asked, the rule before them is");
}

#[test]
fn a_subject_that_no_file_knows_is_declared_and_told() {
    let folder = folder(&[("rules/bridge.toml", RULES)]);
    let open = |id: &str, subject: &str| {
        let words =
            ["rules", "new", "--question", "Is it open?", "--answer", "yes-no", "--over-time", "varies", "--about", "open"];
        contradict_in(&folder, &[&words[..], &["--id", id, "--subject", subject]].concat())
    };
    let run = open("open", "brigde");
    assert_eq!(run.code, 0, "{}", run.err);
    let told = "No rule file knows `brigde`, so `[entity.brigde]` is written as well: list there all names that texts use. \
                If you meant `bridge`, write that instead.\n";
    assert!(run.out.contains(told), "{}", run.out);
    assert!(read(&folder, "rules/open.toml").contains("[entity.brigde]\n"), "{}", read(&folder, "rules/open.toml"));
    let run = open("known", "bridge");
    assert!(run.code == 0 && !run.out.contains("No rule file knows"), "{}{}", run.out, run.err);
}

#[test]
fn a_rule_with_a_mistake_is_not_written() {
    let folder = folder(&[QUARREL[0]]);
    let refused = |more: &[&str], words: &[&str]| {
        let run = new(&folder, "yes-no", more);
        tells(&run, 2, words);
        assert_eq!(read(&folder, "rules/bridge.toml"), RULES);
        assert_eq!(std::fs::read_dir(folder.path().join("rules")).expect("rules").count(), 1, "{words:?}");
    };
    refused(&["--id", "open", "--about", "op*en"], &["a `*` can only end a word", "nothing was written"]);
    refused(&["--id", "arches", "--about", "open"], &["two rules are called `arches`", "nothing was written"]);
    refused(&["--id", "Open!", "--about", "open", "--to", "rules/x.toml"], &["cannot be an id"]);
    refused(&["--id", "open", "--about", "open", "--lang", "zz"], &["there is no lexicon for the language `zz`"]);
    refused(&["--id", "open", "--about", "open", "--to", "rules/notes.txt"], &["ends in `.toml`"]);
    refused(&["--id", "open", "--about", "open", "--to", "rules/lexicon/x.toml"], &["word tables"]);
    refused(&["--id", "open"], &["`--about` must be given"]);
    refused(&["--about", "open"], &["`--id` must be given"]);
    // Text never becomes TOML syntax.
    let question = "Is \"it\" so \\ or\n[[rule]]\nnot?";
    let words = ["rules", "new", "--id", "q", "--question", question, "--answer", "yes-no", "--subject", "bridge"];
    let run =
        contradict_in(&folder, &[&words[..], &["--about", "open", "--over-time", "grows", "--to", "rules/q.toml"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(read(&folder, "rules/q.toml").contains(r#"question  = "Is \"it\" so \\ or [[rule]] not?""#));
    assert_eq!(contradict_in(&folder, &["rules", "check"]).out, "2 files, 2 rules, 2 examples: no mistakes\n");
}

#[test]
fn broken_rules_are_mended_first() {
    let broken = RULES.replace("counted", "conuted");
    let folder = folder(&[("rules/bridge.toml", broken.as_str())]);
    tells(&new(&folder, "yes-no", &["--id", "open", "--about", "open"]), 2, &["did you mean `counted`?", "mend the rules"]);
    assert!(!Path::new(&folder.path().join("rules/open.toml")).exists());
}

#[test]
fn a_file_that_would_not_be_read_as_rules_is_refused() {
    let folder = folder(&[("rules/lexicon/.keep", ""), ("rules/.old/.keep", "")]);
    let lexicon = folder.path().join("rules/lexicon");
    let usual = ["rules", "new", "--id", "open", "--question", "Q?", "--answer", "yes-no", "--subject", "the pier"];
    let more = ["--about", "open", "--over-time", "varies", "--rules", "..", "--to", "foo.toml"];
    let run = crate::support::run(crate::support::contradict().current_dir(&lexicon).args(usual).args(more));
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("word tables") && !lexicon.join("foo.toml").exists(), "{}", run.err);
    for to in ["rules/.hidden.toml", "rules/.old/a.toml"] {
        let run = new(&folder, "yes-no", &["--id", "open", "--about", "open", "--to", to]);
        assert_eq!(run.code, 2, "{to}: {}", run.err);
        assert!(run.err.contains("begins with a dot"), "{}", run.err);
    }
    // A folder that does not exist yet.
    assert_eq!(new(&folder, "yes-no", &["--id", "open", "--about", "open", "--to", "rules/new/a.toml"]).code, 0);
}

#[test]
fn a_file_of_comments_gets_its_format() {
    for before in ["# My rules", "\n# One\n  # Two\n\n"] {
        let folder = folder(&[("rules/a.toml", before)]);
        let run = new(&folder, "yes-no", &["--id", "open", "--about", "open", "--to", "rules/a.toml"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let text = read(&folder, "rules/a.toml");
        assert!(text.starts_with(before) && text.contains("\nformat = 1\n"), "{text}");
        assert_eq!(contradict_in(&folder, &["rules", "check"]).code, 0);
    }
}

#[test]
fn what_means_nothing_to_the_kind_of_answer_is_refused() {
    let folder = folder(&[]);
    let more = ["--id", "open", "--about", "open", "--counted", "ab", "--unit", "km", "--options", "a,b"];
    let run = new(&folder, "yes-no", &more);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("`--counted`, `--unit` and `--options` mean nothing to a rule whose answer is `yes-no`"),
        "{}",
        run.err
    );
    // An amount may have a unit.
    let run = new(&folder, "amount", &["--id", "cost", "--about", "cost", "--unit", "EUR"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(read(&folder, "rules/cost.toml").contains("unit      = \"EUR\""));
}

#[test]
fn a_rule_goes_where_the_others_are() {
    let folder = folder(&[("sub/.keep", ""), ("facts/pier.toml", RULES)]);
    let run = new(&folder, "yes-no", &["--id", "open", "--about", "open", "--rules", "facts"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(folder.path().join("facts/open.toml").exists() && !folder.path().join("rules").exists());
}

#[test]
fn a_kind_is_a_subject() {
    let kinds = "format = 1\n[entity.ash]\nkind = \"pier\"\nnames = [\"Ash Pier\"]\n[entity.elm]\nkind = \"pier\"\nnames = [\"Elm Pier\"]\n";
    let folder = folder(&[("rules/kinds.toml", kinds)]);
    let usual = ["rules", "new", "--question", "Q {subject}?", "--subject", "Pier", "--over-time", "varies", "--id"];
    let more = ["leads", "--answer", "name", "--about", "leads", "--options", "pier"];
    let run = contradict_in(&folder, &[&usual[..], &more].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let text = read(&folder, "rules/leads.toml");
    assert!(text.contains("subject   = { kind = \"pier\" }") && text.contains("among     = { kind = \"pier\" }"), "{text}");
    assert!(!text.contains("[entity."), "{text}");
}
