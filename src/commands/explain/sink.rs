//! Where errors go as they are found: out at once, or into groups until the end.

use std::cmp::Reverse;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use super::groups::Groups;
use crate::catalog::Catalog;
use crate::cli::ExplainArgs;
use crate::error::Error;
use crate::explain::Finding;
use crate::extract::{Occurrence, Totals};
use crate::render::{self, Format, Renderer};
use crate::report::{ErrorCount, Kind, Record, Summary};
use crate::terminal::Terminal;

pub struct Sink<'c> {
    format: Format,
    renderer: Box<dyn Renderer>,
    /// `None` when every error is shown at once.
    groups: Option<Groups<'c>>,
    /// Whether the answer is a summary rather than records.
    summary: bool,
    found: bool,
    failure: Option<Error>,
}

impl<'c> Sink<'c> {
    pub fn new(args: &ExplainArgs, format: Format, terminal: &Terminal) -> Self {
        Self {
            format,
            renderer: render::renderer(format, Kind::Findings, terminal.style()),
            groups: (!args.each).then(Groups::default),
            summary: args.summary,
            found: false,
            failure: None,
        }
    }

    /// Takes an error; breaks off when the answer can no longer be written.
    pub fn take(
        &mut self,
        occurrence: Occurrence,
        file: &Path,
        catalog: &'c Catalog,
        terminal: &mut Terminal,
    ) -> ControlFlow<()> {
        self.found = true;
        if let Some(groups) = &mut self.groups {
            groups.add(&occurrence, file, catalog);
            return ControlFlow::Continue(());
        }
        let finding = Finding::new(occurrence, file, catalog);
        let written = self
            .renderer
            .record(terminal.output(), Record::Finding(&finding));
        // Who follows a log is waiting for this very line.
        self.failure = written
            .map_err(|error| Error::output(&error))
            .and_then(|()| terminal.flush())
            .err();
        if self.is_stopped() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Whether the answer can no longer be written.
    pub const fn is_stopped(&self) -> bool {
        self.failure.is_some()
    }

    /// Whether there was any error.
    pub const fn found(&self) -> bool {
        self.found
    }

    /// Errors that were met and are not in the answer.
    pub fn uncounted(&self) -> u64 {
        self.groups.as_ref().map_or(0, |groups| groups.uncounted)
    }

    /// Writes what is still to be written.
    pub fn finish(
        &mut self,
        totals: &Totals,
        elapsed: Duration,
        terminal: &mut Terminal,
    ) -> Result<(), Error> {
        if let Some(error) = self.failure.take() {
            return Err(error);
        }
        let findings = self
            .groups
            .as_ref()
            .map(Groups::findings)
            .unwrap_or_default();
        let style = terminal.style();
        let format = self.format;
        let out = terminal.output();
        let written = if self.groups.is_none() {
            self.renderer.finish(out).map(|()| None)
        } else if self.summary && (self.found || format != Format::Table) {
            render::summary(format, &summary(findings, totals, elapsed), style, out)
        } else {
            let records: Vec<Record<'_>> = findings.iter().map(Record::Finding).collect();
            render::write(format, Kind::Findings, &records, style, out)
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
    Summary {
        rows,
        bytes: totals.bytes,
        lines: totals.lines,
        elapsed,
    }
}
