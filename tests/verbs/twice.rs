//! A word that changes how a sentence is read stands in one place of its lexicon: in one list of `[cues]`, or among the forms of
//! verbs. What stands in two today is in `tests/verbs/in-two-lists.txt`, which may only shrink.

use crate::sentences::{Known, LANGUAGES};
use contradict::pattern::{Pattern, Phrase, Piece};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The lists that change a reading.
const CHANGING: &str = "negation partly ceased without denial untrue confirmation factive certain no-sign doubt achieved caused failed \
    refused almost belief accused withdrawn saying hearsay restricted allowed possible planned required hypothetical asked declined";

/// The slots of a conjugation.
const SLOTS: [&str; 7] = ["infinitive", "present", "past", "participle", "gerund", "future", "conditional"];

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    cues: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    conjugations: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    verb: Vec<BTreeMap<String, toml::Value>>,
}

/// All that a written pattern stands for.
fn phrases(written: &str) -> Vec<Phrase> {
    Pattern::parse(written).map(|pattern| pattern.phrases).unwrap_or_default()
}

/// A phrase, for a person, and to tell it from others.
fn told(phrase: &Phrase) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Gap => "…".to_owned(),
        Piece::Word(word) => word.forms.first().cloned().unwrap_or_default() + if word.is_prefix { "*" } else { "" },
    };
    let words: Vec<_> = phrase.pieces.iter().map(piece).collect();
    if phrase.after_comma { format!(", {}", words.join(" ")) } else { words.join(" ") }
}

/// Every form of a verb that needs no other word beside it.
fn forms(verb: &BTreeMap<String, toml::Value>, conjugations: &BTreeMap<String, BTreeMap<String, Vec<String>>>) -> Vec<String> {
    let text = |key: &str| verb.get(key).and_then(toml::Value::as_str);
    if ["particle", "head", "tail"].into_iter().any(|key| verb.contains_key(key)) {
        return Vec::new();
    }
    let endings = text("conjugation").and_then(|name| conjugations.get(name));
    let of_slot = |slot: &str| match (verb.get(slot).and_then(toml::Value::as_array), text("stem")) {
        (Some(own), _) => own.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect(),
        (None, Some(stem)) => {
            let endings = endings.and_then(|endings| endings.get(slot)).into_iter().flatten();
            endings.map(|ending| format!("{stem}{ending}")).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    SLOTS.into_iter().flat_map(of_slot).collect()
}

#[test]
fn no_word_that_changes_a_reading_is_in_two_lists() {
    let mut known = Known::load(crate::list("in-two-lists.txt"));
    for lang in LANGUAGES {
        let written: Written = crate::lexicon(lang);
        let mut places: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for list in CHANGING.split_whitespace() {
            for phrase in written.cues.get(list).into_iter().flatten().flat_map(|written| phrases(written)) {
                places.entry(told(&phrase)).or_default().insert(list);
            }
        }
        let forms = written.verb.iter().flat_map(|verb| forms(verb, &written.conjugations));
        for phrase in forms.flat_map(|form| phrases(&form)) {
            places.entry(told(&phrase)).and_modify(|lists| _ = lists.insert("verb"));
        }
        assert!(places.len() >= 100, "{lang}: only {} phrases", places.len());
        for (phrase, lists) in places {
            let lists: Vec<_> = lists.into_iter().collect();
            known.found(format!("{lang}\t{phrase}\t{}", lists.join(", ")), lists.len() < 2);
        }
    }
    known.hold();
}
