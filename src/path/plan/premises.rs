//! What a plan rests on: the goal, the skills, courses, calendar and limits, as far as they bear on it.

use jiff::civil::Date;

use super::Metric;
use crate::{
    domain::{
        Away, CatalogHash, Cents, CourseId, Credits, Currency, GoalSkill, Level, Minutes, Ratings, RequirementDraft,
        SkillId, WorkCurve,
    },
    path::cost::Costing,
};

/// What the plan was made for, as text: a catalog goal or `--to COURSE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanGoal {
    /// The id of the goal, or of the course.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it is a course to be taken, rather than a goal of the catalog.
    pub is_course: bool,
}

/// What has to hold at the end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wanted {
    /// Skills, levels and weights, in id order; already lowered to what is reachable.
    pub skills: Vec<GoalSkill<SkillId>>,
    /// Further conditions, all needed.
    pub requirements: Vec<RequirementDraft>,
    /// Courses that have to be taken themselves.
    pub taken: Vec<CourseId>,
}

/// What a course's weight is worked out from, besides what it teaches and asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WeightFacts {
    /// How many lists recommend it.
    pub lists: usize,
    /// Whether a university teaches it, or whoever makes the tool or exam.
    pub authority: bool,
    /// Stars in thousandths, and how many gave them.
    pub rated: Option<(u32, u64)>,
    /// How much it is like what the learner liked, in thousandths.
    pub interest: Option<u32>,
    /// How much learners alike took it, in thousandths.
    pub community: Option<u32>,
}

/// A skill as far as the plan depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSkill {
    /// Its id.
    pub id: SkillId,
    /// The rival tools it is one of.
    pub family: Option<String>,
    /// What a level in it carries, transitively, each up to a level of its own; in id order.
    pub implies: Vec<(SkillId, Level)>,
    /// Work to each written level.
    pub work: Option<WorkCurve>,
}

/// What work and weights were counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCosting {
    /// How.
    pub costing: Costing,
    /// How ratings lie in the catalog.
    pub ratings: Ratings,
    /// The skills of the goal with all they imply, in id order: they decide which tools are rivals.
    pub asked: Vec<SkillId>,
    /// Skills that imply others, have a curve or belong to a family, as far as they bear on the plan; in id order.
    pub skills: Vec<PlanSkill>,
}

/// A course as far as the plan's proof depends on it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanCourse {
    /// Its id.
    pub id: CourseId,
    /// Hours as published; the assumed ones where nobody says.
    pub hours: Minutes,
    /// Whether the hours are an assumption.
    pub hours_assumed: bool,
    /// Whether the hours are of video.
    pub video: bool,
    /// Work planned, what is logged of it left out.
    pub work: Minutes,
    /// All of the work: more than `work` where some of it is done already.
    pub full_work: Minutes,
    /// How much an hour of work counts, in thousandths.
    pub weight: u32,
    /// What the weight was worked out from.
    pub facts: WeightFacts,
    /// Price in the plan's currency, if known (or assumed on request).
    pub price: Option<Cents>,
    /// What it counts for where credits are asked for.
    pub credits: Option<Credits>,
    /// Courses that cannot be taken beside it or after it.
    pub excludes: Vec<CourseId>,
    /// Levels of its main subjects, in id order.
    pub teaches: Vec<(SkillId, Level)>,
    /// What it needs before; trivial when waived.
    pub requirement: RequirementDraft,
    /// What it needs before or beside; trivial when waived.
    pub corequisite: RequirementDraft,
    /// The same course elsewhere.
    pub same_as: Vec<CourseId>,
    /// Whether the learner took its requirement on themselves.
    pub waived: bool,
    /// Whether it may be proposed. The others only say what "that course, or all it teaches" means in a clause.
    pub offered: bool,
}

/// What the dates of a plan rest on, beside its first day and the study time per week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCalendar {
    /// How many courses may be under way at once; at least 1.
    pub max_parallel: u32,
    /// Days without study time from the first day on, in order, merged.
    pub away: Vec<Away>,
    /// Courses that begin on a fixed day after the first one, in id order.
    pub begins: Vec<(CourseId, Date)>,
    /// Courses that begin with a term: its name, and the days it begins on from the first day on; in id order.
    pub terms: Vec<(CourseId, Vec<(Date, String)>)>,
    /// Courses under way on the first day, in id order.
    pub under_way: Vec<CourseId>,
}

/// What the learner could not go beyond.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanLimits {
    /// The last day.
    pub deadline: Option<Date>,
    /// Study time in all.
    pub max_hours: Option<Minutes>,
    /// Money in all, in the plan's currency.
    pub budget: Option<Cents>,
    /// Goal skills that had to be reached in full, in id order.
    pub must: Vec<SkillId>,
    /// Where the limits bind: all that was asked for, of which `wanted` is a part.
    pub goal: Option<Wanted>,
}

impl PlanLimits {
    /// Whether nothing is limited.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Everything the proof rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Premises {
    /// The catalog the plan was made from.
    pub catalog: CatalogHash,
    /// What was asked for.
    pub goals: Vec<PlanGoal>,
    /// What is minimised.
    pub metric: Metric,
    /// What work and weights were counted by; `None` in files from before there were any, where the work is the hours.
    pub costing: Option<PlanCosting>,
    /// Planned for a course whose duration nobody says.
    pub assume_hours: Minutes,
    /// What holds of the learner that is no level and no course.
    pub facts: Vec<String>,
    /// The currency prices are summed in.
    pub currency: Currency,
    /// Study time per week, if dates were wanted.
    pub hours_per_week: Option<Minutes>,
    /// First day of the plan, if dates were wanted.
    pub start: Option<Date>,
    /// The rest of the calendar; `None` without dates, and in files from before it was kept.
    pub calendar: Option<PlanCalendar>,
    /// What the learner could not go beyond.
    pub limits: PlanLimits,
    /// Courses the learner ruled out for this plan.
    pub excluded: Vec<CourseId>,
    /// Initial levels above zero, in id order.
    pub levels: Vec<(SkillId, Level)>,
    /// Courses completed at the start, in id order.
    pub completed: Vec<CourseId>,
    /// What has to hold at the end.
    pub wanted: Wanted,
    /// Every course that could matter, in id order.
    pub courses: Vec<PlanCourse>,
}

impl Premises {
    /// The premises on one course.
    pub fn course(&self, id: &str) -> Option<&PlanCourse> {
        let at = self.courses.binary_search_by(|c| c.id.as_str().cmp(id)).ok()?;
        Some(&self.courses[at])
    }
}
