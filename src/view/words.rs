//! [`Words`]: the wording of the interface in one language, and how it speaks of days and numbers.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::format::{Clock, Language};

/// The wording of the interface in one language: a tree of texts, read from a theme's
/// `words/LANGUAGE.yaml`.
#[derive(Debug, Clone)]
pub struct Words {
    language: Language,
    /// Every text under its path: `outcome.noted`, `dates.months.0`.
    texts: HashMap<String, String>,
    /// The same as a template sees it, under `words`.
    value: tera::Value,
}

/// A day as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// `2024-01-18`, for `datetime` attributes.
    pub iso: String,
    /// "Thursday 18 January 2024".
    pub long: String,
    /// "18 January 2024".
    pub short: String,
}

impl Words {
    /// The wording given as a tree of maps, lists and texts.
    pub fn new(language: Language, tree: &serde_json::Value) -> Self {
        let mut texts = HashMap::new();
        flatten("", tree, &mut texts);
        Words { language, texts, value: tera::Value::from_serializable(tree) }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The whole tree, for templates.
    pub fn value(&self) -> tera::Value {
        self.value.clone()
    }

    /// The paths of all texts, sorted.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = self.texts.keys().map(String::as_str).collect();
        keys.sort_unstable();
        keys
    }

    /// The text at `key`. One that the wording lacks shows as its own key, so that a page is still
    /// made and the gap is seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The name of a value of a list of the format: `pick("outcome", "noted")`.
    pub fn pick(&self, group: &str, word: &str) -> String {
        self.get(&format!("{group}.{word}")).to_owned()
    }

    /// The text at `key` with each `{name}` replaced.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(key);
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|at| open + at) else { break };
            let name = &rest[open + 1..close];
            out.push_str(&rest[..open]);
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => out.push_str(value),
                None => out.push_str(&rest[open..=close]),
            }
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
        out
    }

    /// The text at `key` for so many things, `{n}` replaced by the number. `key` holds one text per
    /// plural category of Unicode (CLDR): English has `one` and `other`, Welsh also `zero`, `two`,
    /// `few` and `many`; what is absent is `other`.
    pub fn count(&self, key: &str, n: usize) -> String {
        let category = format!("{key}.{}", category(self.language, n));
        let other = format!("{key}.other");
        let key = if self.texts.contains_key(&category) { &category } else { &other };
        self.fill(key, &[("n", &self.number(n))])
    }

    /// A number with a comma between thousands.
    pub fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    /// A day.
    pub fn date(&self, date: Date) -> DateView {
        let short = format!("{} {} {}", date.day(), self.month(date.month()), date.year());
        let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        DateView { iso: date.to_string(), long: format!("{} {short}", self.weekday(weekday)), short }
    }

    /// "1 May 2021 to 3 June 2023", "since 1 May 2021", "until 3 June 2023"; nothing if neither end is known.
    pub fn period(&self, from: Option<Date>, to: Option<Date>) -> Option<String> {
        let day = |date: Date| self.date(date).short;
        match (from, to) {
            (Some(from), Some(to)) => {
                Some(self.fill("dates.from_to", &[("from", &day(from)), ("to", &day(to))]))
            }
            (Some(from), None) => Some(self.fill("dates.since", &[("from", &day(from))])),
            (None, Some(to)) => Some(self.fill("dates.until", &[("to", &day(to))])),
            (None, None) => None,
        }
    }

    /// The name of a month, from 1.
    pub fn month(&self, month: i8) -> &str {
        self.texts.get(&format!("dates.months.{}", month - 1)).map_or("", String::as_str)
    }

    /// "January 2024".
    pub fn month_of_year(&self, year: i16, month: i8) -> String {
        format!("{} {year}", self.month(month))
    }

    /// The name of a day of the week; 0 is Monday.
    pub fn weekday(&self, day: usize) -> &str {
        self.texts.get(&format!("dates.weekdays.{day}")).map_or("", String::as_str)
    }

    /// A time of day: "2.00 pm".
    pub fn time(&self, clock: Clock) -> String {
        if (clock.hour, clock.minute) == (12, 0) {
            return self.get("dates.noon").to_owned();
        }
        let half = if clock.hour < 12 { "dates.am" } else { "dates.pm" };
        let hour = match clock.hour % 12 {
            0 => 12,
            hour => hour,
        };
        format!("{hour}.{:02}\u{a0}{}", clock.minute, self.get(half))
    }

    /// The size of a file: "340 kB", "1.2 MB" (of 1,000 bytes each).
    pub fn size(&self, bytes: u64) -> String {
        match bytes {
            0..1_000 => format!("{bytes}\u{a0}{}", self.get("size.bytes")),
            1_000..999_500 => format!("{}\u{a0}kB", (bytes + 500) / 1_000),
            999_500..10_000_000 => {
                let tenths = bytes.max(1_000_000) / 100_000;
                format!("{}.{}\u{a0}MB", tenths / 10, tenths % 10)
            }
            _ => format!("{}\u{a0}MB", bytes / 1_000_000),
        }
    }
}

fn flatten(path: &str, tree: &serde_json::Value, texts: &mut HashMap<String, String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match tree {
        serde_json::Value::Object(map) => {
            map.iter().for_each(|(key, value)| flatten(&below(key), value, texts))
        }
        serde_json::Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                flatten(&below(&index.to_string()), value, texts);
            }
        }
        serde_json::Value::String(text) => {
            texts.insert(path.to_owned(), text.clone());
        }
        _ => {}
    }
}

/// The plural category of a whole number (CLDR, cardinal rules).
fn category(language: Language, n: usize) -> &'static str {
    match (language, n) {
        (_, 1) => "one",
        (Language::Cy, 0) => "zero",
        (Language::Cy, 2) => "two",
        (Language::Cy, 3) => "few",
        (Language::Cy, 6) => "many",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(language: Language) -> Words {
        let tree = serde_json::json!({
            "greeting": "Hello {name}, {unknown}",
            "items": { "one": "{n} item", "two": "{n} eitem", "other": "{n} items" },
            "dates": { "weekdays": ["Monday", "Tuesday", "Wednesday", "Thursday"], "months": ["January"], "am": "am", "pm": "pm", "noon": "12 noon" },
            "size": { "bytes": "bytes" },
        });
        Words::new(language, &tree)
    }

    #[test]
    fn texts_are_filled_and_counted() {
        let en = words(Language::En);
        assert_eq!(en.fill("greeting", &[("name", "Ann")]), "Hello Ann, {unknown}");
        assert_eq!((en.count("items", 1), en.count("items", 2)), ("1 item".into(), "2 items".into()));
        assert_eq!(en.count("items", 1_234_567), "1,234,567 items");
        assert_eq!(words(Language::Cy).count("items", 2), "2 eitem");
        assert_eq!(en.get("nowhere.at.all"), "nowhere.at.all");
    }

    #[test]
    fn days_times_and_sizes_are_written_out() {
        let en = words(Language::En);
        assert_eq!(en.date(jiff::civil::date(2024, 1, 18)).long, "Thursday 18 January 2024");
        assert_eq!(en.time(Clock { hour: 0, minute: 5 }), "12.05\u{a0}am");
        assert_eq!(en.time(Clock { hour: 14, minute: 0 }), "2.00\u{a0}pm");
        assert_eq!(en.time(Clock { hour: 12, minute: 0 }), "12 noon");
        assert_eq!(en.size(999_499), "999\u{a0}kB");
        assert_eq!(en.size(1_250_000), "1.2\u{a0}MB");
    }
}
