//! [`Place`]: what a file is, known from its path alone.

use jiff::civil::Date;

use crate::format::Language;

/// What a file with front matter is, by where it stands in the content folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// `site.yaml`
    Site,
    /// `committees/<body>/index.md`
    Body {
        /// The body's folder.
        body: Box<str>,
    },
    /// `committees/<body>/<date>[-word]/index.md`
    Meeting(Sitting),
    /// `committees/<body>/<date>[-word]/<name>.md`: an item in its meeting's folder.
    Item {
        /// The meeting's folder.
        sitting: Sitting,
        /// The language that the file's name says (`07-draft-budget.cy.md`).
        language: Option<Language>,
    },
    /// Any other paper: an item that says itself where it belongs.
    Alone {
        /// The body's folder, where the file stands in one.
        body: Option<Box<str>>,
        /// The language that the file's name says.
        language: Option<Language>,
    },
    /// `people/<slug>.md`
    Person {
        /// What follows `people/` in the id.
        slug: Box<str>,
    },
    /// `pages/<slug>.md`
    Plain {
        /// The page's address.
        slug: Box<str>,
        /// The language that the file's name says.
        language: Option<Language>,
    },
}

/// A meeting's folder, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sitting {
    /// The body's folder.
    pub body: Box<str>,
    /// The day.
    pub date: Date,
    /// The word after the date, where there is one.
    pub word: Option<Box<str>>,
}

impl Sitting {
    /// Reads a folder's name: ten characters of date, then perhaps `-` and a word.
    pub fn parse(body: &str, folder: &str) -> Option<Self> {
        let date = folder.get(..10)?;
        let shape = date.bytes().enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
        if !shape {
            return None;
        }
        let word = match &folder[10..] {
            "" => None,
            rest => Some(rest.strip_prefix('-').filter(|word| !word.is_empty())?.into()),
        };
        Some(Sitting { body: body.into(), date: date.parse().ok()?, word })
    }

    /// The folder's path in the content folder.
    pub fn path(&self) -> String {
        match &self.word {
            None => format!("committees/{}/{}", self.body, self.date),
            Some(word) => format!("committees/{}/{}-{word}", self.body, self.date),
        }
    }
}

/// Why a file cannot stand where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misplaced {
    /// A folder below a body that does not begin with a real date.
    NotAMeeting,
    /// A paper deeper than its meeting's folder.
    TooDeep,
    /// A paper below `people/` or `pages/` in a folder of its own.
    Nested,
    /// A translation of a kind of file that has none.
    NoTranslation,
}

impl Place {
    /// What the file at a content path is.
    ///
    /// # Errors
    /// Why nothing can stand at that path.
    pub fn of(path: &str) -> Result<Place, Misplaced> {
        if path == "site.yaml" {
            return Ok(Place::Site);
        }
        let parts: Vec<&str> = path.split('/').collect();
        let name = parts.last().copied().unwrap_or_default();
        let (stem, language) = stem(name);
        match parts.as_slice() {
            ["committees", body, "index.md"] => Ok(Place::Body { body: (*body).into() }),
            ["committees", _, _] if stem == "index" => Err(Misplaced::NoTranslation),
            ["committees", body, _] => Ok(Place::Alone { body: Some((*body).into()), language }),
            ["committees", body, folder, _] => {
                let sitting = Sitting::parse(body, folder).ok_or(Misplaced::NotAMeeting)?;
                match (name, stem) {
                    ("index.md", _) => Ok(Place::Meeting(sitting)),
                    (_, "index") => Err(Misplaced::NoTranslation),
                    _ => Ok(Place::Item { sitting, language }),
                }
            }
            ["committees", _, _, _, ..] => Err(Misplaced::TooDeep),
            ["people", _] if language.is_some() => Err(Misplaced::NoTranslation),
            ["people", _] => Ok(Place::Person { slug: stem.into() }),
            ["pages", _] => Ok(Place::Plain { slug: stem.into(), language }),
            ["people" | "pages", _, ..] => Err(Misplaced::Nested),
            _ => Ok(Place::Alone { body: None, language }),
        }
    }
}

/// A file's name without `.md` and without its language: `07-draft-budget.cy.md` is
/// (`07-draft-budget`, Welsh).
pub fn stem(name: &str) -> (&str, Option<Language>) {
    let stem = name.strip_suffix(".md").unwrap_or(name);
    for language in Language::ALL {
        if let Some(base) = stem.strip_suffix(language.word()).and_then(|base| base.strip_suffix('.'))
            && !base.is_empty()
        {
            return (base, Some(*language));
        }
    }
    (stem, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_a_file_is() {
        let sitting = |word: Option<&str>| Sitting {
            body: "cabinet".into(),
            date: jiff::civil::date(2023, 11, 29),
            word: word.map(Into::into),
        };
        let cases: &[(&str, Result<Place, Misplaced>)] = &[
            ("site.yaml", Ok(Place::Site)),
            ("committees/cabinet/index.md", Ok(Place::Body { body: "cabinet".into() })),
            ("committees/cabinet/2023-11-29/index.md", Ok(Place::Meeting(sitting(None)))),
            (
                "committees/cabinet/2023-11-29-special/07-x.cy.md",
                Ok(Place::Item { sitting: sitting(Some("special")), language: Some(Language::Cy) }),
            ),
            ("committees/cabinet/2023-02-30/07-x.md", Err(Misplaced::NotAMeeting)),
            ("committees/cabinet/reports/07-x.md", Err(Misplaced::NotAMeeting)),
            ("committees/cabinet/2023-11-29-/07-x.md", Err(Misplaced::NotAMeeting)),
            ("committees/cabinet/2023-11-29/deep/07-x.md", Err(Misplaced::TooDeep)),
            ("committees/cabinet/2023-11-29/index.cy.md", Err(Misplaced::NoTranslation)),
            ("committees/cabinet/x.md", Ok(Place::Alone { body: Some("cabinet".into()), language: None })),
            ("budget.md", Ok(Place::Alone { body: None, language: None })),
            ("a/b/c/d/budget.md", Ok(Place::Alone { body: None, language: None })),
            ("people/jane-roe.md", Ok(Place::Person { slug: "jane-roe".into() })),
            ("people/old/jane-roe.md", Err(Misplaced::Nested)),
            ("pages/about.cy.md", Ok(Place::Plain { slug: "about".into(), language: Some(Language::Cy) })),
        ];
        for (path, expected) in cases {
            assert_eq!(&Place::of(path), expected, "{path}");
        }
    }
}
