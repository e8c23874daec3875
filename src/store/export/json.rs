//! A plan as the document `prereq.plan/1`.

use serde_json::{Map, Value, json};

use super::{WithSteps, plan_write::PLAN_SCHEMA, ruled_out_word};
use crate::{
    domain::{Cents, Level, Minutes},
    path::{
        Binding, Blocked, Limit, Metric, Missing, NeededBy, Plan, Step, UnderWay, UnderWayPlace, Unmet, WeightReason,
        schedule,
    },
    phrase::{self, Names},
};

/// The plan for programs: levels and hours as numbers with two decimals, dates ISO or null, unknowns null.
pub fn plan_json(plan: &Plan, names: &dyn Names) -> Value {
    let names = &WithSteps { plan, names };
    let premises = &plan.premises;
    let calendar = premises.calendar.as_ref();
    let begins: Map<String, Value> = (calendar.iter().flat_map(|c| &c.begins))
        .map(|(course, day)| (course.to_string(), json!(day.to_string())))
        .collect();
    let cost = &plan.cost;
    let all_unknown = cost.courses > 0 && cost.prices_unknown == cost.courses;
    let bound = |metric, value: Value| if premises.metric == metric { value } else { Value::Null };
    json!({
        "schema": PLAN_SCHEMA,
        "goals": premises.goals.iter().map(|g| json!({
            "id": g.id, "title": g.title, "kind": if g.is_course { "course" } else { "goal" },
        })).collect::<Vec<_>>(),
        "status": plan.status.word(),
        "claim": phrase::claim(plan),
        "minimize": premises.metric.word(),
        "cost": {
            "hours": hours(cost.hours),
            "work": hours(cost.work),
            "weighted": hours(cost.weighted),
            "price": if all_unknown { Value::Null } else { units(cost.price) },
            "courses": cost.courses,
            "hours_assumed": cost.hours_assumed,
            "prices_unknown": cost.prices_unknown,
        },
        "lower_bound": {
            "weighted": bound(Metric::Weighted, hours(Minutes(plan.lower_bound))),
            "work": bound(Metric::Work, hours(Minutes(plan.lower_bound))),
            "hours": bound(Metric::Hours, hours(Minutes(plan.lower_bound))),
            "price": bound(Metric::Price, units(Cents(plan.lower_bound))),
            "courses": bound(Metric::Courses, json!(plan.lower_bound)),
        },
        "least_work": plan.least_work.as_ref().map(|l| hours(l.work)),
        "taste": premises.costing.as_ref().map(|c| thousandths(c.costing.taste)),
        "currency": premises.currency.code(),
        "assume_hours": hours(premises.assume_hours),
        "hours_per_week": premises.hours_per_week.map(hours),
        "start": premises.start.map(|d| d.to_string()),
        "max_parallel": calendar.map(|c| c.max_parallel),
        "away": calendar.map(|c| c.away.iter().map(|a| a.to_string()).collect::<Vec<_>>()).unwrap_or_default(),
        "begins": begins,
        "notes": schedule::late_starts(plan).iter().map(|late| json!({
            "kind": "late-start",
            "course": late.course,
            "begins": late.fixed.to_string(),
            "starts": late.starts.to_string(),
            "waits_for": late.waits_for.as_ref().map(|(course, _)| course),
            "which_ends": late.waits_for.as_ref().map(|(_, end)| end.to_string()),
            "message": phrase::late_start(late, names),
        })).collect::<Vec<_>>(),
        "excluded": premises.excluded,
        "catalog": premises.catalog.0,
        "steps": plan.steps.iter().map(|s| step(s, names)).collect::<Vec<_>>(),
        "under_way": plan.under_way.iter().map(|u| under_way(plan, u, names)).collect::<Vec<_>>(),
        "unmet": plan.unmet.iter().map(|u| unmet(u, names)).collect::<Vec<_>>(),
        "binding": plan.binding.iter().map(|b| binding(b, plan, names)).collect::<Vec<_>>(),
        "landmarks": plan.landmarks.iter().map(|l| json!(l.courses)).collect::<Vec<_>>(),
    })
}

fn step(step: &Step, names: &dyn Names) -> Value {
    let mut raises = Map::new();
    for (skill, from, to) in &step.raises {
        raises.insert(skill.to_string(), json!([level(*from), level(*to)]));
    }
    let needed_by: Vec<&str> = (step.needed_by.iter())
        .map(|n| match n {
            NeededBy::Course(id) => id.as_str(),
            NeededBy::Goal => "goal",
        })
        .collect();
    json!({
        "position": step.position,
        "id": step.course,
        "title": step.title,
        "provider": step.provider,
        "hours": if step.hours_assumed { Value::Null } else { hours(step.hours) },
        "hours_assumed": if step.hours_assumed { hours(step.hours) } else { Value::Null },
        "hours_of": if step.video { "video" } else { "work" },
        "work": hours(step.work),
        "full_work": hours(step.full_work),
        "weight": thousandths(step.weight),
        "weight_reasons": step.weight_reasons.iter().map(|r| weight_reason(r, names)).collect::<Vec<_>>(),
        "again": step.again,
        "done_before": step.done_before.map(|d| d.to_string()),
        "under_way": step.under_way,
        "price": step.price.map(units),
        "start": step.start.map(|d| d.to_string()),
        "end": step.end.map(|d| d.to_string()),
        "raises": raises,
        "needed_by": needed_by,
        "beside": step.beside,
        "notes": step.notes,
        "waived": step.waived,
        "reason": phrase::step_reason(&step.reason, names),
    })
}

fn under_way(plan: &Plan, told: &UnderWay, names: &dyn Names) -> Value {
    let units = |n: u64| match plan.premises.metric {
        Metric::Weighted | Metric::Work | Metric::Hours => hours(Minutes(n)),
        Metric::Price => units(Cents(n)),
        Metric::Courses => json!(n),
    };
    let saves = match told.place {
        UnderWayPlace::Kept { lower, upper } => json!({ "at_least": units(lower), "at_most": units(upper) }),
        _ => Value::Null,
    };
    json!({
        "course": told.course,
        "place": told.place.word(),
        "letting_go_saves": saves,
        "message": phrase::under_way(told, plan, names),
    })
}

fn unmet(need: &Unmet, names: &dyn Names) -> Value {
    let mut out = match need {
        Unmet::Skill { skill, required, reachable, blocked: courses } => json!({
            "kind": "skill",
            "skill": skill,
            "required": level(*required),
            "reachable": level(*reachable),
            "blocked": courses.iter().map(blocked).collect::<Vec<_>>(),
        }),
        Unmet::Course(course) => json!({ "kind": "course", "course": course.course, "blocked": [blocked(course)] }),
        Unmet::Requirement(pieces) => {
            json!({ "kind": "requirement", "missing": pieces.iter().map(missing).collect::<Vec<_>>() })
        }
    };
    out["message"] = json!(phrase::unmet(need, names));
    out
}

fn blocked(b: &Blocked) -> Value {
    json!({
        "course": b.course,
        "missing": b.missing.iter().map(missing).collect::<Vec<_>>(),
        "ruled_out": b.ruled_out.map(ruled_out_word),
    })
}

fn missing(piece: &Missing) -> Value {
    match piece {
        Missing::Skill { skill, level: asked, reachable } => {
            json!({ "skill": skill, "level": level(*asked), "reachable": level(*reachable) })
        }
        Missing::Course(course) => json!({ "course": course }),
        Missing::Credits { least, reachable, of } => {
            json!({ "credits": least.units(), "reachable": reachable.units(), "of": of })
        }
        Missing::Fact(fact) => json!({ "fact": fact }),
    }
}

fn binding(b: &Binding, plan: &Plan, names: &dyn Names) -> Value {
    let words = |limits: &[Limit]| limits.iter().map(|l| l.word()).collect::<Vec<_>>();
    json!({
        "limit": b.limit.word(),
        "value": match b.limit {
            Limit::UnknownPrice => Value::Null,
            _ if b.value.is_empty() => json!(true),
            _ => json!(b.value),
        },
        "rules_out": b.rules_out,
        "way_out": b.way_out.as_ref().map(|w| json!({
            "lifting": words(&w.lifting),
            "courses": w.courses,
            "work": hours(w.work),
            "price": w.price.map(units),
        })),
        "message": phrase::binding(b, plan, names),
    })
}

fn weight_reason(r: &WeightReason, names: &dyn Names) -> Value {
    json!({
        "term": r.term.word(),
        "value": thousandths(r.value),
        "adds": thousandths(r.adds),
        "text": phrase::weight_why(r, names),
    })
}

fn thousandths(n: u32) -> Value {
    json!(f64::from(n) / 1000.0)
}

/// Six decimals: shares and ratios.
pub(super) fn micro(value: f64) -> Value {
    json!((value * 1e6).round() / 1e6)
}

fn two_decimals(value: f64) -> Value {
    json!((value * 100.0).round() / 100.0)
}

pub(super) fn hours(time: Minutes) -> Value {
    two_decimals(time.hours())
}

pub(super) fn units(amount: Cents) -> Value {
    two_decimals(amount.units())
}

pub(super) fn level(level: Level) -> Value {
    two_decimals(level.as_f64())
}
