//! [`Shape`]: what a field takes, read from the JSON Schema of the struct that parses it, so that
//! what is said of a mistake cannot drift from what is accepted.

use schemars::JsonSchema;
use serde_json::{Map, Value};

use super::schema;
use crate::format::when;

/// What a value has to be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// Text; numbers count as written.
    Text,
    /// A whole number from 0 to this.
    Number(u64),
    /// `true` or `false`.
    Truth,
    /// A day.
    Day,
    /// A time of day.
    Clock,
    /// One word of a list.
    Word(Vec<String>),
    /// A list of such values.
    List(Box<Shape>),
    /// A group of fields.
    Group(Group),
    /// A name, or a group of fields that has one.
    Name(Group),
}

/// A group of fields.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Group {
    /// The fields, in the order of the format.
    pub fields: Vec<Slot>,
}

/// A field of a group.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slot {
    /// Its name.
    pub name: String,
    /// What it takes.
    pub shape: Shape,
    /// Whether it has to be there.
    pub required: bool,
}

impl Group {
    /// The fields of a struct of `format`, and the struct's name.
    pub fn of<T: JsonSchema>() -> (Group, String) {
        let schema = schema::of::<T>();
        (read_group(&schema, &schema), T::schema_name().into_owned())
    }

    /// The field of this name.
    pub fn slot(&self, name: &str) -> Option<&Slot> {
        self.fields.iter().find(|slot| slot.name == name)
    }

    /// The names of all fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|slot| slot.name.as_str())
    }

    /// The fields below this group that have a field of this name: `["presenters", "apologies"]`.
    pub fn holders<'a>(&'a self, name: &str, holders: &mut Vec<&'a str>) {
        for slot in &self.fields {
            if let Some(group) = slot.shape.group() {
                if group.slot(name).is_some() && !holders.contains(&slot.name.as_str()) {
                    holders.push(&slot.name);
                }
                group.holders(name, holders);
            }
        }
    }
}

impl Shape {
    /// The group of fields that the value is, holds or may be.
    pub fn group(&self) -> Option<&Group> {
        match self {
            Shape::Group(group) | Shape::Name(group) => Some(group),
            Shape::List(entry) => entry.group(),
            _ => None,
        }
    }
}

fn read_group(schema: &Value, root: &Value) -> Group {
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let none = Map::new();
    let fields =
        schema["properties"].as_object().unwrap_or(&none).iter().map(|(name, field)| Slot {
            name: name.clone(),
            shape: read(field, root),
            required: required.contains(&name.as_str()),
        });
    Group { fields: fields.collect() }
}

fn read(schema: &Value, root: &Value) -> Shape {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return read(&root["$defs"][name], root);
    }
    if let Some(options) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        let words = options.iter().map(|option| option["const"].as_str().map(str::to_owned));
        if let Some(words) = words.collect::<Option<Vec<_>>>() {
            return Shape::Word(words);
        }
        let groups = options.iter().map(|option| read(option, root));
        return groups
            .filter_map(|shape| match shape {
                Shape::Group(group) => Some(Shape::Name(group)),
                _ => None,
            })
            .next()
            .unwrap_or(Shape::Text);
    }
    match schema["type"].as_str() {
        Some("array") => Shape::List(Box::new(read(&schema["items"], root))),
        Some("object") => Shape::Group(read_group(schema, root)),
        Some("boolean") => Shape::Truth,
        Some("integer") => Shape::Number(schema["maximum"].as_u64().unwrap_or(u64::from(u32::MAX))),
        Some("string") if schema["format"] == "date" => Shape::Day,
        Some("string") if schema["pattern"] == when::CLOCK_PATTERN => Shape::Clock,
        _ => Shape::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;

    #[test]
    fn the_schema_says_what_each_field_takes() {
        let (item, name) = Group::of::<format::Item>();
        assert_eq!(name, "Item");
        let shape = |group: &Group, name: &str| group.slot(name).map(|slot| slot.shape.clone());
        assert!(item.slot("title").is_some_and(|slot| slot.required && slot.shape == Shape::Text));
        assert!(item.slot("purpose").is_some_and(|slot| !slot.required));
        assert_eq!(shape(&item, "date"), Some(Shape::Day));
        assert_eq!(
            shape(&item, "access"),
            Some(Shape::Word(["public", "exempt", "confidential"].map(str::to_owned).to_vec()))
        );
        let Some(Shape::List(credit)) = shape(&item, "presenters") else { panic!("a list") };
        let Shape::Name(credit) = *credit else { panic!("a name") };
        assert_eq!(credit.names().collect::<Vec<_>>(), ["name", "role", "organisation"]);
        let exempt = item.slot("exempt").and_then(|slot| slot.shape.group()).expect("a group");
        assert_eq!(shape(exempt, "paragraphs"), Some(Shape::List(Box::new(Shape::Number(255)))));
        let (meeting, _) = Group::of::<format::Meeting>();
        assert_eq!(shape(&meeting, "start"), Some(Shape::Clock));
        let (site, _) = Group::of::<format::Site>();
        assert_eq!(shape(&site, "minify"), Some(Shape::Truth));
        let mut holders = Vec::new();
        item.holders("paragraphs", &mut holders);
        assert_eq!(holders, ["exempt", "exclusion"]);
    }
}
