//! Models give the numbers that others compute: the fixtures are made by `fixtures/tfidf/make.py`.

use prereq::models::{Data, Idf, Item, Liked, Model, Norm, Tf, TfIdf, TfIdfParameters};
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
}

fn words(value: &Value) -> Vec<String> {
    value.as_array().expect("a list").iter().map(|x| x.as_str().expect("a text").to_owned()).collect()
}

fn close(what: &str, ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (i, (a, b)) in ours.iter().zip(theirs).enumerate() {
        assert!((a - b).abs() < 1e-12, "{what} {i}: {a} is not {b}");
    }
}

fn agrees(fixture: &str) {
    let doc: Value = serde_json::from_str(fixture).expect("the fixture is JSON");
    let p = &doc["parameters"];
    let size = |v: &Value| usize::try_from(v.as_u64().expect("a count")).expect("small");
    let parameters = TfIdfParameters {
        ngram: (size(&p["ngram"][0]), size(&p["ngram"][1])),
        min_df: size(&p["min_df"]),
        max_df: p["max_df"].as_f64().expect("a share"),
        stop_words: words(&doc["stop_words"]).into_iter().collect(),
        tf: if p["tf"] == "share" { Tf::Share } else { Tf::Count },
        idf: if p["idf"] == "plain" { Idf::Plain } else { Idf::Smooth },
        norm: if p["norm"] == "l2" { Norm::L2 } else { Norm::None },
    };
    let items = words(&doc["texts"]).into_iter().map(|text| Item { text, tags: Vec::new() }).collect();
    let mut model = TfIdf::new(parameters);
    model.fit(&Data { items, interactions: Vec::new() });

    assert_eq!(model.terms(), words(&doc["terms"]));
    close("idf", model.idf().as_slice().expect("one row"), &numbers(&doc["idf"]));
    for item in 0..model.items() {
        let vector = model.vector(item).expect("known");
        close("vector", vector.as_slice().expect("one row"), &numbers(&doc["vectors"][item]));
        // An empty text is like nothing: no opinion here, 0 there.
        let row =
            |f: &dyn Fn(usize) -> Option<f64>| (0..model.items()).map(|b| f(b).unwrap_or(0.0)).collect::<Vec<_>>();
        close("linear", &row(&|b| model.linear_kernel(item, b)), &numbers(&doc["linear"][item]));
        close("cosine", &row(&|b| model.similarity(item, b)), &numbers(&doc["cosine"][item]));
    }
    let liked: Vec<Liked> =
        doc["liked"].as_array().expect("a list").iter().map(|l| Liked { item: size(l), weight: 1.0 }).collect();
    let score: Vec<f64> = model.score(&liked).into_iter().map(|s| s.unwrap_or(0.0)).collect();
    close("score", &score, &numbers(&doc["score"]));
}

#[test]
fn tfidf_is_the_contract_s() {
    agrees(include_str!("fixtures/tfidf/contract.json"));
}

#[test]
fn tfidf_with_runs_of_words_and_pruned() {
    agrees(include_str!("fixtures/tfidf/pruned.json"));
}

#[test]
fn tfidf_smooth_and_normalised_is_scikit_learn_s() {
    agrees(include_str!("fixtures/tfidf/smooth.json"));
}
