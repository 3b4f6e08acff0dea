//! `rules list`: every rule, with what the documents answer to it.

use crate::support::{by_id, text};
use crate::{QUARREL, RULES, SOURCES, contradict_in, folder, tells};
use serde_json::Value;
use tempfile::TempDir;

/// "Is the bridge open?": one rule that nobody answers, and one draft.
const MORE: &str = r#"
[[rule]]
id        = "open"
question  = "Is {subject} open?"
answer    = "yes-no"
subject   = "bridge"
about     = { en = ["is open"] }
over_time = "constant"
[[rule.conflict]]
docs = [ { lang = "en", text = "Dunmore Bridge is open." }, { lang = "en", text = "Dunmore Bridge is not open." } ]
[[rule]]
id        = "built"
question  = "When was {subject} built?"
answer    = "date"
subject   = "bridge"
about     = { en = ["built"] }
over_time = "constant"
status    = "draft"
"#;

fn json(folder: &TempDir, more: &[&str]) -> Value {
    let run = contradict_in(folder, &[&["rules", "list", "--output", "json"], more].concat());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

#[test]
fn what_is_answered_is_counted_and_what_is_never_answered_stands_out() {
    let rules = format!("title = \"Bridges\"\n{RULES}{MORE}");
    let folder = folder(&[("rules/bridge.toml", rules.as_str()), QUARREL[1], QUARREL[2], QUARREL[3]]);
    let list = json(&folder, &[]);
    let of = |id| by_id(&list["rules"], id).expect("the rule");
    let found = &of("arches")["found"];
    // Two papers, with 14 and 9.
    let counts = ["subjects", "answered", "answers", "positions", "contradictions", "tensions"].map(|key| found[key].as_u64());
    assert_eq!(counts, [Some(1), Some(1), Some(2), Some(2), Some(1), Some(0)]);
    assert_eq!((&found["never_answered"], &of("open")["found"]["never_answered"]), (&Value::from(false), &Value::from(true)));
    assert_eq!((&of("built")["found"], text(of("built"), "status")), (&Value::Null, "draft"));
    assert_eq!([&of("open")["examples"]["conflict"], &of("open")["examples"]["agree"]], [1, 0]);
    assert_eq!(
        [text(of("open"), "file"), text(of("open"), "title"), text(of("open"), "answer")],
        ["rules/bridge.toml", "Bridges", "yes-no"]
    );
    assert_eq!([&list["summary"]["rules"], &list["summary"]["asked"], &list["summary"]["never_answered"]], [3, 2, 1]);
    let table = contradict_in(&folder, &["rules", "list"]);
    assert_eq!(table.code, 0, "{}", table.err);
    for words in
        ["rules/bridge.toml · Bridges", "NEVER ANSWERED", "not asked", "1 contradiction", "of 2 that are asked, 1 never answered"]
    {
        assert!(table.out.contains(words), "`{words}` is not told: {}", table.out);
    }
}

#[test]
fn without_documents_only_the_rules_are_listed() {
    let folder =
        folder(&[QUARREL[0], ("press/sources.toml", SOURCES), ("press/a.txt", QUARREL[2].1), ("press/b.txt", QUARREL[3].1)]);
    let list = json(&folder, &[]);
    assert_eq!((&list["rules"][0]["found"], &list["summary"]["asked"]), (&Value::Null, &Value::Null));
    assert!(!contradict_in(&folder, &["rules", "list"]).out.contains("NEVER"));
    assert_eq!(json(&folder, &["press"])["rules"][0]["found"]["answers"], 2);
}

#[test]
fn subjects_without_an_answer_are_counted() {
    let rules = RULES.replace(
        "names = [\"Dunmore Bridge\"]",
        "kind = \"bridge\"\nnames = [\"Dunmore Bridge\"]\n[entity.pier]\nkind = \"bridge\"\nnames = [\"Old Pier\"]",
    );
    let rules = rules.replace("subject   = \"bridge\"", "subject   = { kind = \"bridge\" }");
    let folder = folder(&[("rules/bridge.toml", rules.as_str()), QUARREL[1], QUARREL[2], QUARREL[3]]);
    let found = &json(&folder, &[])["rules"][0]["found"];
    assert_eq!([&found["subjects"], &found["answered"]], [2, 1]);
    assert!(contradict_in(&folder, &["rules", "list"]).out.contains("on 1 of 2 subjects"));
}

#[test]
fn what_cannot_be_read_is_told() {
    tells(&contradict_in(&folder(&[]), &["rules", "list"]), 2, &["no rule file in `rules/`"]);
    tells(&contradict_in(&folder(&QUARREL), &["rules", "list", "none"]), 2, &["`none` does not exist"]);
    let broken = folder(&[("rules/bridge.toml", RULES.replace("counted", "conuted").as_str()), QUARREL[2]]);
    tells(&contradict_in(&broken, &["rules", "list"]), 2, &["did you mean `counted`?"]);
}
