//! A plan as tasks that `task import` reads.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{WithSteps, course_uuid};
use crate::{
    domain::{CourseId, CourseMark, Profile, scrub},
    path::{NeededBy, Plan},
    phrase::{self, Names},
};

/// A list of tasks, one a step, each waiting for its suppliers. Their names are those of the courses, so that importing
/// again updates them: days and order, and nothing the learner changed. Tasks of `before`, an earlier export, that are on the plan no longer are completed where the
/// learner's file says so, and deleted otherwise.
pub fn plan_taskwarrior(
    plan: &Plan,
    names: &dyn Names,
    profile: &Profile,
    stamp: Date,
    before: &BTreeMap<Uuid, Value>,
) -> Value {
    let names = &WithSteps { plan, names };
    let mut needs: BTreeMap<&CourseId, Vec<Uuid>> = BTreeMap::new();
    for step in &plan.steps {
        for need in &step.needed_by {
            // Courses of one turn are taken together: neither waits for the other.
            if let NeededBy::Course(id) = need
                && plan.step(id.as_str()).is_some_and(|s| s.position > step.position)
            {
                needs.entry(id).or_default().push(course_uuid(&step.course));
            }
        }
    }
    let titles: Vec<String> = plan.premises.goals.iter().map(|g| g.id.clone()).collect();
    let project = format!("study.{}", scrub(&titles.join("+")));
    let mut left = before.clone();
    let mut tasks = Vec::new();
    for step in &plan.steps {
        let uuid = course_uuid(&step.course);
        let mut task = match left.remove(&uuid) {
            Some(old) => kept(old),
            None => json!({
                "uuid": uuid.to_string(),
                "status": "pending",
                "entry": midnight(stamp),
                "description": scrub(&step.title),
                "project": project,
                "tags": ["study"],
                "annotations": [{ "entry": midnight(stamp), "description": scrub(&note(plan, step, names)) }],
            }),
        };
        if let Some(start) = step.start {
            task["scheduled"] = json!(midnight(start));
        }
        if let Some(end) = step.end {
            task["due"] = json!(midnight(end));
        }
        if let Some(waits) = needs.get_mut(&step.course) {
            waits.sort_unstable();
            waits.dedup();
            task["depends"] = json!(waits.iter().map(Uuid::to_string).collect::<Vec<_>>());
        }
        tasks.push(task);
    }
    let done: Vec<Uuid> =
        profile.courses.iter().filter(|(_, r)| r.mark == CourseMark::Done).map(|(id, _)| course_uuid(id)).collect();
    for (uuid, mut old) in left {
        let over = |status: &Value| matches!(status.as_str(), Some("completed" | "deleted"));
        if !old.get("status").is_some_and(over) {
            old["status"] = json!(if done.contains(&uuid) { "completed" } else { "deleted" });
            old["end"] = json!(midnight(stamp));
        }
        tasks.push(old);
    }
    Value::Array(tasks)
}

/// A task as the learner has it, to be given the plan's days and order anew: everything else is theirs. What was deleted
/// and is on the plan again is to be done again.
fn kept(mut old: Value) -> Value {
    if let Some(task) = old.as_object_mut() {
        // What taskwarrior counts for itself, and what the plan says anew.
        for key in ["id", "urgency", "modified", "scheduled", "due", "depends"] {
            task.shift_remove(key);
        }
        if task.get("status").and_then(Value::as_str) == Some("deleted") {
            task.shift_remove("end");
            task.insert("status".to_owned(), json!("pending"));
        }
    }
    old
}

/// The tasks of an earlier export by their name: only those that are ours. A file that is no list of tasks has none.
pub fn tasks_of(text: &str) -> BTreeMap<Uuid, Value> {
    let Ok(Value::Array(tasks)) = serde_json::from_str::<Value>(text) else { return BTreeMap::new() };
    (tasks.into_iter())
        .filter_map(|task| {
            let uuid = Uuid::parse_str(task.get("uuid")?.as_str()?).ok()?;
            (uuid.get_version_num() == 5 && task.is_object()).then_some((uuid, task))
        })
        .collect()
}

fn midnight(date: Date) -> String {
    format!("{}T000000Z", date.strftime("%Y%m%d"))
}

fn note(plan: &Plan, step: &crate::path::Step, names: &dyn Names) -> String {
    let mut parts = vec![
        step.course.to_string(),
        step.provider.clone(),
        phrase::step_hours(step),
        phrase::price_of(step.price, plan.premises.currency),
        phrase::step_reason(&step.reason, names),
    ];
    parts.extend(names.page(step.course.as_str()).map(str::to_owned));
    parts.retain(|p| !p.is_empty());
    parts.join(" · ")
}
