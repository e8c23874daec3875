//! `prereq` alone: the interface on a terminal, the plan as text elsewhere.

use super::{
    commands::plan,
    context::{Context, Outcome},
    error::CliError,
};

/// Opens the interface, or prints the plan where nobody could see it.
pub fn run(ctx: &mut Context) -> Result<Outcome, CliError> {
    if ctx.around.stdin_terminal && ctx.around.stdout_terminal && !ctx.global.json {
        return open(ctx);
    }
    plan::run_default(ctx)
}

#[cfg(feature = "tui")]
fn open(ctx: &mut Context) -> Result<Outcome, CliError> {
    use crate::{
        cli::commands::recommend,
        store::{LastPlan, ProfileStore},
        tui::{Exit, OnDisk, Session},
    };

    let config = crate::store::load_settings(&ctx.paths()?.config)?;
    let mut preferences = crate::tui::preferences(&config);
    preferences.look = crate::tui::look(&config, ctx.out.paint.on, &|name| std::env::var_os(name));
    let (paths, sources) = (ctx.paths()?, ctx.sources()?);
    preferences.profile_path = crate::domain::scrub(&paths.profile.to_string_lossy());
    let mut files = OnDisk::new(ProfileStore::new(paths.profile.clone()), Default::default())
        .with_settings(paths.config.clone())
        .with_catalog(paths.user_catalog(), sources);
    files.last_plan = Some(LastPlan::within(&paths.cache_dir));
    let session = Session {
        preferences,
        advisor: ctx.advisor()?,
        weights: recommend::settled_weights(ctx)?,
        today: ctx.today,
        files: Box::new(files),
    };
    match crate::tui::run(session).map_err(CliError::Interface)? {
        Exit::Quit => Ok(Outcome::Done),
        Exit::Signal(signal) => Ok(Outcome::Stopped(signal)),
    }
}

#[cfg(not(feature = "tui"))]
fn open(ctx: &mut Context) -> Result<Outcome, CliError> {
    ctx.warn("this build has no interface; here is the plan");
    plan::run_default(ctx)
}
