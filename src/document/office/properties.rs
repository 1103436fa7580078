//! Title, language and pages of an office document, from where its program noted them down.

use super::super::finding::Read;
use super::super::{Kind, Reading, language_tag, title_line};
use super::package::Package;
use super::slides;
use super::xml::{self, Node, Then};

/// Fills in what the properties say.
///
/// # Errors
/// As for [`Package::part`]; what was read until then is filled in.
pub fn read(package: &mut Package, reading: &mut Reading) -> Read<()> {
    match package.kind {
        Kind::Docx | Kind::Xlsx | Kind::Pptx => office_open_xml(package, reading),
        Kind::Odt | Kind::Ods | Kind::Odp => open_document(package, reading),
        _ => Ok(()),
    }
}

fn office_open_xml(package: &mut Package, reading: &mut Reading) -> Read<()> {
    if let Some(core) = package.relation("", "core-properties")?
        && let Some(core) = package.part(&core)?
    {
        let [title, language] = texts(&core, ["title", "language"])?;
        reading.title = title_line(&title);
        reading.language = language_tag(&language);
    }
    if package.kind == Kind::Pptx {
        reading.pages = u32::try_from(slides::slides(package)?.len()).ok();
    } else if package.kind == Kind::Docx
        && let Some(extended) = package.relation("", "extended-properties")?
        && let Some(extended) = package.part(&extended)?
    {
        let [pages] = texts(&extended, ["Pages"])?;
        reading.pages = pages.trim().parse().ok().filter(|pages| *pages > 0);
    }
    if package.kind == Kind::Docx
        && reading.language.is_none()
        && let main = package.main.clone()
        && let Some(styles) = package.relation(&main, "styles")?
        && let Some(styles) = package.part(&styles)?
    {
        reading.language = default_language(&styles, "docDefaults", |lang| lang.prefixed("val"))?;
    }
    Ok(())
}

fn open_document(package: &mut Package, reading: &mut Reading) -> Read<()> {
    if let Some(meta) = package.part("meta.xml")? {
        let [title, language] = texts(&meta, ["title", "language"])?;
        reading.title = title_line(&title);
        reading.language = language_tag(&language);
        xml::walk(&meta, |node| {
            if let Node::Open("document-statistic", element) = node {
                let pages = element.prefixed("page-count").and_then(|pages| pages.parse().ok());
                reading.pages = pages.filter(|pages| *pages > 0);
            }
            Ok(Then::Go)
        })?;
    }
    if reading.language.is_none()
        && let Some(styles) = package.part("styles.xml")?
    {
        reading.language = default_language(&styles, "default-style", |style| {
            let language = style.prefixed("language").filter(|it| it != "none")?;
            let country = style.prefixed("country").filter(|it| it != "none");
            Some(country.map_or_else(|| language.clone(), |country| format!("{language}-{country}")))
        })?;
    }
    Ok(())
}

/// The text of the first element of each name; empty where there is none.
fn texts<const N: usize>(part: &str, names: [&str; N]) -> Read<[String; N]> {
    let mut texts = [const { None::<String> }; N];
    let mut within = None;
    xml::walk(part, |node| {
        match node {
            Node::Open(name, _) => {
                within = names.iter().position(|it| *it == name).filter(|index| texts[*index].is_none());
                if let Some(index) = within {
                    texts[index] = Some(String::new());
                }
            }
            Node::Text(text) => {
                if let Some(Some(gathered)) = within.map(|index| &mut texts[index]) {
                    gathered.push_str(text);
                }
            }
            Node::Close(_) => within = None,
        }
        Ok(Then::Go)
    })?;
    Ok(texts.map(Option::unwrap_or_default))
}

/// The first language that `of` finds on an element within one called `defaults`.
fn default_language(
    styles: &str,
    defaults: &str,
    of: impl Fn(&xml::Element<'_>) -> Option<String>,
) -> Read<Option<Box<str>>> {
    let mut language = None;
    let mut within = false;
    xml::walk(styles, |node| {
        match node {
            Node::Open(name, element) => {
                within |= name == defaults;
                if within && language.is_none() {
                    language = of(&element).and_then(|tag| language_tag(&tag));
                }
            }
            Node::Close(name) if name == defaults => within = false,
            _ => {}
        }
        Ok(Then::Go)
    })?;
    Ok(language)
}
