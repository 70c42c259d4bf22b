//! Which language a text is in.

use whatlang::{Lang, Script};

/// So many **bytes** at the beginning are looked at.
const LOOK: usize = 8192;
/// With fewer letters a language is told only if its script leaves no doubt.
const FEW: usize = 120;

/// A language by its code and its English name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// As BCP 47 writes it: `en`, `de`.
    pub code: &'static str,
    /// As English calls it: "German".
    pub name: &'static str,
}

impl Language {
    /// Whether claims are extracted from it.
    pub fn is_read(self) -> bool {
        self.code == "en"
    }

    /// What English calls the language of a code such as `de` or `de-AT`; `None` for one that is not told here.
    ///
    /// ```
    /// use claimbook::ingest::Language;
    /// assert_eq!(Language::name_of("de-AT"), Some("German"));
    /// assert_eq!(Language::name_of("x-klingon"), None);
    /// ```
    pub fn name_of(code: &str) -> Option<&'static str> {
        let first = code.split(['-', '_']).next()?;
        let named = NAMES.iter().find(|(_, code, _)| code.eq_ignore_ascii_case(first));
        named.map(|&(.., name)| name)
    }
}

/// As [`language`], of a text in pieces that follow one another, such as its paragraphs; only the first ones are taken.
pub fn language_of_pieces<'t>(pieces: impl IntoIterator<Item = &'t str>) -> Option<Language> {
    let mut beginning = String::new();
    for piece in pieces {
        // one byte more than is looked at, so that it is cut where the whole text would be
        if beginning.len() > LOOK {
            break;
        }
        beginning.push_str(&piece[..piece.floor_char_boundary((LOOK + 4).min(piece.len()))]);
    }
    language(&beginning)
}

/// The language of a text; `None` where there is too little of it to tell, or it could be several.
///
/// ```
/// use claimbook::ingest::language;
/// let german = "Bei einem Brand in einer Fabrik sind am Sonntag nach Angaben der Polizei mindestens zwölf Menschen ums Leben gekommen.
///     Neun weitere wurden verletzt, zwei von ihnen schwer, teilte die Feuerwehr mit.";
/// assert_eq!(language(german).map(|language| language.name), Some("German"));
/// assert_eq!(language("12 dead in Maren"), None);
/// ```
pub fn language(text: &str) -> Option<Language> {
    let look = &text[..text.floor_char_boundary(LOOK.min(text.len()))];
    if is_plainly_english(look) {
        return NAMES
            .iter()
            .find(|(_, code, _)| *code == "en")
            .map(|&(_, code, name)| Language { code, name });
    }
    let letters = look.chars().filter(|c| c.is_alphabetic()).count();
    let info = whatlang::detect(look)?;
    let of_one_language = !matches!(
        info.script(),
        Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari
    );
    let sure = if letters < FEW {
        letters >= 20 && of_one_language && info.confidence() > 0.9
    } else {
        info.is_reliable() || info.lang() == Lang::Eng
    };
    if !sure {
        return None;
    }
    let code = info.lang().code();
    NAMES
        .iter()
        .find(|(three, ..)| *three == code)
        .map(|&(_, code, name)| Language { code, name })
}

/// Whether words that English alone has are as many as they are in English prose: about one in nine. That saves comparing
/// the text with all languages.
fn is_plainly_english(text: &str) -> bool {
    const ENGLISH: &[&str] = &[
        "the", "and", "that", "with", "were", "which", "from", "have", "been", "they", "this", "their",
    ];
    const FEWEST: usize = 100;
    let (mut words, mut english) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if (3..=5).contains(&word.len()) && ENGLISH.iter().any(|one| one.eq_ignore_ascii_case(word)) {
            english += 1;
        }
    }
    words >= FEWEST && english * 12 >= words
}

/// whatlang's codes (ISO 639-3), those of BCP 47, English names.
const NAMES: &[(&str, &str, &str)] = &[
    ("epo", "eo", "Esperanto"),
    ("eng", "en", "English"),
    ("rus", "ru", "Russian"),
    ("cmn", "zh", "Chinese"),
    ("spa", "es", "Spanish"),
    ("por", "pt", "Portuguese"),
    ("ita", "it", "Italian"),
    ("ben", "bn", "Bengali"),
    ("fra", "fr", "French"),
    ("deu", "de", "German"),
    ("ukr", "uk", "Ukrainian"),
    ("kat", "ka", "Georgian"),
    ("ara", "ar", "Arabic"),
    ("hin", "hi", "Hindi"),
    ("jpn", "ja", "Japanese"),
    ("heb", "he", "Hebrew"),
    ("yid", "yi", "Yiddish"),
    ("pol", "pl", "Polish"),
    ("amh", "am", "Amharic"),
    ("jav", "jv", "Javanese"),
    ("kor", "ko", "Korean"),
    ("nob", "nb", "Norwegian"),
    ("dan", "da", "Danish"),
    ("swe", "sv", "Swedish"),
    ("fin", "fi", "Finnish"),
    ("tur", "tr", "Turkish"),
    ("nld", "nl", "Dutch"),
    ("hun", "hu", "Hungarian"),
    ("ces", "cs", "Czech"),
    ("ell", "el", "Greek"),
    ("bul", "bg", "Bulgarian"),
    ("bel", "be", "Belarusian"),
    ("mar", "mr", "Marathi"),
    ("kan", "kn", "Kannada"),
    ("ron", "ro", "Romanian"),
    ("slv", "sl", "Slovenian"),
    ("hrv", "hr", "Croatian"),
    ("srp", "sr", "Serbian"),
    ("mkd", "mk", "Macedonian"),
    ("lit", "lt", "Lithuanian"),
    ("lav", "lv", "Latvian"),
    ("est", "et", "Estonian"),
    ("tam", "ta", "Tamil"),
    ("vie", "vi", "Vietnamese"),
    ("urd", "ur", "Urdu"),
    ("tha", "th", "Thai"),
    ("guj", "gu", "Gujarati"),
    ("uzb", "uz", "Uzbek"),
    ("pan", "pa", "Punjabi"),
    ("aze", "az", "Azerbaijani"),
    ("ind", "id", "Indonesian"),
    ("tel", "te", "Telugu"),
    ("pes", "fa", "Persian"),
    ("mal", "ml", "Malayalam"),
    ("ori", "or", "Odia"),
    ("mya", "my", "Burmese"),
    ("nep", "ne", "Nepali"),
    ("sin", "si", "Sinhala"),
    ("khm", "km", "Khmer"),
    ("tuk", "tk", "Turkmen"),
    ("aka", "ak", "Akan"),
    ("zul", "zu", "Zulu"),
    ("sna", "sn", "Shona"),
    ("afr", "af", "Afrikaans"),
    ("lat", "la", "Latin"),
    ("slk", "sk", "Slovak"),
    ("cat", "ca", "Catalan"),
    ("tgl", "tl", "Tagalog"),
    ("hye", "hy", "Armenian"),
    ("cym", "cy", "Welsh"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<&'static str> {
        language(text).map(|language| language.code)
    }

    #[test]
    fn languages_of_longer_texts() {
        for (text, expected) in [
            (
                "A ferry sank off Maren on Friday, and at least 12 people drowned, the coast guard said. Some 40 others were pulled from the water, nine of them hurt, according to the clinic.",
                "en",
            ),
            (
                "Un ferry a coulé vendredi au large de Maren, et au moins douze personnes se sont noyées, selon les garde-côtes. Une quarantaine d’autres ont été repêchées.",
                "fr",
            ),
            (
                "По меньшей мере 12 человек погибли в субботу при пожаре на фабрике, сообщила полиция города. Девять человек ранены, двое из них находятся в тяжёлом состоянии.",
                "ru",
            ),
            (
                "警察によると、土曜日に少なくとも12人が死亡した。9人が負傷した。原因はまだ分かっていない。",
                "ja",
            ),
        ] {
            assert_eq!(code(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_quotation_does_not_change_the_language() {
        let french = "Un ferry a coulé vendredi au large de Maren, et au moins douze personnes se sont noyées, selon les \
            garde-côtes. Une quarantaine d’autres ont été repêchées, dont neuf blessées, a déclaré la clinique du port.";
        let quoted = format!("{french} “They were in the water with their children,” a-t-elle dit.");
        assert_eq!(code(&quoted), Some("fr"));
        let english = "A ferry sank off Maren on Friday, and at least 12 people drowned, the coast guard said. The crew \
            shouted “Tout le monde sur le pont, vite, vite, nous coulons” before the lights went out and the ship turned.";
        assert_eq!(code(english), Some("en"));
    }

    #[test]
    fn short_texts_and_names_are_not_judged() {
        for text in [
            "",
            "12",
            "Ferry sinks off Maren",
            "Ilse Torvald, Jón Reyk, Núñez",
            "At least 12 people drowned.",
        ] {
            assert!(code(text).is_none_or(|code| code == "en"), "{text}");
        }
    }

    #[test]
    fn a_text_in_pieces_is_of_the_language_it_is_of_as_a_whole() {
        let german =
            "Bei einem Brand in einer Fabrik sind am Sonntag nach Angaben der Polizei zwölf Menschen gestorben.\n";
        let english = "At least twelve people died in a fire at a factory on Sunday, the police of the town said.\n";
        for repeat in [0, 1, 2, 30, 82, 83, 84, 85, 300] {
            let text = german.repeat(repeat) + &english.repeat(200);
            let pieces: Vec<&str> = text.split_inclusive('\n').collect();
            assert_eq!(language_of_pieces(pieces), language(&text), "{repeat}");
            assert_eq!(language_of_pieces([text.as_str()]), language(&text), "{repeat}");
        }
        assert_eq!(language_of_pieces([]), None);
    }

    #[test]
    fn every_language_that_is_told_has_a_name() {
        for lang in Lang::all() {
            assert!(NAMES.iter().any(|(code, ..)| *code == lang.code()), "{lang:?}");
        }
    }
}
