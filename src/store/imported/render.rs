//! A catalog as a file, the way people write one.

use std::fmt::Write as _;

use toml_edit::Value;

use crate::{
    domain::{CourseDraft, CourseStatus, Requirement, RequirementDraft, Skill},
    store::literal,
};

/// The text of a catalog file.
pub fn catalog_toml(about: &str, skills: &[Skill], courses: &[CourseDraft]) -> String {
    let mut out = String::with_capacity(courses.len() * 400);
    for line in about.lines() {
        let _ = writeln!(out, "# {line}");
    }
    for skill in skills {
        let _ = write!(
            out,
            "\n[[skill]]\nid = {}\nname = {}\narea = {}\n",
            text(skill.id.as_str()),
            text(&skill.name),
            text(&skill.area)
        );
        if !skill.aliases.is_empty() {
            let _ = writeln!(out, "aliases = {}", list(&skill.aliases));
        }
        if let Some(family) = &skill.family {
            let _ = writeln!(out, "family = {}", text(family));
        }
        if let Some(work) = skill.work {
            let hours: Vec<String> = work.totals().iter().map(|m| literal::hours(*m).to_string()).collect();
            let _ = writeln!(out, "work = [{}]", hours.join(", "));
        }
    }
    for course in courses {
        entry(&mut out, course);
    }
    out
}

fn text(text: &str) -> String {
    Value::from(text).to_string()
}

fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<String> = texts.iter().map(|t| text(t.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

fn entry(out: &mut String, c: &CourseDraft) {
    let _ = write!(
        out,
        "\n[[course]]\nid = {}\ntitle = {}\nprovider = {}\n",
        text(c.id.as_str()),
        text(&c.title),
        text(&c.provider)
    );
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{key} = {value}");
        }
    };
    let quoted = |t: &Option<String>| t.as_deref().map(text);
    put("platform", quoted(&c.platform));
    put("url", quoted(&c.url));
    put("hours", c.hours.map(|h| literal::hours(h).to_string()));
    put("hours_of", c.hours_of.map(|h| text(h.word())));
    put("kind", c.kind.map(|k| text(k.word())));
    put("price", c.price.map(|p| literal::price(p).to_string()));
    put("currency", c.price.map(|_| text(c.currency.code())));
    put("difficulty", c.difficulty.map(|d| text(d.word())));
    put("rating", c.rating.map(|r| format!("{r:?}")));
    put("ratings", c.ratings.map(|r| r.to_string()));
    put("language", quoted(&c.language));
    put("format", quoted(&c.format));
    put("tags", (!c.tags.is_empty()).then(|| list(&c.tags)));
    put("summary", (!c.summary.is_empty()).then(|| text(&c.summary)));
    put("credits", c.credits.map(|n| n.to_string()));
    put("teaches", levels(&c.teaches));
    put("prerequisites", clauses(&c.requirement));
    put("corequisites", clauses(&c.corequisite));
    put("recommended", clauses(&c.recommended));
    put("same_as", (!c.same_as.is_empty()).then(|| list(&c.same_as.iter().map(|i| i.as_str()).collect::<Vec<_>>())));
    put("excludes", (!c.excludes.is_empty()).then(|| list(&c.excludes.iter().map(|i| i.as_str()).collect::<Vec<_>>())));
    put("notes", (!c.notes.is_empty()).then(|| list(&c.notes)));
    put(
        "renamed_from",
        (!c.renamed_from.is_empty()).then(|| list(&c.renamed_from.iter().map(|i| i.as_str()).collect::<Vec<_>>())),
    );
    put("status", (c.status == CourseStatus::Retired).then(|| text("retired")));
    put("source", quoted(&c.source));
}

fn levels(levels: &[(crate::domain::SkillId, crate::domain::Level)]) -> Option<String> {
    let pairs: Vec<String> =
        levels.iter().map(|(s, l)| format!("{} = {}", text(s.as_str()), literal::level(*l))).collect();
    (!pairs.is_empty()).then(|| format!("{{ {} }}", pairs.join(", ")))
}

/// The clauses of a conjunction, one list.
fn clauses(requirement: &RequirementDraft) -> Option<String> {
    let parts = match requirement {
        Requirement::All(parts) => parts.clone(),
        other => vec![other.clone()],
    };
    (!parts.is_empty()).then(|| format!("[{}]", joined(&parts)))
}

fn joined(parts: &[RequirementDraft]) -> String {
    parts.iter().map(clause).collect::<Vec<_>>().join(", ")
}

fn clause(requirement: &RequirementDraft) -> String {
    match requirement {
        Requirement::All(parts) => format!("{{ all = [{}] }}", joined(parts)),
        Requirement::Any(parts) => format!("{{ any = [{}] }}", joined(parts)),
        Requirement::AtLeast { n, of } => format!("{{ at_least = {n}, of = [{}] }}", joined(of)),
        Requirement::Skill { skill, level } => {
            format!("{{ skill = {}, level = {} }}", text(skill.as_str()), literal::level(*level))
        }
        Requirement::Course(course) => text(course.as_str()),
        Requirement::Taken(course) => format!("{{ taken = {} }}", text(course.as_str())),
        Requirement::Credits { least, of } => {
            format!("{{ credits = {least}, of = {} }}", list(&of.iter().map(|c| c.as_str()).collect::<Vec<_>>()))
        }
        Requirement::Fact(fact) => format!("{{ fact = {} }}", text(fact)),
    }
}
