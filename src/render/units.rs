//! Numbers, shares, sizes and times as people read them.

use std::time::Duration;

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

/// A size to a tenth of a unit: `1.5 MiB`.
pub fn size(bytes: u64) -> String {
    let units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)];
    match units.into_iter().find(|(_, power)| bytes >> power > 0) {
        Some((unit, power)) => {
            let tenths = (u128::from(bytes) * 10) >> power;
            format!("{}.{} {unit}", tenths / 10, tenths % 10)
        }
        None => counted(bytes, "byte"),
    }
}

/// A time: `12 ms`, `1.5 s`.
pub fn time(elapsed: Duration) -> String {
    match elapsed.as_millis() {
        0 => "<1 ms".to_owned(),
        milliseconds @ 1..1000 => format!("{milliseconds} ms"),
        _ => format!("{:.1} s", elapsed.as_secs_f64()),
    }
}
