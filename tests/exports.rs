//! Every format a plan is written in, read back by a parser that knows nothing of the writer.

#[path = "exports/readers.rs"]
mod readers;

use std::{collections::BTreeSet, fmt::Write as _, sync::Arc};

use jiff::civil::{Date, date};
use prereq::{
    advisor::{Advisor, Settings},
    domain::{CourseId, CourseMark, Minutes, Profile, ProfileEdit, scrub},
    path::{Aim, Cancel, NeededBy, Plan, PlanFormat},
    store::{
        CatalogSources, ExportContext, Told, course_uuid, export_changes, export_plan, is_export, load_catalog,
        quoted_dot,
    },
};
use readers::{Graph, calendar, checklist, dot, mermaid, sheet, tasks};

const TODAY: Date = date(2026, 2, 27);

/// Titles made to break writers.
const HOSTILE: [&str; 12] = [
    r#"Say "hi", \n; and \\ back"#,
    "=HYPERLINK(\"http://x\",\"y\")",
    "+1 -1 @x |calc",
    "END:VEVENT BEGIN:VEVENT SUMMARY:x",
    "a;b,c:d\\,e\\;f",
    "#quot; #35; <b>&amp;</b> `code` %% end --> [x](y)",
    "} digraph { a -> b",
    "线性代数与机器学习导论，一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
    "  leading, trailing  ",
    "**bold** _it_ | cell | ~~x~~ - [x] **done**",
    "\u{1f469}\u{200d}\u{1f4bb} emoji e\u{301} עברית",
    "\\",
];

fn advisor(text: &str) -> Advisor {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("c.toml"), text).expect("writes");
    let sources = CatalogSources { builtin: false, user: None, paths: vec![folder.path().join("c.toml")] };
    let loaded = load_catalog(&sources).map_err(|e| e.0).expect("sound");
    Advisor::new(Arc::new(loaded.catalog), Profile::default(), Settings::default())
}

fn builtin() -> Advisor {
    let loaded = load_catalog(&CatalogSources::builtin()).map_err(|e| e.0).expect("sound");
    Advisor::new(Arc::new(loaded.catalog), Profile::default(), Settings::default())
}

/// A chain of courses with hostile titles, one of them by a hostile provider.
fn hostile() -> Advisor {
    let quote = |text: &str| toml::Value::from(text).to_string();
    let mut text = String::new();
    let mut wanted = Vec::new();
    for (i, title) in HOSTILE.iter().enumerate() {
        let _ = writeln!(text, "[[skill]]\nid = \"s{i}\"\nname = {}\narea = \"a\"", quote(title));
        let _ = write!(
            text,
            "[[course]]\nid = \"c{i}\"\ntitle = {}\nprovider = {}\nhours = {}\nprice = 9.5\nteaches = {{ s{i} = 0.5 }}\n",
            quote(title),
            quote(title),
            i + 1,
        );
        if i > 0 {
            let _ = writeln!(text, "requires = {{ s{} = 0.5 }}", i / 2);
        }
        wanted.push(format!("s{i} = 0.5"));
    }
    let _ = writeln!(text, "[[goal]]\nid = \"g\"\ntitle = {}\nskills = {{ {} }}", quote(HOSTILE[0]), wanted.join(", "));
    advisor(&text)
}

fn plan(advisor: &Advisor, goal: &str, dated: bool) -> Plan {
    let goal = advisor.catalog().goals().iter().find(|g| g.id.as_str() == goal).expect("known").clone();
    let mut request = advisor.request(Aim { goals: vec![goal], to: Vec::new() });
    request.hours_per_week = dated.then_some(Minutes(400));
    request.start = dated.then_some(TODAY);
    advisor.plan(&request, &Cancel::new(), &mut |_| {})
}

fn write(advisor: &Advisor, plan: &Plan, format: PlanFormat, before: Option<&str>) -> String {
    let context = ExportContext {
        names: &**advisor.catalog(),
        profile: advisor.profile(),
        today: TODAY,
        before,
        told: Told::default(),
    };
    let text = export_plan(plan, format, context).expect("a plan with dates");
    assert!(is_export(format, &text), "its own exports are known as such: {}", format.word());
    text
}

/// Suppliers and whom they supply, as the plan has them.
fn edges(plan: &Plan) -> BTreeSet<(String, String)> {
    let mut out = BTreeSet::new();
    for step in &plan.steps {
        for need in &step.needed_by {
            match need {
                NeededBy::Course(id) => out.insert((step.course.to_string(), id.to_string())),
                NeededBy::Goal => {
                    out.extend(plan.premises.goals.iter().map(|g| (step.course.to_string(), format!("goal:{}", g.id))));
                    true
                }
            };
        }
    }
    out
}

/// Everything about one plan, in every format.
fn check(advisor: &Advisor, plan: &Plan) {
    let title = |id: &CourseId| advisor.catalog().course(advisor.course(id.as_str()).expect("known")).title.clone();

    let events = calendar(&write(advisor, plan, PlanFormat::Ics, None));
    assert_eq!(events.len(), plan.steps.len());
    for step in &plan.steps {
        let event = &events[&format!("{}@prereq", course_uuid(&step.course))];
        assert_eq!(event["SUMMARY"], title(&step.course).trim());
        assert_eq!(event["DTSTART;VALUE=DATE"].parse::<Date>().ok(), step.start);
        assert_eq!(event["DTEND;VALUE=DATE"].parse::<Date>().ok(), step.end.map(|e| e.tomorrow().expect("later")));
        assert_eq!(event["DTSTAMP"], "20260227T000000Z");
        assert_eq!(event["SEQUENCE"], "0");
        assert!(event["DESCRIPTION"].starts_with(step.provider.trim_end()), "{}", event["DESCRIPTION"]);
    }

    let records = sheet(&write(advisor, plan, PlanFormat::Csv, None));
    assert_eq!(records.len(), plan.steps.len());
    for (record, step) in records.iter().zip(&plan.steps) {
        assert_eq!(record["id"], step.course.as_str());
        assert_eq!(record["hours"].parse::<f64>().ok(), Some(step.takes().left.to_string().parse().expect("a number")));
        for (column, value) in record {
            let risky = value.trim_start().starts_with(['=', '+', '-', '@']);
            assert!(!risky, "{column}: {value} is a formula");
        }
        assert_eq!(record["title"].strip_prefix('\'').unwrap_or(&record["title"]), title(&step.course));
    }

    for graph in
        [dot(&write(advisor, plan, PlanFormat::Dot, None)), mermaid(&write(advisor, plan, PlanFormat::Mermaid, None))]
    {
        let Graph { labels, edges: drawn } = graph;
        assert_eq!(labels.len(), plan.steps.len() + plan.premises.goals.len());
        let names: Vec<String> = (plan.steps.iter().map(|s| s.course.to_string()))
            .chain(plan.premises.goals.iter().map(|g| format!("goal:{}", g.id)))
            .collect();
        for (step, (_, label)) in plan.steps.iter().zip(&labels) {
            assert!(label.starts_with(&format!("{}. {}", step.position, title(&step.course))), "{label}");
        }
        // Nodes come in the order of the steps, whatever they are called in the language.
        let at = |word: &str| labels.iter().position(|(id, _)| id == word).expect("a node");
        let drawn: BTreeSet<(String, String)> =
            drawn.iter().map(|(a, b)| (names[at(a)].clone(), names[at(b)].clone())).collect();
        assert_eq!(drawn, edges(plan));
    }

    let listed = tasks(&write(advisor, plan, PlanFormat::Taskwarrior, None));
    assert_eq!(listed.len(), plan.steps.len());
    for step in &plan.steps {
        let task = &listed[&course_uuid(&step.course).to_string()];
        assert_eq!(task.description, title(&step.course));
        assert_eq!(task.status, "pending");
        let waits: BTreeSet<String> = (plan.steps.iter())
            .filter(|s| s.position < step.position && s.needed_by.contains(&NeededBy::Course(step.course.clone())))
            .map(|s| course_uuid(&s.course).to_string())
            .collect();
        assert_eq!(task.depends, waits);
    }

    let items = checklist(&write(advisor, plan, PlanFormat::Markdown, None));
    let expected: Vec<_> = plan.steps.iter().map(|s| (false, title(&s.course))).collect();
    assert_eq!(items, expected);
}

#[test]
fn every_export_of_every_built_in_goal_reads_back() {
    let advisor = builtin();
    let goals: Vec<_> = advisor.catalog().goals().iter().map(|g| g.id.to_string()).collect();
    for goal in goals {
        check(&advisor, &plan(&advisor, &goal, true));
    }
}

#[test]
fn hostile_titles_read_back_as_they_are() {
    let advisor = hostile();
    let plan = plan(&advisor, "g", true);
    assert_eq!(plan.steps.len(), HOSTILE.len());
    check(&advisor, &plan);
}

#[test]
fn lines_of_a_calendar_are_short_and_end_as_they_must() {
    let advisor = hostile();
    let text = write(&advisor, &plan(&advisor, "g", true), PlanFormat::Ics, None);
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{} octets: {line}", line.len());
    }
}

#[test]
fn a_calendar_without_dates_is_refused() {
    let advisor = hostile();
    let plan = plan(&advisor, "g", false);
    let context = ExportContext {
        names: &**advisor.catalog(),
        profile: advisor.profile(),
        today: TODAY,
        before: None,
        told: Told::default(),
    };
    assert!(export_plan(&plan, PlanFormat::Ics, context).is_err());
}

#[test]
fn exporting_again_updates_the_same_events_and_tasks() {
    let advisor = hostile();
    let first = plan(&advisor, "g", true);
    let mut second = first.clone();
    // One is done, another comes a week later.
    let gone = second.steps.remove(0);
    let moved = second.steps[3].course.clone();
    let end = second.steps[3].end.expect("dated");
    second.steps[3].end = Some(end.checked_add(jiff::ToSpan::days(7)).expect("later"));

    let before = write(&advisor, &first, PlanFormat::Ics, None);
    assert_eq!(write(&advisor, &first, PlanFormat::Ics, Some(&before)), before, "nothing changed, nothing changes");
    let after = write(&advisor, &second, PlanFormat::Ics, Some(&before));
    let events = calendar(&after);
    assert_eq!(events.len(), first.steps.len(), "none is lost and none is doubled");
    for step in &first.steps {
        let event = &events[&format!("{}@prereq", course_uuid(&step.course))];
        let cancelled = event["STATUS"] == "CANCELLED";
        assert_eq!(cancelled, step.course == gone.course);
        assert_eq!(event["SEQUENCE"] == "1", cancelled || step.course == moved, "{}", step.course);
    }
    let again = write(&advisor, &second, PlanFormat::Ics, Some(&after));
    assert_eq!(again, after, "what was called off stays called off, once");

    let changes = export_changes(PlanFormat::Ics, &before, &after);
    assert_eq!((changes.new.len(), changes.changed.len(), changes.gone.len()), (0, 1, 1), "{changes:?}");
    assert_eq!(changes.same, first.steps.len() - 2);

    let mut profile = Profile::default();
    profile.apply(&ProfileEdit::Mark { course: gone.course.clone(), mark: CourseMark::Done, on: None, rating: None });
    let before = write(&advisor, &first, PlanFormat::Taskwarrior, None);
    let context = ExportContext {
        names: &**advisor.catalog(),
        profile: &profile,
        today: TODAY,
        before: Some(&before),
        told: Told::default(),
    };
    let after = tasks(&export_plan(&second, PlanFormat::Taskwarrior, context).expect("tasks need no dates"));
    assert_eq!(after.len(), first.steps.len());
    assert_eq!(after[&course_uuid(&gone.course).to_string()].status, "completed");
    let context = ExportContext { profile: &Profile::default(), ..context };
    let after = tasks(&export_plan(&second, PlanFormat::Taskwarrior, context).expect("tasks need no dates"));
    assert_eq!(after[&course_uuid(&gone.course).to_string()].status, "deleted");

    let ticked = write(&advisor, &first, PlanFormat::Markdown, None).replacen("- [ ]", "- [x]", 3);
    let items = checklist(&write(&advisor, &second, PlanFormat::Markdown, Some(&ticked)));
    let done: Vec<_> = items.iter().filter(|(tick, _)| *tick).map(|(_, title)| title.clone()).collect();
    assert_eq!(items.len(), first.steps.len(), "a ticked course that left the plan is kept");
    assert_eq!(done.len(), 3);
}

#[test]
fn each_format_tells_what_writing_again_would_change() {
    let advisor = builtin();
    let first = plan(&advisor, "data-analyst", true);
    let mut second = first.clone();
    second.steps.pop();
    for format in PlanFormat::ALL {
        let (before, after) = (write(&advisor, &first, format, None), write(&advisor, &second, format, None));
        let same = export_changes(format, &before, &before);
        assert!(same.new.is_empty() && same.changed.is_empty() && same.gone.is_empty() && same.same > 0);
        if !matches!(format, PlanFormat::Dot | PlanFormat::Mermaid) {
            let mut moved = first.clone();
            moved.steps[0].start = Some(date(2026, 2, 26));
            moved.steps[0].end = Some(date(2026, 3, 31));
            let moved = export_changes(format, &before, &write(&advisor, &moved, format, None));
            assert!(moved.new.len() + moved.changed.len() > 0, "{}: {moved:?}", format.word());
        }
        let changes = export_changes(format, &before, &after);
        assert!(!changes.gone.is_empty(), "{}: {changes:?}", format.word());
        let lines = matches!(format, PlanFormat::Markdown | PlanFormat::Dot | PlanFormat::Mermaid);
        assert!(lines || (changes.gone.len() == 1 && changes.new.is_empty()), "{}: {changes:?}", format.word());
    }
}

#[test]
fn something_else_is_never_taken_for_an_export() {
    for format in PlanFormat::ALL {
        for text in
            ["my notes\n", "{\"a\": 1}", "a,b\n1,2\n", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "# Shopping\n\n- [ ] milk\n"]
        {
            assert!(!is_export(format, text), "{}: {text}", format.word());
        }
    }
}

#[test]
fn any_text_survives_the_dot_language() {
    use proptest::prelude::*;
    proptest!(|(text in "[^\u{0}]{0,40}")| {
        let graph = dot(&format!("digraph plan {{ \"n\" [label={}]; }}", quoted_dot(&text)));
        prop_assert_eq!(&graph.labels[0].1, &scrub(&text));
    });
}
