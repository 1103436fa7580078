//! The second process: reads one document on its standard input and writes what it found as JSON.
//!
//! It opens nothing by name, and takes its own limits before it reads a byte. What it is asked is a
//! [`Request`] in JSON, its only argument; [`super::child`] asks it.

use std::ffi::OsStr;
use std::io::{self, Read as _, Write as _};
use std::process::ExitCode;

use serde::{Deserialize, Serialize};

use super::kind::Shape;
use super::text::Sink;
use super::{Limits, Reading, Text, office, pdf};

/// The hidden command under which the program reads a document.
pub const COMMAND: &str = "extract";

/// What the process says first, so that the one who started it knows that it is ours, of this version.
pub const GREETING: &str = "minutebook extract 1\n";

/// What is asked of the process.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Request {
    /// What to write: a [`Reading`] or a [`Text`].
    pub want: Want,
    /// What the first bytes look like, which decides who reads the document.
    pub shape: Shape,
    /// The size of the document in bytes. No more is read.
    pub bytes: u64,
    /// What reading it may cost.
    pub limits: Limits,
}

/// What is wanted of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Want {
    /// A [`Reading`].
    Facts,
    /// A [`Text`].
    Text,
}

/// Runs the command: `arguments` are those after [`COMMAND`].
///
/// Ends with 0 if the answer was written, 2 if the request cannot be understood, the document cannot be
/// taken in or the answer cannot be written. A document that overtaxes the libraries ends it otherwise.
pub fn main(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> ExitCode {
    let request = arguments.into_iter().next();
    match request.and_then(|it| serde_json::from_str(it.as_ref().to_str()?).ok()) {
        Some(request) if answer(&request).is_ok() => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}

fn answer(request: &Request) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    out.write_all(GREETING.as_bytes())?;
    out.flush()?;
    limit(&request.limits);
    let size = usize::try_from(request.bytes).map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(size)?;
    io::stdin().lock().take(request.bytes).read_to_end(&mut bytes)?;
    match request.want {
        Want::Facts => serde_json::to_writer(&mut out, &facts(&bytes, request))?,
        Want::Text => serde_json::to_writer(&mut out, &text(&bytes, request))?,
    }
    out.flush()
}

fn facts(bytes: &[u8], request: &Request) -> Reading {
    match request.shape {
        Shape::Pdf => pdf::facts(bytes, &request.limits),
        Shape::Zip => office::facts(bytes, &request.limits),
        Shape::Ole => office::compound_facts(bytes),
        _ => Reading::default(),
    }
}

fn text(bytes: &[u8], request: &Request) -> Text {
    let mut sink = Sink::new(request.limits.text);
    let outcome = match request.shape {
        Shape::Pdf => pdf::text(bytes, &request.limits, &mut sink),
        Shape::Zip => office::text(bytes, &request.limits, &mut sink),
        Shape::Ole => office::compound_facts(bytes).findings.first().map_or(Ok(()), |it| Err(*it)),
        _ => Ok(()),
    };
    sink.finish(outcome)
}

/// Takes limits that outlast the parent: on memory, on processor time, and no core dump. Where one
/// cannot be taken, the parent's watch over time and output remains.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn limit(limits: &Limits) {
    use nix::sys::resource::{Resource, setrlimit};
    let seconds = limits.time.div_ceil(1000).max(1);
    let _ = setrlimit(Resource::RLIMIT_AS, limits.memory, limits.memory);
    let _ = setrlimit(Resource::RLIMIT_CPU, seconds, seconds + 1);
    let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
}

/// Other systems do not hold a limit on address space: the limits on bytes have to do.
#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
fn limit(_: &Limits) {}
