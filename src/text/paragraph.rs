//! Where paragraphs end.
//!
//! A blank line ends one. A single line break does too, unless the lines around it are hard-wrapped (e-mail,
//! old wire copy): lines of much the same length, broken in the middle of sentences.

/// A line longer than this many bytes was not wrapped by a mail program or a teletype.
const WRAP: usize = 100;

/// A paragraph of more bytes than this is cut at a space: stages may look back over one paragraph, and the
/// database checks claims against one, so that none of them may be without bound.
const LONGEST: usize = 16 * 1024;

/// The ends of all paragraphs, in **bytes**; each includes the line breaks after it.
pub(super) fn ends(text: &str) -> impl Iterator<Item = usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let block = match text[start..].find("\n\n") {
            Some(i) => start + i + 2,
            None => text.len(),
        };
        if is_wrapped(&text[start..block]) {
            cut(text, start, block, &mut ends);
        } else {
            let mut line = start;
            while line < block {
                let mut end = text[line..block].find('\n').map_or(block, |i| line + i + 1);
                if text[end..block].bytes().all(|b| b == b'\n') {
                    end = block;
                }
                cut(text, line, end, &mut ends);
                line = end;
            }
        }
        start = block;
    }
    ends.into_iter()
}

/// Pushes `end`, and before it the cuts that keep every piece of `start..end` within [`LONGEST`].
fn cut(text: &str, mut start: usize, end: usize, ends: &mut Vec<usize>) {
    while end - start > LONGEST {
        let mut limit = start + LONGEST;
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let piece = &text[start..limit];
        let at = piece
            .rfind(". ")
            .map(|i| i + 2)
            .or_else(|| piece.rfind(' ').map(|i| i + 1))
            .unwrap_or(piece.len());
        start += at;
        ends.push(start);
    }
    ends.push(end);
}

/// Lines of one block were wrapped: three or more, none long, and most inner breaks in the middle of a sentence with little
/// room left on the line.
fn is_wrapped(block: &str) -> bool {
    let lines: Vec<&str> = block.trim_end_matches('\n').split('\n').collect();
    let [inner @ .., _] = lines.as_slice() else {
        return false;
    };
    let Some(longest) = lines.iter().map(|l| l.len()).max() else {
        return false;
    };
    if inner.is_empty() || longest > WRAP {
        return false;
    }
    let broken = |line: &&str| {
        line.len() * 4 >= longest * 3 && !line.ends_with(['.', '!', '?', ':', '”', '"', '’', ';']) && line.contains(' ')
    };
    longest >= 40
        && inner.iter().filter(|l| broken(l)).count() * 5 >= inner.len() * 3
        && lines.iter().skip(1).any(|l| l.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let mut start = 0;
        ends(text)
            .map(|end| &text[std::mem::replace(&mut start, end)..end])
            .collect()
    }

    #[test]
    fn blank_lines_and_single_breaks_end_paragraphs() {
        assert_eq!(pieces("One.\n\nTwo.\nThree.\n"), ["One.\n\n", "Two.\n", "Three.\n"]);
        assert_eq!(
            pieces("Headline without a stop\nThe text."),
            ["Headline without a stop\n", "The text."]
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let mail = "At least twelve people were killed when a bus left the road in\nthe hills above the town on Sunday, the police of the district\nsaid. Nine more were hurt.\n\nNext.";
        assert_eq!(pieces(mail).len(), 2);
    }

    #[test]
    fn an_endless_line_is_cut() {
        let endless = "word ".repeat(20_000);
        assert!(pieces(&endless).iter().all(|p| p.len() <= LONGEST));
        assert_eq!(pieces(&endless).concat(), endless);
        assert!(pieces(&"é".repeat(50_000)).len() > 3);
    }
}
