//! Broken, hostile and odd files: each ends with a clear message or a whole report, in bounded time and memory.

use std::{
    io::Write as _,
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

use flate2::{Compression, write::GzEncoder};
use prereq::import::{ImportError, Imported, Options, Source, import, language::read_prerequisites};
use proptest::prelude::*;

fn run(bytes: impl Into<Vec<u8>>) -> Result<Imported, ImportError> {
    let source = Source { name: "f".to_owned(), bytes: bytes.into() };
    import(&[source], &Options { name: "x".to_owned(), ..Options::default() }, &AtomicBool::new(false))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::best());
    out.write_all(bytes).expect("memory");
    out.finish().expect("memory")
}

fn workbook(sheet: &str, extra: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let how = zip::write::SimpleFileOptions::default();
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let rels = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    for (name, text) in [
        ("[Content_Types].xml", types),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", rels),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        zip.start_file(name, how).expect("a part");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    for (name, bytes) in extra {
        zip.start_file(*name, how).expect("a part");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

const SHEET: &str = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c><c r="B1" t="inlineStr"><is><t>hours</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Statics</t></is></c><c r="B2"><v>12</v></c></row></sheetData></worksheet>"#;
const LIST: &str = "title,provider,hours\nStatics,P,12\nDynamics,P,14\nWaves,P,7\n";

/// What a case comes to: refused with these words, or so many courses and rejected rows.
enum End {
    Refused(&'static str),
    Kept(usize, usize),
}

#[test]
fn thirty_broken_files_end_well() {
    use End::{Kept, Refused};
    let long = format!("title,hours\nA,{}\nB,2\nC,3\n", "x".repeat(10 << 20));
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let objects = "{\"a\":".repeat(10_000);
    let wide = format!("title{}\nA\nB\n", ",x".repeat(1_000));
    let quote = format!("title,provider\nA,P\nB,\"never closed\n{}", "C,P\n".repeat(400_000));
    let zip = workbook(SHEET, &[]);
    let bomb = workbook(SHEET, &[("xl/media/big.bin", &vec![0u8; 64 << 20])]);
    let sheet_bomb =
        workbook(&SHEET.replace("<sheetData>", &format!("<sheetData><!--{}-->", " ".repeat(80 << 20))), &[]);
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"#;
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(LIST.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mut cut_gzip = gzip(LIST.repeat(200).as_bytes());
    cut_gzip.truncate(cut_gzip.len() / 2);
    let cases: Vec<(&str, Vec<u8>, End)> = vec![
        ("empty", vec![], Refused("empty")),
        ("white space", b" \n\n\t ".to_vec(), Refused("white space")),
        ("NULs", vec![0; 4096], Refused("")),
        ("binary", (0..=255u8).cycle().take(40_000).collect(), Refused("")),
        ("a picture", b"\x89PNG\r\n\x1a\n and more".to_vec(), Refused("picture")),
        ("a PDF", b"%PDF-1.7 and more".to_vec(), Refused("PDF")),
        ("old Office", b"\xd0\xcf\x11\xe0 and more".to_vec(), Refused(".xls")),
        ("a page", b"<!DOCTYPE html><html><body>courses</body></html>".to_vec(), Refused("markup")),
        ("gzip cut short", cut_gzip, Refused("cut short")),
        ("gzip bomb", gzip(&vec![b'a'; 300 << 20]), Refused("unpacks to more")),
        ("gzip in gzip", gzip(&gzip(LIST.as_bytes())), Refused("more than once")),
        ("gzip", gzip(LIST.as_bytes()), Kept(3, 0)),
        ("xlsx", zip.clone(), Kept(1, 0)),
        (
            "two cells far apart",
            workbook(
                &SHEET.replace(
                    "</sheetData>",
                    r#"<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Waves</t></is></c></row></sheetData>"#,
                ),
                &[],
            ),
            Kept(2, 0),
        ),
        (
            "a cell beyond the columns",
            workbook(&SHEET.replace("</sheetData>", r#"<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>"#), &[]),
            Refused("columns"),
        ),
        (
            "records without a key in common",
            format!(
                "[{}]",
                (0..20_000)
                    .map(|i| format!(r#"{{"title": "Course about {i}", "k{i}": 1}}"#))
                    .collect::<Vec<_>>()
                    .join(",")
            )
            .into_bytes(),
            Kept(20_000, 0),
        ),
        ("xlsx cut short", zip[..zip.len() / 2].to_vec(), Refused("cut short")),
        ("zip bomb", bomb, Refused("unpacks to more")),
        ("zip bomb in a sheet", sheet_bomb, Refused("unpacks to more")),
        ("billion laughs", workbook(laughs, &[]), Refused("")),
        (
            "a zip of something else",
            {
                let mut z = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
                z.start_file("a.csv", zip::write::SimpleFileOptions::default()).expect("a part");
                z.write_all(LIST.as_bytes()).expect("memory");
                z.finish().expect("memory").into_inner()
            },
            Refused("unpack it"),
        ),
        ("JSON 10,000 deep", deep.into_bytes(), Refused("nested more than")),
        ("objects 10,000 deep", objects.into_bytes(), Refused("nested more than")),
        ("JSON with a fault", b"[{\"title\": \"A\", \"hours\": 3},".to_vec(), Refused("JSON with a fault")),
        ("JSON without records", b"{\"a\": 1}".to_vec(), Refused("no list of records")),
        ("JSON of numbers", b"[1, 2, 3]".to_vec(), Refused("")),
        ("a cell of 10 MB", long.into_bytes(), Kept(2, 1)),
        ("a quote never closed", quote.into_bytes(), Kept(3, 0)),
        ("a thousand columns", wide.into_bytes(), Refused("more than 500 columns")),
        ("mixed line ends", b"title,provider\r\nA,P\nB,P\rC,P\r\n".to_vec(), Kept(3, 0)),
        ("NUL in a text", b"title,provider\nA\0B,P\nC,P\nD,P\n".to_vec(), Kept(3, 0)),
        ("UTF-16", utf16, Kept(3, 0)),
        ("only a heading", b"title,provider\n".to_vec(), Refused("")),
        ("no titles", b"user,item,rating\n1,2,3\n4,5,6\n7,8,9\n".to_vec(), Refused("titles")),
        (
            "formulas and escapes",
            b"title,provider\n\"=cmd|' /C calc'!A0\",P\n\x1b[31mRed,P\n\xe2\x80\xaeRTL,P\n".to_vec(),
            Kept(3, 0),
        ),
    ];
    assert!(cases.len() >= 30);
    for (name, bytes, end) in cases {
        let began = Instant::now();
        let done = run(bytes);
        assert!(began.elapsed() < Duration::from_secs(20), "{name} took {:?}", began.elapsed());
        match (done, end) {
            (Ok(read), Kept(courses, rejected)) => {
                assert_eq!((read.courses.len(), read.report.counts.rejected), (courses, rejected), "{name}");
                for course in &read.courses {
                    assert!(
                        !course.title.contains(|c: char| c.is_control() || c == '\u{202e}'),
                        "{name}: {:?}",
                        course.title
                    );
                }
            }
            (Err(why), Refused(words)) => {
                assert!(why.to_string().contains(words) && !why.to_string().is_empty(), "{name}: {why}");
            }
            (Ok(read), Refused(_)) => panic!("{name} was read: {} courses", read.courses.len()),
            (Err(why), Kept(..)) => panic!("{name} was refused: {why}"),
        }
    }
}

#[test]
fn personal_columns_are_never_imported() {
    let text = "Course Title,Student Name,E-Mail,Learner ID,Phone,Provider,Notes\n\
                Statics,Ada Lovelace,ada@example.org,L-1,+44 1,P,x\n\
                Dynamics,Alan Turing,alan@example.org,L-2,+44 2,P,y\n\
                Waves,Grace Hopper,grace@example.org,L-3,+44 3,P,z\n";
    let read = run(text).expect("a list");
    assert_eq!(read.report.personal.len(), 4, "{:?}", read.report.personal);
    let said = format!("{:?}", read.courses);
    for who in ["Ada", "Lovelace", "example.org", "L-1", "+44"] {
        assert!(!said.contains(who), "{who} is in the catalog");
    }
    // Not under a heading that hides it, nor when asked for.
    let hidden =
        run("title,info,provider\nA,ada@example.org,P\nB,bob@example.org,P\nC,eve@example.org,P\n").expect("a list");
    assert!(!format!("{:?}", hidden.courses).contains("example.org"));
    let source = Source { name: "f".to_owned(), bytes: text.into() };
    let options = Options { map: vec!["summary=E-Mail".to_owned()], ..Options::default() };
    assert!(matches!(import(&[source], &options, &AtomicBool::new(false)), Err(ImportError::Mapping(_))));
}

#[test]
fn a_stop_stops() {
    let source = Source { name: "f".to_owned(), bytes: LIST.into() };
    assert_eq!(import(&[source], &Options::default(), &AtomicBool::new(true)).err(), Some(ImportError::Cancelled));
}

#[test]
fn prerequisite_texts_of_any_size_and_depth_end() {
    for text in [
        "(".repeat(10_000) + "MATH 101",
        "[".repeat(10_000),
        "either ".repeat(2_000) + "MATH 101",
        "one of ".repeat(2_000) + "MATH 101",
        "MATH 101 and ".repeat(1_500),
        "MATH 101, ".repeat(1_900),
        "MATH 101/".repeat(2_000),
        "<ul><li>".repeat(2_000),
        "<ul><li>Complete 1 of: ".repeat(300),
        "x".repeat(1_000_000),
        "concurrent enrollment in ".repeat(700),
        format!("{}\"a\"{}", "[\"and\",".repeat(2_000), "]".repeat(2_000)),
    ] {
        let began = Instant::now();
        let _ = read_prerequisites(&text, None).to_json();
        assert!(began.elapsed() < Duration::from_secs(10), "{} took {:?}", &text[..20], began.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_a_report_or_a_message(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        if let Ok(read) = run(bytes) {
            let c = read.report.counts;
            prop_assert_eq!(c.read, c.kept + c.merged + c.repaired + c.rejected);
        }
    }

    #[test]
    fn any_table_is_accounted_for(rows in prop::collection::vec(prop::collection::vec("[a-zA-Z0-9 ,;|\"'\\n\u{e9}ı=]{0,12}", 1..6), 1..30)) {
        let text: String = rows.iter().map(|r| r.join(",") + "\n").collect();
        if let Ok(read) = run(format!("title,code,prerequisites\n{text}")) {
            let c = read.report.counts;
            prop_assert_eq!(c.read, c.kept + c.merged + c.repaired + c.rejected);
            prop_assert_eq!(c.kept + c.repaired, read.courses.len());
        }
    }

    #[test]
    fn any_text_of_prerequisites_reads(text in "([A-Z]{2,4} ?[0-9]{1,3}[A-Z]?|and|or|either|both|one of|two from|,|;|/|\\(|\\)|\\[|\\]|which may be taken concurrently|permission| |minimum grade of 2\\.0 in|recommended:|\\.){0,30}") {
        for grammar in prereq::import::language::GRAMMARS {
            let reading = read_prerequisites(&text, Some(grammar));
            let again = read_prerequisites(&text, Some(grammar));
            prop_assert_eq!(&reading, &again);
            let chars = text.chars().count();
            prop_assert!(reading.notes.iter().all(|n| n.span.end <= chars.max(n.span.start)));
        }
    }
}
