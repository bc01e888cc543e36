//! Errors of the operating system that users of NFS and SMB shares see. They are not errors of the API, so no code explains them.

/// What the system says, in lower case.
const PHRASES: [&str; 34] = [
    // NFS and the local file system
    "no space left on device",
    "disk full",
    "disk is full",
    "disk quota exceeded",
    "stale file handle",
    "stale nfs file handle",
    "read-only file system",
    "read only file system",
    "input/output error",
    "device is busy",
    "device or resource busy",
    "transport endpoint is not connected",
    "too many open files",
    "no locks available",
    "file name too long",
    // mount
    "access denied by server while mounting",
    "wrong fs type",
    "bad superblock",
    "bad option",
    "mount.nfs",
    "mount.cifs",
    "mount error(",
    "protocol not supported",
    "rpc.statd is not running",
    "port mapper failure",
    "no route to host",
    "connection timed out while mounting",
    "nfs: server",
    // Windows
    "system error 53",
    "system error 64",
    "system error 67",
    "system error 1231",
    "network path was not found",
    "network name cannot be found",
];

/// The message of the operating system that a query contains, if there is one.
///
/// ```
/// assert_eq!(naserr::mount_error("cp: No space left on device"), Some("no space left on device"));
/// assert_eq!(naserr::mount_error("mount point in use"), None);
/// ```
#[must_use]
pub fn mount_error(query: &str) -> Option<&'static str> {
    let query = query.to_lowercase();
    PHRASES.into_iter().find(|phrase| query.contains(phrase))
}
