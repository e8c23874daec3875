//! Course codes in a row of words: `MATH 124`, `Q SCI 381`, `18.03`, `ADMN502A`, `20A-B-F`, `2A–D`.

use super::{
    grammar::Grammar,
    raw::Raw,
    tree::{Span, Tree, all},
};

/// Words in capitals that are no subjects.
const NO_SUBJECT: &[&str] = &[
    "AND",
    "OR",
    "IN",
    "OF",
    "AP",
    "IB",
    "SAT",
    "ACT",
    "GPA",
    "CGPA",
    "MIN",
    "EITHER",
    "BOTH",
    "ALL",
    "ONE",
    "TWO",
    "ANY",
    "WITH",
    "THE",
    "NOT",
    "FOR",
    "TO",
    "VE",
    "VEYA",
    "GRADE",
    "YEAR",
    "LEVEL",
    "CR",
    "FCE",
    "TOEFL",
    "IELTS",
    "GRE",
    "GMAT",
    "AN",
    "PREREQ",
    "COREQ",
    "PREREQUISITE",
    "COREQUISITE",
    "FROM",
    "AT",
    "LEAST",
    "CREDITS",
    "UNITS",
    "HOURS",
    "COURSES",
    "MUST",
    "BE",
    "ON",
];
/// Words with a capital before a number that are no subjects.
const NO_NAME: &[&str] = &[
    "level",
    "grade",
    "year",
    "score",
    "section",
    "chapter",
    "room",
    "fall",
    "spring",
    "summer",
    "winter",
    "group",
    "class",
    "form",
    "list",
    "table",
    "part",
    "unit",
    "units",
    "area",
    "category",
    "or",
    "and",
    "at",
    "least",
    "minimum",
    "prerequisite",
    "corequisite",
    "prerequisites",
    "corequisites",
    "either",
    "both",
    "course",
    "courses",
    "students",
    "a",
    "of",
    "one",
    "any",
    "the",
    "completion",
    "credit",
    "in",
    "except",
    "before",
    "since",
    "after",
];
/// Words behind a number that make it a quantity.
const UNITS: &[&str] = &[
    "units",
    "unit",
    "credits",
    "credit",
    "hours",
    "hour",
    "courses",
    "course",
    "semesters",
    "semester",
    "quarters",
    "quarter",
    "years",
    "year",
    "weeks",
    "level",
    "points",
    "%",
    "subjects",
    "subject",
    "fce",
    "fces",
    "ects",
    "sp",
    "cp",
    "percent",
    "series",
    "on",
    "students",
    "or-above",
    "elective",
    "electives",
];

/// The subject that a bare number after it belongs to.
#[derive(Debug, Clone, Default)]
pub(super) struct Subject {
    name: String,
    /// What stands between subject and number.
    gap: &'static str,
    /// The digits of the last number that ended with a letter.
    stem: String,
}

/// Courses read at the beginning of some words.
pub(super) struct Read {
    pub(super) tree: Option<Tree>,
    pub(super) words: usize,
    pub(super) subject: Subject,
}

/// A code with its own subject.
pub(super) fn code(raws: &[Raw], grammar: &Grammar) -> Option<Read> {
    let first = raws.first()?;
    if is_requirement_group(&first.text) || grammar.dotted && is_dotted(&first.text) {
        let tree = Tree::code(first.text.clone(), first.span.clone());
        return Some(Read { tree: Some(tree), words: 1, subject: Subject::default() });
    }
    joined(raws).or_else(|| spaced(raws, grammar))
}

fn is_requirement_group(text: &str) -> bool {
    text.strip_prefix("GIR:").is_some_and(|rest| !rest.is_empty())
}

fn is_dotted(text: &str) -> bool {
    text.split_once('.').is_some_and(|(left, right)| {
        (1..=4).contains(&left.len())
            && left.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
            && (right.chars().any(|c| c.is_ascii_digit()) || left.chars().any(|c| c.is_ascii_digit()))
            && right.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
            && (right.len() >= 2 || left.chars().any(|c| c.is_ascii_uppercase()))
    })
}

/// Letters and digits in one: `ADMN502A`, `ED-D518`, `CSCI-2300`, `15-122`.
fn joined(raws: &[Raw]) -> Option<Read> {
    let first = &raws[0];
    let adjacent = |a: &Raw, b: &Raw| a.span.end == b.span.start;
    let one = |text: &str, words: usize, end: usize| {
        let tree = Tree::code(text.to_owned(), first.span.start..end);
        Some(Read { tree: Some(tree), words, subject: Subject::default() })
    };
    if let [a, dash, b, ..] = raws
        && dash.is("-")
        && adjacent(a, dash)
        && adjacent(dash, b)
    {
        let text = format!("{}-{}", a.text, b.text);
        let letters = a.text.len() >= 2 && a.text.chars().all(|c| c.is_ascii_uppercase());
        if letters && digits(&b.text) >= 3 && b.text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase()) {
            return one(&text, 3, b.span.end);
        }
        let numbers = |t: &str, n: usize| t.len() == n && t.chars().all(|c| c.is_ascii_digit());
        if numbers(&a.text, 2) && numbers(&b.text, 3) {
            return one(&text, 3, b.span.end);
        }
    }
    let letters = first.text.chars().take_while(|c| c.is_uppercase()).count();
    let rest: String = first.text.chars().skip(letters).collect();
    let shaped = (2..=8).contains(&letters)
        && rest.chars().take_while(char::is_ascii_digit).count() >= 3
        && rest.len() <= 7
        && rest.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    shaped.then(|| {
        let tree = Tree::code(first.text.clone(), first.span.clone());
        let name: String = first.text.chars().take(letters).collect();
        let mut subject = Subject { name, gap: "", stem: String::new() };
        subject.stem = stem(&rest);
        Read { tree: Some(tree), words: 1, subject }
    })
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

fn stem(number: &str) -> String {
    if number.ends_with(|c: char| c.is_ascii_uppercase()) {
        number.chars().take_while(char::is_ascii_digit).collect()
    } else {
        String::new()
    }
}

/// A subject of one to three words in capitals, or a name with a capital, and a number.
fn spaced(raws: &[Raw], grammar: &Grammar) -> Option<Read> {
    let capital = |r: &Raw| {
        r.text.len() <= 8
            && r.text.chars().all(|c| c.is_uppercase() || c == '&')
            && r.text != "&"
            && !NO_SUBJECT.contains(&r.text.as_str())
    };
    let many = raws.iter().take(4).take_while(|r| capital(r)).count();
    if many > 0 && many < 4 {
        let number = raws.get(many)?;
        if !is_number(number) || is_quantity(&raws[many..]) {
            return None;
        }
        let mut names: Vec<&str> = raws[..many].iter().map(|r| r.text.as_str()).collect();
        // A subject printed twice; one of single letters, `E E`, is a name.
        names.dedup_by(|a, b| a == b && a.len() > 1);
        if names.len() > 1 && !grammar.spaced {
            names.drain(..names.len() - 1);
        }
        return Some(numbers(&names.join(" "), raws, many));
    }
    if many == 0 {
        // "Computer Science 31"
        let name = |r: &&Raw| {
            let mut chars = r.text.chars();
            chars.next().is_some_and(char::is_uppercase)
                && chars.all(char::is_lowercase)
                && r.text.chars().count() >= 3
                && !NO_NAME.contains(&r.low.as_str())
        };
        let names = raws.iter().take(3).take_while(name).count();
        let number = raws.get(names)?;
        // Twelve is a year of school: "Physics 12".
        let sure = match digits(&number.text) {
            1 | 2 if number.text.ends_with(|c: char| c.is_ascii_uppercase()) => true,
            2 => !matches!(number.text.as_str(), "10" | "11" | "12"),
            n => n >= 3,
        };
        if names > 0 && sure && is_number(number) && !is_quantity(&raws[names..]) {
            let words: Vec<&str> = raws[..names].iter().map(|r| r.text.as_str()).collect();
            return Some(numbers(&words.join(" "), raws, names));
        }
    }
    None
}

/// `STAT/MATH 394`: the subjects before a slash, and how many words they take.
pub(super) fn shared(raws: &[Raw], grammar: &Grammar) -> Option<Read> {
    let mut at = 0;
    let mut subjects = Vec::new();
    loop {
        let word = raws.get(at)?;
        let capital = word.text.len() <= 8
            && word.text.chars().all(|c| c.is_uppercase() || c == '&')
            && !NO_SUBJECT.contains(&word.text.as_str());
        if !capital {
            return None;
        }
        if raws.get(at + 1)?.is("/") {
            subjects.push(word);
            at += 2;
            continue;
        }
        break;
    }
    if subjects.is_empty() {
        return None;
    }
    let last = spaced(&raws[at..], grammar)?;
    let Some(Tree::Code { code, span, .. }) = &last.tree else { return None };
    let number = code.rsplit(' ').next()?;
    let alike = |s: &&Raw| Some(Tree::code(format!("{} {number}", s.text), s.span.start..span.end));
    let parts = subjects.iter().map(alike).chain([last.tree.clone()]);
    Some(Read { tree: super::tree::any(parts), words: at + last.words, subject: last.subject })
}

fn is_number(raw: &Raw) -> bool {
    let text = &raw.text;
    let lead = text.chars().take_while(char::is_ascii_digit).count();
    (1..=4).contains(&lead)
        && text.len() <= lead + 3
        && text.chars().skip(lead).all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// Whether the number is one of units, years or percent.
fn is_quantity(raws: &[Raw]) -> bool {
    let level = raws.get(1).is_some_and(|r| r.is("-")) && raws.get(2).is_some_and(|r| UNITS.contains(&r.low.as_str()));
    level || raws.get(1).is_some_and(|r| UNITS.contains(&r.low.as_str()))
}

/// A number alone, or a letter alone, after a course of the subject.
pub(super) fn inherited(raws: &[Raw], subject: &Subject) -> Option<Read> {
    let first = raws.first()?;
    if subject.name.is_empty() {
        return None;
    }
    if is_number(first) && !is_quantity(raws) {
        return Some(with_gap(&subject.name, subject.gap, raws, 0));
    }
    let letter = first.text.len() == 1 && first.text.chars().all(|c| c.is_ascii_uppercase());
    if letter && !subject.stem.is_empty() {
        let code = format!("{}{}{}{}", subject.name, subject.gap, subject.stem, first.text);
        let tree = Some(Tree::code(code, first.span.clone()));
        return Some(Read { tree, words: 1, subject: subject.clone() });
    }
    None
}

fn numbers(subject: &str, raws: &[Raw], at: usize) -> Read {
    with_gap(subject, " ", raws, at)
}

/// The number at `at` with what is strung to it: letters by hyphens, ranges by dashes.
fn with_gap(subject: &str, gap: &'static str, raws: &[Raw], at: usize) -> Read {
    let number = &raws[at];
    let start = raws[0].span.start;
    let make = |n: &str, end: usize| Some(Tree::code(format!("{subject}{gap}{n}"), start..end));
    let mut parts = vec![make(&number.text, number.span.end)];
    let mut last = number.text.clone();
    let mut i = at;
    while let (Some(dash), Some(next)) = (raws.get(i + 1), raws.get(i + 2)) {
        let tight = dash.span.start == raws[i].span.end && next.span.start == dash.span.end;
        let range = matches!(dash.text.as_str(), "–" | "—" | "−");
        if !tight || !(range || dash.is("-")) || is_quantity(&raws[i + 2..]) {
            break;
        }
        let Some(names) = strung(&last, &next.text, range) else { break };
        parts.extend(names.iter().map(|n| make(n, next.span.end)));
        last = names.last().cloned().unwrap_or(last);
        i += 2;
    }
    let subject = Subject { name: subject.to_owned(), gap, stem: stem(&last) };
    Read { tree: all(parts), words: i + 1, subject }
}

/// What `next` adds to `last`: a letter or a number, or all up to it.
fn strung(last: &str, next: &str, range: bool) -> Option<Vec<String>> {
    let base: String = last.chars().take_while(char::is_ascii_digit).collect();
    let span: Option<Span> = if next.len() == 1 && next.chars().all(|c| c.is_ascii_uppercase()) {
        let from = last.chars().last().filter(char::is_ascii_uppercase)? as usize;
        let to = next.chars().next()? as usize;
        (from < to).then_some(from + 1..to + 1)
    } else {
        None
    };
    match span {
        Some(letters) if range => {
            letters.map(|l| Some(format!("{base}{}", char::from(u8::try_from(l).ok()?)))).collect()
        }
        Some(_) => Some(vec![format!("{base}{next}")]),
        None if range => {
            let (from, to) = (last.parse::<u32>().ok()?, next.parse::<u32>().ok()?);
            (from < to && to - from <= 12).then(|| (from + 1..=to).map(|n| n.to_string()).collect())
        }
        None if next.chars().next().is_some_and(|c| c.is_ascii_digit())
            && next.len() <= 5
            && next.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase()) =>
        {
            Some(vec![next.to_owned()])
        }
        None => None,
    }
}
