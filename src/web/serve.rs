//! The server: connections in, pages out, until it is told to stop.
//!
//! `axum::serve` waits for slow heads and stalled bodies for ever, when it serves and when it ends; here every wait has an
//! end. When too many connections are open, the one whose client has let us wait longest makes room: a client that sends its
//! request and takes its answer is served, however many others do not.

use super::{
    guard::{self, Limits},
    waiting::{Stream, Waiting},
};
use axum::{Router, body::Body};
use hyper::{Request, body::Incoming, server::conn::http1, service::Service};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{collections::HashMap, future::Future, io, net::Ipv4Addr, pin::Pin, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    task::{AbortHandle, Id, JoinError, JoinSet},
};

/// How long the head of a request may take, and how long a connection may stay open without one.
const HEAD: Duration = Duration::from_secs(5);
/// So many header lines may a request have.
const HEADERS: usize = 64;
/// So many connections are open at a time.
const CONNECTIONS: usize = 256;
/// An answer of which the client takes nothing for so long is given up.
const UNTAKEN: Duration = Duration::from_secs(20);
/// How often is looked for room when all connections wait for us.
const LOOK: Duration = Duration::from_millis(20);
/// After being told to stop, requests that are under way have so long to end.
const GRACE: Duration = Duration::from_secs(6);

/// Takes `port` (0: any that is free) on 127.0.0.1; nothing outside this machine can reach it.
///
/// # Errors
/// If the port is taken or not allowed.
pub async fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await
}

/// Serves `pages`, guarded, until `stop` is ready; then lets requests under way end, for six seconds at most or until
/// `at_once` is ready, and cuts off the rest.
///
/// # Errors
/// If the listener has no address of its own.
pub async fn serve(
    listener: TcpListener,
    pages: Router,
    stop: impl Future<Output = ()>,
    at_once: impl Future<Output = ()>,
) -> io::Result<()> {
    let pages = guard::guarded(pages, listener.local_addr()?.port(), Limits::default());
    let graceful = GracefulShutdown::new();
    let mut open = Open::default();
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            open.room().await;
            listener.accept().await
        };
        let accepted = tokio::select! {
            () = &mut stop => break,
            next = next => next,
        };
        match accepted {
            Ok((stream, _)) => {
                let waiting = Waiting::new();
                let connection = graceful.watch(connection(stream, pages.clone(), waiting.clone()));
                open.add(waiting, async move {
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "a connection ended early");
                    }
                });
            }
            Err(error) => {
                // out of file descriptors, mostly: connections that end will free some
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(GRACE) => tracing::warn!(open = open.tasks.len(), "cut off what did not end"),
        () = at_once => {}
    }
    open.tasks.shutdown().await;
    Ok(())
}

/// The connections that are open.
#[derive(Default)]
struct Open {
    tasks: JoinSet<()>,
    stand: HashMap<Id, (Waiting, AbortHandle)>,
}

impl Open {
    fn add(&mut self, waiting: Waiting, connection: impl Future<Output = ()> + Send + 'static) {
        let task = self.tasks.spawn(connection);
        self.stand.insert(task.id(), (waiting, task));
    }

    /// Ready as soon as one more may be opened.
    ///
    /// The room that is made for it stays when this is dropped before it is ready.
    async fn room(&mut self) {
        while let Some(ended) = self.tasks.try_join_next_with_id() {
            self.forget(ended);
        }
        while self.stand.len() >= CONNECTIONS && !self.close_one() {
            // all wait for us: one may end, or be its client's turn again
            tokio::select! {
                Some(ended) = self.tasks.join_next_with_id() => self.forget(ended),
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Closes the connection whose client has let us wait longest, if there is one.
    fn close_one(&mut self) -> bool {
        let longest = self
            .stand
            .iter()
            .filter_map(|(&id, (waiting, _))| Some((waiting.since()?, id)))
            .min_by_key(|&(since, _)| since);
        let closed = longest.and_then(|(_, id)| self.stand.remove(&id));
        if let Some((_, task)) = &closed {
            task.abort();
        }
        closed.is_some()
    }

    fn forget(&mut self, ended: Result<(Id, ()), JoinError>) {
        let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
        self.stand.remove(&id);
    }
}

/// The pages, which note in the connection's [`Waiting`] that they work.
struct Pages {
    pages: TowerToHyperService<Router>,
    waiting: Waiting,
}

impl Service<Request<Incoming>> for Pages {
    type Response = axum::response::Response;
    type Error = std::convert::Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let waiting = self.waiting.clone();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(waiting.clone());
        waiting.our_turn(true);
        let answer = self.pages.call(request);
        Box::pin(async move {
            let answer = answer.await;
            waiting.our_turn(false);
            answer
        })
    }
}

fn connection(stream: TcpStream, pages: Router, waiting: Waiting) -> http1::Connection<TokioIo<Stream>, Pages> {
    // small answers go out at once; if that cannot be set, they only go out later
    let _ = stream.set_nodelay(true);
    let pages = Pages {
        pages: TowerToHyperService::new(pages),
        waiting: waiting.clone(),
    };
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(Stream::new(stream, waiting, UNTAKEN)), pages)
}
