//! Hostile texts, sizes, files, arguments and signals. SECURITY.md has the promises that these tests hold.

#[cfg(target_os = "linux")]
mod files;
mod lookalikes;
mod markup;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod process;
mod terminal_control;
