//! The reader for e-mails (EML), with the article in the body or attached, and for web pages saved as one (MHTML).

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

/// Reads a mail: its body, and everything attached to it that can be read.
pub(super) fn read(shelf: &mut Shelf, member: Option<&str>, bytes: &[u8]) -> Result<(), Refusal> {
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
