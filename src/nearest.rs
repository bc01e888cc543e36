//! Which of a few names a misspelt word most likely means.

/// The name that differs least from a word, if it differs in at most a third of its letters or starts with the word.
/// Case is ignored.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.to_lowercase();
    let candidates = names.into_iter().filter_map(|name| {
        let folded = name.to_lowercase();
        let distance = strsim::osa_distance(&word, &folded);
        let is_near = distance * 3 <= folded.chars().count();
        let is_start = !word.is_empty() && folded.starts_with(&word);
        (is_near || is_start).then_some((distance, name))
    });
    candidates.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}
