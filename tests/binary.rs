//! The real program: its commands, its server, its ends.

#![cfg(feature = "app")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "program/older.rs"]
mod older;
mod program;

use claimbook::store::Store;
use program::{FIRE, Place, Ran, Server, bare, form};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    path::Path,
    process::Stdio,
    thread,
    time::Duration,
};

#[cfg(unix)]
#[test]
fn serves_prints_its_address_and_ends() {
    let place = Place::new();
    let mut server = Server::start(&place);
    assert_eq!(server.get("/").status, 200);
    assert_eq!(server.get("/nowhere").status, 404);
    let (status, _) = server.terminate();
    assert_eq!(status, 0);
    assert_eq!(server.rest(), "", "only the address is on standard output");
    assert!(place.path("claims.db").exists());
    assert!(!place.path("claims.db-wal").exists(), "the database was not closed");
}

#[cfg(unix)]
#[test]
fn an_article_uploaded_is_there_after_a_restart() {
    let place = Place::new();
    let mut server = Server::start(&place);
    let answer = server.upload("fire.txt", FIRE.as_bytes());
    assert_eq!(answer.status, 303, "{answer:?}");
    let address = answer.header("location").unwrap().to_owned();
    assert!(address.starts_with("/articles/"), "{address}");
    let again = server.upload("other-name.txt", FIRE.as_bytes());
    assert_eq!(again.status, 303);
    assert!(again.header("location").unwrap().starts_with(&address));
    server.terminate();
    let server = Server::start(&place);
    let page = server.get(&address);
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("Fire at the cannery of Sarn") && page.body.contains("2024"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("Title: Fire"), "the header is not part of the text");
}

/// Sends this head, and checks that the answer has the headers of every answer, whatever it is.
#[track_caller]
fn answered(server: &Server, head: &str) -> u16 {
    let answer = server.send(format!("{head}Connection: close\r\n\r\n").as_bytes());
    assert!(
        answer
            .header("content-security-policy")
            .is_some_and(|csp| csp.starts_with("default-src 'none'")),
        "{head}"
    );
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{head}");
    answer.status
}

#[test]
fn other_names_are_refused() {
    let place = Place::new();
    let server = Server::start(&place);
    let port = server.port;
    for name in ["127.0.0.1", "localhost", "LocalHost", "LOCALHOST", "[::1]"] {
        for target in ["/".to_owned(), format!("http://{name}:{port}/")] {
            let head = format!("GET {target} HTTP/1.1\r\nHost: {name}:{port}\r\n");
            assert_eq!(answered(&server, &head), 200, "{head}");
        }
    }
    for host in [
        format!("evil.example:{port}"),
        "evil.example".to_owned(),
        format!("localhost.evil.example:{port}"),
        format!("127.0.0.1.nip.io:{port}"),
        format!("0.0.0.0:{port}"),
        format!("localhost.:{port}"),
        format!("127.0.0.1:{}", port ^ 1),
        "127.0.0.1".to_owned(),
        format!("printer.local:{port}"),
        format!("wiki.internal:{port}"),
        format!("user@127.0.0.1:{port}"),
        format!("127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}"),
        format!("127.0.0.1:{port}\r\nHost: evil.example"),
        String::new(),
    ] {
        for request in [
            "GET /",
            "GET /static/style.css",
            "HEAD /articles",
            "POST /sample",
            "OPTIONS /",
            "GET /nowhere",
        ] {
            let head = format!("{request} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n");
            assert_eq!(answered(&server, &head), 421, "{head}");
        }
    }
    for target in [
        "http://evil.example/".to_owned(),
        format!("http://evil.example:{port}/"),
        format!("http://user@127.0.0.1:{port}/"),
        format!("http://127.0.0.1:{port}@evil.example/"),
        format!("https://127.0.0.1:{port}/"),
    ] {
        let head = format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n");
        assert_eq!(answered(&server, &head), 421, "{head}");
    }
    for head in ["GET / HTTP/1.1\r\n", "GET / HTTP/1.0\r\n"] {
        assert_eq!(answered(&server, head), 421, "{head}");
    }
}

#[test]
fn forms_of_other_sites_are_refused() {
    let place = Place::new();
    let server = Server::start(&place);
    let port = server.port;
    let post = |target: &str, headers: &str| {
        let head = format!("POST {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}Content-Length: 0\r\n");
        answered(&server, &head)
    };
    for headers in [
        "Sec-Fetch-Site: cross-site\r\n".to_owned(),
        "Sec-Fetch-Site: same-site\r\n".to_owned(),
        format!("Sec-Fetch-Site: cross-site\r\nOrigin: http://127.0.0.1:{port}\r\n"),
        "Sec-Fetch-Site: same-origin\r\nOrigin: http://evil.example\r\n".to_owned(),
        "Origin: null\r\n".to_owned(),
        "Origin: http://evil.example\r\n".to_owned(),
        "Origin: http://127.0.0.1\r\n".to_owned(),
        format!("Origin: http://127.0.0.1:{}\r\n", port ^ 1),
        format!("Origin: https://127.0.0.1:{port}\r\n"),
        format!("Origin: http://127.0.0.1:{port}.evil.example\r\n"),
        "Origin: garbage\r\n".to_owned(),
        "Origin: \r\n".to_owned(),
    ] {
        for target in [
            "/sample",
            "/upload",
            "/articles/1/edit",
            "/articles/1/delete",
            "/articles/1/restore",
        ] {
            assert_eq!(post(target, &headers), 403, "{target} {headers}");
        }
    }
    assert!(
        !server.get("/articles.json").body.contains("\"id\""),
        "one of them was obeyed"
    );
    for headers in [
        String::new(),
        "Sec-Fetch-Site: same-origin\r\n".to_owned(),
        "Sec-Fetch-Site: none\r\n".to_owned(),
        "Sec-Fetch-Site: same-origin\r\nOrigin: null\r\n".to_owned(),
        format!("Origin: http://127.0.0.1:{port}\r\n"),
        format!("Origin: http://localhost:{port}\r\n"),
        format!("Origin: http://[::1]:{port}\r\n"),
    ] {
        assert_eq!(post("/sample", &headers), 303, "{headers}");
    }
    assert!(
        server.get("/articles.json").body.contains("\"id\""),
        "it would have been seen"
    );
}

#[test]
fn heads_that_are_too_long_or_never_end_are_given_up() {
    let place = Place::new();
    let server = Server::start(&place);
    let many: String = (0..100).map(|i| format!("X-{i}: y\r\n")).collect();
    let answer = server.send(format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{many}\r\n", server.port).as_bytes());
    assert_eq!(answer.status, 431, "{answer:?}");
    let answer = server.send(b"\x16\x03\x01 this is no HTTP\r\n\r\n");
    assert_eq!(answer.status, 400, "{answer:?}");
    // the server closes; if it did not, reading would run out of patience
    let mut slow = server.connect();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    let mut rest = Vec::new();
    slow.read_to_end(&mut rest).unwrap();
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn uploads_too_large_are_refused_before_they_are_sent() {
    let place = Place::new();
    let server = Server::start(&place);
    let head = format!(
        "POST /upload HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: \
         1000000000\r\n\r\n",
        server.port
    );
    // nothing of the body is sent, and the answer comes all the same
    let answer = server.send(head.as_bytes());
    assert_eq!(answer.status, 413, "{answer:?}");
    assert!(answer.body.contains("too large"), "{answer:?}");
    let large = vec![b'a'; 20 * 1024 * 1024 + 1];
    let answer = server.upload("large.txt", &large);
    assert!((400..500).contains(&answer.status), "{}", answer.head);
    let parts: Vec<(&str, &[u8])> = vec![("a.txt", b"Two men died."); 201];
    let answer = server.post("/upload", "multipart/form-data; boundary=edge", &form(&parts));
    assert_eq!(answer.status, 413, "{}", answer.head);
    assert!(
        answer
            .body
            .contains("200 files had arrived before that and stay stored"),
        "{}",
        answer.body
    );
    assert!(
        server.get("/articles").body.contains("Two men died"),
        "what was told is so"
    );
}

#[test]
fn refused_uploads_say_why() {
    let place = Place::new();
    let server = Server::start(&place);
    for (content, words) in [
        (&b"\x89PNG\r\n\x1a\n"[..], "an image (PNG)"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image (PNG)"),
        (b" \n\n", "no text"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07", "not text"),
    ] {
        let answer = server.upload("a.txt", content);
        assert!((400..500).contains(&answer.status), "{words}: {}", answer.head);
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
}

/// Whatever clients are doing, the program ends in time and closes its database.
#[cfg(unix)]
#[test]
fn ends_while_uploads_stall() {
    let place = Place::new();
    let mut server = Server::start(&place);
    let mut stalled = Vec::new();
    for _ in 0..3 {
        let mut stream = server.connect();
        let head = format!(
            "POST /upload HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: multipart/form-data; boundary=edge\r\n\
             Content-Length: 100000\r\n\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nTwo men",
            server.port
        );
        stream.write_all(head.as_bytes()).unwrap();
        stalled.push(stream);
    }
    let mut idle = server.connect();
    idle.write_all(b"GET /").unwrap();
    stalled.push(idle);
    // it has taken them all in: a whole request after them is answered
    assert_eq!(server.get("/").status, 200);
    let (status, took) = server.terminate();
    assert_eq!(status, 0);
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert!(!place.path("claims.db-wal").exists(), "the database was not closed");
}

#[test]
fn a_port_in_use_is_said() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    place.run(&["--port", &port]).complains(&["in use", "--port", &port]);
    assert!(!place.path("claims.db").exists(), "a database was made for nothing");
    let mut command = place.command(&["serve"]);
    command.env("CLAIMBOOK_PORT", "http");
    Ran::from(command.output().unwrap()).complains(&["CLAIMBOOK_PORT", "http", "65535"]);
}

#[test]
fn databases_that_cannot_be_used_are_said() {
    let place = Place::new();
    let below_a_file = place.file("file.txt", "x").join("claims.db");
    let serve = |database: &Path| Ran::from(bare(&["--port", "0", "--database"]).arg(database).output().unwrap());
    serve(&below_a_file).complains(&["claims.db", "--database"]);
    serve(place.folder.path()).complains(&["folder", "--database"]);
    let garbage = place.file(
        "garbage.db",
        "This is no database, but a text of some length.\n".repeat(100),
    );
    serve(&garbage).complains(&["garbage.db", "not a claimbook database", "--database"]);
    assert!(
        fs::read_to_string(garbage).unwrap().starts_with("This is no database"),
        "it was changed"
    );
    // SQLite keeps the version that a program gave its database at byte 60
    let article = place.file("fire.txt", FIRE);
    assert_eq!(place.run(&["ingest", article.to_str().unwrap()]).status, 0);
    let mut bytes = fs::read(place.path("claims.db")).unwrap();
    bytes[60..64].copy_from_slice(&9999u32.to_be_bytes());
    let newer = place.file("newer.db", bytes);
    serve(&newer).complains(&["newer.db", "newer claimbook", "--database"]);
    for command in [&["verify"][..], &["reprocess"], &["backup", "b.db"]] {
        let ran = Ran::from(
            bare(command)
                .arg("--database")
                .arg(place.path("none.db"))
                .output()
                .unwrap(),
        );
        ran.complains(&["no database", "none.db", "--database"]);
        assert!(!place.path("none.db").exists());
    }
}

#[test]
fn the_database_is_in_the_data_directory_unless_named() {
    let place = Place::new();
    let article = place.file("fire.txt", FIRE);
    let mut command = bare(&["ingest", article.to_str().unwrap()]);
    command
        .env("XDG_DATA_HOME", place.path("data"))
        .env("HOME", place.path("home"))
        .env("APPDATA", place.path("data"));
    let ran = Ran::from(command.output().unwrap());
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(place.path("data/claimbook/claimbook.db").exists());
}

#[test]
fn a_minus_is_standard_input() {
    let place = Place::new();
    let fire = place.file("fire.txt", FIRE);
    let mut command = place.command(&["ingest", "-"]);
    let ran = Ran::from(command.stdin(fs::File::open(fire).unwrap()).output().unwrap());
    assert_eq!(ran.out, "standard input: stored as /articles/1\n", "{ran:?}");
    place
        .run(&["ingest", "-"])
        .complains(&["standard input: refused. There is no text in it."]);
}

#[test]
fn folders_are_taken_in_whole() {
    let place = Place::new();
    fs::create_dir_all(place.path("reports/may")).unwrap();
    for i in 0..30 {
        place.file(
            &format!("reports/may/{i:02}.txt"),
            FIRE.replace("12", &(i + 100).to_string()),
        );
    }
    for name in [
        "reports/a.png",
        "reports/b.png",
        "reports/may/c.png",
        "reports/may/z.png",
    ] {
        place.file(
            name,
            format!("\u{89}PNG {name}")
                .into_bytes()
                .iter()
                .chain(b"\0\0")
                .copied()
                .collect::<Vec<u8>>(),
        );
    }
    let ran = place.run(&["ingest", "reports"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(ran.out.lines().count(), 30);
    assert!(
        ran.out
            .starts_with("reports/may/00.txt: stored as /articles/1\nreports/may/01.txt: stored as /articles/2\n"),
        "{ran:?}"
    );
    assert!(
        ran.err.contains("34 files: 30 stored, 0 already there, 4 refused"),
        "{ran:?}"
    );
    // the reason once more, when the lines above may have gone out of sight
    assert!(
        ran.err
            .contains("4 not read: reports/a.png, reports/b.png, reports/may/c.png and 1 more."),
        "{ran:?}"
    );
    let again = place.run(&["ingest", "reports/may"]);
    assert!(
        again.err.contains("32 files: 0 stored, 30 already there, 2 refused"),
        "{again:?}"
    );
    assert_eq!(place.run(&["verify"]).status, 0);
}

#[test]
fn ingest_stores_what_it_can_and_says_what_it_cannot() {
    let place = Place::new();
    place.file("fire.txt", FIRE);
    place.file("copy.txt", FIRE);
    place.file("paper.txt", b"\x89PNG\r\n\x1a\n");
    place.file("empty.txt", "\n\n");
    fs::create_dir(place.path("folder")).unwrap();
    let ran = place.run(&[
        "ingest",
        "paper.txt",
        "fire.txt",
        "folder",
        "copy.txt",
        "nowhere.txt",
        "empty.txt",
    ]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(
        ran.out,
        "fire.txt: stored as /articles/1\ncopy.txt: already there as /articles/1\n"
    );
    for words in [
        "paper.txt: refused. This is an image (PNG).",
        "folder: refused. There is no file in this folder.",
        "nowhere.txt: refused. There is no such file.",
        "empty.txt: refused. There is no text in it.",
        "6 files: 1 stored, 1 already there, 4 refused",
    ] {
        assert!(ran.err.contains(words), "{words}: {ran:?}");
    }
    let ran = place.run(&["ingest", "fire.txt"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "fire.txt: already there as /articles/1\n"),
        "{ran:?}"
    );
}

#[test]
fn verify_finds_a_changed_letter() {
    let place = Place::new();
    place.file("fire.txt", FIRE);
    place.run(&["ingest", "fire.txt"]);
    let ran = place.run(&["verify"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "everything is as it should be\n"),
        "{ran:?}"
    );
    let mut bytes = fs::read(place.path("claims.db")).unwrap();
    let words = b"when a fire broke out";
    let places: Vec<usize> = (0..bytes.len() - words.len())
        .filter(|&at| bytes[at..].starts_with(words))
        .collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at + 7] = b'w';
    }
    place.file("claims.db", bytes);
    let ran = place.run(&["verify"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(!ran.out.is_empty() && ran.err.contains("backup"), "{ran:?}");
}

#[test]
fn reprocess_says_what_it_did() {
    let place = Place::new();
    place.file("fire.txt", FIRE);
    place.file(
        "flood.txt",
        "Three people drowned in the floods at Maren, the mayor said on Friday.",
    );
    place.run(&["ingest", "fire.txt", "flood.txt"]);
    let ran = place.run(&["reprocess"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "found the claims of 2 articles again\n"),
        "{ran:?}"
    );
    let ran = place.run(&["reprocess", "--outdated"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "every article's claims are up to date\n"),
        "{ran:?}"
    );
    assert_eq!(place.run(&["verify"]).status, 0);
}

#[test]
fn reprocess_reads_the_originals_again() {
    let place = Place::new();
    let store = Store::open(&place.path("claims.db")).unwrap();
    let page = "<!doctype html><title>Flood</title><article><h1>Flood at Maren</h1><p>Three people drowned in the floods at \
        Maren, the mayor said on Friday.<p>A witness told reporters that two more were missing.</article>";
    let with_menu = older::read("flood.html", page.as_bytes(), |text| format!("Home | News\n\n{text}"));
    store.write_now(|writer| writer.add(with_menu)).unwrap();
    let fire = older::read("fire.txt", FIRE.as_bytes(), str::to_owned);
    store.write_now(|writer| writer.add(fire)).unwrap();
    // an older reader took for text what none of today's does
    let mut broken = older::read("old.txt", b"Two men died at Sarn.", str::to_owned);
    broken.bytes = b"%PDF-1.7 and nothing else".to_vec();
    store.write_now(|writer| writer.add(broken)).unwrap();
    drop(store);
    let ran = place.run(&["reprocess", "--reread"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (
            1,
            "/articles/1 (flood.html): its text comes out otherwise, now /articles/4\n\
             read 3 files again; articles: 1 unchanged, 1 new version, 1 could not be read again\n"
        ),
        "{ran:?}"
    );
    assert!(
        ran.err
            .contains("/articles/3 (old.txt): could not be read again. This PDF file is damaged"),
        "{ran:?}"
    );
    let verified = place.run(&["verify"]);
    assert_eq!(verified.status, 0, "{verified:?}");
    let again = place.run(&["reprocess", "--reread"]);
    assert_eq!(
        again.out, "read 3 files again; articles: 2 unchanged, 1 could not be read again\n",
        "{again:?}"
    );
    let server = Server::start(&place);
    let (old, new) = (server.get("/articles/1"), server.get("/articles/4"));
    assert_eq!((old.status, new.status), (200, 200));
    assert!(
        old.body.contains("href=\"/articles/4\"") && old.body.contains("Home | News"),
        "{}",
        old.body
    );
    assert!(
        new.body.contains("href=\"/articles/1\"") && !new.body.contains("Home | News"),
        "{}",
        new.body
    );
    let both = place.run(&["reprocess", "--reread", "--outdated"]);
    assert_eq!(both.status, 2, "{both:?}");
    let help = place.run(&["reprocess", "--help"]).out;
    for words in ["--reread", "new version", "stays at its address", "backup before.db"] {
        assert!(help.contains(words), "{words}: {help}");
    }
}

/// A PDF file of one page whose five megabytes unpack to 320: runs of 128 blanks.
#[cfg(target_os = "linux")]
fn heavy_pdf() -> Vec<u8> {
    let stream = [129, b' '].repeat(2_500_000);
    let objects: [Vec<u8>; 4] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 560] /Contents 4 0 R /Resources << >> >>".to_vec(),
        [
            format!("<< /Length {} /Filter /RunLengthDecode >>\nstream\n", stream.len()).into_bytes(),
            stream,
            b"\nendstream".to_vec(),
        ]
        .concat(),
    ];
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut table = "xref\n0 5\n0000000000 65535 f \n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", pdf.len());
        pdf.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        pdf.extend(object);
        pdf.extend(b"\nendobj\n");
    }
    let start = pdf.len();
    pdf.extend(format!("{table}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF").into_bytes());
    pdf
}

#[cfg(target_os = "linux")]
#[test]
fn a_pdf_file_that_takes_too_much_memory_is_refused_in_words() {
    let place = Place::new();
    place.file("heavy.pdf", heavy_pdf());
    place.file("fire.txt", FIRE);
    let ran = place.run(&["ingest", "heavy.pdf"]);
    ran.complains(&["heavy.pdf: refused. This PDF file takes more memory to read than one file is given"]);
    // the server goes on
    let server = Server::start(&place);
    let answer = server.upload("heavy.pdf", &heavy_pdf());
    assert_eq!(answer.status, 413, "{answer:?}");
    assert_eq!(server.upload("fire.txt", FIRE.as_bytes()).status, 303);
}

#[test]
fn backup_copies_while_the_pages_are_served() {
    let place = Place::new();
    let server = Server::start(&place);
    assert_eq!(server.upload("fire.txt", FIRE.as_bytes()).status, 303);
    let ran = place.run(&["backup", "copy.db"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(server.get("/articles/1").status, 200);
    let ran = place.run(&["verify", "--database", "copy.db"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    place.file("again.txt", FIRE);
    let ran = place.run(&["ingest", "again.txt", "--database", "copy.db"]);
    assert_eq!(ran.out, "again.txt: already there as /articles/1\n", "{ran:?}");
    place
        .run(&["backup", "copy.db"])
        .complains(&["copy.db", "there already"]);
}

fn filter(arguments: &[&str], input: &[u8]) -> Ran {
    let mut command = bare(&["extract"]);
    let mut child = command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    Ran::from(output)
}

#[test]
fn the_filter_answers_line_by_line() {
    let input = "{\"id\":\"a\",\"text\":\"At least 12 men\\r\\ndied.\",\"title\":\"T\",\"date\":\"2024-05-03\",\"other\":[1]}\n\
        not JSON\n\
        \n\
        {\"id\":7,\"text\":\"Zoë said so.\"}\n\
        {\"id\":\"b\"}\n\
        {\"id\":\"c\",\"text\":\"x\",\"date\":\"yesterday\"}\n\
        [1,2]\n\
        {\"id\":null,\"text\":\"\"}";
    let ran = filter(&[], input.as_bytes());
    assert_eq!(ran.status, 1, "{ran:?}");
    let lines: Vec<serde_json::Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ids: Vec<String> = lines.iter().map(|line| line["id"].to_string()).collect();
    assert_eq!(ids, ["\"a\"", "null", "7", "\"b\"", "\"c\"", "null", "null"]);
    let wrong: Vec<bool> = lines.iter().map(|line| line.get("error").is_some()).collect();
    assert_eq!(wrong, [false, true, false, true, true, true, false]);
    assert_eq!(lines[0]["text"], "At least 12 men\ndied.");
    assert_eq!(lines[0]["date"], "2024-05-03");
    for key in ["figures", "quotes", "sources", "passed_over"] {
        assert!(lines[2][key].is_array(), "{key}");
    }
    assert_eq!(filter(&[], b"").status, 0);
    assert_eq!(filter(&[], b"{\"id\":1,\"text\":\"\\ud83d\"}\n").status, 1);
    let ran = filter(&[], b"\xff\xfe\x00 junk\n{\"id\":1,\"text\":\"Two men died.\"}\n");
    assert_eq!((ran.status, ran.out.lines().count()), (1, 2));
}

#[test]
fn the_filter_reads_plain_files_with_their_headers() {
    let place = Place::new();
    let fire = place.file("fire.txt", FIRE);
    let paper = place.file("paper.pdf", b"\x89PNG\r\n\x1a\n");
    let (fire, paper) = (fire.to_str().unwrap(), paper.to_str().unwrap());
    let ran = filter(&[paper, fire], b"");
    assert_eq!(ran.status, 1);
    let lines: Vec<serde_json::Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (lines[0]["id"].as_str(), lines[1]["id"].as_str()),
        (Some(paper), Some(fire))
    );
    assert!(lines[0]["error"].as_str().unwrap().contains("an image (PNG)"));
    assert_eq!(lines[1]["title"], "Fire at the cannery of Sarn");
    assert_eq!(lines[1]["date"], "2024-05-03");
    assert!(lines[1]["text"].as_str().unwrap().starts_with("At least 12 people"));
    assert_eq!(filter(&[fire], b"").status, 0);
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let mut child = bare(&["extract"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || {
        let line = format!("{{\"id\":1,\"text\":\"{}\"}}\n", "Two men died. ".repeat(200));
        // more than any pipe holds; the program ends before it has read all
        for _ in 0..5000 {
            if stdin.write_all(line.as_bytes()).is_err() {
                return;
            }
        }
    });
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert!(first.starts_with("{\"id\":1"));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn the_command_line_is_explained() {
    let ran = Ran::from(bare(&["--help"]).output().unwrap());
    assert_eq!(ran.status, 0);
    for words in [
        "serve",
        "ingest",
        "extract",
        "verify",
        "reprocess",
        "backup",
        "--database",
        "--port",
        "--open",
        "Exit status",
    ] {
        assert!(ran.out.contains(words), "{words}");
    }
    assert_eq!(Ran::from(bare(&["ingest"]).output().unwrap()).status, 2);
    assert_eq!(Ran::from(bare(&["--prot", "1"]).output().unwrap()).status, 2);
    Ran::from(bare(&["--port", "1", "verify"]).output().unwrap()).complains(&["--port", "verify"]);
}
