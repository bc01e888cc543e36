//! Guesses from the names of unknown codes.

use naserr::{Catalog, guess};

use crate::harness::naserr;

/// For each family, in order, a code that is not in the catalog.
const EXAMPLES: [&str; 25] = [
    "Throttling.Tape",
    "SDK.TapeJammed",
    "InternalError.Tape",
    "ServiceUnavailable.Tape",
    "TapeTimeout",
    "SignatureNonceTooOld",
    "InvalidSignatureTape",
    "InvalidTimeStamp.Tape",
    "MissingTapeId",
    "InvalidTape.NotFound",
    "OperationDenied.TapeNotFound",
    "TapeNotExist",
    "InvalidTape.AlreadyExisted",
    "OperationDenied.TapeOutOfStock",
    "OperationDenied.TooManyTapes",
    "OperationDenied.TapeCountExceeded",
    "OperationDenied.NoTapeQuota",
    "InvalidTape.NotSupported",
    "Forbidden.Tape",
    "PermissionDenied.Tape",
    "InvalidTapeStatus",
    "OperationDenied.TapeConflict",
    "OperationDenied.Tape",
    "InvalidParameter.Tape",
    "InvalidTape.Width",
];

/// The rows of the table: a pattern, and what it suggests.
fn rows() -> Vec<(&'static str, &'static str)> {
    let table = include_str!("../src/catalog/name_guesses.tsv");
    table.lines().map(|row| row.split_once('\t').expect(row)).collect()
}

#[test]
fn every_family_is_the_first_that_matches_its_example() {
    let catalog = Catalog::built_in();
    let rows = rows();
    assert_eq!(rows.len(), EXAMPLES.len());
    for ((pattern, meaning), example) in rows.into_iter().zip(EXAMPLES) {
        assert!(catalog.find(example).is_empty(), "{example} is in the catalog");
        let wanted = format!("a guess from the name '{example}' alone ({pattern}): {meaning}");
        assert_eq!(guess(example), Some(wanted));
    }
}

#[test]
fn every_family_says_what_happened_and_what_to_try() {
    for (pattern, meaning) in rows() {
        assert!(meaning.ends_with('.') && meaning.matches(". ").count() >= 1, "{pattern}: {meaning}");
        assert!(pattern.contains('*'));
    }
}

#[test]
fn lookup_says_that_what_it_tells_from_a_name_is_a_guess() {
    naserr(["lookup", "InvalidTape.NotFound", "Zork"]).ends(
        1,
        "",
        "error: 'InvalidTape.NotFound' is not in the catalog\n\
         note: a guess from the name 'InvalidTape.NotFound' alone (Invalid*.NotFound): the object named between Invalid and NotFound \
         does not exist, or is in another region or account. Check the region of the call first, then the object's ID and the \
         account. If you were deleting it, it may already be gone.\n\
         error: 'Zork' is not in the catalog\n\
         hint: 'naserr search InvalidTape.NotFound' finds similar codes; 'naserr list' shows every code\n",
    );
    // The name of a misspelt code says nothing.
    naserr(["lookup", "InvalidFileSytem.NotFound"]).ends(
        1,
        "",
        "error: 'InvalidFileSytem.NotFound' is not in the catalog\nhint: did you mean 'InvalidFileSystem.NotFound'?\n",
    );
}
