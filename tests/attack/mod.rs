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

/// A RequestId, another one for each number.
fn id(number: usize) -> String {
    format!("{number:08X}-D1DB-5E41-AEF1-40A5B35366DF")
}
