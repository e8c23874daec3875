//! Search: one keystroke on the built-in catalog and on 10,000 and 100,000 courses made of its words.

#![expect(missing_docs, reason = "what the macros of criterion make is not documented")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use prereq::{
    domain::{Catalog, CatalogDraft, CourseDraft, CourseId, Level, Skill},
    search::{Scope, SearchIndex},
    store::{CatalogSources, load_catalog},
};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

/// What a person types: from one letter that matches nearly everything to typos and nonsense.
const QUERIES: [&str; 9] =
    ["a", "mach", "machine intro", "python", "pyhton", "machiine lern", "sql !video", "^intro data$", "qzxv"];

fn built_in() -> Catalog {
    let loaded = load_catalog(&CatalogSources::builtin()).expect("the built-in catalog loads");
    Catalog::clone(&loaded.catalog)
}

/// A catalog of `n` courses whose titles and summaries are words of the built-in one.
fn synthetic(from: &Catalog, n: usize) -> Catalog {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let of = |text: fn(&prereq::domain::Course) -> &str| -> Vec<&str> {
        from.courses().iter().flat_map(|c| text(c).split_whitespace()).collect()
    };
    let (titles, summaries) = (of(|c| &c.title), of(|c| &c.summary));
    let skills: Vec<Skill> = from.skills().to_vec();
    let mut words = |from: &[&str], least: usize, most: usize| -> String {
        let n = rng.random_range(least..=most);
        (0..n).map(|_| *from.choose(&mut rng).expect("words")).collect::<Vec<_>>().join(" ")
    };
    let courses = (0..n)
        .map(|i| {
            let id = CourseId::new(&format!("c{i:06}")).expect("valid");
            let mut c = CourseDraft::new(id, &words(&titles, 3, 8), from.courses()[i % 97].provider.as_str());
            c.summary = words(&summaries, 15, 40);
            c.teaches = vec![(skills[i % skills.len()].id.clone(), Level::new(500))];
            c
        })
        .collect();
    Catalog::link(CatalogDraft { skills, courses, ..CatalogDraft::default() }).expect("links")
}

fn search(c: &mut Criterion) {
    let small = built_in();
    for (name, catalog) in
        [("built-in", small.clone()), ("10k", synthetic(&small, 10_000)), ("100k", synthetic(&small, 100_000))]
    {
        let mut group = c.benchmark_group(format!("search/{name}"));
        group.sample_size(10);
        group.bench_function("index", |b| b.iter(|| SearchIndex::new(black_box(&catalog))));
        let (index, scope) = (SearchIndex::new(&catalog), Scope::of(&catalog));
        for query in QUERIES {
            group.bench_with_input(BenchmarkId::from_parameter(query), query, |b, query| {
                b.iter(|| index.search(&scope, black_box(query), 100));
            });
        }
    }
}

criterion_group!(benches, search);
criterion_main!(benches);
