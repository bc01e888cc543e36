//! Runs the program as users do, or in the test's own process, at a terminal of a given width.

use std::ffi::{OsStr, OsString};
use std::fmt::{self, Display, Formatter};
use std::io::{self, BufWriter, Write};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs};

use naserr::Exit;

use crate::screen;
pub use crate::screen::without_color;

/// The program that cargo built.
pub const BINARY: &str = env!("CARGO_BIN_EXE_naserr");

/// The program, without the variables of this environment that it would read.
pub fn command() -> Command {
    let mut command = Command::new(BINARY);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "NASERR_FORMAT", "NASERR_CATALOG"] {
        command.env_remove(name);
    }
    command.env("XDG_CONFIG_HOME", "/nonexistent").env("HOME", "/nonexistent").env("TERM", "xterm");
    command
}

/// What a run printed and how it ended.
#[derive(Debug)]
pub struct Ended {
    pub stdout: String,
    pub stderr: String,
    pub code: Option<i32>,
}

/// Writes the input of a program.
type Feed = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + Send>;

/// A run that has not started yet.
pub struct Run {
    command: Command,
    stdin: Feed,
}

/// The program with these arguments.
pub fn naserr<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    let mut command = command();
    command.args(arguments);
    Run::of(command)
}

impl Run {
    /// Another command. Its standard input is empty.
    pub fn of(command: Command) -> Self {
        Self { command, stdin: Box::new(|_| Ok(())) }
    }

    /// Runs it in this folder.
    pub fn current_dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Sets its standard input.
    pub fn stdin(self, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref().to_vec();
        self.feed(move |input| input.write_all(&bytes))
    }

    /// Sets a function that writes its standard input, for inputs that are too large for memory.
    pub fn feed(mut self, feed: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static) -> Self {
        self.stdin = Box::new(feed);
        self
    }

    /// Sets a variable of its environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it to its end.
    pub fn end(mut self) -> Ended {
        let mut child = start(&mut self.command);
        let stdin = child.stdin.take().expect("its standard input is a pipe");
        let feed = self.stdin;
        // In its own thread, because the program may write before it has read everything.
        let writer = std::thread::spawn(move || {
            let mut stdin = BufWriter::new(stdin);
            feed(&mut stdin)?;
            stdin.flush()
        });
        let output = child.wait_with_output().expect("the program ends");
        // A program may end without reading everything.
        _ = writer.join().expect("the writer ends");
        Ended {
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
            code: output.status.code(),
        }
    }

    /// Runs it, asserts that it succeeds without a word on standard error, and returns what it printed.
    pub fn stdout(self) -> String {
        let ended = self.end();
        assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""), "{}", ended.stdout);
        ended.stdout
    }

    /// Runs it, and asserts its exit code and what it prints.
    #[track_caller]
    pub fn ends(self, code: i32, stdout: &str, stderr: &str) {
        let ended = self.end();
        assert_eq!(ended.stdout, stdout, "standard output");
        assert_eq!(ended.stderr, stderr, "standard error");
        assert_eq!(ended.code, Some(code), "exit code");
    }
}

/// Starts a program with pipes to its streams, for a test that writes and reads while it runs.
pub fn start(command: &mut Command) -> Child {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

/// Sends a signal to a program: its name without `SIG`.
#[cfg(unix)]
pub fn send(signal: &str, child: &Child) {
    let status = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
    assert!(status.unwrap().success());
}

/// A file that always says that the disk is full.
#[cfg(target_os = "linux")]
pub fn full_disk() -> fs::File {
    fs::OpenOptions::new().write(true).open("/dev/full").unwrap()
}

/// A RequestId, another one for each number.
pub fn id(number: usize) -> String {
    format!("{number:08X}-D1DB-5E41-AEF1-40A5B35366DF")
}

/// The body of a failed call, on one line.
pub fn answer(code: &str, id: &str) -> String {
    format!(
        "{{\"RequestId\":\"{id}\",\"HostId\":\"nas.cn-hangzhou.aliyuncs.com\",\"Code\":\"{code}\",\"Message\":\"Received.\"}}\n"
    )
}

/// Copies a program to where a test runs it.
///
/// This test does not write the copy itself: a process that another test starts meanwhile would have the file open for
/// writing too, and Linux runs no such file.
#[cfg(unix)]
pub fn install(program: &Path, copy: &Path) {
    let mut install = Command::new("install");
    let status = install.args(["-m", "755"]).args([program, copy]).status();
    assert!(status.is_ok_and(|status| status.success()));
}

/// A folder for one test. It is removed when the test ends.
pub struct TempFolder(PathBuf);

impl TempFolder {
    /// Creates one in the folder that cargo keeps for tests. No two tests that run at the same time get the same name.
    pub fn new() -> Self {
        Self::below(env!("CARGO_TARGET_TMPDIR").as_ref())
    }

    /// Creates one in another folder, for a program that may not enter that one.
    pub fn below(parent: &Path) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = parent.join(format!("naserr-test-{}-{number}", std::process::id()));
        // A killed process with the same number may have left one.
        _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Deref for TempFolder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

/// A file in a folder of its own. It dereferences to its path.
pub struct TempFile {
    path: String,
    _folder: TempFolder,
}

/// Creates a file with this name and text. The name may contain folders.
pub fn file(name: &str, text: &str) -> TempFile {
    let folder = TempFolder::new();
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    TempFile { path: path.to_str().unwrap().to_owned(), _folder: folder }
}

impl Deref for TempFile {
    type Target = str;

    fn deref(&self) -> &str {
        &self.path
    }
}

impl Display for TempFile {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str(&self.path)
    }
}

/// The search path of this process, preceded by a folder and by that of the program.
pub fn search_path(first: Option<&Path>) -> OsString {
    let own = Path::new(BINARY).parent().unwrap();
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = first.into_iter().chain([own]).map(Path::to_path_buf);
    env::join_paths(folders.chain(env::split_paths(&path))).unwrap()
}

/// Whether these tools are installed. If not, this prints that the test is skipped, and in CI the test fails.
pub fn has_tools(tools: &[&str]) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    let is_there = |tool: &&&str| env::split_paths(&path).any(|folder| folder.join(tool).is_file());
    let missing: Vec<&&str> = tools.iter().filter(|tool| !is_there(tool)).collect();
    if missing.is_empty() {
        return true;
    }
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    assert!(
        env::var_os("CI").is_none_or(|value| value.is_empty()),
        "{test} needs {missing:?}, and in CI no test may be skipped"
    );
    // Not `eprintln!`, whose output the test runner hides if a test passes.
    _ = writeln!(io::stderr(), "skipped: {test} needs {missing:?}");
    false
}

/// Runs the program in this process, at a terminal of this width. Returns what it printed on both streams, and how it
/// ended.
pub fn at_terminal(width: usize, arguments: &[&str]) -> (String, String, Exit) {
    screen::run(width, arguments, None)
}

/// The same with this standard input.
pub fn at_terminal_with(width: usize, arguments: &[&str], input: &[u8]) -> (String, String, Exit) {
    screen::run(width, arguments, Some(input.to_vec()))
}
