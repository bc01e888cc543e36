//! Numbers and shares as people read them.

/// A number and what it counts: `3 lines`.
pub fn counted(number: u64, name: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {name}{plural}")
}

/// A percentage: never 0% for something, and 100% only for everything.
pub fn percent(part: u64, whole: u64) -> String {
    let share = (u128::from(part) * 200 / u128::from(whole.max(1))).div_ceil(2);
    match share {
        0 if part > 0 => "<1%".to_owned(),
        100 if part < whole => "99%".to_owned(),
        share => format!("{share}%"),
    }
}
