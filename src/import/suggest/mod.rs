//! What the source does not say, proposed from its texts: skills and their levels, difficulty, and which course to take
//! before which. Each with a confidence and its evidence; nothing of it counts until it is accepted.

mod difficulty;
mod order;
mod skills;

use serde::{Deserialize, Serialize};

pub use difficulty::difficulty;
pub use order::{Concept, Domain, FEATURES, Inference, Pair, near_pairs, standardised, suggest_order};
pub use skills::Taxonomy;

use crate::domain::{CourseDraft, CourseId, Level, Requirement, Skill, SkillId};

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Proposed {
    /// It teaches a skill up to a level, in thousandths.
    Skill {
        /// Which skill.
        skill: SkillId,
        /// Up to which level, in thousandths.
        level: u16,
    },
    /// How demanding it is.
    Difficulty {
        /// The word.
        word: String,
    },
    /// What is better taken before it.
    Before {
        /// Which course.
        course: CourseId,
    },
}

/// What became of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nobody has said.
    #[default]
    Open,
    /// It counts.
    Accepted,
    /// It does not, and is not proposed again.
    Refused,
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// For which course.
    pub course: CourseId,
    /// What.
    #[serde(flatten)]
    pub what: Proposed,
    /// How often such a suggestion is right, in hundredths.
    pub confidence: u8,
    /// Where it comes from, in words.
    pub evidence: String,
    /// What became of it.
    #[serde(default)]
    pub verdict: Verdict,
}

/// Most skills proposed for one course.
const MOST_SKILLS: usize = 4;

/// Everything proposed for some courses; what they declare is left alone.
pub fn suggest(courses: &[CourseDraft], skills: &[Skill]) -> Vec<Suggestion> {
    let taxonomy = Taxonomy::new(skills);
    let mut out = Vec::new();
    for course in courses {
        let told = course.difficulty.or_else(|| difficulty(course).map(|(d, _)| d));
        if course.teaches.is_empty() {
            for found in taxonomy.read(course).into_iter().take(MOST_SKILLS) {
                let level = level(told, course, &skills[found.skill]);
                out.push(Suggestion {
                    course: course.id.clone(),
                    what: Proposed::Skill { skill: skills[found.skill].id.clone(), level: level.thousandths() },
                    confidence: found.confidence,
                    evidence: found.evidence,
                    verdict: Verdict::Open,
                });
            }
        }
        if course.difficulty.is_none()
            && let Some((found, evidence)) = difficulty(course)
        {
            out.push(Suggestion {
                course: course.id.clone(),
                what: Proposed::Difficulty { word: found.word().to_owned() },
                confidence: 80,
                evidence,
                verdict: Verdict::Open,
            });
        }
    }
    out.extend(suggest_order(courses));
    out.sort_by(|a, b| b.confidence.cmp(&a.confidence).then_with(|| a.course.cmp(&b.course)));
    out
}

/// The level a course of that difficulty leads to; where its hours are known, no more than they are work for.
fn level(difficulty: Option<crate::domain::Difficulty>, course: &CourseDraft, skill: &Skill) -> Level {
    use crate::domain::Difficulty::{Advanced, Beginner, Intermediate};
    let by_word = match difficulty {
        Some(Advanced) => 750,
        Some(Intermediate) => 500,
        Some(Beginner) | None => 250,
    };
    let by_work = match (&skill.work, course.hours) {
        // Half of what the curve asks for is enough: practice of one's own is counted apart.
        (Some(curve), Some(hours)) => {
            let anchors = curve.totals();
            let reached = anchors.iter().filter(|needed| needed.0 <= hours.0 * 2).count();
            u16::try_from(reached).unwrap_or(4) * 250
        }
        _ => 1000,
    };
    Level::new(by_word.min(by_work.max(250)))
}

/// Puts accepted suggestions into the courses they are for.
pub fn apply(courses: &mut [CourseDraft], suggestions: &[Suggestion]) {
    let ids: std::collections::BTreeSet<CourseId> = courses.iter().map(|c| c.id.clone()).collect();
    for suggestion in suggestions.iter().filter(|s| s.verdict == Verdict::Accepted) {
        let Ok(at) = courses.binary_search_by(|c| c.id.cmp(&suggestion.course)) else { continue };
        let course = &mut courses[at];
        match &suggestion.what {
            Proposed::Skill { skill, level } => {
                if !course.teaches.iter().any(|(s, _)| s == skill) {
                    course.teaches.push((skill.clone(), Level::new(*level)));
                    course.teaches.sort();
                }
            }
            Proposed::Difficulty { word } => course.difficulty = course.difficulty.or(word.parse().ok()),
            Proposed::Before { course: first } => {
                if ids.contains(first) {
                    let old = std::mem::replace(&mut course.recommended, Requirement::always());
                    let mut parts = match old {
                        Requirement::All(parts) => parts,
                        other => vec![other],
                    };
                    let clause = Requirement::Course(first.clone());
                    if !parts.contains(&clause) {
                        parts.push(clause);
                    }
                    course.recommended = Requirement::All(parts);
                }
            }
        }
    }
}

/// New suggestions with the verdicts on old ones; what was decided stays, though it would no longer be proposed.
pub fn remembered(mut new: Vec<Suggestion>, old: Vec<Suggestion>) -> Vec<Suggestion> {
    for was in old.into_iter().filter(|s| s.verdict != Verdict::Open) {
        let same = |s: &&mut Suggestion| {
            s.course == was.course
                && match (&s.what, &was.what) {
                    (Proposed::Skill { skill: a, .. }, Proposed::Skill { skill: b, .. }) => a == b,
                    (a, b) => a == b,
                }
        };
        match new.iter_mut().find(same) {
            Some(found) => *found = was,
            None => new.push(was),
        }
    }
    new
}
