use std::sync::Arc;

use jsonschema::Validator;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::format;
use crate::parse::front_matter;

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(schema)
        .expect("the schema is a schema")
}

/// Whether the schema takes some front matter, read as an editor reads it.
fn schema_takes(validator: &Validator, yaml: &str) -> bool {
    serde_yaml::from_str::<Value>(yaml).is_ok_and(|value| validator.is_valid(&value))
}

/// Holds the schema against the parser on some front matters, `true` for those to be taken.
fn agree<T: DeserializeOwned + JsonSchema>(schema: &Value, table: &[(bool, &str)]) {
    let validator = validator(schema);
    for (taken, yaml) in table {
        let (value, problems) = front_matter::read::<T>(yaml, 0, &Arc::from("a.md"));
        assert_eq!(value.is_some(), *taken, "the parser on {yaml:?}: {problems:#?}");
        assert_eq!(schema_takes(&validator, yaml), *taken, "the schema on {yaml:?}");
    }
}

#[test]
fn schema_and_parser_agree_on_items() {
    agree::<format::Item>(
        &super::item(),
        &[
            (true, "title: Draft budget"),
            (true, "title: 2024"),
            (true, "title: yes"),
            (true, "title: true"),
            (true, "title: Draft budget\ncommittee: Cabinet\ndate: 2023-11-29\nmeeting: special"),
            (true, "title: A\nnumber: 7.10"),
            (true, "title: A\nnumber: \"0123\""),
            (true, "title: A\npresenters: [Mair Pugh, people/osian-blake]"),
            (true, "title: A\npresenters:\n  - name: Mair Pugh\n    role: 7.10\n    organisation: Vale"),
            (true, "title: A\npresenters: []\ndocuments: []\nresolutions: [{}, {}]"),
            (true, "title: A\nurgent: { reason: Flood }"),
            (true, "title: A\ndocuments:\n  - file: a.pdf\n    kind: appendix\n    published: 2023-11-21"),
            (true, "title: A\naccess: exempt\nexempt: { paragraphs: [3], summary: A tender }"),
            (true, "title: A\naccess: confidential\nexempt: { reason: By order of the court }"),
            (true, "title: A\nexclusion: { items: [8, \"9\"], paragraphs: [3] }"),
            (
                true,
                "title: A\nresolutions:\n  - outcome: noted\n    moved_by: Mair Pugh\n    vote: { method: \
                 recorded, for: 8, against: 0, casting: for, names: { for: [Mair Pugh] } }",
            ),
            (true, "title: A\nmotions: [{ text: That it be so., kind: amendment, outcome: lost }]"),
            (
                true,
                "title: A\ndeclarations: [{ person: { name: Mair Pugh }, kind: pecuniary, action: left }]",
            ),
            (true, "title: A\nactions: [{ action: Report back, due: January, status: open }]"),
            (true, "title: A\ncorrections: [{ date: 2024-01-09, reason: A figure }]"),
            (true, "title: A\naccept: [{ code: raw-html, at: \"<b>\", reason: Quoted }]"),
            (false, ""),
            (false, "title:"),
            (false, "title: ~"),
            (false, "title: \"  \""),
            (false, "title: [A]"),
            (false, "titel: A"),
            (false, "title: A\npurpose:"),
            (false, "title: A\nexempt:"),
            (false, "title: A\npresenters:"),
            (false, "title: A\npresenters: Mair Pugh"),
            (false, "title: A\npresenters: [7]"),
            (false, "title: A\npresenters: [true]"),
            (false, "title: A\npresenters: [{ role: Director }]"),
            (false, "title: A\npresenters: [{ name: Mair Pugh, post: Director }]"),
            (false, "title: A\nrecommendations: [~]"),
            (false, "title: A\nrecommendations:\n  - That the budget: be noted"),
            (false, "title: A\nexmept: { paragraphs: [3] }"),
            (false, "title: A\nurgent: yes"),
            (false, "title: A\nurgent: {}"),
            (false, "title: A\ndate: 2023-02-30"),
            (false, "title: A\ndate: 29/11/2023"),
            (false, "title: A\ndate: 20231129"),
            (false, "title: A\ndate: 2023-11-29T10:00"),
            (false, "title: A\ndate: \" 2023-11-29\""),
            (false, "title: A\naccess: secret"),
            (false, "title: A\naccess: Exempt"),
            (false, "title: A\nlanguage: no"),
            (false, "title: A\nexempt: { paragraphs: [300] }"),
            (false, "title: A\nexempt: { paragraphs: [\"3\"] }"),
            (false, "title: A\nresolutions: [{ vote: { for: 3 } }]"),
            (false, "title: A\nresolutions: [{ vote: { method: recorded, for: -1 } }]"),
            (false, "title: A\nresolutions: [{ vote: { method: recorded, for: 4294967296 } }]"),
            (false, "title: A\nmotions: [{ kind: motion }]"),
            (false, "title: \"A"),
            (false, "- title: A"),
        ],
    );
}

#[test]
fn schema_and_parser_agree_on_other_files() {
    agree::<format::Meeting>(
        &super::meeting(),
        &[
            (true, "{}"),
            (true, "start: \"14:00\"\nend: 16:35\nmode: hybrid\nkind: special"),
            (true, "start: 9:30"),
            (
                true,
                "attendance: { chair: Mair Pugh, apologies: [{ name: Osian Blake, substitute: Nesta Pugh }] }",
            ),
            (true, "attendance: { movements: [{ person: Mair Pugh, left: 15:10, item: 7 }] }"),
            (true, "minutes: { status: approved, approved_at: ../2024-01-17/03-minutes.md }"),
            (false, "start: 2 pm"),
            (false, "start: 24:00"),
            (false, "start: 9.30"),
            (false, "mode: online"),
            (false, "attendance: { apologies: [{ substitute: Nesta Pugh }] }"),
            (false, "minutes: {}"),
        ],
    );
    agree::<format::Body>(
        &super::body(),
        &[
            (true, "title: Cabinet\nkind: executive\nmembers: [{ person: Mair Pugh, from: 2021-05-20 }]"),
            (false, "members: [Mair Pugh]"),
            (false, "active: { since: 2021-05-20 }"),
        ],
    );
    agree::<format::Person>(
        &super::person(),
        &[
            (true, "name: Mair Pugh\nkind: member\nroles: [{ role: Leader, from: 2021-05-20 }]"),
            (false, "roles: [Leader]"),
        ],
    );
    agree::<format::Page>(&super::page(), &[(true, "title: Accessibility"), (false, "language: en")]);
    agree::<format::Site>(
        &super::site(),
        &[
            (true, "title: Marlbrook\nminify: false\noutputs: { search: false }"),
            (false, "minify: yes"),
            (false, "minify: \"true\""),
            (false, "outputs: { serach: false }"),
            (false, "colours: navy"),
        ],
    );
}

/// Rules between fields are the schema's for the sake of editors; of the parser's results they are
/// checked when papers are linked.
#[test]
fn closing_a_paper_asks_for_the_reason() {
    let item = validator(&super::item());
    for (taken, yaml) in [
        (false, "title: A\naccess: exempt"),
        (false, "title: A\naccess: exempt\nexempt: { paragraphs: [] }"),
        (false, "title: A\naccess: confidential\nexempt: { paragraphs: [3] }"),
        (false, "title: A\ndocuments: [{ file: a.pdf, access: exempt }]"),
        (true, "title: A\naccess: public"),
        (true, "title: A\ndocuments: [{ file: a.pdf, access: exempt, exempt: { paragraphs: [3] } }]"),
    ] {
        assert_eq!(schema_takes(&item, yaml), taken, "{yaml:?}");
    }
}

#[test]
fn schemas_describe_every_field_and_take_no_other() {
    fn walk(schema: &Value, place: &str) {
        if let Some(fields) = schema["properties"].as_object() {
            assert_eq!(schema["additionalProperties"], false, "{place}");
            for (name, field) in fields {
                let described =
                    field["description"].as_str().is_some_and(|text| text.ends_with(['.', '…', '"', '/']));
                assert!(described, "{place}.{name}: {field}");
            }
        }
        for (name, part) in schema["$defs"].as_object().into_iter().flatten() {
            walk(part, name);
        }
    }
    for (name, schema) in super::all() {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], format!("https://minutebook.example/schema/1/{name}.schema.json"));
        assert!(schema["title"].is_string());
        assert!(!schema.to_string().contains("null"), "{name}");
        walk(&schema, name);
        validator(&schema);
    }
}
