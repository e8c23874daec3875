//! From keys, in a place, to an action; and back, for footer, help and palette.

use std::collections::BTreeMap;

use super::{ACTIONS, ActionSpec, Chord, Key, Place};

/// What each key does in each place.
#[derive(Debug, Clone)]
pub struct Keymap {
    /// Sorted, so that what begins alike stands together: a prefix tree.
    bound: BTreeMap<(Place, Chord), usize>,
    /// The chords of each line of the table.
    chords: Vec<Vec<Chord>>,
}

/// What keys pressed so far come to.
#[derive(Debug, Clone, Copy)]
pub enum Found {
    /// This.
    Line(&'static ActionSpec),
    /// More keys are needed.
    Prefix,
    /// Nothing.
    Nothing,
}

/// Other keys for a line of the table, instead of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPatch {
    /// The name of the line.
    pub name: String,
    /// Its keys, as written.
    pub keys: Vec<String>,
}

/// What is wrong with other keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFault {
    /// The position of the patch.
    pub patch: usize,
    /// What is wrong with it.
    pub what: KeyFaultKind,
}

/// Ways in which other keys do not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyFaultKind {
    /// Nothing in the table is called that.
    NoSuchName,
    /// That is no key.
    NoKey(String),
    /// A letter means itself where text is typed.
    IsText(Chord, Place),
    /// Two settings claim these keys; the other one, of this name, keeps them.
    Refused(Chord, &'static str, Place),
    /// These keys were those of the line of this name, which has lost them.
    Taken(Chord, &'static str, Place),
    /// Nothing would leave the program from there; this stays bound.
    NoWayOut(Place),
}

impl Default for Keymap {
    fn default() -> Self {
        Self::patched(&[]).0
    }
}

impl Keymap {
    /// The table's keys, save where a patch says otherwise. What is wrong with the patches is told; the
    /// rest of them holds.
    pub fn patched(patches: &[KeyPatch]) -> (Self, Vec<KeyFault>) {
        let mut faults = Vec::new();
        let mut own: BTreeMap<usize, (usize, Vec<Chord>)> = BTreeMap::new();
        for (at, patch) in patches.iter().enumerate() {
            let mut fault = |what| faults.push(KeyFault { patch: at, what });
            let Some(line) = ACTIONS.iter().position(|s| s.name == patch.name) else {
                fault(KeyFaultKind::NoSuchName);
                continue;
            };
            let mut chords = Vec::new();
            for text in &patch.keys {
                match text.parse() {
                    Ok(chord) => chords.push(chord),
                    Err(_) => fault(KeyFaultKind::NoKey(text.clone())),
                }
            }
            // Nothing but slips: the table's keys are better than none.
            if !chords.is_empty() || patch.keys.is_empty() {
                own.insert(line, (at, chords));
            }
        }
        let mut map = Self { bound: BTreeMap::new(), chords: vec![Vec::new(); ACTIONS.len()] };
        let by_line = |line: usize| own.get(&line).map(|(at, _)| *at);
        for (&line, (at, chords)) in &own {
            for chord in chords {
                map.add(line, chord, |what| faults.push(KeyFault { patch: *at, what }));
            }
        }
        for (line, spec) in ACTIONS.iter().enumerate().filter(|(line, _)| !own.contains_key(line)) {
            for chord in spec.keys.iter().filter_map(|k| k.parse::<Chord>().ok()) {
                let mut lost = Vec::new();
                map.add(line, &chord, |what| lost.push(what));
                for what in lost {
                    // The patch that took them is the one to tell.
                    let KeyFaultKind::Refused(chord, by, place) = what else { continue };
                    let taker = ACTIONS.iter().position(|s| s.name == by).and_then(by_line);
                    let what = KeyFaultKind::Taken(chord, spec.name, place);
                    faults.extend(taker.map(|patch| KeyFault { patch, what }));
                }
            }
        }
        map.keep_a_way_out(|place| {
            let patch = patches.iter().position(|p| ["leave", "quit"].contains(&p.name.as_str())).unwrap_or(0);
            faults.push(KeyFault { patch, what: KeyFaultKind::NoWayOut(place) });
        });
        faults.dedup_by(|a, b| a.same_but_for_place(b));
        (map, faults)
    }

    /// Binds keys wherever the line works, save where they are bound already or are text.
    fn add(&mut self, line: usize, chord: &Chord, mut fault: impl FnMut(KeyFaultKind)) {
        let mut bound = false;
        for &place in ACTIONS[line].places {
            if place.is_text() && chord.keys().iter().any(|k| k.typed().is_some()) {
                fault(KeyFaultKind::IsText(chord.clone(), place));
            } else if let Some(other) = self.clash(place, chord).filter(|o| *o != line) {
                fault(KeyFaultKind::Refused(chord.clone(), ACTIONS[other].name, place));
            } else {
                self.bound.insert((place, chord.clone()), line);
                bound = true;
            }
        }
        if bound {
            self.chords[line].push(chord.clone());
        }
    }

    fn clash(&self, place: Place, chord: &Chord) -> Option<usize> {
        self.bound.iter().find(|((p, c), _)| *p == place && c.clashes(chord)).map(|(_, line)| *line)
    }

    fn keep_a_way_out(&mut self, mut told: impl FnMut(Place)) {
        let Some(leave) = ACTIONS.iter().position(|s| s.name == "leave") else { return };
        for &place in Place::ALL {
            let out =
                self.bound.iter().any(|((p, _), &line)| *p == place && ACTIONS[line].action == super::Action::Quit);
            if !out {
                let chord = Chord::from(Key::ctrl('c'));
                self.bound.insert((place, chord.clone()), leave);
                if !self.chords[leave].contains(&chord) {
                    self.chords[leave].push(chord);
                }
                told(place);
            }
        }
    }

    /// What these keys come to in `place`.
    pub fn find(&self, place: Place, keys: &[Key]) -> Found {
        match self.bound.range((place, Chord::of(keys))..).next() {
            Some(((p, chord), &line)) if *p == place && chord.keys() == keys => Found::Line(&ACTIONS[line]),
            Some(((p, chord), _)) if *p == place && chord.keys().starts_with(keys) => Found::Prefix,
            _ => Found::Nothing,
        }
    }

    /// What can follow these keys in `place`: the rest of the keys, and what they come to.
    pub fn following(&self, place: Place, keys: &[Key]) -> Vec<(Vec<Key>, &'static ActionSpec)> {
        (self.bound.iter())
            .filter(|((p, chord), _)| *p == place && chord.keys().len() > keys.len() && chord.keys().starts_with(keys))
            .map(|((_, chord), &line)| (chord.keys()[keys.len()..].to_vec(), &ACTIONS[line]))
            .collect()
    }

    /// The keys of a line of the table that work in `place`, the one to show first.
    pub fn chords(&self, place: Place, spec: &ActionSpec) -> Vec<&Chord> {
        let Some(line) = ACTIONS.iter().position(|s| s.name == spec.name) else { return Vec::new() };
        let works = |c: &&Chord| self.bound.get(&(place, (*c).clone())) == Some(&line);
        self.chords[line].iter().filter(works).collect()
    }
}

impl KeyFault {
    /// The same thing told of another place says nothing new.
    fn same_but_for_place(&self, other: &Self) -> bool {
        use KeyFaultKind::{IsText, Refused, Taken};
        self.patch == other.patch
            && match (&self.what, &other.what) {
                (IsText(a, _), IsText(b, _)) => a == b,
                (Refused(a, x, _), Refused(b, y, _)) | (Taken(a, x, _), Taken(b, y, _)) => a == b && x == y,
                (KeyFaultKind::NoWayOut(_), KeyFaultKind::NoWayOut(_)) => true,
                (a, b) => a == b,
            }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::app::{Action, Code};

    fn patch(name: &str, keys: &[&str]) -> KeyPatch {
        KeyPatch { name: name.to_owned(), keys: keys.iter().map(|&k| k.to_owned()).collect() }
    }

    fn action(map: &Keymap, place: Place, keys: &str) -> Option<Action> {
        match map.find(place, keys.parse::<Chord>().expect(keys).keys()) {
            Found::Line(spec) => Some(spec.action),
            _ => None,
        }
    }

    #[test]
    fn every_key_of_the_table_is_a_key_and_means_one_thing_in_one_place() {
        let mut seen: BTreeMap<Place, Vec<(Chord, &str)>> = BTreeMap::new();
        for spec in ACTIONS {
            for text in spec.keys {
                let chord: Chord = text.parse().expect(text);
                for &place in spec.places {
                    let here = seen.entry(place).or_default();
                    let clash = here.iter().find(|(c, _)| c.clashes(&chord)).map(|(_, name)| *name);
                    assert_eq!(clash, None, "{chord} of {} in {place:?}", spec.name);
                    let text = chord.keys().iter().any(|k| k.typed().is_some());
                    assert!(!(place.is_text() && text), "{chord} is text in {place:?}");
                    here.push((chord.clone(), spec.name));
                }
            }
        }
    }

    #[test]
    fn names_are_unique_and_docs_are_there() {
        let names: BTreeSet<_> = ACTIONS.iter().map(|s| s.name).collect();
        assert_eq!(names.len(), ACTIONS.len());
        assert!(ACTIONS.iter().all(|s| !s.doc.is_empty() && !s.places.is_empty() && !s.keys.is_empty()));
        assert_eq!(Place::ALL.iter().collect::<BTreeSet<_>>().len(), Place::ALL.len());
    }

    #[test]
    fn one_can_leave_from_everywhere() {
        let map = Keymap::default();
        for &place in Place::ALL {
            assert_eq!(action(&map, place, "ctrl-c"), Some(Action::Quit));
            assert_eq!(action(&map, place, "esc"), Some(Action::Back), "{place:?}");
            assert_eq!(action(&map, place, "q"), (!place.is_text()).then_some(Action::Quit));
        }
        let (map, faults) = Keymap::patched(&[patch("quit", &[]), patch("leave", &["q"])]);
        for &place in Place::ALL {
            assert_eq!(action(&map, place, if place.is_text() { "ctrl-c" } else { "q" }), Some(Action::Quit));
        }
        assert!(faults.iter().any(|f| matches!(f.what, KeyFaultKind::NoWayOut(_))), "{faults:?}");
    }

    #[test]
    fn a_patch_changes_what_it_names_and_nothing_else() {
        let (map, faults) = Keymap::patched(&[patch("done", &["f5", "ctrl-x d"]), patch("why", &["d"])]);
        assert_eq!(faults, []);
        assert_eq!(action(&map, Place::Path, "f5"), Some(Action::Done));
        assert_eq!(action(&map, Place::Path, "ctrl-x d"), Some(Action::Done));
        assert!(matches!(map.find(Place::Path, &[Key::ctrl('x')]), Found::Prefix));
        assert_eq!(map.following(Place::Path, &[Key::ctrl('x')])[0].0, [Key::char('d')]);
        assert_eq!(action(&map, Place::Path, "d"), Some(Action::Why));
        assert_eq!(action(&map, Place::Path, "w"), None);
        assert_eq!(action(&map, Place::Path, "s"), Some(Action::Save));
        let spec = ACTIONS.iter().find(|s| s.name == "done").expect("there");
        let shown: Vec<String> = map.chords(Place::Path, spec).iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["F5", "Ctrl-x d"]);
    }

    #[test]
    fn what_is_wrong_with_a_patch_is_told_and_costs_nothing_else() {
        let told = |patches: &[KeyPatch]| {
            let (map, faults) = Keymap::patched(patches);
            (map, faults.into_iter().map(|f| (f.patch, f.what)).collect::<Vec<_>>())
        };
        let chord = |t: &str| t.parse::<Chord>().expect(t);
        let (map, faults) = told(&[patch("dnoe", &["d"]), patch("done", &["hyper"])]);
        assert_eq!(faults, [(0, KeyFaultKind::NoSuchName), (1, KeyFaultKind::NoKey("hyper".to_owned()))]);
        assert_eq!(action(&map, Place::Path, "d"), Some(Action::Done), "the table's key is better than none");
        let (map, faults) = told(&[patch("save", &["d"])]);
        assert_eq!(faults, [(0, KeyFaultKind::Taken(chord("d"), "done", Place::Home))]);
        assert_eq!(action(&map, Place::Path, "d"), Some(Action::Save));
        let (map, faults) = told(&[patch("save", &["z"]), patch("done", &["z", "d"])]);
        assert_eq!(faults, [(0, KeyFaultKind::Refused(chord("z"), "done", Place::Home))]);
        assert_eq!(action(&map, Place::Path, "z"), Some(Action::Done));
        let (_, faults) = told(&[patch("accept", &["y"])]);
        assert_eq!(faults, [(0, KeyFaultKind::IsText(chord("y"), Place::Picker))]);
        let (map, _) = told(&[patch("done", &["g g"]), patch("first", &["home"])]);
        assert_eq!(action(&map, Place::Path, "g g"), Some(Action::Done));
        assert_eq!(map.find_code(Place::Path, Code::Home), Some(Action::First));
    }

    impl Keymap {
        fn find_code(&self, place: Place, code: Code) -> Option<Action> {
            match self.find(place, &[Key::plain(code)]) {
                Found::Line(spec) => Some(spec.action),
                _ => None,
            }
        }
    }
}
