//! The learner's file under the keys.

use prereq::{
    app::{Effect, Event, Overlay, Place, ProfileRow, Section, profile_rows},
    domain::{CourseMark, Minutes, ProfileEdit},
    tui::Styles,
};

use crate::{
    fixture::{Bench, course_id, profile, skill_id},
    screens::{paint, text},
};

fn bench() -> Bench {
    let mut bench = Bench::new(profile(), (80, 24));
    bench.press("6");
    bench
}

/// What was written, a change a list.
fn saved(b: &Bench) -> Vec<Vec<ProfileEdit>> {
    b.done.iter().filter_map(|e| if let Effect::Save(edits) = e { Some(edits.clone()) } else { None }).collect()
}

fn row(b: &Bench) -> ProfileRow {
    b.state.profile_row().expect("a row is selected")
}

/// Presses the keys that type a text.
fn write(b: &mut Bench, text: &str) {
    b.event(Event::Paste(text.to_owned()));
}

/// Goes to the first row of a section.
fn go(b: &mut Bench, section: Section) {
    b.press("g");
    for _ in 0..9 {
        if row(b).section() != section {
            b.press("]");
        }
    }
    assert_eq!(row(b).section(), section);
}

#[test]
fn sections_stand_in_order_and_are_jumped_to() {
    let mut b = bench();
    b.press("N esc");
    let mut seen = vec![row(&b).section()];
    for _ in 0..12 {
        b.press("]");
        seen.push(row(&b).section());
    }
    seen.dedup();
    use Section::{Constraints, Goals, Saved, Skills, Started};
    assert_eq!(seen, [Goals, Skills, Started, Saved, Constraints]);
    b.press("G [");
    assert_eq!(row(&b).section(), Constraints, "first to the head of the section");
    b.press("[ [ [ [ [ [");
    assert_eq!(row(&b).section(), Goals);
}

#[test]
fn a_level_is_chosen_by_what_it_means_or_typed() {
    let mut b = bench();
    b.press("] enter");
    let screen = |b: &Bench| text(&paint(b, (80, 24), &Styles::mono()));
    for said in ["0.25 awareness", "0.50 working", "0.75 practitioner", "1.00 expert", "looking things up"] {
        assert!(screen(&b).contains(said), "{}", screen(&b));
    }
    let ProfileRow::Skill { skill, have, .. } = row(&b) else { panic!("a skill") };
    b.press("down down up down enter");
    let level = b.state.advisor.profile().skills[&skill].level;
    assert_eq!(level.thousandths(), (have.thousandths() / 250 + 1) * 250, "the next anchor up");
    b.press("enter down x enter");
    let Some(Overlay::Prompt(prompt)) = b.state.overlays.last() else { panic!("still asking") };
    assert!(prompt.error.is_some() && prompt.choice.is_none(), "what is typed over a choice is no choice");
    b.press("esc");
    assert_eq!(saved(&b).len(), 1);
}

#[test]
fn where_a_level_comes_from_is_told() {
    let mut b = bench();
    let screen = |b: &Bench| text(&paint(b, (80, 24), &Styles::mono()));
    go(&mut b, Section::Skills);
    while !matches!(row(&b), ProfileRow::Skill { skill, .. } if skill == skill_id("python")) {
        b.press("j");
    }
    assert!(screen(&b).contains("your own word, 5 Jan 2026"), "{}", screen(&b));
    assert!(screen(&b).contains("your goal asks for 0.50 working"));
    // A course that teaches more takes over, and says so.
    b.press("2 / a d v a n c e d enter d 6");
    assert!(screen(&b).contains("from Advanced Python, done, 2 Mar 2026"), "{}", screen(&b));
}

#[test]
fn courses_are_rated_noted_and_waived_wherever_they_are_selected() {
    for keys in ["4 j", "4 j enter", "2 / l i n e a r space a l g e b r a enter", "6 ] ] ]"] {
        let mut b = bench();
        b.press(keys);
        let course = b.state.selected_course().expect("one is selected");
        let id = b.state.advisor.catalog().course(course).id.clone();
        let place = b.state.place();
        b.press("r 7 enter");
        assert_eq!(b.state.place(), Place::Prompt, "{keys}: 7 is no rating");
        b.press("backspace 4 enter");
        assert_eq!(b.state.advisor.profile().courses[&id].rating, Some(4), "{keys}");
        b.press("N");
        write(&mut b, "ask Ann");
        b.press("enter");
        assert_eq!(b.state.advisor.profile().courses[&id].note.as_deref(), Some("ask Ann"));
        if place != Place::Profile {
            b.press("v enter");
            assert_eq!(b.state.place(), Place::Prompt, "a waiver has a reason");
            write(&mut b, "had it at school");
            b.press("enter");
            assert_eq!(b.state.advisor.profile().waive[&id], "had it at school");
            b.press("v");
            assert!(b.state.advisor.profile().waive.is_empty());
        }
        assert!(saved(&b).iter().all(|edits| edits.len() == 1), "each is one step to undo: {keys}");
        assert_eq!(b.state.place(), place);
    }
}

#[test]
fn a_rating_or_note_that_is_none_makes_no_record() {
    let mut b = bench();
    b.press("4 j r enter N enter");
    assert!(saved(&b).is_empty());
    assert_eq!(b.state.advisor.profile(), &profile());
}

#[test]
fn a_rating_is_chosen_with_arrows() {
    let mut b = bench();
    go(&mut b, Section::Started);
    b.press("r down down enter");
    assert_eq!(b.state.advisor.profile().courses[&course_id("calc-1")].rating, Some(4));
    b.press("r down enter");
    assert_eq!(b.state.advisor.profile().courses[&course_id("calc-1")].rating, Some(4), "it begins where it is");
    b.press("r ctrl-u enter");
    assert_eq!(b.state.advisor.profile().courses[&course_id("calc-1")].rating, None);
}

#[test]
fn constraints_have_editors_that_fit() {
    let mut b = bench();
    go(&mut b, Section::Constraints);
    b.press("enter ctrl-u 2 0 0 enter");
    assert_eq!(b.state.place(), Place::Prompt, "a week has no 200 hours");
    b.press("ctrl-u 9 enter");
    let constraints = |b: &Bench| b.state.advisor.profile().constraints.clone();
    assert_eq!(constraints(&b).hours_per_week, Some(Minutes(540)));
    // Courses at once, with arrows; days away, typed, in order and merged.
    b.press("j enter down down enter");
    assert_eq!(constraints(&b).max_parallel, Some(2));
    b.press("j enter 2 0 2 7 - W 0 7 , space 2 0 2 6 - 1 2 - 2 4 . . 2 0 2 6 - 1 2 - 2 2 enter");
    assert_eq!(b.state.place(), Place::Prompt, "it ends before it begins");
    b.press("ctrl-u 2 0 2 7 - W 0 7 , space 2 0 2 6 - 1 2 - 2 4 enter");
    let away: Vec<String> = constraints(&b).away.iter().map(|a| a.to_string()).collect();
    assert_eq!(away, ["2026-12-24", "2027-02-15..2027-02-21"]);
    b.press("X");
    assert!(constraints(&b).away.is_empty());
    b.press("j enter");
    assert!(constraints(&b).free_only);
    // Languages: none in this catalog, so one is typed.
    b.press("j enter");
    assert_eq!(b.state.place(), Place::Picker);
    b.press("d e tab ctrl-u e n enter");
    assert_eq!(constraints(&b).languages, ["de", "en"]);
    assert_eq!(b.state.place(), Place::Profile);
    // Providers: taken from the catalog, narrowed by typing, taken back by the same key.
    b.press("j j enter d u k tab");
    assert_eq!(constraints(&b).exclude_providers, ["Duke University"]);
    b.press("tab esc");
    assert!(constraints(&b).exclude_providers.is_empty());
    assert!(saved(&b).iter().all(|edits| matches!(&edits[..], [ProfileEdit::Constrain(_)])));
    // And each can be cleared in one step.
    b.press("k k X");
    assert!(constraints(&b).languages.is_empty());
    let steps = saved(&b).len();
    b.press("X");
    assert_eq!(saved(&b).len(), steps);
    assert!(b.state.notice.as_ref().is_some_and(|n| n.problem), "there is nothing to clear");
}

#[test]
fn every_row_can_be_taken_out_in_one_step() {
    let mut full = profile();
    full.waive.insert(course_id("mit-18.06"), "school".into());
    full.courses.get_mut(&course_id("calc-1")).expect("there").note = Some("slow".into());
    full.constraints.free_only = true;
    let rows = profile_rows(&Bench::new(full.clone(), (80, 24)).state).len();
    for at in 0..rows {
        let mut b = Bench::new(full.clone(), (80, 24));
        b.press("6").press(&"j ".repeat(at));
        let gone = row(&b);
        b.press("X");
        let own = match &gone {
            ProfileRow::Skill { skill, .. } => full.skills.contains_key(skill),
            ProfileRow::Constraint(kind) => {
                use prereq::app::ConstraintKind::{FreeOnly, HoursPerWeek};
                matches!(kind, HoursPerWeek | FreeOnly)
            }
            _ => true,
        };
        assert_eq!(saved(&b).len(), usize::from(own), "{gone:?}");
        assert_eq!(saved(&b).iter().map(Vec::len).sum::<usize>(), usize::from(own), "{gone:?}");
        assert_eq!(b.state.advisor.profile() == &full, !own, "{gone:?}");
        assert!(b.state.notice.is_some(), "{gone:?}");
    }
}

#[test]
fn notes_and_waivers_are_edited_where_they_stand() {
    let mut b = bench();
    go(&mut b, Section::Started);
    b.press("N");
    write(&mut b, "slow");
    b.press("enter G");
    assert_eq!(row(&b), ProfileRow::Note(course_id("calc-1")));
    b.press("enter");
    write(&mut b, " but sure");
    b.press("enter");
    assert_eq!(b.state.advisor.profile().courses[&course_id("calc-1")].note.as_deref(), Some("slow but sure"));
    b.press("v");
    write(&mut b, "school");
    b.press("enter G k");
    assert_eq!(row(&b), ProfileRow::Waiver(course_id("calc-1")));
    b.press("enter ctrl-u enter");
    assert_eq!(b.state.place(), Place::Prompt, "a reason is not taken away; the waiver is");
    b.press("esc X");
    assert!(b.state.advisor.profile().waive.is_empty());
    b.press("G X");
    assert_eq!(b.state.advisor.profile().courses[&course_id("calc-1")].note, None);
    assert_eq!(b.state.advisor.profile().mark("calc-1"), Some(CourseMark::Started), "the mark stays");
}

#[test]
fn the_screen_at_every_size() {
    let mut full = profile();
    full.waive.insert(course_id("mit-18.06"), "had it at school".into());
    full.courses.get_mut(&course_id("calc-1")).expect("there").note = Some("slow but sure".into());
    full.courses.get_mut(&course_id("calc-1")).expect("there").rating = Some(4);
    full.constraints.languages = vec!["en".into(), "de".into()];
    for (name, keys, size) in [
        ("skills", "6 j j", (80, 24)),
        ("skills", "6 j j", (120, 40)),
        ("courses", "6 ] ]", (80, 24)),
        ("notes", "6 G", (80, 24)),
        ("notes", "6 G", (40, 12)),
        ("level", "6 j j enter down down", (80, 24)),
        ("level", "6 j j enter down down", (40, 12)),
        ("hours", "6 ] ] ] ] enter down", (80, 24)),
        ("providers", "6 ] ] ] ] j j j j j j enter u n", (80, 24)),
        ("rating", "6 ] ] r down", (120, 40)),
    ] {
        let mut b = Bench::new(full.clone(), size);
        b.press(keys);
        let name = format!("profile-{name}-{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, text(&paint(&b, size, &Styles::ansi())));
    }
}

#[test]
fn time_is_logged_by_the_day_and_taken_back() {
    let mut b = bench();
    go(&mut b, Section::Started);
    let course = course_id("calc-1");
    b.press("L down down enter");
    let today = b.state.today;
    let record = |b: &Bench| b.state.advisor.profile().courses[&course].clone();
    assert_eq!((record(&b).logged(), record(&b).log.on(today)), (Minutes(21 * 60), Minutes(60)));

    b.press("L");
    write(&mut b, "90m 2026-02-01");
    b.press("enter");
    let day = jiff::civil::date(2026, 2, 1);
    assert_eq!((record(&b).logged(), record(&b).log.on(day)), (Minutes(22 * 60 + 30), Minutes(90)));

    b.press("L");
    write(&mut b, "-2 2026-02-01");
    b.press("enter");
    let screen = text(&paint(&b, (80, 24), &Styles::mono()));
    assert!(screen.contains("only 1.5 h is logged"), "{screen}");
    b.press("ctrl-u");
    write(&mut b, "1 2030-01-01");
    b.press("enter");
    assert!(matches!(b.state.place(), Place::Prompt), "a day that has not come is refused");
    b.press("ctrl-u");
    write(&mut b, "-0.5");
    b.press("enter");
    assert_eq!(record(&b).log.on(today), Minutes(30), "from the latest day first");
    let log = |hours, on| ProfileEdit::Log { course: course.clone(), hours: Minutes(hours), on: Some(on) };
    let unlog = ProfileEdit::Unlog { course: course.clone(), hours: Minutes(30), on: None };
    assert_eq!(saved(&b), [vec![log(60, today)], vec![log(90, day)], vec![unlog]]);
}
