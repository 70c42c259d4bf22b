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
    fn every_language_that_is_told_has_a_name() {
        for lang in Lang::all() {
            assert!(NAMES.iter().any(|(code, ..)| *code == lang.code()), "{lang:?}");
        }
    }
}
