//! Questions about the path as a whole, each asked while its panel is open and dropped when it is closed.

use std::sync::Arc;

use super::{Cursor, Effect, PathPanel, Screen, State, state::Answer};
use crate::{
    advisor::Advisor,
    domain::CourseId,
    path::{Alternative, Cancel, Front, Plan, PlanRequest, Sensitivity, Together, Trade},
};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The best path without each of its courses.
    OtherWays,
    /// What each part of the goal costs.
    Costs,
    /// Every trade of work for money, or for a better fit.
    Tradeoffs(Trade),
}

impl Question {
    const ALL: [Self; 4] =
        [Self::OtherWays, Self::Costs, Self::Tradeoffs(Trade::Price), Self::Tradeoffs(Trade::Misfit)];

    /// Its place among all of them.
    fn at(self) -> usize {
        Self::ALL.iter().position(|q| *q == self).unwrap_or_default()
    }
}

/// The best path without each course, as far as that is known.
#[derive(Debug, Clone)]
pub struct OtherWays {
    /// The path this is about: to the whole goal, limits left aside.
    pub plan: Arc<Plan>,
    /// What is known so far.
    pub found: Vec<Alternative>,
}

impl OtherWays {
    /// The best path without this course.
    pub fn of(&self, course: &CourseId) -> Option<&Alternative> {
        self.found.iter().find(|a| a.course == *course)
    }
}

/// What each part of the goal costs, and what several goals cost together.
#[derive(Debug, Clone)]
pub struct Costs {
    /// The path this is about: to the whole goal, limits left aside.
    pub plan: Arc<Plan>,
    /// What each part costs.
    pub parts: Sensitivity,
    /// What goals cost together and apart, where there are several.
    pub together: Option<Together>,
}

/// An answer, or the first part of one.
#[derive(Debug, Clone)]
pub enum Found {
    /// To [`Question::OtherWays`].
    OtherWays(Arc<OtherWays>),
    /// To [`Question::Costs`].
    Costs(Arc<Costs>),
    /// To [`Question::Tradeoffs`].
    Tradeoffs(Arc<Front>),
}

/// Works an answer out; `reply` is called with each better part of it, and whether that is all. What is about
/// `first` comes first.
pub fn inquire(
    question: Question,
    advisor: &Advisor,
    request: &PlanRequest,
    first: Option<&CourseId>,
    cancel: &Cancel,
    reply: &mut dyn FnMut(Found, bool),
) {
    match question {
        Question::OtherWays => other_ways(advisor, request, first, cancel, reply),
        Question::Costs => {
            let (plan, mut questions) = advisor.inquire(request, cancel);
            let parts = questions.sensitivity(cancel);
            let several = request.aim.goals.len() + request.aim.to.len() > 1;
            let mut found = Costs { plan: Arc::new(plan), parts, together: None };
            if several && !cancel.is_cancelled() {
                reply(Found::Costs(Arc::new(found.clone())), false);
                found.together = Some(questions.together(request, cancel));
            }
            reply(Found::Costs(Arc::new(found)), true);
        }
        Question::Tradeoffs(by) => {
            reply(Found::Tradeoffs(Arc::new(advisor.tradeoffs(request, by, cancel))), true);
        }
    }
}

fn other_ways(
    advisor: &Advisor,
    request: &PlanRequest,
    first: Option<&CourseId>,
    cancel: &Cancel,
    reply: &mut dyn FnMut(Found, bool),
) {
    let (plan, mut questions) = advisor.inquire(request, cancel);
    let mut courses = advisor.courses_of(&plan);
    if let Some(at) = plan.steps.iter().position(|s| Some(&s.course) == first).filter(|at| *at < courses.len()) {
        courses.rotate_left(at);
    }
    let mut known = OtherWays { plan: Arc::new(plan), found: Vec::new() };
    for course in courses {
        reply(Found::OtherWays(Arc::new(known.clone())), false);
        known.found.push(questions.alternative(course, cancel));
        if cancel.is_cancelled() {
            return;
        }
    }
    reply(Found::OtherWays(Arc::new(known)), true);
}

/// What an answer depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Key {
    generation: u64,
    without: Vec<CourseId>,
    taste: u32,
}

/// The answers, and where one is in them.
#[derive(Debug, Clone, Default)]
pub struct Inquiry {
    /// The best path without each course.
    pub ways: Answer<OtherWays>,
    /// What each part of the goal costs.
    pub costs: Answer<Costs>,
    /// What work is traded for in the panel of trade-offs.
    pub by: Trade,
    /// Every trade of work, by what it is traded for.
    fronts: [Answer<Front>; 2],
    /// The selected step in the panel of other ways.
    pub step: Cursor,
    /// The selected point among the trade-offs.
    pub point: Cursor,
    /// The selected limit.
    pub limit: Cursor,
    /// Rows scrolled away of what is said about the selected row.
    pub about: usize,
    /// Counts the questions asked, so that late answers can be told apart.
    pub generation: u64,
    /// What each question was asked about last.
    asked: [Option<Key>; 4],
}

impl Inquiry {
    /// Drops what was answered about another goal.
    pub(super) fn forget(&mut self) {
        *self = Self { generation: self.generation + 1, limit: self.limit, by: self.by, ..Self::default() };
    }

    /// Every trade that the panel of trade-offs shows.
    pub fn front(&self) -> &Answer<Front> {
        &self.fronts[self.by as usize]
    }

    /// Whether an answer is on its way.
    pub fn is_pending(&self) -> bool {
        Question::ALL.into_iter().any(|question| self.pending(question))
    }

    /// Takes an answer, or a part of one, in.
    pub(super) fn take(&mut self, found: Found, whole: bool) {
        match found {
            Found::OtherWays(it) => self.ways = Answer { value: Some(it), pending: !whole },
            Found::Costs(it) => self.costs = Answer { value: Some(it), pending: !whole },
            Found::Tradeoffs(it) => {
                let by = it.by as usize;
                self.fronts[by] = Answer { value: Some(it), pending: !whole };
            }
        }
    }

    /// Nothing more will come.
    pub(super) fn give_up(&mut self) {
        Question::ALL.into_iter().for_each(|question| self.set_pending(question, false));
    }

    fn pending(&self, question: Question) -> bool {
        match question {
            Question::OtherWays => self.ways.pending,
            Question::Costs => self.costs.pending,
            Question::Tradeoffs(by) => self.fronts[by as usize].pending,
        }
    }

    fn set_pending(&mut self, question: Question, pending: bool) {
        match question {
            Question::OtherWays => self.ways.pending = pending,
            Question::Costs => self.costs.pending = pending,
            Question::Tradeoffs(by) => self.fronts[by as usize].pending = pending,
        }
    }

    /// Has what nobody waits for any more asked again the next time; whether there was any.
    fn drop_pending(&mut self) -> bool {
        let dropped = self.is_pending();
        for question in Question::ALL.into_iter().filter(|q| self.pending(*q)).collect::<Vec<_>>() {
            self.asked[question.at()] = None;
            self.set_pending(question, false);
        }
        dropped
    }
}

/// Asks what the open panel needs to know, and drops what no open panel does.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    let open = (state.path_view.panel.as_ref()).filter(|_| state.screen == Screen::Path && !state.geometry.too_small());
    let question = open.and_then(|(panel, _)| panel.question(state.inquiry.by));
    let Some(question) = question.filter(|_| state.no_aim.is_none()) else {
        return if state.inquiry.drop_pending() { vec![Effect::Dismiss] } else { Vec::new() };
    };
    let key =
        Key { generation: state.generation, without: state.bend.without().cloned().collect(), taste: state.taste() };
    if state.inquiry.asked[question.at()].as_ref() == Some(&key) {
        return Vec::new();
    }
    let Some(request) = state.tried_request() else { return Vec::new() };
    let first = state.path_step().and_then(|at| state.path_plan()?.steps.get(at)).map(|s| s.course.clone());
    let inquiry = &mut state.inquiry;
    inquiry.drop_pending();
    inquiry.generation += 1;
    inquiry.asked[question.at()] = Some(key);
    inquiry.set_pending(question, true);
    if question == Question::OtherWays {
        // Of another path this would say something wrong.
        inquiry.ways.value = None;
    }
    let (generation, advisor) = (inquiry.generation, Arc::clone(&state.advisor));
    vec![Effect::Inquire { generation, advisor, request: Box::new(request), question, first }]
}

impl PathPanel {
    /// What has to be known to fill it, beyond the plan.
    pub fn question(self, by: Trade) -> Option<Question> {
        match self {
            Self::OtherWays => Some(Question::OtherWays),
            Self::Costs => Some(Question::Costs),
            Self::Tradeoffs => Some(Question::Tradeoffs(by)),
            Self::Certificate | Self::Limits => None,
        }
    }
}
