use super::{compile::*, reduce::*, request::Cancel, solve::*};
use crate::domain::*;
fn req(v: &toml::Value) -> RequirementDraft {
    if let Some(any) = v.get("any") {
        return Requirement::Any(any.as_array().unwrap().iter().map(req).collect());
    }
    Requirement::Skill { skill: SkillId::new(v["skill"].as_str().unwrap()).unwrap(), level: Level::from_f64(num(&v["level"])).unwrap() }
}
fn num(v: &toml::Value) -> f64 {
    v.as_float().unwrap_or_else(|| v.as_integer().unwrap() as f64)
}
fn load(dir: &str) -> (Catalog, Vec<(SkillId, Level)>) {
    let parse = |f: &str| -> toml::Table { std::fs::read_to_string(format!("{dir}/{f}")).unwrap().parse().unwrap() };
    let skills = parse("skills.toml")["skill"].as_array().unwrap().iter()
        .map(|s| Skill { id: SkillId::new(s["id"].as_str().unwrap()).unwrap(), name: "n".into(), area: "a".into(), aliases: vec![] }).collect();
    let courses = parse("courses/c.toml")["course"].as_array().unwrap().iter().map(|c| {
        let mut d = CourseDraft::new(CourseId::new(c["id"].as_str().unwrap()).unwrap(), "t", "p");
        d.hours = Some(Minutes::from_hours(num(&c["hours"])).unwrap());
        d.price = Some(Cents(0));
        d.teaches = c["teaches"].as_table().unwrap().iter().map(|(k, v)| (SkillId::new(k).unwrap(), Level::from_f64(num(v)).unwrap())).collect();
        if let Some(p) = c.get("prerequisites") {
            d.requirement = Requirement::All(p.as_array().unwrap().iter().map(req).collect());
        }
        d
    }).collect();
    let goal = parse("goals/g.toml")["goal"].as_array().unwrap()[0]["skills"].as_table().unwrap().iter()
        .map(|(k, v)| (SkillId::new(k).unwrap(), Level::from_f64(num(v)).unwrap())).collect();
    (Catalog::link(CatalogDraft { skills, courses, goals: vec![] }).unwrap(), goal)
}
#[test]
fn trial() {
    let secs: f64 = std::env::var("SECS").ok().and_then(|s| s.parse().ok()).unwrap_or(20.0);
    let units: Option<u64> = std::env::var("UNITS").ok().and_then(|s| s.parse().ok());
    for dir in std::env::var("TRIAL").unwrap().split_whitespace() {
        let (catalog, goal) = load(dir);
        let t = std::time::Instant::now();
        let state = State::empty(&catalog);
        let n = catalog.courses().len();
        let offer = Offer { offered: vec![true; n], waived: vec![false; n] };
        let target = Target { skills: goal.iter().map(|(s, l)| (catalog.skill_ix(s.as_str()).unwrap(), *l)).collect(), ..Default::default() };
        let c = Compiled::new(&catalog, &state, &offer, &target);
        let tags: Vec<Tag> = c.courses.iter().map(|&j| { let m = catalog.course(j).hours.unwrap().0; Tag { cost: m, minutes: m, ..Default::default() } }).collect();
        let r = reduce(&c, &tags);
        let (t0, relevant, kept) = (t.elapsed(), c.courses.len(), r.keep.len());
        let small = c.restrict(&r.keep);
        let tags: Vec<Tag> = r.keep.iter().map(|&j| tags[j as usize]).collect();
        let cancel = Cancel::new().with_time_limit(std::time::Duration::from_secs_f64(secs));
        let mut first = None;
        let out = solve(&small.net, &tags, &[], Control { limit: units, cancel: &cancel, progress: &mut |b, _| {
            let h: u64 = b.iter().map(|&j| tags[j as usize].cost).sum();
            first.get_or_insert((t.elapsed(), h / 60)); } }).unwrap();
        eprintln!("{dir}: relevant {relevant} kept {kept} ({t0:.1?}); cost {} lower {} proved {} courses {} landmarks {} nodes {} work {} time {:.1?} first {first:?}",
            out.cost as f64 / 60.0, out.lower as f64 / 60.0, out.proved(), out.best.len(), out.landmarks.len(), out.nodes, out.work, t.elapsed());
    }
}
