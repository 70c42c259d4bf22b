//! Clients that are slow, silent, endless or gone: they are closed in time, and a good client is served meanwhile.
//!
//! Asked for by the feature `slow`, since it waits for the server's patience to end. Times are printed, not checked: only
//! waits that would be the bad clients' are told from those of a busy machine.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod program;
#[path = "program/story.rs"]
mod story;

use claimbook::{
    ingest,
    store::{Details, Store},
};
use program::{PATIENCE, Place, Server, form};
use std::{
    io::{ErrorKind, Read, Write},
    net::{Shutdown, TcpStream},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

/// More than the server keeps open at a time.
const MANY: usize = 300;

/// Long for a busy machine, short beside what the server grants to a client: five seconds for a head.
const SOON: Duration = Duration::from_secs(3);

/// A good client asks this often; the slowest answer.
#[track_caller]
fn served(server: &Server, what: &str) {
    let mut times: Vec<Duration> = (0..40)
        .map(|i| {
            let begun = Instant::now();
            let target = ["/", "/articles", "/search?q=killed", "/figures"][i % 4];
            assert_eq!(server.get(target).status, 200, "{what}: {target}");
            begun.elapsed()
        })
        .collect();
    times.sort();
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    eprintln!("{what}: a good client waits {median:.1?}, at worst {worst:.1?}");
    assert!(worst < SOON, "{what}: {worst:?}");
}

/// Waits until the server has closed all of them; how long that took.
#[track_caller]
fn closed(clients: Vec<TcpStream>, what: &str) {
    let begun = Instant::now();
    for mut client in clients {
        client.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut rest = Vec::new();
        match client.read_to_end(&mut rest) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
            Err(error) => panic!("{what}: never closed ({error})"),
        }
    }
    eprintln!("{what}: all closed after {:.1?}", begun.elapsed());
}

fn upload_head(port: u16, length: u64) -> String {
    format!(
        "POST /upload HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: multipart/form-data; boundary=edge\r\n\
         Content-Length: {length}\r\n\r\n"
    )
}

const PART: &str = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nTwo men";

fn many(server: &Server, first: &str) -> Vec<TcpStream> {
    (0..MANY)
        .map(|_| {
            let mut client = server.connect();
            // the server may have closed it to make room
            let _ = client.write_all(first.as_bytes());
            client
        })
        .collect()
}

/// Lets every one of them send a byte now and then, while something else is done.
fn while_dripping(clients: &[TcpStream], byte: u8, work: impl FnOnce()) {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                for mut client in clients {
                    let _ = client.write_all(&[byte]);
                }
                thread::sleep(Duration::from_millis(200));
            }
        });
        work();
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn silent_clients() {
    let place = Place::new();
    let server = Server::start(&place);
    let clients = many(&server, "");
    served(&server, "300 silent connections");
    closed(clients, "300 silent connections");
    served(&server, "after 300 silent connections");
}

#[test]
fn slow_heads() {
    let place = Place::new();
    let server = Server::start(&place);
    let clients = many(
        &server,
        &format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-Slow: ", server.port),
    );
    while_dripping(&clients, b'a', || served(&server, "300 slow heads"));
    closed(clients, "300 slow heads");
}

#[test]
fn slow_and_stalled_bodies() {
    let place = Place::new();
    let server = Server::start(&place);
    let clients = many(&server, &(upload_head(server.port, 100_000) + PART));
    while_dripping(&clients, b'a', || served(&server, "300 slow bodies"));
    served(&server, "300 stalled uploads");
    closed(clients, "300 stalled uploads");
    assert!(
        !server.get("/articles").body.contains("Two men"),
        "half an upload was stored"
    );
}

#[test]
fn announced_without_end() {
    let place = Place::new();
    let server = Server::start(&place);
    let begun = Instant::now();
    let mut clients = Vec::new();
    for _ in 0..20 {
        let mut client = server.connect();
        client
            .write_all(upload_head(server.port, 10_000_000_000).as_bytes())
            .unwrap();
        let mut answer = [0; 32];
        client.read_exact(&mut answer).unwrap();
        assert!(
            answer.starts_with(b"HTTP/1.1 413"),
            "{}",
            String::from_utf8_lossy(&answer)
        );
        clients.push(client);
    }
    eprintln!("10 GB announced: refused in {:.1?}", begun.elapsed() / 20);
    served(&server, "10 GB announced");
    closed(clients, "10 GB announced");
}

#[test]
fn a_hundred_thousand_parts() {
    let place = Place::new();
    let server = Server::start(&place);
    let one: [(&str, &[u8]); 1] = [("a.txt", b"Two men died.")];
    let part = form(&one);
    let part = &part[..part.len() - b"--edge--\r\n".len()];
    let body = part.repeat(100_000);
    let mut client = server.connect();
    let begun = Instant::now();
    client
        .write_all(upload_head(server.port, body.len() as u64).as_bytes())
        .unwrap();
    let writer = {
        let mut client = client.try_clone().unwrap();
        // the server answers and closes before it has taken all
        thread::spawn(move || client.write_all(&body).is_ok())
    };
    let mut answer = Vec::new();
    let _ = client.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    eprintln!("100,000 parts: answered in {:.1?}", begun.elapsed());
    assert!(
        answer.starts_with("HTTP/1.1 413") && answer.contains("Too many files"),
        "{answer}"
    );
    writer.join().unwrap();
    served(&server, "100,000 parts");
    // as many as one form takes had arrived, and the answer says that they stay
    assert!(
        answer.contains("200 files had arrived before that and stay stored"),
        "{answer}"
    );
    assert!(
        server.get("/articles").body.contains("Two men died"),
        "what was told is so"
    );
}

#[test]
fn clients_that_never_take_their_answers() {
    let place = Place::new();
    // more than the buffers between two programs hold; that the text is only its beginning nobody sees
    let large = "The ferry sank off Maren.\n".repeat(600_000).into_bytes();
    let mut upload = ingest::read(Some("large.txt"), large[..25].to_vec(), &Details::default()).unwrap();
    upload.bytes.clone_from(&large);
    let store = Store::open(&place.path("claims.db")).unwrap();
    store.write_now(|writer| writer.add(upload)).unwrap();
    drop(store);
    let server = Server::start(&place);
    let ask = format!(
        "GET /articles/1/original HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
        server.port
    );
    let begun = Instant::now();
    let clients: Vec<TcpStream> = (0..8)
        .map(|_| {
            let mut client = server.connect();
            client.write_all(ask.as_bytes()).unwrap();
            client
        })
        .collect();
    served(&server, "8 clients that take nothing");
    // longer than the server waits; then only what was on the way is there
    thread::sleep(Duration::from_secs(25).saturating_sub(begun.elapsed()));
    for mut client in clients {
        let mut got = Vec::new();
        let _ = client.read_to_end(&mut got);
        assert!(got.len() < large.len(), "it waited for ever and sent all");
    }
    let taken = server.send(ask.as_bytes());
    assert!(
        taken.status == 200 && taken.body.as_bytes() == large,
        "who takes it gets all of it"
    );
}

#[test]
fn clients_that_hang_up_during_a_query() {
    let place = Place::new();
    let server = Server::start(&place);
    for story in story::stories(0, 30, 10) {
        assert_eq!(server.upload(&story.name, &story.bytes).status, 303);
    }
    let phrase = "%22the+brigade+told+the+harbour+post+about%22+flood+killed+children+mayor+brigade";
    let ask = format!(
        "GET /search?q={phrase} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
        server.port
    );
    for i in 0..MANY {
        let mut client = server.connect();
        client.write_all(ask.as_bytes()).unwrap();
        if i % 2 == 0 {
            client.shutdown(Shutdown::Both).unwrap();
        }
    }
    served(&server, "300 clients that hung up");
    assert_eq!(
        server
            .upload("one-more.txt", b"Two men died at Ossel, the mayor said.")
            .status,
        303
    );
}

#[test]
fn all_of_it_at_once() {
    let place = Place::new();
    let mut server = Server::start(&place);
    let mut clients = many(&server, "");
    clients.extend(many(&server, "GET / HTTP/1.1\r\nHost: "));
    clients.extend(many(&server, &(upload_head(server.port, 100_000) + PART)));
    served(&server, "900 bad clients");
    assert_eq!(
        server.upload("a.txt", b"Two men died at Ossel, the mayor said.").status,
        303
    );
    closed(clients, "900 bad clients");
    let (status, took) = server.terminate();
    assert_eq!(status, 0);
    eprintln!("ended in {took:.1?}");
    assert!(!place.path("claims.db-wal").exists(), "the database was not closed");
}
