//! Shows how a text is read, step by step: each line with its class, its program and its facts, the strength of the boundaries
//! between the facts, and the errors that they are cut into.
//!
//! `cargo run --example trace FILE`, or `-` for standard input.

use std::io::{self, Read, Write};
use std::{env, fs};

use naserr::{Catalog, trace};

fn main() -> io::Result<()> {
    let name = env::args_os().nth(1).unwrap_or_else(|| "-".into());
    let input = if name == "-" {
        let mut input = Vec::new();
        io::stdin().read_to_end(&mut input)?;
        input
    } else {
        fs::read(name)?
    };
    io::stdout().write_all(trace(&Catalog::built_in(), &input).as_bytes())
}
