//! Where errors go as they are found: out at once, or into groups until the end.

use std::cmp::Reverse;
use std::path::Path;
use std::time::Duration;

use super::count::Groups;
use crate::catalog::Catalog;
use crate::cli::ExplainArgs;
use crate::error::Error;
use crate::explain::Finding;
use crate::extract::{Occurrence, Totals};
use crate::render::{self, Format, Renderer};
use crate::report::{ErrorCount, Kind, Record, Summary};
use crate::terminal::Terminal;

/// What is made of the errors.
pub struct Output<'c> {
    catalog: &'c Catalog,
    format: Format,
    renderer: Box<dyn Renderer>,
    /// `None` when every error is shown at once.
    groups: Option<Groups>,
    /// Whether the answer is a summary rather than records.
    summary: bool,
    /// Whether there was any error.
    pub found: bool,
    /// Errors that were found and are not in the answer.
    pub uncounted: u64,
}

impl<'c> Output<'c> {
    pub fn new(args: &ExplainArgs, format: Format, catalog: &'c Catalog, terminal: &Terminal) -> Self {
        Self {
            catalog,
            format,
            renderer: render::renderer(format, Kind::Findings, terminal.style()),
            groups: (!args.each).then(Groups::default),
            summary: args.summary,
            found: false,
            uncounted: 0,
        }
    }

    /// Takes an error.
    pub fn add(&mut self, occurrence: Occurrence, file: &Path, terminal: &mut Terminal) -> Result<(), Error> {
        self.found = true;
        if let Some(groups) = &mut self.groups {
            groups.add(occurrence, file, self.catalog);
            return Ok(());
        }
        let finding = Finding::new(occurrence, file, self.catalog);
        self.renderer.record(terminal.output(), Record::Finding(&finding)).map_err(|error| Error::output(&error))?;
        // Who follows a log is waiting for this very line.
        terminal.flush()
    }

    /// Writes what is still to be written.
    pub fn finish(&mut self, totals: &Totals, elapsed: Duration, terminal: &mut Terminal) -> Result<(), Error> {
        let style = terminal.style();
        let format = self.format;
        let out = terminal.output();
        let written = if let Some(groups) = self.groups.take() {
            self.uncounted = groups.uncounted;
            let findings: Vec<Finding<'_>> = groups.findings(self.catalog).collect();
            if self.summary && (self.found || format != Format::Table) {
                let summary = summary(&findings, totals, elapsed);
                render::summary(format, &summary, style, out)
            } else {
                let records: Vec<Record<'_>> = findings.iter().map(Record::Finding).collect();
                render::write(format, Kind::Findings, &records, style, out)
            }
        } else {
            self.renderer.finish(out).map(|()| None)
        };
        let unseen = written.map_err(|error| Error::output(&error))?;
        terminal.flush()?;
        if let Some(unseen) = unseen {
            terminal.hint(unseen);
        }
        Ok(())
    }
}

fn summary<'f>(findings: &'f [Finding<'_>], totals: &Totals, elapsed: Duration) -> Summary<'f> {
    let mut rows: Vec<ErrorCount<'_>> = findings
        .iter()
        .map(|finding| ErrorCount {
            code: finding.received.code.as_deref(),
            suggestion: finding.suggestions().next(),
            http_code: finding.http_code(),
            retryable: finding.retryable(),
            count: finding.received.count,
        })
        .collect();
    rows.sort_by_key(|row| Reverse(row.count));
    Summary { rows, bytes: totals.bytes, lines: totals.lines, elapsed }
}
