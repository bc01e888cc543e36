//! Tables whose head names a column for the code and one for the RequestId: the head says what each cell is.

use crate::extract::errors;

const IDS: [&str; 2] = ["CFCD2084-95D5-55EF-A6E7-DFF9F98764DA", "C4CA4238-A0B9-5382-ADCC-509A6F75849B"];

/// A way to write a table. Its columns are `Action`, `Status`, `Code` and `RequestId`.
type Shape = fn(&[[&str; 4]]) -> String;

/// Joins the cells of each row.
fn joined(rows: &[[&str; 4]], start: &str, separator: &str, end: &str) -> String {
    let lines: Vec<String> = rows.iter().map(|row| row.join(separator)).collect();
    format!("{start}{}{end}\n", lines.join(&format!("{end}\n{start}")))
}

/// Pads the cells of each row to the same width, and draws a line below the first row.
fn padded(rows: &[[&str; 4]], start: &str, separator: &str, end: &str, rule: &str) -> String {
    let padded = |row: &[&str; 4]| {
        let [action, status, code, id] = row;
        format!("{start}{action:<20}{separator}{status:>6}{separator}{code:<20}{separator}{id:<36}{end}\n")
    };
    let (head, rest) = rows.split_first().unwrap();
    padded(head) + rule + &rest.iter().map(padded).collect::<String>()
}

const SHAPES: [(&str, Shape); 13] = [
    ("CSV", |rows| joined(rows, "", ",", "")),
    ("CSV with quotes", |rows| joined(rows, "\"", "\",\"", "\"")),
    ("CSV with semicolons", |rows| joined(rows, "", ";", "")),
    ("TSV", |rows| joined(rows, "", "\t", "")),
    ("markdown", |rows| joined(rows, "| ", " | ", " |").replacen('\n', "\n|---|--:|---|---|\n", 1)),
    ("quoted markdown", |rows| joined(rows, "> | ", " | ", " |").replacen('\n', "\n> |---|--:|---|---|\n", 1)),
    ("wiki", |rows| {
        joined(rows, "|", "|", "|").replacen("|Action|Status|Code|RequestId|", "||Action||Status||Code||RequestId||", 1)
    }),
    ("mysql", |rows| padded(rows, "| ", " | ", " |", "+----------------------+--------+\n")),
    ("psql", |rows| padded(rows, " ", " | ", "", "----------------------+--------+\n") + "(4 rows)\n"),
    ("box", |rows| padded(rows, "│ ", " │ ", " │", "├──────┼──────┤\n")),
    ("columns", |rows| padded(rows, "", "  ", "", "")),
    ("HTML", |rows| {
        let rows = joined(rows, "<tr><td>", "</td><td>", "</td></tr>");
        format!("<table>\n{}</table>\n", rows.replacen("<td>", "<th>", 4))
    }),
    ("HTML with a cell per line", |rows| {
        let rows = joined(rows, "<tr style=\"text-align: right;\">\n<td>", "</td>\n<td>", "</td>\n</tr>");
        format!("<table border=\"1\">\n<tbody>\n{rows}</tbody>\n</table>\n")
    }),
];

const HEAD: [&str; 4] = ["Action", "Status", "Code", "RequestId"];

#[test]
fn the_head_says_what_a_cell_is() {
    for (name, shape) in SHAPES {
        for code in ["InvalidFileSystem.NotFound", "Volume.Frozen", "QuotaFull"] {
            let text = shape(&[
                HEAD,
                ["DeleteFileSystem", "409", code, IDS[0]],
                ["DescribeRegions", "200", "", "9BF31C7F-F062-536A-B1F2-22B2E3A1E1A5"],
                ["DeleteFileSystem", "508", code, IDS[1]],
            ]);
            let expected = [format!("{code} | 409 | {}", IDS[0]), format!("{code} | 508 | {}", IDS[1])];
            let mut expected = expected.to_vec();
            expected.sort();
            assert_eq!(errors(text.as_bytes()), expected, "{name}\n{text}");
        }
    }
}

#[test]
fn a_row_without_a_code_is_no_error() {
    for (name, shape) in SHAPES {
        for nothing in ["-", "NULL", "null", "None"] {
            let rows = [HEAD, ["DescribeRegions", "200", nothing, IDS[0]], ["Data.Daily", "404", nothing, IDS[1]]];
            let text = shape(&rows);
            assert_eq!(errors(text.as_bytes()), Vec::<String>::new(), "{name}\n{text}");
        }
    }
}

#[test]
fn a_table_ends_where_its_rows_end() {
    for (name, shape) in SHAPES {
        let table = shape(&[HEAD, ["DeleteFileSystem", "409", "Volume.Frozen", IDS[0]]]);
        let text = format!("{table}\n{{\"RequestId\":\"{}\",\"TotalCount\":0}}\nDescribeRegions done\n", IDS[1]);
        assert_eq!(errors(text.as_bytes()), [format!("Volume.Frozen | 409 | {}", IDS[0])], "{name}\n{text}");
    }
}

#[test]
fn a_cell_may_hold_separators_and_lines() {
    let text = format!(
        "code,message,request_id,detail\n\
         Volume.Frozen,\"one, \"\"two\"\"\nRequestId, three\",{},\"{{\"\"HostId\"\":\"\"nas.cn-hangzhou.aliyuncs.com\"\"}}\"\n\
         Volume.Gone,,{},\n",
        IDS[0], IDS[1]
    );
    let expected = [format!("Volume.Frozen | - | {}", IDS[0]), format!("Volume.Gone | - | {}", IDS[1])];
    assert_eq!(errors(text.as_bytes()), expected, "{text}");
}

#[test]
fn heads_may_be_chinese() {
    let text =
        format!("| 接口 | HTTP状态码 | 错误码 | 请求ID |\n|---|---|---|---|\n| X | 409 | QuotaFull | {} |\n", IDS[0]);
    assert_eq!(errors(text.as_bytes()), [format!("QuotaFull | 409 | {}", IDS[0])], "{text}");
}

#[test]
fn an_object_in_a_cell_is_read() {
    let object = format!(
        "{{\"\"RequestId\"\":\"\"{}\"\",\"\"HostId\"\":\"\"nas.cn-hangzhou.aliyuncs.com\"\",\"\"Code\"\":\"\"Volume.Frozen\"\"}}",
        IDS[0]
    );
    for text in [format!("1,\"{object}\"\n"), format!("1,false,\"failed: {object}\",742\n")] {
        assert_eq!(errors(text.as_bytes()), [format!("Volume.Frozen | - | {}", IDS[0])], "{text}");
    }
}

#[test]
fn a_head_far_above_still_counts() {
    let filler = "DescribeRegions,200,,9BF31C7F-F062-536A-B1F2-22B2E3A1E1A5\n".repeat(10_000);
    let text =
        format!("Action,Status,Code,RequestId\n{filler}DeleteFileSystem,409,InvalidFileSystem.NotFound,{}\n", IDS[0]);
    assert_eq!(errors(text.as_bytes()), [format!("InvalidFileSystem.NotFound | 409 | {}", IDS[0])]);
}

#[test]
fn text_behind_a_cell_of_html_is_not_part_of_its_code() {
    let id = "CFCD2084-95D5-55EF-A6E7-DFF9F98764DA";
    let table = format!(
        "<table><tr><th>Code</th><th>HTTP</th><th>RequestId</th></tr>\n4 <tr><td>Strange.Thing</td><t>409d</td><td>{id}</td></tr></table>\n"
    );
    assert!(!errors(table.as_bytes()).iter().any(|error| error.contains("409d")));
}
