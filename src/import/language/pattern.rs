//! Turns of speech: sequences of words that mean one thing.

use std::sync::OnceLock;

use super::{
    raw::Raw,
    token::{Beside, Class, Kind, Op},
};

/// What a turn of speech means.
#[derive(Debug, Clone, Copy)]
pub(super) enum Means {
    Kind(fn() -> Kind),
    /// A count whose number is within the turn.
    Count,
}

/// Words apart by spaces; `a|b` is either, a `?` behind makes it optional, `#` a number, `~` a grade, `!a|b` none of
/// these follows.
const TURNS: &[(&str, Means)] = &[
    // Concurrency of what stands before.
    ("which|that|and|or must|should also? be taken|completed|enrolled concurrently|simultaneously", Means::Kind(must)),
    ("must be taken as a corequisite|requisite", Means::Kind(must)),
    ("must be taken|completed concurrently|simultaneously !with", Means::Kind(must)),
    (
        "either|any|both|all|each|one of which|whom|these may|can|must also? be taken|completed concurrently|simultaneously",
        Means::Kind(group),
    ),
    ("which|that|and|or may|can also? be taken|completed concurrently|simultaneously", Means::Kind(may)),
    ("may|can also? be taken|completed concurrently|simultaneously !with", Means::Kind(may)),
    ("which|that may|can be concurrent", Means::Kind(may)),
    ("may|can be concurrent", Means::Kind(may)),
    (
        "with? concurrent|concurrently enrollment|enrolment|registration|enrolled? allowed|permitted|ok|acceptable",
        Means::Kind(may),
    ),
    ("( concurrent|concurrently )", Means::Kind(may)),
    ("concurrency allowed|permitted", Means::Kind(may)),
    ("or? taken concurrently !with", Means::Kind(may)),
    ("or|and concurrent|concurrently|concurrent enrollment|enrolment|registration !in|with|for", Means::Kind(may)),
    (
        "or|and concurrent|concurrently|corequisite !enrollment|enrolment|registration|enrolled|enroll|in|with|of|taking",
        Means::Kind(may),
    ),
    // Concurrency of what follows.
    (
        "previous|prior|past|completed|completion|credit|enrollment|successful or|of|and or? concurrent|concurrently enrollment|enrolment|registration|enrolled|registered in|with|for",
        Means::Kind(beside_next),
    ),
    ("prior|previous completion of or concurrent enrollment|enrolment|registration in|with", Means::Kind(beside_next)),
    ("completed or concurrently enrolled in", Means::Kind(beside_next)),
    ("concurrent enrollment|enrolment|registration in|with|of|for", Means::Kind(beside_next)),
    ("concurrently|simultaneously enrolled|enroll|taking|take|registered with|in?", Means::Kind(beside_next)),
    ("must|to be? taken? concurrently with", Means::Kind(beside_next)),
    ("taken concurrently with", Means::Kind(beside_next)),
    ("concurrent|concurrently with", Means::Kind(beside_next)),
    ("credit or|and registration|enrollment in|for", Means::Kind(beside_next)),
    ("taken previously or concurrently :?", Means::Kind(beside_next)),
    ("corequisite|corequisites|coreq|coreqs of|is|in|with :?", Means::Kind(beside_next)),
    ("co - requisite|requisites of|in|with? :?", Means::Kind(beside_next)),
    ("corequisite|corequisites|coreq|coreqs :?", Means::Kind(beside_next)),
    // Grades.
    (
        "with? a|an? minimum|passing? letter? grade|grades|mark|marks of|at? least? a? ~ or|and better|higher|above|greater in?",
        Means::Kind(grade),
    ),
    ("with? a|an? minimum letter? grade|grades|mark|marks of|at? a? ~ in?|for?", Means::Kind(grade)),
    ("with? a|an? grade|grades|mark of? at least a? ~ in?", Means::Kind(grade)),
    ("with? a? grade|grades of ~ in?", Means::Kind(grade)),
    ("with? a? passing grade|grades in|of?", Means::Kind(grade)),
    ("with? a|an? ~ or|and better|higher|above|greater in?", Means::Kind(grade)),
    ("with? at least a|an? ~ in", Means::Kind(grade)),
    ("at least # % in?", Means::Kind(grade)),
    ("# % or|and? higher|better|above? in?", Means::Kind(grade)),
    ("min|mın ~", Means::Kind(grade)),
    ("minimum grade : ~", Means::Kind(grade)),
    ("( ~ )", Means::Kind(grade)),
    // Equivalents, and what is no alternative.
    (
        "or by|with? its|their|the|an|other|any? equivalent|equivalents course|courses|experience|background|preparation|knowledge|training|standing?",
        Means::Kind(equivalent),
    ),
    ("( equivalent )", Means::Kind(equivalent)),
    ("or better|higher|above|greater", Means::Kind(grade)),
    ("a|an ~ in", Means::Kind(grade)),
    ("and / or", Means::Kind(or)),
    // Operators.
    ("and|ve|und|og", Means::Kind(and)),
    ("or|veya|oder|eller", Means::Kind(or)),
    ("&", Means::Kind(and)),
    ("+", Means::Kind(and)),
    ("plus", Means::Kind(and)),
    ("as well as", Means::Kind(and)),
    ("together|along with", Means::Kind(and)),
    ("in addition to", Means::Kind(and)),
    ("alternatively|otherwise", Means::Kind(or)),
    // Quantifiers.
    (
        "at? least? any? # or? more? course|courses|subject|subjects|class|classes? selected|chosen|taken? of|from|among these|the? following? course|courses|subjects|classes|list? :?",
        Means::Count,
    ),
    ("minimum of # of|from the? following? :?", Means::Count),
    ("any of these|the? following? courses|course? :?", Means::Kind(one)),
    ("each|all of these|the? following? courses|course? :?", Means::Kind(every)),
    ("both of these|the? following? courses|course? :?", Means::Kind(every)),
    ("either of these|the? following? courses|course? :?", Means::Kind(one)),
    ("either", Means::Kind(|| Kind::Either)),
    ("both", Means::Kind(|| Kind::Both)),
];

fn must() -> Kind {
    Kind::Beside(Beside::That { must: true })
}
fn may() -> Kind {
    Kind::Beside(Beside::That { must: false })
}
fn group() -> Kind {
    Kind::Beside(Beside::Group)
}
fn beside_next() -> Kind {
    Kind::BesideNext
}
fn grade() -> Kind {
    Kind::Remark(Class::Grade)
}
fn equivalent() -> Kind {
    Kind::Remark(Class::Equivalent)
}
fn and() -> Kind {
    Kind::Op(Op::And)
}
fn or() -> Kind {
    Kind::Op(Op::Or)
}
fn one() -> Kind {
    Kind::Count(Some(1))
}
fn every() -> Kind {
    Kind::Count(None)
}

/// The turn that begins here, and how many words it takes.
pub(super) fn turn(raws: &[Raw]) -> Option<(Kind, usize)> {
    let first = raws.first()?;
    for (elements, means) in parsed() {
        if !may_begin(elements, first) {
            continue;
        }
        let Some((len, number)) = fit(elements, raws, 0) else { continue };
        let kind = match means {
            Means::Kind(make) => make(),
            Means::Count => match number {
                Some(n) => Kind::Count(Some(n)),
                None => continue,
            },
        };
        return Some((kind, len));
    }
    None
}

/// One place of a turn of speech.
struct Element {
    what: What,
    optional: bool,
}

enum What {
    Words(Vec<&'static str>),
    Not(Vec<&'static str>),
    Number,
    Grade,
}

/// The turns, taken apart once.
fn parsed() -> &'static [(Vec<Element>, Means)] {
    static PARSED: OnceLock<Vec<(Vec<Element>, Means)>> = OnceLock::new();
    PARSED.get_or_init(|| TURNS.iter().map(|(text, means)| (text.split(' ').map(element).collect(), *means)).collect())
}

fn element(text: &'static str) -> Element {
    let (word, optional) = text.strip_suffix('?').map_or((text, false), |w| (w, true));
    let what = match (word, word.strip_prefix('!')) {
        ("#", _) => What::Number,
        ("~", _) => What::Grade,
        (_, Some(unwanted)) => What::Not(unwanted.split('|').collect()),
        (words, None) => What::Words(words.split('|').collect()),
    };
    Element { what, optional }
}

/// Whether a turn may begin with this word, looking at no other.
fn may_begin(elements: &[Element], first: &Raw) -> bool {
    for element in elements {
        let fits = match &element.what {
            What::Words(words) => words.contains(&first.low.as_str()),
            _ => true,
        };
        if fits {
            return true;
        }
        if !element.optional {
            return false;
        }
    }
    false
}

/// How many words a turn takes, and the last number in it. Tries optional words present first, then absent.
fn fit(elements: &[Element], raws: &[Raw], at: usize) -> Option<(usize, Option<u32>)> {
    let Some((first, rest)) = elements.split_first() else { return (at > 0).then_some((at, None)) };
    let optional = first.optional;
    if let What::Not(unwanted) = &first.what {
        let follows = raws.get(at).is_some_and(|r| unwanted.contains(&r.low.as_str()));
        return if follows { None } else { fit(rest, raws, at) };
    }
    let (takes, number) = taken(&first.what, raws.get(at..).unwrap_or_default());
    if takes > 0
        && let Some((end, later)) = fit(rest, raws, at + takes)
    {
        return Some((end, later.or(number)));
    }
    if optional { fit(rest, raws, at) } else { None }
}

/// How many words one element takes, and the number it is.
fn taken(what: &What, raws: &[Raw]) -> (usize, Option<u32>) {
    let Some(first) = raws.first() else { return (0, None) };
    match what {
        What::Number => number(&first.low).map_or((0, None), |n| (1, Some(n))),
        What::Grade => (grade_len(raws), None),
        What::Words(words) => (usize::from(words.contains(&first.low.as_str())), None),
        What::Not(_) => (0, None),
    }
}

/// Numbers in figures and words, up to what a list could ask for.
pub(super) fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 11] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let n = WORDS.iter().position(|w| *w == word).and_then(|n| u32::try_from(n).ok());
    n.or_else(|| word.parse().ok().filter(|_| word.len() <= 3))
}

/// `C`, `C-`, `B+`, `2.0`, `70%`, `DD`.
fn grade_len(raws: &[Raw]) -> usize {
    let Some(first) = raws.first() else { return 0 };
    let follows = |marks: &[&str]| {
        raws.get(1).is_some_and(|r| marks.contains(&r.text.as_str()) && r.span.start == first.span.end)
    };
    let letters = first.text.len() <= 2 && first.text.chars().all(|c| c.is_ascii_uppercase());
    if letters && !matches!(first.low.as_str(), "or" | "in" | "of" | "ap" | "ib") {
        return 1 + usize::from(follows(&["-", "–", "+", "−"]));
    }
    let point = first.text.split_once('.').is_some_and(|(a, b)| {
        a.len() == 1 && (1..=2).contains(&b.len()) && (a.to_owned() + b).chars().all(|c| c.is_ascii_digit())
    });
    let percent = first.text.chars().all(|c| c.is_ascii_digit()) && follows(&["%"]);
    match (point, percent) {
        (true, _) => 1,
        (_, true) => 2,
        _ => 0,
    }
}
