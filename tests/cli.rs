//! The real program: what it prints where, how it ends, and what it refuses.

use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::process::Stdio;

use crate::support::{Project, Site, diff};

const SHORT: [&str; 3] = ["check", "--format", "short"];
const MEETING: &str = "content/committees/cabinet/2024-03-12/";

fn paper(front_matter: &str, text: &str) -> String {
    format!("---\n{front_matter}\n---\n{text}\n")
}

#[test]
fn every_command_has_help_with_an_example() {
    let project = Project::new();
    for command in [
        &["--help"][..],
        &["build", "--help"],
        &["check", "--help"],
        &["serve", "--help"],
        &["new", "--help"],
        &["new", "meeting", "--help"],
        &["new", "item", "--help"],
        &["new", "person", "--help"],
        &["explain", "--help"],
        &["schema", "--help"],
    ] {
        let help = project.run(command).exit(0).says("Example").says("Usage: minutebook").stderr("");
        let example = help.stdout.split("Example").nth(1).expect("an example");
        for line in example.lines().map(str::trim).filter(|line| line.starts_with("minutebook ")) {
            let line = line.split("   ").next().unwrap_or(line).split(" > ").next().unwrap_or(line);
            understood(&project, line);
        }
    }
}

/// A command line from the documentation, with `--help` behind it: what is not known is said even so.
pub fn understood(project: &Project, line: &str) {
    let words = words(line);
    let mut arguments: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    arguments.push("--help");
    let help = project.run(&arguments).exit(0);
    for option in arguments.iter().filter(|word| word.starts_with("--") && **word != "--help") {
        let option = option.split('=').next().unwrap_or(option);
        assert!(help.stdout.contains(option), "{line}: there is no option {option}");
    }
}

/// The words of a command line, quotation marks observed.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.trim().chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn what_is_not_understood_ends_with_2() {
    let project = Project::one_file();
    project.run(["publish"]).exit(2).stdout("").says("publish");
    project.run(["build", "--ouput", "x"]).exit(2).stdout("").says("--output");
    project.run(["check", "--as-of", "12/03/2024"]).exit(2).stdout("");
    project.run(["check", "--format", "xml"]).exit(2).says("human");
    project.run(["new", "meeting", "cabinet", "yesterday"]).exit(2);
    project.run([] as [&str; 0]).exit(2).says("Usage");
    project.run(["--version"]).exit(0).stdout(concat!("minutebook ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn without_content_there_is_nothing_to_do() {
    let project = Project::new();
    for command in ["build", "check", "serve"] {
        project.run([command]).exit(2).stdout("").says("There is no folder").says("content").says("--site");
    }
    assert!(!project.path().join("public").exists());
}

#[test]
fn done_is_0_problems_are_1() {
    let good = Project::one_file();
    good.run(["check"]).exit(0).stdout("").stderr("No problems in 1 file.\n");
    good.run(["build"]).exit(0).stdout(&format!(
        "{} files in ./public: {0} new or changed, 0 removed.\n",
        good.site().paths().len() - 1
    ));

    let doubtful = Project::one_file().file(
        "content/roads.md",
        paper("title: Roads\ncommittee: Cabinet\ndate: 2024-03-12", "A <b>road</b>."),
    );
    doubtful.run(SHORT).exit(0).says("warning[raw-html]");
    doubtful
        .run(["check", "--strict", "--format", "short"])
        .exit(1)
        .says("error[raw-html]")
        .never_says("warning");
    doubtful.run(["build", "--strict"]).exit(1).says("Nothing was written");
    assert!(!doubtful.path().join("public").exists());
    doubtful.run(["build"]).exit(0).says("warning[raw-html]");

    let bad = Project::one_file().file("content/roads.md", paper("title: Roads\ncommittee: Cabinet", ""));
    bad.run(["check"])
        .exit(1)
        .stdout("")
        .says("error[no-date]")
        .says("--> content/roads.md:1:1")
        .says("1 error in 2 files.");
    bad.run(["build"]).exit(1).stdout("").says("Nothing was written");
    assert!(!bad.path().join("public").exists());
}

#[test]
fn problems_come_as_json_for_programs() {
    let project = Project::one_file()
        .file(
            "content/b.md",
            paper(
                "title: B\ncommittee: Cabinet\ndate: 2024-02-30",
                "“Quoted” <i>and</i>\u{7} \u{202e}turned.",
            ),
        )
        .file("content/a.md", paper("titel: A", ""));
    let run = project.run(["check", "--format", "json"]).exit(1).stderr("");
    let problems: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("one object on a line")).collect();
    assert!(problems.len() >= 3, "{}", run.stdout);
    for problem in &problems {
        for field in ["path", "code", "severity", "message", "help", "subject"] {
            assert!(problem[field].is_string(), "{field} of {problem}");
        }
        for field in ["line", "column", "end_line", "end_column"] {
            assert!(problem[field].as_u64().is_some_and(|number| number > 0), "{field} of {problem}");
        }
        assert!(problem["related"].is_array());
    }
    let places: Vec<_> =
        problems.iter().map(|it| (it["path"].as_str(), it["line"].as_u64(), it["column"].as_u64())).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_pipe_is_silent_while_work_goes_on() {
    let project = Project::sample();
    let build = project.run(["build"]).exit(0).never_says("\r").never_says("\u{1b}");
    assert_eq!(build.stdout.lines().count(), 1, "{}", build.stdout);
    assert_eq!(build.stderr, "No problems in 172 files.\n".replace("172", &count(&build.stderr)));
    let broken = Project::one_file().file("content/a.md", "").run(["check"]).exit(1);
    assert!(!broken.stderr.contains('\u{1b}'), "no colours in a pipe:\n{}", broken.stderr);
}

/// The first number in a text.
fn count(text: &str) -> String {
    text.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty()).unwrap_or_default().to_owned()
}

#[test]
fn all_problems_come_in_one_run_sorted() {
    let project = Project::new()
        .file(&format!("{MEETING}index.md"), paper("start: 2 pm\nvenu: Hall", ""))
        .file(
            &format!("{MEETING}07-budget.md"),
            paper("title: Budget\nexmept: {}\nnumber:\naccess: closed\nrelated: [\"../x.md\"]", "7."),
        )
        .file(
            &format!("{MEETING}08-roads.md"),
            paper(
                "title: Roads\nrelated: [09.md]",
                "See [this](10.md).\n\nIt was RESOLVED that <b>roads</b>.",
            ),
        )
        .file("content/people/jo-roe.md", paper("name: Jo Roe\ninterests: none", ""))
        .file("content/committees/cabinet/March/x.md", "x")
        .file("content/site.yaml", "colours: { primary: navy }\ntheme: none\n");
    let run = project.run(SHORT).exit(1);
    assert_eq!(
        run.codes(),
        [
            "unknown-key",
            "empty-field",
            "unknown-word",
            "dangling-related",
            "dangling-link",
            "resolution-candidate",
            "raw-html",
            "bad-time",
            "unknown-key",
            "misplaced-file",
            "bad-url",
            "colour-shape",
            "theme-missing",
        ],
        "{}",
        run.stdout
    );
    let mut sorted: Vec<(String, usize, usize)> = run.stdout.lines().map(place).collect();
    let as_printed = sorted.clone();
    sorted.sort();
    assert_eq!(as_printed, sorted);
}

fn place(line: &str) -> (String, usize, usize) {
    let mut parts = line.split(": ").next().unwrap_or_default().rsplitn(3, ':');
    let number = |part: Option<&str>| part.and_then(|part| part.parse().ok()).expect("a number");
    let (column, line) = (number(parts.next()), number(parts.next()));
    (parts.next().unwrap_or_default().to_owned(), line, column)
}

/// Every kind of file is broken once, and everything refers to it.
#[test]
fn a_broken_file_sets_off_nothing_elsewhere() {
    const BROKEN: &str = "---\ntitle: \"not closed\n---\n";
    let papers = [
        (
            "content/committees/planning/index.md",
            paper("title: Strategic Planning Board\nshort_title: Board\naliases: [Board of Planning]", ""),
        ),
        (
            "content/committees/planning/2024-03-12/index.md",
            paper("title: Spring meeting\nattendance: { present: [Jo Roe] }", ""),
        ),
        (
            "content/committees/planning/2024-03-12/03-minutes.md",
            paper("title: Minutes", "The minutes were signed.\n\nRESOLVED that they be signed."),
        ),
        ("content/people/jo-roe.md", paper("name: Jo Roe\naliases: [J Roe]", "")),
        ("content/pages/help.md", paper("title: Help", "[Back](../committees/planning/index.md)")),
        ("content/site.yaml", "signal_words: [NOTED]\nauthority: Vale Council\n".to_owned()),
        ("content/committees/planning/2024-03-12/04-original.md", paper("title: Original", "")),
    ];
    let project = Project::new()
        .file("content/alone.md", paper("title: Alone\ncommittee: Strategic Planning Board\ndate: 2024-03-12", "See [help](pages/help.md)."))
        .file("content/alias.md", paper("title: Alias\ncommittee: Board of Planning\ndate: 2024-03-12", "NOTED that it is so."))
        .file("content/committees/planning/2024-03-12/04-original.cy.md", paper("title: Gwreiddiol", ""))
        .file("content/committees/cabinet/index.md", paper("parent: planning\nmembers: [{ person: people/jo-roe }]", ""))
        .file(
            &format!("{MEETING}index.md"),
            paper("kind: joint\nbodies: [planning]\nminutes: { status: approved, approved_at: ../../planning/2024-03-12/03-minutes.md }", ""),
        )
        .file(
            &format!("{MEETING}07-roads.md"),
            paper(
                "title: Roads\npresenters: [people/jo-roe, J Roe]\nrelated: [../../planning/2024-03-12/03-minutes.md]\nresolutions: [{ moved_by: Jo Roe }]",
                "The Board's [minutes](../../planning/2024-03-12/03-minutes.md#p-1), its [meeting](../../planning/2024-03-12/index.md), \
                 [the body](../../planning/index.md), [Jo Roe](../../../people/jo-roe.md), [help](../../../pages/help.md).\n\n\
                 RESOLVED that roads be built.",
            ),
        );
    for (path, text) in &papers {
        project.write(path, text);
    }
    // A link to a paragraph that the paper does not have is what is wrong before anything is broken.
    let sound = project.run(SHORT);
    assert_eq!(sound.codes(), ["dangling-link"], "{}", sound.stdout);
    project.edit(&format!("{MEETING}07-roads.md"), "#p-1", "");
    project.run(SHORT).exit(0).stdout("");
    for (path, text) in &papers {
        let broken = if path.ends_with(".yaml") { "title: \"not closed\n" } else { BROKEN };
        project.write(path, broken);
        let run = project.run(SHORT).exit(1);
        for line in run.stdout.lines() {
            assert!(line.starts_with(path), "{path} is broken, and this is said of another:\n{line}");
        }
        assert_eq!(run.codes(), ["bad-yaml"], "{}", run.stdout);
        // Unreadable is broken too.
        project.write(path, b"---\ntitle: \xff\n---\n");
        let run = project.run(SHORT).exit(1);
        assert_eq!(run.codes(), ["not-utf8"], "{path}:\n{}", run.stdout);
        project.write(path, text);
    }
    // All at once, each is still found.
    for (path, _) in &papers {
        project.write(path, BROKEN);
    }
    let all = project.run(SHORT).exit(1);
    let files: std::collections::BTreeSet<String> = all.stdout.lines().map(|line| place(line).0).collect();
    assert_eq!(files.into_iter().collect::<Vec<_>>(), {
        let mut paths: Vec<&str> = papers.iter().map(|(path, _)| *path).collect();
        paths.sort_unstable();
        paths
    });
}

#[test]
fn a_misspelt_closure_never_publishes() {
    let secret = "A tender of 4,211,000 pounds.";
    for closing in [
        "acess: exempt",
        "Access: exempt",
        "access: Exempt",
        "access: excempt",
        "access: private",
        "access: [exempt]",
        "access:",
        "\"access \": exempt",
        "exmept: { paragraphs: [3] }",
        "exempt: true",
        "exempt: { paragraph: [3] }",
        "exempt: { paragraphs: [3], public_interest: X. }",
        "staus: draft",
        "status: Draft",
        "status: drafts",
        "status: [draft]",
        "Status: draft",
        "status:",
        "withdrawn: true",
        "withdrawn: { date: 2024-01-01 }",
        "withdrwan: { date: 2024-01-01, reason: X. }",
        "documents: [{ file: tender.pdf, acces: exempt }]",
        "documents: [{ file: tender.pdf, access: exmept }]",
        "access: exempt\naccess: public",
        "access: exempt # \naccess: public",
        "access: !x exempt",
    ] {
        let project = Project::one_file()
            .file(&format!("{MEETING}08-contract.md"), paper(&format!("title: Contract\n{closing}"), secret))
            .file(&format!("{MEETING}tender.pdf"), secret);
        project.run(["build"]).exit(1);
        assert!(!project.path().join("public").exists(), "{closing}");
    }
}

#[test]
fn on_errors_what_was_published_stays_byte_for_byte() {
    let project = Project::one_file();
    let before = project.build([]);
    for (path, bytes, restore) in [
        ("content/budget.md", "---\ntitle: Other\n---\n", true),
        ("content/site.yaml", "theme: missing\n", false),
        ("content/site.yaml", "theme: ours\n", false),
    ] {
        let original = fs::read(project.path().join(path)).ok();
        project.write(path, bytes);
        // A template that fails on some pages only.
        project.write("themes/ours/templates/person.html", "{{ nothing.there }}");
        project.write("themes/ours/templates/item.html", "{{ nothing.there }}");
        project
            .run(["build"])
            .exit(1)
            .says("Nothing was written, and what was published before stays as it was.");
        before.same_as(&project.site());
        match original.filter(|_| restore) {
            Some(original) => project.write(path, original),
            None => project.remove(path),
        }
    }
    let leftovers: Vec<_> =
        fs::read_dir(project.path()).expect("the project").flatten().map(|entry| entry.file_name()).collect();
    assert!(!leftovers.iter().any(|name| name.to_string_lossy().starts_with(".public")), "{leftovers:?}");
    project.build([]).same_as(&before);
}

#[test]
fn the_site_is_never_written_into_its_content() {
    let project = Project::one_file();
    for output in ["content", "content/public", ".", "..", "content/../content/x", "/"] {
        project.run(["build", "--output", output]).exit(2).says("Name another folder with --output.");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("content", project.path().join("elsewhere")).expect("a symbolic link");
        project.run(["build", "--output", "elsewhere"]).exit(2);
        project.run(["build", "--output", "elsewhere/deep/er"]).exit(2);
    }
    project.write("file", "x");
    project.run(["build", "--output", "file"]).exit(2).says("is a file, not a folder");
    assert_eq!(Site::read(&project.path().join("content")).paths(), ["budget.md"]);
}

#[test]
fn files_that_are_not_ours_are_kept() {
    let project = Project::one_file();
    project.write("public/CNAME", "papers.example\n");
    project.write("public/old/notes.txt", "ours\n");
    let site = project.build([]);
    assert!(site.has("CNAME") && site.has("old/notes.txt") && site.has("budget/index.html"));
    project.write("content/budget.md", paper("title: Roads\ncommittee: Cabinet\ndate: 2024-03-12", ""));
    fs::rename(project.path().join("content/budget.md"), project.path().join("content/roads.md"))
        .expect("a file is renamed");
    let site = project.build([]);
    assert!(
        site.has("CNAME")
            && site.has("old/notes.txt")
            && site.has("roads/index.html")
            && !site.has("budget/index.html")
    );
}

#[test]
fn new_papers_build_and_nothing_is_overwritten() {
    let project = Project::new();
    fs::create_dir(project.path().join("content")).expect("a folder");
    let commands: [&[&str]; 6] = [
        &["new", "meeting", "planning-committee", "2026-05-14"],
        &["new", "meeting", "planning-committee", "2026-05-14", "--word", "special"],
        &["new", "item", "planning-committee", "2026-05-14", "Mill Lane: the \"new\" car park"],
        &["new", "item", "planning-committee", "2026-05-14", "Minutes"],
        &["new", "item", "licensing", "2026-06-01", "Ysgol Llŷn"],
        &["new", "person", "Siân O’Roe"],
    ];
    for command in commands {
        let path = project.run(command).exit(0).stderr("").stdout.trim().to_owned();
        assert!(project.path().join(&path).is_file(), "{path}");
    }
    project.run(["check", "--strict", "--format", "short"]).exit(0).stdout("");
    let site = project.build(["--drafts"]);
    assert!(
        site.has("committees/planning-committee/2026-05-14/01-mill-lane-the-new-car-park/index.html"),
        "{:?}",
        site.paths()
    );
    assert!(site.has("committees/planning-committee/2026-05-14/02-minutes/index.html"));
    let site = project.build([]);
    assert!(!site.paths().iter().any(|path| path.contains("02-minutes")), "a draft is not published");
    let before = Site::read(&project.path().join("content"));
    for command in [commands[0], commands[1], commands[5]] {
        project.run(command).exit(2).stdout("").says("is there already, and stays as it is.");
    }
    project.run(["new", "person", "???"]).exit(2).says("holds no letters");
    project.run(["new", "meeting", "../../x", "2026-05-14"]).exit(0).says("content/committees/x/");
    project.remove("content/committees/x/2026-05-14/index.md");
    before.same_as(&Site::read(&project.path().join("content")));
}

#[test]
fn a_port_in_use_is_said_so() {
    let project = Project::one_file();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("its address").port().to_string();
    project.run(["serve", "--port", &port]).exit(2).says(&format!("Port {port} is in use")).says("--port 0");
}

#[test]
fn the_site_is_served_page_by_page() {
    let project = Project::sample();
    let built = project.build(["--no-minify", "--drafts"]);
    let mut command = project.command(["serve", "--port", "0"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let mut said = Vec::new();
    let out = child.stdout.as_mut().expect("its output");
    let mut byte = [0];
    while !said.ends_with(b"\n") && out.read(&mut byte).expect("its output") > 0 {
        said.push(byte[0]);
    }
    let said = String::from_utf8(said).expect("text");
    let host = said.trim_start_matches("http://").split('/').next().expect("an address").to_owned();
    let outcome = std::panic::catch_unwind(|| {
        for path in ["/", "/people/", "/committees/cabinet/2025-10-07/", "/data/items.json", "/robots.txt"] {
            let file = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
            let (status, bytes) = get(&host, path);
            assert_eq!(status, 200, "{path}");
            diff::expect(path, built.text(file.trim_start_matches('/')), &without_preview(bytes));
        }
        assert_eq!(get(&host, "/nowhere/").0, 404);
        assert_eq!(get(&host, "/../content/site.yaml").0, 404);
        assert_eq!(get(&host, "/%2e%2e/content/site.yaml").0, 404);
    });
    child.kill().expect("the program is ended");
    child.wait().expect("the program is ended");
    if let Err(panic) = outcome {
        std::panic::resume_unwind(panic);
    }
}

/// What was answered, without the one line by which the preview shows changes.
fn without_preview(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).expect("text");
    text.split_inclusive('\n').filter(|line| !line.contains(" data-state=")).collect()
}

/// Asks for a page: the status and the body.
fn get(host: &str, path: &str) -> (u16, Vec<u8>) {
    use std::io::Write as _;
    let mut stream = std::net::TcpStream::connect(host).expect("the server listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let head = answer.windows(4).position(|part| part == b"\r\n\r\n").expect("a head");
    let text = String::from_utf8_lossy(&answer[..head]).to_ascii_lowercase();
    let status = text.split(' ').nth(1).and_then(|word| word.parse().ok()).expect("a status");
    let body = answer[head + 4..].to_vec();
    (status, if text.contains("transfer-encoding: chunked") { unchunked(&body) } else { body })
}

fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = body.windows(2).position(|part| part == b"\r\n") {
        let size = usize::from_str_radix(String::from_utf8_lossy(&body[..end]).trim(), 16).unwrap_or(0);
        if size == 0 {
            break;
        }
        out.extend_from_slice(&body[end + 2..end + 2 + size]);
        body = &body[end + 2 + size + 2..];
    }
    out
}

#[test]
fn what_must_not_be_read_is_not_read() {
    let project = Project::one_file()
        .file("outside/secret.md", paper("title: CANARY\ncommittee: Cabinet\ndate: 2024-03-12", "CANARY"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("../outside/secret.md", project.path().join("content/linked.md")).expect("a symbolic link");
        symlink("../outside", project.path().join("content/folder")).expect("a symbolic link");
        symlink(".", project.path().join("content/circle")).expect("a symbolic link");
        let run = project.run(SHORT).exit(0);
        assert_eq!(run.codes(), ["symlink"; 3], "{}", run.stdout);
        use std::os::unix::fs::PermissionsExt as _;
        let locked = project.path().join("content/locked.md");
        fs::write(&locked, "x").expect("a file");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("permissions");
        // The superuser may read everything.
        if fs::read(&locked).is_err() {
            project
                .run(SHORT)
                .exit(1)
                .says("error[unreadable]: This file cannot be read: you have no permission to open it.");
        }
        fs::remove_file(&locked).expect("the file is taken away");
    }
    let site = project.build([]);
    for (path, bytes) in site.files() {
        assert!(!bytes.windows(6).any(|part| part == b"CANARY"), "{path}");
    }
}

#[test]
fn leftovers_of_editors_are_passed_over() {
    let project = Project::one_file();
    let before = project.build([]);
    for name in [
        "~$budget.md",
        ".hidden.md",
        "budget.md~",
        ".DS_Store",
        "Thumbs.db",
        "#budget.md#",
        ".budget.md.swp",
        "desktop.ini",
        ".git/config",
    ] {
        project.write(&format!("content/{name}"), "not a paper");
    }
    project.run(["check", "--strict"]).exit(0).stderr("No problems in 1 file.\n");
    project.build([]).same_as(&before);
}

#[test]
fn schemas_are_printed_and_written() {
    let project = Project::new();
    for kind in ["item", "meeting", "body", "person", "page", "site"] {
        let schema: serde_json::Value =
            serde_json::from_str(&project.run(["schema", kind]).exit(0).stdout).expect("JSON");
        assert!(
            schema["properties"]["title"].is_object() || schema["properties"]["name"].is_object(),
            "{kind}"
        );
    }
    let written = project.run(["schema", "--into", "schemas"]).exit(0);
    assert_eq!(written.stdout.lines().count(), 6);
    assert!(project.path().join("schemas/item.schema.json").is_file());
    project.run(["schema"]).exit(2);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let mut command = Project::sample().command(["explain"]);
    let mut child = command.current_dir(".").stdout(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}
