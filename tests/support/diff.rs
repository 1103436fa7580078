//! Two texts compared line by line, so that a failed test shows what is different and nothing else.

/// Lines shown around a difference.
const CONTEXT: usize = 2;

/// Expects two texts to be equal.
#[track_caller]
pub fn expect(what: &str, expected: &str, actual: &str) {
    assert!(
        expected == actual,
        "{what} is not as expected (- expected, + found):\n{}",
        lines(expected, actual)
    );
}

/// What differs: `-` before an expected line, `+` before one that was found.
fn lines(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_mid, new_mid) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut out: Vec<(char, &str)> = old[..head].iter().map(|line| (' ', *line)).collect();
    match old_mid.len() * new_mid.len() > 4_000_000 {
        // Too much for a table; the lines themselves still say enough.
        true => {
            out.extend(old_mid.iter().map(|line| ('-', *line)));
            out.extend(new_mid.iter().map(|line| ('+', *line)));
        }
        false => out.extend(aligned(old_mid, new_mid)),
    }
    out.extend(old[old.len() - tail..].iter().map(|line| (' ', *line)));
    let mut text = String::new();
    let mut skipping = false;
    for (index, (mark, line)) in out.iter().enumerate() {
        let near = &out[index.saturating_sub(CONTEXT)..(index + CONTEXT + 1).min(out.len())];
        if near.iter().all(|(mark, _)| *mark == ' ') {
            if !skipping {
                text.push_str("  ⋮\n");
            }
            skipping = true;
            continue;
        }
        skipping = false;
        text.push_str(&format!("{mark} {line}\n"));
    }
    if expected.ends_with('\n') != actual.ends_with('\n') {
        text.push_str("  (one ends with a line end, the other does not)\n");
    }
    text
}

/// The lines of both by their longest common subsequence.
fn aligned<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    let width = new.len() + 1;
    let mut longest = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * width + j] = match old[i] == new[j] {
                true => longest[(i + 1) * width + j + 1] + 1,
                false => longest[(i + 1) * width + j].max(longest[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            out.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1])
        {
            out.push(('-', old[i]));
            i += 1;
        } else {
            out.push(('+', new[j]));
            j += 1;
        }
    }
    out
}

#[test]
fn only_what_differs_is_shown() {
    let old = "1\n2\n3\n4\n5\n6\n7\n";
    assert_eq!(lines(old, "1\n2\n3\n4\nfive\n6\n7\n"), "  ⋮\n  3\n  4\n- 5\n+ five\n  6\n  7\n");
}
