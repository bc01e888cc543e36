//! The same error in every encoding, behind every escape, and under every name of its fields.

use crate::extract::errors;

const ID: &str = "CFCD2084-95D5-55EF-A6E7-DFF9F98764DA";

/// Checks that the only error of an input is this one, with its status or `-`.
fn assert_found(input: &[u8], status: &str) {
    let text = String::from_utf8_lossy(input);
    assert_eq!(errors(input), [format!("Volume.Frozen | {status} | {ID}")], "{text}");
}

#[test]
fn every_encoding_is_read() {
    let text = format!("Code: Volume.Frozen, Message: \u{9519}\u{1f600}, RequestId: {ID}\n");
    let units = || text.encode_utf16();
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    assert_found(text.as_bytes(), "-");
    assert_found(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), "-");
    assert_found(&little, "-");
    assert_found(&big, "-");
    assert_found(&[b"\xff\xfe".as_slice(), &little].concat(), "-");
    assert_found(&[b"\xfe\xff".as_slice(), &big].concat(), "-");
}

#[test]
fn a_sequence_for_a_terminal_ends_with_its_line() {
    for start in ["\x1b]0;title", "\x1b[31", "\x1bP1", "\x1b"] {
        assert_found(format!("a{start}\nCode: Volume.Frozen\nRequestId: {ID}\n").as_bytes(), "-");
    }
    for line in ["50%\rCode: Volume.Frozen\r\r\n", "Code: Volume.Fro\x1b[31mzen\n", "Code: Vol\0ume.Frozen\n"] {
        assert_found(format!("{line}RequestId: {ID}").as_bytes(), "-");
    }
}

#[test]
fn every_layer_of_escapes_goes() {
    for escaped in [
        r#"{\"Code\":\"Volume.Frozen\",\"RequestId\":\"ID\"}"#,
        r"failed\\nCode: Volume.Frozen\\nRequestId: ID",
        "failed#012Code: Volume.Frozen#012RequestId: ID",
        r"{\u0022Code\u0022:\u0022\x1b[31mVolume.Frozen\u0022,\u0022RequestId\u0022:\u0022ID\u0022}",
        r#"1,"{""Code"":""Volume.Frozen"",""RequestId"":""ID""}""#,
        "%7B%22Code%22:%22Volume.Frozen%22,%22RequestId%22:%22ID%22%7D",
        "%257B%2527Code%2527:%2527Volume.Frozen%2527,%2527RequestId%2527:%2527ID%2527%257D",
        "&amp;lt;Error&amp;gt;&amp;lt;Code&amp;gt;Volume.Frozen&amp;lt;/Code&amp;gt;&amp;lt;RequestId&amp;gt;ID&amp;lt;/RequestId&amp;gt;",
        "code=3DVolume.Frozen, request_id=3DID",
    ] {
        assert_found(escaped.replace("ID", ID).as_bytes(), "-");
    }
}

#[test]
fn names_are_known_in_every_spelling() {
    for name in ["Code", "errorCode", "error_code", "ErrCode", "ERROR-CODE", "err.code", "api.errorCode"] {
        assert_found(format!("{name}: Volume.Frozen\nRequestId: {ID}\n").as_bytes(), "-");
    }
    for name in ["statusCode", "HttpStatus", "http_status_code", "errStatus", "HttpCode", "status", "Status code"] {
        assert_found(format!("{name}: 409\nCode: Volume.Frozen\nRequestId: {ID}\n").as_bytes(), "409");
    }
    for name in ["RequestId", "requestID", "x-acs-request-id", "request_id", "rid", "request id"] {
        assert_found(format!("Code: Volume.Frozen\n{name}: {ID}\n").as_bytes(), "-");
    }
    for name in ["exitCode", "decode", "zipcode", "grpc", "Host"] {
        let text = format!("{name}: QuotaFull\nRequestId: {ID}\n");
        assert_eq!(errors(text.as_bytes()), Vec::<String>::new(), "{text}");
    }
}
