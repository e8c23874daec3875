//! Keys in, state out.

use prereq::{
    app::{Effect, Event, Exported, Focus, Key, Overlay, Place, Prompt, Reply, Screen, Target, picks, ways_on},
    domain::{CourseMark, Level, Profile, ProfileEdit, Step},
    path::{ExportChanges, PlanFormat, Status},
};

use crate::fixture::{Bench, gap_report, plan, profile, skill_id};

fn bench() -> Bench {
    Bench::new(profile(), (80, 24))
}

fn prompt(bench: &Bench) -> &Prompt {
    match bench.state.overlays.last() {
        Some(Overlay::Prompt(prompt)) => prompt,
        other => panic!("{other:?}"),
    }
}

fn edits(bench: &Bench) -> Vec<ProfileEdit> {
    let saved = bench.done.iter().filter_map(|e| if let Effect::Save(edits) = e { Some(edits.clone()) } else { None });
    saved.flatten().collect()
}

#[test]
fn without_a_goal_one_is_chosen_and_written_only_then() {
    let mut b = Bench::new(Profile::default(), (80, 24));
    b.press("esc");
    assert_eq!(b.state.place(), Place::Home);
    assert!(edits(&b).is_empty(), "nothing is written until something is chosen");
    b.press("n m a t h enter");
    assert_eq!(b.state.place(), Place::Home);
    assert!(
        matches!(&edits(&b)[..], [ProfileEdit::SetGoals(goals)] if goals.len() == 1 && goals[0].as_str() == "mathematician")
    );
    assert!(b.state.plan.value.is_some(), "the plan follows at once");
}

#[test]
fn numbers_and_tab_show_screens() {
    let mut b = bench();
    for (key, screen) in [
        ("2", Screen::Search),
        ("3", Screen::Gap),
        ("4", Screen::Path),
        ("5", Screen::Recommend),
        ("6", Screen::Profile),
        ("1", Screen::Home),
    ] {
        assert_eq!(b.press(key).state.screen, screen);
    }
    assert_eq!(b.press("tab tab").state.screen, Screen::Gap);
    assert_eq!(b.press("shift-tab shift-tab shift-tab").state.screen, Screen::Profile);
    assert_eq!(b.press("l").state.screen, Screen::Home);
}

#[test]
fn tab_completes_filters_and_goes_through_their_values() {
    let mut b = bench();
    b.press("/ l e v tab");
    assert_eq!(b.query(), "level:");
    assert_eq!(b.press("i tab").query(), "level:intermediate ");
    b.press("ctrl-u h o tab");
    assert_eq!(b.query(), "hours:");
    let mut seen = Vec::new();
    for _ in 0..6 {
        seen.push(b.press("tab").query().to_owned());
    }
    assert_eq!(seen[..3], ["hours:<10", "hours:<20", "hours:<50"]);
    assert_eq!(seen[0], seen[5], "round it goes");
    assert!(b.state.search.offer.is_some());
    b.press("space x");
    assert_eq!(b.query(), "hours:<10 x");
    assert!(b.state.search.offer.is_none());
    assert_eq!(b.press("ctrl-u z z tab").query(), "zz", "nothing to complete");
    assert_eq!(b.state.place(), Place::Query);
}

#[test]
fn filters_on_the_learner_follow_what_changes() {
    let mut b = bench();
    b.press("/ r e a d y : enter g");
    let first = b.state.search.found.results[0].course;
    b.press("d");
    let found = &b.state.search.found.results;
    assert!(!found.is_empty() && found.iter().all(|hit| hit.course != first), "what is done is not to be started");
}

#[test]
fn searching_narrows_with_every_key_and_esc_goes_one_step_back() {
    let mut b = bench();
    b.press("3 /");
    assert_eq!((b.state.screen, b.state.place()), (Screen::Search, Place::Query));
    b.press("m a c h i n e space i n t r o");
    assert_eq!(b.query(), "machine intro");
    let first = b.state.selected_course().expect("found");
    assert_eq!(b.state.advisor.catalog().course(first).id.as_str(), "ml-intro");
    b.press("q 2");
    assert_eq!(b.query(), "machine introq2", "letters and digits are text while typing");
    b.press("backspace backspace enter");
    assert_eq!(b.state.place(), Place::Search);
    b.press("enter");
    assert_eq!(b.state.place(), Place::Course);
    b.press("esc");
    assert_eq!(b.state.place(), Place::Search);
    b.press("esc");
    assert_eq!(b.query(), "");
    b.press("esc esc esc");
    assert_eq!(b.state.screen, Screen::Search, "Esc never leaves");
    assert!(!b.done.iter().any(|e| matches!(e, Effect::Quit)));
}

#[test]
fn moving_stops_at_the_ends_of_every_list() {
    let mut b = bench();
    b.press("4 j j");
    assert_eq!(b.state.path.selected(5), Some(2));
    b.press("G down");
    assert_eq!(b.state.path.selected(5), Some(4));
    b.press("g k");
    assert_eq!(b.state.path.selected(5), Some(0));
    b.press("ctrl-d");
    assert_eq!(b.state.path.selected(5), Some(4));
    b.press("2 ctrl-d ctrl-u");
    assert_eq!(b.state.search.cursor.selected(9), Some(0));
}

#[test]
fn a_gap_opens_who_teaches_it_and_a_teacher_opens_its_course() {
    let mut b = bench();
    b.press("3 enter");
    assert_eq!((b.state.place(), b.state.gaps.focus), (Place::Teachers, Focus::Detail));
    b.press("j enter");
    assert!(matches!(b.state.overlays.last(), Some(Overlay::Course { .. })));
    let course = b.state.selected_course().expect("one");
    assert_eq!(b.state.advisor.catalog().course(course).id.as_str(), "la-essence");
    b.press("esc esc");
    assert_eq!(b.state.place(), Place::Gap);
}

#[test]
fn marks_are_set_taken_away_and_dated() {
    let mut b = bench();
    b.press("4 j d");
    assert_eq!(b.state.advisor.profile().mark("mit-18.06"), Some(CourseMark::Done));
    assert_eq!(
        b.state.advisor.state().level(b.state.advisor.catalog().skill_ix("linear-algebra").expect("there")),
        Level::new(750)
    );
    b.press("s");
    assert_eq!(b.state.advisor.profile().mark("mit-18.06"), Some(CourseMark::Saved));
    b.press("s");
    assert_eq!(b.state.advisor.profile().mark("mit-18.06"), None);
    b.press("x S");
    assert_eq!(b.state.advisor.profile().mark("mit-18.06"), Some(CourseMark::Started));
    let all = edits(&b);
    assert_eq!(all.len(), 5);
    assert!(all.iter().all(|e| !matches!(e, ProfileEdit::Mark { on, .. } if *on != Some(crate::fixture::TODAY))));
}

#[test]
fn levels_go_by_anchors_or_as_typed() {
    let mut b = bench();
    let level = |b: &Bench| b.state.advisor.profile().skills[&skill_id("machine-learning")].level;
    b.press("3 j +");
    assert_eq!(level(&b), Level::new(500));
    b.press("- -");
    assert_eq!(level(&b), Level::ZERO);
    b.press("-");
    assert_eq!(level(&b), Level::ZERO);
    b.press("6 g j j j");
    assert_eq!(b.state.selected_skill(), b.state.advisor.catalog().skill_ix("machine-learning"));
    b.press("enter 0 . 6 x enter");
    let Some(Overlay::Prompt(prompt)) = b.state.overlays.last() else { panic!("still asking") };
    assert!(prompt.error.is_some());
    b.press("backspace enter");
    assert_eq!(level(&b), Level::new(600));
    b.press("+");
    assert_eq!(level(&b), Level::new(750));
    b.press("enter p r a c enter enter e x p enter");
    assert_eq!(level(&b), Level::MAX);
}

#[test]
fn a_skill_can_be_added_by_name() {
    let mut b = bench();
    b.press("6 a c a l c enter w o r enter");
    assert_eq!(b.state.advisor.profile().skills[&skill_id("calculus")].level, Level::new(500));
    assert!(b.state.overlays.is_empty());
}

#[test]
fn constraints_are_edited_in_place() {
    let mut b = bench();
    b.press("6 G k k k k k k enter backspace 9 enter");
    assert_eq!(b.state.advisor.profile().constraints.hours_per_week.map(|m| m.0), Some(540));
    b.press("j j j enter");
    assert!(b.state.advisor.profile().constraints.free_only);
}

#[test]
fn the_hours_of_a_week_are_a_key_away_and_the_choice_of_goals_begins_at_the_present_one() {
    let mut b = bench();
    for screen in ["1", "4", "6"] {
        b.press(screen).press("H");
        assert_eq!(b.state.place(), Place::Prompt, "{screen}");
        b.press("esc");
    }
    b.press("H backspace 9 enter");
    assert_eq!(b.state.advisor.profile().constraints.hours_per_week.map(|m| m.0), Some(540));
    assert_eq!(b.state.notice.as_ref().map(|n| n.text.as_str()), Some("9 h a week"));
    for way in ["n", "6 enter"] {
        b.press(way);
        let Some(Overlay::Picker(picker)) = b.state.overlays.last() else { panic!("{way}: a choice") };
        let all = picks(&b.state, picker);
        let at = picker.cursor.selected(all.len()).expect("something to choose");
        assert!(all[at].active && all.len() > 1, "{way}");
        b.press("esc");
    }
}

#[test]
fn two_goals_can_be_wanted_at_once() {
    let mut b = bench();
    b.press("n m a t h tab");
    assert_eq!(b.state.place(), Place::Picker, "the choice stays open");
    b.press("esc");
    assert_eq!(b.state.advisor.profile().goals.len(), 2);
    b.press("n m a t h tab esc");
    assert_eq!(b.state.advisor.profile().goals.len(), 1);
}

#[test]
fn late_answers_are_dropped_and_earlier_ones_stay_until_new_ones_come() {
    let mut b = bench();
    b.answers = false;
    let before = b.state.generation;
    b.press("4 d");
    assert!(b.state.plan.pending && b.state.plan.value.is_some(), "the old plan stays on screen");
    let late = Event::Reply { generation: before, reply: Reply::Plan(plan(Status::Bounded).into()) };
    b.event(late);
    assert_eq!(b.state.plan.value.as_ref().map(|p| p.status), Some(Status::Proved));
    let generation = b.state.generation;
    b.event(Event::Reply { generation, reply: Reply::Progress(plan(Status::Bounded).into()) });
    assert!(b.state.plan.pending);
    assert_eq!(b.state.plan.value.as_ref().map(|p| p.status), Some(Status::Bounded));
    b.event(Event::Reply { generation, reply: Reply::Plan(plan(Status::Proved).into()) });
    b.event(Event::Reply { generation, reply: Reply::Gap(gap_report().into()) });
    assert!(!b.state.plan.pending && !b.state.gap.pending);
}

#[test]
fn what_could_not_be_saved_is_taken_back_and_said() {
    let mut b = bench();
    b.press("4 d");
    assert_eq!(b.state.saving, 1);
    b.event(Event::NotSaved { message: "the disk is full".into(), profile: Some(profile()) });
    assert_eq!(b.state.advisor.profile(), &profile());
    assert!(b.state.problem.as_ref().is_some_and(|text| text.contains("full")));
    b.press("j k");
    assert!(b.state.problem.is_some(), "what went wrong stays until it is dismissed");
    assert_eq!(b.press("esc").state.problem, None);
    assert_eq!(b.state.place(), Place::Path);
}

#[test]
fn several_courses_are_marked_and_acted_on_in_one_step() {
    let mut b = bench();
    b.press("4 j space space");
    assert_eq!(b.state.marked_here().len(), 2);
    b.press("y");
    let Some(Effect::Copy(text)) = b.done.last() else { panic!("nothing copied") };
    assert_eq!(text.lines().count(), 2);
    assert!(text.starts_with("2. Linear Algebra (MIT), 168 h") && text.contains("https://example.org/ml-intro"));
    assert_eq!(b.state.notice.as_ref().map(|n| n.text.as_str()), Some("copied: 2 courses"));
    b.press("d");
    let saves: Vec<_> = b.done.iter().filter(|e| matches!(e, Effect::Save(_))).collect();
    assert_eq!(saves.len(), 1, "one step to undo");
    assert_eq!(b.state.advisor.profile().mark("mit-18.06"), Some(CourseMark::Done));
    assert_eq!(b.state.advisor.profile().mark("ml-intro"), Some(CourseMark::Done));
    assert!(b.state.marked.is_empty());
    b.press("g space");
    assert_eq!(b.state.marked_here().len(), 1);
    b.press("esc");
    assert!(b.state.marked_here().is_empty());
    b.press("space 2");
    assert!(b.state.marked.is_empty(), "nobody acts on marks on another screen");
}

#[test]
fn marking_done_together_never_lowers_what_one_of_them_teaches() {
    let mut b = bench();
    let linear =
        |b: &Bench| b.state.advisor.state().level(b.state.advisor.catalog().skill_ix("linear-algebra").expect("there"));
    b.press("3 enter");
    assert_eq!(b.state.teachers().len(), 2);
    b.press("space space d");
    assert_eq!(linear(&b), Level::new(750));
}

#[test]
fn the_palette_finds_by_name_and_doc_and_runs_what_works_below_it() {
    let mut b = bench();
    b.press("4 j :");
    assert_eq!(b.state.place(), Place::Palette);
    b.press("d o n e enter");
    assert_eq!(b.state.place(), Place::Path);
    assert_eq!(b.state.advisor.profile().mark("mit-18.06"), Some(CourseMark::Done));
    b.press("ctrl-p r e c o m m enter");
    assert_eq!(b.state.screen, Screen::Recommend);
    b.press("/ m a : ctrl-p");
    assert_eq!((b.state.place(), b.query()), (Place::Query, "ma:"), "both are as they were where text is typed");
}

#[test]
fn the_help_is_searched_by_slash_and_left_in_two_steps() {
    let mut b = bench();
    b.press("4 ?");
    let found = |b: &Bench| match b.state.overlays.last() {
        Some(Overlay::Help(help)) => help.found().len(),
        _ => 0,
    };
    let all = found(&b);
    b.press("/ b r o w s e r");
    assert_eq!((b.state.place(), found(&b)), (Place::HelpQuery, 1));
    b.press("enter");
    assert_eq!(b.state.place(), Place::Help);
    assert_eq!(found(b.press("esc")), all);
    assert_eq!(b.press("esc").state.place(), Place::Path);
}

#[test]
fn a_prefix_shows_what_can_follow_and_esc_leaves_it() {
    let mut b = bench();
    b.press("4 ,");
    let ways: Vec<_> = ways_on(&b.state).iter().map(|w| w.spec.name).collect();
    assert!(ways.contains(&"copy-plan"), "{ways:?}");
    b.press("esc");
    assert!(ways_on(&b.state).is_empty() && b.state.place() == Place::Path);
    b.press(", y");
    let Some(Effect::Copy(text)) = b.done.last() else { panic!("nothing copied") };
    assert!(text.starts_with("Data scientist\n") && text.contains("\n1. Calculus 1A: Differentiation (MIT), 156 h"));
    b.press(", d");
    assert_eq!(
        b.state.advisor.profile().mark("calc-1"),
        Some(CourseMark::Started),
        "what does not follow does nothing"
    );
}

#[test]
fn edits_made_elsewhere_show_once_ours_are_written() {
    let mut b = bench();
    let mut elsewhere = profile();
    elsewhere.constraints.free_only = true;
    b.press("4 d j d");
    b.event(Event::Saved(elsewhere.clone()));
    assert!(!b.state.advisor.profile().constraints.free_only, "one of ours is still on its way");
    b.event(Event::Saved(elsewhere));
    assert!(b.state.advisor.profile().constraints.free_only);
}

#[test]
fn export_writes_the_plan_on_screen() {
    let mut b = bench();
    b.press("4 e enter");
    let Some(Effect::Export(export)) = b.done.last() else { panic!("{:?}", b.done.last()) };
    assert_eq!((export.place.as_str(), export.format, export.sure), ("plan.toml", PlanFormat::Toml, false));
    b.event(Event::Exported(Exported::Written("plan.toml".into(), None)));
    assert!(b.state.overlays.is_empty());
    assert!(b.state.notice.as_ref().is_some_and(|n| n.text.contains("plan.toml")));
    b.press("j");
    assert_eq!(b.state.notice, None, "a word is gone with the next key");
}

#[test]
fn exporting_over_an_earlier_plan_is_agreed_to_first() {
    let mut b = bench();
    b.press("4 e down down down down enter");
    let sent = |b: &Bench| match b.done.last() {
        Some(Effect::Export(export)) => (export.place.clone(), export.format, export.sure),
        other => panic!("{other:?}"),
    };
    assert_eq!(sent(&b), ("plan.ics".to_owned(), PlanFormat::Ics, false));
    let changes = ExportChanges { new: vec!["one".to_owned()], same: 2, ..ExportChanges::default() };
    let asks = Event::Exported(Exported::Asks("plan.ics".into(), changes.clone()));
    b.event(asks.clone());
    assert!(prompt(&b).asks.as_ref().is_some_and(|text| text.contains("1 new")), "{:?}", prompt(&b));
    b.press("enter");
    assert_eq!(sent(&b), ("plan.ics".to_owned(), PlanFormat::Ics, true));

    b.event(asks);
    b.press("x enter");
    assert_eq!(sent(&b), ("plan.icsx".to_owned(), PlanFormat::Toml, false), "another file was not agreed to");
    b.event(Event::Exported(Exported::Refused("a disk is full".to_owned())));
    assert_eq!(prompt(&b).error.as_deref(), Some("a disk is full"));
    b.press("esc");
    b.event(Event::Exported(Exported::Asks("plan.ics".into(), changes)));
    assert!(b.state.overlays.is_empty() && b.state.notice.is_none(), "who has gone is not asked");
}

#[test]
fn tasks_share_an_ending_with_documents() {
    let mut b = bench();
    b.press("4 e up enter");
    let Some(Effect::Export(export)) = b.done.last() else { panic!("{:?}", b.done.last()) };
    assert_eq!((export.place.as_str(), export.format), ("tasks.json", PlanFormat::Taskwarrior));
}

#[test]
fn choices_take_clicks() {
    let mut b = bench();
    b.press("4 e");
    let click = || Event::Click(Target::Row { place: Place::Prompt, row: 2 });
    b.event(click());
    assert_eq!((prompt(&b).line.text(), prompt(&b).choice), ("plan.md", Some(2)));
    b.event(click());
    let Some(Effect::Export(export)) = b.done.last() else { panic!("{:?}", b.done.last()) };
    assert_eq!(export.format, PlanFormat::Markdown);
}

#[test]
fn q_leaves_even_when_nothing_fits() {
    let mut b = bench();
    b.press("/ a");
    b.event(Event::Resize(19, 5));
    b.press("b");
    assert_eq!(b.query(), "a", "nothing changes unseen");
    b.event(Event::Key(Key::char('q')));
    assert!(matches!(b.done.last(), Some(Effect::Quit)));
}

#[test]
fn u_takes_back_and_says_what_it_took_back() {
    let mut b = bench();
    let before = b.state.advisor.profile().clone();
    b.press("6 u");
    assert!(matches!(b.done.last(), Some(Effect::Step(Step::Undo))));
    assert_eq!(b.state.saving, 1);
    let mut restored = before.clone();
    restored.skills.clear();
    b.event(Event::Stepped {
        step: Step::Undo,
        before: Some(before.clone().into()),
        now: Some(restored.clone().into()),
    });
    assert_eq!((b.state.saving, b.state.advisor.profile()), (0, &restored));
    let said = b.state.notice.clone().expect("it says so").text;
    assert!(said.starts_with("undone: ") && said.contains("set to"), "{said}");
    b.press("ctrl-r");
    assert!(matches!(b.done.last(), Some(Effect::Step(Step::Redo))));
    b.event(Event::Stepped { step: Step::Redo, before: Some(restored.into()), now: Some(before.clone().into()) });
    assert_eq!(b.state.advisor.profile(), &before);
    assert!(b.state.notice.clone().expect("it says so").text.starts_with("redone: "));
    b.press("ctrl-r");
    b.event(Event::Stepped { step: Step::Redo, before: None, now: None });
    assert_eq!(b.state.notice.clone().expect("it says so").text, "there is nothing to redo");
    assert_eq!((b.state.saving, b.state.advisor.profile()), (0, &before));
}

#[test]
fn a_change_from_elsewhere_is_taken_up_and_told() {
    let mut b = bench();
    let mut elsewhere = b.state.advisor.profile().clone();
    b.event(Event::Changed(elsewhere.clone()));
    assert_eq!(b.state.notice, None, "what says the same is no change");
    elsewhere.goals.clear();
    b.event(Event::Changed(elsewhere.clone()));
    assert_eq!(b.state.advisor.profile(), &elsewhere);
    let said = b.state.notice.clone().expect("it says so").text;
    assert!(said.starts_with("changed elsewhere: no longer aiming at"), "{said}");
    // What is on its way to the disk is newer than what was found there.
    b.press("6 a p y t h o n enter");
    b.press("0 . 5 enter");
    if b.state.saving > 0 {
        let shown = b.state.advisor.profile().clone();
        b.event(Event::Changed(elsewhere));
        assert_eq!(b.state.advisor.profile(), &shown);
    }
}

#[test]
fn w_says_why_on_the_page_of_the_course_and_asks_again_when_things_change() {
    let mut b = bench();
    b.press("4 w");
    let shown = b.state.selected_course().expect("its page is open");
    assert_eq!(b.state.place(), Place::Course);
    let (course, answer) = b.state.why.clone().expect("asked");
    assert_eq!(course, shown);
    let first = answer.expect("answered");
    b.press("d");
    let (course, again) = b.state.why.clone().expect("asked again");
    assert_eq!(course, shown);
    assert_ne!(again.expect("answered"), first, "it is done now");
    b.press("esc d");
    assert!(b.state.why.is_none(), "nobody looks at it any more");

    // An answer to an older question is dropped.
    b.answers = false;
    b.press("w");
    b.event(Event::Reply { generation: b.state.generation - 1, reply: Reply::Why(shown, first) });
    assert!(b.state.why.as_ref().is_some_and(|(_, answer)| answer.is_none()));

    let mut aimless = Bench::new(Profile::default(), (80, 24));
    aimless.press("esc 2 enter w");
    assert!(aimless.state.why.is_none() && aimless.state.notice.as_ref().is_some_and(|n| n.problem));
}

#[test]
fn o_opens_the_page_of_the_selected_course() {
    let mut b = bench();
    b.press("4 o");
    assert!(matches!(b.done.last(), Some(Effect::OpenPage(url)) if url == "https://example.org/calc-1"));
    b.press("2 enter enter o");
    assert!(matches!(b.done.last(), Some(Effect::OpenPage(_))));
    b.event(Event::PageOpened("https://example.org/calc-1".to_owned()));
    assert!(b.state.notice.as_ref().is_some_and(|n| !n.problem && n.text.contains("calc-1")));
}
