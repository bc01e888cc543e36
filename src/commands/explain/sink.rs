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
use crate::render::{self, Format, Kind, Renderer};
use crate::report::{Record, Summary, SummaryRow};
use crate::terminal::Terminal;

pub struct Sink<'c> {
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
        let kind = if args.each {
            Kind::Stream
        } else {
            Kind::Findings
        };
        Self {
            renderer: render::renderer(format, kind, terminal.style()),
            groups: (!args.each).then(Groups::default),
            // Programs get the same counts from the records.
            summary: args.summary && format == Format::Table,
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
            .record(terminal.output(), &Record::of_finding(&finding));
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
        let out = terminal.output();
        let written = if self.summary && self.found {
            render::summary(&summary(findings, totals, elapsed), style, out)
        } else {
            findings
                .iter()
                .try_for_each(|finding| self.renderer.record(out, &Record::of_finding(finding)))
                .and_then(|()| self.renderer.finish(out))
        };
        written.map_err(|error| Error::output(&error))
    }
}

fn summary<'f>(findings: &'f [Finding<'_>], totals: &Totals, elapsed: Duration) -> Summary<'f> {
    let mut rows: Vec<SummaryRow<'_>> = findings
        .iter()
        .map(|finding| SummaryRow {
            code: finding.received.code.as_deref(),
            suggestion: finding.suggestions().first().map(|code| &**code),
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
