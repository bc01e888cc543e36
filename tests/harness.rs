//! Runs the program as users do, and within the test's own process where a terminal of some width is needed.

use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::rc::Rc;

use naserr::{Exit, Stream, Terminal};

/// Where cargo has put the program.
pub const BINARY: &str = env!("CARGO_BIN_EXE_naserr");

/// The program with nothing of this machine's environment that it reads.
pub fn command() -> Command {
    let mut command = Command::new(BINARY);
    for name in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "NASERR_FORMAT",
        "NASERR_CATALOG",
    ] {
        command.env_remove(name);
    }
    command
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .env("HOME", "/nonexistent")
        .env("TERM", "xterm");
    command
}

/// What a run printed and how it ended.
#[derive(Debug)]
pub struct Ended {
    pub stdout: String,
    pub stderr: String,
    pub code: Option<i32>,
}

/// A run in the making.
pub struct Run {
    command: Command,
    stdin: Vec<u8>,
}

/// The program with these arguments.
pub fn naserr<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    let mut command = command();
    command.args(arguments);
    Run {
        command,
        stdin: Vec::new(),
    }
}

impl Run {
    /// Gives it this on standard input.
    pub fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    /// Sets a variable of its environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it to its end.
    pub fn end(mut self) -> Ended {
        self.command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("its standard input is a pipe");
        let bytes = self.stdin;
        // From a thread of its own, since the program may answer before it has read everything.
        let writer = std::thread::spawn(move || stdin.write_all(&bytes));
        let output = child.wait_with_output().expect("the program ends");
        // A program that reads nothing closes the pipe, which is its right.
        _ = writer.join().expect("the writer ends");
        Ended {
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
            code: output.status.code(),
        }
    }

    /// Runs it, expects success and silence on standard error, and returns what it printed.
    pub fn stdout(self) -> String {
        let ended = self.end();
        assert_eq!(
            (ended.code, ended.stderr.as_str()),
            (Some(0), ""),
            "{}",
            ended.stdout
        );
        ended.stdout
    }

    /// Runs it and expects all three.
    #[track_caller]
    pub fn ends(self, code: i32, stdout: &str, stderr: &str) {
        let ended = self.end();
        assert_eq!(ended.stdout, stdout, "standard output");
        assert_eq!(ended.stderr, stderr, "standard error");
        assert_eq!(ended.code, Some(code), "exit code");
    }
}

/// A buffer that a stream writes to and the test reads.
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

/// Runs the program in this process, at a terminal of this width: what it printed on both streams, and how it ended.
pub fn at_terminal(width: usize, arguments: &[&str]) -> (String, String, Exit) {
    let (output, messages) = (Shared::default(), Shared::default());
    let mut terminal = Terminal::new(
        Some(Box::new(io::empty())),
        true,
        Stream::new(Box::new(output.clone()), Some(width)),
        Stream::new(Box::new(messages.clone()), Some(width)),
        Box::new(|_| None),
    );
    let arguments = std::iter::once("naserr")
        .chain(arguments.iter().copied())
        .map(OsString::from);
    let exit = naserr::run(arguments, &mut terminal);
    (output.text(), messages.text(), exit)
}

/// Text without its escape sequences, which must all be of the kind that sets colours.
pub fn without_color(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let end = after
            .find(|c: char| !c.is_ascii_digit() && c != ';')
            .expect("a sequence ends");
        assert_eq!(&after[end..=end], "m", "only colours are set: {after:?}");
        rest = &after[end + 1..];
    }
    plain + rest
}
