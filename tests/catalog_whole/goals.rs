//! Goals against the spine of their role, where the public sources are at hand.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Write as _},
    path::PathBuf,
};

use prereq::domain::{Catalog, Goal, Requirement, SkillIx};

use super::{catalog, none};

/// The skills a goal asks for, in any way, with what they imply.
fn asked(catalog: &Catalog, goal: &Goal) -> BTreeSet<String> {
    let mut skills: BTreeSet<SkillIx> = goal.skills.iter().map(|s| s.skill).collect();
    goal.requirement.leaves(&mut |leaf| match leaf {
        Requirement::Skill { skill, .. } => {
            skills.insert(*skill);
        }
        other => other.courses(&mut |c| skills.extend(catalog.course(*c).teaches.iter().map(|t| t.0))),
    });
    let implied: Vec<SkillIx> = skills.iter().flat_map(|s| catalog.implied(*s)).map(|i| i.0).collect();
    skills.extend(implied);
    skills.into_iter().map(|s| catalog.skill(s).id.to_string()).collect()
}

#[test]
fn every_skill_a_role_asks_for_has_its_stage() {
    let catalog = catalog();
    let mut wrong = Vec::new();
    for goal in catalog.goals().iter().filter(|g| g.skills.len() >= 6) {
        let staged: BTreeSet<SkillIx> = goal.stages.iter().flatten().copied().collect();
        let missing: Vec<&str> = (goal.skills.iter())
            .filter(|s| !staged.contains(&s.skill))
            .map(|s| catalog.skill(s.skill).id.as_str())
            .collect();
        if goal.stages.len() < 2 || !missing.is_empty() {
            wrong.push(format!("{}: {} stages, none for {missing:?}", goal.id, goal.stages.len()));
        }
    }
    none(&wrong);
}

/// The skills that mean what a subject of the spines means; a subject is named by a skill of ours or in words.
const SUBJECTS: &str = include_str!("../facts/subjects.toml");

#[test]
#[ignore = "issue 13: 88 % of core topics are asked for, and the subjects map is noisy"]
fn goals_ask_for_what_sources_call_the_core_of_their_role() {
    let data = std::env::var_os("PREREQ_TEST_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let folder = data.join("role-spines");
    if !folder.is_dir() {
        let _ = writeln!(io::stderr(), "SKIPPED: there are no role spines at {}", folder.display());
        return;
    }
    let subjects: BTreeMap<String, Vec<String>> = toml_edit::de::from_str(SUBJECTS).expect("a table of lists");
    let catalog = catalog();
    let (mut core, mut met) = (0, 0);
    let mut missing: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for goal in catalog.goals() {
        let Ok(text) = fs::read_to_string(folder.join(format!("{}.csv", goal.id))) else { continue };
        let asked = asked(&catalog, goal);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let column = |name: &str| header.iter().position(|h| h == name).expect("a known column");
        let (kind, subject) = (column("kind"), column("our_skill"));
        for row in reader.records() {
            let row = row.expect("a row");
            let subject = &row[subject];
            if &row[kind] != "core" || subject.is_empty() {
                continue;
            }
            let same = vec![subject.to_owned()];
            let means = subjects.get(subject).unwrap_or(&same);
            core += 1;
            if means.is_empty() || means.iter().any(|s| asked.contains(s)) {
                met += 1;
            } else {
                missing.entry(goal.id.to_string()).or_default().insert(subject.to_owned());
            }
        }
    }
    assert!(core > 0, "no spine speaks of any goal");
    assert!(met * 100 >= core * 95, "{met} of {core} core topics are asked for: {missing:#?}");
}
