//! One run of a program, and what it cost.
//!
//! Everything is read from `/proc`, so this needs Linux and nothing else:
//! - processor time is what the kernel adds up for children that have been waited for, their own children
//!   included, in ticks of 10 ms;
//! - the peak of memory is the kernel's high-water mark of the program, looked up every 2 ms while it runs.
//!   The mark only rises, so at most the growth of the last 2 ms is missed.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Ticks a second in what `/proc` tells programs; the same on every architecture of Linux.
const TICKS: f64 = 100.0;

/// How often the memory of a running program is looked up.
const LOOK: Duration = Duration::from_millis(2);

/// What a run cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Seconds from just before the start to the end.
    pub wall: f64,
    /// Seconds of processor time, user and system together.
    pub cpu: f64,
    /// The most memory resident at once, in KiB.
    pub peak: u64,
    /// How many processors everybody else kept busy meanwhile, on average. Walls taken while this is
    /// high are not worth much.
    pub others: f64,
}

/// Runs a program to its end. What it prints goes to the file `log`; a failure quotes the end of that.
pub fn run(command: &mut Command, log: &Path) -> io::Result<Cost> {
    let printed = File::create(log)?;
    command.stdin(Stdio::null()).stdout(printed.try_clone()?).stderr(printed);
    let (children, machine) = (children_cpu()?, machine_cpu()?);
    let start = Instant::now();
    let mut child = command.spawn()?;
    let (status, peak) = wait(&mut child);
    let wall = start.elapsed().as_secs_f64();
    if !status?.success() {
        let printed = fs::read_to_string(log)?;
        let end = printed
            .lines()
            .rev()
            .take(12)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect::<Vec<_>>()
            .join("\n");
        return Err(io::Error::other(format!("{command:?} failed:\n{end}")));
    }
    let cpu = children_cpu()? - children;
    let others = ((machine_cpu()? - machine - cpu) / wall).max(0.0);
    Ok(Cost { wall, cpu, peak, others })
}

/// Waits for a program while another thread watches its memory.
fn wait(child: &mut Child) -> (io::Result<std::process::ExitStatus>, u64) {
    let ended = AtomicBool::new(false);
    let process = child.id();
    thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut peak = 0;
            while !ended.load(Ordering::Relaxed) {
                peak = peak_of(process).unwrap_or(0).max(peak);
                thread::sleep(LOOK);
            }
            peak
        });
        let status = child.wait();
        ended.store(true, Ordering::Relaxed);
        (status, watch.join().unwrap_or_default())
    })
}

/// The high-water mark of a running program's memory, in KiB; nothing once it has ended.
pub fn peak_of(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// Processor seconds of all children that have been waited for.
fn children_cpu() -> io::Result<f64> {
    // Fields 16 and 17 of proc_pid_stat(5); the second may hold spaces, so counting starts behind it.
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit(')').next().unwrap_or_default();
    Ok(fields.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>()
        / TICKS)
}

/// Processor seconds that the whole machine has worked: everything but idling and waiting for disks.
fn machine_cpu() -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/stat")?;
    let fields: Vec<f64> = stat
        .lines()
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(1)
        .filter_map(|field| field.parse().ok())
        .collect();
    // user, nice, system, idle, iowait, irq, softirq, steal; the rest is counted in user already.
    Ok(fields
        .iter()
        .take(8)
        .enumerate()
        .filter(|(place, _)| !matches!(place, 3 | 4))
        .map(|(_, field)| field)
        .sum::<f64>()
        / TICKS)
}
