//! What every model can be asked.

use std::fmt;

use ndarray::Array1;

/// One thing a model knows: a course.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// Everything written about it.
    pub text: String,
    /// Its labels.
    pub tags: Vec<String>,
}

/// One learner met one item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interaction {
    /// Which learner.
    pub learner: usize,
    /// Which item, by its place in [`Data::items`].
    pub item: usize,
    /// What the learner thought of it; 1 where only the fact is known.
    pub rating: f64,
}

/// What a model is fitted on. A model takes what it needs and leaves the rest.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Data {
    /// The items; they are named by their place.
    pub items: Vec<Item>,
    /// Who met what. Models of texts need none.
    pub interactions: Vec<Interaction>,
}

/// An item a learner liked, and how much that counts (above 0; 1 where nothing is said).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Liked {
    /// Which item.
    pub item: usize,
    /// How much it counts.
    pub weight: f64,
}

/// What one liked item adds to a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Which item.
    pub item: usize,
    /// What it adds; the parts of a score add up to it.
    pub adds: f64,
}

/// A model of items. Before it is fitted it knows no item and has no opinion on any.
///
/// Nothing here fails: an item the model does not know, or knows nothing about, gets no opinion.
pub trait Model: fmt::Debug + Send + Sync {
    /// The name it is chosen by.
    fn name(&self) -> &'static str;
    /// Its parameters, as text, in a fixed order.
    fn parameters(&self) -> Vec<(&'static str, String)>;
    /// Learns `data`; whatever was learnt before is forgotten.
    fn fit(&mut self, data: &Data);
    /// How many items it knows.
    fn items(&self) -> usize;
    /// Where the model puts an item; all its vectors have the same length. `None` where it has no
    /// vector for it, or none at all.
    fn vector(&self, item: usize) -> Option<Array1<f64>>;
    /// How alike two items are, 1 at most; symmetric.
    fn similarity(&self, a: usize, b: usize) -> Option<f64>;
    /// How well each item suits a learner who liked these, by item, folded in without training anew.
    fn score(&self, liked: &[Liked]) -> Vec<Option<f64>>;
    /// The score of one item taken apart by what was liked, in the order given; empty without opinion.
    fn explain(&self, liked: &[Liked], item: usize) -> Vec<Part>;
}

/// What every model has to hold to, whatever it learns; each model's tests call this.
#[cfg(test)]
pub(super) fn keeps_the_contract(mut model: impl Model, data: &Data) {
    let one = |item| Liked { item, weight: 1.0 };
    assert_eq!(model.items(), 0, "it has seen nothing");
    assert!(model.score(&[one(0)]).is_empty() && model.explain(&[one(0)], 0).is_empty());
    assert!(model.vector(0).is_none() && model.similarity(0, 0).is_none());
    assert!(!model.name().is_empty() && model.parameters().iter().all(|(name, _)| !name.is_empty()));

    model.fit(data);
    let n = data.items.len();
    assert_eq!(model.items(), n);
    assert!(model.score(&[]).iter().all(Option::is_none), "nothing liked, no opinion");
    assert_eq!(model.score(&[one(n + 7)]), model.score(&[]), "an unknown item counts for nothing");
    assert!(model.vector(n).is_none() && model.similarity(0, n).is_none());
    for a in 0..n {
        for b in 0..n {
            let alike = model.similarity(a, b);
            assert_eq!(alike, model.similarity(b, a), "{a} {b}");
            assert!(alike.is_none_or(|s| s.is_finite() && s <= 1.0 + 1e-12), "{a} {b}: {alike:?}");
        }
        let liked: Vec<Liked> = (0..n).step_by(2).map(|item| Liked { item, weight: 1.0 + item as f64 }).collect();
        let (score, parts) = (model.score(&liked)[a], model.explain(&liked, a));
        assert_eq!(score.is_none(), parts.is_empty(), "{a}");
        let sum: f64 = parts.iter().map(|p| p.adds).sum();
        assert!((sum - score.unwrap_or(0.0)).abs() < 1e-9, "{a}: {sum} is not {score:?}");
    }
    let before: Vec<_> = (0..n).map(|item| model.vector(item)).collect();
    model.fit(data);
    assert_eq!((0..n).map(|item| model.vector(item)).collect::<Vec<_>>(), before, "fitting again changes nothing");
    model.fit(&Data::default());
    assert!(model.items() == 0 && model.score(&[one(0)]).is_empty(), "what was learnt is forgotten");
}
