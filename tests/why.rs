//! `why` against exhaustive search: the regret is what forcing the course costs, and at its
//! break-even the course enters.

#[path = "common/exhaustive.rs"]
mod exhaustive;
#[path = "common/random_catalog.rs"]
mod random_catalog;

use std::sync::Arc;

use exhaustive::{Question, Wanted};
use prereq::{
    advisor::{Advisor, Settings},
    domain::{Catalog, CourseId, CourseIx, Minutes},
    path::{Aim, Because, Cancel, Effort, Metric, PlanRequest, Verdict, Why},
};
use random_catalog::{Case, case};

fn indices(catalog: &Catalog, ids: &[CourseId]) -> Vec<CourseIx> {
    ids.iter().map(|id| catalog.course_ix(id.as_str()).expect("there")).collect()
}

fn question<'a>(catalog: &'a Catalog, case: &'a Case) -> Question<'a> {
    Question {
        catalog,
        profile: &case.profile,
        goal: catalog.goal("g"),
        taken: [indices(catalog, &case.to), indices(catalog, &case.require)].concat(),
        exclude: indices(catalog, &case.exclude),
        metric: case.metric,
        world: exhaustive::world(&case.draft, (catalog, &case.profile), case.aims()),
    }
}

fn asked(catalog: &Arc<Catalog>, case: &Case) -> (Advisor, PlanRequest) {
    let advisor = Advisor::new(Arc::clone(catalog), case.profile.clone(), Settings::default());
    let aim = Aim { goals: catalog.goals().to_vec(), to: indices(catalog, &case.to) };
    let request = PlanRequest { effort: Effort::Prove, ..case.fill(catalog, advisor.request(aim)) };
    (advisor, request)
}

fn forced(wanted: &Wanted, course: CourseIx) -> Wanted {
    Wanted { taken: wanted.taken | 1 << course.0, ..wanted.clone() }
}

/// The least cost, and the least cost with `course` on the path, if that course took so many minutes.
fn with_hours(case: &Case, course: CourseIx, minutes: u64) -> (Option<u64>, Option<u64>) {
    let mut draft = case.draft.clone();
    let catalog = Catalog::link(draft.clone()).expect("links");
    let id = catalog.course(course).id.clone();
    draft.courses.iter_mut().find(|c| c.id == id).expect("there").hours = Some(Minutes(minutes));
    let catalog = Catalog::link(draft.clone()).expect("links");
    let case = Case { draft, ..case.clone() };
    let q = question(&catalog, &case);
    let wanted = q.wanted();
    (q.least(&wanted), q.least(&forced(&wanted, course)))
}

fn check(q: &Question<'_>, case: &Case, why: &Why, course: CourseIx) -> Result<(), String> {
    let wanted = q.wanted();
    let least = q.least(&wanted).expect("in reach");
    let regret = q.least(&forced(&wanted, course)).map(|f| f - least);
    // What is completed is not asked about, even where it could be taken again.
    let can_be_taken = (q.offered() & !q.start().done) >> course.0 & 1 == 1;
    let expected = regret.filter(|_| can_be_taken);
    let said = why.regret.map(|r| r.exact().ok_or("the regret is left open"));
    if said.transpose()? != expected {
        return Err(format!("the regret is {expected:?}, and it says {:?}", why.regret));
    }
    match (&why.verdict, expected) {
        (Verdict::OnPath | Verdict::AsGood, Some(0)) => {}
        (Verdict::NotNeeded, Some(n)) if n == 0 || n >= why.cost => {}
        (Verdict::Dominated(by), Some(1..)) => {
            let by = q.catalog.course_ix(by.as_str()).expect("there");
            if q.cost(by) > q.cost(course) {
                return Err("whoever stands for it costs more".to_owned());
            }
        }
        (Verdict::CostsMore, Some(1..)) | (Verdict::Done | Verdict::RuledOut(_) | Verdict::OutOfReach, None) => {}
        (verdict, _) => return Err(format!("{verdict:?} with the regret {expected:?}")),
    }
    if let Some(allowed) = why.reasons.iter().find_map(|r| if let Because::IfAllowed(a) = r { Some(a) } else { None }) {
        let mut profile = q.profile.clone();
        profile.courses.retain(|id, _| *id != why.course);
        let exclude = q.exclude.iter().copied().filter(|c| *c != course).collect();
        let free = Question { profile: &profile, exclude, ..question(q.catalog, case) };
        let saves = least - free.least(&wanted).expect("in reach");
        if allowed.reaches_more || allowed.saves.exact() != Some(saves) {
            return Err(format!("allowed, it saves {saves}, and it says {allowed:?}"));
        }
        return Ok(());
    }
    if q.metric != Metric::Hours {
        return Ok(());
    }
    if why.exact_break_even() != expected.and_then(|r| why.cost.checked_sub(r)) {
        return Err(format!("break-even {:?} of {} with the regret {expected:?}", why.exact_break_even(), why.cost));
    }
    // What lies just at the edge: the break-even off the path, or how long it stays on it.
    let edge = if why.on_path() { why.stays_until() } else { why.exact_break_even() };
    if let Some(minutes) = edge {
        let (least, with) = with_hours(case, course, minutes);
        if with != least {
            return Err(format!("at {minutes} minutes it is on no shortest path: {with:?} and {least:?}"));
        }
        let (least, with) = with_hours(case, course, minutes + 1);
        if with <= least {
            return Err(format!("above {minutes} minutes it still is: {with:?} and {least:?}"));
        }
    }
    if why.on_path() {
        let without = Question { exclude: [&q.exclude[..], &[course]].concat(), ..question(q.catalog, case) };
        let slack = without.least(&wanted).map(|w| w - least);
        let said = why.reasons.iter().find_map(|r| match r {
            Because::Without(extra) => Some(extra.map(|e| e.exact())),
            _ => None,
        });
        if said.is_some_and(|s| s != slack.map(Some)) {
            return Err(format!("without it the path costs {slack:?} more, and it says {said:?}"));
        }
    }
    Ok(())
}

#[test]
fn regrets_and_break_evens_are_exhaustive_ones() {
    let (mut wrong, mut verdicts) = (Vec::new(), std::collections::BTreeMap::<&str, u32>::new());
    for seed in 0..200 {
        let case = case(seed);
        let catalog = Arc::new(Catalog::link(case.draft.clone()).expect("links"));
        let q = question(&catalog, &case);
        if q.least(&q.wanted()).is_none() {
            continue;
        }
        let (advisor, request) = asked(&catalog, &case);
        for course in catalog.course_ixs().skip((seed % 4) as usize).step_by(4) {
            // Of what was completed and forgotten, forcing means taking it again: the definition here does not know it.
            if advisor.state().has_done_same(&catalog, course) && advisor.state().learns_from(&catalog, course) {
                continue;
            }
            let why = advisor.why(&request, course, &Cancel::new());
            *verdicts.entry(why.verdict.word()).or_default() += 1;
            for reason in &why.reasons {
                let kind = match reason {
                    Because::IfAllowed(_) => "if-allowed",
                    Because::Rivals(..) => "rivals",
                    Because::Beats(_) => "beats",
                    _ => continue,
                };
                *verdicts.entry(kind).or_default() += 1;
            }
            if let Err(what) = check(&q, &case, &why, course) {
                wrong.push(format!("seed {seed}, course {}: {what}", course.0));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    for verdict in [
        "on-path",
        "done",
        "hidden",
        "retired",
        "out-of-reach",
        "not-needed",
        "dominated",
        "costs-more",
        "if-allowed",
        "rivals",
        "beats",
    ] {
        assert!(verdicts.get(verdict).is_some_and(|&n| n >= 3), "{verdict}: {verdicts:?}");
    }
}

/// With the search stopped at once nothing is claimed that is not so.
#[test]
fn what_is_not_proved_is_bounded_on_the_right_side() {
    let mut open = 0;
    for seed in 0..120 {
        let case = case(seed);
        let catalog = Arc::new(Catalog::link(case.draft.clone()).expect("links"));
        let (advisor, request) = asked(&catalog, &case);
        let stopped = Cancel::new();
        stopped.cancel();
        for course in catalog.course_ixs().skip((seed % 4) as usize).step_by(4) {
            let (proved, hurried) =
                (advisor.why(&request, course, &Cancel::new()), advisor.why(&request, course, &stopped));
            let exact = proved.regret.map(|r| r.exact().expect("proved"));
            match (exact, hurried.regret) {
                (Some(exact), Some(range)) => {
                    assert!(range.lower <= exact && exact <= range.upper, "seed {seed}: {exact} and {range:?}");
                    open += u32::from(range.exact().is_none());
                }
                (None, None) => {}
                other => panic!("seed {seed}: {other:?}"),
            }
        }
    }
    assert!(open > 20, "{open} were left open");
}
