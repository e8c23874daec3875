//! The one table of what can be done: keymap, footer and help are made from it, so that they
//! cannot disagree.

use super::Screen;

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
    /// Take the last change of the learner's file back.
    Undo,
    /// Make the change again that was taken back last.
    Redo,
    /// Say why the course is, or is not, on the path.
    Why,
    /// Open the course's page in the browser.
    OpenPage,
    /// Write the plan to a file.
    Export,
    /// Show what the keys do here.
    Help,
    /// Stop the program and return to the shell, which can bring it back.
    Suspend,
    /// Leave the program.
    Quit,
}

/// Where keys have a meaning of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The home screen.
    Home,
    /// The list of results.
    Search,
    /// The search being typed.
    Query,
    /// The list of gaps.
    Gap,
    /// Who teaches the skill of a gap.
    Teachers,
    /// The steps of the path.
    Path,
    /// The ranked list.
    Recommend,
    /// The learner's file.
    Profile,
    /// One course, over the whole body.
    Course,
    /// The list of keys.
    Help,
    /// A choice from a list that typing narrows.
    Picker,
    /// A value being typed.
    Prompt,
}

impl Place {
    /// All places.
    pub const ALL: [Self; 12] = [
        Self::Home,
        Self::Search,
        Self::Query,
        Self::Gap,
        Self::Teachers,
        Self::Path,
        Self::Recommend,
        Self::Profile,
        Self::Course,
        Self::Help,
        Self::Picker,
        Self::Prompt,
    ];
    /// Whether letters are text here.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Query | Self::Picker | Self::Prompt)
    }
    /// Its name in the help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Search => "Search",
            Self::Query => "Search, while typing",
            Self::Gap => "Gap",
            Self::Teachers => "Gap, who teaches it",
            Self::Path => "Path",
            Self::Recommend => "Recommend",
            Self::Profile => "Profile",
            Self::Course => "Course",
            Self::Help => "Keys",
            Self::Picker => "Choice",
            Self::Prompt => "Value",
        }
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct ActionSpec {
    /// What it does.
    pub action: Action,
    /// Its name in configuration.
    pub name: &'static str,
    /// Its word in the footer; empty when it is not shown there.
    pub hint: &'static str,
    /// One line of help.
    pub doc: &'static str,
    /// Where it works.
    pub places: &'static [Place],
    /// Its keys unless configured otherwise; the first is the one shown.
    pub keys: &'static [&'static str],
}

use Place::{Course, Gap, Help, Home, Path, Picker, Profile, Prompt, Query, Recommend, Search, Teachers};

const ALL: &[Place] = &Place::ALL;
const SCREENS: &[Place] = &[Home, Search, Gap, Teachers, Path, Recommend, Profile];
/// Everywhere letters are not text.
const COMMANDS: &[Place] = &[Home, Search, Gap, Teachers, Path, Recommend, Profile, Course, Help];
const LISTS: &[Place] = &[Search, Gap, Teachers, Path, Recommend, Profile, Course, Help];
/// Where a course may be selected.
const COURSES: &[Place] = &[Home, Search, Teachers, Path, Recommend, Profile, Course];

const fn spec(
    action: Action,
    name: &'static str,
    hint: &'static str,
    doc: &'static str,
    places: &'static [Place],
    keys: &'static [&'static str],
) -> ActionSpec {
    ActionSpec { action, name, hint, doc, places, keys }
}

/// Everything the interface can do. The order is the footer's and the help's.
pub const ACTIONS: &[ActionSpec] = &[
    spec(
        Action::Open,
        "open",
        "open",
        "Open what is selected",
        &[Home, Search, Gap, Teachers, Path, Recommend],
        &["enter"],
    ),
    spec(Action::Open, "edit", "edit", "Change the selected line", &[Profile], &["enter"]),
    spec(Action::Open, "accept", "ok", "Accept", &[Picker, Prompt], &["enter"]),
    spec(Action::Open, "to-results", "results", "Go to the results", &[Query], &["enter"]),
    spec(Action::Complete, "complete", "complete", "Complete a filter; again for the next one", &[Query], &["tab"]),
    spec(Action::ToggleGoal, "toggle-goal", "add", "Aim at this goal too, or no longer", &[Picker], &["tab"]),
    spec(Action::Back, "back", "back", "One step back", &[Query, Teachers, Course, Help, Picker, Prompt], &["esc"]),
    spec(
        Action::Back,
        "clear",
        "",
        "One step back; clear the search",
        &[Home, Search, Gap, Path, Recommend, Profile],
        &["esc"],
    ),
    spec(Action::Done, "done", "done", "Mark the course as done, or no longer", COURSES, &["d"]),
    spec(Action::Save, "save", "save", "Keep the course for later, or no longer", COURSES, &["s"]),
    spec(Action::Start, "start", "start", "Mark the course as under way, or no longer", COURSES, &["S"]),
    spec(Action::Hide, "hide", "hide", "Never propose the course, or allow it again", COURSES, &["x"]),
    spec(Action::Why, "why", "why", "Why the course is, or is not, on the path", COURSES, &["w"]),
    spec(Action::OpenPage, "open-page", "", "Open the course's page in the browser", COURSES, &["o"]),
    spec(Action::Raise, "raise", "raise", "Raise the level to the next anchor", &[Profile, Gap], &["+", "="]),
    spec(Action::Lower, "lower", "lower", "Lower the level to the anchor below", &[Profile, Gap], &["-"]),
    spec(Action::AddSkill, "add-skill", "add skill", "Choose a skill and set its level", &[Profile], &["a"]),
    spec(Action::Undo, "undo", "", "Take the last change of your file back", COMMANDS, &["u"]),
    spec(Action::Redo, "redo", "", "Make it again", COMMANDS, &["ctrl-r"]),
    spec(Action::Export, "export", "export", "Write the plan to a TOML file", &[Home, Path], &["e"]),
    spec(Action::Search, "search", "search", "Search for courses", SCREENS, &["/"]),
    spec(Action::ChooseGoal, "goal", "goal", "Choose the goal", SCREENS, &["n"]),
    spec(Action::Help, "help", "keys", "Show what the keys do", COMMANDS, &["?"]),
    spec(Action::Quit, "quit", "quit", "Leave", COMMANDS, &["q"]),
    spec(Action::Quit, "leave", "", "Leave, also while typing", ALL, &["ctrl-c"]),
    spec(Action::Down, "down", "", "Next row", LISTS, &["j", "down"]),
    spec(Action::Up, "up", "", "Previous row", LISTS, &["k", "up"]),
    spec(Action::Down, "next-match", "", "Next row, while typing", &[Query, Picker], &["down", "ctrl-n"]),
    spec(Action::Up, "previous-match", "", "Previous row, while typing", &[Query, Picker], &["up", "ctrl-p"]),
    spec(Action::HalfDown, "half-down", "", "Half a page down", LISTS, &["ctrl-d", "pagedown"]),
    spec(Action::HalfUp, "half-up", "", "Half a page up", LISTS, &["ctrl-u", "pageup"]),
    spec(Action::First, "first", "", "First row", LISTS, &["g", "home"]),
    spec(Action::Last, "last", "", "Last row", LISTS, &["G", "end"]),
    spec(Action::NextScreen, "next-screen", "", "Next screen", SCREENS, &["tab", "right", "l"]),
    spec(Action::PreviousScreen, "previous-screen", "", "Previous screen", SCREENS, &["shift-tab", "left", "h"]),
    spec(Action::Show(Screen::Home), "home", "", "Home: where you stand, what comes next", COMMANDS, &["1"]),
    spec(Action::Show(Screen::Search), "find", "", "Search: find courses", COMMANDS, &["2"]),
    spec(Action::Show(Screen::Gap), "gap", "", "Gap: what the goal asks and you lack", COMMANDS, &["3"]),
    spec(Action::Show(Screen::Path), "path", "", "Path: the shortest way there", COMMANDS, &["4"]),
    spec(Action::Show(Screen::Recommend), "recommend", "", "Recommend: what could come next, ranked", COMMANDS, &["5"]),
    spec(Action::Show(Screen::Profile), "profile", "", "Profile: what you know, want and allow", COMMANDS, &["6"]),
    spec(Action::Suspend, "suspend", "", "Back to the shell; `fg` returns", ALL, &["ctrl-z"]),
];
