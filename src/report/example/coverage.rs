//! Finds which parts of the rules no example uses.

use super::run::document;
use crate::answer::{Reader, WordList};
use crate::claim::Lang;
use crate::diagnostic::UserFile;
use crate::id::RuleId;
use crate::rule::{Case, CaseExpectation, Number, Rule, RuleSet, RuleStatus, Words};
use crate::span::Location;
use serde::Serialize;
use std::collections::BTreeSet;

/// Which parts of the rules the examples use.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ExampleCoverage {
    /// The live rules without an example of a conflict, or without one of agreement.
    pub lacking: Vec<Lacking>,
    /// The number of patterns in rules and entities.
    pub patterns: usize,
    /// The patterns that no example uses.
    pub unused: Vec<UnusedPattern>,
}

/// A live rule that lacks examples.
#[derive(Clone, Debug, Serialize)]
pub struct Lacking {
    /// Its id.
    pub rule: String,
    /// Whether it has an example of a conflict.
    pub conflict: bool,
    /// Whether it has an example of agreement.
    pub agree: bool,
    /// The rule file.
    pub file: String,
    /// The place of its id.
    #[serde(flatten)]
    pub location: Location,
}

/// A pattern that no example uses.
#[derive(Clone, Debug, Serialize)]
pub struct UnusedPattern {
    /// The pattern as written.
    pub pattern: String,
    /// Its language; none means any.
    pub lang: Option<Lang>,
    /// The key that lists it: `about`, `names` …
    pub key: String,
    /// The id of the rule or the entity.
    pub of: String,
    /// The rule file.
    pub file: String,
    /// Its place.
    #[serde(flatten)]
    pub location: Location,
}

impl ExampleCoverage {
    /// The words of an example that count for the rule at `rule`: those of the rule, and those of entities.
    pub fn words(reader: &Reader<'_>, rule: RuleId, case: &Case) -> BTreeSet<(WordList, usize)> {
        let texts = case.documents.iter().enumerate();
        let found = texts.flat_map(|(index, text)| reader.words_in(&document(index, case.documents.len(), text)));
        found.filter(|(list, _)| rule_of(*list).is_none_or(|own| own == rule)).collect()
    }

    /// Returns what remains, if `seen` are the [`ExampleCoverage::words`] of all examples.
    pub fn new(rules: &RuleSet, seen: &BTreeSet<(WordList, usize)>) -> ExampleCoverage {
        let mut coverage = ExampleCoverage::default();
        let asked = |rule: &&Rule| rule.status.is_asked();
        let live = rules.rules.iter().filter(|rule| rule.status == RuleStatus::Live);
        coverage.lacking.extend(live.filter_map(lacking));
        for (index, entity) in rules.entities.enumerate() {
            coverage.look(&entity.names, WordList::Names(index), ("names", &entity.id), &entity.file, seen);
            coverage.look(&entity.refers, WordList::Refers(index), ("refers", &entity.id), &entity.file, seen);
        }
        for (index, rule) in rules.rules.enumerate().filter(|(_, rule)| asked(rule)) {
            let mut look = |words, list, key: &str| coverage.look(words, list, (key, &rule.id), &rule.file, seen);
            look(&rule.about, WordList::About(index), "about");
            if let Some(counted) = rule.wants.number().and_then(Number::counted) {
                look(counted, WordList::Counted(index), "counted");
            }
            look(&rule.unless, WordList::Unless(index), "unless");
            for (option, choice) in rule.wants.choices().into_iter().flat_map(|choices| choices.options.enumerate()) {
                look(&choice.words, WordList::Option(index, option), &format!("options.{}", choice.id));
            }
            for (number, distinction) in rule.distinguish.enumerate() {
                for (side, (id, words)) in distinction.sides.enumerate() {
                    let key = format!("distinguish.{}.{id}", distinction.id);
                    look(words, WordList::Side(index, number, side), &key);
                }
            }
        }
        coverage.unused.sort_by(|one, other| {
            let place = |unused: &UnusedPattern| (unused.location.line, unused.location.column);
            one.file.cmp(&other.file).then_with(|| place(one).cmp(&place(other)))
        });
        coverage
    }

    fn look(
        &mut self,
        words: &Words,
        list: WordList,
        (key, of): (&str, &str),
        file: &UserFile,
        seen: &BTreeSet<(WordList, usize)>,
    ) {
        for (number, ((lang, pattern), place)) in words.patterns.iter().zip(&words.places).enumerate() {
            self.patterns += 1;
            if !seen.contains(&(list, number)) {
                self.unused.push(UnusedPattern {
                    pattern: pattern.written.clone(),
                    lang: *lang,
                    key: key.to_owned(),
                    of: of.to_owned(),
                    file: file.name.clone(),
                    location: file.locate(*place),
                });
            }
        }
    }
}

/// Returns the rule that a list belongs to; none for a list of an entity.
const fn rule_of(list: WordList) -> Option<RuleId> {
    match list {
        WordList::Names(_) | WordList::Refers(_) => None,
        WordList::About(rule)
        | WordList::Counted(rule)
        | WordList::Unless(rule)
        | WordList::Option(rule, _)
        | WordList::Side(rule, ..) => Some(rule),
    }
}

fn lacking(rule: &Rule) -> Option<Lacking> {
    let agree = rule.cases.iter().any(|case| case.expect == CaseExpectation::Agree);
    let conflict = rule.cases.iter().any(|case| case.expect != CaseExpectation::Agree);
    let (file, location) = (rule.file.name.clone(), rule.file.locate(rule.span));
    (!agree || !conflict).then(|| Lacking { rule: rule.id.clone(), conflict, agree, file, location })
}
