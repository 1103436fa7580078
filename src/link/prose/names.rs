//! Who is meant by a name in a text.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::Found;
use crate::link::people::Who;
use crate::model::Target;
use crate::model::name::{Honorific, Name, honorific, initials, is_initial, is_particle, same_honorific};

/// Everybody whom a text may mean, with their names taken apart.
#[derive(PartialEq)]
pub struct Known {
    people: Vec<Person>,
    /// How many people of the whole site have a surname, letter case folded.
    surnames: HashMap<String, HashSet<usize>>,
}

#[derive(PartialEq)]
struct Person {
    target: Option<Target>,
    name: Box<str>,
    forms: Vec<Form>,
    style: Option<Box<str>>,
    member: Option<bool>,
}

/// One of a person's names.
#[derive(PartialEq)]
struct Form {
    honorific: Option<Box<str>>,
    given: Vec<String>,
    surname: String,
}

/// Who can be meant: the tiers of `content-format`, point 5.
pub struct Context<'a> {
    /// Those named in the item.
    pub near: &'a HashSet<usize>,
    /// Those of its meeting, and the members of the body on that day.
    pub wide: &'a HashSet<usize>,
}

impl Known {
    /// Takes everybody's names apart.
    pub fn new(who: &[Who]) -> Self {
        let mut surnames: HashMap<String, HashSet<usize>> = HashMap::new();
        let people = who
            .iter()
            .enumerate()
            .map(|(row, who)| {
                let forms: Vec<Form> =
                    who.names.iter().map(|name| form(name)).filter(|form| !form.surname.is_empty()).collect();
                for form in &forms {
                    surnames.entry(form.surname.to_lowercase()).or_default().insert(row);
                }
                Person {
                    target: who.person.map(Target::Person),
                    name: who.name.clone(),
                    forms,
                    style: who.style.clone(),
                    member: who.member,
                }
            })
            .collect();
        Known { people, surnames }
    }

    /// The last word of every surname, as written, with the people who have it.
    pub fn last_words(&self) -> impl Iterator<Item = (&str, Vec<usize>)> {
        let mut words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (row, person) in self.people.iter().enumerate() {
            for form in &person.forms {
                let last = form.surname.rsplit(' ').next().unwrap_or_default();
                let rows = words.entry(last).or_default();
                if last.chars().next().is_some_and(char::is_uppercase) && !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
        words.into_iter().filter(|(word, rows)| word.chars().count() > 1 && !rows.is_empty())
    }

    /// A person, for a message.
    pub fn describe(&self, row: usize) -> String {
        let person = &self.people[row];
        match &person.style {
            Some(style) => format!("{style} {}", person.name),
            None => person.name.to_string(),
        }
    }
}

fn form(name: &str) -> Form {
    let name = Name::parse(name);
    // An alias such as "Mr Watkins" is an honorific and a surname.
    Form {
        honorific: name.style().map(Into::into),
        given: name.given.iter().map(|given| (*given).to_owned()).collect(),
        surname: name.surname.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// A name as it stands in a text.
struct Written<'a> {
    start: usize,
    honorifics: Vec<&'a str>,
    given: Vec<&'a str>,
    particles: Vec<&'a str>,
}

/// What stands before the surname at `last`, not further back than `floor`.
fn written(text: &str, floor: usize, last: usize) -> Written<'_> {
    let mut name = Written { start: last, honorifics: Vec::new(), given: Vec::new(), particles: Vec::new() };
    let mut end = last;
    while let Some((start, word)) = word_before(text, floor, end) {
        let bare = word.trim_end_matches('.');
        if honorific(word).is_some() {
            name.honorifics.insert(0, word);
        } else if !name.honorifics.is_empty() || name.given.len() >= 5 {
            break;
        } else if name.given.is_empty() && is_particle(word) {
            name.particles.insert(0, word);
        } else if is_initial(word) || (bare == word && bare.chars().next().is_some_and(char::is_uppercase)) {
            name.given.insert(0, word);
        } else if is_initials_run(word) {
            name.given.insert(0, word);
        } else {
            break;
        }
        end = start;
        name.start = start;
    }
    name
}

/// `P.A.`: initials without a space between them.
fn is_initials_run(word: &str) -> bool {
    word.len() >= 4
        && word.ends_with('.')
        && word
            .split_terminator('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

/// The word before `end` and where it starts, if only spaces part them.
fn word_before(text: &str, floor: usize, end: usize) -> Option<(usize, &str)> {
    let head = text.get(floor..end)?;
    let trimmed = head.trim_end_matches([' ', '\u{a0}']);
    if trimmed.len() == head.len() || trimmed.is_empty() {
        return None;
    }
    let start = trimmed
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘' | '"' | '/' | '—' | '–'))
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    let word = &trimmed[start..];
    let plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’'));
    (plain && !word.is_empty()).then_some((floor + start, word))
}

/// How well a person fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The person's file says that these very words mean this person.
    ByAlias,
    /// Full name, or everything known agrees.
    Certain,
    /// A surname with an honorific that is not known to be this person's: certain only if nobody else
    /// on the site has the surname.
    IfOnlyOne,
}

/// What stands at a surname: from, to and what was found.
pub(super) fn at(
    text: &str,
    floor: usize,
    last: Range<usize>,
    rows: &[usize],
    known: &Known,
    context: &Context<'_>,
) -> Option<(usize, usize, Found)> {
    let name = written(text, floor, last.start);
    let surname_word = &text[last.clone()];
    let mut fits: Vec<(usize, Fit, usize)> = Vec::new();
    for &row in rows {
        let person = &known.people[row];
        let best = person
            .forms
            .iter()
            .filter_map(|form| fit(text, &name, surname_word, form, person))
            .min_by_key(|(fit, _)| *fit);
        if let Some((fit, start)) = best {
            fits.push((row, fit, start));
        }
    }
    let named: Vec<_> = fits
        .iter()
        .copied()
        .filter(|(row, ..)| context.near.contains(row) || context.wide.contains(row))
        .collect();
    let mut tier = if named.is_empty() { fits } else { named };
    if tier.iter().filter(|(_, fit, _)| *fit == Fit::ByAlias).count() == 1 {
        tier.retain(|(_, fit, _)| *fit == Fit::ByAlias);
    }
    match tier.as_slice() {
        [] => None,
        [(row, fit, start)] => {
            let person = &known.people[*row];
            let namesakes = || {
                let mut all: HashSet<usize> = HashSet::new();
                for form in &person.forms {
                    if form.surname.ends_with(surname_word) {
                        all.extend(known.surnames.get(&form.surname.to_lowercase()).into_iter().flatten());
                    }
                }
                let mut all: Vec<usize> = all.into_iter().collect();
                all.sort_unstable();
                all
            };
            if *fit == Fit::IfOnlyOne {
                let all = namesakes();
                if all.len() > 1 {
                    return Some((name.start, last.end, Found::Doubt(all)));
                }
            }
            let target = person.target.clone()?;
            Some((*start, last.end, Found::Target(target)))
        }
        several => {
            let start = several.iter().map(|(_, _, start)| *start).min().unwrap_or(last.start);
            Some((start, last.end, Found::Doubt(several.iter().map(|(row, ..)| *row).collect())))
        }
    }
}

/// Whether a name as written may be one of a person's names, and where it then starts.
fn fit(
    text: &str,
    name: &Written<'_>,
    surname_word: &str,
    form: &Form,
    person: &Person,
) -> Option<(Fit, usize)> {
    // The whole surname, particles included.
    let particles: Vec<&str> = form.surname.split(' ').collect();
    let (own_last, own_particles) = particles.split_last()?;
    if *own_last != surname_word {
        return None;
    }
    let written_tail: Vec<&str> = name.given.iter().chain(&name.particles).copied().collect();
    let given = match own_particles.len() {
        0 if name.particles.is_empty() => &written_tail[..],
        0 => return None,
        count => {
            let split = written_tail.len().checked_sub(count)?;
            if !written_tail[split..].iter().zip(own_particles).all(|(a, b)| a.eq_ignore_ascii_case(b)) {
                return None;
            }
            &written_tail[..split]
        }
    };
    let agreement = agrees(name, form, person)?;
    if name.honorifics.is_empty() {
        // Full name: its given names stand right before it.
        let count = form.given.len();
        if count == 0 || given.len() < count || !same_given(&given[given.len() - count..], &form.given) {
            return None;
        }
        // "Iain R Muir" is not R Muir.
        if given.len() > count && is_initial(&form.given[0]) {
            return None;
        }
        let first = given[given.len() - count];
        return Some((Fit::Certain, offset(text, first)));
    }
    let start = name.start;
    if given.is_empty() {
        let fit = match agreement {
            _ if form.given.is_empty() && form.honorific.is_some() => Fit::ByAlias,
            Agreement::Known => Fit::Certain,
            Agreement::Unknown => Fit::IfOnlyOne,
        };
        return Some((fit, start));
    }
    if same_given(given, &form.given) {
        return Some((Fit::Certain, start));
    }
    // Initials: as many as both have must be the same.
    let letters = |word: &&str| is_initial(word) || is_initials_run(word);
    if !given.iter().all(letters) {
        return None;
    }
    let written: Vec<char> =
        given.iter().flat_map(|word| word.chars().filter(|c| c.is_alphabetic())).collect();
    let own: Vec<&str> = form.given.iter().map(String::as_str).collect();
    let own: Vec<char> = initials(&own).collect();
    let agree = !own.is_empty() && written.iter().zip(&own).all(|(a, b)| a == b);
    agree.then_some((Fit::Certain, start))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Known,
    Unknown,
}

/// Whether the honorifics as written may be this person's; `None` where they contradict what is known.
fn agrees(name: &Written<'_>, form: &Form, person: &Person) -> Option<Agreement> {
    let mut agreement = Agreement::Unknown;
    for &word in &name.honorifics {
        match honorific(word) {
            Some(Honorific::Office) => match person.member {
                Some(true) => agreement = Agreement::Known,
                Some(false) => return None,
                None => {}
            },
            _ => match form.honorific.as_deref().or(person.style.as_deref()) {
                Some(own) if same_honorific(own, word) => agreement = Agreement::Known,
                Some(_) => return None,
                None => {}
            },
        }
    }
    Some(agreement)
}

fn same_given(written: &[&str], own: &[String]) -> bool {
    written.len() == own.len()
        && written.iter().zip(own).all(|(a, b)| {
            a.trim_end_matches('.').eq_ignore_ascii_case(b.trim_end_matches('.'))
                || a.to_lowercase() == b.to_lowercase()
        })
}

fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}
