//! `naserr explain`.

use std::fs;
use std::io::{BufRead, BufReader, Write};
#[cfg(target_os = "linux")]
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

use crate::harness::{TempFolder, answer, command, file, id, naserr, start};
use crate::output::formats;

const ID: &str = "54744262-D1DB-5E41-AEF1-40A5B35366DF";
const OTHER_ID: &str = "8C3882A6-FF03-5E8B-9FBB-33B298CF44DB";

fn findings(input: &str) -> Vec<Value> {
    serde_json::from_str(&naserr(["explain", "-f", "json"]).stdin(input).stdout()).unwrap()
}

#[test]
fn a_single_error_is_a_card_with_what_to_do() {
    let card = naserr(["explain"]).stdin(answer("NotQualified", ID)).stdout();
    let lines: Vec<&str> = card.lines().collect();
    assert_eq!(lines[0], "Code        NotQualified");
    assert_eq!(lines[1], "HttpCode    403 Forbidden");
    assert_eq!(lines[2], "Message     Received.");
    assert_eq!(lines[3], "");
    assert!(lines[4].starts_with("Resolution  Please initiate an application"), "{card}");
    assert_eq!(lines[5], "");
    assert!(card.contains("\nOrigin      guide (Resolution in the vendor's words)\n"));
    assert!(card.contains("\nLink        https://api.alibabacloud.com/troubleshoot?q=NotQualified&product=NAS\n"));
    assert!(card.contains(&format!("RequestId   {ID}\n")));
    assert!(card.ends_with("Seen        at line 1\n"), "{card}");
}

#[test]
fn a_known_code_is_completed_from_the_catalog() {
    let found = findings(&answer("InvalidFileSystem.NotFound", ID));
    let object = found[0].as_object().unwrap();
    assert_eq!(object["HttpCode"], 404);
    assert_eq!(object["Message"], "Received.");
    assert_eq!(object["Resolution"], "The specified file system does not exist or has been deleted.");
    assert_eq!(object["RequestId"], ID);
    assert_eq!(object["Recommend"], Value::Null);
    assert_eq!(
        (&object["Known"], &object["Retryable"], &object["Origin"]),
        (&true.into(), &"no".into(), &"guide".into())
    );
    assert_eq!((&object["Count"], &object["File"], &object["Line"]), (&1.into(), &"-".into(), &1.into()));
}

#[test]
fn errors_are_counted_by_code_and_a_repeated_id_is_the_same_error() {
    let input = answer("ServiceTimeout", &id(1)) + &answer("NotQualified", &id(2)) + &answer("ServiceTimeout", &id(3));
    let input = input + &answer("ServiceTimeout", &id(1));
    let found = findings(&input);
    let counts: Vec<_> = found.iter().map(|finding| (finding["Code"].as_str(), finding["Count"].as_u64())).collect();
    assert_eq!(counts, [(Some("ServiceTimeout"), Some(2)), (Some("NotQualified"), Some(1))]);
    let each = naserr(["explain", "--each", "-f", "jsonl"]).stdin(input).stdout();
    let ids: Vec<Value> =
        each.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["RequestId"].take()).collect();
    assert_eq!(ids, [id(1), id(2), id(3)]);
}

#[test]
fn an_unknown_code_is_reported_with_suggestions() {
    let found = findings(&(answer("InvalidFileSytem.NotFound", ID) + &answer("Quite.Unknown", OTHER_ID)));
    assert_eq!(found[0]["Known"], false);
    assert_eq!(found[0]["Suggestions"], serde_json::json!(["InvalidFileSystem.NotFound"]));
    assert_eq!((&found[0]["Resolution"], &found[0]["Origin"]), (&Value::Null, &Value::Null));
    assert_eq!(found[0]["Notes"], serde_json::json!([]), "a guess from a misspelt name says nothing");
    assert_eq!(found[1]["Suggestions"], serde_json::json!([]));
    assert_eq!(found[1]["Retryable"], "unknown");
}

#[test]
fn an_error_without_a_code_has_candidates() {
    let found =
        findings(&format!("code: 403, There are still MountTarget(s) on the specified FileSystem. request id: {ID}\n"));
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0]["Code"], &found[0]["HttpCode"]), (&Value::Null, &403.into()));
    assert_eq!(found[0]["Suggestions"], serde_json::json!(["OperationDenied.MountTargetNotEmpty"]));
}

#[test]
fn a_response_without_a_body_is_a_note_and_not_a_finding() {
    naserr(["explain"]).stdin("curl: (22) The requested URL returned error: 500\n").ends(
        1,
        "",
        "note: a response had no body, so there is no code (HTTP status 500)\n\
         hint: repeat the request without options that hide the body (curl -f), or see 'naserr lookup 500' for possible codes\n\
         error: no Alibaba Cloud error in standard input\n",
    );
}

#[test]
fn finding_nothing_is_an_error() {
    naserr(["explain", "-f", "json"]).stdin("all is well\n").ends(
        1,
        "[]\n",
        "error: no Alibaba Cloud error in standard input\n\
             hint: 'naserr lookup CODE' looks up a code, 'naserr search WORDS' finds one by words\n",
    );
    naserr(["explain", "-q"]).stdin("all is well\n").ends(1, "", "error: no Alibaba Cloud error in standard input\n");
}

#[test]
fn a_code_or_a_status_in_the_place_of_a_file_leads_to_lookup() {
    let missing = |word: &str| format!("error: cannot read '{word}': No such file or directory (os error 2)\n");
    for word in ["Throttling.User", "user. disabled", "404", "5XX"] {
        let hint = format!("hint: to look up a code or a status: naserr lookup '{word}'\n");
        naserr(["explain", word]).ends(2, "", &(missing(word) + &hint));
        naserr(["explain", "-q", word]).ends(2, "", &missing(word));
    }
    let folder = TempFolder::new();
    fs::create_dir(folder.join("404")).unwrap();
    let is_folder = "error: cannot read '404': is a directory; name the files in it\n";
    naserr(["explain", "404"]).current_dir(&folder).ends(2, "", is_folder);
    for word in ["app.log", "No.Such", "*.log"] {
        naserr(["explain", word]).ends(2, "", &missing(word));
    }
}

#[test]
fn files_are_read_one_after_the_other_and_a_missing_one_is_named() {
    let first = file("first.log", &answer("NotQualified", ID));
    let second = file("second.log", &("\n\n".to_owned() + &answer("ServiceTimeout", OTHER_ID)));
    let folder = TempFolder::new();
    let folder = folder.to_str().unwrap();
    let ended = naserr(["explain", "-f", "tsv", &first, "/nonexistent.log", folder, &second]).end();
    let places: Vec<&str> = ended.stdout.lines().skip(1).map(|line| line.rsplit_once("\t1\t").unwrap().1).collect();
    assert_eq!(places, [format!("{first}\t1"), format!("{second}\t3")]);
    assert_eq!(
        ended.stderr,
        format!(
            "error: cannot read '/nonexistent.log': No such file or directory (os error 2)\n\
             error: cannot read '{folder}': is a directory; name the files in it\n"
        )
    );
    assert_eq!(ended.code, Some(2));
}

#[test]
fn a_summary_distinguishes_errors_without_a_code() {
    let without_code =
        |resource, id| format!("{{\"Message\":\"The specified {resource} does not exist.\",\"RequestId\":\"{id}\"}}\n");
    let input = without_code("FileSystem", ID) + &without_code("MountTarget", OTHER_ID);
    let summary = naserr(["explain", "--summary"]).stdin(input).stdout();
    let codes: Vec<&str> = summary.lines().map(|line| line.split("  ").next().unwrap()).collect();
    assert_eq!(
        codes[..3],
        ["Code", "(none; perhaps InvalidFileSystem.NotFound)", "(none; perhaps InvalidMountTarget.NotFound)"]
    );
}

#[test]
fn a_share_is_100_percent_only_if_there_is_nothing_else() {
    let own = |code, count| format!("{{\"Known\":false,\"Resolution\":null,\"Count\":{count},\"Code\":\"{code}\"}}\n");
    let input = own("ServiceTimeout", 999) + &own("NotQualified", 1);
    let summary = naserr(["explain", "--summary"]).stdin(input).stdout();
    assert!(summary.contains("retryable: yes 99%, no <1%"), "{summary}");
    let summary = naserr(["explain", "--summary"]).stdin(own("ServiceTimeout", 1000)).stdout();
    assert!(summary.contains("retryable: yes 100%, no 0%"), "{summary}");
}

#[test]
fn a_summary_counts_with_bars_and_totals() {
    // The most frequent one comes last.
    let input = answer("NotQualified", &id(1)) + &answer("ServiceTimeout", ID) + &answer("ServiceTimeout", OTHER_ID);
    let summary = naserr(["explain", "--summary"]).stdin(&input).stdout();
    let lines: Vec<&str> = summary.lines().collect();
    assert_eq!(lines[0], "Code            Count  Share  HttpCode  Retryable");
    assert_eq!(lines[1], "ServiceTimeout      2    67%  504       yes        ████████████████████████");
    assert_eq!(lines[2], "NotQualified        1    33%  403       no         ████████████");
    assert_eq!(lines[4], "3 errors, 2 distinct");
    assert_eq!(lines[5], "retryable: yes 67%, no 33%, unknown 0%");
    assert_eq!(lines[6], "read 3 lines");
}

#[test]
fn it_reads_its_own_output_and_the_counts_add_up() {
    let input = answer("ServiceTimeout", ID) + &answer("NotQualified", "A4744262-D1DB-5E41-AEF1-40A5B35366DF");
    let part = naserr(["explain", "-f", "jsonl"]).stdin(&input).stdout();
    let array = naserr(["explain", "-f", "json"]).stdin(&input).stdout();
    let merged = findings(&(part.clone() + &part + &array));
    let counts: Vec<u64> = merged.iter().map(|finding| finding["Count"].as_u64().unwrap()).collect();
    assert_eq!(counts, [3, 3]);
}

#[test]
fn each_prints_an_error_while_the_input_is_still_open() {
    let mut child = start(command().args(["explain", "--each", "-f", "jsonl"]));
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for (code, id) in [("ServiceTimeout", ID), ("NotQualified", OTHER_ID)] {
        stdin.write_all(answer(code, id).as_bytes()).unwrap();
        // If nothing were printed, this would wait forever, because the input is still open.
        let line = lines.next().unwrap().unwrap();
        assert!(line.contains(code), "{line}");
    }
    drop(stdin);
    assert!(lines.next().is_none());
    assert!(child.wait().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn each_prints_an_error_of_a_log_that_is_never_quiet() {
    let mut child = start(command().args(["explain", "--each", "-f", "jsonl"]));
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let is_printed = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            assert!(lines.next().unwrap().unwrap().contains("ServiceTimeout"));
            is_printed.store(true, Ordering::Relaxed);
        });
        stdin.write_all(answer("ServiceTimeout", ID).as_bytes()).unwrap();
        // Fewer lines than an error waits for at most. Each is written when the one before it has been read.
        let is_seen = (0..4000).any(|_| {
            stdin.write_all(b"x\n").unwrap();
            while rustix::io::ioctl_fionread(&stdin).unwrap() > 0 {
                std::thread::yield_now();
            }
            is_printed.load(Ordering::Relaxed)
        });
        drop(stdin);
        assert!(is_seen, "the error was not printed while lines came in");
    });
    child.wait().unwrap();
}

#[test]
fn an_unreadable_file_is_reported_while_the_next_input_is_still_open() {
    let mut child = start(command().args(["explain", "/nonexistent.log", "-"]));
    let mut told = BufReader::new(child.stderr.take().unwrap()).lines();
    // If nothing were printed, this would wait forever, because the input is still open.
    let line = told.next().unwrap().unwrap();
    assert!(line.starts_with("error: cannot read '/nonexistent.log'"), "{line}");
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

#[test]
fn a_closed_pipe_ends_it_even_if_the_input_goes_on() {
    let mut child = start(command().args(["explain", "--each", "-f", "jsonl"]));
    let mut stdin = child.stdin.take().unwrap();
    // More than any pipe holds, so this fails only because the program has ended.
    let writer = std::thread::spawn(move || {
        (0..1_000_000).try_for_each(|number| {
            // Each answer has its own ID, because an error with a repeated ID is printed only once.
            let id = format!("54744262-D1DB-5E41-AEF1-{number:012}");
            stdin.write_all(answer("ServiceTimeout", &id).as_bytes())
        })
    });
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    assert!(line.contains("ServiceTimeout"), "{line}");
    drop(stdout);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(writer.join().unwrap().is_err(), "the input was not read to its end");
}

#[test]
fn no_format_prints_secrets_or_control_characters() {
    let message = "URL https://h/?AccessKeyId=LTAI5tSECRET&Signature=SECRET%3D \\u001b]0;x\\u0007 \\u202e";
    let input = answer("NotQualified", ID).replace("Received.", message);
    for format in formats() {
        let output = naserr(["explain", "-f", &format]).stdin(&input).stdout();
        assert!(output.contains("NotQualified"), "{format}");
        assert!(!output.contains("SECRET") && !output.contains("LTAI"), "{format}: {output}");
        assert!(!output.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{format}: {output:?}");
    }
}

#[test]
fn an_error_without_a_known_code_shows_only_what_is_known() {
    let unknown = answer("Totally.Alien", ID);
    let card = naserr(["explain"]).stdin(&unknown).stdout();
    assert_eq!(
        card,
        format!(
            "Code       Totally.Alien\n\
             Message    Received.\n\
             \n\
             Known      no: not in the catalog\n\
             \n\
             RequestId  {ID}\n\
             HostId     nas.cn-hangzhou.aliyuncs.com\n\
             Seen       at line 1\n"
        )
    );
    let codeless =
        format!(r#"{{"statusCode":404,"RequestId":"{ID}","Message":"The specified FileSystem does not exist."}}"#);
    let card = naserr(["explain"]).stdin(codeless).stdout();
    assert_eq!(
        card,
        format!(
            "Code         (none in the text)\n\
             HttpCode     404 Not Found\n\
             Message      The specified FileSystem does not exist.\n\
             \n\
             Suggestions  InvalidFileSystem.NotFound\n\
             If so        The specified file system does not exist or has been deleted. (in the vendor's words)\n\
             \n\
             RequestId    {ID}\n\
             Seen         at line 1\n"
        )
    );
}

#[test]
fn the_texts_of_several_blocks_start_in_the_same_column() {
    let input = answer("NotQualified", ID) + &answer("Totally.Alien", OTHER_ID);
    let blocks = naserr(["explain", "--each"]).stdin(input).stdout();
    let columns: Vec<_> = blocks.lines().filter_map(|line| line.find("Received.")).collect();
    assert_eq!(columns, [15, 15], "{blocks}");
}

#[test]
fn a_single_error_is_counted_in_the_singular() {
    let summary = naserr(["explain", "--summary"]).stdin(answer("NotQualified", ID)).stdout();
    assert!(summary.contains("\n1 error, 1 distinct\n"), "{summary}");
    assert!(summary.contains("\nread 1 line\n"), "{summary}");
}

#[test]
fn a_value_that_is_read_in_parts_is_counted_once() {
    let errors = |end: &str| {
        let error = |number| answer("NotQualified", &format!("{number:08X}{}", &ID[8..]));
        let errors: Vec<String> = (0..1000).map(|n| error(n).trim().to_owned()).collect();
        let errors = errors.join(&format!(",{end}"));
        format!("{{{end}\"errors\":[{errors}]}}\n")
    };
    let (line, lines) = (errors(""), errors("\n"));
    for (input, values) in [
        (line.clone(), "1 value"),
        (line.clone() + &line, "2 values"),
        // In a large input, only the surroundings of errors are read.
        ("all is well\n".repeat(30_000) + &line, "1 value"),
        // A value of many lines is read as a whole.
        (lines + "all is well\n" + &line, "1 value"),
    ] {
        let ended = naserr(["explain", "-f", "json"]).stdin(input).end();
        assert_eq!(
            ended.stderr,
            format!(
                "note: read in parts: {values} longer than 128 KiB; \
                 an error that spans two parts may be counted twice or lack its RequestId\n"
            )
        );
        assert_eq!(ended.code, Some(0));
    }
}

#[test]
fn a_code_with_several_statuses_has_none_unless_one_was_received() {
    let finding = |status: &str| {
        let answer = format!("{{\"Code\":\"OperationDenied.NoStock\",\"Message\":\"m\"{status}}}\n");
        let ended = naserr(["explain", "-f", "json"]).stdin(answer).end();
        serde_json::from_str::<Value>(&ended.stdout).unwrap()[0].take()
    };
    let without = finding("");
    assert_eq!(without["HttpCode"], Value::Null);
    assert_eq!(
        without["Notes"][0],
        "The code has 2 entries, with the statuses 403, 404, and no status was received: \
         'naserr lookup OperationDenied.NoStock' shows them all."
    );
    let with = finding(",\"statusCode\":404");
    assert_eq!(with["HttpCode"], 404);
    assert!(with["Resolution"].as_str().unwrap().contains("DescribeZones"));
}

#[test]
fn an_error_without_a_status_is_counted_with_those_of_the_documented_status() {
    let input = format!(
        "ErrorCode: ServiceTimeout\nRequestId: {OTHER_ID}\n\nHTTP Status: 504 Error:ServiceTimeout RequestID: {ID}\n"
    );
    let found = findings(&input);
    assert_eq!((found.len(), &found[0]["Count"], &found[0]["HttpCode"]), (1, &2.into(), &504.into()), "{found:?}");
}

#[test]
fn several_errors_are_short_blocks_with_their_notes() {
    let log = answer("InternalError", ID)
        + "\n"
        + &answer("User.Disabled", OTHER_ID)
        + &answer("InternalError", "9C3882A6-FF03-5E8B-9FBB-33B298CF44DB");
    let log = file("blocks.log", &log);
    let catalog = file("blocks.json", r#"[{"Code": "InternalError", "Notes": ["Call the storage team."]}]"#);
    let blocks = naserr(["explain", &log, "--catalog", &catalog]).stdout();
    let (first, second) = blocks.split_once("\n\n").unwrap();
    let lines: Vec<&str> = first.lines().collect();
    assert_eq!(
        lines[..3],
        [
            &format!("InternalError  500 Internal Server Error  retryable: yes  2 times, first at {log}:1"),
            "  Message      Received.",
            "  Resolution   Please try again later. (in the vendor's words)",
        ]
    );
    assert!(first.contains("- Call the storage team."), "{first}");
    assert!(first.ends_with(&format!("  RequestId    {ID}")), "{first}");
    assert!(second.contains(&format!("at {log}:3\n")) && !second.contains("  HostId "), "{second}");
    // One by one, each has its own place, and the notes are shown once.
    let blocks = naserr(["explain", "--each", &log, "--catalog", &catalog]).stdout();
    assert_eq!(blocks.matches("InternalError  500").count(), 2, "{blocks}");
    assert_eq!(blocks.matches("- Call the storage team.").count(), 1, "{blocks}");
}

#[test]
fn an_error_of_another_product_names_it() {
    let of = |host: &str, link: &str| {
        format!(
            "{{\"RequestId\":\"{ID}\",\"HostId\":\"{host}\",\"Code\":\"Zone.NotOnSale\",\"Recommend\":\"{link}\"}}\n"
        )
    };
    let vpc_link = "https://api.aliyun.com/troubleshoot?q=Zone.NotOnSale&product=Vpc&requestId=1";
    for (host, link, product) in [
        ("10.0.0.1", vpc_link, "VPC"),
        ("ecs.cn-hangzhou.aliyuncs.com", vpc_link, "ECS"),
        ("ecs-cn-hangzhou.aliyuncs.com", vpc_link, "ECS"),
        ("bucket.oss-cn-hangzhou-internal.aliyuncs.com", vpc_link, "OSS"),
        ("1234.cn-hangzhou.fc.aliyuncs.com", vpc_link, "FC"),
        ("r-kvstore.aliyuncs.com", vpc_link, "R-KVSTORE"),
        ("vpc.aliyuncs.com", "https://example.com", "VPC"),
    ] {
        let card = naserr(["explain"]).stdin(of(host, link)).stdout();
        let named = format!("no: this is an error of {product}, not of NAS; see that product's documentation\n");
        assert!(card.contains(&named), "{card}");
        assert!(card.contains(&format!("Link       {link}\n")), "{card}");
    }
    for host in [
        "nas.cn-hangzhou.aliyuncs.com",
        "nas-vpc.cn-hangzhou.aliyuncs.com",
        "1234.cn-hangzhou.aliyuncs.com",
        "evil$(x).aliyuncs.com",
    ] {
        for link in ["https://example.com/?a=b", "https://example.com/?product=$(x)"] {
            let card = naserr(["explain"]).stdin(of(host, link)).stdout();
            assert!(card.contains("no: not in the catalog\n"), "{card}");
        }
    }
}

#[test]
fn an_error_without_a_code_offers_words_that_are_safe_to_paste() {
    let card = naserr(["explain"])
        .stdin(format!(
            "{{\"statusCode\":500,\"RequestId\":\"{ID}\",\"HostId\":\"nas.aliyuncs.com\",\"Message\":\"Went $(rm -rf /home) `away`; today's disk\"}}"
        ))
        .stdout();
    assert!(card.contains("More       naserr search Went home away today disk\n"), "{card}");
}

#[test]
fn a_block_of_a_known_code_has_no_link_since_it_has_a_resolution() {
    let with_link = |code: &str, id: &str| {
        let link = format!("{{\"Recommend\":\"https://api.aliyun.com/troubleshoot?q={code}\",");
        answer(code, id).replacen('{', &link, 1)
    };
    let input = with_link("InvalidVpc.NotFound", ID) + &with_link("Totally.Alien", OTHER_ID);
    let blocks = naserr(["explain"]).stdin(input).stdout();
    let (known, unknown) = blocks.split_once("\n\n").unwrap();
    assert!(!known.contains("  Link "), "{blocks}");
    assert!(unknown.contains("  Link         https://api.aliyun.com/troubleshoot?q=Totally.Alien\n"), "{blocks}");
}

#[test]
fn a_summary_is_in_every_format() {
    let input = answer("ServiceTimeout", ID)
        + &answer("Totally.Alien", "9C3882A6-FF03-5E8B-9FBB-33B298CF44DB")
        + &answer("ServiceTimeout", OTHER_ID);
    let summary = |format: &str| naserr(["explain", "--summary", "-f", format]).stdin(&input).stdout();
    assert_eq!(
        summary("tsv"),
        "Code\tHttpCode\tRetryable\tCount\tShare\n\
         ServiceTimeout\t504\tyes\t2\t0.6667\n\
         Totally.Alien\t\tunknown\t1\t0.3333\n"
    );
    assert_eq!(summary("markdown").lines().nth(2), Some("| ServiceTimeout | 504 | yes | 2 | 0.6667 |"));
    assert_eq!(
        summary("jsonl").lines().next(),
        Some(r#"{"Code":"ServiceTimeout","HttpCode":504,"Retryable":"yes","Count":2,"Share":0.6667}"#)
    );
    let json: Vec<Value> = serde_json::from_str(&summary("json")).unwrap();
    assert_eq!((json.len(), &json[1]["HttpCode"]), (2, &Value::Null));
    assert!(summary("xml").contains("<Share>0.6667</Share>"));
    let empty = naserr(["explain", "--summary", "-q", "-f", "tsv"]).end();
    assert_eq!(empty.stdout, "Code\tHttpCode\tRetryable\tCount\tShare\n");
}

#[test]
fn a_code_that_other_systems_use_too_is_a_note_if_nothing_else_is_found() {
    let ended = naserr(["explain"]).stdin("ErrorCode: Forbidden\n").end();
    assert_eq!((ended.stdout.as_str(), ended.code), ("", Some(1)));
    assert_eq!(
        ended.stderr,
        "error: no Alibaba Cloud error in standard input\n\
         note: the text contains the code 'Forbidden', but nothing near it points to Alibaba Cloud\n\
         hint: 'naserr lookup Forbidden' shows what it would mean\n"
    );
}
