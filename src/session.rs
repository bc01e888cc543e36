//! What a command works with: the catalog and the format, as set by the arguments, the environment and the
//! configuration folder.

use std::io;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::catalog::Catalog;
use crate::cli::Options;
use crate::error::Error;
use crate::render::Format;
use crate::terminal::Terminal;

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
        let (own, skipped) = own_catalogs(options.no_catalog, terminal);
        if let Some(why) = skipped {
            terminal.note(&why);
        }
        Ok(Self { catalog: read(own, &options.catalog)?, format, terminal })
    }
}

/// The catalog with the user's own files and those of `--catalog`; the built-in one if any of them has a problem.
pub fn catalog_or_built_in(named: &[PathBuf], no_catalog: bool, terminal: &Terminal) -> Catalog {
    let (own, _) = own_catalogs(no_catalog, terminal);
    read(own, named).unwrap_or_else(|_| Catalog::built_in())
}

/// Reads the user's own catalog files, then those of `--catalog`. Later ones win.
fn read(own: Vec<PathBuf>, named: &[PathBuf]) -> Result<Catalog, Error> {
    let has_own = !own.is_empty();
    let files = [own, named.to_vec()].concat();
    Catalog::with_files(&files).map_err(|error| {
        if has_own && Catalog::with_files(named).is_ok() {
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
    let named = terminal.variable(VARIABLE).filter(|value| !value.is_empty());
    let (None, Some(value)) = (asked, named) else {
        return Ok(asked.unwrap_or(Format::Table));
    };
    let value = value.to_string_lossy();
    Format::from_str(&value, true).map_err(|_| {
        Error::Other(format!("invalid value '{value}' in {VARIABLE}; 'naserr list --help' shows the formats"))
    })
}

/// The user's own catalog files, the configuration folder's before those of the environment; and why the folder's was
/// skipped, if it was.
///
/// If the folder may not be read, there is only a note, because `sudo -u` and similar commands keep the `HOME` of
/// another user. A dangling link is an error, because somebody put it there.
fn own_catalogs(no_catalog: bool, terminal: &Terminal) -> (Vec<PathBuf>, Option<String>) {
    let (mut files, mut skipped) = (Vec::new(), None);
    if no_catalog {
        return (files, skipped);
    }
    if let Some(folder) = terminal.configuration_folder() {
        let file = folder.join("catalog.json");
        match file.symlink_metadata() {
            Ok(_) => files.push(file),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                skipped = Some(format!("ignored the catalog in '{}': {error}", folder.display()));
            }
            Err(_) => {}
        }
    }
    let listed = terminal.variable("NASERR_CATALOG").unwrap_or_default();
    files.extend(std::env::split_paths(&listed).filter(|file| !file.as_os_str().is_empty()));
    (files, skipped)
}
