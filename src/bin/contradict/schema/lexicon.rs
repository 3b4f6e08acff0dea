//! The JSON Schema of lexicons, made from the same table of keys that lexicons are checked against.

use contradict::lexicon::Units;
use contradict::lexicon::shape::{Key, Keys, LEXICON, Pairs, Shape};
use serde_json::{Map, Value, json};

/// The schema of a lexicon.
pub fn schema() -> Value {
    let mut schema = table(LEXICON);
    if let Value::Object(entries) = &mut schema {
        entries.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        entries.insert("title".to_owned(), json!("contradict: a lexicon"));
        entries.insert("description".to_owned(), json!("The words of a language: all that the grammars know of it."));
    }
    schema
}

fn table(keys: &[Key]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut value = of(key.shape);
        if let Value::Object(entries) = &mut value {
            entries.insert("description".to_owned(), json!(about(key)));
        }
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> = keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

/// What a key is for, as a sentence.
fn about(key: &Key) -> String {
    let mut letters = key.about.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

fn of(shape: Shape) -> Value {
    let text = json!({ "type": "string", "pattern": r"\S" });
    match shape {
        Shape::Format => json!({ "type": "integer", "const": 1 }),
        Shape::Language => json!({ "type": "string", "pattern": "^[a-z]{2,3}$" }),
        Shape::Text | Shape::Pattern => text,
        Shape::Ending => json!({ "type": "string" }),
        Shape::Sign => json!({ "type": "string", "minLength": 1, "maxLength": 1 }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Number(least, i64::MAX) => json!({ "type": "integer", "minimum": least }),
        Shape::Number(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Shape::Pair(pair) => {
            let [first, second] = ends(pair);
            json!({ "type": "array", "items": [first, second], "minItems": 2, "maxItems": 2 })
        }
        Shape::Choice(words) => json!({ "type": "string", "enum": words }),
        Shape::List(inner) => json!({ "type": "array", "items": of(*inner) }),
        Shape::Tables(keys) => json!({ "type": "array", "items": table(keys) }),
        Shape::Table(keys) => table(keys),
        Shape::Map(Keys::Units, inner) => {
            let ids: Vec<&str> = Units::carried().ids().collect();
            json!({ "type": "object", "propertyNames": { "enum": ids }, "additionalProperties": of(*inner) })
        }
        Shape::Map(_, inner) => {
            json!({ "type": "object", "propertyNames": { "pattern": r"\S" }, "additionalProperties": of(*inner) })
        }
        Shape::Feasts(keys) => {
            let mut feast = table(keys);
            if let Value::Object(entries) = &mut feast {
                entries.insert(
                    "oneOf".to_owned(),
                    json!([
                        { "required": ["easter"], "maxProperties": 1 },
                        { "required": ["month", "day"], "maxProperties": 2 },
                        { "required": ["month", "weekday", "nth"], "not": { "anyOf": [{ "required": ["day"] }, { "required": ["easter"] }] } }
                    ]),
                );
            }
            json!({ "type": "object", "additionalProperties": feast })
        }
    }
}

/// What each of two numbers can be, as far as that can be said of each alone.
fn ends(pair: Pairs) -> [Value; 2] {
    let from = |least: i64| json!({ "type": "integer", "minimum": least });
    let between = |least: i64, most: i64| json!({ "type": "integer", "minimum": least, "maximum": most });
    match pair {
        Pairs::Tens => [from(0), between(0, 255)],
        Pairs::Fraction => [from(1), from(1)],
        Pairs::Shares => [between(-100, 0), between(0, 1_000_000)],
        Pairs::Rising => [from(0), from(0)],
        Pairs::Months => [between(1, 12), between(1, 12)],
    }
}
