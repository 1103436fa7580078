//! The same content gives the same bytes: on one thread or many, again, elsewhere, and whether a site is
//! built anew or over an old one.

use std::sync::OnceLock;

use crate::support::text::visible;
use crate::support::{Project, Run, Site, diff};

const ITEM: &str = "content/committees/cabinet/2025-10-07/03-school-transport-policy.md";

/// The sample council as it comes out; made once.
fn sample() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| Project::sample().build([]))
}

#[test]
fn threads_do_not_matter() {
    for threads in ["1", "4"] {
        let project = Project::sample();
        let mut command = project.command(["build"]);
        command.env("RAYON_NUM_THREADS", threads);
        Run::of(command).exit(0);
        sample().same_as(&project.site());
    }
}

#[test]
fn place_and_surroundings_do_not_matter() {
    let project = Project::sample();
    let mut command = project.command(["--site", project.path().to_str().expect("a path"), "build"]);
    command
        .current_dir("/")
        .env("TZ", "America/St_Johns")
        .env("LANG", "cy_GB.UTF-8")
        .env("SOURCE_DATE_EPOCH", "1");
    Run::of(command).exit(0);
    sample().same_as(&project.site());
}

#[test]
fn problems_do_not_depend_on_threads() {
    let project = Project::sample();
    for (number, name) in ["01-declarations", "02-library-network"].iter().enumerate() {
        project.write(
            &format!("content/committees/cabinet/2024-10-08/{name}.md"),
            format!("---\ntitel: {number}\n---\n<b>\n"),
        );
    }
    project.write("content/people/x.md", "---\nkind: nobody\n---\n");
    let said = |threads| {
        let mut command = project.command(["check", "--format", "json"]);
        command.env("RAYON_NUM_THREADS", threads);
        Run::of(command).exit(1).stdout
    };
    diff::expect("what is said on four threads", &said("1"), &said("4"));
}

#[test]
fn a_second_build_changes_nothing() {
    let project = Project::sample();
    project.build([]);
    let again = project.run(["build"]).exit(0);
    assert!(again.stdout.ends_with(": 0 new or changed, 0 removed.\n"), "{}", again.stdout);
    sample().same_as(&project.site());
}

#[test]
fn an_edit_over_an_old_site_is_a_new_site() {
    let project = Project::sample();
    project.build([]);
    let edit = |project: &Project| {
        project.edit(ITEM, "RESOLVED", "A member spoke.\n\nRESOLVED");
        project.edit("content/people/edwin-lacon.md", "ward:", "ward: New");
        project.remove("content/pages/about.md");
        project.write("content/pages/new-page.md", "---\ntitle: New page\n---\nWelcome.\n");
    };
    edit(&project);
    let over = project.build([]);
    let cold = Project::sample();
    edit(&cold);
    cold.build([]).same_as(&over);
    assert!(over != *sample());
}

#[test]
fn smaller_pages_say_the_same() {
    let plain = Project::sample().build(["--no-minify"]);
    let mut smaller = 0;
    for (path, page) in plain.pages() {
        let small = sample().text(path);
        smaller += usize::from(small.len() < page.len());
        let words = |html: &str| visible(html).replace(' ', "\n");
        diff::expect(&format!("the text of {path}"), &words(page), &words(small));
    }
    assert!(smaller > 100, "nothing was made smaller");
    for (path, bytes) in
        plain.files().filter(|(path, _)| !path.ends_with(".html") && *path != "site-files.json")
    {
        assert!(
            bytes == sample().files().find(|(other, _)| *other == path).expect("the same file").1,
            "{path}"
        );
    }
}
