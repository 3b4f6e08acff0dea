//! The JSON Schema of `resolutions.toml`. The names and the requirements are those of `src/resolution/load.rs`.
#![allow(dead_code, reason = "the types only describe files; no value of them is made")]

use schemars::JsonSchema;
use std::collections::BTreeMap;

/// What people decided about conflicts between the sources.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "contradict: resolutions.toml")]
pub struct ResolutionsFile {
    /// A decision: `[[resolution]]`.
    resolution: Option<Vec<Resolution>>,
}

/// A decision about one conflict.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Resolution {
    /// The conflict, as `contradict check` prints it: `rule/subject`.
    conflict: Text,
    /// The values that were on the table: "78", "101..500", "yes".
    #[schemars(length(min = 1))]
    values: Vec<Text>,
    /// What was decided.
    outcome: Outcome,
    /// Of a settled conflict, the value that holds: one of `values`.
    holds: Option<Text>,
    /// Why, for whoever reads it next.
    reason: Text,
    /// Who decided.
    by: Text,
    /// The day on which it was decided: 2026-11-21.
    decided: Day,
    /// The last day on which it counts. Default: it counts for ever.
    expires: Option<Day>,
    /// Who gave which value when it was decided. `contradict resolve` writes it, to notice who changes sides.
    voices: Option<BTreeMap<String, Vec<Text>>>,
}

/// What was decided.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Outcome {
    /// One of the values holds.
    Settled,
    /// A later value replaces an earlier one.
    Superseded,
    /// The values are about different things.
    DifferentScope,
    /// The values are about different times.
    DifferentPeriod,
    /// The program misread a source.
    ExtractionError,
    /// It is known, and stays open.
    AcceptedOpen,
}

/// Some words.
#[derive(JsonSchema)]
#[schemars(inline)]
struct Text(#[schemars(regex(pattern = r"\S"))] String);

/// A day: 2026-11-21.
#[derive(JsonSchema)]
struct Day(#[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))] String);
