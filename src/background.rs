//! Work that gives way: articles that come in are read and stored while somebody reads, and the reader goes first.
//!
//! On Linux a thread says so of itself. Elsewhere such a say is the whole program's, and nothing is done.

/// A niceness with a tenth of the time beside somebody who wants all of it, and all of it otherwise.
#[cfg(target_os = "linux")]
const BEHIND: i32 = 10;

/// From now on the calling thread gets the processor after those that answer readers. There is no way back: it is for threads
/// that do nothing else.
pub(crate) fn give_way() {
    #[cfg(target_os = "linux")]
    {
        // no process is named: the thread itself. Where it may not be done, nothing is lost
        if rustix::process::getpriority_process(None).is_ok_and(|now| now < BEHIND) {
            let _ = rustix::process::setpriority_process(None, BEHIND);
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::thread;

    fn own() -> i32 {
        #[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
        rustix::process::getpriority_process(None).unwrap()
    }

    #[test]
    fn it_is_said_of_one_thread() {
        let before = own();
        let lowered = thread::spawn(|| {
            give_way();
            own()
        });
        assert_eq!(lowered.join().unwrap(), BEHIND.max(before));
        assert_eq!(own(), before);
        assert_eq!(thread::spawn(own).join().unwrap(), before);
    }
}
