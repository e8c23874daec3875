//! One round of questions: what was answered, what that implies, what to ask next.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    belief::{Belief, Bounds, Source, Tables, Why},
    ground::Ground,
    imply::Implications,
    rough::{Rough, Sketch, teachers},
};
use crate::{
    domain::{Catalog, Level, Minutes, Profile, ProfileEdit, SkillIx, State},
    path::Aim,
};

/// So many percent of the ways to a level may be exceptions to what is taken for certain: somewhere there is always
/// a course that does not say what it needs.
const RARE: usize = 15;
/// So many may be exceptions to what is called likely.
const EXCEPTIONS: usize = 45;
/// A foundation is asked about when knowing it would save at least one part in so many of the path.
const WORTH_ASKING: u64 = 6;

/// How learners answer who are asked about a skill nothing is known of, in percent per anchor. Only the order of
/// questions depends on it.
const PRIOR: [u32; 5] = [46, 20, 20, 10, 4];

/// The written anchors: none, awareness, working, practitioner, expert.
pub const ANCHORS: [Level; 5] = [Level::ZERO, Level::new(250), Level::new(500), Level::new(750), Level::MAX];

/// What the learner says of a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// At this anchor, not yet at the next.
    Anchor(Level),
    /// Exactly this.
    Exactly(Level),
    /// Exactly this, and the learner's file says so already.
    Known(Level),
    /// The learner does not know, or does not say.
    Unknown,
}

impl Answer {
    /// The levels it leaves, both ends included; `None` when it says nothing.
    pub(super) fn range(self) -> Option<(Level, Level)> {
        match self {
            Self::Unknown => None,
            Self::Exactly(level) | Self::Known(level) => Some((level, level)),
            Self::Anchor(level) => {
                let next = ANCHORS.iter().find(|a| **a > level);
                Some((level, next.map_or(Level::MAX, |n| Level::new(n.thousandths() - 1))))
            }
        }
    }
}

/// The next thing to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// About which skill.
    pub skill: SkillIx,
    /// What the goal asks of it; `None` for a foundation under the goal's skills.
    pub asked: Option<Level>,
    /// About how many minutes shorter the path is for who knows it.
    pub saves: Minutes,
}

/// Where a level comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The learner's file had it.
    Before,
    /// The learner said so.
    Said,
    /// It follows from what was said of another skill.
    Inferred {
        /// Which skill.
        from: SkillIx,
        /// What was said of it.
        said: Level,
        /// How it follows.
        why: Why,
        /// Whether it is only likely, or leaves more than one anchor: worth a look.
        doubtful: bool,
    },
}

/// A level with where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// Which skill.
    pub skill: SkillIx,
    /// The level: the least it can be.
    pub level: Level,
    /// What the goal asks of it, if it does.
    pub asked: Option<Level>,
    /// Why.
    pub origin: Origin,
}

/// A round of questions about what a goal needs. Two are equal when the same was answered about the same.
#[derive(Debug, Clone)]
pub struct Assessment {
    catalog: Arc<Catalog>,
    ground: Arc<Ground>,
    tables: Arc<Tables>,
    teachers: Arc<Vec<Vec<(usize, Level)>>>,
    assume: Minutes,
    answers: Vec<Option<Answer>>,
    /// What was answered, oldest first, with what stood there before.
    log: Vec<(usize, Option<Answer>)>,
    belief: Belief,
    sketch: Sketch,
    /// By place: the minutes a known skill saves.
    saves: Vec<u64>,
}

impl PartialEq for Assessment {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.catalog, &other.catalog)
            && self.ground == other.ground
            && self.answers == other.answers
            && self.log == other.log
    }
}

impl Assessment {
    /// A round about `aim` for this learner; what their file says is answered already.
    pub fn new(catalog: &Arc<Catalog>, profile: &Profile, state: &State, aim: &Aim, assume: Minutes) -> Self {
        let ground = Ground::new(catalog, aim);
        let all = Implications::new(catalog, &ground);
        let tables = Tables {
            sure: all.but_for(catalog, &ground, RARE),
            likely: all.but_for(catalog, &ground, EXCEPTIONS),
            areas: areas(catalog, &ground),
        };
        let known = |&skill: &SkillIx| {
            let (level, said) = (state.level(skill), profile.skills.contains_key(&catalog.skill(skill).id));
            (said || level > Level::ZERO).then_some(Answer::Known(level))
        };
        let answers: Vec<_> = ground.skills.iter().map(known).collect();
        let mut round = Self {
            catalog: Arc::clone(catalog),
            teachers: Arc::new(teachers(catalog, &ground)),
            tables: Arc::new(tables),
            belief: Belief { bounds: Vec::new(), torn: Vec::new() },
            sketch: Sketch::default(),
            saves: Vec::new(),
            ground: Arc::new(ground),
            log: Vec::new(),
            assume,
            answers,
        };
        round.conclude();
        round
    }

    /// Draws the conclusions from the answers as they are now.
    fn conclude(&mut self) {
        self.belief = Belief::new(&self.tables, &self.answers);
        let low: Vec<Level> = self.belief.bounds.iter().map(|b| b.low).collect();
        let rough = |low| Rough::new(&self.catalog, &self.ground, &self.teachers, self.assume, low).sketch();
        let sketch = rough(low.clone());
        let mut saves = vec![0; low.len()];
        for (&place, levels) in &sketch.needs {
            let Bounds { low: least, high, .. } = self.belief.bounds[place];
            // What is asked in any case needs no reason.
            let asked = self.ground.asked(place).is_some_and(|w| least < w.level && w.level <= high);
            if self.answers[place].is_none() && !asked {
                let Some(&most) = levels.range(..=high).next_back().filter(|l| **l > least) else { continue };
                let mut knowing = low.clone();
                knowing[place] = most;
                saves[place] = sketch.minutes.saturating_sub(rough(knowing).minutes);
            }
        }
        (self.sketch, self.saves) = (sketch, saves);
    }

    /// Whether nobody has said anything of the skill and the goal turns on what would be said.
    fn is_open(&self, place: usize) -> bool {
        let Bounds { low, high, .. } = self.belief.bounds[place];
        let asked = self.ground.asked(place);
        self.answers[place].is_none()
            && (asked.is_some_and(|w| self.belief.torn[place] || low < w.level && w.level <= high)
                || self.saves[place] > 0 && self.saves[place] * WORTH_ASKING >= self.sketch.minutes)
    }
    /// Whether a level the path has to come to lies between what is sure and what is possible.
    fn undecided(&self, belief: &Belief, place: usize) -> bool {
        let Bounds { low, high, .. } = belief.bounds[place];
        let between = |level: Level| low < level && level <= high;
        belief.torn[place]
            || self.ground.asked(place).is_some_and(|w| between(w.level))
            || self.sketch.needs.get(&place).is_some_and(|levels| levels.iter().any(|&l| between(l)))
    }

    /// How much a skill counts for the order of questions: its share of what the goal asks, and of the path.
    fn weight(&self, place: usize) -> f64 {
        let asked = |w: &super::ground::Wanted| f64::from(w.weight) * w.level.as_f64();
        let all: f64 = self.ground.wanted.iter().map(asked).sum();
        let share = self.ground.asked(place).map_or(0.0, asked) / all.max(1.0);
        share + 0.5 * self.saves[place] as f64 / (self.sketch.minutes.max(1)) as f64
    }

    /// Skills still to be asked about, the next first. Empty when nothing that matters is open.
    pub fn open(&self) -> Vec<Question> {
        let open: Vec<usize> = (0..self.answers.len()).filter(|&p| self.is_open(p)).collect();
        let mut scored: Vec<(f64, usize)> = open.iter().map(|&p| (self.worth(p, &open), p)).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.into_iter().map(|(_, place)| self.question_at(place)).collect()
    }

    /// What to ask next: the question that is expected to settle most.
    pub fn next(&self) -> Option<Question> {
        self.open().into_iter().next()
    }

    fn question_at(&self, place: usize) -> Question {
        Question {
            skill: self.ground.skills[place],
            asked: self.ground.asked(place).map(|w| w.level),
            saves: Minutes(self.saves[place]),
        }
    }

    /// How much of what is open an answer about the skill at `place` is expected to settle.
    fn worth(&self, place: usize, open: &[usize]) -> f64 {
        let Bounds { low, high, .. } = self.belief.bounds[place];
        let mut answers = self.answers.clone();
        let (mut sum, mut chances) = (0.0, 0.0);
        for (anchor, chance) in ANCHORS.iter().zip(PRIOR) {
            let answer = Answer::Anchor(*anchor);
            let Some((from, to)) = answer.range() else { continue };
            if to < low || from > high {
                continue;
            }
            answers[place] = Some(answer);
            let belief = Belief::new(&self.tables, &answers);
            let settled = open.iter().filter(|&&p| p == place || !self.undecided(&belief, p));
            sum += f64::from(chance) * settled.map(|&p| self.weight(p)).sum::<f64>();
            chances += f64::from(chance);
        }
        if chances > 0.0 { sum / chances } else { self.weight(place) }
    }

    /// Takes an answer in, also to a question that was not asked; whether the goal has anything to do with it.
    pub fn answer(&mut self, skill: SkillIx, answer: Answer) -> bool {
        let Some(place) = self.ground.place(skill) else { return false };
        self.log.push((place, self.answers[place]));
        self.answers[place] = Some(answer);
        self.conclude();
        true
    }

    /// Takes the last answer back; which skill it was about.
    pub fn back(&mut self) -> Option<SkillIx> {
        let (place, before) = self.log.pop()?;
        self.answers[place] = before;
        self.conclude();
        Some(self.ground.skills[place])
    }

    /// How many answers were given in this round.
    pub fn answered(&self) -> usize {
        self.log.len()
    }
    /// How many skills the goal asks for.
    pub fn goal_skills(&self) -> usize {
        self.ground.wanted.len()
    }

    /// What is known of each skill that matters, the goal's skills first, then foundations; in name order.
    pub fn findings(&self) -> Vec<Finding> {
        let mut found: Vec<Finding> = (0..self.answers.len()).filter_map(|place| self.finding(place)).collect();
        found.sort_by_key(|f| (f.asked.is_none(), f.skill));
        found
    }

    fn finding(&self, place: usize) -> Option<Finding> {
        let (skill, asked) = (self.ground.skills[place], self.ground.asked(place).map(|w| w.level));
        let bounds = self.belief.bounds[place];
        match self.answers[place] {
            Some(Answer::Known(level)) => return Some(Finding { skill, level, asked, origin: Origin::Before }),
            Some(Answer::Anchor(level) | Answer::Exactly(level)) => {
                return Some(Finding { skill, level, asked, origin: Origin::Said });
            }
            Some(Answer::Unknown) | None => {}
        }
        let inferred = |source: Source, clear: bool| {
            let said = self.belief.bounds[source.skill].low;
            let from = self.ground.skills[source.skill];
            let origin = Origin::Inferred {
                from,
                said,
                why: source.why,
                doubtful: !(source.sure && clear) || self.ground.sampled,
            };
            Finding { skill, level: bounds.low, asked, origin }
        };
        let needed = asked.is_some() || self.sketch.needs.contains_key(&place);
        match (bounds.low_from, bounds.high_from) {
            (Some(source), _) => Some(inferred(source, true)),
            // That a skill is missing is worth saying where the path needs it.
            (None, Some(source)) if needed && !self.undecided(&self.belief, place) => {
                Some(inferred(source, bounds.one_anchor()))
            }
            _ => None,
        }
    }

    /// What the answer to a question would let one infer that is not inferred now.
    pub fn follows(&self, skill: SkillIx, answer: Answer) -> Vec<Finding> {
        let mut after = self.clone();
        after.answer(skill, answer);
        let now = self.findings();
        let news = |f: &Finding| matches!(f.origin, Origin::Inferred { .. }) && !now.iter().any(|old| old == f);
        after.findings().into_iter().filter(news).collect()
    }

    /// What accepting this changes in the learner's file, as one change.
    pub fn edits(&self, on: Date) -> Vec<ProfileEdit> {
        let mut edits = Vec::new();
        for Finding { skill, level, origin, .. } in self.findings() {
            let from = match origin {
                Origin::Before => continue,
                Origin::Said => "assess",
                Origin::Inferred { .. } => "inferred",
            };
            let skill = self.catalog.skill(skill).id.clone();
            edits.push(ProfileEdit::SetSkill { skill, level, from: from.to_owned(), on: Some(on) });
        }
        edits
    }
}

/// By place: the area of the skill, as a number.
fn areas(catalog: &Catalog, ground: &Ground) -> Vec<usize> {
    let of = |skill: &SkillIx| catalog.skill(*skill).area.as_str();
    let mut names: Vec<&str> = ground.skills.iter().map(of).collect();
    names.sort_unstable();
    names.dedup();
    ground.skills.iter().map(|s| names.partition_point(|n| *n < of(s))).collect()
}
