//! All that is on screen, as data.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;

use super::{
    Cursor, EditLine, Effect, Geometry, Key, Keymap, Look, Overlay, Picker, PickerKind, Place, Ranking, Screen,
    first_run,
};
use crate::{
    advisor::{Advisor, AskError},
    domain::{Catalog, CourseIx, Currency, Profile},
    gap::GapReport,
    path::{Metric, Plan, PlanRequest, Why},
    recommend::{Recommendations, Weights},
    search::{Completion, SearchResults},
};

/// An answer that may be on its way while the one before is still shown.
#[derive(Debug, Clone)]
pub struct Answer<T> {
    /// The latest there is.
    pub value: Option<Arc<T>>,
    /// Whether a newer one is being worked out.
    pub pending: bool,
}

impl<T> Default for Answer<T> {
    fn default() -> Self {
        Self { value: None, pending: false }
    }
}

/// A word on what just happened; gone with the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The word.
    pub text: String,
    /// Whether something went wrong.
    pub problem: bool,
}

/// Which of two panes takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The list.
    #[default]
    List,
    /// What belongs to the selected row.
    Detail,
}

/// Ways a filter being typed can go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The candidates, and the bytes of the query that the one taken stands in.
    pub completion: Completion,
    /// The candidate taken; none while they only share their beginning.
    pub taken: Option<usize>,
}

/// The search screen.
#[derive(Debug, Clone, Default)]
pub struct SearchState {
    /// What is typed.
    pub query: EditLine,
    /// Whether keys go to the query.
    pub typing: bool,
    /// What was found, best first.
    pub found: SearchResults,
    /// The selected result.
    pub cursor: Cursor,
    /// What Tab offers, until another key is pressed.
    pub offer: Option<Offer>,
    /// Counts searches, so that late answers can be told apart.
    pub generation: u64,
}

/// The gap screen.
#[derive(Debug, Clone, Default)]
pub struct GapState {
    /// The selected skill.
    pub cursor: Cursor,
    /// Whether keys go to the teachers.
    pub focus: Focus,
    /// The selected teacher.
    pub teachers: Cursor,
}

/// What the interface starts from.
#[derive(Debug, Clone)]
pub struct Start {
    /// Catalog, learner and settings.
    pub advisor: Advisor,
    /// How much each component of a recommendation counts.
    pub weights: Weights,
    /// The day it is.
    pub today: Date,
    /// Columns and rows.
    pub size: (u16, u16),
    /// How the learner likes the interface.
    pub preferences: Preferences,
}

impl Start {
    /// With the settings of somebody who set nothing.
    pub fn new(advisor: Advisor, today: Date, size: (u16, u16)) -> Self {
        Self { advisor, weights: Weights::default(), today, size, preferences: Preferences::default() }
    }
}

/// How the learner likes the interface.
#[derive(Debug, Clone)]
pub struct Preferences {
    /// What keys do.
    pub keymap: Keymap,
    /// Theme and signs.
    pub look: Look,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// What is wrong with the settings, to be said at the start.
    pub warnings: Vec<String>,
    /// Where the learner's file is, as it is shown.
    pub profile_path: String,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            keymap: Keymap::default(),
            look: Look::default(),
            mouse: true,
            warnings: Vec::new(),
            profile_path: String::new(),
        }
    }
}

/// All that is on screen.
#[derive(Debug, Clone)]
pub struct State {
    /// The size of the screen.
    pub geometry: Geometry,
    /// Theme and signs.
    pub look: Look,
    /// What keys do.
    pub keymap: Keymap,
    /// Keys pressed that need more to mean something.
    pub prefix: Vec<Key>,
    /// Catalog, learner and settings.
    pub advisor: Arc<Advisor>,
    /// The day it is.
    pub today: Date,
    /// The screen shown.
    pub screen: Screen,
    /// What lies over it, topmost last.
    pub overlays: Vec<Overlay>,
    /// The search screen.
    pub search: SearchState,
    /// The gap screen.
    pub gaps: GapState,
    /// The selected row of the path.
    pub path: Cursor,
    /// How the path is shown.
    pub path_view: super::PathView,
    /// The selected row of the profile.
    pub profile: Cursor,
    /// The shortest path.
    pub plan: Answer<Plan>,
    /// How far the page beside a list is scrolled.
    pub preview: super::Preview,
    /// The path that was shown last time.
    pub last: Option<super::Last>,
    /// What changed since then.
    pub since: super::Since,
    /// What the plan has in store.
    pub outlook: super::Outlook,
    /// What is tried on the Path screen.
    pub bend: super::Bend,
    /// What is asked about the path as a whole.
    pub inquiry: super::Inquiry,
    /// The gap analysis.
    pub gap: Answer<GapReport>,
    /// What could come next.
    pub recommended: Answer<Recommendations>,
    /// The generation that was asked for it.
    pub recommended_for: u64,
    /// How much each component of a recommendation counts.
    pub weights: Weights,
    /// What the ranked list is made from.
    pub ranking: Ranking,
    /// The selected recommendation.
    pub recommend: Cursor,
    /// The course last asked about, and why it is, or is not, on the path once that is known.
    pub why: Option<(CourseIx, Option<Arc<Why>>)>,
    /// Why there is no plan to ask for.
    pub no_aim: Option<AskError>,
    /// Counts what the learner changed, so that late answers can be told apart.
    pub generation: u64,
    /// The learner's file while a first run shows a draft of it.
    pub before_draft: Option<Box<Profile>>,
    /// Edits on their way to the disk.
    pub saving: usize,
    /// A word on what just happened, gone with the next key.
    pub notice: Option<Notice>,
    /// What went wrong, until it is dismissed.
    pub problem: Option<String>,
    /// Courses marked to be acted on together.
    pub marked: BTreeSet<CourseIx>,
    /// Where the learner's file is, as it is shown.
    pub profile_path: String,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// A newer catalog, until it can be taken up without taking anything from under the learner's hands.
    pub newer_catalog: Option<Arc<Catalog>>,
}

impl State {
    /// The first state, and what to do to fill it. Without a profile the first run is open, without a goal the
    /// choice of goals.
    pub fn new(start: Start) -> (Self, Vec<Effect>) {
        let mut state = Self {
            geometry: Geometry::new(start.size.0, start.size.1),
            look: start.preferences.look,
            keymap: start.preferences.keymap,
            prefix: Vec::new(),
            advisor: Arc::new(start.advisor),
            today: start.today,
            screen: Screen::Home,
            overlays: Vec::new(),
            search: SearchState::default(),
            gaps: GapState::default(),
            path: Cursor::default(),
            path_view: super::PathView::default(),
            profile: Cursor::default(),
            plan: Answer::default(),
            preview: super::Preview::default(),
            last: None,
            since: super::Since::default(),
            outlook: super::Outlook::default(),
            bend: super::Bend::default(),
            inquiry: super::Inquiry::default(),
            gap: Answer::default(),
            recommended: Answer::default(),
            recommended_for: 0,
            weights: start.weights,
            ranking: Ranking::new(start.weights),
            recommend: Cursor::default(),
            why: None,
            no_aim: None,
            generation: 0,
            before_draft: None,
            saving: 0,
            notice: None,
            problem: None,
            marked: BTreeSet::new(),
            profile_path: start.preferences.profile_path,
            mouse: start.preferences.mouse,
            newer_catalog: None,
        };
        state.warn(&start.preferences.warnings);
        if first_run::is_due(&state) {
            first_run::begin(&mut state);
        } else if state.advisor.profile().goals.is_empty() && !state.advisor.catalog().goals().is_empty() {
            state.overlays.push(Overlay::Picker(Picker::new(PickerKind::Goal)));
        }
        // Before the new plan takes its place.
        let mut effects = vec![Effect::Recall];
        effects.extend(state.ask());
        effects.extend(state.look_up());
        (state, effects)
    }

    /// Says what is wrong with the settings: the first of it, and how to see the rest.
    fn warn(&mut self, warnings: &[String]) {
        let text = match warnings {
            [] => return,
            [only] => only.clone(),
            [first, rest @ ..] => {
                format!("{first}; {} more, see `prereq doctor`", rest.len())
            }
        };
        self.problem = Some(crate::domain::scrub(&text));
    }

    /// Whether something lies over the screen, or keys go to a part of it, so that there is a way back.
    pub fn in_detail(&self) -> bool {
        !self.overlays.is_empty()
            || self.screen == Screen::Search && self.search.typing
            || self.screen == Screen::Recommend && self.ranking.sliders.is_some()
            || self.screen == Screen::Gap && self.gaps.focus == Focus::Detail
            || self.screen == Screen::Path && self.path_place() != Place::Path
    }

    /// Where keys go now.
    pub fn place(&self) -> Place {
        match (self.overlays.last(), self.screen) {
            (Some(Overlay::Course { .. }), _) => Place::Course,
            (Some(Overlay::Help(help)), _) if help.typing => Place::HelpQuery,
            (Some(Overlay::Help(_)), _) => Place::Help,
            (Some(Overlay::Draft { .. }), _) => Place::Draft,
            (Some(Overlay::Progress(_)), _) => Place::Progress,
            (Some(Overlay::Palette(_)), _) => Place::Palette,
            (Some(Overlay::Picker(_)), _) => Place::Picker,
            (Some(Overlay::Prompt(_)), _) => Place::Prompt,
            (Some(Overlay::Assess(a)), _) if a.question.is_some() => Place::Assess,
            (Some(Overlay::Assess(_)), _) => Place::Review,
            (Some(Overlay::FirstRun(run)), _) => run.place(),
            (None, Screen::Home) => Place::Home,
            (None, Screen::Search) if self.search.typing => Place::Query,
            (None, Screen::Search) => Place::Search,
            (None, Screen::Gap) if self.gaps.focus == Focus::Detail => Place::Teachers,
            (None, Screen::Gap) => Place::Gap,
            (None, Screen::Path) => self.path_place(),
            (None, Screen::Recommend) if self.ranking.sliders.is_some() => Place::Weights,
            (None, Screen::Recommend) => Place::Recommend,
            (None, Screen::Profile) => Place::Profile,
        }
    }

    /// Asks for a plan and a gap analysis of what the learner aims at now.
    pub(super) fn ask(&mut self) -> Vec<Effect> {
        self.generation += 1;
        // Answers to the generation before are dropped when they come.
        self.recommended.pending = false;
        let asked_about = self.why.take().map(|(course, _)| course).filter(|&c| self.shows(c));
        let aim = match self.advisor.aim(&[], &[]) {
            Ok(aim) => aim,
            Err(error) => {
                self.no_aim = Some(error);
                self.plan = Answer::default();
                self.gap = Answer::default();
                return vec![Effect::Forget];
            }
        };
        self.no_aim = None;
        let request = self.own_request_for(aim);
        self.plan.pending = true;
        self.gap.pending = true;
        let (generation, advisor) = (self.generation, Arc::clone(&self.advisor));
        let request: Box<PlanRequest> = Box::new(request);
        let mut effects = vec![
            Effect::Plan { generation, advisor: Arc::clone(&advisor), request: request.clone() },
            Effect::Gap { generation, advisor, request },
        ];
        effects.extend(asked_about.and_then(|course| self.ask_why(course)));
        effects
    }

    /// Whether the page of this course is open.
    pub(super) fn shows(&self, course: CourseIx) -> bool {
        self.overlays.iter().any(|o| matches!(o, Overlay::Course { course: c, .. } if *c == course))
    }

    /// Asks why a course is, or is not, on the path; `None` without anything to aim at.
    pub(super) fn ask_why(&mut self, course: CourseIx) -> Option<Effect> {
        // On a bent path it is that one the question is about.
        let bent = self.screen == Screen::Path && self.bend.is_on();
        let request = Box::new(if bent { self.tried_request() } else { self.own_request() }?);
        self.why = Some((course, None));
        Some(Effect::Why { generation: self.generation, advisor: Arc::clone(&self.advisor), request, course })
    }

    /// Asks for a ranking of what could come next; it does without a goal.
    pub(super) fn ask_next(&mut self) -> Vec<Effect> {
        self.recommended_for = self.generation;
        self.recommended.pending = true;
        vec![Effect::Recommend {
            generation: self.generation,
            advisor: Arc::clone(&self.advisor),
            request: Box::new(self.recommend_request()),
        }]
    }

    /// What paths are short in.
    pub fn metric(&self) -> Metric {
        Metric::default()
    }

    /// The currency sums are in.
    pub fn currency(&self) -> Currency {
        self.advisor.settings().money.currency
    }

    /// Searches once more if filters could find something else now: the learner or the path changed.
    pub(super) fn look_up_again(&mut self) -> Vec<Effect> {
        if self.search.query.text().contains(':') { self.look_up() } else { Vec::new() }
    }

    /// Searches for what is typed.
    pub(super) fn look_up(&mut self) -> Vec<Effect> {
        self.search.generation += 1;
        vec![Effect::Search {
            generation: self.search.generation,
            advisor: Arc::clone(&self.advisor),
            query: self.search.query.text().to_owned(),
            path: self.plan.value.clone(),
        }]
    }
}
