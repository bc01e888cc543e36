//! The names under which clients print the fields of an error.

use super::shape::word_end;
use super::tables::rows;

/// A field of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The error code, or in some clients the HTTP status.
    Code,
    /// The HTTP status.
    Status,
    /// The `RequestId`.
    Id,
    /// The service's message.
    Message,
    /// The endpoint.
    Host,
    /// The documentation link.
    Recommend,
}

/// Names in lower case without `_`, `-`, spaces and dots, as [`Key`]s. The longest matching ending wins.
pub static ENDINGS: [(&str, Key); 19] = [
    ("statuscode", Key::Status),
    ("httpstatus", Key::Status),
    ("httpcode", Key::Status),
    ("responsecode", Key::Status),
    ("errorstatus", Key::Status),
    ("errstatus", Key::Status),
    ("responsestatus", Key::Status),
    ("apicode", Key::Code),
    ("failurecode", Key::Code),
    ("errorcode", Key::Code),
    ("errcode", Key::Code),
    ("aliyuncode", Key::Code),
    ("fehlercode", Key::Code),
    ("requestid", Key::Id),
    ("errormessage", Key::Message),
    ("errormsg", Key::Message),
    ("errmessage", Key::Message),
    ("errmsg", Key::Message),
    ("hostid", Key::Host),
];

/// Names that count only as a whole or after a dot (`err.code`).
pub static WHOLE: [(&str, Key); 8] = [
    ("code", Key::Code),
    ("status", Key::Status),
    ("http", Key::Status),
    ("rid", Key::Id),
    ("reqid", Key::Id),
    ("message", Key::Message),
    ("msg", Key::Message),
    ("recommend", Key::Recommend),
];

/// Field names that are not written in Latin letters.
pub static WIDE: [(&str, Key); 29] = [
    ("错误码", Key::Code),
    ("错误代码", Key::Code),
    ("错误编码", Key::Code),
    ("错误编号", Key::Code),
    ("返回码", Key::Code),
    ("异常码", Key::Code),
    ("錯誤碼", Key::Code),
    ("錯誤代碼", Key::Code),
    ("エラーコード", Key::Code),
    ("エラー コード", Key::Code),
    ("오류 코드", Key::Code),
    ("에러 코드", Key::Code),
    ("请求 ID", Key::Id),
    ("请求ID", Key::Id),
    ("请求 Id", Key::Id),
    ("请求Id", Key::Id),
    ("请求编号", Key::Id),
    ("請求 ID", Key::Id),
    ("請求ID", Key::Id),
    ("リクエスト ID", Key::Id),
    ("リクエストID", Key::Id),
    ("요청 ID", Key::Id),
    ("状态码", Key::Status),
    ("狀態碼", Key::Status),
    ("ステータスコード", Key::Status),
    ("ステータス", Key::Status),
    ("상태 코드", Key::Status),
    ("报错", Key::Code),
    ("错误信息", Key::Message),
];

/// The field named at the start of `text` in a script other than Latin, and the length of the name.
pub fn wide(text: &str) -> Option<(Key, usize)> {
    if text.as_bytes().first()?.is_ascii() {
        return None;
    }
    let named = rows(&WIDE).find(|(name, _)| text.starts_with(name));
    named.map(|(name, key)| (*key, name.len()))
}

/// The first words of names of two words (`request id`, `Status Code`).
pub static FIRST_WORDS: [&str; 7] = ["request", "req", "error", "err", "status", "host", "x"];

/// The longest of these, in bytes.
const LONGEST_FIRST: usize = 7;
/// The most words of a name, as in `x-acs-request-id`.
const MOST_WORDS: usize = 4;
/// The bit that turns a capital into a lower-case letter.
const LOWER: u8 = 0x20;
/// The longest name that is examined, in bytes.
const LONGEST: usize = 40;

/// The field that a name means.
pub fn key(name: &str) -> Option<Key> {
    if name.len() > LONGEST || !ends_like_a_key(name) {
        return None;
    }
    let mut buffer = [0_u8; LONGEST];
    let mut len = 0;
    let mut last_part = 0;
    for byte in name.bytes() {
        match byte {
            b'_' | b'-' | b' ' => {}
            b'.' => last_part = len,
            _ => {
                *buffer.get_mut(len)? = byte.to_ascii_lowercase();
                len += 1;
            }
        }
    }
    let plain = buffer.get(..len)?;
    let part = plain.get(last_part..)?;
    let ending = rows(&ENDINGS).find(|(ending, _)| ends_with(plain, ending.as_bytes()));
    let whole = || rows(&WHOLE).find(|(whole, _)| part == whole.as_bytes() || plain == whole.as_bytes());
    ending.or_else(whole).map(|(_, key)| *key)
}

/// A cheap test whether the name of a field may start with `word`.
pub fn may_lead(word: &str) -> bool {
    ends_like_a_key(word) || goes_on(word)
}

/// Whether `word` is the first one of a name of several words.
fn goes_on(word: &str) -> bool {
    let may_be = |first: &u8| matches!(first | LOWER, b'r' | b'e' | b's' | b'h' | b'x');
    let short = word.len() <= LONGEST_FIRST;
    let Some(first) = word.as_bytes().first().filter(|b| short && may_be(b)) else {
        return false;
    };
    let fits = |name: &&&str| name.len() == word.len() && name.as_bytes().first() == Some(&(first | LOWER));
    rows(&FIRST_WORDS).filter(fits).any(|name| word.eq_ignore_ascii_case(name))
}

/// The field named at the start of `text` and the length of the name, which may have several words.
pub fn leading(text: &str) -> Option<(Key, usize)> {
    let first = word_end(text, 0).0;
    let word = text.get(..first)?.trim_end_matches('.');
    if !goes_on(word) {
        return key(word).map(|key| (key, word.len()));
    }
    let mut end = first;
    let mut longest = key(word).map(|key| (key, word.len()));
    for _ in 1..MOST_WORDS {
        if !matches!(text.as_bytes().get(end), Some(b' ' | b'-')) {
            break;
        }
        let start = end + 1;
        end = word_end(text, start).0;
        let name = text.get(..end)?;
        // In `error Some.Code RequestId: ...` the name is the last word.
        if text.get(start..end)?.trim_end_matches('.').contains('.') {
            break;
        }
        longest = key(name).map(|key| (key, name.len())).or(longest);
    }
    longest
}

/// `text.ends_with(ending)`, but it checks one byte first, where most endings fail.
fn ends_with(text: &[u8], ending: &[u8]) -> bool {
    text.len()
        .checked_sub(ending.len())
        .is_some_and(|at| text.get(at) == ending.first() && text.get(at..).is_some_and(|tail| tail == ending))
}

/// A cheap test before anything is copied: `code`, `id`, `status`, `message`, `msg`, `recommend`, `http`.
fn ends_like_a_key(name: &str) -> bool {
    let [_, .., last_but_one, last] = name.as_bytes() else {
        return false;
    };
    matches!(
        (last_but_one | LOWER, last | LOWER),
        (b'd' | b'g', b'e') | (b'i' | b'n', b'd') | (b'u', b's') | (b's', b'g') | (b't', b'p')
    )
}

#[cfg(test)]
mod tests {
    use super::{Key, key, leading};

    #[test]
    fn names_are_known_in_every_spelling() {
        for name in ["Code", "errorCode", "error_code", "ErrCode", "ERROR-CODE", "err.code", "api.errorCode"] {
            assert_eq!(key(name), Some(Key::Code), "{name}");
        }
        for name in ["statusCode", "HttpStatus", "http_status_code", "errStatus", "HttpCode", "status"] {
            assert_eq!(key(name), Some(Key::Status), "{name}");
        }
        for name in ["RequestId", "requestID", "x-acs-request-id", "request_id", "rid"] {
            assert_eq!(key(name), Some(Key::Id), "{name}");
        }
        for name in ["exitCode", "decode", "zipcode", "trace_id", "userid", "grpc", "Host"] {
            assert_eq!(key(name), None, "{name}");
        }
    }

    #[test]
    fn a_name_may_have_several_words() {
        assert_eq!(leading("Status code: 503"), Some((Key::Status, 11)));
        assert_eq!(leading("request id 54744262"), Some((Key::Id, 10)));
        assert_eq!(leading("x-acs-request-id: 5"), Some((Key::Id, 16)));
        assert_eq!(leading("Error Failed code"), None);
    }
}
