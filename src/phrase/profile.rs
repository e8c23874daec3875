//! The learner's own file in words.

use std::{collections::BTreeMap, fmt::Display};

use crate::domain::{Away, Constraints, CourseId, CourseMark, CourseRecord, Profile, SkillId};

use super::{Names, count, day, hours, list_and, list_or, skill_name, span};

/// Standing constraints, one a line; a single line saying so when there are none.
pub fn constraints(limits: &Constraints, names: &dyn Names) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(week) = limits.hours_per_week {
        lines.push(format!("{week} h a week"));
    }
    if let Some(most) = limits.max_parallel {
        lines.push(at_once(most));
    }
    lines.extend(limits.away.iter().map(|time| away(*time)));
    if limits.free_only {
        lines.push("only what costs nothing".to_owned());
    }
    if !limits.languages.is_empty() {
        lines.push(format!("in {}", list_or(&limits.languages)));
    }
    if !limits.formats.is_empty() {
        lines.push(format!("as {}", list_or(&limits.formats)));
    }
    if !limits.exclude_providers.is_empty() {
        lines.push(format!("nothing by {}", list_or(&limits.exclude_providers)));
    }
    if !limits.avoid.is_empty() {
        let tools: Vec<String> = limits.avoid.iter().map(|s| skill_name(names, s.as_str()).to_owned()).collect();
        lines.push(format!("never {}", list_or(&tools)));
    }
    if lines.is_empty() {
        lines.push("no constraints".to_owned());
    }
    lines
}

/// How many courses may be under way at once.
pub fn at_once(most: u32) -> String {
    if most == 1 { "one course after the other".to_owned() } else { format!("up to {most} courses at once") }
}

/// What a goal counts beside the others, given in thousandths: `counts 2 times`.
pub fn counts(weight: u32) -> String {
    let text = format!("{}.{:03}", weight / 1000, weight % 1000);
    match text.trim_end_matches('0').trim_end_matches('.') {
        "1" => "counts once".to_owned(),
        times => format!("counts {times} times"),
    }
}

/// Days without study time: `away 21 Dec 2026 – 3 Jan 2027`.
pub fn away(time: Away) -> String {
    format!("away {}", span(time.first(), time.last()))
}

/// What is logged on a course: `3.5 h logged`.
pub fn logged(record: &CourseRecord) -> Option<String> {
    record.hours.map(|time| format!("{} logged", hours(time, false)))
}

/// The same with the last day that is known: `3.5 h logged, last on 5 Jan 2026`.
pub fn logged_last(record: &CourseRecord) -> Option<String> {
    let last = record.log.days().next_back().map(|(on, _)| format!(", last on {}", day(on)));
    logged(record).map(|told| told + &last.unwrap_or_default())
}

/// What one version of a profile says otherwise than another, one change a phrase: `Python 0.50 → 0.75`.
pub fn profile_changes(from: &Profile, to: &Profile, names: &dyn Names) -> Vec<String> {
    let mut said = Vec::new();
    for (skill, old, new) in paired(&from.skills, &to.skills) {
        let name = names.skill(skill.as_str()).unwrap_or(skill.as_str());
        said.push(match (old, new) {
            (Some(old), Some(new)) if old.level != new.level => format!("{name} {} → {}", old.level, new.level),
            (Some(_), Some(new)) => format!("where {name} {} comes from", new.level),
            (None, Some(new)) => format!("{name} set to {}", new.level),
            (Some(old), None) => format!("{name} forgotten, it was {}", old.level),
            (None, None) => continue,
        });
    }
    for (course, old, new) in paired(&from.courses, &to.courses) {
        let title = names.course(course.as_str()).unwrap_or(course.as_str());
        said.push(course_change(title, old, new));
    }
    if from.goals != to.goals {
        said.push(goals_change(from, to));
    }
    for goal in to.goals.iter().filter(|g| from.goals.contains(g) && from.goal_weight(g) != to.goal_weight(g)) {
        said.push(format!("{goal} {}", counts(to.goal_weight(goal))));
    }
    if from.constraints != to.constraints {
        let told = |limits| constraints(limits, names).join(", ");
        said.push(format!("constraints: {} → {}", told(&from.constraints), told(&to.constraints)));
    }
    said.extend(to.facts.difference(&from.facts).map(|fact| format!("`{fact}` holds")));
    said.extend(from.facts.difference(&to.facts).map(|fact| format!("`{fact}` holds no longer")));
    for (course, old, new) in paired(&from.waive, &to.waive) {
        let title = names.course(course.as_str()).unwrap_or(course.as_str());
        said.push(match (old, new) {
            (_, None) => format!("waiver of {title} taken back"),
            (None, _) => format!("{title} waived"),
            _ => format!("why {title} is waived"),
        });
    }
    said
}

/// What the learner's file says of courses and skills that are not in the catalogs, one a line.
pub fn unknown_entries((courses, skills): (Vec<(&CourseId, CourseMark)>, Vec<&SkillId>)) -> Vec<String> {
    let courses = courses.into_iter().map(|(id, mark)| match mark {
        CourseMark::Done => {
            format!("{id}, which you completed, is not in this catalog; its levels do not count")
        }
        CourseMark::Started => format!("{id}, which is under way, is not in this catalog"),
        CourseMark::Saved => format!("{id}, which you saved, is not in this catalog"),
        CourseMark::Hidden => format!("{id}, which you hid, is not in this catalog"),
    });
    let skills = skills.into_iter().map(|id| format!("{id}, a skill you set, is not in this catalog"));
    courses.chain(skills).collect()
}

/// Entries that differ, in order of their keys.
fn paired<'a, K: Ord, V: PartialEq>(
    old: &'a BTreeMap<K, V>,
    new: &'a BTreeMap<K, V>,
) -> Vec<(&'a K, Option<&'a V>, Option<&'a V>)> {
    let mut keys: Vec<&K> = old.keys().chain(new.keys().filter(|k| !old.contains_key(*k))).collect();
    keys.sort();
    let pairs = keys.into_iter().map(|k| (k, old.get(k), new.get(k)));
    pairs.filter(|(_, old, new)| old != new).collect()
}

fn course_change(title: &str, old: Option<&CourseRecord>, new: Option<&CourseRecord>) -> String {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(new)) => return format!("{title} {}", new.mark.word()),
        (Some(old), None) => return format!("{title} forgotten, it was {}", old.mark.word()),
        (None, None) => return title.to_owned(),
    };
    fn told(x: Option<impl Display>) -> String {
        x.map_or("none".to_owned(), |x| x.to_string())
    }
    let mut parts = Vec::new();
    if old.mark != new.mark {
        parts.push(format!("{} → {}", old.mark.word(), new.mark.word()));
    }
    if old.rating != new.rating {
        parts.push(format!("rating {} → {}", told(old.rating), told(new.rating)));
    }
    if old.hours != new.hours {
        parts.push(format!("hours {} → {}", told(old.hours), told(new.hours)));
    }
    if old.hours == new.hours && old.log != new.log {
        parts.push("days of study".to_owned());
    }
    if old.note != new.note {
        parts.push("note".to_owned());
    }
    if old.on != new.on {
        parts.push(format!("date {} → {}", told(old.on), told(new.on)));
    }
    format!("{title} {}", list_and(&parts))
}

fn goals_change(from: &Profile, to: &Profile) -> String {
    let without = |these: &Profile, those: &Profile| {
        let rest = these.goals.iter().filter(|g| !those.goals.contains(g));
        rest.map(|g| g.to_string()).collect::<Vec<_>>()
    };
    let (gone, come) = (without(from, to), without(to, from));
    match (gone.is_empty(), come.is_empty()) {
        (true, true) => "the order of the goals".to_owned(),
        (true, false) => format!("aiming at {}", list_and(&come)),
        (false, true) => format!("no longer aiming at {}", list_and(&gone)),
        (false, false) => format!("aiming at {} instead of {}", list_and(&come), list_and(&gone)),
    }
}

/// What an undo or a redo came to, in one line: `undone: Python 0.50 → 0.75 and 2 more changes`.
pub fn stepped(done: &str, changes: &[String]) -> String {
    match changes {
        [] => format!("{done}: nothing but comments and layout"),
        [one] => format!("{done}: {one}"),
        [one, more @ ..] => format!("{done}: {one} and {}", count(more.len() as u64, "more change")),
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        domain::{CourseId, CourseMark, GoalId, Level, ProfileEdit, SkillId},
        phrase::Ids,
    };

    use super::*;

    #[test]
    fn every_edit_has_its_words_and_no_edit_none() {
        let skill = || SkillId::new("python").expect("valid");
        let course = || CourseId::new("cs50x").expect("valid");
        let set =
            |level| ProfileEdit::SetSkill { skill: skill(), level: Level::new(level), from: "self".into(), on: None };
        let mark = |mark| ProfileEdit::Mark { course: course(), mark, on: None, rating: Some(4) };
        let goal = |x: &str| vec![GoalId::new(x).expect("valid")];
        let free = Constraints { free_only: true, ..Constraints::default() };
        let mut profile = Profile::default();
        for (edit, said) in [
            (set(500), "python set to 0.50"),
            (set(750), "python 0.50 → 0.75"),
            (ProfileEdit::ForgetSkill { skill: skill() }, "python forgotten, it was 0.75"),
            (mark(CourseMark::Saved), "cs50x saved"),
            (mark(CourseMark::Done), "cs50x saved → done"),
            (ProfileEdit::Rate { course: course(), rating: None }, "cs50x rating 4 → none"),
            (ProfileEdit::Note { course: course(), note: Some("x".into()) }, "cs50x note"),
            (ProfileEdit::Unmark { course: course() }, "cs50x forgotten, it was done"),
            (ProfileEdit::SetGoals(goal("a")), "aiming at a"),
            (ProfileEdit::SetGoals(goal("b")), "aiming at b instead of a"),
            (ProfileEdit::SetGoals(vec![]), "no longer aiming at b"),
            (ProfileEdit::Constrain(free), "constraints: no constraints → only what costs nothing"),
            (ProfileEdit::Waive { course: course(), why: String::new() }, "cs50x waived"),
            (ProfileEdit::Waive { course: course(), why: "x".into() }, "why cs50x is waived"),
            (ProfileEdit::Unwaive { course: course() }, "waiver of cs50x taken back"),
        ] {
            let before = profile.clone();
            profile.apply(&edit);
            assert_eq!(profile_changes(&before, &profile, &Ids), [said]);
            assert!(profile_changes(&profile, &profile, &Ids).is_empty());
        }
        assert_eq!(stepped("undone", &["a".into(), "b".into()]), "undone: a and 1 more change");
    }
}
