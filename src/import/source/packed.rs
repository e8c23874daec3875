//! What is packed, and what is no text at all.

use std::io::Read as _;

use crate::import::limits::{MAX_RATIO, MAX_UNPACKED_BYTES};

pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Unpacks gzip, several members too, up to the limits.
pub(super) fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let most = MAX_UNPACKED_BYTES.min(bytes.len().saturating_mul(MAX_RATIO).max(1 << 20));
    let mut out = Vec::new();
    let mut reader = flate2::read::MultiGzDecoder::new(bytes).take(most as u64 + 1);
    reader.read_to_end(&mut out).map_err(|why| format!("it is packed by gzip and damaged or cut short: {why}"))?;
    if out.len() > most {
        return Err(format!("it unpacks to more than {} MiB, or {MAX_RATIO} times its size", most >> 20));
    }
    Ok(out)
}

/// What some files that are no catalogs begin with.
pub(super) fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"SQLite format 3", "an SQLite database"),
        (b"PAR1", "a Parquet file"),
        (b"BZh", "packed by bzip2"),
        (b"\xfd7zXZ", "packed by xz"),
        (b"7z\xbc\xaf", "packed by 7-Zip"),
        (b"\x28\xb5\x2f\xfd", "packed by zstd"),
        (b"Rar!", "packed by RAR"),
        (b"\xd0\xcf\x11\xe0", "an old Office document (.xls); save it as .xlsx or CSV"),
    ];
    BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}
