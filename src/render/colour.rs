//! The council's two colours made legible: contrast by the rules of WCAG 2.2, and the custom properties
//! that the stylesheet uses.

/// A colour as red, green and blue.
pub type Rgb = [u8; 3];

/// The contrast that text needs against its ground (WCAG 2.2, success criterion 1.4.3).
pub const LEGIBLE: f64 = 4.5;

/// The ground of pages in the light scheme.
pub const LIGHT: Rgb = [255, 255, 255];

/// The stylesheet's `--panel` in the light and in the dark scheme: the ground on which text is hardest
/// to read, `--paper` being further away from it in both.
const LIGHT_PANEL: Rgb = [0xf4, 0xf5, 0xf7];
const DARK_PANEL: Rgb = [0x20, 0x24, 0x2a];

/// Reads `#rrggbb`.
pub fn parse(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The contrast of two colours, from 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colour moved towards black or white, away from `ground`, until it is legible on it.
pub fn legible_on(ground: Rgb, colour: Rgb) -> Rgb {
    let end = if luminance(ground) > 0.18 { [0, 0, 0] } else { [255, 255, 255] };
    let mixed = |step: u16| -> Rgb {
        let mix = |from: u8, to: u8| ((u16::from(from) * (50 - step) + u16::from(to) * step) / 50) as u8;
        [mix(colour[0], end[0]), mix(colour[1], end[1]), mix(colour[2], end[2])]
    };
    (0..=50).map(mixed).find(|mixed| contrast(*mixed, ground) >= LEGIBLE).unwrap_or(end)
}

/// Black or white, whichever is easier to read on `ground`.
pub fn ink_on(ground: Rgb) -> Rgb {
    if contrast([255, 255, 255], ground) >= contrast([0, 0, 0], ground) { [255, 255, 255] } else { [0, 0, 0] }
}

/// The end of the stylesheet: the council's colours and what follows from them, as custom properties.
/// A colour that cannot be read leaves the stylesheet's own.
pub fn stylesheet(primary: &str, secondary: &str) -> String {
    let mut css = String::from("\n:root{");
    let mut dark =
        String::from("@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){");
    let mut chosen = String::from("@media screen{:root[data-theme=dark]{");
    for (name, text) in [("primary", primary), ("secondary", secondary)] {
        let Some(colour) = parse(text) else { continue };
        css.push_str(&format!(
            "--{name}:{};--{name}-ink:{};--{name}-text:{};",
            hex(colour),
            hex(ink_on(colour)),
            hex(legible_on(LIGHT_PANEL, colour))
        ));
        let on_dark = format!("--{name}-text:{};", hex(legible_on(DARK_PANEL, colour)));
        dark.push_str(&on_dark);
        chosen.push_str(&on_dark);
    }
    css.push_str("}\n");
    css.push_str(&dark);
    css.push_str("}}\n");
    css.push_str(&chosen);
    css.push_str("}}\n");
    css
}

/// A picture that names the council's colour `var(--primary)` and what is legible on it
/// `var(--primary-ink)`, with these colours: a picture of its own sees no stylesheet.
pub fn in_picture(svg: &str, primary: &str) -> String {
    match parse(primary) {
        Some(colour) => {
            svg.replace("var(--primary)", &hex(colour)).replace("var(--primary-ink)", &hex(ink_on(colour)))
        }
        None => svg.to_owned(),
    }
}

fn hex([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Relative luminance (WCAG 2.2, definitions).
fn luminance(colour: Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_legible() {
        assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 0.01);
        for colour in [[255, 221, 0], [0, 0, 80], [128, 128, 128], [255, 255, 255], [0, 0, 0]] {
            assert!(contrast(legible_on(LIGHT_PANEL, colour), LIGHT_PANEL) >= LEGIBLE);
            assert!(contrast(legible_on(DARK_PANEL, colour), DARK_PANEL) >= LEGIBLE);
            assert!(contrast(ink_on(colour), colour) >= LEGIBLE);
        }
        assert_eq!(parse("#1d70b8"), Some([0x1d, 0x70, 0xb8]));
        assert_eq!(parse("blue"), None);
        assert_eq!(parse("#€€"), None);
    }
}
