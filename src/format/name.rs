//! A person as officers write one: a plain name, or a name with further fields.

use std::fmt;
use std::marker::PhantomData;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::text::Text;

/// Reads a plain name as `name` makes it, or a group of fields as `full` makes it. Fields are read
/// straight from the file: an `untagged` enum would hold them in memory first and lose how their
/// numbers were written (`7.10` would become `7.1`).
pub(super) fn read<'de, D, F, N>(
    deserializer: D,
    name: fn(Text) -> N,
    full: fn(F) -> N,
) -> Result<N, D::Error>
where
    D: Deserializer<'de>,
    F: Deserialize<'de>,
{
    struct Named<F, N> {
        name: fn(Text) -> N,
        full: fn(F) -> N,
        fields: PhantomData<F>,
    }
    impl<'de, F: Deserialize<'de>, N> Visitor<'de> for Named<F, N> {
        type Value = N;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a name")
        }
        fn visit_str<E: Error>(self, name: &str) -> Result<N, E> {
            if name.trim().is_empty() {
                return Err(E::custom("empty"));
            }
            Ok((self.name)(Text::from(name)))
        }
        fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<N, A::Error> {
            F::deserialize(MapAccessDeserializer::new(fields)).map(self.full)
        }
    }
    deserializer.deserialize_any(Named { name, full, fields: PhantomData })
}

/// A plain name in the JSON Schema: text, and unlike other text never a bare number.
pub(super) fn schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": "\\S" })
}
