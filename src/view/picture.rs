//! Pictures made at build, as inline SVG without script or style: votes, attendance, outcomes, paths.
//!
//! Each says what text beside it says too, so it is hidden from assistive technology. Shapes differ as
//! well as colours; colours are the stylesheet's, by class.

use std::cmp::Ordering;
use std::fmt::Write;

use super::prose::escape;
use super::setting::{Html, excerpt};

/// The side of a square, and the space from one to the next.
const SQUARE: usize = 16;
const STEP: usize = 20;
/// How many squares stand in a row at most.
const ROW: usize = 20;
/// How many squares, steps or lanes a picture may have: beyond that text alone is clearer.
const MOST: usize = 120;
const STEPS: usize = 30;
const LANES: usize = 10;

/// What a square shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A filled square: for, present.
    Full,
    /// A crossed square: against, absent.
    Cross,
    /// An empty square: abstained, apologies.
    Empty,
    /// A half-filled square: a substitute.
    Half,
}

/// A square with what stands behind it: a name, a day.
pub type Square = (Mark, String);

/// A row of squares, or several; nothing for none or too many.
pub fn squares(squares: &[Square]) -> Option<Html> {
    if squares.is_empty() || squares.len() > MOST {
        return None;
    }
    // Rows of one length: a square alone on the last row would look like a different vote.
    let rows = squares.len().div_ceil(ROW);
    let row = squares.len().div_ceil(rows);
    let (width, height) = (row * STEP, rows * STEP);
    let mut svg = open("squares", width, height);
    for (index, (mark, title)) in squares.iter().enumerate() {
        let (x, y) = (index % row * STEP + 2, index / row * STEP + 2);
        svg.push_str("<g>");
        if !title.is_empty() {
            svg.push_str("<title>");
            escape(&mut svg, title);
            svg.push_str("</title>");
        }
        let class = if *mark == Mark::Full { "full" } else { "line" };
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{SQUARE}\" height=\"{SQUARE}\"/>"
        );
        let (right, bottom) = (x + SQUARE, y + SQUARE);
        match mark {
            Mark::Cross => {
                let _ = write!(
                    svg,
                    "<path class=\"line\" d=\"M{x} {y}L{right} {bottom}M{right} {y}L{x} {bottom}\"/>"
                );
            }
            Mark::Half => {
                let _ =
                    write!(svg, "<path class=\"full\" d=\"M{x} {bottom}L{right} {bottom}L{right} {y}Z\"/>");
            }
            Mark::Full | Mark::Empty => {}
        }
        svg.push_str("</g>");
    }
    svg.push_str("</svg>");
    Some(Html(svg))
}

/// A bar of parts, `most` being the length of the longest bar beside it. Each part has a class.
pub fn bar(parts: &[(&str, usize)], most: usize) -> Option<Html> {
    const WIDTH: usize = 400;
    let total: usize = parts.iter().map(|(_, n)| n).sum();
    if total == 0 || most == 0 {
        return None;
    }
    let mut svg = open("bar-chart", WIDTH, STEP);
    let mut before = 0;
    for (class, n) in parts.iter().filter(|(_, n)| *n > 0) {
        let (start, end) = (before * WIDTH / most, (before + n) * WIDTH / most);
        let width = end.saturating_sub(start).max(1);
        let _ = write!(
            svg,
            "<rect class=\"part {class}\" x=\"{start}\" y=\"2\" width=\"{width}\" height=\"{SQUARE}\"/>"
        );
        before += n;
    }
    svg.push_str("</svg>");
    Some(Html(svg))
}

/// A path through lanes: for each step the lane it is in, and its day. Nothing where there is no way
/// to go, or where the picture would be too large to read.
pub fn path(lanes: &[String], steps: &[(usize, String)]) -> Option<Html> {
    const NAME: usize = 210;
    const WIDE: usize = 124;
    // Two lines of a day fit under one lane and over the next.
    const TALL: usize = 100;
    const TOP: usize = 52;
    if steps.len() < 2 || steps.len() > STEPS || lanes.is_empty() || lanes.len() > LANES {
        return None;
    }
    let width = NAME + steps.len() * WIDE;
    let place = |index: usize, lane: usize| (NAME + index * WIDE + WIDE / 2, TOP + lane * TALL);
    let mut svg = open("path-chart", width, lanes.len() * TALL + 4);
    for (lane, name) in lanes.iter().enumerate() {
        let (_, y) = place(0, lane);
        let _ = write!(svg, "<path class=\"lane\" d=\"M{NAME} {y}H{width}\"/>");
        let lines = two_lines(name, 24);
        let first = if lines.1.is_empty() { y + 5 } else { y - 4 };
        text(&mut svg, ("name", 0, first), &lines);
    }
    svg.push_str("<path class=\"way\" d=\"");
    for (index, (lane, _)) in steps.iter().enumerate() {
        let (x, y) = place(index, *lane);
        let _ = write!(svg, "{}{x} {y}", if index == 0 { 'M' } else { 'L' });
    }
    svg.push_str("\"/>");
    for (index, (lane, day)) in steps.iter().enumerate() {
        let (x, y) = place(index, *lane);
        let before = index.checked_sub(1).map_or(*lane, |before| steps[before].0);
        let after = steps.get(index + 1).map_or(*lane, |step| step.0);
        let _ = write!(svg, "<circle class=\"full\" cx=\"{x}\" cy=\"{y}\" r=\"8\"/>");
        // The day stands on the side to which the way does not go.
        let (class, x, below) = match (before.cmp(lane), after.cmp(lane)) {
            (Ordering::Less, Ordering::Greater) => ("right", x.saturating_sub(6), false),
            (Ordering::Greater, Ordering::Less) => ("left", x + 6, false),
            (Ordering::Less, _) | (_, Ordering::Less) => ("under", x, true),
            _ => ("under", x, false),
        };
        let (date, year) = day.rsplit_once(' ').unwrap_or((day, ""));
        text(&mut svg, (class, x, if below { y + 26 } else { y - 32 }), &(date.to_owned(), year.to_owned()));
    }
    svg.push_str("</svg>");
    Some(Html(svg))
}

/// Up to two lines of text from a place on.
fn text(svg: &mut String, (class, x, y): (&str, usize, usize), (first, second): &(String, String)) {
    const LINE: usize = 18;
    for (line, y) in [(first, y), (second, y + LINE)].into_iter().filter(|(line, _)| !line.is_empty()) {
        let _ = write!(svg, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">");
        escape(svg, line);
        svg.push_str("</text>");
    }
}

/// A name on two lines of so many characters; what does not fit is cut off, as the list names it whole.
fn two_lines(name: &str, most: usize) -> (String, String) {
    let mut first = String::new();
    let mut rest = name;
    while let Some(word) = rest.split_whitespace().next() {
        if !first.is_empty() && first.chars().count() + 1 + word.chars().count() > most {
            break;
        }
        if !first.is_empty() {
            first.push(' ');
        }
        first.push_str(word);
        rest = rest.trim_start()[word.len()..].trim_start();
    }
    (excerpt(&first, most), excerpt(rest, most))
}

fn open(class: &str, width: usize, height: usize) -> String {
    format!(
        "<svg class=\"picture {class}\" aria-hidden=\"true\" focusable=\"false\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_bounded_and_escaped() {
        assert_eq!(squares(&[]), None);
        assert_eq!(squares(&vec![(Mark::Full, String::new()); MOST + 1]), None);
        let Some(Html(svg)) = squares(&[(Mark::Cross, "A <b>".into()), (Mark::Half, String::new())]) else {
            panic!("no picture")
        };
        assert!(svg.contains("A &lt;b&gt;"));
        assert_eq!(bar(&[("agreed", 0)], 3), None);
        assert!(bar(&[("agreed", 1), ("noted", 1)], 2).is_some_and(|html| html.0.contains("x=\"200\"")));
        assert_eq!(path(&["Cabinet".into()], &[(0, "2024".into())]), None);
        assert_eq!(
            two_lines("Environment and Communities Committee", 24),
            ("Environment and".into(), "Communities Committee".into())
        );
        assert!(
            path(&["Cabinet".into(), "Council".into()], &[(0, "2024".into()), (1, "2025".into())]).is_some()
        );
    }
}
