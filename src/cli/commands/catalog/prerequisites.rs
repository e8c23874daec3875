//! `catalog prerequisites`: what texts ask for, one a line, the way to try a grammar.

use std::io::{BufRead as _, Read as _};

use clap::Args;

use crate::{
    cli::{
        context::{Context, Outcome},
        error::CliError,
    },
    import::language::{GRAMMARS, Grammar, MAX_PREREQUISITE_CHARS, read_prerequisites},
};

/// Arguments of `catalog prerequisites`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    echo 'CSE 142 or CSE 160; and either MATH 126 or MATH 136' | prereq catalog prerequisites --grammar uw\n  \
    cut -f3 courses.tsv | prereq catalog prerequisites --grammar toronto\n\n\
    Each line gives one JSON object: what comes first, what may be taken at the same time, and what the text\n\
    says beyond courses.")]
pub struct PrerequisitesArgs {
    /// How the catalog writes: generic, mit, uw, ucsd, toronto, itu, kuali; the text's look decides otherwise
    #[arg(long, value_name = "NAME")]
    pub grammar: Option<String>,
}

/// The grammar of that name.
pub(super) fn grammar(name: Option<&str>) -> Result<Option<Grammar>, CliError> {
    let Some(name) = name else { return Ok(None) };
    Grammar::named(name).map(Some).ok_or_else(|| {
        let names: Vec<&str> = GRAMMARS.iter().map(|g| g.name).collect();
        CliError::usage(format!("there is no grammar `{name}`"), format!("the grammars are {}", names.join(", ")))
    })
}

/// Runs `catalog prerequisites`.
pub(super) fn run(args: &PrerequisitesArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let grammar = grammar(args.grammar.as_deref())?;
    // A line beyond the limit is read no further than to know that it is.
    let most = (MAX_PREREQUISITE_CHARS as u64 + 1) * 4;
    let mut stdin = std::io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let failed = |source| CliError::File { doing: "read", path: "standard input".into(), source };
        let read = stdin.by_ref().take(most).read_until(b'\n', &mut line).map_err(failed)?;
        if read == 0 {
            break;
        }
        if read as u64 == most && line.last() != Some(&b'\n') {
            let mut rest = Vec::new();
            while stdin.by_ref().take(1 << 20).read_until(b'\n', &mut rest).map_err(failed)? > 0
                && rest.last() != Some(&b'\n')
            {
                rest.clear();
            }
        }
        let text = String::from_utf8_lossy(&line);
        let reading = read_prerequisites(text.trim_end_matches(['\n', '\r']), grammar.as_ref());
        ctx.out.line(&reading.to_json().to_string());
    }
    Ok(Outcome::Done)
}
