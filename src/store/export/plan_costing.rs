//! What the work and the weights of a plan were counted by, to TOML and back.

use toml::de::DeTable;

use super::{
    plan_read::{flag, levels, many, maybe, minutes},
    plan_write::{self, line, list, optional, text, thousandths},
};
use crate::{
    domain::{Authority, Ratings, SkillId, WorkCurve},
    path::{Costing, PlanCosting, PlanSkill, WeightFacts, WeightReason, WeightTerm, WeightWhy},
    store::{
        ProblemKind,
        read::{Reader, Value},
    },
};

/// Adds `[premises.costing]` and the skills it speaks of.
pub(super) fn write(out: &mut String, p: &PlanCosting) {
    let c = &p.costing;
    out.push_str("\n# How work is counted and weighted.\n[premises.costing]\n");
    line(out, "video_factor", &thousandths(c.video_factor));
    line(out, "assume_hours", &c.assume.to_string());
    line(out, "assume_long_hours", &c.assume_long.to_string());
    line(out, "taste", &thousandths(c.taste));
    for (term, factor) in factors(c) {
        line(out, term.word(), &thousandths(factor));
    }
    line(out, "mean_rating", &thousandths(p.ratings.mean));
    line(out, "typical_ratings", &p.ratings.typical.to_string());
    line(out, "asked", &list(p.asked.iter().map(|s| text(s.as_str()))));
    for skill in &p.skills {
        out.push_str("\n[[premises.skill]]\n");
        line(out, "id", &text(skill.id.as_str()));
        optional(out, "family", skill.family.as_deref().map(text));
        if !skill.implies.is_empty() {
            line(out, "implies", &plan_write::levels(&skill.implies));
        }
        optional(out, "work", skill.work.map(|w| list(w.totals().iter().map(|h| h.to_string()))));
    }
}

fn factors(c: &Costing) -> [(WeightTerm, u32); 4] {
    WeightTerm::ALL.map(|term| match term {
        WeightTerm::Evidence => (term, c.evidence),
        WeightTerm::Clash => (term, c.clash),
        WeightTerm::Interest => (term, c.interest),
        WeightTerm::Community => (term, c.community),
    })
}

/// Adds what a course's weight was worked out from.
pub(super) fn facts(out: &mut String, f: &WeightFacts) {
    if f.lists > 0 {
        line(out, "lists", &f.lists.to_string());
    }
    plan_write::flag(out, "authority", f.authority);
    optional(out, "rated", f.rated.map(|(stars, n)| format!("[{}, {n}]", thousandths(stars))));
    optional(out, "interest", f.interest.map(thousandths));
    optional(out, "community", f.community.map(thousandths));
}

/// A term of a weight.
pub(super) fn reason(r: &WeightReason) -> String {
    let why = match &r.why {
        WeightWhy::Endorsed(lists) => format!(", endorsed = {}", list(lists.iter().map(|l| text(l)))),
        WeightWhy::Authority(authority) => format!(", authority = {}", text(authority.word())),
        WeightWhy::Rated { stars, ratings } => format!(", rated = [{}, {ratings}]", thousandths(*stars)),
        WeightWhy::Clash { tool, rival } => {
            format!(", tool = {}, rival = {}", text(tool.as_str()), text(rival.as_str()))
        }
        WeightWhy::Nobody | WeightWhy::Model => String::new(),
    };
    format!(
        "{{ term = {}, value = {}, adds = {}{why} }}",
        text(r.term.word()),
        thousandths(r.value),
        thousandths(r.adds)
    )
}

fn whole(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<u32> {
    r.quantity(value, key, |number| {
        let thousandths = (number * 1000.0).round();
        if (0.0..=f64::from(u32::MAX / 1000)).contains(&thousandths) {
            Ok(thousandths as u32)
        } else {
            Err(format!("{number} is no such figure"))
        }
    })
}

/// Reads a figure of a step or course in thousandths.
pub(super) fn share(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<u32> {
    whole(r, value, key)
}

/// Reads `[premises.costing]` and `[[premises.skill]]`.
pub(super) fn read(r: &mut Reader, value: &Value<'_>, premises: &DeTable<'_>) -> Option<PlanCosting> {
    let at = r.line(value);
    let table = r.table(value, "costing")?;
    let terms = WeightTerm::ALL.map(WeightTerm::word);
    let others =
        ["video_factor", "assume_hours", "assume_long_hours", "taste", "mean_rating", "typical_ratings", "asked"];
    r.only(table, "costing", &[&terms[..], &others].concat());
    let mut figure = |key: &str| r.need(at, table, key, |r, v| whole(r, v, &format!("costing.{key}")));
    let (video_factor, taste, mean) = (figure("video_factor"), figure("taste"), figure("mean_rating"));
    let [evidence, clash, interest, community] = terms.map(&mut figure);
    let mut time = |key: &str| r.need(at, table, key, |r, v| minutes(r, v, &format!("costing.{key}")));
    let (assume, assume_long) = (time("assume_hours"), time("assume_long_hours"));
    let typical = r.need(at, table, "typical_ratings", |r, v| r.integer(v, "costing.typical_ratings", 0..=u64::MAX));
    let asked = r.need(at, table, "asked", |r, v| {
        let list = r.list(v, "costing.asked")?;
        list.iter().map(|v| r.id(v, "costing.asked", SkillId::new)).collect::<Option<Vec<_>>>()
    });
    let skills = many(r, premises, "skill", skill);
    Some(PlanCosting {
        costing: Costing {
            video_factor: video_factor?,
            assume: assume?,
            assume_long: assume_long?,
            taste: taste?,
            evidence: evidence?,
            clash: clash?,
            interest: interest?,
            community: community?,
        },
        ratings: Ratings { mean: mean?, typical: typical? },
        asked: asked?,
        skills: skills?,
    })
}

fn skill(r: &mut Reader, at: u32, table: &DeTable<'_>) -> Option<PlanSkill> {
    r.only(table, "", &["id", "family", "implies", "work"]);
    let id = r.need(at, table, "id", |r, v| r.id(v, "id", SkillId::new));
    let implies = table.get("implies").map_or(Some(Vec::new()), |v| levels(r, v, "implies"));
    let work = maybe(r, table, "work", curve)?;
    Some(PlanSkill { id: id?, family: maybe(r, table, "family", Reader::text)?, implies: implies?, work })
}

fn curve(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<WorkCurve> {
    let at = r.line(value);
    let list = r.list(value, key)?;
    let hours = list.iter().map(|v| minutes(r, v, key)).collect::<Option<Vec<_>>>()?;
    let curve = hours.try_into().ok().and_then(|four| WorkCurve::new(four).ok());
    if curve.is_none() {
        r.problem(ProblemKind::BadValue, at, key, "work has four figures, each above the one before");
    }
    curve
}

/// Reads what a course's weight was worked out from.
pub(super) fn read_facts(r: &mut Reader, table: &DeTable<'_>) -> Option<WeightFacts> {
    let lists = table.get("lists").map_or(Some(0), |v| r.integer(v, "lists", 0..=u64::from(u32::MAX)));
    Some(WeightFacts {
        lists: usize::try_from(lists?).ok()?,
        authority: flag(r, table, "authority", false)?,
        rated: maybe(r, table, "rated", rated)?,
        interest: maybe(r, table, "interest", whole)?,
        community: maybe(r, table, "community", whole)?,
    })
}

fn rated(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<(u32, u64)> {
    match r.list(value, key)?.as_ref() {
        [stars, n] => {
            let (stars, n) = (whole(r, stars, key), r.integer(n, key, 0..=u64::MAX));
            stars.zip(n)
        }
        _ => {
            let line = r.line(value);
            r.problem(ProblemKind::BadValue, line, key, "it is written as [stars, how many gave them]");
            None
        }
    }
}

/// Reads the terms of a step's weight.
pub(super) fn read_reasons(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<Vec<WeightReason>> {
    let list = r.list(value, key)?;
    let all: Vec<_> = list.iter().enumerate().map(|(i, v)| read_reason(r, v, &format!("{key}[{i}]"))).collect();
    all.into_iter().collect()
}

fn read_reason(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<WeightReason> {
    let at = r.line(value);
    let table = r.table(value, key)?;
    r.only(table, key, &["term", "value", "adds", "endorsed", "authority", "rated", "tool", "rival"]);
    let path = |name: &str| format!("{key}.{name}");
    let term = r.need(at, table, "term", |r, v| r.word(v, &path("term"), &WeightTerm::ALL.map(|t| (t.word(), t))));
    let value = r.need(at, table, "value", |r, v| whole(r, v, &path("value")));
    let adds = r.need(at, table, "adds", |r, v| whole(r, v, &path("adds")));
    let why = if let Some(lists) = table.get("endorsed") {
        WeightWhy::Endorsed(r.texts(lists, &path("endorsed")))
    } else if let Some(word) = table.get("authority") {
        let words: Vec<_> = Authority::ALL.iter().map(|a| (a.word(), *a)).collect();
        WeightWhy::Authority(r.word(word, &path("authority"), &words)?)
    } else if let Some(value) = table.get("rated") {
        let (stars, ratings) = rated(r, value, &path("rated"))?;
        WeightWhy::Rated { stars, ratings }
    } else if table.contains_key("tool") {
        let mut skill = |name: &str| r.need(at, table, name, |r, v| r.id(v, &path(name), SkillId::new));
        let (tool, rival) = (skill("tool"), skill("rival"));
        WeightWhy::Clash { tool: tool?, rival: rival? }
    } else if term == Some(WeightTerm::Evidence) {
        WeightWhy::Nobody
    } else {
        WeightWhy::Model
    };
    Some(WeightReason { term: term?, value: value?, adds: adds?, why })
}

/// Hours and work of a step or course; `weighs` says whether the file has work of its own.
pub(super) fn read_time(r: &mut Reader, at: u32, table: &DeTable<'_>, weighs: bool) -> Option<crate::domain::Work> {
    let hours = r.need(at, table, "hours", |r, v| minutes(r, v, "hours"));
    let left = if weighs { r.need(at, table, "work", |r, v| minutes(r, v, "work")) } else { hours };
    let full = maybe(r, table, if weighs { "full_work" } else { "full_hours" }, minutes)?;
    let full = full.or(left)?;
    Some(crate::domain::Work {
        hours: if weighs { hours? } else { full },
        assumed: flag(r, table, "hours_assumed", false)?,
        video: flag(r, table, "video", false)?,
        full,
        left: left?,
    })
}
