//! Meetings by year and month.

use jiff::civil::Date;
use serde::Serialize;

use super::body::{FEW, split};
use super::frame::Head;
use super::meeting::{self, MeetingRow};
use super::setting::{Count, Link, Setting};
use crate::model::MeetingId;
use crate::site::Page;

/// The years with meetings, and the next and latest ones.
#[derive(Debug, Serialize)]
pub struct MeetingsView {
    /// The next meetings.
    pub next: Vec<MeetingRow>,
    /// The latest meetings.
    pub latest: Vec<MeetingRow>,
    /// The years, newest first.
    pub years: Vec<Count>,
    /// The month of the day that counts as today, if it has meetings.
    pub month: Option<Link>,
}

/// The months of a year.
#[derive(Debug, Serialize)]
pub struct MeetingsYearView {
    /// The years, newest first.
    pub years: Vec<Count>,
    /// The months with meetings, in order.
    pub months: Vec<Count>,
}

/// A month.
#[derive(Debug, Serialize)]
pub struct MeetingsMonthView {
    /// "January 2024".
    pub title: String,
    /// The days of the week, Monday first.
    pub weekdays: Vec<String>,
    /// The weeks, each seven days.
    pub weeks: Vec<Vec<Day>>,
    /// The meetings, in order.
    pub meetings: Vec<MeetingRow>,
    /// The last month before it that has meetings.
    pub previous: Option<Link>,
    /// The next month after it that has meetings.
    pub next: Option<Link>,
}

/// A day of a calendar.
#[derive(Debug, Serialize)]
pub struct Day {
    /// The day of the month; absent for a field of another month.
    pub number: Option<i8>,
    /// Its meetings.
    pub meetings: Vec<MeetingRow>,
}

/// The years with meetings.
pub fn meetings(setting: &Setting) -> (Head, MeetingsView) {
    let (past, next) = split(setting, &setting.corpus.graph.meetings_by_date);
    let (year, month) = (setting.today().year(), setting.today().month());
    let has = |id: &MeetingId| month_of(setting, *id) == (year, month);
    let view = MeetingsView {
        next: next.iter().take(FEW * 2).map(|&id| meeting::row(setting, id)).collect(),
        latest: past.iter().rev().take(FEW).map(|&id| meeting::row(setting, id)).collect(),
        years: year_counts(setting, None),
        month: (past.last().is_some_and(has) || next.first().is_some_and(has)).then(|| {
            setting.link(Page::MeetingsMonth(year, month), setting.words.month_of_year(year, month))
        }),
    };
    (Head::new(setting.words.get("nav.meetings"), setting.words.get("meetings.lead")), view)
}

fn year_counts(setting: &Setting, shown: Option<i16>) -> Vec<Count> {
    let years = setting.lists.meeting_years.iter().rev().map(|(year, range)| Count {
        href: setting.page(Page::MeetingsYear(*year)),
        text: year.to_string(),
        count: setting.words.count("count.meetings", range.len()),
        current: shown == Some(*year),
    });
    years.collect()
}

/// The meetings of a year, in order of date.
fn of_year<'a>(setting: &Setting<'a>, year: i16) -> &'a [MeetingId] {
    let found = setting.lists.meeting_years.iter().find(|(other, _)| *other == year);
    found.map_or(&[], |(_, range)| &setting.corpus.graph.meetings_by_date[range.clone()])
}

/// The months of a year.
pub fn meetings_year(setting: &Setting, year: i16) -> (Head, MeetingsYearView) {
    let meetings = of_year(setting, year);
    let months = (1..=12).filter_map(|month| {
        let n = meetings.iter().filter(|&&id| setting.corpus.meetings[id].date.month() == month).count();
        (n > 0).then(|| Count {
            href: setting.page(Page::MeetingsMonth(year, month)),
            text: setting.words.month_of_year(year, month),
            count: setting.words.count("count.meetings", n),
            current: false,
        })
    });
    let view = MeetingsYearView { years: year_counts(setting, Some(year)), months: months.collect() };
    let title = setting.heading(Page::MeetingsYear(year));
    let head = Head::new(title, setting.words.get("meetings.lead"))
        .below(setting.link(Page::Meetings, setting.words.get("nav.meetings")));
    (head, view)
}

/// A month.
pub fn meetings_month(setting: &Setting, year: i16, month: i8) -> (Head, MeetingsMonthView) {
    let words = setting.words;
    let all = &setting.corpus.graph.meetings_by_date;
    let start = all.partition_point(|&id| month_of(setting, id) < (year, month));
    let end = all.partition_point(|&id| month_of(setting, id) <= (year, month));
    let title = words.month_of_year(year, month);
    let neighbour = |id: &MeetingId| {
        let (year, month) = month_of(setting, *id);
        setting.link(Page::MeetingsMonth(year, month), words.month_of_year(year, month))
    };
    let meetings: Vec<MeetingRow> = all[start..end].iter().map(|&id| meeting::row(setting, id)).collect();
    let view = MeetingsMonthView {
        title: title.clone(),
        weekdays: (0..7).map(|day| words.weekday(day).to_owned()).collect(),
        weeks: weeks(year, month, &meetings),
        previous: start.checked_sub(1).map(|index| neighbour(&all[index])),
        next: all.get(end).map(neighbour),
        meetings,
    };
    let description = words.fill(
        "meetings.month_description",
        &[("month", &title), ("meetings", &words.count("count.meetings", end - start))],
    );
    let mut head = Head::new(setting.heading(Page::MeetingsMonth(year, month)), description);
    head.trail = vec![
        setting.link(Page::Meetings, words.get("nav.meetings")),
        setting.link(Page::MeetingsYear(year), setting.heading(Page::MeetingsYear(year))),
    ];
    (head, view)
}

fn month_of(setting: &Setting, id: MeetingId) -> (i16, i8) {
    let date = setting.corpus.meetings[id].date;
    (date.year(), date.month())
}

/// The weeks of a month, Monday first, the fields of other months empty.
fn weeks(year: i16, month: i8, meetings: &[MeetingRow]) -> Vec<Vec<Day>> {
    let Ok(first) = Date::new(year, month, 1) else { return Vec::new() };
    let before = first.weekday().to_monday_zero_offset();
    let mut fields: Vec<Day> = (0..before).map(|_| Day { number: None, meetings: Vec::new() }).collect();
    for number in 1..=first.days_in_month() {
        let iso = format!("{year:04}-{month:02}-{number:02}");
        let on = meetings.iter().filter(|row| row.date.iso == iso).cloned().collect();
        fields.push(Day { number: Some(number), meetings: on });
    }
    while !fields.len().is_multiple_of(7) {
        fields.push(Day { number: None, meetings: Vec::new() });
    }
    let mut weeks = Vec::new();
    while !fields.is_empty() {
        let rest = fields.split_off(7);
        weeks.push(std::mem::replace(&mut fields, rest));
    }
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_whole_weeks_from_monday() {
        let weeks = weeks(2024, 2, &[]);
        assert_eq!(weeks.len(), 5);
        assert!(weeks.iter().all(|week| week.len() == 7));
        assert_eq!(weeks[0][2].number, None);
        assert_eq!(weeks[0][3].number, Some(1));
        assert_eq!(weeks[4][3].number, Some(29));
    }
}
