//! Every problem of the fields of a file, once it is known that there is one.
//!
//! What stands there ([`super::outline::Outline`]) is compared with what the format takes ([`Shape`]), field by
//! field, so that one mistake hides no other.

use std::ops::Range;

use schemars::JsonSchema;

use super::front_matter::Finding;
use super::outline::{Field, Kind, Node};
use super::shape::{Group, Shape, Slot};
use super::syntax;
use super::wording::{capital, either, label, listed, scalar, whole, wrong_type};
use crate::diagnostic::{Code, nearest};
use crate::format::Clock;
use crate::format::when::{self, quoted};

/// Everything that is wrong with `yaml` as the front matter of a `T`.
pub(super) fn inspect<T: JsonSchema>(yaml: &str) -> Vec<Finding> {
    let (group, name) = Group::of::<T>();
    let mended = syntax::mend(yaml);
    let mut inspection =
        Inspection { root: &group, whole: whole(&name), lost: mended.lost, findings: Vec::new() };
    match mended.outline.as_ref().map(|outline| &outline.root) {
        Some(Node { kind: Kind::Fields(fields), .. }) => {
            inspection.group("", fields, &group, 0..0);
        }
        Some(Node { kind: Kind::Empty, range }) if range.is_empty() => {
            inspection.group("", &[], &group, 0..0);
        }
        Some(node) => inspection.findings.push(Finding::new(
            Code::BadYaml,
            node.range.clone(),
            "What stands here is not of the form `name: value`.",
            "Write each field on a line of its own: its name, a colon, a space and the value.",
        )),
        None => {}
    }
    // Where a broken line was made harmless, what stands there is not what the clerk wrote.
    let broken = |finding: &Finding| {
        let overlaps =
            |line: &Range<usize>| finding.range.start < line.end && line.start <= finding.range.start;
        mended.patched.iter().any(overlaps)
    };
    inspection.findings.retain(|finding| !broken(finding));
    let mut findings = mended.findings;
    findings.append(&mut inspection.findings);
    findings
}

struct Inspection<'a> {
    root: &'a Group,
    whole: &'static str,
    lost: Vec<String>,
    findings: Vec<Finding>,
}

impl Inspection<'_> {
    fn report(
        &mut self,
        code: Code,
        path: &str,
        range: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let mut finding = Finding::new(code, range.clone(), message, &help.into());
        finding.path = path.to_owned();
        self.findings.push(finding);
    }

    /// The fields of a group at `path`, which begins at `range`.
    fn group(&mut self, path: &str, fields: &[Field], group: &Group, range: Range<usize>) {
        let mut meant: Vec<&str> = Vec::new();
        for (n, field) in fields.iter().enumerate() {
            let Some(key) = field.key.as_deref() else {
                self.report(
                    Code::BadYaml,
                    path,
                    &field.value.range,
                    "A list or group stands where the name of a field should.",
                    "Write the field as `name: value`; put a text that begins with a bracket in \
                     quotation marks.",
                );
                continue;
            };
            let here = join(path, key);
            if let Some(first) = fields[..n].iter().find(|other| other.key.as_deref() == Some(key)) {
                self.report(
                    Code::DuplicateKey,
                    &here,
                    &field.key_range,
                    format!("{} is given twice.", quoted(key)),
                    "Delete one of the two, or join their values under one.",
                );
                if let Some(finding) = self.findings.last_mut() {
                    finding.other = Some((first.key_range.clone(), "first given here".to_owned()));
                }
            }
            match group.slot(key) {
                Some(slot) => self.value(&here, &field.value, &slot.shape, Some(&field.key_range)),
                None => meant.extend(self.unknown(path, key, field, group)),
            }
        }
        let missing = |slot: &&Slot| {
            let name = slot.name.as_str();
            let given = fields.iter().any(|field| field.key.as_deref() == Some(name));
            let lost = path.is_empty() && self.lost.iter().any(|lost| lost == name);
            slot.required && !given && !lost && !meant.contains(&name)
        };
        for slot in group.fields.iter().filter(missing).collect::<Vec<_>>() {
            let (owner, help) = match path {
                "" => (self.whole.to_owned(), format!("Add a line `{}:` with its value.", slot.name)),
                _ => (label(path), format!("Add `{}:` with its value to it.", slot.name)),
            };
            let verb = if path.is_empty() { "needs" } else { "lacks" };
            let message = match path {
                "" => {
                    format!("{} {verb} a field `{}`, which is missing.", capital(&owner), slot.name)
                }
                _ => format!("{} {verb} its field `{}`.", capital(&owner), slot.name),
            };
            self.report(Code::MissingField, &join(path, &slot.name), &range, message, help);
        }
    }

    /// A key that the group does not have; returns the field that was probably meant.
    fn unknown<'g>(&mut self, path: &str, key: &str, field: &Field, group: &'g Group) -> Option<&'g str> {
        let owner = match path {
            "" => self.whole.to_owned(),
            _ => label(path),
        };
        let message = format!("{} is not a field of {owner}.", quoted(key));
        let mut holders = Vec::new();
        self.root.holders(key, &mut holders);
        let in_root = !path.is_empty() && self.root.slot(key).is_some();
        let near = nearest(key, group.names());
        let help = if let Some(near) = near {
            format!("Did you mean `{near}`?")
        } else if in_root {
            format!("`{key}` is a field of {} itself: begin it at the left margin.", self.whole)
        } else if !holders.is_empty() {
            let holders: Vec<String> = holders.iter().map(|name| format!("`{name}`")).collect();
            format!("`{key}` belongs inside {}: indent it there.", either(&holders))
        } else if path.is_empty() {
            "Correct its spelling, or delete it.".to_owned()
        } else {
            let names: Vec<String> = group.names().map(|name| format!("`{name}`")).collect();
            format!("Its fields are {}.", listed(&names, "and"))
        };
        self.report(Code::UnknownKey, &join(path, key), &field.key_range, message, help);
        near
    }

    /// A value at `path`; `key` is where its name stands, if it has one.
    fn value(&mut self, path: &str, node: &Node, shape: &Shape, key: Option<&Range<usize>>) {
        let label = label(path);
        match (&node.kind, shape) {
            (Kind::Signed(sign), _) => {
                let message =
                    format!("A value cannot begin with `{sign}` unless it stands in quotation marks.");
                self.report(
                    Code::BadYaml,
                    path,
                    &node.range,
                    message,
                    "Put the whole value in quotation marks.",
                );
                // What repeats a named value is found at the place of that value.
                let again = |finding: &Finding| finding.range == node.range;
                if self.findings.iter().filter(|finding| again(finding)).count() > 1 {
                    self.findings.pop();
                }
            }
            (Kind::Empty, _) => self.empty(path, key.unwrap_or(&node.range), key.is_some()),
            (Kind::Text(text), _) if text.trim().is_empty() => {
                self.empty(path, &node.range, key.is_some());
            }
            (Kind::List(entries), Shape::List(entry)) => {
                for (n, node) in entries.iter().enumerate() {
                    self.value(&format!("{path}[{n}]"), node, entry, None);
                }
            }
            (Kind::Fields(fields), Shape::Group(group) | Shape::Name(group))
                if !is_text_with_colon(fields, shape) =>
            {
                self.group(path, fields, group, key.unwrap_or(&node.range).clone());
            }
            (Kind::Text(_) | Kind::Number(_) | Kind::Truth, Shape::Text)
            | (Kind::Text(_), Shape::Name(_))
            | (Kind::Truth, Shape::Truth) => {}
            (Kind::Number(n), Shape::Number(most)) => {
                if n.parse::<u64>().map_or(true, |n| n > *most) {
                    let limits = match *most {
                        most if most < u64::from(u32::MAX) => format!("from 0 to {most}"),
                        _ => "such as 0, 1 or 12".to_owned(),
                    };
                    self.report(
                        Code::WrongType,
                        path,
                        &node.range,
                        format!(
                            "{} is {}, but it must be a whole number {limits}.",
                            capital(&label),
                            quoted(n)
                        ),
                        "Write the number in digits, without sign or decimal point.",
                    );
                }
            }
            (kind, Shape::Day) if scalar(kind).is_some() => {
                let typed = scalar(kind).unwrap_or_default();
                if when::parse_day(typed).is_none() {
                    let (message, help) = when::explain_day(&label, typed);
                    self.report(Code::BadDate, path, &node.range, capital(&message), help);
                }
            }
            (kind, Shape::Clock) if scalar(kind).is_some() => {
                let typed = scalar(kind).unwrap_or_default();
                if Clock::parse(typed).is_none() {
                    let (message, help) = when::explain_clock(&label, typed);
                    self.report(Code::BadTime, path, &node.range, capital(&message), help);
                }
            }
            (kind, Shape::Word(words)) if scalar(kind).is_some() => {
                let typed = scalar(kind).unwrap_or_default();
                if !words.iter().any(|word| word == typed) {
                    let allowed: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                    let help = match nearest(typed, words.iter().map(String::as_str)) {
                        Some(near) => {
                            format!("Did you mean `{near}`? It can be {}.", listed(&allowed, "or"))
                        }
                        None => format!("It can be {}.", listed(&allowed, "or")),
                    };
                    let message = format!("{} cannot be {}.", capital(&label), quoted(typed));
                    self.report(Code::UnknownWord, path, &node.range, message, help);
                }
            }
            (kind, shape) => {
                let (message, help) = wrong_type(&label, path, kind, shape);
                self.report(Code::WrongType, path, &node.range, capital(&message), help);
            }
        }
    }

    fn empty(&mut self, path: &str, range: &Range<usize>, is_field: bool) {
        let (message, help) = if is_field {
            (format!("{} has no value.", label(path)), "Give it its value, or delete the line.")
        } else {
            (format!("{} is empty.", label(path)), "Write the entry after the hyphen, or delete the line.")
        };
        self.report(Code::EmptyField, path, range, capital(&message), help);
    }
}

/// Whether what was read as a field is a text in which a colon stands: `Mair Pugh: chair`.
fn is_text_with_colon(fields: &[Field], shape: &Shape) -> bool {
    let text = |field: &Field| field.key.as_deref().is_some_and(|key| key.trim().contains(' '));
    matches!(shape, Shape::Name(_)) && fields.iter().all(text) && !fields.is_empty()
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
