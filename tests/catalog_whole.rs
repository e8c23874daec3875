//! The whole built-in catalog against its own rules (`catalog/README.md`): what no check of a single entry sees.

#[path = "catalog_whole/evidence.rs"]
mod evidence;
#[path = "catalog_whole/goals.rs"]
mod goals;
#[path = "catalog_whole/skills.rs"]
mod skills;

use std::collections::{BTreeMap, BTreeSet};

use prereq::{
    domain::{Catalog, CourseIx, Kind, Level, SkillIx},
    path::{Costing, work_of_newcomer},
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
    assert!(courses.len() >= 800, "{} courses", courses.len());
    assert!(catalog.skills().len() >= 260, "{} skills", catalog.skills().len());
    assert!(catalog.goals().len() >= 80, "{} goals", catalog.goals().len());
    let share = |count: usize| count * 100 / courses.len();
    assert!(share(courses.iter().filter(|c| c.hours.is_some()).count()) >= 85);
    let providers: BTreeSet<&str> = courses.iter().map(|c| c.provider.as_str()).collect();
    let formats: BTreeSet<&str> = courses.iter().filter_map(|c| c.format.as_deref()).collect();
    assert!(providers.len() >= 100, "{}", providers.len());
    assert!(["video", "text", "interactive", "book", "project"].iter().all(|f| formats.contains(f)), "{formats:?}");
}

/// Sites whose pages are told apart by a query.
const QUERY_HOSTS: [&str; 3] = ["www.youtube.com", "www.let.rug.nl", "www.open.edu"];

/// Sites that answer without encryption only.
const PLAIN_HOSTS: [&str; 6] = [
    "abstract.ups.edu",
    "flaws.cloud",
    "incompleteideas.net",
    "linear.ups.edu",
    "neuralnetworksanddeeplearning.com",
    "www.mmds.org",
];

#[test]
fn every_entry_states_what_it_should() {
    let mut wrong = Vec::new();
    for course in catalog().courses() {
        let mut say = |what: &str| wrong.push(format!("{}: {what}", course.id));
        if course.source.as_deref().unwrap_or_default().chars().count() < 4 {
            say("it says where its facts come from");
        }
        if !(30..=220).contains(&course.summary.chars().count()) {
            say("a summary has 30 to 220 characters");
        }
        if !course.summary.ends_with('.') {
            say("a summary is a sentence");
        }
        if course.hours.is_some_and(|h| h.0 < 60 || h.0 > 1200 * 60) {
            say("hours are between 1 and 1,200");
        }
        if course.price.is_some_and(|p| p.0 > 50_000) {
            say("no course here costs over 500");
        }
        // A project may only practise what others taught.
        if course.teaches.is_empty() && !matches!(course.kind, Some(Kind::Project | Kind::Capstone)) {
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
                let plain = url
                    .strip_prefix("http://")
                    .filter(|rest| PLAIN_HOSTS.contains(&rest.split('/').next().unwrap_or_default()));
                let rest = url.strip_prefix("https://").or(plain).unwrap_or_default();
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

#[test]
fn only_the_four_named_levels_are_used() {
    let named = |level: Level| level.thousandths() > 0 && level.thousandths().is_multiple_of(250);
    let catalog = catalog();
    let mut wrong = Vec::new();
    for course in catalog.courses() {
        for (skill, _) in course.teaches.iter().filter(|t| !named(t.1)) {
            wrong.push(format!("{} teaches {} otherwise", course.id, catalog.skill(*skill).id));
        }
    }
    for goal in catalog.goals() {
        wrong.extend(goal.skills.iter().filter(|s| !named(s.level)).map(|s| format!("{}: {s:?}", goal.id)));
    }
    none(&wrong);
}

/// Practice of one's own fills what a course leaves open; it excuses no false label.
#[test]
fn no_course_is_credited_with_many_times_its_own_work() {
    let catalog = catalog();
    let costing = Costing::default();
    let mut wrong = Vec::new();
    for (at, course) in catalog.courses().iter().enumerate().filter(|(_, c)| c.hours.is_some()) {
        let work = work_of_newcomer(&catalog, &costing, CourseIx::from_usize(at));
        let own = work.hours.0 * if work.video { 2 } else { 1 };
        if work.full.0 > 4 * own.max(60) {
            wrong.push(format!("{}: {} h of its own for what takes {} h", course.id, work.hours, work.full));
        }
        for (skill, _) in course.teaches.iter().filter(|t| t.1 == Level::MAX) {
            if course.requirement.is_trivial() {
                wrong.push(format!("{}: expert in {skill:?} from nothing", course.id));
            }
        }
    }
    none(&wrong);
}

/// What only one course that anybody vouches for teaches to working level.
const ALONE: [&str; 4] = ["nosql", "oracle-database", "recommender-systems", "web-analytics"];

#[test]
fn every_skill_worth_working_with_has_two_ways_in() {
    let catalog = catalog();
    let mut wrong = Vec::new();
    for i in 0..catalog.skills().len() {
        let skill = SkillIx::from_usize(i);
        let teachers = catalog.taught_by(skill).iter().filter(|(_, level)| level.thousandths() >= 500).count();
        let alone = ALONE.contains(&catalog.skill(skill).id.as_str());
        if teachers == 1 && !alone {
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
            if !(15..=200).contains(&why.chars().count()) {
                wrong.push(format!("{name}: {}: {why:?}", course["id"]));
            }
        }
    }
    none(&wrong);
}
