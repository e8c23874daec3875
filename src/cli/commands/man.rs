//! `man`: the manual page, in roff.

use clap::{Args, CommandFactory as _};

use crate::cli::{
    args::Cli,
    context::{Context, Outcome},
    error::CliError,
};

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq man | man -l -\n  prereq man plan > prereq-plan.1")]
pub struct ManArgs {
    /// A command with a page of its own
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Runs `man`.
pub fn run(args: &ManArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let mut root = Cli::command();
    root.build();
    let command = match &args.command {
        None => root,
        Some(name) => root.find_subcommand(name).cloned().ok_or_else(|| {
            CliError::usage(format!("there is no command `{name}`"), "`prereq --help` lists the commands")
        })?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(|source| CliError::File {
        doing: "write",
        path: "the manual page".into(),
        source,
    })?;
    ctx.out.raw(&String::from_utf8_lossy(&page));
    Ok(Outcome::Done)
}
