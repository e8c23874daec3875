//! What comes in and what follows: events for the interface's brain, effects for its hands.

use std::{path::PathBuf, sync::Arc};

use jiff::civil::Date;

use super::{Answered, Bent, Compared, Key, Last, Question, Target};
use crate::{
    advisor::Advisor,
    domain::{Catalog, CourseId, CourseIx, Profile, ProfileEdit, Step},
    gap::GapReport,
    path::{ExportChanges, Plan, PlanFormat, PlanRequest, Why, Within},
    recommend::{RecommendRequest, Scored, Weights},
    search::SearchResults,
};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Something on screen was clicked.
    Click(Target),
    /// The wheel was turned over something.
    Wheel {
        /// What is under the pointer.
        target: Target,
        /// Whether towards the learner.
        down: bool,
    },
    /// The learner came back from their editor.
    Edited(Edited),
    /// The catalog was changed on disk; this is what it says now.
    Catalog(Arc<Catalog>),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// The program is back on screen after having been stopped, or its window is looked at again.
    Resumed,
    /// An answer to a question.
    Reply {
        /// The generation the question carried.
        generation: u64,
        /// The answer.
        reply: Reply,
    },
    /// An edit is on disk; this is the profile there now, edits made elsewhere included.
    Saved(Profile),
    /// Edits could not be written. The profile as it stands on disk, if it can be read.
    NotSaved {
        /// Why, and what to do.
        message: String,
        /// What is on disk.
        profile: Option<Profile>,
    },
    /// A step through the versions of the learner's file is on disk.
    Stepped {
        /// Which way.
        step: Step,
        /// What the file said before; `None` when it was damaged.
        before: Option<Box<Profile>>,
        /// What it says now; `None` when there was nothing to go to.
        now: Option<Box<Profile>>,
    },
    /// The learner's file was changed by somebody else; this is what it says now.
    Changed(Profile),
    /// The weights of recommendations were written to the settings.
    WeightsKept {
        /// These.
        weights: Weights,
        /// The file.
        place: String,
    },
    /// The plan shown last time.
    Recalled(Last),
    /// A browser was asked to open this page.
    PageOpened(String),
    /// The plan was written, or is not for a stated reason.
    Exported(Exported),
    /// A question will not be answered: something failed on the way.
    NoAnswer(String),
    /// Something else went wrong.
    Failed(String),
}

/// What came back from the learner's editor.
#[derive(Debug, Clone)]
pub enum Edited {
    /// The same text.
    Unchanged,
    /// A profile, which is on disk now.
    Taken(Box<Profile>),
    /// Something that is no profile: what is wrong with it. The text is kept.
    Wrong(Vec<String>),
    /// The file was changed meanwhile, so it was left alone; the edited text is here.
    Overtaken(PathBuf),
    /// The text was left as it was when it was refused; it is here.
    Left(PathBuf),
    /// There was no editing: why.
    Failed(String),
}

/// An answer.
#[derive(Debug, Clone)]
pub enum Reply {
    /// A better plan than before; the search for the shortest goes on.
    Progress(Arc<Plan>),
    /// The plan.
    Plan(Arc<Plan>),
    /// The gap analysis.
    Gap(Arc<GapReport>),
    /// What there is to say about each course that could come next, before the planner has been heard.
    RecommendedSoFar(Arc<Vec<Scored>>),
    /// The same, the planner heard. Weighing it is left to the asker, whose weights may have changed.
    Recommended(Arc<Vec<Scored>>),
    /// Why a course is, or is not, on the path.
    Why(CourseIx, Arc<Why>),
    /// A better bent path than before; the search goes on.
    BentSoFar(Arc<Plan>),
    /// The bent path.
    Bent(Arc<Bent>),
    /// An answer about the path as a whole, or a part of it; whether that is all.
    Inquired(Answered, bool),
    /// What changed since last time, as far as it is known.
    Compared(Arc<Compared>),
    /// What a search found, best first.
    Found(SearchResults),
}

/// A plan to be written to a file.
#[derive(Debug, Clone)]
pub struct Export {
    /// The plan.
    pub plan: Arc<Plan>,
    /// What limits have to say about it.
    pub within: Option<Within>,
    /// Whose names and profile go into it.
    pub advisor: Arc<Advisor>,
    /// The day it is.
    pub today: Date,
    /// The file, as the learner typed it.
    pub place: String,
    /// As what.
    pub format: PlanFormat,
    /// Whether the learner has agreed to change what is there.
    pub sure: bool,
}

/// What became of writing a plan.
#[derive(Debug, Clone)]
pub enum Exported {
    /// It is in that file, over an earlier export where there are changes to tell.
    Written(PathBuf, Option<ExportChanges>),
    /// That file holds an earlier export, which would change so; nothing is written yet.
    Asks(PathBuf, ExportChanges),
    /// It cannot be written: why, and what to do.
    Refused(String),
}

/// Something to be done outside.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Stop, until the shell continues the program.
    Suspend,
    /// Find the shortest path; earlier questions of this kind no longer matter.
    Plan {
        /// Comes back with the answer.
        generation: u64,
        /// Whom to ask.
        advisor: Arc<Advisor>,
        /// What to ask.
        request: Box<PlanRequest>,
    },
    /// Analyse the gap to the same aim.
    Gap {
        /// Comes back with the answer.
        generation: u64,
        /// Whom to ask.
        advisor: Arc<Advisor>,
        /// What to ask.
        request: Box<PlanRequest>,
    },
    /// Find out what there is to say about each course that could come next.
    Recommend {
        /// Comes back with the answer.
        generation: u64,
        /// Whom to ask.
        advisor: Arc<Advisor>,
        /// What to ask.
        request: Box<RecommendRequest>,
    },
    /// Find out why a course is, or is not, on the path.
    Why {
        /// Comes back with the answer.
        generation: u64,
        /// Whom to ask.
        advisor: Arc<Advisor>,
        /// What to ask.
        request: Box<PlanRequest>,
        /// Which course.
        course: CourseIx,
    },
    /// Find the path with what is tried; earlier questions of this kind no longer matter.
    Bend {
        /// Comes back with the answer.
        generation: u64,
        /// Whom to ask.
        advisor: Arc<Advisor>,
        /// What to ask.
        request: Box<PlanRequest>,
    },
    /// Nothing is tried any more: stop looking for such a path.
    Unbend,
    /// Find something out about the path as a whole.
    Inquire {
        /// Comes back with the answer.
        generation: u64,
        /// Whom to ask.
        advisor: Arc<Advisor>,
        /// The path it is about.
        request: Box<PlanRequest>,
        /// What to find out.
        question: Question,
        /// The course to be told about first.
        first: Option<CourseId>,
    },
    /// Nobody waits for that any more.
    Dismiss,
    /// Find out what differs between two plans, and why.
    Compare {
        /// Comes back with the answer.
        generation: u64,
        /// The older plan.
        old: Arc<Plan>,
        /// The newer one.
        new: Arc<Plan>,
    },
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Have the learner edit their file; go on with the text that was refused, if one was.
    EditProfile,
    /// Leave the text that was refused where it is, and tell where that is.
    LeaveDraft,
    /// Put this text on the clipboard.
    Copy(String),
    /// Open this page in the browser.
    OpenPage(String),
    /// Stop looking for answers nobody waits for.
    Forget,
    /// Find courses.
    Search {
        /// Comes back with the answer.
        generation: u64,
        /// Whom to ask.
        advisor: Arc<Advisor>,
        /// What to look for.
        query: String,
        /// The learner's path, for `path:`.
        path: Option<Arc<Plan>>,
    },
    /// Write these edits to the learner's file.
    Save(Vec<ProfileEdit>),
    /// Go one version back or forward in the learner's file.
    Step(Step),
    /// Write the weights of recommendations to the settings.
    KeepWeights(Weights),
    /// Look up which plan was shown last time.
    Recall,
    /// Keep this plan for the next time, as shown on this day.
    Remember(Last),
    /// Write a plan to a file.
    Export(Box<Export>),
}
