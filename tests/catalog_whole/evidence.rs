//! Who stands behind the courses, where they are found, and what plans over all goals rest on.

use std::collections::{BTreeMap, BTreeSet};

use prereq::{
    advisor::Advisor,
    domain::{Catalog, Course, CourseStatus, Ratings},
    path::{Aim, Cancel, Plan, WeightTerm, evidence},
};

use super::{catalog, none};

/// Every course page of MIT OpenCourseWare, by the last part of its address.
const OCW_PAGES: &str = include_str!("../facts/ocw-pages.txt");

fn active(catalog: &Catalog) -> impl Iterator<Item = &Course> {
    catalog.courses().iter().filter(|c| c.status == CourseStatus::Active)
}

/// Host and path of an address.
fn parts(url: &str) -> (&str, &str) {
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://")).unwrap_or(url);
    rest.split_once('/').unwrap_or((rest, ""))
}

#[test]
fn what_is_said_to_be_at_opencourseware_is_there() {
    let pages: BTreeSet<&str> = OCW_PAGES.lines().collect();
    let catalog = catalog();
    let mut wrong = Vec::new();
    for course in active(&catalog) {
        let Some((host, path)) = course.url.as_deref().map(parts) else { continue };
        if host == "ocw.mit.edu" {
            let slug = path.strip_prefix("courses/").unwrap_or_default().trim_end_matches('/');
            if !pages.contains(slug) {
                wrong.push(format!("{}: there is no page {path}", course.id));
            }
        } else if course.platform.as_deref() == Some("MIT OpenCourseWare") {
            wrong.push(format!("{}: an OpenCourseWare course at {host}", course.id));
        }
    }
    none(&wrong);
}

#[test]
fn an_address_is_the_course_s_own_or_marked_as_the_provider_s() {
    let catalog = catalog();
    let mut at: BTreeMap<&str, Vec<&Course>> = BTreeMap::new();
    let mut hosts: BTreeMap<&str, usize> = BTreeMap::new();
    for course in active(&catalog) {
        let Some(url) = course.url.as_deref() else { continue };
        at.entry(url.trim_end_matches('/')).or_default().push(course);
        *hosts.entry(parts(url).0).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for (url, courses) in at {
        let own: Vec<_> = courses.iter().filter(|c| !c.url_is_provider).collect();
        let (host, path) = parts(url);
        // A front page is a course's own where the whole site is that course.
        if path.is_empty() && !own.is_empty() && hosts[host] > 1 {
            wrong.push(format!("{}: {url} is a front page", own[0].id));
        }
        let one_class = own.iter().all(|c| c.id == own[0].id || c.same_as.contains(&ix(&catalog, own[0])));
        if !one_class {
            wrong.push(format!("{url} is given as the page of {} and {}", own[0].id, own[1].id));
        }
    }
    none(&wrong);
}

fn ix(catalog: &Catalog, course: &Course) -> prereq::domain::CourseIx {
    catalog.course_ix(course.id.as_str()).expect("it is of the catalog")
}

#[test]
fn most_courses_have_somebody_who_vouches_for_them() {
    let catalog = catalog();
    let ratings = Ratings::of(&catalog);
    let (mut vouched, mut all, mut nobody) = (0, 0, Vec::new());
    for course in active(&catalog) {
        let (value, _) = evidence(course, &ratings);
        all += 1;
        vouched += usize::from(value >= 600);
        if value == 0 {
            nobody.push(format!("{}: nobody vouches for it", course.id));
        }
    }
    assert!(vouched * 100 >= all * 90, "{vouched} of {all}");
    assert!(nobody.len() * 100 <= all * 3, "{}", nobody.join("\n"));
}

fn plans() -> (Advisor, Vec<Plan>) {
    let advisor = Advisor::new(std::sync::Arc::new(catalog()), Default::default(), Default::default());
    let plans = (advisor.catalog().goals().iter())
        .map(|goal| {
            let request = advisor.request(Aim { goals: vec![goal.clone()], to: Vec::new() });
            advisor.plan(&request, &Cancel::new(), &mut |_| {})
        })
        .collect();
    (advisor, plans)
}

#[test]
fn steps_of_all_plans_are_vouched_for_and_lead_to_their_own_page() {
    let (advisor, plans) = plans();
    let catalog = advisor.catalog();
    let (mut steps, mut own, mut vouched) = (0, 0, 0);
    let mut wrong = Vec::new();
    for plan in &plans {
        let goal = &plan.premises.goals[0].id;
        for step in &plan.steps {
            let course = catalog.course(catalog.course_ix(step.course.as_str()).expect("of the catalog"));
            steps += 1;
            own += usize::from(course.url.is_some() && !course.url_is_provider);
            for reason in &step.weight_reasons {
                match reason.term {
                    WeightTerm::Evidence if reason.value == 0 => {
                        wrong.push(format!("{goal}: nobody vouches for {}", step.course));
                    }
                    WeightTerm::Evidence => vouched += usize::from(reason.value >= 600),
                    WeightTerm::Clash => wrong.push(format!("{goal}: {} clashes: {:?}", step.course, reason.why)),
                    _ => {}
                }
            }
            if course.status == CourseStatus::Retired {
                wrong.push(format!("{goal}: {} is retired", step.course));
            }
        }
        if plan.cost.hours_assumed > 1 {
            wrong.push(format!("{goal} rests on {} assumed durations", plan.cost.hours_assumed));
        }
    }
    none(&wrong);
    assert!(own * 100 >= steps * 85, "{own} of {steps} steps open their own page");
    assert!(vouched * 100 >= steps * 90, "{vouched} of {steps} steps have evidence of 0.6 or more");
}
