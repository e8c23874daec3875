//! What a plan rests on, drawn from the catalog and the request.

use std::collections::BTreeSet;

use jiff::{ToSpan as _, civil::Date};

use crate::{
    domain::{Away, Catalog, Cents, Course, CourseId, CourseIx, GoalSkill, Level, Ratings, Requirement, SkillIx},
    path::{
        compile::{Compiled, Target},
        cost::{CourseCost, WeightReason, WeightTerm},
        keep,
        kernel::{Scene, counting},
        plan::{PlanCalendar, PlanCosting, PlanCourse, PlanGoal, PlanLimits, PlanSkill, Premises, Wanted, WeightFacts},
        request::PlanRequest,
        target::{Ask, ask},
    },
};

/// Beginnings of terms that are looked ahead.
const MOST_TERMS: usize = 60;

pub fn price(request: &PlanRequest, course: &Course) -> Option<Cents> {
    request.money.convert(course.price, course.currency).or(request.money.assume_price)
}

pub fn premises(
    scene: &Scene<'_>,
    request: &PlanRequest,
    asked: &Ask,
    target: &Target,
    compiled: &Compiled,
) -> Premises {
    let catalog = scene.catalog;
    let mut offered: BTreeSet<CourseIx> = compiled.courses.iter().copied().collect();
    if asked.target != *target {
        // What could not be reached matters too, to whoever asks later what has changed.
        offered.extend(Compiled::new(catalog, scene.state, &scene.offer, &asked.target).courses);
    }
    let whole = ask(request);
    let kept: Vec<CourseIx> = asked.target.taken.iter().copied().filter(|c| scene.started.contains(c)).collect();
    // Where limits bind, so does all that was asked for.
    let bind = !request.limits.is_empty() && keep::with(&whole.target, &kept) != asked.target;
    if bind {
        offered.extend(Compiled::new(catalog, scene.state, &scene.offer, &whole.target).courses);
    }
    // Clauses may speak of courses that are not on offer: what they teach still decides the clause.
    let mut known = offered.clone();
    known.extend(target.taken.iter().copied());
    let mut mention = |requirement: &Requirement| {
        requirement.leaves(&mut |leaf| {
            leaf.courses(&mut |c| {
                known.insert(*c);
                known.extend(catalog.course(*c).same_as.iter().copied());
            });
        });
    };
    target.requirements.iter().for_each(&mut mention);
    for &c in &offered {
        mention(&catalog.course(c).requirement);
        mention(&catalog.course(c).corequisite);
    }
    let id = |c: &CourseIx| catalog.course(*c).id.clone();
    let courses = (known.iter())
        .map(|&c| {
            let course = catalog.course(c);
            let CourseCost { work, weight, reasons } = &scene.costs[c.get()];
            let said = |term| reasons.iter().find(|r: &&WeightReason| r.term == term).map(|r| r.value);
            let on_offer = offered.contains(&c);
            let waived = scene.offer.waived[c.get()];
            let keep = |r: &Requirement| {
                if waived || !on_offer { Requirement::always() } else { catalog.spell(r) }
            };
            PlanCourse {
                id: course.id.clone(),
                hours: work.hours,
                hours_assumed: work.assumed,
                video: work.video,
                work: work.left,
                full_work: work.full,
                weight: *weight,
                facts: WeightFacts {
                    lists: course.endorsed.len(),
                    authority: course.authority.is_some(),
                    rated: Ratings::rated(course),
                    interest: said(WeightTerm::Interest),
                    community: said(WeightTerm::Community),
                },
                credits: course.credits,
                excludes: course.excludes.iter().map(id).collect(),
                price: price(request, course),
                teaches: course.teaches.iter().map(|&(s, l)| (catalog.skill(s).id.clone(), l)).collect(),
                requirement: keep(&course.requirement),
                corequisite: keep(&course.corequisite),
                same_as: course.same_as.iter().map(id).collect(),
                waived,
                offered: on_offer,
            }
        })
        .collect();
    let goals =
        request.aim.goals.iter().map(|g| PlanGoal { id: g.id.to_string(), title: g.title.clone(), is_course: false });
    let to = request.aim.to.iter().map(|&c| {
        let course = catalog.course(c);
        PlanGoal { id: course.id.to_string(), title: course.title.clone(), is_course: true }
    });
    let mut excluded: Vec<_> = request.exclude.iter().map(id).collect();
    excluded.sort();
    excluded.dedup();
    Premises {
        catalog: catalog.hash(),
        goals: goals.chain(to).collect(),
        metric: request.metric,
        costing: Some(plan_costing(scene, request, &known, asked)),
        assume_hours: request.costing.assume,
        facts: scene.state.facts().iter().cloned().collect(),
        currency: request.money.currency,
        hours_per_week: request.hours_per_week,
        start: request.start,
        calendar: request
            .start
            .zip(request.hours_per_week)
            .map(|(start, _)| calendar(catalog, request, start, &offered)),
        limits: limits(catalog, request, bind.then(|| wanted(catalog, &whole, &whole.target))),
        excluded,
        levels: (catalog.skills().iter().zip(scene.state.levels()))
            .filter(|(_, l)| **l > Level::ZERO)
            .map(|(s, &l)| (s.id.clone(), l))
            .collect(),
        completed: scene.state.completed().iter().map(id).collect(),
        wanted: wanted(catalog, asked, target),
        courses,
    }
}

/// What costs were counted by, as far as it bears on these courses.
fn plan_costing(scene: &Scene<'_>, request: &PlanRequest, known: &BTreeSet<CourseIx>, asked: &Ask) -> PlanCosting {
    let catalog = scene.catalog;
    let counting = counting(catalog, scene.profile, scene.state, request);
    let mut skills: BTreeSet<SkillIx> = counting.asked().collect();
    skills.extend(asked.target.skills.iter().map(|s| s.0));
    let of_state = scene.state.levels().iter().enumerate().filter(|(_, level)| **level > Level::ZERO);
    skills.extend(of_state.map(|(at, _)| SkillIx::from_usize(at)));
    let mut mention = |requirement: &Requirement| {
        requirement.leaves(&mut |leaf| {
            if let Requirement::Skill { skill, .. } = leaf {
                skills.insert(*skill);
                skills.extend(catalog.implied(*skill).iter().map(|i| i.0));
            }
        });
    };
    asked.target.requirements.iter().for_each(&mut mention);
    for &course in known {
        mention(&catalog.course(course).requirement);
        mention(&catalog.course(course).corequisite);
    }
    skills.extend(known.iter().flat_map(|&c| catalog.effect(c)).map(|e| e.0));
    let id = |skill: SkillIx| catalog.skill(skill).id.clone();
    let speaks = |ix: &SkillIx| {
        let skill = catalog.skill(*ix);
        skill.family.is_some() || skill.work.is_some() || !skill.implies.is_empty()
    };
    PlanCosting {
        costing: request.costing,
        ratings: counting.ratings(),
        asked: counting.asked().map(id).collect(),
        skills: (skills.into_iter().filter(speaks))
            .map(|ix| {
                let skill = catalog.skill(ix);
                PlanSkill {
                    id: skill.id.clone(),
                    family: skill.family.clone(),
                    implies: catalog.implied(ix).iter().map(|&(s, l)| (id(s), l)).collect(),
                    work: skill.work,
                }
            })
            .collect(),
    }
}

/// A target by name, with the weights it was asked for with.
fn wanted(catalog: &Catalog, asked: &Ask, target: &Target) -> Wanted {
    Wanted {
        skills: (target.skills.iter())
            .map(|&(skill, level)| GoalSkill {
                skill: catalog.skill(skill).id.clone(),
                level,
                weight: asked.weights.get(&skill).copied().unwrap_or(1000),
            })
            .collect(),
        requirements: target.requirements.iter().map(|r| catalog.spell(r)).collect(),
        taken: target.taken.iter().map(|&c| catalog.course(c).id.clone()).collect(),
    }
}

/// What the dates rest on, as far as it bears on courses on offer and days from the first one on.
fn calendar(catalog: &Catalog, request: &PlanRequest, start: Date, offered: &BTreeSet<CourseIx>) -> PlanCalendar {
    let id = |c: CourseIx| catalog.course(c).id.clone();
    let here = |c: &&CourseIx| offered.contains(*c);
    let fixed = |c: &CourseIx| request.not_before.get(c).copied().filter(|day| *day > start);
    let mut begins: Vec<(CourseId, Date)> =
        request.not_before.keys().filter(here).filter_map(|c| Some((id(*c), fixed(c)?))).collect();
    begins.sort();
    let agreed: BTreeSet<&CourseIx> = request.under_way.iter().chain(request.not_before.keys()).collect();
    let mut under_way: Vec<CourseId> =
        agreed.into_iter().filter(here).filter(|c| fixed(c).is_none()).map(|c| id(*c)).collect();
    under_way.sort();
    let terms = (offered.iter())
        .filter_map(|&c| {
            let days = term_days(catalog, c, start);
            (!days.is_empty()).then(|| (id(c), days))
        })
        .collect();
    PlanCalendar {
        terms,
        max_parallel: request.max_parallel.max(1),
        away: Away::merged(&request.away).into_iter().filter(|a| a.last() >= start).collect(),
        begins,
        under_way,
    }
}

/// The days the terms of a course begin on, from `start` on, as far ahead as anybody plans.
fn term_days(catalog: &Catalog, course: CourseIx, start: Date) -> Vec<(Date, String)> {
    let mut days = Vec::new();
    for term in catalog.course(course).offered.iter().filter_map(|t| catalog.term(t)) {
        let mut from = start;
        while let Some(day) = term.begins_from(from).filter(|_| days.len() < MOST_TERMS) {
            days.push((day, term.id.clone()));
            let Ok(next) = day.checked_add(1.day()) else { break };
            from = next;
        }
    }
    days.sort();
    days
}

/// What the learner could not go beyond, and all that was asked for where that binds.
fn limits(catalog: &Catalog, request: &PlanRequest, goal: Option<Wanted>) -> PlanLimits {
    let l = &request.limits;
    let mut must: Vec<_> = l.must.iter().map(|&s| catalog.skill(s).id.clone()).collect();
    must.sort();
    must.dedup();
    PlanLimits { deadline: l.deadline, max_hours: l.max_hours, budget: l.budget, must, goal }
}
