//! The real program and a client for it: what the tests of the whole program share.

#![allow(dead_code, reason = "each of them uses a part of it")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// An article of the project's own.
pub(crate) const FIRE: &str = "Title: Fire at the cannery of Sarn\nDate: 3 May 2024\nSource: The Harbour Post\n\nAt least 12 people were \
    killed when a fire broke out in a cannery in Sarn on Thursday, the fire brigade said.\n\n“We have never seen such a \
    fire,” said Ilse Torvald, who leads the brigade.\n";

/// Longer than anything that is waited for here, so that a failure says what is missing instead of hanging.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Place {
    pub(crate) folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Place {
        Place {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        fs::write(self.path(name), content).unwrap();
        self.path(name)
    }

    /// The program with this place's database and nothing of the user's own settings.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = bare(arguments);
        command
            .env("CLAIMBOOK_DATABASE", self.path("claims.db"))
            .current_dir(self.folder.path());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).stdin(Stdio::null()).output().unwrap())
    }
}

pub(crate) fn bare(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimbook"));
    command
        .args(arguments)
        .env_remove("CLAIMBOOK_DATABASE")
        .env_remove("CLAIMBOOK_PORT");
    command
}

#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Failed with one sentence that has these words, and no program's innards.
    #[track_caller]
    pub(crate) fn complains(&self, words: &[&str]) {
        assert_eq!(self.status, 1, "{self:?}");
        assert_eq!(self.err.trim_end().lines().count(), 1, "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "{word}: {self:?}");
        }
        for innards in ["panicked", "Error {", "Some(", "unwrap", "RUST_BACKTRACE"] {
            assert!(!self.err.contains(innards), "{self:?}");
        }
    }
}

/// A running server; killed when it goes out of scope.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) port: u16,
    rest: Option<thread::JoinHandle<String>>,
}

impl Server {
    pub(crate) fn start(place: &Place) -> Server {
        Server::at(&place.path("claims.db"))
    }

    #[track_caller]
    pub(crate) fn at(database: &Path) -> Server {
        Server::try_at(database).unwrap_or_else(|said| panic!("no address: {said}"))
    }

    /// The server, or what it said instead of starting.
    pub(crate) fn try_at(database: &Path) -> Result<Server, String> {
        let mut command = bare(&["--port", "0", "--database"]);
        let mut child = command
            .arg(database)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut err = child.stderr.take().unwrap();
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let port = line
            .trim_end()
            .strip_prefix("http://127.0.0.1:")
            .and_then(|port| port.parse().ok());
        let Some(port) = port else {
            let mut said = line;
            err.read_to_string(&mut said).unwrap();
            child.wait().unwrap();
            return Err(said);
        };
        let rest = thread::spawn(move || {
            let mut rest = String::new();
            out.read_to_string(&mut rest).unwrap();
            rest
        });
        // a pipe that nobody empties would hold up a server that has much to say
        thread::spawn(move || std::io::copy(&mut err, &mut std::io::sink()));
        Ok(Server {
            child,
            port,
            rest: Some(rest),
        })
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends these bytes and reads until the server closes.
    pub(crate) fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(bytes).unwrap();
        Answer::read(&mut stream)
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        let port = self.port;
        self.send(format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").as_bytes())
    }

    pub(crate) fn post(&self, target: &str, content_type: &str, body: &[u8]) -> Answer {
        let head = format!(
            "POST {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nContent-Type: {content_type}\r\nContent-Length: \
             {}\r\n\r\n",
            self.port,
            body.len()
        );
        self.send(&[head.as_bytes(), body].concat())
    }

    pub(crate) fn upload(&self, name: &str, content: &[u8]) -> Answer {
        self.post(
            "/upload",
            "multipart/form-data; boundary=edge",
            &form(&[(name, content)]),
        )
    }

    /// Asks it to end, as a system does, and waits; the status and how long it took.
    #[cfg(unix)]
    pub(crate) fn terminate(&mut self) -> (i32, Duration) {
        let begun = Instant::now();
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(asked.success());
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status.code().unwrap_or(-1), begun.elapsed());
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("still running");
    }

    /// What it wrote on standard output after the address, once it has ended.
    pub(crate) fn rest(&mut self) -> String {
        self.rest.take().unwrap().join().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn read(stream: &mut TcpStream) -> Answer {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        Answer {
            status,
            head: head.to_ascii_lowercase(),
            body: body.to_owned(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

pub(crate) fn form(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, content) in files {
        write!(
            body,
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        )
        .unwrap();
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--edge--\r\n");
    body
}
