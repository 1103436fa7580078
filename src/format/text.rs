//! [`Text`]: a string of front matter, as written.

use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A text that somebody typed into front matter. Numbers and words like `yes` come out as written
/// (`7.10` stays `7.10`); an empty or `null` value is refused, so that nothing empty passes for a fact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(Box<str>);

impl Text {
    /// The text, without spaces around it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text(text.trim().into())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Asking for an option first tells a plain `null` from the words "null".
        struct Given;
        impl<'de> Visitor<'de> for Given {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }
            fn visit_none<E: Error>(self) -> Result<Text, E> {
                Err(E::custom("empty"))
            }
            fn visit_unit<E: Error>(self) -> Result<Text, E> {
                Err(E::custom("empty"))
            }
            fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Text, D::Error> {
                inner.deserialize_str(self)
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                let text = text.trim();
                if text.is_empty() { Err(E::custom("empty")) } else { Ok(Text(text.into())) }
            }
        }
        deserializer.deserialize_option(Given)
    }
}

impl schemars::JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // Numbers and `true` are taken as they are written, so an editor must not object to them.
        schemars::json_schema!({ "type": ["string", "number", "boolean"], "pattern": "\\S" })
    }
}
