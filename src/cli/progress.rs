//! A progress bar on a terminal; nothing in a pipe.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::engine::Progress;

/// A bar that shows itself only on a terminal, and only once work has taken a moment.
pub struct Bar(ProgressBar);

/// A bar for one run.
pub fn bar() -> Bar {
    let bar = ProgressBar::hidden();
    if std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    }
    Bar(bar)
}

impl Bar {
    /// Takes the bar off the screen.
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn stage(&self, name: &str, total: usize) {
        let template = if total == 0 { "{msg}" } else { "{msg:18} {bar:30} {pos}/{len}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.0.set_style(style);
        }
        self.0.set_message(name.to_owned());
        self.0.set_length(total as u64);
        self.0.set_position(0);
    }

    fn step(&self, count: usize) {
        self.0.inc(count as u64);
    }
}
