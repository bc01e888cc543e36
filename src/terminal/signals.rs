//! Signals that ask the process to end. They are caught so that what was found so far can still be shown.

#[cfg(unix)]
pub use caught::Signals;
#[cfg(not(unix))]
pub use uncaught::Signals;

#[cfg(unix)]
mod caught {
    use std::io;
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::{flag, low_level};

    /// The signals that were received since somebody began to watch.
    #[derive(Clone)]
    pub struct Signals {
        received: Arc<AtomicUsize>,
        wake: Arc<UnixStream>,
    }

    impl Signals {
        /// Catches SIGINT and SIGTERM from now on. The second one ends the process at once.
        pub fn watch() -> io::Result<Self> {
            let received = Arc::new(AtomicUsize::new(0));
            let again = Arc::new(AtomicBool::new(false));
            let (wake, bell) = UnixStream::pair()?;
            for signal in [SIGINT, SIGTERM] {
                flag::register_conditional_default(signal, Arc::clone(&again))?;
                flag::register(signal, Arc::clone(&again))?;
                let number = usize::try_from(signal).unwrap_or_default();
                flag::register_usize(signal, Arc::clone(&received), number)?;
                low_level::pipe::register(signal, bell.try_clone()?)?;
            }
            Ok(Self { received, wake: Arc::new(wake) })
        }

        /// The number of the last signal, if there was one.
        pub fn received(&self) -> Option<i32> {
            let number = i32::try_from(self.received.load(Ordering::SeqCst)).unwrap_or_default();
            (number != 0).then_some(number)
        }

        /// Can be read from once there was a signal. Nobody reads it, so that it wakes every thread.
        pub fn wake(&self) -> &UnixStream {
            &self.wake
        }

        /// Ends the process as the signal would have, if there was one.
        pub fn end_process(&self) {
            if let Some(signal) = self.received() {
                _ = low_level::emulate_default_handler(signal);
            }
        }
    }
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, clippy::unused_self, reason = "the signatures are those of Unix")]
mod uncaught {
    use std::io;

    /// Ctrl-C ends the process, as it does by default.
    #[derive(Clone)]
    pub struct Signals;

    impl Signals {
        pub fn watch() -> io::Result<Self> {
            Ok(Self)
        }

        pub fn received(&self) -> Option<i32> {
            None
        }

        pub fn end_process(&self) {}
    }
}
