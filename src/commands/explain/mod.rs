//! `naserr explain`: every error in files or standard input, with what to do about it.

mod groups;
mod sink;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::catalog::{Catalog, Selector};
use crate::cli::ExplainArgs;
use crate::error::{Error, Exit};
use crate::explain;
use crate::extract::Totals;
use crate::render::units::counted;
use crate::search::suggest;
use crate::session::Session;
use crate::terminal::Terminal;
use sink::Sink;

/// What to do when there is nothing to read.
const NO_INPUT: &str = "nothing to explain: name a file or pipe an answer in, \
                        such as 'aliyun nas DescribeFileSystems 2>&1 | naserr explain'";

/// What to do when nothing was found.
const OTHER_WAYS: &str =
    "'naserr lookup CODE' looks up a code, 'naserr search WORDS' finds one by words";

pub fn run(args: &ExplainArgs, session: Session<'_>) -> Result<Exit, Error> {
    let begun = Instant::now();
    let Session {
        catalog,
        format,
        terminal,
        ..
    } = session;
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() {
        &standard_input
    } else {
        args.files.as_slice()
    };
    if files == standard_input && terminal.input_is_terminal {
        return Err(Error::Other(NO_INPUT.to_owned()));
    }
    let mut sink = Sink::new(args, format, terminal);
    let mut totals = Totals::default();
    let mut failed = false;
    for file in files {
        let read = source(file, args.each, terminal).and_then(|mut input| {
            explain::read(&catalog, &mut *input, &mut |occurrence| {
                sink.take(occurrence, file, &catalog, terminal)
            })
        });
        match read {
            Ok(read) => totals.add(&read),
            Err(error) => {
                failed = true;
                terminal.error(&format!("cannot read '{}': {error}", file.display()));
                if error.kind() == io::ErrorKind::NotFound
                    && let Some(word) = looked_up(file, &catalog)
                {
                    terminal.hint(&format!(
                        "'naserr lookup {word}' looks up a code or a status"
                    ));
                }
            }
        }
        if sink.is_stopped() {
            break;
        }
    }
    sink.finish(&totals, begun.elapsed(), terminal)?;
    terminal.flush()?;
    tell_what_is_missing(&totals, sink.uncounted(), terminal);
    if failed {
        return Ok(Exit::Error);
    }
    if sink.found() {
        return Ok(Exit::Found);
    }
    terminal.error(&format!("no Alibaba Cloud error in {}", names(files)));
    // Who has lost the bodies of answers is told a better way on.
    if let Some(code) = &totals.doubtful {
        terminal.note(&format!(
            "'{code}' is met, which other systems say too, and nothing beside it shows that it is Alibaba Cloud's"
        ));
        terminal.hint(&format!("'naserr lookup {code}' tells what it would mean"));
    } else if totals.bare_statuses.is_empty() {
        terminal.hint(OTHER_WAYS);
    }
    Ok(Exit::NotFound)
}

/// An input, ready to be read.
fn source(file: &Path, live: bool, terminal: &mut Terminal) -> io::Result<Box<dyn Read>> {
    if file == Path::new("-") {
        return Ok(terminal.take_input(live));
    }
    let opened = File::open(file)?;
    let metadata = opened.metadata()?;
    if metadata.is_dir() {
        return Err(io::Error::other("is a directory; name the files in it"));
    }
    let size = metadata.is_file().then_some(metadata.len());
    Ok(terminal.with_progress(opened, size, live))
}

/// What `lookup` should be given when a file that is not there is a code or near to one, or a status.
fn looked_up(file: &Path, catalog: &Catalog) -> Option<String> {
    match file.to_str()?.parse().ok()? {
        Selector::Code(mut code) => {
            // Blanks do not count, and without them it is one word.
            code.retain(|c| !c.is_ascii_whitespace());
            let is_code = catalog.find(&code).is_some() || !suggest(catalog, &code).is_empty();
            is_code.then_some(code)
        }
        Selector::Status(status) => Some(status.to_string()),
        Selector::Pattern(_) => None,
    }
}

/// Says what the answer lacks: bodies that a client dropped, and what was beyond a limit.
fn tell_what_is_missing(totals: &Totals, uncounted: u64, terminal: &mut Terminal) {
    if let Some(status) = totals.bare_statuses.keys().next() {
        let statuses: Vec<String> = totals
            .bare_statuses
            .keys()
            .map(ToString::to_string)
            .collect();
        terminal.note(&format!(
            "the body of an answer is missing, and with it the code; HTTP status: {}",
            statuses.join(", ")
        ));
        terminal.hint(&format!(
            "call again without what hides the body (curl -f), or see 'naserr lookup {status}' for the codes it may be"
        ));
    }
    if uncounted > 0 {
        terminal.note(&format!(
            "left out: {}, of too many different codes",
            counted(uncounted, "more error")
        ));
    }
    if totals.too_deep > 0 {
        terminal.note(&format!(
            "left out: {} too deep inside other texts",
            counted(totals.too_deep, "text")
        ));
    }
    if totals.cut > 0 {
        terminal.note(&format!(
            "read in parts: {} longer than 64 KiB; an error across a cut may be counted twice or lack its RequestId",
            counted(totals.cut, "value")
        ));
    }
}

/// The inputs by name, the first few of many.
fn names(files: &[PathBuf]) -> String {
    match files {
        [file] if file == Path::new("-") => "standard input".to_owned(),
        [file] => format!("'{}'", file.display()),
        _ => format!("any of {} inputs", files.len()),
    }
}
