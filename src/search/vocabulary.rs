//! The words of users and of the catalog: data, to be read and extended without knowing how search works.
//!
//! Phrases are written in small letters, with blanks between their words. Blanks and the ending of the last word do not count when
//! a phrase is looked for: `file system` is also `filesystem` and `FileSystems`. Bars stand between the phrases of a row.
//!
//! A row is one text rather than an array, since the system's loader adjusts every reference of a program at every start of every
//! command: arrays of phrases cost a look-up more than all the arguments that it parses.

use std::ops::Range;
use std::sync::LazyLock;

/// Words that carry no trouble of their own, with a blank before and behind each. Counting cannot find them: in a small catalog
/// some are rare by accident.
pub const STOP_WORDS: &str = " \
    a about after again all also am an and another any api are as at be because been before being but by call calling \
    can cannot cant code could couldnt did do does doesnt dont during error errors for from get gets getting give \
    gives got had has have he how i id ids if in inside into is isnt it its just may me must my nas not now of on one \
    or other our out please reason request right says she should so some something specified still such tell tells \
    than that the their them then there these they this those to too tried try trying unable up us use using very via \
    want was we were what when where which while who whose why will with would yet you your ";

/// The vendor's two vocabularies (API names and console words), abbreviations and spellings, its own slips included: each as good
/// as the other.
const SAME: &[&str] = &[
    "mount target|mount point",
    "access group|permission group",
    "access rule|permission rule",
    "file system|nas instance|nas file system",
    "data flow",
    "access point",
    "protocol service",
    "zone|availability zone|azone|az",
    "load balancer|balancer|lb|slb|lbid|load balancer id",
    "vip|virtual ip",
    "vpc|virtual private cloud",
    "vswitch|switch|vsw",
    "authorize|authorise",
    "sub user|sub account|sub ram",
    "security token|sts token|sts",
    "directory|folder|dir",
    "fileset|fset",
    "parameter|param|argument",
    "protocol|protocal",
    "location|locatin",
    "trial|trail",
    "caller uid|caller id",
];

/// What users say, and in which words the catalog tells the same trouble: one trouble a row.
#[rustfmt::skip]
const TROUBLES: &[(&str, &str)] = &[
    // A thing is not there.
    ("not found|not exist|does not exist|doesnt exist|do not exist|nonexistent|no such|no longer exist|\
      not there|never created|not created|missing|gone|vanished|disappeared|lost|unknown|wrong|cannot find|\
      cant find|no|was deleted|was removed|been deleted|been removed",
     "not found|not exist|does not exist"),
    // A parameter was not passed.
    ("missing|mandatory|required|forgot|forgotten|lack|omitted|left out|empty|without|no|given|passed|supplied|\
      provided|not set|not specified|not given|not passed|need|must pass",
     "missing|mandatory"),
    // A value is not a legal one.
    ("invalid|illegal|wrong|bad|incorrect|malformed|not valid|not accepted|unknown|allowed",
     "invalid|illegal|valid"),
    // A thing is there already.
    ("already exist|exist already|exist|duplicate|already there|same name|that name|taken|twice",
     "already exist|duplicate"),
    // A thing is in use.
    ("in use|used by|still used|attached|bound|busy|associated|unbind|detach|depend|refer|occupied",
     "in use|attached|bound|associated|unbind"),
    // There are more than allowed.
    ("exceed|too many|quota|limit|maximum|max|at most|used up|no more|limit reached|maximum reached|\
      maximum number|count|number of|too high|allowance",
     "exceed|counts exceeded|too many|quota|limit|maximum"),
    ("raise|increase|higher|extend|more",
     "increase"),
    // There is less than needed.
    ("not enough|insufficient|shortage|no free|no space|running out|run out|ran out|none left|too few|\
      exhausted|full",
     "not enough|insufficient|shortage|space|available"),
    ("sold out|out of stock|no stock|no capacity",
     "out of stock|no stock|inventory"),
    // What was being done.
    ("delete|remove|destroy|drop|get rid of|deletion|tear down",
     "delete|remove"),
    ("modify|change|edit|update|alter|modification|rename",
     "modify|edit|change"),
    ("create|make|add|creation|set up",
     "create|creation"),
    ("check|verify|verification|validate|validation",
     "check|verification"),
    // The caller may not do it.
    ("forbidden|not authorized|unauthorized|no permission|permission denied|access denied|denied|not allowed|\
      not permitted|may not|no right|lack permission|permission|authorize|authorization|privilege|rejected",
     "forbidden|forbbiden|not authorized|unauthorized|no permission|permission|denied|authorize"),
    // It took too long.
    ("timeout|timed out|times out|time out|too long|in time|forever|not answer|no answer|not respond|\
      no response|hang|hung|slow",
     "timeout"),
    // The service is not there for a moment.
    ("unavailable|not available|down|temporary|temporarily|outage|maintenance|overloaded|overload|unresponsive",
     "unavailable|temporary|maintaining"),
    // The service failed and does not tell why.
    ("internal error|internal server error|unknown error|unknown failure|unknown reason|went wrong|server side|\
      crash|unexpected",
     "internal error|unknown error"),
    ("not support|unsupported|not available|not offered|support",
     "not support|unsupported|support"),
    ("not match|mismatch|differ|different|inconsistent|not consistent|not equal|not fit|conflict",
     "not match|mismatch|conflict|consistent|not equal"),
    ("not empty|has|still has|still have|still there|contain|left|remaining|leftover",
     "not empty|still"),
    // The service or a feature is not switched on.
    ("not open|activate|not activated|enable|not enabled|disabled|switch on|turn on|inactive|subscribe|sign up",
     "disabled|activate|open|enable"),
    ("balance|money|overdue|debt|unpaid|pay|payment|paid|arrears|top up|credit|bill|owe",
     "balance|debt|overdue"),
    // A feature has to be applied for.
    ("qualified|trial|beta|preview|approved|invitation|whitelist|apply|apply for",
     "qualified|trial|approved|application"),
    ("throttling|throttled|rate limit|too many requests|too fast|too often|slow down|flow control|qps|429",
     "throttling|too often|too many requests"),
    ("expired|stale|too old|outdated|run out",
     "expired|run out"),
    ("concurrent|another operation|in progress|at the same time|simultaneous",
     "conflict|processing|running|in progress"),
    ("status|state|not ready",
     "status|state"),
    ("unreachable|cannot connect|cannot reach|connection",
     "unreachable|connect"),
    ("classic|network type",
     "classic|network type"),
    ("kind|category|class",
     "type"),
    ("account|user",
     "user|account"),
    ("sub user|ram user|sub account",
     "sub user|sub account|ram"),
    ("clock|clock skew|wrong time",
     "timestamp|clock"),
    ("oss|bucket",
     "bucket|source storage"),
    ("trash|recycle bin",
     "recycle bin"),
    ("secret|access key|ak|credential",
     "access key|signature"),
    ("encrypted|encryption|kms",
     "encrypted|kms"),
    ("ip|ip address|address",
     "ip"),
    ("performance|ssd",
     "performance"),
];

/// Endings that are cut from a word, and how many letters must be left. The first that fits is cut.
pub const ENDINGS: &[(&str, usize)] = &[
    ("ations", 5),
    ("ation", 5),
    ("ments", 3),
    ("ment", 3),
    ("ions", 4),
    ("ion", 4),
    ("ings", 3),
    ("ing", 3),
    ("ies", 3),
    ("ied", 3),
    ("es", 3),
    ("ed", 3),
    ("s", 3),
    ("e", 3),
    ("y", 3),
];

/// The tables, their rows taken apart: once for a program that searches, and never for one that does not.
#[derive(Default)]
pub struct Tables {
    /// The phrases of all rows, one behind the other.
    phrases: Vec<&'static str>,
    same: Vec<Range<usize>>,
    troubles: Vec<(Range<usize>, Range<usize>)>,
}

/// The tables.
pub static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables {
        phrases: Vec::with_capacity(512),
        ..Tables::default()
    };
    for row in SAME {
        let row = tables.take_apart(row);
        tables.same.push(row);
    }
    for (said, meant) in TROUBLES {
        let row = (tables.take_apart(said), tables.take_apart(meant));
        tables.troubles.push(row);
    }
    tables
});

impl Tables {
    /// The rows of phrases that are as good as each other.
    pub fn same(&self) -> impl Iterator<Item = &[&'static str]> {
        self.same.iter().map(|row| self.row(row))
    }

    /// The troubles: what users say, and what the catalog says.
    pub fn troubles(&self) -> impl Iterator<Item = (&[&'static str], &[&'static str])> {
        self.troubles
            .iter()
            .map(|(said, meant)| (self.row(said), self.row(meant)))
    }

    /// Every phrase that users say.
    pub fn said(&self) -> impl Iterator<Item = &'static str> {
        self.same()
            .chain(self.troubles().map(|(said, _)| said))
            .flatten()
            .copied()
    }

    /// Every phrase.
    #[allow(dead_code, reason = "the build step and tests use it")]
    pub fn all(&self) -> impl Iterator<Item = &'static str> {
        self.phrases.iter().copied()
    }

    fn row(&self, row: &Range<usize>) -> &[&'static str] {
        self.phrases.get(row.clone()).unwrap_or_default()
    }

    /// Adds the phrases of a row, and tells where they are.
    fn take_apart(&mut self, row: &'static str) -> Range<usize> {
        let first = self.phrases.len();
        let mut start = 0;
        // A plain loop takes a fraction of the time of splitting by a character, which would be as long as a search.
        for (end, byte) in row.bytes().enumerate().chain([(row.len(), b'|')]) {
            if byte == b'|' {
                self.phrases.extend(row.get(start..end));
                start = end + 1;
            }
        }
        first..self.phrases.len()
    }
}

#[cfg(test)]
mod tests {
    use super::TABLES;

    #[test]
    fn phrases_are_small_letters_and_single_blanks() {
        for phrase in TABLES.all() {
            let plain = |word: &str| {
                !word.is_empty()
                    && word
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            };
            assert!(phrase.split(' ').all(plain), "{phrase:?}");
        }
    }
}
