//! A site's theme: its own files laid over the default theme, and what is wrong with them.

use std::path::Path;
use std::sync::Arc;

use super::THEMES;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::model::Corpus;
use crate::render::{TemplateProblem, Theme, ThemeFiles, colour};
use crate::source;

/// The theme of a site that names none.
const DEFAULT: &str = "default";

/// The site's own files of the theme of that name; none if it has none.
///
/// # Errors
/// What is wrong with `theme:` or with the folder it names.
pub(super) fn read(root: &Path, name: Option<&str>) -> Result<ThemeFiles, Diagnostic> {
    let name = name.unwrap_or(DEFAULT);
    let folder = root.join(THEMES).join(name);
    let site: Arc<str> = "site.yaml".into();
    let fault = |message: String, help: &str| {
        Diagnostic::new(Code::ThemeMissing, &site, At::Field("theme".into()), message, help).about(name)
    };
    if name.contains(['/', '\\']) || name.starts_with('.') || (name != DEFAULT && !folder.is_dir()) {
        return Err(fault(
            format!("There is no theme “{name}” in the folder {THEMES}."),
            "Write the name of a folder there, or take theme: away.",
        ));
    }
    if !folder.is_dir() {
        return Ok(ThemeFiles::new());
    }
    ThemeFiles::read(&folder).map_err(|error| {
        fault(
            format!("The theme “{name}” cannot be read: {}", source::reason(&error)),
            "Check that you may open its files.",
        )
    })
}

/// The default theme with a site's own files laid over it; the default theme alone, and what is wrong, if
/// they cannot be used.
pub(super) fn load(
    root: &Path,
    name: Option<&str>,
    over: Result<ThemeFiles, Diagnostic>,
) -> (Theme, Diagnostics) {
    let over = match over {
        Ok(over) => over,
        Err(problem) => return (Theme::built_in(), vec![problem]),
    };
    match Theme::load(&ThemeFiles::embedded(), &over) {
        Ok(theme) => (theme, Diagnostics::new()),
        Err(problems) => {
            let problems = problems.iter().map(|found| problem(root, name.unwrap_or(DEFAULT), found));
            (Theme::built_in(), problems.collect())
        }
    }
}

/// What is wrong with a file of the theme in `folder`, among the problems of the content.
pub(super) fn problem(root: &Path, theme: &str, problem: &TemplateProblem) -> Diagnostic {
    let file: Arc<str> = format!("../{THEMES}/{theme}/{}", problem.file).into();
    let text = std::fs::read_to_string(root.join(THEMES).join(theme).join(&problem.file)).unwrap_or_default();
    // The engine counts lines and columns; problems are placed by bytes.
    let line = text.split_inclusive('\n').take(problem.line.saturating_sub(1)).map(str::len).sum::<usize>();
    let column =
        text[line..].chars().take(problem.column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
    let at = u32::try_from(line + column).unwrap_or_default();
    Diagnostic::new(
        Code::ThemeTemplate,
        &file,
        if problem.line == 0 { At::File } else { At::Bytes(at..at) },
        format!("The theme's file cannot be used: {}.", problem.message.trim_end_matches('.')),
        "Correct the file, or take it away: the default theme's file then stands in for it.",
    )
    .about(problem.file.clone())
}

/// The site's own colours in which text could not be read on pages.
pub(super) fn faint_colours(corpus: &Corpus) -> Diagnostics {
    let site: Arc<str> = "site.yaml".into();
    let colours = corpus.site.front.colours.clone().unwrap_or_default();
    [("primary", colours.primary), ("secondary", colours.secondary)]
        .into_iter()
        .filter_map(|(field, value)| {
            let value = value?;
            let contrast = colour::contrast(colour::parse(&value)?, colour::LIGHT);
            (contrast < colour::LEGIBLE).then(|| {
                Diagnostic::new(
                    Code::Contrast,
                    &site,
                    At::Field(format!("colours.{field}")),
                    // Rounded down, so that 4.49 is not said to be 4.5.
                    format!("The colour {} is hard to read on white: its contrast is {:.1} to 1, and text needs {} to 1.", &*value, (contrast * 10.0).floor() / 10.0, colour::LEGIBLE),
                    "Choose a darker colour, or accept the warning: text is then shown in a darker shade of it.",
                )
                .about(&*value)
            })
        })
        .collect()
}
