//! Command lines without a command, or with a misspelt one.

use crate::harness::{TempFolder, at_terminal, naserr};
use naserr::Exit;

#[test]
fn a_code_or_a_status_without_a_command_is_looked_up() {
    for word in ["InvalidFileSystem.NotFound", "404", "5xx", "*.NotFound", "internalerror"] {
        let looked_up = naserr(["lookup", word, "-f", "json", "-q"]).stdout();
        assert_eq!(naserr([word, "-f", "json", "-q"]).stdout(), looked_up, "{word}");
        assert_eq!(naserr(["-qf", "json", word]).stdout(), looked_up, "{word}");
    }
    let ended = naserr(["No.Such"]).end();
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("'No.Such' is not in the catalog"));
}

#[test]
fn an_option_that_only_explain_has_means_explain() {
    let input = "ErrorCode: InvalidVpc.NotFound\n";
    for option in ["--each", "--summary"] {
        let explained = |arguments: &[&str]| naserr(arguments).stdin(input).stdout();
        let rows = explained(&[option, "-f", "tsv"]);
        assert_eq!(rows, explained(&["explain", option, "-f", "tsv"]), "{option}");
    }
    let ended = naserr(["lookup", "--summary"]).end();
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""));
    // What follows is a file, even if it is named like a code.
    for option in ["--each", "--summary", "--tee", "--threads=2"] {
        let ended = naserr([option, "NotQualified"]).end();
        assert!(ended.stderr.starts_with("error: cannot read 'NotQualified': No such file"), "{}", ended.stderr);
    }
}

#[test]
fn options_before_a_command_are_those_of_the_command() {
    const TEAM: &str = "tests/fixtures/catalogs/team.json";
    for (before, after) in [
        (&["-f", "tsv", "lookup", "404"][..], &["lookup", "404", "-f", "tsv"][..]),
        (&["-qf", "json", "search", "timeout"], &["search", "timeout", "-q", "-f", "json"]),
        (&["--color=always", "list"], &["list", "--color=always"]),
        (&["--full", "list"], &["list", "--full"]),
        (&["--threads", "2", "--each", "explain", TEAM], &["explain", TEAM, "--each"]),
        (&["--catalog", TEAM, "list", "--origin", "user"], &["list", "--origin", "user", "--catalog", TEAM]),
        (&["--color", "always", "man"], &["man"]),
        (&["--catalog", "lookup", "completions", "zsh"], &["completions", "zsh"]),
        (&["-q", "schema"], &["schema"]),
    ] {
        let (moved, ended) = (naserr(before).end(), naserr(after).end());
        assert_eq!((moved.code, moved.stdout), (ended.code, ended.stdout), "{before:?}");
    }
    // After '--' it is a word.
    assert_eq!(naserr(["-q", "--", "list"]).end().stdout, "");
    let ended = naserr(["--bogus", "lookup", "404"]).end();
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.starts_with("error: unexpected argument '--bogus' found\n"), "{}", ended.stderr);
}

#[test]
fn a_status_is_looked_up_even_if_a_file_has_its_name_and_a_path_is_read() {
    let folder = TempFolder::new();
    std::fs::write(folder.join("404"), "ErrorCode: InvalidVpc.NotFound\n").unwrap();
    let ended = naserr(["404", "-f", "tsv"]).current_dir(&folder).end();
    assert_eq!(ended.stdout, naserr(["lookup", "404", "-f", "tsv"]).stdout());
    std::fs::write(folder.join("answers"), "ErrorCode: InvalidVpc.NotFound\n").unwrap();
    let ended = naserr(["answers", "-f", "tsv"]).current_dir(&folder).end();
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""), "{}", ended.stdout);
    for missing in ["./nope.log", "nope.log", "nope.txt", "logs/today"] {
        let ended = naserr([missing]).current_dir(&folder).end();
        assert_eq!(ended.code, Some(2));
        assert!(ended.stderr.contains(&format!("cannot read '{missing}'")), "{}", ended.stderr);
    }
}

#[test]
fn the_last_of_several_formats_wins() {
    let once = naserr(["lookup", "NotQualified", "-f", "xml"]).stdout();
    let again = ["lookup", "NotQualified", "-f", "json", "-q", "-q", "-f", "xml"];
    assert_eq!(naserr(again).stdout(), once);
}

#[test]
fn a_misspelt_command_is_corrected() {
    naserr(["lokup", "404"]).ends(
        2,
        "",
        "error: 'lokup' is not a command\n\
         hint: did you mean 'naserr lookup 404'?\n\
         hint: 'naserr --help' shows every command\n",
    );
    for (word, command) in [("serach", "search"), ("complet", "completions"), ("LIST", "list")] {
        let hint = naserr([word]).end().stderr;
        let wanted = format!("did you mean 'naserr {command}'?");
        assert!(hint.contains(&wanted), "{hint}");
    }
}

#[test]
fn an_unknown_word_leads_to_search() {
    naserr(["mount", "point", "in", "use"]).ends(
        2,
        "",
        "error: 'mount' is neither a command nor a code\n\
         hint: 'naserr search mount point in use' finds codes by words\n\
         hint: 'naserr --help' shows every command\n",
    );
}

#[test]
fn global_options_work_without_a_command() {
    for quiet in [&["-q", "banana", "split"][..], &["banana", "split", "--quiet"], &["-qf", "json", "banana"]] {
        naserr(quiet).ends(2, "", "error: 'banana' is neither a command nor a code\n");
    }
    for colored in
        [&["--color", "always", "banana"][..], &["banana", "--color=always"], &["--color", "always", "lokup", "404"]]
    {
        let stderr = naserr(colored).end().stderr;
        assert!(stderr.starts_with("\u{1b}["), "{colored:?}: {stderr:?}");
    }
    let (_, stderr, _) = at_terminal(80, &["banana", "--color", "never"]);
    assert!(!stderr.contains('\u{1b}'), "{stderr:?}");
}

#[test]
fn a_code_of_a_catalog_option_needs_no_command() {
    const TEAM: &str = "tests/fixtures/catalogs/team.json";
    for (word, published) in
        [("Backup.WindowClosed", "Backup.WindowClosed"), ("BackupWindowClosed", "Backup.WindowClosed")]
    {
        for arguments in [["--catalog", TEAM, word], [word, "--catalog", TEAM]] {
            let ended = naserr(arguments.iter().chain(&["-q", "-f", "tsv"])).end();
            assert_eq!(ended.code, Some(0), "{arguments:?}: {ended:?}");
            assert!(ended.stdout.contains(published), "{arguments:?}");
        }
    }
}

#[test]
fn a_word_without_a_command_may_be_the_value_of_an_option_too() {
    const TEAM: &str = "tests/fixtures/catalogs/team.json";
    let explained = naserr(["explain", "--catalog", TEAM, TEAM, "-f", "json"]).stdout();
    assert_eq!(naserr(["--catalog", TEAM, TEAM, "-f", "json"]).stdout(), explained);
    naserr(["-f", "json", "json"]).ends(
        2,
        "",
        "error: 'json' is neither a command nor a code\n\
         hint: 'naserr search json' finds codes by words\n\
         hint: 'naserr --help' shows every command\n",
    );
}

#[test]
fn a_misspelt_code_without_a_command_gets_a_suggestion() {
    naserr(["ServiceTimout"]).ends(
        1,
        "",
        "error: 'ServiceTimout' is not in the catalog\n\
         hint: did you mean 'ServiceTimeout'?\n",
    );
}

#[test]
fn options_after_a_code_without_a_command_are_those_of_lookup() {
    let ended = naserr(["NotQualified", "--bogus"]).end();
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""));
    assert!(ended.stderr.starts_with("error: unexpected argument '--bogus' found\n"), "{}", ended.stderr);
}

#[test]
fn a_pipe_or_a_file_without_a_command_is_explained() {
    let answer = r#"{"Code":"ServiceTimeout","RequestId":"0FD8"}"#;
    let explained = naserr(["explain", "-f", "json"]).stdin(answer).stdout();
    assert_eq!(naserr(["-f", "json"]).stdin(answer).stdout(), explained);
    assert!(naserr([""; 0]).stdin(answer).stdout().contains("ServiceTimeout"));
    assert_eq!(naserr(["-", "-f", "json"]).stdin(answer).stdout(), explained);
    naserr([""; 0]).ends(
        1,
        "",
        "error: no Alibaba Cloud error in standard input\n\
         hint: it was empty; to pipe what a command prints on standard error too, use 2>&1: COMMAND 2>&1 | naserr explain\n",
    );
    assert!(naserr(["README.md"]).end().stdout.contains("OperationDenied"));
}

#[test]
fn alone_at_a_terminal_it_shows_examples() {
    let (stdout, stderr, exit) = at_terminal(80, &[]);
    assert_eq!((stdout.as_str(), exit), ("", Exit::Error));
    assert!(stderr.contains("  naserr InvalidFileSystem.NotFound "), "{stderr}");
}

#[test]
fn help_is_a_command_too() {
    assert_eq!(naserr(["help"]).stdout(), naserr(["--help"]).stdout());
    assert_eq!(naserr(["help", "lookup"]).stdout(), naserr(["lookup", "--help"]).stdout());
    for command in ["lookup", "search", "list", "explain", "completions", "man"] {
        assert!(naserr([command, "--help"]).stdout().contains("Examples"), "{command}");
    }
}

#[test]
fn json_and_md_are_short_for_formats() {
    for arguments in [
        &["lookup", "NotQualified"][..],
        &["search", "timeout"],
        &["list", "--family", "User"],
        &["explain", "tests/fixtures/app.log"],
        &["NotQualified"],
    ] {
        let with = |options: &[&str]| naserr(arguments.iter().chain(options)).stdout();
        assert_eq!(with(&["--json"]), with(&["-f", "json"]), "{arguments:?}");
        assert_eq!(with(&["-f", "md"]), with(&["-f", "markdown"]), "{arguments:?}");
        // The last one wins.
        assert_eq!(with(&["--json", "-f", "tsv"]), with(&["-f", "tsv"]));
        assert_eq!(with(&["-f", "tsv", "--json"]), with(&["--json"]));
    }
    let before = naserr(["--json", "lookup", "NotQualified"]).stdout();
    assert_eq!(before, naserr(["lookup", "NotQualified", "--json"]).stdout());
    let after = naserr(["--json", "lookup", "NotQualified", "-f", "tsv"]).stdout();
    assert_eq!(after, naserr(["lookup", "NotQualified", "-f", "tsv"]).stdout());
}

#[test]
fn an_unknown_option_is_not_suggested_as_an_argument() {
    let error = naserr(["lookup", "404", "--yaml"]).end().stderr;
    assert!(!error.contains("-- --yaml"), "{error}");
}

#[test]
fn the_version_names_the_date_of_the_catalog() {
    let version = naserr(["--version"]).stdout();
    let wanted = format!("naserr {}\ncatalog of {}\n", env!("CARGO_PKG_VERSION"), naserr::CATALOG_DATE);
    assert_eq!(version, wanted);
}
