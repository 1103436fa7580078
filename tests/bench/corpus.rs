//! The facts of the generated council: who met when, about what, with whom, referring to what. The prose
//! is in [`crate::prose`]; how both are written down is in [`crate::content`].
//!
//! The shape is that of a county council's minutes over fifteen years: nine items a meeting, one or two
//! presenters an item, one resolution with up to four parts, up to four documents and up to three links to
//! earlier items.

use std::collections::BTreeSet;

use crate::random::Random;
use crate::words::{
    BODIES, BodyName, DOCUMENTS, FORENAMES, MONTHS, OUTCOMES, PAPERS, POSTS, SUBJECTS, SURNAMES,
};

/// How many people the minutes name, and how many of them, the first, present items.
const PEOPLE: usize = 120;
const PRESENTERS: usize = 60;
/// How many of the presenters, the first, are officers; everybody else is a councillor.
const OFFICERS: usize = 45;

const FIRST_YEAR: usize = 2011;
const YEARS: usize = 15;
const ITEMS_A_MEETING: usize = 9;

/// Somebody whom the minutes name.
pub struct Person {
    /// Forename and surname, as in front matter.
    pub name: String,
    /// How the minutes call the person: "Ms Ashbeck", "Councillor P R Kirkdale".
    pub short: String,
    /// The post held.
    pub role: &'static str,
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: usize,
    month: usize,
    day: usize,
}

impl Day {
    /// As folders and front matter have it: 2023-11-29.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// As prose has it: 29 November 2023.
    pub fn long(self) -> String {
        format!("{} {} {}", self.day, MONTHS[self.month - 1], self.year)
    }
}

/// A supporting document, published elsewhere.
pub struct Document {
    /// Its title.
    pub title: String,
    /// Where it is found.
    pub url: String,
    /// Its kind, as the content format has it.
    pub kind: &'static str,
}

/// An agenda item.
pub struct Item {
    /// Its place in [`Corpus::items`], which is also the stream of its random numbers.
    pub index: usize,
    /// Its body's place in [`Corpus::bodies`].
    pub body: usize,
    /// The day of its meeting.
    pub day: Day,
    /// Its number in the meeting, from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// Who presented it: one or two places in [`Corpus::people`].
    pub presenters: Vec<usize>,
    /// The earlier items that its minute links to.
    pub links: Vec<usize>,
    /// Its documents.
    pub documents: Vec<Document>,
    /// What was decided, in one word.
    pub outcome: &'static str,
}

/// All the facts.
pub struct Corpus {
    /// The seed they were drawn from.
    pub seed: u64,
    /// The bodies that met.
    pub bodies: Vec<BodyName>,
    /// Everybody.
    pub people: Vec<Person>,
    /// The items in order of date, then body, then number.
    pub items: Vec<Item>,
}

impl Corpus {
    /// Draws the facts for as many items.
    pub fn new(size: usize, seed: u64) -> Self {
        let bodies = BODIES[..(size / 27).clamp(3, BODIES.len())].to_vec();
        let mut random = Random::new(seed, 0);
        let mut items = Vec::with_capacity(size);
        for ((day, body), count) in meetings(size, bodies.len(), &mut random) {
            for number in 1..=count {
                let item = item(items.len(), day, body, number, &mut random);
                items.push(item);
            }
        }
        Corpus { seed, bodies, people: people(), items }
    }

    /// The path of an item below the folder of committees, without `.md`.
    pub fn path(&self, item: &Item) -> String {
        format!(
            "{}/{}/{:02}-{}",
            slug(self.bodies[item.body].0),
            item.day.iso(),
            item.number,
            slug(&item.title)
        )
    }
}

/// A name as one word of a path. Everything here is ASCII.
pub fn slug(text: &str) -> String {
    text.replace('\'', "").to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}

/// The meetings in order, each with the number of its items: 4 to 14, together `size`. A body meets
/// once a day at most.
fn meetings(size: usize, bodies: usize, random: &mut Random) -> Vec<((Day, usize), usize)> {
    let count = (size / ITEMS_A_MEETING).max(1);
    let mut slots = BTreeSet::new();
    while slots.len() < count {
        let day = Day {
            year: FIRST_YEAR + random.below(YEARS),
            month: random.between(1, 12),
            day: random.between(1, 28),
        };
        slots.insert((day, slots.len() % bodies));
    }
    let mut counts = vec![ITEMS_A_MEETING; count];
    for pair in counts.chunks_exact_mut(2) {
        let moved = random.between(0, 5);
        pair[0] -= moved;
        pair[1] += moved;
    }
    let planned: usize = counts.iter().sum();
    // What the division left over goes to the last meeting.
    counts[count - 1] = counts[count - 1] + size - planned.min(size);
    let mut left = size;
    for items in &mut counts {
        *items = (*items).min(left);
        left -= *items;
    }
    slots.into_iter().zip(counts).collect()
}

fn item(index: usize, day: Day, body: usize, number: usize, random: &mut Random) -> Item {
    let mut title = format!("{} {}", random.pick(&SUBJECTS), random.pick(&PAPERS));
    if random.chance(0.4) {
        title = format!("{title} {}/{:02}", day.year, (day.year + 1) % 100);
    }
    let first = random.below(PRESENTERS);
    let mut presenters = vec![first];
    if random.chance(0.35) {
        presenters.push((first + random.between(1, PRESENTERS - 1)) % PRESENTERS);
    }
    let links = random.pick(&[0, 0, 1, 1, 2, 3]);
    let links = (0..links).filter(|_| index > 0).map(|_| random.below(index.max(1))).collect();
    let documents = random.pick(&[0, 1, 1, 2, 2, 3, 4]);
    let documents = DOCUMENTS[..documents]
        .iter()
        .enumerate()
        .map(|(place, (what, kind))| Document {
            title: format!("{what}, {title}"),
            url: format!("https://documents.example/{}/{place}.pdf", 100_000 + index),
            kind,
        })
        .collect();
    Item { index, body, day, number, title, presenters, links, documents, outcome: random.pick(&OUTCOMES) }
}

/// The people: the same ones for every size and seed.
fn people() -> Vec<Person> {
    let mut random = Random::new(0, 1);
    let mut surnames: Vec<String> =
        SURNAMES.0.iter().flat_map(|start| SURNAMES.1.map(|end| format!("{start}{end}"))).collect();
    random.shuffle(&mut surnames);
    surnames.truncate(PEOPLE);
    surnames
        .into_iter()
        .enumerate()
        .map(|(place, surname)| {
            let (forename, honorific) = FORENAMES[place % FORENAMES.len()];
            let name = format!("{forename} {surname}");
            if place < OFFICERS {
                return Person {
                    name,
                    short: format!("{honorific} {surname}"),
                    role: POSTS[place % POSTS.len()],
                };
            }
            let address = random.pick(&["Councillor", honorific]);
            let second = random.pick(&["A", "B", "D", "E", "G", "H", "J", "M", "P", "R", "T", "W"]);
            let role = if place < PRESENTERS { "Executive Member" } else { "Councillor" };
            Person { name, short: format!("{address} {} {second} {surname}", &forename[..1]), role }
        })
        .collect()
}
