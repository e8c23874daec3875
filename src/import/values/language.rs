//! Names of languages as ISO 639 codes.

const NAMES: &[(&str, &[&str])] = &[
    ("en", &["english", "englisch", "ingilizce", "inglés", "ingles", "anglais", "engelsk", "eng"]),
    ("tr", &["turkish", "türkçe", "turkce", "türkisch"]),
    ("de", &["german", "deutsch", "almanca", "alemán", "allemand", "tysk", "ger"]),
    ("fr", &["french", "français", "francais", "fransızca", "französisch", "fransk"]),
    ("es", &["spanish", "español", "espanol", "ispanyolca", "spanisch", "spansk", "castellano"]),
    ("pt", &["portuguese", "português", "portugues", "portugiesisch"]),
    ("it", &["italian", "italiano", "italienisch"]),
    ("ru", &["russian", "русский", "rusça"]),
    ("zh", &["chinese", "mandarin", "中文", "chinesisch", "chinese (simplified)", "chinese (traditional)"]),
    ("ja", &["japanese", "日本語", "japanisch"]),
    ("ko", &["korean", "한국어"]),
    ("ar", &["arabic", "العربية", "arapça"]),
    ("hi", &["hindi", "हिन्दी"]),
    ("no", &["norwegian", "norsk", "bokmål", "nynorsk"]),
    ("sv", &["swedish", "svenska", "svensk"]),
    ("da", &["danish", "dansk"]),
    ("fi", &["finnish", "suomi"]),
    ("nl", &["dutch", "nederlands"]),
    ("pl", &["polish", "polski"]),
    ("uk", &["ukrainian", "українська"]),
    ("el", &["greek", "ελληνικά"]),
    ("he", &["hebrew", "עברית"]),
    ("id", &["indonesian", "bahasa indonesia"]),
    ("vi", &["vietnamese", "tiếng việt"]),
    ("cs", &["czech", "čeština"]),
    ("hu", &["hungarian", "magyar"]),
    ("ro", &["romanian", "română"]),
];

/// The code of a language named in words or by code, `en-US` too.
pub fn language(text: &str) -> Option<&'static str> {
    let low = text.trim().to_lowercase().replace("i\u{307}", "i");
    let code = low.split(['-', '_']).next().unwrap_or_default();
    let found = NAMES.iter().find(|(c, names)| (low.len() <= 6 && *c == code) || names.contains(&low.as_str()));
    found.map(|(code, _)| *code)
}
