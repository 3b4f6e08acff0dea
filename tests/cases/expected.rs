//! What a case expects, and where a JSON output differs from it. `tests/cases/README.md` explains the keys.

use crate::support::{by_id, judged, list, text};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// What the case shows, in one sentence.
    #[serde(rename = "about")]
    _about: String,
    /// What must be built first; only in `tests/cases-to-come/`.
    #[serde(default)]
    pub waits_for: String,
    exit: i64,
    #[serde(default)]
    silent: Vec<String>,
    #[serde(default)]
    unanswered: Vec<String>,
    #[serde(default)]
    summary: BTreeMap<String, i64>,
    #[serde(default)]
    conflict: Vec<Conflict>,
    #[serde(default)]
    answer: Vec<Answer>,
    #[serde(default)]
    no_answer: Vec<NoAnswer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Conflict {
    id: String,
    verdict: String,
    label: Option<String>,
    level: Option<String>,
    #[serde(default)]
    fits_several: Vec<String>,
    position: Vec<Position>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Position {
    value: String,
    voices: BTreeSet<String>,
    #[serde(default)]
    quotes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    question: String,
    quote: String,
    value: String,
    voice: Option<String>,
    modality: Option<String>,
    set_aside: Option<String>,
    inferred: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoAnswer {
    question: String,
    quote: Option<String>,
    value: Option<String>,
    modality: Option<String>,
}

impl Expected {
    pub fn read(path: &Path) -> Expected {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Describes each difference from `record`.
    pub fn differences(&self, exit: i64, record: &Value) -> Vec<String> {
        let mut wrong = Vec::new();
        if exit != self.exit {
            wrong.push(format!("exit code {exit}, expected {}", self.exit));
        }
        for (key, number) in &self.summary {
            if record["summary"][key].as_i64() != Some(*number) {
                wrong.push(format!("summary: {key} is {}, expected {number}", record["summary"][key]));
            }
        }
        for id in &self.silent {
            if by_id(&record["questions"], id).is_none_or(|question| judged(question).next().is_none()) {
                wrong.push(format!("{id}: nothing answers it, so its silence proves nothing"));
            }
        }
        for id in &self.unanswered {
            if !list(&record["summary"]["never_answered"]).iter().any(|never| never == id.as_str()) {
                wrong.push(format!("{id} is answered, expected no answer: {}", told(&record["questions"], id)));
            }
        }
        for conflict in list(&record["conflicts"]) {
            let id = text(conflict, "id");
            if !self.conflict.iter().any(|expected| expected.id == id) {
                wrong.push(format!(
                    "{id} is a {}, expected no conflict: {}",
                    text(conflict, "verdict"),
                    told(&record["conflicts"], id)
                ));
            }
        }
        for expected in &self.conflict {
            match by_id(&record["conflicts"], &expected.id) {
                None => wrong.push(format!(
                    "{}: expected a {}, found {}",
                    expected.id,
                    expected.verdict,
                    told(&record["questions"], &expected.id)
                )),
                Some(found) => expected.compare(found, &mut wrong),
            }
        }
        for answer in &self.answer {
            answer.find(record, &mut wrong);
        }
        for answer in &self.no_answer {
            answer.find(record, &mut wrong);
        }
        wrong
    }
}

impl Conflict {
    fn compare(&self, found: &Value, wrong: &mut Vec<String>) {
        let mut same = |what: &str, found: &Value, expected: &str| {
            if found.as_str().unwrap_or_default() != expected {
                wrong.push(format!("{}: {what} {found}, expected `{expected}`", self.id));
            }
        };
        same("verdict", &found["verdict"], &self.verdict);
        self.label.iter().for_each(|label| same("label", &found["label"], label));
        self.level.iter().for_each(|level| same("level", &found["level"], level));
        let positions = list(&found["positions"]);
        let value_of = |position: &Value| (text(position, "value").to_owned(), strings(&position["voices"]));
        let values: BTreeSet<_> = positions.iter().map(value_of).collect();
        let expected: BTreeSet<_> =
            self.position.iter().map(|position| (position.value.clone(), position.voices.clone())).collect();
        if values != expected || positions.len() != self.position.len() {
            wrong.push(format!("{}: positions {values:?}, expected {expected:?}", self.id));
        }
        for position in &self.position {
            for quote in &position.quotes {
                let holds = |answer: &Value| text(answer, "quote").contains(quote.as_str());
                let there = |found: &&Value| text(found, "value") == position.value;
                if !positions.iter().filter(there).any(|found| list(&found["answers"]).iter().any(holds)) {
                    wrong.push(format!("{}: no quote of {} holds “{quote}”", self.id, position.value));
                }
            }
        }
        let fitting: BTreeSet<_> = list(&found["fits_several"]).iter().map(|answer| text(answer, "value")).collect();
        let expected: BTreeSet<_> = self.fits_several.iter().map(String::as_str).collect();
        if fitting != expected {
            wrong.push(format!("{}: fitting several {fitting:?}, expected {expected:?}", self.id));
        }
    }
}

impl Answer {
    fn find(&self, record: &Value, wrong: &mut Vec<String>) {
        let question = by_id(&record["questions"], &self.question).unwrap_or(&Value::Null);
        let aside = list(&question["set_aside"]).iter().map(|answer| (text(answer, "because"), answer));
        let mut answers = judged(question).map(|answer| ("", answer)).chain(aside);
        let fits = |(because, answer): (&str, &Value)| {
            text(answer, "quote").contains(&self.quote)
                && text(answer, "value") == self.value
                && because == self.set_aside.as_deref().unwrap_or_default()
                && self.voice.as_ref().is_none_or(|voice| text(answer, "voice") == voice)
                && self.modality.as_ref().is_none_or(|modality| text(answer, "modality") == modality)
                && self
                    .inferred
                    .as_ref()
                    .is_none_or(|inferred| strings(&answer["inferred"]) == inferred.iter().cloned().collect())
        };
        if !answers.any(fits) {
            let Answer { quote, value, voice, modality, set_aside, inferred, .. } = self;
            let wanted = [("voice", voice), ("modality", modality), ("set aside as", set_aside)];
            let wanted: Vec<_> = wanted.iter().filter_map(|(key, value)| Some(format!(", {key} {}", value.as_ref()?))).collect();
            let inferred = inferred.as_ref().map(|inferred| format!(", inferred {inferred:?}")).unwrap_or_default();
            let told = told(&record["questions"], &self.question);
            wrong.push(format!("{}: expected {value}{}{inferred} from “{quote}”, found {told}", self.question, wanted.concat()));
        }
    }
}

impl NoAnswer {
    fn find(&self, record: &Value, wrong: &mut Vec<String>) {
        let question = by_id(&record["questions"], &self.question).unwrap_or(&Value::Null);
        for answer in judged(question) {
            let quote = self.quote.as_ref().is_none_or(|quote| text(answer, "quote").contains(quote.as_str()));
            let value = self.value.as_ref().is_none_or(|value| text(answer, "value") == value);
            let modality = self.modality.as_ref().is_none_or(|modality| text(answer, "modality") == modality);
            if quote && value && modality {
                wrong.push(format!(
                    "{}: {} from “{}” was not expected",
                    self.question,
                    text(answer, "value"),
                    text(answer, "quote")
                ));
            }
        }
    }
}

/// Describes a question or conflict, for the message.
fn told(list: &Value, id: &str) -> String {
    let Some(found) = by_id(list, id) else { return "nothing".into() };
    let mut told = String::new();
    for answer in judged(found).chain(list_of(&found["set_aside"])) {
        let because = answer["because"].as_str().map(|because| format!(" set aside as {because}")).unwrap_or_default();
        told += &format!(
            "\n      {}{because} · {} · {} · inferred {} · “{}”",
            text(answer, "value"),
            text(answer, "voice"),
            text(answer, "modality"),
            answer["inferred"],
            text(answer, "quote")
        );
    }
    told
}

fn list_of(value: &Value) -> &[Value] {
    list(value)
}

fn strings(value: &Value) -> BTreeSet<String> {
    list(value).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
