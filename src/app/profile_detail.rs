//! More about the selected row of the profile.

use super::{
    ProfileRow, State,
    page::{Ink, Row, mark_line, wrap},
};
use crate::{
    domain::{CourseId, CourseMark, Level, SkillId},
    phrase,
};

/// What there is to say about a row, in rows of at most `width` columns, what matters most first.
pub fn profile_detail(state: &State, row: &ProfileRow, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut text = |ink, text: &str| rows.extend(wrap(text, width).into_iter().map(|line| Row::of(ink, line)));
    match row {
        ProfileRow::Goal(id) => {
            text(Ink::Strong, state.goal_title(id));
            if let Some(&weight) = state.advisor.profile().goal_weights.get(id) {
                text(Ink::Plain, &format!("{} beside the other goals", phrase::counts(weight)));
            }
            match state.advisor.catalog().goal(id.as_str()) {
                Some(goal) => {
                    let have = |s: &&crate::domain::GoalSkill| state.advisor.state().level(s.skill) >= s.level;
                    let met = goal.skills.iter().filter(have).count();
                    if !goal.skills.is_empty() {
                        let of = phrase::count(goal.skills.len() as u64, "skill");
                        text(Ink::Plain, &format!("{met} of {of} where it asks"));
                    }
                    text(Ink::Dim, &goal.summary);
                }
                None => text(Ink::Bad, "this catalog has no such goal"),
            }
        }
        ProfileRow::Skill { skill, have, need } => {
            let name = phrase::Names::skill(state.advisor.catalog().as_ref(), skill.as_str());
            text(Ink::Strong, &format!("{} {}", name.unwrap_or(skill.as_str()), phrase::anchored(*have)));
            text(Ink::Plain, phrase::level_about(*have));
            text(Ink::Dim, &level_origin(state, skill, *have));
            if let Some(need) = need {
                let short = match have.gap_to(*need) {
                    Level::ZERO => String::new(),
                    short => format!(", {short} more"),
                };
                text(Ink::Plain, &format!("your goal asks for {}{short}", phrase::anchored(*need)));
            }
        }
        ProfileRow::Course(id, _) => course(state, id, &mut text),
        ProfileRow::Constraint(kind) => {
            text(Ink::Strong, kind.title());
            text(Ink::Plain, kind.about());
        }
        ProfileRow::Waiver(id) => {
            text(Ink::Strong, title(state, id));
            let why = state.advisor.profile().waive.get(id).map_or("", String::as_str);
            text(Ink::Plain, &format!("you take its requirement upon yourself: {why}"));
            text(Ink::Dim, "it may stand on your path as if you were ready for it, and is marked there");
        }
        ProfileRow::Note(id) => {
            text(Ink::Strong, title(state, id));
            let note = state.advisor.profile().courses.get(id).and_then(|r| r.note.as_deref());
            text(Ink::Plain, note.unwrap_or_default());
        }
    }
    rows
}

fn title<'a>(state: &'a State, id: &'a CourseId) -> &'a str {
    phrase::Names::course(state.advisor.catalog().as_ref(), id.as_str()).unwrap_or(id.as_str())
}

fn course(state: &State, id: &CourseId, text: &mut dyn FnMut(Ink, &str)) {
    let catalog = state.advisor.catalog();
    let Some(ix) = catalog.course_ix(id.as_str()) else {
        text(Ink::Strong, id.as_str());
        text(Ink::Bad, "this catalog has no such course");
        return;
    };
    let course = catalog.course(ix);
    text(Ink::Strong, &course.title);
    if let Some(line) = mark_line(state, course) {
        text(Ink::Accent, &line);
    }
    let hours = phrase::hours_of(course, &state.advisor.settings().costing);
    text(Ink::Dim, &format!("{} · {hours}", course.provider));
}

/// Where a level comes from, and since when.
pub fn level_origin(state: &State, skill: &SkillId, have: Level) -> String {
    let (catalog, profile) = (state.advisor.catalog(), state.advisor.profile());
    let since = |on: Option<jiff::civil::Date>| on.map_or_else(String::new, |on| format!(", {}", phrase::day(on)));
    if let Some(own) = profile.skills.get(skill).filter(|own| own.level == have) {
        let who = match own.from.as_str() {
            "self" => "your own word".to_owned(),
            "assess" => "your answer".to_owned(),
            "inferred" => "inferred from your answers".to_owned(),
            other => format!("from {}", phrase::Names::course(catalog.as_ref(), other).unwrap_or(other)),
        };
        return who + &since(own.on);
    }
    let taught = profile.courses.iter().filter(|(_, record)| record.mark == CourseMark::Done).find(|(id, _)| {
        let teaches = catalog.course_ix(id.as_str()).map(|ix| &catalog.course(ix).teaches);
        teaches.is_some_and(|all| all.iter().any(|&(s, level)| catalog.skill(s).id == *skill && level == have))
    });
    match taught {
        Some((id, record)) => format!("from {}, done{}", title(state, id), since(record.on)),
        None => "you have not said yet; no course you did teaches it".to_owned(),
    }
}
