//! Printed labels: `7.`, `(a)`, `ii)`, `212.2.1`, and what only looks like one.
//!
//! A label is data: it is kept exactly as typed, in the order typed. So the question here is only
//! whether the start of a line is a label; which series it goes on with is asked in [`super::series`].

use super::lines::Line;
use super::opening::Fence;

/// Numbers of more digits than this are no labels but telephone numbers and the like.
const MOST_DIGITS: usize = 6;

/// The letters of the English and the Welsh alphabet in one order.
const LETTERS: [&str; 34] = [
    "a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l", "ll", "m", "n", "o",
    "p", "ph", "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x", "y", "z",
];

/// The letters that one of the two alphabets does without, so that a series may pass them over.
const OPTIONAL: [&str; 14] = ["ch", "dd", "ff", "ng", "ll", "ph", "rh", "th", "j", "k", "q", "v", "x", "z"];

/// What the start of a line is, were it to open a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Text.
    Text,
    /// Text, though so many bytes of it look like a label.
    Doubtful(u32),
    /// A label of so many bytes.
    Label(u32),
    /// A label of so many bytes, though it might be a number that ends a sentence.
    Severing(u32),
}

impl Mark {
    /// The length of the label in bytes, if it is one.
    pub fn label(self) -> Option<u32> {
        match self {
            Mark::Label(len) | Mark::Severing(len) => Some(len),
            Mark::Text | Mark::Doubtful(_) => None,
        }
    }
}

/// A label, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printed {
    /// How it is set off.
    pub form: Form,
    /// What counts.
    pub core: Core,
}

/// How a label is set off from its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `7.`
    Stop,
    /// `7)`
    Bracket,
    /// `(7)`
    Brackets,
    /// `8.4`
    Bare,
}

/// What of a label counts upwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Core {
    /// `7`
    Number(u32),
    /// `A`, as its place in the alphabet.
    Capital(u8),
    /// `a`, `ng`, `iv`: its place among [`LETTERS`] or its value as a roman number; `i` is both.
    Small {
        /// Its place among the letters of both alphabets.
        letter: Option<u8>,
        /// Its value, read as a roman number.
        roman: Option<u32>,
    },
    /// `212.2.1`
    Decimal(Vec<u32>),
}

/// A label at the start of a text.
struct Read {
    /// Its length in bytes.
    len: usize,
    printed: Printed,
    /// Whether it stands alone on its line.
    alone: bool,
}

/// Takes a label apart, as it was typed.
pub(super) fn parse(label: &str) -> Option<Printed> {
    read(label).map(|read| read.printed)
}

/// The digits and letters of a label: `["8", "4"]` for `8.4`, `["a"]` for `(a)`.
pub(super) fn path(label: &str) -> impl Iterator<Item = Box<str>> + '_ {
    label.split(|c: char| !c.is_ascii_alphanumeric()).filter(|step| !step.is_empty()).map(Box::from)
}

/// Whether letter `b`, by its place, comes next after `a` in either alphabet.
pub(super) fn next_letter(a: u8, b: u8) -> bool {
    a < b && LETTERS[a as usize + 1..b as usize].iter().all(|letter| OPTIONAL.contains(letter))
}

/// Whether decimals `b` come next after `a`: `8.5` after `8.4`, `9.1` after `8.4`, `8.4.1` after `8.4`.
pub(super) fn next_decimal(a: &[u32], b: &[u32]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (Some(step), rest) = (b.get(same), &b[(same + 1).min(b.len())..]) else { return false };
    *step == a.get(same).map_or(1, |a| a.saturating_add(1)) && rest.iter().all(|&n| n == 1)
}

/// Whether a line of text that starts with a backslash does so lest it be taken for a label: `\7.`
pub(super) fn is_escaped(words: &str) -> bool {
    words.strip_prefix('\\').is_some_and(|rest| read(rest).is_some() || glued(rest).is_some())
}

/// Reads the label at the start of a line, whether or not the words after it bear it out.
fn read(words: &str) -> Option<Read> {
    let (core, form, len) = shape(words)?;
    let rest = &words[len..];
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let glued = matches!((&core, form), (Core::Number(_), Form::Stop)) && !spaced && starts_with_word(rest);
    (spaced || glued).then_some(Read { len, alone: rest.is_empty(), printed: Printed { form, core } })
}

/// What has the shape of a label, with its length; what follows is not looked at.
fn shape(words: &str) -> Option<(Core, Form, usize)> {
    let bytes = words.as_bytes();
    let at = |n: usize| bytes.get(n).copied().unwrap_or(0);
    let open = usize::from(at(0) == b'(');
    let mut end = open;
    let core = if at(open).is_ascii_digit() {
        let mut steps = Vec::new();
        loop {
            let digits =
                bytes[end..].iter().take(MOST_DIGITS + 1).take_while(|byte| byte.is_ascii_digit()).count();
            if digits > MOST_DIGITS || steps.len() == MOST_DIGITS {
                return None;
            }
            steps.push(words[end..end + digits].parse().ok()?);
            end += digits;
            if !(at(end) == b'.' && at(end + 1).is_ascii_digit()) {
                break;
            }
            end += 1;
        }
        if let [number] = steps[..] { Core::Number(number) } else { Core::Decimal(steps) }
    } else {
        // The longest small roman number below fifty has seven letters.
        end += bytes[end..].iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
        match &words[open..end] {
            one if one.len() == 1 && at(open).is_ascii_uppercase() => Core::Capital(at(open) - b'A'),
            letters => {
                let letter = LETTERS.iter().position(|letter| *letter == letters).map(|n| n as u8);
                let roman = roman(letters);
                if letter.is_none() && roman.is_none() {
                    return None;
                }
                Core::Small { letter, roman }
            }
        }
    };
    let (form, tail) = match (open, &bytes[end..]) {
        (1, [b')', b'.', ..]) => (Form::Brackets, 2),
        (1, [b')', ..]) => (Form::Brackets, 1),
        (1, _) => return None,
        (_, [b'.', b')', ..] | [b')', b'.', ..]) => (Form::Bracket, 2),
        (_, [b')', ..]) => (Form::Bracket, 1),
        (_, [b'.', ..]) => (Form::Stop, 1),
        _ if matches!(core, Core::Decimal(_)) => (Form::Bare, 0),
        _ => return None,
    };
    Some((core, form, end + tail))
}

/// The value of a small roman number below fifty, written in the usual way.
fn roman(letters: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    const TENS: [&str; 5] = ["", "x", "xx", "xxx", "xl"];
    if letters.is_empty() || !letters.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l')) {
        return None;
    }
    let tens =
        if letters.starts_with("xl") { 4 } else { letters.bytes().take_while(|&byte| byte == b'x').count() };
    let units = letters.strip_prefix(*TENS.get(tens)?)?;
    let units = UNITS.iter().position(|unit| *unit == units)?;
    (tens + units > 0).then_some((tens * 10 + units) as u32)
}

/// Whether a text starts with a capitalised word, as in `11.A Member` and `2.No`.
fn starts_with_word(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars
            .next()
            .is_none_or(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, ',' | '-' | '\'' | '’'))
}

/// Whether a text starts with a capital, quotation marks, brackets and emphasis aside.
fn starts_with_capital(text: &str) -> bool {
    text.chars().find(|c| !"\"'“”‘’([*_~".contains(*c) && !c.is_whitespace()).is_some_and(char::is_uppercase)
}

/// The length of what was perhaps meant as a label but lacks the space after it, is set in capital
/// roman numbers or in emphasis: `(a)The`, `7(a) The`, `IV. The`, `**7.** The`.
fn glued(words: &str) -> Option<usize> {
    let plain = words.trim_start_matches(['*', '_']);
    let marks = words.len() - plain.len();
    if marks > 0 {
        let (core, _, len) = shape(plain)?;
        let closed = plain[len..].starts_with(['*', '_']);
        let counts = !matches!(core, Core::Decimal(_) | Core::Capital(_)) && plain[len..].starts_with(' ');
        return (closed || counts).then_some(marks + len);
    }
    if let Some((_, form, len)) = shape(words) {
        let rest = &words[len..];
        let bracketed = matches!(form, Form::Bracket | Form::Brackets);
        return (bracketed && (starts_with_word(rest) || rest.starts_with('('))).then_some(len);
    }
    let len = words.bytes().take(9).take_while(u8::is_ascii_alphanumeric).count();
    let (head, rest) = words.split_at(len);
    if !head.is_empty() && head.bytes().all(|byte| byte.is_ascii_digit()) {
        let (_, form, inner) = shape(rest)?;
        let words = &rest[inner..];
        return (form == Form::Brackets && words.starts_with(' ') && starts_with_capital(words))
            .then_some(len + inner);
    }
    let capitals = len > 1 && head.bytes().all(|byte| byte.is_ascii_uppercase());
    let tail = rest.starts_with(". ") || rest.starts_with(") ");
    (capitals && tail && roman(&head.to_ascii_lowercase()).is_some()).then_some(len + 1)
}

/// Decides for every line outside fences, quotes and tables what its start is.
pub(super) fn mark(text: &str, lines: &mut [Line]) {
    let mut fence: Option<Fence> = None;
    let mut reads: Vec<(usize, Read)> = Vec::new();
    for n in 0..lines.len() {
        let words = lines[n].words(text);
        if let Some(open) = fence {
            if open.closed_by(words) {
                fence = None;
            }
            continue;
        }
        fence = Fence::opened(words);
        if fence.is_some() || words.starts_with(['>', '|']) {
            continue;
        }
        if let Some(read) = read(words) {
            reads.push((n, read));
        } else if let Some(len) = glued(words)
            && !goes_on(text, lines, n)
        {
            lines[n].mark = Mark::Doubtful(len as u32);
        }
    }
    let serial = serial(&reads);
    for ((n, read), serial) in reads.into_iter().zip(serial) {
        lines[n].mark = decide(text, lines, n, &read, serial);
    }
}

/// For each label whether the one before or after it of its kind is its neighbour in a series.
fn serial(reads: &[(usize, Read)]) -> Vec<bool> {
    let mut serial = vec![false; reads.len()];
    // The last label of each kind: numbers, capitals, small letters and numbers, decimals.
    let mut last: [Option<usize>; 4] = [None; 4];
    for (n, (_, read)) in reads.iter().enumerate() {
        let kind = match read.printed.core {
            Core::Number(_) => 0,
            Core::Capital(_) => 1,
            Core::Small { .. } => 2,
            Core::Decimal(_) => 3,
        };
        if let Some(before) = last[kind].replace(n)
            && are_neighbours(&reads[before].1.printed.core, &read.printed.core)
        {
            serial[before] = true;
            serial[n] = true;
        }
    }
    serial
}

fn are_neighbours(a: &Core, b: &Core) -> bool {
    match (a, b) {
        (Core::Number(a), Core::Number(b)) => a + 1 == *b,
        (Core::Capital(a), Core::Capital(b)) => a + 1 == *b,
        (Core::Small { letter: a, roman: c }, Core::Small { letter: b, roman: d }) => {
            a.zip(*b).is_some_and(|(a, b)| next_letter(a, b)) || c.zip(*d).is_some_and(|(c, d)| c + 1 == d)
        }
        (Core::Decimal(a), Core::Decimal(b)) => next_decimal(a, b),
        _ => false,
    }
}

/// Whether line `n` seems to go on with a sentence that was wrapped at the line before it.
fn goes_on(text: &str, lines: &[Line], n: usize) -> bool {
    let Some(before) = n.checked_sub(1).map(|n| &lines[n]) else { return false };
    !before.is_long(text)
        && !lines[n].is_long(text)
        && !before.words(text).starts_with('#')
        && before.mark.label() != Some(before.end - before.start)
        && before.words(text).ends_with(|c: char| c.is_alphanumeric() || c == ',')
}

/// Whether what was read is a label, given its neighbours and the words around it.
fn decide(text: &str, lines: &[Line], n: usize, read: &Read, serial: bool) -> Mark {
    let words = lines[n].words(text);
    let len = read.len as u32;
    let stop = read.printed.form == Form::Stop;
    let severed = goes_on(text, lines, n);
    let doubt = if severed { Mark::Text } else { Mark::Doubtful(len) };
    let first = match &read.printed.core {
        Core::Number(number) if is_year(*number) => {
            return match (severed, serial) {
                (true, _) => Mark::Text,
                (false, true) => Mark::Label(len),
                (false, false) => doubt,
            };
        }
        // `J. Smith said`
        Core::Capital(_) if stop && !serial => return doubt,
        Core::Decimal(steps) => {
            let next = lines[n + 1..].iter().find(|line| !line.is_blank());
            let after = if read.alone {
                next.map_or("", |line| line.words(text))
            } else {
                words[read.len..].trim_start()
            };
            let other = is_time(steps, after) || is_date(steps);
            return match starts_with_capital(after) {
                _ if other => Mark::Text,
                true => Mark::Label(len),
                false if serial && !read.alone => doubt,
                false => Mark::Text,
            };
        }
        Core::Number(number) => *number == 1,
        Core::Capital(letter) => *letter == 0,
        Core::Small { letter, roman } => *letter == Some(0) || *roman == Some(1),
    };
    if stop && severed && !serial && !first { Mark::Severing(len) } else { Mark::Label(len) }
}

fn is_year(number: u32) -> bool {
    (1900..2100).contains(&number)
}

/// `8.30 pm` in all its spellings; in small letters it is no label anyway.
fn is_time(steps: &[u32], after: &str) -> bool {
    const UNITS: [&str; 10] = ["AM", "PM", "A.M", "P.M", "NOON", "HRS", "HOURS", "YB", "YH", "Y.B"];
    let &[hour, minute] = steps else { return false };
    let unit = after.split(|c: char| c.is_whitespace() || ",;:)".contains(c)).next().unwrap_or("");
    let unit = unit.trim_end_matches('.').to_ascii_uppercase();
    hour < 25 && minute < 60 && UNITS.contains(&unit.as_str())
}

/// `12.3.2024`
fn is_date(steps: &[u32]) -> bool {
    matches!(steps, &[day, month, year] if day <= 31 && month <= 12 && is_year(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The label of each line, `?` before a doubtful one, `!` before one that may sever a sentence.
    fn labels(text: &str) -> Vec<String> {
        let mut lines = super::super::lines::split(text);
        mark(text, &mut lines);
        let shown = |line: &Line| match line.mark {
            Mark::Text => "-".to_owned(),
            Mark::Doubtful(len) => format!("?{}", &line.words(text)[..len as usize]),
            Mark::Label(len) => line.words(text)[..len as usize].to_owned(),
            Mark::Severing(len) => format!("!{}", &line.words(text)[..len as usize]),
        };
        lines.iter().filter(|line| !line.is_blank()).map(shown).collect()
    }

    #[test]
    fn every_kind_of_label_is_read() {
        for (line, label) in [
            ("7. A Member asked.", "7."),
            ("7) A Member asked.", "7)"),
            ("(7) A Member asked.", "(7)"),
            ("(1).  Members asked.", "(1)."),
            ("1340. The Clerk reported.", "1340."),
            ("(A) That it be noted.", "(A)"),
            ("A) That it be noted.", "A)"),
            ("a. that it be noted.", "a."),
            ("a) that it be noted.", "a)"),
            ("(a) that it be noted.", "(a)"),
            ("i. Note the report.", "i."),
            ("iii) the plan", "iii)"),
            ("(xlix) the plan", "(xlix)"),
            ("ng) y cynllun", "ng)"),
            ("dd) y cynllun", "dd)"),
            ("8.4 The Chair", "8.4"),
            ("8.4. The Chair", "8.4."),
            ("212.2.1 “The Chair”", "212.2.1"),
            ("3.1\u{a0}The Chair", "3.1"),
            ("11.A Member asked.", "11."),
            ("2.No interests were declared.", "2."),
            ("   7.\tA Member", "7."),
            ("\u{a0}\u{200b}7.\u{a0}A Member", "7."),
            ("9.", "9."),
        ] {
            assert_eq!(labels(line), [label], "{line:?}");
        }
    }

    #[test]
    fn what_only_looks_like_a_label_is_text() {
        for (line, label) in [
            ("2.5 million pounds", "-"),
            ("8.30 pm", "-"),
            ("8.30pm The meeting closed", "-"),
            ("8.30 PM The meeting closed", "-"),
            ("2.30 p.m. The Chair", "-"),
            ("12.3.2024 The meeting", "-"),
            ("J. Smith said", "?J."),
            ("2024. The budget", "?2024."),
            ("555 0100. The desk", "-"),
            ("5550100. The desk", "-"),
            ("£2.50 The fee", "-"),
            ("mix) the colours", "-"),
            ("and. The", "-"),
            ("11.a member", "-"),
            ("1.B. Budget", "-"),
            ("i.e. the plan", "-"),
            ("(s)he said", "-"),
            (r"\7. A Member", "-"),
            ("(a)The Chair", "?(a)"),
            ("(a)(i) the plan", "?(a)"),
            ("7(a) The plan", "?7(a)"),
            ("IV. The plan", "?IV."),
            ("CV. The plan", "-"),
            ("**7.** The plan", "?**7."),
            ("**7. Plan**", "?**7."),
            ("**J. Smith** said", "-"),
            ("> 7. quoted", "-"),
            ("| 7. | cell |", "-"),
        ] {
            assert_eq!(labels(line), [label], "{line:?}");
        }
    }

    #[test]
    fn neighbours_in_series_tell_labels_from_initials_and_years() {
        assert_eq!(labels("A. One.\n\nB. Two.\n\n7. Three."), ["A.", "B.", "7."]);
        assert_eq!(labels("A. One.\n1. Sub.\nB. Two."), ["A.", "1.", "B."]);
        assert_eq!(labels("J. Smith said.\nP. Vale said."), ["?J.", "?P."]);
        assert_eq!(labels("2023. One.\n2024. Two."), ["2023.", "2024."]);
        assert_eq!(labels("It was settled in\n2024. The Chair"), ["-", "-"]);
        assert_eq!(labels("8.3 The Chair.\n8.4 the clerk"), ["8.3", "?8.4"]);
        assert_eq!(labels("8.4\n\nThe Chair"), ["8.4", "-"]);
        assert_eq!(labels("2.4\n2.5"), ["-", "-"]);
        assert_eq!(labels("as agreed under item\n14. The Chair"), ["-", "!14."]);
        assert_eq!(labels("13. items agreed\n14. The Chair"), ["13.", "14."]);
    }

    #[test]
    fn labels_in_fences_are_text() {
        assert_eq!(labels("```\n7. A\n```\n8. B"), ["-", "-", "-", "8."]);
    }

    #[test]
    fn alphabets_are_followed() {
        let place = |letter: &str| LETTERS.iter().position(|l| *l == letter).unwrap() as u8;
        for (a, b, next) in [
            ("a", "b", true),
            ("c", "d", true),
            ("c", "ch", true),
            ("g", "ng", true),
            ("ng", "h", true),
            ("i", "l", true),
            ("a", "c", false),
            ("b", "a", false),
            ("y", "z", true),
        ] {
            assert_eq!(next_letter(place(a), place(b)), next, "{a} {b}");
        }
        assert!(
            next_decimal(&[8, 4], &[8, 5])
                && next_decimal(&[8, 4], &[8, 4, 1])
                && next_decimal(&[8, 4], &[9, 1])
        );
        assert!(
            !next_decimal(&[8, 4], &[8, 4])
                && !next_decimal(&[8, 4], &[8, 6])
                && !next_decimal(&[8, 4], &[8])
        );
        assert_eq!(roman("xiv"), Some(14));
        assert_eq!(roman("iiii"), None);
        assert_eq!(path("212.2.1").collect::<Vec<_>>(), ["212".into(), "2".into(), "1".into()]);
    }
}
