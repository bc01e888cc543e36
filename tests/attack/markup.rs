//! JSON, XML and binary data that are made to break a parser.

use serde_json::Value;

use crate::harness::{Ended, id, naserr};

fn explained(input: impl AsRef<[u8]>) -> (Vec<Value>, Ended) {
    let ended = naserr(["explain", "-f", "json"]).stdin(input).end();
    let found = serde_json::from_str(&ended.stdout).unwrap();
    (found, ended)
}

#[test]
fn xml_entities_are_not_expanded_and_nothing_is_fetched() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\
        <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY file SYSTEM \"file:///etc/passwd\">]>\
        <Error><Code>NotQualified</Code><Message>&c;&file;&undefined;</Message>";
    let input = format!("{bomb}<RequestId>{}</RequestId></Error>\n", id(1));
    let (found, ended) = explained(&input);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["Code"], "NotQualified");
    assert!(!ended.stdout.contains("lol") && !ended.stdout.contains("root:"), "{}", ended.stdout);
}

#[test]
fn unclosed_elements_and_attributes_do_no_harm() {
    for input in [
        "<Error>".repeat(100_000),
        "<Error><Code>".repeat(50_000),
        format!("<Error {}>", "a=\"b\" ".repeat(100_000)),
        format!("<Error><Code>{}", "A".repeat(1 << 20)),
        "<Error><![CDATA[".repeat(10_000),
        "<Error><!--".repeat(10_000),
        "<!DOCTYPE a [".repeat(10_000),
    ] {
        let (found, ended) = explained(&input);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(ended.code, Some(1));
    }
}

#[test]
fn deep_nesting_does_not_hide_the_error_behind_it() {
    let answer = format!("{{\"Code\":\"NotQualified\",\"RequestId\":\"{}\"}}", id(1));
    for open in ["[", "{\"a\":", "{\"a\":[", "\"{\\\"a\\\":", "\\\"", "(", "<a>"] {
        let input = format!("{}\n{answer}\n", open.repeat(100_000));
        let (found, _) = explained(&input);
        assert_eq!(found.len(), 1, "{open}");
    }
    let nested = format!("{}{answer}{}\n", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    assert_eq!(explained(nested).0.len(), 1);
}

#[test]
fn a_record_with_a_count_of_zero_is_not_read_as_our_own_output() {
    let own = "{\"Known\":false,\"Resolution\":null,\"Count\":0,\"Code\":\"NotQualified\"}\n";
    assert_eq!(explained(own).0[0]["Count"], 1);
}

#[test]
fn binary_data_contains_no_errors() {
    // The start of a PNG file, and random bytes.
    let mut state = 88_172_645_463_325_252_u64;
    let mut noise = b"\x89PNG\r\n\x1a\n".to_vec();
    noise.extend((0..1 << 20).map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    }));
    let (found, ended) = explained(&noise);
    assert!(found.is_empty(), "{found:?}");
    assert!(ended.stderr.starts_with("error: no Alibaba Cloud error in standard input\nhint: "), "{}", ended.stderr);
    let binary = std::fs::read(crate::harness::BINARY).unwrap();
    for answer in [binary, vec![0; 1 << 20], vec![0xff; 1 << 20]] {
        let (_, ended) = explained(answer);
        assert!(matches!(ended.code, Some(0 | 1)), "{ended:?}");
    }
}

#[test]
fn unpaired_surrogates_and_broken_utf8_do_not_hide_the_error_around_them() {
    let answer = format!("\"Code\":\"NotQualified\",\"RequestId\":\"{}\"}}\n", id(1));
    for message in [&b"\\ud800"[..], b"\\udc00\\ud800", b"\xff\xfe\xfd", b"\xf0\x9f\x98", b"\\u0000", b"\xed\xa0\x80"] {
        let input = [b"{\"Message\":\"", message, b"\",", answer.as_bytes()].concat();
        let (found, _) = explained(input);
        assert_eq!(found.len(), 1, "{message:?}");
        assert_eq!(found[0]["RequestId"], id(1), "{message:?}");
    }
}
