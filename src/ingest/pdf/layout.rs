//! From letters and where they stand to the text as one reads it: lines, columns, paragraphs.

use super::glyphs::{Drawn, Letter};
use std::collections::{HashMap, HashSet};

/// A stretch of a line without a wide gap.
#[derive(Clone, Debug)]
struct Piece {
    text: String,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
}

/// A line of a column.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
    /// Of a table: pieces with wide gaps between them.
    is_row: bool,
}

/// The lines that stand below one another in one part of a page.
#[derive(Clone, Debug)]
struct Column {
    lines: Vec<Line>,
    left: f64,
    right: f64,
    /// The distances from line to line.
    gaps: Vec<f64>,
}

/// A page with its columns in the order they are read in.
pub(super) struct PageText {
    columns: Vec<Column>,
    height: f64,
}

/// Puts the letters of a page into lines and columns.
pub(super) fn page(drawn: Drawn) -> PageText {
    let mut pieces = pieces(drawn.letters);
    pieces.retain(|piece| piece.text.contains(|c: char| !c.is_whitespace()));
    let mut columns = Vec::new();
    cut(pieces, &mut columns, 0);
    PageText {
        columns,
        height: drawn.height,
    }
}

/// Letters that follow one another on a line are one piece; a gap of the width of a letter ends it.
fn pieces(letters: Vec<Letter>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before: Option<Letter> = None;
    for letter in letters {
        let end = |piece: &Piece| piece.right;
        if let (Some(piece), Some(last)) = (pieces.last_mut(), &before) {
            let size = letter.size.max(last.size);
            let gap = letter.x - end(piece);
            let same_line = (letter.y - piece.y).abs() < 0.35 * size;
            // drawn twice, a hair apart, to look bold
            if same_line && letter.text == last.text && (letter.x - last.x).abs() < 0.15 * size && letter.text != " " {
                continue;
            }
            if same_line && gap < size && gap > -0.6 * size {
                let blank = piece.text.ends_with(' ') || letter.text.starts_with(' ');
                if gap > 0.17 * size && !blank {
                    piece.text.push(' ');
                }
                // the sign of a note
                let raised = letter.size < 0.8 * piece.size && letter.y < piece.y - 0.15 * piece.size;
                if !(raised && letter.text.chars().all(|c| c.is_ascii_digit())) {
                    piece.text.push_str(&letter.text);
                }
                piece.right = letter.x + letter.width;
                piece.size = piece.size.max(letter.size);
                before = Some(letter);
                continue;
            }
        }
        // a space where a line was broken says nothing
        if letter.text.trim().is_empty() {
            continue;
        }
        pieces.push(Piece {
            text: letter.text.clone(),
            left: letter.x,
            right: letter.x + letter.width,
            y: letter.y,
            size: letter.size,
        });
        before = Some(letter);
    }
    pieces
}

/// Cuts a part of a page in two where a white strip runs through it, from top to bottom if both sides are text, otherwise
/// from side to side, and so on with both. What cannot be cut is a column.
fn cut(pieces: Vec<Piece>, columns: &mut Vec<Column>, deep: usize) {
    if pieces.is_empty() {
        return;
    }
    const DEEPEST: usize = 60;
    if deep < DEEPEST {
        if let Some(x) = gutter(&pieces) {
            let (left, right) = pieces
                .into_iter()
                .partition(|piece| (piece.left + piece.right) / 2.0 < x);
            cut(left, columns, deep + 1);
            cut(right, columns, deep + 1);
            return;
        }
        if let Some(y) = strip(&pieces) {
            let (top, bottom) = pieces.into_iter().partition(|piece| piece.y < y);
            cut(top, columns, deep + 1);
            cut(bottom, columns, deep + 1);
            return;
        }
    }
    columns.push(column(pieces));
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Where a white strip runs from top to bottom between two columns of text.
fn gutter(pieces: &[Piece]) -> Option<f64> {
    let size = median(pieces.iter().map(|piece| piece.size).collect());
    let mut sorted: Vec<&Piece> = pieces.iter().collect();
    sorted.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut reach = sorted.first()?.right;
    let mut best: Option<(f64, f64)> = None;
    for piece in &sorted[1..] {
        let gap = piece.left - reach;
        if gap > 0.8 * size && best.is_none_or(|(widest, _)| gap > widest) {
            let at = reach + gap / 2.0;
            if is_text(pieces, at) {
                best = Some((gap, at));
            }
        }
        reach = reach.max(piece.right);
    }
    best.map(|(_, at)| at)
}

/// Whether there are columns of text on both sides: lines below one another, most of them long. Short ones are the cells of a
/// table, which are read across.
fn is_text(pieces: &[Piece], at: f64) -> bool {
    let side = |is_left: bool| {
        let side: Vec<&Piece> = pieces.iter().filter(|piece| (piece.right < at) == is_left).collect();
        let mut rows: Vec<f64> = side.iter().map(|piece| piece.y).collect();
        rows.sort_by(f64::total_cmp);
        rows.dedup_by(|a, b| (*a - *b).abs() < 2.0);
        let letters: usize = side.iter().map(|piece| piece.text.chars().count()).sum();
        (rows.len(), letters / rows.len().max(1))
    };
    let ((left, long), (right, wide)) = (side(true), side(false));
    left >= 3 && right >= 3 && long >= 15 && wide >= 15
}

/// Where the widest white strip runs from side to side.
fn strip(pieces: &[Piece]) -> Option<f64> {
    let mut sorted: Vec<&Piece> = pieces.iter().collect();
    sorted.sort_by(|a, b| a.y.total_cmp(&b.y));
    // only where there is something to be told apart below or above: two pieces side by side
    let beside = sorted
        .windows(2)
        .any(|two| (two[0].y - two[1].y).abs() < 0.5 * two[0].size);
    if !beside {
        return None;
    }
    let mut bottom = sorted.first()?.y;
    let mut best: Option<(f64, f64)> = None;
    for piece in &sorted[1..] {
        let gap = (piece.y - piece.size) - bottom;
        if gap > 0.05 * piece.size && best.is_none_or(|(widest, _)| gap > widest + 0.01) {
            best = Some((gap, bottom + gap / 2.0 + 0.1));
        }
        bottom = bottom.max(piece.y);
    }
    best.map(|(_, at)| at)
}

/// The lines of a column.
fn column(mut pieces: Vec<Piece>) -> Column {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if (row[0].y - piece.y).abs() < 0.4 * row[0].size.max(piece.size) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    let lines: Vec<Line> = rows
        .into_iter()
        .map(|mut row| {
            row.sort_by(|a, b| a.left.total_cmp(&b.left));
            let size = row.iter().map(|piece| piece.size).fold(0.0, f64::max);
            let is_row = row.windows(2).any(|two| two[1].left - two[0].right > 1.5 * size);
            let gap = if is_row { " | " } else { " " };
            Line {
                is_row,
                text: row.iter().map(|piece| piece.text.trim()).collect::<Vec<_>>().join(gap),
                left: row[0].left,
                right: row.iter().map(|piece| piece.right).fold(f64::MIN, f64::max),
                y: row[0].y,
                size,
            }
        })
        .collect();
    let gaps: Vec<f64> = lines
        .windows(2)
        .map(|two| two[1].y - two[0].y)
        .filter(|gap| *gap > 1.0)
        .collect();
    Column {
        left: lines.iter().map(|line| line.left).fold(f64::MAX, f64::min),
        right: lines.iter().map(|line| line.right).fold(f64::MIN, f64::max),
        gaps,
        lines,
    }
}

/// The headline, if there is one, and the text of all pages.
pub(super) fn text(mut pages: Vec<PageText>) -> (Option<String>, String) {
    drop_running(&mut pages);
    let body = body_size(&pages);
    let headline = take_headline(&mut pages, body);
    let hyphenated: HashSet<String> = words(&pages)
        .filter(|word| word.contains('-'))
        .map(str::to_lowercase)
        .collect();
    let mut text = String::new();
    // the line before, how far it stays from the end of its column, and its page
    let mut before: Option<(Line, f64, usize)> = None;
    let indents = uses_indents(&pages);
    let gaps = pages
        .iter()
        .flat_map(|page| &page.columns)
        .flat_map(|column| &column.gaps);
    let usual = leading(gaps.copied().collect());
    let columns = pages
        .iter()
        .enumerate()
        .flat_map(|(number, page)| page.columns.iter().map(move |column| (number, column)));
    for (page, column) in columns {
        let leading = if column.gaps.len() >= 4 {
            leading(column.gaps.clone()).min(usual * 1.3)
        } else {
            usual
        };
        let width = column.right - column.left;
        for (at, line) in column.lines.iter().enumerate() {
            if let Some((last, room, last_page)) = &before {
                // how far the line above stays from the end of its column
                let is_short = *room > 0.12 * width.max(80.0);
                let ends = last
                    .text
                    .trim_end_matches(['”', '"', '’', ')', '»'])
                    .ends_with(['.', '!', '?', ':', '…']);
                let other_size = (line.size - last.size).abs() > 0.12 * last.size;
                let starts_small = line.text.starts_with(char::is_lowercase);
                // a part of the page right below the one before
                let below = page == *last_page && line.y > last.y && line.left < last.right && line.right > last.left;
                let is_new = if at == 0 && !below {
                    // the next column or page: the sentence goes on, or a paragraph ended with it
                    other_size && !starts_small
                        || ends && (is_short || !indents || line.left - column.left > 0.6 * line.size)
                } else {
                    let gap = line.y - last.y;
                    let indented = indents
                        && line.left - column.left > 0.6 * line.size
                        && last.left - column.left < 0.6 * line.size;
                    gap > 1.35 * leading.max(line.size)
                        || other_size
                        || indented && (ends || is_short)
                        || is_short && ends
                        || is_item(&line.text)
                };
                if line.is_row || last.is_row {
                    text.push_str(if line.is_row && last.is_row { "\n" } else { "\n\n" });
                } else if is_new {
                    text.push_str("\n\n");
                } else {
                    join(&mut text, &line.text, &hyphenated);
                    before = Some((line.clone(), column.right - line.right, page));
                    continue;
                }
            }
            text.push_str(line.text.trim());
            before = Some((line.clone(), column.right - line.right, page));
        }
    }
    (headline, text)
}

/// The distance of lines within a paragraph: of all distances the smaller ones, for paragraphs may be of two lines only.
fn leading(mut gaps: Vec<f64>) -> f64 {
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 4).copied().unwrap_or_default()
}

fn is_item(line: &str) -> bool {
    line.starts_with(['•', '–', '▪', '●', '■', '◦', '*']) || line.starts_with("- ")
}

/// Puts a line behind another of the same paragraph: a word that was cut at the line's end is whole again, unless it is one
/// with a hyphen.
fn join(text: &mut String, line: &str, hyphenated: &HashSet<String>) {
    let line = line.trim();
    let hyphen = text.ends_with(['-', '\u{ad}', '\u{2010}']);
    let mut end = text.chars().rev();
    let letter_before = hyphen && end.nth(1).is_some_and(char::is_alphabetic);
    if letter_before && line.starts_with(char::is_lowercase) {
        let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let first = &text[start..];
        let second = line
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .next()
            .unwrap_or_default();
        let with = format!("{}-{second}", first.trim_end_matches(['-', '\u{ad}', '\u{2010}']))
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        const FIRST: &[&str] = &[
            "self", "ex", "vice", "well", "anti", "pro", "so", "then", "half", "mid", "non", "long", "short", "high",
            "low",
        ];
        let head = with.split('-').next().unwrap_or_default();
        let keeps = text.ends_with('-') && (hyphenated.contains(&with) || FIRST.contains(&head));
        if !keeps {
            text.pop();
        }
    } else if !(hyphen && letter_before || text.ends_with(['—', '–', '/', ' ']))
        || text.ends_with(" –")
        || text.ends_with(" —")
    {
        text.push(' ');
    }
    text.push_str(line);
}

fn words(pages: &[PageText]) -> impl Iterator<Item = &str> {
    let lines = pages
        .iter()
        .flat_map(|page| &page.columns)
        .flat_map(|column| &column.lines);
    lines.flat_map(|line| {
        // the last word of a line may be cut
        let cut = line.text.trim_end().rfind(' ').unwrap_or(0);
        line.text[..cut]
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .filter(|word| !word.is_empty())
    })
}

/// The size of most letters.
fn body_size(pages: &[PageText]) -> f64 {
    let mut sizes: HashMap<i64, usize> = HashMap::new();
    for line in pages
        .iter()
        .flat_map(|page| &page.columns)
        .flat_map(|column| &column.lines)
    {
        *sizes.entry((line.size * 2.0).round() as i64).or_default() += line.text.len();
    }
    sizes
        .into_iter()
        .max_by_key(|&(size, count)| (count, size))
        .map_or(10.0, |(size, _)| size as f64 / 2.0)
}

/// Whether the first lines of paragraphs stand further in: then a line that does begins one.
fn uses_indents(pages: &[PageText]) -> bool {
    let (mut lines, mut inside) = (0usize, 0usize);
    for column in pages
        .iter()
        .flat_map(|page| &page.columns)
        .filter(|column| column.lines.len() >= 6)
    {
        lines += column.lines.len();
        let far = |line: &&Line| (0.6 * line.size..4.0 * line.size).contains(&(line.left - column.left));
        inside += column.lines.iter().filter(far).count();
    }
    inside * 20 > lines && inside * 2 < lines
}

/// Takes out what stands at the top and bottom of several pages in the same words, and page numbers.
fn drop_running(pages: &mut [PageText]) {
    /// So many lines at the top and at the bottom of a page are looked at.
    const EDGE: usize = 3;
    let folded = |text: &str| -> String {
        let mut folded = String::new();
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            let c = if c.is_ascii_digit() { '#' } else { c };
            if !(c == '#' && folded.ends_with('#')) {
                folded.extend(c.to_lowercase());
            }
        }
        folded
    };
    let mut places: HashMap<(String, bool), usize> = HashMap::new();
    let edges: Vec<Vec<(usize, usize, bool)>> = pages
        .iter()
        .map(|page| {
            let mut all: Vec<(f64, usize, usize)> = page
                .columns
                .iter()
                .enumerate()
                .flat_map(|(c, column)| column.lines.iter().enumerate().map(move |(l, line)| (line.y, c, l)))
                .collect();
            all.sort_by(|a, b| a.0.total_cmp(&b.0));
            let top = all
                .iter()
                .take(EDGE)
                .filter(|(y, ..)| *y < page.height * 0.2)
                .map(|&(_, c, l)| (c, l, true));
            let bottom = all
                .iter()
                .rev()
                .take(EDGE)
                .filter(|(y, ..)| *y > page.height * 0.8)
                .map(|&(_, c, l)| (c, l, false));
            top.chain(bottom).collect()
        })
        .collect();
    for (page, edge) in pages.iter().zip(&edges) {
        let seen: HashSet<(String, bool)> = edge
            .iter()
            .map(|&(c, l, top)| (folded(&page.columns[c].lines[l].text), top))
            .collect();
        for place in seen {
            *places.entry(place).or_default() += 1;
        }
    }
    let count = pages.len();
    for (page, edge) in pages.iter_mut().zip(edges) {
        let mut gone: HashSet<(usize, usize)> = HashSet::new();
        for (c, l, top) in edge {
            let text = &page.columns[c].lines[l].text;
            let same = places.get(&(folded(text), top)).copied().unwrap_or_default();
            if same >= 2 && (same * 3 >= count || same >= 5) || is_page_number(text) || is_stamp(text) {
                gone.insert((c, l));
            }
        }
        for (c, column) in page.columns.iter_mut().enumerate() {
            let mut l = 0;
            column.lines.retain(|_| {
                l += 1;
                !gone.contains(&(c, l - 1))
            });
        }
        page.columns.retain(|column| !column.lines.is_empty());
    }
}

/// What browsers print above and below a page: `03/05/2024, 10:15 Two men died`, `https://example.org/fire 1/2`.
fn is_stamp(text: &str) -> bool {
    let text = text.trim();
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let address = ["http://", "https://", "file:///"]
        .iter()
        .any(|scheme| first.starts_with(scheme));
    let numbers = first
        .trim_end_matches(',')
        .split(['/', '.', '-'])
        .filter(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        .count();
    let time = words
        .next()
        .is_some_and(|word| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit()));
    address && text.len() - first.len() <= 10 || numbers == 3 && time
}

/// "3", "- 3 -", "Page 3 of 12".
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some()
        && lower.chars().count() <= 20
        && lower.contains(|c: char| c.is_ascii_digit())
        && words.all(|word| {
            matches!(word, "page" | "of" | "p" | "seite") || word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())
        })
}

/// The largest type at the top of the first page, if it is larger than the text.
fn take_headline(pages: &mut [PageText], body: f64) -> Option<String> {
    const TOP: usize = 12;
    let page = pages.first_mut()?;
    let lines = || page.columns.iter().flat_map(|column| &column.lines).take(TOP);
    let largest = lines()
        .filter(|line| line.text.chars().count() >= 4)
        .map(|line| line.size)
        .fold(0.0, f64::max);
    if largest < body * 1.25 {
        return None;
    }
    let is = |line: &Line| (line.size - largest).abs() < 0.05 * largest;
    let title: Vec<String> = lines()
        .skip_while(|line| !is(line))
        .take_while(|line| is(line))
        .map(|line| line.text.trim().to_owned())
        .collect();
    let title = crate::text::one_line(&title.join(" "));
    if !(8..=300).contains(&title.chars().count()) || title.split(' ').count() < 2 {
        return None;
    }
    let mut taken = false;
    let mut done = false;
    for column in &mut page.columns {
        column.lines.retain(|line| {
            let goes = is(line) && !done;
            done |= taken && !goes;
            taken |= goes;
            !goes
        });
    }
    page.columns.retain(|column| !column.lines.is_empty());
    Some(title)
}
