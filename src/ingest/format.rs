//! What a file is, by what is in it. Its name may say anything.

use super::{decode::decode, markdown, packed::Packed, table};
use std::borrow::Cow;

/// What the bytes are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Format<'b> {
    /// Text without a form that is known: plain text, Markdown, CSV.
    Text(Cow<'b, str>),
    /// A web page.
    Html(Cow<'b, str>),
    /// A PDF file, from its beginning on.
    Pdf(&'b [u8]),
    /// A Word document.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// An e-mail.
    Mail,
    /// A web page saved as one file.
    Mhtml,
    /// Text in Markdown.
    Markdown(Cow<'b, str>),
    /// A table with a column of texts, and its delimiter.
    Csv(Cow<'b, str>, u8),
    /// An object a line.
    JsonLines(Cow<'b, str>),
    /// An object, or a list of them.
    Json(Cow<'b, str>),
    /// An archive of files.
    Zip,
    /// Known by name, and locked: "Word document".
    Locked(&'static str),
    /// Known by name, but not read: "an image (PNG)".
    NotRead(&'static str),
    /// None of all these.
    NotText,
}

impl Format<'_> {
    /// Whether other files, or several articles, are in it.
    pub(super) fn holds_others(&self) -> bool {
        matches!(
            self,
            Format::Zip | Format::Mail | Format::Csv(..) | Format::JsonLines(_) | Format::Json(_)
        )
    }
}

/// How files of a kind begin: offset in **bytes**, what stands there, what it is.
const BEGINNINGS: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", PDF),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (0, b"SQLite format 3\0", "a database (SQLite)"),
    (0, b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
    (0, b"\xff\xd8\xff", "an image (JPEG)"),
    (0, b"GIF87a", "an image (GIF)"),
    (0, b"GIF89a", "an image (GIF)"),
    (0, b"II*\0", "an image (TIFF)"),
    (0, b"MM\0*", "an image (TIFF)"),
    (8, b"WEBP", "an image (WebP)"),
    (4, b"ftypheic", "an image (HEIC)"),
    (4, b"ftypmif1", "an image (HEIC)"),
    (4, b"ftypavif", "an image (AVIF)"),
    (0, b"%!PS", "a PostScript file"),
    (8, b"WAVEfmt", "an audio file (WAV)"),
    (0, b"ID3", "an audio file (MP3)"),
    (0, b"fLaC", "an audio file (FLAC)"),
    (0, b"OggS", "an audio or video file (Ogg)"),
    (4, b"ftypM4A", "an audio file (M4A)"),
    (4, b"ftyp", "a video file (MP4)"),
    (8, b"AVI LIST", "a video file (AVI)"),
    (0, b"\x1a\x45\xdf\xa3", "a video file (Matroska or WebM)"),
    (0, b"FLV\x01", "a video file (Flash)"),
    (0, b"\x1f\x8b\x08", "a compressed file (gzip)"),
    (0, b"BZh", "a compressed file (bzip2)"),
    (0, b"\xfd7zXZ\0", "a compressed file (xz)"),
    (0, b"\x28\xb5\x2f\xfd", "a compressed file (zstd)"),
    (0, b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (0, b"Rar!\x1a\x07", "an archive (RAR)"),
    (257, b"ustar", "an archive (tar)"),
];

/// What a ZIP archive is really, by the name of a member it must have.
const ZIPS: &[(&[u8], &str)] = &[
    (b"word/document.xml", DOCX),
    (b"application/vnd.oasis.opendocument.text", ODT),
    (b"application/epub+zip", "an e-book (EPUB)"),
    (b"xl/workbook.xml", "a spreadsheet (XLSX)"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "a spreadsheet (ODS)"),
    (b"ppt/presentation.xml", "a presentation (PPTX)"),
];

const PAGE: &str = "a web page (HTML)";
const SAVED_PAGE: &str = "a saved web page (MHTML)";
const MAIL: &str = "an e-mail (EML)";
const JSON: &str = "a JSON file";
const JSON_LINES: &str = "a JSON lines file";
const PDF: &str = "a PDF file";
const DOCX: &str = "a Word document (DOCX)";
const ODT: &str = "an OpenDocument text (ODT)";
const ZIP: &str = "an archive (ZIP)";
const OLD_OFFICE: &str = "an old Microsoft Office file (.doc, .xls, .ppt or .msg)";

/// Recognises `bytes`.
pub(super) fn recognise(bytes: &[u8]) -> Format<'_> {
    // a PDF or RTF may have a mark or white space before it
    let inner = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match binary(bytes).or_else(|| binary(inner)) {
        Some(PDF) => return Format::Pdf(inner),
        Some(DOCX) => return Format::Docx,
        Some(ODT) => return Format::Odt,
        Some(ZIP) => return Format::Zip,
        Some(OLD_OFFICE) if is_encrypted(bytes) => return Format::Locked("Office document"),
        Some(what) => return Format::NotRead(what),
        None => {}
    }
    let Some(text) = decode(bytes) else {
        return Format::NotText;
    };
    match marked_up(&text) {
        Some(PAGE) => Format::Html(super::html::decode(bytes).unwrap_or(text)),
        Some(SAVED_PAGE) => Format::Mhtml,
        Some(MAIL) => Format::Mail,
        Some(JSON) => Format::Json(text),
        Some(JSON_LINES) => Format::JsonLines(text),
        Some(what) => Format::NotRead(what),
        None => match table::delimiter(&text) {
            Some(delimiter) => Format::Csv(text, delimiter),
            None if markdown::is(&text) => Format::Markdown(text),
            None => Format::Text(text),
        },
    }
}

/// Office packs an encrypted document into its old container, under this name in UTF-16.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn binary(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zip(bytes));
    }
    BEGINNINGS.iter().find_map(|&(at, magic, what)| {
        if !bytes.get(at..).is_some_and(|rest| rest.starts_with(magic)) {
            return None;
        }
        // Some beginnings are short and of plain letters: "ID3", "BZh". What follows them is not.
        let letters =
            magic.iter().all(|b| matches!(b, b' '..=b'~')) && !magic.starts_with(b"%") && !magic.starts_with(b"{");
        (!letters || decode(bytes).is_none()).then_some(what)
    })
}

/// By the names of its members; of one whose table of contents is broken, by what stands at its beginning.
fn zip(bytes: &[u8]) -> &'static str {
    const LOOK: usize = 8 * 1024;
    let mut names = Vec::new();
    if let Ok(mut packed) = Packed::open(bytes, "archive") {
        names = packed.members().into_iter().map(|member| member.name).collect();
    }
    let start = &bytes[..bytes.len().min(LOOK)];
    let has = |wanted: &[u8]| match (wanted.starts_with(b"application/"), names.is_empty()) {
        (false, false) => names.iter().any(|name| name.as_bytes() == wanted),
        // the first member, never packed, says what it is
        (true, false) => start
            .get(30..)
            .is_some_and(|start| start.starts_with(b"mimetype") && start[8..].starts_with(wanted)),
        (_, true) => start.windows(wanted.len()).any(|window| window == wanted),
    };
    ZIPS.iter().find(|(name, _)| has(name)).map_or(ZIP, |&(_, what)| what)
}

/// Text in a form that is known: a web page, a mail, XML, JSON.
fn marked_up(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return tagged(text);
    }
    if text.starts_with(['{', '[']) {
        return json(text);
    }
    mail(text)
}

/// Tags that articles on the web are made of. A text that begins with one of them may be a piece of a web page.
const TAGS: &[&str] = &[
    "a", "article", "aside", "b", "body", "br", "div", "em", "figure", "footer", "h1", "h2", "h3", "h4", "head",
    "header", "hr", "i", "img", "li", "link", "main", "meta", "nav", "ol", "p", "script", "section", "span", "strong",
    "style", "table", "tbody", "td", "title", "tr", "u", "ul",
];

fn tagged(text: &str) -> Option<&'static str> {
    let starts = |text: &str, with: &str| text.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
    if starts(text, "<!doctype html") || starts(text, "<html") {
        return Some(PAGE);
    }
    if starts(text, "<?xml") || starts(text, "<!doctype") || starts(text, "<svg") || starts(text, "<rss") {
        // what the document is, is said by its first element, which stands near the beginning
        let head = text.char_indices().nth(4096).map_or(text, |(end, _)| &text[..end]);
        let head = head.to_ascii_lowercase();
        return Some(match head {
            _ if head.contains("<svg") => "an image (SVG)",
            _ if head.contains("<html") => PAGE,
            _ if head.contains("<rss") || head.contains("<feed") => "a news feed (RSS or Atom)",
            _ => "an XML file",
        });
    }
    // "mostly tags": a page's piece has one in most of its lines; a text that quotes one, or a Markdown file with a
    // picture at its head, has not
    let (mut lines, mut begun, mut tags) = (0usize, 0usize, 0usize);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines += 1;
        begun += usize::from(is_tag(line));
        tags += line.match_indices('<').filter(|&(at, _)| is_tag(&line[at..])).count();
    }
    (is_tag(text) && tags >= 2 && begun * 3 >= lines * 2).then_some(PAGE)
}

/// Whether `text` begins with one of [`TAGS`], opening or closing, or a comment.
fn is_tag(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else {
        return false;
    };
    if rest.starts_with("!--") {
        return true;
    }
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let closes = rest[end..].starts_with(['>', ' ', '/', '\n', '\r', '\t']);
    closes && TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(&rest[..end]))
}

/// Only where it is certain: the whole of it is JSON, or every line is an object.
fn json(text: &str) -> Option<&'static str> {
    use serde::de::IgnoredAny;
    let is = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
    // "[Editor's note: …]" and "{sic}" are no JSON; "[1]" and "[]" might be a text's
    let begins = text[1..].trim_start().starts_with(['"', '{', '[', '}']);
    if !begins {
        return None;
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    if is(text) {
        Some(JSON)
    } else if text.starts_with('{') && lines.all(|line| line.trim_start().starts_with('{') && is(line)) {
        Some(JSON_LINES)
    } else {
        None
    }
}

/// A mail with the machinery of mail in its head; a text that merely has "From:" and "Date:" above it is a text.
fn mail(text: &str) -> Option<&'static str> {
    const MACHINERY: &[&str] = &[
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "delivered-to",
        "dkim-signature",
    ];
    let mut lines = text.lines().peekable();
    // a mailbox has a line of its own before each mail
    lines.next_if(|line| line.starts_with("From ") && line.contains(['@', ':']));
    let (mut machinery, mut related) = (0, false);
    for line in lines.take_while(|line| !line.is_empty()) {
        if line.starts_with([' ', '\t']) {
            related |= line.contains("multipart/related");
            continue;
        }
        let (name, value) = line.split_once(':')?;
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return None;
        }
        machinery += usize::from(MACHINERY.iter().any(|m| m.eq_ignore_ascii_case(name)));
        related |= name.eq_ignore_ascii_case("content-type") && value.contains("multipart/related");
    }
    match (machinery, related) {
        (0, _) => None,
        (_, true) => Some(SAVED_PAGE),
        _ => Some(MAIL),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> &'static str {
        match recognise(bytes) {
            Format::Text(_) => "text",
            Format::Html(_) => PAGE,
            Format::Pdf(_) => PDF,
            Format::Docx => DOCX,
            Format::Odt => ODT,
            Format::Zip => ZIP,
            Format::Mail => MAIL,
            Format::Mhtml => SAVED_PAGE,
            Format::Markdown(_) => "Markdown",
            Format::Csv(..) => "a table (CSV)",
            Format::Json(_) => JSON,
            Format::JsonLines(_) => JSON_LINES,
            Format::Locked(what) | Format::NotRead(what) => what,
            Format::NotText => "not text",
        }
    }

    #[test]
    fn known_formats_have_a_name() {
        let tar = [&[b'a'; 257][..], b"ustar\x0000", &[0; 300]].concat();
        for (bytes, what) in [
            (&b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"[..], "a PDF file"),
            (b"\xef\xbb\xbf\n%PDF-1.4\n", "a PDF file"),
            (b"{\\rtf1\\ansi Two men died.}", "an RTF document"),
            (b"PK\x03\x04\x14\0\0\0word/document.xml", "a Word document (DOCX)"),
            (
                b"PK\x03\x04\0\0mimetypeapplication/vnd.oasis.opendocument.textPK",
                "an OpenDocument text (ODT)",
            ),
            (b"PK\x03\x04\0\0a.txtTwo men died", "an archive (ZIP)"),
            (b"PK\x05\x06\0\0\0\0", "an archive (ZIP)"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image (PNG)"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "an image (JPEG)"),
            (b"GIF89a\x01\0\x01\0\0\0", "an image (GIF)"),
            (b"RIFF\x10\0\0\0WEBPVP8 \0\0", "an image (WebP)"),
            (b"RIFF\x10\0\0\0WAVEfmt \0\0", "an audio file (WAV)"),
            (b"ID3\x03\0\0\0\0\0\x0f", "an audio file (MP3)"),
            (b"\0\0\0\x20ftypisom\0\0\x02\0", "a video file (MP4)"),
            (b"SQLite format 3\0\x10\0\x01\x01", "a database (SQLite)"),
            (b"\x1f\x8b\x08\0\0\0\0\0", "a compressed file (gzip)"),
            (&tar, "an archive (tar)"),
            (b"<!DOCTYPE html>\n<title>x</title>", "a web page (HTML)"),
            (b"\n  <HTML lang=en><body>Two men died.", "a web page (HTML)"),
            (
                b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC><html>",
                "a web page (HTML)",
            ),
            (b"<?xml version='1.0'?><nitf><body/></nitf>", "an XML file"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an image (SVG)"),
            (b"<rss version='2.0'><channel/></rss>", "a news feed (RSS or Atom)"),
            (
                b"<div class=\"story\"><p>Two men died.</p>\n<p>Nine were hurt.</p></div>",
                "a web page (HTML)",
            ),
            (
                b"{\"id\":1,\"text\":\"Two men died.\"}\n{\"id\":2}\n",
                "a JSON lines file",
            ),
            (b"{\n  \"title\": \"Two men died\"\n}", "a JSON file"),
            (b"[{\"title\": \"Two men died\"}]", "a JSON file"),
            (
                b"Return-Path: <a@example.org>\r\nFrom: a\r\nSubject: x\r\n\r\nTwo men died.",
                "an e-mail (EML)",
            ),
            (
                b"From a@example.org Mon Jan  1\nFrom: a\nMessage-ID: <1@x>\n\nTwo men died.",
                "an e-mail (EML)",
            ),
            (
                b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=x\n\nx",
                "a saved web page (MHTML)",
            ),
            (
                b"# Two men died\n\n- nine were *hurt*\n- three are missing\n\n> said the police",
                "Markdown",
            ),
            (b"---\ntitle: Two men died\n---\nNine were hurt.", "Markdown"),
            (b"id;date;Text\n1;2024-05-01;Two men died.\n", "a table (CSV)"),
            (b"\x7fELF\x02\x01\x01\0\0\0\0\0", "not text"),
        ] {
            assert_eq!(name(bytes), what, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_web_page_in_utf_16_is_one() {
        let bytes: Vec<u8> = "<!doctype html><p>Two men died."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(name(&bytes), "a web page (HTML)");
    }

    #[test]
    fn text_that_looks_like_something_else_stays_text() {
        for text in [
            "The sign read <b>No entry</b>. Two men died.",
            "<b>Two men died</b> on Sunday, the police said.\nNine were hurt.\nThe road is closed.",
            "# Two men died\n\nThe police said so.\n\nNine were hurt.",
            "Text\n\nTwo men died, the police said, and nine were hurt.",
            "text, as they say, is all\nthere is, and more",
            "<unnamed official> said two men died.",
            "< 30 people died, the ministry said.",
            "date,place,killed\n2024-05-01,Maren,3\n2024-05-02,\"Sarn, old town\",4\n",
            "[Editor's note: names were changed.]\n\nTwo men died.",
            "[\"We will not go back,\" she said.]",
            "{\"id\": 1, \"text\": \"Two men died.\"}\nThis line is no JSON.",
            "{sic} Two men died.",
            "From: Ministry of Health\nDate: 3 May 2024\nSubject: Fire\n\nTwo men died.",
            "Received: three bodies, the clinic's log says.\nThe police came at noon: too late.",
            "ID3 is what they called the village. Two men died in it.",
            "PK Rosegger was quoted. Two men died.",
            "BZh",
            "Two men died: %PDF-1.4 was the name of the file.",
        ] {
            assert_eq!(name(text.as_bytes()), "text", "{text}");
        }
    }

    #[test]
    fn hostile_json_is_read_without_a_stack_overflow() {
        assert_eq!(name("[".repeat(2_000_000).as_bytes()), "text");
    }
}
