//! Any text as a prerequisite, in every grammar.
#![no_main]

use libfuzzer_sys::fuzz_target;
use prereq::import::language::{GRAMMARS, read_prerequisites};

fuzz_target!(|text: &str| {
    for grammar in GRAMMARS {
        let _ = read_prerequisites(text, Some(grammar)).to_json();
    }
    let _ = read_prerequisites(text, None);
});
