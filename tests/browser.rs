//! The real page in a real browser: headless Chromium, driven through chromedriver.
//!
//! Both must be on the machine (Debian's packages chromium and chromium-driver). `cargo test --features browser --test
//! browser` runs them; every page is left as a picture in `target/screenshots`. With the path of axe-core's script in
//! `AXE_JS` every page is also checked for accessibility.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/generator.rs"]
mod generator;

use claimbook::store::Store;
use fantoccini::{
    Client, ClientBuilder, Locator,
    wd::{Capabilities, WebDriverCompatibleCommand},
};
use serde_json::{Value, json};
use std::{
    fs,
    future::Future,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// An article of the project's own, as a file that a person has.
const FERRY: &str = "Title: Ferry sinks off Maren\nDate: 2024-05-03\nSource: The Harbour Post\n\nAt least 12 people were killed \
    and 30 injured when a ferry sank off the port of Maren on Thursday, the coastguard said.\n\n“We have never seen such a \
    sea,” said Ilse Torvald, who leads the coastguard. “Nobody could have crossed it.”\n\nThe ferry company denied that the \
    boat had been overloaded.\n\nPrime Minister Jon Sandor said on Friday that 200 soldiers had been deployed to search the \
    coast.\n";

#[tokio::test]
async fn an_article_is_uploaded_read_and_found_again() {
    let server = Server::start();
    let file = server.file("ferry.txt", FERRY);
    in_browser(true, async move |browser| {
        browser.goto(&server.page("/")).await;
        upload(&browser, &file).await;
        assert!(browser.text("h1").await.contains("Ferry sinks off Maren"));
        assert!(browser.text(".text").await.contains("At least 12 people were killed"));
        read_both_ways(&browser).await;
        search(&browser, "never seen").await;
        browser.goto(&server.page("/articles/1")).await;
        search(&browser, "ferry company").await;
        far_place(&browser, &server, true).await;
        browser.assert_quiet().await;
    })
    .await;
}

#[tokio::test]
async fn everything_works_without_javascript() {
    let server = Server::start();
    let file = server.file("ferry.txt", FERRY);
    in_browser(false, async move |browser| {
        browser.goto(&server.page("/")).await;
        upload(&browser, &file).await;
        assert!(browser.text(".text").await.contains("At least 12 people were killed"));
        read_both_ways(&browser).await;
        search(&browser, "never seen").await;
        // a part that opens
        browser.goto(&server.page("/articles/1")).await;
        browser.click(".card details summary").await;
        assert!(browser.text(".card details p").await.contains("Rule"));
        far_place(&browser, &server, false).await;
        // two sources made one, and undone
        browser.goto(&server.page("/sources/1/same?other=2")).await;
        browser.click("button.main-act").await;
        browser.find("#by-hand").await;
        assert!(browser.text("[role=status]").await.contains("They are one now"));
        browser.click("form[action$='/undo'] button").await;
        browser.find("main:not(:has(#by-hand))").await;
        assert!(browser.text("[role=status]").await.contains("Undone"));
        // asked first, then deleted, then brought back
        browser.goto(&server.page("/articles/1/delete")).await;
        browser.click("form[action='/articles/1/delete'] button").await;
        browser.click("form[action='/articles/1/restore'] button").await;
        browser.find(".text").await;
        assert!(browser.text("h1").await.contains("Ferry sinks off Maren"));
    })
    .await;
}

#[tokio::test]
async fn a_file_is_looked_at_before_it_is_stored() {
    let server = Server::start();
    let file = server.file("ferry.txt", FERRY);
    for javascript in [false, true] {
        let (address, file) = (server.page("/upload"), file.clone());
        in_browser(javascript, async move |browser| {
            browser.goto(&address).await;
            let field = browser.find("form.upload input[type=file]").await;
            field.send_keys(file.to_str().unwrap()).await.unwrap();
            browser.click("form.upload button[formaction]").await;
            let there = browser.arrive("/upload/look/").await;
            assert!(browser.text("main").await.contains("At least 12 people were killed"));
            if javascript {
                browser.inspect("look", there.as_str()).await;
                browser.click("main button.main-act").await;
                browser.arrive("/articles/").await;
                assert!(browser.text("h1").await.contains("Ferry sinks off Maren"));
            } else {
                browser.click("main button[name=do]").await;
                browser.find("form.upload .drop").await;
            }
        })
        .await;
    }
}

#[tokio::test]
async fn a_refused_upload_comes_back_with_the_reason() {
    let server = Server::start();
    let file = server.file("page.txt", "\0\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}");
    in_browser(true, async move |browser| {
        browser.goto(&server.page("/upload")).await;
        browser
            .find("input[name=title]")
            .await
            .send_keys("A title I typed")
            .await
            .unwrap();
        browser
            .find("input[type=file]")
            .await
            .send_keys(file.to_str().unwrap())
            .await
            .unwrap();
        browser.click("form.upload button.main-act").await;
        assert!(browser.text("main").await.contains("not text"));
        let title = browser.find("input[name=title]").await.prop("value").await.unwrap();
        assert_eq!(title.as_deref(), Some("A title I typed"));
    })
    .await;
}

/// Every page in every form: nothing scrolls sideways, nothing breaks the page's own rules, nothing shuts anybody out.
#[tokio::test]
async fn every_page_fits_and_is_accessible() {
    let server = Server::start();
    let empty = server.page("/");
    in_browser(true, async move |browser| {
        browser.inspect("home-empty", &empty).await;
        for name in ["ferry.txt", "untitled.txt"] {
            let text = if name == "ferry.txt" {
                FERRY
            } else {
                &FERRY[FERRY.find("At least").unwrap()..]
            };
            let file = server.file(name, text);
            browser.goto(&server.page("/upload")).await;
            upload(&browser, &file).await;
        }
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/sample.txt");
        browser.goto(&server.page("/upload")).await;
        upload(&browser, &sample).await;
        let long = "At least 12 people were killed in Sarn, the fire brigade said on Thursday morning.\n\n".repeat(700);
        let long = server.file("long.txt", &long);
        browser.goto(&server.page("/upload")).await;
        upload(&browser, &long).await;
        for (name, address) in [
            ("home", "/"),
            ("upload", "/upload"),
            ("articles", "/articles"),
            ("article", "/articles/3"),
            ("article-untitled", "/articles/2"),
            ("edit", "/articles/1/edit"),
            ("delete", "/articles/1/delete"),
            ("figures", "/figures"),
            ("quotes", "/quotes"),
            ("sources", "/sources"),
            ("source", "/sources/1"),
            ("source-find", "/sources/1/same?name=a"),
            ("source-compare", "/sources/1/same?other=2"),
            ("source-articles", "/sources/2/apart"),
            ("search-empty", "/search"),
            ("search", "/search?q=people"),
            ("search-nothing", "/search?q=zebra"),
            ("help", "/help"),
            ("error", "/articles/9182"),
            ("no-match", "/figures?effect=displaced&source=nobody"),
            ("part", "/articles/4?part=2"),
        ] {
            browser.inspect(name, &server.page(address)).await;
        }
    })
    .await;
}

/// What people have: the same kind of file in several encodings and formats, each an article of its own.
fn file_of(number: u64) -> (String, Vec<u8>) {
    let text = generator::article(number);
    let (head, story) = text.split_once("\n\n").unwrap();
    let line = |name: &str| {
        head.lines()
            .find_map(|l| l.strip_prefix(name))
            .map(str::trim)
            .unwrap_or_default()
    };
    let (title, date, outlet) = (line("Title:"), line("Date:"), line("Source:"));
    let escaped = |s: &str| s.replace('&', "&amp;").replace('<', "&lt;");
    match number % 4 {
        0 => (format!("story {number}.txt"), text.into_bytes()),
        // as Windows' editor saves it
        1 => {
            let utf16 = format!("\u{feff}{}", text.replace('\n', "\r\n"));
            (
                format!("story-{number}.TXT"),
                utf16.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            )
        }
        2 => {
            let paragraphs: String = story
                .split("\n\n")
                .map(|p| format!("<p>{}</p>\n", escaped(p)))
                .collect();
            let page = format!(
                "<!doctype html><html lang=\"en\"><head><title>{0} | {1}</title><meta property=\"og:title\" content=\"{0}\">\
                 <meta property=\"og:site_name\" content=\"{1}\"><meta property=\"article:published_time\" content=\"{date}\">\
                 </head><body><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/world\">World</a></li></ul></nav>\
                 <article><h1>{0}</h1>\n{paragraphs}</article><footer><p>All rights reserved.</p></footer></body></html>",
                escaped(title).replace('"', "&quot;"),
                escaped(outlet).replace('"', "&quot;"),
            );
            (format!("{number}.html"), page.into_bytes())
        }
        _ => (
            format!("{number}.md"),
            format!(
                "# {}\n\n*{outlet}, {date}*\n\n{story}",
                if title.is_empty() { "Untitled" } else { title }
            )
            .into_bytes(),
        ),
    }
}

/// Drops the files on the page, as the browser does it.
async fn drop_files(browser: &Browser, files: &[PathBuf]) {
    browser
        .ask("const f = document.createElement('input'); f.type = 'file'; f.multiple = true; f.id = 'dropped'; document.body.append(f);")
        .await;
    let paths: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
    browser
        .find("#dropped")
        .await
        .send_keys(&paths.join("\n"))
        .await
        .unwrap();
    browser
        .ask(
            "const field = document.getElementById('dropped');
             const dataTransfer = new DataTransfer();
             for (const file of field.files) dataTransfer.items.add(file);
             field.remove();
             document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));",
        )
        .await;
}

/// Waits until the heading of what is being sent has these words; gives it.
async fn heading(browser: &Browser, words: &str, patience: Duration) -> String {
    let until = std::time::Instant::now() + patience;
    loop {
        let said = browser
            .ask("return document.querySelector('#sending')?.textContent ?? ''")
            .await;
        let said = said.as_str().unwrap().to_owned();
        if said.contains(words) {
            return said;
        }
        assert!(std::time::Instant::now() < until, "{words} was to be said: {said}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_thousand_files_dropped_at_once_are_there_once_though_the_server_is_killed() {
    const FILES: u64 = 1_000;
    let mut server = Server::start();
    let files: Vec<PathBuf> = (0..FILES)
        .map(|number| {
            let (name, bytes) = file_of(number);
            server.file(&name, &bytes)
        })
        .collect();
    let patience = Duration::from_secs(240);
    let database = server.folder.path().join("claims.db");
    let (address, again) = (server.page("/"), files.clone());
    in_browser(true, async move |browser| {
        browser.goto(&address).await;
        drop_files(&browser, &again).await;
        loop {
            let done = browser
                .ask("return document.querySelector('.sending progress')?.value ?? 0")
                .await;
            if done.as_f64().unwrap() >= 400.0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let before = server.peak_memory();
        server.kill();
        heading(&browser, "does not answer", patience).await;
        assert!(browser.text(".sending [role=alert]").await.contains("start it again"));
        server.start_again();
        // all of it again, on the page as it is opened anew
        browser.goto(&server.page("/upload")).await;
        drop_files(&browser, &again).await;
        let said = heading(&browser, "1,000 files:", patience).await;
        assert!(
            said.contains("already there") && !said.contains("refused") && !said.contains("not sent"),
            "{said}"
        );
        let (before, after) = (before, server.peak_memory());
        eprintln!("{said}; the server had {before} KiB before it was killed, {after} KiB at the end");
        assert!(before.max(after) < 200 * 1024, "{before} and {after} KiB");
        // and once more: nothing is new
        browser.goto(&server.page("/upload")).await;
        drop_files(&browser, &again).await;
        assert_eq!(
            heading(&browser, "1,000 files:", patience).await,
            "1,000 files: 0 stored, 1,000 already there"
        );
        server.kill();
        let store = Store::open(&database).unwrap();
        assert_eq!(store.read_now(|reader| reader.totals()).unwrap().articles, FILES);
        assert_eq!(store.verify(|_, _| {}).unwrap(), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn many_files_are_told_one_by_one() {
    let server = Server::start();
    let mut files = vec![
        server.file("ferry.txt", FERRY),
        server.file("the same.txt", FERRY),
        server.file("photo.png", b"\x89PNG\r\n\x1a\n\0\0"),
        server.file("empty.txt", " "),
    ];
    files.extend((0..40).map(|i| server.file(&format!("story-{i}.txt"), generator::article(i))));
    in_browser(true, async move |browser| {
        browser.goto(&server.page("/upload")).await;
        // chosen in the form, which then sends them by the script
        let paths: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
        browser
            .find("form.upload input[type=file]")
            .await
            .send_keys(&paths.join("\n"))
            .await
            .unwrap();
        browser.click("form.upload button.main-act").await;
        let said = heading(
            &browser,
            "44 files: 41 stored, 1 already there, 2 refused",
            Duration::from_secs(60),
        )
        .await;
        let aloud = browser
            .ask("return document.querySelector('.sending [role=status]').textContent")
            .await;
        assert_eq!(aloud, format!("{said}."));
        let refused = browser.text(".sending .files").await;
        assert!(
            refused.contains("photo.png") && refused.contains("PNG") && refused.contains("empty.txt"),
            "{refused}"
        );
        browser.inspect_here("upload-many").await;
        // those that were refused, again
        browser.click(".sending button:not([hidden])").await;
        heading(
            &browser,
            "44 files: 41 stored, 1 already there, 2 refused",
            Duration::from_secs(60),
        )
        .await;
        browser.click(".sending .files a").await;
        browser.arrive("/articles/").await;
    })
    .await;
}

/// The checks of this file see what is wrong.
#[tokio::test]
async fn what_is_wrong_with_a_page_is_seen() {
    let server = Server::start();
    in_browser(true, async move |browser| {
        browser.goto(&server.page("/help")).await;
        assert_eq!((browser.console().await.len(), browser.too_wide().await), (0, None));
        browser
            .ask(
                "const wide = document.createElement('p');
                 wide.innerHTML = '<img src=\"https://elsewhere.example/a.png\" width=4000 height=10>';
                 document.querySelector('main').append(wide);
                 await new Promise(done => setTimeout(done, 200));",
            )
            .await;
        let console = browser.console().await;
        assert!(
            console
                .iter()
                .any(|e| e["message"].as_str().unwrap().contains("Content Security Policy")),
            "{console:#?}"
        );
        assert!(browser.too_wide().await.is_some());
        let missing = browser.inaccessible().await.iter().any(|found| found[0] == "image-alt");
        assert_eq!(missing, std::env::var_os("AXE_JS").is_some());
    })
    .await;
}

/// Sends the form of the page that is open and waits for the article.
async fn upload(browser: &Browser, file: &Path) {
    browser
        .find("input[type=file]")
        .await
        .send_keys(file.to_str().unwrap())
        .await
        .unwrap();
    browser.click("form.upload button.main-act").await;
    browser.arrive("/articles/").await;
}

/// The address of a claim of an article in parts leads to its part, by the script or without it.
async fn far_place(browser: &Browser, server: &Server, script: bool) {
    let mut text = "Title: The river war\nDate: 2024-05-03\n\n".to_owned();
    for i in 0..1500 {
        text.push_str(&format!(
            "Police said {} people were killed in the street behind the mill that night.\n\n",
            i + 20
        ));
    }
    let file = server.file("war.txt", &text);
    browser.goto(&server.page("/upload")).await;
    upload(browser, &file).await;
    assert!(browser.text(".pager").await.contains("Part 1 of "));
    browser.click(".pager a[rel=last]").await;
    browser.arrive("/articles/").await;
    let last = browser.find(".text mark.fig").await.attr("id").await.unwrap().unwrap();
    let mut article = browser.client.current_url().await.unwrap();
    article.set_query(None);
    // left first, since another # alone is the same page
    browser.goto(&server.page("/help")).await;
    article.set_fragment(Some(&last));
    browser.goto(article.as_str()).await;
    if !script {
        browser
            .find("#at")
            .await
            .send_keys(&format!("{article}\n"))
            .await
            .unwrap();
    }
    for _ in 0..50 {
        if browser
            .client
            .current_url()
            .await
            .unwrap()
            .query()
            .is_some_and(|query| query.starts_with("at="))
        {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    browser.find(&format!("#{last}")).await;
    if script {
        browser.assert_target(&format!("#{last}")).await;
    }
    assert!(
        browser.client.find(Locator::Css(".pager a[rel=next]")).await.is_err(),
        "the last part"
    );
}

/// From every card to its place in the text, and from the place back to the card.
async fn read_both_ways(browser: &Browser) {
    let cards = browser.client.find_all(Locator::Css(".card a.n")).await.unwrap();
    assert!(
        cards.len() >= 4,
        "{} cards: figures and quotes were to be found",
        cards.len()
    );
    for number in 1..=cards.len() {
        let link = format!("#n{number} a.n");
        let place = browser.find(&link).await.attr("href").await.unwrap().unwrap();
        browser.click(&link).await;
        browser.assert_target(&place).await;
        browser
            .click(&format!(".text a[href='#n{number}']:not(.cards a)"))
            .await;
        browser.assert_target(&format!("#n{number}")).await;
    }
}

/// From any page: the words typed, a hit that marks them, and its link to the place.
async fn search(browser: &Browser, words: &str) {
    let field = browser.find("form[role=search] input[name=q]").await;
    field.clear().await.unwrap();
    field.send_keys(&format!("{words}\n")).await.unwrap();
    browser.arrive("/search").await;
    let first = words.split(' ').next().unwrap();
    assert!(
        browser.text("main mark").await.to_lowercase().contains(first),
        "{words} is not marked"
    );
    browser.click("main a[href*='/articles/'][href*='#']").await;
    let place = browser.arrive("/articles/").await;
    browser.assert_target(&format!("#{}", place.fragment().unwrap())).await;
}

/// The program on a database of its own; killed at the end.
struct Server {
    child: Child,
    address: String,
    folder: TempDir,
}

impl Server {
    fn start() -> Server {
        let folder = tempfile::tempdir().unwrap();
        let (child, address) = Server::run(folder.path(), "0");
        Server { child, address, folder }
    }

    fn run(folder: &Path, port: &str) -> (Child, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_claimbook"))
            .args(["--port", port, "--database"])
            .arg(folder.join("claims.db"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let address = first_line_with(&mut child, "http://");
        (child, address)
    }

    /// At once, in the middle of whatever it does.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// At the same address.
    fn start_again(&mut self) {
        let port = self.address.rsplit(':').next().unwrap().to_owned();
        (self.child, self.address) = Server::run(self.folder.path(), &port);
    }

    /// The most memory it has had so far, in KiB; 0 where the system does not tell.
    fn peak_memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.map_or(0, |line| line.trim().trim_end_matches(" kB").parse().unwrap())
    }

    fn page(&self, target: &str) -> String {
        format!("{}{target}", self.address)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn first_line_with(child: &mut Child, words: &str) -> String {
    let out = BufReader::new(child.stdout.take().unwrap());
    let line = out.lines().map(Result::unwrap).find(|line| line.contains(words));
    line.unwrap_or_else(|| panic!("the program said nothing with {words:?}"))
}

/// Chromium, one page of it.
#[derive(Clone)]
struct Browser {
    client: Client,
}

/// So often is looked, 50 ms apart, whether something has come.
const TRIES: usize = 200;

/// Widths and colours that every page is looked at in.
const FORMS: [(&str, u32, &str); 4] = [
    ("wide-light", 1440, "light"),
    ("wide-dark", 1440, "dark"),
    ("narrow-light", 320, "light"),
    ("narrow-dark", 320, "dark"),
];

/// Starts a browser, does `work` in it, and ends it whatever became of the work.
async fn in_browser<W: Future<Output = ()> + Send + 'static>(javascript: bool, work: impl FnOnce(Browser) -> W) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .spawn()
        .expect("chromedriver is not on this machine: install Debian's chromium and chromium-driver");
    let line = first_line_with(&mut driver, "successfully on port");
    let port: String = line
        .rsplit("port ")
        .next()
        .unwrap()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let profile = tempfile::tempdir().unwrap();
    // Chromium's own sandbox does not work for root, as whom tests in containers run; nothing but our own pages is opened
    let mut arguments: Vec<String> = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1440,1000",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(format!("--user-data-dir={}", profile.path().display()));
    let mut options = json!({ "args": arguments });
    if !javascript {
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    let wanted: Capabilities = serde_json::from_value(json!({
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
    }))
    .unwrap();
    let connector = hyper_util::client::legacy::connect::HttpConnector::new();
    let client = ClientBuilder::new(connector)
        .capabilities(wanted)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .unwrap();
    let browser = Browser { client: client.clone() };
    let done = tokio::spawn(work(browser)).await;
    let closed = client.close().await;
    let _ = driver.kill();
    let _ = driver.wait();
    if let Err(failed) = done {
        std::panic::resume_unwind(failed.into_panic());
    }
    closed.unwrap();
}

impl Browser {
    async fn goto(&self, address: &str) {
        self.client.goto(address).await.unwrap();
    }

    async fn find(&self, css: &str) -> fantoccini::elements::Element {
        let found = self
            .client
            .wait()
            .at_most(Duration::from_secs(10))
            .for_element(Locator::Css(css))
            .await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {css} on {}: {error}", self.client.current_url().await.unwrap()),
        }
    }

    /// Clicks, again if the page was still scrolling.
    async fn click(&self, css: &str) {
        let mut tries = 0;
        while let Err(error) = self.find(css).await.click().await {
            tries += 1;
            assert!(
                tries < 20,
                "{css} on {}: {error}",
                self.client.current_url().await.unwrap()
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.unwrap()
    }

    /// What `script` returns. Tests may look even where the page's own scripts may not run.
    async fn ask(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Waits until the page is one whose path begins so: a click is answered before the page that it leads to is there.
    async fn arrive(&self, path: &str) -> url::Url {
        for _ in 0..TRIES {
            let address = self.client.current_url().await.unwrap();
            if address.path().starts_with(path) {
                return address;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let address = self.client.current_url().await.unwrap();
        panic!("at {address} instead of {path}: {}", self.text("main").await);
    }

    /// `hash` leads to something, and that is to be seen.
    async fn assert_target(&self, hash: &str) {
        let mut seen = Value::Null;
        for _ in 0..TRIES {
            seen = self
                .ask(
                    "const target = document.querySelector(':target');
                     if (!target) return [location.hash, 'leads nowhere'];
                     const box = target.getBoundingClientRect();
                     const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
                     return [location.hash, inside ? 'seen' : 'out of sight'];",
                )
                .await;
            if seen == json!([hash, "seen"]) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{hash} was to be seen: {seen}");
    }

    /// Sends a command of Chromium's own.
    async fn chromium(&self, name: &'static str, parameters: Value) -> Value {
        self.client
            .issue_cmd(Own {
                path: "goog/cdp/execute",
                body: json!({ "cmd": name, "params": parameters }),
            })
            .await
            .unwrap()
    }

    /// What was written to the console: errors, breaches of the page's own rules, things missing.
    async fn console(&self) -> Vec<Value> {
        let log = self
            .client
            .issue_cmd(Own {
                path: "se/log",
                body: json!({ "type": "browser" }),
            })
            .await
            .unwrap();
        // Chromium notes the status of the page itself there too, which is an error's own where one is asked for
        let address = self.client.current_url().await.unwrap();
        let own = format!("{address} - Failed to load resource: the server responded with a status of 4");
        let entries = log.as_array().unwrap().iter();
        entries
            .filter(|e| !e["message"].as_str().unwrap().starts_with(&own))
            .cloned()
            .collect()
    }

    async fn assert_quiet(&self) {
        let console = self.console().await;
        assert!(
            console.is_empty(),
            "{}: {console:#?}",
            self.client.current_url().await.unwrap()
        );
    }

    /// Whether the page is wider than the window, and what of it may make it so.
    async fn too_wide(&self) -> Option<Value> {
        let found = self
            .ask(
                "if (document.documentElement.scrollWidth <= innerWidth) return null;
                 const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
                 return wide.slice(0, 5).map(e => e.outerHTML.slice(0, 150));",
            )
            .await;
        (!found.is_null()).then_some(found)
    }

    async fn inspect(&self, name: &str, address: &str) {
        self.in_every_form(name, Some(address)).await;
    }

    /// The page as it has become.
    async fn inspect_here(&self, name: &str) {
        self.in_every_form(name, None).await;
    }

    async fn in_every_form(&self, name: &str, address: Option<&str>) {
        for (form, width, colours) in FORMS {
            let height = if width < 600 { 700 } else { 1000 };
            self.chromium(
                "Emulation.setDeviceMetricsOverride",
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
            )
            .await;
            let features = json!([{ "name": "prefers-color-scheme", "value": colours }]);
            self.chromium("Emulation.setEmulatedMedia", json!({ "features": features }))
                .await;
            if let Some(address) = address {
                self.goto(address).await;
                self.assert_quiet().await;
            }
            let wide = self.too_wide().await;
            assert_eq!(wide, None, "{name} scrolls sideways at {width}");
            self.picture(&format!("{name}-{form}")).await;
            let found = self.inaccessible().await;
            assert!(found.is_empty(), "{name}-{form}: {found:#?}");
        }
        self.chromium("Emulation.clearDeviceMetricsOverride", json!({})).await;
        self.chromium("Emulation.setEmulatedMedia", json!({ "features": [] }))
            .await;
    }

    /// The whole page, as a picture in `target/screenshots`.
    async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        fs::create_dir_all(&folder).unwrap();
        let height = self
            .ask("return document.documentElement.scrollHeight")
            .await
            .as_f64()
            .unwrap();
        let width = self.ask("return innerWidth").await;
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height.min(12_000.0), "scale": 1 });
        let answer = self
            .chromium(
                "Page.captureScreenshot",
                json!({ "format": "png", "captureBeyondViewport": true, "clip": clip }),
            )
            .await;
        fs::write(
            folder.join(format!("{name}.png")),
            base64(answer["data"].as_str().unwrap()),
        )
        .unwrap();
    }

    /// What axe-core finds, of WCAG 2.2 A and AA and its own good practice; nothing without it.
    async fn inaccessible(&self) -> Vec<Value> {
        let Some(script) = std::env::var_os("AXE_JS") else {
            return Vec::new();
        };
        let script = fs::read_to_string(script).expect("AXE_JS is not the path of axe-core's script");
        self.client.execute(&script, Vec::new()).await.unwrap();
        let found = self
            .client
            .execute_async(
                "const done = arguments[arguments.length - 1];
                 axe.run(document).then(
                   r => done(r.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => [n.html.slice(0, 200), n.failureSummary])])),
                   e => done([String(e)]));",
                Vec::new(),
            )
            .await
            .unwrap();
        found.as_array().unwrap().clone()
    }
}

/// A command that only chromedriver knows.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (hyper::Method, Option<String>) {
        (hyper::Method::POST, Some(self.body.to_string()))
    }
}

/// Chromium gives its pictures so; too little for a dependency.
fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0u32, 0);
    for letter in text.bytes().take_while(|&b| b != b'=') {
        bits = bits << 6 | LETTERS.iter().position(|&l| l == letter).unwrap() as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    bytes
}
