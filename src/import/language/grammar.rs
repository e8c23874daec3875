//! How catalogs differ in the way they write prerequisites.

/// The reading rules of one catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grammar {
    /// What it is called.
    pub name: &'static str,
    /// Whether *or* binds tighter than *and*; elsewhere it is the other way round.
    pub or_first: bool,
    /// Whether commas always mean *and*, rather than what closes the list.
    pub comma_is_and: bool,
    /// Whether `A, B, or permission` asks for all of `A, B`.
    pub permission_closes_nothing: bool,
    /// Whether `A, B or C` is a list that *or* closes even where the subjects differ.
    pub loose_close: bool,
    /// Whether codes look like `18.03`.
    pub dotted: bool,
    /// Whether subjects may be of several words, `Q SCI 381`.
    pub spaced: bool,
}

const GENERIC: Grammar = Grammar {
    name: "generic",
    or_first: false,
    comma_is_and: false,
    permission_closes_nothing: false,
    loose_close: false,
    dotted: false,
    spaced: true,
};

/// The grammars there are; the first is the usual one.
pub const GRAMMARS: &[Grammar] = &[
    GENERIC,
    Grammar { name: "mit", loose_close: true, dotted: true, spaced: false, ..GENERIC },
    Grammar { name: "uw", loose_close: true, ..GENERIC },
    Grammar { name: "ucsd", or_first: true, permission_closes_nothing: true, spaced: false, ..GENERIC },
    Grammar { name: "toronto", comma_is_and: true, permission_closes_nothing: true, spaced: false, ..GENERIC },
    Grammar { name: "itu", spaced: false, ..GENERIC },
    Grammar { name: "kuali", ..GENERIC },
];

/// Other names the same grammars go by.
const ALIASES: &[(&str, &str)] = &[
    ("uvic", "kuali"),
    ("html", "kuali"),
    ("uoft", "toronto"),
    ("utoronto", "toronto"),
    ("washington", "uw"),
    ("default", "generic"),
];

impl Grammar {
    /// The usual one.
    pub const fn generic() -> Self {
        GENERIC
    }

    /// The grammar of a name; a year or campus behind it (`uw-seattle-2023`) is passed over.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let find = |n: &str| {
            let n = ALIASES.iter().find(|(alias, _)| *alias == n).map_or(n, |(_, real)| real);
            GRAMMARS.iter().copied().find(|g| g.name == n)
        };
        find(&name).or_else(|| find(name.split(['-', '_', ' ']).next()?)).or_else(|| {
            let words: Vec<_> = name.split(['-', '_', ' ']).collect();
            words.iter().find_map(|w| find(w))
        })
    }

    /// The grammar a text seems to be written in, where nobody says.
    pub fn guessed(text: &str) -> Self {
        if looks_dotted(text) {
            return Self::named("mit").unwrap_or(GENERIC);
        }
        GENERIC
    }
}

/// Codes such as `18.03` or `21G.709`, and none with a subject before a number.
fn looks_dotted(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ':' | '&')))
        .filter(|w| !w.is_empty())
        .collect();
    let upper = |w: &str| w.len() > 1 && w.chars().all(|c| c.is_ascii_uppercase() || c == '&');
    let number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit()) && w.len() >= 2 && !w.contains('.');
    let subject = words.windows(2).any(|w| upper(w[0]) && number(w[1]));
    let dotted = |w: &str| {
        let w = w.trim_end_matches('.');
        w.starts_with("GIR:")
            || w.split_once('.').is_some_and(|(a, b)| {
                (1..=4).contains(&a.len())
                    && a.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
                    && b.chars().filter(char::is_ascii_digit).count() >= 2
                    && b.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
            })
    };
    !subject && words.iter().any(|w| dotted(w))
}
