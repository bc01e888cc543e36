//! A log that is explained in parts. Merged, the answers are the same as that of one run over the whole log.

use serde_json::Value;

use crate::harness::{file, naserr};

/// Records of many clients. `<id>` stands for a RequestId. No record is cut.
const RECORDS: [&str; 14] = [
    r#"{"RequestId":"<id>","HostId":"nas.cn-hangzhou.aliyuncs.com","Code":"InvalidFileSystem.NotFound","Message":"The specified FileSystem does not exist."}"#,
    // In the catalog with two statuses.
    r#"{"statusCode":403,"RequestId":"<id>","Code":"OperationDenied.NoStock","Message":"Sold out."}"#,
    r#"{"statusCode":400,"RequestId":"<id>","Code":"OperationDenied.NoStock","Message":"Sold out."}"#,
    // In no catalog.
    r#"{"RequestId":"<id>","HostId":"nas.cn-hangzhou.aliyuncs.com","Code":"InvalidTapeDrive.NotFound","Message":"Nowhere."}"#,
    r#"{"RequestId":"<id>","HostId":"nas.cn-hangzhou.aliyuncs.com","Code":"InvalidFileSytem.NotFund","Message":"A slip."}"#,
    // Without a code: two documented messages, and an unknown one.
    "2026-11-23T10:00:00Z ERROR code: 404, The specified FileSystem does not exist. request id: <id>",
    "2026-11-23T10:00:00Z ERROR code: 503, The request has failed due to a temporary failure of the server. request id: <id>",
    "2026-11-23T10:00:00Z ERROR code: 403, This message is on no page. request id: <id>",
    "2026-11-23T10:00:00Z ERROR HTTP Status: 403 Error:User. Disabled Your account is closed. RequestID: <id>",
    "2026-11-23T10:00:00Z ERROR nas: <Error><RequestId><id></RequestId><Code>Throttling.User</Code><Message>Slower.</Message></Error>",
    "2026-11-23T10:00:00Z ERROR delete failed: SDK.ServerError\nErrorCode: InternalError\nRecommend: \nRequestId: <id>\nMessage: The request processing has failed due to some unknown error.",
    "2026-11-23T10:00:00Z INFO  request served in 12 ms, InternalError is only a word here",
    "2026-11-23T10:00:00Z INFO  nothing to do",
    "2026-11-23T10:00:00Z WARN  cache is at 93% of its size",
];

/// Pseudo-random numbers that are always the same.
struct Numbers(u32);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % limit
    }
}

/// `count` records.
fn records(count: usize) -> Vec<String> {
    let mut numbers = Numbers(7);
    (0..count)
        .map(|number| {
            let id = format!("{number:08X}-D1DB-5E41-AEF1-40A5B35366DF");
            let record = RECORDS[numbers.below(RECORDS.len())];
            format!("{}\n", record.replace("<id>", &id))
        })
        .collect()
}

/// Cuts the log between records, into `parts` parts of all sizes.
fn cut(records: &[String], parts: usize) -> Vec<String> {
    let mut numbers = Numbers(u32::try_from(parts).unwrap());
    let mut cuts: Vec<usize> =
        (1..parts).map(|_| 1 + numbers.below(records.len() - 1)).chain([0, records.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|ends| records[ends[0]..ends[1]].concat()).collect()
}

fn findings(arguments: &[&str], input: &str) -> Vec<Value> {
    let json = naserr(["explain", "-f", "json"].iter().chain(arguments));
    serde_json::from_str(&json.stdin(input).stdout()).unwrap()
}

/// Findings without their places.
fn placeless(mut findings: Vec<Value>) -> Vec<Value> {
    for finding in &mut findings {
        let fields = finding.as_object_mut().unwrap();
        fields.remove("File").unwrap();
        fields.remove("Line").unwrap();
    }
    findings
}

/// The answer to a part.
fn explained(part: &str, options: &[&str]) -> String {
    // For a part without an error, the exit code is 1.
    naserr(["explain", "-q"].iter().chain(options)).stdin(part).end().stdout
}

#[test]
fn merged_parts_equal_one_run_over_the_whole_log() {
    let records = records(150);
    let whole = placeless(findings(&[], &records.concat()));
    let kinds = |code: fn(&Value) -> bool| whole.iter().filter(|one| code(&one["Code"])).count();
    assert_eq!((kinds(Value::is_string), kinds(Value::is_null)), (8, 3), "one finding for each kind of record");
    for options in [&["-f", "json"][..], &["-f", "jsonl"], &["-f", "jsonl", "--each"]] {
        for parts in [1, 2, 7, 150] {
            let merged: String = cut(&records, parts).iter().map(|part| explained(part, options)).collect();
            assert_eq!(placeless(findings(&[], &merged)), whole, "{options:?}, {parts} parts");
        }
    }
}

#[test]
fn parts_may_be_merged_in_several_steps() {
    let records = records(300);
    let whole = placeless(findings(&[], &records.concat()));
    let parts: Vec<String> = cut(&records, 9).iter().map(|part| explained(part, &["-f", "jsonl"])).collect();
    let halves: String = parts.chunks(4).map(|few| explained(&few.concat(), &["-f", "jsonl"])).collect();
    assert_eq!(placeless(findings(&[], &halves)), whole);
}

#[test]
fn a_summary_of_merged_parts_is_that_of_the_whole_log() {
    let records = records(200);
    let summary = |input: &str| {
        let printed = naserr(["explain", "--summary"]).stdin(input).stdout();
        // The last line says how much was read.
        let (answer, read) = printed.trim_end().rsplit_once('\n').unwrap();
        assert!(read.starts_with("read "), "{read}");
        answer.to_owned()
    };
    let merged: String = cut(&records, 5).iter().map(|part| explained(part, &["-f", "jsonl"])).collect();
    assert_eq!(summary(&merged), summary(&records.concat()));
}

#[test]
fn small_parts_that_are_read_completely_equal_a_large_log_that_is_skimmed() {
    let ordinary = "2026-11-23T10:00:00Z INFO  nothing to do\n".repeat(40);
    let records: Vec<String> = records(400).into_iter().map(|record| record + &ordinary).collect();
    let whole = records.concat();
    assert!(whole.len() > 512 * 1024, "most of a large input is never read in detail");
    let merged: String = cut(&records, 20).iter().map(|part| explained(part, &["-f", "jsonl"])).collect();
    assert_eq!(placeless(findings(&[], &merged)), placeless(findings(&[], &whole)));
}

#[test]
fn a_merged_finding_keeps_the_file_and_line_where_it_was_seen() {
    let records = records(60);
    let parts = cut(&records, 3);
    let mut before = 0;
    let mut merged = String::new();
    let mut starts = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let path = file(&format!("merge-{number}.log"), part);
        merged += &naserr(["explain", "-f", "jsonl", &path]).stdout();
        starts.push((path, before));
        before += part.lines().count() as u64;
    }
    let whole = findings(&[], &records.concat());
    let from_parts = findings(&[], &merged);
    assert_eq!(from_parts.len(), whole.len());
    for (part, whole) in from_parts.iter().zip(&whole) {
        let (_, start) =
            starts.iter().find(|(path, _)| part["File"] == **path).unwrap_or_else(|| panic!("{part} names a part"));
        assert_eq!(start + part["Line"].as_u64().unwrap(), whole["Line"].as_u64().unwrap(), "{part}");
    }
}

#[test]
fn a_finding_from_standard_input_gets_the_place_where_it_is_merged() {
    let part = explained(&records(1).concat(), &["-f", "jsonl"]);
    let path = file("merge-piped.jsonl", &format!("\n{part}"));
    let merged = findings(&[&path], "");
    assert_eq!((&merged[0]["File"], &merged[0]["Line"]), (&Value::from(&*path), &Value::from(2)));
}

#[test]
fn errors_with_and_without_a_code_are_never_counted_together() {
    let (with, without) = (
        RECORDS[0].replace("<id>", "54744262-D1DB-5E41-AEF1-40A5B35366DF"),
        RECORDS[5].replace("<id>", "8C3882A6-FF03-5E8B-9FBB-33B298CF44DB"),
    );
    for input in [format!("{with}\n{without}\n"), format!("{without}\n{with}\n")] {
        let found = findings(&[], &input);
        let counts: Vec<u64> = found.iter().map(|one| one["Count"].as_u64().unwrap()).collect();
        assert_eq!(counts, [1, 1], "{input}");
    }
}

#[test]
fn counts_that_overflow_stay_at_the_largest_number() {
    let most = u64::MAX.to_string();
    let part = explained(&records(1).concat(), &["-f", "jsonl"]);
    let part = part.replacen("\"Count\":1", &format!("\"Count\":{most}"), 1);
    let merged = naserr(["explain", "-f", "jsonl"]).stdin(part.repeat(2)).stdout();
    assert!(merged.contains(&format!("\"Count\":{most},")), "{merged}");
    let summary = naserr(["explain", "--summary"])
        .stdin(part.repeat(2) + &explained(&records(9).concat(), &["-f", "jsonl"]))
        .stdout();
    assert!(summary.contains(&format!("{most} errors")), "{summary}");
}
