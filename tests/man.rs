//! The manual page is generated from the definition of the command line. `UPDATE_MAN=1 cargo test man` writes it.

use std::{env, fs};

use clap::builder::StyledStr;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};

const FILE: &str = "src/commands/man/naserr.1";

const DESCRIPTION: &str = "When a call to Alibaba Cloud NAS (file storage) fails with an error code, naserr tells you what the \
    code means and what to do. Its catalog is built in, so it works offline. Without a command, naserr looks up the codes \
    and statuses that you name, and explains files and standard input.";

const SECTIONS: [(&str, &[(&str, &str)]); 3] = [
    (
        "EXIT STATUS",
        &[
            ("0", "Something was found. A closed pipe, as in 'naserr list | head', is no error either."),
            ("1", "Nothing was found, or not everything that you asked for. What was found is printed."),
            ("2", "The arguments are wrong, an input or a catalog cannot be read, or the output cannot be written."),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            ("NASERR_FORMAT", "The output format, unless --format or --json sets it."),
            ("NASERR_CATALOG", "Catalog files to read before those of --catalog, separated as in PATH."),
            ("NO_COLOR", "If set and not empty, turns colour off, unless --color says otherwise."),
            (
                "CLICOLOR_FORCE",
                "If set and neither empty nor 0, turns colour on even in a pipe, unless NO_COLOR or --color says otherwise.",
            ),
            ("CLICOLOR", "If 0, turns colour off."),
            ("TERM", "If dumb, turns colour off."),
            ("XDG_CONFIG_HOME", "Your configuration folder, an absolute path. By default, it is ~/.config."),
        ],
    ),
    (
        "FILES",
        &[
            (
                "$XDG_CONFIG_HOME/naserr/catalog.json, or ~/.config/naserr/catalog.json",
                "Your own catalog, read whenever it exists, unless you use --no-catalog. It has the format of 'naserr list \
                 --json'; only Code is required. An entry with a Message or a Resolution replaces the built-in entry \
                 with the same Code and HttpCode. Any other entry adds to the built-in ones with its Code.",
            ),
            ("%APPDATA%\\naserr\\catalog.json", "The same, on Windows."),
        ],
    ),
];

/// The whole page.
fn page() -> String {
    let mut cli = naserr::command_line();
    cli.build();
    let man = Man::new(cli.clone()).title("NASERR").date(naserr::CATALOG_DATE).manual("User Commands");
    let mut page = Vec::new();
    man.render_title(&mut page).unwrap();
    // Codes, options and paths are not hyphenated, and text is not justified.
    page.extend(b".nh\n.ad l\n");
    man.render_name_section(&mut page).unwrap();
    man.render_synopsis_section(&mut page).unwrap();
    let mut roff = Roff::new();
    roff.control("SH", ["DESCRIPTION"]).text([roman(DESCRIPTION)]);
    let catalog = format!("The built-in catalog is dated {}.", naserr::CATALOG_DATE);
    roff.control("PP", []).text([roman(catalog)]);
    roff.control("SH", ["COMMANDS"]);
    page.extend(roff.render().into_bytes());
    for command in cli.get_subcommands() {
        page.extend(command_part(command.clone(), &cli).into_bytes());
    }
    man.render_options_section(&mut page).unwrap();
    let mut roff = Roff::new();
    for (title, terms) in SECTIONS {
        roff.control("SH", [title]);
        for (term, meaning) in terms {
            roff.control("TP", []).text([bold(*term)]).text([roman(*meaning)]);
        }
    }
    roff.control("SH", ["EXAMPLES"]);
    examples(&mut roff, cli.get_after_help());
    for command in cli.get_subcommands() {
        examples(&mut roff, command.get_after_help());
    }
    page.extend(roff.render().into_bytes());
    String::from_utf8(page).unwrap()
}

/// A command under its own heading: usage, purpose, own options and notes.
fn command_part(command: clap::Command, cli: &clap::Command) -> String {
    let notes = command.get_after_help().map(ToString::to_string);
    let notes = notes.unwrap_or_default();
    let notes = notes.split("Example").next().unwrap_or_default();
    let heading = command.get_name().to_owned();
    let own = command.mut_args(|argument| {
        let mut common = cli.get_arguments().filter(|common| !common.is_positional() && !common.is_hide_set());
        let is_common = common.any(|common| common.get_id() == argument.get_id());
        if is_common { argument.hide(true) } else { argument }
    });
    let usage = own.clone().render_usage().to_string();
    let mut roff = Roff::new();
    roff.text([roman(usage.trim_start_matches("Usage: "))]).control("PP", []);
    let man = Man::new(own);
    let mut part = roff.render().into_bytes();
    man.render_description_section(&mut part).unwrap();
    man.render_options_section(&mut part).unwrap();
    // These headings belong to a page of its own.
    let part = String::from_utf8(part).unwrap();
    let lines = part.lines().filter(|line| !line.starts_with(".SH"));
    let mut roff = Roff::new();
    if !notes.trim().is_empty() {
        roff.control("PP", []).text([roman(notes.trim().replace('\n', " "))]);
    }
    let lines: Vec<&str> = lines.collect();
    format!(".SS {heading}\n{}\n{}", lines.join("\n"), roff.render())
}

/// The examples of a help text, which are its indented lines. Each comes below its comment.
fn examples(roff: &mut Roff, help: Option<&StyledStr>) {
    let help = help.map(ToString::to_string).unwrap_or_default();
    let mut lines = help.lines().filter_map(|line| line.strip_prefix("  ")).peekable();
    if lines.peek().is_none() {
        return;
    }
    roff.control("PP", []).control("nf", []).control("RS", ["2"]);
    for line in lines {
        let (command, comment) = line.split_once("   ").unwrap_or((line, ""));
        if !comment.is_empty() {
            roff.text([italic(format!("# {}", comment.trim()))]);
        }
        roff.text([roman(command)]);
    }
    roff.control("RE", []).control("fi", []);
}

#[test]
fn the_manual_page_is_up_to_date() {
    let fresh = page();
    if env::var_os("UPDATE_MAN").is_some() {
        fs::write(FILE, &fresh).unwrap();
    }
    let kept = fs::read_to_string(FILE).unwrap();
    assert!(kept == fresh, "UPDATE_MAN=1 cargo test man brings {FILE} up to date");
}
