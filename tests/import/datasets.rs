//! Every catalog at hand imports; every row is accounted for; what a perfect import keeps is kept.

use std::{fs, sync::atomic::AtomicBool};

use prereq::{
    domain::{CourseDraft, Difficulty, Minutes, Requirement},
    import::{Imported, Mapping, Options, Source, import, preset},
};
use serde_json::Value;

use super::data_path;

/// Imports files or folders of the data at hand; `None` where they are absent.
pub fn read(names: &[&str], with: impl FnOnce(&mut Options)) -> Option<Imported> {
    let mut sources = Vec::new();
    for name in names {
        let path = data_path(name)?;
        let mut files = vec![path.clone()];
        if path.is_dir() {
            files = fs::read_dir(&path).expect("readable").map(|e| e.expect("an entry").path()).collect();
            files.retain(|f| f.extension().is_some_and(|e| e == "jsonl"));
            files.sort();
        }
        sources.extend(
            files.iter().map(|f| Source { name: f.display().to_string(), bytes: fs::read(f).expect("readable") }),
        );
    }
    let mut options = Options { name: "x".to_owned(), ..Options::default() };
    with(&mut options);
    let imported = import(&sources, &options, &AtomicBool::new(false)).expect("a catalog");
    let c = imported.report.counts;
    assert_eq!(c.read, c.kept + c.merged + c.repaired + c.rejected, "{names:?}: every row is accounted for");
    assert_eq!(c.kept + c.repaired, imported.courses.len());
    assert_eq!(c.rejected, imported.report.rejects.len());
    Some(imported)
}

fn key(folder: &str) -> Option<Value> {
    let path = data_path(&format!("{folder}/expected.json"))?;
    Some(serde_json::from_str(&fs::read_to_string(path).expect("readable")).expect("JSON"))
}

fn folded(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn by_code<'a>(imported: &'a Imported, code: &str) -> &'a CourseDraft {
    let found = imported.courses.iter().find(|c| folded(c.id.as_str()) == folded(code));
    found.unwrap_or_else(|| panic!("no {code}"))
}

fn by_title<'a>(imported: &'a Imported, title: &str) -> Vec<&'a CourseDraft> {
    imported.courses.iter().filter(|c| c.title == title).collect()
}

/// Spot rows found by their code, with their titles and, where the key has them, credits.
fn spots_by_code(imported: &Imported, key: &Value) {
    for spot in key["spot"].as_array().expect("spot rows") {
        let course = by_code(imported, spot["id"].as_str().expect("an id"));
        let title = spot["title"].as_str().expect("a title").replace("&amp;", "&");
        assert_eq!(course.title, title, "{}", course.id);
        if let Some(credits) = ["credits", "units"].iter().find_map(|k| spot.get(*k)?.as_str()) {
            let told: f64 = credits.replace(',', ".").parse().expect("a number");
            assert_eq!(course.credits.map(|c| c.units()), Some(told), "{}", course.id);
        }
    }
}

fn kept(imported: &Imported) -> u64 {
    imported.courses.len() as u64
}

#[test]
fn university_of_washington() {
    let (Some(key), Some(read)) = (key("uw-seattle-2023"), read(&["uw-seattle-2023/courses.json"], |_| {})) else {
        return;
    };
    assert_eq!(read.report.preset.as_deref(), Some("uw"));
    assert_eq!(read.report.counts.read as u64, key["read"].as_u64().expect("a count"));
    assert_eq!(kept(&read), key["kept"]["ideal"].as_u64().expect("a count"));
    spots_by_code(&read, &key);
    assert_eq!(read.report.prerequisites.texts, 997);
    assert!(read.report.prerequisites.kept_as_note <= 10, "{:?}", read.report.prerequisites);
    let choice = Requirement::Any(
        ["MATH-125", "Q-SCI-292", "MATH-135"].map(|c| Requirement::Course(c.parse().expect("an id"))).into(),
    );
    assert_eq!(by_code(&read, "AMATH 301").requirement, Requirement::All(vec![choice]));
    assert!(by_code(&read, "CSE 122").requirement.is_trivial(), "`None.` is nothing");
}

#[test]
fn istanbul_technical_university() {
    let (Some(key), Some(read)) = (key("itu-2026"), read(&["itu-2026/courses.psv"], |_| {})) else { return };
    assert_eq!(read.report.preset.as_deref(), Some("itu"));
    assert_eq!(read.report.counts.read as u64, key["read"].as_u64().expect("a count"), "the first record is a course");
    let low = key["kept"]["with_the_9_odd_rows_rejected"].as_u64().expect("a count");
    assert!((low..=key["kept"]["ideal"].as_u64().expect("a count")).contains(&kept(&read)));
    assert!(read.report.counts.rejected <= 9);
    spots_by_code(&read, &key);
    assert_eq!(by_code(&read, "AKM 208").language.as_deref(), Some("tr"));
    assert!(read.courses.iter().all(|c| !c.title.contains("&amp;")));
}

#[test]
fn uc_san_diego() {
    let (Some(key), Some(read)) = (key("ucsd-2022"), read(&["ucsd-2022"], |_| {})) else { return };
    assert_eq!(read.report.preset.as_deref(), Some("ucsd"));
    assert_eq!(read.report.counts.read as u64, key["read"].as_u64().expect("a count"));
    let low = key["kept"]["with_the_124_empty_titles_rejected"].as_u64().expect("a count");
    assert!((low..=key["kept"]["ideal"].as_u64().expect("a count")).contains(&kept(&read)), "{}", kept(&read));
    assert_eq!(read.report.counts.rejected, 81, "the lines that name departments");
    spots_by_code(&read, &key);
}

#[test]
fn bergen_in_three_forms() {
    let Some(key) = key("uib-2020") else { return };
    for form in ["csv", "jsonl", "json"] {
        let Some(read) = read(&[&format!("uib-2020/courses.{form}")], |_| {}) else { return };
        assert_eq!(read.report.counts.read as u64, key["read"][form].as_u64().expect("a count"), "{form}");
        assert_eq!(kept(&read), key["kept"]["ideal"][form].as_u64().expect("a count"), "{form}");
        for spot in key["spot"].as_array().expect("spot rows") {
            let id = spot["id"].as_str().expect("an id");
            let Some(course) = read.courses.iter().find(|c| c.id.as_str() == id) else { continue };
            // Four titles differ between the forms.
            assert!(!course.title.is_empty() && folded(&course.title) != folded(id), "{form}: {id} is no title");
            let builds_on: Vec<&str> = spot["builds_on"]
                .as_array()
                .map(|l| l.iter().filter_map(Value::as_str).filter(|c| *c != id).collect())
                .unwrap_or_default();
            let mut asked = Vec::new();
            course.requirement.courses(&mut |c| asked.push(c.to_string()));
            if form != "csv" {
                let there: Vec<&str> =
                    builds_on.into_iter().filter(|c| read.courses.iter().any(|x| x.id.as_str() == *c)).collect();
                assert_eq!(asked, there, "{form}: {id}");
            }
        }
        if form == "csv" {
            assert!(read.report.issues.iter().any(|i| i.kind == "heading"), "headings that lie are told");
        }
    }
}

#[test]
fn victoria_s_nested_lists() {
    let (Some(key), Some(read)) = (key("uvic-2021"), read(&["uvic-2021/courses-graduate-202109.json"], |_| {})) else {
        return;
    };
    assert_eq!(read.report.preset.as_deref(), Some("kuali"));
    assert_eq!(kept(&read), key["kept"]["ideal"].as_u64().expect("a count"));
    for spot in key["spot"].as_array().expect("spot rows") {
        let course = by_code(&read, spot["id"].as_str().expect("an id"));
        assert_eq!(Some(course.title.as_str()), spot["title"].as_str());
        let least = spot["credits"].as_str().or(spot["credits"]["min"].as_str()).expect("credits");
        assert_eq!(course.credits.map(|c| c.units()), least.parse().ok(), "{}", course.id);
    }
    assert!(read.courses.iter().all(|c| !c.summary.contains('<')));
}

#[test]
fn edx_pages_of_runs() {
    let (Some(key), Some(read)) = (key("edx-2020"), read(&["edx-2020/edx_courses.json"], |_| {})) else { return };
    assert_eq!(read.report.counts.read as u64, key["read"].as_u64().expect("a count"));
    let most = key["kept"]["runs_kept_apart"].as_u64().expect("a count");
    assert!((key["kept"]["ideal"].as_u64().expect("a count")..=most).contains(&kept(&read)));
    for spot in key["spot"].as_array().expect("spot rows") {
        let found = by_title(&read, spot["title"].as_str().expect("a title"));
        let provider = spot["provider"].as_str().expect("a provider");
        // A run under a title of its own is in the course of its number.
        let id = spot["id"].as_str().expect("an id");
        let number = if id.contains("v1:") { id.split('+').nth(1) } else { id.split('/').nth(1) };
        let numbered = number.is_some_and(|n| {
            read.courses.iter().any(|c| folded(c.id.as_str()).ends_with(&folded(n.split('_').next().unwrap_or(n))))
        });
        assert!(found.iter().any(|c| c.provider == provider) || numbered, "{spot}");
        assert!(found.iter().all(|c| c.hours.is_none()), "no weeks are told, so no hours are known: {spot}");
    }
    assert!(read.courses.iter().all(|c| c.url.is_none()), "an address of an interface opens no page");
    let bytes = fs::read(data_path("edx-2020/edx_courses.json").expect("it was read")).expect("readable");
    let (text, encoding) = prereq::import::source::decode(&bytes, None).expect("no encoding is named");
    assert!(text.contains("AP® Physics 1") && !text.contains("Â®") && !text.contains('\u{fffd}'), "{encoding}");
}

#[test]
fn class_central_under_wrong_headings() {
    let (Some(key), Some(read)) = (key("class-central-2017"), read(&["class-central-2017/courses.xlsx"], |_| {}))
    else {
        return;
    };
    assert_eq!(kept(&read), key["kept"]["ideal"].as_u64().expect("a count"));
    for spot in key["spot"].as_array().expect("spot rows") {
        let found = by_title(&read, spot["title"].as_str().expect("a title"));
        let course =
            found.iter().find(|c| c.url.as_deref() == spot["url"].as_str()).unwrap_or_else(|| panic!("{spot}"));
        assert_eq!(Some(course.provider.as_str()), spot["provider"].as_str());
        assert_eq!(course.platform.as_deref(), spot["platform"].as_str());
        let (have, want) = (course.rating.unwrap_or(0.0), spot["rating"].as_f64().unwrap_or(0.0));
        assert!((have - want).abs() < 0.006, "{have} for {want}: {spot}");
    }
    let unrated = read.courses.iter().filter(|c| c.rating.is_none()).count();
    assert_eq!(unrated as u64, key["fields"]["rating_zero_means_none"].as_u64().expect("a count"));
}

#[test]
fn a_curriculum_in_markdown() {
    let (Some(key), Some(read)) = (key("ossu-readme"), read(&["ossu-readme/README.md"], |_| {})) else { return };
    assert_eq!(kept(&read), key["kept"]["ideal"].as_u64().expect("a count"));
    let hours = |title: &str| by_title(&read, title)[0].hours;
    assert_eq!(hours("Systematic Program Design"), Some(Minutes(13 * 9 * 60)));
    assert_eq!(hours("Software Architecture"), Some(Minutes(14 * 60)));
    for spot in key["spot"].as_array().expect("spot rows") {
        assert_eq!(by_title(&read, spot["title"].as_str().expect("a title")).len(), 1, "{spot}");
    }
    let asked = |title: &str| {
        let mut out = Vec::new();
        by_title(&read, title)[0].requirement.courses(&mut |c| out.push(c.to_string()));
        out
    };
    assert_eq!(asked("Class-based Program Design"), ["systematic-program-design"]);
    assert_eq!(asked("Software Architecture"), ["object-oriented-design"], "a hyphen does not matter");
}

#[test]
fn udemy_cards_agree_with_the_key() {
    let (Some(read), Some(path)) = (read(&["udemy-2026/raw.csv"], |_| {}), data_path("udemy-2026/answer_key.csv"))
    else {
        return;
    };
    assert_eq!(read.report.counts.read, 6801);
    // The key has one row without a title.
    assert_eq!(kept(&read), 6121);
    let mut rows = csv::Reader::from_path(path).expect("readable");
    let heads = rows.headers().expect("a heading").clone();
    let at = |name: &str| heads.iter().position(|h| h == name).expect("a column");
    let (title, hours, lectures, level) = (at("Title"), at("Hours"), at("Lectures"), at("Level"));
    let (rating, reviews, details, about) = (at("Rating_value"), at("Reviews_value"), at("Details"), at("Description"));
    let words = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut courses: std::collections::BTreeMap<String, Vec<&CourseDraft>> = std::collections::BTreeMap::new();
    for course in &read.courses {
        courses.entry(words(&course.title)).or_default().push(course);
    }
    let (mut compared, mut wrong) = (0, Vec::new());
    for row in rows.records().map(|r| r.expect("a row")).filter(|r| &r[0] == "Udemy" && !r[title].is_empty()) {
        let name = prereq::import::values::clean(&words(&row[title]), 400);
        // Rows of one title that differ: any of them may be meant.
        let Some(found) = courses.get(&name).filter(|f| f.len() == 1) else { continue };
        let course = found[0];
        compared += 1;
        let number = |t: &str| t.parse::<f64>().ok();
        // The key misses what is written "1 total hour", and the level "Expert".
        let told = if row[details].starts_with("1 total hour ") { Some(1.0) } else { number(&row[hours]) };
        let same = course.hours.map(|h| h.hours()) == told
            && (course.rating.is_some() == number(&row[rating]).is_some_and(|r| r > 0.0))
            && course.rating.is_none_or(|r| Some(r) == number(&row[rating]))
            && course.ratings.map(|n| n as f64) == number(&row[reviews])
            && (row[level].is_empty() && row[details].ends_with("Expert")
                || course.difficulty.map(Difficulty::word)
                    == Some(row[level].to_lowercase()).as_deref().filter(|l| !matches!(*l, "" | "all levels")))
            && number(&row[lectures])
                .is_none_or(|n| course.tags.iter().any(|t| t.split(' ').next() == Some(&n.to_string())));
        if !same {
            wrong.push(format!(
                "{}: {:?} {:?} {:?} {:?} | {:?}",
                &row[title],
                course.hours,
                course.rating,
                course.ratings,
                course.tags,
                &row[about].len()
            ));
        }
    }
    assert!(compared > 6_000, "{compared}");
    assert!(
        wrong.len() * 100 <= compared,
        "{} of {compared}:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(12)].join("\n")
    );
}

#[test]
fn the_other_catalogs_import_whole() {
    for (files, name, courses) in [
        (&["coursera-2024/courses.csv"][..], "coursera", 1000),
        (&["udemy-2026/coursera_raw.csv"], "coursera", 3600),
        (&["mit-2018/courses.csv"], "mit", 5084),
        (&["rpi/catalog.json", "rpi/prerequisites.json"], "rpi", 5900),
        (&["exercism/python.config.json"], "exercism", 21),
        (&["ibm/course_genre.csv", "ibm/course_processed.csv"], "ibm", 307),
        (&["ossu/courses.csv"], "ossu", 63),
    ] {
        let Some(read) = read(files, |_| {}) else { return };
        assert_eq!(read.report.preset.as_deref(), Some(name), "{files:?}");
        assert_eq!(read.courses.len(), courses, "{files:?}");
    }
    let Some(rpi) = read(&["rpi/catalog.json", "rpi/prerequisites.json"], |_| {}) else { return };
    assert_eq!(rpi.report.counts.rejected, 636, "keys of the second file that the catalog does not have");
    let mut asked = Vec::new();
    by_code(&rpi, "CSCI 2300").requirement.courses(&mut |c| asked.push(c.to_string()));
    assert!(asked.contains(&"CSCI-1200".to_owned()), "{asked:?}");
    let Some(ibm) = read(&["ibm/course_genre.csv", "ibm/course_processed.csv"], |_| {}) else { return };
    let course = by_code(&ibm, "ML0122EN");
    assert!(
        course.tags.contains(&"Machine Learning".to_owned()) && !course.summary.is_empty(),
        "two files, one course"
    );
}

#[test]
fn what_is_no_catalog_is_refused_with_its_columns() {
    for name in ["ibm/enrolments.csv", "ibm/user_profile.csv", "rpi/transfer.json", "rpi/courses.csv"] {
        let Some(path) = data_path(name) else { return };
        let sources = [Source { name: name.to_owned(), bytes: fs::read(path).expect("readable") }];
        let refused = import(&sources, &Options::default(), &AtomicBool::new(false)).expect_err("no catalog");
        assert!(matches!(refused, prereq::import::ImportError::NoCatalog { columns } if !columns.is_empty()), "{name}");
    }
}

#[test]
fn the_plan_of_columns_is_the_same_without_a_preset() {
    // Build for kinds, not for files: titles and ids are found without knowing the source.
    for (file, id, title) in [
        ("uw-seattle-2023/courses.json", Some("id"), "name"),
        ("mit-2018/courses.csv", Some("id"), "title"),
        ("uib-2020/courses.json", Some("id"), "name"),
        ("coursera-2024/courses.csv", None, "course_title"),
        ("itu-2026/courses.psv", Some("column 1"), "column 2"),
    ] {
        let Some(read) = read(&[file], |o| o.mapping = preset("generic")) else { return };
        let of = |word: &str| read.report.columns.iter().find(|(f, _)| f.word() == word).map(|(_, c)| c.clone());
        assert_eq!(of("title").as_deref(), Some(title), "{file}");
        if id.is_some() {
            assert_eq!(of("id").as_deref(), id, "{file}");
        }
    }
    assert_eq!(Mapping::parse("name = \"generic\"").expect("a mapping").name, "generic");
}

fn of_text(text: impl Into<Vec<u8>>) -> Imported {
    let source = Source { name: "f".to_owned(), bytes: text.into() };
    let options = Options { name: "x".to_owned(), ..Options::default() };
    import(&[source], &options, &AtomicBool::new(false)).expect("a list")
}

fn asks(imported: &Imported, id: &str) -> String {
    let course = imported.courses.iter().find(|c| c.id.as_str() == id).unwrap_or_else(|| panic!("no {id}"));
    let mut out = Vec::new();
    course.requirement.courses(&mut |c| out.push(c.to_string()));
    out.join(" ")
}

#[test]
fn lists_of_people_nobody_here_knows() {
    let german = "Kursnummer;Kurstitel;Anbieter;Dauer;Preis;Niveau;Sprache;Voraussetzungen\n\
        D-100;Einf\u{fc}hrung in \u{dc}bersetzung;M\u{fc}ller;12,5 Stunden;49,90 \u{20ac};Anf\u{e4}nger;Deutsch;keine\n\
        D-200;Gr\u{f6}\u{df}en und Ma\u{df}e;M\u{fc}ller;20 Stunden;1.299,00 \u{20ac};Fortgeschrittene;Deutsch;D-100\n\
        D-300;Stra\u{df}enbau;M\u{fc}ller;8 Stunden;kostenlos;Experte;Deutsch;D-100 und D-200\n";
    // As Windows writes it.
    let bytes: Vec<u8> =
        german.chars().map(|c| if c == '\u{20ac}' { 0x80 } else { u8::try_from(c).expect("Latin") }).collect();
    let read = of_text(bytes);
    let course = by_code(&read, "D-200");
    assert_eq!((course.title.as_str(), course.provider.as_str()), ("Größen und Maße", "Müller"));
    assert_eq!((course.hours, course.price.map(|p| p.0)), (Some(Minutes(1200)), Some(129_900)));
    assert_eq!(course.language.as_deref(), Some("de"));
    assert_eq!(asks(&read, "D-300"), "D-100 D-200");

    let late = of_text(
        "Acme Learning,,,\nExported 2026-01-05,,,\n,,,\nCourse Name,Vendor,Duration (hours),Employee Email\n\
         Excel Basics,Acme,3,a@acme.com\nSQL for Analysts,Acme,12,b@acme.com\nLeadership,Acme,6,c@acme.com\n",
    );
    assert_eq!((late.courses.len(), late.report.counts.rejected), (3, 2), "the heading stands on a later line");
    assert_eq!(by_title(&late, "Excel Basics")[0].hours, Some(Minutes(180)));

    let markdown = of_text(
        "# Bootcamp\n\n| Module | Hours | Prerequisites |\n|---|---|---|\n| [HTML](https://x.org/html) | 10 | - |\n\
         | CSS | 12 | HTML |\n| JavaScript | 40 | HTML, CSS |\n\n| Person | Phone |\n|---|---|\n| Ada | 1 |\n",
    );
    assert_eq!(markdown.courses.len(), 3, "a table of persons is no list of courses");
    assert_eq!(asks(&markdown, "javascript"), "html css");

    let keyed = of_text(
        r#"{"data": {"courses": {"CS-1": {"name": "Intro", "prereqs": []}, "CS-2": {"name": "Data", "prereqs": ["CS-1"]},
            "CS-3": {"name": "Algo", "prereqs": ["and", "CS-1", ["or", "CS-2", "MA-1"]]}}}}"#,
    );
    assert_eq!(asks(&keyed, "CS-3"), "CS-1 CS-2");
    assert!(keyed.report.issues.iter().any(|i| i.kind == "unknown-alternative"), "what is not there is told");

    let rows: String = (0..30)
        .map(|i| format!("CS {}\tCourse about thing {i}\tState University\thttps://u.edu/{i}\n", 100 + i))
        .collect();
    let bare = of_text(rows);
    assert_eq!(bare.courses.len(), 30, "without a heading the first record is a course");
    assert_eq!(by_code(&bare, "CS 100").provider, "State University");

    let toronto = of_text(
        "code,name,prerequisites,exclusions\nCSC108H1,Intro,,CSC120H1\nCSC148H1,Intro CS,CSC108H1,CSC207H1/ CSC150H1\n\
         CSC207H1,Design,60% or higher in CSC148H1/ CSC150H1,\nMAT137Y1,Calculus,,\nCSC236H1,Theory,\"CSC148H1, (MAT137Y1/ MAT157Y1)\",\n",
    );
    assert_eq!(asks(&toronto, "CSC236H1"), "CSC148H1 MAT137Y1");
    assert_eq!(by_code(&toronto, "CSC148H1").excludes.len(), 1);
}
