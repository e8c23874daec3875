//! Paths: gap analysis, the plan of every built-in goal, and recommendations, from an empty profile.

#![expect(missing_docs, reason = "what the macros of criterion make is not documented")]

use std::{hint::black_box, sync::Arc};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use prereq::{
    advisor::{Advisor, Settings},
    domain::{Cents, CourseIx, Minutes, Profile, SkillIx},
    path::{Aim, Cancel, Limits, PlanRequest, Trade, changes},
    recommend::{Component, RecommendRequest},
    store::{CatalogSources, load_catalog},
};

fn advisor() -> Advisor {
    let loaded = load_catalog(&CatalogSources::builtin()).expect("the built-in catalog loads");
    Advisor::new(Arc::new(loaded.catalog), Profile::default(), Settings::default())
}

fn requests(advisor: &Advisor) -> Vec<(String, PlanRequest)> {
    let goals = advisor.catalog().goals().iter();
    goals.map(|g| (g.id.to_string(), advisor.request(Aim { goals: vec![g.clone()], to: Vec::new() }))).collect()
}

fn gap(c: &mut Criterion) {
    let advisor = advisor();
    for (goal, request) in requests(&advisor) {
        c.bench_with_input(BenchmarkId::new("gap", goal), &request.aim, |b, aim| {
            b.iter(|| advisor.gap(black_box(aim), &Cancel::new()));
        });
    }
}

fn plan(c: &mut Criterion) {
    let advisor = advisor();
    for (goal, request) in requests(&advisor) {
        c.bench_with_input(BenchmarkId::new("plan", goal), &request, |b, request| {
            b.iter(|| advisor.plan(black_box(request), &Cancel::new(), &mut |_| {}));
        });
    }
}

fn recommend(c: &mut Criterion) {
    let advisor = advisor();
    for (goal, request) in requests(&advisor) {
        let request = RecommendRequest::new(request);
        c.bench_with_input(BenchmarkId::new("recommend", goal), &request, |b, request| {
            b.iter(|| advisor.recommend(black_box(request), &Cancel::new()));
        });
    }
    // What every course of the catalog would cost on the path.
    for (goal, request) in requests(&advisor) {
        let request = RecommendRequest { all: true, ..RecommendRequest::new(request) };
        c.bench_with_input(BenchmarkId::new("score/all", goal), &request, |b, request| {
            b.iter(|| advisor.score(black_box(request), &Cancel::new()));
        });
    }
    // A slider moves: the same opinions under other weights, everything ranked.
    let Some((_, request)) = requests(&advisor).into_iter().next() else { return };
    let request = RecommendRequest { all: true, limit: usize::MAX, ..RecommendRequest::new(request) };
    let scored = advisor.score(&request, &Cancel::new());
    let moved = RecommendRequest { weights: request.weights.with(Component::Gap, 0.9), ..request };
    c.bench_function("rank/all", |b| b.iter(|| advisor.rank(black_box(&scored), &moved)));
}

/// Courses that teach something of the goal and are not on its path: ten of them, from all over the catalog.
fn others(advisor: &Advisor, request: &PlanRequest, on: &[CourseIx]) -> Vec<CourseIx> {
    let catalog = advisor.catalog();
    let wanted = |s: &SkillIx| request.aim.goals.iter().flat_map(|g| &g.skills).any(|g| g.skill == *s);
    let able = |c: &CourseIx| !on.contains(c) && catalog.course(*c).teaches.iter().any(|t| wanted(&t.0));
    let all: Vec<CourseIx> = catalog.course_ixs().filter(able).collect();
    all.iter().copied().step_by((all.len() / 10).max(1)).take(10).collect()
}

/// Every question about one plan, all of them together: why for each step and ten courses beside them,
/// alternatives, what parts cost, a second goal, half the time, a deadline, half the money, trade-offs, the gap,
/// and what changes without the first step.
fn questions(c: &mut Criterion) {
    let advisor = advisor();
    let never = Cancel::new();
    let goals = advisor.catalog().goals();
    for (at, (goal, request)) in requests(&advisor).into_iter().enumerate() {
        let aim = Aim { goals: vec![goals[at].clone(), goals[(at + 1) % goals.len()].clone()], to: Vec::new() };
        let both = advisor.request(aim);
        c.bench_with_input(BenchmarkId::new("questions", goal), &request, |b, request| {
            b.iter(|| {
                let (plan, mut asked) = advisor.inquire(black_box(request), &never);
                let on = advisor.courses_of(&plan);
                for course in on.iter().copied().chain(others(&advisor, request, &on)) {
                    black_box(asked.why(&plan, request, course, &never));
                }
                black_box((asked.alternatives(&never), asked.sensitivity(&never)));
                let (_, mut two) = advisor.inquire(&both, &never);
                black_box(two.together(&both, &never));
                let within = |limits: Limits| {
                    let (start, weekly) = (Some(date(2026, 1, 5)), Some(Minutes(6 * 60)));
                    let limited = PlanRequest { limits, start, hours_per_week: weekly, ..request.clone() };
                    black_box(advisor.limited(&limited, &never, &mut |_| {}));
                };
                within(Limits { max_hours: Some(Minutes(plan.cost.hours.0 / 2)), ..Limits::default() });
                within(Limits { deadline: Some(date(2026, 12, 1)), ..Limits::default() });
                within(Limits { budget: Some(Cents(plan.cost.price.0 / 2)), ..Limits::default() });
                black_box(advisor.tradeoffs(request, Trade::Price, &never));
                black_box(advisor.gap(&request.aim, &never));
                let Some(&first) = on.first() else { return };
                black_box(changes(&plan, &advisor.plan(&request.excluding(first), &never, &mut |_| {})));
            });
        });
    }
}

fn short() -> Criterion {
    Criterion::default().sample_size(10)
}

criterion_group! { name = benches; config = short(); targets = gap, plan, recommend, questions }
criterion_main!(benches);
