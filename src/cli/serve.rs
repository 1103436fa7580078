//! `minutebook serve`

use std::net::{IpAddr, Ipv4Addr};

use clap::Args;
use jiff::civil::Date;

use super::{Outcome, Setting, problems, progress};
use crate::link::Options;
use crate::serve::Preview;

/// Shows the site on this computer.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port to listen on; 0 takes any that is free
    #[arg(short, long, default_value_t = 8000)]
    port: u16,
    /// The address to listen on; anything but the default shows drafts to others
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// Leave out papers with status: draft, as the public will see the site
    #[arg(long)]
    no_drafts: bool,
    /// The day from which "next" and "latest" count, as 2026-05-14
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

impl Serve {
    pub(super) fn run(&self, setting: &Setting) -> Outcome {
        if !setting.has_content() {
            return Outcome::Failed;
        }
        let options = Options { drafts: !self.no_drafts, as_of: self.as_of, ..Options::default() };
        let bar = progress::bar();
        let world = match setting.world(options, &bar) {
            Ok(world) => world,
            Err(outcome) => return outcome,
        };
        bar.clear();
        problems::show(&world, &world.diagnostics, setting);
        let base = world.corpus.site.base_path.clone();
        let preview = match Preview::listen(world, self.address, self.port) {
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
        problems::tell(&format!("http://{}:{}{base}/  (Ctrl-C ends it)", self.address, preview.port()));
        preview.run();
        Outcome::Done
    }
}
