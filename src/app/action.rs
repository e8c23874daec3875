//! What the learner can ask for.

use super::{PathPanel, Screen};

/// What the learner can ask for with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Show a screen.
    Show(Screen),
    /// Show the next screen.
    NextScreen,
    /// Show the previous screen.
    PreviousScreen,
    /// Select the next row, or scroll down.
    Down,
    /// Select the previous row, or scroll up.
    Up,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Type a search.
    Search,
    /// Complete the filter being typed; again for the next way.
    Complete,
    /// Open what is selected; accept what was typed.
    Open,
    /// One step back; never leaves the program.
    Back,
    /// Mark the course as done, or take the mark away.
    Done,
    /// Keep the course for later, or take the mark away.
    Save,
    /// Mark the course as under way, or take the mark away.
    Start,
    /// Never propose the course again, or take the mark away.
    Hide,
    /// Raise the level to the next anchor.
    Raise,
    /// Lower the level to the anchor below.
    Lower,
    /// Choose a skill to set a level for.
    AddSkill,
    /// Choose the goal.
    ChooseGoal,
    /// In the choice of goals: aim at this one too, or no longer.
    ToggleGoal,
    /// Ask what the learner knows of what the goal needs.
    Assess,
    /// Answer with the anchor of that number, 0 to 4.
    Anchor(u8),
    /// Answer that one does not know, or will not say.
    DontKnow,
    /// Go on with the questions that are still open.
    MoreQuestions,
    /// To the question, or step, before.
    Previous,
    /// Take the last change of the learner's file back.
    Undo,
    /// Make the change again that was taken back last.
    Redo,
    /// Say why the course is, or is not, on the path.
    Why,
    /// Open the course's page in the browser.
    OpenPage,
    /// Change how much each component of a recommendation counts.
    Weights,
    /// Give the component the weight the settings have.
    ResetWeight,
    /// Give all of them the weights the settings have.
    ResetWeights,
    /// Write the weights to the settings.
    KeepWeights,
    /// Rank by total alone, or with variety.
    Order,
    /// Show what would put the course first.
    PutFirst,
    /// Log time studied on the course, or take some back.
    Log,
    /// Rate the course.
    Rate,
    /// Write a note on the course.
    Note,
    /// Take the course's requirement upon oneself, or no longer.
    Waive,
    /// Take the selected line out of the learner's file.
    Remove,
    /// To the next section.
    NextSection,
    /// To the section before.
    PreviousSection,
    /// Say how many hours a week there are.
    Pace,
    /// Show how it goes, or no longer.
    Progress,
    /// Write the plan to a file.
    Export,
    /// Show the path as a graph, or as steps again.
    Graph,
    /// Show a panel over the path, or the path again.
    Panel(PathPanel),
    /// In the trade-offs: trade work for money, or for a better fit.
    OtherTrade,
    /// Have the weights of courses count for more.
    MoreTaste,
    /// Have them count for less.
    LessTaste,
    /// Hide what the bent path goes without, so that it is the learner's own.
    KeepBend,
    /// Write the hours per week to the learner's file.
    KeepPace,
    /// Lift every limit.
    ClearLimits,
    /// To what the step rests on.
    Left,
    /// To what rests on the step.
    Right,
    /// Show what the keys do here.
    Help,
    /// Scroll the page beside the list down.
    PreviewDown,
    /// Scroll the page beside the list up.
    PreviewUp,
    /// Show the next theme.
    NextTheme,
    /// Choose from all that can be done here, by name.
    Palette,
    /// Mark the row, or take the mark away, so that several can be acted on at once.
    Mark,
    /// Put what is selected on the clipboard.
    Copy,
    /// Put the whole plan on the clipboard, as text.
    CopyPlan,
    /// Put the path of the learner's file on the clipboard.
    CopyProfilePath,
    /// Take the mouse, or leave it to the terminal.
    ToggleMouse,
    /// Open the learner's file in their own editor; go on with it where something is wrong with it.
    EditProfile,
    /// Stop the program and return to the shell, which can bring it back.
    Suspend,
    /// Leave the program.
    Quit,
}

impl Action {
    /// Whether it is about what is selected rather than about the screen.
    pub fn is_on_selection(self) -> bool {
        use Action::{
            Anchor, DontKnow, Log, Lower, Note, Open, OpenPage, PutFirst, Raise, Rate, Remove, ResetWeight, ToggleGoal,
            Waive, Why,
        };
        self.is_on_marked()
            || matches!(self, Open | Why | Log | Rate | Note | Waive | OpenPage | PutFirst)
            || matches!(self, Raise | Lower | Remove | ResetWeight | ToggleGoal | Anchor(_) | DontKnow)
    }

    /// Whether it is about all that is marked, where something is.
    pub fn is_on_marked(self) -> bool {
        matches!(self, Self::Done | Self::Save | Self::Start | Self::Hide | Self::Mark | Self::Copy)
    }
}
