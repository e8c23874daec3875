//! Requirements as indented lines, each marked met or not.

use crate::domain::{Catalog, Requirement, State};

use super::anchored;

/// One line of a requirement tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseLine {
    /// Indentation, from 0.
    pub depth: usize,
    /// What is asked.
    pub text: String,
    /// Whether it holds now.
    pub met: bool,
}

/// The tree of a requirement against where the learner stands; empty when nothing is required.
pub fn clause_lines(catalog: &Catalog, state: &State, requirement: &Requirement) -> Vec<ClauseLine> {
    let mut lines = Vec::new();
    match requirement {
        // The outermost conjunction is what a list of lines means anyway.
        Requirement::All(parts) => parts.iter().for_each(|p| push(catalog, state, p, 0, &mut lines)),
        other => push(catalog, state, other, 0, &mut lines),
    }
    lines
}

fn push(catalog: &Catalog, state: &State, requirement: &Requirement, depth: usize, lines: &mut Vec<ClauseLine>) {
    let (text, parts): (String, &[Requirement]) = match requirement {
        Requirement::All(parts) => ("all of".to_owned(), parts),
        Requirement::Any(parts) => ("any one of".to_owned(), parts),
        Requirement::AtLeast { n, of } => (format!("at least {n} of"), of),
        single => (leaf(catalog, single), &[]),
    };
    let met = state.meets(catalog, requirement);
    let text = match requirement {
        Requirement::Skill { skill, .. } if !met => format!("{text}, you have {}", state.level(*skill)),
        _ => text,
    };
    lines.push(ClauseLine { depth, text, met });
    parts.iter().for_each(|p| push(catalog, state, p, depth + 1, lines));
}

/// A single clause: `Python 0.50 working`, or a course by title and id.
pub fn leaf(catalog: &Catalog, clause: &Requirement) -> String {
    match clause {
        Requirement::Skill { skill, level } => format!("{} {}", catalog.skill(*skill).name, anchored(*level)),
        Requirement::Course(ix) => {
            let course = catalog.course(*ix);
            format!("{} ({})", course.title, course.id)
        }
        Requirement::Taken(ix) => {
            let course = catalog.course(*ix);
            format!("{} ({}), taken itself", course.title, course.id)
        }
        Requirement::Credits { least, of } => {
            let names: Vec<String> = of
                .iter()
                .map(|&c| {
                    let course = catalog.course(c);
                    format!("{} ({})", course.title, course.credits.unwrap_or_default())
                })
                .collect();
            format!("{least} credits of {}", super::list_and(&names))
        }
        Requirement::Fact(fact) => format!("being `{fact}`"),
        Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast { .. } => "several things".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CatalogDraft, CourseDraft, CourseId, Level, Skill, SkillId};

    #[test]
    fn a_nested_requirement_becomes_marked_lines() {
        let skill = |id: &str, name: &str| Skill::new(SkillId::new(id).expect("valid"), name, "x");
        let course = |id: &str, title: &str| CourseDraft::new(CourseId::new(id).expect("valid"), title, "p");
        let catalog = Catalog::link(CatalogDraft {
            skills: vec![skill("python", "Python")],
            courses: vec![course("a", "Alpha"), course("b", "Beta")],
            ..CatalogDraft::default()
        })
        .expect("links");
        let (python, a) = (catalog.skill_ix("python").expect("there"), catalog.course_ix("a").expect("there"));
        let b = catalog.course_ix("b").expect("there");
        let mut state = State::empty(&catalog);
        state.take(&catalog, b);
        let requirement = Requirement::All(vec![
            Requirement::Skill { skill: python, level: Level::new(500) },
            Requirement::Any(vec![Requirement::Course(a), Requirement::Course(b)]),
        ]);
        let lines: Vec<_> =
            clause_lines(&catalog, &state, &requirement).into_iter().map(|l| (l.depth, l.text, l.met)).collect();
        let expected = [
            (0, "Python 0.50 working, you have 0.00", false),
            (0, "any one of", true),
            (1, "Alpha (a)", false),
            (1, "Beta (b)", true),
        ];
        assert_eq!(lines, expected.map(|(d, t, m)| (d, t.to_owned(), m)));
    }
}
