//! The shapes of `RequestIds` and statuses.

use std::ops::RangeInclusive;

use http::StatusCode;

/// Statuses of failed requests.
pub const FAILED: RangeInclusive<u16> = 400..=599;
/// Statuses that may stand beside a code: the service answers some errors with 200.
pub const ANSWERED: RangeInclusive<u16> = 200..=599;

/// Length of the UUID at the start of `text`, 0 when there is none.
pub fn uuid(text: &[u8]) -> usize {
    const FORM: &[u8; 36] = b"00000000-0000-0000-0000-000000000000";
    let Some((id, after)) = text.split_first_chunk::<36>() else {
        return 0;
    };
    // Looks at every byte: to stop at the first that does not fit takes a branch for each, on digits that nobody can predict.
    let fits = id.iter().zip(FORM).fold(true, |fits, (byte, form)| {
        let is_hex = byte.is_ascii_hexdigit();
        fits & if *form == b'-' { *byte == b'-' } else { is_hex }
    });
    if fits && !after.first().is_some_and(u8::is_ascii_alphanumeric) {
        id.len()
    } else {
        0
    }
}

/// The RequestId at the start of `text`: a UUID, or OSS's 24 hexadecimal digits.
pub fn request_id(text: &str) -> Option<&str> {
    let len = match uuid(text.as_bytes()) {
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

/// The RequestId that is all of a field's value: any token with a digit, since mocks and proxies draw their own.
pub fn field_id(value: &str) -> Option<&str> {
    const LENGTHS: RangeInclusive<usize> = 4..=64;
    let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let is_token = LENGTHS.contains(&value.len()) && value.bytes().all(is_part);
    let is_drawn = is_token && value.bytes().any(|b| b.is_ascii_digit());
    request_id(value).or_else(|| is_drawn.then_some(value))
}

/// The failed status at the start of `text` that its reason phrase follows: `404 Not Found`, `404 Client Error: Not Found`.
pub fn titled_status(text: &str) -> Option<u16> {
    let status = status(text, FAILED)?;
    let reason = StatusCode::from_u16(status).ok()?.canonical_reason()?;
    let title = text.get(3..)?.strip_prefix(' ')?;
    let title = ["Client Error: ", "Server Error: "]
        .iter()
        .find_map(|class| title.strip_prefix(class))
        .unwrap_or(title);
    let found = title.as_bytes().get(..reason.len())?;
    found
        .eq_ignore_ascii_case(reason.as_bytes())
        .then_some(status)
}

/// The HTTP status at the start of `text`, within `range`.
pub fn status(text: &str, range: RangeInclusive<u16>) -> Option<u16> {
    let digits = text.get(..3)?;
    let more = text
        .as_bytes()
        .get(3)
        .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let number: u16 = digits.parse().ok()?;
    (!more && range.contains(&number)).then_some(number)
}
