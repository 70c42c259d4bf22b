//! `claimbook serve`: the pages, until Ctrl-C or SIGTERM.

use super::{Failure, Outcome, complain};
use crate::{
    config,
    store::{RESTORABLE_DAYS, Store},
    web::{self, AppState, serve},
};
use std::{
    io::{self, IsTerminal, Write},
    path::Path,
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};
use tokio::{net::TcpListener, runtime::Runtime};

/// After Ctrl-C or SIGTERM the program is gone in so long, whatever hangs.
const LAST_END: Duration = Duration::from_secs(9);

#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Options {
    /// The port of the pages; 0 takes any that is free [env: CLAIMBOOK_PORT=] [default: 8417]
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,

    /// Open the pages in the browser
    #[arg(long)]
    open: bool,
}

impl Options {
    /// These, and where they say nothing, the others.
    pub(super) fn or(self, other: Options) -> Options {
        Options {
            port: self.port.or(other.port),
            open: self.open || other.open,
        }
    }

    pub(super) fn any(self) -> bool {
        self.port.is_some() || self.open
    }
}

pub(super) fn run(database: Option<&Path>, options: Options) -> Outcome {
    let database = config::database(database)?;
    let port = config::port(options.port)?;
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_max_level(tracing::Level::WARN)
        .init();
    let runtime = Runtime::new().map_err(|error| {
        Failure(format!(
            "the program's threads could not be started ({error}); close other programs and try again"
        ))
    })?;
    let (listener, port) = runtime.block_on(listen(port))?;
    let store = super::open(&database)?;
    if store.can_write()
        && let Err(error) = store.write_now(|writer| writer.purge(RESTORABLE_DAYS))
    {
        // what is due can wait until the next start; reading need not
        tracing::warn!(%error, "what was deleted long ago could not be removed");
    }
    if let Err(error) = store.give_way() {
        tracing::warn!(%error, "what comes in will be stored beside what is asked, not after it");
    }
    let catching = Catching::up(&store);
    let address = format!("http://127.0.0.1:{port}");
    announce(&address, &database, store.can_write());
    if options.open {
        let address = address.clone();
        // each launcher that is tried takes a moment, in which the pages are served already
        thread::spawn(move || {
            if open::that_detached(&address).is_err() {
                complain(format_args!("no browser could be opened; open {address} yourself"));
            }
        });
    }
    let served = runtime.block_on(until_stopped(listener, store.clone()));
    // what still runs on the runtime's own threads gets a moment; what is being written is waited for by the store
    runtime.shutdown_timeout(Duration::from_secs(1));
    drop(catching);
    drop(store);
    served.map(|()| true)
}

/// Compares articles that an older version stored with all others, beside serving; what is not done when it is dropped is done
/// at the next start.
struct Catching {
    ends: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Catching {
    /// Some in a step, so that whoever stores something waits for one step at most.
    fn up(store: &Store) -> Catching {
        const STEP: u32 = 50;
        let ends = Arc::new(AtomicBool::new(false));
        let needed = store.can_write() && store.read_now(|reader| reader.has_uncompared()).unwrap_or(false);
        let thread = needed.then(|| {
            let (store, ends) = (store.clone(), Arc::clone(&ends));
            thread::spawn(move || {
                while !ends.load(Ordering::Relaxed)
                    && let Ok(1..) = store.write_now(|writer| writer.link_older_copies(STEP))
                {
                    thread::sleep(Duration::from_millis(20));
                }
            })
        });
        Catching { ends, thread }
    }
}

impl Drop for Catching {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn listen(port: u16) -> Result<(TcpListener, u16), Failure> {
    let listener = serve::listen(port).await;
    listener
        .and_then(|listener| listener.local_addr().map(|address| (listener, address.port())))
        .map_err(|error| {
            Failure(match error.kind() {
                io::ErrorKind::AddrInUse => format!(
                    "port {port} is in use, perhaps by another claimbook; stop that one, or choose another port with \
                     --port (0 takes any that is free)"
                ),
                io::ErrorKind::PermissionDenied => {
                    format!("port {port} may not be used; choose one from 1024 with --port (0 takes any that is free)")
                }
                _ => format!("port {port} cannot be used ({error}); choose another with --port"),
            })
        })
}

/// The address alone on standard output, for other programs to read; the rest beside it.
fn announce(address: &str, database: &Path, can_write: bool) {
    let mut out = io::stdout();
    let _ = writeln!(out, "{address}").and_then(|()| out.flush());
    let reading = if can_write {
        ""
    } else {
        ", which can only be read: nothing can be stored or changed"
    };
    complain(format_args!(
        "the database is {}{reading}; Ctrl-C ends",
        super::shown(database)
    ));
}

async fn until_stopped(listener: TcpListener, store: Store) -> Result<(), Failure> {
    let signals = |error: io::Error| Failure(format!("the end of the program cannot be watched for ({error})"));
    let mut stop = Stop::new().map_err(signals)?;
    let (told, tell) = tokio::sync::oneshot::channel();
    let (told_again, tell_again) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        stop.wait().await;
        let _ = told.send(());
        thread::spawn(|| {
            thread::sleep(LAST_END);
            complain("ended although something was still under way; nothing of it is half stored");
            process::exit(0);
        });
        stop.wait().await;
        let _ = told_again.send(());
    });
    let ready = |signal: tokio::sync::oneshot::Receiver<()>| async move {
        let _ = signal.await;
    };
    serve::serve(
        listener,
        web::router(AppState::new(store)),
        ready(tell),
        ready(tell_again),
    )
    .await
    .map_err(|error| {
        Failure(format!(
            "the pages cannot be served ({error}); try another port with --port"
        ))
    })
}

/// Ctrl-C, and what a system or a closed terminal sends to end a program.
struct Stop {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 3],
}

impl Stop {
    #[cfg(unix)]
    fn new() -> io::Result<Stop> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Stop {
            signals: [
                signal(SignalKind::interrupt())?,
                signal(SignalKind::terminate())?,
                signal(SignalKind::hangup())?,
            ],
        })
    }

    #[cfg(unix)]
    async fn wait(&mut self) {
        let [interrupt, terminate, hangup] = &mut self.signals;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
    }

    #[cfg(not(unix))]
    fn new() -> io::Result<Stop> {
        Ok(Stop {})
    }

    #[cfg(not(unix))]
    async fn wait(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
