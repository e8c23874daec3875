//! What is known of each skill: bounds from answers, and what the answers imply.

use super::{
    imply::Implications,
    session::{ANCHORS, Answer},
};
use crate::domain::Level;

/// So many skills of an area that a learner knows nothing of make the rest of it unlikely.
const STRANGER: usize = 2;

/// How one level follows from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Who is as good as said at the other skill has come past this.
    Passed,
    /// Ways to this lead through more of the other skill than the learner has.
    Beneath,
    /// The learner knows nothing of several skills of the same area, and nothing else of it.
    Stranger,
}

/// Which answer bounds a level, how, and how surely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Source {
    /// The skill that was answered.
    pub skill: usize,
    /// How it bounds the level.
    pub why: Why,
    /// Whether all known ways say so, or only nearly all.
    pub sure: bool,
}

/// Where a level lies, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// At least this.
    pub low: Level,
    /// At most this.
    pub high: Level,
    /// What the lower end follows from, unless it is the answer itself or nothing.
    pub low_from: Option<Source>,
    /// What the upper end follows from.
    pub high_from: Option<Source>,
}

impl Bounds {
    const OPEN: Self = Self { low: Level::ZERO, high: Level::MAX, low_from: None, high_from: None };

    fn holds_nothing(&self) -> bool {
        self.low > self.high
    }
    /// Whether both ends are the same anchor.
    pub fn one_anchor(&self) -> bool {
        self.low.anchor() == self.high.anchor()
    }
}

/// What is known of every skill of a ground.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Belief {
    /// By place.
    pub bounds: Vec<Bounds>,
    /// Skills on which answers imply what cannot be at once; nothing is inferred there.
    pub torn: Vec<bool>,
}

/// What each level implies, surely and likely.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Tables {
    /// What all ways lead through.
    pub sure: Implications,
    /// What nearly all ways lead through.
    pub likely: Implications,
    /// By place: the area of the skill, as a number.
    pub areas: Vec<usize>,
}

impl Belief {
    /// What follows from `answers`, one a skill at most.
    pub fn new(tables: &Tables, answers: &[Option<Answer>]) -> Self {
        let mut belief = Self { bounds: vec![Bounds::OPEN; answers.len()], torn: vec![false; answers.len()] };
        for (place, answer) in answers.iter().enumerate() {
            if let Some((low, high)) = answer.and_then(Answer::range) {
                belief.bounds[place] = Bounds { low, high, ..Bounds::OPEN };
            }
        }
        for (table, sure) in [(&tables.sure, true), (&tables.likely, false)] {
            let mut next = belief.clone();
            for (place, answer) in answers.iter().enumerate() {
                if let Some((low, high)) = answer.and_then(Answer::range) {
                    next.rise(table, answers, Source { skill: place, why: Why::Passed, sure }, low);
                    next.fall(table, answers, Source { skill: place, why: Why::Beneath, sure }, high);
                }
            }
            for (place, bounds) in next.bounds.iter().enumerate() {
                // What only nearly all ways say gives way to what all say.
                match bounds.holds_nothing() {
                    true => belief.torn[place] = true,
                    false => belief.bounds[place] = *bounds,
                }
            }
        }
        belief.strangers(tables, answers);
        belief
    }

    /// Who knows nothing of several skills of an area, and of none that they do know something, is taken for a
    /// stranger to the rest of it.
    fn strangers(&mut self, tables: &Tables, answers: &[Option<Answer>]) {
        let before = self.bounds.clone();
        let is_none = |b: &Bounds| b.high < ANCHORS[1];
        for (place, bounds) in self.bounds.iter_mut().enumerate() {
            if is_said(answers, place) || bounds.low > Level::ZERO || is_none(bounds) {
                continue;
            }
            let kin = || before.iter().enumerate().filter(|(other, _)| tables.areas[*other] == tables.areas[place]);
            if kin().any(|(_, b)| b.low > Level::ZERO) || kin().filter(|(_, b)| is_none(b)).count() < STRANGER {
                continue;
            }
            let said = kin().find(|(other, b)| is_none(b) && is_said(answers, *other));
            if let Some((skill, _)) = said {
                bounds.high = Level::new(ANCHORS[1].thousandths() - 1);
                bounds.high_from = Some(Source { skill, why: Why::Stranger, sure: false });
            }
        }
    }

    /// Who is at `low` has passed what leads there.
    fn rise(&mut self, table: &Implications, answers: &[Option<Answer>], from: Source, low: Level) {
        if low == Level::ZERO {
            return;
        }
        let Some(row) = table.of(from.skill, low) else { return };
        for (place, &level) in row.iter().enumerate() {
            let bounds = &mut self.bounds[place];
            if level > bounds.low.thousandths() && !is_said(answers, place) {
                (bounds.low, bounds.low_from) = (Level::new(level), Some(from));
            }
        }
    }

    /// Who is no higher than `high` is not where one comes only by more.
    fn fall(&mut self, table: &Implications, answers: &[Option<Answer>], from: Source, high: Level) {
        for place in 0..self.bounds.len() {
            if is_said(answers, place) {
                continue;
            }
            let beyond = table.rungs(place).find(|(_, row)| row[from.skill] > high.thousandths());
            let bounds = &mut self.bounds[place];
            if let Some((level, _)) = beyond
                && level <= bounds.high
            {
                (bounds.high, bounds.high_from) = (Level::new(level.thousandths() - 1), Some(from));
            }
        }
    }
}

fn is_said(answers: &[Option<Answer>], place: usize) -> bool {
    answers[place].is_some_and(|a| a.range().is_some())
}
