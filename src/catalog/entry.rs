//! What the catalog knows about one error code, and how each field is written and read.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{self, Write};
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::ser::{Serialize, Serializer};
use serde_json::{Value, json};

/// Text of an entry: borrowed from the program for built-in entries, owned for those of a user's catalog.
pub type Text = Cow<'static, str>;

/// A list of texts of an entry, empty when nothing is known.
pub type Texts = Cow<'static, [Text]>;

/// The statuses that there are.
pub const STATUSES: RangeInclusive<u16> = 100..=599;

/// An error code that the NAS API, or the gateway in front of it, returns.
///
/// The key of an entry is its code together with its status: a code that the service returns with two statuses has two
/// entries.
///
/// It serializes to the object that `naserr lookup -f json` prints.
///
/// ```
/// use naserr::Catalog;
///
/// let catalog = Catalog::built_in();
/// let entry = catalog.find("InvalidLocatin.NotFound")[0];
/// assert_eq!(*entry.aliases, ["InvalidLocation.NotFound"]);
/// assert_eq!(serde_json::to_value(entry)?["Origin"], "guide");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The HTTP status documented for the code, 100 to 599; `None` if no source states one.
    pub http_code: Option<u16>,
    /// The code as published, with its odd spaces and spellings.
    pub code: Text,
    /// What the code means; the vendor's words in [`Origin::Guide`], naserr's own in the other built-in layers. Empty
    /// if a user's catalog gives none.
    pub message: Text,
    /// What to do about it, by the author of `message`. Empty if a user's catalog gives none.
    pub resolution: Text,
    /// Whether the same call, signed again, may succeed later without anybody changing anything.
    pub retryable: Retryable,
    /// The layer that the entry is from.
    pub origin: Origin,
    /// Other spellings by which the entry is found.
    pub aliases: Texts,
    /// API actions that return the code, according to a source.
    pub actions: Texts,
    /// Corrections and additions to the published text, in naserr's own words.
    pub notes: Texts,
    /// Where the facts come from.
    pub sources: Texts,
}

impl Entry {
    /// The code and its other spellings.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.iter().map(|alias| &**alias);
        std::iter::once(&*self.code).chain(aliases)
    }

    /// The vendor's page about the code; `None` for an entry of a user's own catalog.
    ///
    /// ```
    /// use naserr::Catalog;
    ///
    /// let catalog = Catalog::built_in();
    /// let entry = catalog.find("user.disabled")[0];
    /// let page = "https://api.alibabacloud.com/troubleshoot?q=User.%20Disabled&product=NAS";
    /// assert_eq!(entry.link().as_deref(), Some(page));
    /// ```
    #[must_use]
    pub fn link(&self) -> Option<String> {
        if self.origin == Origin::User {
            return None;
        }
        let mut link = "https://api.alibabacloud.com/troubleshoot?q=".to_owned();
        for byte in self.code.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                link.push(char::from(byte));
            } else {
                _ = write!(link, "%{byte:02X}");
            }
        }
        link.push_str("&product=NAS");
        Some(link)
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(FIELDS.map(|(name, get, _)| (name, get(self))))
    }
}

/// The error of parsing a text. Displays what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseError {
    pub(crate) expected: &'static str,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl Error for ParseError {}

/// Whether the same call, signed again, may succeed later without anybody changing anything.
///
/// ```
/// use naserr::Retryable;
///
/// assert_eq!("yes".parse(), Ok(Retryable::Yes));
/// assert_eq!("perhaps".parse::<Retryable>().unwrap_err().to_string(), "expected yes, no or unknown");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Retryable {
    /// The same call, signed again, may succeed later without anybody changing anything. This is the one rule for every
    /// built-in entry.
    ///
    /// The call keeps its parameters, its credentials and the clock of its machine; only the signature is new, with a
    /// fresh nonce and timestamp. So a used nonce is `Yes`, and so is everything that ends by itself: a failure inside
    /// the service, throttling, a temporary state, a running job.
    Yes,
    /// Somebody has to change something first: a parameter, a permission, an expired token, a wrong clock, a debt, an
    /// object that is in the way. A zone without stock counts too, because no source says when it has stock again.
    No,
    /// It depends on the cause, no source says, or the sources disagree; a note of the entry says which.
    #[default]
    Unknown,
}

/// The layer of the catalog that an entry is from. It tells whose words the entry's texts are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// The vendor's published error-code page, byte for byte.
    Guide,
    /// Codes from the API's metadata, other official pages and the source of clients.
    Api,
    /// Codes of the API gateway, which any Alibaba Cloud call can get before it reaches NAS.
    Gateway,
    /// A user's own catalog.
    #[default]
    User,
}

/// Each value is written as a fixed word, and read from it.
macro_rules! fixed_words {
    ($type:ident: $($value:ident = $word:literal),+; $expected:literal) => {
        impl $type {
            /// Every value, in the order in which they are offered and printed.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$value),+];

            /// The value as every format writes it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word),+
                }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.word())
            }
        }

        impl FromStr for $type {
            type Err = ParseError;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                let mut values = Self::ALL.into_iter();
                values.find(|value| value.word() == word).ok_or(ParseError { expected: $expected })
            }
        }
    };
}

fixed_words!(Retryable: Yes = "yes", No = "no", Unknown = "unknown"; "yes, no or unknown");
fixed_words!(Origin: Guide = "guide", Api = "api", Gateway = "gateway", User = "user"; "guide, api, gateway or user");

/// A field's name, the function that writes its value, and the one that reads it or returns what is wrong with it.
pub type EntryField = (&'static str, fn(&Entry) -> Value, fn(&mut Entry, &Value) -> Result<(), String>);

/// The fields, in the order of every format. All formats and catalog files use them.
pub const FIELDS: [EntryField; 11] = [
    ("HttpCode", |entry| json!(entry.http_code), |entry, value| put(&mut entry.http_code, status(value))),
    ("Code", |entry| json!(entry.code), |entry, value| put(&mut entry.code, text(value))),
    ("Message", |entry| stated(&entry.message), |entry, value| put(&mut entry.message, optional(value))),
    ("Resolution", |entry| stated(&entry.resolution), |entry, value| put(&mut entry.resolution, optional(value))),
    ("Retryable", |entry| json!(entry.retryable.word()), |entry, value| put(&mut entry.retryable, word(value))),
    // A printed catalog names the layer of each entry. An entry that is read belongs to the layer that it is read for.
    ("Origin", |entry| json!(entry.origin.word()), |_, value| word::<Origin>(value).map(drop)),
    ("Aliases", |entry| json!(entry.aliases), |entry, value| put(&mut entry.aliases, list(value))),
    ("Actions", |entry| json!(entry.actions), |entry, value| put(&mut entry.actions, list(value))),
    ("Notes", |entry| json!(entry.notes), |entry, value| put(&mut entry.notes, list(value))),
    ("Sources", |entry| json!(entry.sources), |entry, value| put(&mut entry.sources, list(value))),
    // A printed catalog has the link of each entry, which is made from its code.
    ("Link", |entry| json!(entry.link()), |_, value| optional(value).map(drop)),
];

/// A text that is optional in a user's catalog.
fn stated(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { json!(text) }
}

fn put<T>(field: &mut T, read: Result<T, String>) -> Result<(), String> {
    *field = read?;
    Ok(())
}

/// What is wrong with a value that is not what was expected.
fn unexpected(expected: impl fmt::Display, value: &Value) -> String {
    format!("{expected}, found {}", brief(&value.to_string()))
}

fn status(value: &Value) -> Result<Option<u16>, String> {
    let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
    match number.filter(|number| STATUSES.contains(number)) {
        None if !value.is_null() => {
            Err(format!("invalid HTTP status {} (expected 100 to 599, or null)", brief(&value.to_string())))
        }
        status => Ok(status),
    }
}

fn word<T: FromStr<Err = ParseError>>(value: &Value) -> Result<T, String> {
    value.as_str().unwrap_or_default().parse().map_err(|error| unexpected(error, value))
}

fn list(value: &Value) -> Result<Texts, String> {
    match value.as_array() {
        Some(items) if items.iter().all(Value::is_string) => items.iter().map(text).collect(),
        _ => Err(unexpected("expected a list of strings", value)),
    }
}

fn optional(value: &Value) -> Result<Text, String> {
    if value.is_null() { Ok(Text::Borrowed("")) } else { text(value) }
}

fn text(value: &Value) -> Result<Text, String> {
    let text = value.as_str().ok_or_else(|| unexpected("expected a string", value))?;
    if text.trim().is_empty() {
        Err("empty".to_owned())
    } else if text.trim() != text {
        Err(format!("'{}' begins or ends with white space", brief(text)))
    } else if text.contains(|c: char| c.is_control() && c != '\n') {
        Err(format!("{:?} contains a control character", brief(text)))
    } else {
        Ok(Text::Owned(text.to_owned()))
    }
}

/// Text short enough to be quoted in a message.
pub fn brief(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
