//! `catalog check`: what loading finds wrong, and what is wrong with the catalog as a whole, in one run.

use std::fmt::Display;

use super::{CatalogSources, Place, Places, Read, Replaced, Texts, read_all};
use crate::{
    audit::{Audit, audit},
    domain::{Catalog, CourseIx},
    phrase,
    store::{Problem, ProblemKind, Severity},
};

/// Everything `catalog check` and `catalog stats` have to say.
#[derive(Debug)]
pub struct Checked {
    /// All problems, in order of file and line.
    pub problems: Vec<Problem>,
    /// Entries replaced by later catalogs.
    pub replaced: Vec<Replaced>,
    /// The catalog as far as it could be made out, faulty parts left out.
    pub catalog: Catalog,
    /// What was found in it; `None` when a whole file could not be read, since everything would seem to miss it.
    pub audit: Option<Audit>,
}

impl Checked {
    /// Whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|p| p.severity == Severity::Error)
    }
}

/// Checks the catalogs. Faulty parts are left out before the whole is audited, so that one run tells
/// everything and no slip is reported twice.
pub fn check_catalog(sources: &CatalogSources) -> Checked {
    let Read { catalog, places, replaced, mut problems, file_lost } = read_all(sources, None, Texts::Parse);
    let audit = (!file_lost).then(|| audit(&catalog));
    if let Some(audit) = &audit {
        Teller { catalog: &catalog, places: &places, problems: &mut problems }.tell(audit);
    }
    problems.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    Checked { problems, replaced, catalog, audit }
}

struct Teller<'a> {
    catalog: &'a Catalog,
    places: &'a Places,
    problems: &'a mut Vec<Problem>,
}

impl Teller<'_> {
    fn tell(&mut self, audit: &Audit) {
        for cycle in &audit.cycles {
            self.cycle(cycle);
        }
        for stuck in &audit.never_ready {
            let course = &self.catalog.course(stuck.course).id;
            let parts: Vec<_> = stuck.missing.iter().map(|m| phrase::missing(m, &phrase::Ids)).collect();
            let message = format!("course `{course}` can never start without {}", phrase::list_and(&parts));
            let place = self.places.courses.get(course);
            self.warn(ProblemKind::NeverReady, place, "prerequisites", message, None);
        }
        for goal in &audit.out_of_reach {
            let parts: Vec<_> = goal.missing.iter().map(|m| phrase::missing(m, &phrase::Ids)).collect();
            let message = format!("goal `{}` cannot be reached: {}", goal.goal, phrase::list_and(&parts));
            let place = self.places.goals.get(&goal.goal);
            self.warn(ProblemKind::GoalUnreachable, place, "skills", message, None);
        }
        for &skill in &audit.untaught {
            let id = &self.catalog.skill(skill).id;
            // Somebody means to teach it and slipped in the level, which is reported already.
            let slip = |p: &Problem| p.key.strip_prefix("teaches.") == Some(id.as_str());
            if self.problems.iter().any(slip) {
                continue;
            }
            let place = self.places.skills.get(id);
            self.warn(ProblemKind::NobodyTeaches, place, "id", format!("no course teaches skill `{id}`"), None);
        }
        for &(first, second) in &audit.near_duplicates {
            let (first, second) = (&self.catalog.course(first).id, &self.catalog.course(second).id);
            let message = format!("course `{second}` has provider and title in common with `{first}`");
            let hint = format!("if they are the same, write same_as = [\"{first}\"]");
            self.warn(ProblemKind::NearDuplicate, self.places.courses.get(second), "title", message, Some(hint));
        }
    }

    fn cycle(&mut self, cycle: &[CourseIx]) {
        let id = |c: &CourseIx| &self.catalog.course(*c).id;
        let Some(first) = cycle.first() else { return };
        let way: Vec<String> = cycle.iter().chain([first]).map(|c| id(c).to_string()).collect();
        let place = self.places.courses.get(id(first));
        let message = format!("nobody can enter this cycle: {}", way.join(" → "));
        let hint = Some("give one of them another way in, such as { any = [ … ] }".to_owned());
        self.problem(Severity::Error, ProblemKind::Cycle, place, "prerequisites", message, hint);
    }

    fn warn(
        &mut self,
        kind: ProblemKind,
        place: Option<&Place>,
        key: &str,
        message: impl Display,
        hint: Option<String>,
    ) {
        self.problem(Severity::Warning, kind, place, key, message, hint);
    }

    fn problem(
        &mut self,
        severity: Severity,
        kind: ProblemKind,
        place: Option<&Place>,
        key: &str,
        message: impl Display,
        hint: Option<String>,
    ) {
        self.problems.push(Problem {
            severity,
            kind,
            file: place.map(|p| p.file.to_string()).unwrap_or_default(),
            line: place.map(|p| p.line),
            key: key.to_owned(),
            message: message.to_string(),
            hint,
        });
    }
}
