//! Schemas made from the structs that are written, so that the two cannot drift.

use schemars::consts::meta_schemas::DRAFT2020_12;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, json_schema};

/// The schema (draft 2020-12) of a list of records, as the bytes of its file.
pub(super) fn of_list<R: JsonSchema>(title: &str) -> Vec<u8> {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let items = generator.subschema_for::<R>();
    let schema = json_schema!({
        "$schema": DRAFT2020_12,
        "title": title,
        "type": "array",
        "items": items,
        "$defs": generator.take_definitions(true),
    });
    // The indented form; unlike a writer's, its result cannot be a failure.
    format!("{:#}\n", schema.as_value()).into_bytes()
}
