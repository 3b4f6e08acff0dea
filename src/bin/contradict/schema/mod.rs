//! `contradict schema`: JSON Schemas of the files that users write, for editors.
//!
//! The types in this folder describe the files and hold no data; their comments are what an editor shows. Tests check that they
//! agree with the readers of the files.

mod lexicon;
mod resolutions;
mod rules;
mod sources;

use crate::args::{Color, SchemaArgs, SchemaOf};
use crate::{exit, output};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// Prints one schema.
pub fn run(args: &SchemaArgs, color: Color) -> anyhow::Result<u8> {
    let schema = match args.of {
        SchemaOf::Rules => plain(of::<rules::RuleFile>()),
        SchemaOf::Sources => plain(of::<sources::SourcesFile>()),
        SchemaOf::Resolutions => plain(of::<resolutions::ResolutionsFile>()),
        SchemaOf::Lexicon => lexicon::schema(),
    };
    output::print(&format!("{}\n", serde_json::to_string_pretty(&schema)?), color)?;
    Ok(exit::CLEAN)
}

/// Editors for TOML know draft 7 best.
fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>()
}

/// TOML has no null: a key that may be missing is one that is not required, and nothing else.
fn plain(schema: Schema) -> Value {
    let mut value = schema.to_value();
    without_null(&mut value);
    value
}

fn without_null(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            if let Some(Value::Array(kinds)) = entries.get_mut("type") {
                kinds.retain(|kind| kind != "null");
                if let [kind] = kinds.as_slice() {
                    let kind = kind.clone();
                    entries.insert("type".to_owned(), kind);
                }
            }
            if let Some(Value::Array(kinds)) = entries.get_mut("enum") {
                kinds.retain(|kind| !kind.is_null());
            }
            if let Some(Value::Array(kinds)) = entries.get_mut("anyOf") {
                kinds.retain(|kind| kind.get("type").is_none_or(|kind| kind != "null"));
                if kinds.len() == 1 {
                    let kinds = entries.remove("anyOf").unwrap_or_default();
                    entries.insert("allOf".to_owned(), kinds);
                }
            }
            // The size of a number in memory does not matter to people.
            if entries.get("format").is_some_and(|format| format != "date") && entries.contains_key("type") {
                entries.remove("format");
            }
            // A line break in the source is not a line break in an editor.
            if let Some(Value::String(text)) = entries.get_mut("description") {
                *text = text.replace('\n', " ");
            }
            entries.values_mut().for_each(without_null);
        }
        Value::Array(items) => items.iter_mut().for_each(without_null),
        _ => {}
    }
}
