//! What the catalogue says about each rule file, entity and rule, in plain words. Nothing is escaped yet.

use crate::display_text::{listed, one_line, quoted};
use contradict::conflict::Verdict;
use contradict::diagnostic::Level;
use contradict::id::EntityId;
use contradict::rule::{
    AnswerKind, Case, CaseDocument, CaseExpectation, Entity, Number, OverTime, Rule, RuleSet, RuleStatus, Subject, Tolerance,
    Words,
};
use std::collections::BTreeMap;

/// A rule file.
pub struct Pack {
    /// Its title, or its name if it has no title.
    pub title: String,
    /// Its name.
    pub file: String,
    /// The entities that it declares.
    pub entities: Vec<Section>,
    /// The rules that it declares.
    pub rules: Vec<Section>,
}

/// An entity or a rule.
pub struct Section {
    /// Its id.
    pub id: String,
    /// The name of the entity, or the question of the rule.
    pub title: String,
    /// Its properties: label and text.
    pub about: Vec<(&'static str, String)>,
    /// Its examples.
    pub examples: Vec<Example>,
}

/// An example of a rule.
pub struct Example {
    /// Whether it is an example of a conflict.
    pub is_conflict: bool,
    /// What it shows.
    pub shows: String,
    /// The texts.
    pub quotes: Vec<Quote>,
}

/// A text of an example.
pub struct Quote {
    /// The code of its language.
    pub lang: String,
    /// The words.
    pub text: String,
    /// Who says it, and when; empty if the example does not say.
    pub by: String,
}

/// Returns every rule file that declares something, by name.
pub fn packs(rules: &RuleSet) -> Vec<Pack> {
    let mut entities: BTreeMap<&str, Vec<Section>> = BTreeMap::new();
    for entity in &rules.entities {
        entities.entry(&entity.file.name).or_default().push(of_entity(rules, entity));
    }
    let mut questions: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in &rules.rules {
        questions.entry(&rule.file.name).or_default().push(rule);
    }
    let packs = rules.packs.iter().map(|pack| {
        let name = pack.file.name.as_str();
        let mut own = questions.remove(name).unwrap_or_default();
        own.sort_by_key(|rule| rule.span);
        Pack {
            title: one_line(pack.title.as_deref().unwrap_or(name)),
            file: one_line(name),
            entities: entities.remove(name).unwrap_or_default(),
            rules: own.into_iter().map(|rule| of_rule(rules, rule)).collect(),
        }
    });
    packs.filter(|pack| !pack.entities.is_empty() || !pack.rules.is_empty()).collect()
}

fn of_entity(rules: &RuleSet, entity: &Entity) -> Section {
    let mut about = Vec::new();
    about.extend(entity.kind.as_ref().map(|kind| ("Kind", kind.clone())));
    about.push(("Names", by_language(&entity.names)));
    if !entity.refers.patterns.is_empty() {
        about.push(("Also referred to as", by_language(&entity.refers)));
    }
    let whole = entity.part_of.map(|whole| &rules.entities[whole]);
    about.extend(whole.map(|whole| ("Part of", whole.name.clone())));
    section(&entity.id, &entity.name, about, Vec::new())
}

fn of_rule(rules: &RuleSet, rule: &Rule) -> Section {
    let name = |entity: EntityId| rules.entities[entity].name.clone();
    let (placeholder, subject) = match &rule.subject {
        Subject::Entity(entity) => (name(*entity), name(*entity)),
        Subject::Kind(kind) => {
            let of_kind = rules.entities.iter().filter(|entity| entity.kind.as_ref() == Some(kind));
            let names: Vec<String> = of_kind.map(|entity| entity.name.clone()).collect();
            (format!("[{kind}]"), format!("each {kind}: {}", listed(&names)))
        }
    };
    let mut about = vec![("Asks", kind(rule).to_owned()), ("About", subject)];
    if !rule.mentions.is_empty() {
        let names: Vec<String> = rule.mentions.iter().map(|entity| name(*entity)).collect();
        about.push(("Only near", listed(&names)));
    }
    let number = rule.wants.number();
    if let Some(unit) = number.and_then(Number::unit) {
        let of = unit.of.as_deref().unwrap_or("number");
        about.push(("Told in", unit.per.as_ref().map_or(of.to_owned(), |per| format!("{of} per {per}"))));
    }
    if number.is_some_and(|number| number.limit) {
        about.push(("Limit", "the number inside a bound is the value: “at most 30” is a limit of 30".to_owned()));
    }
    if let Some(choices) = rule.wants.choices().filter(|choices| !choices.options.is_empty()) {
        let options: Vec<String> = choices
            .options
            .iter()
            .map(|option| match option.entity {
                Some(entity) => name(entity),
                None => format!("{} ({})", option.id, by_language(&option.words)),
            })
            .collect();
        about.push(("Answers", options.join("; ")));
    }
    for set in rule.wants.choices().into_iter().flat_map(|choices| &choices.exclusive) {
        about.push(("Only one of", listed(&set.iter().cloned().collect::<Vec<_>>())));
    }
    for distinction in &rule.distinguish {
        let sides = distinction.sides.iter().map(|(id, words)| format!("{id} ({})", by_language(words)));
        about.push(("Told apart", format!("{}: {}", distinction.id, sides.collect::<Vec<_>>().join("; "))));
    }
    about.push(("Over time", over_time(rule.over_time).to_owned()));
    about.extend(rule.tolerance.map(|tolerance| ("Forgiven", forgiven(tolerance))));
    about.push(("A contradiction is", level(rule.level).to_owned()));
    about.push(("Status", status(rule.status).to_owned()));
    about.extend(rule.reason.as_ref().map(|reason| ("Why it matters", reason.clone())));
    let examples = rule.cases.iter().map(example).collect();
    section(&rule.id, &rule.question.replace("{subject}", &placeholder), about, examples)
}

fn section(id: &str, title: &str, about: Vec<(&'static str, String)>, examples: Vec<Example>) -> Section {
    let about = about.into_iter().map(|(what, words)| (what, one_line(&words))).collect();
    Section { id: id.to_owned(), title: one_line(title), about, examples }
}

/// `“DJSOC”; fr “police fédérale”, “police belge”`.
fn by_language(words: &Words) -> String {
    let mut lists: Vec<(Option<String>, Vec<String>)> = Vec::new();
    for (lang, pattern) in &words.patterns {
        let (lang, written) = (lang.map(|lang| lang.to_string()), quoted(&pattern.written));
        match lists.iter_mut().find(|(other, _)| *other == lang) {
            Some((_, list)) => list.push(written),
            None => lists.push((lang, vec![written])),
        }
    }
    let lists = lists.into_iter().map(|(lang, list)| match lang {
        Some(lang) => format!("{lang} {}", list.join(", ")),
        None => list.join(", "),
    });
    lists.collect::<Vec<_>>().join("; ")
}

fn example(case: &Case) -> Example {
    let one = case.documents.len() == 1;
    let mut shows = match (&case.expect, case.answers) {
        (CaseExpectation::Agree, Some(0)) => if one { "This answers nothing" } else { "These answer nothing" }.to_owned(),
        (CaseExpectation::Agree, _) => if one { "This is no conflict" } else { "These are no conflict" }.to_owned(),
        (CaseExpectation::Conflict(None), _) => "These cannot, or can hardly, all be right".to_owned(),
        (CaseExpectation::Conflict(Some(verdict)), _) => match verdict {
            Verdict::Tension => "These can hardly all be right (a tension)".to_owned(),
            _ => format!("These cannot all be right (a {verdict})"),
        },
    };
    if let Some(note) = &case.note {
        shows.push_str(&format!(": {}", note.trim_end().trim_end_matches('.')));
    }
    let is_conflict = case.expect != CaseExpectation::Agree;
    Example { is_conflict, shows: one_line(&shows), quotes: case.documents.iter().map(quote).collect() }
}

fn quote(source: &CaseDocument) -> Quote {
    let date = source.date.map(|date| date.to_string());
    let by: Vec<String> = [source.voice.clone(), source.publisher.clone(), date].into_iter().flatten().collect();
    Quote { lang: source.lang.to_string(), text: one_line(&source.text), by: one_line(&by.join(", ")) }
}

const fn kind(rule: &Rule) -> &'static str {
    match rule.wants.kind() {
        AnswerKind::Count => "how many (a count)",
        AnswerKind::Amount => "how much money (an amount)",
        AnswerKind::Percentage => "which share (a percentage)",
        AnswerKind::Measure => "how much (a measure)",
        AnswerKind::Duration => "how long (a duration)",
        AnswerKind::Date => "when (a date)",
        AnswerKind::YesNo => "whether (yes or no)",
        AnswerKind::Option => "which (one or more of several)",
        AnswerKind::Name => "who (one or more of several)",
    }
}

const fn over_time(over_time: OverTime) -> &'static str {
    match over_time {
        OverTime::Constant => "there is one truth, for ever: when something was said does not matter",
        OverTime::PerYear => "each year has a true answer of its own",
        OverTime::PerMonth => "each month has a true answer of its own",
        OverTime::PerDay => "each day has a true answer of its own",
        OverTime::Varies => "it goes up and down: only answers that state the same time can contradict each other",
        OverTime::Grows => "it only becomes more: a later answer may be higher, but not lower",
        OverTime::Shrinks => "it only becomes less: a later answer may be lower, but not higher",
    }
}

fn forgiven(tolerance: Tolerance) -> String {
    match tolerance {
        Tolerance::Absolute(gap) => format!("a difference of up to {}", gap.normalize()),
        Tolerance::Share(share) => {
            let percent = share.checked_mul(100.into()).unwrap_or(share).normalize();
            format!("a difference of up to {percent} % of the larger value")
        }
    }
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "an error",
        Level::Warning => "a warning",
        Level::Note => "a note",
    }
}

const fn status(status: RuleStatus) -> &'static str {
    match status {
        RuleStatus::Draft => "draft: being written, and not asked",
        RuleStatus::Pilot => "pilot: on trial, reported but never failing a run",
        RuleStatus::Live => "live: in force",
        RuleStatus::Retired => "retired: kept for the record, and not asked",
    }
}
