//! Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the high bit set on
//! all bytes but the last (LEB128).

/// Appends a number.
pub fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes a number from the front of `bytes`; `None` if there is none that fits.
pub fn take(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0u32;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let bits = u32::from(byte & 0x7f);
        if shift == 28 && bits > 0xf {
            return None;
        }
        number |= bits << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 300, 16_384, u32::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|&number| put(&mut bytes, number));
        let mut rest = bytes.as_slice();
        let back: Vec<u32> = std::iter::from_fn(|| take(&mut rest)).collect();
        assert_eq!(back, numbers);
        assert_eq!(take(&mut [0xff; 5].as_slice()), None);
        assert_eq!(take(&mut [0x80].as_slice()), None);
    }
}
