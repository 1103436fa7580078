//! A font as text needs it: which characters its codes mean, and how wide they are.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::real;

/// How wide a glyph is taken to be, in ems, where the font does not say.
const USUAL_WIDTH: f64 = 0.5;

/// A font of a document.
pub struct Font<'a> {
    encoding: Encoding<'a>,
    /// Bytes of a code: two in composite fonts. (One to four in theory; nearly always Identity-H.)
    code: usize,
    /// Widths of codes in ems.
    widths: HashMap<u32, f64>,
    /// The width of all others.
    other_width: f64,
}

impl<'a> Font<'a> {
    /// Reads a font dictionary; `None` if its codes cannot be understood.
    pub fn read(document: &'a Document, font: &'a Dictionary, inflated: usize) -> Option<Self> {
        let encoding = font.get_font_encoding_with_limit(document, inflated).ok()?;
        let subtype = font.get_deref(b"Subtype", document).and_then(Object::as_name).ok();
        let mut read = Font { encoding, code: 1, widths: HashMap::new(), other_width: USUAL_WIDTH };
        if subtype == Some(b"Type0".as_slice()) {
            read.code = 2;
            read.composite_widths(document, font);
        } else {
            read.simple_widths(document, font, subtype == Some(b"Type3".as_slice()));
        }
        Some(read)
    }

    /// Whether the font says how wide its glyphs are. (The fourteen standard fonts need not.)
    pub fn has_widths(&self) -> bool {
        !self.widths.is_empty()
    }

    /// The characters of a shown string; none where they cannot be told.
    pub fn decode(&self, bytes: &[u8]) -> String {
        self.encoding.bytes_to_string(bytes).unwrap_or_default()
    }

    /// How far a shown string moves on, before stretching (ISO 32000-1, 9.4.4).
    pub fn advance(&self, bytes: &[u8], size: f64, character_space: f64, word_space: f64) -> f64 {
        bytes
            .chunks(self.code)
            .map(|code| {
                let number = code.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
                let width = self.widths.get(&number).copied().unwrap_or(self.other_width);
                let word = if code == b" " { word_space } else { 0.0 };
                width * size + character_space + word
            })
            .sum()
    }

    /// `/FirstChar` and `/Widths`, in thousandths of an em or, in Type 3, in the font's own unit.
    fn simple_widths(&mut self, document: &Document, font: &Dictionary, own_unit: bool) {
        let Ok(widths) = font.get_deref(b"Widths", document).and_then(Object::as_array) else { return };
        let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
        let matrix = font.get_deref(b"FontMatrix", document).and_then(Object::as_array);
        let own = matrix.ok().and_then(|matrix| matrix.first()).and_then(real);
        let unit = own.filter(|_| own_unit).unwrap_or(0.001);
        for (code, width) in (first.clamp(0, 255) as u32..256).zip(widths) {
            if let Some(width) = real_of(document, width) {
                self.widths.insert(code, width * unit);
            }
        }
    }

    /// `/W` and `/DW` of the descendant font (ISO 32000-1, 9.7.4.3).
    fn composite_widths(&mut self, document: &Document, font: &Dictionary) {
        let descendant = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| document.dereference(fonts.first()?).ok())
            .and_then(|(_, font)| font.as_dict().ok());
        let Some(descendant) = descendant else { return };
        let default = descendant.get_deref(b"DW", document).ok().and_then(real);
        self.other_width = default.unwrap_or(1000.0) / 1000.0;
        let Ok(table) = descendant.get_deref(b"W", document).and_then(Object::as_array) else { return };
        let mut entries = table.iter().filter_map(|entry| Some(document.dereference(entry).ok()?.1));
        while let (Some(first), Some(second)) = (entries.next(), entries.next()) {
            let Some(first) = code(first) else { return };
            if let Ok(widths) = second.as_array() {
                for (code, width) in (first..=0xFFFF).zip(widths) {
                    if let Some(width) = real_of(document, width) {
                        self.widths.insert(code, width / 1000.0);
                    }
                }
            } else if let (Some(last), Some(width)) = (code(second), entries.next().and_then(real)) {
                self.widths.extend((first..=last).map(|code| (code, width / 1000.0)));
            } else {
                return;
            }
        }
    }
}

/// A number, direct or referred to.
fn real_of(document: &Document, object: &Object) -> Option<f64> {
    document.dereference(object).ok().and_then(|(_, object)| real(object))
}

/// A code of two bytes.
fn code(object: &Object) -> Option<u32> {
    object.as_i64().ok().and_then(|code| u32::try_from(code).ok()).filter(|code| *code <= 0xFFFF)
}
