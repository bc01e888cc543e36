//! The open errors of programs whose lines are not at hand: a tool that follows several programs at once mixes their lines.

use crate::extract::join::open::Open;

/// Most programs whose errors wait.
const MOST: usize = 32;
/// Lines without a fact, of whatever program, after which an error has waited long enough.
const FAR: u32 = 256;

/// The errors that wait, the one that waits longest first.
#[derive(Debug, Default)]
pub struct Aside {
    waiting: Vec<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    source: String,
    open: Open,
    lines: u32,
}

impl Aside {
    /// Puts the error of a program aside; gives back another one that can wait no longer.
    pub fn put(&mut self, source: String, open: Open) -> Option<Open> {
        let oldest = (self.waiting.len() == MOST).then(|| self.waiting.remove(0).open);
        self.waiting.push(Waiting {
            source,
            open,
            lines: 0,
        });
        oldest
    }

    /// The error of a program whose lines go on.
    pub fn take(&mut self, source: &str) -> Option<Open> {
        let is_its = |waiting: &Waiting| waiting.source == source;
        let place = self.waiting.iter().position(is_its)?;
        Some(self.waiting.remove(place).open)
    }

    /// Lines without a fact went by: the errors that have waited long enough.
    pub fn take_old(&mut self, lines: u32) -> Vec<Open> {
        for waiting in &mut self.waiting {
            waiting.lines = waiting.lines.saturating_add(lines);
        }
        let old = self.waiting.extract_if(.., |waiting| waiting.lines > FAR);
        old.map(|waiting| waiting.open).collect()
    }

    /// All of them; none waits any longer.
    pub fn take_all(&mut self) -> Vec<Open> {
        let all = self.waiting.drain(..);
        all.map(|waiting| waiting.open).collect()
    }

    /// All of them.
    pub fn errors(&mut self) -> impl Iterator<Item = &mut Open> {
        self.waiting.iter_mut().map(|waiting| &mut waiting.open)
    }
}
