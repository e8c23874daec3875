//! Loading: the built-in catalog from its files' text to a linked, hashed catalog.

use criterion::{Criterion, criterion_group, criterion_main};
use prereq::store::{CatalogSources, load_catalog};

fn load(c: &mut Criterion) {
    c.bench_function("load/built-in", |b| {
        b.iter(|| load_catalog(&CatalogSources::builtin()).expect("the built-in catalog loads"));
    });
    let catalog = load_catalog(&CatalogSources::builtin()).expect("the built-in catalog loads").catalog;
    c.bench_function("load/hash", |b| b.iter(|| catalog.hash()));
}

criterion_group!(benches, load);
criterion_main!(benches);
