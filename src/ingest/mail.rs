//! The reader for e-mails (EML, and mailboxes of several), with the article in the body or attached, and for web pages saved as
//! one (MHTML).

use super::{
    Refusal,
    draft::{Draft, Head},
    html, parse_address,
    shelf::Shelf,
};
use crate::text::one_line;
use jiff::civil::Date;
use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

const WHAT: &str = "e-mail";

/// A body of fewer words says "see attached" if something is attached.
const NOTE: usize = 60;
/// The most attachments that are looked at.
const ATTACHED: usize = 200;

/// Reads a mail, or every mail of a mailbox. One that cannot be read is told by its number, and the others go on.
pub(super) fn read(shelf: &mut Shelf, member: Option<&str>, bytes: &[u8]) -> Result<(), Refusal> {
    let mails = mails(bytes);
    if mails.len() < 2 {
        return read_one(shelf, member, bytes);
    }
    for (at, mail) in mails.into_iter().enumerate() {
        let number = format!("mail {}", at + 1);
        let name = match member {
            Some(member) => format!("{member}/{number}"),
            None => number,
        };
        let read = read_one(shelf, Some(&name), &unquoted(mail));
        shelf.note(name, read)?;
    }
    Ok(())
}

/// The mails of a mailbox, each with the line that stands before it: `From somebody@example.org Fri May 3 10:15:00 2024`, at
/// the beginning or after a blank line, with the head of a mail below it. A sentence that begins with "From" is not written like
/// that; what does not begin with such a line is one mail.
fn mails(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut blank = true;
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        let next = at + line.len();
        if blank && line.starts_with(b"From ") && is_stamp(line) && begins_head(&bytes[next..]) {
            starts.push(at);
        }
        blank = line.trim_ascii().is_empty();
        at = next;
    }
    if starts
        .first()
        .is_none_or(|&first| !bytes[..first].trim_ascii().is_empty())
    {
        return vec![bytes];
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| &bytes[start..end])
        .collect()
}

/// Whether a line has weekday, month, time and year as the C library writes them: `Fri May  3 10:15:00 2024`, also with a zone.
fn is_stamp(line: &[u8]) -> bool {
    const DAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];
    let words: Vec<&[u8]> = line
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .collect();
    let is_time = |word: &&[u8]| word.len() >= 5 && word.iter().all(|b| b.is_ascii_digit() || *b == b':');
    let Some(day) = words.iter().position(|word| DAYS.contains(word)) else {
        return false;
    };
    let has = |at: usize, fits: fn(&[u8]) -> bool| words.get(day + at).is_some_and(|word| fits(word));
    has(1, |word| word.len() == 3 && word[0].is_ascii_uppercase())
        && has(2, |word| word.len() <= 2 && word.iter().all(u8::is_ascii_digit))
        && words.get(day + 3).is_some_and(is_time)
        && words[day + 4..]
            .iter()
            .any(|word| word.len() == 4 && word.iter().all(u8::is_ascii_digit))
}

/// `Name: value`
fn begins_head(bytes: &[u8]) -> bool {
    let line = bytes.split(|&b| b == b'\n').next().unwrap_or_default();
    let name = line.split(|&b| b == b':').next().unwrap_or_default();
    line.len() > name.len() && !name.is_empty() && name.iter().all(|&b| b.is_ascii_alphanumeric() || b == b'-')
}

/// A mailbox puts a `>` before lines of a mail that begin with "From".
fn unquoted(mail: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(mail.len());
    for line in mail.split_inclusive(|&b| b == b'\n') {
        let quotes = line.iter().take_while(|&&b| b == b'>').count();
        let quoted = quotes > 0 && line[quotes..].starts_with(b"From ");
        plain.extend_from_slice(if quoted { &line[1..] } else { line });
    }
    plain
}

/// Reads a mail: its body, and everything attached to it that can be read.
fn read_one(shelf: &mut Shelf, member: Option<&str>, bytes: &[u8]) -> Result<(), Refusal> {
    let message = parse(bytes)?;
    let name = |inside: &str| match member {
        Some(member) => format!("{member}/{inside}"),
        None => inside.to_owned(),
    };
    let attachments: Vec<(String, &MessagePart<'_>)> = message
        .attachments()
        .take(ATTACHED)
        .filter(|part| !is_ornament(part))
        .enumerate()
        .map(|(at, part)| (name(&name_of(part, at)), part))
        .collect();
    let body = body(&message);
    let alone = attachments.is_empty();
    let before = shelf.len();
    let mut told = Vec::new();
    // the body stands first, but whether it is only a note is known when the attachments have been read
    for (name, part) in attachments {
        let read = shelf.open_member(&name, part.contents());
        told.push((name, read));
    }
    let attached = shelf.len() > before;
    let read = match body {
        Ok(draft) if attached && draft.text.split_whitespace().count() < NOTE => Ok(()),
        Ok(draft) if alone => return shelf.put(member, draft),
        Ok(draft) => shelf.put_at(before, &name("message"), draft),
        // an empty body with something attached is as common as can be
        Err(Refusal::Empty) if attached => Ok(()),
        Err(why) if alone => return Err(why),
        Err(why) => Err(why),
    };
    if !matches!(read, Err(Refusal::Empty)) {
        shelf.note(name("message"), read)?;
    }
    for (name, read) in told {
        shelf.note(name, read)?;
    }
    Ok(())
}

/// Reads a web page saved as one file.
pub(super) fn read_page(bytes: &[u8]) -> Result<Draft, Refusal> {
    let message = parse(bytes)?;
    let page = message
        .parts
        .iter()
        .find_map(|part| match &part.body {
            PartType::Html(page) => Some((part, page)),
            _ => None,
        })
        .ok_or(Refusal::NoArticle)?;
    let (part, page) = page;
    let draft = html::read(page)?;
    let saved_from = message
        .header_raw("Snapshot-Content-Location")
        .or_else(|| part.content_location())
        .and_then(parse_address);
    Ok(Draft {
        format: "mhtml",
        title: draft.title.or_else(|| message.subject().map(one_line)),
        address: draft.address.or(saved_from),
        ..draft
    })
}

fn parse(bytes: &[u8]) -> Result<Message<'_>, Refusal> {
    let mut bytes = bytes;
    // a mailbox has a line of its own before each mail
    if bytes.starts_with(b"From ")
        && let Some(end) = bytes.iter().position(|&b| b == b'\n')
    {
        bytes = &bytes[end + 1..];
    }
    MessageParser::default().parse(bytes).ok_or(Refusal::Damaged(WHAT))
}

/// Pictures that are part of how the mail looks, signatures and the like.
fn is_ornament(part: &MessagePart<'_>) -> bool {
    let kind = part.content_type();
    let is = |main: &str| kind.is_some_and(|kind| kind.ctype().eq_ignore_ascii_case(main));
    let sub = |name: &str| {
        kind.and_then(|kind| kind.subtype())
            .is_some_and(|sub| sub.eq_ignore_ascii_case(name))
    };
    is("image") && part.content_id().is_some()
        || sub("pgp-signature")
        || sub("pkcs7-signature")
        || sub("x-pkcs7-signature")
        || sub("ics")
        || sub("calendar")
}

fn name_of(part: &MessagePart<'_>, at: usize) -> String {
    let named = part.attachment_name().map(one_line).filter(|name| !name.is_empty());
    let name = named.or_else(|| {
        part.message()
            .and_then(|message| message.subject().map(one_line))
            .filter(|name| !name.is_empty())
    });
    name.unwrap_or_else(|| format!("attachment {}", at + 1))
}

/// The article in the body.
fn body(message: &Message<'_>) -> Result<Draft, Refusal> {
    let plain: String = texts(message, &message.text_body, false).join("\n\n");
    let pages: Vec<String> = texts(message, &message.html_body, true);
    let page = pages
        .iter()
        .filter_map(|page| html::read(page).ok())
        .max_by_key(|draft| draft.text.len());
    let words = |text: &str| text.split_whitespace().count();
    let plain = unsigned(&forwarded(&plain));
    let draft = match page {
        // some programs send "This mail needs HTML." beside the article
        Some(page) if words(&plain) * 2 < words(&page.text) => page,
        _ => Draft {
            text: plain,
            ..Draft::default()
        },
    };
    if !draft.text.contains(char::is_alphanumeric) {
        return Err(Refusal::Empty);
    }
    let sent = message.date().and_then(|date| {
        Date::new(
            date.year.try_into().ok()?,
            date.month.try_into().ok()?,
            date.day.try_into().ok()?,
        )
        .ok()
    });
    let from = message
        .from()
        .and_then(Address::first)
        .and_then(|from| from.name())
        .map(one_line);
    Ok(Draft {
        format: "eml",
        title: message
            .subject()
            .map(|subject| subject_alone(&one_line(subject)))
            .filter(|title| !title.is_empty())
            .or(draft.title),
        date: draft.date.or(sent),
        author: draft.author.or(from),
        head: if draft.head == Head::Kept {
            Head::Kept
        } else {
            Head::First
        },
        ..draft
    })
}

fn texts(message: &Message<'_>, parts: &[u32], pages: bool) -> Vec<String> {
    parts
        .iter()
        .filter_map(|&part| match &message.part(part)?.body {
            PartType::Text(text) if !pages => Some(text.clone().into_owned()),
            PartType::Html(page) if pages => Some(page.clone().into_owned()),
            _ => None,
        })
        .collect()
}

/// "Fwd: Re: Two men died": what it was at first.
fn subject_alone(subject: &str) -> String {
    const MARKS: &[&str] = &["re:", "fwd:", "fw:", "wg:", "aw:", "tr:", "rv:", "sv:", "vs:"];
    let mut rest = subject.trim();
    while let Some(mark) = MARKS.iter().find(|mark| {
        rest.get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark))
    }) {
        rest = rest[mark.len()..].trim_start();
    }
    rest.to_owned()
}

/// What was forwarded, if the mail is there to do that: its head follows, and tells about it.
fn forwarded(body: &str) -> String {
    let is_mark = |line: &str| {
        let words = line
            .trim_matches(|c: char| c == '-' || c == '_' || c == '*' || c.is_whitespace())
            .to_lowercase();
        line.trim_start().starts_with(['-', '_', 'B'])
            && matches!(
                words.as_str(),
                "forwarded message"
                    | "original message"
                    | "begin forwarded message:"
                    | "weitergeleitete nachricht"
                    | "message transféré"
            )
    };
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        at += line.len();
        if is_mark(line) {
            // a few words above it are the sender's, more are an article's
            let above = body[..at].split_whitespace().count();
            return if above < NOTE {
                body[at..].trim_start().to_owned()
            } else {
                body.to_owned()
            };
        }
    }
    body.to_owned()
}

/// Without the sender's signature: what stands below a line of two dashes and a space.
fn unsigned(body: &str) -> String {
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let is_mark = line.trim_end_matches(['\r', '\n']) == "-- ";
        if is_mark && body[at..].lines().count() <= 12 {
            return body[..at].to_owned();
        }
        at += line.len();
    }
    body.to_owned()
}
