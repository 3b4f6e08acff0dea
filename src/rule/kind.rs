//! The keys that only some kinds of answer have: units, options, sides.

use super::entity::{Entities, Named, unknown_entity};
use super::model::{AnswerKind, Distinction, RuleOption, RuleUnit, Words};
use super::shared::{Clash, SharedWords};
use super::word_lists::RawWordList;
use crate::claim::Lang;
use crate::diagnostic::written::{Item, Mistakes, Spot, Table, did_you_mean};
use crate::diagnostic::{Code, Diagnostic};
use crate::id::EntityId;
use crate::lexicon::{UnitInfo, Units};
use crate::span::{InToml, Span};
use std::collections::BTreeSet;
use toml::de::DeValue;

/// The keys in this file, with the kinds of answer that use them.
pub(super) const KEYS: [(&str, &[AnswerKind]); 6] = [
    ("unit", &[AnswerKind::Measure, AnswerKind::Amount, AnswerKind::Duration]),
    ("limit", &[AnswerKind::Count, AnswerKind::Amount, AnswerKind::Percentage, AnswerKind::Measure, AnswerKind::Duration]),
    ("tolerance", &[AnswerKind::Count, AnswerKind::Amount, AnswerKind::Percentage, AnswerKind::Measure, AnswerKind::Duration]),
    ("options", &[AnswerKind::Option]),
    ("among", &[AnswerKind::Name]),
    ("exclusive", &[AnswerKind::Option, AnswerKind::Name]),
];

const UNIT_HELP: &str = "write a unit, as \"km\", \"kWh\" or \"EUR\", or a rate, as \"km/h\" or \"requests/minute\"";
const OPTIONS_HELP: &str = "list the options, each with its words: options.some-id = [\"…\"]";
const AMONG_HELP: &str = "name a kind of entity, among = { kind = \"…\" }, or some entities, among = [\"some-id\"]";
const EXCLUSIVE_HELP: &str = "list those of which only one can be right: exclusive = [[\"a\", \"b\"]], or exclusive = \"all\"";
const DISTINGUISH_HELP: &str =
    "name what differs, its sides and their words: distinguish.vat = { incl = [\"with tax\"], excl = [\"without tax\"] }";

/// These keys as written in one file.
#[derive(Debug, Default)]
pub(super) struct RawKind {
    unit: Option<RuleUnit>,
    limit: bool,
    distinguish: Vec<Distinction>,
    options: Vec<RuleOption>,
    among: Option<Among>,
    exclusive: Option<Exclusive>,
}

#[derive(Debug)]
enum Among {
    Kind(Spot<String>),
    Entities(Vec<Spot<String>>),
}

#[derive(Debug)]
enum Exclusive {
    All,
    Sets(Vec<ExclusiveSet>),
}

/// Ids of which only one can be right, and the place of the list.
#[derive(Debug)]
struct ExclusiveSet {
    span: Span<InToml>,
    ids: Vec<Spot<String>>,
    /// Whether each item could be read, and there is at least one.
    sound: bool,
}

/// The same, checked against the entities of all files.
pub(super) struct Kind {
    pub unit: Option<RuleUnit>,
    pub limit: bool,
    pub distinguish: Vec<Distinction>,
    pub options: Vec<RuleOption>,
    pub exclusive: Vec<BTreeSet<String>>,
}

/// Reads the keys of a rule whose kind of answer is `answer`.
pub(super) fn read(
    table: Table<'_>,
    answer: Option<AnswerKind>,
    whose: &str,
    languages: &[Lang],
    mistakes: &mut Mistakes,
) -> RawKind {
    for (key, kinds) in KEYS {
        if let (Some(item), Some(answer)) = (table.get(key), answer)
            && !kinds.contains(&answer)
        {
            let message = format!("`{key}` means nothing to a rule whose answer is `{}`", answer.word());
            mistakes.push(Diagnostic::warning(Code::UnusedKey, &mistakes.file, item.key_span, message).help("leave it out"));
        }
    }
    match answer {
        Some(AnswerKind::Measure) => {
            table.need("unit", whose, UNIT_HELP, mistakes);
        }
        Some(AnswerKind::Option) => {
            table.need("options", whose, OPTIONS_HELP, mistakes);
        }
        Some(AnswerKind::Name) => {
            table.need("among", whose, AMONG_HELP, mistakes);
        }
        _ => {}
    }
    RawKind {
        unit: table.get("unit").and_then(|item| read_unit(item, answer, mistakes)),
        limit: table.get("limit").and_then(|item| item.yes_or_no(mistakes)).unwrap_or_default(),
        distinguish: table.get("distinguish").map(|item| read_distinctions(item, languages, mistakes)).unwrap_or_default(),
        options: table.get("options").map(|item| read_options(item, languages, mistakes)).unwrap_or_default(),
        among: table.get("among").and_then(|item| read_among(item, mistakes)),
        exclusive: table.get("exclusive").and_then(|item| read_exclusive(item, mistakes)),
    }
}

/// `unit = name [ "/" name ]`, the unit that the answer measures in
fn read_unit(item: Item<'_>, answer: Option<AnswerKind>, mistakes: &mut Mistakes) -> Option<RuleUnit> {
    let unit = read_any_unit(item, mistakes)?;
    let units = Units::carried();
    let of = unit.of.as_deref().and_then(|id| units.get(id));
    let (fits, help) = match answer {
        Some(AnswerKind::Amount) => (
            of.is_some_and(|unit| unit.is_currency || unit.part.is_some()),
            "an amount is money: write a currency, as \"EUR\"; for what is measured otherwise, write answer = \"measure\"",
        ),
        Some(AnswerKind::Duration) => (
            unit.per.is_none() && of.is_some_and(|unit| UnitInfo::is_time(unit)),
            "a duration is a time: write \"hour\", \"day\" or \"year\"; for what is measured otherwise, write answer = \"measure\"",
        ),
        _ => return Some(unit),
    };
    if !fits {
        let written = item.text(mistakes).map_or("", |written| written.value);
        let kind = answer.map_or("", AnswerKind::word);
        let message = format!("`{written}` is no unit of an answer that is `{kind}`");
        mistakes.push(mistakes.error(Code::UnknownUnit, item.span, message).help(help));
        return None;
    }
    Some(unit)
}

fn read_any_unit(item: Item<'_>, mistakes: &mut Mistakes) -> Option<RuleUnit> {
    let written = item.text(mistakes)?;
    let units = Units::carried();
    let (of, per) = match written.value.split_once('/') {
        Some((of, per)) => (of.trim(), Some(per.trim())),
        None => (written.value.trim(), None),
    };
    let unknown = |name: &str, mistakes: &mut Mistakes| {
        let unknown = mistakes.error(Code::UnknownUnit, item.span, format!("there is no unit `{name}`"));
        mistakes.push(unknown.help(match units.meant(name) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => UNIT_HELP.to_owned(),
        }));
    };
    let per = match per {
        None => None,
        Some(per) => match units.named(per) {
            Some(unit) => Some(unit.id.clone()),
            None => {
                unknown(per, mistakes);
                return None;
            }
        },
    };
    match units.named(of) {
        Some(unit) => Some(RuleUnit { of: Some(unit.id.clone()), per }),
        // "Requests/minute": things that are counted have no unit.
        None if per.is_some() => {
            if let Some(meant) = units.meant(of) {
                let message = format!("`{of}` is no unit, and is taken for the name of what is counted");
                let slip = Diagnostic::warning(Code::UnknownUnit, &mistakes.file, item.span, message);
                mistakes.push(slip.help(format!("if a unit is meant: did you mean `{meant}`?")));
            }
            Some(RuleUnit { of: None, per })
        }
        None => {
            unknown(of, mistakes);
            None
        }
    }
}

fn read_distinctions(item: Item<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> Vec<Distinction> {
    let Some(table) = item.table(DISTINGUISH_HELP, mistakes) else { return Vec::new() };
    let mut distinctions = Vec::new();
    for item in table.items() {
        let Some(sides) = item.table(DISTINGUISH_HELP, mistakes) else { continue };
        let sides: Vec<_> = sides
            .items()
            .into_iter()
            .map(|side| (side.key.to_owned(), RawWordList::read(side, languages, mistakes).into_words()))
            .collect();
        if sides.len() < 2 {
            let single = mistakes.error(Code::SingleSide, item.span, format!("`{}` needs two sides or more", item.key));
            mistakes.push(single.help(DISTINGUISH_HELP));
        }
        distinctions.push(Distinction { id: item.key.to_owned(), sides: sides.into() });
    }
    distinctions
}

fn read_options(item: Item<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> Vec<RuleOption> {
    let Some(table) = item.table(OPTIONS_HELP, mistakes) else { return Vec::new() };
    let mut shared = SharedWords::default();
    let options = table.items().into_iter().map(|item| {
        let words = RawWordList::read(item, languages, mistakes);
        for Clash { words, span, owner, at } in shared.add((item.key, None), &words, mistakes) {
            let message = format!("the words `{words}` already stand for the option `{owner}`");
            let error = mistakes
                .error(Code::SharedName, span, message)
                .label(format!("no text can tell `{}` from `{owner}`", item.key))
                .help(format!("keep them in one of the two; the first is at {at}"));
            mistakes.push(at.beside(error, "the first is here"));
        }
        RuleOption { id: item.key.to_owned(), words: words.into_words(), entity: None }
    });
    options.collect()
}

fn read_among(item: Item<'_>, mistakes: &mut Mistakes) -> Option<Among> {
    match item.value() {
        DeValue::Array(_) => Some(Among::Entities(read_ids(item, AMONG_HELP, mistakes))),
        DeValue::Table(_) => {
            let table = item.table(AMONG_HELP, mistakes)?;
            table.only(&["kind"], &[], "`among`", mistakes);
            let kind = table.need("kind", "`among`", AMONG_HELP, mistakes)?.text(mistakes)?;
            Some(Among::Kind(Spot { value: kind.value.to_owned(), span: kind.span }))
        }
        _ => item.wrong("a kind of entity or a list of entities", AMONG_HELP, mistakes),
    }
}

fn read_exclusive(item: Item<'_>, mistakes: &mut Mistakes) -> Option<Exclusive> {
    match item.value() {
        DeValue::String(_) => item.choice(&[("all", ())], mistakes).map(|()| Exclusive::All),
        DeValue::Array(_) => {
            let sets = item.list(EXCLUSIVE_HELP, mistakes)?;
            if !sets.is_empty() && sets.iter().all(|set| matches!(set.value(), DeValue::String(_))) {
                let ids = read_ids(item, EXCLUSIVE_HELP, mistakes);
                let ids: Vec<String> = ids.iter().map(|id| format!("\"{}\"", id.value)).collect();
                let message = "`exclusive` must be a list of lists, and this is a list of texts";
                let wrong = mistakes.error(Code::WrongType, item.span, message);
                mistakes
                    .push(wrong.help(format!("put it between square brackets once more: exclusive = [[{}]]", ids.join(", "))));
                return None;
            }
            let mut read = |set: Item<'_>| {
                let ids = read_ids(set, EXCLUSIVE_HELP, mistakes);
                let sound = !ids.is_empty() && ids.len() == set.items().len();
                ExclusiveSet { span: set.span, ids, sound }
            };
            Some(Exclusive::Sets(sets.into_iter().map(&mut read).collect()))
        }
        _ => item.wrong("a list of lists, or \"all\"", EXCLUSIVE_HELP, mistakes),
    }
}

/// A list of ids.
pub(super) fn read_ids(item: Item<'_>, help: &str, mistakes: &mut Mistakes) -> Vec<Spot<String>> {
    let items = item.list(help, mistakes).unwrap_or_default();
    let texts = items.into_iter().filter_map(|item| item.text(mistakes));
    texts.map(|id| Spot { value: id.value.to_owned(), span: id.span }).collect()
}

impl RawKind {
    /// The entities, or the kind, that answers are chosen from.
    pub fn among(&self) -> Vec<Named> {
        match &self.among {
            None => Vec::new(),
            Some(Among::Kind(kind)) => vec![Named::Kind(kind.value.clone())],
            Some(Among::Entities(ids)) => ids.iter().map(|id| Named::Entity(id.value.clone())).collect(),
        }
    }

    /// Checks it against the entities of all files.
    pub fn resolve(self, entities: &Entities, mistakes: &mut Mistakes) -> Kind {
        let mut options = self.options;
        let mut candidate = |index: EntityId| {
            options.push(RuleOption { id: entities.list[index].id.clone(), words: Words::default(), entity: Some(index) });
        };
        match self.among {
            Some(Among::Kind(kind)) => {
                let of_kind = |index: &EntityId| entities.list[*index].kind.as_deref() == Some(kind.value.as_str());
                let found: Vec<EntityId> = entities.list.ids().filter(of_kind).collect();
                if found.is_empty() && !entities.incomplete && !entities.kinds_incomplete {
                    let message = format!("no entity is of the kind `{}`", kind.value);
                    let kinds: BTreeSet<&str> = entities.list.iter().filter_map(|entity| entity.kind.as_deref()).collect();
                    let unknown = mistakes.error(Code::UnknownKind, kind.span, message);
                    mistakes.push(unknown.help(did_you_mean(&kind.value, kinds.iter().copied())));
                }
                found.into_iter().for_each(&mut candidate);
            }
            Some(Among::Entities(ids)) => {
                for id in ids {
                    match entities.index_of(&id.value) {
                        Some(index) => candidate(index),
                        None if entities.incomplete => {}
                        None => {
                            let unknown = unknown_entity(id.as_ref(), entities.ids(), entities.called(&id.value), mistakes);
                            mistakes.push(unknown);
                        }
                    }
                }
            }
            None => {}
        }
        let known: BTreeSet<String> = options.iter().map(|option| option.id.clone()).collect();
        let exclusive = match self.exclusive {
            None => Vec::new(),
            Some(Exclusive::All) => vec![known],
            Some(Exclusive::Sets(sets)) => {
                let different = |set: &ExclusiveSet| set.ids.iter().map(|id| &id.value).collect::<BTreeSet<_>>().len();
                for set in sets.iter().filter(|set| set.sound && different(set) < 2) {
                    let message = "a group of `exclusive` needs two different ones or more, as nothing excludes itself";
                    mistakes.push(mistakes.error(Code::SingleSide, set.span, message).help(EXCLUSIVE_HELP));
                }
                let ids = sets.iter().flat_map(|set| &set.ids);
                for id in ids.filter(|id| !known.contains(&id.value) && !entities.incomplete) {
                    let unknown = mistakes.error(Code::UnknownOption, id.span, format!("no option is called `{}`", id.value));
                    mistakes.push(unknown.help(did_you_mean(&id.value, known.iter().map(String::as_str))));
                }
                sets.into_iter().map(|set| set.ids.into_iter().map(|id| id.value).collect()).collect()
            }
        };
        Kind { unit: self.unit, limit: self.limit, distinguish: self.distinguish, options, exclusive }
    }
}
