//! Starting the second process, and stopping it when it goes over a limit.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use super::extract::{self, GREETING, Request};
use super::finding::{Finding, Read};

/// How the second process is started.
#[derive(Debug, Clone)]
pub struct Program {
    /// The program: our own, found by the caller (`std::env::current_exe`).
    pub path: PathBuf,
    /// Its arguments before the request.
    pub arguments: Vec<OsString>,
}

impl Program {
    /// Our own program at `path`, with the hidden command that reads a document.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Program { path: path.into(), arguments: vec![extract::COMMAND.into()] }
    }

    /// Has a document read by a second process, which is over when this returns: ended by itself, or
    /// killed. The document is `file` from where it stands.
    ///
    /// # Errors
    /// If the program cannot be started, or is not ours. What the document does to it is a finding:
    /// [`Finding::TookTooLong`]; [`Finding::TooLarge`] if it was ended for using too much memory or
    /// wrote too much; [`Finding::Damaged`] if it gave up.
    pub(crate) fn ask<T: DeserializeOwned>(&self, file: File, request: &Request) -> io::Result<Read<T>> {
        let deadline = Instant::now() + Duration::from_millis(request.limits.time);
        let mut child = Command::new(&self.path)
            .args(&self.arguments)
            .arg(serde_json::to_string(request)?)
            .stdin(file)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let answer = watch(&mut child, request, deadline);
        // Whatever came of it, the process must not outlive this call, nor linger unmourned.
        let _ = child.kill();
        child.wait()?;
        match answer? {
            Ok(answer) => Ok(serde_json::from_slice(&answer).map_err(|_| Finding::Damaged)),
            Err(finding) => Ok(Err(finding)),
        }
    }
}

/// Waits for the answer and the end of the process. The answer comes without its greeting.
fn watch(child: &mut Child, request: &Request, deadline: Instant) -> io::Result<Read<Vec<u8>>> {
    // JSON writes a few characters as two; control characters, as six, are not in what is written.
    let most = request.limits.text.saturating_mul(2).saturating_add(64 * 1024);
    let Some(output) = child.stdout.take() else { return Ok(Err(Finding::Damaged)) };
    let (sender, receiver) = mpsc::sync_channel(1);
    // Reading blocks for as long as the process likes, so another thread does it; it ends when the
    // process does.
    thread::Builder::new().name("document".into()).spawn(move || {
        let mut bytes = Vec::new();
        let outcome = output.take(most + 1).read_to_end(&mut bytes);
        let _ = sender.send(outcome.map(|_| bytes));
    })?;
    let Ok(bytes) = receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) else {
        return Ok(Err(Finding::TookTooLong));
    };
    let mut bytes = bytes?;
    if bytes.len() as u64 > most {
        return Ok(Err(Finding::TooLarge));
    }
    let Some(status) = end(child, deadline)? else { return Ok(Err(Finding::TookTooLong)) };
    if !bytes.starts_with(GREETING.as_bytes()) {
        let reason = "the program that should read documents is not minutebook, or another version of it";
        return Err(io::Error::other(reason));
    }
    bytes.drain(..GREETING.len());
    Ok(if status.success() { Ok(bytes) } else { Err(fate(status)) })
}

/// Waits for a process that has closed its output, and so is about to end.
fn end(child: &mut Child, deadline: Instant) -> io::Result<Option<ExitStatus>> {
    let mut pause = Duration::from_micros(100);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// Why a process ended that did not end well.
#[cfg(unix)]
fn fate(status: ExitStatus) -> Finding {
    use std::os::unix::process::ExitStatusExt;
    const SIGXCPU: i32 = 24;
    match status.signal() {
        Some(SIGXCPU) => Finding::TookTooLong,
        // Without memory a process aborts, or the system kills it.
        Some(_) => Finding::TooLarge,
        None => Finding::Damaged,
    }
}

/// Why a process ended that did not end well.
#[cfg(not(unix))]
fn fate(_: ExitStatus) -> Finding {
    Finding::Damaged
}
