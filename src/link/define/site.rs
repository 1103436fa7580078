//! `site.yaml`, with its defaults filled in.

use std::sync::Arc;

use super::super::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::format::{self, Language};
use crate::parse::{Parsed, Read};

/// The settings of the site.
pub(super) fn site(
    papers: &[Arc<Parsed>],
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> crate::model::Site {
    let mut file: Arc<str> = "site.yaml".into();
    let mut front = Arc::new(format::Site::default());
    for parsed in papers {
        if let Read::Site(site) = &parsed.read {
            file = Arc::clone(&parsed.file);
            front = Arc::clone(site);
        }
    }
    let text = |text: &Option<format::Text>| text.as_deref().map(str::to_owned);
    let title = text(&front.title).or_else(|| text(&front.authority));
    let title = title.unwrap_or_else(|| {
        match front.language.unwrap_or_default() {
            Language::En => "Committee papers",
            Language::Cy => "Papurau pwyllgorau",
        }
        .to_owned()
    });
    let base_url = match options.base_url.clone().or_else(|| text(&front.base_url)) {
        Some(url)
            if (url.starts_with("https://") || url.starts_with("http://"))
                && !url.contains(['?', '#', ' ', '"', '<', '>']) =>
        {
            Some(url.trim_end_matches('/').to_owned())
        }
        Some(url) => {
            diagnostics.push(
                Diagnostic::new(
                    Code::BadUrl,
                    &file,
                    At::Field("base_url".into()),
                    format!("“{url}” is not the public address of a site."),
                    "Write it whole, such as https://papers.example.gov.uk/.",
                )
                .about(url),
            );
            None
        }
        None => None,
    };
    let base_path = base_url
        .as_deref()
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].trim_end_matches('/').to_owned()))
        .unwrap_or_default();
    let mut colour =
        |field: &str, value: Option<&format::Text>, default: &str| match value.map(|v| v.as_str()) {
            Some(value) if is_colour(value) => value.to_ascii_lowercase(),
            Some(value) => {
                diagnostics.push(
                    Diagnostic::new(
                        Code::ColourShape,
                        &file,
                        At::Field(format!("colours.{field}")),
                        format!("“{value}” is not a colour."),
                        "Write it as # and six digits or letters a to f, such as \"#1d4f91\", in quotes.",
                    )
                    .about(value),
                );
                default.to_owned()
            }
            None => default.to_owned(),
        };
    let colours = front.colours.clone().unwrap_or_default();
    crate::model::Site {
        authority: text(&front.authority).unwrap_or_else(|| title.clone()),
        title,
        base_url,
        base_path,
        language: front.language.unwrap_or_default(),
        jurisdiction: front.jurisdiction.unwrap_or_default(),
        primary: colour("primary", colours.primary.as_ref(), "#1d4f73"),
        secondary: colour("secondary", colours.secondary.as_ref(), "#7a3e00"),
        crest: None,
        front,
    }
}

fn is_colour(value: &str) -> bool {
    value.len() == 7 && value.starts_with('#') && value[1..].bytes().all(|b| b.is_ascii_hexdigit())
}
