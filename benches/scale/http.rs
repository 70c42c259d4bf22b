//! As much of an HTTP client as measuring needs: one connection, one request after the other.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

/// A connection to the program; made again when the program closed it.
pub(crate) struct Client {
    port: u16,
    stream: Option<BufReader<TcpStream>>,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) bytes: usize,
    /// From the first byte that was sent to the last that came.
    pub(crate) time: Duration,
}

impl Client {
    pub(crate) fn new(port: u16) -> Client {
        Client { port, stream: None }
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        let head = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        self.ask(head.as_bytes())
    }

    /// Files as the upload form sends them.
    pub(crate) fn upload(&mut self, files: &[(String, String)]) -> Answer {
        const BOUNDARY: &str = "between-the-files-of-a-form";
        let mut body = String::new();
        for (name, text) in files {
            body += &format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: text/plain\r\n\r\n{text}\r\n"
            );
        }
        body += &format!("--{BOUNDARY}--\r\n");
        let head = format!(
            "POST /upload HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n\
             Content-Length: {}\r\n\r\n",
            self.port,
            body.len()
        );
        self.ask((head + &body).as_bytes())
    }

    fn ask(&mut self, request: &[u8]) -> Answer {
        let start = Instant::now();
        // the program closes a connection that was idle for some seconds: then another is made
        if let Some(answer) = self.try_ask(request, start) {
            return answer;
        }
        self.stream = None;
        self.try_ask(request, start).expect("the program answers")
    }

    fn try_ask(&mut self, request: &[u8], start: Instant) -> Option<Answer> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
            stream.set_nodelay(true).ok()?;
            self.stream = Some(BufReader::new(stream));
        }
        let stream = self.stream.as_mut()?;
        stream.get_mut().write_all(request).ok()?;
        let mut line = String::new();
        stream.read_line(&mut line).ok()?;
        let status = line.split(' ').nth(1)?.parse().ok()?;
        let mut length = None;
        loop {
            line.clear();
            stream.read_line(&mut line).ok()?;
            let (name, value) = match line.trim_end() {
                "" => break,
                line => line.split_once(':')?,
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().ok();
            }
        }
        let mut body = vec![0; length?];
        stream.read_exact(&mut body).ok()?;
        Some(Answer {
            status,
            bytes: body.len(),
            time: start.elapsed(),
        })
    }
}
