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
pub static WIDE: [(&str, Key); 30] = [
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
    ("错误", Key::Code),
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

/// The most words of a name, as in `x-acs-request-id`.
const MOST_WORDS: usize = 4;

/// The field that a name means.
pub fn key(name: &str) -> Option<Key> {
    if !ends_like_a_key(name) {
        return None;
    }
    let letters = |text: &str| {
        let letters = text.bytes().filter(|b| !matches!(b, b'_' | b'-' | b' ' | b'.'));
        letters.map(|b| b.to_ascii_lowercase()).collect::<Vec<u8>>()
    };
    let joined = letters(name);
    let last = letters(name.rsplit('.').next()?);
    let ending = rows(&ENDINGS).find(|(ending, _)| joined.ends_with(ending.as_bytes()));
    let whole = || rows(&WHOLE).find(|(whole, _)| last == whole.as_bytes());
    ending.or_else(whole).map(|(_, key)| *key)
}

/// The field named at the start of `text` and the length of the name, which may have several words.
pub fn leading(text: &str) -> Option<(Key, usize)> {
    let mut end = word_end(text, 0);
    let word = text.get(..end)?.trim_end_matches('.');
    let mut longest = key(word).map(|key| (key, word.len()));
    let goes_on = word.len() == end && rows(&FIRST_WORDS).any(|first| word.eq_ignore_ascii_case(first));
    for _ in 1..if goes_on { MOST_WORDS } else { 1 } {
        if !matches!(text.as_bytes().get(end), Some(b' ' | b'-')) {
            break;
        }
        let start = end + 1;
        end = word_end(text, start);
        // In `error Some.Code RequestId: ...` the name is the last word.
        if text.get(start..end)?.contains('.') {
            break;
        }
        let name = text.get(..end)?;
        longest = key(name).map(|key| (key, name.len())).or(longest);
    }
    longest
}

/// A cheap test, because most words are no names: `code`, `id`, `status`, `message`, `msg`, `http`, `recommend`.
fn ends_like_a_key(name: &str) -> bool {
    let end = name.as_bytes().last_chunk().map(|end: &[u8; 2]| end.map(|b| b.to_ascii_lowercase()));
    end.is_some_and(|end| [b"de", b"ge", b"id", b"us", b"sg", b"tp", b"nd"].contains(&&end))
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
