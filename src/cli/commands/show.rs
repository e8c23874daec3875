//! `show`: everything about one course, goal or skill, seen from where the learner stands.

use std::collections::BTreeMap;

use clap::Args;
use clap_complete::ArgValueCompleter;
use serde::Serialize;

use crate::{
    advisor::Advisor,
    cli::{
        complete,
        context::{Context, Outcome},
        error::CliError,
        json,
        output::{Output, Table, Tone},
    },
    domain::{Course, CourseIx, CourseStatus, Goal, Requirement, SkillIx},
    phrase,
};

/// Arguments of `show`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq show mit-18.06\n  prereq show data-scientist\n  prereq show python")]
pub struct ShowArgs {
    /// The id of a course, a goal or a skill
    #[arg(value_name = "ID", add = ArgValueCompleter::new(complete::anything))]
    pub id: String,
}

#[derive(Serialize)]
struct ShowDoc<'a> {
    schema: &'static str,
    id: &'a str,
    course: Option<CourseDoc<'a>>,
    goal: Option<GoalDoc<'a>>,
    skill: Option<SkillDoc<'a>>,
}

/// Runs `show`.
pub fn run(args: &ShowArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let catalog = advisor.catalog();
    let id = args.id.as_str();
    let (course, goal, skill) = (catalog.course_ix(id), catalog.goal(id), catalog.skill_ix(id));
    if course.is_none() && goal.is_none() && skill.is_none() {
        return Err(CliError::UnknownId { id: id.to_owned(), near: advisor.near_ids(id) });
    }
    if ctx.global.json {
        ctx.out.json(&ShowDoc {
            schema: "prereq.show/1",
            id,
            course: course.map(|c| CourseDoc::of(&advisor, c)),
            goal: goal.map(|g| GoalDoc::of(&advisor, g)),
            skill: skill.map(|s| SkillDoc::of(&advisor, s)),
        });
        return Ok(Outcome::Done);
    }
    let mut first = true;
    let mut separate = |out: &mut Output| {
        if !std::mem::take(&mut first) {
            out.gap();
        }
    };
    if let Some(ix) = course {
        separate(&mut ctx.out);
        show_course(&advisor, ix, &mut ctx.out);
    }
    if let Some(goal) = goal {
        separate(&mut ctx.out);
        show_goal(&advisor, goal, &mut ctx.out);
    }
    if let Some(ix) = skill {
        separate(&mut ctx.out);
        show_skill(&advisor, ix, &mut ctx.out);
    }
    Ok(Outcome::Done)
}

fn show_course(advisor: &Advisor, ix: CourseIx, out: &mut Output) {
    let (catalog, state) = (advisor.catalog(), advisor.state());
    let c = catalog.course(ix);
    heading(out, &c.title, c.id.as_str());
    out.toned(Tone::Dim, &course_facts(advisor, c).join(" · "));
    if let Some(url) = &c.url {
        out.line(url);
    }
    if c.status == CourseStatus::Retired {
        out.toned(Tone::Warn, "retired: it counts when completed and is never proposed");
    }
    if let Some(record) = advisor.profile().courses.get(c.id.as_str()) {
        let mut parts = vec![record.mark.word().to_owned()];
        parts.extend(record.on.map(phrase::day));
        parts.extend(record.rating.map(|r| format!("rated {r} of 5")));
        parts.extend(record.hours.map(|h| format!("{h} h logged")));
        parts.extend(record.note.clone());
        out.toned(Tone::Good, &parts.join(" · "));
    }
    if !c.summary.is_empty() {
        out.gap();
        out.wrapped(Tone::Plain, 0, 0, &c.summary);
    }
    out.gap();
    out.toned(Tone::Strong, "Teaches");
    if c.teaches.is_empty() {
        out.toned(Tone::Dim, "  nothing the catalog names a skill for");
    }
    let mut table = Table::new().left("").flexible("").left("").left("");
    for &(skill, level) in &c.teaches {
        let have = state.level(skill);
        let (tone, what) = if have >= level {
            (Tone::Dim, format!("you have {have}"))
        } else {
            (Tone::Good, format!("you have {have}: +{}", have.gap_to(level)))
        };
        table.row([
            (Tone::Plain, String::new()),
            (Tone::Plain, catalog.skill(skill).name.clone()),
            (Tone::Plain, phrase::anchored(level)),
            (tone, what),
        ]);
    }
    out.table(&table);
    let waived = advisor.profile().waive.get(c.id.as_str());
    requirement(advisor, out, "Needs before", &c.requirement, waived.map(String::as_str));
    requirement(advisor, out, "Needs before or beside", &c.corequisite, None);
    if !c.same_as.is_empty() {
        out.gap();
        out.toned(Tone::Strong, "The same course");
        for &same in &c.same_as {
            let other = catalog.course(same);
            out.line(&format!("  {} ({}), {}", other.title, other.id, other.provider));
        }
    }
    if let Some(source) = &c.source {
        out.gap();
        out.wrapped(Tone::Dim, 0, 2, &format!("Source: {source}"));
    }
}

fn course_facts(advisor: &Advisor, c: &Course) -> Vec<String> {
    let mut facts = vec![c.provider.clone()];
    facts.extend(c.platform.clone().filter(|p| *p != c.provider));
    facts.push(phrase::hours_of(c.hours, advisor.settings().assume_hours));
    facts.push(phrase::price_of(c.price, c.currency));
    facts.extend(c.difficulty.map(|d| d.word().to_owned()));
    facts.extend(c.format.clone());
    facts.extend(c.language.clone());
    facts.extend(c.rating.map(|r| match c.ratings {
        Some(n) => format!("{r:.1} of 5 from {n}"),
        None => format!("{r:.1} of 5"),
    }));
    facts
}

fn heading(out: &mut Output, title: &str, id: &str) {
    let line = format!("{}  {}", out.paint.tone(Tone::Strong, title), out.paint.tone(Tone::Id, id));
    out.line(&line);
}

fn requirement(advisor: &Advisor, out: &mut Output, title: &str, requirement: &Requirement, waived: Option<&str>) {
    let lines = phrase::clause_lines(advisor.catalog(), advisor.state(), requirement);
    if lines.is_empty() {
        return;
    }
    out.gap();
    out.toned(Tone::Strong, title);
    if let Some(why) = waived {
        out.toned(Tone::Warn, &format!("  waived by you: {why}"));
    }
    for line in lines {
        let (tone, mark) = if line.met { (Tone::Good, "✓") } else { (Tone::Bad, "✗") };
        let text = format!("  {}{} {}", "  ".repeat(line.depth), out.paint.tone(tone, mark), line.text);
        out.line(&text);
    }
}

fn show_goal(advisor: &Advisor, goal: &Goal, out: &mut Output) {
    let (catalog, state) = (advisor.catalog(), advisor.state());
    heading(out, &goal.title, goal.id.as_str());
    if !goal.summary.is_empty() {
        out.wrapped(Tone::Plain, 0, 0, &goal.summary);
    }
    if !goal.skills.is_empty() {
        out.gap();
        let mut table = Table::new().left("").flexible("skill").left("asked").right("you have").right("weight");
        for s in &goal.skills {
            let have = state.level(s.skill);
            let (tone, mark) = if have >= s.level { (Tone::Good, "✓") } else { (Tone::Bad, "✗") };
            table.row([
                (tone, mark.to_owned()),
                (Tone::Plain, catalog.skill(s.skill).name.clone()),
                (Tone::Plain, phrase::anchored(s.level)),
                (Tone::Plain, have.to_string()),
                (Tone::Dim, weight(s.weight)),
            ]);
        }
        out.table(&table);
    }
    requirement(advisor, out, "Also asks", &goal.requirement, None);
    if let Some(source) = &goal.source {
        out.gap();
        out.wrapped(Tone::Dim, 0, 2, &format!("Source: {source}"));
    }
}

fn weight(thousandths: u32) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn show_skill(advisor: &Advisor, ix: SkillIx, out: &mut Output) {
    let (catalog, assume) = (advisor.catalog(), advisor.settings().assume_hours);
    let skill = catalog.skill(ix);
    heading(out, &skill.name, skill.id.as_str());
    out.toned(Tone::Dim, &format!("{} · you have {}", skill.area, phrase::anchored(advisor.state().level(ix))));
    if !skill.aliases.is_empty() {
        out.wrapped(Tone::Dim, 0, 2, &format!("also called {}", phrase::list_or(&skill.aliases)));
    }
    out.gap();
    let mut teachers = catalog.taught_by(ix).to_vec();
    teachers.sort_by_key(|&(c, level)| (level, catalog.course(c).hours.unwrap_or(assume), c));
    if teachers.is_empty() {
        out.toned(Tone::Warn, "nobody teaches this");
        return;
    }
    let mut table = Table::new().left("level").left("id").flexible("course").right("hours");
    for (course, level) in teachers {
        let c = catalog.course(course);
        table.row([
            (Tone::Plain, level.to_string()),
            (Tone::Id, c.id.to_string()),
            (Tone::Plain, c.title.clone()),
            (Tone::Plain, phrase::hours_of(c.hours, assume)),
        ]);
    }
    out.table(&table);
    let wanted: Vec<_> = (catalog.goals().iter())
        .filter_map(|g| g.skills.iter().find(|s| s.skill == ix).map(|s| format!("{} ({})", g.id, s.level)))
        .collect();
    if !wanted.is_empty() {
        out.gap();
        out.wrapped(Tone::Dim, 0, 2, &format!("Asked for by {}", phrase::list_and(&wanted)));
    }
}

#[derive(Serialize)]
struct CourseDoc<'a> {
    title: &'a str,
    provider: &'a str,
    platform: Option<&'a str>,
    url: Option<&'a str>,
    hours: Option<f64>,
    hours_assumed: Option<f64>,
    price: Option<f64>,
    currency: &'a str,
    difficulty: Option<&'static str>,
    rating: Option<f64>,
    ratings: Option<u64>,
    language: Option<&'a str>,
    format: Option<&'a str>,
    tags: &'a [String],
    summary: &'a str,
    status: &'static str,
    source: Option<&'a str>,
    teaches: BTreeMap<String, f64>,
    have: BTreeMap<String, f64>,
    requires: Vec<json::Clause>,
    corequisites: Vec<json::Clause>,
    same_as: Vec<&'a str>,
    mark: Option<&'static str>,
    requirement_met: bool,
    waived: bool,
}

impl<'a> CourseDoc<'a> {
    fn of(advisor: &'a Advisor, ix: CourseIx) -> Self {
        let (catalog, state) = (advisor.catalog(), advisor.state());
        let c = catalog.course(ix);
        let have: Vec<_> = c.teaches.iter().map(|&(s, _)| (s, state.level(s))).collect();
        Self {
            title: &c.title,
            provider: &c.provider,
            platform: c.platform.as_deref(),
            url: c.url.as_deref(),
            hours: json::maybe_hours(c.hours),
            hours_assumed: c.hours.is_none().then(|| json::hours(advisor.settings().assume_hours)),
            price: json::price(c.price),
            currency: c.currency.code(),
            difficulty: c.difficulty.map(|d| d.word()),
            rating: c.rating.map(json::cents),
            ratings: c.ratings,
            language: c.language.as_deref(),
            format: c.format.as_deref(),
            tags: &c.tags,
            summary: &c.summary,
            status: match c.status {
                CourseStatus::Active => "active",
                CourseStatus::Retired => "retired",
            },
            source: c.source.as_deref(),
            teaches: json::levels(catalog, &c.teaches),
            have: json::levels(catalog, &have),
            requires: json::clauses(catalog, &c.requirement),
            corequisites: json::clauses(catalog, &c.corequisite),
            same_as: c.same_as.iter().map(|&s| catalog.course(s).id.as_str()).collect(),
            mark: advisor.profile().mark(c.id.as_str()).map(|m| m.word()),
            requirement_met: state.meets(catalog, &c.requirement),
            waived: advisor.profile().waive.contains_key(c.id.as_str()),
        }
    }
}

#[derive(Serialize)]
struct GoalDoc<'a> {
    title: &'a str,
    summary: &'a str,
    source: Option<&'a str>,
    skills: BTreeMap<String, f64>,
    weights: BTreeMap<String, f64>,
    have: BTreeMap<String, f64>,
    requirement: Vec<json::Clause>,
    requirement_met: bool,
}

impl<'a> GoalDoc<'a> {
    fn of(advisor: &Advisor, goal: &'a Goal) -> Self {
        let (catalog, state) = (advisor.catalog(), advisor.state());
        let asked: Vec<_> = goal.skills.iter().map(|s| (s.skill, s.level)).collect();
        let have: Vec<_> = goal.skills.iter().map(|s| (s.skill, state.level(s.skill))).collect();
        let weight = |s: &crate::domain::GoalSkill| {
            (catalog.skill(s.skill).id.to_string(), json::micro(f64::from(s.weight) / 1000.0))
        };
        Self {
            title: &goal.title,
            summary: &goal.summary,
            source: goal.source.as_deref(),
            skills: json::levels(catalog, &asked),
            weights: goal.skills.iter().map(weight).collect(),
            have: json::levels(catalog, &have),
            requirement: json::clauses(catalog, &goal.requirement),
            requirement_met: state.meets(catalog, &goal.requirement),
        }
    }
}

#[derive(Serialize)]
struct SkillDoc<'a> {
    name: &'a str,
    area: &'a str,
    aliases: &'a [String],
    have: f64,
    taught_by: BTreeMap<String, f64>,
}

impl<'a> SkillDoc<'a> {
    fn of(advisor: &'a Advisor, ix: SkillIx) -> Self {
        let catalog = advisor.catalog();
        let skill = catalog.skill(ix);
        let teacher = |&(c, l): &(CourseIx, _)| (catalog.course(c).id.to_string(), json::level(l));
        Self {
            name: &skill.name,
            area: &skill.area,
            aliases: &skill.aliases,
            have: json::level(advisor.state().level(ix)),
            taught_by: catalog.taught_by(ix).iter().map(teacher).collect(),
        }
    }
}
