//! Cycles among courses: those nobody can enter, named in full, and those with a way in, counted.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::{algo::kosaraju_scc, graph::DiGraph, graph::NodeIndex};

use super::Reach;
use crate::domain::{Catalog, CourseIx, CourseStatus, Level, Requirement, SkillIx};

/// What a course that never starts waits for, among courses that never start either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Wait {
    on: CourseIx,
    /// Whether by a requirement; a corequisite alone does not make a vicious circle.
    before: bool,
}

/// Cycles among courses that never start, each once, so that every course that lies on such a cycle is on one of
/// those named. Shortest ways around, smallest ids first.
pub(crate) fn closed(catalog: &Catalog, reach: &Reach) -> Vec<Vec<CourseIx>> {
    let waits = waits(catalog, reach);
    let mut graph: DiGraph<CourseIx, ()> = DiGraph::new();
    let nodes: BTreeMap<CourseIx, NodeIndex> = waits.keys().map(|&c| (c, graph.add_node(c))).collect();
    for (from, list) in &waits {
        for wait in list {
            graph.add_edge(nodes[from], nodes[&wait.on], ());
        }
    }
    let mut found: BTreeSet<Vec<CourseIx>> = BTreeSet::new();
    // Kosaraju's, because petgraph's version of Tarjan's recurses as deep as the longest chain.
    for component in kosaraju_scc(&graph) {
        let mut members: Vec<CourseIx> = component.into_iter().map(|n| graph[n]).collect();
        members.sort_unstable();
        let inside: BTreeSet<CourseIx> = members.iter().copied().collect();
        let mut named: BTreeSet<CourseIx> = BTreeSet::new();
        for &course in &members {
            if !named.contains(&course)
                && let Some(cycle) = around(course, &waits, &inside)
            {
                named.extend(&cycle);
                found.insert(smallest_first(cycle));
            }
        }
    }
    found.into_iter().collect()
}

fn smallest_first(mut cycle: Vec<CourseIx>) -> Vec<CourseIx> {
    let at = cycle.iter().enumerate().min_by_key(|(_, c)| **c).map_or(0, |(i, _)| i);
    cycle.rotate_left(at);
    cycle
}

fn waits(catalog: &Catalog, reach: &Reach) -> BTreeMap<CourseIx, BTreeSet<Wait>> {
    let stuck = |c: CourseIx| !reach.started(c) && catalog.course(c).status != CourseStatus::Retired;
    let mut out: BTreeMap<CourseIx, BTreeSet<Wait>> = BTreeMap::new();
    for course in catalog.course_ixs().filter(|&c| stuck(c)) {
        let mut list = BTreeSet::new();
        let c = catalog.course(course);
        for (requirement, before) in [(&c.requirement, true), (&c.corequisite, false)] {
            reach.unmet_leaves(catalog, requirement, &mut |leaf| match leaf {
                Requirement::Course(wanted) | Requirement::Taken(wanted) => {
                    let same = &catalog.course(*wanted).same_as;
                    list.extend(same.iter().chain([wanted]).filter(|&&on| stuck(on)).map(|&on| Wait { on, before }));
                }
                Requirement::Skill { skill, level } => {
                    let supply = |&&(on, taught): &&(CourseIx, Level)| {
                        taught >= *level && stuck(on) && on != course && !asks(catalog, on, *skill, *level)
                    };
                    let teachers = catalog.taught_by(*skill).iter().filter(supply);
                    list.extend(teachers.map(|&(on, _)| Wait { on, before }));
                }
                _ => {}
            });
        }
        out.insert(course, list);
    }
    out
}

/// Whether a course that teaches the skill itself asks as much of it: then there is a hole below both
/// rather than a circle, and two advanced courses on one skill do not wait for each other.
fn asks(catalog: &Catalog, course: CourseIx, skill: SkillIx, level: Level) -> bool {
    let mut found = false;
    catalog.course(course).requirement.leaves(&mut |leaf| {
        found |= matches!(leaf, Requirement::Skill { skill: s, level: l } if *s == skill && *l >= level);
    });
    found
}

/// The shortest way from `start` around to itself with at least one requirement on it.
fn around(
    start: CourseIx,
    waits: &BTreeMap<CourseIx, BTreeSet<Wait>>,
    inside: &BTreeSet<CourseIx>,
) -> Option<Vec<CourseIx>> {
    // A place on the way is a course and whether a requirement lies behind us.
    type At = (CourseIx, bool);
    let mut came: BTreeMap<At, At> = BTreeMap::new();
    let mut queue = VecDeque::from([(start, false)]);
    while let Some(at) = queue.pop_front() {
        for wait in waits.get(&at.0)?.iter().filter(|w| inside.contains(&w.on)) {
            let next = (wait.on, at.1 || wait.before);
            if next == (start, true) {
                let mut way = vec![at.0];
                let mut back = at;
                while let Some(&before) = came.get(&back) {
                    way.push(before.0);
                    back = before;
                }
                way.reverse();
                return Some(way);
            }
            if next != (start, false) && !came.contains_key(&next) {
                came.insert(next, at);
                queue.push_back(next);
            }
        }
    }
    None
}

/// How many groups of courses lie on cycles that somebody can enter.
pub(crate) fn open(catalog: &Catalog, reach: &Reach) -> usize {
    let mut graph: DiGraph<Option<CourseIx>, ()> = DiGraph::new();
    let courses: Vec<NodeIndex> = catalog.course_ixs().map(|c| graph.add_node(Some(c))).collect();
    // One node per skill and level taught: a level leads to its teachers and to the level above, which
    // keeps the graph small where many courses ask what many courses teach.
    let mut rungs: Vec<BTreeMap<Level, NodeIndex>> = vec![BTreeMap::new(); catalog.skills().len()];
    for (skill, ladder) in rungs.iter_mut().enumerate() {
        for &(course, level) in catalog.taught_by(SkillIx::from_usize(skill)) {
            if reach.started(course) {
                let rung = *ladder.entry(level).or_insert_with(|| graph.add_node(None));
                graph.add_edge(rung, courses[course.get()], ());
            }
        }
        let climb: Vec<NodeIndex> = ladder.values().copied().collect();
        climb.windows(2).for_each(|pair| {
            graph.add_edge(pair[0], pair[1], ());
        });
    }
    for course in catalog.course_ixs().filter(|&c| reach.started(c)) {
        let me = courses[course.get()];
        catalog.course(course).requirement.leaves(&mut |leaf| match leaf {
            Requirement::Course(on) | Requirement::Taken(on) => {
                graph.add_edge(me, courses[on.get()], ());
            }
            Requirement::Skill { skill, level } => {
                if let Some((_, rung)) = rungs[skill.get()].range(level..).next() {
                    graph.add_edge(me, *rung, ());
                }
            }
            _ => {}
        });
    }
    let several = |component: &Vec<NodeIndex>| component.iter().filter(|n| graph[**n].is_some()).count() > 1;
    kosaraju_scc(&graph).iter().filter(|c| several(c)).count()
}
