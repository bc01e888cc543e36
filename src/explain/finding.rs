//! An error of an input, completed from the catalog.

use std::path::Path;

use crate::catalog::{Catalog, Entry, Retryable, guess};
use crate::extract::Occurrence;
use crate::redact::redact;
use crate::search::suggest;

/// An error as it was received, completed from the catalog.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finding<'c> {
    /// What the input says about it.
    pub received: Occurrence,
    /// What the catalog says about its code.
    pub entry: Option<&'c Entry>,
    /// For an error without a code that has exactly one candidate: the entry of that candidate.
    pub suggested: Option<&'c Entry>,
    /// The name of the input in which it was first seen, by this run or by the run whose output is read; `-` is
    /// standard input.
    pub file: String,
    /// For a code that is not in the catalog, similar codes; for an error without a code, the codes with its message.
    pub suggestions: Vec<String>,
    /// A note that another entry of the code may be the right one, or a guess from the name of an unknown code.
    remark: Option<String>,
}

impl<'c> Finding<'c> {
    /// Completes an occurrence. Credentials in it are redacted.
    #[must_use]
    pub fn new(mut received: Occurrence, file: &Path, catalog: &'c Catalog) -> Self {
        let texts = [&mut received.message, &mut received.recommend, &mut received.host_id];
        for text in texts.into_iter().flatten() {
            *text = redact(text).into_owned();
        }
        let elsewhere = received.file.take();
        let entries = received.code.as_deref().map(|code| catalog.find(code)).unwrap_or_default();
        let entry = stated(&entries, &received);
        let unknown = received.code.as_deref().filter(|_| entry.is_none());
        let suggestions = match unknown {
            Some(code) => suggest(catalog, code).into_iter().map(str::to_owned).collect(),
            None => received.candidates.clone(),
        };
        let suggested = match received.candidates.as_slice() {
            [only] if received.code.is_none() => stated(&catalog.find(only), &received),
            _ => None,
        };
        // The name of a misspelt code says nothing.
        let guess = unknown.filter(|_| suggestions.is_empty()).and_then(guess);
        let doubt = entry.and_then(|entry| doubt(&received, entry, &entries));
        Self {
            received,
            entry,
            suggested,
            file: elsewhere.unwrap_or_else(|| file.display().to_string()),
            suggestions,
            remark: doubt.or(guess),
        }
    }

    /// The catalog's notes on the code, after a note that another entry may be the right one; for an unknown code, a
    /// guess from its name, marked as one.
    #[must_use]
    pub fn notes(&self) -> Vec<&str> {
        let notes = self.entry.iter().flat_map(|entry| entry.notes.iter());
        let remark = self.remark.as_deref().into_iter();
        remark.chain(notes.map(|note| &**note)).collect()
    }

    /// The status as received, or else the catalog's if the code has only one.
    #[must_use]
    pub fn http_code(&self) -> Option<u16> {
        let known = self.entry.filter(|_| self.remark.is_none());
        self.received.http_code.or(known.and_then(|entry| entry.http_code))
    }

    /// The message as received, or else the catalog's.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        let known = self.entry.map(|entry| &*entry.message);
        self.received.message.as_deref().or(known)
    }

    /// Whether the same call may succeed later.
    #[must_use]
    pub fn retryable(&self) -> Retryable {
        self.entry.map_or(Retryable::Unknown, |entry| entry.retryable)
    }

    /// The product that the endpoint or the link names, if it is not NAS: `VPC` for `vpc.aliyuncs.com`.
    #[must_use]
    pub fn product(&self) -> Option<String> {
        let host = self.received.host_id.as_deref().and_then(product_of_host);
        let link = || self.received.recommend.as_deref().and_then(product_of_link);
        let product = host.or_else(link)?.to_ascii_uppercase();
        (product != "NAS").then_some(product)
    }
}

/// The product in the name of an endpoint: `ecs.cn-hangzhou.aliyuncs.com`, `ecs-cn-hangzhou.aliyuncs.com` and
/// `bucket.oss-cn-hangzhou-internal.aliyuncs.com`.
fn product_of_host(host: &str) -> Option<&str> {
    let is_region = |label: &str| {
        let (area, place) = label.split_once('-').unwrap_or_default();
        area.len() == 2 && !place.is_empty()
    };
    let host = host.strip_suffix(".aliyuncs.com")?;
    let label = host.rsplit('.').find(|label| !is_region(label))?;
    let regions = label.match_indices('-').map(|(place, _)| place);
    let region = regions.into_iter().find(|place| is_region(&label[place + 1..]));
    let label = region.map_or(label, |place| &label[..place]);
    let label = label.strip_suffix("-vpc").unwrap_or(label);
    is_name(label).then_some(label)
}

/// The product in the query of a link: `https://api.aliyun.com/troubleshoot?q=CODE&product=Ecs`.
fn product_of_link(link: &str) -> Option<&str> {
    let (_, query) = link.split_once('?')?;
    let mut values = query.split('&');
    let value = values.find_map(|pair| pair.strip_prefix("product="))?;
    is_name(value).then_some(value)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// The entry with the status that was received, or else the first.
pub fn stated<'c>(entries: &[&'c Entry], received: &Occurrence) -> Option<&'c Entry> {
    let is_it = |entry: &&&Entry| entry.http_code == received.http_code;
    entries.iter().find(is_it).or(entries.first()).copied()
}

/// A note that another entry of the code may be the right one, if no status was received.
fn doubt(received: &Occurrence, entry: &Entry, entries: &[&Entry]) -> Option<String> {
    if entries.len() < 2 || received.http_code.is_some() {
        return None;
    }
    let status = |entry: &&Entry| match entry.http_code {
        Some(status) => status.to_string(),
        None => "none".to_owned(),
    };
    let statuses = entries.iter().map(status).collect::<Vec<_>>().join(", ");
    Some(format!(
        "The code has {} entries, with the statuses {statuses}, and no status was received: 'naserr lookup {}' shows them all.",
        entries.len(),
        entry.code
    ))
}
