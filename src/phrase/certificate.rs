//! Why no path is shorter, in words: what every path has to take, what that comes to, what it rests on and how
//! to check it.

use std::collections::BTreeSet;

use crate::{
    domain::{CourseId, Minutes},
    path::{Landmark, Metric, Plan, Status},
};

use super::{Names, capital, claim, count, course_title, hours, list_and, list_or, list_some, price};

/// How many of the courses that could stand in for one are named.
const NAMED: usize = 4;

/// A set of courses of which every path takes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetTold {
    /// What this path takes of it.
    pub taken: String,
    /// What it could take instead.
    pub others: String,
}

/// A certificate in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Certificate {
    /// What is claimed.
    pub claim: String,
    /// Why that follows.
    pub argument: String,
    /// Over the courses no path goes without.
    pub always_heading: String,
    /// Those courses.
    pub always: Vec<String>,
    /// Over the sets of which every path takes one.
    pub sets_heading: String,
    /// Those sets, the smallest first.
    pub sets: Vec<SetTold>,
    /// What else there is to know, under headings.
    pub notes: Vec<(String, Vec<String>)>,
}

/// The certificate of a plan.
pub fn certificate(plan: &Plan, names: &dyn Names) -> Certificate {
    let mut told = Certificate { claim: sentence(&claim(plan)), ..Certificate::default() };
    let mine: BTreeSet<&CourseId> = plan.steps.iter().map(|s| &s.course).collect();
    let mut landmarks: Vec<&Landmark> = plan.landmarks.iter().collect();
    let first_step = |l: &Landmark| plan.steps.iter().position(|s| l.courses.contains(&s.course)).unwrap_or(usize::MAX);
    landmarks.sort_by_key(|l| (l.courses.len(), first_step(l), *l));
    let (one, several): (Vec<&Landmark>, Vec<&Landmark>) = landmarks.into_iter().partition(|l| l.courses.len() == 1);
    told.always = one.iter().filter_map(|l| l.courses.first()).map(|c| priced(plan, c, names)).collect();
    told.sets = several.iter().map(|l| set(plan, l, &mine, names)).collect();
    told.always_heading = match told.always.len() {
        1 => "No path goes without this course".to_owned(),
        n => format!("No path goes without these {n} courses"),
    };
    told.sets_heading = match (told.always.is_empty(), told.sets.len()) {
        (true, 1) => "Every path takes one of this set".to_owned(),
        (true, n) => format!("Every path takes one of each of these {n} sets"),
        (false, 1) => "And every path takes one of this set".to_owned(),
        (false, n) => format!("And every path takes one of each of these {n} sets"),
    };
    told.argument = argument(plan);
    if let Some(least) = super::least_work(plan) {
        told.argument += &format!(" What counts is work as it is weighted: {least}.");
    }
    told.notes = notes(plan, names);
    told
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    format!("{}.", capital(text))
}

fn argument(plan: &Plan) -> String {
    if plan.landmarks.is_empty() {
        return match plan.status {
            Status::Done => String::new(),
            _ => "Nothing is known that every path has to take.".to_owned(),
        };
    }
    let (bound, cost) = (amount(plan, plan.lower_bound), amount(plan, plan.metric_cost()));
    let sets = match plan.landmarks.len() {
        1 => "Every path has to take something of the set below".to_owned(),
        n => format!("Every path has to take something of each of the {n} sets below"),
    };
    let less = match plan.premises.metric {
        Metric::Weighted => "of less weighted work",
        Metric::Work | Metric::Hours => "shorter",
        Metric::Price => "cheaper",
        Metric::Courses => "smaller",
    };
    if plan.lower_bound == plan.metric_cost() {
        format!("{sets}. Even the best choice of that comes to {bound}, and your path to no more. So none is {less}.")
    } else {
        format!(
            "{sets}. Even the best choice of that comes to {bound}, so no path comes to less; yours comes to {cost}. \
             Whether there is one in between is not known yet: `prereq plan --prove` searches until it is."
        )
    }
}

fn set(plan: &Plan, landmark: &Landmark, mine: &BTreeSet<&CourseId>, names: &dyn Names) -> SetTold {
    let (taken, mut others): (Vec<&CourseId>, Vec<&CourseId>) = landmark.courses.iter().partition(|c| mine.contains(c));
    others.sort_by_key(|c| (weight(plan, c), *c));
    let taken: Vec<String> = taken.into_iter().map(|c| priced(plan, c, names)).collect();
    let others: Vec<String> = others.into_iter().map(|c| priced(plan, c, names)).collect();
    SetTold {
        taken: if taken.is_empty() { "nothing of it is on your path".to_owned() } else { list_and(&taken) },
        others: match others.len() {
            0 => "the whole set is on your path".to_owned(),
            n if n <= NAMED + 1 => format!("or {}", list_or(&others)),
            n => format!("or {} or {} others", others[..NAMED].join(", "), n - NAMED),
        },
    }
}

/// What a course adds to the total.
fn weight(plan: &Plan, course: &CourseId) -> u64 {
    let known = plan.premises.course(course.as_str());
    match plan.premises.metric {
        Metric::Weighted | Metric::Work | Metric::Hours => {
            known.and_then(|c| c.cost(plan.premises.metric)).unwrap_or(u64::MAX)
        }
        Metric::Price => known.and_then(|c| c.price).map_or(u64::MAX, |p| p.0),
        Metric::Courses => 1,
    }
}

/// A course with what it adds to the total: `Linear Algebra, 168 h`.
fn priced(plan: &Plan, course: &CourseId, names: &dyn Names) -> String {
    let title = course_title(names, course.as_str());
    let Some(known) = plan.premises.course(course.as_str()) else { return title.to_owned() };
    match (plan.premises.metric, known.price) {
        (Metric::Weighted | Metric::Work | Metric::Hours, _) => {
            let cost = Minutes(known.cost(plan.premises.metric).unwrap_or_default());
            format!("{title} ({})", hours(cost, known.hours_assumed))
        }
        (Metric::Price, Some(cents)) => format!("{title} ({})", price(cents, plan.premises.currency)),
        (Metric::Price, None) => format!("{title} (price unknown)"),
        (Metric::Courses, _) => title.to_owned(),
    }
}

fn amount(plan: &Plan, value: u64) -> String {
    match plan.premises.metric {
        Metric::Weighted | Metric::Work | Metric::Hours => hours(Minutes(value), false),
        Metric::Price if value == 0 => "nothing".to_owned(),
        Metric::Price => price(crate::domain::Cents(value), plan.premises.currency),
        Metric::Courses => count(value, "course"),
    }
}

fn notes(plan: &Plan, names: &dyn Names) -> Vec<(String, Vec<String>)> {
    let premises = &plan.premises;
    let mut rests = Vec::new();
    let offered = premises.courses.iter().filter(|c| c.offered).count() as u64;
    rests.push(format!("{} of the catalog that could matter, all of them weighed", count(offered, "course")));
    let (levels, done) = (premises.levels.len() as u64, premises.completed.len() as u64);
    rests.push(match (levels, done) {
        (0, 0) => "nothing known and nothing completed at the start".to_owned(),
        _ => {
            format!("what your file says you have: {} and {}", count(levels, "skill"), count(done, "completed course"))
        }
    });
    let guessed: Vec<String> = (plan.steps.iter().filter(|s| s.hours_assumed))
        .map(|s| course_title(names, s.course.as_str()).to_owned())
        .collect();
    if !guessed.is_empty() {
        let each = if guessed.len() == 1 { "" } else { " each" };
        let assumed = hours(premises.assume_hours, false);
        rests.push(format!("{assumed}{each} for {}: nobody says how long they take", list_some(&guessed, NAMED)));
    }
    if !premises.excluded.is_empty() {
        let out: Vec<String> = premises.excluded.iter().map(|c| course_title(names, c.as_str()).to_owned()).collect();
        rests.push(format!("without {}, as you asked", list_some(&out, NAMED)));
    }
    let waived: Vec<String> =
        (plan.steps.iter().filter(|s| s.waived)).map(|s| course_title(names, s.course.as_str()).to_owned()).collect();
    if !waived.is_empty() {
        rests.push(format!("what {} asks for, which you took upon yourself", list_and(&waived)));
    }
    let check = vec![
        "export the plan, then run `prereq verify FILE`".to_owned(),
        "it replays the path, takes each set out of the catalog to see that nothing else gets there, and works the \
         bound out anew, with code that shares nothing with the search"
            .to_owned(),
    ];
    let mut notes = vec![("What this rests on".to_owned(), rests)];
    if plan.status != Status::Done {
        notes.push(("Check it yourself".to_owned(), check));
    }
    notes
}
