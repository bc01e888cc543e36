//! What the catalog knows about one error code. Plain data: it knows neither where it was loaded from nor how it is shown.

use std::fmt;

/// An error code that the NAS API, or the gateway before it, answers with. A view into a catalog, cheap to copy.
///
/// The key of an entry is its code together with its status: a code that the service returns with two statuses has two
/// entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'c> {
    /// The HTTP status documented for the code; `None` where no source states one.
    pub http_code: Option<HttpCode>,
    /// The code as published, odd blanks and spellings included.
    pub code: &'c str,
    /// What the code means; the vendor's words in [`Origin::Guide`], the project's own in the other built-in layers. Empty
    /// where a user's catalog states none.
    pub message: &'c str,
    /// What to do about it; whose words, and when empty, as for `message`.
    pub resolution: &'c str,
    /// Whether the same call may succeed later, unchanged.
    pub retryable: Retryable,
    /// The layer that the entry is from.
    pub origin: Origin,
    /// Other spellings that find the entry.
    pub aliases: Texts<'c>,
    /// API actions that a source says return the code.
    pub actions: Texts<'c>,
    /// Corrections and facts that the published text lacks, in the project's own words.
    pub notes: Texts<'c>,
    /// Where the facts come from.
    pub sources: Texts<'c>,
}

/// A list of texts of an entry, empty when nothing is known.
///
/// ```
/// use naserr::Catalog;
///
/// let catalog = Catalog::built_in();
/// let entry = catalog.find("InvalidLocatin.NotFound").expect("a code of the guide").entries[0];
/// assert_eq!(entry.aliases.iter().collect::<Vec<_>>(), ["InvalidLocation.NotFound"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Texts<'c>(&'c str);

impl<'c> Texts<'c> {
    /// Stands between two texts. No text of a catalog holds a control character.
    pub(crate) const SEPARATOR: char = '\u{1f}';

    /// A list of texts, written one behind the other.
    pub(crate) fn join<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
        texts
            .into_iter()
            .collect::<Vec<_>>()
            .join(&Self::SEPARATOR.to_string())
    }

    /// The texts that a joined list holds.
    pub(crate) const fn new(separated: &'c str) -> Self {
        Self(separated)
    }

    /// The texts, in the order of the catalog.
    pub fn iter(self) -> impl Iterator<Item = &'c str> {
        self.0
            .split(Self::SEPARATOR)
            .filter(|text| !text.is_empty())
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(self) -> usize {
        let separators = memchr::memchr_iter(Self::SEPARATOR as u8, self.0.as_bytes()).count();
        separators + usize::from(!self.is_empty())
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

/// An HTTP status code, 100 to 599.
///
/// ```
/// use naserr::HttpCode;
///
/// assert_eq!(HttpCode::new(404).map(HttpCode::get), Some(404));
/// assert_eq!(HttpCode::new(600), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HttpCode(u16);

impl HttpCode {
    /// The status with this number; `None` outside 100 to 599.
    #[must_use]
    pub const fn new(number: u16) -> Option<Self> {
        if number >= 100 && number <= 599 {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The class of the status: 4 for 404.
    #[must_use]
    pub const fn class(self) -> u16 {
        self.0 / 100
    }
}

impl fmt::Display for HttpCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether the same call may succeed later, unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Retryable {
    /// The same call, signed again, may succeed later without anybody changing anything. This is the one rule for every
    /// built-in entry.
    ///
    /// The call keeps its parameters, its credentials and the clock of its machine; only the signature is new, with a fresh
    /// nonce and timestamp. So a used nonce is `Yes`, and so is all that ends by itself: a failure inside the service,
    /// throttling, a passing state, a running job.
    Yes,
    /// Somebody has to change something first: a parameter, a permission, an expired token, a wrong clock, a debt, an object
    /// that is in the way. A zone without stock counts too, because no source says when it has stock again.
    No,
    /// It depends on the cause, no source says, or the sources disagree; a note of the entry says which.
    Unknown,
}

impl Retryable {
    /// Every value, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unknown];

    /// The word that stands for the value in every format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    /// The value that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.word() == word)
    }
}

/// The layer of the catalog that an entry is from. It tells whose words the entry's texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The vendor's published error-code page, byte for byte.
    Guide,
    /// Codes that the API's metadata, other official pages or official clients show.
    Api,
    /// Codes that any Alibaba Cloud API call can meet before NAS sees it.
    Gateway,
    /// A user's own catalog.
    User,
}

impl Origin {
    /// Every layer, in the order in which they are printed.
    pub const ALL: [Self; 4] = [Self::Guide, Self::Api, Self::Gateway, Self::User];

    /// The word that stands for the layer in every format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Api => "api",
            Self::Gateway => "gateway",
            Self::User => "user",
        }
    }

    /// The value that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.word() == word)
    }
}
