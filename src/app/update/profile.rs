//! What keys do to the learner's file besides marks and levels: ratings, notes, waivers, limits, removing.

use std::{collections::BTreeMap, sync::Arc};

use super::{complain, edits, say};
use crate::{
    app::{
        Action, ConstraintKind, Effect, Overlay, Picker, PickerKind, ProfileRow, Prompt, PromptKind, State, is_set,
        profile_rows,
        prompt::{constraint_list, read_away, read_level, read_log, read_pace, read_parallel, read_rating},
    },
    domain::{CourseId, CourseRecord, Minutes, ProfileEdit},
    phrase,
};

/// Does one of them.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Log => ask(state, |_, id| Prompt::new(PromptKind::Log(id), "")),
        Action::Rate => ask(state, |record, id| {
            let now = record.and_then(|r| r.rating).map_or_else(String::new, |r| r.to_string());
            Prompt::new(PromptKind::Rating(id), &now)
        }),
        Action::Note => ask(state, |record, id| {
            let now = record.and_then(|r| r.note.clone()).unwrap_or_default();
            Prompt::new(PromptKind::Note(id), &now)
        }),
        Action::Waive => return waive(state),
        Action::Remove => return remove(state),
        Action::NextSection => jump(state, true),
        Action::PreviousSection => jump(state, false),
        _ => {}
    }
    Vec::new()
}

fn selected_id(state: &State) -> Option<CourseId> {
    state.selected_course().map(|ix| state.advisor.catalog().course(ix).id.clone())
}

/// Asks for something about the selected course.
fn ask(state: &mut State, prompt: impl FnOnce(Option<&CourseRecord>, CourseId) -> Prompt) {
    if let Some(id) = selected_id(state) {
        let prompt = prompt(state.advisor.profile().courses.get(&id), id);
        state.overlays.push(Overlay::Prompt(prompt));
    }
}

/// Asks why the selected course is waived, or takes its waiver back.
fn waive(state: &mut State) -> Vec<Effect> {
    let Some(course) = selected_id(state) else { return Vec::new() };
    if state.advisor.profile().waive.contains_key(&course) {
        say(state, format!("no longer waived: {}", title(state, &course)));
        return edits::apply(state, vec![ProfileEdit::Unwaive { course }]);
    }
    state.overlays.push(Overlay::Prompt(Prompt::new(PromptKind::Waiver(course), "")));
    Vec::new()
}

fn title(state: &State, id: &CourseId) -> String {
    let catalog = state.advisor.catalog();
    catalog.course_ix(id.as_str()).map_or_else(|| id.to_string(), |ix| catalog.course(ix).title.clone())
}

/// Asks how many hours a week there are.
pub(super) fn ask_pace(state: &mut State) {
    let now = state.advisor.profile().constraints.hours_per_week;
    let now = now.map_or_else(String::new, |h: Minutes| h.to_string());
    state.overlays.push(Overlay::Prompt(Prompt::new(PromptKind::Pace, &now)));
}

/// Opens the editor of a row.
pub(super) fn edit_row(state: &mut State, row: ProfileRow) -> Vec<Effect> {
    match row {
        ProfileRow::Constraint(ConstraintKind::FreeOnly) => {
            let mut new = state.advisor.profile().constraints.clone();
            new.free_only = !new.free_only;
            say(state, if new.free_only { "free courses only" } else { "courses may cost something" }.to_owned());
            return edits::apply(state, vec![ProfileEdit::Constrain(new)]);
        }
        ProfileRow::Constraint(ConstraintKind::HoursPerWeek) => ask_pace(state),
        ProfileRow::Constraint(ConstraintKind::MaxParallel) => {
            let now = state.advisor.profile().constraints.max_parallel;
            let now = now.map_or_else(String::new, |n| n.to_string());
            state.overlays.push(Overlay::Prompt(Prompt::new(PromptKind::Parallel, &now)));
        }
        ProfileRow::Constraint(ConstraintKind::Away) => {
            let now: Vec<String> = state.advisor.profile().constraints.away.iter().map(|a| a.to_string()).collect();
            state.overlays.push(Overlay::Prompt(Prompt::new(PromptKind::Away, &now.join(", "))));
        }
        ProfileRow::Constraint(kind) => {
            let values = values(state, kind);
            let picker = Picker { values, ..Picker::new(PickerKind::Values(kind)) };
            state.overlays.push(Overlay::Picker(picker));
        }
        ProfileRow::Waiver(id) => {
            let why = state.advisor.profile().waive.get(&id).cloned().unwrap_or_default();
            state.overlays.push(Overlay::Prompt(Prompt::new(PromptKind::Waiver(id), &why)));
        }
        ProfileRow::Note(id) => {
            let note = state.advisor.profile().courses.get(&id).and_then(|r| r.note.clone());
            state.overlays.push(Overlay::Prompt(Prompt::new(PromptKind::Note(id), &note.unwrap_or_default())));
        }
        _ => {}
    }
    Vec::new()
}

/// What the catalog's courses say, each with how many say it; what is set already is there too.
fn values(state: &State, kind: ConstraintKind) -> Vec<(String, u64)> {
    let catalog = state.advisor.catalog();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for course in catalog.courses() {
        let value = match kind {
            ConstraintKind::Languages => course.language.as_deref(),
            ConstraintKind::Formats => course.format.as_deref(),
            _ => Some(course.provider.as_str()),
        };
        *counts.entry(value.unwrap_or_default()).or_default() += 1;
    }
    counts.remove("");
    let mut constraints = state.advisor.profile().constraints.clone();
    let set = constraint_list(&mut constraints, kind).map(std::mem::take).unwrap_or_default();
    // What is set first, then what most courses say.
    let mut values: Vec<(String, u64)> = counts.into_iter().map(|(value, n)| (value.to_owned(), n)).collect();
    let unknown = set.iter().filter(|s| !values.iter().any(|(v, _)| same(v, s))).map(|s| (s.clone(), 0));
    let unknown: Vec<_> = unknown.collect();
    values.extend(unknown);
    values.sort_by_key(|(value, n)| (!set.iter().any(|s| same(s, value)), std::cmp::Reverse(*n), value.clone()));
    values
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Puts a value into a constraint's list, or takes it out.
pub(super) fn toggle_value(state: &mut State, kind: ConstraintKind, value: &str, only_add: bool) -> Vec<Effect> {
    let mut new = state.advisor.profile().constraints.clone();
    let Some(list) = constraint_list(&mut new, kind) else { return Vec::new() };
    match list.iter().position(|v| same(v, value)) {
        Some(_) if only_add => return Vec::new(),
        Some(at) => {
            list.remove(at);
        }
        None => list.push(value.to_owned()),
    }
    let all = if list.is_empty() { "nothing set".to_owned() } else { list.join(", ") };
    say(state, format!("{}: {all}", kind.title()));
    edits::apply(state, vec![ProfileEdit::Constrain(new)])
}

/// Takes what was typed in; `Err` says why not.
pub(super) fn accept(state: &mut State, kind: &PromptKind, text: &str) -> Result<Vec<Effect>, String> {
    let text = text.trim();
    let edit = match kind {
        PromptKind::Export(format) => return super::export::accept(state, *format, text),
        PromptKind::Level(skill) => {
            let level = read_level(text)?;
            state.overlays.pop();
            return Ok(edits::set_level(state, *skill, level));
        }
        PromptKind::Pace => {
            let hours_per_week = read_pace(text)?;
            say(state, hours_per_week.map_or_else(|| "no hours, no dates".to_owned(), |h| format!("{h} h a week")));
            let old = state.advisor.profile().constraints.clone();
            ProfileEdit::Constrain(crate::domain::Constraints { hours_per_week, ..old })
        }
        PromptKind::Parallel => {
            let max_parallel = read_parallel(text)?;
            say(state, phrase::at_once(max_parallel.unwrap_or(1)));
            let old = state.advisor.profile().constraints.clone();
            ProfileEdit::Constrain(crate::domain::Constraints { max_parallel, ..old })
        }
        PromptKind::Away => {
            let away = read_away(text)?;
            let days: Vec<String> = away.iter().map(|time| phrase::span(time.first(), time.last())).collect();
            let told =
                if days.is_empty() { "never away".to_owned() } else { format!("away {}", phrase::list_and(&days)) };
            say(state, told);
            let old = state.advisor.profile().constraints.clone();
            ProfileEdit::Constrain(crate::domain::Constraints { away, ..old })
        }
        PromptKind::Log(course) => log(state, course, text)?,
        PromptKind::Rating(course) => {
            let rating = read_rating(text)?;
            if rating.is_none() && !state.advisor.profile().courses.contains_key(course) {
                state.overlays.pop();
                return Ok(Vec::new());
            }
            say(
                state,
                match rating {
                    Some(rating) => format!("{}: rated {rating}", title(state, course)),
                    None => format!("{}: no rating", title(state, course)),
                },
            );
            ProfileEdit::Rate { course: course.clone(), rating }
        }
        PromptKind::Note(course) => {
            let note = Some(text.to_owned()).filter(|t| !t.is_empty());
            if note.is_none() && !state.advisor.profile().courses.contains_key(course) {
                state.overlays.pop();
                return Ok(Vec::new());
            }
            say(state, format!("{}: {}", title(state, course), if note.is_some() { "noted" } else { "no note" }));
            ProfileEdit::Note { course: course.clone(), note }
        }
        // Not the learner's file, but what is tried on the Path screen.
        PromptKind::Limit(limit) => {
            super::limits::accept(state, *limit, text)?;
            state.overlays.pop();
            return Ok(Vec::new());
        }
        PromptKind::Waiver(course) => {
            if text.is_empty() {
                return Err("say why, in a word or two; Esc leaves it".to_owned());
            }
            say(state, format!("waived: {}", title(state, course)));
            ProfileEdit::Waive { course: course.clone(), why: text.to_owned() }
        }
    };
    state.overlays.pop();
    Ok(edits::apply(state, vec![edit]))
}

/// Time studied on a course, or taken back as far as there is any.
fn log(state: &mut State, course: &CourseId, text: &str) -> Result<ProfileEdit, String> {
    let (back, hours, day) = read_log(text)?;
    if day.is_some_and(|day| day > state.today) {
        return Err("that day has not come yet".to_owned());
    }
    let record = state.advisor.profile().courses.get(course);
    let logged = record.map(CourseRecord::logged).unwrap_or_default();
    let there = day.map_or(logged, |day| record.map(|r| r.log.on(day)).unwrap_or_default());
    let shown = |time| phrase::hours(time, false);
    let title = title(state, course);
    if back && hours > there {
        return Err(format!("only {} is logged", shown(there)));
    }
    let course = course.clone();
    if back {
        say(state, format!("{title}: {} less, {} in all", shown(hours), shown(Minutes(logged.0 - hours.0))));
        return Ok(ProfileEdit::Unlog { course, hours, on: day });
    }
    say(state, format!("{title}: {} more, {} in all", shown(hours), shown(logged + hours)));
    Ok(ProfileEdit::Log { course, hours, on: Some(day.unwrap_or(state.today)) })
}

/// Takes the selected row out of the file: one step, which undo brings back.
fn remove(state: &mut State) -> Vec<Effect> {
    let Some(row) = state.profile_row() else { return Vec::new() };
    let profile = state.advisor.profile();
    let (edit, said) = match &row {
        ProfileRow::Goal(id) => {
            (ProfileEdit::RemoveGoal(id.clone()), format!("no longer aiming at {}", state.goal_title(id)))
        }
        ProfileRow::Skill { skill, .. } => {
            let name = phrase_name(state, skill.as_str());
            if !profile.skills.contains_key(skill) {
                let text =
                    format!("{name} is not of your own word: it comes from a course you did, or a goal asks for it");
                complain(state, text);
                return Vec::new();
            }
            (ProfileEdit::ForgetSkill { skill: skill.clone() }, format!("your word on {name} is taken back"))
        }
        ProfileRow::Course(id, mark) => {
            (ProfileEdit::Unmark { course: id.clone() }, format!("no longer {}: {}", mark.word(), title(state, id)))
        }
        ProfileRow::Constraint(kind) if !is_set(state, *kind) => {
            complain(state, format!("{}: nothing is set", kind.title()));
            return Vec::new();
        }
        ProfileRow::Constraint(kind) => {
            let mut new = profile.constraints.clone();
            match (kind, constraint_list(&mut new, *kind)) {
                (_, Some(list)) => list.clear(),
                (ConstraintKind::HoursPerWeek, _) => new.hours_per_week = None,
                (ConstraintKind::MaxParallel, _) => new.max_parallel = None,
                (ConstraintKind::Away, _) => new.away.clear(),
                _ => new.free_only = false,
            }
            (ProfileEdit::Constrain(new), format!("{}: nothing set", kind.title()))
        }
        ProfileRow::Waiver(id) => {
            (ProfileEdit::Unwaive { course: id.clone() }, format!("no longer waived: {}", title(state, id)))
        }
        ProfileRow::Note(id) => {
            (ProfileEdit::Note { course: id.clone(), note: None }, format!("{}: no note", title(state, id)))
        }
    };
    say(state, format!("{said}; u brings it back"));
    edits::apply(state, vec![edit])
}

fn phrase_name(state: &State, skill: &str) -> String {
    let catalog: &crate::domain::Catalog = Arc::as_ref(state.advisor.catalog());
    crate::phrase::Names::skill(catalog, skill).unwrap_or(skill).to_owned()
}

/// To the first row of the next section, or of this one and then the one before.
fn jump(state: &mut State, forward: bool) {
    let rows = profile_rows(state);
    let Some(at) = state.profile.selected(rows.len()) else { return };
    let starts = |i: &usize| *i == 0 || rows[*i].section() != rows[*i - 1].section();
    let to = if forward { (at + 1..rows.len()).find(starts) } else { (0..at).rev().find(starts) };
    if let Some(to) = to {
        let height = state.profile_height();
        state.profile.select(to, rows.len(), height);
    }
}
