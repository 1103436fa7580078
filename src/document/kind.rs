//! [`Kind`]: what sort of file a document is, by its name and by its first bytes.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// How much of the start of a file [`Shape::of`] needs to see: a PDF may have that much before its
/// header (ISO 32000-1, annex H.3, note 13).
pub const HEAD: usize = 1024;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident: $shape:ident, [$($extension:literal),*], $media_type:literal, $described:literal;)*) => {
        /// What sort of file a document is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
            /// Anything else; nothing is known or expected of it.
            Other,
        }

        impl Kind {
            /// What the ending of a file's name says; letter case does not count.
            pub fn of_name(path: &Path) -> Kind {
                let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
                match extension.to_ascii_lowercase().as_str() {
                    $($($extension)|* => Kind::$kind,)*
                    _ => Kind::Other,
                }
            }

            /// The media type under which it is served.
            pub fn media_type(self) -> &'static str {
                match self {
                    $(Kind::$kind => $media_type,)*
                    Kind::Other => "application/octet-stream",
                }
            }

            /// What it is called in a sentence, with an article.
            pub fn described(self) -> &'static str {
                match self {
                    $(Kind::$kind => $described,)*
                    Kind::Other => "another kind of file",
                }
            }

            /// How its first bytes must look; `None` where nothing is expected.
            pub fn shape(self) -> Option<Shape> {
                match self {
                    $(Kind::$kind => Some(Shape::$shape),)*
                    Kind::Other => None,
                }
            }
        }
    };
}

kinds! {
    /// Portable Document Format.
    Pdf: Pdf, ["pdf"], "application/pdf", "a PDF";
    /// Word document.
    Docx: Zip, ["docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a Word document";
    /// OpenDocument text.
    Odt: Zip, ["odt"], "application/vnd.oasis.opendocument.text", "an OpenDocument text";
    /// Excel workbook.
    Xlsx: Zip, ["xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "an Excel workbook";
    /// OpenDocument spreadsheet.
    Ods: Zip, ["ods"], "application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet";
    /// PowerPoint presentation.
    Pptx: Zip, ["pptx"], "application/vnd.openxmlformats-officedocument.presentationml.presentation", "a PowerPoint presentation";
    /// OpenDocument presentation.
    Odp: Zip, ["odp"], "application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation";
    /// Word document as before 2007; its text is not read.
    Doc: Ole, ["doc"], "application/msword", "a Word document in the format before 2007";
    /// Excel workbook as before 2007; its text is not read.
    Xls: Ole, ["xls"], "application/vnd.ms-excel", "an Excel workbook in the format before 2007";
    /// PowerPoint presentation as before 2007; its text is not read.
    Ppt: Ole, ["ppt"], "application/vnd.ms-powerpoint", "a PowerPoint presentation in the format before 2007";
    /// Rich Text Format; its text is not read.
    Rtf: Rtf, ["rtf"], "application/rtf", "a Rich Text document";
    /// Plain text.
    Text: Text, ["txt"], "text/plain", "plain text";
    /// Comma-separated values.
    Csv: Text, ["csv"], "text/csv", "a table of comma-separated values";
    /// A web page.
    Html: Text, ["html", "htm"], "text/html", "a web page";
    /// JPEG picture.
    Jpeg: Jpeg, ["jpg", "jpeg"], "image/jpeg", "a JPEG picture";
    /// PNG picture.
    Png: Png, ["png"], "image/png", "a PNG picture";
    /// GIF picture.
    Gif: Gif, ["gif"], "image/gif", "a GIF picture";
    /// WebP picture.
    Webp: Webp, ["webp"], "image/webp", "a WebP picture";
    /// TIFF picture.
    Tiff: Tiff, ["tif", "tiff"], "image/tiff", "a TIFF picture";
    /// Zip archive; what is in it is not read.
    Zip: Zip, ["zip"], "application/zip", "a zip archive";
}

impl Kind {
    /// Whether its text can be read by [`super::Reader::text`].
    pub fn has_readable_text(self) -> bool {
        self == Kind::Pdf || self.is_office() || matches!(self, Kind::Text | Kind::Csv | Kind::Html)
    }

    /// Whether it is a zipped office document.
    pub fn is_office(self) -> bool {
        matches!(self, Kind::Docx | Kind::Odt | Kind::Xlsx | Kind::Ods | Kind::Pptx | Kind::Odp)
    }
}

/// What the first bytes of a file look like. Several kinds share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// `%PDF-` somewhere in the first 1,024 bytes.
    Pdf,
    /// A zip archive.
    Zip,
    /// An OLE compound file: office files before 2007, and later ones under a password.
    Ole,
    /// `{\rtf`.
    Rtf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
    /// TIFF, of either byte order.
    Tiff,
    /// Text in any encoding: no zero bytes, or a UTF-16 byte order mark.
    Text,
    /// None of these.
    Unknown,
}

impl Shape {
    /// What a file that begins with `head` looks like. Give it [`HEAD`] bytes, or the whole file.
    pub fn of(head: &[u8]) -> Shape {
        let starts = |magic: &[u8]| head.starts_with(magic);
        if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
            Shape::Zip
        } else if starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            Shape::Ole
        } else if starts(b"\xFF\xD8\xFF") {
            Shape::Jpeg
        } else if starts(b"\x89PNG\r\n\x1A\n") {
            Shape::Png
        } else if starts(b"GIF87a") || starts(b"GIF89a") {
            Shape::Gif
        } else if starts(b"RIFF") && head.get(8..12) == Some(b"WEBP".as_slice()) {
            Shape::Webp
        } else if starts(b"II*\0") || starts(b"MM\0*") {
            Shape::Tiff
        } else if starts(b"{\\rtf") {
            Shape::Rtf
        } else if head.windows(5).any(|bytes| bytes == b"%PDF-") {
            Shape::Pdf
        } else if starts(b"\xFF\xFE") || starts(b"\xFE\xFF") || !head.contains(&0) {
            Shape::Text
        } else {
            Shape::Unknown
        }
    }

    /// The kind of every file of this shape, where there is only one.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Shape::Pdf => Some(Kind::Pdf),
            Shape::Zip => Some(Kind::Zip),
            Shape::Rtf => Some(Kind::Rtf),
            Shape::Jpeg => Some(Kind::Jpeg),
            Shape::Png => Some(Kind::Png),
            Shape::Gif => Some(Kind::Gif),
            Shape::Webp => Some(Kind::Webp),
            Shape::Tiff => Some(Kind::Tiff),
            Shape::Text => Some(Kind::Text),
            Shape::Ole | Shape::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_first_bytes() {
        assert_eq!(Kind::of_name(Path::new("a/07-Appendix.PDF")), Kind::Pdf);
        assert_eq!(Kind::of_name(Path::new("page.htm")), Kind::Html);
        assert_eq!(Kind::of_name(Path::new("pdf")), Kind::Other);
        assert_eq!(Shape::of(b"%PDF-1.7"), Shape::Pdf);
        assert_eq!(Shape::of(b"\xEF\xBB\xBF\r\n%PDF-1.4"), Shape::Pdf);
        assert_eq!(Shape::of(b"PK\x03\x04rest"), Shape::Zip);
        assert_eq!(Shape::of("cyfarfod y cyngor ŵ".as_bytes()), Shape::Text);
        assert_eq!(Shape::of(b"\xFF\xFEa\0b\0"), Shape::Text);
        assert_eq!(Shape::of(b"\0\x01\x02"), Shape::Unknown);
    }
}
