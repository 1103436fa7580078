use super::*;
use crate::parse::raw;

/// The problems of some front matter, each as `line:column-end code: message help`.
fn problems<T: DeserializeOwned + JsonSchema>(yaml: &str) -> Vec<String> {
    let (value, diagnostics) = read::<T>(yaml, 0, &Arc::from("a.md"));
    assert_eq!(value.is_none(), !diagnostics.is_empty());
    let place = |place: &Place| match place {
        Place::Bytes(range) => {
            let before = &yaml[..range.start as usize];
            let line = before.split('\n').count();
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            let length = yaml[range.start as usize..range.end as usize].chars().count();
            format!("{line}:{column}+{length}")
        }
        _ => "file".to_owned(),
    };
    let mut diagnostics = diagnostics;
    diagnostics.sort_by_key(|d| match &d.place { Place::Bytes(range) => range.start, _ => 0 });
    diagnostics
        .iter()
        .map(|d| {
            let also: String = d.related.iter().map(|r| format!(" [{} {}]", place(&r.place), r.note)).collect();
            format!("{} {}: {} {}{also}", place(&d.place), d.code, d.message, d.help)
        })
        .collect()
}

#[test]
fn explore() {
    let cases = [
        "title: \"Draft budget\ndate: 2023-11-29\n",
        "title: \"Draft budget\ndate: 2023-11-29\npurpose: \"To note.\"\n",
        "title: 'The council's budget'\n",
        "title: \"Draft\" budget\n",
        "title: [Draft] budget\n",
        "title: [Draft\ndate: 2023-11-29\n",
        "title: Budget: second reading\n",
        "title: Draft\n  date: 2023-11-29\n",
        "title: Draft\n date: 2023-11-29\n",
        "title: A\npresenters:\n  - Mair Pugh\n - Osian Blake\n",
        "title: A\npresenters:\n  - name: Mair Pugh\n   role: Chair\n",
        "title: A\npresenters:\n\t- Mair Pugh\n",
        "title: A\nurgent:\n  reason: x\n\trole: y\n",
        "title:\tA\n",
        "title A\n",
        "title:A\n",
        "title: A\ndate 2023-11-29\n",
        "title: A\ndate:2023-11-29\npurpose: x\n",
        "title: @home\n",
        "title: *important*\n",
        "title: * important\n",
        "title: &c\n",
        "title: !Important notice\n",
        "title: `x`\n",
        "title: %x\n",
        "title: > 5 million\n",
        "title: | x\n",
        "title: - x\n",
        "title: ? x\n",
        "title: , x\n",
        "title: ] x\n",
        "title: \"C:\\path\"\n",
        "title: A\u{7}B\n",
        "title: A\n---\ntitle: B\n",
        "title: A\n...\ntitle: B\n",
        "title: A\ntitle: B\n",
        "title: A\npresenters: [a\ndocuments:\n  - file: x\n    fil: y\npurpose: To: note\nacess: exempt\n",
        "Just text\n",
        "- a\n- b\n",
        "~\n",
        "",
        "# nothing\n",
        "title:\n",
        "title: ~\ndate: null\npurpose: ''\n",
        "title: A\npresenters:\nrecommendations:\n  -\n  - x\n",
        "title: A\nrecommendations:\n  - That the budget: be noted\n",
        "title: A\npresenters: Mair Pugh\ndocuments:\n  file: x\nexempt: [3]\nurgent: yes\n",
        "title: [a]\npurpose:\n  note: x\n",
        "title: A\nresolutions:\n  - vote: { method: recorded, for: many, against: -1, abstain: 2.5, casting: fr }\n",
        "title: A\nexempt: { paragraphs: [300, \"3\", x] }\n",
        "title: A\ndate: 29/11/2023\naccess: Exempt\nlanguage: welsh\n",
        "title: A\nrole: x\nparagraphs: [3]\nfile: x\npresenters:\n  - title: Dr\n    name: x\n  - role: y\n",
        "titel: A\nexmept: {}\nnoon: 3\n",
        "title: A\n[a]: b\n? {c: d}\n: e\n",
        "title: A\nmoved_by: 7\npresenters: [7.10, true, [a]]\n",
        "title: A\ncorrections:\n  - date: 2023-02-30\n",
        "title: A\nnumber: 7.10\nexmept: 1\n",
        "title: Ünïcödé: x\n",
        "title: A\r\ndate: 29/11/2023\r\n",
        "title: \u{2028}A\ndate: 1\n",
        "%YAML 1.1\n---\ntitle: A\n",
        "title: A\n  B\n C: d\n",
        "title: {a\n",
        "title: A\npurpose: 'x\n  y\nnumber: 3\n",
        "title: A\npurpose: |\n  x\n y\nnumber: 3\n",
        "title: A\ndocuments:\n- file: a\n  kind: x\n- file: b\n  kind: reprot\n",
        "title: A\ndocuments: [{file: a, kind: x}, {flie: b}]\n",
        "title: &a A\npurpose: *a\nnumber: [*a]\n",
    ];
    for case in cases {
        eprintln!("{case:?}");
        for problem in problems::<format::Item>(case) {
            eprintln!("    {problem}");
        }
    }
    for case in ["start: 2 pm\nend: 25:00\nattendance:\n  movements:\n    - person: x\n      left: 3.10pm\n"] {
        eprintln!("{case:?}");
        for problem in problems::<format::Meeting>(case) {
            eprintln!("    {problem}");
        }
    }
}
