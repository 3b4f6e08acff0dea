//! The schemas for editors agree with the readers of the files: accepted files are valid, malformed files are not, and both know
//! the same keys.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

#[path = "support/mistakes.rs"]
mod mistakes;

use contradict::diagnostic::{Code, Level};
use jsonschema::Validator;
use mistakes::{Kind, load};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const KINDS: [(Kind, &str); 4] =
    [(Kind::Rules, "rules"), (Kind::Lexicon, "lexicon"), (Kind::Sources, "sources"), (Kind::Resolutions, "resolutions")];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn printed(kind: &str) -> String {
    let mut program = assert_cmd::Command::cargo_bin("contradict").expect("the program");
    let output = program.args(["schema", kind]).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn schema(kind: &str) -> Value {
    serde_json::from_str(&printed(kind)).expect("JSON")
}

fn validators() -> BTreeMap<&'static str, Validator> {
    KINDS.map(|(_, kind)| (kind, jsonschema::draft7::new(&schema(kind)).expect("a schema"))).into()
}

/// Returns a TOML value as an editor gives it to a schema: dates are strings.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(entries) => Value::Object(entries.into_iter().map(|(key, value)| (key, json(value))).collect()),
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
}

/// Languages of all lexicons, because rules in the repository use them.
fn all_languages() -> Vec<contradict::claim::Lang> {
    ["de", "en", "es", "fr", "nl"].map(|code| code.parse().expect("a code")).to_vec()
}

/// Returns the kind of this file, if it is one that users write.
fn kind_of(path: &Path, value: &toml::Table) -> Option<(Kind, &'static str)> {
    let is_lexicon = path.parent().is_some_and(|folder| folder.ends_with("lexicon")) || value.contains_key("function-words");
    if is_lexicon {
        Some((Kind::Lexicon, "lexicon"))
    } else if path.ends_with("resolutions.toml") || value.contains_key("resolution") {
        Some((Kind::Resolutions, "resolutions"))
    } else if path.ends_with("sources.toml") || value.contains_key("source") {
        Some((Kind::Sources, "sources"))
    } else if value.contains_key("format") && (value.contains_key("rule") || value.contains_key("entity")) {
        Some((Kind::Rules, "rules"))
    } else {
        None
    }
}

#[test]
fn the_shipped_schemas_are_those_that_are_printed() {
    let is_update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    for (_, kind) in KINDS {
        let path = root().join(format!("schema/{kind}.schema.json"));
        let now = printed(kind);
        if is_update {
            std::fs::write(&path, now).expect("written");
        } else {
            let shipped = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(shipped == now, "{} is not what is printed: run the test with UPDATE=1", path.display());
        }
    }
}

#[test]
fn what_is_accepted_is_valid() {
    let validators = validators();
    let mut files = Vec::new();
    for folder in ["rules", "corpus", "examples", "tests"] {
        collect(&root().join(folder), &mut files);
    }
    let (mut wrong, mut counts) = (String::new(), BTreeMap::<&str, usize>::new());
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a text");
        let Ok(value) = text.parse::<toml::Table>() else { continue };
        let Some((kind, name)) = kind_of(&path, &value) else { continue };
        let (_, found) = load(kind, &[(path.display().to_string(), text)], &all_languages());
        // Mistakes that do not concern the structure: a name that other files declare, for example.
        if found.iter().any(|found| found.level == Level::Error) {
            continue;
        }
        *counts.entry(name).or_default() += 1;
        let value = json(toml::Value::Table(value));
        for error in validators[name].iter_errors(&value).take(3) {
            wrong += &format!("{}: {} at {}\n", path.display(), error, error.instance_path());
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.chars().take(6000).collect::<String>());
    assert!(counts["rules"] > 80 && counts["lexicon"] >= 6 && counts["sources"] > 40 && counts["resolutions"] > 0, "{counts:?}");
}

#[test]
fn what_has_another_shape_is_not_valid() {
    let shapes = [Code::UnknownKey, Code::WrongType, Code::MissingKey, Code::UnknownValue, Code::BadFormat, Code::WrongFormat];
    let validators = validators();
    let (mut wrong, mut count) = (String::new(), 0);
    for (kind, name) in KINDS {
        let mut files = Vec::new();
        collect(&root().join("tests/broken").join(kind.folder()), &mut files);
        for path in files {
            let text = std::fs::read_to_string(&path).expect("a text");
            let Ok(value) = text.parse::<toml::Table>() else { continue };
            let (_, found) = load(kind, &[(path.display().to_string(), text)], &all_languages());
            if found.iter().any(|found| found.level == Level::Error && shapes.contains(&found.code)) {
                count += 1;
                if validators[name].is_valid(&json(toml::Value::Table(value))) {
                    wrong += &format!("{} is valid\n", path.display());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(count > 30, "only {count} files");
}

/// Returns the keys that the reader of `kind` lists when it meets an unknown one, which is in `text`.
fn known_to_reader(kind: Kind, text: &str) -> BTreeSet<String> {
    let (_, found) = load(kind, &[("a.toml".to_owned(), text.to_owned())], &all_languages());
    let unknown: Vec<_> = found.iter().filter(|found| found.code == Code::UnknownKey).collect();
    assert_eq!(unknown.len(), 1, "{found:?}\nin {text}");
    let help = unknown[0].help.clone().unwrap_or_default();
    let listed = help.split_once("it can be ").or_else(|| help.split_once("these are known: ")).expect("a list").1;
    listed.split(", ").map(|key| key.trim_matches('`').to_owned()).collect()
}

/// Returns the keys of the table at `path` of a schema: through definitions, lists and alternatives.
fn known_to_schema(schema: &Value, path: &[&str]) -> BTreeSet<String> {
    fn tables<'s>(root: &'s Value, at: &'s Value, found: &mut Vec<&'s Value>) {
        if at.get("properties").is_some() {
            found.push(at);
        }
        if let Some(name) = at.get("$ref").and_then(Value::as_str) {
            tables(root, root.pointer(name.trim_start_matches('#')).expect("a definition"), found);
        }
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = at.get(key).filter(|inner| inner.is_object()) {
                tables(root, inner, found);
            }
        }
        for key in ["anyOf", "allOf"] {
            for inner in at.get(key).and_then(Value::as_array).into_iter().flatten().filter(|inner| inner.get("if").is_none()) {
                tables(root, inner, found);
            }
        }
    }
    let mut at = schema;
    for key in path {
        let mut found = Vec::new();
        tables(schema, at, &mut found);
        at = found.iter().find_map(|table| table["properties"].get(*key)).unwrap_or_else(|| panic!("no {key} of {path:?}"));
    }
    let mut found = Vec::new();
    tables(schema, at, &mut found);
    let table = found.first().unwrap_or_else(|| panic!("{path:?} is no table"));
    table["properties"].as_object().expect("a table").keys().cloned().collect()
}

#[test]
fn schema_and_reader_know_the_same_keys() {
    let rule = "[[rule]]\nid = \"a\"\nquestion = \"?\"\nanswer = \"yes-no\"\nabout = [\"x\"]\nover_time = \"constant\"\n";
    let rules = |more: &str| format!("format = 1\n{rule}{more}\n[entity.b]\nkind = \"k\"\nnames = [\"B\"]\n");
    let subject = "subject = \"b\"\n";
    let rules_schema = schema("rules");
    for (path, text) in [
        (&[][..], format!("zzz = 1\n{}", rules(subject))),
        (&["entity"], rules(subject) + "zzz = 1\n"),
        (&["rule"], rules(&format!("{subject}zzz = 1\n"))),
        (&["rule", "subject"], rules("subject = { kind = \"k\", zzz = 1 }\n")),
        (
            &["rule", "conflict"],
            rules(&format!("{subject}[[rule.conflict]]\ndocs = [{{ lang = \"en\", text = \"x\" }}]\nzzz = 1\n")),
        ),
        (&["rule", "agree"], rules(&format!("{subject}[[rule.agree]]\ndocs = [{{ lang = \"en\", text = \"x\" }}]\nzzz = 1\n"))),
        (
            &["rule", "agree", "docs"],
            rules(&format!("{subject}[[rule.agree]]\ndocs = [{{ lang = \"en\", text = \"x\", zzz = 1 }}]\n")),
        ),
    ] {
        assert_eq!(known_to_reader(Kind::Rules, &text), known_to_schema(&rules_schema, path), "{path:?}");
    }
    let sources_schema = schema("sources");
    for (path, text) in [
        (&[][..], "zzz = 1\n"),
        (&["source"], "[[source]]\nfile = \"a\"\nzzz = 1\n"),
        (&["source", "part"], "[[source]]\nfile = \"a\"\n[[source.part]]\nfrom = \"x\"\nzzz = 1\n"),
    ] {
        assert_eq!(known_to_reader(Kind::Sources, text), known_to_schema(&sources_schema, path), "{path:?}");
    }
    let decision = "[[resolution]]\nconflict = \"a/b\"\nvalues = [\"1\"]\noutcome = \"superseded\"\nreason = \"r\"\nby = \"b\"\n\
                    decided = 2026-11-21\n";
    let resolutions_schema = schema("resolutions");
    for (path, text) in [(&[][..], format!("zzz = 1\n{decision}")), (&["resolution"], format!("{decision}zzz = 1\n"))] {
        assert_eq!(known_to_reader(Kind::Resolutions, &text), known_to_schema(&resolutions_schema, path), "{path:?}");
    }
    // Lexicons are checked against the table that their schema is made from; one key is enough to show that it is used.
    let lexicon =
        include_str!("sound-lexicon.toml").replace("[dates.months]", "[quantities.bounds-after]\nzzz = [\"x\"]\n[dates.months]");
    let bounds = known_to_reader(Kind::Lexicon, &lexicon);
    assert_eq!(bounds, known_to_schema(&schema("lexicon"), &["quantities", "bounds-after"]));
}

/// Every key has an explanation that an editor shows.
#[test]
fn every_key_has_a_description() {
    fn check(value: &Value, at: &str, missing: &mut Vec<String>) {
        match value {
            Value::Object(entries) => {
                for (key, inner) in entries.get("properties").and_then(Value::as_object).into_iter().flatten() {
                    if inner.get("const").is_none() && inner.get("description").is_none() {
                        missing.push(format!("{at}.{key}"));
                    }
                }
                for (key, inner) in entries.iter().filter(|(key, _)| *key != "if") {
                    check(inner, &format!("{at}.{key}"), missing);
                }
            }
            Value::Array(items) => items.iter().for_each(|inner| check(inner, at, missing)),
            _ => {}
        }
    }
    for (_, kind) in KINDS {
        let mut missing = Vec::new();
        check(&schema(kind), kind, &mut missing);
        assert!(missing.is_empty(), "{missing:?}");
    }
}
