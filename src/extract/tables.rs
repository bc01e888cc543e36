//! What is known about clients, loggers, log shippers and languages: one fact per row, each with an example.
//!
//! For a new client, add a row here. The names of fields are in [`super::names`].

/// The rows of a table. Tests leave one out to see what depends on it (see `trials`).
#[cfg(not(test))]
pub fn rows<T>(table: &'static [T]) -> std::slice::Iter<'static, T> {
    table.iter()
}

/// The value of a price or a strength. Tests change it at random to see what depends on its being exact.
#[cfg(not(test))]
pub const fn weigh(value: f32) -> f32 {
    value
}

#[cfg(test)]
pub use super::trials::{rows, weigh};

/// What a prefix of a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// Nothing.
    Nothing,
    /// A log record begins.
    Record,
    /// A log record with its level begins.
    RecordWithLevel,
    /// The level of a record. Without a time, only a common level in capitals counts.
    Level,
    /// The program that the line comes from.
    Source,
    /// The same, if no other name is before it.
    FirstSource,
    /// A box or a quotation.
    Box,
    /// A tag, which counts after a time or a level.
    Tag,
    /// The number of the line, which counts if no time is before it.
    Number,
}

/// Prefixes of lines: the pattern (see [`super::pattern`]), its meaning, an example.
#[rustfmt::skip]
pub static PREFIXES: &[(&str, Tells, &str)] = &[
    ("%B%? ", Tells::Box, "│ text"),
    ("%F", Tells::Box, "╷"),
    ("%u %d%d:%d%d:%d%d.%D%S%D %n:%D] ", Tells::RecordWithLevel, "E1123 10:30:00.137000   20190 nas.go:42] text"),
    ("%t%?|", Tells::Record, "2026-11-23T10:30:00.137Z text"),
    ("stderr F ", Tells::Nothing, "stderr F text"),
    ("stdout F ", Tells::Nothing, "stdout F text"),
    ("STDERR ", Tells::Nothing, "STDERR text"),
    ("0%d%u ", Tells::Nothing, "01O text"),
    ("0%d%u+", Tells::Nothing, "00O+text"),
    ("##[error]", Tells::Nothing, "##[error]text"),
    ("[%t]", Tells::Record, "[2026-11-23 10:30:00] text"),
    ("[%l%s]", Tells::RecordWithLevel, "[ERROR] text"),
    ("[%D,%D]<%w>:", Tells::Source, "[1,0]<stderr>:text"),
    ("[%n] %!=>", Tells::Source, "[pod/nas-csi/plugin] text"),
    ("%l:%w:", Tells::RecordWithLevel, "ERROR:nas.api:text"),
    ("%l%S%D --- ", Tells::Level, "ERROR 20190 --- text"),
    ("%l%S", Tells::Level, "ERROR text"),
    ("%n %n[%w]: ", Tells::Source, "node-3 app[4711]: text"),
    ("%n%s|", Tells::FirstSource, "web.1|text"),
    ("%p%S%n ", Tells::Source, "csi-plugin-x2k4j plugin text"),
    ("==> %n: ", Tells::Nothing, "==> default: text"),
    ("%D\t", Tells::Number, "12\ttext"),
    ("0%x%x%x: ", Tells::Nothing, "0a1f: text"),
    ("%f:%D:", Tells::Nothing, "app.log:12:text"),
    ("%f-%D-", Tells::Nothing, "app.log-12-text"),
    ("<%D>%d %t %n %n %n %n - ", Tells::Nothing, "<131>1 2026-11-28T02:15:30.003Z node-3 app 2211 - - text"),
    ("terraform: ", Tells::Tag, "terraform: text"),
    ("%w: %>RequestI", Tells::Tag, "mounter: RequestId: text"),
    ("%c%S: ", Tells::Tag, "c.e.nas.Api    : text"),
    ("%w - %>%w%s:", Tells::Tag, "c.e.nas.Api - Code: text"),
];

/// Words that only the service's clients and tools print.
#[rustfmt::skip]
pub static MARKERS: &[(&str, &str)] = &[
    ("SDK.ServerError", "SDK.ServerError"),
    ("SDK.ClientError", "SDK.ClientError"),
    ("SDKError", "SDKError:"),
    ("aliyunsdkcore", "aliyunsdkcore.acs_exception.exceptions.ServerException: HTTP Status: 403 Error:X y"),
    ("aliyuncs", "nas.aliyuncs.com"),
    ("aliyun", "aliyun nas DescribeFileSystems"),
    ("Aliyun", "Aliyun NAS"),
    ("alicloud", "terraform-provider-alicloud"),
    ("AlibabaCloud", "AlibabaCloud.SDK"),
    ("Fail. Business error", "Fail. Business error. Code: X, Message: y"),
    ("HttpStatus\"", "{\"HttpStatus\":403,\"ErrorCode\":\"X\",\"ErrorMessage\":\"y\"}"),
    ("dashscope", "dashscope.common.error"),
    ("Tea", "Tea.exceptions.TeaException: Error: X code: 403"),
];

/// What Function Compute's clients put before and after a code to name the class of an error: `FCAccessDeniedError`.
pub const CLASS_OF_CODE: (&str, &str) = ("FC", "Error");

/// Values that appear in the position of a code but are not codes.
pub static NOTHING: [&str; 11] =
    ["null", "none", "nil", "undefined", "true", "false", "string", "error", "unknown", "success", "failed"];

/// Words that other systems print as codes too. They count only with something that points to the service.
pub static GENERIC: [&str; 7] =
    ["BadRequest", "Forbidden", "NotFound", "InvalidRequest", "InvalidParameter", "InvalidAction", "InvalidStatus"];

/// The beginnings of the names of calls.
pub static VERBS: [&str; 12] =
    ["Add", "Apply", "Attach", "Cancel", "Create", "Delete", "Describe", "Get", "List", "Modify", "Remove", "Update"];
