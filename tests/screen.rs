//! Runs the program in this process, at a terminal that is a buffer. Shared with the fuzz targets.

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, Cursor, Write};
use std::ops::RangeInclusive;
use std::rc::Rc;

use naserr::{Exit, Stream, Terminal};

/// A buffer that a stream writes and the test reads.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("output is UTF-8")
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs the program at a terminal of this width. Returns what it printed on both streams, and how it ended. Without an
/// input, standard input is the terminal, where nobody types anything.
pub fn run<S: Clone + Into<OsString>>(width: usize, arguments: &[S], input: Option<Vec<u8>>) -> (String, String, Exit) {
    run_with(width, arguments, input, |_| None)
}

/// The same with environment variables.
pub fn run_with<S: Clone + Into<OsString>>(
    width: usize,
    arguments: &[S],
    input: Option<Vec<u8>>,
    environment: impl Fn(&str) -> Option<OsString> + 'static,
) -> (String, String, Exit) {
    run_in(Some(width), width, arguments, input, environment)
}

/// The same with standard output in a pipe, and only standard error at the terminal.
#[allow(dead_code, reason = "the fuzz targets do not use it")]
pub fn run_in_pipe<S: Clone + Into<OsString>>(width: usize, arguments: &[S]) -> (String, String, Exit) {
    run_in(None, width, arguments, None, |_| None)
}

fn run_in<S: Clone + Into<OsString>>(
    output_width: Option<usize>,
    width: usize,
    arguments: &[S],
    input: Option<Vec<u8>>,
    environment: impl Fn(&str) -> Option<OsString> + 'static,
) -> (String, String, Exit) {
    let (output, messages) = (Shared::default(), Shared::default());
    let is_typed = input.is_none();
    let mut terminal = Terminal::new(
        Some(Box::new(Cursor::new(input.unwrap_or_default()))),
        is_typed,
        Stream::new(Box::new(output.clone()), output_width),
        Stream::new(Box::new(messages.clone()), Some(width)),
        Box::new(environment),
    );
    let arguments = arguments.iter().cloned().map(Into::into);
    let arguments = std::iter::once("naserr".into()).chain(arguments);
    let exit = naserr::run(arguments, &mut terminal);
    (output.text(), messages.text(), exit)
}

/// Removes the escape sequences from a text. Each must be one that sets colours.
pub fn without_color(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';').expect("the sequence ends");
        assert_eq!(&after[end..=end], "m", "a sequence that does not set colours: {after:?}");
        rest = &after[end + 1..];
    }
    plain + rest
}

/// Whether a character moves the cursor, changes the order of the text, or is invisible.
pub fn controls(c: char) -> bool {
    c != '\n' && c.is_control() || INVISIBLE.iter().any(|range| range.contains(&c))
}

/// The characters that Unicode calls format controls and that show nothing: soft hyphens, marks and overrides of
/// direction, joiners, line separators, annotations and tags.
pub const INVISIBLE: [RangeInclusive<char>; 9] = [
    '\u{ad}'..='\u{ad}',
    '\u{61c}'..='\u{61c}',
    '\u{180e}'..='\u{180e}',
    '\u{200b}'..='\u{200f}',
    '\u{2028}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{feff}'..='\u{feff}',
    '\u{fff9}'..='\u{fffb}',
    '\u{e0000}'..='\u{e007f}',
];
