//! The one table of what can be done: keymap, footer, help, palette and settings are made from it, so
//! that they cannot disagree.

use super::{Action, PathPanel, Place, Screen};

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
    /// Its keys unless configured otherwise, each a [`Chord`](super::Chord); the first is the one shown.
    pub keys: &'static [&'static str],
}

use Place::{
    Assess, Certificate, Costs, Course, Draft, FirstCourses, FirstGoal, FirstKnow, FirstPlan, Gap, Graph, Help,
    HelpQuery, Home, Limits, OtherWays, Palette, Path, Picker, Profile, Progress, Prompt, Query, Recommend, Review,
    Search, Teachers, Tradeoffs, Weights,
};

const ALL: &[Place] = Place::ALL;
const SCREENS: &[Place] = &[Home, Search, Gap, Teachers, Path, Recommend, Profile];
/// The same, and what takes their whole body.
const FACES: &[Place] = &joined::<13>(&[SCREENS, PANELS]);
/// What is read over a screen.
const PAGES: &[Place] = &[Course, Progress];
/// Where questions are asked.
const ASKED: &[Place] = &[Assess, Review, FirstKnow, FirstPlan];
/// Everywhere letters are not text.
const COMMANDS: &[Place] = &joined::<18>(&[FACES, PAGES, &[Weights, Draft, Help]]);
/// Where a letter leaves.
const LEAVABLE: &[Place] = &joined::<22>(&[COMMANDS, ASKED]);
/// Where the help can be opened: not in itself.
const HELPED: &[Place] = &joined::<20>(&[FACES, PAGES, &[Weights], ASKED]);
/// Where there are rows to move among.
const LISTS: &[Place] = &joined::<20>(&[
    &[Search, Gap, Teachers, Path, Certificate, OtherWays, Costs, Limits, Tradeoffs, Recommend, Profile],
    PAGES,
    &[Weights, Draft, Help],
    ASKED,
]);
/// Where text narrows a list.
const TYPED: &[Place] = &[Query, Picker, Palette, HelpQuery, FirstGoal, FirstCourses];
/// Where rows can be marked.
const MARKED: &[Place] = &[Search, Teachers, Path, Recommend];
/// The panels over the path, and what takes the screen's body.
const PANELS: &[Place] = &[Graph, Certificate, OtherWays, Costs, Limits, Tradeoffs];
/// Where something can be copied.
const COPIED: &[Place] = &[Home, Search, Gap, Teachers, Path, Graph, Recommend, Profile, Course];
/// Where the page of a course stands beside a list.
const BESIDE: &[Place] = &[Search, Path, OtherWays, Limits, Tradeoffs];
/// Where a course may be selected.
const COURSES: &[Place] = &[Home, Search, Teachers, Path, Recommend, Profile, Course, Graph];

/// Where a course may be asked about.
const WHYS: &[Place] = &[Home, Search, Teachers, Path, Recommend, Profile, Course, Graph, OtherWays];

/// Where the path follows the learner's taste.
const TASTED: &[Place] = &[Path, Graph];

/// Where a ranked course may be selected.
const RANKED: &[Place] = &[Recommend, Weights, Course];

/// The places of all the lists, of which there are `N`: another number does not compile.
const fn joined<const N: usize>(lists: &[&[Place]]) -> [Place; N] {
    let mut all = [Home; N];
    let (mut n, mut list) = (0, 0);
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            all[n] = lists[list][at];
            (n, at) = (n + 1, at + 1);
        }
        list += 1;
    }
    assert!(n == N, "as many places as were announced");
    all
}

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

/// A panel over the path, opened.
const fn panel(
    panel: PathPanel,
    name: &'static str,
    hint: &'static str,
    doc: &'static str,
    key: &'static [&'static str],
    places: &'static [Place],
) -> ActionSpec {
    spec(Action::Panel(panel), name, hint, doc, places, key)
}

/// The same, closed by its own key.
const fn close(
    panel: PathPanel,
    name: &'static str,
    key: &'static [&'static str],
    places: &'static [Place],
) -> ActionSpec {
    spec(Action::Panel(panel), name, "", "Back to the path", places, key)
}

/// Everything the interface can do. The order is the footer's and the help's.
pub const ACTIONS: &[ActionSpec] = &[
    spec(
        Action::Open,
        "open",
        "open",
        "Open what is selected",
        &[Home, Search, Gap, Teachers, Path, Graph, Recommend],
        &["enter"],
    ),
    spec(Action::Open, "edit", "edit", "Change the selected line", &[Profile], &["enter"]),
    spec(Action::Open, "try-without", "try", "Try the path without this step", &[OtherWays], &["enter", "s"]),
    spec(Action::Open, "try-point", "try", "Try the path that costs no more than this", &[Tradeoffs], &["enter"]),
    spec(Action::Open, "edit-limit", "edit", "Change the selected limit", &[Limits], &["enter"]),
    spec(Action::Open, "end-weights", "done", "Leave the weights as they are now", &[Weights], &["enter"]),
    spec(Action::Open, "accept", "ok", "Accept", &[Picker, Prompt], &["enter"]),
    spec(Action::Open, "run", "do it", "Do what is selected", &[Palette], &["enter"]),
    spec(Action::Open, "answer", "answer", "Answer with the selected level", &[Assess], &["enter"]),
    spec(Action::Open, "accept-levels", "accept", "Accept all of it", &[Review], &["enter"]),
    spec(Action::Open, "choose", "go on", "Choose this and go on", &[FirstGoal, FirstKnow], &["enter"]),
    spec(Action::Open, "mark-done", "mark", "Mark the course as done, or no longer", &[FirstCourses], &["enter"]),
    spec(Action::Open, "accept-plan", "accept", "Accept the plan; only now it is written", &[FirstPlan], &["enter"]),
    spec(Action::Back, "stop", "enough", "Ask no more and show what is known", &[Assess], &["esc"]),
    spec(Action::Back, "drop-levels", "drop", "Leave; nothing is written", &[Review], &["esc"]),
    spec(Action::Back, "skip", "skip", "Leave; nothing is written", &[FirstGoal, FirstKnow, FirstPlan], &["esc"]),
    spec(Action::Anchor(0), "none", "", "None: not done", &[Assess, Review], &["0"]),
    spec(Action::Anchor(1), "awareness", "", "Awareness: one knows what it is", &[Assess, Review], &["1"]),
    spec(Action::Anchor(2), "working", "", "Working: the usual tasks, on one's own", &[Assess, Review], &["2"]),
    spec(Action::Anchor(3), "practitioner", "", "Practitioner: real work, unsupervised", &[Assess, Review], &["3"]),
    spec(Action::Anchor(4), "expert", "", "Expert: what is not in the book", &[Assess, Review], &["4"]),
    spec(Action::DontKnow, "dont-know", "don't know", "I do not know, or will not say", &[Assess, Review], &["d"]),
    spec(Action::MoreQuestions, "more-questions", "more", "Go on with the open questions", &[Review], &["m"]),
    spec(
        Action::Previous,
        "previous",
        "before",
        "To the question, or step, before",
        &[Assess, Review, FirstKnow, FirstPlan],
        &["b", "backspace", "left", "h"],
    ),
    spec(Action::Open, "to-results", "results", "Go to the results", &[Query], &["enter"]),
    spec(Action::Open, "to-keys", "keep", "Keep what was found and go on reading", &[HelpQuery], &["enter"]),
    spec(Action::Complete, "complete", "complete", "Complete a filter; again for the next one", &[Query], &["tab"]),
    spec(Action::ToggleGoal, "toggle-goal", "add", "Take this one too, or no longer", &[Picker], &["tab"]),
    spec(
        Action::Back,
        "back",
        "back",
        "One step back",
        &[
            Query,
            Teachers,
            Graph,
            Certificate,
            OtherWays,
            Costs,
            Limits,
            Tradeoffs,
            Weights,
            Course,
            Draft,
            Progress,
            Help,
            HelpQuery,
            Palette,
            Picker,
            Prompt,
        ],
        &["esc"],
    ),
    spec(Action::Back, "all-marked", "that is all", "Back with what is marked", &[FirstCourses], &["esc"]),
    spec(
        Action::Back,
        "clear",
        "clear",
        "One step back; clear the search",
        &[Home, Search, Gap, Recommend, Profile],
        &["esc"],
    ),
    spec(Action::Back, "take-back", "back", "One step back; take the last thing tried back", &[Path], &["esc"]),
    spec(
        Action::KeepBend,
        "keep-path",
        "keep",
        "Hide what this path goes without, so that it is your own",
        &[Path, Graph],
        &["P"],
    ),
    spec(Action::Graph, "graph", "graph", "Show the path as a graph of who supplies whom", &[Path], &["t"]),
    spec(Action::Graph, "steps", "steps", "Show the path as a list of steps", &[Graph], &["t"]),
    panel(
        PathPanel::Certificate,
        "certificate",
        "proof",
        "Why no path is shorter",
        &["c"],
        &[Path, Graph, OtherWays, Costs, Limits, Tradeoffs],
    ),
    close(PathPanel::Certificate, "close-certificate", &["c"], &[Certificate]),
    panel(
        PathPanel::OtherWays,
        "other-ways",
        "swap",
        "The best path without each step, and what it takes more",
        &["a"],
        &[Path, Graph, Certificate, Costs, Limits, Tradeoffs],
    ),
    close(PathPanel::OtherWays, "close-other-ways", &["a"], &[OtherWays]),
    spec(Action::Remove, "clear-limit", "clear", "Lift the selected limit", &[Limits], &["X", "delete"]),
    spec(Action::ClearLimits, "clear-limits", "clear all", "Lift every limit", &[Limits], &["r", "="]),
    spec(Action::KeepPace, "keep-pace", "keep hours", "Write the hours per week to your file", &[Limits], &["s"]),
    spec(Action::Weights, "weights", "weights", "Change how much each component counts", &[Recommend], &["W"]),
    spec(Action::Raise, "weigh-more", "more", "Make it count for more", &[Weights], &["l", "right", "+"]),
    spec(Action::Lower, "weigh-less", "less", "Make it count for less", &[Weights], &["h", "left", "-"]),
    spec(Action::ResetWeight, "reset-weight", "reset", "Make it count as in your settings", &[Weights], &["0"]),
    spec(
        Action::ResetWeights,
        "reset-weights",
        "reset all",
        "Make all count as in your settings",
        &[Weights],
        &["=", "r"],
    ),
    spec(Action::KeepWeights, "keep-weights", "keep", "Write the weights to your settings", &[Weights], &["s"]),
    spec(Action::PutFirst, "put-first", "first", "What would put the course first", RANKED, &["f"]),
    spec(Action::Order, "order", "order", "By total alone, or with variety", &[Recommend, Weights], &["m"]),
    spec(Action::Done, "done", "done", "Mark the course as done, or no longer", COURSES, &["d"]),
    panel(
        PathPanel::Costs,
        "costs",
        "costs",
        "What each part of the goal costs, and what to drop to save most",
        &["D"],
        &[Path, Graph, Certificate, OtherWays, Limits, Tradeoffs],
    ),
    close(PathPanel::Costs, "close-costs", &["D"], &[Costs]),
    panel(
        PathPanel::Limits,
        "limits",
        "limits",
        "What the path may take at most, for now",
        &["B"],
        &[Path, Graph, Certificate, OtherWays, Costs, Tradeoffs],
    ),
    close(PathPanel::Limits, "close-limits", &["B"], &[Limits]),
    panel(
        PathPanel::Tradeoffs,
        "tradeoffs",
        "trades",
        "Every trade of work for money, or for a better fit",
        &["T"],
        &[Path, Graph, Certificate, OtherWays, Costs, Limits],
    ),
    close(PathPanel::Tradeoffs, "close-tradeoffs", &["T"], &[Tradeoffs]),
    spec(Action::OtherTrade, "other-trade", "axis", "Trade work for money, or for a better fit", &[Tradeoffs], &["m"]),
    spec(
        Action::MoreTaste,
        "more-taste",
        "",
        "Have who vouches for a course, and its tools, count for more",
        TASTED,
        &["]"],
    ),
    spec(Action::LessTaste, "less-taste", "", "Have that count for less: less work in all", TASTED, &["["]),
    spec(Action::Save, "save", "save", "Keep the course for later, or no longer", COURSES, &["s"]),
    spec(Action::Start, "start", "start", "Mark the course as under way, or no longer", COURSES, &["S"]),
    spec(Action::Hide, "hide", "hide", "Never propose the course, or allow it again", COURSES, &["x"]),
    spec(Action::Why, "why", "why", "Why the course is, or is not, on the path", WHYS, &["w"]),
    spec(Action::Log, "log", "log", "Log time studied on the course, or take some back", COURSES, &["L"]),
    spec(Action::Rate, "rate", "rate", "Rate the course, 1 to 5", COURSES, &["r"]),
    spec(Action::Note, "note", "", "Write a note on the course", COURSES, &["N"]),
    spec(Action::Waive, "waive", "", "Take its requirement upon yourself, or no longer", COURSES, &["v"]),
    spec(Action::OpenPage, "open-page", "", "Open the course's page in the browser", COURSES, &["o"]),
    spec(Action::Raise, "raise", "raise", "Raise the level to the next anchor", &[Profile, Gap], &["+", "="]),
    spec(Action::Lower, "lower", "lower", "Lower the level to the anchor below", &[Profile, Gap], &["-"]),
    spec(Action::AddSkill, "add-skill", "add skill", "Choose a skill and set its level", &[Profile], &["a"]),
    spec(Action::Mark, "mark", "mark", "Mark the course, so that several can be acted on at once", MARKED, &["space"]),
    spec(Action::Copy, "copy", "", "Copy what is selected: a course with its address", COPIED, &["y"]),
    spec(Action::CopyPlan, "copy-plan", "", "Copy the whole plan as text", COMMANDS, &[", y"]),
    spec(Action::CopyProfilePath, "copy-profile-path", "", "Copy where your file is", COMMANDS, &[", f"]),
    spec(Action::Remove, "remove", "remove", "Take the selected line out of your file", &[Profile], &["X", "delete"]),
    spec(Action::NextSection, "next-section", "", "To the next section", &[Profile], &["]"]),
    spec(Action::PreviousSection, "previous-section", "", "To the section before", &[Profile], &["["]),
    spec(Action::ToggleMouse, "mouse", "", "Take the mouse, or leave it to the terminal", HELPED, &[", m"]),
    spec(Action::EditProfile, "edit-profile", "", "Open your file in your editor", HELPED, &[", p"]),
    spec(Action::EditProfile, "edit-again", "edit again", "Go on editing", &[Draft], &["enter"]),
    spec(Action::Progress, "progress", "progress", "How it goes: hours, readiness, pace", SCREENS, &["p"]),
    spec(Action::Pace, "hours-per-week", "hours", "Say how many hours a week you have", &[Home, Path, Profile], &["H"]),
    spec(Action::Progress, "close-progress", "", "Back from how it goes", &[Progress], &["p"]),
    spec(Action::Assess, "assess", "", "Answer a few questions about what you know", SCREENS, &["A"]),
    spec(Action::Undo, "undo", "", "Take the last change of your file back", COMMANDS, &["u"]),
    spec(Action::Redo, "redo", "", "Make it again", COMMANDS, &["ctrl-r"]),
    spec(
        Action::Export,
        "export",
        "export",
        "Write the plan to a file: TOML, Markdown, a calendar and more",
        &[Home, Path, Graph, Certificate],
        &["e"],
    ),
    spec(Action::Search, "search", "search", "Search for courses", FACES, &["/"]),
    spec(Action::Search, "search-keys", "search", "Look for a key, or for what one does", &[Help], &["/"]),
    spec(Action::ChooseGoal, "goal", "goal", "Choose the goal", FACES, &["n"]),
    spec(Action::Palette, "palette", "commands", "Choose a command by name", COMMANDS, &[":", "ctrl-p"]),
    spec(Action::Help, "help", "keys", "Show what the keys do here", HELPED, &["?"]),
    spec(Action::Quit, "quit", "quit", "Leave", LEAVABLE, &["q"]),
    spec(Action::Quit, "leave", "", "Leave, also while typing", ALL, &["ctrl-c"]),
    spec(
        Action::Left,
        "to-suppliers",
        "",
        "To what the step rests on, or the step to the left",
        &[Graph],
        &["h", "left"],
    ),
    spec(
        Action::Right,
        "to-dependants",
        "",
        "To what rests on the step, or the step to the right",
        &[Graph],
        &["l", "right"],
    ),
    spec(Action::Down, "step-below", "", "The step below", &[Graph], &["j", "down"]),
    spec(Action::Up, "step-above", "", "The step above", &[Graph], &["k", "up"]),
    spec(Action::First, "first-step", "", "First step", &[Graph], &["g", "home"]),
    spec(Action::Last, "last-step", "", "Last step", &[Graph], &["G", "end"]),
    spec(Action::NextScreen, "screen-after", "", "Next screen", PANELS, &["tab"]),
    spec(Action::PreviousScreen, "screen-before", "", "Previous screen", PANELS, &["shift-tab"]),
    spec(
        Action::Down,
        "cheaper",
        "",
        "The next point: more work, and cheaper or a better fit",
        &[Tradeoffs],
        &["l", "right"],
    ),
    spec(Action::Up, "shorter", "", "The point before: less work", &[Tradeoffs], &["h", "left"]),
    spec(Action::Down, "down", "", "Next row", LISTS, &["j", "down"]),
    spec(Action::Up, "up", "", "Previous row", LISTS, &["k", "up"]),
    spec(Action::Down, "next-match", "", "Next row, while typing", TYPED, &["down", "ctrl-n"]),
    spec(Action::Up, "previous-match", "", "Previous row, while typing", TYPED, &["up", "ctrl-p"]),
    spec(Action::Down, "next-choice", "", "Next choice, while typing", &[Prompt], &["down", "ctrl-n"]),
    spec(Action::Up, "previous-choice", "", "Previous choice, while typing", &[Prompt], &["up", "ctrl-p"]),
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
    spec(Action::PreviewDown, "preview-down", "", "Scroll the page beside the list down", BESIDE, &["J"]),
    spec(Action::PreviewUp, "preview-up", "", "Scroll the page beside the list up", BESIDE, &["K"]),
    spec(Action::NextTheme, "next-theme", "", "Next colour theme", COMMANDS, &[", t"]),
    spec(Action::Suspend, "suspend", "", "Back to the shell; `fg` returns", ALL, &["ctrl-z"]),
];
