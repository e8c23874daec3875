//! A year's plan through the whole program, checked day by day with nothing of the scheduler: days are numbers counted
//! by hand, and what fits into them is counted, not laid.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::support::{Home, Ran};

/// Seven courses: hours, and what each needs.
const COURSES: [(&str, u64, &[&str]); 7] = [
    ("a", 60, &[]),
    ("b", 35, &[]),
    ("c", 80, &["a"]),
    ("d", 41, &["b"]),
    ("e", 7, &["c", "d"]),
    ("f", 90, &["b"]),
    ("g", 55, &["e", "f"]),
];
const START: &str = "2027-09-06";
const AWAY: [(&str, &str); 3] =
    [("2027-12-20", "2028-01-02"), ("2028-05-01", "2028-05-01"), ("2028-07-03", "2028-07-23")];
const WEEKLY: u64 = 445;

fn year() -> Home {
    let home = Home::new();
    let mut catalog = String::new();
    for (id, hours, needs) in COURSES {
        let needs: Vec<String> = needs.iter().map(|n| format!("\"{n}\"")).collect();
        catalog += &format!(
            "[[skill]]\nid = \"s-{id}\"\nname = \"S {id}\"\narea = \"x\"\n[[course]]\nid = \"{id}\"\ntitle = \"Course \
             {id}\"\nprovider = \"P\"\nhours = {hours}\nprice = 0\nteaches = {{ s-{id} = 0.5 }}\nprerequisites = [{}]\n",
            needs.join(", ")
        );
    }
    home.write("year.toml", &catalog);
    home
}

fn run(home: &Home, args: &[&str]) -> Ran {
    let catalog = home.path("year.toml");
    let mut command = home.bare();
    command.args(args).args(["--no-builtin", "--today", START, "--catalog"]).arg(catalog);
    home.finish(command)
}

fn ok(ran: Ran) -> Ran {
    assert_eq!(ran.code, 0, "{} {}", ran.stdout, ran.stderr);
    ran
}

/// Days from 1 January 2027, by counting months.
fn number(day: &str) -> u64 {
    let part = |range: std::ops::Range<usize>| day[range].parse::<u64>().expect("a number");
    let (y, m, d) = (part(0..4), part(5..7), part(8..10));
    let leap = |y: u64| y.is_multiple_of(4);
    let years: u64 = (2027..y).map(|y| if leap(y) { 366 } else { 365 }).sum();
    let months = [31, 28 + u64::from(leap(y)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    years + months[..m as usize - 1].iter().sum::<u64>() + d - 1
}

fn is_away(day: u64) -> bool {
    AWAY.iter().any(|(from, to)| (number(from)..=number(to)).contains(&day))
}

/// Minutes of study on a day: a week's minutes in seven even parts that add up, rounded up at each midnight.
fn room(day: u64) -> u64 {
    let i = day - number(START);
    let by = |days: u64| (days * WEEKLY).div_ceil(7);
    if is_away(day) { 0 } else { by(i + 1) - by(i) }
}

#[test]
fn a_year_is_laid_around_days_away_two_courses_at_once_and_a_fixed_start() {
    let home = year();
    let away: Vec<String> = AWAY.iter().map(|(a, b)| format!("{a}..{b}")).collect();
    let hours = format!("{}", WEEKLY as f64 / 60.0);
    let constrain =
        ["profile", "constrain", "--max-parallel", "2", "--hours-per-week", &hours, "--away", &away.join(",")];
    ok(run(&home, &constrain));
    ok(run(&home, &["profile", "start", "d", "--on", "2028-02-28"]));
    let plan = ok(run(&home, &["plan", "--to", "g", "--json"])).json();
    assert_eq!(plan["status"], "proved");
    assert_eq!(plan["begins"]["d"], "2028-02-28");
    assert_eq!(plan["away"][0], "2027-12-20..2028-01-02");
    let spans: BTreeMap<String, (u64, u64)> = (plan["steps"].as_array().expect("steps").iter())
        .map(|s| {
            let day = |key: &str| number(s[key].as_str().expect("a date"));
            (s["id"].as_str().expect("an id").to_owned(), (day("start"), day("end")))
        })
        .collect();
    check(&spans);
    assert!(spans["g"].1 > number("2028-09-06"), "about a year");

    // The same days in every export; a calendar has nothing on days away.
    let csv = ok(run(&home, &["plan", "--to", "g", "--format", "csv"])).stdout;
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let head = rows.headers().expect("a head").clone();
    let at = |name: &str| head.iter().position(|h| h == name).expect("a column");
    let mut sum = 0;
    for row in rows.records().map(|r| r.expect("a row")) {
        assert_eq!(spans[&row[at("id")]], (number(&row[at("start")]), number(&row[at("end")])));
        sum += row[at("hours")].parse::<u64>().expect("whole hours");
    }
    assert_eq!(sum, COURSES.iter().map(|c| c.1).sum::<u64>());
    let events = events(&ok(run(&home, &["plan", "--to", "g", "--format", "ics"])).stdout);
    for (id, (from, to)) in &spans {
        let worked: BTreeSet<u64> = (*from..=*to).filter(|d| !is_away(*d)).collect();
        assert_eq!(events[&format!("Course {id}")], worked, "{id}");
    }
    let tasks: Value = ok(run(&home, &["plan", "--to", "g", "--format", "taskwarrior"])).json();
    for task in tasks.as_array().expect("tasks") {
        let id = task["description"].as_str().and_then(|d| d.strip_prefix("Course ")).expect("a title");
        let due = task["due"].as_str().expect("due");
        assert_eq!(number(&format!("{}-{}-{}", &due[..4], &due[4..6], &due[6..8])), spans[id].1);
    }

    // Saved, it says what its dates rest on, and other dates are not confirmed.
    ok(run(&home, &["plan", "--to", "g", "-o", "year-plan.toml"]));
    let told = ok(run(&home, &["verify", "year-plan.toml"])).stdout;
    assert!(told.contains("laid anew day by day"), "{told}");
    let text = std::fs::read_to_string(home.path("year-plan.toml")).expect("written");
    for (from, to) in [
        ("max_parallel = 2", "max_parallel = 1"),
        ("..2028-07-23\"", "..2028-07-22\""),
        ("d = 2028-02-28", "d = 2028-02-29"),
    ] {
        assert!(text.contains(from), "{from}");
        home.write("forged.toml", &text.replacen(from, to, 1));
        let forged = run(&home, &["verify", "forged.toml"]);
        assert_eq!(forged.code, 1, "{from}");
        assert!(forged.stderr.contains("but its calendar gives"), "{from}: {}", forged.stderr);
    }
}

/// Everything days may promise, by counting.
fn check(spans: &BTreeMap<String, (u64, u64)>) {
    let minutes = |id: &str| COURSES.iter().find(|c| c.0 == id).expect("known").1 * 60;
    let total: u64 = COURSES.iter().map(|c| c.1 * 60).sum();
    assert_eq!(spans.len(), COURSES.len());
    let (first, last) = (number(START), spans.values().map(|s| s.1).max().expect("days"));
    for (id, _, needs) in COURSES {
        let (from, to) = spans[id];
        assert!(from <= to && !is_away(from) && !is_away(to), "{id} begins and ends on days of study");
        for need in needs {
            assert!(spans[*need].1 <= from, "{id} begins before {need} has ended");
        }
    }
    assert_eq!(spans["d"].0, number("2028-02-28"), "as it was agreed, the day before the leap day");
    // On no day more is open than may be, ends of courses aside; the fixed start waits for no place.
    for day in first..=last {
        let open = spans.values().filter(|(from, to)| *from <= day && day < *to).count();
        let fixed = usize::from((spans["d"].0..spans["d"].1).contains(&day));
        assert!(open <= 2 + fixed, "{open} courses open on day {}", day - first);
    }
    // Nothing is left lying and nothing is done twice: all the time from the first day on is what the hours take.
    let by = |day: u64| (first..=day).map(room).sum::<u64>();
    assert!(by(last) >= total && by(last - 1) < total, "the hours scheduled are the plan's hours");
    // Between any two days there is room for every course that lies between them (Hall's condition, which is enough:
    // any course may have all of a day).
    for (from, to) in spans.values().flat_map(|a| spans.values().map(move |b| (a.0, b.1))).filter(|(a, b)| a <= b) {
        let inside: u64 = (spans.iter()).filter(|(_, (a, b))| from <= *a && *b <= to).map(|(id, _)| minutes(id)).sum();
        assert!(inside <= (from..=to).map(room).sum::<u64>());
    }
}

/// The days of all-day events, by what they are called.
fn events(ics: &str) -> BTreeMap<String, BTreeSet<u64>> {
    let mut out: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for event in ics.replace("\r\n ", "").split("BEGIN:VEVENT").skip(1) {
        let value = |key: &str| -> String {
            let line = event.lines().find(|l| l.starts_with(key)).unwrap_or_else(|| panic!("no {key}"));
            line.split_once(':').expect("a value").1.to_owned()
        };
        let day = |text: &str| number(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..8]));
        assert!(seen.insert(value("UID")), "each event has its own name");
        let days = out.entry(value("SUMMARY")).or_default();
        (day(&value("DTSTART"))..day(&value("DTEND"))).for_each(|d| assert!(days.insert(d), "a day twice"));
    }
    out
}

#[test]
fn a_fixed_start_that_comes_too_soon_is_said() {
    let home = year();
    let args = ["plan", "--to", "c", "--hours-per-week", "6", "--begin", "c=2027-10-01"];
    let told = ok(run(&home, &args)).stdout;
    // Sixty hours at six a week are ten weeks: the last day of `a` is 14 November.
    assert!(told.contains("Course c begins 1 Oct 2027, but what it needs ends 14 Nov 2027 (Course a)"), "{told}");
    let note = ok(run(&home, &[&args[..], &["--json"]].concat())).json()["notes"][0].clone();
    assert_eq!((&note["waits_for"], &note["which_ends"]), (&"a".into(), &"2027-11-14".into()));
    let early = run(&home, &["plan", "--to", "c", "--hours-per-week", "6", "--begin", "c=2027-09-01"]);
    assert!(early.code == 2 && early.stderr.contains("first day"), "{}", early.stderr);
    let idle = ok(run(&home, &["plan", "--to", "c", "--hours-per-week", "6", "--begin", "g=2027-10-01"]));
    assert!(idle.stderr.contains("not on the path"), "{}", idle.stderr);
    // The hours fit until Christmas, but not with a course that begins two days before.
    let late = ["plan", "--to", "b", "--hours-per-week", "7", "--begin", "b=2027-12-22", "--deadline", "2027-12-24"];
    let told = ok(run(&home, &late)).stdout;
    assert!(told.contains("its hours fit, but this plan ends 25 Jan 2028, after 24 Dec 2027"), "{told}");
    let limits = ok(run(&home, &[&late[..], &["--json"]].concat())).json()["limits"].clone();
    assert_eq!((&limits["fits"], &limits["ends_late"]), (&Value::Null, &"2028-01-25".into()));
}

#[test]
fn a_deadline_missed_for_a_fixed_day_says_by_how_much() {
    let home = year();
    let ask = |begin: &[&str], extra: &[&str]| {
        let mut args = vec!["plan", "--to", "c", "--hours-per-week", "7", "--deadline", "2028-02-29"];
        begin.iter().for_each(|b| args.extend(["--begin", b]));
        ok(run(&home, &[&args[..], extra].concat()))
    };
    let limits = |begin: &[&str]| ask(begin, &["--json"]).json()["limits"].clone();
    let in_time = |begin: &[&str]| limits(begin)["ends_late"].is_null();
    let day = |text: &Value| text.as_str().map(str::to_owned);
    // An hour a day: `a` takes 60 days and `c` 80, which it does from 11 December to 28 February.
    let told = limits(&["c=2028-01-15"]);
    let fixed = &told["fixed_starts"][0];
    assert_eq!((day(&fixed["id"]), day(&fixed["begins"])), (Some("c".into()), Some("2028-01-15".into())));
    assert_eq!((day(&fixed["in_time_by"]), &fixed["days_earlier"]), (Some("2027-12-12".into()), &34.into()));
    assert!(in_time(&["c=2027-12-12"]) && !in_time(&["c=2027-12-13"]) && in_time(&[]));
    let text = ask(&["c=2028-01-15"], &[]).stdout.replace("\n  ", " ");
    assert!(text.contains("ends 3 Apr 2028, after 29 Feb 2028: Course c begins 15 Jan 2028"), "{text}");
    let said = "in time if Course c began 34 days earlier, 12 Dec 2027 at the latest, or on no fixed day";
    assert!(text.contains(said), "{text}");
    // `a` and `c` both on days that are too late by themselves: neither alone would do, both would.
    let both = ["a=2028-01-03", "c=2028-01-15"];
    let told = limits(&both);
    assert!(told["fixed_starts"].as_array().is_some_and(|all| all.iter().all(|f| f["in_time_by"].is_null())), "{told}");
    let days = told["all_days_earlier"].as_u64().expect("a number of days");
    let earlier = |days: u64| {
        let date = |text: &str| text.parse::<jiff::civil::Date>().expect("a date");
        let moved = |id: &str, from: &str| {
            let day = date(from).checked_sub(jiff::ToSpan::days(days as i64)).expect("a date").max(date(START));
            format!("{id}={day}")
        };
        [moved("a", "2028-01-03"), moved("c", "2028-01-15")]
    };
    let ends = |days: u64| {
        let begin = earlier(days);
        in_time(&begin.iter().map(String::as_str).filter(|b| !b.ends_with(START)).collect::<Vec<_>>())
    };
    assert!(ends(days) && !ends(days - 1), "{days}");
    let text = ask(&both, &[]).stdout.replace("\n  ", " ");
    assert!(text.contains(&format!("no one of these days alone is to blame: all {days} days earlier")), "{text}");
}

#[test]
fn a_plan_that_begins_another_day_is_named_as_why_it_ends_another_day() {
    let home = year();
    let save = |file: &str, args: &[&str]| {
        let plan = ["plan", "--to", "c", "--hours-per-week", "7", "-o", file];
        ok(run(&home, &[&plan[..], args].concat()));
    };
    let causes = |old: &str, new: &str| {
        let document = ok(run(&home, &["diff", old, new, "--json"])).json();
        let told: Vec<(String, bool, String)> = (document["causes"].as_array().expect("causes").iter())
            .map(|c| {
                let text = |key: &str| c[key].as_str().expect("text").to_owned();
                (text("kind"), c["matters"].as_bool().expect("known"), text("effect"))
            })
            .collect();
        told
    };
    save("one.toml", &[]);
    save("later.toml", &["--start", "2027-09-20"]);
    let told = causes("one.toml", "later.toml");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].0.as_str(), told[0].1), ("start", true));
    assert_eq!(told[0].2, "the same path ends 6 Feb 2028, not 23 Jan 2028");
    let text = ok(run(&home, &["diff", "one.toml", "later.toml"])).stdout.replace("\n  ", " ");
    assert!(text.contains("the plan begins 20 Sep 2027 (was 6 Sep 2027): the same path ends 6 Feb 2028"), "{text}");
    assert_eq!(causes("later.toml", "one.toml")[0].2, "the same path ends 23 Jan 2028, not 6 Feb 2028");
    assert_eq!(causes("one.toml", "one.toml"), []);
    let end = |file: &str| {
        let text = std::fs::read_to_string(home.path(file)).expect("written");
        let ends = text.lines().filter_map(|l| l.strip_prefix("end = ")).max().expect("dates").to_owned();
        phrase_day(&ends)
    };
    // Each of two changes alone is what planning without it says.
    save("both.toml", &["--start", "2027-09-20", "--away", "2027-W44"]);
    save("away.toml", &["--away", "2027-W44"]);
    let told = causes("one.toml", "both.toml");
    let of = |kind: &str| told.iter().find(|c| c.0 == kind).unwrap_or_else(|| panic!("{kind}: {told:?}")).2.clone();
    assert_eq!(of("start"), format!("the same path ends {}, not {}", end("both.toml"), end("away.toml")));
    assert_eq!(of("away"), format!("the same path ends {}, not {}", end("both.toml"), end("later.toml")));
    // What lay before the later first day comes back with it: a day away, and the day on which a course begins.
    ok(run(&home, &["profile", "start", "a", "--on", "2027-09-17"]));
    let known = ["--away", "2027-09-18"];
    save("known.toml", &known);
    save("known-later.toml", &[&known[..], &["--start", "2027-09-20"]].concat());
    let told = causes("known.toml", "known-later.toml");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].2, format!("the same path ends {}, not {}", end("known-later.toml"), end("known.toml")));
    let told = causes("known-later.toml", "known.toml");
    assert_eq!(told[0].2, format!("the same path ends {}, not {}", end("known.toml"), end("known-later.toml")));
}

/// `2028-02-06` as `6 Feb 2028`.
fn phrase_day(text: &str) -> String {
    let day: jiff::civil::Date = text.trim_matches('"').parse().expect("a date");
    day.strftime("%-d %b %Y").to_string()
}

#[test]
fn a_document_in_a_file_is_the_one_on_the_screen_with_limits_and_a_pace_too() {
    let home = year();
    for args in [&["profile", "log", "b", "50", "--on", "2027-09-01"][..], &["profile", "done", "b"]] {
        ok(run(&home, args));
    }
    let plan = ["plan", "--to", "c", "--hours-per-week", "7", "--deadline", "2028-02-29"];
    let shown = ok(run(&home, &[&plan[..], &["--json"]].concat())).stdout;
    let written = ok(run(&home, &[&plan[..], &["--format", "json"]].concat())).stdout;
    assert_eq!(shown, written);
    let document: Value = serde_json::from_str(&shown).expect("a document");
    for key in ["latest", "limits", "finish"] {
        assert!(document[key].is_object(), "{key}: {document}");
    }
    ok(run(&home, &[&plan[..], &["-o", "plan.json"]].concat()));
    assert_eq!(std::fs::read_to_string(home.path("plan.json")).expect("written"), shown);
}

#[test]
fn a_deadline_tells_how_late_one_can_begin_and_a_missed_week_what_moves() {
    let home = year();
    let plan = ["plan", "--to", "c", "--hours-per-week", "7", "--deadline", "2028-02-29"];
    let latest = |extra: &[&str]| {
        let document = ok(run(&home, &[&plan[..], extra, &["--json"]].concat())).json();
        let steps = document["steps"].as_array().expect("steps").clone();
        let days = |s: &Value| {
            [s["latest_start"].clone(), s["latest_end"].clone()].map(|d| number(d.as_str().expect("a day")))
        };
        (number(document["latest"]["first_day"].as_str().expect("a day")), steps.iter().map(days).collect::<Vec<_>>())
    };
    // An hour a day: 60 and 80 days back from the leap day, both ends counted.
    let end = number("2028-02-29");
    assert_eq!(latest(&[]), (end - 139, vec![[end - 139, end - 80], [end - 79, end]]));
    // A week away between them is a week earlier.
    let (first, steps) = latest(&["--away", "2027-W52"]);
    assert_eq!((first, steps[1][0]), (end - 146, end - 86));
    let text = ok(run(&home, &plan)).stdout;
    assert!(text.contains("begin by 13 Oct 2027 to be done by 29 Feb 2028: 37 days of slack"), "{text}");
    assert!(text.contains("begin by") && text.lines().all(|l| l.chars().count() <= 80), "{text}");

    let missed =
        |week: &str| ok(run(&home, &[&plan[..], &["--miss", week, "--json"]].concat())).json()["missed"].clone();
    let one = missed("2027-W44");
    assert_eq!((&one["days_later"], &one["in_time"]), (&7.into(), &true.into()));
    assert_eq!(one["steps"].as_array().map(Vec::len), Some(2));
    assert_eq!(missed("2027-W46")["steps"][0]["id"], "c", "the first course has ended by then");
    assert_eq!(missed("2028-W20")["steps"], serde_json::json!([]));
    assert_eq!(missed("2027-W40..2027-W46")["in_time"], false);
    let text = ok(run(&home, &[&plan[..], &["--miss", "2027-W44"]].concat())).stdout;
    assert!(text.contains("missing 1–7 Nov 2027: the plan ends 30 Jan 2028, not 23 Jan 2028: 7 days later"), "{text}");
    assert!(text.contains("the deadline of 29 Feb 2028 still holds"), "{text}");
    let undated = run(&home, &["plan", "--to", "c", "--miss", "2027-W44"]);
    assert!(undated.code == 2 && undated.stderr.contains("--hours-per-week"), "{}", undated.stderr);
}

#[test]
fn what_fits_knows_days_away_and_a_changed_setting_is_a_cause() {
    let home = year();
    let fits = |args: &[&str]| {
        let plan = ["plan", "--to", "c", "--hours-per-week", "7", "--deadline", "2028-01-30"];
        ok(run(&home, &[&plan[..], args, &["--json"]].concat())).json()["limits"].clone()
    };
    // 147 days of an hour each, 140 hours to go.
    assert_eq!((&fits(&[])["hours"], &fits(&[])["fits"]), (&147.0.into(), &true.into()));
    let away = fits(&["--away", "2027-W50..2027-W51"]);
    assert_eq!((&away["hours"], &away["fits"]), (&133.0.into(), &false.into()));
    // 140 hours in 133 days.
    assert_eq!(away["hours_per_week"]["at_most"], 7.38);

    let save = |name: &str, args: &[&str]| {
        ok(run(&home, &[&["plan", "--to", "c", "--hours-per-week", "7", "-o", name], args].concat()));
    };
    save("old.toml", &[]);
    save("away.toml", &["--away", "2027-W50"]);
    let causes = |old: &str, new: &str| ok(run(&home, &["diff", old, new, "--json"])).json()["causes"].clone();
    let cause = causes("old.toml", "away.toml");
    assert_eq!((&cause[0]["origin"], &cause[0]["kind"]), (&"settings".into(), &"away".into()));
    assert_eq!(cause[0]["effect"], "the same path ends 30 Jan 2028, not 23 Jan 2028");
    assert_eq!(cause.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_limit_that_binds_is_the_cause_and_not_the_goal() {
    let home = Home::new();
    let plan = ["plan", "--goal", "analyst", "--hours-per-week", "6", "-o"];
    ok(home.run(&[&plan[..], &["old.toml"]].concat()));
    ok(home.run(&[&plan[..], &["new.toml", "--deadline", "2026-03-01"]].concat()));
    let told = ok(home.run(&["verify", "new.toml"])).stdout;
    assert!(told.contains("not checked: that no path within the limits gets further"), "{told}");
    let diff = ok(home.run(&["diff", "old.toml", "new.toml", "--json"])).json();
    let causes = diff["causes"].as_array().expect("causes");
    assert_eq!(causes.len(), 1, "{causes:?}");
    assert_eq!((&causes[0]["origin"], &causes[0]["kind"]), (&"settings".into(), &"deadline".into()));
    let effect = causes[0]["effect"].as_str().expect("text");
    assert!(effect.starts_with("puts part of the goal out of reach"), "{effect}");
    // The other way round, taking the missing deadline back brings the shorter path back.
    let back = ok(home.run(&["diff", "new.toml", "old.toml", "--json"])).json()["causes"].clone();
    assert_eq!(back[0]["change"], "there is no deadline any more (it was 1 Mar 2026)");
    // Made again for the same goals, limits included, nothing has changed.
    assert_eq!(ok(home.run(&["diff", "new.toml", "--json"])).json()["same"], true);
}

#[test]
fn days_away_split_an_event_without_renaming_it() {
    let home = year();
    let uids = |away: &[&str]| -> Vec<String> {
        let plan = ["plan", "--to", "b", "--hours-per-week", "7", "--format", "ics"];
        let ics = ok(run(&home, &[&plan[..], away].concat())).stdout;
        ics.lines().filter_map(|l| l.strip_prefix("UID:")).map(str::to_owned).collect()
    };
    let (whole, split) = (uids(&[]), uids(&["--away", "2027-W37"]));
    assert_eq!((whole.len(), split.len()), (1, 2));
    assert_eq!(whole[0], split[0]);
    assert_eq!(split[1], whole[0].replace("@", "-2@"));
}

#[test]
fn what_comes_next_is_true_on_a_day_away_before_a_fixed_day_and_with_nothing_left() {
    let home = Home::new();
    home.run(&["profile", "goal", "add", "analyst"]);
    home.run(&["profile", "constrain", "--hours-per-week", "6"]);
    let plain = home.run(&["next", "--json"]).json();
    assert!(plain["away_until"].is_null() && plain["begins"].is_null(), "{plain}");
    let title = plain["next"]["title"].as_str().expect("a title").to_owned();
    let id = plain["next"]["id"].as_str().expect("an id").to_owned();

    home.run(&["profile", "constrain", "--away", "2026-01-05..2026-01-11"]);
    let told = home.run(&["next"]).stdout;
    assert!(told.starts_with(&format!("away until 12 Jan 2026, then comes {title} ({id})")), "{told}");
    let document = home.run(&["next", "--json"]).json();
    assert_eq!(document["away_until"], "2026-01-12");
    assert_eq!((&document["next"]["id"], &document["begins"]), (&plain["next"]["id"], &Value::Null));

    // A course that was asked for alone, and begins on a day of its own.
    let alone = ["next", "--to", &id, "--begin", &format!("{id}=2026-02-02")];
    let told = home.run(&alone).stdout;
    assert!(told.contains(", begins 2 Feb 2026: ") && told.starts_with("away until 12 Jan 2026"), "{told}");
    assert_eq!(home.run(&[&alone[..], &["--json"]].concat()).json()["begins"], "2026-02-02");

    // Under way with every hour logged, it only waits to be marked.
    home.run(&["profile", "log", &id, "500"]);
    let told = home.run(&["next"]).stdout;
    assert!(told.contains(&format!("{title} ({id}): all its hours are logged: mark it done; then ")), "{told}");
    assert_eq!(home.run(&["next", "--json"]).json()["all_logged"], true);
}

#[test]
fn without_dates_a_course_of_a_later_day_is_not_next_while_another_can_be_studied() {
    let home = Home::new();
    home.run(&["profile", "goal", "add", "analyst"]);
    let first = home.run(&["next", "--json"]).json()["next"]["id"].as_str().expect("an id").to_owned();
    home.run(&["profile", "start", &first, "--on", "2026-02-02"]);
    let told = home.run(&["next", "--json"]).json();
    assert_ne!(told["next"]["id"], first.as_str(), "{told}");
    let told = home.run(&["next", "--to", &first]).stdout;
    assert!(told.contains(", begins 2 Feb 2026: "), "{told}");
}

#[test]
fn time_logged_is_told_as_what_it_is_where_two_plans_differ() {
    let home = Home::new();
    home.run(&["profile", "start", "algebra-1"]);
    home.run(&["plan", "--goal", "analyst", "-o", "old.toml"]);
    home.run(&["profile", "log", "algebra-1", "2"]);
    home.run(&["plan", "--goal", "analyst", "-o", "new.toml"]);
    let told = home.run(&["diff", "old.toml", "new.toml"]).stdout;
    assert!(told.contains("2 h logged on ") && !told.contains(" takes "), "{told}");
    let back = home.run(&["diff", "new.toml", "old.toml"]).stdout;
    assert!(back.contains(" are left (were "), "{back}");
}

#[test]
fn a_course_is_shown_with_its_terms_and_its_cautions() {
    let home = Home::new();
    home.write(
        "year.toml",
        "[[term]]\nid = \"spring\"\nspans = [\"01-11..05-20\"]\n[[skill]]\nid = \"s\"\nname = \"S\"\narea = \"x\"\n[[course]]\nid \
         = \"c\"\ntitle = \"C\"\nprovider = \"P\"\nhours = 10\nprice = 0\nteaches = { s = 0.5 }\noffered = \
         [\"spring\"]\nnotes = [\"permission of the instructor\"]\n",
    );
    let shown = run(&home, &["show", "c"]).stdout;
    assert!(shown.contains("begins only in these terms: spring"), "{shown}");
    assert!(shown.contains("note: permission of the instructor"), "{shown}");
}
