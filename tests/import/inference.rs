//! Inferred order against what people annotated, domain by domain: fitted on the others, tried on the one left out.

use std::{collections::BTreeMap, fs, io::Write as _};

use prereq::import::suggest::{Concept, Domain, FEATURES, Inference, standardised};
use serde_json::Value;

use super::data_path;

type Example = ([f64; FEATURES], bool);

fn read(name: &str) -> Option<String> {
    Some(fs::read_to_string(data_path(name)?).expect("readable"))
}

/// Annotated pairs as signals: prerequisite first.
fn examples(names: &[(String, String)], pairs: &[(usize, usize, bool)]) -> Vec<Example> {
    let concepts: Vec<Concept> = names.iter().map(|(title, text)| Concept::new(title, text)).collect();
    let domain = Domain::of(&concepts);
    let signals = standardised(pairs.iter().map(|&(a, b, _)| domain.signals((a, b))).collect());
    signals.into_iter().zip(pairs).map(|(x, (.., holds))| (x, *holds)).collect()
}

/// AL-CPL: the prerequisite stands second.
fn al_cpl(part: &str) -> Option<Vec<Example>> {
    let holds: Vec<String> = read(&format!("al-cpl/{part}.preqs"))?.lines().map(str::to_owned).collect();
    let all = read(&format!("al-cpl/{part}.pairs"))?;
    let mut names: Vec<(String, String)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut place = |name: &str| {
        *places.entry(name.to_owned()).or_insert_with(|| {
            names.push((name.replace('_', " "), String::new()));
            names.len() - 1
        })
    };
    let pairs: Vec<_> = all
        .lines()
        .filter_map(|line| {
            let (second, first) = line.split_once(',')?;
            Some((place(first), place(second), holds.iter().any(|h| h == line)))
        })
        .collect();
    Some(examples(&names, &pairs))
}

fn lecturebank() -> Option<Vec<Example>> {
    let topics = read("lecturebank/208topics.csv")?;
    let notes = read("lecturebank/prerequisite_annotation.csv")?;
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut names = Vec::new();
    for row in csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(topics.as_bytes()).records() {
        let row = row.expect("a row");
        places.insert(row[0].to_owned(), names.len());
        names.push((row[1].to_owned(), String::new()));
    }
    let mut seen: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for line in notes.lines() {
        let cells: Vec<&str> = line.split(',').collect();
        if let (Some(&a), Some(&b)) = (places.get(cells[0]), places.get(cells[1])) {
            *seen.entry((a, b)).or_default() |= cells[2].trim() == "1";
        }
    }
    // One pair in six that does not hold is enough to learn from, and all that do.
    let pairs: Vec<_> =
        seen.into_iter().enumerate().filter(|(i, (_, y))| *y || i % 6 == 0).map(|(_, ((a, b), y))| (a, b, y)).collect();
    Some(examples(&names, &pairs))
}

/// Metacademy: pairs that hold, the same turned round, and four that are not told for each.
fn metacademy() -> Option<Vec<Example>> {
    let all: Value = serde_json::from_str(&read("metacademy/metacademy.json")?).expect("JSON");
    let map = all.as_object().expect("keyed by id");
    let places: BTreeMap<&str, usize> = map.keys().enumerate().map(|(i, k)| (k.as_str(), i)).collect();
    let text = |v: &Value, k: &str| v[k].as_str().unwrap_or_default().to_owned();
    let names: Vec<_> = map.values().map(|v| (text(v, "title"), text(v, "summary"))).collect();
    let mut pairs = Vec::new();
    for (i, v) in map.values().enumerate() {
        for first in v["dependencies"].as_array().into_iter().flatten().filter_map(|d| places.get(d["tag"].as_str()?)) {
            pairs.push((*first, i, true));
        }
    }
    let holds: std::collections::BTreeSet<_> = pairs.iter().map(|p| (p.0, p.1)).collect();
    let mut seed = 42u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize
    };
    for (a, b, _) in pairs.clone() {
        pairs.push((b, a, false));
        for _ in 0..4 {
            let pair = (next() % names.len(), b);
            if pair.0 != pair.1 && !holds.contains(&pair) {
                pairs.push((pair.0, pair.1, false));
            }
        }
    }
    Some(examples(&names, &pairs))
}

#[derive(Debug, Clone, Copy, Default)]
struct Score {
    precision: f64,
    recall: f64,
    f1: f64,
}

fn score(scored: &[(f64, bool)], least: f64) -> Score {
    let count =
        |said: bool, holds: bool| scored.iter().filter(|(p, y)| (*p > least) == said && *y == holds).count() as f64;
    let (hit, wrong, missed) = (count(true, true), count(true, false), count(false, true));
    let share = |a: f64, b: f64| if a + b > 0.0 { a / (a + b) } else { 0.0 };
    let (precision, recall) = (share(hit, wrong), share(hit, missed));
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    Score { precision, recall, f1 }
}

/// The score that so large a share of pairs is above.
fn above(scored: &[(f64, bool)], share: f64) -> f64 {
    let mut scores: Vec<f64> = scored.iter().map(|(p, _)| *p).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    scores[((scores.len() as f64 * share) as usize).min(scores.len() - 1)]
}

/// The share of pairs to propose that does best on what may be looked at, domain by domain.
fn share(train: &[Vec<(f64, bool)>]) -> f64 {
    let all = |s: f64| train.iter().map(|d| score(d, above(d, s)).f1).sum::<f64>();
    let steps = (1..20).map(|i| f64::from(i) / 20.0);
    steps.max_by(|a, b| all(*a).total_cmp(&all(*b))).unwrap_or(0.5)
}

/// Mean precision over the places of the pairs that hold, surest first; ties count as drawn at random.
fn average_precision(scored: &[(f64, bool)]) -> f64 {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let holds = sorted.iter().filter(|(_, y)| *y).count().max(1) as f64;
    let (mut seen, mut hit, mut sum, mut i) = (0.0, 0.0, 0.0, 0);
    while i < sorted.len() {
        let tie: Vec<_> = sorted[i..].iter().take_while(|x| x.0 == sorted[i].0).collect();
        let good = tie.iter().filter(|(_, y)| *y).count() as f64;
        hit += good;
        seen += tie.len() as f64;
        sum += good * hit / seen;
        i += tie.len();
    }
    sum / holds
}

/// The middle 95 % of F1 over pairs drawn anew.
fn interval(scored: &[(f64, bool)], least: f64) -> (f64, f64) {
    let mut seed = 7u64;
    let mut draws: Vec<f64> = (0..200)
        .map(|_| {
            let drawn: Vec<_> = (0..scored.len())
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    scored[(seed >> 33) as usize % scored.len()]
                })
                .collect();
            score(&drawn, least).f1
        })
        .collect();
    draws.sort_by(f64::total_cmp);
    (draws[5], draws[194])
}

type Way = (&'static str, fn(&[f64; FEATURES]) -> f64);
const RIVALS: [Way; 3] =
    [("reference counting", |x| x[0] - x[1] + x[6] / 10.0), ("word overlap", |x| x[3]), ("title matching", |x| x[2])];

#[test]
fn order_is_inferred_better_than_by_any_one_signal() {
    let (Some(mining), Some(calculus), Some(nlp), Some(machine)) =
        (al_cpl("data_mining"), al_cpl("precalculus"), lecturebank(), metacademy())
    else {
        return;
    };
    // Precalculus is held back: nothing was chosen by looking at it.
    let domains = [
        ("data mining", mining),
        ("natural language", nlp),
        ("machine learning", machine),
        ("precalculus (held back)", calculus),
    ];
    let mut err = std::io::stderr();
    let (mut ours, mut theirs) = (0.0, [0.0; RIVALS.len()]);
    for (i, (name, test)) in domains.iter().enumerate() {
        let others: Vec<&Vec<Example>> =
            domains[..3].iter().enumerate().filter(|(j, _)| *j != i).map(|(_, (_, e))| e).collect();
        let model = Inference::fit(&others.iter().flat_map(|e| (*e).clone()).collect::<Vec<_>>(), false);
        let rate = test.iter().filter(|(_, y)| *y).count() as f64 / test.len() as f64;
        let _ = writeln!(err, "{name}: {} pairs, {rate:.2} hold", test.len());
        let mut tried = |way: &dyn Fn(&[f64; FEATURES]) -> f64, called: &str| {
            let told = |e: &[Example]| e.iter().map(|(x, y)| (way(x), *y)).collect::<Vec<_>>();
            let least = share(&others.iter().map(|e| told(e)).collect::<Vec<_>>());
            let scored = told(test);
            let least = above(&scored, least);
            let (found, (low, high), ap) =
                (score(&scored, least), interval(&scored, least), average_precision(&scored));
            let _ = writeln!(
                err,
                "  {called:<18} AP {ap:.3} P {:.3} R {:.3} F1 {:.3} [{low:.3}, {high:.3}]",
                found.precision, found.recall, found.f1
            );
            ap
        };
        ours += tried(&|x| model.probability(x), "inference");
        for ((rival, way), sum) in RIVALS.iter().zip(&mut theirs) {
            *sum += tried(way, rival);
        }
    }
    let fitted = Inference::fit(&domains[..3].iter().flat_map(|(_, e)| e.clone()).collect::<Vec<_>>(), false);
    let _ = writeln!(err, "all but the held-back: {fitted:?}");
    for ((rival, _), sum) in RIVALS.iter().zip(theirs) {
        assert!(ours > sum, "{rival}: {sum} against {ours}");
    }
}

/// What a catalog declares, course by course, and the courses with nothing declared.
fn stripped(files: &[&str]) -> Option<(Vec<prereq::domain::CourseDraft>, Declared)> {
    let read = super::datasets::read(files, |_| {})?;
    let declared = read.courses.iter().map(|c| (c.id.clone(), named(c))).collect();
    let mut bare = read.courses;
    for course in &mut bare {
        course.requirement = prereq::domain::Requirement::always();
        course.corequisite = prereq::domain::Requirement::always();
    }
    Some((bare, declared))
}

/// Suggested order against what catalogs declare: how often a confidence is right. Fitted on San Diego and Rensselaer, tried
/// on Washington and MIT.
#[test]
fn confidence_is_how_often_a_suggestion_is_right() {
    let mut err = std::io::stderr();
    let mut train = Vec::new();
    for files in [&["ucsd-2022"][..], &["rpi/catalog.json", "rpi/prerequisites.json"]] {
        let Some((bare, declared)) = stripped(files) else { return };
        let asked = prereq::import::suggest::near_pairs(&bare)
            .into_iter()
            .filter(|((_, b), _)| !declared[&bare[*b].id].is_empty());
        train.extend(asked.step_by(4).map(|((a, b), x)| (x, before(&bare[a].id, &bare[b].id, &declared))));
    }
    let fitted = Inference::fit(&train, true);
    let _ = writeln!(err, "fitted on {} pairs: {fitted:?}", train.len());
    let mut bins: BTreeMap<u8, (usize, usize)> = BTreeMap::new();
    for files in [&["uw-seattle-2023/courses.json"], &["mit-2018/courses.csv"]] {
        let Some((bare, declared)) = stripped(files) else { return };
        for s in prereq::import::suggest::suggest_order(&bare) {
            let prereq::import::suggest::Proposed::Before { course: first } = &s.what else { continue };
            // A course that declares nothing may still build on another: only those that declare something are asked.
            if declared[&s.course].is_empty() {
                continue;
            }
            let bin = bins.entry(s.confidence / 20 * 20).or_default();
            bin.0 += usize::from(before(first, &s.course, &declared));
            bin.1 += 1;
        }
    }
    for (confidence, (right, all)) in &bins {
        let share = *right as f64 / *all as f64;
        let _ = writeln!(err, "confidence {confidence}–{}: {right} of {all} right, {share:.2}", confidence + 19);
        if *all >= 50 {
            assert!((share - f64::from(*confidence) / 100.0 - 0.1).abs() < 0.2, "{confidence}: {share:.2}");
        }
    }
}

type Declared = BTreeMap<prereq::domain::CourseId, Vec<prereq::domain::CourseId>>;

fn named(course: &prereq::domain::CourseDraft) -> Vec<prereq::domain::CourseId> {
    let mut out = Vec::new();
    course.requirement.courses(&mut |c| out.push(c.clone()));
    course.corequisite.courses(&mut |c| out.push(c.clone()));
    out
}

/// Whether a course comes before another, itself or through others.
fn before(first: &prereq::domain::CourseId, second: &prereq::domain::CourseId, declared: &Declared) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let mut open = vec![second.clone()];
    while let Some(at) = open.pop() {
        for next in declared.get(&at).into_iter().flatten() {
            if next == first {
                return true;
            }
            if seen.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    false
}
