//! [`Outline`]: everything that stands in a piece of YAML, each thing with its place.
//!
//! The YAML library forgets places once it has succeeded; it knows them only in its errors. So this
//! reading refuses every single value on purpose and takes the place from the refusal, which the
//! library allows: a refused value counts as read. It is run only when there is a problem to show,
//! and needs no second YAML parser.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::marks::Marks;

/// More values than this are no front matter; a short text can multiply itself to any number.
pub(super) const MOST_VALUES: usize = 20_000;

/// The place of a value is cut after so many bytes.
const LONGEST_RANGE: usize = 250;

/// What stands in a piece of YAML.
#[derive(Debug)]
pub(super) struct Outline {
    /// The outermost value.
    pub root: Node,
    /// Whether a second YAML document follows the first, which is all that is looked at.
    pub more: bool,
}

/// A value and its place.
#[derive(Debug)]
pub(super) struct Node {
    /// Its bytes; of a value that spans lines, those on the first.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind {
    /// Nothing, or `null` or `~`.
    Empty,
    /// `true` or `false`.
    Truth,
    /// A number, as written.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A group of fields.
    Fields(Vec<Field>),
    /// A value that begins with this sign, by which YAML names (`&`) or types (`!`) values. No field
    /// takes it: the word that follows would be lost, and names can make a short text endless.
    Signed(char),
}

impl Node {
    /// Whether no value in it begins with a sign that only YAML understands.
    pub fn is_plain(&self) -> bool {
        match &self.kind {
            Kind::Signed(_) => false,
            Kind::List(entries) => entries.iter().all(Node::is_plain),
            Kind::Fields(fields) => fields.iter().all(|field| field.value.is_plain()),
            _ => true,
        }
    }
}

/// A field of a group.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name; nothing if the name is itself a list or group.
    pub key: Option<String>,
    /// Where the name stands.
    pub key_range: Range<usize>,
    /// Its value.
    pub value: Node,
}

/// Why no outline could be made.
#[derive(Debug)]
pub(super) enum Trouble {
    /// There are more than [`MOST_VALUES`].
    TooMany,
    /// The text is not YAML.
    Syntax {
        /// What the library says.
        message: String,
        /// The byte where it noticed.
        at: usize,
        /// The byte where the thing began that it was reading.
        from: Option<usize>,
    },
}

impl Outline {
    /// Reads all of `yaml`.
    pub fn of(yaml: &str) -> Result<Outline, Trouble> {
        let reading = Reading { yaml, marks: Marks::new(yaml), values: RefCell::new(0) };
        let mut documents = serde_yaml::Deserializer::from_str(yaml);
        let first = documents.next().filter(|_| !is_blank(yaml));
        let Some(first) = first else {
            let root = Node { range: 0..0, kind: Kind::Empty };
            return Ok(Outline { root, more: false });
        };
        match (Seed { reading: &reading }).deserialize(first) {
            Ok(mut root) => {
                reading.settle(&mut root, 0);
                // The library reports what is wrong with a later document when that is read.
                Ok(Outline { root, more: documents.next().is_some() })
            }
            Err(_) if *reading.values.borrow() > MOST_VALUES => Err(Trouble::TooMany),
            Err(error) => {
                let message = error.to_string();
                let at = place_of(&error, yaml);
                let from = message.split_once(", ").and_then(|(_, context)| reading.marks.named(context));
                Err(Trouble::Syntax { message, at, from })
            }
        }
    }

    /// The value at a path such as `documents[1].file`, or the field on the way to it that exists.
    pub fn find(&self, path: &str) -> Found<'_> {
        let mut found = Found { node: &self.root, key: None, complete: true };
        for step in steps(path) {
            let next = match (&found.node.kind, step) {
                (Kind::List(entries), Step::Entry(n)) => entries.get(n).map(|node| (node, None)),
                (Kind::Fields(fields), Step::Field(name)) => fields
                    .iter()
                    .find(|field| field.key.as_deref() == Some(name))
                    .map(|field| (&field.value, Some(field.key_range.clone()))),
                _ => None,
            };
            match next {
                Some((node, key)) => {
                    found.node = node;
                    // The place of a list's entry is the entry itself.
                    found.key = key;
                }
                None => return Found { complete: false, ..found },
            }
        }
        found
    }
}

/// The byte of `yaml` at which the library noticed an error.
pub(super) fn place_of(error: &serde_yaml::Error, yaml: &str) -> usize {
    error.location().map_or(0, |place| yaml.floor_char_boundary(place.index()))
}

/// Whether nothing but blank lines and comments stands there.
pub(super) fn is_blank(yaml: &str) -> bool {
    yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// How far a path led.
#[derive(Debug, Clone)]
pub(super) struct Found<'a> {
    /// The value at its end, or the last on the way that exists.
    pub node: &'a Node,
    /// The key of that value, if it is a field.
    pub key: Option<Range<usize>>,
    /// Whether the path was walked to its end.
    pub complete: bool,
}

enum Step<'a> {
    Field(&'a str),
    Entry(usize),
}

/// The steps of `documents[1].file`: a field, an entry counted from 0, a field.
fn steps(path: &str) -> impl Iterator<Item = Step<'_>> {
    path.split('.').flat_map(|part| {
        let (name, entries) = part.split_once('[').unwrap_or((part, ""));
        let entries = entries.split(['[', ']']).filter_map(|n| n.parse().ok().map(Step::Entry));
        (!name.is_empty()).then_some(Step::Field(name)).into_iter().chain(entries)
    })
}

/// One reading of a text.
struct Reading<'a> {
    yaml: &'a str,
    marks: Marks<'a>,
    values: RefCell<usize>,
}

/// Reads one value.
struct Seed<'a> {
    reading: &'a Reading<'a>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let reading = self.reading;
        *reading.values.borrow_mut() += 1;
        if *reading.values.borrow() > MOST_VALUES {
            return Err(D::Error::custom("too many values"));
        }
        let scalar = RefCell::new(None);
        match deserializer.deserialize_any(Look { reading, scalar: &scalar }) {
            Ok(node) => Ok(node),
            Err(refusal) => match scalar.into_inner() {
                Some(kind) => {
                    Ok(reading.scalar(kind, reading.marks.named(&refusal.to_string()).unwrap_or(0)))
                }
                None => Err(refusal),
            },
        }
    }
}

/// What a refusal says, before the library adds the place.
const REFUSED: &str = "here";

struct Look<'a> {
    reading: &'a Reading<'a>,
    scalar: &'a RefCell<Option<Kind>>,
}

impl Look<'_> {
    fn refuse<E: Error>(self, kind: Kind) -> Result<Node, E> {
        *self.scalar.borrow_mut() = Some(kind);
        Err(E::custom(REFUSED))
    }
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.refuse(Kind::Empty)
    }
    fn visit_bool<E: Error>(self, _: bool) -> Result<Node, E> {
        self.refuse(Kind::Truth)
    }
    fn visit_i64<E: Error>(self, n: i64) -> Result<Node, E> {
        self.refuse(Kind::Number(n.to_string()))
    }
    fn visit_u64<E: Error>(self, n: u64) -> Result<Node, E> {
        self.refuse(Kind::Number(n.to_string()))
    }
    fn visit_i128<E: Error>(self, n: i128) -> Result<Node, E> {
        self.refuse(Kind::Number(n.to_string()))
    }
    fn visit_u128<E: Error>(self, n: u128) -> Result<Node, E> {
        self.refuse(Kind::Number(n.to_string()))
    }
    fn visit_f64<E: Error>(self, n: f64) -> Result<Node, E> {
        self.refuse(Kind::Number(n.to_string()))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        self.refuse(Kind::Text(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = entries.next_element_seed(Seed { reading: self.reading })? {
            list.push(node);
        }
        Ok(Node { range: 0..0, kind: Kind::List(list) })
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let reading = self.reading;
        let mut fields = Vec::new();
        while let Some(key) = entries.next_key_seed(Seed { reading })? {
            let value = entries.next_value_seed(Seed { reading })?;
            let name = match &key.kind {
                Kind::Text(name) | Kind::Number(name) => Some(name.clone()),
                Kind::Truth | Kind::Empty => Some(reading.yaml[key.range.clone()].to_owned()),
                _ => None,
            };
            fields.push(Field { key: name, key_range: key.range, value });
        }
        Ok(Node { range: 0..0, kind: Kind::Fields(fields) })
    }
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (_, value) = tagged.variant::<String>()?;
        let value = value.newtype_variant_seed(Seed { reading: self.reading })?;
        Ok(Node { range: value.range, kind: Kind::Signed('!') })
    }
}

impl Reading<'_> {
    /// A value that is no list or group and begins at `start`: how far it goes, and how it is written.
    fn scalar(&self, kind: Kind, start: usize) -> Node {
        let rest = &self.yaml[start..self.yaml.floor_char_boundary(start + LONGEST_RANGE)];
        let line = || rest.find(['\n', '\r']).unwrap_or(rest.len());
        let length = match (rest.as_bytes().first(), &kind) {
            (Some(b'"'), _) => closing_quote(rest, '"').unwrap_or_else(line),
            (Some(b'\''), _) => closing_quote(rest, '\'').unwrap_or_else(line),
            (_, Kind::Text(text)) if !text.is_empty() && rest.starts_with(text.as_str()) => text.len(),
            (_, Kind::Text(_)) => {
                let line = line();
                rest[..line].find(" #").unwrap_or(line)
            }
            (_, Kind::Empty) if !rest.starts_with(['~', 'n', 'N', '&']) => 0,
            // Numbers and the like are one word.
            _ => rest.find(|c: char| c.is_whitespace() || ",]}:".contains(c)).unwrap_or(rest.len()),
        };
        let range = start..start + rest[..length].trim_end().len();
        let kind = match kind {
            _ if rest.starts_with('&') => Kind::Signed('&'),
            // As written: 7.10 is not 7.1.
            Kind::Number(_) => Kind::Number(self.yaml[range.clone()].to_owned()),
            kind => kind,
        };
        Node { range, kind }
    }

    /// Where the line ends on which `from` stands, or what is shown of it: a hundred thousand values
    /// on one line must not mean going through that line as often.
    fn line_end(&self, from: usize) -> usize {
        let end = self.yaml.floor_char_boundary(from + LONGEST_RANGE);
        self.yaml[from..end].find(['\n', '\r']).map_or(end, |length| from + length)
    }

    /// Gives lists and groups their places, which the library does not tell, from what is in them;
    /// `from` is a byte before the value.
    fn settle(&self, node: &mut Node, from: usize) {
        let (first, open) = match &mut node.kind {
            Kind::List(entries) => {
                let mut before = from;
                for entry in entries.iter_mut() {
                    self.settle(entry, before);
                    before = entry.range.end;
                }
                (entries.first().map(|entry| entry.range.start), ['[', '-'])
            }
            Kind::Fields(fields) => {
                for field in fields.iter_mut() {
                    self.settle(&mut field.value, field.key_range.end);
                }
                (fields.first().map(|field| field.key_range.start), ['{', '{'])
            }
            _ => return,
        };
        let start = match first {
            // The bracket or hyphen is the last thing before the first entry.
            Some(first) => {
                let before = self.yaml[..first].trim_end();
                if before.ends_with(open) { before.len() - 1 } else { first }
            }
            None => {
                let end = self.yaml.floor_char_boundary(from + LONGEST_RANGE);
                self.yaml[from..end].find(open).map_or(from, |length| from + length)
            }
        };
        let line = &self.yaml[start..self.line_end(start)];
        let line = line.split_once(" #").map_or(line, |(value, _)| value).trim_end();
        node.range = start..start + line.len();
        // A name given to the list or group stands before all that.
        let before = self.yaml[..start].trim_end();
        let word = before.rfind([' ', '\t', '\n', '\r', '[', '{', ',']).map_or(0, |at| at + 1);
        if before[word..].starts_with('&') {
            *node = Node { range: word..before.len(), kind: Kind::Signed('&') };
        }
    }
}

/// How long the quoted text is with which `line` begins, its marks included, if it closes on the
/// same line.
fn closing_quote(line: &str, mark: char) -> Option<usize> {
    let mut chars = line.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next().filter(|(_, c)| !matches!(c, '\n' | '\r')) {
        if c == '\\' && mark == '"' {
            chars.next();
        } else if c == mark {
            if mark == '\'' && chars.peek().is_some_and(|(_, next)| *next == mark) {
                chars.next();
                continue;
            }
            return Some(at + 1);
        }
    }
    None
}
