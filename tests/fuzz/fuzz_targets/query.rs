//! Any text as a search query on the built-in catalog.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use prereq::{
    domain::Catalog,
    search::{Scope, SearchIndex},
    store::{CatalogSources, load_catalog},
};

static CATALOG: OnceLock<(Catalog, SearchIndex)> = OnceLock::new();

fuzz_target!(|query: &str| {
    let (catalog, index) = CATALOG.get_or_init(|| {
        let catalog = load_catalog(&CatalogSources::builtin()).expect("sound").catalog;
        let index = SearchIndex::new(&catalog);
        (catalog, index)
    });
    let _ = index.search(&Scope::of(catalog), query, 20);
});
