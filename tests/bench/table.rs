//! The results as Markdown: a table of costs, and one of growth between sizes.

use std::fmt::Write;

use crate::jobs::{Job, Sample};

/// A middle and the ends: what several rounds say together.
struct Spread {
    least: f64,
    median: f64,
    most: f64,
}

impl Spread {
    fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        let last = values.len().checked_sub(1)?;
        // Of an even number, the mean of the two in the middle.
        let median = f64::midpoint(values[last / 2], values[values.len() / 2]);
        Some(Spread { least: values[0], median, most: values[last] })
    }

    /// "1.24 (1.20-1.31)", or the figure alone when there is but one round.
    fn show(&self, digits: usize) -> String {
        let [median, least, most] =
            [self.median, self.least, self.most].map(|figure| format!("{figure:.digits$}"));
        if least == most { median } else { format!("{median} ({least}-{most})") }
    }
}

/// The samples of one job at one size.
struct Cell<'a>(Vec<&'a Sample>);

impl<'a> Cell<'a> {
    fn of(samples: &'a [Sample], size: usize, job: Job) -> Self {
        Cell(samples.iter().filter(|sample| sample.size == size && sample.job == job).collect())
    }

    fn spread(&self, figure: impl Fn(&Sample) -> f64) -> Option<Spread> {
        Spread::of(self.0.iter().map(|sample| figure(sample)).collect())
    }

    /// How this compares with another job, round by round: walls and processor times.
    fn ratio(&self, other: &Cell, figure: impl Fn(&Sample) -> f64) -> Option<Spread> {
        let ratios = self.0.iter().filter_map(|sample| {
            let pair = other.0.iter().find(|pair| pair.round == sample.round)?;
            // What took less than the clock of processor time can tell counts as one tick of it.
            Some(figure(sample) / figure(pair).max(0.01))
        });
        Spread::of(ratios.collect())
    }
}

/// Both tables. `sizes` in the order they are to stand in.
pub fn tables(samples: &[Sample], sizes: &[usize]) -> String {
    let mut text = costs(samples, sizes);
    if sizes.len() > 1 {
        text.push_str("\nProcessor time an item, in ms:\n\n");
        text.push_str(&growth(samples, sizes));
    }
    text
}

fn costs(samples: &[Sample], sizes: &[usize]) -> String {
    let mut text = "| items | work | wall s | user+sys s | peak MiB | ms an item | wall : | user+sys : | files | MB out | others |\n\
                    |---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for &size in sizes {
        for job in Job::ALL {
            let cell = Cell::of(samples, size, job);
            let show = |digits, figure: &dyn Fn(&Sample) -> f64| {
                cell.spread(figure).map(|spread| spread.show(digits)).unwrap_or_default()
            };
            let Some(wall) = cell.spread(|sample| sample.cost.wall) else { continue };
            let ratio = |figure: &dyn Fn(&Sample) -> f64| {
                let (yardstick, name) = job.yardstick()?;
                let spread = cell.ratio(&Cell::of(samples, size, yardstick), figure)?;
                Some(format!("{} × {name}", spread.show(2)))
            };
            let (files, bytes) = cell
                .0
                .iter()
                .find_map(|sample| sample.output)
                .map_or_else(Default::default, |(files, bytes)| {
                    (thousands(files), format!("{:.1}", bytes as f64 / 1e6))
                });
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} | {:.3} | {} | {} | {files} | {bytes} | {} |",
                thousands(size),
                job.name(),
                wall.show(3),
                show(2, &|sample| sample.cost.cpu),
                show(0, &|sample| sample.cost.peak as f64 / 1024.0),
                wall.median * 1e3 / size as f64,
                ratio(&|sample| sample.cost.wall).unwrap_or_default(),
                ratio(&|sample| sample.cost.cpu).unwrap_or_default(),
                show(1, &|sample| sample.cost.others),
            );
        }
    }
    text
}

fn growth(samples: &[Sample], sizes: &[usize]) -> String {
    let heads: String = sizes.iter().map(|size| format!(" {} |", thousands(*size))).collect();
    let mut text = format!("| work |{heads} last : first |\n|---|{}---:|\n", "---:|".repeat(sizes.len()));
    for job in Job::ALL {
        let each: Vec<f64> = sizes
            .iter()
            .filter_map(|size| {
                let cpu = Cell::of(samples, *size, job).spread(|sample| sample.cost.cpu)?;
                Some(cpu.median * 1e3 / *size as f64)
            })
            .collect();
        if each.len() == sizes.len() {
            let figures: String = each.iter().map(|figure| format!(" {figure:.3} |")).collect();
            let _ = writeln!(
                text,
                "| {} |{figures} {:.2} |",
                job.name(),
                each[each.len() - 1] / each[0].max(0.001)
            );
        }
    }
    text
}

/// 50,000 for 50000.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
