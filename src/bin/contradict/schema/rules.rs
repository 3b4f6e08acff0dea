//! The JSON Schema of rule files. The names and the requirements are those of `src/rule/`.
#![allow(dead_code, reason = "the types only describe files; no value of them is made")]

use contradict::rule::Row;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Rules of `contradict`: questions, whom they are asked about, and the words that answer them.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "contradict: rules")]
pub struct RuleFile {
    /// The version of the format: always 1.
    #[schemars(extend("const" = 1))]
    format: u8,
    /// What the file is about, for people.
    title: Option<Text>,
    /// Whom and what the rules speak of: `[entity.some-id]`.
    #[schemars(extend("propertyNames" = {"pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"}))]
    entity: Option<BTreeMap<String, Entity>>,
    /// A question: `[[rule]]`.
    rule: Option<Rules>,
}

/// Questions.
#[derive(JsonSchema)]
struct Rules(#[schemars(length(min = 1))] Vec<Rule>);

/// Somebody or something that has names.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Entity {
    /// What texts call it. The first name is printed.
    names: Words,
    /// Words that stand for it once it has been named: "the council".
    refers: Option<Words>,
    /// What sort of thing it is, in a word of your own: a rule can be asked of each entity of a kind.
    kind: Option<Text>,
    /// The id of the entity that it is part of.
    part_of: Option<Text>,
    /// Whether the documents are about it: sentences that name no other of its kind are. Default: false.
    topic: Option<bool>,
}

/// A question, the words that answer it, and how answers compare.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("allOf" = [
    {"if": {"properties": {"answer": {"const": "count"}}}, "then": {"anyOf": [{"required": ["counted"]}, {"required": ["about"]}]}, "else": {"required": ["about"]}},
    {"if": {"properties": {"answer": {"const": "measure"}}}, "then": {"required": ["unit"]}},
    {"if": {"properties": {"answer": {"const": "option"}}}, "then": {"required": ["options"]}},
    {"if": {"properties": {"answer": {"const": "name"}}}, "then": {"required": ["among"]}}
]))]
struct Rule {
    /// Its name in every output: small letters, digits and hyphens.
    id: Id,
    /// The question in words. `{subject}` gives way to the name of whom it is asked about.
    question: Text,
    /// What kind of answer it wants.
    answer: Answer,
    /// Whom it is asked about: the id of an entity, or `{ kind = "…" }` for each of a kind.
    subject: Subject,
    /// Whether the true answer may change.
    over_time: OverTime,
    /// The words that tell that it happened. Required for all answers but `count`.
    about: Option<Words>,
    /// The words that the number counts. Required for a `count` without `about`.
    counted: Option<Words>,
    /// Entities that must be named nearby, by their ids.
    #[schemars(length(min = 1))]
    mentions: Option<Vec<Text>>,
    /// Words that drop an answer whose clause holds them.
    unless: Option<Words>,
    /// The largest difference that is forgiven: `10`, or a share such as `"5 %"`. Default: none.
    tolerance: Option<Tolerance>,
    /// What is compared: what is said to be so, or what is planned, promised or expected. Default: asserted.
    modality: Option<Modality>,
    /// What a measure is told in: `"km"`, `"km/h"`, `"requests/minute"`. Required for `measure`.
    unit: Option<Text>,
    /// Whether the number inside a bound is the value: "at most 30 days". Default: false.
    limit: Option<bool>,
    /// What an answer can be, each with its words. Required for `option`.
    #[schemars(extend("minProperties" = 0))]
    options: Option<BTreeMap<String, Words>>,
    /// The entities that an answer can be: `{ kind = "…" }`, or a list of ids. Required for `name`.
    among: Option<Among>,
    /// Of what only one can be right: `[["a", "b"]]`, or `"all"`. Default: none.
    exclusive: Option<Exclusive>,
    /// Words that make two right answers differ: `distinguish.vat = { incl = ["…"], excl = ["…"] }`.
    distinguish: Option<BTreeMap<String, Sides>>,
    /// How grave a contradiction is. Default: error.
    level: Option<Level>,
    /// Whether the rule is in force. Default: live.
    status: Option<Status>,
    /// Why the answer matters. It is printed below a conflict.
    reason: Option<Text>,
    /// An example that must clash: `[[rule.conflict]]`.
    #[schemars(length(min = 1))]
    conflict: Option<Vec<Conflict>>,
    /// An example that must not clash: `[[rule.agree]]`.
    #[schemars(length(min = 1))]
    agree: Option<Vec<Agree>>,
}

/// Small letters without accents, digits, and hyphens between them.
#[derive(JsonSchema)]
struct Id(#[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"))] String);

/// Some words.
#[derive(JsonSchema)]
#[schemars(inline)]
struct Text(#[schemars(regex(pattern = r"\S"))] String);

/// Word patterns: a list for every language, or a table with a list for each (`any` for all).
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Words {
    List(Patterns),
    #[schemars(extend("minProperties" = 1, "propertyNames" = {"pattern": "^[a-z]{2,3}$"}))]
    ByLanguage(BTreeMap<String, Patterns>),
}

/// Word patterns: plain words, `tree*` for all that begins so, `(a|b)` for either, `…` for up to five words.
#[derive(JsonSchema)]
struct Patterns(#[schemars(length(min = 1))] Vec<Text>);

/// What kind of answer a question wants.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Answer {
    /// How many.
    Count,
    /// How much money.
    Amount,
    /// Which share.
    Percentage,
    /// How long, heavy or fast, in a `unit`.
    Measure,
    /// For how long.
    Duration,
    /// When.
    Date,
    /// Whether it is so.
    YesNo,
    /// Which of some `options`.
    Option,
    /// Who, or which, `among` some entities.
    Name,
}

/// Whom a question is asked about.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Subject {
    Entity(Text),
    Kind(Kind),
}

/// All entities of a kind.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Kind {
    /// The kind, as the entities have it.
    kind: Text,
}

/// Whether the true answer may change.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum OverTime {
    /// It never changes: something happened once.
    Constant,
    /// Each year has its own.
    PerYear,
    /// Each month has its own.
    PerMonth,
    /// Each day has its own.
    PerDay,
    /// It changes; only answers about the same time are compared.
    Varies,
    /// It can only become more.
    Grows,
    /// It can only become less.
    Shrinks,
}

/// A number in the unit of the answer, or a share in quotes.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Tolerance {
    Absolute(#[schemars(range(min = 0))] f64),
    Share(#[schemars(regex(pattern = r"^\s*\+?[0-9][0-9.,eE]*\s*%\s*$"))] String),
}

/// The entities that an answer can be.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Among {
    Kind(Kind),
    Entities(#[schemars(length(min = 1))] Vec<Text>),
}

/// Of what only one can be right.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Exclusive {
    All(#[schemars(regex(pattern = "^all$"))] String),
    Sets(#[schemars(length(min = 1))] Vec<Set>),
}

/// Ids of options, or of entities.
#[derive(JsonSchema)]
struct Set(#[schemars(length(min = 1))] Vec<Text>);

/// Two sides or more, each with its words.
#[derive(JsonSchema)]
struct Sides(#[schemars(extend("minProperties" = 2))] BTreeMap<String, Words>);

/// How grave a contradiction is. A tension is one level below.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Level {
    /// It fails a run.
    Error,
    /// It fails a run with `--fail-on warning`.
    Warning,
    /// It fails a run with `--fail-on note`.
    Note,
}

/// What a rule compares.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Modality {
    /// What is said to be so.
    Asserted,
    /// What is planned, promised or expected.
    Planned,
}

/// Whether a rule is in force.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Status {
    /// It is being written.
    Draft,
    /// It is on trial: it reports, and never fails a run.
    Pilot,
    /// It is in force.
    Live,
    /// It is kept, and no longer asked.
    Retired,
}

/// An example that must clash.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Conflict {
    /// The texts that are read.
    #[schemars(length(min = 1))]
    docs: Vec<Document>,
    /// How many answers there must be, 2 or more. Default: one or more from each text.
    #[schemars(range(min = 2))]
    answers: Option<u32>,
    /// What it must be, exactly. Default: either.
    verdict: Option<Verdict>,
    /// The row of the table of verdicts that must decide.
    row: Option<RowName>,
    /// What the example shows, for people.
    note: Option<Text>,
}

/// An example that must not clash.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Agree {
    /// The texts that are read.
    #[schemars(length(min = 1))]
    docs: Vec<Document>,
    /// How many answers there must be; 0 says that nothing may be found. Default: one or more from each text.
    answers: Option<u32>,
    /// The row of the table of verdicts that must decide.
    row: Option<RowName>,
    /// What the example shows, for people.
    note: Option<Text>,
}

/// What two answers that clash can be.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Verdict {
    /// They cannot both be true.
    Contradiction,
    /// They may not both be true.
    Tension,
}

/// A text of an example.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Document {
    /// The language that it is in: `en`.
    lang: super::sources::Language,
    /// The words that are read.
    text: Text,
    /// When it was said: 2024-05-02, "2024-05" or "2024".
    date: Option<super::sources::Date>,
    /// Who published it.
    publisher: Option<Text>,
    /// Who speaks in it.
    voice: Option<Text>,
}

/// A row of the table of verdicts.
struct RowName;

impl JsonSchema for RowName {
    fn schema_name() -> Cow<'static, str> {
        "RowName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = Row::ALL.iter().map(|row| row.word()).collect();
        json_schema!({ "type": "string", "enum": words, "description": "A row of the table of verdicts." })
    }
}
