//! What a text means without saying it in a link: people, meetings, items and bodies (`content-format`,
//! "The minute", points 5 and 6). Nothing is linked that is not certain.
//!
//! One automaton finds every surname, every body's name and the words that begin a reference in one
//! pass over the text; [`names`] and [`references`] then decide what stands there.

mod names;
mod references;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use self::names::{Context, Known};
use self::references::{Numbers, Reference};
use super::people::{Who, credits};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::minute::{BlockKind, Inline, TextRange};
use crate::model::{BodyId, Corpus, Item, MeetingId, PersonId, Target};

/// What one pattern of the automaton stands for.
#[derive(PartialEq)]
enum Pattern {
    /// The last word of a surname: the people who may be meant.
    Surname(Vec<usize>),
    /// The full name of a body.
    Body(BodyId),
    /// Words that begin a reference.
    Reference(Reference),
}

/// Finds what texts mean.
pub struct Finder {
    automaton: Option<AhoCorasick>,
    /// What the automaton looks for.
    texts: Vec<String>,
    patterns: Vec<Pattern>,
    known: Known,
    numbers: Numbers,
    /// Who is named in the person fields of each meeting and by the membership of its body on that day.
    near: HashMap<MeetingId, Arc<HashSet<usize>>>,
    row_of: HashMap<PersonId, usize>,
}

impl Finder {
    /// A finder over everybody and everything that has been defined. `before` is an earlier one, whose
    /// automaton will do if it looks for the same.
    pub fn new(corpus: &Corpus, who: &[Who], before: Option<&Finder>) -> Self {
        let known = Known::new(who);
        let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (surname, people) in known.last_words() {
            words.entry(surname.to_owned()).or_default().extend(people);
        }
        let mut texts: Vec<String> = Vec::new();
        let mut patterns = Vec::new();
        for (word, people) in words {
            texts.push(word);
            patterns.push(Pattern::Surname(people));
        }
        for (id, body) in corpus.bodies.iter() {
            // A name of one word ("Cabinet", "Council") is too common to be certain.
            if body.title.contains(' ') {
                texts.push(body.title.to_string());
                patterns.push(Pattern::Body(id));
            }
        }
        for (text, reference) in references::OPENINGS {
            texts.push((*text).to_owned());
            patterns.push(Pattern::Reference(*reference));
        }
        let automaton = match before {
            Some(before) if before.texts == texts => before.automaton.clone(),
            _ => automaton(&texts),
        };
        let row_of: HashMap<PersonId, usize> =
            who.iter().enumerate().filter_map(|(row, who)| Some((who.person?, row))).collect();
        let near = near(corpus, &row_of);
        Finder { automaton, texts, patterns, known, numbers: Numbers::new(corpus), near, row_of }
    }

    /// Whether another finder finds the same in any text that it finds in the same place.
    pub fn finds_the_same(&self, other: &Finder) -> bool {
        self.texts == other.texts
            && self.patterns == other.patterns
            && self.known == other.known
            && self.row_of == other.row_of
            && self.near == other.near
            && self.numbers == other.numbers
    }

    /// The words of an item's minute that link, in order, and the names that two people share.
    pub fn words(
        &self,
        corpus: &Corpus,
        item: &Item,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(TextRange, Target)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let minute = item.minute();
        let mut near: HashSet<usize> = HashSet::new();
        credits::of_item(item.front(), &mut |_, credit, _| {
            near.extend(corpus.people.of(credit).and_then(|person| self.row_of.get(&person)));
        });
        let wide = self.near.get(&item.meeting).cloned().unwrap_or_default();
        let context = Context { near: &near, wide: &wide };
        let mut links = Vec::new();
        let mut doubtful: BTreeMap<String, (u32, Vec<usize>)> = BTreeMap::new();
        for block in minute.walk() {
            if matches!(block.kind, BlockKind::Heading(_)) {
                continue;
            }
            let mut inside_links = Vec::new();
            block.for_each_inline(&mut |inline| match inline {
                Inline::Open(_) => inside_links.push(false),
                Inline::Link { .. } => inside_links.push(true),
                Inline::Close => {
                    inside_links.pop();
                }
                Inline::Text { range, source } if !inside_links.contains(&true) => {
                    let text = minute.slice(range);
                    self.scan(automaton, corpus, item, text, &context, &mut |from, to, found| {
                        let at = range.start + from as u32..range.start + to as u32;
                        match found {
                            Found::Target(target) => links.push((at, target)),
                            Found::Doubt(people) => {
                                doubtful
                                    .entry(text[from..to].to_owned())
                                    .or_insert((source + from as u32, people));
                            }
                            Found::Either => {
                                let (start, end) = (source + from as u32, source + to as u32);
                                diagnostics.push(unclear(item, &text[from..to], start..end));
                            }
                        }
                    });
                }
                _ => {}
            });
        }
        for (words, (source, people)) in doubtful {
            let end = source + words.len() as u32;
            diagnostics.push(self.ambiguous(item, &words, source..end, &people));
        }
        links
    }

    /// One stretch of text.
    fn scan(
        &self,
        automaton: &AhoCorasick,
        corpus: &Corpus,
        item: &Item,
        text: &str,
        context: &Context<'_>,
        each: &mut dyn FnMut(usize, usize, Found),
    ) {
        let mut done = 0;
        for hit in automaton.find_iter(text) {
            if hit.start() < done {
                continue;
            }
            let found = match &self.patterns[hit.pattern().as_usize()] {
                Pattern::Surname(people) => {
                    if !is_whole_word(text, hit.start(), hit.end()) {
                        continue;
                    }
                    names::at(text, done, hit.start()..hit.end(), people, &self.known, context)
                }
                Pattern::Body(body) => {
                    let own = corpus.meetings[item.meeting].bodies.contains(body);
                    (is_whole_word(text, hit.start(), hit.end()) && !own)
                        .then(|| (hit.start(), hit.end(), Found::Target(Target::Body(*body))))
                }
                Pattern::Reference(reference) => {
                    if !starts_word(text, hit.start()) {
                        continue;
                    }
                    references::at(*reference, text, hit.start(), hit.end(), corpus, item, &self.numbers)
                        .map(|(end, found)| (hit.start(), end, found))
                }
            };
            if let Some((from, to, found)) = found {
                each(from, to, found);
                done = to;
            }
        }
    }

    fn ambiguous(
        &self,
        item: &Item,
        words: &str,
        source: std::ops::Range<u32>,
        people: &[usize],
    ) -> Diagnostic {
        let mut named: Vec<String> = people.iter().map(|&row| self.known.describe(row)).collect();
        named.sort();
        named.dedup();
        let shown = match named.as_slice() {
            [first, second] => format!("{first} or {second}"),
            several => {
                let more = several.len().saturating_sub(3);
                let head = several.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
                if more > 0 { format!("{head} or {more} others") } else { head }
            }
        };
        Diagnostic::new(
            Code::NameAmbiguous,
            &item.paper.file,
            At::Bytes(source),
            format!("“{words}” may be {shown}, so the name is not linked."),
            "If you know who is meant, add the person's honorific to the file in people, or the words to its aliases; if not, accept the warning.",
        )
        .about(words)
    }
}

/// A reference that fits two meetings or papers.
fn unclear(item: &Item, words: &str, source: std::ops::Range<u32>) -> Diagnostic {
    Diagnostic::new(
        Code::AmbiguousReference,
        &item.paper.file,
        At::Bytes(source),
        format!("“{words}” may be one of two, so it is not linked."),
        "Write a link to the one that is meant, as in [words](../2024-03-12-special/index.md), or accept the warning.",
    )
    .about(words)
}

fn automaton(texts: &[String]) -> Option<AhoCorasick> {
    let builder = || {
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest);
        builder
    };
    let fast = builder().kind(Some(AhoCorasickKind::DFA)).build(texts);
    fast.or_else(|_| builder().build(texts)).ok()
}

/// What stands at a place in the text.
enum Found {
    /// This is certain.
    Target(Target),
    /// These people fit equally well.
    Doubt(Vec<usize>),
    /// Two meetings or papers fit equally well.
    Either,
}

/// Who is near each meeting: named in its attendance, or a member of one of its bodies on that day.
fn near(corpus: &Corpus, row_of: &HashMap<PersonId, usize>) -> HashMap<MeetingId, Arc<HashSet<usize>>> {
    let mut near: HashMap<MeetingId, Arc<HashSet<usize>>> = HashMap::new();
    for (id, meeting) in corpus.meetings.iter() {
        let mut rows = HashSet::new();
        let mut add = |person: Option<PersonId>| rows.extend(person.and_then(|person| row_of.get(&person)));
        credits::of_meeting(meeting.front(), &mut |_, credit, _| add(corpus.people.of(credit)));
        for body in &meeting.bodies {
            for member in &corpus.bodies[*body].front().members {
                let from = member.from.is_none_or(|from| from <= meeting.date);
                let to = member.to.is_none_or(|to| to >= meeting.date);
                if from && to {
                    add(corpus.people.of(&member.person));
                }
            }
        }
        near.insert(id, Arc::new(rows));
    }
    near
}

/// Whether nothing of a word stands before this place.
fn starts_word(text: &str, start: usize) -> bool {
    !text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// Whether these bytes are a word, or words, of their own.
fn is_whole_word(text: &str, start: usize, end: usize) -> bool {
    starts_word(text, start)
        && !text[end..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_')
}
