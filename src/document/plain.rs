//! Plain text and web pages: their text, and what a web page says about itself. Linear in the size of
//! the file, so no second process is needed.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::office::xml;
use super::{Kind, Reading, language_tag, title_line};

/// What a file that looks like text says about itself.
pub fn facts(bytes: &[u8], kind: Kind) -> Reading {
    let mut reading = Reading { kind: Some(kind), ..Reading::default() };
    if kind == Kind::Html {
        let page = Page::read(&decode(bytes));
        reading.language = language_tag(&page.language);
        reading.title = title_line(&page.title);
    }
    reading
}

/// The text of a file that looks like text.
pub fn text(bytes: &[u8], kind: Kind) -> String {
    let text = decode(bytes);
    if kind == Kind::Html { Page::read(&text).text } else { text }
}

/// The characters of a file: as its byte order mark says, or as a web page declares, or UTF-8, or else
/// what Windows wrote before that.
fn decode(bytes: &[u8]) -> String {
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| std::str::from_utf8(bytes).is_ok().then_some(UTF_8))
        .or_else(|| declared(bytes))
        .unwrap_or(WINDOWS_1252);
    encoding.decode(bytes).0.into_owned()
}

/// The encoding named by `charset=` in the first 1,024 bytes (HTML, 13.2.3.2).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let label = head.split("charset=").nth(1)?.trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c))?;
    Encoding::for_label(&label.as_bytes()[..end])
}

/// A web page without its markup.
#[derive(Default)]
struct Page {
    text: String,
    title: String,
    language: String,
}

/// Elements whose content is never shown; what is in them is not markup either.
const RAW: [&str; 5] = ["script", "style", "template", "noscript", "title"];

/// Elements that stand within a line; all others part words.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "mark", "q",
    "small", "span", "strong", "sub", "sup", "u", "wbr",
];

impl Page {
    /// Takes tags out. What is not quite a tag is text, as in a browser.
    fn read(source: &str) -> Page {
        let mut page = Page::default();
        let mut rest = source;
        while let Some(open) = rest.find('<') {
            push_text(&mut page.text, &rest[..open]);
            rest = &rest[open..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
            if !is_tag {
                page.text.push('<');
                rest = &rest[1..];
                continue;
            }
            let end = tag_end(rest);
            let tag = rest[1..end].trim_end_matches('>');
            rest = &rest[end..];
            let name: String =
                tag.chars().take_while(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
            let name = name.trim_end_matches('/');
            if !INLINE.contains(&name.trim_start_matches('/')) {
                page.text.push('\n');
            }
            if name == "html" && page.language.is_empty() {
                page.language = attribute(tag, "lang").unwrap_or_default();
            }
            if RAW.contains(&name) {
                let (content, after) = raw_content(rest, name);
                if name == "title" && page.title.is_empty() {
                    push_text(&mut page.title, content);
                }
                rest = after;
            }
        }
        push_text(&mut page.text, rest);
        page
    }
}

/// Where a tag ends, its `>` included: the first that is not within quotes of an attribute's value.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    let mut before = '<';
    for (place, character) in tag.char_indices() {
        match quote {
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if character == '>' => return place + 1,
            None if matches!(character, '"' | '\'') && before == '=' => quote = Some(character),
            None => {}
        }
        if !character.is_whitespace() {
            before = character;
        }
    }
    tag.len()
}

/// What stands up to the end tag of `name`, and what follows that name.
fn raw_content<'s>(rest: &'s str, name: &str) -> (&'s str, &'s str) {
    let closes = |place: usize| {
        let after = rest.get(place + 2..place + 2 + name.len());
        after.is_some_and(|after| after.eq_ignore_ascii_case(name))
    };
    match rest.match_indices("</").map(|(place, _)| place).find(|place| closes(*place)) {
        Some(place) => (&rest[..place], &rest[place..]),
        None => (rest, ""),
    }
}

/// The value of an attribute.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let (value, next) = match after.chars().next()? {
            quote @ ('"' | '\'') => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        let key = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        if key.eq_ignore_ascii_case(name) {
            return Some(value.to_owned());
        }
        rest = next;
    }
    None
}

/// Adds text with its character references resolved; what is no reference stays as it is.
fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        out.push_str(&rest[..place]);
        rest = &rest[place + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
        match xml::resolve(&rest[..end]).or_else(|| named(&rest[..end])) {
            Some(character) => {
                out.push(character);
                rest = &rest[end..];
                rest = rest.strip_prefix(';').unwrap_or(rest);
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
}

/// The named references that papers in English and Welsh use, of the 2,231 there are.
fn named(name: &str) -> Option<char> {
    const NAMES: [(&str, char); 54] = [
        ("nbsp", '\u{A0}'),
        ("shy", '\u{AD}'),
        ("ensp", '\u{2002}'),
        ("emsp", '\u{2003}'),
        ("thinsp", '\u{2009}'),
        ("pound", '£'),
        ("euro", '€'),
        ("cent", '¢'),
        ("sect", '§'),
        ("para", '¶'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("deg", '°'),
        ("plusmn", '±'),
        ("times", '×'),
        ("divide", '÷'),
        ("minus", '−'),
        ("frac12", '½'),
        ("frac14", '¼'),
        ("frac34", '¾'),
        ("sup2", '²'),
        ("sup3", '³'),
        ("middot", '·'),
        ("bull", '•'),
        ("hellip", '…'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("rarr", '→'),
        ("larr", '←'),
        ("le", '≤'),
        ("ge", '≥'),
        ("acirc", 'â'),
        ("ecirc", 'ê'),
        ("icirc", 'î'),
        ("ocirc", 'ô'),
        ("ucirc", 'û'),
        ("wcirc", 'ŵ'),
        ("ycirc", 'ŷ'),
        ("aacute", 'á'),
        ("eacute", 'é'),
        ("iacute", 'í'),
        ("oacute", 'ó'),
        ("uacute", 'ú'),
        ("egrave", 'è'),
        ("agrave", 'à'),
        ("iuml", 'ï'),
        ("ccedil", 'ç'),
    ];
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, character)| *character)
}

#[cfg(test)]
mod tests {
    use super::super::text::tidy;
    use super::*;

    fn html(source: &str) -> String {
        tidy(&text(source.as_bytes(), Kind::Html))
    }

    #[test]
    fn markup_is_taken_out() {
        let page = "<!DOCTYPE html><html lang=\"cy\" class=x><head><title>Cyllideb &amp; th&wcirc;f</title>\
            <style>p > a { color: red }</style></head><body><h1>Draft <b>bud</b>get</h1><p>Over 5 < 6 &pound;3m\
            <script>if (a<b) alert('</p>')</script><td title='a>b'>cell<td>two<!-- gone > --> more &nope; &#163;";
        assert_eq!(html(page), "Draft budget\nOver 5 < 6 £3m\ncell\ntwo more &nope; £");
        let facts = facts(page.as_bytes(), Kind::Html);
        assert_eq!(facts.language.as_deref(), Some("cy"));
        assert_eq!(facts.title.as_deref(), Some("Cyllideb & thŵf"));
    }

    #[test]
    fn what_is_cut_short_ends() {
        for page in
            ["<", "<p", "<!--", "<script>never", "<a href='", "&", "&#", "</", "<html lang=", "<p =\"ŵ>"]
        {
            html(page);
        }
        assert_eq!(html("text <!-- never closed"), "text");
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(decode("£5 ŵ".as_bytes()), "£5 ŵ");
        assert_eq!(decode(b"\xA35 \x96 caf\xE9"), "£5 – café");
        assert_eq!(decode(b"\xFF\xFEa\0\xA3\0"), "a£");
        assert_eq!(decode(b"<meta charset='iso-8859-14'>\xF0"), "<meta charset='iso-8859-14'>ŵ");
    }
}
