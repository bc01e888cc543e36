//! The changelog has the version in Cargo.toml.

use std::fs;

#[test]
fn the_version_has_a_section_with_its_date() {
    let changelog = fs::read_to_string("CHANGELOG.md").unwrap();
    let heading = format!("\n## [{}] - ", env!("CARGO_PKG_VERSION"));
    let (_, after) = changelog.split_once(&heading).expect(&heading);
    let date: Vec<&str> = after.lines().next().unwrap().split('-').collect();
    let lengths: Vec<usize> = date.iter().map(|part| part.len()).collect();
    assert_eq!(lengths, [4, 2, 2], "{date:?}");
}
