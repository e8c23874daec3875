//! What an event does to the state, and what follows from it.

mod answers;
mod complete;
mod edits;
mod export;
mod limits;
mod moves;
mod open;
mod outside;
mod pointer;
mod profile;

use crate::domain::Step;

pub(super) use answers::adopt;
pub(super) use edits::apply as adopt_edits;

use super::{
    Action, Code, Effect, Event, FirstStep, Focus, Found, Key, Notice, Overlay, Picker, PickerKind, Screen, State,
    assess, copying::Copied, first_run, possible, recommend_sliders, why_not,
};

/// Takes one event in.
pub fn handle(state: &mut State, event: Event) -> Vec<Effect> {
    let mut effects = take_in(state, event);
    effects.extend(outside::newer_catalog(state));
    effects.extend(first_run::tidy(state));
    effects.extend(super::bend::follow(state));
    state.refresh_path();
    super::progress_page::refresh(state);
    super::week::follow(state);
    effects.extend(super::inquiry::follow(state));
    effects.extend(super::since::follow(state));
    effects
}

fn take_in(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => pressed(state, key),
        Event::Paste(text) => {
            state.prefix.clear();
            typed(state, |line| {
                line.insert(&text);
                true
            })
        }
        Event::Click(target) => pointer::click(state, target),
        Event::Wheel { target, down } => {
            pointer::wheel(state, target, down);
            Vec::new()
        }
        Event::Edited(edited) => outside::edited(state, edited),
        Event::Catalog(catalog) => {
            state.newer_catalog = Some(catalog);
            Vec::new()
        }
        Event::Resize(width, height) => {
            state.geometry = super::Geometry::new(width, height);
            Vec::new()
        }
        Event::Resumed => Vec::new(),
        Event::Reply { generation, reply } => answers::reply(state, generation, reply),
        Event::Saved(profile) => answers::saved(state, profile),
        Event::NotSaved { message, profile } => answers::not_saved(state, message, profile),
        Event::Stepped { step, before, now } => answers::stepped(state, step, before.as_deref(), now.map(|now| *now)),
        Event::Changed(profile) => answers::changed(state, profile),
        Event::Exported(exported) => {
            export::answered(state, exported);
            Vec::new()
        }
        Event::WeightsKept { weights, place } => {
            recommend_sliders::kept(state, weights, &place);
            Vec::new()
        }
        Event::Recalled(last) => {
            state.last = Some(last);
            Vec::new()
        }
        Event::PageOpened(url) => {
            say(state, format!("opening {}", crate::domain::scrub(&url)));
            Vec::new()
        }
        Event::NoAnswer(message) => {
            state.plan.pending = false;
            state.gap.pending = false;
            state.recommended.pending = false;
            state.why = None;
            state.bend.answer.pending = false;
            state.inquiry.give_up();
            state.since.answer.pending = false;
            alarm(state, &message);
            Vec::new()
        }
        Event::Failed(message) => {
            alarm(state, &message);
            Vec::new()
        }
    }
}

/// A key: part of a sequence, the end of one, or text.
fn pressed(state: &mut State, key: Key) -> Vec<Effect> {
    state.notice = None;
    if state.geometry.too_small() && key == Key::char('q') {
        // Even while something is being typed that nobody can see.
        return vec![Effect::Quit];
    }
    let mut keys = std::mem::take(&mut state.prefix);
    keys.push(key);
    let found = state.keymap.find(state.place(), &keys);
    if !matches!(found, Found::Line(spec) if spec.action == Action::Complete) {
        state.search.offer = None;
    }
    match found {
        Found::Line(spec) => run(state, spec.action),
        Found::Prefix => {
            state.prefix = keys;
            if super::ways_on(state).is_empty() {
                state.prefix.clear();
            }
            Vec::new()
        }
        // What does not follow ends the sequence, as Esc does.
        Found::Nothing if keys.len() > 1 => Vec::new(),
        Found::Nothing => {
            let mut edited = false;
            let effects = typed(state, |line| {
                edited = line.key(key);
                edited
            });
            if edited { effects } else { read_anew(state, key).unwrap_or(effects) }
        }
    }
}

/// A key nothing answers to, as it was probably meant: Esc and then a key, which a terminal multiplexer gives on as
/// one key with Alt, or the key in that place of a Latin keyboard.
fn read_anew(state: &mut State, key: Key) -> Option<Vec<Effect>> {
    if let (Code::Char(_), true) = (key.code, key.alt) {
        let mut effects = pressed(state, Key::plain(Code::Esc));
        effects.extend(pressed(state, Key { alt: false, ..key }));
        return Some(effects);
    }
    let Code::Char(c) = key.code else { return None };
    let meant = Key { code: Code::Char(super::layout::latin(c)?), ..key };
    let found = state.keymap.find(state.place(), &[meant]);
    (!matches!(found, Found::Nothing)).then(|| pressed(state, meant))
}

/// Does what the learner asked for if that is possible now; else nothing, with a word.
pub fn run(state: &mut State, action: Action) -> Vec<Effect> {
    if possible(state, action) {
        return update(state, action);
    }
    if let Some(text) = why_not(state, action).filter(|_| !state.geometry.too_small()) {
        complain(state, text);
    }
    Vec::new()
}

/// Does what the learner asked for.
fn update(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        _ if recommend_sliders::takes(state, action) => return recommend_sliders::act(state, action),
        Action::Show(screen) => return show(state, screen),
        Action::NextScreen => return show(state, state.screen.step(1)),
        Action::PreviousScreen => return show(state, state.screen.step(-1)),
        Action::Down if state.place() == super::Place::Prompt => super::prompt::choose(state, 1),
        Action::Up if state.place() == super::Place::Prompt => super::prompt::choose(state, -1),
        Action::Down => moves::step(state, 1),
        Action::Up => moves::step(state, -1),
        Action::HalfDown => moves::step(state, moves::half_page(state)),
        Action::HalfUp => moves::step(state, -moves::half_page(state)),
        Action::First => moves::step(state, -isize::MAX),
        Action::Last => moves::step(state, isize::MAX),
        Action::Search if state.place() == super::Place::Help => {
            if let Some(Overlay::Help(help)) = state.overlays.last_mut() {
                help.typing = true;
            }
        }
        Action::Search => {
            let effects = show(state, Screen::Search);
            state.search.typing = true;
            return effects;
        }
        Action::Complete => return complete::complete(state),
        Action::ChooseGoal => open::choose_goal(state),
        Action::Pace => profile::ask_pace(state),
        Action::AddSkill => state.overlays.push(Overlay::Picker(Picker::new(PickerKind::Skill))),
        Action::Palette => {
            let palette = super::Palette::of(state);
            state.overlays.push(Overlay::Palette(palette));
        }
        Action::ToggleMouse => {
            state.mouse = !state.mouse;
            let text = if state.mouse { "the mouse works here now" } else { "the mouse is the terminal's again" };
            say(state, text.to_owned());
            return vec![Effect::Mouse(state.mouse)];
        }
        Action::EditProfile => {
            state.overlays.retain(|o| !matches!(o, Overlay::Draft { .. }));
            return vec![Effect::EditProfile];
        }
        Action::Mark => mark(state),
        Action::Copy => return copy(state, super::copying::copied(state)),
        Action::CopyPlan => {
            let plan = state.plan_here();
            let text = plan.map(|plan| super::copying::plan_text(state, plan));
            return copy(state, text.map(|text| Copied { text, word: "the whole plan".to_owned() }));
        }
        Action::CopyProfilePath => {
            let text = state.profile_path.clone();
            return copy(state, Some(Copied { word: text.clone(), text }));
        }
        Action::Help => {
            let help = super::Help::about(state);
            state.overlays.push(Overlay::Help(help));
        }
        Action::Assess => assess::begin(state),
        Action::Anchor(number) => assess::anchor(state, usize::from(number)),
        Action::DontKnow => assess::dont_know(state),
        Action::MoreQuestions => assess::go_on(state),
        Action::Previous if matches!(state.overlays.last(), Some(Overlay::FirstRun(_))) => first_run::previous(state),
        Action::Previous => assess::previous(state),
        Action::Open => return open::open(state),
        Action::Back => return back(state),
        Action::ToggleGoal => return open::toggle_goal(state),
        Action::Done => return edits::mark(state, crate::domain::CourseMark::Done),
        Action::Save => return edits::mark(state, crate::domain::CourseMark::Saved),
        Action::Start => return edits::mark(state, crate::domain::CourseMark::Started),
        Action::Hide => return edits::mark(state, crate::domain::CourseMark::Hidden),
        Action::Raise => return edits::nudge(state, true),
        Action::Lower => return edits::nudge(state, false),
        Action::PreviewDown => state.scroll_preview(true),
        Action::PreviewUp => state.scroll_preview(false),
        Action::NextTheme => super::next_theme(state),
        Action::Undo => return edits::step(state, Step::Undo),
        Action::Redo => return edits::step(state, Step::Redo),
        Action::Why => return open::why(state),
        Action::OpenPage => return open::page(state),
        Action::Weights
        | Action::ResetWeight
        | Action::ResetWeights
        | Action::KeepWeights
        | Action::Order
        | Action::PutFirst => return recommend_sliders::act(state, action),
        Action::Remove if state.place() == super::Place::Limits => limits::clear(state),
        Action::Log
        | Action::Rate
        | Action::Note
        | Action::Waive
        | Action::Remove
        | Action::NextSection
        | Action::PreviousSection => return profile::act(state, action),
        Action::Export => export::begin(state),
        Action::Progress => super::progress_page::toggle(state),
        Action::Graph => state.toggle_graph(),
        Action::Panel(panel) => state.toggle_panel(panel),
        Action::OtherTrade => {
            state.inquiry.by = state.inquiry.by.other();
            state.inquiry.point.reset();
            state.inquiry.about = 0;
        }
        Action::MoreTaste => super::taste::step(state, true),
        Action::LessTaste => super::taste::step(state, false),
        Action::KeepBend => return state.keep_bend(),
        Action::KeepPace => return limits::keep_pace(state),
        Action::ClearLimits => limits::clear_all(state),
        Action::Left => state.graph_move(super::graph::Toward::Left),
        Action::Right => state.graph_move(super::graph::Toward::Right),
    }
    Vec::new()
}

/// Marks the selected course, or takes the mark away, and goes on to the next row.
fn mark(state: &mut State) {
    let Some(course) = state.selected_course() else { return };
    if !state.marked.remove(&course) {
        state.marked.insert(course);
    }
    moves::step(state, 1);
}

fn copy(state: &mut State, copied: Option<Copied>) -> Vec<Effect> {
    let Some(copied) = copied else { return Vec::new() };
    say(state, format!("copied: {}", copied.word));
    vec![Effect::Copy(copied.text)]
}

fn show(state: &mut State, screen: Screen) -> Vec<Effect> {
    if screen != state.screen {
        state.marked.clear();
    }
    state.overlays.clear();
    state.search.typing = false;
    state.gaps.focus = Focus::List;
    state.ranking.sliders = None;
    state.path_view.panel = None;
    if screen == state.screen {
        state.path_view.face = super::PathFace::Steps;
    }
    state.screen = screen;
    // Ranking asks the planner hundreds of questions: only for who looks.
    if screen == Screen::Recommend && state.recommended_for != state.generation { state.ask_next() } else { Vec::new() }
}

fn back(state: &mut State) -> Vec<Effect> {
    if state.problem.is_some() && !matches!(state.overlays.last(), Some(Overlay::Prompt(_))) {
        state.problem = None;
        return Vec::new();
    }
    if !state.marked_here().is_empty() {
        state.marked.clear();
        return Vec::new();
    }
    match state.overlays.last() {
        Some(Overlay::Assess(_)) => {
            assess::back(state);
            return Vec::new();
        }
        Some(Overlay::FirstRun(_)) => return first_run::back(state),
        _ => {}
    }
    // A search in the help goes before the help.
    if let Some(Overlay::Help(help)) = state.overlays.last_mut()
        && help.leave_query()
    {
        return Vec::new();
    }
    if let Some(overlay) = state.overlays.pop() {
        if matches!(overlay, Overlay::Course { .. }) {
            state.ranking.first = None;
        }
        return if matches!(overlay, Overlay::Draft { .. }) { vec![Effect::LeaveDraft] } else { Vec::new() };
    }
    match state.screen {
        Screen::Search if state.search.typing => state.search.typing = false,
        Screen::Search if !state.search.query.text().is_empty() => {
            state.search.query.clear();
            state.search.cursor.reset();
            return state.look_up();
        }
        Screen::Gap => {
            state.gaps.focus = Focus::List;
            state.marked.clear();
        }
        Screen::Path => state.path_back(),
        _ => {}
    }
    Vec::new()
}

/// Gives keys or pasted text to the line being typed, if there is one.
fn typed(state: &mut State, change: impl FnOnce(&mut super::EditLine) -> bool) -> Vec<Effect> {
    if state.geometry.too_small() {
        return Vec::new();
    }
    let typing = state.search.typing && state.screen == Screen::Search;
    match state.overlays.last_mut() {
        Some(Overlay::Picker(picker)) => {
            change(&mut picker.query);
            picker.cursor.reset();
        }
        Some(Overlay::Palette(palette)) => {
            change(&mut palette.query);
            palette.cursor.reset();
        }
        Some(Overlay::FirstRun(run)) if run.step == FirstStep::Goal => {
            change(&mut run.goals.query);
            run.goals.cursor.reset();
        }
        Some(Overlay::FirstRun(run)) if run.step == FirstStep::Courses => {
            run.course.reset();
            change(&mut state.search.query);
            return state.look_up();
        }
        Some(Overlay::Help(help)) if help.typing => {
            change(&mut help.query);
            help.scroll = 0;
        }
        Some(Overlay::Prompt(prompt)) => {
            change(&mut prompt.line);
            prompt.changed();
        }
        None if typing => {
            let before = state.search.query.text().to_owned();
            change(&mut state.search.query);
            if state.search.query.text() != before {
                state.search.offer = None;
                state.search.cursor.reset();
                return state.look_up();
            }
        }
        _ => {}
    }
    Vec::new()
}

pub(super) fn say(state: &mut State, text: String) {
    state.notice = Some(Notice { text, problem: false });
}

/// What failed stays on screen until it is dismissed.
pub(super) fn alarm(state: &mut State, text: &str) {
    state.problem = Some(crate::domain::scrub(text));
}

pub(super) fn complain(state: &mut State, text: String) {
    state.notice = Some(Notice { text: crate::domain::scrub(&text), problem: true });
}
