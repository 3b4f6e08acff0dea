//! The expected results for the five real sources that the project was made for. They are not part of the repository: if they are
//! missing, a message says so, and nothing is tested.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

mod support;

use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use support::{by_id, check_json, every_answer, judged, list, root, shared, text};

/// Returns the JSON output for the sources; none if they are missing.
fn record() -> Option<&'static Value> {
    static RECORD: OnceLock<Option<Value>> = OnceLock::new();
    let record = RECORD.get_or_init(|| {
        let seeds = shared("seeds")?.to_string_lossy().into_owned();
        let (exit, record) = check_json(root(), &[&seeds, "--rules", "rules/"]);
        assert_eq!(exit, 1, "there are contradictions");
        Some(record)
    });
    record.as_ref()
}

fn conflict<'a>(record: &'a Value, id: &str, verdict: &str) -> &'a Value {
    let conflict = by_id(&record["conflicts"], id).unwrap_or_else(|| panic!("{id} is no conflict"));
    assert_eq!(conflict["verdict"], verdict, "{id}");
    conflict
}

/// Returns the answers of the position with this value.
fn position<'a>(conflict: &'a Value, value: &str) -> &'a [Value] {
    let found = list(&conflict["positions"]).iter().find(|position| position["value"] == value);
    found.map(|position| list(&position["answers"])).unwrap_or_else(|| panic!("no position {value}: {conflict:#}"))
}

fn sources(answers: &[Value]) -> BTreeSet<&str> {
    answers.iter().map(|answer| text(answer, "source")).collect()
}

fn voices(answers: &[Value]) -> BTreeSet<&str> {
    answers.iter().map(|answer| text(answer, "voice")).collect()
}

/// Makes curly apostrophes straight.
fn plain(words: &str) -> String {
    words.replace('’', "'")
}

fn quotes(answers: &[Value], words: &str) -> bool {
    answers.iter().any(|answer| plain(text(answer, "quote")).contains(words))
}

#[test]
fn the_count_is_told_in_two_ways() {
    let Some(record) = record() else { return };
    let conflict = conflict(record, "usage-count/federal-police", "contradiction");
    let values: BTreeSet<_> = list(&conflict["positions"]).iter().map(|position| text(position, "value")).collect();
    assert_eq!(values, BTreeSet::from(["78", "101–500"]));
    assert_eq!(list(&conflict["positions"]).len(), 2);
    let many = position(conflict, "101–500");
    let told = BTreeSet::from(["senate-7-1648", "it-news-2022-03", "datanews-nl-2021-08", "datanews-fr-2021-08"]);
    assert_eq!(sources(many), told);
    assert_eq!(sources(position(conflict, "78")), BTreeSet::from(["it-news-2022-03", "nextinpact-2022-03"]));
    let voices =
        list(&conflict["positions"]).iter().find(|position| position["value"] == "101–500").map(|many| list(&many["voices"]));
    let buzzfeeds = voices
        .unwrap_or_default()
        .iter()
        .filter(|voice| voice.as_str().is_some_and(|voice| voice.to_lowercase().contains("buzzfeed")));
    assert_eq!(buzzfeeds.count(), 1, "BuzzFeed is one voice: {voices:?}");
}

#[test]
fn no_other_number_is_a_count_of_the_federal_police() {
    let Some(record) = record() else { return };
    let question = by_id(&record["questions"], "usage-count/federal-police").expect("the question is answered");
    for answer in judged(question).chain(list(&question["set_aside"])) {
        assert!(!["210", "88", "24", "2"].contains(&text(answer, "value")), "{answer:#}");
    }
}

#[test]
fn the_use_is_affirmed_and_denied() {
    let Some(record) = record() else { return };
    let conflict = conflict(record, "usage/federal-police", "contradiction");
    let no = position(conflict, "no");
    assert!(quotes(no, "Al ontkent de Federale Politie dat formeel"), "{no:#?}");
    assert!(quotes(no, "nooit zijn gebruikt"), "{no:#?}");
    assert!(!position(conflict, "yes").is_empty());
    for words in [
        "Dat bleek een leugen",
        "le démenti opposé à Data News",
        "niet overal formeel",
        "n'a pas été contesté",
        "ne serait pas utilisée",
    ] {
        assert!(!quotes(no, words), "“{words}” denies nothing: {no:#?}");
    }
}

#[test]
fn the_superiors_knew_and_did_not_know() {
    let Some(record) = record() else { return };
    let conflict = by_id(&record["conflicts"], "hierarchy-knew/federal-police").expect("a conflict");
    let no = position(conflict, "no");
    assert!(quotes(no, "personne n'avait connaissance"), "{no:#?}");
    let yes = position(conflict, "yes");
    assert!(quotes(yes, "au courant"), "{yes:#?}");
    assert_eq!(voices(yes), BTreeSet::from(["COC", "Els Ampe"]));
    assert_eq!(voices(no), BTreeSet::from(["Belgian federal police"]));
}

#[test]
fn each_use_has_its_voice() {
    let Some(record) = record() else { return };
    let conflict = conflict(record, "usage/federal-police", "contradiction");
    let yes = voices(position(conflict, "yes"));
    for voice in ["BuzzFeed", "COC", "Clearview AI", "interior minister"] {
        assert!(yes.contains(voice), "{voice}: {yes:?}");
    }
    assert!(voices(position(conflict, "no")).contains("Belgian federal police"));
}

#[test]
fn buzzfeed_asserts_its_count_in_both_halves_of_the_question() {
    let Some(record) = record() else { return };
    let question = by_id(&record["questions"], "usage-count/federal-police").expect("the question is answered");
    let of_question = judged(question).filter(|answer| answer["source"] == "senate-7-1648" && answer["value"] == "101–500");
    // "…, deze keer met de verduidelijking dat het om de federale politie zou gaan die …" reports, and plans nothing.
    let told: Vec<_> =
        of_question.map(|answer| (text(answer, "language"), text(answer, "voice"), text(answer, "modality"))).collect();
    assert_eq!(told, [("fr", "BuzzFeed", "asserted"), ("nl", "BuzzFeed", "asserted")]);
}

#[test]
fn what_the_system_would_rest_on_is_hearsay() {
    let Some(record) = record() else { return };
    let answers = every_answer(record);
    let mut said = answers.iter().filter(|answer| text(answer, "quote").contains("Le système s'appuierait"));
    assert!(said.clone().count() > 0 && said.all(|answer| answer["modality"] == "hearsay"));
}

#[test]
fn the_finnish_police_is_a_matter_of_its_own() {
    let Some(record) = record() else { return };
    let conflict = by_id(&record["conflicts"], "usage/finnish-police").expect("a conflict");
    assert_eq!(conflict["label"], "reversal");
}

#[test]
fn the_database_grew() {
    let Some(record) = record() else { return };
    let found = list(&record["conflicts"]).iter().find(|conflict| conflict["rule"] == "database-size");
    assert!(found.is_none_or(|conflict| conflict["verdict"] != "contradiction"), "{found:#?}");
    assert!(list(&record["questions"]).iter().any(|question| question["rule"] == "database-size"), "nothing answers it");
}

#[test]
fn readers_comments_are_no_source() {
    let (Some(record), Some(seeds)) = (record(), shared("seeds")) else { return };
    let file = seeds.join("004_a8a1eb5cfa0fb5f8.txt");
    let source = std::fs::read_to_string(&file).expect("the article");
    let before = source.split("Commentaires (12)").next().expect("the article itself");
    assert!(before.len() < source.len(), "the comments are there");
    let comments_begin = before.matches('\n').count() + 1;
    for answer in every_answer(record).into_iter().filter(|answer| answer["source"] == "nextinpact-2022-03") {
        let line = answer["end_line"].as_u64().expect("a line");
        let words_before = before.contains(text(answer, "quote"));
        assert!(words_before && usize::try_from(line).expect("a line") <= comments_begin, "{answer:#}");
    }
}
