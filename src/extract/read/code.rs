//! What an error code looks like, and how sure a place makes us that one stands there.

use crate::extract::read::keys;
use crate::extract::vocabulary::Vocabulary;

/// The bytes of the longest word that may be an unknown code.
pub const LONGEST: usize = 128;

/// How sure the place makes us that a token is an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Unknown, where only a template suggests a code: needs a RequestId.
    Loose,
    /// A known single word or a generic word: needs a companion that speaks of the service.
    Plain,
    /// Named by a documentation link.
    Link,
    /// A known dotted code, or a known word right after `Error:`.
    Known,
    /// After a key such as `Code`.
    Keyed,
}

/// A code as it was received.
#[derive(Clone, Debug)]
pub struct Code {
    /// The received spelling, outer white space and a glued `Error` removed.
    pub text: String,
    /// Whether the vocabulary has it.
    pub known: bool,
    /// What the place says.
    pub trust: Trust,
}

impl Code {
    /// Reads a received spelling; a glued `Error` goes when what is left is known or dotted.
    ///
    /// Codes that begin with `SDK.` are a client's own and none of the service's.
    pub fn read(raw: &str, trust: Trust, vocabulary: &dyn Vocabulary) -> Option<Self> {
        let raw = raw.trim();
        let code = |text: &str, known| {
            Some(Self {
                text: text.to_owned(),
                known,
                trust,
            })
        };
        if raw.starts_with("SDK.") {
            return None;
        }
        if vocabulary.canonical(raw).is_some() {
            return code(raw, true);
        }
        match raw.strip_suffix("Error") {
            Some(stem) if vocabulary.canonical(stem).is_some() => code(stem, true),
            Some(stem) if stem.contains('.') && is_code(stem) => code(stem, false),
            _ if is_code(raw) && (keys::key(raw).is_none() || is_named(raw)) => code(raw, false),
            _ => None,
        }
    }

    /// Reads the value of a key such as `Code`.
    pub fn read_keyed(raw: &str, vocabulary: &dyn Vocabulary) -> Option<Self> {
        let code = Self::read(raw, Trust::Keyed, vocabulary)?;
        let expression = !code.known && keys::key(&code.text).is_some();
        let convincing = !code.is_generic() && !expression && (code.known || code.is_dotted());
        let trust = if convincing {
            Trust::Keyed
        } else {
            Trust::Plain
        };
        Some(Self { trust, ..code })
    }

    /// Whether many systems use the word as a code.
    pub fn is_generic(&self) -> bool {
        !self.text.contains('.')
            && GENERIC
                .iter()
                .any(|word| self.text.eq_ignore_ascii_case(word))
    }

    /// Whether it looks like a word of any language: `if not code: return`.
    pub fn is_plain_word(&self) -> bool {
        !self.known && self.text.bytes().all(|b| b.is_ascii_lowercase())
    }

    /// Whether the shape is convincing even of an unknown code: `Family.Detail`.
    pub fn is_dotted(&self) -> bool {
        self.text.contains('.')
            && self.text.starts_with(|c: char| c.is_ascii_uppercase())
            && !self.is_class()
    }

    /// Whether the name is that of a class, a package, a method, a file or a constant: `Tea.Exceptions.TeaException`,
    /// `Client.send_request`, `Foo.java`, `ErrorCode.NotFound`.
    pub fn is_class(&self) -> bool {
        let last = self.text.rsplit('.').next().unwrap_or_default();
        let first = self.text.split_once('.').map_or("", |(first, _)| first);
        let member = keys::key(first).is_some();
        let package =
            self.text.starts_with(|c: char| c.is_ascii_lowercase()) && self.text.contains('.');
        let method = last.starts_with(|c: char| c.is_ascii_lowercase()) && last.contains('_');
        package
            || member
            || method
            || last.ends_with("Exception")
            || self.text.starts_with("System.")
            || FILE_ENDINGS.contains(&last)
    }

    /// Whether this one tells more than the other.
    pub fn beats(&self, other: &Code) -> bool {
        (self.known, self.trust) > (other.known, other.trust)
    }

    /// Whether two spellings name one code: case, white space and a glued `Error` aside.
    pub fn same(&self, other: &Code) -> bool {
        same_code(&self.text, &other.text)
            || glued(&self.text, &other.text)
            || glued(&other.text, &self.text)
    }
}

/// Compares two spellings, case and white space aside.
fn same_code(a: &str, b: &str) -> bool {
    let plain = |s: &str| {
        s.bytes()
            .filter(|b| !b.is_ascii_whitespace())
            .map(|b| b.to_ascii_lowercase())
            .collect::<Vec<_>>()
    };
    a.eq_ignore_ascii_case(b) || (a.len() != b.len() && plain(a) == plain(b))
}

fn glued(long: &str, short: &str) -> bool {
    long.strip_suffix("Error")
        .is_some_and(|stem| same_code(stem, short))
}

/// Values that stand where a code may stand and are none.
const NOTHING: [&str; 13] = [
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
    "http",
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

/// The shortest code that nobody has published, in bytes.
const SHORTEST: usize = 3;

/// A letter, then letters, digits and underscores, in parts joined by dots.
fn is_code(token: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&token.len())
        && token.starts_with(|c: char| c.is_ascii_alphabetic())
        && token
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_'))
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

/// `InvalidVerify.Code`, other than `err.code`; `Response.Code` is an expression, and lacks a RequestId.
fn is_named(token: &str) -> bool {
    token.contains('.') && token.starts_with(|c: char| c.is_ascii_uppercase())
}

/// What stands after the last dot of files and domains.
const FILE_ENDINGS: [&str; 17] = [
    "java", "go", "py", "js", "ts", "cs", "php", "rb", "rs", "json", "xml", "log", "html", "com",
    "txt", "yaml", "md",
];
