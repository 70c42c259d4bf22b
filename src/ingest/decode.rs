//! Bytes to text: which encoding they are in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How many **bytes** at the beginning are looked at for the pattern of UTF-16.
const LOOK: usize = 4096;

/// The text in `bytes`, without byte order mark; `None` if it has the control characters of something that is no text.
///
/// A byte order mark decides, then the pattern of NULs that UTF-16 leaves in any text with ASCII characters (chardetng
/// would take such a text for windows-1252), then whether it is UTF-8; what is left is for chardetng.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        encoding.decode_without_bom_handling(&bytes[mark..]).0
    } else if let Some(encoding) = utf_16(bytes) {
        encoding.decode_without_bom_handling(bytes).0
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        Cow::Borrowed(text)
    } else if is_damaged_utf_8(bytes) {
        UTF_8.decode_without_bom_handling(bytes).0
    } else if bytes.contains(&0) {
        // no legacy encoding of text has a NUL
        return None;
    } else {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
        detector.feed(bytes, true);
        let encoding = detector.guess(None, Utf8Detection::Deny);
        encoding.decode_without_bom_handling(bytes).0
    };
    is_text(&text).then_some(text)
}

/// UTF-16 without byte order mark: NULs at every second place only, some of them, and each beside a byte that makes an
/// ASCII or Latin letter or mark of it.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(LOOK)];
    let nuls = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (encoding, high) = match (nuls(0), nuls(1)) {
        (0, 1..) => (UTF_16LE, 1),
        (1.., 0) => (UTF_16BE, 0),
        _ => return None,
    };
    let (units, _) = head.as_chunks::<2>();
    let letters = units
        .iter()
        .filter(|unit| unit[high] == 0)
        .all(|unit| matches!(unit[1 - high], b'\t' | b'\n' | 0xb..=b'\r' | b' '..=b'~' | 0x85 | 0xa0..));
    let enough = nuls(high) * 50 >= head.len();
    let whole = bytes.len().is_multiple_of(2) && !encoding.decode_without_bom_handling(bytes).1;
    (letters && enough && whole).then_some(encoding)
}

/// Mostly sound UTF-8 beyond ASCII, with a few broken places: a file cut in the middle of a character, or glued from two.
/// Each broken place becomes one U+FFFD, where another encoding would turn every curly quote into three letters.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound >= 2 && sound >= broken * 4
}

/// Whether control characters other than those of layout, and places that could not be decoded, are few: a stray one is
/// cleaned away, a file full of them is no text.
fn is_text(text: &str) -> bool {
    let (mut all, mut odd) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        let layout = matches!(
            c,
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{1b}' | '\u{85}'
        );
        // noncharacters are no letters of any text either
        let none = c == '\u{fffd}' || u32::from(c) & 0xFFFE == 0xFFFE;
        odd += usize::from((c.is_control() && !layout) || none);
    }
    odd * 50 <= all + 50 && odd * 4 <= all
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "“At least 12 people died,” said José Núñez — the mayor of Peña Alta.\nNine were hurt.\n";

    fn utf_16_bytes(text: &str, be: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if be { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn unicode_with_and_without_mark() {
        for (mark, be) in [
            (&b"\xff\xfe"[..], false),
            (b"\xfe\xff", true),
            (b"", false),
            (b"", true),
        ] {
            let bytes = [mark, &utf_16_bytes(WORDS, be)].concat();
            assert_eq!(decode(&bytes).as_deref(), Some(WORDS), "{mark:?} {be}");
        }
        assert_eq!(decode(WORDS.as_bytes()).as_deref(), Some(WORDS));
        assert_eq!(
            decode(&[b"\xef\xbb\xbf", WORDS.as_bytes()].concat()).as_deref(),
            Some(WORDS)
        );
    }

    #[test]
    fn utf_16_of_another_script_has_few_nuls() {
        let words = "По меньшей мере 12 человек погибли в субботу, сообщила полиция города.";
        for be in [false, true] {
            assert_eq!(decode(&utf_16_bytes(words, be)).as_deref(), Some(words));
        }
    }

    #[test]
    fn windows_1252_keeps_its_quotes() {
        let bytes = b"\x93At least 12 people died,\x94 the mayor\x92s office said on Monday \x97 nine were hurt.";
        assert_eq!(
            decode(bytes).as_deref(),
            Some("“At least 12 people died,” the mayor’s office said on Monday — nine were hurt.")
        );
        let one = b"It was the mayor\x92s car. Two men died in it.";
        assert_eq!(
            decode(one).as_deref(),
            Some("It was the mayor’s car. Two men died in it.")
        );
    }

    #[test]
    fn other_legacy_encodings() {
        let words = "По меньшей мере 12 человек погибли в субботу, сообщила полиция города. Девять ранены.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(words);
        assert_eq!(decode(&bytes).as_deref(), Some(words));
        let words = "警察によると、土曜日に少なくとも12人が死亡した。9人が負傷した。";
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(words);
        assert_eq!(decode(&bytes).as_deref(), Some(words));
    }

    #[test]
    fn utf_8_cut_in_the_middle_of_a_character_stays_utf_8() {
        let cut = &WORDS.as_bytes()[..WORDS.find('—').unwrap() + 1];
        let text = decode(cut).unwrap();
        assert!(
            text.starts_with("“At least 12 people died,” said José Núñez \u{fffd}"),
            "{text}"
        );
    }

    #[test]
    fn junk_is_no_text() {
        let junk: Vec<u8> = (0..2000u32).map(|i| (i * i * 31 + i / 7) as u8).collect();
        assert_eq!(decode(&junk), None);
        assert_eq!(decode(&[0, 1, 2, 3]), None);
        assert_eq!(decode(&[0, 1, 2, 3, 4, 5, 6, 7]), None);
        assert_eq!(decode(&[0; 512]), None);
        assert_eq!(decode(b"\x01\x02\x03 words and \x04\x05 more"), None);
    }

    #[test]
    fn a_stray_control_character_is_no_junk() {
        let words = format!(
            "{}\0{}",
            "At least 12 people died. ".repeat(5),
            "Nine were hurt. ".repeat(5)
        );
        assert!(decode(words.as_bytes()).is_some());
    }
}
