//! The text of a new rule, with what a person needs to know to fill it in.

use super::rule_request::RuleRequest;
use crate::args::{NewAnswer, NewOverTime};
use clap::ValueEnum;
use contradict::diagnostic::{closest, toml_text};
use contradict::pattern::fold;
use contradict::rule::{Entity, RuleSet};
use std::collections::BTreeSet;

/// The text of a new rule.
pub struct Written {
    /// The text that is appended to the file.
    pub text: String,
    /// Notes about entities that did not exist before.
    pub notes: Vec<String>,
}

/// Returns the text that is appended after `before`.
pub fn rule(request: &RuleRequest, known: &RuleSet, before: &str) -> Written {
    let mut text = String::new();
    if !before.is_empty() && !before.ends_with('\n') {
        text.push('\n');
    }
    // Before the first key, a file can contain only comments.
    if before.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        text.push_str("format = 1\n");
    }
    let mut taken: BTreeSet<String> = known.entities.iter().map(|entity| entity.id.clone()).collect();
    let mut notes = Vec::new();
    let kind = |names: &[String]| match names {
        [name] if known_as(name, known).is_none() => {
            known_kind(name, known).map(|kind| format!("{{ kind = {} }}", toml_text(kind)))
        }
        _ => None,
    };
    let subject = match kind(&request.subject) {
        Some(kind) => kind,
        None => toml_text(&entity(&request.subject, known, &mut taken, &mut text, &mut notes)),
    };
    let mut lines: Vec<(&str, Option<&str>, String)> = vec![
        ("id", None, toml_text(&request.id)),
        ("question", None, toml_text(&request.question)),
        ("answer", None, toml_text(&word(request.answer))),
        ("subject", None, subject),
    ];
    if let Some(unit) = &request.unit {
        lines.push(("unit", None, toml_text(unit)));
    }
    if !request.about.is_empty() {
        let help = "A clause answers only if one of these stands in it: list all forms. `fell*` is every word that begins so.";
        lines.push(("about", Some(help), words(request, &request.about)));
    }
    if !request.counted.is_empty() {
        lines.push(("counted", Some("What the number counts: the words behind it."), words(request, &request.counted)));
    }
    match request.answer {
        NewAnswer::Option => {
            let mut ids = BTreeSet::new();
            for option in &request.options {
                let id = free(&slug(option, "option"), &mut ids);
                lines.push(("options", None, format!("{id} = [{}]", toml_text(option))));
            }
        }
        NewAnswer::Name => {
            let mut id = |name| toml_text(&entity(std::slice::from_ref(name), known, &mut taken, &mut text, &mut notes));
            let among = kind(&request.options).unwrap_or_else(|| {
                let ids: Vec<String> = request.options.iter().map(&mut id).collect();
                format!("[{}]", ids.join(", "))
            });
            lines.push(("among", Some("Who it can be."), among));
        }
        _ => {}
    }
    let over_time = format!("How the true answer may change: {}.", explained(request.over_time));
    lines.push(("over_time", Some(&over_time), toml_text(&word(request.over_time))));
    lines.push(("level", Some("How grave a contradiction is: error, warning or note."), toml_text("error")));
    let help = "A draft is not asked. Fill in the examples, run `contradict rules test`, then take this line away.";
    lines.push(("status", Some(help), toml_text("draft")));
    text.push_str("\n[[rule]]\n");
    for (key, help, value) in lines {
        if let Some(help) = help {
            text.push_str(&format!("# {help}\n"));
        }
        match key {
            "options" => text.push_str(&format!("options.{value}\n")),
            key => text.push_str(&format!("{key:<9} = {value}\n")),
        }
    }
    examples(&request.lang, &mut text);
    Written { text, notes }
}

/// Returns the id of an entity: one that already has this id or name, or a new one, which is written.
fn entity(names: &[String], known: &RuleSet, taken: &mut BTreeSet<String>, text: &mut String, notes: &mut Vec<String>) -> String {
    let first = names.first().map_or("", String::as_str);
    if let Some(entity) = known_as(first, known) {
        return entity.id.clone();
    }
    let id = free(&slug(first, "subject"), taken);
    let meant = closest(first, known.entities.iter().map(|entity| entity.id.as_str()));
    let meant = meant.map(|meant| format!(" If you meant `{meant}`, write that instead.")).unwrap_or_default();
    notes.push(format!(
        "No rule file knows `{first}`, so `[entity.{id}]` is written as well: list there all names that texts use.{meant}"
    ));
    let names: Vec<String> = names.iter().map(|name| toml_text(name)).collect();
    let help = "What texts call it; the first is how it is printed. A capital letter here wants one in the text.";
    text.push_str(&format!("\n[entity.{id}]\n# {help}\nnames = [{}]\n", names.join(", ")));
    id
}

/// Returns the entity with this id or name.
pub fn known_as<'k>(word: &str, known: &'k RuleSet) -> Option<&'k Entity> {
    let folded = fold(word);
    let is_called = |entity: &Entity| entity.names.patterns.iter().any(|(_, pattern)| fold(&pattern.written) == folded);
    known.entities.iter().find(|entity| entity.id == word || is_called(entity))
}

/// Returns the kind of entities with this name.
pub fn known_kind<'k>(word: &str, known: &'k RuleSet) -> Option<&'k str> {
    let folded = fold(word);
    known.entities.iter().filter_map(|entity| entity.kind.as_deref()).find(|kind| fold(kind) == folded)
}

/// Writes examples to fill in.
fn examples(lang: &str, text: &mut String) {
    let docs = |one: &str, other: &str| {
        format!("docs = [\n  {{ lang = \"{lang}\", text = \"{one}\" }},\n  {{ lang = \"{lang}\", text = \"{other}\" }},\n]\n")
    };
    text.push_str("\n# Two texts that cannot both be right, as your sources would write them.\n[[rule.conflict]]\n");
    text.push_str(&docs("FILL IN: a sentence that answers the question", "FILL IN: a sentence that answers it otherwise"));
    text.push_str("\n# Two texts that look as if they clash, and do not.\n[[rule.agree]]\n");
    text.push_str(&docs("FILL IN: a sentence that answers the question", "FILL IN: another one, which can be true as well"));
}

/// `{ en = ["felled", "cut down"] }`
fn words(request: &RuleRequest, words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| toml_text(word)).collect();
    format!("{{ {} = [{}] }}", request.lang, words.join(", "))
}

fn word(choice: impl ValueEnum) -> String {
    choice.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn explained(over_time: NewOverTime) -> &'static str {
    NewOverTime::EXPLAINED.iter().find(|(choice, _)| *choice == over_time).map_or("", |(_, explained)| explained)
}

/// Makes an id from words: `the-town-of-merle`.
fn slug(text: &str, otherwise: &str) -> String {
    let folded = fold(text);
    let parts = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let id = parts.collect::<Vec<_>>().join("-");
    if id.is_empty() { otherwise.to_owned() } else { id }
}

/// Returns the id, or the first of `id-2`, `id-3` … that is free, and marks it as taken.
fn free(id: &str, taken: &mut BTreeSet<String>) -> String {
    let mut found = id.to_owned();
    let mut number = 1;
    while !taken.insert(found.clone()) {
        number += 1;
        found = format!("{id}-{number}");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_words_are_an_id() {
        assert_eq!(["Le Soir", "l'Été 2024!", "警察"].map(|text| slug(text, "subject")), ["le-soir", "l-ete-2024", "subject"]);
        let mut taken = BTreeSet::from(["town".to_owned()]);
        assert_eq!([free("town", &mut taken), free("town", &mut taken), free("x", &mut taken)], ["town-2", "town-3", "x"]);
    }
}
