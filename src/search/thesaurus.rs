//! What users say and what the catalog calls it. The build step makes it from `vocabulary.txt`.

use super::index::{Lists, Words};

/// The phrases that users say, by their stems, and the stems that stand for each in the catalog.
#[derive(Debug, Clone, Copy)]
pub struct Thesaurus<'t> {
    /// By phrase; a word that says nothing means nothing.
    pub phrases: Lists<'t, Meaning>,
    /// The stems that phrases mean.
    pub stems: Words<'t>,
    /// The single words of all phrases.
    pub words: Words<'t>,
}

/// What a phrase means: the place of a stem, and whether it is as good as the phrase itself.
#[derive(Debug, Clone, Copy)]
pub struct Meaning(pub u16, pub bool);

static BUILT_IN: Thesaurus<'static> = include!(concat!(env!("OUT_DIR"), "/thesaurus.rs"));

/// What a phrase means: the stems that stand for it, and whether each is as good as the phrase itself; `None` when it is unknown.
pub fn meanings(phrase: &str) -> Option<impl Iterator<Item = (&'static str, bool)> + use<>> {
    let meanings = BUILT_IN.phrases.of(phrase)?;
    let stem = |&Meaning(stem, same): &Meaning| (BUILT_IN.stems.get(usize::from(stem)), same);
    Some(meanings.iter().map(stem))
}

/// The single words of what users say.
pub const fn words() -> Words<'static> {
    BUILT_IN.words
}
