//! `open`: a course's page in the browser.

use clap::Args;
use clap_complete::ArgValueCompleter;
use serde::Serialize;

use crate::{
    browser::{self, OpenError},
    cli::{
        complete,
        context::{Context, Outcome},
        error::CliError,
    },
};

/// Arguments of `open`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    prereq open mit-18.06\n  \
    prereq open mit-18.06 --print\n\n\
    BROWSER names the program to open it with; otherwise the system's own is asked. Where there is none the\n\
    address is printed.")]
pub struct OpenArgs {
    /// The course
    #[arg(value_name = "ID", add = ArgValueCompleter::new(complete::courses))]
    pub id: String,
    /// Only print the address
    #[arg(long)]
    pub print: bool,
}

#[derive(Serialize)]
struct OpenDoc<'a> {
    schema: &'static str,
    id: &'a str,
    url: Option<&'a str>,
    opened_with: Option<String>,
}

/// Runs `open`.
pub fn run(args: &OpenArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let course = advisor.catalog().course(advisor.course(&args.id)?);
    let url = course.url.as_deref();
    let mut opened_with = None;
    if let Some(url) = url {
        if !browser::is_web_page(url) {
            return Err(CliError::Open(OpenError::NotAWebPage(url.to_owned())));
        }
        if !args.print {
            match browser::open(url, &|name| std::env::var_os(name)) {
                Ok(program) => opened_with = Some(program),
                Err(error @ OpenError::NotAWebPage(_)) => return Err(CliError::Open(error)),
                Err(OpenError::NoBrowser(_)) => ctx.warn("no browser was found; here is the address"),
            }
        }
    } else {
        ctx.warn(&format!("the catalog knows no page of {}", course.title));
    }
    if ctx.global.json {
        ctx.out.json(&OpenDoc { schema: "prereq.open/1", id: course.id.as_str(), url, opened_with });
    } else if let Some(url) = url.filter(|_| opened_with.is_none()) {
        ctx.out.line(url);
    }
    Ok(Outcome::found(url.is_some()))
}
