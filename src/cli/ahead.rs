//! How far reading may be ahead of storing: in bytes, so that what waits fits into memory whatever the files are.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// So many **bytes** of files and their texts may wait to be stored.
const BYTES: usize = 32 * 1024 * 1024;

/// What was read and not taken yet.
pub(super) struct Ahead {
    waiting: Mutex<Waiting>,
    taken: Condvar,
}

struct Waiting {
    bytes: usize,
    /// Files, of each core that reads.
    files: Vec<usize>,
    /// Whether nothing is taken any more.
    over: bool,
}

/// While it lives, what is read will be taken.
pub(super) struct Taking<'a>(&'a Ahead);

impl Drop for Taking<'_> {
    fn drop(&mut self) {
        self.0.lock().over = true;
        self.0.taken.notify_all();
    }
}

impl Ahead {
    /// Nothing was read yet by so many cores.
    pub(super) fn of(cores: usize) -> Ahead {
        Ahead {
            waiting: Mutex::new(Waiting {
                bytes: 0,
                files: vec![0; cores],
                over: false,
            }),
            taken: Condvar::new(),
        }
    }

    /// To be held by whoever takes.
    pub(super) fn taking(&self) -> Taking<'_> {
        Taking(self)
    }

    /// Waits until this core may read one more; `false`: nobody takes it any more. Of a core without a file the next one is
    /// waited for, so that it never waits.
    pub(super) fn room(&self, core: usize) -> bool {
        let mut waiting = self.lock();
        while !waiting.over && waiting.bytes > BYTES && waiting.files[core] > 0 {
            waiting = self.taken.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        !waiting.over
    }

    /// This core read one of so many bytes.
    pub(super) fn read(&self, core: usize, bytes: usize) {
        let mut waiting = self.lock();
        waiting.bytes += bytes;
        waiting.files[core] += 1;
    }

    /// It was taken.
    pub(super) fn taken(&self, core: usize, bytes: usize) {
        let mut waiting = self.lock();
        waiting.bytes -= bytes;
        waiting.files[core] -= 1;
        self.taken.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{sync::mpsc, thread, time::Duration};

    #[test]
    fn only_a_core_that_is_ahead_waits_until_something_is_taken() {
        let ahead = Ahead::of(2);
        let taking = ahead.taking();
        assert!(ahead.room(0));
        ahead.read(0, BYTES + 1);
        // the other one has nothing yet
        assert!(ahead.room(1));
        ahead.read(1, 1);
        let (done, finished) = mpsc::channel();
        thread::scope(|scope| {
            let ahead = &ahead;
            let waits = || finished.recv_timeout(Duration::from_millis(50)).is_err();
            scope.spawn(move || {
                for _ in 0..2 {
                    done.send(ahead.room(0)).unwrap();
                    ahead.read(0, BYTES + 1);
                }
            });
            assert!(waits());
            ahead.taken(1, 1);
            assert!(waits());
            ahead.taken(0, BYTES + 1);
            assert!(finished.recv().unwrap());
            assert!(waits());
            drop(taking);
            assert!(!finished.recv().unwrap(), "nobody takes it");
        });
    }
}
