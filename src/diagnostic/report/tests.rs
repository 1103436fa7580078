use super::*;

#[test]
fn look() {
    let file: Arc<str> = Arc::from("committees/cabinet/2023-11-29/07-draft-budget.md");
    let other: Arc<str> = Arc::from("a.md");
    let text = "\u{feff}---\r\ntitle: Trefn y cyfarfod – drafft\r\ndate: 29/11/2023\r\ndocuments:\r\n  - file: a.pdf\r\n  - file: b.pdf\r\n---\r\n\tTab and text\u{7} here\r\n";
    let at = |place| Diagnostic::new(Code::BadDate, &file, place, "Message \u{202e}one.", "Help\none.");
    let byte = text.find("and").unwrap() as u32;
    let list = vec![
        at(Place::Bytes(byte..byte + 3)),
        at(Place::File),
        at(Place::Field("documents[1].file".into())).and_at(&other, Place::Field("title".into()), "here too").and_at(&file, Place::Key("documents[0].file".into()), "and here"),
        Diagnostic::new(Code::RawHtml, &other, Place::Key("titel".into()), "Warned.", "Mend."),
        Diagnostic::new(Code::Unreadable, &Arc::from("z.md"), Place::Key("titel".into()), "Warned.", "Mend."),
    ];
    let report = report(list, &|path| match path {
        "a.md" => Some("---\ntitle: x\n---\n".to_owned()),
        "z.md" => None,
        _ => Some(text.to_owned()),
    });
    eprintln!("{}", report.human("content/", false, 12));
    eprintln!("{}", report.human("content/", true, 12));
    eprintln!("{}", report.short("content/"));
    eprintln!("{}", report.json("content/"));
}
