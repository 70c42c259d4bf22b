//! Small writers of the formats, enough for an article as the usual programs write it.

use super::press::{Part, Story};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

pub(crate) fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // the member that names the type is never packed
        let method = if *name == "mimetype" {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        archive
            .start_file(*name, SimpleFileOptions::default().compression_method(method))
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('’', "&#8217;")
}

pub(crate) fn docx(story: &Story) -> Vec<u8> {
    // runs are cut where the spelling checker stopped, and words carry marks of revision
    let p = |style: &str, words: &str| {
        let words = escape(words);
        let middle = words
            .char_indices()
            .nth(words.chars().count() / 2)
            .map_or(0, |(at, _)| at);
        let middle = words[..middle].rfind(' ').unwrap_or(0);
        format!(
            "<w:p w:rsidR=\"00A1\"><w:pPr>{style}</w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:del w:author=\"x\"><w:r><w:delText>gone words</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            &words[..middle],
            &words[middle..]
        )
    };
    let mut body = p("<w:pStyle w:val=\"Title\"/>", story.title);
    body += &p("", story.standfirst);
    for part in story.parts {
        match part {
            Part::P(words) => body += &p("", words),
            Part::H(words) => body += &p("<w:pStyle w:val=\"Heading2\"/>", words),
            Part::Caption(words) => body += &p("<w:pStyle w:val=\"Caption\"/>", words),
            Part::List(items) => items
                .iter()
                .for_each(|item| body += &p("<w:numPr><w:ilvl w:val=\"0\"/></w:numPr>", item)),
            Part::Table(rows) => {
                let rows: String = rows
                    .iter()
                    .map(|row| {
                        format!(
                            "<w:tr>{}</w:tr>",
                            row.iter()
                                .map(|cell| format!("<w:tc>{}</w:tc>", p("", cell)))
                                .collect::<String>()
                        )
                    })
                    .collect();
                body += &format!("<w:tbl>{rows}</w:tbl>");
            }
        }
    }
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let core = format!(
        "<cp:coreProperties xmlns:dc=\"x\"><dc:title>Document1</dc:title><dc:creator>{}</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">{}T09:00:00Z</dcterms:created></cp:coreProperties>",
        story.author, story.date
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("docProps/core.xml", core.into_bytes()),
        ("word/document.xml", document.into_bytes()),
    ])
}

pub(crate) fn odt(story: &Story) -> Vec<u8> {
    let p = |style: &str, words: &str| {
        format!(
            "<text:p text:style-name=\"{style}\">{}</text:p>\n",
            escape(words).replacen(' ', "<text:s/>", 1)
        )
    };
    let mut body = p("P1", story.title) + &p("Standard", story.standfirst);
    for part in story.parts {
        match part {
            Part::P(words) => {
                let noted = p("Standard", words).replacen(
                    "</text:p>",
                    "<office:annotation><text:p>check this</text:p></office:annotation></text:p>",
                    1,
                );
                body += &noted;
            }
            Part::Caption(words) => body += &p("Caption", words),
            Part::H(words) => body += &format!("<text:h text:outline-level=\"2\">{}</text:h>", escape(words)),
            Part::List(items) => {
                let items: String = items
                    .iter()
                    .map(|item| format!("<text:list-item>{}</text:list-item>", p("L", item)))
                    .collect();
                body += &format!("<text:list>{items}</text:list>");
            }
            Part::Table(rows) => {
                let rows: String = rows
                    .iter()
                    .map(|row| {
                        format!(
                            "<table:table-row>{}</table:table-row>",
                            row.iter()
                                .map(|cell| format!("<table:table-cell>{}</table:table-cell>", p("T", cell)))
                                .collect::<String>()
                        )
                    })
                    .collect();
                body += &format!("<table:table>{rows}</table:table>");
            }
        }
    }
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content><office:automatic-styles><style:style style:name=\"P1\" style:parent-style-name=\"Title\"/></office:automatic-styles>
         <office:body><office:text><text:tracked-changes><text:changed-region><text:p>gone words</text:p></text:changed-region></text:tracked-changes>{body}</office:text></office:body></office:document-content>"
    );
    let meta = format!(
        "<office:document-meta><office:meta><meta:initial-creator>{}</meta:initial-creator><meta:creation-date>{}T09:00:00.123</meta:creation-date></office:meta></office:document-meta>",
        story.author, story.date
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml", content.into_bytes()),
        ("meta.xml", meta.into_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>".to_vec()),
    ])
}

/// Bytes as lines of base64.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (at, three) in bytes.chunks(3).enumerate() {
        if at % 19 == 0 && at > 0 {
            out.push_str("\r\n");
        }
        let number = three.iter().fold(0u32, |n, &b| n << 8 | u32::from(b)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for byte in text.bytes() {
        let piece = match byte {
            b'\n' => {
                out.push_str("\r\n");
                width = 0;
                continue;
            }
            b' '..=b'<' | b'>'..=b'~' => char::from(byte).to_string(),
            _ => format!("={byte:02X}"),
        };
        if width + piece.len() > 72 {
            out.push_str("=\r\n");
            width = 0;
        }
        width += piece.len();
        out.push_str(&piece);
    }
    out
}

/// Lines of at most 72 characters, as programs for mail break them.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for paragraph in text.split("\n\n") {
        let mut width = 0;
        for word in paragraph.split_whitespace() {
            if width > 0 && width + word.chars().count() > 71 {
                out.push('\n');
                width = 0;
            } else if width > 0 {
                out.push(' ');
                width += 1;
            }
            out.push_str(word);
            width += word.chars().count();
        }
        out.push_str("\n\n");
    }
    out
}

fn head(story: &Story) -> String {
    format!(
        "Return-Path: <desk@example.org>\r\nReceived: from mail.example.org by post.example.org; Tue, 2 Dec 2025 09:00:00 +0000\r\nFrom: \"{}\" <desk@example.org>\r\nTo: list@example.org\r\nSubject: Fwd: {}\r\nDate: {}, 08:15:00 +0200\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n",
        story.author, story.title, story.date.strftime("%a, %d %b %Y")
    )
    .replace("Date: ", "Date: ")
    .replace(", 08:15", " 08:15")
}

/// The article as plain text and once more as a page.
pub(crate) fn mail(story: &Story) -> Vec<u8> {
    let page = format!(
        "<html><body><table><tr><td>{}</td></tr></table></body></html>",
        story.text().replace("\n\n", "<br><br>")
    );
    format!(
        "{}Content-Type: multipart/alternative; boundary=\"edge\"\r\n\r\n--edge\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n--edge\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--edge--\r\n",
        head(story),
        quoted_printable(&format!("{}-- \nIlse\nDesk\n", wrapped(&story.text()))),
        base64(page.as_bytes())
    )
    .into_bytes()
}

/// The mails one after the other, as programs for mail keep and export them.
pub(crate) fn mailbox(mails: &[Vec<u8>]) -> Vec<u8> {
    let mut mailbox = Vec::new();
    for mail in mails {
        mailbox.extend_from_slice(b"From desk@example.org Tue Dec  2 09:00:00 2025\r\n");
        for line in mail.split_inclusive(|&b| b == b'\n') {
            if line.trim_ascii_start().starts_with(b"From ") {
                mailbox.push(b'>');
            }
            mailbox.extend_from_slice(line);
        }
        mailbox.extend_from_slice(b"\r\n");
    }
    mailbox
}

pub(crate) fn mail_with(body: &str, files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut mail = format!(
        "From: desk@example.org\r\nSubject: Articles\r\nDate: Tue, 2 Dec 2025 09:00:00 +0000\r\nMessage-ID: <2@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=edge\r\n\r\n--edge\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n",
        quoted_printable(body)
    );
    for (name, bytes) in files {
        mail += &format!(
            "--edge\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64(bytes)
        );
    }
    mail += "--edge--\r\n";
    mail.into_bytes()
}

pub(crate) fn mhtml(story: &Story, page: &str) -> Vec<u8> {
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: {}\r\nSubject: {}\r\nDate: Tue, 2 Dec 2025 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Blink----\"\r\n\r\n\r\n------Blink----\r\nContent-Type: text/html\r\nContent-ID: <frame@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {}\r\n\r\n{}\r\n------Blink----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://example.org/a.png\r\n\r\niVBORw0KGgo=\r\n------Blink------\r\n",
        story.address, story.title, story.address, quoted_printable(page)
    )
    .into_bytes()
}

pub(crate) fn markdown(story: &Story) -> String {
    let mut text = format!(
        "---\ntitle: \"{}\"\ndate: {}\nauthor: {}\n---\n\n# {}\n\n*{}*\n\n",
        story.title, story.date, story.author, story.title, story.standfirst
    );
    for part in story.parts {
        match part {
            Part::P(words) => text += &format!("{}\n\n", wrapped(words).trim()),
            Part::H(words) => text += &format!("## {words}\n\n"),
            Part::Caption(words) => text += &format!("![](a.jpg)\n\n_{words}_\n\n"),
            Part::List(items) => {
                text += &format!(
                    "{}\n\n",
                    items
                        .iter()
                        .map(|item| format!("- {item}"))
                        .collect::<Vec<_>>()
                        .join("\n")
                )
            }
            Part::Table(rows) => {
                for (at, row) in rows.iter().enumerate() {
                    text += &format!("| {} |\n", row.join(" | "));
                    if at == 0 {
                        text += &format!("|{}\n", "---|".repeat(row.len()));
                    }
                }
                text += "\n";
            }
        }
    }
    text
}

pub(crate) fn csv(stories: &[Story], delimiter: u8) -> Vec<u8> {
    let mut table = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    table
        .write_record(["ID", "Title", "Date", "Author", "Source", "URL", "Text"])
        .unwrap();
    for (at, story) in stories.iter().enumerate() {
        table
            .write_record([
                &at.to_string(),
                story.title,
                &story.date.to_string(),
                story.author,
                story.outlet,
                story.address,
                &story.text(),
            ])
            .unwrap();
    }
    table.into_inner().unwrap()
}

fn object(story: &Story) -> serde_json::Value {
    serde_json::json!({
        "id": 7, "headline": story.title, "date_publish": format!("{} 08:15:00", story.date), "authors": [story.author],
        "source": {"name": story.outlet}, "url": story.address, "maintext": story.text(), "tags": ["a", "b"], "description": null,
    })
}

pub(crate) fn json_lines(stories: &[Story]) -> Vec<u8> {
    let lines: Vec<String> = stories.iter().map(|story| object(story).to_string()).collect();
    lines.join("\n").into_bytes()
}

pub(crate) fn json(stories: &[Story]) -> Vec<u8> {
    let all: Vec<serde_json::Value> = stories.iter().map(object).collect();
    serde_json::to_vec_pretty(&serde_json::json!({"status": "ok", "total": 3, "articles": all})).unwrap()
}

/// Widths of the letters of Helvetica, in thousandths of the size, from the space on.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

fn width(text: &str, size: f64) -> f64 {
    let letter = |c: char| match c {
        ' '..='~' => WIDTHS[c as usize - 32],
        '—' => 1000,
        '’' | '‘' => 222,
        _ => 333,
    };
    text.chars().map(|c| f64::from(letter(c))).sum::<f64>() * size / 1000.0
}

/// A string of PDF in the encoding of Windows.
fn string(text: &str) -> Vec<u8> {
    let mut out = vec![b'('];
    for byte in encoding_rs::WINDOWS_1252.encode(text).0.iter() {
        if matches!(byte, b'(' | b')' | b'\\') {
            out.push(b'\\');
        }
        out.push(*byte);
    }
    out.push(b')');
    out
}

/// Lines no wider than `room`; long words are cut with a hyphen where a line has room left.
fn set(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        let with = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if width(&with, size) <= room {
            *line = with;
            continue;
        }
        let plain = word.len() >= 9 && word.bytes().all(|b| b.is_ascii_lowercase());
        let (head, tail) = word.split_at(if plain { word.len() / 2 } else { 0 });
        let cut = format!("{line} {head}-");
        if plain && width(&cut, size) <= room {
            *line = cut;
            lines.push(tail.to_owned());
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Pages of 400 by 560 points with a running head and a page number; the headline runs over all columns.
pub(crate) fn pdf(story: &Story, columns: usize) -> Vec<u8> {
    const SIZE: f64 = 10.0;
    let (wide, top, bottom) = (320.0, 500.0, 60.0);
    let gap = 22.0;
    let room = (wide - gap * (columns - 1) as f64) / columns as f64;
    // size, distance from the line above, words of one line, each with its place
    let mut lines: Vec<(f64, Vec<(f64, String)>)> = Vec::new();
    let mut add = |text: &str, above: f64| {
        for (at, line) in set(text, SIZE, room).into_iter().enumerate() {
            lines.push((if at == 0 { above } else { 12.0 }, vec![(0.0, line)]));
        }
    };
    add(story.standfirst, 12.0);
    let mut rows: Vec<&&[&str]> = Vec::new();
    for part in story.parts {
        match part {
            Part::P(words) | Part::H(words) | Part::Caption(words) => add(words, 20.0),
            Part::List(items) => items.iter().for_each(|item| add(item, 18.0)),
            Part::Table(cells) => rows.extend(cells.iter()),
        }
    }
    for row in rows {
        lines.push((
            18.0,
            row.iter()
                .enumerate()
                .map(|(at, cell)| (at as f64 * room / 3.0, (*cell).to_owned()))
                .collect(),
        ));
    }
    let mut pages: Vec<Vec<u8>> = Vec::new();
    let place = |page: &mut Vec<u8>, x: f64, y: f64, size: f64, words: &str| {
        page.extend(format!("BT /F1 {size} Tf {x:.2} {y:.2} Td ").into_bytes());
        page.extend(string(words));
        page.extend(b" Tj ET\n");
    };
    let start = |pages: &mut Vec<Vec<u8>>| {
        let mut page = Vec::new();
        place(
            &mut page,
            40.0,
            535.0,
            8.0,
            &format!("{} | Saturday edition", story.outlet),
        );
        place(&mut page, 190.0, 25.0, 8.0, &format!("Page {}", pages.len() + 1));
        pages.push(page);
    };
    start(&mut pages);
    let mut first = top;
    for line in set(story.title, 18.0, wide) {
        place(pages.last_mut().unwrap(), 40.0, first, 18.0, &line);
        first -= 22.0;
    }
    first -= 14.0;
    let (mut column, mut y) = (0, first);
    let mut begun = false;
    for (above, line) in lines {
        if begun {
            y -= above;
        }
        begun = true;
        if y < bottom {
            column += 1;
            if column == columns {
                column = 0;
                start(&mut pages);
                first = top;
            }
            y = first;
        }
        for (x, words) in line {
            place(
                pages.last_mut().unwrap(),
                40.0 + column as f64 * (room + gap) + x,
                y,
                SIZE,
                &words,
            );
        }
    }
    let info = [
        b"<< /Title (Microsoft Word - draft.doc) /Author ".to_vec(),
        string(story.author),
        format!(" /CreationDate (D:{}081500+02'00') >>", story.date.strftime("%Y%m%d")).into_bytes(),
    ];
    pdf_file(&pages, &info.concat(), "<< /Font << /F1 3 0 R >> >>")
}

/// A page that is a picture.
pub(crate) fn pdf_scan() -> Vec<u8> {
    let page = b"q 300 0 0 400 50 50 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\xff\x00 EI Q".to_vec();
    pdf_file(&[page], b"<< >>", "<< >>")
}

/// Says of itself that it is encrypted, in this way. What is in it does not matter: nobody gets that far.
pub(crate) fn pdf_locked(story: &Story, encrypted: &str) -> Vec<u8> {
    let mut file = pdf(story, 1);
    // behind the table of places, so that they stay right
    let trailer = file.windows(10).rposition(|bytes| bytes == b"/Info 4 0 ").unwrap();
    let words = format!("/ID [<{0}> <{0}>] /Encrypt << {encrypted} >> ", "0f".repeat(16));
    file.splice(trailer..trailer, words.into_bytes());
    file
}

fn pdf_file(pages: &[Vec<u8>], info: &[u8], resources: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 5 + 2 * at)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        info.to_vec(),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 560] /Resources {resources} /Contents {} 0 R >>",
                6 + 2 * at
            )
            .into_bytes(),
        );
        objects.push(
            [
                format!("<< /Length {} >>\nstream\n", page.len()).as_bytes(),
                page,
                b"\nendstream",
            ]
            .concat(),
        );
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    file.extend(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .into_bytes(),
    );
    file
}
