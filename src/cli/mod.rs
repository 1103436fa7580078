//! The commands: arguments become options, options become one call of the library, and what comes of it
//! is printed. Nothing below this module prints or decides an exit status.

mod build;
mod check;
mod explain;
mod new;
mod problems;
mod progress;
mod schema;
mod search;
mod serve;
mod timings;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::document::child::Program;
use crate::document::{self, Reader};
use crate::engine::{CACHE, CONTENT, Progress, World};
use crate::link::Options;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done; warnings are allowed.
    Done,
    /// There are errors in the content.
    Problems,
    /// The command was not understood, or the disk refused.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Problems => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Turns a folder of committee papers into a cross-linked, accessible website.
#[derive(Debug, Parser)]
#[command(
    name = "minutebook",
    version,
    after_help = "Example:\n  minutebook serve          look at the site in this folder while you edit it\n  minutebook check          find every problem, write nothing\n  minutebook build          write the site to public/"
)]
struct Cli {
    /// The folder that holds content/
    #[arg(short = 'C', long, global = true, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// How problems are shown
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

/// How problems are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line itself and what to do, for people.
    Human,
    /// One line each: path:line:column.
    Short,
    /// One JSON object a line, for programs.
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the site to a folder
    #[command(after_help = "Example:\n  minutebook build --base-url https://papers.example.gov.uk/ --strict")]
    Build(build::Build),
    /// Read everything and report problems, without writing
    #[command(after_help = "Example:\n  minutebook check --strict --format short")]
    Check(check::Check),
    /// Show the site on this computer
    #[command(after_help = "Example:\n  minutebook serve --port 8080")]
    Serve(serve::Serve),
    /// Write the skeleton of a meeting, an item or a person
    #[command(
        after_help = "Example:\n  minutebook new meeting planning-committee 2026-05-14\n  minutebook new item planning-committee 2026-05-14 \"Mill Lane car park\"\n  minutebook new person \"Jane Roe\""
    )]
    New(new::New),
    /// Search the papers and documents of the site
    #[command(
        after_help = "Example:\n  minutebook search library closure\n  minutebook search '\"casting vote\"' -budget"
    )]
    Search(search::Search),
    /// Explain a problem by its code
    #[command(after_help = "Example:\n  minutebook explain name-ambiguous")]
    Explain(explain::Explain),
    /// Print the JSON Schema of a kind of front matter, for an editor
    #[command(
        after_help = "Example:\n  minutebook schema item > item.schema.json\n  minutebook schema --into .schemas"
    )]
    Schema(schema::Schema),
    /// Read one document and print what is in it: how minutebook looks into files it does not trust
    #[command(hide = true)]
    Extract {
        /// What to read, and the file
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
}

/// What commands that read the content have in common.
#[derive(Debug, Args)]
struct Reading {
    /// The public address of the site, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Show papers with status: draft, marked as drafts
    #[arg(long)]
    drafts: bool,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// The day from which "next" and "latest" count, as 2026-05-14 [default: the newest day on which anything was held or published]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

impl Reading {
    fn options(&self) -> Options {
        Options {
            drafts: self.drafts,
            base_url: self.base_url.clone(),
            as_of: self.as_of,
            strict: self.strict,
        }
    }
}

/// What every command knows.
struct Setting {
    site: PathBuf,
    format: Format,
}

impl Setting {
    /// Says why there is no site here, if there is none.
    fn has_content(&self) -> bool {
        let content = self.site.join(CONTENT);
        if content.is_dir() {
            return true;
        }
        problems::complain(&format!(
            "There is no folder {} here. Go to the folder that holds content/, or name it with --site DIR.",
            content.display()
        ));
        false
    }
}

impl Setting {
    /// What looks into documents: this program itself, in a second process.
    fn reader(&self) -> std::io::Result<Reader> {
        // A program that is replaced while it runs is found under this name only.
        let own = std::path::Path::new("/proc/self/exe");
        let program = if own.exists() { own.to_path_buf() } else { std::env::current_exe()? };
        let cache = document::Cache::new(self.site.join(CACHE).join("documents"));
        Ok(Reader { cache: Some(cache), ..Reader::new(Program::new(program)) })
    }

    /// Reads the site, or says why that cannot be done.
    fn world(&self, options: Options, bar: &dyn Progress) -> Result<World, Outcome> {
        let world = self.reader().and_then(|reader| World::cold(&self.site, options, &reader, bar));
        world.map_err(|error| problems::io(&error, "read the content"))
    }
}

/// Runs one command; `arguments` begin with the program's own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe is no reason to fail while explaining how to be used.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let setting = Setting { site: cli.site, format: cli.format };
    match cli.command {
        Command::Build(build) => build.run(&setting).into(),
        Command::Check(check) => check.run(&setting).into(),
        Command::Serve(serve) => serve.run(&setting).into(),
        Command::New(new) => new.run(&setting).into(),
        Command::Search(search) => search.run(&setting).into(),
        Command::Explain(explain) => explain.run().into(),
        Command::Schema(schema) => schema.run().into(),
        Command::Extract { arguments } => document::extract::main(arguments),
    }
}
