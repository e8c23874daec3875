//! Changes to a profile: looked up, applied, kept, and said back.

use jiff::civil::Date;

use super::{Action, GoalAction, show};
use crate::{
    advisor::Advisor,
    cli::{
        context::{Context, Outcome},
        error::CliError,
        parse::Studied,
    },
    domain::{CourseId, CourseMark, CourseRecord, Minutes, Profile, ProfileEdit, State, scrub},
    phrase,
    store::ProfileStore,
};

/// Minutes in a day.
const DAY: u64 = 24 * 60;

/// Applies a change and says what it came to.
pub fn run(action: &Action, ctx: &mut Context) -> Result<Outcome, CliError> {
    let before = ctx.advisor()?;
    let (edits, said) = edits(action, &before, ctx)?;
    keep(&edits, &said, &before, ctx)
}

/// Saves edits and prints what they came to, or with `--json` the profile as it is now.
pub fn keep(edits: &[ProfileEdit], said: &[String], before: &Advisor, ctx: &mut Context) -> Result<Outcome, CliError> {
    let profile = ProfileStore::new(ctx.paths()?.profile).update(&before.carried_over(edits))?;
    let after = Advisor::new(before.catalog().clone(), profile, before.settings().clone());
    if ctx.global.json {
        show::document(&after, ctx);
        return Ok(Outcome::Done);
    }
    if !ctx.global.quiet {
        said.iter().for_each(|line| ctx.out.line(line));
        learned(before, after.state(), ctx);
    }
    Ok(Outcome::Done)
}

/// What a change did to the levels.
pub(super) fn learned(before: &Advisor, after: &State, ctx: &mut Context) {
    let levels = before.state().levels().iter().zip(after.levels());
    for (skill, (old, new)) in before.catalog().skills().iter().zip(levels) {
        if old != new {
            ctx.out.line(&format!("  {} {old} → {}", skill.name, phrase::anchored(*new)));
        }
    }
}

fn edits(action: &Action, advisor: &Advisor, ctx: &Context) -> Result<(Vec<ProfileEdit>, Vec<String>), CliError> {
    let mut edits = Vec::new();
    let mut said = Vec::new();
    match action {
        Action::Set { skill, level, on } => {
            let ix = advisor.skill(skill.as_str())?;
            let on = Some(not_to_come(on.unwrap_or(ctx.today), ctx.today, SET_LATER)?);
            edits.push(ProfileEdit::SetSkill { skill: skill.clone(), level: *level, from: "self".to_owned(), on });
            // A change of level is said when it is made.
            if advisor.state().level(ix) == *level {
                said.push(format!("{} is at {} already", advisor.catalog().skill(ix).name, phrase::anchored(*level)));
            }
        }
        Action::Done { courses, rating, on } => {
            let on = Some(not_to_come(on.unwrap_or(ctx.today), ctx.today, DONE_LATER)?);
            for id in courses.ids.iter().map(|id| advisor.own_id(id)) {
                let id = &id;
                let course = advisor.catalog().course(advisor.course(id.as_str())?);
                let taught: Vec<_> =
                    course.teaches.iter().map(|&(s, l)| (advisor.catalog().skill(s).id.clone(), l)).collect();
                edits.push(ProfileEdit::Mark { course: id.clone(), mark: CourseMark::Done, on, rating: *rating });
                edits.extend(advisor.profile().done_edits(id, &taught, on));
                said.push(format!("done: {}", course.title));
            }
        }
        Action::Start { courses, on } => {
            mark(&courses.ids, CourseMark::Started, Some(on.unwrap_or(ctx.today)), advisor, &mut edits, &mut said)?;
        }
        Action::Save { courses } => {
            mark(&courses.ids, CourseMark::Saved, Some(ctx.today), advisor, &mut edits, &mut said)?;
        }
        Action::Hide { courses } => {
            mark(&courses.ids, CourseMark::Hidden, Some(ctx.today), advisor, &mut edits, &mut said)?;
        }
        Action::Log { course, hours, on } => {
            let course = &advisor.own_id(course);
            let title = title(advisor, course)?;
            let (edit, line) = log(course, title, *hours, *on, advisor.profile(), ctx.today)?;
            if let ProfileEdit::Log { hours, on: Some(day), .. } = &edit {
                let all = advisor.profile().courses.values().map(|r| r.log.on(*day)).sum::<Minutes>() + *hours;
                if all.0 > DAY {
                    let (all, day) = (phrase::hours(all, false), phrase::day(*day));
                    ctx.warn(&format!("{all} are logged on {day} now, and a day has 24"));
                    ctx.hint("--on logs on other days; `prereq profile undo` takes this back");
                }
            }
            edits.push(edit);
            said.push(line);
        }
        Action::Note { course, words } => {
            let title = title(advisor, course)?;
            let note = Some(scrub(&words.join(" ")).trim().to_owned()).filter(|n| !n.is_empty());
            said.push(if note.is_some() { format!("noted on {title}") } else { format!("no note on {title}") });
            edits.push(ProfileEdit::Note { course: course.clone(), note });
        }
        Action::Waive { course, remove: true, .. } => {
            said.push(format!("{} needs what it needs again", title(advisor, course)?));
            edits.push(ProfileEdit::Unwaive { course: course.clone() });
        }
        Action::Waive { course, why, .. } => {
            said.push(format!("what {} needs is yours to answer for", title(advisor, course)?));
            edits.push(ProfileEdit::Waive { course: course.clone(), why: scrub(&why.join(" ")).trim().to_owned() });
        }
        Action::Fact { name, remove } => {
            let fact = scrub(name).trim().to_owned();
            said.push(if *remove { format!("`{fact}` holds no longer") } else { format!("`{fact}` holds") });
            if !remove && !advisor.asks_for_fact(&fact) {
                ctx.warn(&format!("no course or goal of the catalog asks for `{fact}`"));
            }
            edits.push(ProfileEdit::Fact { fact, holds: !remove });
        }
        Action::Forget { id } => forget(id, advisor, &mut edits, &mut said)?,
        Action::Goal(GoalAction::Add { goals }) => {
            let ids: Vec<_> = goals.iter().map(|(id, _)| id.clone()).collect();
            for (goal, (id, weight)) in advisor.aim(&ids, &[])?.goals.iter().zip(goals) {
                let counts = weight.map(|w| format!(", which {}", phrase::counts(w))).unwrap_or_default();
                said.push(format!("aiming at {}{counts}", goal.title));
                edits.push(ProfileEdit::AddGoal(id.clone()));
                edits.extend(weight.map(|weight| ProfileEdit::WeighGoal { goal: id.clone(), weight }));
            }
        }
        Action::Goal(GoalAction::Remove { goals }) => {
            for said_goal in goals {
                let known = advisor.goal(said_goal.as_str()).map(|goal| goal.id.clone());
                let goal = &known.unwrap_or_else(|_| said_goal.clone());
                // A goal that left the catalog has to be removable too.
                if !advisor.profile().goals.contains(goal) {
                    return Err(CliError::usage(
                        format!("`{goal}` is not an active goal"),
                        "`prereq profile goal list` lists the active ones",
                    ));
                }
                said.push(format!("no longer aiming at {goal}"));
            }
            edits.extend(goals.iter().cloned().map(ProfileEdit::RemoveGoal));
        }
        Action::Show
        | Action::Goal(GoalAction::List)
        | Action::Constrain(_)
        | Action::Undo
        | Action::Redo
        | Action::Path => {}
    }
    Ok((edits, said))
}

/// What is said of a day to come on which something is said to have been.
const SET_LATER: &str = "say what you know now; a later day is for later";
const DONE_LATER: &str = "mark what is finished; `prereq plan` says when the rest will be";
const LOGGED_LATER: &str = "log what was studied; `prereq profile start COURSE --on DATE` enrols for later";

/// A day that has come.
fn not_to_come(day: Date, today: Date, hint: &str) -> Result<Date, CliError> {
    if day > today {
        return Err(CliError::usage(format!("{} has not come yet", phrase::day(day)), hint));
    }
    Ok(day)
}

/// Study time added, or taken back as far as there is any.
fn log(
    course: &CourseId,
    title: &str,
    hours: Studied,
    on: Option<Date>,
    profile: &Profile,
    today: Date,
) -> Result<(ProfileEdit, String), CliError> {
    let record = profile.courses.get(course);
    let logged = record.map(CourseRecord::logged).unwrap_or_default();
    let course = course.clone();
    match hours {
        Studied::Time(hours) => {
            let day = not_to_come(on.unwrap_or(today), today, LOGGED_LATER)?;
            if hours.0 == 0 {
                return Err(CliError::usage(
                    "0 h is nothing to log",
                    "`prereq profile start COURSE` marks one as begun",
                ));
            }
            let that_day = record.map(|r| r.log.on(day)).unwrap_or_default() + hours;
            let line = format!(
                "{} on {title}, {} of it on {}",
                phrase::hours(logged + hours, false),
                phrase::hours(that_day, false),
                phrase::day(day)
            );
            Ok((ProfileEdit::Log { course, hours, on: Some(day) }, line))
        }
        Studied::Back(hours) => {
            let there = on.map_or(logged, |day| record.map(|r| r.log.on(day)).unwrap_or_default());
            if hours > there {
                let when = on.map(|day| format!(" on {}", phrase::day(day))).unwrap_or_default();
                return Err(CliError::usage(
                    format!(
                        "only {} can be taken back: no more is logged on {title}{when}",
                        phrase::hours(there, false)
                    ),
                    "`prereq profile show` shows what is logged",
                ));
            }
            let line = format!("{} on {title}", phrase::hours(Minutes(logged.0 - hours.0), false));
            Ok((ProfileEdit::Unlog { course, hours, on }, line))
        }
    }
}

fn title<'a>(advisor: &'a Advisor, id: &CourseId) -> Result<&'a str, CliError> {
    Ok(&advisor.catalog().course(advisor.course(id.as_str())?).title)
}

fn mark(
    ids: &[CourseId],
    mark: CourseMark,
    on: Option<Date>,
    advisor: &Advisor,
    edits: &mut Vec<ProfileEdit>,
    said: &mut Vec<String>,
) -> Result<(), CliError> {
    for id in ids {
        said.push(format!("{}: {}", mark.word(), title(advisor, id)?));
        edits.push(ProfileEdit::Mark { course: id.clone(), mark, on, rating: None });
    }
    Ok(())
}

fn forget(id: &str, advisor: &Advisor, edits: &mut Vec<ProfileEdit>, said: &mut Vec<String>) -> Result<(), CliError> {
    let profile = advisor.profile();
    let catalog = advisor.catalog();
    let skill = advisor.skill(id).map_or(id, |ix| catalog.skill(ix).id.as_str());
    let course = advisor.course(id).map_or(id, |ix| catalog.course(ix).id.as_str());
    if let Some((skill, _)) = profile.skills.get_key_value(skill) {
        edits.push(ProfileEdit::ForgetSkill { skill: skill.clone() });
    }
    if let Some((course, _)) = profile.courses.get_key_value(course) {
        edits.push(ProfileEdit::Unmark { course: course.clone() });
    }
    if edits.is_empty() {
        return Err(CliError::usage(
            format!("your profile says nothing about `{id}`"),
            "`prereq profile show` shows what it says",
        ));
    }
    said.push(format!("forgot {id}"));
    Ok(())
}
