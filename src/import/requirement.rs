//! From trees over printed codes to requirements over the courses there are.

use std::collections::BTreeMap;

use super::language::{Reading, Tree, folded};
use crate::domain::{CourseId, Requirement, RequirementDraft};

/// The courses of an import by code and by title.
pub(super) struct Index {
    codes: BTreeMap<String, CourseId>,
    titles: BTreeMap<String, Option<CourseId>>,
    /// Codes that stand for one of several courses.
    groups: BTreeMap<String, Vec<String>>,
}

/// What could not be held on to.
#[derive(Debug, Default)]
pub(super) struct Lost {
    /// Codes nothing answers to, that were one of several ways.
    pub(super) alternatives: Vec<String>,
    /// Codes nothing answers to, that were needed.
    pub(super) needed: Vec<String>,
    /// Whether the course names itself.
    pub(super) itself: bool,
}

impl Index {
    pub(super) fn new(groups: &BTreeMap<String, Vec<String>>) -> Self {
        let groups = groups.iter().map(|(code, of)| (bare(code), of.clone())).collect();
        Self { codes: BTreeMap::new(), titles: BTreeMap::new(), groups }
    }

    /// The courses a code stands for, those that are there.
    fn group(&self, code: &str, own: &CourseId) -> Option<RequirementDraft> {
        let of = self.groups.get(&bare(code))?;
        let there = of.iter().filter_map(|c| self.code(c)).filter(|id| *id != own);
        grouped(there.map(|id| Requirement::Course(id.clone())).collect(), Requirement::Any)
    }

    pub(super) fn add(&mut self, id: &CourseId, code: Option<&str>, title: &str) {
        self.codes.entry(bare(id.as_str())).or_insert_with(|| id.clone());
        if let Some(code) = code {
            self.codes.entry(bare(code)).or_insert_with(|| id.clone());
        }
        let title = worded(title);
        self.titles.entry(title).and_modify(|t| *t = None).or_insert_with(|| Some(id.clone()));
    }

    pub(super) fn code(&self, code: &str) -> Option<&CourseId> {
        self.codes.get(&bare(code))
    }

    /// The course of that title, or the only one whose title begins with it.
    pub(super) fn title(&self, text: &str) -> Option<&CourseId> {
        let text = worded(text);
        if let Some(found) = self.titles.get(&text) {
            return found.as_ref();
        }
        if text.len() < 4 {
            return None;
        }
        let mut beginning = self.titles.range(text.clone()..).take_while(|(t, _)| t.starts_with(&text));
        let begins = |t: &str| t[text.len()..].starts_with(' ');
        let first = beginning.next().filter(|(t, _)| begins(t))?;
        let other = beginning.any(|(t, _)| begins(t));
        if other { None } else { first.1.as_ref() }
    }

    /// A tree as a requirement of `own`. An alternative nothing answers to is left out while another is there; what is
    /// needed and not there cannot be asked for, and is told.
    pub(super) fn requirement(&self, tree: &Tree, own: &CourseId, lost: &mut Lost) -> Option<RequirementDraft> {
        match tree {
            Tree::Code { code, .. } => match self.code(code) {
                Some(id) if id == own => {
                    lost.itself = true;
                    None
                }
                Some(id) => Some(Requirement::Course(id.clone())),
                None => {
                    let group = self.group(code, own);
                    if group.is_none() {
                        lost.needed.push(code.clone());
                    }
                    group
                }
            },
            Tree::All(parts) => {
                let parts: Vec<_> = parts.iter().filter_map(|p| self.requirement(p, own, lost)).collect();
                grouped(parts, Requirement::All)
            }
            Tree::Any(parts) => {
                let mut inner = Lost::default();
                let mut kept = Vec::new();
                for part in parts {
                    let mut of = Lost::default();
                    let read = self.requirement(part, own, &mut of);
                    // A way that needs something nobody has is no way.
                    let whole = of.needed.is_empty();
                    inner.needed.append(&mut of.needed);
                    inner.alternatives.append(&mut of.alternatives);
                    inner.itself |= of.itself;
                    kept.extend(read.filter(|_| whole));
                }
                lost.itself |= inner.itself;
                lost.alternatives.append(&mut inner.alternatives);
                if kept.is_empty() {
                    lost.needed.append(&mut inner.needed);
                } else {
                    lost.alternatives.append(&mut inner.needed);
                }
                grouped(kept, Requirement::Any)
            }
            Tree::AtLeast { n, of } => {
                let mut inner = Lost::default();
                let kept: Vec<_> = of.iter().filter_map(|p| self.requirement(p, own, &mut inner)).collect();
                let enough = kept.len() >= *n as usize;
                let to = if enough { &mut lost.alternatives } else { &mut lost.needed };
                to.append(&mut inner.needed);
                if enough { Some(Requirement::AtLeast { n: *n, of: kept }) } else { grouped(kept, Requirement::All) }
            }
        }
    }

    /// Titles apart by commas, semicolons, *and* or *or*: those that are found, and the rest in words.
    pub(super) fn titled(&self, text: &str, own: &CourseId) -> (Option<RequirementDraft>, Vec<String>) {
        let mut left = Vec::new();
        let mut one = |text: &str| {
            let text = text.trim().trim_end_matches('.');
            // A code in a style that no grammar knows, else a title.
            match self.code(text).or_else(|| self.title(text)).filter(|id| *id != own) {
                Some(id) => Some(Requirement::Course(id.clone())),
                None => {
                    left.extend((!text.is_empty()).then(|| text.to_owned()));
                    None
                }
            }
        };
        if let Some(whole) = self.code(text).or_else(|| self.title(text)).filter(|id| *id != own) {
            return (Some(Requirement::Course(whole.clone())), left);
        }
        let parts: Vec<_> = text
            .split([',', ';', '\n'])
            .flat_map(|part| joined_by(part, &[" and ", " und ", " og ", " ve ", " et "]))
            .filter_map(|part| {
                let ways = joined_by(part, &[" or ", " oder ", " eller ", " veya ", " ou "]);
                let ways: Vec<_> = ways.into_iter().filter_map(&mut one).collect();
                grouped(ways, Requirement::Any)
            })
            .collect();
        (grouped(parts, Requirement::All), left)
    }
}

/// Parts between any of some words.
fn joined_by<'t>(text: &'t str, words: &[&str]) -> Vec<&'t str> {
    let mut parts = vec![text];
    for word in words {
        parts = parts.into_iter().flat_map(|p| p.split(word)).collect();
    }
    parts
}

fn grouped(
    mut parts: Vec<RequirementDraft>,
    group: fn(Vec<RequirementDraft>) -> RequirementDraft,
) -> Option<RequirementDraft> {
    let mut seen: Vec<RequirementDraft> = Vec::new();
    parts.retain(|p| {
        let new = !seen.contains(p);
        if new {
            seen.push(p.clone());
        }
        new
    });
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(group(parts)),
    }
}

/// A code without blanks and marks: `CSCI-2300` and `csci 2300` are the same.
fn bare(code: &str) -> String {
    folded(code).chars().filter(|c| c.is_alphanumeric() || *c == '.').collect()
}

fn worded(title: &str) -> String {
    let text: String = title
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '+' || c == '#' { c } else { ' ' })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a remark says to the learner; remarks on the reading itself are for the report.
pub(super) fn caution(note: &str) -> Option<String> {
    let (head, rest) = note.split_once(':').unwrap_or((note, ""));
    let rest = rest.trim();
    let (class, detail) = rest.split_once(':').map_or((rest, ""), |(c, d)| (c.trim(), d.trim()));
    let or = head == "or";
    Some(match head {
        "or" | "and" => match class {
            "permission" if or => "or with permission".to_owned(),
            "permission" => "permission needed".to_owned(),
            "equivalent" => "or an equivalent".to_owned(),
            _ if or => format!("or: {detail}"),
            _ => format!("also: {detail}"),
        },
        "permission only" => "permission needed".to_owned(),
        "grade" if rest.contains("grade") => rest.to_owned(),
        "grade" => format!("grade: {rest}"),
        "recommended" => rest.to_owned(),
        "excludes" => rest.to_owned(),
        "credits" => format!("also: {rest}"),
        _ => return None,
    })
}

/// Whether a reading says nothing that this program could hold on to.
pub(super) fn understood(reading: &Reading) -> bool {
    let named = |note: &str| note.contains(":named:") || note.starts_with("unread") || note.contains(":pool:");
    reading.unread.is_none() && (reading.asks() || !reading.notes.iter().any(|n| named(&n.text)))
}
