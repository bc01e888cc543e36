//! What is shown of the texts of an error: secrets are masked, and everything else is as it was received.

use serde_json::{Value, json};

use crate::harness::naserr;

/// An error with this message, as a record of our own output, which is read as it is.
fn error(message: &str) -> String {
    json!({"Known": false, "Resolution": null, "Count": 1, "Code": "Strange.Thing", "Message": message}).to_string()
        + "\n"
}

/// The message of each error as it is shown.
fn shown<'m>(messages: impl IntoIterator<Item = &'m str>) -> Vec<String> {
    let input: String = messages.into_iter().map(error).collect();
    let output = naserr(["explain", "--each", "-f", "jsonl"]).stdin(input).stdout();
    let message = |line: &str| serde_json::from_str::<Value>(line).unwrap()["Message"].as_str().unwrap().to_owned();
    output.lines().map(message).collect()
}

#[test]
fn secrets_are_masked_in_every_spelling_of_a_request() {
    let many = "Signature=a&AccessKeyId= ".repeat(2000);
    let many_masked = "Signature=***&AccessKeyId= ".repeat(2000);
    let texts = [
        (
            "GET /?AccessKeyId=LTAI5t&Action=X&Signature=a%2Bb%3D&v=1",
            "GET /?AccessKeyId=***&Action=X&Signature=***&v=1",
        ),
        ("GET&%2F&AccessKeyId%3DLTAI5t%26Action%3DX", "GET&%2F&AccessKeyId%3D***%26Action%3DX"),
        ("AccessKeyId%253DLTAI5t%2526SecurityToken%253Dabc", "AccessKeyId%253D***%2526SecurityToken%253D***"),
        ("url \"https://h/?Signature=abc\" failed", "url \"https://h/?Signature=***\" failed"),
        (
            r#"{"AccessKeyId":"LTAI5t","AccessKeySecret": "hunter2"}"#,
            r#"{"AccessKeyId":"***","AccessKeySecret": "***"}"#,
        ),
        (r#"{\"accessKeySecret\":\"hunter2\"}"#, r#"{\"accessKeySecret\":\"***\"}"#),
        (
            "access_key_id: LTAI5t, security-token => 'abc', AccessKeySecret = hunter3.",
            "access_key_id: ***, security-token => '***', AccessKeySecret = ***",
        ),
        ("accesskeysecret=hunter4 x", "accesskeysecret=*** x"),
        (&many, &many_masked),
    ];
    assert_eq!(shown(texts.map(|(text, _)| text)), texts.map(|(_, masked)| masked));
    assert_eq!(shown(texts.map(|(_, masked)| masked)), texts.map(|(_, masked)| masked));
}

#[test]
fn prose_about_secrets_stays() {
    let texts = [
        "The specified Signature is wrong.",
        "AccessKeyId= is empty",
        "SignatureVersion=1.0&SignatureMethod=HMAC-SHA1",
        "x-acs-signature-nonce: 0c1b6e5e-8f0a-4d7c-9c3e-2b1f6a7d8e90",
        "Signature: it is wrong",
        "Signature: V1b.",
        "AccessKeySecret: A1bC2",
        "\"Signature\": \"is not valid\"",
        "the signature, access key id and security token",
    ];
    assert_eq!(shown(texts), texts);
}

#[test]
fn json_and_xml_keep_what_a_terminal_must_not_see() {
    let text = "\u{7f}\u{9b}\u{202e}\u{e0001}é a<b>&\"c\"\n";
    assert_eq!(shown([text]), [text]);
    let xml = naserr(["explain", "-f", "xml"]).stdin(error(text)).stdout();
    let document = roxmltree::Document::parse(&xml).unwrap();
    let message = document.descendants().find(|node| node.has_tag_name("Message")).unwrap();
    assert_eq!(message.text(), Some(text));
    // XML cannot write this one at all.
    let xml = naserr(["explain", "-f", "xml"]).stdin(error("\u{1b}[31m")).stdout();
    assert!(xml.contains(r"<Message>\u{1b}[31m</Message>"), "{xml}");
}

#[test]
fn ordinary_text_of_any_script_stays() {
    let text = "The Vpc ram check 文件系统不存在。 שלום é\u{301} 👩";
    for format in ["table", "tsv", "markdown"] {
        let shown = naserr(["explain", "-f", format]).stdin(error(text)).stdout();
        assert!(shown.contains(text), "{shown}");
    }
    let shown = naserr(["explain"]).stdin(error("Invalid\u{202e}dnuoFtoN\u{200b}")).stdout();
    assert!(shown.contains(r"Invalid\u{202e}dnuoFtoN\u{200b}"), "{shown}");
}

#[test]
fn a_cell_of_markdown_cannot_be_left_and_an_address_stays_as_it_is() {
    let address = "https://example.com/document_detail?q=A.B&product=NAS";
    let text = format!("a|b\\|c\n<i> &copy; &#42; {address}");
    let table = naserr(["explain", "-f", "markdown"]).stdin(error(&text)).stdout();
    let cell = format!(r"| a\|b\\\|c<br>&lt;i> &amp;copy; &amp;#42; {address} |");
    assert!(table.contains(&cell), "{table}");
}
