//! The planner on the big random catalogs whose optima are known.
//!
//! The catalogs come from a generator outside the repository; without it, or without Python, the test
//! says so and passes.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use prereq::{
    advisor::{Advisor, Settings},
    domain::Profile,
    path::{Aim, Cancel, Effort, Metric, Plan, Status, verify, with_cases},
    store::{CatalogSources, load_catalog},
};

/// Least hours of `SEED 500 120 12`, seeds 1 to 20.
const OPTIMA: [u64; 20] = [
    1582, 1498, 1261, 1077, 1058, 1212, 1413, 1372, 1197, 1658, 1321, 1301, 1327, 1617, 1011, 1272, 1436, 1390, 1502,
    1605,
];

/// The generator, beside the data.
fn generator() -> Option<PathBuf> {
    let data = std::env::var_os("PREREQ_TEST_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let tool = data.parent()?.join("tools/random_catalog.py");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|o| o.status.success());
    (tool.is_file() && python).then_some(tool)
}

fn advisor(tool: &Path, seed: usize, size: [&str; 3]) -> Advisor {
    let dir = tempfile::tempdir().expect("a directory for the catalog");
    let status = Command::new("python3").arg(tool).arg(seed.to_string()).args(size).arg(dir.path()).status();
    assert!(status.expect("the generator runs").success());
    let sources = CatalogSources { builtin: false, user: None, paths: vec![dir.path().to_owned()] };
    let loaded = load_catalog(&sources).expect("a generated catalog is sound");
    Advisor::new(Arc::new(loaded.catalog), Profile::default(), Settings::default())
}

fn plan(advisor: &Advisor, effort: Effort, metric: Metric) -> Plan {
    let aim = Aim { goals: advisor.catalog().goals().to_vec(), to: Vec::new() };
    let mut request = advisor.request(aim);
    (request.effort, request.metric) = (effort, metric);
    advisor.plan(&request, &Cancel::new(), &mut |_| {})
}

/// A plan as it is written to a file is confirmed, by its own cases: nothing is left to search.
fn confirm(plan: &Plan) {
    let plan = with_cases(plan);
    let verified = verify(&plan, &Cancel::new()).expect("an untouched plan is confirmed");
    assert!(verified.cases <= plan.cases.list.len(), "{} for {}", verified.cases, plan.cases.list.len());
}

#[test]
fn known_optima_are_found_and_proved() {
    let Some(tool) = generator() else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: the catalog generator is not beside the package");
        return;
    };
    let mut proved_at_default = 0;
    for (i, &hours) in OPTIMA.iter().enumerate() {
        let advisor = advisor(&tool, i + 1, ["500", "120", "12"]);
        let plan = plan(&advisor, Effort::Default, Metric::Hours);
        assert_eq!(plan.cost.hours.0, hours * 60, "seed {}", i + 1);
        proved_at_default += u32::from(plan.status == Status::Proved);
        let plan =
            if plan.status == Status::Proved { plan } else { self::plan(&advisor, Effort::Prove, Metric::Hours) };
        assert_eq!((plan.status, plan.lower_bound), (Status::Proved, hours * 60), "seed {}", i + 1);
        confirm(&plan);
        // Weighted, as it is by default.
        let weighted = self::plan(&advisor, Effort::Default, Metric::default());
        assert_eq!(weighted.status, Status::Proved, "seed {}", i + 1);
    }
    assert!(proved_at_default >= 18, "{proved_at_default} of 20 proved at default effort");
}

#[test]
fn a_small_effort_gives_an_honest_bound() {
    let Some(tool) = generator() else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: the catalog generator is not beside the package");
        return;
    };
    let advisor = advisor(&tool, 14, ["500", "120", "12"]);
    let plan = plan(&advisor, Effort::Units(500_000), Metric::Hours);
    assert_eq!(plan.status, Status::Bounded);
    assert!(plan.lower_bound > 0 && plan.lower_bound <= 1617 * 60 && plan.cost.hours.0 >= 1617 * 60);
    verify(&with_cases(&plan), &Cancel::new()).expect("a bounded plan is confirmed too");
}

/// A problem large enough for its core to be searched first; what grew from the core has to convince `verify`.
#[test]
fn a_large_catalog_is_proved_by_way_of_its_core() {
    let Some(tool) = generator() else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: the catalog generator is not beside the package");
        return;
    };
    let advisor = advisor(&tool, 4, ["5000", "300", "10"]);
    let plan = plan(&advisor, Effort::Prove, Metric::Hours);
    assert_eq!((plan.status, plan.cost.hours.0, plan.lower_bound), (Status::Proved, 532 * 60, 532 * 60));
    confirm(&plan);
}
