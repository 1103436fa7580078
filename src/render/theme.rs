//! [`Theme`]: templates, wording and assets, loaded once; [`Pages`]: the pages of a corpus in a theme.

use std::fmt;

use tera::{Context, ErrorKind, Tera, Value};

use super::colour;
use super::files::ThemeFiles;
use crate::format::Language;
use crate::model::Corpus;
use crate::site::{Lists, Page};
use crate::view::setting::Setting;
use crate::view::{self, Words, register};

/// Before the name of a template of the default theme, so that one laid over it can still extend it:
/// `{% extends "default/item.html" %}`.
const DEFAULT: &str = "default/";

/// A theme: templates, wording and assets.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    words: Vec<Words>,
    assets: Vec<(String, Vec<u8>)>,
}

/// Something wrong in a theme's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateProblem {
    /// The file within the theme: `templates/item.html`.
    pub file: String,
    /// The line from 1; 0 where no place is known.
    pub line: usize,
    /// The column from 1; 0 where no place is known.
    pub column: usize,
    /// What is wrong, in the words of the template engine.
    pub message: String,
}

impl fmt::Display for TemplateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl Theme {
    /// The default theme with a site's own files laid over it: templates and assets file by file,
    /// wording text by text.
    ///
    /// # Errors
    /// Everything wrong with the site's own files, in order of their names.
    pub fn load(default: &ThemeFiles, over: &ThemeFiles) -> Result<Theme, Vec<TemplateProblem>> {
        let mut problems = Vec::new();
        let mut templates: Vec<(String, &str)> = Vec::new();
        for (prefix, files) in [(DEFAULT, default), ("", over)] {
            for (name, bytes) in files.below("templates") {
                match std::str::from_utf8(bytes) {
                    Ok(text) => {
                        // Each by itself first: the engine stops at the first template it cannot read.
                        problems.extend(syntax(name, text));
                        templates.push((format!("{prefix}{name}"), text));
                    }
                    Err(_) => {
                        problems.push(TemplateProblem::whole("templates", name, "the file is not UTF-8 text"))
                    }
                }
            }
        }
        let mut words = Vec::new();
        for &language in Language::ALL {
            match wording(language, default, over) {
                Ok(tree) => words.push(Words::new(language, &tree)),
                Err(problem) => problems.push(problem),
            }
        }
        let mut tera = Tera::new();
        if problems.is_empty() {
            let loaded =
                tera.set_fallback_prefixes(vec![DEFAULT]).and_then(|()| tera.add_raw_templates(templates));
            problems.extend(loaded.err().map(|error| TemplateProblem::of(&error)));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut assets: Vec<(String, Vec<u8>)> = Vec::new();
        for (name, bytes) in over.below("assets").chain(default.below("assets")) {
            if !assets.iter().any(|(known, _)| known == name) {
                assets.push((name.to_owned(), bytes.to_vec()));
            }
        }
        assets.sort();
        Ok(Theme { tera, words, assets })
    }

    /// The theme inside the program, alone.
    pub fn built_in() -> Theme {
        // A test loads it, so that a program with a theme that cannot be used is never built.
        Theme::load(&ThemeFiles::embedded(), &ThemeFiles::new()).expect("the theme inside the program loads")
    }

    /// The wording in a language.
    pub fn words(&self, language: Language) -> &Words {
        // Loading makes one for every language, in the order of the list.
        let position = Language::ALL.iter().position(|other| *other == language).unwrap_or(0);
        &self.words[position]
    }

    /// The files that pages load, by path from the site's root; the stylesheet ends with the
    /// council's colours and its name, and the icon has its colour.
    pub fn assets(&self, corpus: &Corpus) -> Vec<(String, Vec<u8>)> {
        let mut assets: Vec<(String, Vec<u8>)> =
            self.assets.iter().map(|(name, bytes)| (format!("assets/{name}"), bytes.clone())).collect();
        if let Some((_, css)) = assets.iter_mut().find(|(path, _)| path == "assets/site.css") {
            css.extend(colour::stylesheet(&corpus.site.primary, &corpus.site.secondary).into_bytes());
            css.extend(page_margin(&corpus.site.authority).into_bytes());
        }
        // A picture sees nothing of the stylesheet of the page that shows it.
        if let Some((_, icon)) = assets.iter_mut().find(|(path, _)| path == "assets/icon.svg") {
            *icon = colour::in_picture(&String::from_utf8_lossy(icon), &corpus.site.primary).into_bytes();
        }
        assets
    }

    /// The heading of a list, meeting or decision, in the language of its page.
    pub fn heading(&self, corpus: &Corpus, lists: &Lists, page: Page) -> Option<String> {
        let words = self.words(view::language(page, corpus));
        view::heading::heading(&Setting { corpus, lists, words }, page)
    }

    /// The pages of a corpus in this theme. What they share is made here, once.
    pub fn pages<'a>(&'a self, corpus: &'a Corpus, lists: &'a Lists) -> Pages<'a> {
        let shared = self.words.iter().map(|words| {
            let setting = Setting { corpus, lists, words };
            let mut context = Context::new();
            context.insert_value("words", words.value());
            context.insert_value("site", Value::from_serializable(&view::site(&setting)));
            Shared { context, register: Value::from_serializable(&register::menu(&setting)) }
        });
        Pages { theme: self, corpus, lists, shared: shared.collect() }
    }
}

/// The council's name in the margin of every printed sheet, where only a stylesheet can put it.
fn page_margin(authority: &str) -> String {
    let mut name = String::new();
    for c in authority.chars() {
        match c {
            '"' | '\\' => name.extend(['\\', c]),
            c if c.is_control() => name.push(' '),
            c => name.push(c),
        }
    }
    format!("@page{{@bottom-left{{content:\"{name}\"}}}}\n")
}

/// The pages of a corpus in a theme; may be used from several threads at once.
#[derive(Debug)]
pub struct Pages<'a> {
    theme: &'a Theme,
    corpus: &'a Corpus,
    lists: &'a Lists,
    shared: Vec<Shared>,
}

/// What the pages of one language share, as ready values: cloning them copies a pointer.
#[derive(Debug)]
struct Shared {
    context: Context,
    register: Value,
}

impl Pages<'_> {
    /// A page as HTML.
    ///
    /// # Errors
    /// If a template asks for something that its view does not have, or does what cannot be done.
    pub fn render(&self, page: Page) -> Result<String, TemplateProblem> {
        let words = self.theme.words(view::language(page, self.corpus));
        let setting = Setting { corpus: self.corpus, lists: self.lists, words };
        let (frame, view) = view::view(page, &setting);
        let position = Language::ALL.iter().position(|other| *other == words.language()).unwrap_or(0);
        let shared = &self.shared[position];
        let mut context = shared.context.clone();
        context.insert("page", &frame);
        context.insert_value("view", view);
        if let Page::Decisions(..) = page {
            context.insert_value("register", shared.register.clone());
        }
        self.theme
            .tera
            .render(&format!("{}.html", page.kind()), &context)
            .map_err(|error| TemplateProblem::of(&error))
    }
}

impl TemplateProblem {
    fn whole(folder: &str, name: &str, message: &str) -> Self {
        TemplateProblem { file: format!("{folder}/{name}"), line: 0, column: 0, message: message.to_owned() }
    }

    fn of(error: &tera::Error) -> Self {
        let name = |name: &str| format!("templates/{}", name.strip_prefix(DEFAULT).unwrap_or(name));
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => TemplateProblem {
                file: name(report.filename()),
                line: report.span().start_line,
                column: report.span().start_col + 1,
                message: report.message().to_owned(),
            },
            ErrorKind::MissingParent { current, .. } => {
                TemplateProblem { file: name(current), line: 1, column: 1, message: error.to_string() }
            }
            ErrorKind::CircularExtend { tpl, .. }
            | ErrorKind::CircularInclude { tpl, .. }
            | ErrorKind::TemplateNotFound(tpl) => {
                TemplateProblem { file: name(tpl), line: 1, column: 1, message: error.to_string() }
            }
            _ => TemplateProblem {
                file: "templates".to_owned(),
                line: 0,
                column: 0,
                message: error.to_string(),
            },
        }
    }
}

/// What is wrong with a template by itself.
fn syntax(name: &str, text: &str) -> Option<TemplateProblem> {
    let error = Tera::default().add_raw_template(name, text).err()?;
    matches!(error.kind(), ErrorKind::SyntaxError(_))
        .then(|| TemplateProblem::of(&error))
        // Components and included templates of other files are not known here.
        .filter(|problem| !problem.message.starts_with("Unknown") && !problem.message.contains("not found"))
}

/// The wording of a language: the site's own texts over the default ones.
fn wording(
    language: Language,
    default: &ThemeFiles,
    over: &ThemeFiles,
) -> Result<serde_json::Value, TemplateProblem> {
    let path = format!("words/{}.yaml", language.word());
    let mut tree = serde_json::Value::Object(serde_json::Map::new());
    for bytes in [default.get(&path), over.get(&path)].into_iter().flatten() {
        let read: Result<serde_json::Value, _> = serde_yaml::from_slice(bytes);
        match read {
            Ok(upper) => merge(&mut tree, upper),
            Err(error) => {
                let (line, column) = error.location().map_or((0, 0), |place| (place.line(), place.column()));
                return Err(TemplateProblem { file: path, line, column, message: error.to_string() });
            }
        }
    }
    Ok(tree)
}

fn merge(lower: &mut serde_json::Value, upper: serde_json::Value) {
    match (lower, upper) {
        (serde_json::Value::Object(lower), serde_json::Value::Object(upper)) => {
            for (key, value) in upper {
                merge(lower.entry(key).or_insert(serde_json::Value::Null), value);
            }
        }
        (lower, upper) => *lower = upper,
    }
}
