//! [`OpenPages`]: the pages that somebody has open, and what they are told (server-sent events, HTML living
//! standard, section 9.2).
//!
//! A page says which page it is and in what state it was loaded. From then on it is told whenever what is to
//! be said of it has changed: that it is to load anew, what is wrong with its paper, how much is unfinished.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::json;
use tiny_http::Request;

use super::answer::decode;
use super::problems;
use super::shelf::{Made, Shelf};

/// Where a page asks to be told.
pub const ADDRESS: &str = "/_preview/events";

/// How often a page that hears nothing is spoken to, to find out whether it is still there.
const BREATH: Duration = Duration::from_secs(15);

/// The pages that somebody has open.
#[derive(Default)]
pub struct OpenPages {
    pages: Mutex<Vec<OpenPage>>,
}

struct OpenPage {
    url: String,
    /// The state in which it was loaded.
    state: String,
    /// What it shows, where that is known.
    made: Arc<Made>,
    /// What it was last told.
    told: String,
    tell: Sender<String>,
}

impl OpenPages {
    /// Tells every open page what has changed for it, and says how many have to load anew.
    pub fn tell(&self, shelf: &Shelf) -> usize {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let mut made: HashMap<String, Arc<Made>> = HashMap::new();
        let mut reloaded = 0;
        pages.retain_mut(|page| {
            let now = made.entry(page.url.clone()).or_insert_with(|| shelf.keep(&page.url, Some(&page.made)));
            let differs = now.state != page.state;
            reloaded += usize::from(differs);
            let words = words(shelf, &page.url, now, differs);
            page.made = Arc::clone(now);
            if words == page.told {
                return true;
            }
            page.told.clone_from(&words);
            // Whoever loads anew will ask anew.
            page.tell.send(words).is_ok() && !differs
        });
        reloaded
    }

    /// Adds the page that asks. `shelf` gives what is shown now.
    pub fn add(&self, request: Request, shelf: impl Fn() -> Arc<Shelf>) {
        let query = request.url().split_once('?').map_or("", |(_, query)| query);
        let value = |name: &str| {
            let mut values =
                query.split('&').filter_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name));
            values.next().and_then(|(_, value)| decode(value)).unwrap_or_default()
        };
        let (url, state) = (value("page"), value("state"));
        let (tell, told) = channel();
        {
            let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
            // Asked for only now, so that no change falls between.
            let shelf = shelf();
            let made = shelf.keep(&url, None);
            let differs = made.state != state;
            let words = words(&shelf, &url, &made, differs);
            let _ = tell.send(words.clone());
            if !differs {
                pages.push(OpenPage { url, state, made, told: words, tell });
            }
        }
        std::thread::spawn(move || {
            let mut writer = request.into_writer();
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
            let mut next = head.to_owned();
            while writer.write_all(next.as_bytes()).and_then(|()| writer.flush()).is_ok() {
                next = match told.recv_timeout(BREATH) {
                    Ok(words) => format!("data: {words}\n\n"),
                    Err(RecvTimeoutError::Timeout) => ":\n\n".to_owned(),
                    Err(RecvTimeoutError::Disconnected) => break,
                };
            }
        });
    }
}

/// What there is to say to a page, on one line.
fn words(shelf: &Shelf, url: &str, made: &Made, reload: bool) -> String {
    let problems = problems::of_page(shelf.world(), url, made);
    json!({ "reload": reload, "counts": shelf.counts(), "problems": problems }).to_string()
}
