//! The command line: arguments in, text or JSON out. Answers come from the advisor, wording from
//! `phrase`; here they are laid out.

pub mod args;
pub mod ask;
pub mod commands;
pub mod complete;
pub mod context;
pub mod editor;
pub mod error;
pub mod export;
pub mod interface;
pub mod json;
pub mod limits;
pub mod output;
pub mod parse;
pub mod signals;

use std::{
    ffi::OsString,
    io::{ErrorKind, Write as _},
};

use clap::{CommandFactory as _, FromArgMatches as _, error::ErrorKind as ClapKind};

use args::{Cli, Color, Command};
use context::{Context, Outcome, Surroundings, message};
use error::CliError;

/// Runs the program on its arguments, the first of which is its own name; returns the exit code.
pub fn run(arguments: Vec<OsString>) -> u8 {
    if let Some(code) = complete::answer(&arguments) {
        return code;
    }
    let around = Surroundings::look();
    let cli = match Cli::command().color(help_colour(&arguments)).try_get_matches_from(&arguments) {
        Ok(matches) => Cli::from_arg_matches(&matches).map_err(|e| e.format(&mut Cli::command())),
        Err(error) => Err(error),
    };
    let cli = match cli {
        Ok(cli) => cli,
        Err(error) => return usage_error(&error),
    };
    let mut ctx = Context::new(cli.global, around);
    let outcome = dispatch(cli.command, &mut ctx);
    let text = ctx.out.into_text();
    // Who has nothing to say needs nobody to say it to: the terminal may be gone.
    if !text.is_empty()
        && let Err(code) = print(text)
    {
        return code;
    }
    match outcome {
        Ok(outcome) => outcome.code(),
        Err(error) => show_error(&error, ctx.global.quiet),
    }
}

fn dispatch(command: Option<Command>, ctx: &mut Context) -> Result<Outcome, CliError> {
    use commands as c;
    let Some(command) = command else { return interface::run(ctx) };
    match &command {
        Command::Search(args) => c::search::run(args, ctx),
        Command::Show(args) => c::show::run(args, ctx),
        Command::Open(args) => c::open::run(args, ctx),
        Command::Goals(args) => c::list::goals(args, ctx),
        Command::Skills(args) => c::list::skills(args, ctx),
        Command::Courses(args) => c::list::courses(args, ctx),
        Command::Gap(args) => c::gap::run(args, ctx),
        Command::Plan(args) => c::plan::run(args, ctx),
        Command::Next(args) => c::next::run(args, ctx),
        Command::Progress(args) => c::progress::run(args, ctx),
        Command::Why(args) => c::why::run(args, ctx),
        Command::Alternatives(args) => c::alternatives::run(args, ctx),
        Command::Sensitivity(args) => c::sensitivity::run(args, ctx),
        Command::Tradeoffs(args) => c::tradeoffs::run(args, ctx),
        Command::Recommend(args) => c::recommend::run(args, ctx),
        Command::Profile(args) => c::profile::run(args, ctx),
        Command::Goal(args) => c::goal::run(args, ctx),
        Command::Course(args) => c::course::run(args, ctx),
        Command::Assess(args) => c::assess::run(args, ctx),
        Command::Verify(args) => c::verify::run(args, ctx),
        Command::Diff(args) => c::diff::run(args, ctx),
        Command::Catalog(args) => c::catalog::run(args, ctx),
        Command::Doctor(args) => c::doctor::run(args, ctx),
        Command::Completions(args) => c::completions::run(args, ctx),
        Command::Man(args) => c::man::run(args, ctx),
    }
}

/// Writes standard output in one go. A reader that went away is no failure.
fn print(text: String) -> Result<(), u8> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(0),
        Err(error) => {
            message("error", &format!("cannot write the output: {error}"));
            Err(2)
        }
    }
}

fn show_error(error: &CliError, quiet: bool) -> u8 {
    let report = error.report();
    message("error", &report.message);
    let mut stderr = std::io::stderr().lock();
    for line in &report.details {
        let _ = writeln!(stderr, "  {line}");
    }
    drop(stderr);
    for hint in report.hints.iter().filter(|_| !quiet) {
        message("hint", hint);
    }
    report.code
}

/// What clap has to say, in our form: `error: …`, then hints. Help and version go to standard output.
fn usage_error(error: &clap::Error) -> u8 {
    if matches!(error.kind(), ClapKind::DisplayHelp | ClapKind::DisplayVersion) {
        let _ = error.print();
        return 0;
    }
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let mut said = lines.next().unwrap_or("the command line cannot be read").trim_start_matches("error: ").to_owned();
    let mut hints = Vec::new();
    let mut usage = None;
    for line in lines {
        if let Some(tip) = line.strip_prefix("tip: ") {
            hints.push(tip.to_owned());
        } else if let Some(form) = line.strip_prefix("Usage: ") {
            usage = Some(form);
        } else if !line.starts_with("For more information") && usage.is_none() {
            said = format!("{said} {line}");
        }
    }
    let words = usage.unwrap_or_default().split_whitespace();
    let named: Vec<_> = words.take_while(|w| !w.starts_with(['-', '<', '['])).collect();
    // On a conflict clap repeats what was typed, which is what cannot be.
    if let Some(form) = usage.filter(|_| error.kind() != ClapKind::ArgumentConflict) {
        hints.insert(0, format!("usage: {form}"));
    }
    if error.kind() == ClapKind::MissingRequiredArgument {
        hints.extend(usage.and_then(swallowed));
    }
    hints.push(match named.is_empty() {
        true => "--help says more".to_owned(),
        false => format!("`{} --help` says more", named.join(" ")),
    });
    message("error", &said);
    hints.iter().for_each(|h| message("hint", h));
    2
}

/// An option that takes all words after it may have taken the one that is missed.
fn swallowed(usage: &str) -> Option<String> {
    let words: Vec<&str> = usage.split_whitespace().collect();
    let option = words[words.iter().position(|w| w.ends_with("..."))?.checked_sub(1)?];
    let [.., before, missed] = words[..] else { return None };
    let takes = option.starts_with("--") && missed.starts_with('<') && !before.starts_with('-');
    takes.then(|| format!("{option} takes every word after it: put {missed} before it"))
}

/// Help is printed before flags are known, so `--color` is looked for by hand.
fn help_colour(arguments: &[OsString]) -> clap::ColorChoice {
    let words: Vec<_> = arguments.iter().filter_map(|a| a.to_str()).collect();
    let after = |i: usize| words.get(i + 1).copied();
    let said = words.iter().enumerate().find_map(|(i, w)| match *w {
        "--color" => after(i),
        other => other.strip_prefix("--color="),
    });
    match said {
        Some("always") => clap::ColorChoice::Always,
        Some("never") => clap::ColorChoice::Never,
        _ => clap::ColorChoice::Auto,
    }
}

/// The flag's own default, for callers without a command line.
impl Default for Color {
    fn default() -> Self {
        Self::Auto
    }
}
