//! The fields of each kind of file as JSON Schema, made from the structs that parse them, so that an
//! editor completes and checks front matter while somebody types.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::format;

/// Where the schemas say they live. Nothing is fetched from there: an editor is given the file.
const HOME: &str = "https://minutebook.example/schema/1";

/// The schema of an agenda item's front matter.
pub fn item() -> Value {
    published::<format::Item>("item", "An agenda item", closed_needs_reason())
}

/// The schema of a meeting's front matter.
pub fn meeting() -> Value {
    published::<format::Meeting>("meeting", "A meeting", json!({}))
}

/// The schema of a body's front matter.
pub fn body() -> Value {
    published::<format::Body>("body", "A committee or other body", json!({}))
}

/// The schema of a person's front matter.
pub fn person() -> Value {
    published::<format::Person>("person", "A person", json!({}))
}

/// The schema of a plain page's front matter.
pub fn page() -> Value {
    published::<format::Page>("page", "A plain page", json!({}))
}

/// The schema of `site.yaml`.
pub fn site() -> Value {
    published::<format::Site>("site", "The site", json!({}))
}

/// Every schema with its name, as its file is called before `.schema.json`.
pub fn all() -> [(&'static str, Value); 6] {
    [
        ("item", item()),
        ("meeting", meeting()),
        ("body", body()),
        ("person", person()),
        ("page", page()),
        ("site", site()),
    ]
}

/// The bare schema of a struct of [`mod@format`]: what its fields are, without rules between fields.
pub(super) fn of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12();
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    refuse_empty(&mut schema);
    schema
}

fn published<T: JsonSchema>(name: &str, title: &str, rules: Value) -> Value {
    let Value::Object(made) = of::<T>() else { return Value::Bool(true) };
    let mut schema = serde_json::Map::new();
    schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    schema.insert("$id".into(), format!("{HOME}/{name}.schema.json").into());
    schema.insert("title".into(), title.into());
    for (key, mut value) in made.into_iter().chain(rules.as_object().cloned().unwrap_or_default()) {
        if key == "$defs"
            && let Some(document) = value.get_mut("Document").and_then(Value::as_object_mut)
        {
            document.extend(closed_needs_reason().as_object().cloned().unwrap_or_default());
        }
        schema.entry(key).or_insert(value);
    }
    Value::Object(schema)
}

/// `access: exempt` asks for the paragraphs, `access: confidential` for the reason.
fn closed_needs_reason() -> Value {
    let when = |access: &str, needed: Value| {
        json!({
            "if": { "properties": { "access": { "const": access } }, "required": ["access"] },
            "then": { "required": ["exempt"], "properties": { "exempt": needed } },
        })
    };
    json!({
        "allOf": [
            when("exempt", json!({
                "required": ["paragraphs"],
                "properties": { "paragraphs": { "minItems": 1 } },
            })),
            when("confidential", json!({ "required": ["reason"] })),
        ]
    })
}

/// An absent field is left out, never written as `null`: takes `null` out of every type, and the
/// defaults, which are the program's own affair, out of every field.
fn refuse_empty(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Array(types)) = fields.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    fields.insert("type".into(), only);
                }
            }
            if let Some(Value::Array(options)) = fields.get_mut("anyOf") {
                options.retain(|option| option.get("type") != Some(&Value::from("null")));
                if let [Value::Object(only)] = options.as_slice() {
                    let only = only.clone();
                    fields.shift_remove("anyOf");
                    fields.extend(only);
                }
            }
            // `uint8` and `uint32` are no formats of JSON Schema; their limits are.
            if fields.get("format").and_then(Value::as_str).is_some_and(|f| f.starts_with("uint")) {
                fields.shift_remove("format");
                fields.entry("maximum").or_insert(u32::MAX.into());
            }
            if fields.get("default").is_some_and(|value| value.is_array() || value.is_null()) {
                fields.shift_remove("default");
            }
            fields.values_mut().for_each(refuse_empty);
        }
        Value::Array(entries) => entries.iter_mut().for_each(refuse_empty),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
