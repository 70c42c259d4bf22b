//! The program itself: how soon it answers, what memory it takes, how large it is.

use crate::{fill::Filled, http::Client, table};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_claimbook");

/// The program serving a database; ended when dropped.
pub(crate) struct Serving {
    child: Child,
    pub(crate) port: u16,
    pub(crate) started: Instant,
}

impl Serving {
    pub(crate) fn start(database: &Path) -> Serving {
        let started = Instant::now();
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--port", "0", "--database"])
            .arg(database)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program is built");
        let mut address = String::new();
        let out = child.stdout.take().expect("its output is read");
        BufReader::new(out)
            .read_line(&mut address)
            .expect("it says its address");
        let port = address.trim().rsplit(':').next().and_then(|port| port.parse().ok());
        Serving {
            child,
            port: port.expect("its address has a port"),
            started,
        }
    }

    /// Its resident memory, MB.
    pub(crate) fn memory(&self) -> String {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let kb = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kb: f64 = kb
            .and_then(|kb| kb.trim().trim_end_matches(" kB").parse().ok())
            .unwrap_or(f64::NAN);
        format!("{:.1} MB", kb / 1024.0)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

pub(crate) fn measure(database: &Path, filled: Filled) {
    let size = |path: &Path| fs::metadata(path).map_or(0, |m| m.len());
    let mut first = Duration::MAX;
    for _ in 0..5 {
        let serving = Serving::start(database);
        let answer = Client::new(serving.port).get("/");
        assert_eq!(answer.status, 200);
        first = first.min(serving.started.elapsed());
    }
    let serving = Serving::start(database);
    std::thread::sleep(Duration::from_secs(1));
    let idle = serving.memory();
    drop(serving);
    table::head(
        &format!(
            "The program, {} claims in {} articles",
            table::count(filled.claims),
            table::count(filled.articles)
        ),
        &["what", ""],
    );
    let mb = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
    table::row(&[
        "first page after the start of the process",
        &format!("{} ms", table::ms(first)),
    ]);
    table::row(&["memory, idle after the start", &idle]);
    table::row(&["the program, stripped", &mb(size(Path::new(PROGRAM)))]);
    table::row(&["the database", &mb(size(database))]);
    let each = size(database) as f64 / 1e3 / filled.articles as f64;
    table::row(&["the database, an article", &format!("{each:.1} KB")]);
    table::end();
}
