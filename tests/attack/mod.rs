//! What somebody hostile would try: with texts, with sizes, with files and with the process.

#[cfg(target_os = "linux")]
mod files;
mod lookalikes;
mod markup;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod process;
mod steering;
