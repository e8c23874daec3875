//! What a person types, and the course of the built-in catalog they mean, among the first few found.

use prereq::{
    search::{Scope, SearchIndex},
    store::{CatalogSources, load_catalog},
};

/// A query, a course it means, and among how many of the first that has to stand. Written down before
/// the search was tuned to it; where several courses are as good, a few more places.
const MEANT: [(&str, &str, usize); 60] = [
    // Slips of the keyboard.
    ("pyhton", "kaggle-python", 3),
    ("machiine lern", "mit-6.867", 3),
    ("databse", "mit-6.830", 5),
    ("statistcs", "mit-18.650", 8),
    ("javascrpt", "eloquent-javascript", 4),
    ("kubernets", "lfs158", 4),
    ("calclus", "khan-calculus-1", 3),
    ("probabilty", "harvard-stat110", 2),
    ("algoritms", "khan-algorithms", 2),
    ("cryptograhpy", "stanford-crypto-1", 2),
    ("cybersecurty", "netacad-intro-cybersecurity", 4),
    ("progamming", "kaggle-intro-to-programming", 4),
    ("reinforcment learning", "alberta-rl", 1),
    ("haskel", "penn-cis194", 3),
    // Words in any order, begun, or in another language's letters.
    ("machine intro", "mit-6.036", 3),
    ("learning machine", "mit-6.867", 3),
    ("álgebra linear", "mit-18.06", 2),
    ("LINEAR ALGEBRA", "khan-linear-algebra", 1),
    ("nand tetris", "nand2tetris-1", 2),
    ("tetris", "nand2tetris-2", 2),
    ("intro programming", "kaggle-intro-to-programming", 1),
    ("neural net", "dlai-neural-networks", 2),
    ("data struct", "open-data-structures", 4),
    ("operating sys", "ostep", 4),
    ("discrete math", "mit-6.042j", 4),
    ("web dev", "michigan-web-design", 1),
    ("deep learn coders", "fastai-practical-deep-learning", 1),
    ("game design", "msu-unity", 3),
    ("missing semester", "mit-missing-semester", 1),
    ("three easy pieces", "ostep", 1),
    ("top down networking", "kurose-ross", 2),
    ("essence linear", "3b1b-linear-algebra", 1),
    // Short names, numbers and other names of things.
    ("ml", "dlai-machine-learning", 5),
    ("k8s", "lfs158", 5),
    ("c++", "learncpp", 5),
    ("sql", "kaggle-intro-sql", 6),
    ("cs50", "cs50x", 7),
    ("18.06", "mit-18.06", 1),
    ("6.824", "mit-6.824", 1),
    ("nlp", "dlai-nlp", 4),
    ("oop", "schafer-python-oop", 1),
    ("ai ethics", "kaggle-ai-ethics", 1),
    ("ux", "google-ux-foundations", 5),
    ("bash", "bash-guide", 1),
    ("regression", "harvardx-ph125.7x", 3),
    ("ccna", "jeremys-ccna", 5),
    // Who made it.
    ("3blue1brown", "3b1b-linear-algebra", 1),
    ("khan calculus", "khan-calculus-1", 1),
    ("mit probability", "mit-6.041sc", 6),
    ("stanford compilers", "stanford-compilers", 1),
    // Operators.
    ("'essence", "3b1b-linear-algebra", 2),
    ("'python", "kaggle-python", 2),
    ("^intro machine", "kaggle-intro-ml", 2),
    ("!video python", "kaggle-python", 1),
    ("python !kaggle", "cs50p", 30),
    // Filters.
    ("skill:python hours:<20 free:", "kaggle-python", 4),
    ("level:beginner skill:python", "cs50p", 40),
    ("teaches:linear-algebra>=0.75 provider:mit", "mit-18.06", 3),
    ("format:book operating", "ostep", 3),
    ("docker free: !format:video", "helsinki-devops-docker", 4),
];

#[test]
fn what_is_meant_is_among_the_first() {
    let loaded = load_catalog(&CatalogSources::builtin()).expect("loads");
    let catalog = &loaded.catalog;
    let (index, scope) = (SearchIndex::new(catalog), Scope::of(catalog));
    let mut wrong = Vec::new();
    for (query, id, within) in MEANT {
        let found = index.search(&scope, query, 1000);
        let ids: Vec<&str> = found.results.iter().map(|hit| catalog.course(hit.course).id.as_str()).collect();
        match ids.iter().position(|found| *found == id) {
            Some(at) if at < within => {}
            at => wrong.push(format!("{query}: {id} at {:?} of {}: {:?}", at, ids.len(), &ids[..ids.len().min(8)])),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    // Nothing is made up where a word is asked for as it stands.
    for query in ["'pyhton", "'exactt", "!python 'pyton"] {
        assert_eq!(index.search(&scope, query, 9).total, 0, "{query}");
    }
    let whole = index.search(&scope, "", 0).total;
    let videos = index.search(&scope, "'video", 0).total;
    assert_eq!(index.search(&scope, "!video", 0).total, whole - videos);
}
