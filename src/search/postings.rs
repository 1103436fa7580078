//! Where a term stands, as bytes: the units in ascending order, each with a value.

use super::varint;

/// How much a term says about a unit: four bits of [`impact`], then [`TITLE`] and [`DECISION`].
pub type Value = u8;

/// The bit of a value that says that the term stands in the title.
pub const TITLE: Value = 1 << 4;
/// The bit of a value that says that the term stands in a decision.
pub const DECISION: Value = 1 << 5;
/// The bits of a value that hold the impact.
pub const IMPACT: Value = 0xf;

/// How much a term that stands `weight` quarters of a time in a unit of `length` words says about it,
/// from 1 to 15: BM25's saturation, with a fixed middle length in place of the average, so that one
/// paper does not change what is said of another.
pub fn impact(weight: u32, length: u32) -> Value {
    let times = f64::from(weight) / 4.0;
    let norm = 0.4 + 0.6 * f64::from(length.max(80)) / 250.0;
    (15.0 * times / (times + 1.2 * norm)).round().clamp(1.0, 15.0) as Value
}

/// The units of one term and their values, as [`read`] takes them.
pub fn write(postings: &[(u32, Value)], out: &mut Vec<u8>) {
    let mut deltas = Vec::with_capacity(postings.len() * 2);
    let mut last = 0;
    for &(unit, _) in postings {
        varint::put(&mut deltas, unit - last);
        last = unit;
    }
    varint::put(out, postings.len() as u32);
    varint::put(out, deltas.len() as u32);
    out.extend_from_slice(&deltas);
    out.extend(postings.iter().map(|(_, value)| value));
}

/// The postings of the term with this number in a file of postings; `None` if the file is not one.
pub fn read(mut bytes: &[u8], number: usize) -> Option<Vec<(u32, Value)>> {
    for _ in 0..number {
        let units = varint::take(&mut bytes)? as usize;
        let length = varint::take(&mut bytes)? as usize;
        bytes = bytes.get(length.checked_add(units)?..)?;
    }
    let units = varint::take(&mut bytes)? as usize;
    let length = varint::take(&mut bytes)? as usize;
    let (mut deltas, values) = bytes.split_at_checked(length)?;
    let mut unit = 0u32;
    let mut postings = Vec::with_capacity(units.min(values.len()));
    for &value in values.get(..units)? {
        unit = unit.checked_add(varint::take(&mut deltas)?)?;
        postings.push((unit, value));
    }
    Some(postings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_come_back() {
        let lists = [vec![(0, 1), (1, 31)], vec![], vec![(5, 2), (900, 15), (70_000, 47)]];
        let mut bytes = Vec::new();
        lists.iter().for_each(|list| write(list, &mut bytes));
        for (number, list) in lists.iter().enumerate() {
            assert_eq!(read(&bytes, number).as_ref(), Some(list));
        }
        assert_eq!(read(&bytes, 3), None);
        assert_eq!(read(&bytes[..bytes.len() - 1], 2), None);
    }

    #[test]
    fn impact_grows_with_the_count_and_falls_with_the_length() {
        assert!(impact(4, 100) < impact(12, 100));
        assert!(impact(4, 1000) < impact(4, 100));
        assert_eq!(impact(1, 100_000), 1);
        assert_eq!(impact(60_000, 1), 15);
    }
}
