//! The text of one PDF page, in the order in which it is drawn.
//!
//! A page says where to put glyphs, not where words end. So the place of each shown string is followed
//! (ISO 32000-1, 9.4), and a gap to the string before it becomes a space or a new line.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Limits;
use super::finding::{Finding, Read};
use font::Font;

pub(crate) mod font;

/// How deep drawings may hold drawings that hold text.
const FORM_DEPTH: usize = 8;

/// Along the line, in ems: a wider gap is a space between words. Justified text goes down to about 0.2.
const WORD_GAP: f64 = 0.17;

/// Across or back along the line, in ems: a wider step is a new line. Footnote numbers rise by a third.
const LINE_STEP: f64 = 0.5;

/// Reads the pages of a document. Fonts are understood once and kept for all pages.
pub(crate) struct PageReader<'a> {
    document: &'a Document,
    inflated: usize,
    fonts: HashMap<*const Dictionary, Option<Rc<Font<'a>>>>,
}

impl<'a> PageReader<'a> {
    /// A reader of the pages of `document`.
    pub fn new(document: &'a Document, limits: &Limits) -> Self {
        let inflated = usize::try_from(limits.inflated).unwrap_or(usize::MAX);
        PageReader { document, inflated, fonts: HashMap::new() }
    }

    /// The text of a page, and whether that is all of it: [`Finding::Damaged`] if there is no such page
    /// or its content cannot be taken apart, [`Finding::TooLarge`] if it inflates beyond the limit. Not
    /// much more than `room` bytes are gathered.
    pub fn text(&mut self, page: ObjectId, room: usize) -> (String, Read<()>) {
        let mut drawing = Drawing { reader: self, room, text: String::new(), end: None };
        let outcome = drawing.page(page);
        (drawing.text, outcome)
    }

    fn font(&mut self, name: &[u8], resources: &[&'a Dictionary]) -> Option<Rc<Font<'a>>> {
        let dictionary = resource(self.document, resources, b"Font", name)?.as_dict().ok()?;
        let (document, inflated) = (self.document, self.inflated);
        self.fonts
            .entry(std::ptr::from_ref(dictionary))
            .or_insert_with(|| Font::read(document, dictionary, inflated).map(Rc::new))
            .clone()
    }
}

/// A named resource of a page, from the nearest dictionary that has it.
fn resource<'a>(
    document: &'a Document,
    resources: &[&'a Dictionary],
    sort: &[u8],
    name: &[u8],
) -> Option<&'a Object> {
    resources.iter().find_map(|resources| {
        let table = resources.get_deref(sort, document).and_then(Object::as_dict).ok()?;
        table.get_deref(name, document).ok()
    })
}

/// A page being drawn.
struct Drawing<'r, 'a> {
    reader: &'r mut PageReader<'a>,
    room: usize,
    text: String,
    /// Where the last string ended, and how tall its line is.
    end: Option<(f64, f64)>,
}

/// The part of the graphics state that text depends on (ISO 32000-1, 8.4 and 9.3).
#[derive(Clone)]
struct State<'a> {
    page: Matrix,
    font: Option<Rc<Font<'a>>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
}

impl<'a> Drawing<'_, 'a> {
    /// Draws a page.
    fn page(&mut self, page: ObjectId) -> Read<()> {
        let document = self.reader.document;
        let (direct, referenced) = document.get_page_resources(page).map_err(|_| Finding::Damaged)?;
        let referenced = referenced.into_iter().filter_map(|id| document.get_dictionary(id).ok());
        let resources: Vec<_> = direct.into_iter().chain(referenced).collect();
        let content = document
            .get_page_content_with_limit(page, self.reader.inflated)
            .map_err(|error| super::pdf::finding(&error))?;
        self.run(&content, &resources, Matrix::IDENTITY, FORM_DEPTH)
    }

    /// Draws a content stream.
    fn run(&mut self, content: &[u8], resources: &[&'a Dictionary], page: Matrix, depth: usize) -> Read<()> {
        let mut state = State {
            page,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
        };
        let mut saved = Vec::new();
        let (mut line, mut glyph) = (Matrix::IDENTITY, Matrix::IDENTITY);
        for operation in Content::decode_iter(content) {
            let Operation { operator, operands } = operation.map_err(|_| Finding::Damaged)?;
            let number = |index: usize| operands.get(index).and_then(real).unwrap_or(0.0);
            match operator.as_str() {
                "q" if saved.len() < 1000 => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.page = Matrix::of(&operands).then(&state.page),
                "BT" => (line, glyph) = (Matrix::IDENTITY, Matrix::IDENTITY),
                "Tf" => {
                    let name = operands.first().and_then(|it| it.as_name().ok());
                    state.font = name.and_then(|name| self.reader.font(name, resources));
                    state.size = number(1);
                }
                "Tc" => state.character_space = number(0),
                "Tw" => state.word_space = number(0),
                "Tz" => state.stretch = number(0) / 100.0,
                "TL" => state.leading = number(0),
                "Td" | "TD" => {
                    if operator == "TD" {
                        state.leading = -number(1);
                    }
                    line = Matrix::shift(number(0), number(1)).then(&line);
                    glyph = line;
                }
                "Tm" => {
                    line = Matrix::of(&operands);
                    glyph = line;
                }
                "T*" | "'" | "\"" => {
                    if operator == "\"" {
                        (state.word_space, state.character_space) = (number(0), number(1));
                    }
                    line = Matrix::shift(0.0, -state.leading).then(&line);
                    glyph = line;
                    if let Some(Object::String(bytes, _)) = operands.last() {
                        self.show(bytes, &state, &mut glyph, true);
                    }
                }
                "Tj" | "TJ" => self.show_all(&operands, &state, &mut glyph),
                "Do" if depth > 0 => {
                    if let Some(Ok(name)) = operands.first().map(Object::as_name) {
                        self.form(name, resources, &state.page, depth - 1)?;
                    }
                }
                _ => {}
            }
            if self.text.len() > self.room {
                break;
            }
        }
        Ok(())
    }

    /// Shows the strings of `Tj` or, with the kerning between them, of `TJ`.
    fn show_all(&mut self, operands: &[Object], state: &State<'a>, glyph: &mut Matrix) {
        let parts = match operands.first() {
            Some(Object::Array(parts)) => parts.as_slice(),
            _ => operands,
        };
        let mut placed = true;
        for part in parts {
            if let Object::String(bytes, _) = part {
                self.show(bytes, state, glyph, placed);
                placed = false;
            } else if let Some(kerning) = real(part) {
                let x = -kerning / 1000.0 * state.size * state.stretch;
                *glyph = Matrix::shift(x, 0.0).then(glyph);
            }
        }
    }

    /// Shows one string. `placed` says that its place was given outright, not as kerning.
    fn show(&mut self, bytes: &[u8], state: &State<'a>, glyph: &mut Matrix, placed: bool) {
        let Some(font) = &state.font else { return };
        let shown = font.decode(bytes);
        let start = glyph.then(&state.page);
        if !shown.is_empty() {
            self.separate(&start, state.size, placed && !font.has_widths());
            self.text.push_str(&shown);
        }
        let advance = font.advance(bytes, state.size, state.character_space, state.word_space);
        *glyph = Matrix::shift(advance * state.stretch, 0.0).then(glyph);
        if !shown.is_empty() {
            let end = glyph.then(&state.page);
            self.end = Some((end.0[4], end.0[5]));
        }
    }

    /// Puts what belongs between the last string and one that begins at `start`.
    fn separate(&mut self, start: &Matrix, size: f64, uncertain: bool) {
        let Some((x, y)) = self.end else { return };
        let [a, b, c, d, e, f] = start.0;
        let along = a.hypot(b);
        let em = c.hypot(d) * size.abs();
        if self.text.ends_with(char::is_whitespace) || along == 0.0 || em == 0.0 {
            return;
        }
        let (right, up) =
            ((e - x) * a / along + (f - y) * b / along, (f - y) * a / along - (e - x) * b / along);
        if up.abs() > LINE_STEP * em || right < -LINE_STEP * em {
            self.text.push('\n');
        } else if right > WORD_GAP * em || uncertain {
            self.text.push(' ');
        }
    }

    /// Draws a form: a drawing within the drawing.
    fn form(&mut self, name: &[u8], resources: &[&'a Dictionary], page: &Matrix, depth: usize) -> Read<()> {
        let document = self.reader.document;
        let Some(Object::Stream(form)) = resource(document, resources, b"XObject", name) else {
            return Ok(());
        };
        if form.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form".as_slice()) {
            return Ok(());
        }
        let content = form
            .decompressed_content_with_limit(self.reader.inflated)
            .map_err(|error| super::pdf::finding(&error))?;
        let own = form.dict.get_deref(b"Resources", document).and_then(Object::as_dict).ok();
        let resources: Vec<_> = own.into_iter().chain(resources.iter().copied()).collect();
        let matrix = form.dict.get_deref(b"Matrix", document).and_then(Object::as_array);
        let matrix = matrix.map_or(Matrix::IDENTITY, |numbers| Matrix::of(numbers));
        self.run(&content, &resources, matrix.then(page), depth)
    }
}

/// A number of either sort.
fn real(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

/// A transformation of the plane, as PDF writes it: `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Matrix([f64; 6]);

impl Matrix {
    const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn shift(x: f64, y: f64) -> Self {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// From six operands; the identity if they are not six numbers.
    fn of(operands: &[Object]) -> Self {
        let numbers: Vec<f64> = operands.iter().filter_map(real).collect();
        numbers.try_into().map_or(Matrix::IDENTITY, Matrix)
    }

    /// This transformation, and `next` after it.
    fn then(&self, next: &Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, ne, nf] = next.0;
        Matrix([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }
}
