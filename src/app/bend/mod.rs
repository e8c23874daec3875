//! The bent path: what the learner tries on the Path screen (a course less, less money, limits) without it counting
//! anywhere else. Their own plan stays what Home and `next` go by until a try is kept.

mod follow;
mod mark;
mod prompt;

pub(super) use follow::follow;
pub use mark::bend_rows;
pub(super) use prompt::{choices as limit_choices, hint as limit_hint, read_budget, read_day, read_hours};

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Effect, State,
    state::Answer,
    update::{adopt_edits, say},
};
use crate::{
    domain::{Cents, CourseId, CourseMark, GoalId, Minutes, ProfileEdit, SkillId},
    path::{Aim, Limited, Limits, Plan, PlanRequest, Within},
    phrase,
};

/// One thing the learner tries on the path; it rests on those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Try {
    /// Going without a course.
    Without(CourseId),
    /// Spending no more than this.
    Spending(Cents),
}

/// Limits that last as long as the interface is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bounds {
    /// Study time per week, other than the learner's file says.
    pub hours_per_week: Option<Minutes>,
    /// The last day.
    pub deadline: Option<Date>,
    /// Study time in all.
    pub max_hours: Option<Minutes>,
    /// Money in all.
    pub budget: Option<Cents>,
    /// Goal skills that have to be reached in full.
    pub must: Vec<SkillId>,
}

/// What makes one bent path another question than the next.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Key {
    generation: u64,
    tries: Vec<Try>,
    bounds: Bounds,
    taste: Option<u32>,
}

/// A bent path, found.
#[derive(Debug, Clone)]
pub struct Bent {
    /// The path.
    pub plan: Arc<Plan>,
    /// What the limits have to say, where there are any.
    pub within: Option<Within>,
}

impl From<Limited> for Bent {
    fn from(found: Limited) -> Self {
        Self { plan: Arc::new(found.plan), within: found.within }
    }
}

/// The bent path and what it comes from.
#[derive(Debug, Clone, Default)]
pub struct Bend {
    /// What is tried, in order.
    pub tries: Vec<Try>,
    /// Limits.
    pub bounds: Bounds,
    /// How much the weights of courses count, in thousandths, where that is other than the settings have it.
    pub taste: Option<u32>,
    /// The path with all that, and what the limits have to say.
    pub answer: Answer<Bent>,
    /// Counts the questions asked, so that late answers can be told apart.
    pub generation: u64,
    asked: Option<Key>,
    /// What was aimed at when these things were tried.
    goals: Vec<GoalId>,
}

impl Bend {
    /// Whether anything is tried or limited.
    pub fn is_on(&self) -> bool {
        !self.tries.is_empty() || self.bounds != Bounds::default() || self.taste.is_some()
    }
    /// The courses tried without.
    pub fn without(&self) -> impl Iterator<Item = &CourseId> {
        self.tries.iter().filter_map(|t| match t {
            Try::Without(course) => Some(course),
            Try::Spending(_) => None,
        })
    }
}

impl State {
    /// The path the Path screen shows: the bent one once it is there, else the learner's own.
    pub fn path_plan(&self) -> Option<&Arc<Plan>> {
        self.bent_plan().or(self.plan.value.as_ref())
    }

    /// The bent path, where one is shown.
    pub fn bent_plan(&self) -> Option<&Arc<Plan>> {
        self.bend.answer.value.as_ref().filter(|_| self.bend.is_on()).map(|bent| &bent.plan)
    }

    /// The plan that what is done here is about: the bent one on the Path screen, the learner's own elsewhere.
    pub fn plan_here(&self) -> Option<&Arc<Plan>> {
        if self.screen == super::Screen::Path { self.path_plan() } else { self.plan.value.as_ref() }
    }

    /// What limits have to say about it; `None` without limits.
    pub fn within_here(&self) -> Option<&Within> {
        let bent = self.bend.answer.value.as_ref().filter(|_| self.bend.is_on())?;
        bent.within.as_ref().filter(|_| self.screen == super::Screen::Path)
    }

    /// The question of the learner's own path; `None` without anything to aim at.
    pub(super) fn own_request(&self) -> Option<PlanRequest> {
        Some(self.own_request_for(self.advisor.aim(&[], &[]).ok()?))
    }

    /// The question of the learner's own path to an aim.
    pub(super) fn own_request_for(&self, aim: Aim) -> PlanRequest {
        let mut request = self.advisor.request(aim);
        request.start = request.hours_per_week.map(|_| self.today);
        request
    }

    /// The same without the courses tried without and with the taste tried, limits left aside.
    pub(super) fn tried_request(&self) -> Option<PlanRequest> {
        let catalog = self.advisor.catalog();
        let without = self.bend.without().filter_map(|id| catalog.course_ix(id.as_str()));
        let mut own = self.own_request()?;
        own.costing.taste = self.taste();
        Some(without.fold(own, |request, course| request.excluding(course)))
    }

    /// The question of the bent path.
    pub(super) fn bent_request(&self) -> Option<PlanRequest> {
        let mut request = self.tried_request()?;
        let bounds = &self.bend.bounds;
        request.hours_per_week = bounds.hours_per_week.or(request.hours_per_week);
        request.limits = self.bent_limits();
        let dated = request.hours_per_week.is_some() || bounds.deadline.is_some();
        request.start = dated.then_some(self.today);
        Some(request)
    }

    /// All that limits the bent path.
    pub(super) fn bent_limits(&self) -> Limits {
        let (bounds, catalog) = (&self.bend.bounds, self.advisor.catalog());
        let spending = self.bend.tries.iter().filter_map(|t| match t {
            Try::Spending(cents) => Some(*cents),
            Try::Without(_) => None,
        });
        Limits {
            max_hours: bounds.max_hours,
            deadline: bounds.deadline,
            budget: bounds.budget.into_iter().chain(spending).min(),
            must: bounds.must.iter().filter_map(|s| catalog.skill_ix(s.as_str())).collect(),
        }
    }

    /// Tries one thing more, and shows the path.
    pub(super) fn bend(&mut self, what: Try) {
        self.path_view.panel = None;
        // The amount last chosen is the one that counts.
        if matches!(what, Try::Spending(_)) {
            self.bend.tries.retain(|t| !matches!(t, Try::Spending(_)));
        }
        if !self.bend.tries.contains(&what) {
            self.bend.tries.push(what);
        }
    }

    /// Takes the last thing tried back.
    pub(super) fn unbend(&mut self) {
        if let Some(what) = self.bend.tries.pop() {
            let names = &**self.advisor.catalog();
            let text = match &what {
                Try::Without(course) => phrase::allowed_again(course, names),
                Try::Spending(_) => "money is no object again".to_owned(),
            };
            say(self, text);
        } else if self.bend.taste.take().is_some() {
            say(self, format!("taste {} again", phrase::taste(self.taste())));
        }
    }

    /// Keeps to what is tried: the courses the path goes without are hidden in the learner's file.
    pub(super) fn keep_bend(&mut self) -> Vec<Effect> {
        let courses: Vec<CourseId> = self.bend.without().cloned().collect();
        self.bend.tries.retain(|t| !matches!(t, Try::Without(_)));
        if !self.bend.is_on() {
            // What is seen stays until the learner's own plan, which will be that one, is there.
            let bent = self.bend.answer.value.take().map(|bent| Arc::clone(&bent.plan));
            self.plan.value = bent.or(self.plan.value.take());
        }
        let edits = courses.iter().map(|course| ProfileEdit::Mark {
            course: course.clone(),
            mark: CourseMark::Hidden,
            on: Some(self.today),
            rating: None,
        });
        let edits = edits.collect();
        let titles: Vec<String> = courses.iter().map(|c| self.course_title(c).to_owned()).collect();
        say(self, format!("hidden from now on: {}; u brings it back", phrase::list_some(&titles, 2)));
        adopt_edits(self, edits)
    }

    /// The title of a course; its id where the catalog does not have it.
    pub(super) fn course_title<'a>(&'a self, id: &'a CourseId) -> &'a str {
        phrase::Names::course(self.advisor.catalog().as_ref(), id.as_str()).unwrap_or(id.as_str())
    }
}
