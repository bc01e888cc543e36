//! The shapes of single values: codes, RequestIds, statuses.

/// Values that stand where a code may stand and are none.
const NOTHING: [&str; 12] = [
    "null",
    "none",
    "nil",
    "undefined",
    "true",
    "false",
    "string",
    "error",
    "exception",
    "unknown",
    "ok",
    "success",
];

/// Words that other systems print as codes too: they need a companion that speaks of the service.
const GENERIC: [&str; 20] = [
    "BadRequest",
    "Forbidden",
    "NotFound",
    "InvalidRequest",
    "InvalidParameter",
    "InvalidArgument",
    "InvalidAction",
    "Unauthorized",
    "Canceled",
    "Cancelled",
    "Unknown",
    "DeadlineExceeded",
    "AlreadyExists",
    "PermissionDenied",
    "ResourceExhausted",
    "FailedPrecondition",
    "Internal",
    "Unavailable",
    "Unauthenticated",
    "InvalidStatus",
];

/// A letter, then letters, digits and underscores, in parts joined by dots.
pub fn is_code(token: &str) -> bool {
    token.len() <= 128
        && token.starts_with(|c: char| c.is_ascii_alphabetic())
        && token.split('.').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        })
        && !NOTHING.iter().any(|word| token.eq_ignore_ascii_case(word))
        && !is_system_code(token)
}

/// `ERR_SOCKET_CLOSED`, `ECONNREFUSED`, `E_NOTICE`: codes of a language or an operating system.
fn is_system_code(token: &str) -> bool {
    token.starts_with("ERR_")
        || (token.len() > 3
            && token.starts_with('E')
            && token
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_'))
}

/// Whether an unknown code of this shape is convincing by itself: `Family.Detail`.
pub fn is_dotted(token: &str) -> bool {
    token.contains('.') && token.starts_with(|c: char| c.is_ascii_uppercase()) && !is_class(token)
}

/// `Tea.Exceptions.TeaException`, `Foo.java`: names of classes and files.
pub fn is_class(token: &str) -> bool {
    if token.starts_with(|c: char| c.is_ascii_lowercase()) && token.contains('.') {
        return true;
    }
    let last = token.rsplit('.').next().unwrap_or_default();
    last.ends_with("Exception")
        || token.starts_with("System.")
        || matches!(
            last,
            "java"
                | "go"
                | "py"
                | "js"
                | "ts"
                | "cs"
                | "php"
                | "rb"
                | "rs"
                | "json"
                | "xml"
                | "log"
                | "html"
                | "com"
                | "txt"
                | "yaml"
                | "yml"
                | "md"
        )
}

/// A word that many systems use as a code.
pub fn is_generic(token: &str) -> bool {
    GENERIC.iter().any(|word| token.eq_ignore_ascii_case(word))
}

/// Length of the UUID at the start of `text`, 0 when there is none.
pub fn uuid(text: &str) -> usize {
    const LEN: usize = 36;
    let fits = text.len() >= LEN
        && text.bytes().take(LEN).enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
        && !text
            .as_bytes()
            .get(LEN)
            .is_some_and(u8::is_ascii_alphanumeric);
    if fits { LEN } else { 0 }
}

/// The RequestId at the start of `text`: a UUID, or OSS's 24 hexadecimal digits.
pub fn request_id(text: &str) -> Option<&str> {
    let len = match uuid(text) {
        0 => text.bytes().take_while(u8::is_ascii_hexdigit).count(),
        len => len,
    };
    let whole = !text
        .as_bytes()
        .get(len)
        .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'*');
    (whole && (len == 36 || (16..=32).contains(&len)))
        .then(|| text.get(..len))
        .flatten()
}

/// The HTTP status at the start of `text`, within `range`.
pub fn status(text: &str, range: std::ops::RangeInclusive<u16>) -> Option<u16> {
    let digits = text.get(..3)?;
    let more = text
        .as_bytes()
        .get(3)
        .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let number: u16 = digits.parse().ok()?;
    (!more && range.contains(&number)).then_some(number)
}
