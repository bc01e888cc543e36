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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{counted, percent, size, time};

    #[test]
    fn numbers_have_their_units() {
        assert_eq!((counted(1, "line"), counted(0, "line")), ("1 line".into(), "0 lines".into()));
        let sizes = [0, 1, 1023, 1024, 1536, 5 << 20, 3 << 30, 9 << 40];
        assert_eq!(
            sizes.map(size),
            ["0 bytes", "1 byte", "1023 bytes", "1.0 KiB", "1.5 KiB", "5.0 MiB", "3.0 GiB", "9.0 TiB"]
        );
        let times = [0, 1, 999, 1000, 61_500].map(Duration::from_millis);
        assert_eq!(times.map(time), ["<1 ms", "1 ms", "999 ms", "1.0 s", "61.5 s"]);
        let shares = [(0, 9), (1, 999), (1, 2), (998, 999), (9, 9), (0, 0)];
        assert_eq!(shares.map(|(part, whole)| percent(part, whole)), ["0%", "<1%", "50%", "99%", "100%", "0%"]);
    }
}
