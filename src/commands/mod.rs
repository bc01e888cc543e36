//! One file per command: each queries the catalog, makes records of what it finds, and passes them to a renderer. Here is
//! what they share: the catalog and the format, as set by the arguments, the environment and the configuration folder.

pub mod complete;
mod count;
pub mod explain;
mod inputs;
pub mod list;
pub mod lookup;
pub mod search;

use std::io;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::catalog::Catalog;
use crate::cli::Options;
use crate::error::Error;
use crate::render::{self, Format, Style};
use crate::report::Records;
use crate::terminal::Terminal;

/// A hint for users who find nothing.
const EVERY_CODE: &str = "'naserr list' shows every code";

/// What every command that uses the catalog works with.
pub struct Session<'t> {
    pub catalog: Catalog,
    pub format: Format,
    pub terminal: &'t mut Terminal,
}

impl<'t> Session<'t> {
    /// Reads the catalogs, chooses the format, and tells the terminal about colour and hints.
    pub fn open(options: &Options, terminal: &'t mut Terminal) -> Result<Self, Error> {
        terminal.configure(options.color.unwrap_or_default(), options.quiet);
        let format = format(options, terminal)?;
        Ok(Self { catalog: catalog(&options.catalog, options.no_catalog, terminal)?, format, terminal })
    }
}

/// Prints records. `full` shows people every field of every record.
fn print(records: Records<'_>, full: bool, format: Format, terminal: &mut Terminal) -> Result<(), Error> {
    let unseen = terminal.print(|style, out| render::write(format, records, Style { full, ..style }, out))?;
    if let Some(unseen) = unseen {
        terminal.hint(&format!("{unseen}; --full shows every field"));
    }
    Ok(())
}

/// The catalog with the user's own files, unless `no_catalog`, and then those of `--catalog`. Later ones win.
fn catalog(named: &[PathBuf], no_catalog: bool, terminal: &mut Terminal) -> Result<Catalog, Error> {
    let own = if no_catalog { Vec::new() } else { own_catalogs(terminal) };
    let files = [&own, named].concat();
    Catalog::with_files(&files).map_err(|error| {
        if !own.is_empty() && Catalog::with_files(named).is_ok() {
            Error::OwnCatalog(error.to_string())
        } else {
            Error::Other(error.to_string())
        }
    })
}

/// The format that the arguments name, or else the environment.
fn format(options: &Options, terminal: &Terminal) -> Result<Format, Error> {
    const VARIABLE: &str = "NASERR_FORMAT";
    let asked = if options.json { Some(Format::Json) } else { options.format };
    let (None, Some(value)) = (asked, terminal.variable(VARIABLE)) else {
        return Ok(asked.unwrap_or(Format::Table));
    };
    let value = value.to_string_lossy();
    Format::from_str(&value, true).map_err(|_| {
        Error::Other(format!("invalid value '{value}' in {VARIABLE}; 'naserr list --help' shows the formats"))
    })
}

/// The user's own catalog files, the configuration folder's before those of the environment.
///
/// If the folder may not be read, there is only a note, because `sudo -u` and similar commands keep the `HOME` of
/// another user. A dangling link is an error, because somebody put it there.
fn own_catalogs(terminal: &mut Terminal) -> Vec<PathBuf> {
    let mut files = Vec::new();
    if let Some(folder) = terminal.configuration_folder() {
        let file = folder.join("catalog.json");
        match file.symlink_metadata() {
            Ok(_) => files.push(file),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                terminal.note(&format!("ignored the catalog in '{}': {error}", folder.display()));
            }
            Err(_) => {}
        }
    }
    let listed = terminal.variable("NASERR_CATALOG").unwrap_or_default();
    files.extend(std::env::split_paths(&listed).filter(|file| !file.as_os_str().is_empty()));
    files
}
