//! How error codes are compared: by their letters alone, since people and clients change case and blanks.

use std::borrow::Cow;

/// The bytes of a code that count in a comparison: not its white space, and its letters whatever their case.
pub fn folded(code: &str) -> impl Iterator<Item = u8> + Clone {
    code.bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| byte.to_ascii_lowercase())
}

/// The places of a code, case and blanks aside, among places in the order of their codes. `code_in` tells a place's code.
pub fn places_of<'p, 'c>(
    code: &str,
    by_code: &'p [u32],
    code_in: impl Fn(u32) -> &'c str,
) -> &'p [u32] {
    let from = by_code.partition_point(|&place| folded(code_in(place)).lt(folded(code)));
    let rest = by_code.get(from..).unwrap_or_default();
    let others = rest.iter().position(|&place| !same(code_in(place), code));
    rest.get(..others.unwrap_or(rest.len())).unwrap_or_default()
}

/// A code as people hand it over, without the comma that comes along when it is copied out of a list, and without the
/// blanks around it and the blanks of typesetters anywhere in it.
#[must_use]
pub fn cleaned(code: &str) -> Cow<'_, str> {
    let trimmed = code
        .trim_start()
        .trim_end_matches(|c: char| c == ',' || c.is_whitespace());
    let is_odd_blank = |c: char| !c.is_ascii() && c.is_whitespace();
    if trimmed.is_ascii() {
        trimmed.into()
    } else {
        trimmed.replace(is_odd_blank, "").into()
    }
}

/// Whether two spellings stand for the same code. Dots are part of a code; case and white space are not.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    folded(a).eq(folded(b))
}

/// The family of a code: what stands before its first dot, all of it when there is none.
#[must_use]
pub fn family(code: &str) -> &str {
    code.split_once('.').map_or(code, |(family, _)| family)
}

/// Whether a code matches a pattern, in which `*` stands for any characters and `?` for one; compared as codes are.
///
/// Takes the product of the two lengths at worst, never more, whatever the pattern.
#[must_use]
pub fn matches(pattern: &str, code: &str) -> bool {
    let pattern: Vec<u8> = folded(pattern).collect();
    let code: Vec<u8> = folded(code).collect();
    // `reachable[i]` says whether the pattern read so far can end before the code's byte `i`.
    let mut reachable = vec![false; code.len() + 1];
    reachable[0] = true;
    for &p in &pattern {
        if p == b'*' {
            if let Some(first) = reachable.iter().position(|&r| r) {
                reachable[first..].fill(true);
            }
        } else {
            for i in (0..code.len()).rev() {
                reachable[i + 1] = reachable[i] && (p == b'?' || p == code[i]);
            }
            reachable[0] = false;
        }
    }
    reachable[code.len()]
}

#[cfg(test)]
mod tests {
    use super::{cleaned, family, matches, same};

    #[test]
    fn case_blanks_and_what_copying_adds_do_not_count() {
        assert!(same(
            "missingparameter.CALLERUID",
            "Missingparameter. calleruid"
        ));
        assert!(same(&cleaned(" User.\tDisabled,\n"), "User. Disabled"));
        assert!(same(&cleaned("User.Disabled,\n, ,"), "User. Disabled"));
        assert!(same(
            &cleaned("\u{a0}User.\u{2009}Disabled"),
            "User. Disabled"
        ));
        assert!(!same("UserDisabled", "User.Disabled"));
        assert!(!same("User.Disabled.", "User.Disabled"));
    }

    #[test]
    fn a_family_ends_before_the_first_dot() {
        assert_eq!(family("Capacity.NotEqual.SnapshotFileSystem"), "Capacity");
        assert_eq!(family("InternalError"), "InternalError");
    }

    #[test]
    fn patterns() {
        for (pattern, code, expected) in [
            (
                "OperationDenied.*",
                "OperationDenied.MountTargetNotEmpty",
                true,
            ),
            ("operationdenied.*", "OperationDenied.", true),
            ("*.NotFound", "InvalidFileSystem.NotFound", true),
            ("*.NotFound", "InvalidFileSystem.NotFoundError", false),
            ("*", "", true),
            ("**a*b**", "xxaxxbxx", true),
            ("a*b*c", "abcabx", false),
            ("I?ternalError", "InternalError", true),
            ("?", "", false),
            ("", "a", false),
        ] {
            assert_eq!(matches(pattern, code), expected, "{pattern} on {code}");
        }
    }
}
