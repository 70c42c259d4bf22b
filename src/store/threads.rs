//! Threads that own a connection each and answer questions one after the other.
//!
//! A question belongs to its thread, not to the request that asked it: a caller that goes away stops nothing and breaks
//! nothing. A thread ends only when the store is closed; a question that panics is answered with an error.

use super::{
    deadline::{Caller, Deadline},
    error::{Result, StoreError},
    search::Stems,
};
use rusqlite::Connection;
use std::{
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread::{self, JoinHandle},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

/// What a thread owns.
pub(super) struct Worker {
    /// Its own.
    pub(super) connection: Connection,
    /// Stems of words it has met.
    pub(super) stems: RefCell<Stems>,
    /// When its running question is given up.
    pub(super) deadline: Deadline,
}

type Job = Box<dyn FnOnce(&mut Worker) + Send>;

/// One or more threads that take questions from one queue.
pub(super) struct Pool {
    jobs: Option<mpsc::Sender<Job>>,
    /// So many questions may wait; whoever asks beyond that waits before the queue.
    room: Arc<Semaphore>,
    threads: Vec<JoinHandle<()>>,
}

impl Pool {
    /// A thread for every connection, with room for `waiting` questions.
    pub(super) fn start(name: &str, connections: Vec<Connection>, waiting: usize) -> Result<Pool> {
        let (jobs, queue) = mpsc::channel::<Job>();
        let queue = Arc::new(Mutex::new(queue));
        let mut pool = Pool {
            jobs: Some(jobs),
            room: Arc::new(Semaphore::new(waiting)),
            threads: Vec::new(),
        };
        for connection in connections {
            let mut worker = Worker {
                deadline: Deadline::on(&connection)?,
                connection,
                stems: RefCell::new(Stems::new()?),
            };
            let queue = Arc::clone(&queue);
            let run = move || {
                loop {
                    // the lock is held while waiting, and free again before the question is answered
                    let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    match job {
                        Ok(job) => job(&mut worker),
                        Err(mpsc::RecvError) => break,
                    }
                }
            };
            let thread = thread::Builder::new()
                .name(name.to_owned())
                .spawn(run)
                .map_err(|error| StoreError::Other(error.to_string()))?;
            pool.threads.push(thread);
        }
        Ok(pool)
    }

    /// Asks, and waits without holding up the caller's thread.
    ///
    /// `needed`: whether it is to be done even if nobody waits for the answer any more. What is not needed is given up then,
    /// in the middle too: the next question gets the thread.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        needed: bool,
        question: impl FnOnce(&mut Worker) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let room = Arc::clone(&self.room);
        let permit = room.acquire_owned().await.map_err(|_| StoreError::Closed)?;
        let (answer, answered) = oneshot::channel();
        let (caller, _waits) = Caller::waiting();
        self.send(Some(permit), move |worker| {
            if needed || !caller.is_gone() {
                worker.deadline.for_caller((!needed).then_some(caller));
                let answered = guarded(worker, question);
                worker.deadline.for_caller(None);
                let _ = answer.send(answered);
            }
        })?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    /// Asks, and holds up the caller's thread until the answer is there.
    pub(super) fn ask_now<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Worker) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.send(None, move |worker| {
            let _ = answer.send(guarded(worker, question));
        })?;
        answered.recv().map_err(|_| StoreError::Closed)?
    }

    fn send(&self, permit: Option<OwnedSemaphorePermit>, job: impl FnOnce(&mut Worker) + Send + 'static) -> Result<()> {
        let jobs = self.jobs.as_ref().ok_or(StoreError::Closed)?;
        // the permit stays with the question, not with the request: a request that is dropped must not make room
        let job = move |worker: &mut Worker| {
            let _permit = permit;
            job(worker);
        };
        jobs.send(Box::new(job)).map_err(|_| StoreError::Closed)
    }
}

impl Drop for Pool {
    /// Lets the threads finish what waits, and closes their connections.
    fn drop(&mut self) {
        self.jobs = None;
        for thread in self.threads.drain(..) {
            // the last handle may be dropped by a question itself
            if thread.thread().id() != thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

/// Answers; a panic undoes the transaction it was in and becomes an error.
fn guarded<T>(worker: &mut Worker, question: impl FnOnce(&mut Worker) -> Result<T>) -> Result<T> {
    let answer = catch_unwind(AssertUnwindSafe(|| question(worker)));
    if !worker.connection.is_autocommit() {
        let _ = worker.connection.execute_batch("ROLLBACK");
    }
    answer.unwrap_or(Err(StoreError::Crashed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// Whether a question hears that its asker went away while it ran.
    async fn is_given_up(needed: bool) -> bool {
        let pool = Pool::start("test", vec![Connection::open_in_memory().unwrap()], 1).unwrap();
        let (started, starts) = oneshot::channel();
        let (left, leaves) = mpsc::channel();
        let (heard, hears) = mpsc::channel();
        let question = pool.ask(needed, move |worker| {
            started.send(()).unwrap();
            leaves.recv().unwrap();
            heard.send(worker.deadline.is_over()).unwrap();
            Ok(())
        });
        tokio::select! {
            _ = question => panic!("it waits for its asker to leave"),
            _ = starts => {}
        }
        left.send(()).unwrap();
        let is_given_up = hears.recv_timeout(Duration::from_secs(60)).unwrap();
        assert!(
            pool.ask(false, |worker| Ok(!worker.deadline.is_over())).await.unwrap(),
            "the next one"
        );
        is_given_up
    }

    #[tokio::test]
    async fn a_question_whose_asker_is_gone_is_given_up_and_a_change_is_not() {
        assert!(is_given_up(false).await);
        assert!(!is_given_up(true).await);
    }
}
