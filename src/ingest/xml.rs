//! XML as the readers of documents need it: elements by their local names, and text. No entity is ever expanded but the five
//! that XML has and characters by number, so that none can blow up.

use quick_xml::{Reader, XmlVersion, events::Event};

/// A piece of a document.
pub(super) enum Piece<'x> {
    /// An element begins. One without content begins and ends.
    Start(Element<'x>),
    /// An element ends: its local name.
    End(String),
    /// Words.
    Text(String),
}

/// The beginning of an element.
pub(super) struct Element<'x>(quick_xml::events::BytesStart<'x>);

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> String {
        let name = self.0.local_name();
        let name: &str = name.as_ref();
        name.to_owned()
    }

    /// The value of the attribute of that local name.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.0.attributes().flatten().find(|attribute| {
            let local = attribute.key.local_name();
            let local: &str = local.as_ref();
            local == name
        })?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }
}

/// Gives every piece to `take`, up to the end or the first place that is not well-formed. Returns whether it came to the end.
pub(super) fn walk(xml: &str, mut take: impl FnMut(Piece<'_>)) -> bool {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => take(Piece::Start(Element(start))),
            Ok(Event::Empty(start)) => {
                let element = Element(start);
                let name = element.name();
                take(Piece::Start(element));
                take(Piece::End(name));
            }
            Ok(Event::End(end)) => {
                let name = end.local_name();
                let name: &str = name.as_ref();
                take(Piece::End(name.to_owned()));
            }
            Ok(Event::Text(text)) => take(Piece::Text(text.xml10_content().into_owned())),
            Ok(Event::CData(text)) => take(Piece::Text(text.xml10_content().into_owned())),
            Ok(Event::GeneralRef(reference)) => {
                let known = match &*reference {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                if let Some(c) = known {
                    take(Piece::Text(c.into()));
                }
            }
            Ok(Event::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// The words of the first element of each of these local names.
pub(super) fn values<const N: usize>(xml: &str, names: [&str; N]) -> [Option<String>; N] {
    let mut found = [const { None }; N];
    let mut at = None;
    walk(xml, |piece| match piece {
        Piece::Start(element) => {
            let name = element.name();
            at = names
                .iter()
                .position(|wanted| *wanted == name)
                .filter(|&i| found[i].is_none());
        }
        Piece::End(_) => at = None,
        Piece::Text(text) => {
            if let Some(i) = at {
                found[i].get_or_insert_with(String::new).push_str(&text);
            }
        }
    });
    found.map(|value| {
        value
            .map(|value| crate::text::one_line(&value))
            .filter(|value| !value.is_empty())
    })
}
