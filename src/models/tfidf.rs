//! TF-IDF: a text is the words it uses, each weighed by how few other texts use it (Spärck Jones 1972).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ndarray::Array1;

use super::{
    model::{Data, Liked, Model, Part},
    sparse::Sparse,
    tokens::{FUNCTION_WORDS, tokens},
};

/// How often a term stands in a text, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tf {
    /// Its share of the terms of the text: `f / Σf`.
    Share,
    /// Its count: `f`.
    Count,
}

/// How rare a term is; N texts, df of them with the term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idf {
    /// `ln(N / (1 + df)) + 1`.
    Plain,
    /// `ln((1 + N) / (1 + df)) + 1`, as if one more text had every term.
    Smooth,
}

/// Whether vectors are brought to length 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Norm {
    /// They stay as they are: the linear kernel is the dot product.
    None,
    /// To Euclidean length 1: the linear kernel is the cosine.
    L2,
}

/// The parameters of [`TfIdf`].
#[derive(Debug, Clone, PartialEq)]
pub struct TfIdfParameters {
    /// Terms are runs of so many words, from the first to the second number.
    pub ngram: (usize, usize),
    /// Terms in fewer texts are left out.
    pub min_df: usize,
    /// Terms in more than this share of the texts are left out.
    pub max_df: f64,
    /// Words that are left out before runs are made.
    pub stop_words: BTreeSet<String>,
    /// How occurrences count.
    pub tf: Tf,
    /// How rarity counts.
    pub idf: Idf,
    /// Whether length counts.
    pub norm: Norm,
}

impl Default for TfIdfParameters {
    fn default() -> Self {
        Self {
            ngram: (1, 1),
            min_df: 1,
            max_df: 1.0,
            stop_words: FUNCTION_WORDS.iter().map(|w| (*w).to_owned()).collect(),
            tf: Tf::Share,
            idf: Idf::Plain,
            norm: Norm::None,
        }
    }
}

/// The model. Likeness is the cosine; a learner is the mean vector of what they liked.
#[derive(Debug, Clone, Default)]
pub struct TfIdf {
    parameters: TfIdfParameters,
    /// In alphabetical order.
    terms: Vec<String>,
    idf: Array1<f64>,
    rows: Vec<Sparse>,
    lengths: Vec<f64>,
}

impl TfIdf {
    /// A model that has learnt nothing yet.
    pub fn new(parameters: TfIdfParameters) -> Self {
        Self { parameters, ..Self::default() }
    }
    /// The terms, in alphabetical order: what the places of a vector stand for.
    pub fn terms(&self) -> &[String] {
        &self.terms
    }
    /// The rarity of each term.
    pub fn idf(&self) -> &Array1<f64> {
        &self.idf
    }
    /// The dot product of two items' vectors.
    pub fn linear_kernel(&self, a: usize, b: usize) -> Option<f64> {
        Some(self.rows.get(a)?.dot(self.rows.get(b)?))
    }
    /// The terms two items share, what adds most to their likeness first.
    pub fn shared_terms(&self, a: usize, b: usize) -> Vec<(&str, f64)> {
        let (Some(x), Some(y)) = (self.rows.get(a), self.rows.get(b)) else { return Vec::new() };
        let length = self.lengths[a] * self.lengths[b];
        let mut shared: Vec<(&str, f64)> =
            x.shared(y).map(|(t, x, y)| (self.terms[t as usize].as_str(), x * y / length)).collect();
        shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        shared
    }

    /// How often each term stands in a text.
    fn count(&self, text: &str) -> HashMap<String, f64> {
        let mut words = tokens(text);
        words.retain(|w| !self.parameters.stop_words.contains(w));
        let (least, most) = self.parameters.ngram;
        let mut counts = HashMap::new();
        for n in least.max(1)..=most {
            for run in words.windows(n) {
                *counts.entry(run.join(" ")).or_insert(0.0) += 1.0;
            }
        }
        counts
    }

    fn row(&self, counts: &HashMap<String, f64>, places: &BTreeMap<&str, u32>) -> Sparse {
        let mut row: Vec<(u32, f64)> =
            counts.iter().filter_map(|(term, &f)| Some((*places.get(term.as_str())?, f))).collect();
        row.sort_unstable_by_key(|(t, _)| *t);
        let whole = match self.parameters.tf {
            Tf::Share => row.iter().map(|(_, f)| f).sum(),
            Tf::Count => 1.0,
        };
        for (t, x) in &mut row {
            *x = *x / whole * self.idf[*t as usize];
        }
        let mut row = Sparse(row);
        let length = row.length();
        if self.parameters.norm == Norm::L2 && length > 0.0 {
            row.scale(length.recip());
        }
        row
    }

    /// The sum of what was liked, its length, and the whole of the weights; `None` when nothing known was.
    fn taste(&self, liked: &[Liked]) -> Option<(Array1<f64>, f64)> {
        let mut sum = Array1::zeros(self.terms.len());
        for l in liked {
            self.rows.get(l.item)?.add_to(&mut sum, l.weight);
        }
        let length = sum.dot(&sum).sqrt();
        (length > 0.0).then_some((sum, length))
    }

    /// What the model knows of what was liked.
    fn known(&self, liked: &[Liked]) -> Vec<Liked> {
        liked.iter().copied().filter(|l| l.item < self.rows.len()).collect()
    }
}

impl Model for TfIdf {
    fn name(&self) -> &'static str {
        "tfidf"
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        let p = &self.parameters;
        let tf = match p.tf {
            Tf::Share => "share",
            Tf::Count => "count",
        };
        let idf = match p.idf {
            Idf::Plain => "plain",
            Idf::Smooth => "smooth",
        };
        let norm = match p.norm {
            Norm::None => "none",
            Norm::L2 => "l2",
        };
        vec![
            ("ngram", format!("{}-{}", p.ngram.0, p.ngram.1)),
            ("min_df", p.min_df.to_string()),
            ("max_df", p.max_df.to_string()),
            ("stop_words", p.stop_words.len().to_string()),
            ("tf", tf.to_owned()),
            ("idf", idf.to_owned()),
            ("norm", norm.to_owned()),
        ]
    }

    fn fit(&mut self, data: &Data) {
        let counts: Vec<HashMap<String, f64>> = data.items.iter().map(|item| self.count(&item.text)).collect();
        let n = counts.len() as f64;
        let mut df: BTreeMap<&str, usize> = BTreeMap::new();
        for term in counts.iter().flat_map(HashMap::keys) {
            *df.entry(term).or_default() += 1;
        }
        let p = &self.parameters;
        df.retain(|_, df| *df >= p.min_df && *df as f64 <= p.max_df * n);
        self.idf = df
            .values()
            .map(|&df| match p.idf {
                Idf::Plain => (n / (1.0 + df as f64)).ln() + 1.0,
                Idf::Smooth => ((1.0 + n) / (1.0 + df as f64)).ln() + 1.0,
            })
            .collect();
        let places: BTreeMap<&str, u32> = df.keys().copied().zip(0..).collect();
        self.rows = counts.iter().map(|counts| self.row(counts, &places)).collect();
        self.lengths = self.rows.iter().map(Sparse::length).collect();
        self.terms = df.into_keys().map(str::to_owned).collect();
    }

    fn items(&self) -> usize {
        self.rows.len()
    }

    fn vector(&self, item: usize) -> Option<Array1<f64>> {
        Some(self.rows.get(item)?.dense(self.terms.len()))
    }

    fn similarity(&self, a: usize, b: usize) -> Option<f64> {
        let length = self.lengths.get(a)? * self.lengths.get(b)?;
        (length > 0.0).then(|| self.rows[a].dot(&self.rows[b]) / length)
    }

    fn score(&self, liked: &[Liked]) -> Vec<Option<f64>> {
        let Some((taste, length)) = self.taste(&self.known(liked)) else { return vec![None; self.rows.len()] };
        let score = |(row, own): (&Sparse, &f64)| (*own > 0.0).then(|| row.dot_dense(&taste) / (own * length));
        self.rows.iter().zip(&self.lengths).map(score).collect()
    }

    fn explain(&self, liked: &[Liked], item: usize) -> Vec<Part> {
        let liked = self.known(liked);
        let (Some(row), Some((_, length))) = (self.rows.get(item), self.taste(&liked)) else { return Vec::new() };
        let own = self.lengths[item];
        if own <= 0.0 {
            return Vec::new();
        }
        liked
            .iter()
            .map(|l| Part { item: l.item, adds: l.weight * row.dot(&self.rows[l.item]) / (own * length) })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::model::keeps_the_contract, *};
    use crate::models::Item;

    fn data(texts: &[&str]) -> Data {
        let items = texts.iter().map(|t| Item { text: (*t).to_owned(), tags: Vec::new() }).collect();
        Data { items, interactions: Vec::new() }
    }

    #[test]
    fn it_keeps_the_contract() {
        let texts = data(&["linear algebra", "", "algebra of sets", "the of", "C++ for robots, robots!"]);
        keeps_the_contract(TfIdf::default(), &texts);
        let all = TfIdfParameters {
            ngram: (1, 2),
            min_df: 2,
            max_df: 0.9,
            tf: Tf::Count,
            idf: Idf::Smooth,
            norm: Norm::L2,
            ..TfIdfParameters::default()
        };
        keeps_the_contract(TfIdf::new(all), &texts);
        keeps_the_contract(TfIdf::default(), &data(&[""]));
    }

    #[test]
    fn shared_terms_add_up_to_the_likeness() {
        let mut model = TfIdf::default();
        model.fit(&data(&["linear algebra and matrices", "matrices: algebra", "cooking"]));
        let shared = model.shared_terms(0, 1);
        assert_eq!(shared.iter().map(|(t, _)| *t).collect::<Vec<_>>(), ["algebra", "matrices"]);
        let sum: f64 = shared.iter().map(|(_, x)| x).sum();
        assert!((sum - model.similarity(0, 1).expect("both have words")).abs() < 1e-12);
        assert_eq!(model.shared_terms(0, 2), []);
    }

    #[test]
    fn no_parameters_break_it() {
        for (ngram, min_df, max_df) in [((0, 0), 0, 0.0), ((3, 1), 9, 1.0), ((1, 2), 1, f64::NAN)] {
            let mut model = TfIdf::new(TfIdfParameters { ngram, min_df, max_df, ..TfIdfParameters::default() });
            model.fit(&data(&["a few words", "words"]));
            assert_eq!(model.score(&[Liked { item: 0, weight: 1.0 }]), [None, None]);
        }
    }
}
