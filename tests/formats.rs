//! What `contradict check` writes about real sources in each format, compared with the sources, the JSON output, and schemas.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

mod support;

use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use support::{check_json, contradict, every_answer, list, root, run, text};

/// Returns every format from one run over `paths` in `folder`, by name.
fn written(folder: &Path, arguments: &[&str], formats: &[&str]) -> BTreeMap<String, String> {
    let place = tempfile::tempdir().expect("a folder");
    let file = |format: &str| place.path().join(format);
    let outputs: Vec<String> = formats.iter().map(|format| format!("--output={format}={}", file(format).display())).collect();
    let run = run(contradict().current_dir(folder).arg("check").args(arguments).args(&outputs));
    assert!(run.code < 2 && run.out.is_empty(), "{} {}{}", run.code, run.out, run.err);
    formats.iter().map(|format| ((*format).to_owned(), std::fs::read_to_string(file(format)).expect("a file"))).collect()
}

const CORPUS: [&str; 3] = ["corpus/", "--rules", "rules/"];

fn corpus(format: &str) -> String {
    written(root(), &CORPUS, &[format]).remove(format).expect("written")
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn wrong(schema: &Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

// The schema of the JSON output; `cases.rs` also checks its outputs against it.

fn report_schema() -> Value {
    parsed(include_str!("../schema/report.schema.json"))
}

fn valid(schema: &Value) -> Validator {
    jsonschema::meta::validate(schema).expect("a sound schema");
    jsonschema::validator_for(schema).expect("a schema")
}

/// Returns the places of all objects in a value, as JSON pointers, one for each set of keys.
fn shapes(value: &Value, place: &str, found: &mut BTreeMap<Vec<String>, String>) {
    match value {
        Value::Object(fields) => {
            found.entry(fields.keys().cloned().collect()).or_insert_with(|| place.to_owned());
            fields.iter().for_each(|(key, value)| shapes(value, &format!("{place}/{key}"), found));
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| shapes(value, &format!("{place}/{at}"), found)),
        _ => {}
    }
}

#[test]
fn the_schema_knows_every_key_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    decided(folder.path());
    let schema = valid(&report_schema());
    let (_, record) = check_json(folder.path(), &["--today", "2026-11-22"]);
    assert_eq!(wrong(&schema, &record), [""; 0]);
    for status in ["resolved", "open"] {
        assert!(
            list(&record["conflicts"]).iter().any(|conflict| conflict["status"] == status && conflict["resolution"].is_object())
        );
    }
    let mut found = BTreeMap::new();
    shapes(&record, "", &mut found);
    // The report, a conflict in three states, its decision, why it was reopened, a position, an answer, a question, a rule, a
    // diagnostic, the decisions, both counts, the gate.
    assert!(found.len() >= 13, "{:?}", found.values());
    for (keys, place) in &found {
        let mut more = record.clone();
        more.pointer_mut(place).and_then(Value::as_object_mut).expect("an object").insert("surprise".into(), json!(1));
        assert!(!schema.is_valid(&more), "{place} takes an unknown key");
        for key in keys {
            let mut other = record.clone();
            // No key of the report contains a list of lists.
            other.pointer_mut(place).and_then(Value::as_object_mut).expect("an object").insert(key.clone(), json!([[]]));
            assert!(!schema.is_valid(&other), "{place}/{key} takes anything");
        }
    }
}

/// Creates a folder in which one conflict is resolved, one reopened, one open, and one file cannot be read.
fn decided(folder: &Path) {
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("written");
    };
    let rule = |id: &str, about: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nquestion = \"How many {about} does {{subject}} have?\"\nanswer = \"count\"\nsubject = \"bridge\"\n\
             about = {{ en = [\"has\"] }}\ncounted = {{ en = [\"{about}\"] }}\nover_time = \"constant\"\n"
        )
    };
    let rules = [rule("arches", "arches"), rule("lamps", "lamps"), rule("piers", "piers")].concat();
    put("rules/bridge.toml", format!("format = 1\n[entity.bridge]\nnames = [\"Dunmore Bridge\"]\n{rules}").as_bytes());
    let sources =
        ["a", "b", "c"].map(|name| format!("[[source]]\nfile = \"{name}.txt\"\npublisher = \"{name}\"\nlanguage = \"en\"\n"));
    put("corpus/sources.toml", sources.concat().as_bytes());
    put("corpus/a.txt", b"The Dunmore Bridge has 14 arches. The Dunmore Bridge has 20 lamps. The Dunmore Bridge has 5 piers.");
    put("corpus/b.txt", b"The Dunmore Bridge has 9 arches. The Dunmore Bridge has 30 lamps. The Dunmore Bridge has 6 piers.");
    put("corpus/c.txt", b"The Dunmore Bridge has 44 lamps.");
    put("corpus/d.txt", b"\0\0\0");
    let decision = |id: &str, values: &str, holds: &str| {
        format!(
            "[[resolution]]\nconflict = \"{id}/bridge\"\nvalues = [{values}]\noutcome = \"settled\"\nholds = \"{holds}\"\n\
             reason = \"Counted.\"\nby = \"E. Peeters\"\ndecided = 2026-11-21\n"
        )
    };
    let decisions = [decision("arches", "\"14\", \"9\"", "14"), decision("lamps", "\"20\", \"30\"", "20")].concat();
    put("resolutions.toml", decisions.as_bytes());
}

// SARIF of real sources

#[test]
fn sarif_of_the_corpus_is_valid_and_every_place_holds_its_words() {
    let schema = include_str!("schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}?$");
    let schema = jsonschema::options().should_validate_formats(true).build(&parsed(&schema)).expect("a schema");
    let log = parsed(&corpus("sarif"));
    assert_eq!(wrong(&schema, &log), [""; 0]);
    let _: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).expect("SARIF");
    let (_, record) = check_json(root(), &CORPUS);
    let ids =
        |list: &Value, key: &str| -> Vec<String> { support::list(list).iter().map(|one| text(one, key).to_owned()).collect() };
    let results = &log["runs"][0]["results"];
    let named: Vec<String> = list(results).iter().map(|one| text(&one["properties"], "conflict").to_owned()).collect();
    assert_eq!(named, ids(&record["conflicts"], "id"));
    let mut looked_up = 0;
    for place in list(results).iter().flat_map(|one| list(&one["relatedLocations"]).iter().chain(list(&one["locations"]))) {
        let (file, region) = (&place["physicalLocation"]["artifactLocation"]["uri"], &place["physicalLocation"]["region"]);
        let source = std::fs::read_to_string(root().join(file.as_str().expect("a path"))).expect("a source");
        let at = |line: &str, column: &str| (region[line].as_u64().expect("a line"), region[column].as_u64().expect("a column"));
        let words = between(&source, at("startLine", "startColumn"), at("endLine", "endColumn"));
        assert_eq!(words, region["snippet"]["text"].as_str().expect("words"));
        looked_up += 1;
    }
    assert!(looked_up > 20);
}

/// Returns the text from one line and column to another, counted by hand.
fn between(text: &str, start: (u64, u64), end: (u64, u64)) -> String {
    let (mut line, mut column, mut words) = (1, 1, String::new());
    for letter in text.trim_start_matches('\u{FEFF}').chars() {
        if (line, column) >= start && (line, column) < end {
            words.push(letter);
        }
        (line, column) = if letter == '\n' { (line + 1, 1) } else { (line, column + 1) };
    }
    words
}

// The other formats, against the record

#[test]
fn all_formats_tell_of_the_same_conflicts() {
    let mut all = written(root(), &CORPUS, &["json", "jsonl", "junit", "gitlab", "csv", "markdown", "github", "claimreview"]);
    let mut take = |name: &str| all.remove(name).expect("written");
    let record = parsed(&take("json"));
    assert_eq!(wrong(&valid(&report_schema()), &record), [""; 0]);
    let conflicts = list(&record["conflicts"]);
    let ids: Vec<&str> = conflicts.iter().map(|conflict| text(conflict, "id")).collect();
    let positions: usize = conflicts.iter().map(|conflict| list(&conflict["positions"]).len()).sum();

    let lines: Vec<Value> = take("jsonl").lines().map(parsed).collect();
    assert_eq!(lines.iter().filter(|line| line["type"] == "conflict").map(|line| text(line, "id")).collect::<Vec<_>>(), ids);

    let suites = junit_parser::from_reader(take("junit").as_bytes()).expect("JUnit");
    assert_eq!(suites.tests as usize, list(&record["questions"]).len());
    assert_eq!(Some(suites.failures), record["gate"]["failing"].as_u64());
    assert_eq!((suites.failures + suites.skipped) as usize, conflicts.len());

    let rules: Vec<&str> = conflicts.iter().map(|conflict| text(conflict, "rule")).collect();
    let quality = parsed(&take("gitlab"));
    assert_eq!(list(&quality).iter().map(|entry| text(entry, "check_name")).collect::<Vec<_>>(), rules);

    let table = take("csv");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(table.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), positions);
    assert_eq!(
        rows.iter().map(|row| row[0].to_owned()).collect::<BTreeSet<_>>(),
        ids.iter().map(|id| (*id).to_owned()).collect()
    );

    let page = take("markdown");
    let shown = page.replace(['\\', '\u{200B}'], "").replace("&gt;", ">").replace("&amp;", "&");
    for conflict in conflicts {
        assert!(shown.contains(text(conflict, "id")));
        for position in list(&conflict["positions"]) {
            let best = &position["answers"][0];
            let words = best["words"].as_str().unwrap_or(text(best, "quote"));
            assert!(shown.contains(words), "{words}");
        }
    }

    let commands = take("github");
    assert_eq!(commands.lines().filter(|line| line.contains(" file=")).count(), positions, "no level has more than ten");
    let claims = parsed(&take("claimreview"));
    assert_eq!(list(&claims["@graph"]).len(), positions);
    assert!(every_answer(&record).len() > positions);
}
