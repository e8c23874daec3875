//! What a level says about other skills: what every way to it that the catalog knows leads through.
//!
//! For a skill at one of the levels it is taught to, [`Implications`] holds the least level of every other
//! skill that any forward chaining must have passed: the fact landmarks of the delete relaxation as the
//! greatest fixpoint over the AND/OR graph of courses (Keyder, Richter & Helmert, *Sound and Complete
//! Landmarks for And/Or Graphs*, ECAI 2010). [`Implications::but_for`] a few exceptions it is what nearly all of
//! the ways lead through, and no more than likely.

use std::collections::BTreeSet;

use super::ground::Ground;
use crate::domain::{Catalog, CourseIx, Level, Requirement, SkillIx, State};

/// A level of every skill of the ground, in thousandths.
type Row = Vec<u16>;

/// What levels imply, over the skills of a ground.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Implications {
    /// For each skill the levels it is taught to, ascending, each with what it leads through.
    rungs: Vec<Vec<(Level, Row)>>,
    /// For each course of the ground that can be come to, what who has taken it has passed.
    rows: Vec<Row>,
}

impl Implications {
    /// What all ways lead through.
    pub fn new(catalog: &Catalog, ground: &Ground) -> Self {
        let open = reachable(catalog, ground);
        let size = ground.skills.len();
        let most = || vec![Level::MAX.thousandths(); size];
        let rungs = (ground.skills.iter())
            .map(|&skill| {
                let taught = catalog.taught_by(skill).iter().filter(|(c, _)| open.binary_search(c).is_ok());
                let mut levels: Vec<Level> = taught.map(|&(_, level)| level).collect();
                levels.sort_unstable();
                levels.dedup();
                levels.into_iter().map(|level| (level, most())).collect()
            })
            .collect();
        let rows = open.iter().map(|_| most()).collect();
        let mut work = Work { catalog, ground, table: Self { rungs, rows }, open };
        work.settle(0, u16::min);
        work.table
    }

    /// What all ways lead through but so many percent of them. This rises from what all lead through, so that no
    /// ways can hold one another up.
    pub fn but_for(&self, catalog: &Catalog, ground: &Ground, percent: usize) -> Self {
        let mut work = Work { catalog, ground, table: self.clone(), open: reachable(catalog, ground) };
        work.settle(percent, u16::max);
        work.table
    }

    /// What a learner at `level` of `skill` must have passed; nothing where the catalog teaches no such level.
    pub fn of(&self, skill: usize, level: Level) -> Option<&[u16]> {
        let rungs = &self.rungs[skill];
        let known = rungs.partition_point(|(taught, _)| *taught <= level);
        Some(&rungs[known.checked_sub(1)?].1)
    }

    /// The levels `skill` is taught to, each with what it leads through, ascending.
    pub fn rungs(&self, skill: usize) -> impl Iterator<Item = (Level, &[u16])> {
        self.rungs[skill].iter().map(|(level, row)| (*level, row.as_slice()))
    }
}

/// The courses that somebody who starts with nothing can come to.
fn reachable(catalog: &Catalog, ground: &Ground) -> Vec<CourseIx> {
    let mut state = State::empty(catalog);
    let mut left: Vec<CourseIx> = ground.courses.clone();
    let mut open: Vec<CourseIx> = Vec::new();
    loop {
        let before = left.len();
        left.retain(|&c| {
            let ready = state.meets(catalog, &catalog.course(c).requirement);
            if ready {
                state.take(catalog, c);
                open.push(c);
            }
            !ready
        });
        if left.len() == before {
            open.sort_unstable();
            return open;
        }
    }
}

struct Work<'a> {
    catalog: &'a Catalog,
    ground: &'a Ground,
    table: Implications,
    open: Vec<CourseIx>,
}

/// By what a row is worked out again: the courses that ask for a skill, or for a course.
struct Askers {
    skills: Vec<Vec<usize>>,
    courses: Vec<Vec<usize>>,
}

impl Work<'_> {
    /// Settles every row between what it says and what its ways say, until none changes.
    fn settle(&mut self, percent: usize, settled: fn(u16, u16) -> u16) {
        let askers = self.askers();
        let mut courses: BTreeSet<usize> = (0..self.open.len()).collect();
        let mut skills: BTreeSet<usize> = (0..self.ground.skills.len()).collect();
        let mut changed: Vec<usize> = Vec::new();
        while !courses.is_empty() || !skills.is_empty() {
            for at in std::mem::take(&mut courses) {
                let row = self.course(self.open[at]);
                if update(&mut self.table.rows[at], &row, settled) {
                    changed.extend(&askers.courses[at]);
                    let teaches = self.catalog.effect(self.open[at]);
                    skills.extend(teaches.iter().filter_map(|&(s, _)| self.ground.place(s)));
                }
            }
            for place in std::mem::take(&mut skills) {
                if self.rungs(place, percent, settled) {
                    changed.extend(&askers.skills[place]);
                }
            }
            courses.extend(changed.drain(..));
        }
    }

    /// Settles the rows of a skill's levels; whether any changed.
    fn rungs(&mut self, place: usize, percent: usize, settled: fn(u16, u16) -> u16) -> bool {
        let taught = self.catalog.taught_by(self.ground.skills[place]);
        let mut changed = false;
        for rung in 0..self.table.rungs[place].len() {
            let level = self.table.rungs[place][rung].0;
            let ways: Vec<&Row> = (taught.iter().filter(|&&(_, taught)| taught >= level))
                .filter_map(|(c, _)| self.open.binary_search(c).ok())
                .map(|i| &self.table.rows[i])
                .collect();
            let mut row = least(&ways, ways.len() * percent / 100, self.ground.skills.len());
            row[place] = row[place].max(level.thousandths());
            for &(other, bound) in self.catalog.implied(self.ground.skills[place]) {
                self.raise(&mut row, other, level.min(bound));
            }
            changed |= update(&mut self.table.rungs[place][rung].1, &row, settled);
        }
        changed
    }

    fn askers(&self) -> Askers {
        let mut askers =
            Askers { skills: vec![Vec::new(); self.ground.skills.len()], courses: vec![Vec::new(); self.open.len()] };
        for (at, &c) in self.open.iter().enumerate() {
            self.catalog.course(c).requirement.leaves(&mut |leaf| match leaf {
                Requirement::Skill { skill, .. } => {
                    self.ground.place(*skill).into_iter().for_each(|place| askers.skills[place].push(at));
                }
                Requirement::Course(course) => {
                    let teaches = &self.catalog.course(*course).teaches;
                    for place in teaches.iter().filter_map(|&(s, _)| self.ground.place(s)) {
                        askers.skills[place].push(at);
                    }
                    for same in self.class(*course) {
                        askers.courses[same].push(at);
                    }
                }
                Requirement::Taken(course) => {
                    for same in self.class(*course) {
                        askers.courses[same].push(at);
                    }
                }
                _ => {}
            });
        }
        askers
    }

    /// A course and those it is the same as, as far as one can come to them, by place.
    fn class(&self, course: CourseIx) -> impl Iterator<Item = usize> {
        let class = self.catalog.course(course).same_as.iter().copied().chain(std::iter::once(course));
        class.filter_map(|c| self.open.binary_search(&c).ok())
    }

    /// What somebody who has taken this course has passed.
    fn course(&self, course: CourseIx) -> Row {
        let mut row = self.requirement(&self.catalog.course(course).requirement);
        for &(skill, level) in self.catalog.effect(course) {
            self.raise(&mut row, skill, level);
        }
        row
    }

    fn requirement(&self, requirement: &Requirement) -> Row {
        let all = |parts: &[Requirement]| -> Vec<Row> { parts.iter().map(|p| self.requirement(p)).collect() };
        match requirement {
            Requirement::All(parts) => {
                let mut row = self.nothing();
                all(parts).iter().for_each(|part| join(&mut row, part));
                row
            }
            Requirement::Any(parts) => self.least(&all(parts), 0),
            // Of any `n` parts the highest is no lower than the n-th lowest of all.
            Requirement::AtLeast { n, of } => match (*n as usize).checked_sub(1) {
                Some(skip) => self.least(&all(of), skip),
                None => self.nothing(),
            },
            Requirement::Skill { skill, level } => self.skill(*skill, *level),
            Requirement::Course(course) => {
                // Levels that reach all it teaches do as well as the course itself, or the same course elsewhere.
                let mut ways: Vec<Row> = self.class(*course).map(|at| self.table.rows[at].clone()).collect();
                let teaches = &self.catalog.course(*course).teaches;
                if !teaches.is_empty() {
                    let mut row = self.nothing();
                    teaches.iter().for_each(|&(s, l)| join(&mut row, &self.skill(s, l)));
                    ways.push(row);
                }
                self.least(&ways, 0)
            }
            Requirement::Taken(course) => {
                let ways: Vec<Row> = self.class(*course).map(|at| self.table.rows[at].clone()).collect();
                self.least(&ways, 0)
            }
            // Which of the courses counted nobody can tell, and other facts speak of no level.
            Requirement::Credits { .. } | Requirement::Fact(_) => self.nothing(),
        }
    }

    fn least(&self, rows: &[Row], skip: usize) -> Row {
        least(&rows.iter().collect::<Vec<_>>(), skip, self.ground.skills.len())
    }
    fn nothing(&self) -> Row {
        vec![0; self.ground.skills.len()]
    }
    fn skill(&self, skill: SkillIx, level: Level) -> Row {
        let mut row = self.nothing();
        if let Some(place) = self.ground.place(skill) {
            let rungs = &self.table.rungs[place];
            if let Some((_, through)) = rungs.iter().find(|(taught, _)| *taught >= level) {
                row.clone_from(through);
            }
            // The level itself, not the rung it took.
            row[place] = level.thousandths();
        }
        row
    }
    fn raise(&self, row: &mut Row, skill: SkillIx, level: Level) {
        if let Some(place) = self.ground.place(skill) {
            row[place] = row[place].max(level.thousandths());
        }
    }
}

/// Settles a row; whether that changed it.
fn update(row: &mut Row, with: &Row, settled: fn(u16, u16) -> u16) -> bool {
    let mut changed = false;
    for (old, &new) in row.iter_mut().zip(with) {
        let now = settled(*old, new);
        changed |= now != *old;
        *old = now;
    }
    changed
}

fn join(row: &mut Row, other: &Row) {
    row.iter_mut().zip(other).for_each(|(a, b)| *a = (*a).max(*b));
}

/// For each skill the least level over the rows, the lowest `skip` left out; nothing when there are no rows.
fn least(rows: &[&Row], skip: usize, size: usize) -> Row {
    if rows.is_empty() {
        return vec![0; size];
    }
    if skip == 0 {
        let mut row = rows[0].clone();
        rows[1..].iter().for_each(|other| row.iter_mut().zip(*other).for_each(|(a, b)| *a = (*a).min(*b)));
        return row;
    }
    let mut column = Vec::with_capacity(rows.len());
    (0..size)
        .map(|place| {
            column.clear();
            column.extend(rows.iter().map(|row| row[place]));
            let at = skip.min(column.len() - 1);
            *column.select_nth_unstable(at).1
        })
        .collect()
}
