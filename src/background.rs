//! Work that gives way: articles that come in are read and stored while somebody reads, and the reader goes first.
//!
//! On Linux a thread says so of itself. Elsewhere such a say is the whole program's, and nothing is done.

/// From now on the calling thread gets the processor after those that answer readers. There is no way back: it is for threads
/// that do nothing else.
pub(crate) fn give_way() {
    #[cfg(target_os = "linux")]
    {
        // no process is named: the thread itself. Ten is a tenth of the time beside somebody who wants all of it, and all of
        // it otherwise. Where it may not be done, nothing is lost
        let _ = rustix::process::setpriority_process(None, 10);
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::thread;

    fn own() -> i32 {
        rustix::process::getpriority_process(None).unwrap()
    }

    #[test]
    fn it_is_said_of_one_thread() {
        let before = own();
        let lowered = thread::spawn(|| {
            super::give_way();
            own()
        });
        assert_eq!(lowered.join().unwrap(), 10.max(before));
        assert_eq!(own(), before);
        assert_eq!(thread::spawn(own).join().unwrap(), before);
    }
}
