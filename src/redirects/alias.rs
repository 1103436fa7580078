//! [`Alias`]: an old address taken apart.

use crate::model::address::encode;

/// How long, in bytes, a name can safely be on any file system.
const LONGEST_NAME: usize = 200;

/// An old address: a path from the root of the site, and perhaps a query.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Alias {
    /// The path, decoded, beginning with `/`.
    path: String,
    /// The fields of the query, decoded, in order.
    query: Vec<(String, String)>,
}

impl Alias {
    /// Takes an address apart; `None` if it is no path of this site. A fragment never reaches a server
    /// and is dropped.
    pub(super) fn parse(text: &str) -> Option<Alias> {
        let text = text.split_once('#').map_or(text, |(text, _)| text);
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let path = decode(path)?;
        let names = path.strip_prefix('/')?;
        let names = names.strip_suffix('/').unwrap_or(names);
        let fit = |name: &str| !matches!(name, "" | "." | "..") && !name.contains('\\');
        if !names.is_empty() && !names.split('/').all(fit) {
            return None;
        }
        let fields = query.split('&').filter(|field| !field.is_empty()).map(|field| {
            let (key, value) = field.split_once('=').unwrap_or((field, ""));
            Some((decode(key)?, decode(value)?))
        });
        Some(Alias { query: fields.collect::<Option<_>>()?, path })
    }

    /// The file that answers at this address; `None` where none can. `/old.html` is that file; all else
    /// is a folder with an `index.html`, since a server would offer an `.aspx` file as a download.
    pub(super) fn output_path(&self) -> Option<String> {
        let path = self.path.trim_matches('/');
        let awkward =
            |name: &str| name.len() > LONGEST_NAME || name.contains(['<', '>', ':', '"', '|', '?', '*']);
        if !self.query.is_empty() || path.split('/').any(awkward) {
            return None;
        }
        let lower = path.to_ascii_lowercase();
        let page = !self.path.ends_with('/') && (lower.ends_with(".html") || lower.ends_with(".htm"));
        Some(match path {
            "" => "index.html".to_owned(),
            _ if page => path.to_owned(),
            _ => format!("{path}/index.html"),
        })
    }

    /// What a line of `_redirects` matches: the path under `base`, and the query a field a word. `:` and
    /// `*` would stand for anything there, so they are encoded.
    pub(super) fn rule(&self, base: &str) -> String {
        let exact = |text: &str| encode(text).replace(':', "%3A").replace('*', "%2A");
        let mut rule = format!("{base}{}", exact(&self.path));
        for (key, value) in &self.query {
            rule.push_str(&format!(" {}={}", exact(key).replace('=', "%3D"), exact(value)));
        }
        rule
    }
}

/// Undoes percent-encoding; `None` if what comes out is not text or has control characters.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let encoded = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(encoded.unwrap_or(*first));
        rest = if encoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains(char::is_control))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
