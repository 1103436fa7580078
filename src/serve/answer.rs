//! Answers to requests: bytes with a type and a status.

use std::io::{Cursor, Write as _};

use tiny_http::{Header, Method, Request, Response, StatusCode};

/// An answer that is wholly in memory.
pub type Answer = Response<Cursor<Vec<u8>>>;

/// Sends an answer. A visitor who has gone away is no reason to stop.
pub fn send(request: Request, answer: Answer) {
    let mut bytes = Vec::with_capacity(answer.data_length().unwrap_or_default() + 512);
    let head_only = *request.method() == Method::Head;
    let version = request.http_version().clone();
    // Head and body leave in one piece: the second of two small ones can be held back by the system for 40 ms.
    if answer.raw_print(&mut bytes, version, request.headers(), head_only, None).is_ok() {
        let mut writer = request.into_writer();
        let _ = writer.write_all(&bytes).and_then(|()| writer.flush());
    }
}

/// Leads on to another address.
pub fn moved(to: &str) -> Answer {
    let mut answer = bytes(Vec::new(), 301, "text/plain; charset=utf-8");
    if let Ok(header) = Header::from_bytes("Location", to) {
        answer.add_header(header);
    }
    answer
}

/// A few words.
pub fn text(words: &str, status: u16) -> Answer {
    bytes(words.into(), status, "text/plain; charset=utf-8")
}

/// A page.
pub fn html(page: String, status: u16) -> Answer {
    bytes(page.into_bytes(), status, "text/html; charset=utf-8")
}

/// A file, with the type that its name says.
pub fn file(bytes: Vec<u8>, path: &str) -> Answer {
    self::bytes(bytes, 200, content_type(path))
}

fn bytes(bytes: Vec<u8>, status: u16, content_type: &str) -> Answer {
    let mut answer = Response::from_data(bytes).with_status_code(StatusCode(status));
    for (name, value) in
        [("Content-Type", content_type), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    {
        if let Ok(header) = Header::from_bytes(name, value) {
            answer.add_header(header);
        }
    }
    // Its length is known, and said, however long it is.
    answer.with_chunked_threshold(usize::MAX)
}

/// The media type of a file by its ending (RFC 9110, section 8.3).
fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "ics" => "text/calendar; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        _ => "application/octet-stream",
    }
}

/// Text without percent-encoding; `None` if what comes out is not text.
pub fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            out.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}
