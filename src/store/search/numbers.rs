//! Numbers that were typed, in the other ways in which a text may write them: "600", "six hundred"; "15k", "15,000", "15 thousand".

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
/// The scales, with the letter that stands for them behind digits.
const SCALES: [(&str, &str, u64); 3] = [
    ("billion", "bn", 1_000_000_000),
    ("million", "m", 1_000_000),
    ("thousand", "k", 1_000),
];
/// A number of more words is nowhere written in words.
const IN_WORDS: usize = 2;
/// What is more is no number of people.
const MOST: u64 = 1_000_000_000_000;

/// What words are worth that are a whole number together: `six hundred and twelve`, `15 thousand`, `15k`, `600`.
pub(super) fn value<W: AsRef<str>>(words: &[W]) -> Option<u64> {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    let (mut sum, mut part, mut rest): (u64, Option<u64>, _) = (0, None, words.as_slice());
    let mut lowest = u64::MAX;
    while let Some((&word, after)) = rest.split_first() {
        rest = after;
        if let Some(&(.., scale)) = SCALES.iter().find(|(name, ..)| *name == word) {
            if scale >= lowest {
                return None;
            }
            sum = sum.checked_add(part.take()?.checked_mul(scale)?)?;
            lowest = scale;
            continue;
        }
        part = match (word, part) {
            ("hundred", Some(n @ 1..=99)) => Some(n * 100),
            // joins what is below a hundred, and is not the end
            ("and", Some(n)) if n % 100 == 0 && !rest.is_empty() => Some(n),
            ("and", None) if sum > 0 && !rest.is_empty() => None,
            (_, before) => {
                let n = small(word).or_else(|| digits(word).filter(|_| before.is_none()))?;
                match before {
                    None => Some(n),
                    Some(b) if b % 100 == 0 && b > 0 && n < 100 && n > 0 => Some(b + n),
                    Some(b) if b % 10 == 0 && (20..100).contains(&(b % 100)) && (1..10).contains(&n) => Some(b + n),
                    Some(_) => return None,
                }
            }
        };
    }
    let whole = sum.checked_add(part.unwrap_or(0))?;
    // digits that are a scale's: "4 700" is read elsewhere
    (part.is_some() || sum > 0).then_some(whole).filter(|n| *n < MOST)
}

/// The other ways to write the number that these words are; none if they are none.
pub(super) fn others(typed: &[String]) -> Vec<Vec<String>> {
    // "one" is a word like others, and 1 is in every list
    let Some(n) = value(typed).filter(|n| *n > 1) else {
        return Vec::new();
    };
    let mut all = vec![vec![n.to_string()]];
    if let Some(words) = in_words(n).filter(|words| words.len() <= IN_WORDS) {
        all.push(words);
    }
    for (name, letter, scale) in SCALES {
        let times = n / scale;
        if n.is_multiple_of(scale) && (1..1000).contains(&times) {
            all.push(vec![times.to_string(), name.into()]);
            all.push(vec![format!("{times}{letter}")]);
            break;
        }
    }
    all.retain(|one| one != typed);
    all
}

fn small(word: &str) -> Option<u64> {
    let unit = UNITS.iter().position(|unit| *unit == word);
    let ten = || {
        TENS.iter()
            .position(|ten| *ten == word && !ten.is_empty())
            .map(|n| n * 10)
    };
    unit.or_else(ten).map(|n| n as u64)
}

/// `600`, `15k`.
fn digits(word: &str) -> Option<u64> {
    let (number, scale) = SCALES
        .iter()
        .find_map(|(_, letter, scale)| Some((word.strip_suffix(letter)?, *scale)))
        .unwrap_or((word, 1));
    let sound = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0');
    number.parse::<u64>().ok().filter(|_| sound)?.checked_mul(scale)
}

/// In words, as it is written without "and"; `None` from a thousand billions on.
fn in_words(n: u64) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut below_thousand = |n: u64, scale: Option<&str>| {
        if n >= 100 {
            words.extend([UNITS[n as usize / 100].to_owned(), "hundred".to_owned()]);
        }
        match n % 100 {
            0 => {}
            rest @ 1..20 => words.push(UNITS[rest as usize].to_owned()),
            rest => {
                words.push(TENS[rest as usize / 10].to_owned());
                if rest % 10 > 0 {
                    words.push(UNITS[rest as usize % 10].to_owned());
                }
            }
        }
        words.extend(scale.filter(|_| n > 0).map(str::to_owned));
    };
    let mut rest = n;
    for (name, _, scale) in SCALES {
        if rest / scale >= 1000 {
            return None;
        }
        below_thousand(rest / scale, Some(name));
        rest %= scale;
    }
    below_thousand(rest, None);
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(words: &str) -> Vec<String> {
        words.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn words_are_worth_what_they_say() {
        for (words, n) in [
            ("two", 2),
            ("twelve", 12),
            ("forty seven", 47),
            ("six hundred", 600),
            ("six hundred and twelve", 612),
            ("two thousand five hundred", 2500),
            ("forty seven hundred", 4700),
            ("two thousand and five", 2005),
            ("three million two hundred thousand", 3_200_000),
            ("15 thousand", 15_000),
            ("15k", 15_000),
            ("2m", 2_000_000),
            ("600", 600),
            ("one", 1),
        ] {
            assert_eq!(value(&split(words)), Some(n), "{words}");
        }
        for none in [
            "hundred",
            "thousand",
            "two two",
            "twenty twenty",
            "two and two",
            "two hundred and",
            "and two",
            "six hundred hundred",
            "flood",
            "two men",
            "2 2",
            "k",
            "0600",
            "two thousand three thousand",
            "99999999999999999999",
            "m",
            "5 million 3 billion",
        ] {
            assert_eq!(value(&split(none)), None, "{none}");
        }
    }

    #[test]
    fn other_ways_to_write_it() {
        let others = |typed: &str| -> Vec<String> { others(&split(typed)).iter().map(|w| w.join(" ")).collect() };
        assert_eq!(others("six hundred"), ["600"]);
        assert_eq!(others("600"), ["six hundred"]);
        assert_eq!(others("15k"), ["15000", "fifteen thousand", "15 thousand"]);
        assert_eq!(others("15000"), ["fifteen thousand", "15 thousand", "15k"]);
        assert_eq!(others("forty seven hundred"), ["4700"]);
        assert_eq!(others("2024"), [""; 0]);
        assert_eq!(others("one"), [""; 0]);
        assert_eq!(others("flood"), [""; 0]);
    }

    #[test]
    fn what_is_written_is_read_again() {
        for n in (1..3000).chain([15_000, 999_999, 1_000_000, 123_456_789, 999_999_999_999]) {
            assert_eq!(value(&in_words(n).unwrap()), Some(n));
        }
    }
}
