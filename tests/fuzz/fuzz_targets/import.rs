//! Any bytes as a source: a report that accounts for every row, or a message.
#![no_main]

use std::sync::atomic::AtomicBool;

use libfuzzer_sys::fuzz_target;
use prereq::import::{Options, Source, import};

fuzz_target!(|bytes: &[u8]| {
    let source = Source { name: "f".to_owned(), bytes: bytes.to_vec() };
    let options = Options { name: "x".to_owned(), ..Options::default() };
    if let Ok(read) = import(&[source], &options, &AtomicBool::new(false)) {
        let c = read.report.counts;
        assert_eq!(c.read, c.kept + c.merged + c.repaired + c.rejected);
    }
});
