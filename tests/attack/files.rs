//! Inputs and catalogs that are not regular files, or that change while they are read.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use crate::harness::{BINARY, Run, TempFolder, answer, command, id, install, naserr};

/// A path as an argument.
fn argument(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_catalog_without_end_a_folder_or_a_link_to_itself_is_refused() {
    let folder = TempFolder::new();
    let endless = folder.join("loop.json");
    symlink(&endless, &endless).unwrap();
    for (file, why) in [
        ("/dev/zero", "is larger than 64 MiB, the limit for a catalog"),
        (&argument(&folder), "cannot be read: Is a directory (os error 21)"),
        (&argument(&endless), "cannot be read: Too many levels of symbolic links (os error 40)"),
        ("/nonexistent", "cannot be read: No such file or directory (os error 2)"),
    ] {
        naserr(["lookup", "404", "--catalog", file]).ends(2, "", &format!("error: catalog '{file}': {why}\n"));
    }
}

#[test]
fn a_catalog_is_read_from_a_named_pipe() {
    let folder = TempFolder::new();
    let pipe = folder.join("catalog");
    fifo(&pipe);
    let writer = {
        let pipe = pipe.clone();
        std::thread::spawn(move || fs::write(pipe, r#"[{"Code": "Own.Code", "Message": "m"}]"#))
    };
    let found = naserr(["lookup", "own.code", "--catalog", &argument(&pipe), "-f", "tsv", "-q"]).stdout();
    writer.join().unwrap().unwrap();
    assert!(found.contains("Own.Code"), "{found}");
}

#[test]
fn a_catalog_with_very_many_errors_shows_the_first_thousand() {
    let folder = TempFolder::new();
    let file = folder.join("catalog.json");
    fs::write(&file, format!("[{}1]", "1,\n".repeat(200_000))).unwrap();
    let ended = naserr(["list", "--catalog", &argument(&file)]).end();
    assert_eq!((ended.stdout.as_str(), ended.code), ("", Some(2)));
    assert_eq!(ended.stderr.lines().count(), 1001);
    assert!(ended.stderr.ends_with("line 1000: stopped after 1000 problems\n"), "{}", ended.stderr);
    let long = "n".repeat(1 << 20);
    let faulty = serde_json::json!([{"Code": "A", &long: 1}, {"Code": format!(" {long}")}, {"Code": long, "HttpCode": 1}, {"Code": "A", "Message": format!("\u{1b}{long}")}]);
    fs::write(&file, faulty.to_string()).unwrap();
    let ended = naserr(["list", "--catalog", &argument(&file)]).end();
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.lines().all(|line| line.len() < 500), "errors stay readable");
}

#[test]
fn a_configured_catalog_that_cannot_be_read_is_an_error() {
    let home = TempFolder::new();
    let file = home.join("naserr/catalog.json");
    fs::create_dir(home.join("naserr")).unwrap();
    for (target, why) in [
        (file.as_path(), "Too many levels of symbolic links (os error 40)"),
        (Path::new("/nonexistent"), "No such file or directory (os error 2)"),
    ] {
        _ = fs::remove_file(&file);
        symlink(target, &file).unwrap();
        let wanted = format!(
            "error: catalog '{}': cannot be read: {why}\nhint: '--no-catalog' runs without your own catalogs\n",
            file.display()
        );
        naserr(["lookup", "NotQualified"]).env("XDG_CONFIG_HOME", &argument(&home)).ends(2, "", &wanted);
    }
}

#[test]
fn a_configuration_folder_that_is_not_a_folder_has_no_catalog() {
    for home in ["/dev/null", "/nonexistent", "/proc/self/mem"] {
        naserr(["lookup", "NotQualified", "-f", "tsv"]).env("XDG_CONFIG_HOME", home).stdout();
    }
}

#[test]
fn a_configuration_folder_without_permission_is_a_note_and_not_a_failure() {
    // Root may read everything, so root becomes nobody here, who can only enter a public folder.
    let home = TempFolder::below(&std::env::temp_dir());
    let locked = home.join("naserr");
    let program = home.join("program");
    fs::create_dir_all(&locked).unwrap();
    install(Path::new(BINARY), &program);
    fs::set_permissions(&*home, Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&locked, Permissions::from_mode(0o000)).unwrap();
    let as_nobody =
        "[ \"$(id -u)\" != 0 ] || set -- setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"; exec \"$@\"";
    let mut shell = Command::new("sh");
    shell.args(["-c", as_nobody, "sh"]).arg(&program);
    shell.args(["lookup", "NotQualified", "-f", "tsv"]).env("XDG_CONFIG_HOME", &*home);
    let ended = Run::of(shell).end();
    // Otherwise it could not be removed.
    fs::set_permissions(&locked, Permissions::from_mode(0o755)).unwrap();
    let why = format!("note: ignored the catalog in '{}': Permission denied (os error 13)\n", locked.display());
    assert_eq!((ended.stderr.as_str(), ended.code), (why.as_str(), Some(0)));
    assert!(ended.stdout.contains("NotQualified"));
}

#[test]
fn a_named_pipe_that_closes_early_is_explained_as_far_as_it_went() {
    let folder = TempFolder::new();
    let pipe = folder.join("log");
    fifo(&pipe);
    let writer = {
        let pipe = pipe.clone();
        std::thread::spawn(move || {
            fs::write(pipe, answer("NotQualified", &id(1)) + "{\"Code\":\"ServiceTimeout\",\"Requ")
        })
    };
    let found = naserr(["explain", "-f", "tsv", &argument(&pipe)]).stdout();
    writer.join().unwrap().unwrap();
    assert!(found.contains("\tNotQualified\t"), "{found}");
}

#[test]
fn a_file_that_grows_and_shrinks_while_it_is_read_does_no_harm() {
    let folder = TempFolder::new();
    let file = folder.join("log");
    let lines = "an ordinary line that says nothing\n".repeat(10_000) + &answer("NotQualified", &id(1));
    fs::write(&file, &lines).unwrap();
    let path = file.clone();
    let writer = std::thread::spawn(move || {
        for round in 0..100 {
            let opened = OpenOptions::new().append(true).open(&path).unwrap();
            if round % 2 == 0 {
                (&opened).write_all(lines.as_bytes()).unwrap();
            } else {
                opened.set_len(1000).unwrap();
            }
        }
    });
    for _ in 0..10 {
        let ended = naserr(["explain", "-f", "json", &argument(&file)]).end();
        assert!(matches!(ended.code, Some(0 | 1)), "{ended:?}");
        serde_json::from_str::<serde_json::Value>(&ended.stdout).unwrap();
    }
    writer.join().unwrap();
}

#[test]
fn inputs_that_cannot_be_read_are_named_and_the_others_explained() {
    let folder = TempFolder::new();
    let endless = folder.join("loop");
    symlink(&endless, &endless).unwrap();
    let good = folder.join("good");
    fs::write(&good, answer("NotQualified", &id(1))).unwrap();
    let ended =
        naserr(["explain", "-f", "tsv", &argument(&endless), "/proc/self/mem", &argument(&good), "/dev/null"]).end();
    assert!(ended.stdout.contains("\tNotQualified\t"), "{ended:?}");
    let wanted = format!(
        "error: cannot read '{}': Too many levels of symbolic links (os error 40)\nerror: cannot read '/proc/self/mem': Input/output error (os error 5)\n",
        endless.display()
    );
    assert_eq!((ended.stderr, ended.code), (wanted, Some(2)));
}

#[test]
fn files_whose_names_are_not_utf8_are_read() {
    let folder = TempFolder::new();
    let file = folder.join(OsStr::from_bytes(b"log-\xff\xfe"));
    fs::write(&file, answer("NotQualified", &id(1))).unwrap();
    let mut explain = command();
    explain.args(["explain", "-f", "json"]).arg(&file);
    let found: serde_json::Value = serde_json::from_str(&Run::of(explain).stdout()).unwrap();
    assert!(found[0]["File"].as_str().unwrap().ends_with("log-\u{fffd}\u{fffd}"), "{found}");
    let catalog = folder.join(OsStr::from_bytes(b"catalog-\xff.json"));
    fs::write(&catalog, r#"[{"Code": "Own.Code", "Message": "m"}]"#).unwrap();
    let mut lookup = command();
    lookup.args(["lookup", "Own.Code", "-f", "tsv"]).env("NASERR_CATALOG", &catalog);
    assert!(Run::of(lookup).stdout().contains("Own.Code"));
}

#[test]
fn a_folder_as_standard_input_is_an_error() {
    let mut folder = command();
    folder.arg("explain").stdin(File::open("/").unwrap());
    let output = folder.output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: cannot read standard input: Is a directory (os error 21)\n"
    );
    assert_eq!(output.status.code(), Some(2));
}
