//! What the options, the environment and the configuration folder settle for a command: the catalog and the format.

use std::io;
use std::path::PathBuf;

use crate::catalog::Catalog;
use crate::cli::{Options, named};
use crate::commands::Session;
use crate::error::Error;
use crate::render::Format;
use crate::terminal::Terminal;

/// The catalog with these files and the user's own; the built-in one alone when they have faults.
pub fn catalog_or_built_in(named: Vec<PathBuf>, terminal: &Terminal) -> Catalog {
    let files = catalog_files(named, terminal);
    Catalog::with_files(&files).unwrap_or_else(|_| Catalog::built_in())
}

/// What a command that answers from the catalog works with.
pub fn session(options: Options, terminal: &mut Terminal) -> Result<Session<'_>, Error> {
    let format = format(&options, terminal)?;
    if let Err(why) = own_catalog(terminal) {
        terminal.note(&why);
    }
    let files = catalog_files(options.catalog, terminal);
    let catalog = Catalog::with_files(&files).map_err(|error| Error::Failure(error.to_string()))?;
    Ok(Session {
        catalog,
        format,
        terminal,
    })
}

/// The format that the arguments name, or else the environment.
fn format(options: &Options, terminal: &Terminal) -> Result<Format, Error> {
    const VARIABLE: &str = "NASERR_FORMAT";
    if let Some(format) = options.format {
        return Ok(format);
    }
    let Some(value) = terminal
        .variable(VARIABLE)
        .filter(|value| !value.is_empty())
    else {
        return Ok(Format::Table);
    };
    let value = value.to_string_lossy();
    named(Format::ALL, Format::word, &value).ok_or_else(|| {
        Error::Failure(format!(
            "the environment's {VARIABLE} is '{value}', which is none of {}",
            Format::ALL.map(Format::word).join(", ")
        ))
    })
}

/// The catalog files to read, those that win last: the configuration folder's, the environment's, the arguments'.
fn catalog_files(named: Vec<PathBuf>, terminal: &Terminal) -> Vec<PathBuf> {
    let own = own_catalog(terminal).unwrap_or_default();
    let listed = terminal.variable("NASERR_CATALOG").unwrap_or_default();
    let listed = std::env::split_paths(&listed).filter(|file| !file.as_os_str().is_empty());
    own.into_iter().chain(listed).chain(named).collect()
}

/// The catalog file of the configuration folder, if there is one.
///
/// A folder that must not be looked into is told and no failure: programs are run for other users with `HOME` as it was. A link
/// that leads nowhere is a file that cannot be read, since somebody has put it there.
fn own_catalog(terminal: &Terminal) -> Result<Option<PathBuf>, String> {
    let Some(folder) = terminal.configuration_folder() else {
        return Ok(None);
    };
    let file = folder.join("catalog.json");
    match file.symlink_metadata() {
        Ok(_) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(format!(
            "no catalog is read from '{}': {error}",
            folder.display()
        )),
        Err(_) => Ok(None),
    }
}
