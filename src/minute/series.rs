//! Which series a label goes on with, and so how deeply it is nested and by which path it is cited.
//!
//! Minutes number their paragraphs as they please: families of labels nest, restart, skip, repeat and
//! lose their beginning. The questions are, in this order: does the label come next in an open series;
//! does it start one; is it at least of the family of one?

use super::label::{Core, Form, Printed, next_decimal, next_letter, path};

/// A path of labels from the outermost inwards, reduced to letters and digits: `["8", "a"]`.
pub(super) type Path = Vec<Box<str>>;

/// Series nest no deeper than this; whatever would is put beside the deepest.
const DEEPEST: usize = 8;

/// The series that are open, from the outermost inwards.
#[derive(Debug, Default)]
pub(super) struct Series {
    levels: Vec<Level>,
    gap: Gap,
}

/// What has stood since the last label.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    Nothing,
    Paragraph,
    Heading,
}

/// An open series, as of its last label.
#[derive(Debug)]
struct Level {
    form: Form,
    last: Value,
    path: Path,
    depth: u8,
    /// How many steps the first decimals of the series had: `8.4.1` is deeper than `8.4`.
    steps: usize,
}

/// A label's place in its series, `i` being told to be a letter or a number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd)]
enum Value {
    Number(u32),
    Capital(u8),
    Letter(u8),
    Roman(u32),
    Decimal(Vec<u32>),
}

/// How a label fits the open series: at which level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It comes next.
    Next(usize),
    /// It comes later, with a gap, or repeats the last label.
    Later(usize),
    /// It goes back, perhaps to start again.
    Back(usize),
    /// No open series is of its family.
    Stranger,
}

impl Series {
    /// An unlabelled paragraph stands here.
    pub fn paragraph(&mut self) {
        self.gap = self.gap.max(Gap::Paragraph);
    }

    /// A heading stands here.
    pub fn heading(&mut self) {
        self.gap = Gap::Heading;
    }

    /// How a label fits; `next` is the label that follows it in the minute.
    pub fn fit(&self, printed: &Printed, next: Option<&Printed>) -> Fit {
        self.fit_value(&self.value(printed, next), printed.form)
    }

    /// Whether a label goes on with one of the series, so that it is not part of what began since.
    pub fn goes_on(&self, printed: &Printed, next: Option<&Printed>) -> bool {
        match self.fit(printed, next) {
            Fit::Next(level) | Fit::Later(level) => !match (&self.levels[level].last, &printed.core) {
                // `8.4.1` is under `8.4`, not after it.
                (Value::Decimal(last), Core::Decimal(steps)) => steps.starts_with(last) && steps != last,
                _ => false,
            },
            Fit::Back(_) | Fit::Stranger => false,
        }
    }

    /// Takes in a label. Gives its path, and under how many labels it stands.
    pub fn place(&mut self, typed: &str, printed: &Printed, next: Option<&Printed>) -> (Path, u8) {
        let value = self.value(printed, next);
        let fit = self.fit_value(&value, printed.form);
        let level = self.level(fit, &value, printed.form);
        self.gap = Gap::Nothing;

        let own = if let Value::Decimal(steps) = &value { steps.len() } else { 0 };
        let steps = match self.levels.get(level) {
            Some(Level { last: Value::Decimal(_), steps, .. }) if own > 0 => *steps,
            _ => own,
        };
        self.levels.truncate(level);
        let parent = self.levels.last();
        let depth = parent.map_or(0, |parent| parent.depth + 1) + own.saturating_sub(steps) as u8;
        // Decimals name their parents themselves.
        let mut full = parent.filter(|_| own == 0).map_or(Path::new(), |parent| parent.path.clone());
        full.extend(path(typed));
        self.levels.push(Level { form: printed.form, last: value, path: full.clone(), depth, steps });
        (full, depth)
    }

    /// The level at which a label belongs.
    fn level(&self, fit: Fit, value: &Value, form: Form) -> usize {
        let deeper = self.levels.len().min(DEEPEST - 1);
        match fit {
            Fit::Next(level) | Fit::Later(level) => level,
            // `8. (a) (b) 1.` nests; with text in between, numbering has started again.
            Fit::Back(level)
                if is_first(value) && level + 1 < self.levels.len() && self.gap == Gap::Nothing =>
            {
                deeper
            }
            Fit::Back(level) => level,
            Fit::Stranger => match value {
                Value::Decimal(steps) => self.above(steps[0]).unwrap_or(deeper),
                _ if self.gap == Gap::Heading => 0,
                _ if is_first(value) => deeper,
                // A list that has lost its beginning is seldom a list inside another.
                Value::Number(_) | Value::Capital(_) if form != Form::Brackets => 0,
                _ => deeper,
            },
        }
    }

    /// The level for decimals that begin with `first`, if numbers without decimals stand open:
    /// `8.4` is under `8.`, but takes the place of `7.`.
    fn above(&self, first: u32) -> Option<usize> {
        let number = |level: &Level| matches!(level.last, Value::Number(last) if last <= first);
        let level = self.levels.iter().rposition(number)?;
        Some(level + usize::from(self.levels[level].last == Value::Number(first)))
    }

    fn fit_value(&self, value: &Value, form: Form) -> Fit {
        let find = |test: &dyn Fn(&Level) -> bool| self.levels.iter().rposition(test);
        let family = |level: &Level| level.form == form && same_kind(&level.last, value);
        let numbers = |level: &Level, test: fn(u32, u32) -> bool| match (&level.last, value) {
            (Value::Decimal(steps), Value::Number(number)) => test(steps[0], *number),
            _ => false,
        };
        find(&|level| level.form == form && is_next(&level.last, value))
            .or_else(|| find(&|level| is_next(&level.last, value)))
            .or_else(|| find(&|level| numbers(level, |step, number| step.saturating_add(1) == number)))
            .map(Fit::Next)
            .or_else(|| {
                find(&|level| family(level) && *value >= level.last && !is_first(value)).map(Fit::Later)
            })
            .or_else(|| find(&|level| numbers(level, |step, number| step < number)).map(Fit::Later))
            .or_else(|| find(&family).map(Fit::Back))
            .unwrap_or(Fit::Stranger)
    }

    fn value(&self, printed: &Printed, next: Option<&Printed>) -> Value {
        let (letter, roman) = match &printed.core {
            Core::Number(number) => return Value::Number(*number),
            Core::Capital(place) => return Value::Capital(*place),
            Core::Decimal(steps) => return Value::Decimal(steps.clone()),
            Core::Small { letter, roman: None } => return Value::Letter(letter.unwrap_or(0)),
            Core::Small { letter: None, roman: Some(roman) } => return Value::Roman(*roman),
            Core::Small { letter: Some(letter), roman: Some(roman) } => (*letter, *roman),
        };
        // `i`, `v`, `x`: what follows tells best, then what precedes.
        if let Some(Printed { form, core: Core::Small { letter: l, roman: r } }) = next
            && *form == printed.form
        {
            if *r == Some(roman + 1) {
                return Value::Roman(roman);
            }
            if r.is_none() && l.is_some_and(|l| next_letter(letter, l)) {
                return Value::Letter(letter);
            }
        }
        for level in self.levels.iter().rev() {
            match level.last {
                Value::Roman(last) if last + 1 == roman => return Value::Roman(roman),
                Value::Letter(last) if next_letter(last, letter) => return Value::Letter(letter),
                _ => {}
            }
        }
        let numbered = self.levels.iter().any(|level| matches!(level.last, Value::Roman(_)));
        if roman == 1 || numbered { Value::Roman(roman) } else { Value::Letter(letter) }
    }
}

fn same_kind(a: &Value, b: &Value) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

fn is_first(value: &Value) -> bool {
    match value {
        Value::Number(n) | Value::Roman(n) => *n <= 1,
        Value::Capital(place) | Value::Letter(place) => *place == 0,
        Value::Decimal(_) => false,
    }
}

fn is_next(last: &Value, value: &Value) -> bool {
    match (last, value) {
        (Value::Number(a), Value::Number(b)) | (Value::Roman(a), Value::Roman(b)) => a + 1 == *b,
        (Value::Capital(a), Value::Capital(b)) => a + 1 == *b,
        (Value::Letter(a), Value::Letter(b)) => next_letter(*a, *b),
        (Value::Decimal(a), Value::Decimal(b)) => next_decimal(a, b),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::label::parse;
    use super::*;

    /// The paths of labels, with ` | ` for an unlabelled paragraph and ` # ` for a heading between them.
    fn paths(labels: &str) -> String {
        let tokens: Vec<&str> = labels.split_whitespace().collect();
        let mut series = Series::default();
        let mut paths = Vec::new();
        for (n, token) in tokens.iter().enumerate() {
            match *token {
                "|" => series.paragraph(),
                "#" => series.heading(),
                label => {
                    let next = tokens[n + 1..].iter().find_map(|token| parse(token));
                    paths.push(series.place(label, &parse(label).unwrap(), next.as_ref()).0.join("-"));
                }
            }
        }
        paths.join(" ")
    }

    #[test]
    fn labels_nest_restart_and_go_on() {
        for (labels, expected) in [
            (
                "A. B. C. | 7. 8. | (a) (b) (c) 9. 10. 11. 12. 13. i.",
                "A B C 7 8 8-a 8-b 8-c 9 10 11 12 13 13-i",
            ),
            ("1. (a) (i) (ii) (b) 2. (a)", "1 1-a 1-a-i 1-a-ii 1-b 2 2-a"),
            ("7. (1) (2) 8. (1)", "7 7-1 7-2 8 8-1"),
            // Decimals are their own path.
            ("8. 8.1 8.2 (a) 8.3 9. 9.1", "8 8-1 8-2 8-2-a 8-3 9 9-1"),
            ("212.1 212.2 212.2.1 213. 213.1", "212-1 212-2 212-2-1 213 213-1"),
            ("A. 1.1 1.2 B. 2.1", "A 1-1 1-2 B 2-1"),
            // Gaps, repeats, steps back.
            ("1. 2. 7. 7. 5.", "1 2 7 7 5"),
            ("8. (a) (d) 11.", "8 8-a 8-d 11"),
            // Unlike brothers.
            ("1. 2) 3.", "1 2 3"),
            // Restarts.
            ("1. 2. | 1. 2.", "1 2 1 2"),
            ("7. (a) (b) | 1. 2.", "7 7-a 7-b 1 2"),
            ("7. (a) (b) 1. 2. (c) 8.", "7 7-a 7-b 7-b-1 7-b-2 7-c 8"),
            ("1. 2. # A. B. # 3.", "1 2 A B 3"),
            ("15. (a) (b) # (c)", "15 15-a 15-b 15-c"),
            // Letters and small roman numbers.
            ("(g) (h) (i) (j)", "g h i j"),
            ("(g) (h) (i) (ii) (i)", "g h h-i h-ii i"),
            ("h. i. j. k.", "h i j k"),
            ("(iii) (iv) (v) (vi)", "iii iv v vi"),
            ("(t) (u) (v) (w)", "t u v w"),
            ("f) ff) g) ng) h)", "f ff g ng h"),
            ("i. v.", "i v"),
        ] {
            assert_eq!(paths(labels), expected, "{labels}");
        }
    }

    #[test]
    fn nesting_is_capped() {
        let labels = "1. (a) ".repeat(50);
        assert!(paths(&labels).split(' ').all(|path| path.split('-').count() <= DEEPEST));
    }
}
