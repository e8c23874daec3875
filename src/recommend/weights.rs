//! How much each component counts.

use super::component::{Component, Millionths, ONE};

/// The weights as the learner gave them, in millionths; they need not add up to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights([u64; 6]);

/// Largest weight accepted.
pub(super) const MAX_WEIGHT: f64 = 1000.0;

/// Why a text is no set of weights.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// Not `name=number`.
    #[error("`{0}` is not of the form path=0.6")]
    Form(String),
    /// No such component.
    #[error("there is no component `{0}`; there are path, gap, interest, community, quality and cost")]
    Name(String),
    /// Not a number in 0..=1000.
    #[error("a weight is a number from 0 to {MAX_WEIGHT}, and `{0}` is not")]
    Number(String),
    /// Given twice.
    #[error("`{0}` is given twice")]
    Twice(String),
    /// Nothing would count.
    #[error("at least one weight must be above 0")]
    AllZero,
}

impl Default for Weights {
    fn default() -> Self {
        Self([400_000, 150_000, 150_000, 150_000, 100_000, 50_000])
    }
}

impl Weights {
    /// The weight of a component, in millionths.
    pub fn get(&self, component: Component) -> u64 {
        self.0[component.index()]
    }
    /// The same weights with one changed; `weight` is capped to 0..=1000.
    pub fn with(mut self, component: Component, weight: f64) -> Self {
        let weight = if weight.is_nan() { 0.0 } else { weight.clamp(0.0, MAX_WEIGHT) };
        self.0[component.index()] = (weight * f64::from(ONE)).round() as u64;
        self
    }
    /// The same in millionths.
    #[must_use]
    pub fn with_millionths(mut self, component: Component, weight: u64) -> Self {
        self.0[component.index()] = weight;
        self
    }
    /// Whether anything counts.
    pub fn counts(&self) -> bool {
        self.0.iter().any(|w| *w > 0)
    }
    /// The weights as they count when every component has an opinion: they add up to one.
    pub fn effective(&self) -> [Millionths; 6] {
        super::sums::shares(&self.0)
    }
    /// Reads `path=0.6,gap=0.2` over `self`; components not named keep their weight.
    ///
    /// # Errors
    /// The first thing that is wrong with the text.
    pub fn parse(mut self, text: &str) -> Result<Self, WeightsError> {
        let mut seen = [false; 6];
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let (name, number) = part.split_once('=').ok_or_else(|| WeightsError::Form(part.to_owned()))?;
            let (name, number) = (name.trim(), number.trim());
            let component = (Component::ALL.into_iter().find(|c| c.word() == name))
                .ok_or_else(|| WeightsError::Name(name.to_owned()))?;
            let weight = (number.parse::<f64>().ok().filter(|w| (0.0..=MAX_WEIGHT).contains(w)))
                .ok_or_else(|| WeightsError::Number(number.to_owned()))?;
            if std::mem::replace(&mut seen[component.index()], true) {
                return Err(WeightsError::Twice(name.to_owned()));
            }
            self = self.with(component, weight);
        }
        if self.counts() { Ok(self) } else { Err(WeightsError::AllZero) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_over_the_defaults() {
        let read = |text: &str| Weights::default().parse(text);
        let w = read("path=0.6, quality = 0").expect("fine");
        assert_eq!((w.get(Component::Path), w.get(Component::Quality), w.get(Component::Gap)), (600_000, 0, 150_000));
        assert_eq!(w.effective().iter().sum::<u32>(), ONE);
        assert_eq!(read(""), Ok(Weights::default()));
        assert_eq!(read("path"), Err(WeightsError::Form("path".to_owned())));
        assert_eq!(read("pth=1"), Err(WeightsError::Name("pth".to_owned())));
        assert_eq!(read("path=1,path=2"), Err(WeightsError::Twice("path".to_owned())));
        for bad in ["NaN", "-1", "inf", "1e9", "x", ""] {
            assert_eq!(read(&format!("path={bad}")), Err(WeightsError::Number(bad.to_owned())));
        }
        let none = "path=0,gap=0,interest=0,community=0,quality=0,cost=0";
        assert_eq!(read(none), Err(WeightsError::AllZero));
    }
}
