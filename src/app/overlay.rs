//! What can lie over a screen: a course, the keys, a choice, a value being typed.

use std::collections::BTreeMap;

use super::{
    Assess, ConstraintKind, Cursor, EditLine, FirstRun, Help, Palette, ProgressPage, Prompt, State,
    prompt::constraint_list,
};
use crate::{
    domain::{CourseIx, Goal, GoalId, Level, SkillId, SkillIx},
    phrase::count,
    search::choose,
};

/// Something over the screen; the topmost takes the keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// One course in full, scrolled down by so many rows.
    Course {
        /// Which course.
        course: CourseIx,
        /// Rows scrolled away.
        scroll: usize,
    },
    /// What is wrong with the learner's file as they edited it, scrolled down by so many rows.
    Draft {
        /// What is wrong, a problem a line.
        problems: Vec<String>,
        /// Rows scrolled away.
        scroll: usize,
    },
    /// How it goes.
    Progress(Box<ProgressPage>),
    /// The list of keys.
    Help(Help),
    /// All that can be done.
    Palette(Palette),
    /// A choice from a list.
    Picker(Picker),
    /// A value being typed.
    Prompt(Prompt),
    /// Questions about what the learner knows.
    Assess(Box<Assess>),
    /// The steps of the first run.
    FirstRun(Box<FirstRun>),
}

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// The goal to aim at.
    Goal,
    /// A skill to set a level for.
    Skill,
    /// Values of a constraint.
    Values(ConstraintKind),
    /// Goal skills that have to be reached in full.
    Must,
}

/// A choice from a list that typing narrows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// What is chosen.
    pub kind: PickerKind,
    /// What is typed.
    pub query: EditLine,
    /// What a constraint can hold, and how many courses say so.
    pub values: Vec<(String, u64)>,
    /// The selected pick.
    pub cursor: Cursor,
}

impl Picker {
    /// A fresh choice.
    pub fn new(kind: PickerKind) -> Self {
        Self { kind, query: EditLine::default(), values: Vec::new(), cursor: Cursor::default() }
    }
}

/// One line of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// What choosing it means.
    pub what: Picked,
    /// What is shown.
    pub title: String,
    /// What matched in it: half-open ranges of characters.
    pub matched: Vec<(usize, usize)>,
    /// Whether it is chosen already.
    pub active: bool,
    /// A word more about it.
    pub detail: String,
}

/// What a pick stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// A goal.
    Goal(GoalId),
    /// A skill.
    Skill(SkillIx),
    /// A value of a constraint.
    Value(ConstraintKind, String),
    /// A goal skill that has to be reached in full.
    Must(SkillId),
}

/// How much a goal asks for: skills, or for a curriculum the courses it names.
fn extent(goal: &Goal) -> String {
    if !goal.skills.is_empty() {
        return count(goal.skills.len() as u64, "skill");
    }
    let mut courses = 0;
    goal.requirement.leaves(&mut |_| courses += 1);
    count(courses, "course")
}

/// The lines of a choice that match what is typed, best first.
pub fn picks(state: &State, picker: &Picker) -> Vec<Pick> {
    let catalog = state.advisor.catalog();
    let profile = state.advisor.profile();
    match picker.kind {
        PickerKind::Values(kind) => return value_picks(state, picker, kind),
        PickerKind::Must => return must_picks(state, picker),
        PickerKind::Goal | PickerKind::Skill => {}
    }
    // Each with the other names that find it.
    let mut all: Vec<(Pick, Vec<&str>)> = match picker.kind {
        PickerKind::Goal => (catalog.goals().iter())
            .map(|goal| {
                let pick = Pick {
                    what: Picked::Goal(goal.id.clone()),
                    title: goal.title.clone(),
                    matched: Vec::new(),
                    active: profile.goals.contains(&goal.id),
                    detail: extent(goal),
                };
                (pick, vec![goal.id.as_str()])
            })
            .collect(),
        PickerKind::Skill => (catalog.skills().iter().enumerate())
            .map(|(i, skill)| {
                let pick = Pick {
                    what: Picked::Skill(SkillIx::from_usize(i)),
                    title: skill.name.clone(),
                    matched: Vec::new(),
                    active: profile.skills.contains_key(&skill.id),
                    detail: state.advisor.state().level(SkillIx::from_usize(i)).to_string(),
                };
                let others = std::iter::once(skill.id.as_str()).chain(skill.aliases.iter().map(String::as_str));
                (pick, others.collect())
            })
            .collect(),
        PickerKind::Values(_) | PickerKind::Must => Vec::new(),
    };
    // As one looks things up: by title.
    all.sort_by_cached_key(|(pick, _)| (pick.title.to_lowercase(), pick.title.clone()));
    let found =
        choose(all.iter().map(|(pick, others)| (pick.title.as_str(), others.iter().copied())), picker.query.text());
    (found.into_iter())
        .filter_map(|choice| Some(Pick { matched: choice.ranges, ..all.get(choice.index)?.0.clone() }))
        .collect()
}

/// The skills of the goals that match what is typed.
fn must_picks(state: &State, picker: &Picker) -> Vec<Pick> {
    let catalog = state.advisor.catalog();
    let goals = state.advisor.profile().goals.iter().filter_map(|id| catalog.goal(id.as_str()));
    let mut levels: BTreeMap<SkillIx, Level> = BTreeMap::new();
    for asked in goals.flat_map(|g| &g.skills) {
        let level = levels.entry(asked.skill).or_default();
        *level = asked.level.max(*level);
    }
    let all: Vec<(SkillIx, Level)> = levels.into_iter().collect();
    let names = all.iter().map(|&(s, _)| (catalog.skill(s).name.as_str(), [catalog.skill(s).id.as_str()]));
    (choose(names, picker.query.text()).into_iter())
        .filter_map(|choice| {
            let &(ix, level) = all.get(choice.index)?;
            let skill = catalog.skill(ix);
            Some(Pick {
                what: Picked::Must(skill.id.clone()),
                title: skill.name.clone(),
                matched: choice.ranges,
                active: state.bend.bounds.must.contains(&skill.id),
                detail: level.to_string(),
            })
        })
        .collect()
}

/// The values of a constraint that match what is typed, and what is typed itself where nothing says exactly that.
fn value_picks(state: &State, picker: &Picker, kind: ConstraintKind) -> Vec<Pick> {
    let mut constraints = state.advisor.profile().constraints.clone();
    let set = constraint_list(&mut constraints, kind).map(std::mem::take).unwrap_or_default();
    let is = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let pick = |value: &str, n: u64, matched| Pick {
        what: Picked::Value(kind, value.to_owned()),
        title: value.to_owned(),
        matched,
        active: set.iter().any(|s| is(s, value)),
        detail: count(n, "course"),
    };
    let names: Vec<(&str, Vec<&str>)> = picker.values.iter().map(|(value, _)| (value.as_str(), Vec::new())).collect();
    let mut found: Vec<Pick> = (choose(names, picker.query.text()).into_iter())
        .filter_map(|choice| picker.values.get(choice.index).map(|(value, n)| pick(value, *n, choice.ranges)))
        .collect();
    let typed = picker.query.text().trim();
    if !typed.is_empty() && !picker.values.iter().any(|(value, _)| is(value, typed)) {
        found.push(pick(typed, 0, Vec::new()));
    }
    found
}
