//! What the catalog knows about one error code. Plain data: it knows neither where it was loaded from nor how it is
//! shown.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{self, Write};
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::ser::{Serialize, Serializer};

use super::fields::FIELDS;

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

impl Retryable {
    /// Every value, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unknown];

    /// The value as every format writes it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
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

impl Origin {
    /// Every layer, in the order in which they are printed.
    pub const ALL: [Self; 4] = [Self::Guide, Self::Api, Self::Gateway, Self::User];

    /// The layer as every format writes it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Api => "api",
            Self::Gateway => "gateway",
            Self::User => "user",
        }
    }
}

/// Both are written as one of a few fixed words, and read from it.
macro_rules! fixed_words {
    ($type:ty, $expected:literal) => {
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

fixed_words!(Retryable, "yes, no or unknown");
fixed_words!(Origin, "guide, api, gateway or user");
