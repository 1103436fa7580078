//! References in words: "meeting of 12 March 2024", "item 14", "Minute 45" (`content-format`, point 6).

use std::collections::HashMap;

use jiff::civil::Date;

use super::Found;
use crate::model::{BodyId, Corpus, Entry, Item, MeetingId, Target};

/// The kinds of reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// A meeting of this body by its date.
    Meeting,
    /// An item of this meeting by its number.
    Item,
    /// A minute of this body by its number.
    Minute,
}

/// The words with which a reference begins.
pub const OPENINGS: &[(&str, Reference)] = &[
    ("meeting of ", Reference::Meeting),
    ("meeting on ", Reference::Meeting),
    ("meeting held on ", Reference::Meeting),
    ("Meeting of ", Reference::Meeting),
    ("Meeting on ", Reference::Meeting),
    ("item ", Reference::Item),
    ("Item ", Reference::Item),
    ("minute ", Reference::Minute),
    ("Minute ", Reference::Minute),
];

/// Printed numbers, and what they stand for where that is only one thing.
#[derive(PartialEq)]
pub struct Numbers {
    of_meeting: HashMap<(MeetingId, String), Option<Target>>,
    of_body: HashMap<(BodyId, String), Option<Target>>,
    meetings: HashMap<(BodyId, Date), Option<MeetingId>>,
}

impl Numbers {
    /// The numbers of all meetings and bodies.
    pub fn new(corpus: &Corpus) -> Self {
        let mut numbers =
            Numbers { of_meeting: HashMap::new(), of_body: HashMap::new(), meetings: HashMap::new() };
        for (id, meeting) in corpus.meetings.iter() {
            for &body in &meeting.bodies {
                once(&mut numbers.meetings, (body, meeting.date), id);
            }
            for entry in &meeting.agenda {
                let (number, target) = match entry {
                    Entry::Item(item) => (
                        corpus.items[*item].front().number.as_deref().map(str::to_owned),
                        Target::Item(*item, None),
                    ),
                    Entry::Closed(stub) => {
                        (stub.number.as_deref().map(str::to_owned), Target::Stub(id, stub.anchor.clone()))
                    }
                };
                let Some(number) = number.map(|number| fold(&number)) else { continue };
                for &body in &meeting.bodies {
                    once(&mut numbers.of_body, (body, number.clone()), target.clone());
                }
                once(&mut numbers.of_meeting, (id, number), target);
            }
        }
        numbers
    }
}

/// Remembers `value` under `key`, or that there are several.
fn once<K: std::hash::Hash + Eq, V>(map: &mut HashMap<K, Option<V>>, key: K, value: V) {
    map.entry(key).and_modify(|known| *known = None).or_insert(Some(value));
}

/// A printed number without the punctuation around it.
fn fold(number: &str) -> String {
    number.trim().trim_end_matches(['.', ':']).trim_matches(['(', ')']).to_lowercase()
}

/// What the reference that opens at `start..open` means, and where it ends.
pub(super) fn at(
    reference: Reference,
    text: &str,
    _start: usize,
    open: usize,
    corpus: &Corpus,
    item: &Item,
    numbers: &Numbers,
) -> Option<(usize, Found)> {
    let meeting = &corpus.meetings[item.meeting];
    match reference {
        Reference::Meeting => {
            let (length, date) = date_at(&text[open..])?;
            let end = open + length;
            match *numbers.meetings.get(&(meeting.body, date))? {
                Some(found) if found == item.meeting => None,
                Some(found) => Some((end, Found::Target(Target::Meeting(found)))),
                None => Some((end, Found::Either)),
            }
        }
        Reference::Item => {
            let (length, number) = number_at(&text[open..])?;
            let end = open + length;
            // "item 14 of the report" is a paragraph of something else.
            if text[end..]
                .trim_start()
                .strip_prefix("of")
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            {
                return None;
            }
            match numbers.of_meeting.get(&(item.meeting, number))? {
                Some(target) => {
                    (!is_itself(corpus, target, item)).then(|| (end, Found::Target(target.clone())))
                }
                None => Some((end, Found::Either)),
            }
        }
        Reference::Minute => {
            let rest = &text[open..];
            let skipped =
                ["No. ", "no. ", "number ", "No ", "no "].iter().find_map(|word| rest.strip_prefix(word));
            let offset = skipped.map_or(0, |skipped| rest.len() - skipped.len());
            let (length, number) = number_at(&rest[offset..])?;
            // Numbers that begin again at each meeting stand for many papers, and are no mistake.
            let target = numbers.of_body.get(&(meeting.body, number))?.clone()?;
            (!is_itself(corpus, &target, item)).then_some((open + offset + length, Found::Target(target)))
        }
    }
}

fn is_itself(corpus: &Corpus, target: &Target, item: &Item) -> bool {
    matches!(target, Target::Item(other, _) if corpus.items[*other].id == item.id)
}

/// A printed number that begins the text and holds a digit: its length and itself, folded.
fn number_at(text: &str) -> Option<(usize, String)> {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-')))
        .unwrap_or(text.len());
    let number = text[..end].trim_end_matches(['.', '-', '/']);
    if !number.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((number.len(), fold(number)))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A date such as "12 March 2024", "12th March, 2024" or "Tuesday 12 March 2024" that begins the text.
fn date_at(text: &str) -> Option<(usize, Date)> {
    let mut words = Words { text, at: 0 };
    let mut word = words.next()?;
    if word == "the" {
        word = words.next()?;
    }
    if DAYS.contains(&word.trim_end_matches(',').to_lowercase().as_str()) {
        word = words.next()?;
    }
    let day = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[day.len()..];
    if !["", "st", "nd", "rd", "th"].contains(&suffix) {
        return None;
    }
    let day: i8 = day.parse().ok()?;
    let month = words.next()?.trim_end_matches(',').to_lowercase();
    let month = MONTHS.iter().position(|name| *name == month)? as i8 + 1;
    let year = words.next()?;
    let digits = year.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    if year[4..].starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let end = words.at - (year.len() - 4);
    Some((end, Date::new(digits.parse().ok()?, month, day).ok()?))
}

/// Words parted by spaces, remembering where the last one ended.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let rest = &self.text[self.at..];
        let start = self.at + (rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len());
        let rest = &self.text[start..];
        let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
        self.at = end;
        (end > start).then(|| &self.text[start..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words() {
        let date = jiff::civil::date(2024, 3, 12);
        for (text, length) in [
            ("12 March 2024.", 13),
            ("12th March, 2024 and", 16),
            ("Tuesday 12 March 2024", 21),
            ("Tuesday, 12 March 2024)", 22),
        ] {
            assert_eq!(date_at(text), Some((length, date)), "{text}");
        }
        for text in ["12 March", "March 2024", "31 February 2024", "12 March 20244", "x"] {
            assert_eq!(date_at(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_hold_a_digit() {
        assert_eq!(number_at("14."), Some((2, "14".into())));
        assert_eq!(number_at("77/21, which"), Some((5, "77/21".into())));
        assert_eq!(number_at("A1 was"), Some((2, "a1".into())));
        assert_eq!(number_at("by item"), None);
    }
}
