//! Named limits: what is larger is refused with a message, never half-read.

/// Largest source file, in bytes, packed or not.
pub const MAX_SOURCE_BYTES: usize = 128 * 1024 * 1024;
/// Largest content of a packed file, in bytes.
pub const MAX_UNPACKED_BYTES: usize = 256 * 1024 * 1024;
/// How many times larger than the file its content may be, once it is beyond a mebibyte.
pub const MAX_RATIO: usize = 200;
/// Most rows of all sources together.
pub const MAX_ROWS: usize = 1_000_000;
/// Most columns of a table.
pub const MAX_COLUMNS: usize = 500;
/// Most cells of a table, empty ones between others too.
pub const MAX_CELLS: usize = 20_000_000;
/// Longest cell, in bytes; longer ones reject their row.
pub const MAX_CELL_BYTES: usize = 1024 * 1024;
/// Deepest nesting of a JSON source.
pub const MAX_JSON_DEPTH: usize = 100;
/// Most files of one import.
pub const MAX_SOURCES: usize = 2_000;
/// Longest summary that is kept, in characters.
pub const MAX_SUMMARY_CHARS: usize = 2_000;
/// Longest title that is kept, in characters.
pub const MAX_TITLE_CHARS: usize = 400;
