//! `minutebook serve`

use std::io::IsTerminal;
use std::net::{IpAddr, Ipv4Addr};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;

use clap::Args;
use jiff::civil::Date;

use super::{Outcome, Setting, problems, progress};
use crate::engine::{CONTENT, Store, THEMES};
use crate::link::Options;
use crate::serve::{self, Preview, Shown};
use crate::source::watch::{Changes, Watcher};

/// Shows the site on this computer.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port to listen on; 0 takes any that is free
    #[arg(short, long, default_value_t = 8000)]
    port: u16,
    /// The address to listen on; anything but the default shows drafts to others
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// Open the start page in the browser
    #[arg(long)]
    open: bool,
    /// Leave out papers with status: draft, as the public will see the site
    #[arg(long)]
    no_drafts: bool,
    /// Look for changes twice a second, for network drives that do not report them
    #[arg(long)]
    poll: bool,
    /// The day from which "next" and "latest" count, as 2026-05-14
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

impl Serve {
    pub(super) fn run(&self, setting: &Setting) -> Outcome {
        if !setting.has_content() {
            return Outcome::Failed;
        }
        let preview = match Preview::listen(self.address, self.port) {
            Ok(preview) => preview,
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                problems::complain(&format!(
                    "Port {} is in use, perhaps by another minutebook serve. End that one, or take any free port with --port 0.",
                    self.port
                ));
                return Outcome::Failed;
            }
            Err(error) => return problems::io(&error, &format!("listen on {}:{}", self.address, self.port)),
        };
        // Watching begins before reading, so that nothing that is saved meanwhile is missed.
        let watcher = match self.watcher(setting) {
            Ok(watcher) => watcher,
            Err(error) => return problems::io(&error, "watch the content for changes"),
        };
        let options = Options { drafts: !self.no_drafts, as_of: self.as_of, ..Options::default() };
        let bar = progress::bar();
        let first = setting.reader().and_then(|reader| {
            let mut store = Store::new(&setting.site, options, reader);
            store.take_in(&Changes::everything(), &bar)?;
            let world = store.world(&bar)?;
            Ok((store, world))
        });
        bar.clear();
        let (store, world) = match first {
            Ok(first) => first,
            Err(error) => return problems::io(&error, "read the content"),
        };
        problems::show(&world, &world.diagnostics, setting);
        let address = match self.address {
            IpAddr::V6(address) => format!("[{address}]"),
            IpAddr::V4(address) => address.to_string(),
        };
        let url = format!("http://{address}:{}{}/", preview.port(), world.corpus.site.base_path);
        preview.show(world);
        preview.run();
        problems::tell(&format!("{url}  (Ctrl-C ends it)"));
        if self.open {
            open(&url);
        }
        let (end, ended) = channel();
        // Without the handler Ctrl-C ends the process all the same, and nothing lies about to be put away.
        let _ = ctrlc::set_handler(move || {
            let _ = end.send(());
        });
        std::thread::spawn(move || serve::follow(store, watcher, &preview, tell));
        // If there is no handler to send anything, this would return at once.
        if ended.recv().is_err() {
            loop {
                std::thread::park();
            }
        }
        Outcome::Done
    }

    /// What tells of changes: the system, or if it cannot, looking again and again.
    fn watcher(&self, setting: &Setting) -> std::io::Result<Watcher> {
        let watch = |poll| Watcher::new(&setting.site, CONTENT, THEMES, poll);
        if self.poll {
            return watch(true);
        }
        watch(false).or_else(|error| {
            problems::complain(&format!(
                "This computer cannot report changes ({error}), so they are looked for twice a second."
            ));
            watch(true)
        })
    }
}

/// Says on a terminal what changed and how long it took.
fn tell(shown: std::io::Result<Shown>) {
    let shown = match shown {
        Ok(shown) => shown,
        Err(error) => {
            problems::io(&error, "read the content again");
            return;
        }
    };
    if !std::io::stdout().is_terminal() {
        return;
    }
    let mut paths = shown.changes.content.iter();
    let what = match (paths.next(), paths.len()) {
        _ if shown.changes.everything => "many files".to_owned(),
        (Some(path), 0) => path.clone(),
        (Some(path), more) => format!("{path} and {more} more"),
        (None, _) => "the theme".to_owned(),
    };
    let number = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    problems::tell(&format!(
        "{what}: {} ms, {}, {}",
        shown.took.as_millis(),
        number(shown.counts.errors, "error"),
        number(shown.counts.warnings, "warning"),
    ));
}

/// Opens an address in the browser; if there is none, the address has been printed.
fn open(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "windows") {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    let _ = command
        .args(arguments)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
