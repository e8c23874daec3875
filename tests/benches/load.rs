//! Reading catalogs and profiles, and the audit of a large catalog.

#![expect(missing_docs, reason = "what the macros of criterion make is not documented")]

use std::{fmt::Write as _, fs, hint::black_box};

use criterion::{Criterion, criterion_group, criterion_main};
use prereq::{
    audit::audit,
    store::{CatalogSources, check_catalog, load_catalog},
};

/// A catalog in which every course but the first needs another course or some level; deterministic.
fn large(courses: usize) -> String {
    let skills = courses / 20 + 2;
    let mut text = String::new();
    for s in 0..skills {
        let _ = writeln!(text, "[[skill]]\nid = \"s{s}\"\nname = \"Skill {s}\"\narea = \"a{}\"\n", s % 9);
    }
    for c in 0..courses {
        let (taught, needed) = (c % skills, (c * 7) % skills);
        let level = ["0.25", "0.50", "0.75"][c % 3];
        let _ = writeln!(
            text,
            "[[course]]\nid = \"c{c}\"\ntitle = \"Course {c}\"\nprovider = \"P{}\"\nhours = {}\nprice = 0\n\
             summary = \"What one learns here and why it is worth the time it takes.\"\ntags = [\"x\", \"y\"]\n\
             teaches = {{ s{taught} = {level} }}\n",
            c % 50,
            1 + c % 80,
        );
        if c > 0 {
            let (before, level) = (c / 2, "level = 0.25");
            let _ =
                writeln!(text, "prerequisites = [{{ any = [\"c{before}\", {{ skill = \"s{needed}\", {level} }}] }}]\n");
        }
    }
    text
}

fn load(c: &mut Criterion) {
    c.bench_function("load the built-in catalog", |b| {
        b.iter(|| load_catalog(black_box(&CatalogSources::builtin())).expect("clean"));
    });
    c.bench_function("hash the built-in catalog", |b| {
        let catalog = load_catalog(&CatalogSources::builtin()).expect("clean").catalog;
        b.iter(|| black_box(&catalog).hash());
    });
    c.bench_function("check the built-in catalog", |b| {
        b.iter(|| check_catalog(black_box(&CatalogSources::builtin())));
    });
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("large.toml");
    fs::write(&file, large(5000)).expect("written");
    let sources = CatalogSources { builtin: false, user: None, paths: vec![file] };
    c.bench_function("load 5,000 courses", |b| b.iter(|| load_catalog(black_box(&sources)).expect("loads")));
    let catalog = load_catalog(&sources).expect("loads").catalog;
    c.bench_function("audit 5,000 courses", |b| b.iter(|| audit(black_box(&catalog))));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = load
}
criterion_main!(benches);
