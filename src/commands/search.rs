//! `naserr search`: entries for words, part of a code or a misspelt code, best first.

use super::{EVERY_CODE, Session, print};
use crate::cli::SearchArgs;
use crate::error::{Error, Exit};
use crate::render::Format;
use crate::report::Records;
use crate::search::{mount_error, search};

pub fn run(args: &SearchArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session { catalog, format, terminal, .. } = session;
    let query = args.query.join(" ");
    let mount_error = mount_error(&query);
    let mut hits = match mount_error {
        Some(_) => Vec::new(),
        None => search(&catalog, &query, None),
    };
    let total = hits.len();
    if args.limit > 0 {
        hits.truncate(args.limit);
    }
    print(Records::Hits(&hits), args.full, format, terminal)?;
    if let Some(message) = mount_error {
        terminal.error(&format!(
            "'{message}' is an error of the mount or the operating system, not of the NAS API, so there is no code for it"
        ));
        terminal.hint("check the client: mount options, network, permissions and free space of the file system");
        return Ok(Exit::NotFound);
    }
    if hits.is_empty() {
        terminal.error(&format!("no match for '{query}'"));
        terminal.hint(&format!("try fewer or simpler words; {EVERY_CODE}"));
        return Ok(Exit::NotFound);
    }
    if hits.len() < total && format == Format::Table {
        let shown = hits.len();
        terminal.note(&format!("showing the best {shown} of {total}; '-n 0' shows all"));
    }
    Ok(Exit::Found)
}
