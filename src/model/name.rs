//! People's names: honorifics, initials and surnames, and when two spellings are one name.

use super::address::slug;

/// Honorifics as they are printed before names, longest first where one begins another. Those marked
/// `true` are offices of a member and say nothing about Mr, Mrs or Dr.
const HONORIFICS: &[(&str, bool)] = &[
    ("councillor", true),
    ("cllr", true),
    ("cynghorydd", true),
    ("cyng", true),
    ("alderman", true),
    ("mr", false),
    ("mrs", false),
    ("ms", false),
    ("miss", false),
    ("mx", false),
    ("dr", false),
    ("professor", false),
    ("prof", false),
    ("sir", false),
    ("dame", false),
    ("lord", false),
    ("lady", false),
    ("baroness", false),
    ("reverend", false),
    ("revd", false),
    ("rev", false),
    ("canon", false),
    ("father", false),
    ("bishop", false),
];

/// Words that belong to the surname after them.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "du", "la", "le", "di", "da", "dos", "ap", "ab", "ferch", "al", "el",
    "bin",
];

/// A name taken apart. The parts are as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name<'a> {
    /// The honorifics before it: `Councillor`, `Mrs`.
    pub honorifics: Vec<&'a str>,
    /// Given names and initials, before the surname.
    pub given: Vec<&'a str>,
    /// The surname with its particles: `van Dael`. Empty where there is only an honorific.
    pub surname: &'a str,
    /// The name without honorifics, as printed.
    pub plain: &'a str,
}

impl<'a> Name<'a> {
    /// Takes a name apart.
    pub fn parse(name: &'a str) -> Self {
        let name = name.trim();
        let mut rest = name;
        let mut honorifics = Vec::new();
        while let Some((first, tail)) = rest.split_once(char::is_whitespace) {
            if honorific(first).is_none() {
                break;
            }
            honorifics.push(first);
            rest = tail.trim_start();
        }
        let plain = rest;
        let words: Vec<&str> = plain.split_whitespace().collect();
        let mut start = words.len().saturating_sub(1);
        while start > 1 && PARTICLES.contains(&words[start - 1].to_lowercase().as_str()) {
            start -= 1;
        }
        let surname = match words.get(start) {
            Some(first) => &plain[offset(plain, first)..],
            None => "",
        };
        Name { honorifics, given: words[..start].to_vec(), surname, plain }
    }

    /// The honorific that is not an office (Mr, Mrs, Dr), if there is one.
    pub fn style(&self) -> Option<&'a str> {
        self.honorifics.iter().copied().find(|word| honorific(word) == Some(Honorific::Style))
    }

    /// Whether an honorific says that this is a member (Councillor, Alderman).
    pub fn is_office(&self) -> bool {
        self.honorifics.iter().any(|word| honorific(word) == Some(Honorific::Office))
    }
}

/// What an honorific says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Honorific {
    /// Mr, Mrs, Dr and so on.
    Style,
    /// Councillor, Alderman: an office, whatever the style.
    Office,
}

/// What the word says if it is an honorific.
pub fn honorific(word: &str) -> Option<Honorific> {
    let word = word.trim_end_matches('.').to_lowercase();
    let found = HONORIFICS.iter().find(|(known, _)| *known == word)?;
    Some(if found.1 { Honorific::Office } else { Honorific::Style })
}

/// Whether the word belongs to the surname after it (`van`, `de`).
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Two honorifics as one: `Cllr.` and `Councillor`, `Mr.` and `Mr`.
pub fn same_honorific(a: &str, b: &str) -> bool {
    let norm = |word: &str| -> String {
        match word.trim_end_matches('.').to_lowercase().as_str() {
            "cllr" | "cyng" | "cynghorydd" => "councillor".into(),
            "prof" => "professor".into(),
            "rev" | "revd" => "reverend".into(),
            other => other.into(),
        }
    };
    norm(a) == norm(b)
}

/// Whether a given name is an initial: `P`, `P.`.
pub fn is_initial(given: &str) -> bool {
    let mut chars = given.trim_end_matches('.').chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// The initials of given names: `Paul A.` is `P`, `A`.
pub fn initials<'a>(given: &'a [&'a str]) -> impl Iterator<Item = char> + 'a {
    given.iter().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase)
}

/// The key by which two spellings are one name: without honorific, letter case, accents and full
/// stops folded; with an organisation it is another key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameKey {
    /// The name as a slug; for an id, what follows `people/`.
    pub slug: Box<str>,
    /// Whether it was given as an id (`people/jane-roe`).
    pub id: bool,
    /// The organisation as a slug.
    pub organisation: Option<Box<str>>,
}

impl NameKey {
    /// The key of a name with an organisation.
    pub fn of(name: &str, organisation: Option<&str>) -> Self {
        if let Some(id) = name.trim().strip_prefix("people/") {
            return NameKey { slug: id.into(), id: true, organisation: None };
        }
        // A full stop after an initial parts it from the next one: "P.A. Watts" is "P A Watts".
        let name = Name::parse(name).plain.replace('.', " ");
        NameKey {
            slug: slug(&name).into(),
            id: false,
            organisation: organisation.map(|organisation| slug(organisation).into()),
        }
    }
}

/// The key by which people are put in order: surname, then given names, case and accents folded.
pub fn sort_key(name: &str) -> String {
    let name = Name::parse(name);
    format!("{} {}", slug(name.surname), slug(&name.given.join(" ")))
}

fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let name = Name::parse("Councillor Mrs. P A van Dael");
        assert_eq!(name.honorifics, ["Councillor", "Mrs."]);
        assert_eq!(name.given, ["P", "A"]);
        assert_eq!(name.surname, "van Dael");
        assert_eq!(name.plain, "P A van Dael");
        assert_eq!(name.style(), Some("Mrs."));
        assert!(name.is_office());
        let one = Name::parse("Megan");
        assert_eq!((one.given.len(), one.surname), (0, "Megan"));
        assert_eq!(Name::parse("").surname, "");
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        let key = NameKey::of("Mr P.A. Watts", None);
        assert_eq!(key, NameKey::of("P A Watts", None));
        assert_ne!(key, NameKey::of("P A Watts", Some("Glen Council")));
        assert!(NameKey::of("people/p-a-watts", Some("x")).id);
    }
}
