//! What somebody probably meant: near misses among the words that are allowed.

/// The candidate nearest to what was typed, if one is near enough to be a slip. Letter case, spaces,
/// hyphens and underscores do not count; of two equally near the first wins.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A word somebody means to type is short; comparing is quadratic in length.
    if typed.len() > 80 {
        return None;
    }
    let folded = fold(typed);
    // One slip in a short word, two in a longer one, three in a long one.
    let allowed = match folded.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = strsim::osa_distance(&folded, &fold(candidate));
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn fold(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        let words = ["public", "exempt", "confidential", "in_person", "to"];
        assert_eq!(nearest("exmept", words), Some("exempt"));
        assert_eq!(nearest("In person", words), Some("in_person"));
        assert_eq!(nearest("Confidental", words), Some("confidential"));
        assert_eq!(nearest("private", words), None);
        assert_eq!(nearest("at", words), None);
        assert_eq!(nearest("", words), None);
    }
}
