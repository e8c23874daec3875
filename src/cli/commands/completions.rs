//! `completions`: the script that teaches a shell our commands, flags and ids.

use clap::{Args, ValueEnum};

use crate::cli::{
    complete,
    context::{Context, Outcome},
    error::CliError,
};

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    bash: prereq completions bash > ~/.local/share/bash-completion/completions/prereq\n  \
    zsh:  prereq completions zsh > \"${fpath[1]}/_prereq\"\n  \
    fish: prereq completions fish > ~/.config/fish/completions/prereq.fish\n\n\
    The script asks prereq itself, so it completes the ids of the catalog too.")]
pub struct CompletionsArgs {
    /// Which shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

/// A shell that can complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// Elvish
    Elvish,
    /// PowerShell
    Powershell,
}

impl Shell {
    fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Elvish => "elvish",
            Self::Powershell => "powershell",
        }
    }
}

/// Runs `completions`.
pub fn run(args: &CompletionsArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let name = args.shell.name();
    let script = complete::script(name)
        .ok_or_else(|| CliError::usage(format!("no completion script for {name}"), "bash, zsh and fish have one"))?;
    ctx.out.raw(&script);
    Ok(Outcome::Done)
}
