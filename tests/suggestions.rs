//! Did-you-mean suggests nothing for codes of other products.

use std::collections::BTreeSet;

use naserr::{Catalog, suggest};

/// Codes of other products and clouds, and plain words.
const FOREIGN: &[&str] = &[
    "AccessDenied",
    "InvalidInstanceId.NotFound",
    "InvalidDiskId.NotFound",
    "NoSuchKey",
    "NoSuchBucket",
    "InvalidBucketName",
    "OperationConflict",
    "LimitExceeded",
    "banana",
    "timeout",
    "disk",
    "foo",
    "zzz",
    "InvalidImageId.NotFound",
    "InvalidSecurityGroupId.NotFound",
    "InvalidKeyPair.NotFound",
    "InvalidUser.NotFound",
    "InvalidSnapshotId.NotFound",
    "IncorrectInstanceStatus",
    "InvalidLoadBalancerId.NotFound",
    "QuotaExceeded",
    "ThrottlingException",
    "ValidationException",
    "ResourceNotFoundException",
    "InternalFailure",
    "UnauthorizedOperation",
    "InvalidParameterValue",
    "InvalidParameterCombination",
    "ExpiredToken",
    "InvalidClientTokenId",
    "BucketAlreadyExists",
    "EntityTooLarge",
    "MalformedXML",
    "RequestTimeTooSkewed",
    "SlowDown",
    "AuthFailure",
    "DryRunOperationFailed",
    "InvalidVolume.NotFound",
    "InvalidGroup.InUse",
    "InvalidAMIID.NotFound",
    "InvalidSubnetID.NotFound",
    "InvalidHostedZone",
    "NoSuchHostedZone",
    "FileSystemInUse",
    "FileSystemLimitExceeded",
    "MountTargetConflict",
    "AccessPointNotFound",
    "InvalidDomainName",
    "OperationDenied.InstanceStatus",
    "InvalidEipStatus.ValueNotSupported",
    "Forbidden.InstanceNotFound",
    "InvalidDBInstanceName.NotFound",
    "MissingAction",
    "error",
    "failed",
    "denied",
    "quota",
    "network",
    "region",
    "NullPointerException",
    "ECONNREFUSED",
    "ENOENT",
    "404",
    "",
];

#[test]
fn codes_of_other_products_get_no_suggestion() {
    let catalog = Catalog::built_in();
    let foreign = FOREIGN.iter().filter(|code| catalog.find(code).is_empty());
    let suggested: Vec<_> = foreign
        .map(|code| (code, suggest(&catalog, code)))
        .filter(|(_, suggestions)| !suggestions.is_empty())
        .collect();
    println!("{} of {} get a suggestion: {suggested:?}", suggested.len(), FOREIGN.len());
    assert!(suggested.len() * 30 <= FOREIGN.len(), "{suggested:?}");
}

#[test]
fn the_likeliest_three_are_suggested_best_first() {
    // Two wrong letters, two pairs of swapped letters, one wrong letter, one pair of swapped letters.
    let codes = ["Team.Dacumant", "Team.Docmuetn", "Team.Documant", "Team.Dcoument"];
    let own = serde_json::json!(codes.map(|code| serde_json::json!({"Code": code})));
    let own = Catalog::from_json(&own.to_string()).unwrap();
    assert_eq!(suggest(&own, "Team.Document"), ["Team.Dcoument", "Team.Documant", "Team.Docmuetn"]);
}

#[test]
fn two_typos_are_suggested_only_if_their_words_have_six_letters() {
    let catalog = Catalog::built_in();
    assert_eq!(suggest(&catalog, "InvalidFileSyxxem.NotFound"), ["InvalidFileSystem.NotFound"]);
    assert!(suggest(&catalog, "OperationDenied.NoSxxck").is_empty());
}

#[test]
fn at_most_three_codes_are_suggested_and_each_once() {
    let catalog = Catalog::built_in();
    for entry in catalog.entries() {
        let suggestions = suggest(&catalog, &format!("{}x", entry.code));
        let distinct: BTreeSet<_> = suggestions.iter().collect();
        assert!((1..=3).contains(&suggestions.len()) && distinct.len() == suggestions.len(), "{suggestions:?}");
    }
}
