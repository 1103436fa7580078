//! What a page says, without its markup.

/// The words that a reader sees: tags and what stands in scripts and styles left out, entities
/// resolved, runs of white space as one space.
pub fn visible(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push(&mut out, &rest[..at]);
        rest = &rest[at..];
        let name: String =
            rest[1..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase();
        let end = match name.as_str() {
            "script" | "style" => rest.find(&format!("</{name}")).unwrap_or(rest.len()),
            _ if rest.starts_with("<!--") => rest.find("-->").map_or(rest.len(), |at| at + 3),
            _ => tag_end(rest),
        };
        rest = &rest[end..];
        if is_block(&name) || name.is_empty() {
            out.push(' ');
        }
    }
    push(&mut out, rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the tag that begins the text ends.
pub fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('>', None) => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether an element parts words even where no space stands.
fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "button"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "wbr"
    )
}

fn push(out: &mut String, text: &str) {
    out.push_str(&unescape(text));
}

/// A text with its entities resolved, as far as pages use them.
pub fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end < 12);
        let found = end.and_then(|end| match &rest[1..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{a0}'),
            entity => {
                let number = entity.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)
            }
        });
        match (found, end) {
            (Some(c), Some(end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            // Minified pages leave out what HTML lets them leave out.
            _ if rest.starts_with("&lt") => {
                out.push('<');
                rest = &rest[3..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// What stands in a page's main part, a line a block: `#` before headings, `-` before entries of lists,
/// `{#anchor}` where something can be linked to, links as in Markdown. Classes and the elements around
/// do not show, so a page may be designed anew without its outline changing.
pub fn outline(html: &str) -> String {
    let main = html.find("<main").unwrap_or(0);
    let end = html.find("</main").unwrap_or(html.len());
    let mut out = Outline::default();
    let mut rest = &html[main..end];
    while let Some(at) = rest.find('<') {
        out.line.push_str(&unescape(&rest[..at]).replace(['\n', '\t'], " "));
        rest = &rest[at..];
        let tag = &rest[..tag_end(rest)];
        rest = &rest[tag.len()..];
        let closing = tag.starts_with("</");
        let name: String =
            tag.trim_start_matches(['<', '/']).chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        match (name.as_str(), closing) {
            ("script" | "style" | "svg", false) => {
                rest = rest.find(&format!("</{name}")).map_or("", |at| &rest[at..])
            }
            ("a", false) => {
                out.line.push('[');
                out.links.push(attribute(tag, "href"));
            }
            ("a", true) => {
                let target = out.links.pop().flatten().unwrap_or_default();
                out.line.push_str(&format!("]({target})"));
            }
            ("td" | "th", false) => out.line.push_str(" | "),
            (name, false) if name.len() == 2 && name.starts_with('h') && name != "hr" => {
                out.flush();
                out.prefix = "#".repeat(name[1..].parse().unwrap_or(1)) + " ";
            }
            ("li", false) => {
                out.flush();
                out.prefix = "- ".to_owned();
            }
            (name, _) if is_block(name) => out.flush(),
            _ => {}
        }
        if let Some(id) = attribute(tag, "id").filter(|_| name != "main") {
            out.line.push_str(&format!("{{#{id}}} "));
        }
    }
    out.flush();
    out.text
}

#[derive(Default)]
struct Outline {
    text: String,
    line: String,
    prefix: String,
    links: Vec<Option<String>>,
}

impl Outline {
    fn flush(&mut self) {
        let words = self.line.split_whitespace().collect::<Vec<_>>().join(" ");
        self.line.clear();
        if !words.is_empty() {
            self.text.push_str(&format!("{}{words}\n", self.prefix));
            self.prefix.clear();
        }
    }
}

/// The value of an attribute of a tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.find(&format!(" {name}="))? + name.len() + 2;
    let rest = &tag[at..];
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split([' ', '>']).next()?,
    };
    Some(unescape(value))
}
