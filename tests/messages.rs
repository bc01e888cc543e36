//! Messages: each error has the one that the text gives it, and no other.

use crate::extract::findings;
use crate::harness::id;

/// Code and message of each error in a text.
fn messages(text: &str) -> Vec<(Option<String>, Option<String>)> {
    let (found, _) = findings([Some(text.as_bytes())]);
    found.into_iter().map(|finding| (finding.received.code, finding.received.message)).collect()
}

/// How a client or a logger writes an error with this code, RequestId and message.
type Shape = fn(&str, &str, &str) -> String;

const SHAPES: [Shape; 23] = [
    |code, id, message| format!("Code：{code}，Message：{message}，RequestId：{id}。\n"),
    |code, id, message| format!("```Code: {code}\nRequestId: {id}\nMessage: {message}```\n"),
    |code, id, message| format!("Event: {id} OpenAPI returned error: {message} ({code})\n"),
    |code, id, message| {
        format!(
            "Body: Str(code: 404, {message} request id: {id})\n     -> code: Str({code})\n     -> request_id: Str({id})\n"
        )
    },
    |code, id, message| format!("ErrorCode: {code}\nRequestId: {id}\nMessage: {message}\n"),
    |code, id, message| format!("ErrorCode: {code}\nMessage: {message}\nRequestId: {id}\n"),
    |code, id, message| format!("RequestId: {id}\nErrorCode: {code}\nErrorMessage: {message}\n"),
    |code, id, message| format!("SDK.ServerError\nErrorCode: {code}\nRequestId: {id}\nMessage: {message}\n"),
    |code, id, message| format!("\nErrorCode: {code}\nRequestId: {id}\nMessage: {message}\n"),
    |code, id, message| format!("2026-11-23 10:30:00 ErrorCode: {code}\nRequestId: {id}\nMessage: {message}\n"),
    |code, id, message| format!("code={code} request_id={id} msg=\"{message}\"\n"),
    |code, id, message| format!("level=error code={code} status=404 request_id={id} msg=\"{message}\"\n"),
    |code, id, message| format!("Request id: {id}, Error code: {code}, Error message: {message}\n"),
    |code, id, message| format!("- Request ID: {id}\n  Error Code: {code}\n  Error Message: {message}\n"),
    |code, id, message| format!("{{\"RequestId\":\"{id}\",\"Code\":\"{code}\",\"Message\":\"{message}\"}}\n"),
    |code, id, message| format!("{{\"Message\":\"{message}\",\"Code\":\"{code}\",\"RequestId\":\"{id}\"}}\n"),
    |code, id, message| {
        format!("<Error><Message>{message}</Message><RequestId>{id}</RequestId><Code>{code}</Code></Error>\n")
    },
    |code, id, message| format!("HTTP Status: 404 Error:{code} {message} RequestID: {id}\n"),
    |code, id, message| {
        format!(
            "{{\"level\":\"error\",\"msg\":\"delete failed\",\"err\":{{\"code\":\"{code}\",\"data\":{{\"RequestId\":\"{id}\",\"Message\":\"{message}\"}}}}}}\n"
        )
    },
    |code, id, message| {
        format!("{{\n    Code = \"{code}\";\n    Message = \"{message}\";\n    RequestId = \"{id}\";\n}}\n")
    },
    |code, id, message| format!("delete failed: {{Code:{code} RequestId:{id} Message:{message}}}\n"),
    |code, id, message| format!("删除失败 错误码：{code}，错误信息：{message}，请求ID：{id}\n"),
    // The text around the code is a sentence of the program, not the message of the service.
    |code, id, message| {
        format!("{{\"level\":\"error\",\"msg\":\"delete failed: {code}: code: 404, {message} request id: {id}\"}}\n")
    },
];

#[test]
fn each_error_has_its_own_message() {
    for shape in SHAPES {
        let errors = [
            ("InvalidFileSystem.NotFound", "The first is gone."),
            ("Volume.Frozen", "The second is frozen."),
            ("InvalidFileSystem.NotFound", "The third is gone too."),
        ];
        let texts = errors.iter().enumerate().map(|(number, (code, message))| shape(code, &id(number), message));
        let text: String = texts.collect();
        let expected = errors.map(|(code, message)| (Some(code.to_owned()), Some(message.to_owned())));
        assert_eq!(messages(&text), expected, "{text}");
    }
}

#[test]
fn a_message_of_an_error_does_not_make_an_error_of_the_next_response() {
    let text = format!(
        "level=error code=InvalidAccessRule.NotFound status=404 request_id={} msg=\"The specified AccessRule does not exist.\"\n\
         level=info action=DescribeAccessGroups status=200 request_id={} msg=ok\n",
        id(0),
        id(1)
    );
    let expected = ("InvalidAccessRule.NotFound", "The specified AccessRule does not exist.");
    assert_eq!(messages(&text), [(Some(expected.0.to_owned()), Some(expected.1.to_owned()))]);
}

#[test]
fn a_documented_message_with_a_name_belongs_to_the_error_above_it_behind_any_prefix() {
    for prefix in ["4.143 ", "2026-11-28T02:15:30.003Z stderr F "] {
        let text = format!(
            "{prefix}ErrorCode: InvalidAccessKeyId.Inactive\n{prefix}RequestId: {}\n{prefix}Message: Specified access key is disabled.\n",
            id(0)
        );
        let expected = ("InvalidAccessKeyId.Inactive", "Specified access key is disabled.");
        assert_eq!(messages(&text), [(Some(expected.0.to_owned()), Some(expected.1.to_owned()))], "{text}");
    }
}

#[test]
fn a_message_of_another_record_is_not_the_errors() {
    let text = format!(
        "{{\"level\":\"error\",\"code\":\"Volume.Frozen\",\"requestId\":\"{}\"}}\n{{\"level\":\"info\",\"msg\":\"sweep done\"}}\n",
        id(0)
    );
    assert_eq!(messages(&text), [(Some("Volume.Frozen".to_owned()), None)]);
}

#[test]
fn the_message_of_a_json_object_is_exact_whatever_it_contains() {
    for message in [
        "The parameter \"Name\" is invalid.",
        "\"It\", it says: \"no\", Code: x",
        "{\"in\":\"it\"} is bad",
        r"C:\temp\new \n \\server",
        "a < b & c &lt; d, 100%7B",
        "one line\nand another",
    ] {
        let object = serde_json::json!({ "RequestId": id(1), "Code": "Strange.Thing", "Message": message });
        for text in [
            object.to_string(),
            format!("{object:#}"),
            format!("10:00:00 ERROR call failed: {object}, giving up"),
            serde_json::json!({ "level": "error", "msg": format!("call failed: {object}") }).to_string(),
            serde_json::json!({ "errors": [{ "data": object }] }).to_string(),
        ] {
            assert_eq!(messages(&text), [(Some("Strange.Thing".to_owned()), Some(message.to_owned()))], "{text}");
        }
    }
}
