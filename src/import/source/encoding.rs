//! Bytes to text: by mark, as UTF-8, else by detection; a file of mixed encodings is read line by line.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Most bytes that detection looks at.
const SAMPLE: usize = 256 * 1024;

/// The text of a file and the name of its encoding.
///
/// # Errors
/// When the user names an encoding nobody knows.
pub fn decode(bytes: &[u8], named: Option<&str>) -> Result<(String, String), String> {
    if let Some(name) = named {
        let encoding =
            Encoding::for_label(name.trim().as_bytes()).ok_or_else(|| format!("there is no encoding `{name}`"))?;
        let (text, used, _) = encoding.decode(bytes);
        return Ok((text.into_owned(), used.name().to_lowercase()));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, ..) = encoding.decode(bytes);
        return Ok((text.into_owned(), format!("{} (marked)", encoding.name().to_lowercase())));
    }
    if let Some(encoding) = wide(bytes) {
        let (text, ..) = encoding.decode(bytes);
        return Ok((text.into_owned(), encoding.name().to_lowercase()));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), "utf-8".to_owned())),
        Err(_) => Ok(damaged(bytes)),
    }
}

/// UTF-16 without a mark: every other byte of plain text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let half = sample.len() / 2;
    match (zeros(0) * 10 > half * 7, zeros(1) * 10 > half * 7) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Not UTF-8 as a whole: where most of what is beyond ASCII is UTF-8, only the bytes that are not are read otherwise.
fn damaged(bytes: &[u8]) -> (String, String) {
    let mut detector = chardetng::EncodingDetector::new();
    let stray: Vec<u8> = bytes
        .split(|b| *b == b'\n')
        .filter(|line| std::str::from_utf8(line).is_err())
        .flat_map(|line| line.iter().copied().chain([b'\n']))
        .take(SAMPLE)
        .collect();
    detector.feed(&stray, true);
    let guessed = detector.guess(None, true);
    let other = if guessed == UTF_8 { WINDOWS_1252 } else { guessed };
    let (good, bad) = tally(bytes);
    if good == 0 || bad > good * 20 {
        let (text, ..) = other.decode(bytes);
        return (text.into_owned(), other.name().to_lowercase());
    }
    let single = if other.is_single_byte() { other } else { WINDOWS_1252 };
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        let (text, ..) = single.decode_without_bom_handling(chunk.invalid());
        out.push_str(&text);
    }
    (out, format!("utf-8 with {bad} stray bytes of {}", single.name().to_lowercase()))
}

/// Characters beyond ASCII that are UTF-8, and bytes that are not.
fn tally(bytes: &[u8]) -> (usize, usize) {
    let mut counts = (0, 0);
    for chunk in bytes.utf8_chunks() {
        counts.0 += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        counts.1 += chunk.invalid().len();
    }
    // A file of ASCII with few strays is taken for UTF-8 too: its strays are few.
    if counts.0 == 0 && counts.1 * 2_000 < bytes.len() {
        counts.0 = 1;
    }
    counts
}
