//! `goal`: goals of one's own, in ten seconds.

use clap::{Args, Subcommand};
use clap_complete::ArgValueCompleter;
use serde::Serialize;

use crate::{
    cli::{
        complete,
        context::{Context, Outcome},
        editor,
        error::CliError,
        json, parse,
    },
    domain::{CourseId, CourseIx, CourseStatus, GoalId, Level, ProfileEdit, SkillId, scrub},
    phrase,
    store::{self, CatalogErrors, GoalEdit, Loaded, OwnCatalog, OwnFile, ProfileStore},
};

/// Arguments of `goal`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    prereq goal new analyst --skill python=0.75 statistics=practitioner --weight statistics=2 --aim\n  \
    prereq goal new finish-databases --course stanford-databases-sql\n  \
    prereq goal copy data-scientist my-job --title \"My job\"\n  \
    prereq goal edit my-job --skill sql=0.5 --remove-skill communication\n  \
    prereq goal edit my-job\n  \
    prereq goal remove my-job\n\n\
    Your goals are kept in one catalog file you can edit by hand; `prereq profile goal add` makes one active.")]
pub struct GoalArgs {
    /// What to do
    #[command(subcommand)]
    pub action: GoalCommand,
}

/// What can be done with own goals.
#[derive(Debug, Subcommand)]
pub enum GoalCommand {
    /// Make a goal of skills, courses or both
    New {
        /// Its id: letters, digits, hyphens, dots
        #[arg(value_name = "ID", value_parser = parse::new_goal)]
        id: GoalId,
        /// What it asks for
        #[command(flatten)]
        asks: AskArgs,
        /// Aim at it from now on
        #[arg(long)]
        aim: bool,
    },
    /// Change a goal of yours; without flags, in your editor
    Edit {
        /// Which goal
        #[arg(value_name = "ID", value_parser = parse::goal, add = ArgValueCompleter::new(complete::goals))]
        id: GoalId,
        /// What it asks for
        #[command(flatten)]
        asks: AskArgs,
        /// Do not ask for this skill any more
        #[arg(long, value_name = "SKILL", value_parser = parse::skill, num_args = 1.., value_delimiter = ',')]
        remove_skill: Vec<SkillId>,
        /// Do not ask for this course any more
        #[arg(long, value_name = "COURSE", value_parser = parse::course, num_args = 1.., value_delimiter = ',')]
        remove_course: Vec<CourseId>,
    },
    /// Make a goal of your own out of any other
    Copy {
        /// Which goal
        #[arg(value_name = "FROM", value_parser = parse::goal, add = ArgValueCompleter::new(complete::goals))]
        from: GoalId,
        /// The id of the copy
        #[arg(value_name = "NEW", value_parser = parse::new_goal)]
        id: GoalId,
        /// What it asks for besides
        #[command(flatten)]
        asks: AskArgs,
        /// Aim at it from now on
        #[arg(long)]
        aim: bool,
    },
    /// Remove a goal of yours
    Remove {
        /// Which goal
        #[arg(value_name = "ID", value_parser = parse::goal, add = ArgValueCompleter::new(complete::goals))]
        id: GoalId,
    },
}

/// What a goal asks for.
#[derive(Debug, Clone, Args, Default)]
pub struct AskArgs {
    /// Its title; made of the id unless given
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// What it is about
    #[arg(long, value_name = "TEXT")]
    pub summary: Option<String>,
    /// A skill and its level; practitioner (0.75) unless given
    #[arg(long, value_name = "SKILL[=LEVEL]", value_parser = parse::skill_level, num_args = 1.., value_delimiter = ',',
          add = ArgValueCompleter::new(complete::skills))]
    pub skill: Vec<(SkillId, Level)>,
    /// How much a skill counts; 1 unless given
    #[arg(long, value_name = "SKILL=N", value_parser = parse::skill_weight, num_args = 1.., value_delimiter = ',')]
    pub weight: Vec<(SkillId, f64)>,
    /// A course to complete
    #[arg(long, value_name = "COURSE", value_parser = parse::course, num_args = 1.., value_delimiter = ',',
          add = ArgValueCompleter::new(complete::courses))]
    pub course: Vec<CourseId>,
}

#[derive(Serialize)]
struct GoalDoc<'a> {
    schema: &'static str,
    id: &'a str,
    title: &'a str,
    skills: std::collections::BTreeMap<&'a str, f64>,
    file: String,
    active: bool,
}

#[derive(Serialize)]
struct RemovedDoc<'a> {
    schema: &'static str,
    id: &'a str,
    file: String,
    active: bool,
}

/// Runs `goal`.
pub fn run(args: &GoalArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    match &args.action {
        GoalCommand::New { id, asks, aim } => new(id, asks, *aim, ctx),
        GoalCommand::Copy { from, id, asks, aim } => copy(from, id, asks, *aim, ctx),
        GoalCommand::Edit { id, asks, remove_skill, remove_course } => {
            let change = GoalEdit {
                drop_skills: remove_skill.clone(),
                drop_courses: remove_course.clone(),
                ..wanted(asks, ctx)?
            };
            edit(id, &change, ctx)
        }
        GoalCommand::Remove { id } => remove(id, ctx),
    }
}

/// The edit that the flags ask for, every skill and course looked up.
fn wanted(asks: &AskArgs, ctx: &mut Context) -> Result<GoalEdit, CliError> {
    let advisor = ctx.advisor()?;
    for skill in asks.skill.iter().map(|(s, _)| s).chain(asks.weight.iter().map(|(s, _)| s)) {
        advisor.skill(skill.as_str())?;
    }
    for course in &asks.course {
        advisor.course(course.as_str())?;
    }
    let text = |t: &Option<String>| t.as_deref().map(|t| scrub(t).trim().to_owned()).filter(|t| !t.is_empty());
    Ok(GoalEdit {
        title: text(&asks.title),
        summary: text(&asks.summary),
        skills: asks.skill.clone(),
        weights: asks.weight.clone(),
        courses: asks.course.clone(),
        ..GoalEdit::default()
    })
}

fn own(ctx: &mut Context) -> Result<OwnCatalog, CliError> {
    let sources = ctx.sources()?;
    Ok(OwnCatalog::new(ctx.paths()?.user_catalog(), sources))
}

fn new(id: &GoalId, asks: &AskArgs, aim: bool, ctx: &mut Context) -> Result<Outcome, CliError> {
    refuse_known(id, ctx)?;
    let mut edit = wanted(asks, ctx)?;
    if edit.skills.is_empty() && edit.courses.is_empty() {
        return Err(CliError::usage(
            format!("the goal `{id}` asks for nothing yet"),
            format!("say what: `prereq goal new {id} --skill python=0.75`, or --course ID"),
        ));
    }
    edit.title.get_or_insert_with(|| titled(id.as_str()));
    own(ctx)?.add_goal(id, &edit)?;
    tell("new", "prereq.goal.new/1", id, aim, ctx)
}

fn copy(from: &GoalId, id: &GoalId, asks: &AskArgs, aim: bool, ctx: &mut Context) -> Result<Outcome, CliError> {
    ctx.advisor()?.aim(std::slice::from_ref(from), &[])?;
    refuse_known(id, ctx)?;
    let edit = wanted(asks, ctx)?;
    let file = place(from, ctx)?;
    own(ctx)?.copy_goal(&file, from, id, &edit)?;
    tell("copied", "prereq.goal.copy/1", id, aim, ctx)
}

fn edit(id: &GoalId, edit: &GoalEdit, ctx: &mut Context) -> Result<Outcome, CliError> {
    let own = refuse_foreign(id, ctx)?;
    if edit.is_empty() {
        let old = own.text(OwnFile::Goals)?;
        let path = own.path(OwnFile::Goals);
        let draft = editor::edit(&path, &old, ctx)?;
        if draft.text == old {
            ctx.warn("nothing was changed");
            return Ok(Outcome::Done);
        }
        if let Err(refused) = own.replace(OwnFile::Goals, &old, &draft.text) {
            let kept = draft.keep()?;
            ctx.warn(&format!("what you wrote is kept as {}", kept.display()));
            return Err(refused.into());
        }
    } else {
        own.edit_goal(id, edit)?;
    }
    ctx.forget_catalog();
    if ctx.catalog()?.goal(id.as_str()).is_none() {
        // Renamed or removed in the editor, which is as good a way as any.
        ctx.out.line(&format!("there is no goal {id} any more"));
        return Ok(Outcome::Done);
    }
    tell("changed", "prereq.goal.edit/1", id, false, ctx)
}

fn remove(id: &GoalId, ctx: &mut Context) -> Result<Outcome, CliError> {
    let own = refuse_foreign(id, ctx)?;
    own.remove_goal(id)?;
    ctx.forget_catalog();
    let active = ctx.profile()?.goals.contains(id) && ctx.catalog()?.goal(id.as_str()).is_none();
    if ctx.global.json {
        let file = own.path(OwnFile::Goals).display().to_string();
        ctx.out.json(&RemovedDoc { schema: "prereq.goal.remove/1", id: id.as_str(), file, active });
    } else if !ctx.global.quiet {
        ctx.out.line(&format!("removed: {id}"));
    }
    if active {
        ctx.warn(&format!("your profile still aims at it: `prereq profile goal remove {id}`"));
    }
    Ok(Outcome::Done)
}

/// Says what the goal asks for now, and what of it nobody teaches.
fn tell(verb: &str, schema: &'static str, id: &GoalId, aim: bool, ctx: &mut Context) -> Result<Outcome, CliError> {
    ctx.forget_catalog();
    if aim {
        ProfileStore::new(ctx.paths()?.profile).update(&[ProfileEdit::AddGoal(id.clone())])?;
    }
    let catalog = ctx.catalog()?;
    let Some(goal) = catalog.goal(id.as_str()) else { return Ok(Outcome::Done) };
    for asked in &goal.skills {
        let active = |c: &CourseIx| catalog.course(*c).status == CourseStatus::Active;
        let taught = catalog.course_ixs().filter(active);
        let best = taught.filter_map(|c| catalog.effect_on(c, asked.skill)).max().unwrap_or(Level::ZERO);
        if best < asked.level {
            let name = &catalog.skill(asked.skill).name;
            ctx.warn(&match best {
                Level::ZERO => format!("nobody teaches {name}"),
                best => format!("nobody teaches {name} above {best}; the goal asks {}", asked.level),
            });
        }
    }
    let active = ctx.profile()?.goals.contains(id);
    let skills = goal.skills.iter().map(|s| (catalog.skill(s.skill), s.level));
    if ctx.global.json {
        let skills = skills.map(|(s, level)| (s.id.as_str(), json::level(level))).collect();
        let file = own(ctx)?.path(OwnFile::Goals).display().to_string();
        ctx.out.json(&GoalDoc { schema, id: id.as_str(), title: &goal.title, skills, file, active });
        return Ok(Outcome::Done);
    }
    if !ctx.global.quiet {
        ctx.out.line(&format!("{verb}: {}", goal.title));
        for (skill, level) in skills {
            ctx.out.line(&format!("  {} {}", skill.name, phrase::anchored(level)));
        }
        for line in phrase::clause_lines(&catalog, ctx.advisor()?.state(), &goal.requirement) {
            ctx.out.line(&format!("  {}{}", "  ".repeat(line.depth), line.text));
        }
        if aim {
            ctx.out.line(&format!("aiming at {}", goal.title));
        }
        ctx.hint(&format!("`prereq plan --goal {id}` is the way there"));
    }
    Ok(Outcome::Done)
}

/// A title for who gives none: `my-first-goal` becomes `My first goal`.
pub fn titled(id: &str) -> String {
    let words = id.replace(['-', '_', '.'], " ");
    match words.trim() {
        "" => id.to_owned(),
        words => phrase::capital(words),
    }
}

fn refuse_known(id: &GoalId, ctx: &mut Context) -> Result<(), CliError> {
    if ctx.catalog()?.goal(id.as_str()).is_none() {
        return Ok(());
    }
    let hint = if own(ctx)?.defines(OwnFile::Goals, id.as_str())? {
        format!("`prereq goal edit {id}` changes it")
    } else {
        format!("`prereq goal copy {id} my-{id}` makes one of your own of it")
    };
    Err(CliError::usage(format!("there is a goal `{id}` already"), hint))
}

/// The learner's own catalog, if that is where the goal is.
fn refuse_foreign(id: &GoalId, ctx: &mut Context) -> Result<OwnCatalog, CliError> {
    ctx.advisor()?.aim(std::slice::from_ref(id), &[])?;
    let own = own(ctx)?;
    if !own.defines(OwnFile::Goals, id.as_str())? {
        let file = place(id, ctx)?;
        return Err(CliError::usage(
            format!("the goal `{id}` is not one of yours: {file} defines it"),
            format!("`prereq goal copy {id} my-{id}` makes one of your own of it"),
        ));
    }
    Ok(own)
}

/// The file that defines a goal there is.
fn place(id: &GoalId, ctx: &mut Context) -> Result<String, CliError> {
    let Loaded { places, .. } =
        store::load_catalog(&ctx.sources()?).map_err(|CatalogErrors(problems)| CliError::Catalog(problems))?;
    Ok(places.goals.get(id).map(|p| p.file.to_string()).unwrap_or_default())
}
