//! Rules: read from each file, then checked against the entities of all.

use super::entity::{Entities, Named, check_id, unknown_entity};
use super::kind::{self, Kind, RawKind};
use super::load::RawFile;
use super::model::{AnswerKind, Case, Compares, OverTime, Rule, RuleStatus, Subject, Tolerance, Words};
use super::wanted::{Choices, Number, NumberOf, Wanted};
use super::word_lists::RawWordList;
use super::{case, tolerance, unreachable};
use crate::claim::Lang;
use crate::diagnostic::written::{Item, Mistakes, Place, Spot, Table, did_you_mean};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::id::EntityId;
use crate::span::Span;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use toml::de::DeValue;

const KEYS: [&str; 22] = [
    "id",
    "question",
    "answer",
    "subject",
    "mentions",
    "about",
    "counted",
    "unless",
    "over_time",
    "level",
    "reason",
    "modality",
    "tolerance",
    "unit",
    "limit",
    "distinguish",
    "options",
    "exclusive",
    "among",
    "status",
    "conflict",
    "agree",
];
const ANSWERS: [(&str, AnswerKind); 9] = [
    ("count", AnswerKind::Count),
    ("amount", AnswerKind::Amount),
    ("percentage", AnswerKind::Percentage),
    ("measure", AnswerKind::Measure),
    ("duration", AnswerKind::Duration),
    ("date", AnswerKind::Date),
    ("yes-no", AnswerKind::YesNo),
    ("option", AnswerKind::Option),
    ("name", AnswerKind::Name),
];
const MODALITIES: [(&str, Compares); 2] = [("asserted", Compares::Facts), ("planned", Compares::Plans)];
const LEVELS: [(&str, Level); 3] = [("error", Level::Error), ("warning", Level::Warning), ("note", Level::Note)];
const STATUSES: [(&str, RuleStatus); 4] =
    [("draft", RuleStatus::Draft), ("pilot", RuleStatus::Pilot), ("live", RuleStatus::Live), ("retired", RuleStatus::Retired)];
const OVER_TIME: [(&str, OverTime); 7] = [
    ("constant", OverTime::Constant),
    ("per-year", OverTime::PerYear),
    ("per-month", OverTime::PerMonth),
    ("per-day", OverTime::PerDay),
    ("varies", OverTime::Varies),
    ("grows", OverTime::Grows),
    ("shrinks", OverTime::Shrinks),
];
const OVER_TIME_HELP: &str = "say whether the true answer may change:";
/// The meaning of each, in order.
const OVER_TIME_CHOICES: [&str; 7] = [
    "over_time = \"constant\": it never changes: something happened once",
    "over_time = \"per-year\": each year has its own",
    "over_time = \"per-month\": each month has its own",
    "over_time = \"per-day\": each day has its own",
    "over_time = \"varies\": it changes; only answers about the same time are compared",
    "over_time = \"grows\": it can only become more",
    "over_time = \"shrinks\": it can only become less",
];
/// A description of each kind of answer, in order.
const ANSWER_CHOICES: [&str; 9] = [
    "answer = \"count\": how many: 12 trees",
    "answer = \"amount\": how much money: 3 million euros",
    "answer = \"percentage\": which share: 5 %",
    "answer = \"measure\": how long, heavy, fast …, in a `unit`: 12 km",
    "answer = \"duration\": for how long: three days",
    "answer = \"date\": when: 3 May 2024",
    "answer = \"yes-no\": whether it is so",
    "answer = \"option\": which of some `options`",
    "answer = \"name\": who, or which, `among` some entities",
];
const SUBJECT_HELP: &str = "name a kind of entity, subject = { kind = \"…\" }, or one entity, subject = \"some-id\"";

/// A rule as written in one file.
#[derive(Debug)]
pub(super) struct RawRule {
    id: Option<Spot<String>>,
    question: Option<String>,
    answer: Option<AnswerKind>,
    subject: Option<RawSubject>,
    mentions: Vec<Spot<String>>,
    about: Words,
    counted: Words,
    unless: Words,
    over_time: Option<OverTime>,
    level: Level,
    reason: Option<String>,
    tolerance: Option<Tolerance>,
    compares: Compares,
    kind: RawKind,
    status: RuleStatus,
    cases: Vec<Case>,
    /// Whether it was read without errors.
    sound: bool,
}

#[derive(Debug)]
enum RawSubject {
    Kind(Spot<String>),
    Entity(Spot<String>),
}

/// Reads one `[[rule]]`.
pub(super) fn read(table: Table<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> RawRule {
    let before = mistakes.errors();
    let id = table.get("id").and_then(|item| item.any_text(mistakes));
    if let Some(id) = &id {
        check_id(id.value, id.span, mistakes);
    }
    let whose = id.as_ref().map_or_else(|| "the rule".to_owned(), |id| format!("the rule `{}`", id.value));
    table.only(&KEYS, &[], &whose, mistakes);
    let need = |key, help, mistakes: &mut Mistakes| table.need(key, &whose, help, mistakes);
    need("id", "give it a name of its own: id = \"some-id\"", mistakes);
    let question = need("question", "ask in words: question = \"Did {subject} …?\"", mistakes);
    let question = question.and_then(|item| read_question(item, mistakes));
    let answer = table.need_one_of("answer", &whose, "say what kind of answer it wants:", &ANSWER_CHOICES, mistakes);
    let answer = answer.and_then(|item| item.explained_choice(&ANSWERS, &ANSWER_CHOICES, mistakes));
    let subject = need("subject", SUBJECT_HELP, mistakes).and_then(|item| read_subject(item, mistakes));
    let over_time = table.need_one_of("over_time", &whose, OVER_TIME_HELP, &OVER_TIME_CHOICES, mistakes);
    let over_time = over_time.and_then(|item| item.explained_choice(&OVER_TIME, &OVER_TIME_CHOICES, mistakes));
    match answer {
        // Where neither is there, one of them is needed; words that name a number need no noun.
        Some(AnswerKind::Count) if table.get("about").is_none() => {
            need("counted", "list what is counted: counted = { fr = [\"fois\"] }", mistakes);
        }
        Some(AnswerKind::Count) => {}
        Some(_) => {
            need("about", "list the words that tell that it is so: about = { fr = [\"utilis*\"] }", mistakes);
        }
        None => {}
    }
    if let (Some(item), Some(kind)) = (table.get("counted"), answer)
        && (!kind.is_quantity() || kind == AnswerKind::Duration)
    {
        let message = format!("`counted` means nothing to a rule whose answer is `{}`", kind.word());
        mistakes.push(Diagnostic::warning(Code::UnusedKey, &mistakes.file, item.key_span, message).help("leave it out"));
    }
    let kind = kind::read(table, answer, &whose, languages, mistakes);
    let mut words = |key| table.get(key).map(|item| RawWordList::read(item, languages, mistakes)).unwrap_or_default();
    let (about, counted, unless) = (words("about"), words("counted"), words("unless"));
    for (key, words) in [("about", &about), ("counted", &counted)] {
        if let Some(item) = table.get(key) {
            unreachable::check(item, words, &unless, mistakes);
        }
    }
    let (about, counted, unless) = (about.into_words(), counted.into_words(), unless.into_words());
    let mentions = table
        .get("mentions")
        .map(|item| kind::read_ids(item, "write the ids of entities in brackets: mentions = [\"some-id\"]", mistakes))
        .unwrap_or_default();
    let level = table.get("level").and_then(|item| item.choice(&LEVELS, mistakes)).unwrap_or(Level::Error);
    let status = table.get("status").and_then(|item| item.choice(&STATUSES, mistakes)).unwrap_or_default();
    let reason = table.get("reason").and_then(|item| item.text(mistakes)).map(|reason| reason.value.to_owned());
    let tolerance = table.get("tolerance").and_then(|item| tolerance::read(item, mistakes));
    let compares = table.get("modality").and_then(|item| item.choice(&MODALITIES, mistakes)).unwrap_or_default();
    let mut cases: Vec<Case> = ["conflict", "agree"]
        .iter()
        .filter_map(|key| table.get(key))
        .flat_map(|item| case::read(item, languages, mistakes))
        .collect();
    cases.sort_by_key(|case| case.span);
    RawRule {
        id: id.map(|id| Spot { value: id.value.to_owned(), span: id.span }),
        question,
        answer,
        subject,
        mentions,
        about,
        counted,
        unless,
        over_time,
        level,
        reason,
        tolerance,
        compares,
        kind,
        status,
        cases,
        sound: mistakes.errors() == before,
    }
}

/// Reads the question, whose only placeholder is `{subject}`.
fn read_question(item: Item<'_>, mistakes: &mut Mistakes) -> Option<String> {
    let question = item.text(mistakes)?;
    let mut at = 0;
    while let Some(open) = question.value.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + open;
        let rest = question.value.get(start..).unwrap_or_default();
        let end = start + rest.find('}').map_or(rest.len(), |end| end + 1);
        let place = Span::new(start, end);
        if place.of(question.value) != "{subject}" {
            let span = mistakes.within(&question, place);
            let unknown =
                mistakes.error(Code::UnknownPlaceholder, span, format!("nothing stands for `{}`", place.of(question.value)));
            mistakes.push(unknown.help("only `{subject}` is replaced, by the name of whom the question is asked about"));
        }
        at = end;
    }
    Some(question.value.to_owned())
}

fn read_subject(item: Item<'_>, mistakes: &mut Mistakes) -> Option<RawSubject> {
    let owned = |text: Spot<&str>| Spot { value: text.value.to_owned(), span: text.span };
    match item.value() {
        DeValue::String(_) => item.text(mistakes).map(|id| RawSubject::Entity(owned(id))),
        DeValue::Table(_) => {
            let table = item.table(SUBJECT_HELP, mistakes)?;
            table.only(&["kind"], &[], "a subject", mistakes);
            let kind = table.need("kind", "the subject", SUBJECT_HELP, mistakes)?;
            kind.text(mistakes).map(|kind| RawSubject::Kind(owned(kind)))
        }
        _ => item.wrong("an entity or a kind of entity", SUBJECT_HELP, mistakes),
    }
}

/// Checks the rules of all files against the entities. Rules with a mistake are left out.
pub(super) fn resolve(files: &mut [RawFile], entities: &Entities) -> Vec<Rule> {
    let kinds: BTreeSet<&str> = entities.list.iter().filter_map(|entity| entity.kind.as_deref()).collect();
    let mut places: HashMap<String, Place> = HashMap::new();
    let mut rules = Vec::new();
    for file in files {
        for raw in std::mem::take(&mut file.rules) {
            let before = file.mistakes.errors();
            if let Some(id) = &raw.id {
                if let Some(first) = places.get(&id.value) {
                    let message = format!("two rules are called `{}`", id.value);
                    let twice = file.mistakes.error(Code::DuplicateId, id.span, message);
                    let help = format!("give this one another id, or take it out; the first is at {first}");
                    file.mistakes.push(first.beside(twice, "the first is here").help(help));
                } else {
                    places.insert(id.value.clone(), file.mistakes.place(id.span));
                }
            }
            let subject = raw.subject.as_ref().and_then(|subject| match subject {
                RawSubject::Entity(id) => entity_index(id, entities, &mut file.mistakes).map(Subject::Entity),
                RawSubject::Kind(kind) => {
                    if !kinds.contains(kind.value.as_str()) {
                        if !entities.incomplete && !entities.kinds_incomplete {
                            let unknown = unknown_kind(kind, &kinds, &file.mistakes);
                            file.mistakes.push(unknown);
                        }
                        return None;
                    }
                    Some(Subject::Kind(kind.value.clone()))
                }
            });
            let mentions: Option<Vec<EntityId>> =
                raw.mentions.iter().map(|id| entity_index(id, entities, &mut file.mistakes)).collect();
            let (raw, kind) = raw.resolve_kind(entities, &mut file.mistakes);
            if raw.sound && file.mistakes.errors() == before {
                rules.extend(build(raw, kind, subject, mentions, &file.mistakes));
            }
        }
    }
    rules.sort_by(|one, other| one.id.cmp(&other.id));
    rules
}

fn entity_index(id: &Spot<String>, entities: &Entities, mistakes: &mut Mistakes) -> Option<EntityId> {
    let index = entities.index_of(&id.value);
    if index.is_none() && !entities.incomplete {
        mistakes.push(unknown_entity(id.as_ref(), entities.ids(), entities.called(&id.value), mistakes));
    }
    index
}

fn unknown_kind(kind: &Spot<String>, kinds: &BTreeSet<&str>, mistakes: &Mistakes) -> Diagnostic {
    let unknown = mistakes.error(Code::UnknownKind, kind.span, format!("no entity is of the kind `{}`", kind.value));
    unknown.help(if kinds.is_empty() {
        format!("write kind = \"{}\" under the entities that the question is asked about", kind.value)
    } else {
        did_you_mean(&kind.value, kinds.iter().copied())
    })
}

impl RawRule {
    /// The entities and kinds that it names.
    pub fn names(&self) -> Vec<Named> {
        let subject = self.subject.as_ref().map(|subject| match subject {
            RawSubject::Kind(kind) => Named::Kind(kind.value.clone()),
            RawSubject::Entity(id) => Named::Entity(id.value.clone()),
        });
        let mentions = self.mentions.iter().map(|id| Named::Entity(id.value.clone()));
        subject.into_iter().chain(mentions).chain(self.kind.among()).collect()
    }

    fn resolve_kind(mut self, entities: &Entities, mistakes: &mut Mistakes) -> (Self, Kind) {
        let kind = std::mem::take(&mut self.kind).resolve(entities, mistakes);
        (self, kind)
    }
}

/// Returns the checked rule, if nothing is missing.
fn build(
    raw: RawRule,
    kind: Kind,
    subject: Option<Subject>,
    mentions: Option<Vec<EntityId>>,
    mistakes: &Mistakes,
) -> Option<Rule> {
    let id = raw.id?;
    let choices = Choices { options: kind.options.into(), exclusive: kind.exclusive };
    let number = |of| Some(Wanted::Number(Number { of, limit: kind.limit }));
    let wants = match raw.answer? {
        AnswerKind::Count => number(NumberOf::Count { counted: raw.counted }),
        AnswerKind::Amount => number(NumberOf::Amount { counted: raw.counted, unit: kind.unit }),
        AnswerKind::Percentage => number(NumberOf::Percentage { counted: raw.counted }),
        AnswerKind::Measure => kind.unit.and_then(|unit| number(NumberOf::Measure { counted: raw.counted, unit })),
        AnswerKind::Duration => number(NumberOf::Duration { unit: kind.unit }),
        AnswerKind::Date => Some(Wanted::Date),
        AnswerKind::YesNo => Some(Wanted::YesNo),
        AnswerKind::Option => Some(Wanted::Option(choices)),
        AnswerKind::Name => Some(Wanted::Name(choices)),
    };
    Some(Rule {
        id: id.value,
        question: raw.question?,
        wants: wants?,
        subject: subject?,
        mentions: mentions?,
        about: raw.about,
        unless: raw.unless,
        over_time: raw.over_time?,
        level: raw.level,
        reason: raw.reason,
        tolerance: raw.tolerance,
        compares: raw.compares,
        distinguish: kind.distinguish.into(),
        status: raw.status,
        cases: raw.cases,
        file: Arc::clone(&mistakes.file),
        span: id.span,
    })
}
