//! The built-in catalog, entry by entry. Each failure names the entry.

use std::collections::HashSet;
use std::fs;

use naserr::{Catalog, Entry, Origin};

use crate::harness::naserr;

/// The rows of the vendor's guide: status, code, message, resolution. This does not use the code of the build step.
fn guide() -> Vec<[String; 4]> {
    let page = fs::read_to_string("tests/fixtures/guide.txt").unwrap();
    let (_, list) = page.split_once("---|---|---|---|\n").unwrap();
    let (list, _) = list.split_once("\nResponse example").unwrap();
    // A row ends with its fourth bar. Some rows take two lines.
    let cells: Vec<&str> = list.split(" |").map(str::trim).collect();
    assert_eq!(cells.last(), Some(&""), "the list ends with a bar");
    cells.chunks_exact(4).map(|row| [row[0], row[1], row[2], row[3]].map(str::to_owned)).collect()
}

#[test]
fn the_guide_is_embedded_byte_for_byte_and_in_its_order() {
    let rows = guide();
    assert_eq!(rows.len(), 43);
    let catalog = Catalog::built_in();
    let entries: Vec<&Entry> = catalog.entries().iter().filter(|entry| entry.origin == Origin::Guide).collect();
    assert_eq!(entries.len(), rows.len());
    for (entry, row) in entries.iter().zip(rows) {
        let status = entry.http_code.unwrap().to_string();
        assert_eq!([&status, &*entry.code, &entry.message, &entry.resolution], row.each_ref().map(String::as_str));
    }
}

#[test]
fn every_entry_is_found_by_its_code_however_it_is_written() {
    let catalog = Catalog::built_in();
    for entry in catalog.entries() {
        let blankless: String = entry.code.chars().filter(|c| !c.is_whitespace()).collect();
        let spellings = [
            entry.code.to_string(),
            entry.code.to_lowercase(),
            entry.code.to_uppercase(),
            format!("{blankless},\n"),
            format!("  {} ", blankless.to_lowercase()),
            blankless.chars().flat_map(|c| [c, ' ']).collect(),
        ];
        for spelling in spellings {
            let found = catalog.find(&spelling);
            assert!(found.contains(&entry), "{spelling:?} misses {}", entry.code);
            assert!(found.iter().all(|found| found.code == entry.code), "{spelling:?} finds another code");
        }
    }
}

#[test]
fn a_link_has_the_code_as_an_address_can_hold_it() {
    let catalog = Catalog::built_in();
    for (code, query) in
        [("User. Disabled", "User.%20Disabled"), ("COMMODITY.INVALID_COMPONENT", "COMMODITY.INVALID_COMPONENT")]
    {
        let link = catalog.find(code)[0].link().unwrap();
        assert_eq!(link, format!("https://api.alibabacloud.com/troubleshoot?q={query}&product=NAS"));
    }
}

#[test]
fn a_dot_is_part_of_a_code() {
    let catalog = Catalog::built_in();
    for code in ["UserDisabled", "User.Disabled.", "OperationDenied"] {
        assert!(catalog.find(code).is_empty(), "{code}");
    }
}

#[test]
fn a_pattern_matches_whole_codes() {
    for (pattern, code, expected) in [
        ("OperationDenied.*", "OperationDenied.MountTargetNotEmpty", true),
        ("operationdenied.*", "OperationDenied.", true),
        ("*.NotFound", "InvalidFileSystem.NotFound", true),
        ("*.NotFound", "InvalidFileSystem.NotFoundError", false),
        ("*", "a", true),
        ("**a*b**", "xxaxxbxx", true),
        ("a*b*c", "abcabx", false),
        ("a*bc", "abcbc", true),
        ("I?ternalError", "InternalError", true),
        ("?", "ab", false),
        ("", "a", false),
        ("U ser.d*", "User. Disabled", true),
    ] {
        let own = Catalog::from_json(&format!(r#"[{{"Code": "{code}", "HttpCode": 599}}]"#)).unwrap();
        let mut found = own.matching(pattern);
        assert_eq!(found.any(|entry| entry.code == code), expected, "{pattern} on {code}");
    }
}

#[test]
fn every_alias_finds_its_entry_and_is_not_a_code() {
    let catalog = Catalog::built_in();
    for entry in catalog.entries() {
        for alias in entry.aliases.iter() {
            let found = catalog.find(alias);
            assert!(found.contains(&entry), "{alias} does not find {}", entry.code);
            assert!(found.iter().all(|found| found.aliases.contains(alias)), "{alias} is a code as well");
        }
    }
}

#[test]
fn every_status_and_family_lists_exactly_its_entries() {
    let catalog = Catalog::built_in();
    let codes = |wanted: &dyn Fn(&&Entry) -> bool| -> Vec<String> {
        catalog.entries().iter().filter(wanted).map(|entry| entry.code.to_string()).collect()
    };
    let listed = |filter: &str, value: &str| -> Vec<String> {
        let lines = naserr(["list", filter, value, "-f", "tsv"]).stdout();
        let codes = lines.lines().skip(1).filter_map(|line| line.split('\t').nth(1));
        codes.map(str::to_owned).collect()
    };
    let statuses: HashSet<_> = catalog.entries().iter().filter_map(|entry| entry.http_code).collect();
    for status in statuses {
        let expected = codes(&|entry| entry.http_code == Some(status));
        assert_eq!(listed("--status", &status.to_string()), expected, "{status}");
    }
    for class in ["2xx", "4xx", "5XX"] {
        let first = |status: u16| status.to_string().starts_with(&class[..1]);
        let expected = codes(&|entry| entry.http_code.is_some_and(first));
        assert_eq!(listed("--status", class), expected, "{class}");
    }
    let family = |entry: &Entry| entry.code.split('.').next().unwrap_or_default().to_lowercase();
    let families: HashSet<String> = catalog.entries().iter().map(family).collect();
    for wanted in families {
        let expected = codes(&|entry| family(entry) == wanted);
        assert_eq!(listed("--family", &wanted), expected, "{wanted}");
    }
}

#[test]
fn every_text_is_trimmed_and_every_built_in_entry_is_complete() {
    let catalog = Catalog::built_in();
    let mut keys = HashSet::new();
    for entry in catalog.entries() {
        let code = &entry.code;
        assert!(keys.insert((code.to_lowercase(), entry.http_code)), "{code} is there twice");
        assert!(!entry.message.is_empty() && !entry.resolution.is_empty(), "{code} lacks a text");
        assert!(!entry.sources.is_empty(), "{code} has no source");
        let lists = [&entry.aliases, &entry.actions, &entry.notes, &entry.sources];
        let texts = [&entry.code, &entry.message, &entry.resolution]
            .into_iter()
            .chain(lists.into_iter().flat_map(|list| list.iter()));
        for text in texts {
            assert_eq!(text.trim(), text, "{code}");
            assert!(!text.chars().any(char::is_control), "{code}: {text:?}");
        }
    }
}

#[test]
fn our_own_sentences_end_with_a_full_stop() {
    for entry in Catalog::built_in().entries() {
        let ours = (entry.origin != Origin::Guide).then_some([&entry.message, &entry.resolution]);
        for sentence in ours.into_iter().flatten().chain(entry.notes.iter()) {
            assert!(sentence.ends_with('.'), "{}: {sentence}", entry.code);
        }
    }
}

/// The lines of a fixture, without its comments.
fn lines(fixture: &str) -> Vec<String> {
    let text = fs::read_to_string(format!("tests/fixtures/{fixture}")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

#[test]
fn every_status_has_a_reason_phrase() {
    for entry in Catalog::built_in().entries() {
        if let Some(status) = entry.http_code {
            assert!(naserr::phrase(status).is_some(), "{}: {status}", entry.code);
        }
    }
}

#[test]
fn every_action_is_one_of_the_nas_api() {
    let actions: HashSet<String> = lines("nas-actions.txt").into_iter().collect();
    for entry in Catalog::built_in().entries() {
        let mut named = HashSet::new();
        for action in entry.actions.iter() {
            assert!(actions.contains(&**action), "{}: {action}", entry.code);
            assert!(named.insert(action), "{}: {action} is there twice", entry.code);
        }
    }
}

#[test]
fn no_code_is_one_that_no_source_confirms() {
    let catalog = Catalog::built_in();
    for unfounded in lines("unfounded-codes.txt") {
        let found = catalog.find(&unfounded);
        assert!(found.iter().all(|found| found.code != unfounded), "{unfounded}");
    }
}

#[test]
fn texts_are_short_and_no_message_or_note_is_there_twice() {
    const PLACEHOLDERS: [&str; 6] = ["TODO", "TBD", "FIXME", "XXX", "lorem", "n/a"];
    let mut messages = HashSet::new();
    for entry in Catalog::built_in().entries() {
        let Entry { code, message, resolution, .. } = entry;
        assert!(messages.insert(message), "{code} has the Message of another code");
        let mut notes = HashSet::new();
        for note in entry.notes.iter() {
            assert!(notes.insert(note), "{code} has a note twice");
        }
        for text in [message, resolution].into_iter().chain(entry.notes.iter()) {
            let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || ".,;:".contains(c)).collect();
            let placeholder = PLACEHOLDERS.iter().find(|word| words.contains(word));
            assert_eq!(placeholder, None, "{code}: {text}");
            assert!(text.len() < 400, "{code}: too long: {text}");
        }
    }
}

/// A source is an address, a file of a repository at a commit, a document with its publisher, or a field note with its
/// year.
#[test]
fn every_source_can_be_followed() {
    let is_file = |source: &str| {
        let place = source.strip_prefix("github.com/").and_then(|rest| rest.split_once('@'));
        place.and_then(|(_, rest)| rest.split_once(':')).is_some_and(|(commit, path)| {
            commit.len() >= 7 && commit.chars().all(|c| c.is_ascii_hexdigit()) && !path.is_empty()
        })
    };
    for entry in Catalog::built_in().entries() {
        for source in entry.sources.iter() {
            let is_document = source.starts_with("Alibaba Cloud ")
                || (source.starts_with("Field note") && source.ends_with("(2026)"));
            assert!(source.starts_with("https://") || is_file(source) || is_document, "{}: {source}", entry.code);
        }
    }
}

/// Words that any message may contain.
const COMMON_WORDS: &str = " a an the this that these those it its is are was were be been has have had does do did not no or and of \
    for in on to at by with from as which what than more only own one invalid valid found exist exists existing missing \
    specified request call parameter error code value supported support allowed ";

#[test]
fn our_own_messages_say_more_than_their_codes() {
    for entry in Catalog::built_in().entries() {
        if entry.origin == Origin::Guide {
            continue;
        }
        let mut code = entry.code.to_lowercase();
        code.retain(|letter| letter.is_ascii_alphabetic());
        let message = entry.message.to_lowercase();
        // Compares the first letters only, so that "deleted" counts as "Delete".
        let repeats = |word: &str| code.contains(&word[..word.len().min(4)]);
        let own: HashSet<&str> = message
            .split(|letter: char| !letter.is_ascii_alphabetic())
            .filter(|word| !word.is_empty() && !COMMON_WORDS.contains(&format!(" {word} ")))
            .filter(|word| !repeats(word))
            .collect();
        assert!(own.len() >= 2, "{}: {}", entry.code, entry.message);
    }
}

#[test]
fn an_entry_whose_retry_advice_is_unknown_says_why() {
    for entry in Catalog::built_in().entries() {
        if entry.retryable == naserr::Retryable::Unknown {
            let says_why = entry.notes.iter().any(|note| note.starts_with("Retryable is unknown because "));
            assert!(says_why, "{}", entry.code);
        }
    }
}

/// The usual cause of a 404 is a call to the wrong region.
#[test]
fn every_not_found_entry_of_the_guide_mentions_the_region() {
    for entry in Catalog::built_in().entries() {
        if entry.origin == Origin::Guide && entry.code.ends_with(".NotFound") {
            let of_the_region = entry.notes.iter().any(|note| note.contains("region"));
            assert!(of_the_region, "{}", entry.code);
        }
    }
}

#[test]
fn texts_say_response_and_not_answer() {
    for entry in Catalog::built_in().entries() {
        let answers = entry.message.contains("answer")
            || entry.resolution.contains("answer")
            || entry.notes.iter().any(|note| note.contains("answer"));
        assert!(!answers, "{}", entry.code);
    }
}

#[test]
fn a_denied_operation_that_is_retryable_has_a_note() {
    let catalog = Catalog::built_in();
    let denied = catalog.matching("OperationDenied.*");
    for entry in denied.filter(|entry| entry.retryable == naserr::Retryable::Yes) {
        assert!(!entry.notes.is_empty(), "{}", entry.code);
    }
}

#[test]
fn the_two_spellings_of_forbidden_mention_each_other() {
    let catalog = Catalog::built_in();
    for (code, other) in [("Forbidden.RAM", "Forbbiden.Ram"), ("Forbbiden.Ram", "Forbidden.RAM")] {
        assert!(catalog.find(code)[0].notes.iter().any(|note| note.contains(other)), "{code}");
    }
}
