//! An end to questions that would take too long: SQLite asks now and then whether to go on.

use super::error::{Result, StoreError, TOO_SLOW};
use rusqlite::Connection;
use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// How long a list or a search may take: who waits for a page has gone after that.
const PATIENCE: Duration = Duration::from_secs(2);

/// How many of SQLite's instructions pass between two looks at the clock: some tens of microseconds.
const STEPS: i32 = 2_000;

/// When a connection's running question is given up; shared with the connection's progress handler.
#[derive(Clone, Default)]
pub(super) struct Deadline(Arc<Mutex<Until>>);

/// What ends a question before it has its answer.
#[derive(Default)]
struct Until {
    end: Option<Instant>,
    caller: Option<Caller>,
}

/// While it lives, the deadline holds.
pub(super) struct Running<'d>(&'d Deadline);

/// Whether the caller of a question still waits for its answer. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Caller(Arc<AtomicBool>);

/// Kept by the caller: when it is dropped, the caller has gone.
pub(super) struct Waits(Caller);

impl Caller {
    /// A caller that waits until the other value is dropped.
    pub(super) fn waiting() -> (Caller, Waits) {
        let caller = Caller::default();
        (caller.clone(), Waits(caller))
    }

    /// Whether nobody waits for the answer any more.
    pub(super) fn is_gone(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

impl Deadline {
    /// A deadline for all questions of `connection`; none yet.
    ///
    /// # Errors
    /// If the connection is not ours.
    pub(super) fn on(connection: &Connection) -> Result<Deadline> {
        let deadline = Deadline::default();
        let clock = deadline.clone();
        connection.progress_handler(STEPS, Some(move || clock.is_over()))?;
        Ok(deadline)
    }

    /// The clock runs until the value is dropped. Inside another deadline that one goes on.
    pub(super) fn start(&self) -> Option<Running<'_>> {
        let mut until = self.until();
        match until.end {
            Some(_) => None,
            None => {
                until.end = Some(Instant::now() + PATIENCE);
                Some(Running(self))
            }
        }
    }

    /// The next question is this caller's; it is given up when the caller goes. `None`: it is finished in any case.
    pub(super) fn for_caller(&self, caller: Option<Caller>) {
        self.until().caller = caller;
    }

    /// Whether the running question has had its time, or nobody waits for it.
    pub(super) fn is_over(&self) -> bool {
        let until = self.until();
        until.end.is_some_and(|end| Instant::now() > end) || until.caller.as_ref().is_some_and(Caller::is_gone)
    }

    /// For work that SQLite does not see, between its statements.
    ///
    /// # Errors
    /// If the question is given up.
    pub(super) fn check(&self) -> Result<()> {
        match self.is_over() {
            true => Err(StoreError::TooSlow(TOO_SLOW)),
            false => Ok(()),
        }
    }

    fn until(&self) -> MutexGuard<'_, Until> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.until().end = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_has_had_its_time_is_given_up() {
        let connection = Connection::open_in_memory().unwrap();
        let deadline = Deadline::on(&connection).unwrap();
        let count = || {
            let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)
                SELECT count(*) FROM n";
            let counted = connection.query_row(endless, [], |row| row.get::<_, i64>(0));
            counted.map_err(StoreError::from)
        };
        assert!(matches!(count(), Ok(100_000)), "without a deadline");
        {
            let running = deadline.start();
            assert!(running.is_some() && deadline.start().is_none(), "the outer one holds");
            assert!(count().is_ok(), "in time");
            assert!(deadline.check().is_ok());
            deadline.until().end = Some(Instant::now() - Duration::from_millis(1));
            assert!(matches!(count(), Err(StoreError::TooSlow(_))));
            assert!(matches!(deadline.check(), Err(StoreError::TooSlow(_))));
        }
        assert!(count().is_ok(), "the next question has its own time");

        let (caller, waits) = Caller::waiting();
        deadline.for_caller(Some(caller));
        assert!(count().is_ok(), "somebody waits");
        drop(waits);
        assert!(matches!(count(), Err(StoreError::TooSlow(_))), "nobody does");
        deadline.for_caller(None);
        assert!(count().is_ok(), "the next one is not the caller's");
    }
}
