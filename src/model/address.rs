//! [`Address`]: where a page or file of the site is found.

use std::fmt;

/// The path of a page or file from the site's root, beginning with `/`; a page's ends with `/`
/// (a folder with an `index.html`). As people read it: spaces and letters of any language stand as
/// they are, and are encoded only in [`Address::encoded`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Box<str>);

impl Address {
    /// The address of the page whose content path, without `.md`, is `path`.
    pub fn page(path: &str) -> Self {
        let path = path.trim_matches('/');
        if path.is_empty() { Address("/".into()) } else { Address(format!("/{path}/").into()) }
    }

    /// The address of a file.
    pub fn file(path: &str) -> Self {
        Address(format!("/{}", path.trim_start_matches('/')).into())
    }

    /// The address of something inside this page's folder.
    #[must_use]
    pub fn join(&self, name: &str) -> Self {
        Address(format!("{}{name}/", self.0).into())
    }

    /// The path as people read it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the output stands in the output folder: `a/b/index.html` for a page.
    pub fn output_path(&self) -> String {
        let path = &self.0[1..];
        if self.0.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    /// The path with everything percent-encoded that RFC 3986 does not allow in a path.
    pub fn encoded(&self) -> String {
        encode(&self.0)
    }
}

/// Percent-encodes everything that may not stand in the path of an address (RFC 3986, section 3.3).
pub fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'/'
            | b'!'
            | b'$'
            | b'('
            | b')'
            | b'*'
            | b'+'
            | b','
            | b';'
            | b'='
            | b':'
            | b'@' => out.push(char::from(byte)),
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    out
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name as one word of an address: lower case, accents of Latin letters folded, everything that is
/// not a letter or digit a hyphen.
pub fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '\'' | '’' | '‘' | '.' => {}
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    if out.ends_with('-') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_mirror_content_paths() {
        let page = Address::page("committees/cabinet/2023-11-29/07-draft-budget");
        assert_eq!(page.as_str(), "/committees/cabinet/2023-11-29/07-draft-budget/");
        assert_eq!(page.output_path(), "committees/cabinet/2023-11-29/07-draft-budget/index.html");
        assert_eq!(
            page.join("resolution-1").output_path(),
            "committees/cabinet/2023-11-29/07-draft-budget/resolution-1/index.html"
        );
        assert_eq!(Address::page("").output_path(), "index.html");
        assert_eq!(Address::file("a/b c.pdf").encoded(), "/a/b%20c.pdf");
    }

    #[test]
    fn slugs_fold_accents_and_punctuation() {
        assert_eq!(slug("Siân O’Neill-Llŷr"), "sian-oneill-llyr");
        assert_eq!(slug("  P. A. Watts (Chair) "), "p-a-watts-chair");
        assert_eq!(slug("李雷"), "李雷");
        assert_eq!(slug("—"), "");
    }
}
