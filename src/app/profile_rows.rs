//! The rows of the profile screen.

use super::State;
use crate::domain::{CourseId, CourseMark, GoalId, Level, SkillId, SkillIx};

/// A standing constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstraintKind {
    /// Study time per week.
    HoursPerWeek,
    /// Courses under way at once.
    MaxParallel,
    /// Days without study time.
    Away,
    /// Only free courses.
    FreeOnly,
    /// Languages understood.
    Languages,
    /// Formats wanted.
    Formats,
    /// Providers never proposed.
    ExcludeProviders,
}

impl ConstraintKind {
    /// All of them, in the order shown.
    pub const ALL: [Self; 7] = [
        Self::HoursPerWeek,
        Self::MaxParallel,
        Self::Away,
        Self::FreeOnly,
        Self::Languages,
        Self::Formats,
        Self::ExcludeProviders,
    ];
    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::HoursPerWeek => "Hours per week",
            Self::MaxParallel => "Courses at once",
            Self::Away => "Away",
            Self::FreeOnly => "Free courses only",
            Self::Languages => "Languages",
            Self::Formats => "Formats",
            Self::ExcludeProviders => "Never from",
        }
    }
    /// What it does.
    pub fn about(self) -> &'static str {
        match self {
            Self::HoursPerWeek => "How long you study in a week. The path gets its dates from it.",
            Self::MaxParallel => "How many courses may be under way at once. Your study time is shared among them.",
            Self::Away => "Days without study time: holidays, exams, a month of work. The path is laid around them.",
            Self::FreeOnly => "Whether only courses known to cost nothing are proposed.",
            Self::Languages => "Languages you understand. What does not say its language is proposed too.",
            Self::Formats => "Formats you want. What does not say its format is proposed too.",
            Self::ExcludeProviders => "Providers whose courses are never proposed.",
        }
    }
}

/// A row of the profile screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileRow {
    /// An active goal.
    Goal(GoalId),
    /// A skill: what the learner has, what the active goals ask.
    Skill {
        /// Which skill.
        skill: SkillId,
        /// What the learner has.
        have: Level,
        /// What the active goals ask, if they do.
        need: Option<Level>,
    },
    /// A marked course.
    Course(CourseId, CourseMark),
    /// A standing constraint.
    Constraint(ConstraintKind),
    /// A course whose requirement the learner takes on themselves.
    Waiver(CourseId),
    /// A course with a note.
    Note(CourseId),
}

/// A part of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What is aimed at.
    Goals,
    /// Levels.
    Skills,
    /// Courses completed.
    Done,
    /// Courses under way.
    Started,
    /// Courses kept for later.
    Saved,
    /// Courses never proposed.
    Hidden,
    /// Standing constraints.
    Constraints,
    /// Waivers.
    Waived,
    /// Notes on courses.
    Notes,
}

impl Section {
    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Goals => "Goals",
            Self::Skills => "Skills",
            Self::Done => "Done",
            Self::Started => "Started",
            Self::Saved => "Saved",
            Self::Hidden => "Hidden",
            Self::Constraints => "Constraints",
            Self::Waived => "Waived",
            Self::Notes => "Notes",
        }
    }
}

impl ProfileRow {
    /// The section it stands in.
    pub fn section(&self) -> Section {
        match self {
            Self::Goal(_) => Section::Goals,
            Self::Skill { .. } => Section::Skills,
            Self::Course(_, CourseMark::Done) => Section::Done,
            Self::Course(_, CourseMark::Started) => Section::Started,
            Self::Course(_, CourseMark::Saved) => Section::Saved,
            Self::Course(_, CourseMark::Hidden) => Section::Hidden,
            Self::Constraint(_) => Section::Constraints,
            Self::Waiver(_) => Section::Waived,
            Self::Note(_) => Section::Notes,
        }
    }
    /// The course it is about.
    pub fn course(&self) -> Option<&CourseId> {
        match self {
            Self::Course(id, _) | Self::Waiver(id) | Self::Note(id) => Some(id),
            _ => None,
        }
    }
}

/// All rows: goals, skills that the learner has or the goals ask for, marked courses, constraints, waivers, notes.
pub fn profile_rows(state: &State) -> Vec<ProfileRow> {
    let (catalog, profile, levels) = (state.advisor.catalog(), state.advisor.profile(), state.advisor.state());
    let mut rows: Vec<ProfileRow> = profile.goals.iter().cloned().map(ProfileRow::Goal).collect();
    let goals: Vec<_> = profile.goals.iter().filter_map(|id| catalog.goal(id.as_str())).collect();
    let mut skills: Vec<usize> = (0..catalog.skills().len()).collect();
    skills.sort_by_cached_key(|&i| (catalog.skills()[i].name.to_lowercase(), i));
    for i in skills {
        let (skill, ix) = (&catalog.skills()[i], SkillIx::from_usize(i));
        let need = goals.iter().flat_map(|g| &g.skills).filter(|s| s.skill == ix).map(|s| s.level).max();
        let have = levels.level(ix);
        if need.is_some() || have > Level::ZERO || profile.skills.contains_key(&skill.id) {
            rows.push(ProfileRow::Skill { skill: skill.id.clone(), have, need });
        }
    }
    // What the learner set stays theirs also where this catalog knows nothing of it.
    let unknown = profile.skills.iter().filter(|(id, _)| catalog.skill_ix(id.as_str()).is_none());
    rows.extend(unknown.map(|(id, own)| ProfileRow::Skill { skill: id.clone(), have: own.level, need: None }));
    for mark in CourseMark::ALL {
        let marked = profile.courses.iter().filter(|(_, record)| record.mark == mark);
        rows.extend(marked.map(|(id, _)| ProfileRow::Course(id.clone(), mark)));
    }
    rows.extend(ConstraintKind::ALL.map(ProfileRow::Constraint));
    rows.extend(profile.waive.keys().cloned().map(ProfileRow::Waiver));
    rows.extend(profile.courses.iter().filter(|(_, r)| r.note.is_some()).map(|(id, _)| ProfileRow::Note(id.clone())));
    rows
}

/// Sections that have rows, in order, and how many things are in each: constraints that are set, all else rows.
pub fn profile_sections(state: &State, rows: &[ProfileRow]) -> Vec<(Section, usize)> {
    let mut sections: Vec<(Section, usize)> = Vec::new();
    for row in rows {
        let counts = match row {
            ProfileRow::Constraint(kind) => usize::from(is_set(state, *kind)),
            _ => 1,
        };
        match sections.last_mut() {
            Some((section, n)) if *section == row.section() => *n += counts,
            _ => sections.push((row.section(), counts)),
        }
    }
    sections
}

/// Whether a constraint constrains.
pub fn is_set(state: &State, kind: ConstraintKind) -> bool {
    let c = &state.advisor.profile().constraints;
    match kind {
        ConstraintKind::HoursPerWeek => c.hours_per_week.is_some(),
        ConstraintKind::MaxParallel => c.max_parallel.is_some(),
        ConstraintKind::Away => !c.away.is_empty(),
        ConstraintKind::FreeOnly => c.free_only,
        ConstraintKind::Languages => !c.languages.is_empty(),
        ConstraintKind::Formats => !c.formats.is_empty(),
        ConstraintKind::ExcludeProviders => !c.exclude_providers.is_empty(),
    }
}
