//! `profile undo` and `profile redo`: one step through the kept versions, said in words.

use serde::Serialize;

use super::{edit, show};
use crate::{
    advisor::Advisor,
    cli::{
        context::{Context, Outcome, message},
        error::CliError,
    },
    domain::Step,
    phrase,
    store::{ProfileStore, Stepped, StepsLeft},
};

#[derive(Serialize)]
struct StepDoc<'a> {
    schema: String,
    done: bool,
    changes: Vec<String>,
    undo_left: usize,
    redo_left: usize,
    profile: show::ProfileDoc<'a>,
}

impl<'a> StepDoc<'a> {
    fn new(schema: String, changes: Option<Vec<String>>, left: StepsLeft, profile: show::ProfileDoc<'a>) -> Self {
        let done = changes.is_some();
        let StepsLeft { undo: undo_left, redo: redo_left } = left;
        Self { schema, done, changes: changes.unwrap_or_default(), undo_left, redo_left, profile }
    }
}

/// Runs `profile undo` or `profile redo`.
pub fn run(step: Step, ctx: &mut Context) -> Result<Outcome, CliError> {
    let store = ProfileStore::new(ctx.paths()?.profile);
    let (catalog, settings) = (ctx.catalog()?, ctx.config()?.advisor);
    let Some(Stepped { before, now, set_aside, left }) = store.step(step)? else {
        let advisor = Advisor::new(catalog, ctx.profile()?, settings);
        return nothing(step, &store, &advisor, ctx);
    };
    let after = Advisor::new(catalog, now, settings);
    let changes = match (&before, step) {
        // What is named is the change itself, whichever way it was gone through.
        (Some(before), Step::Undo) => phrase::profile_changes(after.profile(), before, &**after.catalog()),
        (Some(before), Step::Redo) => phrase::profile_changes(before, after.profile(), &**after.catalog()),
        (None, _) => Vec::new(),
    };
    if let Some(copy) = &set_aside {
        ctx.warn(&format!("the damaged file was set aside as {}", copy.display()));
    }
    if ctx.global.json {
        let schema = format!("prereq.profile.{}/1", step.word());
        ctx.out.json(&StepDoc::new(schema, Some(changes), left, show::doc(&after)));
    } else if !ctx.global.quiet {
        match before {
            Some(before) => {
                let heading = if changes.is_empty() { vec![phrase::stepped(step.done(), &[])] } else { Vec::new() };
                let lines = changes.iter().map(|c| format!("{}: {c}", step.done()));
                heading.into_iter().chain(lines).for_each(|line| ctx.out.line(&line));
                edit::learned(&after.with_profile(before), after.state(), ctx);
            }
            None => ctx.out.line("your profile is what it was before the damage"),
        }
        let back = if step == Step::Undo { "redo" } else { "undo" };
        ctx.hint(&format!("`prereq profile {back}` goes the other way"));
    }
    Ok(Outcome::Done)
}

fn nothing(step: Step, store: &ProfileStore, advisor: &Advisor, ctx: &mut Context) -> Result<Outcome, CliError> {
    if ctx.global.json {
        let schema = format!("prereq.profile.{}/1", step.word());
        let (left, profile) = (store.steps_left(), show::doc(advisor));
        ctx.out.json(&StepDoc::new(schema, None, left, profile));
    } else {
        message("warning", &format!("there is nothing to {}", step.word()));
    }
    Ok(Outcome::Negative)
}
