//! From a key, in a place, to an action; and back, for footer and help.

use std::collections::BTreeMap;

use super::{ACTIONS, Action, ActionSpec, Key, Overlay, PickerKind, Place, State};

/// What each key does in each place.
#[derive(Debug, Clone)]
pub struct Keymap {
    by_key: BTreeMap<(Place, Key), Action>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut by_key = BTreeMap::new();
        for spec in ACTIONS {
            for key in keys(spec) {
                for &place in spec.places {
                    by_key.entry((place, key)).or_insert(spec.action);
                }
            }
        }
        Self { by_key }
    }
}

impl Keymap {
    /// What `key` does in `place`.
    pub fn action(&self, place: Place, key: Key) -> Option<Action> {
        self.by_key.get(&(place, key)).copied()
    }
}

fn keys(spec: &ActionSpec) -> impl Iterator<Item = Key> + use<> {
    spec.keys.iter().filter_map(|k| k.parse().ok())
}

/// What works in `place`: the key to show (all of them with `every_key`), and the table's line.
pub fn hints(place: Place, every_key: bool) -> Vec<(String, &'static ActionSpec)> {
    ACTIONS
        .iter()
        .filter(|spec| spec.places.contains(&place) && (every_key || !spec.hint.is_empty()))
        .map(|spec| {
            let shown: Vec<_> = keys(spec).map(|k| k.to_string()).take(if every_key { 9 } else { 1 }).collect();
            (shown.join(" "), spec)
        })
        .collect()
}

/// Whether an action has anything to act on now. The footer leaves out what has not.
pub fn possible(state: &State, action: Action) -> bool {
    match action {
        Action::Done | Action::Save | Action::Start | Action::Hide | Action::Why | Action::OpenPage => {
            state.selected_course().is_some()
        }
        Action::Raise | Action::Lower => state.selected_skill().is_some(),
        Action::Export => state.plan.value.is_some(),
        Action::ToggleGoal => {
            matches!(state.overlays.last(), Some(Overlay::Picker(picker)) if picker.kind == PickerKind::Goal)
        }
        Action::Open => match state.place() {
            Place::Home => state.next_step().is_some() || state.no_aim.is_some(),
            Place::Gap => state.gap_skill().is_some(),
            Place::Search | Place::Teachers | Place::Path | Place::Recommend => state.selected_course().is_some(),
            _ => true,
        },
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::app::Code;

    #[test]
    fn every_key_of_the_table_is_a_key_and_means_one_thing_in_one_place() {
        let mut seen = BTreeMap::new();
        for spec in ACTIONS {
            for text in spec.keys {
                let key: Key = text.parse().expect(text);
                for &place in spec.places {
                    assert_eq!(seen.insert((place, key), spec.name), None, "{key} in {place:?}");
                    assert!(!(place.is_text() && key.typed().is_some()), "{key} is text in {place:?}");
                }
            }
        }
    }

    #[test]
    fn names_are_unique_and_docs_are_there() {
        let names: BTreeSet<_> = ACTIONS.iter().map(|s| s.name).collect();
        assert_eq!(names.len(), ACTIONS.len());
        assert!(ACTIONS.iter().all(|s| !s.doc.is_empty() && !s.places.is_empty() && !s.keys.is_empty()));
    }

    #[test]
    fn one_can_leave_from_everywhere() {
        let map = Keymap::default();
        for place in Place::ALL {
            assert_eq!(map.action(place, Key::ctrl('c')), Some(Action::Quit));
            assert_eq!(map.action(place, Key::plain(Code::Esc)), Some(Action::Back));
            assert_eq!(map.action(place, Key::char('q')), (!place.is_text()).then_some(Action::Quit));
        }
    }
}
