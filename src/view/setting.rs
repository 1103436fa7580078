//! [`Setting`]: all that a view is made from, and the small pieces that every view shows.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::words::Words;
use crate::format::{self, Credit, Language};
use crate::model::{Address, BodyId, Corpus, ItemId, MeetingId, PersonId};
use crate::site::{Lists, Page};

/// All that a view is made from: the record, its lists, and the wording of the page's language.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The record.
    pub corpus: &'a Corpus,
    /// The record cut into lists.
    pub lists: &'a Lists,
    /// The wording of the page's language.
    pub words: &'a Words,
}

/// HTML that is ready to stand in a page. Everything else in a view is text, which templates escape.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it leads, ready for `href`.
    pub href: String,
    /// Its words.
    pub text: String,
    /// The language of its words where it is not the page's.
    pub lang: Option<&'static str>,
}

/// A value of a list of the format, with its name in the page's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The value as front matter writes it, for class names.
    pub word: &'static str,
    /// Its name.
    pub label: String,
}

/// Somebody named, as the paper names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The name as printed.
    pub name: String,
    /// The person's page, where it is certain who is meant.
    pub href: Option<String>,
    /// The post held at the time.
    pub role: Option<String>,
    /// For whom.
    pub organisation: Option<String>,
}

/// A link to a part of a list, with how many rows are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Where it leads.
    pub href: String,
    /// What is listed there.
    pub text: String,
    /// How many: "12 decisions".
    pub count: String,
    /// Whether it is the list that the page shows.
    pub current: bool,
}

/// The way through the pages of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pager {
    /// "Page 2 of 5".
    pub text: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

impl<'a> Setting<'a> {
    /// The language of the page.
    pub fn language(&self) -> Language {
        self.words.language()
    }

    /// The day from which "next" and "latest" count.
    pub fn today(&self) -> Date {
        self.corpus.as_of
    }

    /// An address as an `href`: under the site's base path, percent-encoded.
    pub fn href(&self, address: &Address) -> String {
        format!("{}{}", self.corpus.site.base_path, address.encoded())
    }

    /// The `href` of a page.
    pub fn page(&self, page: Page) -> String {
        self.href(&page.address(self.corpus))
    }

    /// The language as a `lang` attribute, where it is not the page's own.
    pub fn lang(&self, language: Language) -> Option<&'static str> {
        (language != self.language()).then(|| language.word())
    }

    /// A link to a page with words of the interface.
    pub fn link(&self, page: Page, text: impl Into<String>) -> Link {
        Link { href: self.page(page), text: text.into(), lang: None }
    }

    /// A link to a body.
    pub fn body(&self, id: BodyId) -> Link {
        let lang = self.lang(self.corpus.site.language);
        Link { lang, ..self.link(Page::Body(id), &*self.corpus.bodies[id].title) }
    }

    /// A link to a meeting, in the words of its date: "Thursday 18 January 2024".
    pub fn meeting(&self, id: MeetingId) -> Link {
        self.link(Page::Meeting(id), self.meeting_date(id))
    }

    /// The day of a meeting, and which one of that day where the body met twice.
    pub fn meeting_date(&self, id: MeetingId) -> String {
        let meeting = &self.corpus.meetings[id];
        let date = self.words.date(meeting.date).long;
        match &meeting.word {
            Some(word) => format!("{date} ({})", word.replace('-', " ")),
            None => date,
        }
    }

    /// A link to a paper by its title.
    pub fn item(&self, id: ItemId) -> Link {
        let item = &self.corpus.items[id];
        let text = item.front().title.to_string();
        Link { href: self.page(Page::Item(id)), text, lang: self.lang(item.language) }
    }

    /// A link to a person by name.
    pub fn person(&self, id: PersonId) -> Link {
        self.link(Page::Person(id), &*self.corpus.people[id].name)
    }

    /// Somebody named.
    pub fn named(&self, credit: &Credit) -> Named {
        let person = self.corpus.people.of(credit);
        let name = match person {
            // An id is no name to print.
            Some(id) if credit.name().starts_with("people/") => self.corpus.people[id].name.to_string(),
            _ => credit.name().trim_start_matches("people/").to_owned(),
        };
        Named {
            name,
            href: person.map(|id| self.page(Page::Person(id))),
            role: credit.role().map(str::to_owned),
            organisation: credit.organisation().map(str::to_owned),
        }
    }

    /// Somebody named with the post of that day: where the paper gives none, the only one that the
    /// person's file gives for that day.
    pub fn named_on(&self, credit: &Credit, date: Date) -> Named {
        let mut named = self.named(credit);
        if named.role.is_some() || named.organisation.is_some() {
            return named;
        }
        let Some(person) = self.corpus.people.of(credit) else { return named };
        let held = |role: &&format::Role| {
            role.from.is_none_or(|from| from <= date) && role.to.is_none_or(|to| to >= date)
        };
        let mut roles = self.corpus.people[person].front().roles.iter().filter(held);
        if let (Some(role), None) = (roles.next(), roles.next()) {
            named.role = Some(role.role.to_string());
            named.organisation = role.organisation.as_ref().map(ToString::to_string);
        }
        named
    }

    /// A value of a list of the format: `label("outcome", outcome.word())`.
    pub fn label(&self, group: &str, word: &'static str) -> Label {
        Label { word, label: self.words.pick(group, word) }
    }

    /// The way through `total` rows, of which the page shows those of page `number`.
    pub fn pager(&self, number: u32, rows: usize, page: impl Fn(u32) -> Page) -> Option<Pager> {
        let pages = pages(rows);
        (pages > 1).then(|| Pager {
            text: self
                .words
                .fill("pager.position", &[("page", &number.to_string()), ("pages", &pages.to_string())]),
            previous: (number > 1).then(|| self.page(page(number - 1))),
            next: (number < pages).then(|| self.page(page(number + 1))),
        })
    }
}

/// How many pages of a list so many rows fill; an empty list is one page.
pub fn pages(rows: usize) -> u32 {
    rows.div_ceil(crate::site::page::ROWS).max(1) as u32
}

/// The beginning of a text, up to `max` characters, cut between words and then marked with an ellipsis.
pub fn excerpt(text: &str, max: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count() + usize::from(length > 0);
        if length + more > max {
            if length == 0 {
                // One word as long as a line: cut it, rather than show nothing.
                out.extend(word.chars().take(max));
            }
            out.push('…');
            break;
        }
        if length > 0 {
            out.push(' ');
        }
        out.push_str(word);
        length += more;
    }
    out
}

/// How to reach somebody: an e-mail address or a telephone number leads somewhere, a sentence does not.
pub fn contact(text: &str) -> Contact {
    let plain = text.trim();
    let phone: String = plain.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let href = if plain.contains('@') && !plain.contains(char::is_whitespace) {
        Some(format!("mailto:{}", crate::model::address::encode(plain)))
    } else if phone.len() >= 7 && plain.chars().all(|c| c.is_ascii_digit() || " +()-\u{a0}".contains(c)) {
        Some(format!("tel:{phone}"))
    } else {
        None
    };
    Contact { text: plain.to_owned(), href }
}

/// How to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// As written.
    pub text: String,
    /// `mailto:` or `tel:`, where it is one.
    pub href: Option<String>,
}

/// An address elsewhere as an `href`, if it is of a kind that may be linked: web, mail or telephone.
/// Anything else (`javascript:` above all) is text.
pub fn elsewhere(address: &str) -> Option<String> {
    let scheme = address.split_once(':')?.0.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") {
        return None;
    }
    // What a browser would strip or refuse is encoded; everything else stays as typed.
    let mut out = String::with_capacity(address.len());
    for c in address.trim().chars() {
        match c {
            c if c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c) => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
            c => out.push(c),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_end_between_words() {
        assert_eq!(excerpt("The budget  was noted", 30), "The budget was noted");
        assert_eq!(excerpt("The budget was noted", 11), "The budget…");
        assert_eq!(excerpt("Llanfairpwllgwyngyll", 5), "Llanf…");
    }

    #[test]
    fn only_harmless_addresses_are_linked() {
        assert_eq!(elsewhere("javascript:alert(1)"), None);
        assert_eq!(elsewhere("https://example.org/a b"), Some("https://example.org/a%20b".into()));
        assert_eq!(elsewhere("no scheme"), None);
    }

    #[test]
    fn contacts_lead_where_they_can() {
        assert_eq!(contact("clerk@example.gov.uk").href.as_deref(), Some("mailto:clerk@example.gov.uk"));
        assert_eq!(contact("01234 567 890").href.as_deref(), Some("tel:01234567890"));
        assert_eq!(contact("Ask at the library").href, None);
    }
}
