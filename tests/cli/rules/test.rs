//! `rules test`: examples that pass, those that fail and why, and words that no example uses.

use crate::support::{list, text};
use crate::{RULES, contradict_in, folder, tells};
use serde_json::Value;
use tempfile::TempDir;

const HOLD: &str = r#"
[[rule.conflict]]
verdict = "contradiction"
row = "cannot-both"
docs = [ { lang = "en", text = "The Dunmore Bridge has 14 arches." }, { lang = "en", text = "The Dunmore Bridge has 9 arches." } ]
[[rule.agree]]
docs = [ { lang = "en", text = "The Dunmore Bridge has 14 arches." }, { lang = "en", text = "The Dunmore Bridge has some 14 arches." } ]
[[rule.agree]]
answers = 0
docs = [ { lang = "en", text = "The Dunmore Bridge is 9 metres high." } ]
"#;

/// Creates a folder with this rule file.
fn file(text: &str) -> TempDir {
    folder(&[("rules/bridge.toml", text)])
}

fn with(examples: &str) -> TempDir {
    file(&format!("{RULES}{examples}"))
}

fn json(folder: &TempDir, code: i32, more: &[&str]) -> Value {
    let run = contradict_in(folder, &[&["rules", "test", "--output", "json"], more].concat());
    assert_eq!(run.code, code, "{}{}", run.out, run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

/// Returns the only example that fails.
fn failing(examples: &str) -> Value {
    let record = json(&with(examples), 1, &[]);
    let failing: Vec<_> = list(&record["examples"]).iter().filter(|example| example["holds"] == false).collect();
    assert_eq!(failing.len(), 1, "{record:#}");
    failing[0].clone()
}

#[test]
fn examples_that_hold_are_counted() {
    let run = contradict_in(&with(HOLD), &["rules", "test"]);
    assert_eq!((run.code, run.out.as_str()), (0, "3 examples of 1 rule: 3 hold, 0 fail\n"), "{}", run.err);
    assert_eq!(contradict_in(&with(HOLD), &["rules", "test", "rules/bridge.toml", "--jobs", "1"]).out, run.out);
}

#[test]
fn a_conflict_that_is_none_shows_answers_and_what_decided() {
    let docs = "docs = [ { lang = \"en\", publisher = \"Post\", text = \"The Dunmore Bridge has 14 arches.\" }, { lang = \"en\", text = \"The Dunmore Bridge has at most 14 arches.\" } ]";
    let examples = format!("[[rule.conflict]]\n{docs}\n");
    let failed = failing(&examples);
    // The examples come after the eleven lines of the rule.
    assert_eq!(
        (text(&failed, "file"), failed["line"].as_u64(), failed["column"].as_u64()),
        ("rules/bridge.toml", Some(12), Some(1))
    );
    assert_eq!(text(&failed, "expected"), "a contradiction or a tension");
    assert!(text(&failed, "found").starts_with("no conflict"), "{failed:#}");
    let answers: Vec<_> = list(&failed["texts"]).iter().map(|source| &source["answers"][0]).collect();
    assert_eq!(answers.iter().map(|answer| text(answer, "voice")).collect::<Vec<_>>(), ["Post", "text 2"]);
    assert_eq!(text(answers[0], "value"), "14");
    assert_eq!(text(answers[0], "modality"), "asserted");
    assert_eq!(text(answers[1], "quote"), "The Dunmore Bridge has at most 14 arches.");
    // 14 is possible under "at most 14".
    assert_eq!([text(&failed["decided"], "row"), text(&failed["decided"], "verdict")], ["within", "refinement"]);
    let table = contradict_in(&with(&examples), &["rules", "test"]);
    assert_eq!(table.code, 1);
    for words in ["FAILS: rules/bridge.toml:12:1", "says Post", "the row `within`", "1 example of 1 rule: 0 hold, 1 fails"] {
        assert!(table.out.contains(words), "`{words}` is not told: {}", table.out);
    }
}

#[test]
fn an_answer_that_takes_no_side_is_said_to_take_none() {
    for (text_2, told) in [
        ("The Dunmore Bridge will have 9 arches.", "in text 2 an answer was read, but it is planned, and so takes no side"),
        ("Does the Dunmore Bridge have 9 arches?", "in text 2 an answer was read, but it is a question, and so takes no side"),
    ] {
        let docs = format!(
            "[[rule.conflict]]\ndocs = [ {{ lang = \"en\", text = \"The Dunmore Bridge has 14 arches.\" }}, {{ lang = \"en\", text = \"{text_2}\" }} ]\n"
        );
        let rules = RULES.replace("[\"has\"]", "[\"has\", \"have\"]");
        let record = json(&file(&format!("{rules}{docs}")), 1, &[]);
        let failed = &list(&record["examples"])[0];
        let problem = list(&failed["problems"])[0].as_str().unwrap_or_default().to_owned();
        assert!(problem.ends_with(told), "{problem}");
    }
}

#[test]
fn an_agreement_that_is_a_conflict_fails() {
    let failed = failing(
        "[[rule.agree]]\ndocs = [ { lang = \"en\", text = \"The Dunmore Bridge has 14 arches.\" }, { lang = \"en\", voice = \"the mayor\", text = \"The Dunmore Bridge has 9 arches.\" } ]\n",
    );
    assert_eq!(list(&failed["problems"]).len(), 1, "{failed:#}");
    assert_eq!(text(&failed, "verdict"), "contradiction");
    assert_eq!(text(&failed["decided"], "row"), "cannot-both");
    assert_eq!(text(&failed["texts"][1]["answers"][0], "voice"), "the mayor");
}

#[test]
fn a_text_without_an_answer_proves_nothing_and_says_where_the_rule_stopped() {
    let other = "{ lang = \"en\", text = \"The Dunmore Bridge has 14 arches.\" }";
    for (silent, step) in [
        ("The Dunmore Bridge was built of 14 arches.", "about"),
        ("The Dunmore Bridge has arches.", "value"),
        ("It has 14 arches.", "subject"),
        ("The weather was fine.", "words"),
    ] {
        let failed = failing(&format!("[[rule.agree]]\ndocs = [ {other}, {{ lang = \"en\", text = \"{silent}\" }} ]\n"));
        let problem = failed["problems"][0].as_str().expect("a problem");
        assert!(problem.contains("nothing was extracted from text 2") && problem.contains("proves nothing"), "{problem}");
        assert_eq!(text(&failed["texts"][1]["stopped"], "step"), step, "{silent}");
        assert!(failed["texts"][0]["stopped"].is_null());
        let says = text(&failed["texts"][1]["stopped"], "says");
        assert_eq!(says.contains("lists for `en`"), step == "words", "{says}");
    }
}

#[test]
fn the_verdict_the_row_and_the_number_of_answers_are_checked_where_they_are_written() {
    let docs = "docs = [ { lang = \"en\", text = \"The Dunmore Bridge has 14 arches.\" }, { lang = \"en\", text = \"The Dunmore Bridge has 9 arches.\" } ]\n";
    for (key, problem) in [
        ("verdict = \"tension\"", "the other kind"),
        ("row = \"bounds-apart\"", "`cannot-both` decided, not `bounds-apart`"),
        ("answers = 3", "2 answers were found"),
    ] {
        let failed = failing(&format!("[[rule.conflict]]\n{key}\n{docs}"));
        assert!(failed["problems"][0].as_str().expect("a problem").contains(problem), "{failed:#}");
    }
    let failed =
        failing("[[rule.agree]]\nanswers = 0\ndocs = [ { lang = \"en\", text = \"The Dunmore Bridge has 14 arches.\" } ]\n");
    assert!(failed["problems"][0].as_str().expect("a problem").contains("1 answer was found"), "{failed:#}");
}

#[test]
fn drafts_are_tried_out_and_do_not_count() {
    let silent = "[[rule.agree]]\ndocs = [ { lang = \"en\", text = \"Here goes a text.\" } ]\n";
    let of = |status: &str| file(&format!("{RULES}status = \"{status}\"\n{silent}"));
    let record = json(&of("draft"), 0, &[]);
    let summary = &record["summary"];
    assert_eq!([&summary["examples"], &summary["fail"], &summary["fail_in_drafts"]], [1, 0, 1]);
    let sound = contradict_in(&file(&format!("{RULES}status = \"draft\"\n{HOLD}")), &["rules", "test"]);
    assert_eq!((sound.code, sound.out.as_str()), (0, "3 examples of 1 rule: 3 hold, 0 fail\n"));
    assert_eq!(json(&of("pilot"), 1, &[])["summary"]["fail"], 1);
    assert_eq!(json(&of("retired"), 3, &[])["summary"]["examples"], 0);
}

#[test]
fn coverage_tells_rules_and_words_without_examples() {
    let words = RULES.replace("en = [\"has\"]", "en = [\"has\", \"counts\"], fr = [\"compte\"]");
    let covered = file(&format!("{words}unless = [\"model\"]\n{HOLD}"));
    let coverage = &json(&covered, 0, &["--coverage"])["coverage"];
    // Dunmore Bridge, has, counts, compte, arch*, model.
    assert_eq!(coverage["patterns"], 6);
    let unused: Vec<_> = list(&coverage["unused"])
        .iter()
        .map(|unused| (text(unused, "pattern"), text(unused, "key"), unused["line"].as_u64(), unused["column"].as_u64()))
        .collect();
    // `about     = { en = ["has", "counts"], fr = ["compte"] }` is line 9: the words are in columns 28 and 45.
    let expected =
        [("counts", "about", Some(9), Some(28)), ("compte", "about", Some(9), Some(45)), ("model", "unless", Some(12), Some(11))];
    assert_eq!(unused, expected);
    assert_eq!(list(&coverage["lacking"]).len(), 0);

    let conflict_only = &HOLD[..HOLD.find("[[rule.agree]]").expect("an agreement")];
    let record = json(&with(conflict_only), 1, &["--coverage"]);
    let lacking = &record["coverage"]["lacking"][0];
    assert_eq!(
        (text(lacking, "rule"), &lacking["conflict"], &lacking["agree"]),
        ("arches", &Value::from(true), &Value::from(false))
    );
    assert_eq!(json(&with(conflict_only), 0, &[])["coverage"], Value::Null);
    let table = contradict_in(&with(conflict_only), &["rules", "test", "--coverage"]);
    assert!(
        table.code == 1 && table.out.contains("[[rule.agree]]") && table.out.contains("Live rules that lack"),
        "{}",
        table.out
    );
}

#[test]
fn without_examples_or_with_mistakes_nothing_is_proven() {
    tells(&contradict_in(&with(""), &["rules", "test"]), 3, &[]);
    tells(&contradict_in(&with("[[rule.agre]]\n"), &["rules", "test"]), 2, &["did you mean `agree`?"]);
    tells(&contradict_in(&folder(&[]), &["rules", "test"]), 2, &["no rule file in `rules/`"]);
    tells(&contradict_in(&folder(&[]), &["rules", "test", "none.toml"]), 2, &["`none.toml` does not exist"]);
}

#[test]
fn the_shipped_rules_hold() {
    let run = crate::support::run(crate::support::contradict().args(["rules", "test"]));
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}
