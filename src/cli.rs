//! The command line: clap's types and the text of every `--help`.

#![allow(clippy::doc_markdown, reason = "doc comments in this file are help texts")]

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};

use crate::catalog::{Origin, ParseError, Retryable, StatusFilter};
use crate::render::Format;
use crate::terminal::ColorChoice;

/// The name in usage texts: the caller chooses `argv[0]`, so it is never printed.
pub const NAME: &str = "naserr";

/// Explain the error codes of Alibaba Cloud NAS, offline.
#[derive(Debug, Default, Parser)]
#[command(name = NAME, bin_name = NAME, version)]
// The last one wins, so that you can override a shell alias.
#[command(args_override_self = true)]
#[command(override_usage = "\
naserr [OPTIONS] <COMMAND>
       naserr [OPTIONS] <CODE|STATUS|FILE>...
       some-command 2>&1 | naserr [OPTIONS]")]
#[command(after_help = "\
Examples:
  naserr InvalidFileSystem.NotFound           what a code means and what to do
  naserr lookup 404 'OperationDenied.*'       by HTTP status, by pattern
  naserr search mount point in use            by words, or a misspelt code
  aliyun nas ... 2>&1 | naserr explain        every error in a response or a log
  naserr list --status 5xx -f json            the catalog, for a script

Exit codes: 0 found; 1 nothing found, or not everything; 2 wrong arguments or an I/O error")]
#[command(mut_args(without_command))]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    // Without a command, the words are codes or files. These are the options of `explain` and `lookup` for them.
    #[command(flatten)]
    pub bare: ExplainArgs,
    #[arg(long)]
    pub full: bool,
}

/// An argument as the help without a command shows it.
fn without_command(argument: Arg) -> Arg {
    match argument.get_id().as_str() {
        "files" => argument
            .value_name("CODE|STATUS|FILE")
            .help("Without a command: codes to look up, or files to explain (- for standard input)"),
        "full" | "each" | "summary" | "tee" | "threads" => argument.hide(true),
        _ => argument,
    }
}

// The options of every command that prints entries.
// (A doc comment here would become the help of a command.)
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Output")]
pub struct Options {
    /// Output format [default: $NASERR_FORMAT, or else table]
    #[arg(short, long, value_enum, ignore_case = true, overrides_with = "json")]
    pub format: Option<Format>,
    /// Same as --format json
    #[arg(long)]
    pub json: bool,
    /// When to use colour [default: auto, which honours NO_COLOR and CLICOLOR_FORCE]
    #[arg(long, value_name = "WHEN", value_enum, ignore_case = true)]
    pub color: Option<ColorChoice>,
    /// Add entries from a JSON file in the format of 'naserr list --json'; can be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub catalog: Vec<PathBuf>,
    /// Ignore your own catalogs: catalog.json in the configuration folder and $NASERR_CATALOG
    #[arg(long)]
    pub no_catalog: bool,
    /// Print no notes or hints on standard error
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Show what a code means and what to do about it
    Lookup(LookupArgs),
    /// Find codes by words, part of a code, or a misspelt code
    Search(SearchArgs),
    /// List all codes, or those that match the filters
    List(ListArgs),
    /// Find every error in a response, a log or any other text, and say what to do about it
    Explain(ExplainArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    #[command(after_help = "\
Examples:
  naserr man | man -l -                       read it
  naserr man > naserr.1                       save it")]
    Man,
    /// Print the JSON Schema of a catalog file
    Schema,
}

#[derive(Debug, Default, Args)]
#[command(after_help = "\
Case and spaces are ignored: user.disabled finds 'User. Disabled'.

Examples:
  naserr lookup InvalidFileSystem.NotFound
  naserr lookup 404 5xx                       every code with these statuses
  naserr lookup 'OperationDenied.*' '*.NotFound'
  grep -o 'Invalid[.A-Za-z]*' app.log | naserr lookup -")]
pub struct LookupArgs {
    /// Codes, patterns with * and ?, HTTP statuses (404) or classes (4xx); - reads them from standard input, one per
    /// line
    #[arg(required = true, value_name = "CODE|STATUS")]
    pub wanted: Vec<String>,
    /// Show every field of every entry, however many there are
    #[arg(long)]
    pub full: bool,
    #[command(flatten)]
    pub options: Options,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Filters combine. Repeat a filter to allow several values: --status 403 --status 404, or
--status 403,404.

Examples:
  naserr list --status 403 --family OperationDenied
  naserr list --retryable yes -f tsv | cut -f 1,2
  naserr list --color always | less -R")]
pub struct ListArgs {
    /// Only codes with this HTTP status or class (404, 4xx)
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    pub status: Vec<StatusFilter>,
    /// Only codes that start with this word and a dot (OperationDenied)
    #[arg(long, value_name = "FAMILY", value_delimiter = ',')]
    pub family: Vec<String>,
    /// Only codes from this part of the catalog: guide (the vendor's own texts), api or gateway
    /// (naserr's texts), user (your catalogs)
    #[arg(long, value_parser = one_of::<Origin>(Origin::ALL.map(Origin::word)), ignore_case = true,
        value_delimiter = ',', hide_possible_values = true)]
    pub origin: Vec<Origin>,
    /// Only codes for which repeating the same call may help (yes), cannot help (no), or is not known to help (unknown)
    #[arg(long, value_parser = one_of::<Retryable>(Retryable::ALL.map(Retryable::word)), ignore_case = true, value_delimiter = ',')]
    pub retryable: Vec<Retryable>,
    /// Only codes that this API action is known to return (CreateMountTarget)
    #[arg(long, value_name = "ACTION", value_delimiter = ',')]
    pub action: Vec<String>,
    /// Show every field of every entry, however many there are
    #[arg(long)]
    pub full: bool,
    #[command(flatten)]
    pub options: Options,
}

#[derive(Debug, Args)]
#[command(after_help = "\
The best results come first: the code itself, an alias, a code with up to two typos or \
with its halves swapped, codes that start with the query, codes that contain it, then \
entries that share words with it.

Examples:
  naserr search mount point in use
  naserr search InvalidFileSytem.NotFund
  naserr search too many access rules -n 3 -f json")]
pub struct SearchArgs {
    /// Words, part of a code, or a misspelt code
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    /// Show at most N results; 0 for all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// Show every field of every entry, however many there are
    #[arg(long)]
    pub full: bool,
    #[command(flatten)]
    pub options: Options,
}

#[derive(Debug, Default, Args)]
#[command(after_help = "\
Any text works: JSON, XML, HTTP responses, SDK exceptions, the output of the aliyun CLI, \
Terraform or Kubernetes, and logs of any size.

Examples:
  aliyun nas DescribeFileSystems 2>&1 | naserr explain
  naserr explain --summary /var/log/app.log*    also rotated and compressed logs
  terraform apply 2>&1 | naserr explain --tee   still shows Terraform's output
  tail -f app.log | naserr explain --each -f jsonl
  cat part-*.jsonl | naserr explain --summary   adds up the results of several runs")]
pub struct ExplainArgs {
    /// Files to read, plain or compressed with gzip or zstd; standard input if none, or -
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Print every occurrence as soon as it is read, instead of each error once with its count
    #[arg(long, conflicts_with = "summary")]
    pub each: bool,
    /// Print how often each error was seen, with bars and totals in a table
    #[arg(long)]
    pub summary: bool,
    /// Pass the input through to standard output unchanged, and explain it on standard error
    #[arg(long)]
    pub tee: bool,
    /// Read up to N files at a time, with at most 32 MiB of memory for each; --each and --tee always read one [default:
    /// one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub options: Options,
}

#[derive(Debug, Args)]
#[command(after_help = "\
The script calls naserr each time you press TAB, so you need not update it when naserr or a
catalog changes. To load it in every session, add the line for your shell to the file named
after it. For nushell, run the line once: it saves the script where nushell loads it at every
start. If there is no such folder, run mkdir ($nu.default-config-dir | path join autoload) first.

Examples:
  source <(naserr completions bash)           ~/.bashrc; needs no other package
  source <(naserr completions zsh)            ~/.zshrc, after compinit
  naserr completions fish | source            ~/.config/fish/config.fish
  eval (naserr completions elvish | slurp)    ~/.config/elvish/rc.elv
  naserr completions powershell | Out-String | Invoke-Expression    $PROFILE
  naserr completions nushell | save -f ($nu.default-config-dir | path join autoload naserr.nu)")]
pub struct CompletionsArgs {
    /// The shell that will load the script
    #[arg(value_enum, value_name = "SHELL", ignore_case = true)]
    pub shell: Shell,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Shell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    Powershell,
    Zsh,
}

impl Shell {
    /// The script that a shell loads to complete naserr's command lines. It calls the program at every TAB and contains
    /// no commands, options or codes, so it is never out of date.
    pub const fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("../completions/naserr.bash"),
            Self::Elvish => include_str!("../completions/naserr.elv"),
            Self::Fish => include_str!("../completions/naserr.fish"),
            Self::Nushell => include_str!("../completions/naserr.nu"),
            Self::Powershell => include_str!("../completions/naserr.ps1"),
            Self::Zsh => include_str!("../completions/_naserr"),
        }
    }
}

/// The definition of the command line, from which a test generates the manual page.
#[must_use]
pub fn command_line() -> clap::Command {
    Cli::command()
}

/// Reads one of a few words, in any case. The catalog does not depend on clap, so clap does not know its types.
fn one_of<T>(words: impl IntoIterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = ParseError> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(words).try_map(|word| word.to_lowercase().parse())
}
