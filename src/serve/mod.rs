//! The site on this computer: every page is made when it is asked for.

mod answer;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use tiny_http::Server;

use crate::engine::World;
use answer::Shelf;

/// How many requests are answered at once.
const THREADS: usize = 4;

/// A server that is listening.
pub struct Preview {
    server: Arc<Server>,
    shelf: Arc<Shelf>,
}

impl Preview {
    /// Begins to listen.
    ///
    /// # Errors
    /// If the address cannot be had, for instance because the port is in use.
    pub fn listen(world: World, address: IpAddr, port: u16) -> io::Result<Self> {
        let server = Server::http(SocketAddr::new(address, port)).map_err(|error| {
            match error.downcast::<io::Error>() {
                Ok(error) => *error,
                Err(error) => io::Error::other(error.to_string()),
            }
        })?;
        Ok(Preview { server: Arc::new(server), shelf: Arc::new(Shelf::new(world)) })
    }

    /// The port that was had.
    pub fn port(&self) -> u16 {
        self.server.server_addr().to_ip().map_or(0, |address| address.port())
    }

    /// Answers requests until the process ends.
    pub fn run(&self) {
        let workers: Vec<_> = (0..THREADS)
            .map(|_| {
                let (server, shelf) = (Arc::clone(&self.server), Arc::clone(&self.shelf));
                std::thread::spawn(move || {
                    for request in server.incoming_requests() {
                        let response = shelf.answer(request.url());
                        // A visitor who has gone away is no reason to stop.
                        let _ = request.respond(response);
                    }
                })
            })
            .collect();
        for worker in workers {
            let _ = worker.join();
        }
    }
}
