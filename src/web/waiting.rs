//! What a connection waits for: its client or us. Whoever lets us wait longest makes room for others; whoever never takes its
//! answer is cut off.

use std::{
    future::Future,
    io,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Instant, Sleep, sleep},
};

/// How a connection stands; shared by its stream, its requests and whoever makes room. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Waiting(Arc<Mutex<Stand>>);

#[derive(Debug)]
struct Stand {
    /// When bytes last came from the client or went to it, or when it became its turn.
    since: Instant,
    /// A request is being answered, and what is missing for that is not the client's.
    working: bool,
    /// Bytes of an answer are there that the client does not take.
    untaken: bool,
}

impl Waiting {
    /// Of a connection that is new: it is the client's turn.
    pub(super) fn new() -> Waiting {
        Waiting(Arc::new(Mutex::new(Stand {
            since: Instant::now(),
            working: false,
            untaken: false,
        })))
    }

    fn stand(&self) -> MutexGuard<'_, Stand> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Since when the client lets us wait; `None` while the client waits for us.
    pub(super) fn since(&self) -> Option<Instant> {
        let stand = self.stand();
        (!stand.working || stand.untaken).then_some(stand.since)
    }

    /// It is our turn (`true`), or the client's.
    pub(super) fn our_turn(&self, ours: bool) {
        let mut stand = self.stand();
        if stand.working != ours {
            stand.working = ours;
            stand.since = Instant::now();
        }
    }

    fn moved(&self) {
        let mut stand = self.stand();
        stand.since = Instant::now();
        stand.untaken = false;
    }
}

/// A connection's stream: keeps the connection's [`Waiting`], and fails once the client has taken nothing of an answer for so
/// long.
pub(super) struct Stream {
    stream: TcpStream,
    waiting: Waiting,
    patience: Duration,
    /// Runs while an answer is not taken.
    end: Option<Pin<Box<Sleep>>>,
}

impl Stream {
    /// Around a stream that is open.
    pub(super) fn new(stream: TcpStream, waiting: Waiting, patience: Duration) -> Stream {
        Stream {
            stream,
            waiting,
            patience,
            end: None,
        }
    }

    /// Passes on what became of writing, unless it has become too late.
    fn written<T>(&mut self, context: &mut Context<'_>, outcome: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if outcome.is_ready() {
            self.end = None;
            self.waiting.moved();
            return outcome;
        }
        self.waiting.stand().untaken = true;
        let end = self.end.get_or_insert_with(|| Box::pin(sleep(self.patience)));
        end.as_mut().poll(context).map(|()| {
            Err(io::Error::new(
                io::ErrorKind::TimedOut,
                "the client does not take its answer",
            ))
        })
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.stream).poll_read(context, buffer);
        if outcome.is_ready() && !self.waiting.stand().untaken {
            self.waiting.moved();
        }
        outcome
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(context, outcome)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.written(context, outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        future::poll_fn,
        io::{Read, Write},
    };

    /// A client, and the stream of its connection here.
    async fn pair(waiting: &Waiting, patience: Duration) -> (std::net::TcpStream, Stream) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (server, _) = listener.accept().await.unwrap();
        (client, Stream::new(server, waiting.clone(), patience))
    }

    async fn read(stream: &mut Stream) {
        let mut bytes = [0; 16];
        poll_fn(|context| Pin::new(&mut *stream).poll_read(context, &mut ReadBuf::new(&mut bytes)))
            .await
            .unwrap();
    }

    async fn write(stream: &mut Stream, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let n = poll_fn(|context| Pin::new(&mut *stream).poll_write(context, bytes)).await?;
            bytes = &bytes[n..];
        }
        Ok(())
    }

    #[tokio::test]
    async fn whose_turn_it_is() {
        let waiting = Waiting::new();
        let (mut client, mut stream) = pair(&waiting, Duration::from_secs(60)).await;
        let first = waiting.since().unwrap();
        client.write_all(b"GET").unwrap();
        read(&mut stream).await;
        assert!(waiting.since().unwrap() > first, "the client has done something");
        waiting.our_turn(true);
        assert_eq!(waiting.since(), None);
        waiting.our_turn(false);
        assert!(waiting.since().is_some());
    }

    #[tokio::test]
    async fn an_answer_that_is_not_taken_ends_in_an_error() {
        let waiting = Waiting::new();
        waiting.our_turn(true);
        let (_client, mut stream) = pair(&waiting, Duration::from_millis(50)).await;
        // more than any buffer on the way holds
        let written = write(&mut stream, &vec![b'a'; 64 * 1024 * 1024]).await;
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(
            waiting.since().is_some(),
            "it is the client's turn, whatever else is done"
        );
    }

    #[tokio::test]
    async fn an_answer_that_is_taken_slowly_goes_on() {
        const LENGTH: usize = 16 * 1024 * 1024;
        let waiting = Waiting::new();
        waiting.our_turn(true);
        let (mut client, mut stream) = pair(&waiting, Duration::from_secs(60)).await;
        let reader = std::thread::spawn(move || {
            let mut piece = vec![0; 64 * 1024];
            let mut taken = 0;
            while taken < LENGTH {
                taken += client.read(&mut piece).unwrap();
            }
        });
        write(&mut stream, &vec![b'a'; LENGTH]).await.unwrap();
        reader.join().unwrap();
        assert_eq!(waiting.since(), None, "all of it is taken");
    }
}
