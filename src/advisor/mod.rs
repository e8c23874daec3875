//! The one front door: a catalog and a profile go in, answers come out. The command line and the
//! interface call only this.

mod ids;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::{
    assess::Assessment,
    domain::{
        Catalog, Cents, CourseId, CourseIx, CourseMark, CourseRecord, CourseStatus, Goal, GoalId, Profile, Skill,
        State, Work,
    },
    gap::{self, GapReport},
    models::{Model, TfIdf, course_texts},
    path::{
        self, Aim, Cancel, Costing, CourseCost, Extra, Fit, Front, Kernel, Limited, Limits, Metric, Money, Opinions,
        Plan, PlanRequest, Questions, Scene, Status, Trade, Why,
    },
    progress::{self, Finish, Next, Progress, WeekTime},
    recommend::{
        Alike, First, Models, NoRegrets, NothingProved, ONE, Question, RecommendRequest, Recommendations, Regret,
        Regrets, Scored, Taste, WithinLimits, alike, first, one_of_each, rank, score,
    },
    search::{Completion, Scope, SearchIndex, SearchResults, choose},
};
use ids::{near, renamed};

/// What the learner's configuration says, defaults filled in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// How work is counted and weighted.
    pub costing: Costing,
    /// How prices are counted.
    pub money: Money,
}

/// Why a question cannot be put.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// Neither a goal was named nor is one active.
    #[error("no goal is set")]
    NoGoal,
    /// No goal of that id; close ones.
    #[error("there is no goal `{id}`")]
    UnknownGoal {
        /// What was asked for.
        id: String,
        /// Ids that look like it.
        near: Vec<String>,
    },
    /// No course of that id; close ones.
    #[error("there is no course `{id}`")]
    UnknownCourse {
        /// What was asked for.
        id: String,
        /// Ids that look like it.
        near: Vec<String>,
    },
    /// No skill of that id; close ones.
    #[error("there is no skill `{id}`")]
    UnknownSkill {
        /// What was asked for.
        id: String,
        /// Ids that look like it.
        near: Vec<String>,
    },
}

/// Catalog, learner and settings, ready to answer.
#[derive(Debug, Clone)]
pub struct Advisor {
    catalog: Arc<Catalog>,
    /// As the file has it, but for the ids of courses that have others now.
    profile: Profile,
    /// Ids the file knows courses by, and the ones they have now.
    renamed: Vec<(CourseId, CourseId)>,
    settings: Settings,
    state: State,
    /// Built by the first search; commands that do not search never pay for it.
    index: OnceLock<Arc<SearchIndex>>,
    /// Built when someone has liked something, or asks what is alike.
    texts: OnceLock<Arc<TfIdf>>,
    /// Worked out when a path is asked for by somebody who has liked something.
    opinions: OnceLock<Arc<Opinions>>,
}

impl Advisor {
    /// Puts the three together.
    pub fn new(catalog: Arc<Catalog>, profile: Profile, settings: Settings) -> Self {
        let (profile, renamed) = renamed(&catalog, profile);
        let state = State::of(&catalog, &profile);
        Self {
            catalog,
            profile,
            renamed,
            settings,
            state,
            index: OnceLock::new(),
            texts: OnceLock::new(),
            opinions: OnceLock::new(),
        }
    }
    /// The same catalog and settings for another profile; what was built for the catalog is kept.
    pub fn with_profile(&self, profile: Profile) -> Self {
        let (profile, renamed) = renamed(&self.catalog, profile);
        let state = State::of(&self.catalog, &profile);
        Self { profile, renamed, state, opinions: OnceLock::new(), ..self.clone() }
    }
    /// The catalog.
    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }
    /// The learner.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }
    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
    /// Where the learner stands.
    pub fn state(&self) -> &State {
        &self.state
    }
    /// Ids of courses, goals and skills that look like `id`.
    pub fn near_ids(&self, id: &str) -> Vec<String> {
        let courses = self.catalog.courses().iter().map(|c| c.id.as_str());
        let goals = self.catalog.goals().iter().map(|g| g.id.as_str());
        near(id, courses.chain(goals).chain(self.catalog.skills().iter().map(|s| s.id.as_str())))
    }
    /// The goals whose title or id match `query`, best first; all of them in id order when nothing is asked.
    pub fn find_goals(&self, query: &str) -> Vec<&Goal> {
        let goals = self.catalog.goals();
        let found = choose(goals.iter().map(|g| (g.title.as_str(), [g.id.as_str()])), query);
        found.into_iter().map(|choice| &goals[choice.index]).collect()
    }
    /// The skills whose name, aliases or id match `query`, best first; all of them in id order when nothing is asked.
    pub fn find_skills(&self, query: &str) -> Vec<&Skill> {
        let skills = self.catalog.skills();
        let names = skills.iter().map(|s| {
            let others = std::iter::once(s.id.as_str()).chain(s.aliases.iter().map(String::as_str));
            (s.name.as_str(), others)
        });
        let found = choose(names, query);
        found.into_iter().map(|choice| &skills[choice.index]).collect()
    }
    /// The courses that match `query`, the best `limit` of them; all of them in id order when nothing is asked.
    /// `path:` needs the courses of the learner's path.
    pub fn search(&self, query: &str, limit: usize, path: Option<&[CourseIx]>) -> SearchResults {
        self.search_index().search(&self.scope(path), query, limit)
    }
    /// How the word of a search at `cursor`, a byte offset, can go on as a filter.
    pub fn complete_search(&self, query: &str, cursor: usize) -> Completion {
        self.search_index().complete(&self.scope(None), query, cursor)
    }
    /// The courses of a plan's steps.
    pub fn courses_of(&self, plan: &Plan) -> Vec<CourseIx> {
        plan.steps.iter().filter_map(|step| self.catalog.course_ix(step.course.as_str())).collect()
    }
    fn scope<'a>(&'a self, path: Option<&'a [CourseIx]>) -> Scope<'a> {
        let learner = Some((&self.profile, &self.state));
        Scope { catalog: &self.catalog, learner, money: Some(&self.settings.money), path }
    }
    /// The index behind [`Advisor::search`], for searching on another thread.
    pub fn search_index(&self) -> &Arc<SearchIndex> {
        self.index.get_or_init(|| Arc::new(SearchIndex::new(&self.catalog)))
    }
    /// What to aim at: the named goals and courses, or the profile's active goals when none is named.
    ///
    /// # Errors
    /// A name the catalog does not have, or nothing to aim at. Active goals the catalog does not
    /// have are an error too.
    pub fn aim(&self, goals: &[GoalId], to: &[CourseId]) -> Result<Aim, AskError> {
        let weighed: Vec<(GoalId, u32)> = goals.iter().map(|g| (g.clone(), 1000)).collect();
        self.aim_weighing(&weighed, to)
    }
    /// The same with what each named goal counts beside the others, in thousandths; active goals count what the
    /// profile says.
    ///
    /// # Errors
    /// Those of [`Advisor::aim`].
    pub fn aim_weighing(&self, goals: &[(GoalId, u32)], to: &[CourseId]) -> Result<Aim, AskError> {
        let active = || self.profile.goals.iter().map(|g| (g.clone(), self.profile.goal_weight(g))).collect();
        let named: Vec<(GoalId, u32)> = if goals.is_empty() && to.is_empty() { active() } else { goals.to_vec() };
        if named.is_empty() && to.is_empty() {
            return Err(AskError::NoGoal);
        }
        let goal = |(id, weight): &(GoalId, u32)| Ok(self.goal(id.as_str())?.clone().weighing(*weight));
        Ok(Aim {
            goals: named.iter().map(goal).collect::<Result<_, _>>()?,
            to: to.iter().map(|id| self.course(id.as_str())).collect::<Result<_, _>>()?,
        })
    }
    /// A request for `aim` with the learner's settings and standing constraints filled in.
    pub fn request(&self, aim: Aim) -> PlanRequest {
        let started = self.profile.courses.iter().filter(|(_, record)| record.mark == CourseMark::Started);
        let started: Vec<_> =
            started.filter_map(|(id, record)| Some((self.catalog.course_ix(id.as_str())?, record.on))).collect();
        PlanRequest {
            costing: self.settings.costing,
            opinions: self.opinions(),
            money: self.settings.money.clone(),
            hours_per_week: self.profile.constraints.hours_per_week,
            max_parallel: self.profile.constraints.max_parallel.unwrap_or(1),
            away: self.profile.constraints.away.clone(),
            not_before: started.iter().filter_map(|(c, on)| Some((*c, (*on)?))).collect(),
            under_way: started.iter().map(|(c, _)| *c).collect(),
            ..PlanRequest::new(aim)
        }
    }
    /// What is known of how the learner would like each course; nothing before they liked any.
    fn opinions(&self) -> Option<Arc<Opinions>> {
        // A taste other than the settings' may be asked for.
        if self.settings.costing.interest == 0 || !self.profile.courses.values().any(CourseRecord::is_liked) {
            return None;
        }
        let known = self.opinions.get_or_init(|| {
            let interest = Taste::new(&self.catalog, &self.profile, self.texts()).thousandths();
            Arc::new(Opinions { interest, community: Vec::new() })
        });
        Some(known.clone())
    }
    /// The shortest path, with its certificate. `progress` is called with each better plan on the
    /// way, the first within milliseconds.
    pub fn plan(&self, request: &PlanRequest, cancel: &Cancel, progress: &mut dyn FnMut(&Plan)) -> Plan {
        if !request.limits.is_empty() {
            return self.limited(request, cancel, progress).plan;
        }
        let plan = path::plan(&self.catalog, &self.profile, &self.state, request, cancel, progress);
        self.bound(plan, request, cancel)
    }
    /// A plan with the limits that keep part of its goal out of reach.
    fn bound(&self, mut plan: Plan, request: &PlanRequest, cancel: &Cancel) -> Plan {
        path::bind(&mut plan, (&self.catalog, &self.profile, &self.state), request, cancel);
        plan
    }
    /// The same, with what the limits of the request have to say about it.
    pub fn limited(&self, request: &PlanRequest, cancel: &Cancel, progress: &mut dyn FnMut(&Plan)) -> Limited {
        let limited = path::limited(self.scene(request), request, cancel, progress);
        Limited { plan: self.bound(limited.plan, request, cancel), ..limited }
    }
    /// The shortest path to the whole goal, and further questions about it.
    pub fn inquire(&self, request: &PlanRequest, cancel: &Cancel) -> (Plan, Questions<'_>) {
        let (plan, questions) = path::inquire(self.scene(request), request, cancel);
        (self.bound(plan, request, cancel), questions)
    }
    /// Further questions about the shortest path, which is found first: alternatives, what each part costs, regrets.
    pub fn questions(&self, request: &PlanRequest, cancel: &Cancel) -> Questions<'_> {
        Questions::new(&self.catalog, &self.profile, &self.state, request, cancel)
    }
    /// For each step of the plan of `request` that is about a rival of the learner's own tools, what doing without it
    /// costs more; nothing is worked out where there is no such step.
    pub fn doing_without(&self, request: &PlanRequest, plan: &Plan, cancel: &Cancel) -> Vec<(CourseId, Option<Extra>)> {
        if !plan.steps.iter().any(path::Step::clashes) {
            return Vec::new();
        }
        self.questions(request, cancel).doing_without(plan, cancel)
    }
    /// The same on the way to their own goals, where they have some.
    pub fn own_cost(&self, course: CourseIx) -> CourseCost {
        self.cost_of(&self.request(self.aim(&[], &[]).unwrap_or_default()), course)
    }
    /// What a course costs the learner on the way to what a request aims at: work, and its weight with each term.
    pub fn cost_of(&self, request: &PlanRequest, course: CourseIx) -> CourseCost {
        path::counting(&self.catalog, &self.profile, &self.state, request).of(course)
    }
    /// Every trade of work for money, or for misfit, on the way to the goal, limits left aside. Misfit is what the
    /// weights at the learner's taste add to the work; at taste 0 they add nothing, and it is counted at taste 1.
    pub fn tradeoffs(&self, request: &PlanRequest, by: Trade, cancel: &Cancel) -> Front {
        let mut request = PlanRequest { metric: Metric::Work, limits: Limits::default(), ..request.clone() };
        match by {
            Trade::Price => request.limits.budget = Some(Cents(u64::MAX)),
            Trade::Misfit if request.costing.taste == 0 => request.costing.taste = path::Costing::default().taste,
            Trade::Misfit => {}
        }
        path::front(self.scene(&request), &request, by, cancel)
    }
    fn scene(&self, request: &PlanRequest) -> Scene<'_> {
        Scene::new(&self.catalog, &self.profile, &self.state, request)
    }
    /// Why a course is, or is not, on the shortest path, and what forcing it onto it costs.
    pub fn why(&self, request: &PlanRequest, course: CourseIx, cancel: &Cancel) -> Why {
        path::why(&self.catalog, &self.profile, &self.state, request, course, cancel)
    }
    /// Which courses to take next, each total taken apart.
    pub fn recommend(&self, request: &RecommendRequest, cancel: &Cancel) -> Recommendations {
        self.rank(&self.score(request, cancel), request)
    }
    /// Every component's opinion on every candidate. Weights do not matter here.
    pub fn score(&self, request: &RecommendRequest, cancel: &Cancel) -> Vec<Scored> {
        let (mut asked, mut bound);
        let limits = request.has_goal().then(|| self.bound_by_limits(&request.plan, cancel)).flatten();
        let regrets: &mut dyn Regrets = if let Some(within) = limits {
            bound = within;
            &mut bound
        } else if request.has_goal() {
            let questions = Questions::new(&self.catalog, &self.profile, &self.state, &request.plan, cancel);
            asked = Asked { questions, cancel };
            &mut asked
        } else {
            &mut NoRegrets
        };
        self.score_with(request, regrets)
    }
    /// What the limits of a request leave, where they bind: `None` where the best path of all keeps them.
    fn bound_by_limits(&self, request: &PlanRequest, cancel: &Cancel) -> Option<WithinLimits> {
        if request.limits.is_empty() {
            return None;
        }
        let Limited { plan, within } = self.limited(request, cancel, &mut |_| {});
        let within = within?;
        let fits = within.fits == Fit::Yes;
        if fits && matches!(plan.status, Status::Proved | Status::Done) {
            return None;
        }
        let most = within.readiness.is_some_and(|r| r.proved()) || within.must_first == Some(true);
        let proved = within.late.is_none() && if fits { within.proved_within } else { most };
        Some(WithinLimits { proved, courses: self.courses_of(&plan) })
    }
    /// The same at once, before anything is solved: with a goal, `path` has no opinion yet.
    pub fn score_first(&self, request: &RecommendRequest) -> Vec<Scored> {
        let regrets: &mut dyn Regrets = if request.has_goal() { &mut NothingProved } else { &mut NoRegrets };
        self.score_with(request, regrets)
    }
    fn score_with(&self, request: &RecommendRequest, regrets: &mut dyn Regrets) -> Vec<Scored> {
        let question = Question {
            catalog: &self.catalog,
            profile: &self.profile,
            state: &self.state,
            request: &request.plan,
            all: request.all,
        };
        let liked = self.profile.courses.values().any(|r| r.is_liked());
        let taste = liked.then(|| Taste::new(&self.catalog, &self.profile, self.texts()));
        let models = Models { interest: taste.as_ref().map(|t| t as _), community: None };
        score(&question, models, regrets)
    }
    /// Ranks what was scored under the request's weights: quick enough to follow a slider.
    pub fn rank(&self, scored: &[Scored], request: &RecommendRequest) -> Recommendations {
        let (under_way, mut others) = self.apart(scored);
        if !request.all {
            others = one_of_each(&self.catalog, others, &request.weights);
        }
        let texts = others.iter().any(|s| s.brings_nothing()).then(|| self.texts() as &dyn Model);
        let aim = &request.plan.aim;
        let courses = aim.to.iter().map(|&c| self.catalog.course(c)).map(|c| (c.id.to_string(), c.title.clone()));
        Recommendations {
            goals: aim.goals.iter().map(|g| (g.id.to_string(), g.title.clone())).chain(courses).collect(),
            weights: request.weights.effective(),
            under_way: rank(&self.catalog, under_way, &request.weights, ONE, usize::MAX, None),
            total: others.len(),
            results: rank(&self.catalog, others, &request.weights, request.lambda, request.limit, texts),
        }
    }
    /// What is under way, and the others.
    fn apart<'s>(&self, scored: &'s [Scored]) -> (Vec<&'s Scored>, Vec<&'s Scored>) {
        scored.iter().partition(|s| self.is_under_way(s.candidate.course))
    }
    /// The courses whose texts are most like that of `course`: none that is retired or hidden.
    pub fn similar(&self, course: CourseIx, limit: usize) -> Vec<Alike> {
        let keep = |c: CourseIx| {
            let course = self.catalog.course(c);
            course.status == CourseStatus::Active && self.profile.mark(course.id.as_str()) != Some(CourseMark::Hidden)
        };
        alike(self.texts(), course, &keep, limit)
    }
    /// What is written about the courses, as vectors.
    fn texts(&self) -> &TfIdf {
        self.texts.get_or_init(|| {
            let mut model = TfIdf::default();
            model.fit(&course_texts(&self.catalog));
            Arc::new(model)
        })
    }
    /// What would put `course` first among what could be begun; `None` when it is not there.
    pub fn first(&self, scored: &[Scored], request: &RecommendRequest, course: CourseIx) -> Option<First> {
        first(&self.apart(scored).1, &request.weights, course)
    }
    /// A round of questions about what the learner knows of what `aim` needs.
    pub fn assess(&self, aim: &Aim) -> Assessment {
        Assessment::new(&self.catalog, &self.profile, &self.state, aim, self.settings.costing.assume)
    }
    /// How it goes: the last `weeks` weeks up to today, and readiness for `aim` over time.
    pub fn progress(&self, aim: &Aim, today: Date, weeks: u32) -> Progress {
        progress::progress(&self.catalog, &self.profile, &self.request(aim.clone()), today, weeks)
    }
    /// When a plan will be done at the learner's own pace; `None` when no course says anything about it, or nothing is
    /// left to do.
    pub fn finish(&self, plan: &Plan) -> Option<Finish> {
        progress::finish(&self.catalog, &self.profile, plan)
    }
    /// What comes next on a plan made for `request`.
    pub fn next<'p>(&self, request: &PlanRequest, plan: &'p Plan, today: Date) -> Option<Next<'p>> {
        progress::next(&self.catalog, request, plan, today)
    }
    /// What a course takes the learner: of one under way, what is left.
    pub fn work(&self, course: CourseIx) -> Work {
        path::work(&self.catalog, &self.profile, &self.state, &self.settings.costing, course)
    }
    /// Whether a course is under way.
    pub fn is_under_way(&self, course: CourseIx) -> bool {
        self.profile.mark(self.catalog.course(course).id.as_str()) == Some(CourseMark::Started)
    }
    /// Time logged in the week of a day, beside the time there is.
    pub fn week_of(&self, day: Date) -> WeekTime {
        progress::week_of(&self.profile, day)
    }
    /// Gap analysis and readiness.
    pub fn gap(&self, aim: &Aim, cancel: &Cancel) -> GapReport {
        // What a gap takes to close is told in hours of work, whoever vouches for the courses.
        let request = PlanRequest { metric: Metric::Work, ..self.request(aim.clone()) };
        let scene = Scene::new(&self.catalog, &self.profile, &self.state, &request);
        gap::report(&mut Kernel::new(scene), &request, cancel)
    }
}

/// The planner as the recommender asks it.
struct Asked<'a> {
    questions: Questions<'a>,
    cancel: &'a Cancel,
}

impl Regrets for Asked<'_> {
    fn regret(&mut self, course: CourseIx) -> Option<Regret> {
        Some(match self.questions.regret(course, self.cancel) {
            None => Regret::Never,
            Some(extra) => match extra.exact() {
                Some(regret) => Regret::Exact(regret),
                None => Regret::Between { lower: extra.lower, upper: Some(extra.upper) },
            },
        })
    }
    fn cost(&self, course: CourseIx) -> u64 {
        self.questions.cost(course)
    }
}
