//! Something one can be good at.

use super::{Level, Minutes, SkillId};

/// A skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// Its id.
    pub id: SkillId,
    /// Its name for people.
    pub name: String,
    /// The area it belongs to, such as `mathematics`.
    pub area: String,
    /// Other names people search for.
    pub aliases: Vec<String>,
    /// The rival tools it is one of, such as `cloud`.
    pub family: Option<String>,
    /// Skills a level in this one carries, each up to a level of its own.
    pub implies: Vec<(SkillId, Level)>,
    /// What it takes to get good at it, where somebody knows.
    pub work: Option<WorkCurve>,
    /// Where the figures of `work` come from.
    pub work_source: Option<String>,
}

impl Skill {
    /// A skill that has nothing but a name.
    pub fn new(id: SkillId, name: &str, area: &str) -> Self {
        let (name, area) = (name.to_owned(), area.to_owned());
        Self { id, name, area, aliases: Vec::new(), family: None, implies: Vec::new(), work: None, work_source: None }
    }
}

/// Hours of work from nothing to each of the four written levels; in between it is a straight line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WorkCurve([Minutes; 4]);

impl WorkCurve {
    /// The curve through these totals at 0.25, 0.50, 0.75 and 1.00.
    ///
    /// # Errors
    /// What is wrong, in words: each figure has to lie above the one before.
    pub fn new(totals: [Minutes; 4]) -> Result<Self, &'static str> {
        if totals[0].0 > 0 && totals.is_sorted_by(|a, b| a < b) {
            Ok(Self(totals))
        } else {
            Err("each of the four figures lies above the one before, and the first above 0")
        }
    }
    /// The totals at the four written levels.
    pub fn totals(self) -> [Minutes; 4] {
        self.0
    }
    /// Work from nothing to `level`, to the nearest minute.
    pub fn to(self, level: Level) -> Minutes {
        let thousandths = u64::from(level.thousandths());
        let above = (thousandths / 250).min(3) as usize;
        let low = if above == 0 { 0 } else { self.0[above - 1].0 };
        let rise = (self.0[above].0 - low) * (thousandths - above as u64 * 250);
        Minutes(low + (rise + 125) / 250)
    }
    /// Work from one level to a higher one; none where it is not higher.
    pub fn between(self, from: Level, to: Level) -> Minutes {
        Minutes(self.to(to).0.saturating_sub(self.to(from).0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_straight_between_its_points() {
        let hours = |h: [u64; 4]| h.map(|h| Minutes(h * 60));
        let curve = WorkCurve::new(hours([4, 40, 120, 300])).expect("rises");
        let level = |l: u16| Level::new(l);
        let at = [(0, 0), (125, 120), (250, 240), (375, 22 * 60), (500, 40 * 60), (750, 120 * 60), (1000, 300 * 60)];
        for (l, minutes) in at {
            assert_eq!(curve.to(level(l)), Minutes(minutes), "{l}");
        }
        assert_eq!(curve.between(level(250), level(500)), Minutes(36 * 60));
        assert_eq!(curve.between(level(750), level(500)), Minutes(0));
        for bad in [[0, 1, 2, 3], [1, 1, 2, 3], [4, 3, 5, 6]] {
            assert!(WorkCurve::new(hours(bad)).is_err(), "{bad:?}");
        }
    }
}
