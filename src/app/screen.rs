//! The screens.

/// One of the screens; number keys follow this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Screen {
    /// Where the learner stands and what comes next.
    #[default]
    Home,
    /// Find courses.
    Search,
    /// What the goal asks and the learner lacks.
    Gap,
    /// The shortest way.
    Path,
    /// What could come next, ranked.
    Recommend,
    /// The learner's own file.
    Profile,
}

impl Screen {
    /// All screens, in the order of their number keys.
    pub const ALL: [Self; 6] = [Self::Home, Self::Search, Self::Gap, Self::Path, Self::Recommend, Self::Profile];

    /// Its name on the tab.
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Search => "Search",
            Self::Gap => "Gap",
            Self::Path => "Path",
            Self::Recommend => "Recommend",
            Self::Profile => "Profile",
        }
    }
    /// Its place in [`Screen::ALL`].
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|s| *s == self).unwrap_or(0)
    }
    /// The screen `by` places further, going round.
    pub fn step(self, by: isize) -> Self {
        let len = Self::ALL.len() as isize;
        Self::ALL[(self.index() as isize + by).rem_euclid(len) as usize]
    }
}
