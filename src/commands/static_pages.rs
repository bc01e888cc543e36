//! `naserr man` and `naserr schema`: texts that are part of the program.

/// The manual page, in roff. A test generates it from the command line's definition.
pub const MANUAL: &str = include_str!("man/naserr.1");

/// The JSON Schema of a catalog file.
pub const SCHEMA: &str = include_str!("../catalog/schema.json");
