//! An end to questions that would take too long: SQLite asks now and then whether to go on.

use super::error::{Result, StoreError, TOO_SLOW};
use rusqlite::Connection;
use std::{
    sync::{
        Arc, Mutex, PoisonError,
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
pub(super) struct Deadline(Arc<Mutex<Ends>>);

/// What ends a question before it is answered.
#[derive(Default)]
struct Ends {
    at: Option<Instant>,
    gone: Option<Gone>,
}

/// Becomes true when nobody waits for the answer any more.
pub(super) type Gone = Arc<AtomicBool>;

/// While it lives, the deadline holds.
pub(super) struct Running<'d>(&'d Deadline);

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
        let mut ends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match ends.at {
            Some(_) => None,
            None => {
                ends.at = Some(Instant::now() + PATIENCE);
                Some(Running(self))
            }
        }
    }

    /// From now on a question is given up when its asker is gone; `None`: it is answered in any case.
    pub(super) fn asked_by(&self, gone: Option<Gone>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).gone = gone;
    }

    /// Whether the running question has had its time, or nobody waits for it.
    pub(super) fn is_over(&self) -> bool {
        let ends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ends.at.is_some_and(|end| Instant::now() > end)
            || ends.gone.as_ref().is_some_and(|gone| gone.load(Ordering::Relaxed))
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
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).at = None;
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
            deadline.0.lock().unwrap().at = Some(Instant::now() - Duration::from_millis(1));
            assert!(matches!(count(), Err(StoreError::TooSlow(_))));
            assert!(matches!(deadline.check(), Err(StoreError::TooSlow(_))));
        }
        assert!(count().is_ok(), "the next question has its own time");
    }
}
