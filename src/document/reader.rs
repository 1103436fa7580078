//! [`Reader`]: facts and text of documents, from the cache or from the file.

use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::child::Program;
use super::extract::{Request, Want};
use super::finding::{Finding, Read};
use super::kind::Shape;
use super::source::{Look, Source};
use super::text::Sink;
use super::{Cache, Facts, Kind, Limits, Reading, Text, plain};

/// Reads documents. May be used from several threads at once; each reads its own document.
#[derive(Debug, Clone)]
pub struct Reader {
    /// What reads PDF and office files.
    pub program: Program,
    /// How much a document may cost.
    pub limits: Limits,
    /// Where results are kept; without it, each document is read each time.
    pub cache: Option<Cache>,
}

impl Reader {
    /// A reader with the usual limits and no cache.
    pub fn new(program: Program) -> Self {
        Reader { program, limits: Limits::default(), cache: None }
    }

    /// What is known about the document at `path`. The path must be safe to open: that it lies within
    /// the content, and is no symbolic link, is the caller's to see to.
    ///
    /// # Errors
    /// If the file cannot be read or is no regular file, or if the second process cannot be started.
    /// Whatever is in the file ends in [`Reading::findings`] instead.
    pub fn inspect(&self, path: &Path) -> io::Result<Facts> {
        let source = Source::open(path)?;
        let (look, sha256) = (source.look, source.sha256.clone());
        let mut reading = match self.route(look) {
            Route::Nothing => Reading::default(),
            Route::TooLarge => Reading::failed(Finding::TooLarge),
            Route::Plain => self.plain_facts(source)?,
            Route::Child => self.ask(source, Want::Facts)?.unwrap_or_else(Reading::failed),
        };
        // Under a password, an office document takes the shape of an older one.
        let locked = look.named.is_office() && reading.findings.contains(&Finding::Encrypted);
        if let Some(finding) = look.mismatch(reading.kind)
            && !locked
        {
            reading.found(finding);
        }
        let kind = match look.named {
            Kind::Other => reading.kind.or(look.shape.kind()).unwrap_or(Kind::Other),
            named => named,
        };
        Ok(Facts { bytes: look.bytes, sha256, kind, reading })
    }

    /// As [`Reader::inspect`] for many documents at once, in the order given.
    pub fn inspect_all<P: AsRef<Path> + Sync>(&self, paths: &[P]) -> Vec<io::Result<Facts>> {
        paths.par_iter().map(|path| self.inspect(path.as_ref())).collect()
    }

    /// The text of the document at `path`, as a reader of it sees it; empty for kinds whose text is not
    /// read ([`Kind::has_readable_text`]).
    ///
    /// # Errors
    /// As for [`Reader::inspect`].
    pub fn text(&self, path: &Path) -> io::Result<Text> {
        let source = Source::open(path)?;
        match self.route(source.look) {
            Route::Nothing => Ok(Text::default()),
            Route::TooLarge => Ok(Sink::new(0).finish(Err(Finding::TooLarge))),
            Route::Plain => self.plain_text(source),
            Route::Child => {
                let text = self.ask(source, Want::Text)?;
                Ok(text.unwrap_or_else(|finding| Sink::new(0).finish(Err(finding))))
            }
        }
    }

    fn route(&self, look: Look) -> Route {
        let route = match look.shape {
            _ if look.bytes == 0 => return Route::Nothing,
            Shape::Pdf => Route::Child,
            Shape::Zip | Shape::Ole if look.named.is_office() => Route::Child,
            Shape::Text if matches!(look.named, Kind::Text | Kind::Csv | Kind::Html) => Route::Plain,
            _ => return Route::Nothing,
        };
        if look.bytes > self.limits.file { Route::TooLarge } else { route }
    }

    fn plain_facts(&self, mut source: Source) -> io::Result<Reading> {
        let Look { bytes, named, .. } = source.look;
        let mut reading = plain::facts(&source.read(self.limits.text)?, named);
        if bytes > self.limits.text {
            reading.found(Finding::TooLarge);
        }
        Ok(reading)
    }

    fn plain_text(&self, mut source: Source) -> io::Result<Text> {
        let Look { bytes, named, .. } = source.look;
        let mut sink = Sink::new(self.limits.text);
        let outcome = sink.push(None, &plain::text(&source.read(self.limits.text)?, named));
        let whole = bytes <= self.limits.text;
        Ok(sink.finish(if whole { outcome } else { Err(Finding::TooLarge) }))
    }

    /// Asks the cache, and then the second process. Only what that process said in full is remembered:
    /// whether it was stopped depends on the machine as well.
    fn ask<T: Serialize + DeserializeOwned>(&self, source: Source, want: Want) -> io::Result<Read<T>> {
        let sha256 = source.sha256.clone();
        if let Some(cache) = &self.cache
            && let Some(known) = cache.get(&sha256, want, &self.limits)
        {
            return Ok(Ok(known));
        }
        let Look { shape, bytes, .. } = source.look;
        let request = Request { want, shape, bytes, limits: self.limits };
        let answer = self.program.ask(source.into_file()?, &request)?;
        if let (Some(cache), Ok(answer)) = (&self.cache, &answer) {
            cache.put(&sha256, want, &self.limits, answer);
        }
        Ok(answer)
    }
}

/// Who reads a document.
enum Route {
    /// Nobody: it is empty, or of a kind whose content is not looked at.
    Nothing,
    /// Nobody: it is larger than may be read.
    TooLarge,
    /// This process.
    Plain,
    /// A second process.
    Child,
}
