//! Days and times as officers write them, and what they probably meant by other spellings.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};

use super::Clock;

/// Reads a day. Only `2023-11-29` is taken, so that no day can be read in two ways.
pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let typed = Cow::<str>::deserialize(deserializer)?;
    parse_day(&typed).ok_or_else(|| D::Error::custom("day"))
}

/// Reads a day that may be absent.
pub(crate) fn optional_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    day(deserializer).map(Some)
}

/// The day written as `2023-11-29`; nothing for a day that does not exist.
pub(crate) fn parse_day(typed: &str) -> Option<Date> {
    let bytes = typed.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let digits = |from: usize, to: usize| {
        let part = typed.get(from..to)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<i16>().ok())?
    };
    let (year, month, day) = (digits(0, 4)?, digits(5, 7)?, digits(8, 10)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Months by their first letters, English and Welsh.
const MONTHS: [(&str, &str); 12] = [
    ("jan", "ionawr"),
    ("feb", "chwefror"),
    ("mar", "mawrth"),
    ("apr", "ebrill"),
    ("may", "mai"),
    ("jun", "mehefin"),
    ("jul", "gorffennaf"),
    ("aug", "awst"),
    ("sep", "medi"),
    ("oct", "hydref"),
    ("nov", "tachwedd"),
    ("dec", "rhagfyr"),
];

/// What is wrong with a day, and how to mend it.
pub(crate) fn explain_day(label: &str, typed: &str) -> (String, String) {
    let written = "Write the day as year, month, day with hyphens: `2023-11-29`.".to_owned();
    if let Some((year, month, day)) = in_order(typed) {
        let wrong = format!("{label} is {}, and there is no such day.", quoted(typed));
        return match (Date::new(year, month, 1), Date::new(year, month, day)) {
            (Ok(_), Ok(date)) => (
                format!("{label} is written {}, not as year, month, day.", quoted(typed)),
                format!("Write `{date}`."),
            ),
            (Ok(first), Err(_)) => (
                wrong,
                format!(
                    "{} has {} days; correct the day or the month.",
                    first.strftime("%B %Y"),
                    first.days_in_month()
                ),
            ),
            _ => (wrong, "A month is a number from 01 to 12; correct it.".to_owned()),
        };
    }
    (format!("{label} is {}, which is not a day.", quoted(typed)), written)
}

/// Year, month and day out of any of the usual spellings, in the order British officers write them.
fn in_order(typed: &str) -> Option<(i16, i8, i8)> {
    let typed = typed.trim();
    if typed.len() > 60 {
        return None;
    }
    // A time after the day does not matter: 2023-11-29T14:00.
    let day_part = typed.split_once('T').filter(|(day, _)| day.contains('-')).map_or(typed, |p| p.0);
    if day_part.len() == 8 && day_part.bytes().all(|b| b.is_ascii_digit()) {
        return numbers(&day_part[..4], &day_part[4..6], &day_part[6..]);
    }
    let is_part = |c: char| !(c.is_alphanumeric());
    let parts: Vec<&str> = day_part.split(is_part).filter(|part| !part.is_empty()).collect();
    let month = parts.iter().find_map(|part| {
        let part = part.to_lowercase();
        let named = |(english, welsh): &(&str, &str)| part.starts_with(english) || part == *welsh;
        // `mar` must not take the Welsh `mawrth`, nor `may` `mai`; names are tried as wholes first.
        MONTHS.iter().position(|(_, welsh)| part == *welsh).or_else(|| MONTHS.iter().position(named))
    });
    let figures: Vec<&str> = parts
        .iter()
        .map(|part| part.trim_end_matches(|c: char| c.is_alphabetic()))
        .filter(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    match (month, figures.as_slice()) {
        (Some(month), [a, b, ..]) => {
            let (day, year) = if a.len() == 4 { (b, a) } else { (a, b) };
            numbers(year, &(month + 1).to_string(), day)
        }
        (None, [year, month, day, ..]) if year.len() == 4 => numbers(year, month, day),
        (None, [day, month, year, ..]) => {
            let read = numbers(year, month, day)?;
            // A month above 12 can only be the American order.
            if read.1 > 12 && read.2 <= 12 { Some((read.0, read.2, read.1)) } else { Some(read) }
        }
        _ => None,
    }
}

fn numbers(year: &str, month: &str, day: &str) -> Option<(i16, i8, i8)> {
    let mut full: i16 = year.parse().ok()?;
    if year.len() == 2 {
        full += 2000;
    } else if year.len() != 4 {
        return None;
    }
    Some((full, month.parse().ok()?, day.parse().ok()?))
}

impl Clock {
    /// The time written as `14:00` or `9:30`; nothing for any other spelling.
    pub fn parse(typed: &str) -> Option<Clock> {
        let (hour, minute) = typed.split_once(':')?;
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !matches!(hour.len(), 1 | 2) || minute.len() != 2 || !digits(hour) || !digits(minute) {
            return None;
        }
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(Clock { hour, minute })
    }
}

impl std::fmt::Display for Clock {
    /// As `14:00`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl<'de> Deserialize<'de> for Clock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = Cow::<str>::deserialize(deserializer)?;
        Clock::parse(&typed).ok_or_else(|| D::Error::custom("time"))
    }
}

impl JsonSchema for Clock {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Clock".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": CLOCK_PATTERN })
    }
}

/// What [`Clock::parse`] takes, as a regular expression; marks a time of day in the schema.
pub(crate) const CLOCK_PATTERN: &str = r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$";

/// What is wrong with a time, and how to mend it.
pub(crate) fn explain_clock(label: &str, typed: &str) -> (String, String) {
    match meant_clock(typed) {
        Some(clock) => (
            format!("{label} is written {}, not on the 24-hour clock.", quoted(typed)),
            format!("Write `\"{clock}\"`."),
        ),
        None => (
            format!("{label} is {}, which is not a time of day.", quoted(typed)),
            "Write hours and minutes on the 24-hour clock with a colon between them: `\"14:00\"`.".to_owned(),
        ),
    }
}

/// The time meant by `2 pm`, `2.30pm`, `09.30`, `1400`, `14:00:00`, `noon`.
fn meant_clock(typed: &str) -> Option<Clock> {
    let typed = typed.trim().to_lowercase();
    if typed.len() > 20 {
        return None;
    }
    match typed.as_str() {
        "noon" | "midday" | "12 noon" => return Some(Clock { hour: 12, minute: 0 }),
        "midnight" => return Some(Clock { hour: 0, minute: 0 }),
        _ => {}
    }
    let letters: String = typed.chars().filter(|c| c.is_alphabetic()).collect();
    let figures: Vec<&str> =
        typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (hour, minute): (u8, u8) = match figures.as_slice() {
        [both] if both.len() == 4 => (both[..2].parse().ok()?, both[2..].parse().ok()?),
        [hour] if hour.len() < 3 && !letters.is_empty() => (hour.parse().ok()?, 0),
        [hour, minute] | [hour, minute, _] if minute.len() == 2 => (hour.parse().ok()?, minute.parse().ok()?),
        _ => return None,
    };
    let hour = match letters.as_str() {
        "pm" if hour < 12 => hour + 12,
        "am" if hour == 12 => 0,
        "am" | "pm" | "h" | "hrs" | "hours" | "" => hour,
        _ => return None,
    };
    (hour < 24 && minute < 60).then_some(Clock { hour, minute })
}

/// What was typed, in backquotes, shortened where it is long.
pub(crate) fn quoted(typed: &str) -> String {
    let typed = typed.trim();
    match typed.char_indices().nth(60) {
        Some((end, _)) => format!("`{}…`", typed[..end].trim_end()),
        None => format!("`{typed}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_one_spelling() {
        assert_eq!(parse_day("2023-11-29"), Date::new(2023, 11, 29).ok());
        for other in ["2023-02-30", "2023-11-29T10:00", "20231129", "2023-1-29", "-023-11-29", "２023-11-2"]
        {
            assert_eq!(parse_day(other), None, "{other}");
        }
    }

    #[test]
    fn other_spellings_of_a_day_are_understood() {
        for typed in [
            "29/11/2023",
            "29.11.2023",
            "29-11-2023",
            "2023/11/29",
            "20231129",
            "29 November 2023",
            "Wednesday, 29th Nov 2023",
            "November 29, 2023",
            "29/11/23",
            "2023-11-29T14:00",
            "11/29/2023",
            "29 Tachwedd 2023",
        ] {
            assert_eq!(explain_day("`date`", typed).1, "Write `2023-11-29`.", "{typed}");
        }
        assert_eq!(explain_day("`date`", "29 Mawrth 2023").1, "Write `2023-03-29`.");
        assert_eq!(
            explain_day("`date`", "2023-02-30"),
            (
                "`date` is `2023-02-30`, and there is no such day.".to_owned(),
                "February 2023 has 28 days; correct the day or the month.".to_owned()
            )
        );
        assert_eq!(explain_day("`date`", "2023-13-01").1, "A month is a number from 01 to 12; correct it.");
        assert_eq!(explain_day("`date`", "last week").0, "`date` is `last week`, which is not a day.");
        assert_eq!(explain_day("`date`", "2023").0, "`date` is `2023`, which is not a day.");
    }

    #[test]
    fn times_are_on_the_24_hour_clock() {
        assert_eq!(Clock::parse("14:00"), Some(Clock { hour: 14, minute: 0 }));
        assert_eq!(Clock::parse("9:30"), Some(Clock { hour: 9, minute: 30 }));
        for other in ["24:00", "14:60", "9.30", "2 pm", "14:0", "+1:00", "", ":", "14:00:00"] {
            assert_eq!(Clock::parse(other), None, "{other}");
        }
        for (typed, meant) in [
            ("2 pm", "14:00"),
            ("2.30pm", "14:30"),
            ("09.30", "09:30"),
            ("1400", "14:00"),
            ("14:00:00", "14:00"),
            ("noon", "12:00"),
            ("12.15 am", "00:15"),
            ("12 pm", "12:00"),
        ] {
            assert_eq!(explain_clock("`start`", typed).1, format!("Write `\"{meant}\"`."), "{typed}");
        }
        assert_eq!(explain_clock("`start`", "24:00").0, "`start` is `24:00`, which is not a time of day.");
        assert_eq!(
            explain_clock("`start`", "after lunch").0,
            "`start` is `after lunch`, which is not a time of day."
        );
    }
}
