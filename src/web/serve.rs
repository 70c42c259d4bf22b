//! The server: connections in, pages out, until it is told to stop.
//!
//! `axum::serve` waits for slow heads and stalled bodies for ever, when it serves and when it ends; here every wait has an
//! end.

use super::guard::{self, Limits};
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{future::Future, io, net::Ipv4Addr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinSet,
};

/// How long the head of a request may take, and how long a connection may stay open without one.
const HEAD: Duration = Duration::from_secs(5);
/// So many header lines may a request have.
const HEADERS: usize = 64;
/// So many connections are open at a time; further ones wait.
const CONNECTIONS: usize = 256;
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
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            // a permit belongs to the connection, however long its requests take
            let permit = Arc::clone(&room).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, accepted) = tokio::select! {
            () = &mut stop => break,
            next = next => next,
        };
        match accepted {
            Ok((stream, _)) => {
                let connection = graceful.watch(connection(stream, pages.clone()));
                connections.spawn(async move {
                    let _permit = permit;
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
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(GRACE) => tracing::warn!(open = connections.len(), "cut off what did not end"),
        () = at_once => {}
    }
    connections.shutdown().await;
    Ok(())
}

fn connection(stream: TcpStream, pages: Router) -> http1::Connection<TokioIo<TcpStream>, TowerToHyperService<Router>> {
    // small answers go out at once; if that cannot be set, they only go out later
    let _ = stream.set_nodelay(true);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(pages))
}
