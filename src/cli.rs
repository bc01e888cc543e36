//! The arguments, as clap reads them. Types of clap go no further than this file and the entry to the commands.

#![allow(
    clippy::doc_markdown,
    reason = "doc comments in this file are texts that help prints"
)]

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::catalog::{Origin, Retryable, StatusFilter};
use crate::render::Format;
use crate::terminal::ColorChoice;

/// Explain the error codes of Alibaba Cloud NAS, offline.
#[derive(Debug, Parser)]
#[command(name = "naserr", version, arg_required_else_help = true)]
// Whoever starts a process chooses the name that it is told.
#[command(bin_name = "naserr")]
// `first_contact` answers `naserr help`, since a command for it would cost every look-up 1% more instructions.
#[command(disable_help_subcommand = true)]
// The last one wins, so that what an alias sets can be set anew.
#[command(args_override_self = true)]
#[command(after_help = "\
Examples:
  naserr lookup InvalidFileSystem.NotFound    what a code means and what to do
  naserr lookup 404 'OperationDenied.*'       by HTTP status, by pattern
  naserr search mount point in use            by words, a fragment, a typo
  aliyun nas ... 2>&1 | naserr explain        every error in an answer or a log
  naserr list --status 5xx -f json            the catalog, for a script

Exit codes: 0 found; 1 not found, or not all; 2 wrong arguments, input or output")]
pub struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// The options, given before the command or after it; the latter win.
    ///
    /// Arguments that are global by clap's own means do the same, for 28 thousand instructions of the 420 thousand that a
    /// whole look-up takes.
    pub fn options(&self) -> Options {
        let own = match &self.command {
            Command::Lookup(args) => &args.options,
            Command::List(args) => &args.options,
            Command::Search(args) => &args.options,
            Command::Explain(args) => &args.options,
            Command::Schema | Command::Completions(_) | Command::Man(_) => {
                return self.options.clone();
            }
        };
        Options {
            format: own.format.or(self.options.format),
            color: own.color.or(self.options.color),
            catalog: [self.options.catalog.as_slice(), &own.catalog].concat(),
            quiet: own.quiet || self.options.quiet,
        }
    }
}

// Every command takes these options, and they may also stand before it. (A doc comment would be printed as a command's help.)
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub struct Options {
    /// How to print the answer; default: NASERR_FORMAT, else table
    #[arg(short, long, ignore_case = true, value_parser = words(Format::ALL, Format::word))]
    pub format: Option<Format>,
    /// When to use colour; default: auto, which obeys NO_COLOR and CLICOLOR_FORCE
    #[arg(long, value_name = "WHEN", ignore_case = true, value_parser = words(ColorChoice::ALL, ColorChoice::word))]
    pub color: Option<ColorChoice>,
    /// Add entries from a JSON file, as 'naserr list -f json' prints them; may be given several times
    #[arg(long, value_name = "FILE")]
    pub catalog: Vec<PathBuf>,
    /// Print no notes or hints on standard error
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Show what codes mean and what to do about them
    Lookup(LookupArgs),
    /// Find codes by plain words, a fragment or a misspelt code
    Search(SearchArgs),
    /// List the catalog, all of it or what passes every filter
    List(ListArgs),
    /// Find every error in an answer, a log or any output, and say what to do about it
    Explain(ExplainArgs),
    /// Print the script that makes a shell complete commands, options and codes
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
    /// Print the JSON Schema of a catalog file
    Schema,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Case and blanks do not count: user.disabled finds 'User. Disabled'.

Examples:
  naserr lookup InvalidFileSystem.NotFound
  naserr lookup 404 5xx                       every code with these statuses
  naserr lookup 'OperationDenied.*' '*.NotFound'
  grep -o 'Invalid[.A-Za-z]*' app.log | naserr lookup -")]
pub struct LookupArgs {
    /// Codes, patterns with * and ?, HTTP statuses (404) or classes (4xx); - reads them from standard input, one a line
    #[arg(required = true, value_name = "CODE|STATUS")]
    pub wanted: Vec<String>,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Args)]
#[command(after_help = "\
A filter given twice admits either value.

Examples:
  naserr list --status 403 --family OperationDenied
  naserr list --retryable yes -f tsv | cut -f 1,2
  naserr list --color always | less -RS       in a pager, where arrows scroll")]
pub struct ListArgs {
    /// Only codes with this HTTP status or class (404, 4xx)
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<StatusFilter>,
    /// Only codes that begin with this word and a dot (OperationDenied)
    #[arg(long, value_name = "FAMILY")]
    pub family: Vec<String>,
    /// Only this layer of the catalog
    #[arg(long, ignore_case = true, value_parser = words(Origin::ALL, Origin::word))]
    pub origin: Vec<Origin>,
    /// Only codes after which the same call may succeed later (yes) or cannot (no)
    #[arg(long, ignore_case = true, value_parser = words(Retryable::ALL, Retryable::word))]
    pub retryable: Vec<Retryable>,
    /// Only codes that this API action is known to return (CreateMountTarget)
    #[arg(long, value_name = "ACTION")]
    pub action: Vec<String>,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Best first: the code itself, an alias, a code with up to two slips or with its halves \
swapped, codes that begin with the query, codes that have it, then entries by the words \
that they share with it.

Examples:
  naserr search mount point in use
  naserr search InvalidFileSytem.NotFund
  naserr search too many access rules -n 3 -f json")]
pub struct SearchArgs {
    /// Words, part of a code, or a code with slips
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    /// The most entries to print; 0 for all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10, allow_negative_numbers = true, value_parser = limit)]
    pub limit: usize,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Any text will do: answers in JSON and XML, HTTP responses, SDK exceptions, output of \
the aliyun command line, Terraform and Kubernetes, logs of any size.

Examples:
  aliyun nas DescribeFileSystems 2>&1 | naserr explain
  naserr explain --summary /var/log/app.log*    compressed ones too
  terraform apply 2>&1 | naserr explain --tee   keeps what it prints
  tail -f app.log | naserr explain --each -f jsonl
  cat part-*.jsonl | naserr explain --summary    adds up what -f jsonl printed")]
pub struct ExplainArgs {
    /// Files to read, also compressed with gzip or zstd; standard input if there are none, or for -
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print every occurrence, as soon as it is read, rather than each error once with its count
    #[arg(long, conflicts_with = "summary")]
    pub each: bool,
    /// Print a table of how often each error was seen, with bars and totals; other formats have the counts anyway
    #[arg(long)]
    pub summary: bool,
    /// Pass the input through to standard output unchanged, and explain on standard error
    #[arg(long)]
    pub tee: bool,
    /// Read so many files at a time, each in at most 32 MiB of memory; default: every core, if several files are large
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Args)]
#[command(after_help = "\
The script asks naserr at every TAB, so it stays right when naserr or a catalog changes.

Examples, each for one session; the README says how to keep the script:
  source <(naserr completions bash)           bash, zsh
  naserr completions fish | source
  naserr completions powershell | Out-String | Invoke-Expression
  eval (naserr completions elvish | slurp)
  naserr completions nushell | save -f naserr.nu; source naserr.nu")]
pub struct CompletionsArgs {
    /// The shell to make the script for
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

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  naserr man | man -l -                       read it
  naserr man > naserr.1                       to be put into a folder of manual pages")]
pub struct ManArgs {}

/// Reads a limit, and says of anything else what it has to be.
fn limit(text: &str) -> Result<usize, &'static str> {
    text.parse().map_err(|_| "expected a number, 0 for all")
}

/// Reads one of a few values by the word that stands for it, case aside; help then lists the words.
fn words<T: Copy + Send + Sync + 'static, const N: usize>(
    all: [T; N],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.map(word))
        .try_map(move |given| named(all, word, &given).ok_or("not one of the possible values"))
}

/// One of a few values by the word that stands for it, case aside.
pub fn named<T: Copy, const N: usize>(
    all: [T; N],
    word: fn(T) -> &'static str,
    given: &str,
) -> Option<T> {
    all.into_iter()
        .find(|&value| word(value).eq_ignore_ascii_case(given))
}
