//! [`Memory`]: what was found in texts, for as long as it holds.
//!
//! Looking for names and references in every text is the one thing in linking that takes long. What is found
//! depends on the text and on what is known of people, bodies, meetings and numbers. While all that is the
//! same as before, it is found again in here.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::people::Who;
use super::prose::Finder;
use super::target::Resolver;
use crate::diagnostic::Diagnostics;
use crate::format;
use crate::minute::{Inline, TextRange};
use crate::model::name::NameKey;
use crate::model::{BodyId, Corpus, Item, Links, MeetingId, Paper, PersonId, Target};

/// What was found in texts the last time.
#[derive(Default)]
pub struct Memory {
    known: Option<Known>,
    texts: HashMap<Arc<str>, Text>,
}

/// All that decides what words mean, apart from the text itself.
struct Known {
    finder: Finder,
    people: Arc<HashMap<NameKey, Option<PersonId>>>,
    /// The bodies of each meeting.
    bodies: Vec<Vec<BodyId>>,
}

/// What was found in one text.
#[derive(Clone)]
struct Text {
    /// The paper that says it; another version of it is another allocation.
    paper: Arc<Paper<format::Item>>,
    meeting: MeetingId,
    /// Whether any link is typed in it.
    has_links: bool,
    words: Vec<(TextRange, Target)>,
    found: Diagnostics,
}

impl Memory {
    /// What each item's text links to, with what is doubtful about it.
    pub(super) fn read(
        &mut self,
        corpus: &Corpus,
        who: &[Who],
        resolver: &Resolver<'_>,
    ) -> Vec<(Links, Diagnostics)> {
        let finder = Finder::new(corpus, who, self.known.as_ref().map(|known| &known.finder));
        let bodies = corpus.meetings.rows().iter().map(|meeting| meeting.bodies.clone());
        let known = Known { finder, people: Arc::clone(&corpus.people.by_name), bodies: bodies.collect() };
        if !self.known.as_ref().is_some_and(|before| known.is_the_same(before)) {
            self.texts.clear();
        }
        let before = &self.texts;
        let texts: Vec<Text> = corpus
            .items
            .rows()
            .par_iter()
            .map(|item| match before.get(&item.paper.file) {
                Some(text) if Arc::ptr_eq(&text.paper, &item.paper) && text.meeting == item.meeting => {
                    text.clone()
                }
                _ => Text::read(corpus, item, &known.finder),
            })
            .collect();
        let links = texts
            .par_iter()
            .map(|text| {
                let mut found = Diagnostics::new();
                let typed = match text.has_links {
                    true => resolver.typed(&text.paper.file, &text.paper.minute, &mut found),
                    false => Vec::new(),
                };
                found.extend(text.found.iter().cloned());
                (Links { words: text.words.clone(), typed }, found)
            })
            .collect();
        self.texts = texts.into_iter().map(|text| (Arc::clone(&text.paper.file), text)).collect();
        self.known = Some(known);
        links
    }
}

impl Known {
    fn is_the_same(&self, other: &Known) -> bool {
        self.people == other.people
            && self.bodies == other.bodies
            && self.finder.finds_the_same(&other.finder)
    }
}

impl Text {
    fn read(corpus: &Corpus, item: &Item, finder: &Finder) -> Self {
        let mut found = Diagnostics::new();
        let words = finder.words(corpus, item, &mut found);
        let mut has_links = false;
        for block in item.minute().walk() {
            block.for_each_inline(&mut |inline| has_links |= matches!(inline, Inline::Link { .. }));
        }
        Text { paper: Arc::clone(&item.paper), meeting: item.meeting, has_links, words, found }
    }
}
