//! Paths: gap analysis, the plan of every built-in goal, and recommendations, from an empty profile.

#![expect(missing_docs, reason = "what the macros of criterion make is not documented")]

use std::{hint::black_box, sync::Arc};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use prereq::{
    advisor::{Advisor, Settings},
    domain::Profile,
    path::{Aim, Cancel, PlanRequest},
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
    // A slider moves: the same opinions under other weights, everything ranked.
    let Some((_, request)) = requests(&advisor).into_iter().next() else { return };
    let request = RecommendRequest { all: true, limit: usize::MAX, ..RecommendRequest::new(request) };
    let scored = advisor.score(&request, &Cancel::new());
    let moved = RecommendRequest { weights: request.weights.with(Component::Gap, 0.9), ..request };
    c.bench_function("rank/all", |b| b.iter(|| advisor.rank(black_box(&scored), &moved)));
}

fn short() -> Criterion {
    Criterion::default().sample_size(10)
}

criterion_group! { name = benches; config = short(); targets = gap, plan, recommend }
criterion_main!(benches);
