//! The whole built-in catalog against its own rules (`catalog/README.md`): what no check of a single entry sees.

use std::collections::{BTreeMap, BTreeSet};

use prereq::{
    domain::{Catalog, Course, Level, Requirement, SkillIx},
    store::{BUILTIN, CatalogSources, check_catalog, load_catalog},
};

fn catalog() -> Catalog {
    load_catalog(&CatalogSources::builtin()).expect("the built-in catalog is sound").catalog
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_check_finds_nothing_to_say() {
    let checked = check_catalog(&CatalogSources::builtin());
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    let audit = checked.audit.expect("every file was read");
    assert!(audit.untaught.is_empty() && audit.never_ready.is_empty() && audit.out_of_reach.is_empty());
}

#[test]
fn there_is_as_much_as_the_page_says() {
    let catalog = catalog();
    let courses = catalog.courses();
    assert!(courses.len() >= 600 && catalog.skills().len() >= 160 && catalog.goals().len() >= 40);
    let share = |count: usize| count * 100 / courses.len();
    let traceable = |c: &&Course| SOURCES_IN_DATA.iter().any(|s| c.source.as_deref().unwrap_or("").starts_with(s));
    assert!(share(courses.iter().filter(traceable).count()) >= 60);
    assert!(share(courses.iter().filter(|c| c.hours.is_some()).count()) >= 85);
    let providers: BTreeSet<&str> = courses.iter().map(|c| c.provider.as_str()).collect();
    let formats: BTreeSet<&str> = courses.iter().filter_map(|c| c.format.as_deref()).collect();
    assert!(providers.len() >= 100, "{}", providers.len());
    assert!(["video", "text", "interactive", "book", "project"].iter().all(|f| formats.contains(f)), "{formats:?}");
}

/// Public data sets a title can be looked up in.
const SOURCES_IN_DATA: [&str; 5] = [
    "Udemy 2026 dataset",
    "Coursera 2024 dataset",
    "MIT 2018 catalog",
    "OSSU computer-science curriculum",
    "IBM Cognitive Class course list",
];
/// Sites whose pages are told apart by a query.
const QUERY_HOSTS: [&str; 3] = ["www.youtube.com", "www.let.rug.nl", "www.open.edu"];
/// Where else facts come from.
const OTHER_SOURCES: [&str; 4] =
    ["provider's course page", "Open Source Computer Science Degree list", "Stanford bulletin", "teachyourselfcs.com"];

#[test]
fn every_entry_states_what_it_should() {
    let mut wrong = Vec::new();
    for course in catalog().courses() {
        let mut say = |what: &str| wrong.push(format!("{}: {what}", course.id));
        let source = course.source.as_deref().unwrap_or_default();
        if !SOURCES_IN_DATA.iter().chain(&OTHER_SOURCES).any(|known| source.starts_with(known)) {
            say(&format!("unknown source {source:?}"));
        }
        if !(30..=160).contains(&course.summary.chars().count()) {
            say("a summary has 30 to 160 characters");
        }
        if !course.summary.ends_with('.') {
            say("a summary is a sentence");
        }
        if course.hours.is_some_and(|h| h.0 < 3 * 60 || h.0 > 400 * 60) {
            say("hours are between 3 and 400");
        }
        if course.price.is_some_and(|p| p.0 > 50_000) {
            say("no course here costs over 500");
        }
        if course.teaches.is_empty() {
            say("it teaches nothing");
        }
        if course.rating.is_some() != course.ratings.is_some() {
            say("a rating comes with how many");
        }
        if course.language.is_none() {
            say("its language is given");
        }
        match course.url.as_deref() {
            None => say("it has no address"),
            Some(url) => {
                let rest = url.strip_prefix("https://").unwrap_or_default();
                let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
                let odd = !host.contains('.') || url.contains(char::is_whitespace);
                if odd || url.contains('?') && !QUERY_HOSTS.contains(&host) {
                    say(&format!("odd address {url}"));
                }
                if course.url_is_provider && path.len() > 40 {
                    say("a provider's address is short");
                }
            }
        }
    }
    none(&wrong);
}

/// Levels in thousandths to hours no shorter course can be credited with; README.md says why.
const FLOORS: [(u16, u64); 4] = [(250, 1), (500, 5), (750, 24), (1000, 80)];

fn floor(level: Level) -> u64 {
    FLOORS.iter().find(|(l, _)| *l == level.thousandths()).map_or(0, |(_, hours)| *hours)
}

fn required(course: &Course, skill: SkillIx) -> Level {
    let mut most = Level::ZERO;
    if let Requirement::All(parts) = &course.requirement {
        for part in parts {
            if let Requirement::Skill { skill: s, level } = part
                && *s == skill
            {
                most = most.max(*level);
            }
        }
    }
    most
}

#[test]
fn only_the_four_named_levels_are_used() {
    let catalog = catalog();
    let mut wrong = Vec::new();
    for course in catalog.courses() {
        for (skill, level) in &course.teaches {
            if floor(*level) == 0 {
                wrong.push(format!("{} teaches {} {level:?}", course.id, catalog.skill(*skill).id));
            }
        }
    }
    for goal in catalog.goals() {
        wrong.extend(goal.skills.iter().filter(|s| floor(s.level) == 0).map(|s| format!("{}: {s:?}", goal.id)));
    }
    none(&wrong);
}

#[test]
fn no_level_comes_cheaper_than_the_rubric_allows() {
    let mut wrong = Vec::new();
    for course in catalog().courses() {
        let gain = |(skill, level): &(SkillIx, Level)| floor(*level).saturating_sub(floor(required(course, *skill)));
        let least: u64 = course.teaches.iter().map(gain).sum();
        if course.hours.is_some_and(|h| h.0 < least * 60) {
            wrong.push(format!("{}: {:?} for what takes {least} hours", course.id, course.hours));
        }
        let expert = course.teaches.iter().filter(|(_, l)| *l == Level::MAX);
        for (skill, _) in expert {
            if course.requirement.is_trivial() {
                wrong.push(format!("{}: expert in {skill:?} from nothing", course.id));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_skill_worth_working_with_has_two_ways_in() {
    let catalog = catalog();
    let mut wrong = Vec::new();
    for i in 0..catalog.skills().len() {
        let skill = SkillIx::from_usize(i);
        let teachers = catalog.taught_by(skill).iter().filter(|(_, level)| level.thousandths() >= 500).count();
        if teachers == 1 {
            wrong.push(format!("{} is taught to working level by one course only", catalog.skill(skill).id));
        }
    }
    none(&wrong);
}

#[test]
fn no_two_skills_or_goals_go_by_one_name() {
    let catalog = catalog();
    let folded = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " ");
    let names: BTreeMap<String, &str> = catalog.skills().iter().map(|s| (folded(&s.name), s.id.as_str())).collect();
    assert_eq!(names.len(), catalog.skills().len());
    let mut wrong = Vec::new();
    for skill in catalog.skills() {
        // Two skills may share a word people search for, but none is called what another one is.
        for alias in &skill.aliases {
            if let Some(other) = names.get(&folded(alias)).filter(|other| **other != skill.id.as_str()) {
                wrong.push(format!("{} is also called {alias}, which is {other}", skill.id));
            }
        }
        if skill.aliases.is_empty() {
            wrong.push(format!("{} has no other name to be searched by", skill.id));
        }
    }
    let titles: BTreeSet<String> = catalog.goals().iter().map(|g| folded(&g.title)).collect();
    assert_eq!(titles.len(), catalog.goals().len());
    none(&wrong);
}

/// The reasons are for people, so the loader passes over them; the files have to be asked.
#[test]
fn every_course_says_why_it_has_its_levels() {
    let mut wrong = Vec::new();
    for (name, text) in BUILTIN.iter().filter(|(name, _)| name.contains("/courses/")) {
        let file: toml_edit::DocumentMut = text.parse().expect("the catalog is TOML");
        for course in file["course"].as_array_of_tables().expect("a file of courses") {
            let why = course.get("rationale").and_then(|w| w.as_str()).unwrap_or_default();
            if !(15..=140).contains(&why.chars().count()) {
                wrong.push(format!("{name}: {}: {why:?}", course["id"]));
            }
        }
    }
    none(&wrong);
}
