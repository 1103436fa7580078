//! The preview as somebody uses it: the real program, a real folder, and requests as a browser makes them.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Project, diff};

/// How long a change may take to arrive on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(20);

const ITEM: &str = "content/committees/cabinet/2025-10-07/04-hopestow-market-charter.md";
const PAGE: &str = "/committees/cabinet/2025-10-07/04-hopestow-market-charter/";

/// A running preview.
struct Preview {
    process: Child,
    port: u16,
    /// What the first line said.
    line: String,
    /// The rest of what it prints.
    output: BufReader<std::process::ChildStdout>,
}

impl Preview {
    fn start(project: &Project, arguments: &[&str]) -> Self {
        let mut command = project.command(["serve", "--port", "0"].iter().chain(arguments));
        let mut process =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let mut output = BufReader::new(process.stdout.take().expect("its output"));
        let mut line = String::new();
        output.read_line(&mut line).expect("a line with the address");
        let port = line
            .split(['/', ':'])
            .find_map(|word| word.parse().ok())
            .unwrap_or_else(|| panic!("no port in “{line}”"));
        Preview { process, port, line, output }
    }

    /// The status of an address, and what is there.
    fn get(&self, path: &str) -> (u16, String) {
        self.ask(path, "localhost")
    }

    fn ask(&self, path: &str, host: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the preview listens");
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok()).expect("a status");
        (status, answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
    }

    /// A page without the preview's own script, and the state that the script knows.
    fn page(&self, path: &str) -> (String, String) {
        let (_, html) = self.get(path);
        let start = html
            .rfind("<script src=\"/_preview.js\" data-state=\"")
            .unwrap_or_else(|| panic!("no script in {html}"));
        let end =
            start + html[start..].find("</script>\n").expect("the end of the script") + "</script>\n".len();
        let state = html[start..end].split('"').nth(3).expect("a state").to_owned();
        (format!("{}{}", &html[..start], &html[end..]), state)
    }

    /// Opens a page as a browser does that runs its script.
    fn open(&self, path: &str) -> Listener {
        let (_, state) = self.page(path);
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the preview listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        write!(stream, "GET /_preview/events?page={path}&state={state} HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .expect("a request");
        Listener(BufReader::new(stream))
    }

    /// Waits until a page holds these words, or, with `!` before them, holds them no more.
    #[track_caller]
    fn until(&self, path: &str, words: &str) {
        let start = Instant::now();
        loop {
            let (_, html) = self.get(path);
            if html.contains(words.trim_start_matches('!')) != words.starts_with('!') {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "{path} never came to “{words}”:\n{html}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What an open page is told.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn next(&mut self) -> Value {
        let start = Instant::now();
        loop {
            // The preview says from time to time that it is still there, so reading alone never gives up.
            assert!(start.elapsed() < Duration::from_secs(60), "the page is told nothing");
            let mut line = String::new();
            let count = self.0.read_line(&mut line).expect("the page is told something");
            assert!(count > 0, "the page is told nothing more");
            if let Some(words) = line.strip_prefix("data: ") {
                return serde_json::from_str(words).expect("JSON");
            }
        }
    }

    /// The next message that tells to load anew.
    fn reload(&mut self) {
        while self.next()["reload"] != true {}
    }

    /// The next message about problems of which there are so many.
    fn problems(&mut self, count: usize) -> Value {
        loop {
            let news = self.next();
            if news["problems"].as_array().is_some_and(|problems| problems.len() == count) {
                return news;
            }
        }
    }
}

#[test]
fn what_is_shown_is_what_is_built() {
    let project = Project::sample();
    let site = project.build(["--drafts", "--no-minify"]);
    let preview = Preview::start(&project, &[]);
    // Pages that only lead on to another address carry no script.
    for (path, html) in site.pages().filter(|(_, html)| !html.contains("http-equiv=\"refresh\"")) {
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path)).replace(' ', "%20");
        diff::expect(path, html, &preview.page(&address).0);
    }
    for path in ["assets/site.css", "data/items.json", "data/people.csv"] {
        diff::expect(path, site.text(path), &preview.get(&format!("/{path}")).1);
    }
    assert_eq!(preview.get("/committees").0, 301);
    assert_eq!(preview.get("/nowhere/").0, 404);
    assert_eq!(preview.get("/%ff/").0, 404);
    assert_eq!(preview.ask("/", "papers.example.org").0, 403, "drafts are for this computer only");
}

#[test]
fn an_open_page_follows_each_save() {
    let project = Project::sample();
    let preview = Preview::start(&project, &[]);
    let mut here = preview.open(PAGE);
    let first = here.next();
    assert_eq!((&first["reload"], &first["problems"]), (&Value::Bool(false), &Value::Array(Vec::new())));
    let mut elsewhere = preview.open("/committees/council/");
    elsewhere.next();

    let text = fs::read_to_string(project.path().join(ITEM)).expect("the paper");
    project.write(ITEM, format!("{text}\nThe stalls were counted.\n"));
    here.reload();
    assert!(preview.get(PAGE).1.contains("The stalls were counted."));

    // A slip in the next save leaves the page as it was, with the problem over it.
    let mut here = preview.open(PAGE);
    project.write(ITEM, text.replacen("title:", "titel:", 1));
    let news = here.problems(1);
    let problem = &news["problems"][0];
    assert_eq!((&news["reload"], &news["counts"]["errors"]), (&Value::Bool(false), &Value::from(1)));
    assert_eq!((problem["file"].as_str(), problem["line"].as_u64()), (Some(ITEM), Some(2)));
    assert_eq!(problem["text"][1], "titel");
    assert!(preview.get(PAGE).1.contains("The stalls were counted."));
    let (_, list) = preview.get("/_problems");
    assert!(list.contains("Did you mean `title`?") && list.contains(&format!("href=\"{PAGE}\"")), "{list}");

    // Mended, the problem goes away.
    project.write(ITEM, format!("{text}\nThe stalls were counted.\n"));
    assert_eq!(here.problems(0)["counts"]["errors"], 0);

    // All that was of no concern to the other page, except that its banner counted.
    project.edit("content/committees/council/index.md", "title: Full Council", "title: The Full Council");
    elsewhere.reload();
}

#[test]
fn a_page_that_was_loaded_before_a_change_is_told_when_it_asks() {
    let project = Project::sample();
    let preview = Preview::start(&project, &[]);
    let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).expect("the preview listens");
    write!(stream, "GET /_preview/events?page={PAGE}&state=long-ago HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .expect("a request");
    assert_eq!(Listener(BufReader::new(stream)).next()["reload"], true);
}

#[test]
fn however_files_are_saved_the_site_ends_right() {
    let project = Project::sample();
    let preview = Preview::start(&project, &[]);
    keeps_up(&project, &preview);
}

#[test]
fn asking_again_and_again_ends_right_too() {
    let project = Project::sample();
    let preview = Preview::start(&project, &["--poll"]);
    keeps_up(&project, &preview);
}

/// What editors, version control and people do to folders.
fn keeps_up(project: &Project, preview: &Preview) {
    let on_disk = |path: &str| project.path().join(path);
    let text = fs::read_to_string(on_disk(ITEM)).expect("the paper");
    // Written beside its place and renamed.
    project.write("content/committees/cabinet/2025-10-07/.04.md.swp", format!("{text}\nBy another name.\n"));
    fs::rename(on_disk("content/committees/cabinet/2025-10-07/.04.md.swp"), on_disk(ITEM)).expect("renamed");
    preview.until(PAGE, "By another name.");
    // Half of it first; polling by time alone needs the times to differ.
    project.write(ITEM, &text[..text.len() / 2]);
    project.write(ITEM, format!("{text}\nThe other half, longer.\n"));
    preview.until(PAGE, "The other half, longer.");
    // Moved to another folder, and back.
    let (from, to) =
        (on_disk("content/committees/cabinet/2025-10-07"), on_disk("content/committees/cabinet/2025-10-08"));
    fs::rename(&from, &to).expect("moved");
    preview.until("/committees/cabinet/2025-10-08/", "8 October 2025");
    assert_eq!(preview.get("/committees/cabinet/2025-10-07/").0, 404);
    fs::rename(&to, &from).expect("moved back");
    preview.until("/committees/cabinet/2025-10-07/", "7 October 2025");
    // A new folder, filled at once, and then a whole shelf of papers.
    let item =
        |number: usize| format!("---\ntitle: Item {number} of many\n---\nRESOLVED that it be noted.\n");
    project.write("content/committees/cabinet/2026-12-01/01-first.md", item(1));
    preview.until("/committees/cabinet/2026-12-01/01-first/", "Item 1 of many");
    for number in 0..200 {
        project.write(
            &format!("content/committees/council/2026-12-{:02}/{number:03}-many.md", number % 20 + 1),
            item(number),
        );
    }
    preview.until("/committees/council/2026-12-20/199-many/", "Item 199 of many");
    for number in 0..200 {
        preview.until(
            &format!("/committees/council/2026-12-{:02}/{number:03}-many/", number % 20 + 1),
            "of many",
        );
    }
    // Everything taken away and put back.
    fs::rename(on_disk("content"), on_disk("elsewhere")).expect("moved");
    std::thread::sleep(Duration::from_millis(700));
    fs::rename(on_disk("elsewhere"), on_disk("content")).expect("moved back");
    project.write(ITEM, format!("{text}\nAfter it came back.\n"));
    preview.until(PAGE, "After it came back.");
    // A theme that was not there.
    project.write(
        "themes/default/templates/plain.html",
        "{% extends \"default/plain.html\" %}{% block main %}OURS{{ super() }}{% endblock main %}",
    );
    preview.until("/accessibility/", "OURS");
    project.edit("themes/default/templates/plain.html", "OURS", "THEIRS");
    preview.until("/accessibility/", "THEIRS");
    fs::remove_dir_all(on_disk("themes")).expect("taken away");
    preview.until("/accessibility/", "!THEIRS");
}

#[cfg(unix)]
#[test]
fn a_loop_and_a_locked_folder_are_problems_and_not_the_end() {
    let project = Project::sample();
    let preview = Preview::start(&project, &[]);
    std::os::unix::fs::symlink("..", project.path().join("content/committees/cabinet/loop")).expect("a link");
    preview.until("/_problems", "content/committees/cabinet/loop");
    let text = fs::read_to_string(project.path().join(ITEM)).expect("the paper");
    project.write(ITEM, format!("{text}\nStill here.\n"));
    preview.until(PAGE, "Still here.");
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_and_leaves_nothing_behind() {
    let project = Project::sample();
    let before = fs::read_dir(project.path()).expect("the folder").count();
    let mut preview = Preview::start(&project, &[]);
    assert!(
        preview.line.starts_with("http://127.0.0.1:") && preview.line.ends_with("/  (Ctrl-C ends it)\n"),
        "{}",
        preview.line
    );
    let mut open = preview.open(PAGE);
    open.next();
    project.edit(ITEM, "at Hopestow", "of Hopestow");
    open.reload();
    let start = Instant::now();
    let sent = std::process::Command::new("kill").args(["-INT", &preview.process.id().to_string()]).status();
    assert!(sent.expect("kill runs").success());
    assert_eq!(preview.process.wait().expect("it ends").code(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(2));
    // In a pipe only the address is printed.
    let mut rest = String::new();
    preview.output.read_to_string(&mut rest).expect("the end of its output");
    assert_eq!(rest, "");
    // What was read of documents is kept in the cache, and nowhere else.
    let after = fs::read_dir(project.path()).expect("the folder").count();
    assert!(after <= before + 1, "something was left behind");
}

#[test]
fn a_port_in_use_is_said_clearly() {
    let project = Project::one_file();
    let preview = Preview::start(&project, &[]);
    let port = preview.port.to_string();
    let run = project.run(["serve", "--port", &port]).exit(2);
    run.says(&format!("Port {port} is in use")).says("--port 0");
}
