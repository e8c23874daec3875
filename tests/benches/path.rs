//! Paths: gap analysis, the plan of every built-in goal, and recommendations, from an empty profile.

#![expect(missing_docs, reason = "what the macros of criterion make is not documented")]

use std::{hint::black_box, sync::Arc};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use prereq::{
    advisor::{Advisor, Settings},
    domain::{Minutes, Profile},
    path::{Aim, Cancel, Limits, PlanRequest},
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

/// Every question about one plan: alternatives, what parts cost, trade-offs, half the time there is, why and why not.
fn questions(c: &mut Criterion) {
    let advisor = advisor();
    let never = Cancel::new();
    for (goal, request) in requests(&advisor) {
        c.bench_with_input(BenchmarkId::new("questions", goal), &request, |b, request| {
            b.iter(|| {
                let (plan, mut asked) = advisor.inquire(black_box(request), &never);
                let half = Some(Minutes(plan.cost.hours.0 / 2));
                let limits = Limits { max_hours: half, ..Limits::default() };
                (
                    asked.alternatives(&never),
                    asked.sensitivity(&never),
                    asked.together(request, &never),
                    advisor.limited(&PlanRequest { limits, ..request.clone() }, &never, &mut |_| {}),
                    advisor.tradeoffs(request, &never),
                )
            });
        });
    }
}

fn short() -> Criterion {
    Criterion::default().sample_size(10)
}

criterion_group! { name = benches; config = short(); targets = gap, plan, recommend, questions }
criterion_main!(benches);
