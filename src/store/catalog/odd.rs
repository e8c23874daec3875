//! What stands in a catalog and cannot be meant: each entry is right by itself, so loading says nothing of it.

use std::collections::BTreeSet;

use super::{entry::Entry, merge::Merged};
use crate::{
    domain::{CourseDraft, CourseId, RequirementDraft},
    phrase,
    store::{Problem, ProblemKind, Severity},
};

impl Merged {
    /// Everything of that kind, as warnings.
    pub(super) fn odd(&self) -> Vec<Problem> {
        let mut out = Vec::new();
        for entry in self.courses.values() {
            self.odd_course(entry, &mut out);
        }
        for entry in self.goals.values() {
            self.without_credits(entry, "requirement", &format!("goal `{}`", entry.draft.id), &mut out, |g| {
                &g.requirement
            });
        }
        let offered: BTreeSet<String> =
            self.courses.values().flat_map(|e| &e.draft.offered).map(|t| t.to_lowercase()).collect();
        for (_, entry) in self.terms.iter().filter(|(id, _)| !offered.contains(*id)) {
            let message = format!("no course is offered in term `{}`", entry.draft.id);
            let hint = format!("a course is offered in it with offered = [\"{}\"]", entry.draft.id);
            out.push(warning(entry, ProblemKind::UnusedTerm, "id", message, hint));
        }
        out
    }

    fn odd_course(&self, entry: &Entry<CourseDraft>, out: &mut Vec<Problem>) {
        let course = &entry.draft;
        let name = format!("course `{}`", course.id);
        if course.excludes.contains(&course.id) {
            let message = format!("{name} rules itself out; that is not heeded");
            let hint = "`excludes` names the courses one cannot take besides".to_owned();
            out.push(warning(entry, ProblemKind::RulesItselfOut, "excludes", message, hint));
        }
        for twin in course.same_as.iter().filter_map(|id| self.courses.get(&key(id))) {
            let twin = &twin.draft;
            // Who states nothing leaves it to the other; what both state should agree.
            let both = !course.teaches.is_empty() && !twin.teaches.is_empty();
            let taught = |c: &CourseDraft| c.teaches.iter().cloned().collect::<BTreeSet<_>>();
            let (own, other) = (taught(course), taught(twin));
            if both && own != other {
                let skills: BTreeSet<&str> = own.symmetric_difference(&other).map(|(s, _)| s.as_str()).collect();
                let skills: Vec<String> = skills.into_iter().map(|s| format!("`{s}`")).collect();
                let message = format!(
                    "{name} is said to be the same as `{}`, but they differ in {}",
                    twin.id,
                    phrase::list_some(&skills, 3)
                );
                let hint = "both then count as teaching the higher level; are they the same course?".to_owned();
                out.push(warning(entry, ProblemKind::TwinsDiffer, "same_as", message, hint));
            }
        }
        self.without_credits(entry, "prerequisites", &name, out, |c| &c.requirement);
        self.without_credits(entry, "corequisites", &name, out, |c| &c.corequisite);
    }

    /// Courses that are to count by credits and state none.
    fn without_credits<T>(
        &self,
        entry: &Entry<T>,
        at: &str,
        name: &str,
        out: &mut Vec<Problem>,
        clauses: impl Fn(&T) -> &RequirementDraft,
    ) {
        let mut without: BTreeSet<&CourseId> = BTreeSet::new();
        clauses(&entry.draft).leaves(&mut |leaf| {
            if let RequirementDraft::Credits { of, .. } = leaf {
                let states = |id: &&CourseId| self.courses.get(&key(id)).is_some_and(|e| e.draft.credits.is_none());
                without.extend(of.iter().filter(states));
            }
        });
        if without.is_empty() {
            return;
        }
        let ids: Vec<String> = without.iter().map(|id| format!("`{id}`")).collect();
        let verb = if ids.len() == 1 { "states" } else { "state" };
        let message = format!("{name} counts credits of {}, which {verb} none", phrase::list_some(&ids, 3));
        out.push(warning(entry, ProblemKind::NoCredits, at, message, "say credits = 3 at the course".to_owned()));
    }
}

fn key(id: &CourseId) -> String {
    id.as_str().to_lowercase()
}

fn warning<T>(entry: &Entry<T>, kind: ProblemKind, key: &str, message: String, hint: String) -> Problem {
    Problem {
        severity: Severity::Warning,
        kind,
        file: entry.file.to_string(),
        line: Some(entry.line),
        key: key.to_owned(),
        message,
        hint: Some(hint),
    }
}
