//! What goes on the clipboard, and a word on it.

use super::{Place, ProfileRow, State};
use crate::{
    domain::{CourseIx, Level},
    path::Plan,
    phrase,
};

/// Text for the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// What is copied.
    pub text: String,
    /// What that is.
    pub word: String,
}

/// What is selected, or marked, as text.
pub fn copied(state: &State) -> Option<Copied> {
    let of = |text: String, word: String| Some(Copied { text, word });
    match state.acted_on()[..] {
        [] => {}
        [course] => {
            let it = state.advisor.catalog().course(course);
            let word = if it.url.is_some() { format!("{} and its address", it.title) } else { it.title.clone() };
            return of(line(state, course), word);
        }
        ref several => {
            let lines: Vec<String> = several.iter().map(|&c| line(state, c)).collect();
            return of(lines.join("\n"), phrase::count(lines.len() as u64, "course"));
        }
    }
    match (state.place(), state.selected_skill()) {
        (Place::Gap | Place::Profile, Some(skill)) => {
            let name = &state.advisor.catalog().skill(skill).name;
            let have = phrase::anchored(state.advisor.state().level(skill));
            let text = match needed(state, skill) {
                Some(need) => format!("{name}: have {have}, need {}", phrase::anchored(need)),
                None => format!("{name}: {have}"),
            };
            of(text.clone(), text)
        }
        (Place::Profile, None) => match state.profile_row()? {
            ProfileRow::Goal(id) => {
                let title = state.goal_title(&id).to_owned();
                of(title.clone(), title)
            }
            _ => None,
        },
        _ => None,
    }
}

fn needed(state: &State, skill: crate::domain::SkillIx) -> Option<Level> {
    let report = state.gap.value.as_ref()?;
    let id = &state.advisor.catalog().skill(skill).id;
    let short = report.gaps.iter().find(|g| g.skill == *id).map(|g| g.required);
    short.or_else(|| report.met.iter().find(|m| m.0 == *id).map(|m| m.3))
}

/// Title and address; on the path, where in it the course stands.
fn line(state: &State, course: CourseIx) -> String {
    let it = state.advisor.catalog().course(course);
    let on_path = matches!(state.place(), Place::Path | Place::Graph);
    let step = state.path_plan().filter(|_| on_path).and_then(|p| p.step(it.id.as_str()));
    let mut text = match step {
        Some(step) => step_line(step),
        None => format!("{} ({})", it.title, it.provider),
    };
    if let Some(url) = &it.url {
        text += " ";
        text += url;
    }
    text
}

fn step_line(step: &crate::path::Step) -> String {
    let mut text = format!("{}. {} ({}), {}", step.position, step.title, step.provider, phrase::step_hours(step));
    if let (Some(start), Some(end)) = (step.start, step.end) {
        text += &format!(", {}", phrase::span(start, end));
    }
    text
}

/// The whole plan, a step a line.
pub fn plan_text(state: &State, plan: &Plan) -> String {
    let goals: Vec<String> = plan.premises.goals.iter().map(|g| g.title.clone()).collect();
    let mut lines = vec![phrase::list_and(&goals), phrase::totals(plan), phrase::claim(plan), String::new()];
    for step in &plan.steps {
        let url = state.advisor.catalog().course_ix(step.course.as_str());
        let url = url.and_then(|c| state.advisor.catalog().course(c).url.clone());
        lines.push(format!("{}{}", step_line(step), url.map(|u| format!(" {u}")).unwrap_or_default()));
    }
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    lines.extend(plan.unmet.iter().map(|u| format!("! {}", phrase::unmet(u, names))));
    lines.join("\n") + "\n"
}
