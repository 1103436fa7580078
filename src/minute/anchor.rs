//! The address of every paragraph in its minute: `p-8-a`, `p-3f9a1c`, `resolution-1-i`.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lines::is_space;
use super::series::Path;
use super::{Block, BlockKind, Minute, Resolution};

/// Headings are addressed by so many bytes of their words at most.
const LONGEST_SLUG: usize = 60;

/// Gives every top-level block its anchor, and paragraphs of resolutions the one of their label besides.
pub(super) fn anchor(minute: &mut Minute, paths: &[Path]) {
    let Minute { text, blocks, resolutions, .. } = minute;
    let mut wanted: Vec<(String, Option<String>)> =
        blocks.iter().zip(paths).map(|(block, path)| (plain(block, path, text), None)).collect();
    for (n, resolution) in resolutions.iter().enumerate() {
        for (block, anchor) in anchors(n + 1, resolution) {
            let plain = std::mem::replace(&mut wanted[block].0, anchor);
            wanted[block].1 = (!paths[block].is_empty()).then_some(plain);
        }
    }

    let mut unique =
        Unique::new(wanted.iter().flat_map(|(anchor, alias)| [Some(anchor), alias.as_ref()]).flatten());
    let taken: Vec<_> = wanted
        .iter()
        .map(|(anchor, alias)| (unique.take(anchor), alias.as_ref().map(|alias| unique.take(alias))))
        .collect();
    for (block, (anchor, alias)) in blocks.iter_mut().zip(taken) {
        block.anchor = anchor;
        block.alias = alias;
    }
}

/// The anchors of a resolution's paragraphs.
fn anchors(number: usize, resolution: &Resolution) -> impl Iterator<Item = (usize, String)> + '_ {
    let lead = (resolution.block, format!("resolution-{number}"));
    let parts = resolution
        .parts
        .iter()
        .map(move |part| (part.block, format!("resolution-{number}-{}", part.path.join("-"))));
    std::iter::once(lead).chain(parts)
}

/// The anchor of a block that is part of no resolution; empty if nobody would cite it.
fn plain(block: &Block, path: &Path, text: &str) -> String {
    let words = text.get(block.text.start as usize..block.text.end as usize).unwrap_or("");
    match block.kind {
        BlockKind::Paragraph if !path.is_empty() => format!("p-{}", path.join("-")),
        BlockKind::Paragraph => format!("p-{}", hash(words)),
        BlockKind::Heading(_) => match slug(words) {
            slug if slug.is_empty() => format!("h-{}", hash(words)),
            slug => format!("h-{slug}"),
        },
        BlockKind::Table(_) => format!("t-{}", hash(words)),
        BlockKind::Quote(_) => format!("q-{}", hash(words)),
        BlockKind::Bullets(_) => format!("l-{}", hash(words)),
        BlockKind::Code(_) | BlockKind::Rule | BlockKind::Footnote { .. } => String::new(),
    }
}

/// Six characters that change with the words but not with the spaces between them.
fn hash(text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for (n, word) in text.split(char::is_whitespace).filter(|word| !word.chars().all(is_space)).enumerate() {
        hasher.update(if n > 0 { b" " } else { b"" });
        // Spaces without width come and go with the program that a text was pasted from.
        word.split(is_space).for_each(|piece| {
            hasher.update(piece.as_bytes());
        });
    }
    hasher.finalize().to_hex()[..6].to_owned()
}

/// The words of a heading in small letters without accents, joined by hyphens.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    let plain: String = text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.len() + word.len() >= LONGEST_SLUG && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST_SLUG));
    }
    slug
}

/// Hands out anchors, each once: the first of a name keeps it, repeats get `-2`, `-3`, …, passing
/// over what something else is called anyway.
struct Unique<'a> {
    names: HashSet<&'a str>,
    /// How often each name has been asked for.
    asked: HashMap<&'a str, usize>,
    added: HashSet<String>,
}

impl<'a> Unique<'a> {
    fn new(names: impl Iterator<Item = &'a String>) -> Self {
        Unique { names: names.map(String::as_str).collect(), asked: HashMap::new(), added: HashSet::new() }
    }

    fn take(&mut self, name: &'a str) -> Box<str> {
        if name.is_empty() {
            return Box::default();
        }
        let asked = self.asked.entry(name).or_insert(0);
        *asked += 1;
        if *asked == 1 {
            return name.into();
        }
        loop {
            let numbered = format!("{name}-{asked}");
            if !self.names.contains(numbered.as_str()) && self.added.insert(numbered.clone()) {
                return numbered.into();
            }
            *asked += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_numbered_around_real_names() {
        let names: Vec<String> = ["p-7", "p-7", "p-7-2", "p-7", "p-7-2", ""].map(String::from).into();
        let mut unique = Unique::new(names.iter());
        let taken: Vec<_> = names.iter().map(|name| unique.take(name).to_string()).collect();
        assert_eq!(taken, ["p-7", "p-7-3", "p-7-2", "p-7-4", "p-7-2-2", ""]);
    }

    #[test]
    fn hashes_do_not_see_spaces() {
        assert_eq!(hash("The  Chair\u{a0} said\u{200b} so"), hash("The Chair said so "));
        assert_ne!(hash("The Chair"), hash("TheChair"));
        assert_eq!(hash("x").len(), 6);
    }

    #[test]
    fn slugs_are_readable() {
        assert_eq!(slug("7. Tŷ’r Cyngor: Café & Library"), "7-ty-r-cyngor-cafe-library");
        assert_eq!(slug("?!"), "");
        assert!(slug(&"word ".repeat(50)).len() <= LONGEST_SLUG);
    }
}
