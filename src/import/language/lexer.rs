//! From words to tokens: sentences and headings first, then what asks for nothing, then codes and turns of speech.

use super::{
    codes::{self, Subject},
    grammar::Grammar,
    pattern,
    raw::{self, Raw},
    skip,
    token::{Class, Kind, Token},
};

/// Words that alone make no condition.
const FILLER: &[&str] = &[
    "completion",
    "successful",
    "successfully",
    "completed",
    "completing",
    "must",
    "should",
    "have",
    "has",
    "the",
    "following",
    "course",
    "courses",
    "also",
    "then",
    "in",
    "by",
    "for",
    "of",
    "a",
    "an",
    "credit",
    "student",
    "students",
    "taken",
    "passed",
    "take",
    "passing",
    "pass",
    "from",
    "complete",
    "will",
    "had",
    "prerequisite",
    "prerequisites",
    "prereq",
    "prereqs",
    "is",
    "are",
    "one",
    "requires",
    "required",
    "requirement",
    "with",
    "at",
    "level",
    "as",
    "be",
    "to",
    "subject",
    "subjects",
    "any",
];

/// Sections of a text that say by their heading what they are about.
const HEADINGS: &[(&str, Option<Heading>)] = &[
    ("prerequisite", None),
    ("prerequisites", None),
    ("prereq", None),
    ("prereqs", None),
    ("pre - requisite", None),
    ("pre - requisites", None),
    ("corequisite", Some(Heading::Beside)),
    ("corequisites", Some(Heading::Beside)),
    ("coreq", Some(Heading::Beside)),
    ("co - requisite", Some(Heading::Beside)),
    ("co - requisites", Some(Heading::Beside)),
    ("prerequisite or corequisite", Some(Heading::Beside)),
    ("prerequisites or corequisites", Some(Heading::Beside)),
    ("pre - or corequisite", Some(Heading::Beside)),
    ("pre - or co - requisite", Some(Heading::Beside)),
    ("pre / corequisite", Some(Heading::Beside)),
    ("recommended preparation", Some(Heading::Skip(Class::Recommended))),
    ("recommended background", Some(Heading::Skip(Class::Recommended))),
    ("recommended", Some(Heading::Skip(Class::Recommended))),
    ("exclusion", Some(Heading::Skip(Class::Excludes))),
    ("exclusions", Some(Heading::Skip(Class::Excludes))),
    ("antirequisite", Some(Heading::Skip(Class::Excludes))),
    ("antirequisites", Some(Heading::Skip(Class::Excludes))),
    ("antireq", Some(Heading::Skip(Class::Excludes))),
    ("antireqs", Some(Heading::Skip(Class::Excludes))),
    ("restriction", Some(Heading::Skip(Class::Major))),
    ("restrictions", Some(Heading::Skip(Class::Major))),
    ("note", Some(Heading::Skip(Class::Named))),
    ("equivalent", Some(Heading::Skip(Class::Formerly))),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    Beside,
    Skip(Class),
}

/// The tokens of a text.
pub(super) fn tokens(text: &str, grammar: &Grammar) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut lexer = Lexer { grammar, out: Vec::new(), words: Vec::new(), subject: Subject::default(), inherit: false };
    for (start, end) in sentences(&chars) {
        let raws = raw::split(&chars[start..end], start);
        lexer.sentence(&raws);
    }
    lexer.out
}

/// Places where sentences begin and end. A dot within a code or behind an abbreviation ends none.
fn sentences(chars: &[char]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, &c) in chars.iter().enumerate() {
        if c != '.' {
            continue;
        }
        let next = chars[i + 1..].iter().find(|c| !c.is_whitespace());
        let spaced = chars.get(i + 1).is_none_or(|c| c.is_whitespace());
        let word: String = {
            let back: Vec<char> = chars[start..i]
                .iter()
                .rev()
                .take(12)
                .take_while(|c| c.is_alphanumeric() || **c == '.')
                .copied()
                .collect();
            back.into_iter().rev().collect::<String>().to_lowercase()
        };
        let short = [
            "min", "e.g", "i.e", "approx", "dept", "vs", "etc", "no", "incl", "equiv", "st", "dr", "prof", "hrs", "cr",
            "max",
        ]
        .contains(&word.as_str());
        if spaced
            && !short
            && next.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '(' | '[' | '*'))
        {
            out.push((start, i));
            start = i + 1;
        }
    }
    out.push((start, chars.len()));
    out.retain(|(a, b)| chars[*a..*b].iter().any(|c| !c.is_whitespace()));
    out
}

struct Lexer<'g> {
    grammar: &'g Grammar,
    out: Vec<Token>,
    /// Words of the phrase being read.
    words: Vec<Raw>,
    subject: Subject,
    /// Whether a bare number would continue a list of courses.
    inherit: bool,
}

impl Lexer<'_> {
    fn sentence(&mut self, raws: &[Raw]) {
        if !self.out.is_empty() {
            let at = raws.first().map_or(0, |r| r.span.start);
            self.out.push(Token { kind: Kind::Stop, span: at..at, text: String::new() });
        }
        let mut from = 0;
        // A heading may stand at the beginning of the sentence and of each of its segments.
        let mut starts = vec![0];
        starts.extend((0..raws.len()).filter(|&i| raws[i].is(";")).map(|i| i + 1));
        starts.extend((1..raws.len()).filter(|&i| heading(&raws[i..]).is_some_and(|h| h.0.is_some())));
        starts.sort_unstable();
        starts.dedup();
        let mut headings: Vec<(usize, usize, Option<Heading>)> = Vec::new();
        for at in starts {
            if let Some((what, len)) = heading(&raws[at..])
                && headings.last().is_none_or(|h| h.0 + h.1 <= at)
            {
                headings.push((at, len, what));
            }
        }
        for (i, &(at, len, what)) in headings.iter().enumerate() {
            self.part(&raws[from..at], None);
            let end = headings.get(i + 1).map_or(raws.len(), |h| h.0);
            self.part(&raws[at + len..end], what);
            from = end;
        }
        if from < raws.len() || headings.is_empty() {
            self.part(&raws[from..], None);
        }
    }

    fn part(&mut self, raws: &[Raw], heading: Option<Heading>) {
        let (Some(first), Some(last)) = (raws.first(), raws.last()) else { return };
        let span = first.span.start..last.span.end;
        let push = |out: &mut Vec<Token>, kind| out.push(Token { kind, span: span.clone(), text: String::new() });
        match heading {
            Some(Heading::Skip(class)) => self.remark(class, raws),
            Some(Heading::Beside) => {
                push(&mut self.out, Kind::Semi);
                push(&mut self.out, Kind::OpenBeside);
                self.words_of(raws);
                // A separator before the next heading belongs outside.
                while self.out.last().is_some_and(|t| matches!(t.kind, Kind::Semi | Kind::Comma)) {
                    self.out.pop();
                }
                push(&mut self.out, Kind::CloseBeside);
                push(&mut self.out, Kind::Semi);
            }
            None => self.words_of(raws),
        }
    }

    fn words_of(&mut self, raws: &[Raw]) {
        let skipped = skip::ranges(raws);
        let mut skipped = skipped.iter().peekable();
        let mut i = 0;
        while i < raws.len() {
            if let Some((range, class)) = skipped.peek()
                && range.start <= i
            {
                let (range, class) = (range.clone(), *class);
                skipped.next();
                if range.end > i {
                    self.remark(class, &raws[i..range.end]);
                    i = range.end;
                }
                continue;
            }
            let until = skipped.peek().map_or(raws.len(), |(range, _)| range.start);
            i += self.step(&raws[i..until.max(i + 1)]);
        }
        self.flush();
    }

    /// Reads one thing; returns how many words it took.
    fn step(&mut self, raws: &[Raw]) -> usize {
        let pool = self.words.iter().rev().take(2).any(|w| matches!(w.low.as_str(), "numbered" | "above" | "below"));
        let read = if pool { None } else { self.course(raws) };
        if let Some(read) = read {
            self.flush();
            let span = raws[0].span.start..raws[read.words - 1].span.end;
            if let Some(tree) = read.tree {
                self.out.push(Token { kind: Kind::Course(tree), span, text: text_of(&raws[..read.words]) });
            }
            (self.subject, self.inherit) = (read.subject, true);
            return read.words;
        }
        let bracketed = if raws[0].is("(") { pattern::turn(raws) } else { None };
        if let Some((kind, len)) = bracketed {
            self.flush();
            self.push(kind, &raws[..len]);
            return len;
        }
        if let Some(kind) = mark(&raws[0].text) {
            // A colon after words only leads over to what they announce.
            self.flush();
            self.push(kind, &raws[..1]);
            return 1;
        }
        if let Some((kind, len)) = pattern::turn(raws) {
            let quantity = matches!(kind, Kind::Count(_)) && !self.counts(raws, len);
            if !quantity {
                self.flush();
                self.push(kind, &raws[..len]);
                return len;
            }
        }
        if !raws[0].is_mark() {
            self.words.push(raws[0].clone());
        }
        1
    }

    fn course(&self, raws: &[Raw]) -> Option<codes::Read> {
        if let Some(read) = codes::shared(raws, self.grammar) {
            return Some(read);
        }
        if let Some(read) = codes::code(raws, self.grammar) {
            return Some(read);
        }
        // After words a number counts something else.
        // "(F)" is a term, not a course.
        let bracketed = matches!(self.out.last(), Some(Token { kind: Kind::Open, .. })) && raws[0].text.len() == 1;
        if self.inherit && !bracketed && self.words.iter().all(|w| FILLER.contains(&w.low.as_str())) {
            return codes::inherited(raws, &self.subject);
        }
        None
    }

    /// Whether a quantifier is followed by courses before the sentence goes on to something else.
    fn counts(&self, raws: &[Raw], len: usize) -> bool {
        let rest = &raws[len..];
        let mut words = 0;
        for i in 0..rest.len().min(14) {
            if codes::shared(&rest[i..], self.grammar).is_some()
                || codes::code(&rest[i..], self.grammar).is_some()
                || self.inherit && codes::inherited(&rest[i..], &self.subject).is_some() && words < 2
            {
                return words < 8;
            }
            if rest[i].is(";") {
                return false;
            }
            words += usize::from(!rest[i].is_mark());
        }
        false
    }

    fn push(&mut self, kind: Kind, raws: &[Raw]) {
        let (Some(first), Some(last)) = (raws.first(), raws.last()) else { return };
        let token = Token { kind, span: first.span.start..last.span.end, text: text_of(raws) };
        self.out.push(token);
    }

    fn remark(&mut self, class: Class, raws: &[Raw]) {
        self.flush();
        self.push(Kind::Remark(class), raws);
    }

    /// Ends the phrase being read. Words that carry nothing leave none.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.iter().all(|w| FILLER.contains(&w.low.as_str())) {
            return;
        }
        self.inherit = false;
        let class = class(&words);
        self.push(Kind::Phrase(class), &words);
    }
}

fn heading(raws: &[Raw]) -> Option<(Option<Heading>, usize)> {
    let found = HEADINGS.iter().filter_map(|(words, what)| {
        let len = words.split(' ').count();
        let fits = words.split(' ').enumerate().all(|(i, w)| raws.get(i).is_some_and(|r| r.is(w)));
        // "Prerequisite(s):"
        let plural =
            [("(", len), ("s", len + 1), (")", len + 2)].iter().all(|(m, i)| raws.get(*i).is_some_and(|r| r.is(m)));
        let end = if plural { len + 3 } else { len };
        (fits && raws.get(end).is_some_and(|r| r.is(":"))).then_some((*what, end + 1))
    });
    found.max_by_key(|(_, len)| *len)
}

fn mark(text: &str) -> Option<Kind> {
    Some(match text {
        "," | "،" => Kind::Comma,
        ";" => Kind::Semi,
        "/" => Kind::Slash,
        "(" | "{" => Kind::Open,
        ")" | "}" => Kind::Close,
        "[" => Kind::OpenBeside,
        "]" => Kind::CloseBeside,
        _ => return None,
    })
}

pub(super) fn text_of(raws: &[Raw]) -> String {
    let mut out = String::new();
    for raw in raws {
        if !out.is_empty() && !matches!(raw.text.as_str(), "," | ";" | ")" | ":" | "%" | ".") && !out.ends_with('(') {
            out.push(' ');
        }
        out.push_str(&raw.text);
    }
    out
}

fn class(words: &[Raw]) -> Class {
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.low.as_str()));
    if has(&[
        "permission",
        "consent",
        "approval",
        "authorization",
        "approved",
        "waiver",
        "invitation",
        "instructor",
        "onayı",
        "audition",
    ]) {
        Class::Permission
    } else if has(&["equivalent", "equivalents", "equivalence"]) {
        Class::Equivalent
    } else if has(&[
        "placement",
        "score",
        "scores",
        "exam",
        "examination",
        "test",
        "ap",
        "sat",
        "act",
        "ib",
        "toefl",
        "diploma",
    ]) {
        Class::Placement
    } else if has(&["gpa", "cgpa", "average"]) {
        Class::Average
    } else if has(&["credits", "units", "hours", "fce", "fces", "credit", "ects"]) {
        Class::Credits
    } else if has(&[
        "standing",
        "freshman",
        "freshmen",
        "sophomore",
        "sophomores",
        "junior",
        "juniors",
        "senior",
        "seniors",
        "graduate",
        "undergraduate",
        "undergraduates",
        "status",
        "year",
    ]) {
        Class::Standing
    } else if has(&[
        "major",
        "majors",
        "minor",
        "minors",
        "program",
        "programme",
        "admission",
        "admitted",
        "enrolled",
        "enrollment",
        "enrolment",
        "college",
        "degree",
        "post",
    ]) {
        Class::Major
    } else if has(&[
        "experience",
        "knowledge",
        "background",
        "familiarity",
        "skills",
        "ability",
        "understanding",
        "proficiency",
        "literacy",
        "competence",
        "exposure",
    ]) {
        Class::Knowledge
    } else if has(&[
        "course",
        "courses",
        "subject",
        "subjects",
        "elective",
        "electives",
        "numbered",
        "sequence",
        "coursework",
        "class",
    ]) {
        Class::Pool
    } else {
        Class::Named
    }
}
