//! Where the time of a run goes: `--timings`.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::progress::Bar;
use crate::engine::Progress;

/// Shows progress, and remembers when each stage began.
pub struct Timings {
    bar: Bar,
    stages: Mutex<Vec<(String, Instant, Duration)>>,
}

impl Timings {
    /// Begins to measure.
    pub fn new(bar: Bar) -> Self {
        Timings { bar, stages: Mutex::default() }
    }

    /// Takes the progress bar off the screen.
    pub fn clear(&self) {
        self.bar.clear();
    }

    /// A table of the stages so far: wall and processor time of each, in milliseconds.
    pub fn table(&self) -> String {
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner).clone();
        stages.push((String::new(), Instant::now(), processor_time()));
        let mut table = format!("{:<22} {:>9} {:>9}\n", "stage", "wall ms", "CPU ms");
        let row = |name: &str, wall: Duration, cpu: Duration| {
            format!("{name:<22} {:>9.1} {:>9.0}\n", wall.as_secs_f64() * 1e3, cpu.as_secs_f64() * 1e3)
        };
        for pair in stages.windows(2) {
            let (name, start, cpu) = &pair[0];
            table += &row(name, pair[1].1 - *start, pair[1].2.saturating_sub(*cpu));
        }
        if let (Some(first), Some(last)) = (stages.first(), stages.last()) {
            table += &row("all", last.1 - first.1, last.2.saturating_sub(first.2));
        }
        table
    }
}

impl Progress for Timings {
    fn stage(&self, name: &str, total: usize) {
        self.bar.stage(name, total);
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        stages.push((name.to_owned(), Instant::now(), processor_time()));
    }

    fn step(&self, count: usize) {
        self.bar.step(count);
    }
}

/// The processor time of all threads so far, to a hundredth of a second (proc(5): fields 14 and 15 of
/// `/proc/self/stat`); nothing where there is no such file.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u64 =
        after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
