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
use crate::render::{self, Format, Kind, Renderer};
use crate::report::{Record, Summary, SummaryRow};
use crate::terminal::Terminal;

/// What is made of the errors.
pub struct Output<'c> {
    catalog: &'c Catalog,
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
    pub fn new(
        args: &ExplainArgs,
        format: Format,
        catalog: &'c Catalog,
        terminal: &Terminal,
    ) -> Self {
        let kind = if args.each {
            Kind::Stream
        } else {
            Kind::Findings
        };
        Self {
            catalog,
            renderer: render::renderer(format, kind, terminal.style()),
            groups: (!args.each).then(Groups::default),
            // Programs get the same counts from the records.
            summary: args.summary && format == Format::Table,
            found: false,
            uncounted: 0,
        }
    }

    /// Takes an error.
    pub fn add(
        &mut self,
        occurrence: Occurrence,
        file: &Path,
        terminal: &mut Terminal,
    ) -> Result<(), Error> {
        self.found = true;
        if let Some(groups) = &mut self.groups {
            groups.add(occurrence, file, self.catalog);
            return Ok(());
        }
        let finding = Finding::new(occurrence, file, self.catalog);
        self.renderer
            .record(terminal.output(), &Record::of_finding(&finding))
            .map_err(|error| Error::output(&error))?;
        // Who follows a log is waiting for this very line.
        terminal.flush()
    }

    /// Writes what is still to be written.
    pub fn finish(
        &mut self,
        totals: &Totals,
        elapsed: Duration,
        terminal: &mut Terminal,
    ) -> Result<(), Error> {
        let groups = self.groups.take().unwrap_or_default();
        self.uncounted = groups.uncounted;
        let style = terminal.style();
        let out = terminal.output();
        let written = if self.summary && self.found {
            let findings: Vec<Finding<'_>> = groups.findings(self.catalog).collect();
            render::summary(&summary(&findings, totals, elapsed), style, out)
        } else {
            groups
                .findings(self.catalog)
                .try_for_each(|finding| self.renderer.record(out, &Record::of_finding(&finding)))
                .and_then(|()| self.renderer.finish(out))
        };
        written.map_err(|error| Error::output(&error))?;
        terminal.flush()
    }
}

fn summary<'f>(findings: &'f [Finding<'_>], totals: &Totals, elapsed: Duration) -> Summary<'f> {
    let mut rows: Vec<SummaryRow<'_>> = findings
        .iter()
        .map(|finding| SummaryRow {
            code: finding.received.code.as_deref(),
            suggestion: finding.suggestions().iter().next(),
            http_code: finding.http_code(),
            retryable: finding.retryable(),
            count: finding.received.count,
        })
        .collect();
    rows.sort_by_key(|row| Reverse(row.count));
    Summary {
        rows,
        bytes: totals.bytes,
        lines: totals.lines,
        elapsed,
    }
}
