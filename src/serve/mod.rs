//! The site on this computer: every page is made when it is asked for, and pages that are open follow what
//! is being typed.
//!
//! 1. [`Preview::listen`] takes a port, before anything has been read;
//! 2. [`follow`] makes a new [`World`] of every change and hands it to [`Preview::show`];
//! 3. `shelf` finds what is at an address in that world, `events` tells the pages that are open whether
//!    they still show it, and `problems` says what is wrong.
//!
//! A request is answered from one world from beginning to end; while the next one is being made, the last
//! one answers.

mod answer;
mod events;
mod problems;
mod shelf;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use tiny_http::{Request, Server};

use crate::engine::{Silent, Store, World};
use crate::source::watch::{Changes, Watcher};
use events::OpenPages;
pub use problems::Counts;
use shelf::Shelf;

/// How many requests are answered at once.
const THREADS: usize = 4;

/// A server that is listening.
#[derive(Clone)]
pub struct Preview {
    server: Arc<Server>,
    desk: Arc<Desk>,
    port: u16,
    /// Whether only this computer can reach it.
    loopback: bool,
}

/// What is shown, and to whom.
#[derive(Default)]
struct Desk {
    /// Nothing until the site has been read for the first time.
    shelf: RwLock<Option<Arc<Shelf>>>,
    open: OpenPages,
}

/// What came of a change.
#[derive(Debug)]
pub struct Shown {
    /// What had changed on disk.
    pub changes: Changes,
    /// How long it took from the end of the burst to the new pages.
    pub took: Duration,
    /// What is wrong and unfinished now.
    pub counts: Counts,
    /// How many open pages were told to load anew.
    pub reloaded: usize,
}

impl Preview {
    /// Begins to listen. Whoever asks waits until [`Preview::show`] has been called.
    ///
    /// # Errors
    /// If the address cannot be had, for instance because the port is in use.
    pub fn listen(address: IpAddr, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(SocketAddr::new(address, port))?;
        let port = listener.local_addr()?.port();
        let server =
            Server::from_listener(listener, None).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(Preview { server: Arc::new(server), desk: Arc::default(), port, loopback: address.is_loopback() })
    }

    /// The port that was had.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Shows a site from now on, and says how many open pages were told to load anew.
    pub fn show(&self, world: World) -> usize {
        let shelf = Arc::new(Shelf::new(world));
        let before = {
            let mut place = self.desk.shelf.write().unwrap_or_else(PoisonError::into_inner);
            place.replace(Arc::clone(&shelf))
        };
        let reloaded = self.desk.open.tell(&shelf);
        // Taking a large site apart takes as long as reading a page, and nobody has to wait for it.
        std::thread::spawn(move || drop(before));
        reloaded
    }

    /// Begins to answer requests, on threads of its own.
    pub fn run(&self) {
        for _ in 0..THREADS {
            let preview = self.clone();
            std::thread::spawn(move || {
                for request in preview.server.incoming_requests() {
                    preview.answer(request);
                }
            });
        }
    }

    fn answer(&self, request: Request) {
        let host = request
            .headers()
            .iter()
            .find(|header| header.field.equiv("Host"))
            .map(|header| header.value.as_str());
        // A page elsewhere that pretends to be this computer must not read drafts.
        if self.loopback && !host.is_none_or(is_loopback) {
            return answer::send(
                request,
                answer::text("Ask for this preview as localhost or 127.0.0.1.\n", 403),
            );
        }
        let shelf = self.desk.shelf.read().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(shelf) = shelf else {
            return answer::send(
                request,
                answer::text("The site is still being read. Try again in a moment.\n", 503),
            );
        };
        if request.url().starts_with(events::ADDRESS) {
            return self.desk.open.add(request, || {
                self.desk
                    .shelf
                    .read()
                    .unwrap_or_else(PoisonError::into_inner)
                    .clone()
                    .unwrap_or_else(|| Arc::clone(&shelf))
            });
        }
        match shelf.answer(request.url()) {
            Some(answer) => answer::send(request, answer),
            // What takes long must not keep a page waiting.
            None => {
                std::thread::spawn(move || {
                    let answer = shelf.extra(request.url());
                    answer::send(request, answer);
                });
            }
        }
    }
}

/// Makes a new world of every change on disk, shows it, and tells what came of it; until the process ends.
pub fn follow(mut store: Store, mut watcher: Watcher, preview: &Preview, tell: impl Fn(io::Result<Shown>)) {
    loop {
        let changes = watcher.wait();
        let start = Instant::now();
        let world = match store.take_in(&changes, &Silent) {
            Ok(false) => continue,
            Ok(true) => store.world(&Silent),
            Err(error) => Err(error),
        };
        tell(world.map(|world| {
            let counts = Counts::of(&world);
            let reloaded = preview.show(world);
            Shown { changes, took: start.elapsed(), counts, reloaded }
        }));
    }
}

/// Whether a `Host` header names this computer itself.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_matches(['[', ']']);
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_is_loopback() {
        for host in ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["example.org", "localhost.example.org:80", "192.168.0.1", ""] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
