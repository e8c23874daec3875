//! A round of questions about what the learner knows, over a screen: the question, the level being chosen and
//! what would follow, then all of it to look through before it counts.

use super::{
    Cursor, Effect, Overlay, State, first_run,
    update::{adopt_edits, say},
};
use crate::{
    assess::{ANCHORS, Answer, Assessment, Finding, Origin, Question},
    domain::SkillIx,
    phrase,
};

/// Rows of a question: the anchors, and that one does not know.
pub const CHOICES: usize = ANCHORS.len() + 1;

/// So many questions are asked before it is shown what they came to; the others are there for who wants more. The
/// order is by what an answer is expected to settle, so the first few matter most.
const AT_A_TIME: usize = 12;

/// A round of questions and where the learner is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Assess {
    /// What was answered and what follows.
    pub round: Assessment,
    /// The question on screen; `None` while the levels are looked through.
    pub question: Option<Question>,
    /// The selected answer.
    pub choice: Cursor,
    /// What that answer would let one infer.
    pub follows: Vec<Finding>,
    /// How many questions are open at most, this one included.
    pub open: usize,
    /// After so many answers it is shown what they came to.
    pause: usize,
    /// What is said and inferred so far, the goal's skills first.
    pub findings: Vec<Finding>,
    /// The selected level while they are looked through.
    pub row: Cursor,
}

impl Assess {
    /// A round at its first question.
    pub fn new(round: Assessment) -> Self {
        let mut assess = Self {
            round,
            question: None,
            choice: Cursor::default(),
            follows: Vec::new(),
            open: 0,
            pause: AT_A_TIME,
            findings: Vec::new(),
            row: Cursor::default(),
        };
        assess.ask();
        assess
    }

    /// Puts the next question, or has the levels looked through when there is none or enough were asked for now.
    fn ask(&mut self) {
        let open = self.round.open();
        self.open = open.len();
        self.question = open.into_iter().next().filter(|_| self.round.answered() < self.pause);
        self.choice.reset();
        self.look();
    }

    /// How many questions are to go before it is shown what they came to, this one included.
    pub fn to_go(&self) -> usize {
        self.open.min(self.pause.saturating_sub(self.round.answered()))
    }

    /// Has the levels looked through, whatever is still open.
    fn review(&mut self) {
        self.question = None;
        self.row.reset();
        self.look();
    }

    /// What is known, without what the learner's file had before.
    fn look(&mut self) {
        self.findings = self.round.findings();
        self.findings.retain(|f| f.origin != Origin::Before);
        self.foresee();
    }

    /// The answer of row `at` of a question.
    fn answer_at(at: usize) -> Answer {
        ANCHORS.get(at).map_or(Answer::Unknown, |anchor| Answer::Anchor(*anchor))
    }

    /// Works out what the selected answer would let one infer.
    pub(super) fn foresee(&mut self) {
        self.follows = match (&self.question, self.choice.selected(CHOICES)) {
            (Some(question), Some(at)) => self.round.follows(question.skill, Self::answer_at(at)),
            _ => Vec::new(),
        };
    }

    fn answer(&mut self, answer: Answer) {
        match &self.question {
            Some(question) => {
                self.round.answer(question.skill, answer);
                self.ask();
            }
            None => {
                let at = self.row.selected(self.findings.len());
                if let Some(skill) = at.map(|i| self.findings[i].skill) {
                    self.round.answer(skill, answer);
                    self.look();
                    self.select(skill);
                }
            }
        }
    }

    /// Keeps the row of a skill selected; what follows from it may have come or gone around it.
    fn select(&mut self, skill: SkillIx) {
        if let Some(at) = self.findings.iter().position(|f| f.skill == skill) {
            let len = self.findings.len();
            self.row.select(at, len, len);
        }
    }

    /// How many levels were said, and how many inferred.
    pub fn counts(&self) -> (usize, usize) {
        let said = self.findings.iter().filter(|f| f.origin == Origin::Said).count();
        (said, self.findings.len() - said)
    }
}

/// Opens a round about what the learner aims at, if there is anything to ask.
pub(super) fn begin(state: &mut State) {
    let Ok(aim) = state.advisor.aim(&[], &[]) else { return };
    let assess = Assess::new(state.advisor.assess(&aim));
    if assess.question.is_none() && assess.findings.is_empty() {
        say(state, "nothing to ask: your profile says all that this goal turns on".to_owned());
        return;
    }
    state.overlays.push(Overlay::Assess(Box::new(assess)));
}

fn assess(state: &mut State) -> Option<&mut Assess> {
    match state.overlays.last_mut() {
        Some(Overlay::Assess(assess)) => Some(assess),
        _ => None,
    }
}

/// Answers the question, or corrects the selected level, with an anchor.
pub(super) fn anchor(state: &mut State, number: usize) {
    if let (Some(assess), Some(anchor)) = (assess(state), ANCHORS.get(number)) {
        assess.answer(Answer::Anchor(*anchor));
    }
}

/// The learner does not know, or takes back what was said of the selected skill.
pub(super) fn dont_know(state: &mut State) {
    if let Some(assess) = assess(state) {
        assess.answer(Answer::Unknown);
    }
}

/// Whether questions are left that were not put yet.
pub(super) fn can_go_on(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Assess(a)) if a.question.is_none() && a.open > 0)
}

/// On with the open questions.
pub(super) fn go_on(state: &mut State) {
    if let Some(assess) = assess(state) {
        if assess.round.answered() >= assess.pause {
            assess.pause = assess.round.answered() + AT_A_TIME;
        }
        assess.ask();
    }
}

/// Whether there is a question before.
pub(super) fn can_go_back(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Assess(a)) if a.round.answered() > 0)
}

/// To the question before; from the levels to the last question.
pub(super) fn previous(state: &mut State) {
    if let Some(assess) = assess(state)
        && assess.round.back().is_some()
    {
        assess.ask();
    }
}

/// Enter: the selected answer, or all of it accepted.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(assess) = assess(state) else { return Vec::new() };
    if assess.question.is_some() {
        if let Some(at) = assess.choice.selected(CHOICES) {
            assess.answer(Assess::answer_at(at));
        }
        return Vec::new();
    }
    let (said, inferred) = assess.counts();
    let round = assess.round.clone();
    state.overlays.pop();
    let edits = round.edits(state.today);
    if matches!(state.overlays.last(), Some(Overlay::FirstRun(_))) {
        return first_run::told(state, edits);
    }
    let text = format!("{} said, {inferred} inferred; undo takes it all back", phrase::count(said as u64, "level"));
    say(state, text);
    adopt_edits(state, edits)
}

/// Esc: from a question to what is known so far, from there out; nothing is written.
pub(super) fn back(state: &mut State) {
    match assess(state) {
        Some(assess) if assess.question.is_some() && !assess.findings.is_empty() => assess.review(),
        _ => {
            state.overlays.pop();
        }
    }
}
