//! How fields, values and kinds of file are called in messages.

use super::outline::Kind;
use super::shape::Shape;
use crate::format::when::quoted;

/// What is wrong with a value of another kind than the field takes, and how to mend it.
pub(super) fn wrong_type(label: &str, path: &str, kind: &Kind, shape: &Shape) -> (String, String) {
    let name = path.rsplit(['.', ']']).next().unwrap_or_default();
    let found = match kind {
        Kind::List(_) => "a list",
        Kind::Fields(_) => "a group of fields",
        Kind::Number(_) => "a number",
        Kind::Truth => "`true` or `false`",
        _ => "a single text",
    };
    match (shape, kind) {
        (Shape::List(_), Kind::Fields(_)) => (
            format!("{label} is a list, and a group of fields stands here."),
            "Write a hyphen before each entry's first field and indent its other fields below that one."
                .to_owned(),
        ),
        (Shape::List(_), _) => (
            format!("{label} is a list, and {found} stands here."),
            "Write each entry on a line of its own beginning with a hyphen.".to_owned(),
        ),
        (Shape::Group(_), Kind::List(_)) => (
            format!("{label} is one group of fields, and a list stands here."),
            "Take the hyphen or square brackets away and indent the fields below the name.".to_owned(),
        ),
        (Shape::Group(group), _) => {
            let names: Vec<String> = group.names().map(|name| format!("`{name}`")).collect();
            (
                format!("{label} is a group of fields, and {found} stands here."),
                format!(
                    "Write its fields ({}) on lines of their own below it, indented by two spaces.",
                    names.join(", ")
                ),
            )
        }
        (Shape::Truth, kind) => {
            let word = scalar(kind).map(str::to_lowercase);
            let help = match word.as_deref() {
                Some("yes" | "on" | "y" | "1") => "Write `true`.",
                Some("no" | "off" | "n" | "0") => "Write `false`.",
                _ => "Write one of the two, without quotation marks.",
            };
            (format!("{label} is either `true` or `false`, and {found} stands here."), help.to_owned())
        }
        (Shape::Number(_), kind) => {
            let help = match scalar(kind).and_then(|text| text.trim().parse::<u32>().ok()) {
                Some(n) => format!("Write `{n}`, without quotation marks or leading zeros."),
                None => "Write the number in digits, without quotation marks.".to_owned(),
            };
            (format!("{label} is a whole number, and {found} stands here."), help)
        }
        (_, Kind::List(_)) => (
            format!("{label} takes one value, and a list stands here."),
            if name.is_empty() {
                "Write one value after the hyphen; if it begins with a bracket, put it in quotation \
                 marks."
                    .to_owned()
            } else {
                format!(
                    "Write one value after `{name}:`; if it begins with a bracket, put it in quotation \
                     marks."
                )
            },
        ),
        (Shape::Name(_), Kind::Number(_) | Kind::Truth) => (
            format!("{label} takes a name, and {found} stands here."),
            "Write the name; if this is the name, put it in quotation marks.".to_owned(),
        ),
        // A colon in a text without quotation marks makes a field of what stands before it.
        (_, Kind::Fields(_)) => (
            format!("{label} takes one value, and a group of fields stands here."),
            "Write one value; if its text contains a colon, put the whole text in quotation marks."
                .to_owned(),
        ),
        _ => (
            format!("{label} takes another kind of value than {found}."),
            "Put the value in quotation marks if it is text.".to_owned(),
        ),
    }
}

/// A value that stands on one line, as written.
pub(super) fn scalar(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Text(text) | Kind::Number(text) => Some(text),
        Kind::Truth => Some("true or false"),
        _ => None,
    }
}

/// What a path is called in a sentence: `` `title` ``, `` entry 2 of `presenters` ``.
pub(super) fn label(path: &str) -> String {
    let last = path.rsplit('.').next().unwrap_or(path);
    match last.split_once('[') {
        Some((name, entries)) => {
            let entry = entries.trim_end_matches(']').rsplit('[').next().unwrap_or_default();
            match entry.parse::<usize>() {
                Ok(n) => format!("entry {} of `{name}`", n + 1),
                Err(_) => quoted(last),
            }
        }
        None => quoted(last),
    }
}

/// A sentence with a capital letter.
pub(super) fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `a, b or c`, with `or` or `and`.
pub(super) fn listed(names: &[String], last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// As [`listed`] with `or`, the first few of many.
pub(super) fn either(names: &[String]) -> String {
    match names {
        [first, .., _] if names.len() > 4 => {
            format!("{first}, {} and others", names[1..3].join(", "))
        }
        _ => listed(names, "or"),
    }
}

/// What a kind of file is called in messages.
pub(super) fn whole(name: &str) -> &'static str {
    match name {
        "Item" => "an agenda item",
        "Meeting" => "a meeting",
        "Body" => "a committee",
        "Person" => "a person",
        "Page" => "a page",
        "Site" => "`site.yaml`",
        _ => "this file",
    }
}
