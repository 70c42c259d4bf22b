//! Cleaning: what a text is freed of before anything looks at it.

use std::borrow::Cow;

/// Line ends become LF, TAB a space, other control characters go, and so do spaces at the ends of lines and all but one
/// of several blank lines. Borrowed if there was nothing to do.
pub(super) fn clean(raw: &str) -> Cow<'_, str> {
    if is_clean(raw) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    // line ends in a row so far, as if one stood before the text: a text may begin with one blank line
    let mut breaks = 1;
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            // NEL is what some mainframes and e-mail gateways end lines with; form feed and vertical tab part pages
            '\n' | '\r' | '\u{85}' | '\u{b}' | '\u{c}' => {
                out.truncate(out.trim_end_matches(' ').len());
                if breaks < 2 {
                    out.push('\n');
                    breaks += 1;
                }
            }
            '\t' => out.push(' '),
            c if c.is_control() => {}
            ' ' => out.push(' '),
            c => {
                out.push(c);
                breaks = 0;
            }
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    Cow::Owned(out)
}

/// A text of one line, such as a title: runs of white space become one space, none stays at the ends, and other control
/// characters go, as do the marks that turn the direction of what follows (U+202A to U+202E, U+2066 to U+2069), with which
/// a title could rearrange the line it is shown in.
///
/// ```
/// assert_eq!(claimbook::text::one_line(" A\0 fire\n\u{202e}in\tMaren"), "A fire in Maren");
/// ```
pub fn one_line(raw: &str) -> String {
    let kept: String = raw
        .chars()
        .filter(|&c| {
            c.is_whitespace() || !(c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        })
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_clean(raw: &str) -> bool {
    !raw.chars().any(|c| c.is_control() && c != '\n')
        && !raw.contains(" \n")
        && !raw.ends_with(' ')
        && !raw.contains("\n\n\n")
        && !raw.starts_with("\n\n")
}

#[cfg(test)]
mod tests {
    use super::{clean, one_line};

    #[test]
    fn cleans() {
        for (raw, cleaned) in [
            ("a\r\nb\rc\u{85}d", "a\nb\nc\nd"),
            ("a\n \n\t\nb", "a\n\nb"),
            ("a \t\nb  ", "a\nb"),
            ("\u{feff}a\0b\u{7f}\u{9b}c", "\u{feff}abc"),
            ("one\ttwo", "one two"),
            ("\n\n\n a", "\n a"),
            ("soft\u{ad}hyphen\u{200d}\u{a0}", "soft\u{ad}hyphen\u{200d}\u{a0}"),
            ("a\u{c}b", "a\nb"),
        ] {
            assert_eq!(clean(raw), cleaned, "{raw:?}");
        }
    }

    #[test]
    fn one_line_is_one_line() {
        for (raw, line) in [
            ("a\0b\ncd\u{1b}[1m", "ab cd[1m"),
            ("\u{202e}evil\u{2066}\u{2069}", "evil"),
            (" \u{a0}a\u{85}b\r\n", "a b"),
            ("\0\u{1b}", ""),
            ("العربية\u{200f} 12", "العربية\u{200f} 12"),
        ] {
            assert_eq!(one_line(raw), line, "{raw:?}");
        }
    }

    #[test]
    fn clean_text_is_not_copied() {
        assert!(matches!(
            clean("\nAs it is.\n\n“So it stays.”\n"),
            std::borrow::Cow::Borrowed(_)
        ));
    }
}
