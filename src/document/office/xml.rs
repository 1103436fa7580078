//! An XML part as a stream of elements and text, by local names: prefixes are the writer's choice.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::finding::{Finding, Read};

/// What [`walk`] meets.
pub enum Node<'e> {
    /// An element begins: its local name and attributes. Empty elements begin and end as others do.
    Open(&'e str, Element<'e>),
    /// An element ends.
    Close(&'e str),
    /// Text, references resolved.
    Text(&'e str),
}

/// What to do next, said on [`Node::Open`]; elsewhere it does not matter.
#[derive(PartialEq, Eq)]
pub enum Then {
    /// Go on.
    Go,
    /// Leave out the element that has just begun: neither its content nor its end is met.
    Skip,
}

/// The attributes of an element.
pub struct Element<'e>(&'e BytesStart<'e>);

impl Element<'_> {
    /// The value of an attribute without prefix.
    pub fn plain(&self, name: &str) -> Option<String> {
        self.value(|key| key == name)
    }

    /// The value of an attribute with any prefix and this local name.
    pub fn prefixed(&self, name: &str) -> Option<String> {
        self.value(|key| key.split_once(':').is_some_and(|(_, local)| local == name))
    }

    /// Whether a switch of Word's is on: present without a value, or with one that does not say no.
    pub fn on(&self) -> bool {
        !matches!(self.prefixed("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }

    fn value(&self, wanted: impl Fn(&str) -> bool) -> Option<String> {
        let attribute = self.0.attributes().flatten().find(|it| wanted(it.key.as_ref()))?;
        attribute.normalized_value(XmlVersion::Explicit1_0).ok().map(Cow::into_owned)
    }
}

/// Shows `visit` every node of a part in order, until it fails.
///
/// # Errors
/// [`Finding::Damaged`] if the part is not well-formed; or what `visit` returned.
pub fn walk(part: &str, mut visit: impl FnMut(Node<'_>) -> Read<Then>) -> Read<()> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Finding::Damaged)? {
            Event::Start(start) => {
                depth += 1;
                let name = start.local_name();
                if visit(Node::Open(name.as_ref(), Element(&start)))? == Then::Skip {
                    reader.read_to_end(start.name()).map_err(|_| Finding::Damaged)?;
                    depth -= 1;
                }
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Node::Close(end.local_name().as_ref()))?;
            }
            Event::Text(text) => {
                visit(Node::Text(&text.xml10_content()))?;
            }
            Event::CData(text) => {
                visit(Node::Text(&text.xml10_content()))?;
            }
            Event::GeneralRef(reference) => {
                if let Some(text) = resolve(&reference.xml10_content()) {
                    visit(Node::Text(text.encode_utf8(&mut [0; 4])))?;
                }
            }
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(Finding::Damaged) },
            _ => {}
        }
    }
}

/// The character of a reference: one of the five names of XML, or a number. Documents cannot define
/// others here, so none can grow.
pub fn resolve(reference: &str) -> Option<char> {
    let Some(number) = reference.strip_prefix('#') else {
        return quick_xml::escape::resolve_xml_entity(reference)?.chars().next();
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(part: &str) -> Read<String> {
        let mut outline = String::new();
        walk(part, |node| {
            match node {
                Node::Open("skip", _) => return Ok(Then::Skip),
                Node::Open(name, element) => {
                    outline += &format!("<{name} {}>", element.plain("n").unwrap_or_default());
                }
                Node::Close(name) => outline += &format!("</{name}>"),
                Node::Text(text) => outline += text,
            }
            Ok(Then::Go)
        })?;
        Ok(outline)
    }

    #[test]
    fn elements_and_text() {
        let part = "<?xml version='1.0'?><w:a n='1'>x &amp; y&#x175;<w:b/><skip>no<w:b/></skip><![CDATA[<z>]]></w:a>";
        assert_eq!(outline(part), Ok("<a 1>x & yŵ<b ></b><z></a>".into()));
    }

    #[test]
    fn what_is_cut_short_is_damaged() {
        for part in ["<a><b></a>", "<a>", "<a", "<a><skip>"] {
            assert_eq!(outline(part), Err(Finding::Damaged), "{part}");
        }
    }
}
