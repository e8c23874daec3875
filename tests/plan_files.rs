//! Plan files written before work and weights were counted: they read, keep their digest, verify, and are written
//! again as they were.

use std::{fs, path::PathBuf};

use prereq::{
    path::{Cancel, Metric, PlanDiff, Status, verify},
    store::{read_plan_toml, write_plan_toml},
};

/// Each file, what it claims, and what it minimises.
const FILES: [(&str, Status, Metric); 3] = [
    ("shortest", Status::Proved, Metric::Hours),
    ("within-60-hours", Status::Partial, Metric::Hours),
    ("cheapest", Status::Proved, Metric::Price),
];

fn text(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/plans").join(format!("{name}.toml"));
    fs::read_to_string(path).expect("a fixture")
}

#[test]
fn files_of_the_old_schema_are_what_they_were() {
    for (name, status, metric) in FILES {
        let text = text(name);
        assert!(text.contains("schema = \"prereq.plan/1\""), "{name}");
        let file = read_plan_toml(name, &text).unwrap_or_else(|e| panic!("{name}: {:#?}", e.0));
        let plan = &file.plan;
        assert!(file.digest_ok, "{name}");
        assert_eq!((plan.status, plan.premises.metric), (status, metric), "{name}");
        assert!(plan.premises.costing.is_none() && plan.least_work.is_none(), "{name}");
        // Hours were all of the work, and counted once.
        assert!(plan.steps.iter().all(|s| (s.work, s.full_work, s.weight) == (s.hours, s.hours, 1000)), "{name}");
        assert_eq!(plan.cost.hours, plan.cost.work, "{name}");
        let said = verify(plan, &Cancel::new()).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        assert_eq!(said.steps, plan.steps.len(), "{name}");
        assert_eq!(write_plan_toml(plan), text, "{name}");
    }
}

#[test]
fn a_changed_file_of_the_old_schema_is_refused() {
    for (name, ..) in FILES {
        let text = text(name);
        let hours = text.replacen("\nhours = 12", "\nhours = 11", 1);
        let figure = read_plan_toml(name, &hours).expect("reads").plan;
        assert!(verify(&figure, &Cancel::new()).is_err(), "{name}");
        // What only the new schema knows is not read into the old one.
        assert!(read_plan_toml(name, &text.replacen("\nhours = ", "\nweight = 1.5\nhours = ", 1)).is_err(), "{name}");
    }
}

#[test]
fn files_of_the_old_schema_are_compared() {
    let plan = |name: &str| read_plan_toml(name, &text(name)).expect("reads").plan;
    let diff = PlanDiff::of(&plan("shortest"), &plan("cheapest"));
    let told: Vec<&str> = diff.premises.iter().map(|c| c.word()).collect();
    assert!(told.contains(&"minimize") && told.contains(&"excluded"), "{told:?}");
    assert!(told.iter().all(|word| !["hours", "weight", "costing"].contains(word)), "{told:?}");
}
