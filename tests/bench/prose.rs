//! The minute of one item: numbered paragraphs with lettered ones below them, quotes, tables, people by the
//! short form of their names, links, and a resolution. Made of random words, it is not to be read.

use std::fmt::Write;

use crate::corpus::{Corpus, Item};
use crate::random::Random;
use crate::words::{Vocabulary, topic_word};

/// The minute of an item as Markdown in the content format, a paragraph a line. `path` says how a link to
/// another item is written.
///
/// The target length is log-normal with a median of 500 words, from 150 to 1,500; opening, last paragraph
/// and resolution come on top.
pub fn minute(
    corpus: &Corpus,
    item: &Item,
    vocabulary: &Vocabulary,
    path: impl Fn(&Item) -> String,
) -> String {
    let mut random = Random::new(corpus.seed, 1 + item.index as u64);
    let target = (6.215 + 0.52 * random.normal()).exp().clamp(150.0, 1_500.0) as usize;
    // Those who present speak most; six others are in the room.
    let mut speakers = item.presenters.repeat(3);
    speakers.extend((0..6).map(|_| random.below(corpus.people.len())));
    let mut writer = Writer { corpus, vocabulary, random, speakers, text: String::new(), words: 0 };
    let mut links = item.links.iter().map(|link| {
        let to = &corpus.items[*link];
        format!("[minute {} of {}]({})", to.number, to.day.long(), path(to))
    });
    writer.opening(item);
    if target > 700 {
        writer.line("## Background");
    }
    let mut number = 0;
    while writer.words < target {
        let link = if writer.random.chance(0.5) { links.next() } else { None };
        writer.block(&mut number, link);
    }
    for link in links {
        writer.line(&format!("This followed {link}."));
    }
    writer.resolution(item);
    writer.text
}

struct Writer<'a> {
    corpus: &'a Corpus,
    vocabulary: &'a Vocabulary,
    random: Random,
    /// Who is in the room: places in the corpus's people, once for each time they are likelier to speak.
    speakers: Vec<usize>,
    text: String,
    /// How many words of running text have been written.
    words: usize,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str("\n\n");
    }

    fn opening(&mut self, item: &Item) {
        let presenter = &self.corpus.people[item.presenters[0]].short;
        let text = self.paragraph(45);
        self.line(&format!("{presenter} introduced the paper on {}. {text}", item.title));
    }

    /// A numbered paragraph, one with lettered ones below it, a quote, a table, or a plain paragraph.
    fn block(&mut self, number: &mut usize, link: Option<String>) {
        let see = link.map(|link| format!(" See {link}.")).unwrap_or_default();
        match self.random.below(100) {
            0..60 => {
                *number += 1;
                let text = self.paragraph_between(25, 90);
                self.line(&format!("{number}. {text}{see}"));
            }
            60..85 => {
                *number += 1;
                let text = self.paragraph_between(12, 40);
                self.line(&format!("{number}. {text}{see}"));
                for letter in &["a", "b", "c", "d", "e"][..self.random.between(2, 5)] {
                    let text = self.paragraph_between(10, 50);
                    self.line(&format!("({letter}) {text}"));
                }
            }
            85..90 => {
                let text = self.paragraph(30);
                self.line(&format!("> {text}{see}"));
            }
            90..94 => self.table(),
            _ => {
                let text = self.paragraph_between(30, 80);
                self.line(&format!("{text}{see}"));
            }
        }
    }

    fn table(&mut self) {
        self.text.push_str("| Service | Budget £m | Forecast £m |\n|---|---:|---:|\n");
        for _ in 0..self.random.between(3, 7) {
            let (first, second) = (topic_word(&mut self.random), topic_word(&mut self.random));
            let (budget, forecast) = (self.random.unit() * 90.0, self.random.unit() * 90.0);
            let _ = writeln!(self.text, "| {} {second} | {budget:.1} | {forecast:.1} |", capitalised(first));
        }
        self.text.push('\n');
        self.words += 15;
    }

    /// A resolution as clerks set it: every part a paragraph of its own.
    fn resolution(&mut self, item: &Item) {
        self.line("RESOLVED: That");
        let parts = self.random.pick(&[1, 1, 2, 2, 3, 4]);
        for (place, letter) in ["a", "b", "c", "d"][..parts].iter().enumerate() {
            let length = self.random.between(6, 22);
            let words = self.run_of_words(length);
            let end = if place + 1 == parts { "." } else { ";" };
            self.line(&format!("({letter}) the {words} be {}{end}", item.outcome));
        }
        // One line end closes the file, not two.
        self.text.pop();
    }

    fn paragraph_between(&mut self, low: usize, high: usize) -> String {
        let target = self.random.between(low, high);
        self.paragraph(target)
    }

    /// Sentences of together at least `target` words.
    fn paragraph(&mut self, target: usize) -> String {
        let mut text = String::new();
        let mut words = 0;
        while words < target {
            let length = self.random.between(8, 28);
            if !text.is_empty() {
                text.push(' ');
            }
            let sentence = self.sentence(length);
            text.push_str(&sentence);
            words += length;
        }
        self.words += words;
        text
    }

    fn sentence(&mut self, length: usize) -> String {
        let mut text = if self.random.chance(0.3) {
            let speaker = self.random.pick(&self.speakers);
            let said =
                self.random.pick(&["said", "thought", "explained", "reported", "replied", "suggested"]);
            let words = self.run_of_words(length);
            format!("{} {said} that {words}", self.corpus.people[speaker].short)
        } else {
            let first = capitalised(self.vocabulary.draw_first(&mut self.random));
            let words = self.run_of_words(length / 2);
            let comma = if length > 14 { "," } else { "" };
            let rest = self.run_of_words(length - length / 2 - 1);
            format!("{first} {words}{comma} {rest}")
        };
        let ornament = self.random.below(100);
        let _ = match ornament {
            0..4 => write!(text, " by £{} million", self.random.between(1, 90)),
            4..7 => write!(text, " ({}%)", self.random.between(1, 99)),
            7..9 => write!(text, " – the ‘{}’", topic_word(&mut self.random)),
            9 => write!(text, " *{}*", topic_word(&mut self.random)),
            _ => Ok(()),
        };
        text.push('.');
        text
    }

    fn run_of_words(&mut self, count: usize) -> String {
        let mut text = String::with_capacity(count * 8);
        for place in 0..count {
            if place > 0 {
                text.push(' ');
            }
            text.push_str(self.vocabulary.draw(&mut self.random));
        }
        text
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
