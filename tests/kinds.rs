//! Kinds of text that were once read wrongly. Each test is a table of many texts of one kind.

use crate::extract::errors;
use crate::harness::id;

/// An error in the form of the index of the fixtures.
fn error(code: &str, status: &str, id: &str) -> String {
    format!("{code} | {status} | {id}")
}

/// Asserts which errors a text gives, in any order.
fn assert_errors(text: &str, mut expected: Vec<String>) {
    expected.sort();
    assert_eq!(errors(text.as_bytes()), expected, "{text}");
}

/// How a client or a logger writes an error with this code and this RequestId.
type Shape = fn(&str, &str) -> String;

/// The first line of the Java shapes below.
macro_rules! java {
    () => {
        "com.aliyuncs.exceptions.ClientException: {} : The request was refused."
    };
}

/// Errors without a status. In most of them, the RequestId is on a later line than the code.
const SHAPES: [Shape; 20] = [
    |code, id| format!("ErrorCode: {code}\nErrorMessage: The request was refused.\nRequestId: {id}\n"),
    |code, id| format!("Error Code: {code}\nError Message: The request was refused.\nRequest ID: {id}\n"),
    |code, id| {
        format!(
            "2026-11-23 10:30:00 ERROR mounter: mount failed with code {code}\n2026-11-23 10:30:00 ERROR mounter: RequestId: {id}\n"
        )
    },
    |code, id| format!("Code: {code}\nRequestId: {id}\n"),
    |code, id| format!("RequestId: {id}\nCode: {code}\n"),
    |code, id| format!(concat!(java!(), "\nRequestId : {}\n"), code, id),
    |code, id| {
        let frames = "\tat com.example.Frames.call(Frames.java:9)\n".repeat(40);
        format!(concat!(java!(), "\nRequestId : {}\n\n{}"), code, id, frames)
    },
    |code, id| {
        format!(
            concat!(
                "2026-11-23 10:30:00 [nas-worker-1] ERROR c.e.storage.Mounter - mount failed\n",
                java!(),
                "\nRequestId : {}\n\n\tat com.example.Frames.call(Frames.java:9)\n"
            ),
            code, id
        )
    },
    |code, id| {
        format!(
            concat!(
                "{{\"level\":\"ERROR\",\"stack_trace\":\"",
                java!(),
                "\\r\\nRequestId : {}\\n\\tat com.example.Frames.call(Frames.java:9)\\n\"}}\n"
            ),
            code, id
        )
    },
    |code, id| {
        format!(
            concat!(
                "{{\"log\":\"",
                java!(),
                "\\n\",\"stream\":\"stderr\"}}\n{{\"log\":\"RequestId : {}\\n\",\"stream\":\"stderr\"}}\n"
            ),
            code, id
        )
    },
    |code, id| {
        format!(
            concat!("2026-11-23T10:30:00.1Z stderr F ", java!(), "\n2026-11-23T10:30:00.1Z stderr F RequestId : {}\n"),
            code, id
        )
    },
    |code, id| {
        format!(
            concat!(
                "Nov 23 10:30:00 node-3 mounter[4711]: ",
                java!(),
                "\nNov 23 10:30:00 node-3 mounter[4711]: RequestId : {}\n"
            ),
            code, id
        )
    },
    |code, id| {
        format!(
            concat!(
                "[pod/mounter-6b7f9c-x2k4j/mounter] ",
                java!(),
                "\n[pod/mounter-6b7f9c-x2k4j/mounter] RequestId : {}\n"
            ),
            code, id
        )
    },
    |code, id| {
        format!(
            concat!(
                "java.lang.RuntimeException: cannot mount\n\tat com.example.Mounter.run(Mounter.java:12)\nCaused by: ",
                java!(),
                "\nRequestId : {}\n\t... 12 more\n"
            ),
            code, id
        )
    },
    |code, id| {
        format!(
            "E1123 10:30:00.137000   20190 mount.go:42] mount failed with code {code}\nE1123 10:30:00.137200   20190 mount.go:43] RequestId: {id}\n"
        )
    },
    |code, id| format!("- code: {code}\n  message: The request was refused.\n  requestId: {id}\n"),
    |code, id| {
        format!(
            "Array\n(\n    [Code] => {code}\n    [Message] => The request was refused.\n    [RequestId] => {id}\n)\n"
        )
    },
    |code, id| format!("{{\n  code: '{code}',\n  message: 'The request was refused.',\n  requestId: '{id}'\n}}\n"),
    |code, id| {
        format!(
            "com.aliyun.oss.OSSException: The request was refused.\n[ErrorCode]: {code}\n[RequestId]: {id}\n[HostId]: b.oss-cn-hangzhou.aliyuncs.com\n"
        )
    },
    |code, id| {
        format!("SDK.ServerError\nErrorCode: {code}\nRecommend: \nRequestId: {id}\nMessage: The request was refused.\n")
    },
];

#[test]
fn equal_errors_in_a_row_are_all_counted_and_keep_their_ids() {
    for shape in SHAPES {
        for equal in 1..=5 {
            let codes = (0..equal).map(|_| "Forbidden.RAM").chain(["User.Disabled"]);
            let all: Vec<(&str, String)> = codes.enumerate().map(|(n, code)| (code, id(n))).collect();
            let text: String = all.iter().map(|(code, id)| shape(code, id)).collect();
            assert_errors(&text, all.iter().map(|(code, id)| error(code, "-", id)).collect());
        }
    }
}

/// Codes of other libraries' errors.
const FOREIGN: [&str; 20] = [
    "CERT_HAS_EXPIRED",
    "MODULE_NOT_FOUND",
    "P2002",
    "SQLITE_CONSTRAINT",
    "UND_ERR_CONNECT_TIMEOUT",
    "INTERNAL_SERVER_ERROR",
    "AccessDenied",
    "NotFound",
    "ABORT_ERR",
    "ER_DUP_ENTRY",
    "ERR_BAD_REQUEST",
    "ECONNRESET",
    "23505",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "NR_CLOSED",
    "WRONGTYPE",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "CredentialsProviderError",
    "NoSuchKey",
    "TimeoutError",
];

/// How Node prints such an error.
fn foreign(code: &str) -> String {
    format!(
        "Error: some failure\n    at connect (/app/db.js:14:3)\n    at run (/app/main.js:8:5) {{\n  code: '{code}',\n}}\n"
    )
}

#[test]
fn the_error_of_another_library_takes_no_id() {
    let id = id(0);
    let own = format!(
        "Error: clean-up failed {{\n  body: {{\n    RequestId: '{id}',\n    HostId: 'nas.cn-hangzhou.aliyuncs.com',\n    Code: 'InvalidAccessRule.NotFound',\n    Message: 'The rule is gone.'\n  }}\n}}\n"
    );
    for code in FOREIGN {
        let expected = vec![error("InvalidAccessRule.NotFound", "-", &id)];
        assert_errors(&(foreign(code) + &own), expected.clone());
        assert_errors(&(own.clone() + &foreign(code)), expected);
    }
}

#[test]
fn the_error_of_another_library_does_not_make_a_success_an_error() {
    let id = id(0);
    for code in FOREIGN {
        for success in [
            format!("{{ RequestId: '{id}', TotalCount: 0 }}\n"),
            format!("{{\n  RequestId: '{id}',\n  TotalCount: 0\n}}\n"),
            format!("x-acs-request-id: {id}\n"),
        ] {
            assert_errors(&(foreign(code) + &success), vec![]);
        }
    }
}

#[test]
fn a_documented_message_may_have_a_tail() {
    let id = id(0);
    for tail in [format!("({id})"), format!("[{id}]"), format!("(request id: {id})")] {
        assert_errors(&format!("The specified FileSystem does not exist. {tail}\n"), vec![error("-", "-", &id)]);
    }
    assert_errors("The specified FileSystem does not exist. (see log)\n", vec![error("-", "-", "-")]);
}

#[test]
fn a_message_over_several_lines_keeps_the_id_with_its_error() {
    let (one, two) = (id(0), id(1));
    let lines =
        ["The file system", "cannot be used now,", "for reasons of state,", "which change.", "Please", "retry later"];
    for count in 2..=lines.len() {
        let message = lines[..count].join("\n");
        let core = format!("HTTP Status: 400 Error:StrangeThing {message} RequestID: {one}\n");
        assert_errors(&core, vec![error("StrangeThing", "400", &one)]);
        for client in [
            "HTTP Status: 404 Error:InvalidFileSystem.NotFound {m} RequestID: {id}\n",
            "Error: InvalidFileSystem.NotFound code: 404, {m} request id: {id}\n",
        ] {
            let text = client.replace("{m}", &message);
            let expected = [&one, &two].map(|id| error("InvalidFileSystem.NotFound", "404", id));
            assert_errors(&(text.replace("{id}", &one) + &text.replace("{id}", &two)), expected.to_vec());
        }
        let java = |id: &str| {
            format!(
                "com.aliyuncs.exceptions.ClientException: InvalidFileSystem.NotFound : {message}\nRequestId : {id}\n"
            )
        };
        let expected = [&one, &two].map(|id| error("InvalidFileSystem.NotFound", "-", id));
        assert_errors(&(java(&one) + &java(&two)), expected.to_vec());
    }
}

#[test]
fn a_folded_text_gives_its_error_once() {
    let id = id(0);
    let text = format!(
        "Error: InvalidAccessGroup.AlreadyAttached code: 403, The specified AccessGroup is still attached by some MountTarget(s). request id: {id} Response: {{'RequestId': '{id}', 'Code': 'InvalidAccessGroup.AlreadyAttached', 'Message': 'The specified AccessGroup is still attached by some MountTarget(s).', 'statusCode': 403}}"
    );
    for width in [48, 60, 72, 80, 100, 132] {
        let rows: Vec<&[u8]> = text.as_bytes().chunks(width).collect();
        let folded = String::from_utf8(rows.join(b"\n".as_slice())).expect("the text is ASCII");
        assert_errors(&folded, vec![error("InvalidAccessGroup.AlreadyAttached", "403", &id)]);
    }
}

#[test]
fn a_status_in_words_beside_a_body_belongs_to_it() {
    let id = id(0);
    let body = format!(
        "{{\"RequestId\":\"{id}\",\"HostId\":\"nas.cn-hangzhou.aliyuncs.com\",\"Code\":\"Throttling.Api\",\"Message\":\"Too many.\"}}"
    );
    for words in [
        "call failed: api returned 429: {}",
        "call 3 -> 429 {}",
        "HTTP 429: {}",
        "status code 429 {}",
        "{} (http 429)",
        "{}\n429",
        "{} (429)",
        "{}, status: 429",
        "{} status code: 429",
        "{},返回状态码: 429",
        "{} 状态码: 429",
        "{} HTTP 状态码 429",
        "Error Status:\n429\n{}",
    ] {
        assert_errors(&words.replace("{}", &body), vec![error("Throttling.Api", "429", &id)]);
    }
}

#[test]
fn the_status_line_belongs_to_an_unknown_code_too() {
    let id = id(0);
    for code in ["QuotaExceeded", "MissingAccessKeyId", "LIFECYCLE_POLICY_CONFLICT", "Zone.NotOnSale"] {
        let body = format!(
            "{{\"RequestId\":\"{id}\",\"HostId\":\"nas.cn-hangzhou.aliyuncs.com\",\"Code\":\"{code}\",\"Message\":\"It does not work.\"}}"
        );
        for text in [
            format!("HTTP/1.1 403 Forbidden\nDate: Mon, 23 Nov 2026 10:30:00 GMT\nx-acs-request-id: {id}\n\n{body}\n"),
            format!(
                "> GET /?Action=DescribeFileSystems HTTP/1.1\n>\n< HTTP/1.1 403 Forbidden\n< Content-Type: application/json\n< x-acs-request-id: {id}\n<\n{body}\n* Connection #0 left intact\n"
            ),
            format!(
                "HTTP/1.1 403 Forbidden\nContent-Type: text/xml\n\n<?xml version='1.0' encoding='UTF-8'?>\n<Error><RequestId>{id}</RequestId><HostId>nas.cn-hangzhou.aliyuncs.com</HostId><Code>{code}</Code><Message>It does not work.</Message></Error>\n"
            ),
        ] {
            assert_errors(&text, vec![error(code, "403", &id)]);
        }
    }
}

#[test]
fn the_status_of_an_error_beats_that_of_the_record_around_it() {
    let id = id(0);
    let core = format!("HTTP Status: 503 Error:ServiceUnavailable The request has failed. RequestID: {id}");
    let tea = format!("Error: ServiceUnavailable code: 503, The request has failed. request id: {id}");
    let go = format!(
        "Aliyun API Error: RequestId: {id} Status Code: 503 Code: ServiceUnavailable Message: The request has failed."
    );
    for own in [core, tea, go] {
        for around in [
            "level=error http_status=200 error=\"{}\"",
            "status=500 err=\"{}\"",
            "code=404 error=\"{}\"",
            "statusCode=404 error=\"{}\"",
            "code=500, message={}",
        ] {
            assert_errors(&around.replace("{}", &own), vec![error("ServiceUnavailable", "503", &id)]);
        }
    }
}

#[test]
fn an_id_that_begins_like_an_escape_in_mail_is_complete() {
    let id = "3D5962E9-E1E7-5EEF-BBFE-C8C170058777";
    for line in [
        "code=Throttling.User request_id={}",
        "code=Throttling.User request_id=\"{}\"",
        "Code=Throttling.User&RequestId={}",
        "level=error code=Throttling.User\nRequestId={}",
    ] {
        assert_errors(&line.replace("{}", id), vec![error("Throttling.User", "-", id)]);
    }
}

#[test]
fn prose_may_name_a_code() {
    for prose in [
        "错误代码：{}",
        "错误码 {}",
        "错误代码为{}",
        "错误码是 {}",
        "报错：{}",
        "控制台报错：{}。",
        "挂载失败，错误码是 {}，怎么办？",
        "error code: {}",
        "error code is {}",
        "got error code {}",
        "the call got error code {} again",
    ] {
        for code in ["InvalidMountTarget.NotFound", "InvalidThing.Strange"] {
            assert_errors(&prose.replace("{}", code), vec![error(code, "-", "-")]);
        }
    }
}

#[test]
fn the_text_of_a_client_names_an_unknown_code_without_an_id() {
    for (text, code, status) in [
        (
            "aliyunsdkcore.acs_exception.exceptions.ServerException: HTTP Status: 403 Error:OperationDenied.StrangeNetwork The network is not available.",
            "OperationDenied.StrangeNetwork",
            "403",
        ),
        (
            "com.aliyuncs.exceptions.ClientException: Missing.Things : Things is mandatory for this action.",
            "Missing.Things",
            "-",
        ),
        (
            "com.aliyuncs.exceptions.ClientException: MissingThings : Things is mandatory for this action.",
            "MissingThings",
            "-",
        ),
        ("SDK.ServerError ErrorCode: StrangeKeyId", "StrangeKeyId", "-"),
        (
            "Aliyun API Error: RequestId: Status Code: 400 Code: StrangeEndpoint Message: endpoint is empty,pls check",
            "StrangeEndpoint",
            "400",
        ),
        ("SDK.ServerError\nErrorCode: StrangeLimitExceeded\nMessage: There are too many.", "StrangeLimitExceeded", "-"),
        (
            "SDKError:\n   StatusCode: 400\n   Code: StrangeLimitExceeded\n   Message: There are too many.",
            "StrangeLimitExceeded",
            "400",
        ),
        ("Fail. Business error. Code: StrangeGroupId, Message: The group is gone.", "StrangeGroupId", "-"),
        (
            "dashscope call failed. Error code: InvalidApiKey. Error message: Invalid API-key provided.",
            "InvalidApiKey",
            "-",
        ),
    ] {
        assert_errors(text, vec![error(code, status, "-")]);
    }
}

#[test]
fn a_text_over_several_records_of_a_log_shipper_is_one_error() {
    let lines = ["SDK.ServerError", "ErrorCode: Volume.Frozen", "RequestId: ID", "Message: The volume is frozen."];
    for carrier in ["log", "MESSAGE", "message", "@message", "textPayload", "_raw", "line", "Output", "text", "content"]
    {
        for prefix in ["", "2026-11-28T03:14:10.137Z "] {
            let record = |line| format!("{prefix}{{\"timestamp\":1764296050,\"{carrier}\":\"{line}\\n\"}}\n");
            let text: String = lines.iter().map(record).collect();
            let text = text.replace("ID", &id(0));
            assert_errors(&text, vec![error("Volume.Frozen", "-", &id(0))]);
        }
    }
}

#[test]
fn a_stack_trace_and_a_code_in_one_record_are_one_error() {
    let stack = format!(
        "com.aliyun.tea.TeaException: code: 409, m request id: {}\\n\\tat com.aliyun.teaopenapi.Client.doRPCRequest(Client.java:156)",
        id(0)
    );
    let text = format!(
        "{{\"level\":\"ERROR\",\"time\":\"2026-11-28T02:15:30Z\",\"stack\":\"{stack}\",\"code\":\"Volume.Frozen\"}}\n"
    );
    assert_errors(&text, vec![error("Volume.Frozen", "409", &id(0))]);
}

#[test]
fn lines_of_two_programs_that_alternate_are_told_apart_by_their_tags() {
    let tags = [
        ("gc-1   | ", "web-1  | "),
        ("0|gc   | ", "1|web  | "),
        ("gc[alloc1] ", "gc[alloc2] "),
        ("(drop pid=4120) ", "(drop pid=4121) "),
        ("[worker-1] ", "[worker-2] "),
        ("node1: ", "node2: "),
    ];
    for (one, other) in tags {
        let lines = |code, id: &str| {
            [
                format!("com.aliyuncs.exceptions.ClientException: {code} : It failed."),
                format!("RequestId : {id}"),
                "\tat com.example.Frames.call(Frames.java:9)".to_owned(),
            ]
        };
        let pairs = lines("Volume.Frozen", &id(0)).into_iter().zip(lines("InvalidFileSystem.NotFound", &id(1)));
        let tagged = pairs.flat_map(|(first, second)| [format!("{one}{first}\n"), format!("{other}{second}\n")]);
        let text: String = tagged.collect();
        let expected = vec![error("Volume.Frozen", "-", &id(0)), error("InvalidFileSystem.NotFound", "-", &id(1))];
        assert_errors(&text, expected);
    }
}

#[test]
fn a_status_beside_a_body_is_the_errors_own() {
    let body = |code: &str, id: &str| {
        format!("{{\"RequestId\":\"{id}\",\"HostId\":\"nas.aliyuncs.com\",\"Code\":\"{code}\",\"Message\":\"m\"}}")
    };
    let one = body("Throttling.User", &id(0));
    let expected = |status| vec![error("Throttling.User", status, &id(0))];
    for after in [
        "429",
        "\n429",
        "\n429 0.041\n",
        "\n0.041 429\n",
        "\n[429]\n",
        "\n429\n{\"RequestId\":\"x\"}\n200\n",
        "\nHTTP 429 in 0.04s\n",
        "\n-> 429\n",
        "\ntime_total: 0.04 http_code: 429\n",
    ] {
        assert_errors(&format!("{one}{after}"), expected("429"));
    }
    for before in [
        "429 ",
        "429\n",
        "delete 429 ",
        "DeleteFileSystem 429: ",
        "failed 429 - ",
        "<- 429 ",
        "HTTP 429: ",
        "POST / 429 0.12s ",
        "code 429 body ",
    ] {
        assert_errors(&format!("{before}{one}\n"), expected("429"));
    }
    for before in ["took 429 ms ", "retry 1/429 ", "at line 429 ", "2026-11-23 10:30:00.429 "] {
        assert_errors(&format!("{before}{one}\n"), expected("-"));
    }
    let other = body("InvalidVpc.NotFound", &id(1));
    let both = || vec![error("Throttling.User", "410", &id(0)), error("InvalidVpc.NotFound", "508", &id(1))];
    assert_errors(&format!("{one}\n410\n{other}\n508\n"), both());
    assert_errors(&format!("410\n{one}\n508\n{other}\n"), both());
}

#[test]
fn an_unknown_code_behind_a_word_for_one_is_found_if_a_request_id_follows() {
    for code in ["Volume.Frozen", "VolumeFrozen"] {
        for lead in [
            "with code ",
            "failed with ",
            "aliyun_code=",
            "ErrCode ",
            "error code ",
            "返回码：",
            "异常码：",
            "Fehlercode: ",
        ] {
            let text = format!("10:15:30 ERROR delete fs-1 {lead}{code}, RequestId: {}\n", id(0));
            assert_errors(&text, vec![error(code, "-", &id(0))]);
        }
    }
    for lead in ["error=", "err=", "Error: ", "reason=", "error ", "error code "] {
        let text = format!("10:15:30 ERROR delete fs-1 {lead}Volume.Frozen RequestId: {}\n", id(0));
        assert_errors(&text, vec![error("Volume.Frozen", "-", &id(0))]);
    }
    for text in [
        "error Timeout, RequestId: ID",
        "done with VolumeFrozen, RequestId: ID",
        "error VolumeFrozen",
        "reason=BackOff requestId=ID",
        "error=NotReady requestId=ID",
    ] {
        assert_errors(&text.replace("ID", &id(0)), Vec::new());
    }
}

#[test]
fn an_error_over_several_records_of_spring_boot_is_one_error() {
    let fields =
        [("ErrCode", "Volume.Frozen".to_owned()), ("ErrMsg", "The volume is frozen.".to_owned()), ("RequestId", id(0))];
    for head in [
        "2026-11-28 10:18:14.576 ERROR 4120 --- [nio-8080-exec-4] c.e.nas.NasService                       : ",
        "2026-11-28T10:18:14.576+08:00 ERROR 4120 --- [shop] [main] com.example.nas.Job : ",
        "2026-11-28 10:18:14.576 ERROR [main] c.e.Job : ",
        "2026-11-28 10:18:14.576 ERROR [main] c.e.Job - ",
    ] {
        let text: String = fields.iter().flat_map(|(name, value)| [head, name, ":", value, "\n"]).collect();
        assert_errors(&text, vec![error("Volume.Frozen", "-", &id(0))]);
    }
}

#[test]
fn the_request_id_of_a_success_stays_with_it_behind_prefixes_that_all_lines_have() {
    for prefix in [
        "2026-11-28T02:15:30.003Z stderr F ",
        "Nov 28 02:15:30 node-3 app[2211]: ",
        "clean\tRun sweep\t2026-11-28T02:15:30.1000000Z ",
    ] {
        let lines = [
            format!("2026/11/28 10:15:31 ok, RequestId: {}", id(0)),
            "2026/11/28 10:15:32 delete: SDKError:".to_owned(),
            "   StatusCode: 409".to_owned(),
            "   Code: Volume.Frozen".to_owned(),
            format!("   Message: code: 409, The volume is frozen. request id: {}", id(1)),
        ];
        let text: String = lines.iter().flat_map(|line| [prefix, line, "\n"]).collect();
        assert_errors(&text, vec![error("Volume.Frozen", "409", &id(1))]);
    }
}

#[test]
fn a_code_of_node_does_not_take_the_status_of_the_error() {
    let body = format!("{{\"RequestId\":\"{}\",\"Code\":\"Volume.Frozen\",\"Message\":\"It is frozen.\"}}", id(0));
    let text = format!(
        "HTTPError: Response code 409 (Conflict)\n    at Request.call (file:///app/index.js:92:42) {{\n  code: 'ERR_NON_2XX_3XX_RESPONSE',\n  response: {{\n    statusCode: 409,\n    headers: {{ 'x-acs-request-id': '{}' }},\n    body: '{body}'\n  }}\n}}\n",
        id(0)
    );
    assert_errors(&text, vec![error("Volume.Frozen", "409", &id(0))]);
}

#[test]
fn the_texts_of_a_card_are_one_error() {
    let text = format!(
        "{{\"fields\":[{{\"text\":\"*Code*\\nInvalidVpc.NotFound\"}},{{\"text\":\"*RequestId*\\n{}\"}}]}}\n",
        id(0)
    );
    assert_errors(&text, vec![error("InvalidVpc.NotFound", "-", &id(0))]);
}

#[test]
fn the_request_id_of_a_success_stays_with_it_in_a_list() {
    let text = format!(
        "[\n  {{\"Action\": \"ListTags\", \"RequestId\": \"{}\"}},\n  {{\"Code\": \"InvalidFileSystem.NotFound\", \"Message\": \"gone\"}}\n]\n",
        id(1)
    );
    assert_errors(&text, vec![error("InvalidFileSystem.NotFound", "-", "-")]);
}

#[test]
fn a_request_id_hundreds_of_lines_from_a_code_does_not_belong_to_it() {
    let text =
        |lines: usize| format!("ErrorCode: Strange.Thing\n{}RequestId: {}\n", "then more\n".repeat(lines), id(0));
    assert_errors(&text(20), vec![error("Strange.Thing", "-", &id(0))]);
    assert_errors(&text(400), vec![error("Strange.Thing", "-", "-")]);
}

#[test]
fn a_host_id_that_is_no_endpoint_does_not_make_a_word_a_code() {
    assert_errors("{\"Code\":\"StrangeThing\",\"HostId\":\"nas.aliyuncs.com\"}", vec![error("StrangeThing", "-", "-")]);
    assert_errors("{\"Code\":\"StrangeThing\",\"HostId\":\"c_int\"}", vec![]);
    assert_errors("si_code: c_int,\nKERN_HOSTID: c_int = 11;\n", vec![]);
}

#[test]
fn a_published_code_at_the_end_of_a_line_does_not_go_on_in_the_next() {
    let text = "{\"a\":\"ErrorCode: InvalidFileSystem.NotFound\nRecommended\":[]}";
    assert_errors(text, vec![error("InvalidFileSystem.NotFound", "-", "-")]);
}

#[test]
fn the_name_of_a_logger_is_no_code() {
    for (name, more) in [("SourceContext", ""), ("Category", ",\"StatusCode\":200"), ("event", "")] {
        assert_errors(&format!("{{\"{name}\":\"Acme.Nas.Sync\",\"RequestId\":\"{}\"{more}}}\n", id(0)), vec![]);
    }
    let error_field = format!("{{\"requestId\":\"{}\",\"error\":\"Volume.Frozen\",\"status\":409}}\n", id(0));
    assert_errors(&error_field, vec![error("Volume.Frozen", "409", &id(0))]);
}

#[test]
fn a_word_for_success_is_no_code() {
    for field in ["code=SUCCEEDED", "error_code=NO_ERROR", "code=Accepted"] {
        assert_errors(&format!("status=200 {field} request_id={}\n", id(0)), vec![]);
    }
}

#[test]
fn a_text_with_encoded_line_ends_is_lines() {
    let annotation = format!(
        "::error title=apply failed::SDK.ServerError%0AErrorCode: Volume.Frozen%0ARecommend: https://api.aliyun.com/troubleshoot?q=Volume.Frozen&requestId={0}%0ARequestId: {0}%0AMessage: It is so.\n::notice::RequestId {1}\n",
        id(0),
        id(1)
    );
    assert_errors(&annotation, vec![error("Volume.Frozen", "-", &id(0))]);
    let form = format!(
        "body=%7B%0A++%22RequestId%22%3A+%22{}%22%2C%0A++%22Code%22%3A+%22InvalidVpc.NotFound%22%7D\nCode: Other.Thing\nRequestId: {}\n",
        id(0),
        id(1)
    );
    assert_errors(&form, vec![error("InvalidVpc.NotFound", "-", &id(0)), error("Other.Thing", "-", &id(1))]);
}

#[test]
fn a_value_may_be_in_an_object_that_names_its_type() {
    for name in ["S", "string", "stringValue"] {
        let text = format!(
            "{{\"Code\":{{\"{name}\":\"Volume.Frozen\"}},\"RequestId\":{{\"{name}\":\"{}\"}},\"Message\":{{\"{name}\":\"It is so.\"}}}}\n",
            id(0)
        );
        assert_errors(&text, vec![error("Volume.Frozen", "-", &id(0))]);
    }
    let php = format!("a:2:{{s:9:\"RequestId\";s:36:\"{}\";s:4:\"Code\";s:13:\"Volume.Frozen\";}}\n", id(0));
    assert_errors(&php, vec![error("Volume.Frozen", "-", &id(0))]);
    let redis = format!(" 1) \"code\"\n 2) \"Volume.Frozen\"\n 3) \"requestId\"\n 4) \"{}\"\n", id(0));
    assert_errors(&redis, vec![error("Volume.Frozen", "-", &id(0))]);
}

#[test]
fn a_code_is_read_whole_or_not_at_all() {
    let text = |code: &str| format!("Code: {code}, RequestId: {}\n", id(0));
    assert_errors(&text("LIFECYCLE\\_POLICY\\_CONFLICT"), vec![error("LIFECYCLE_POLICY_CONFLICT", "-", &id(0))]);
    assert_errors(&text("InvalidFileSystem\\.NotFound"), vec![error("InvalidFileSystem.NotFound", "-", &id(0))]);
    assert_errors(&text("InvalidFileSystem.\u{200b}NotFound"), vec![]);
}

#[test]
fn blanks_of_other_scripts_may_be_before_a_value() {
    for blank in ["\u{3000}", "\u{a0}", "\u{2003}"] {
        let text = format!("错误码：{blank}Volume.Frozen\n请求ID：{blank}{}\n", id(0));
        assert_errors(&text, vec![error("Volume.Frozen", "-", &id(0))]);
    }
}

#[test]
fn a_wiki_has_tables_with_doubled_lines() {
    let text = format!(
        "{{| class=\"wikitable\"\n! Time !! Status !! Code !! RequestId\n|-\n| 03:12:01 || 409 || <code>Volume.Frozen</code> || {}\n|-\n| 03:12:02 || 200 || – || {}\n|}}\n",
        id(0),
        id(1)
    );
    assert_errors(&text, vec![error("Volume.Frozen", "409", &id(0))]);
}

#[test]
fn an_exception_may_begin_its_message_in_the_next_line() {
    let text = format!(
        "com.aliyuncs.exceptions.ClientException: \nVolumeFrozen : It is so.\nRequestId : {}\n\tat com.example.Frames.call(Frames.java:9)\n",
        id(0)
    );
    assert_errors(&text, vec![error("VolumeFrozen", "-", &id(0))]);
}

#[test]
fn a_word_in_chinese_brackets_is_not_the_value_of_the_word_for_error() {
    assert_errors("内部错误（InternalError）一般几分钟后恢复。\n", vec![]);
}

#[test]
fn the_lines_of_an_error_may_be_the_messages_of_a_list_of_events() {
    let event = |message: &str| {
        format!(
            "    {{\n      \"stream\": \"gc/[$LATEST]ab\",\n      \"message\": \"{message}\\n\",\n      \"eventId\": \"388\"\n    }}"
        )
    };
    let events = [
        event("[ERROR] 2026-11-28T02:15:30Z delete failed: SDK.ServerError"),
        event("ErrorCode: OperationDenied.MountTargetNotEmpty"),
        event(&format!("RequestId: {}", id(0))),
        event("Message: There are still MountTarget(s) on the specified FileSystem."),
    ];
    let text = format!("{{\n  \"events\": [\n{}\n  ]\n}}\n", events.join(",\n"));
    assert_errors(&text, vec![error("OperationDenied.MountTargetNotEmpty", "-", &id(0))]);
}

#[test]
fn a_code_with_a_dot_may_begin_like_a_call() {
    let text = format!(
        "aliyunsdkcore.acs_exception.exceptions.ServerException: HTTP Status: 409 Error:CreateSnapshot.Conflict It is so. RequestID: {}\n",
        id(0)
    );
    assert_errors(&text, vec![error("CreateSnapshot.Conflict", "409", &id(0))]);
}

#[test]
fn pods_and_their_containers_are_told_apart() {
    let one = [
        "SDK.ServerError".to_owned(),
        "ErrorCode: InvalidFileSystem.NotFound".to_owned(),
        format!("RequestId: {}", id(0)),
    ];
    let other = ["SDKError:".to_owned(), "   StatusCode: 409".to_owned(), "   Code: Volume.Frozen".to_owned()];
    let other = other.into_iter().chain([format!("   Message: code: 409, It is so. request id: {}", id(1))]);
    let one = one.into_iter().chain(["Message: It is so.".to_owned()]);
    let lines =
        one.zip(other).flat_map(|(one, other)| [format!("web-5c6f app {one}\n"), format!("job-0 sync {other}\n")]);
    let text: String = lines.collect();
    let expected = vec![error("InvalidFileSystem.NotFound", "-", &id(0)), error("Volume.Frozen", "409", &id(1))];
    assert_errors(&text, expected);
}

#[test]
fn the_status_of_another_sentence_is_not_the_errors() {
    let error_line = "CreateDir failed: OpenAPI returned error: It is so. (InvalidFileSystem.NotFound)";
    let text = format!("{error_line}\nReadiness probe failed: HTTP probe failed with statuscode: 503\n");
    assert_errors(&text, vec![error("InvalidFileSystem.NotFound", "-", "-")]);
}

#[test]
fn a_code_that_a_line_cuts_within_a_link_is_no_second_error() {
    let text = format!(
        "ErrorCode: InvalidParameter.KeyUnauthorized\nRecommend: https://api.aliyun.com/troubleshoot?q=InvalidParameter.KeyUn\nauthorized&product=NAS&requestId={0}\nRequestId: {0}\n",
        id(0)
    );
    assert_errors(&text, vec![error("InvalidParameter.KeyUnauthorized", "-", &id(0))]);
}

#[test]
fn numbered_codes_of_other_clouds_are_none() {
    assert_errors("{\"errCode\":\"SFS.TURBO.0001\",\"errMsg\":\"Internal server error.\"}\n", vec![]);
}

#[test]
fn a_client_may_write_any_word_as_a_code() {
    let python = |code| format!("HTTP Status: 409 Error:{code} It is so, and then the li...\n");
    for code in ["CreateSnapshotConflict", "Volume.Frozen", "VolumeFrozen"] {
        assert_errors(&python(code), vec![error(code, "409", "-")]);
    }
    let php = format!(
        "said: \"NOTICE: PHP message: Uncaught AlibabaCloud\\Client\\Exception\\ServerException: Volume.Frozen: It is so. RequestId: {} GET \"https://nas.cn-hangzhou.aliyuncs.com/\" 409 in Request.php:294\"\n",
        id(0)
    );
    assert_errors(&php, vec![error("Volume.Frozen", "409", &id(0))]);
    let answer =
        format!("{{\"RequestId\":\"{}\",\"Code\":\"VolumeFrozen\",\"Message\":\"It is so.\"}}\nhttp_code=409\n", id(0));
    assert_errors(&answer, vec![error("VolumeFrozen", "409", &id(0))]);
}

#[test]
fn the_text_behind_a_request_id_in_a_cell_is_not_part_of_it() {
    for tag in ["<br>", "</span>"] {
        let text = format!(
            "<table><tr><th>Code</th><th>RequestId</th></tr>\n<tr><td>InvalidVpc.NotFound</td><td>{}{tag}copied</td></tr></table>\n",
            id(0)
        );
        assert_errors(&text, vec![error("InvalidVpc.NotFound", "-", &id(0))]);
    }
}
