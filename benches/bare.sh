#!/usr/bin/env bash
# Builds a program that only parses its arguments, with the clap version and the release profile of naserr, and prints its
# path. No program with subcommands can be faster.
set -euo pipefail
cd "$(dirname "$0")/.."

bare=target/bare
mkdir -p "$bare/src"
clap=$(sed -n '/^name = "clap"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
{
    printf '[package]\nname = "bare"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n'
    printf '[dependencies]\nclap = { version = "=%s", features = ["derive"] }\n' "$clap"
    sed -n '/^\[profile.release\]/,$p' Cargo.toml
} >"$bare/Cargo.toml"
cat >"$bare/src/main.rs" <<'RUST'
#[derive(clap::Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}
#[derive(clap::Subcommand)]
enum Command {
    Lookup { codes: Vec<String> },
    List,
}
fn main() {
    match <Cli as clap::Parser>::parse().command {
        Command::Lookup { codes } => println!("{}", codes.len()),
        Command::List => println!("0"),
    }
}
RUST
cargo build --quiet --release --manifest-path "$bare/Cargo.toml"
echo "$bare/target/release/bare"
