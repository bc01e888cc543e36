//! Writes a log of a given size, always the same for the same arguments: `genlog MIB [dense|threads|json] > FILE`.
//!
//! The lines are those of an application. In 1% of them is an error, as several clients print it, and in 0.5% something
//! that only resembles one. `dense` makes every line an error, `threads` too, each with another thread name. `json` writes
//! one JSON record per line.

use std::io::{self, BufWriter, Write};

const CODES: [(&str, u16, &str); 8] = [
    ("InvalidFileSystem.NotFound", 404, "The specified FileSystem does not exist."),
    ("OperationDenied.MountTargetNotEmpty", 403, "There are still MountTarget(s) on the specified FileSystem."),
    ("InvalidAccessGroup.AlreadyAttached", 403, "The specified AccessGroup is still attached by some MountTarget(s)."),
    (
        "Forbbiden.Ram",
        403,
        "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    ),
    ("ServiceUnavailable", 503, "The request has failed due to a temporary failure of the server."),
    ("InternalError", 500, "The request processing has failed due to some unknown error."),
    ("InvalidParameter.ProtocalType", 400, "Parameter ProtocalType is mandatory for this action."),
    ("User. Disabled", 403, "Your account does not open Nas Service yet or balance is insufficient."),
];

const NEAR_MISSES: [&str; 5] = [
    "pymysql.err.InternalError: (1366, \"Incorrect string value\")",
    "systemd unit nfs.service: ServiceTimeoutSec=90 ignored",
    "java.lang.InternalError: a fault occurred in an unsafe memory access operation",
    "GET /errors/InvalidFileSystem.html status=200 bytes=5120",
    "rpc error: code = Unavailable desc = transport is closing",
];

/// A small generator of pseudo-random numbers (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: u64) -> u64 {
        (self.next() >> 33) % limit
    }

    fn one_of<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        let place = self.below(from.len() as u64);
        &from[usize::try_from(place).unwrap_or_default()]
    }

    fn request_id(&mut self) -> String {
        let (a, b) = (self.next(), self.next());
        format!(
            "{:08X}-{:04X}-5{:03X}-A{:03X}-{:012X}",
            a >> 32,
            a & 0xffff,
            b >> 52,
            (a >> 16) & 0xfff,
            b & 0xffff_ffff_ffff
        )
    }
}

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1);
    let size = args.next().and_then(|mib| mib.parse::<u64>().ok()).unwrap_or(64) << 20;
    let kind = args.next().unwrap_or_default();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    // Writes small pieces, as loggers do. Reading the file through a memory map then costs as much as with a real log.
    let mut out = BufWriter::new(io::stdout().lock());
    let mut written = 0;
    let mut number = 0_u64;
    while written < size {
        number += 1;
        let line = match random.below(1000) {
            0..10 => error(&mut random, number),
            _ if kind == "dense" => error(&mut random, number),
            _ if kind == "threads" => in_a_thread(&mut random, number),
            10..15 => near_miss(&mut random, number),
            _ if kind == "json" => ordinary_json(&mut random, number),
            _ => ordinary(&mut random, number),
        };
        written += line.len() as u64;
        out.write_all(line.as_bytes())?;
    }
    out.flush()
}

fn stamp(number: u64) -> String {
    format!(
        "2026-11-23T{:02}:{:02}:{:02}.{:03}Z",
        number / 3_600_000 % 24,
        number / 60_000 % 60,
        number / 1000 % 60,
        number % 1000
    )
}

fn ordinary(random: &mut Random, number: u64) -> String {
    let (user, took, volume) = (random.below(100_000), random.below(900), random.next());
    match random.below(4) {
        0 => format!(
            "{} INFO  [http-nio-8080-exec-{}] c.e.storage.VolumeController - GET /v1/volumes/{volume:016x} user={user} took={took}ms\n",
            stamp(number),
            took % 16
        ),
        1 => format!(
            "{} DEBUG [scheduler-{}] c.e.storage.Reconciler - checked mount target {volume:016x}.cn-hangzhou.nas.aliyuncs.com in {took} ms, nothing to do\n",
            stamp(number),
            took % 8
        ),
        2 => format!(
            "{} INFO  [grpc-{}] c.e.storage.Metrics - flushed {user} points to the collector, queue length {took}\n",
            stamp(number),
            took % 8
        ),
        _ => format!(
            "{} WARN  [pool-{}] c.e.cache.Evictor - cache for tenant {user} is at {}% of its size, evicting {took} entries\n",
            stamp(number),
            took % 8,
            took % 100
        ),
    }
}

fn ordinary_json(random: &mut Random, number: u64) -> String {
    let (user, took) = (random.below(100_000), random.below(900));
    format!(
        "{{\"time\":\"{}\",\"level\":\"info\",\"msg\":\"request served\",\"path\":\"/v1/volumes/{:016x}\",\"status\":200,\"user\":{user},\"ms\":{took}}}\n",
        stamp(number),
        random.next()
    )
}

fn near_miss(random: &mut Random, number: u64) -> String {
    let text = random.one_of(&NEAR_MISSES);
    format!("{} WARN  [main] c.e.app - {text}\n", stamp(number))
}

/// An error of a thread whose name is on no other line.
fn in_a_thread(random: &mut Random, number: u64) -> String {
    let error = error(random, number);
    match error.split_once(" ERROR ") {
        Some((stamp, text)) => format!("{stamp} ERROR [exec-{number}] {text}"),
        None => error,
    }
}

fn error(random: &mut Random, number: u64) -> String {
    let (code, status, message) = random.one_of(&CODES);
    let (stamp, id) = (stamp(number), random.request_id());
    match random.below(6) {
        0 => format!(
            "{stamp} ERROR aliyunsdkcore.client: ServerException occurred. Host:nas.aliyuncs.com SDK-Version:2.16.1 ServerException:HTTP Status: {status} Error:{code} {message} RequestID: {id}\n"
        ),
        1 => format!(
            "{{\"time\":\"{stamp}\",\"level\":\"error\",\"msg\":\"call failed\",\"body\":\"{{\\\"RequestId\\\":\\\"{id}\\\",\\\"HostId\\\":\\\"nas.aliyuncs.com\\\",\\\"Code\\\":\\\"{code}\\\",\\\"Message\\\":\\\"{message}\\\"}}\"}}\n"
        ),
        2 => format!(
            "level=error ts={stamp} msg=\"delete failed\" error=\"SDK.ServerError\\nErrorCode: {code}\\nRecommend: \\nRequestId: {id}\\nMessage: {message}\"\n"
        ),
        3 => format!(
            "{stamp} ERROR nas: {{\"RequestId\":\"{id}\",\"HostId\":\"nas.aliyuncs.com\",\"Code\":\"{code}\",\"Message\":\"{message}\"}}\n"
        ),
        4 => format!(
            "{stamp} ERROR nas: Error: {code} code: {status}, {message} request id: {id} Response: {{'RequestId': '{id}', 'Code': '{code}', 'statusCode': {status}}}\n"
        ),
        _ => format!(
            "{stamp} ERROR nas: <Error><RequestId>{id}</RequestId><HostId>nas.aliyuncs.com</HostId><Code>{code}</Code><Message>{message}</Message></Error>\n"
        ),
    }
}
