//! Which of two courses comes first, from their titles and texts: who names whom, whose title is part of whose, numbers of
//! a series, levels. A logistic model over a few signals, so that its answer is a probability.

use std::collections::{BTreeMap, BTreeSet};

use super::{Proposed, Suggestion, Verdict, difficulty};
use crate::domain::CourseDraft;

/// How many signals there are.
pub const FEATURES: usize = 11;

/// Something to learn, with its words.
#[derive(Debug, Clone, Default)]
pub struct Concept {
    title: Vec<String>,
    text: String,
    level: Option<i32>,
    /// The title without its number, and the number: `Calculus II`.
    series: Option<(String, u32)>,
    /// Subject and number of a code: `MATH-124`.
    code: Option<(String, f64)>,
}

/// Two concepts of a domain by place, the first of which may come before the second.
pub type Pair = (usize, usize);

impl Concept {
    /// From a title and a text, which may be empty.
    pub fn new(title: &str, text: &str) -> Self {
        let title = words(title);
        let series = series(&title);
        Self { title, text: format!(" {} ", words(text).join(" ")), series, ..Self::default() }
    }

    fn names(&self, other: &Self) -> bool {
        !other.title.is_empty() && self.text.contains(&format!(" {} ", other.title.join(" ")))
    }
}

fn words(text: &str) -> Vec<String> {
    let word = |w: &str| {
        let w = w.to_lowercase();
        // "algorithms" and "algorithm" are one word here.
        if w.len() > 4 && w.ends_with('s') && !w.ends_with("ss") { w[..w.len() - 1].to_owned() } else { w }
    };
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(word).collect()
}

fn series(title: &[String]) -> Option<(String, u32)> {
    const ROMAN: [&str; 8] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];
    let last = title.last()?;
    let number =
        ROMAN.iter().position(|r| r == last).map(|n| n as u32 + 1).or_else(|| last.parse().ok().filter(|n| *n < 20))?;
    let stem: Vec<&str> = title[..title.len() - 1].iter().map(String::as_str).filter(|w| *w != "part").collect();
    (!stem.is_empty()).then(|| (stem.join(" "), number))
}

/// A domain's concepts with what is counted over all of them.
pub struct Domain<'c> {
    concepts: &'c [Concept],
    /// In how many titles a word is.
    frequency: BTreeMap<&'c str, usize>,
    /// How many texts name each concept.
    named: Vec<usize>,
}

impl<'c> Domain<'c> {
    /// Counts.
    pub fn of(concepts: &'c [Concept]) -> Self {
        let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
        for concept in concepts {
            for word in concept.title.iter().collect::<BTreeSet<_>>() {
                *frequency.entry(word).or_default() += 1;
            }
        }
        let silent = concepts.iter().all(|c| c.text.trim().is_empty());
        let named = concepts
            .iter()
            .map(|c| if silent { 0 } else { concepts.iter().filter(|other| other.names(c)).count() })
            .collect();
        Self { concepts, frequency, named }
    }

    /// How much more often the rarest word of one title is used than that of another.
    fn commonness(&self, concept: &Concept) -> f64 {
        let counts = concept.title.iter().map(|w| self.frequency.get(w.as_str()).copied().unwrap_or(1) as f64);
        counts.map(f64::ln_1p).fold(f64::INFINITY, f64::min).min(9.0)
    }

    /// The signals that the first comes before the second.
    pub fn signals(&self, (first, second): Pair) -> [f64; FEATURES] {
        let (a, b) = (&self.concepts[first], &self.concepts[second]);
        let is = |yes: bool| f64::from(u8::from(yes));
        let (wa, wb): (BTreeSet<&String>, BTreeSet<&String>) = (a.title.iter().collect(), b.title.iter().collect());
        let both = wa.intersection(&wb).count() as f64;
        let either = wa.union(&wb).count().max(1) as f64;
        let within = both > 0.0 && wa.len() < wb.len() && wa.is_subset(&wb);
        let around = both > 0.0 && wb.len() < wa.len() && wb.is_subset(&wa);
        let next = match (&a.series, &b.series) {
            (Some((x, n)), Some((y, m))) if x == y => f64::from(m.cmp(n) as i8),
            (None, Some((y, m))) if a.title.join(" ") == *y && *m > 1 => 1.0,
            _ => 0.0,
        };
        let levels = a.level.zip(b.level).map_or(0.0, |(x, y)| f64::from((y - x).clamp(-2, 2)));
        let (subject, higher) = match (&a.code, &b.code) {
            (Some((x, n)), Some((y, m))) => (x == y, (m - n).signum()),
            _ => (false, 0.0),
        };
        [
            is(b.names(a)),
            is(a.names(b)),
            is(within) - is(around),
            both / either,
            (self.commonness(a) - self.commonness(b)).clamp(-3.0, 3.0),
            (wb.len() as f64 - wa.len() as f64).clamp(-4.0, 4.0),
            (self.named[first] as f64).ln_1p() - (self.named[second] as f64).ln_1p(),
            next,
            levels,
            is(subject),
            if subject { higher } else { 0.0 },
        ]
    }
}

/// The signals of a domain's pairs on one scale: domains differ in how much their texts say, and only what differs within
/// one tells its pairs apart.
pub fn standardised(mut pairs: Vec<[f64; FEATURES]>) -> Vec<[f64; FEATURES]> {
    let n = pairs.len().max(1) as f64;
    for k in 0..FEATURES {
        let mean = pairs.iter().map(|x| x[k]).sum::<f64>() / n;
        let spread = (pairs.iter().map(|x| (x[k] - mean).powi(2)).sum::<f64>() / n).sqrt();
        for x in &mut pairs {
            x[k] = if spread > 1e-9 { ((x[k] - mean) / spread).clamp(-4.0, 4.0) } else { 0.0 };
        }
    }
    pairs
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Inference {
    weights: [f64; FEATURES],
    bias: f64,
}

impl Default for Inference {
    /// As fitted on what two university catalogs declare (117,980 pairs); a test says how it fares on two others. How often
    /// a concept is named all over, of which those know nothing, is weighed as Metacademy has it.
    fn default() -> Self {
        Self { weights: [0.361, -0.061, 0.560, 1.129, 0.070, 0.002, 0.25, 2.322, -0.050, 2.031, 1.345], bias: -5.368 }
    }
}

impl Inference {
    /// Fits by gradient descent on the logistic loss; pairs that hold and those that do not weigh the same in all.
    ///
    /// With `natural` every pair weighs the same, so that probabilities are those of the examples.
    pub fn fit(examples: &[([f64; FEATURES], bool)], natural: bool) -> Self {
        let good = examples.iter().filter(|(_, y)| *y).count().max(1) as f64;
        let bad = (examples.len() as f64 - good).max(1.0);
        let all = examples.len().max(1) as f64 / 2.0;
        let (good, bad) = if natural { (all, all) } else { (good, bad) };
        let (mut weights, mut bias) = ([0.0; FEATURES], 0.0);
        for step in 0..2000 {
            let (mut slope, mut flat) = ([0.0; FEATURES], 0.0);
            for (x, y) in examples {
                let p = probability(&weights, bias, x);
                let pull = if *y { (p - 1.0) / good } else { p / bad };
                for (s, x) in slope.iter_mut().zip(x) {
                    *s += pull * x;
                }
                flat += pull;
            }
            let rate = 1.0 / (1.0 + f64::from(step) / 1000.0);
            for (w, s) in weights.iter_mut().zip(slope) {
                *w -= rate * (s + 0.0005 * *w);
            }
            bias -= rate * flat;
        }
        Self { weights, bias }
    }

    /// How likely the first comes before the second.
    pub fn probability(&self, signals: &[f64; FEATURES]) -> f64 {
        probability(&self.weights, self.bias, signals)
    }
}

fn probability(weights: &[f64; FEATURES], bias: f64, x: &[f64; FEATURES]) -> f64 {
    let z: f64 = weights.iter().zip(x).map(|(w, x)| w * x).sum::<f64>() + bias;
    1.0 / (1.0 + (-z).exp())
}

/// Most courses among which order is looked for pair by pair.
const MOST_COMPARED: usize = 20_000;
/// Most titles a word is in that makes their courses worth comparing.
const MOST_SHARING: usize = 60;
/// Least confidence that is proposed, in hundredths.
const LEAST: u8 = 20;

/// Pairs of courses worth a look, with their signals: of one provider, with a word in their titles that few titles have.
pub fn near_pairs(courses: &[CourseDraft]) -> Vec<(Pair, [f64; FEATURES])> {
    let concepts: Vec<Concept> = courses.iter().map(concept).collect();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, concept) in concepts.iter().enumerate() {
        for word in concept.title.iter().collect::<BTreeSet<_>>() {
            by_word.entry(word).or_default().push(i);
        }
    }
    let near: BTreeSet<Pair> = (by_word.values())
        .filter(|of| of.len() <= MOST_SHARING)
        .flat_map(|of| of.iter().flat_map(|&a| of.iter().map(move |&b| (a, b))))
        .filter(|(a, b)| a != b && courses[*a].provider == courses[*b].provider)
        .collect();
    let frequency = by_word.iter().map(|(w, of)| (*w, of.len())).collect();
    let domain = Domain { concepts: &concepts, frequency, named: vec![0; concepts.len()] };
    near.into_iter().map(|pair| (pair, domain.signals(pair))).collect()
}

fn concept(course: &CourseDraft) -> Concept {
    let mut concept = Concept::new(&course.title, &course.summary);
    concept.level = course.difficulty.or_else(|| difficulty(course).map(|(d, _)| d)).map(|d| d as i32);
    let id = course.id.as_str();
    let at = id.find(|c: char| c.is_ascii_digit());
    concept.code = at.filter(|at| *at > 0 || id.contains('.')).and_then(|at| {
        // `MATH-124` and `6.041`: what stands before the last run of figures is the subject.
        let cut = if at == 0 { id.find('.')? + 1 } else { at };
        let number: String = id[cut..].chars().take_while(char::is_ascii_digit).collect();
        let letter = id[cut + number.len()..].bytes().next().map_or(0.0, |b| f64::from(b) / 1000.0);
        Some((id[..cut].to_owned(), number.parse::<f64>().ok()? + letter))
    });
    concept
}

/// Courses better taken before others, where nothing is declared.
pub fn suggest_order(courses: &[CourseDraft]) -> Vec<Suggestion> {
    if courses.len() > MOST_COMPARED {
        return Vec::new();
    }
    let model = Inference::default();
    let mut best: BTreeMap<usize, Vec<(u8, usize, [f64; FEATURES])>> = BTreeMap::new();
    for ((a, b), signals) in near_pairs(courses) {
        let confidence = (model.probability(&signals) * 100.0) as u8;
        if confidence >= LEAST && courses[b].requirement.is_trivial() {
            best.entry(b).or_default().push((confidence, a, signals));
        }
    }
    let mut out = Vec::new();
    for (b, mut firsts) in best {
        firsts.sort_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)));
        out.extend(firsts.into_iter().take(2).map(|(confidence, a, signals)| Suggestion {
            course: courses[b].id.clone(),
            what: Proposed::Before { course: courses[a].id.clone() },
            confidence,
            evidence: evidence(&signals, &courses[a].title),
            verdict: Verdict::Open,
        }));
    }
    out
}

fn evidence(signals: &[f64; FEATURES], title: &str) -> String {
    let mut why = Vec::new();
    if signals[0] > 0.0 {
        why.push(format!("its text names `{title}`"));
    }
    if signals[2] > 0.0 {
        why.push(format!("its title is more special than `{title}`"));
    }
    if signals[7] > 0.0 {
        why.push(format!("it comes after `{title}` in a series"));
    }
    if signals[8] > 0.0 {
        why.push("it is more demanding".to_owned());
    }
    if why.is_empty() {
        why.push("their titles share words".to_owned());
    }
    why.join(", ")
}
