//! [`Marks`]: the places that the YAML library names in its messages, as bytes.

/// Turns the lines and columns in the library's messages, which count characters, into bytes.
pub(super) struct Marks<'a> {
    yaml: &'a str,
    /// The byte of every character.
    chars: Vec<u32>,
    /// The character that begins each line.
    lines: Vec<u32>,
}

impl<'a> Marks<'a> {
    /// The marks of a text.
    pub fn new(yaml: &'a str) -> Self {
        let mut chars = Vec::with_capacity(yaml.len());
        let mut lines = vec![0];
        let mut previous = ' ';
        for (n, (byte, c)) in yaml.char_indices().enumerate() {
            // The line ends of YAML 1.1, as the library counts them.
            let ended = match previous {
                '\r' => c != '\n',
                '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
                _ => false,
            };
            if ended {
                lines.push(n as u32);
            }
            chars.push(byte as u32);
            previous = c;
        }
        if matches!(previous, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            lines.push(chars.len() as u32);
        }
        Marks { yaml, chars, lines }
    }

    fn byte_of_char(&self, index: usize) -> usize {
        self.chars.get(index).map_or(self.yaml.len(), |byte| *byte as usize)
    }

    /// The byte that a message names at its end: `… at line 3 column 5`. The library names none for the
    /// very beginning of a text.
    pub fn named(&self, place: &str) -> Option<usize> {
        let (_, place) = place.rsplit_once(" at line ")?;
        let (line, column) = place.split_once(" column ")?;
        let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
        let start = *self.lines.get(line.checked_sub(1)?)? as usize;
        Some(self.byte_of_char(start + column.checked_sub(1)?))
    }
}
