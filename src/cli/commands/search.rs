//! `search`: courses by words, in any order.

use clap::Args;
use clap_complete::ArgValueCompleter;
use serde::Serialize;

use crate::{
    advisor::Advisor,
    cli::{
        args::PlainArgs,
        commands::list,
        complete,
        context::{Context, Outcome},
        error::CliError,
        output::{Pieces, Table, Tone},
        parse,
    },
    domain::CourseIx,
    path::Cancel,
    phrase,
    search::{Field, Hit, SearchNote, SearchResults, asks_for_path},
};

/// Arguments of `search`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq search machine intro\n  prereq search --limit 5 linear algebra\n  \
    prereq search --plain python | fzf | cut -f1\n  \
    prereq search 'skill:python hours:<20 free:'\n\n\
    Every word has to match somewhere: title, skills, tags, provider, summary. Small typos are forgiven.\n\n\
    'word    stands there as it is          ^word   a title or name begins with it\n\
    !word    stands nowhere                 word$   a title or name ends with it\n\n\
    Filters keep only some courses; ! in front turns one round (put them in quotes: shells read < > !):\n  \
    level:beginner        beginner, intermediate or advanced\n  \
    hours:<20             also <= > >= =, 5..20, 5.. and ..20; unknown hours never pass\n  \
    price:<50             the same, in your currency; unknown prices never pass\n  \
    free:                 known to cost nothing\n  \
    skill:python          teaches the skill: its id, name or another name\n  \
    teaches:python>=0.5   teaches it up to such a level\n  \
    provider:mit          who made it, by words of the name; a hyphen for each space\n  \
    platform:edx          where it is offered, likewise\n  \
    lang:en format:video tag:mathematics\n  \
    ready:                not done yet, and you have all it requires\n  \
    path:                 on the path to your active goals")]
pub struct SearchArgs {
    /// Words to look for
    #[arg(value_name = "WORD", required = true, num_args = 1.., add = ArgValueCompleter::new(complete::search))]
    pub query: Vec<String>,
    /// At most this many results
    #[arg(long, value_name = "N", value_parser = parse::count, default_value_t = 20)]
    pub limit: usize,
    /// For other programs.
    #[command(flatten)]
    pub plain: PlainArgs,
}

#[derive(Serialize)]
struct SearchDoc<'a> {
    schema: &'static str,
    query: &'a str,
    total: usize,
    results: Vec<ResultRow<'a>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct ResultRow<'a> {
    id: &'a str,
    title: &'a str,
    provider: &'a str,
    score: i64,
    matched: Vec<MatchRow<'a>>,
}

#[derive(Serialize)]
struct MatchRow<'a> {
    field: &'static str,
    text: &'a str,
    ranges: &'a [(usize, usize)],
}

/// Runs `search`.
pub fn run(args: &SearchArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let catalog = advisor.catalog();
    let query = args.query.join(" ");
    let path = asks_for_path(&query).then(|| path(&advisor)).flatten();
    let found = advisor.search(&query, args.limit, path.as_deref());
    if ctx.global.json {
        let row = |hit: &'_ Hit| (hit.course, hit.score);
        let results = found.results.iter().map(|hit| {
            let (course, score) = row(hit);
            let c = catalog.course(course);
            let matched = hit.matched.iter();
            let matched = matched.map(|m| MatchRow { field: m.field.word(), text: &m.text, ranges: &m.ranges });
            ResultRow { id: c.id.as_str(), title: &c.title, provider: &c.provider, score, matched: matched.collect() }
        });
        let results = results.collect();
        let notes = found.notes.iter().map(phrase::search_note).collect();
        ctx.out.json(&SearchDoc { schema: "prereq.search/1", query: &query, total: found.total, results, notes });
    } else if args.plain.wanted() {
        say(&found, ctx);
        let rows = found.results.iter().map(|hit| list::record(catalog.course(hit.course)));
        ctx.out.records(rows, args.plain.null);
    } else {
        say(&found, ctx);
        table(&found, &advisor, ctx);
    }
    Ok(Outcome::found(!found.results.is_empty()))
}

/// The courses of the path to the active goals, if there are any.
fn path(advisor: &Advisor) -> Option<Vec<CourseIx>> {
    let request = advisor.request(advisor.aim(&[], &[]).ok()?);
    Some(advisor.courses_of(&advisor.plan(&request, &Cancel::new(), &mut |_| ())))
}

fn say(found: &SearchResults, ctx: &Context) {
    for note in &found.notes {
        match note {
            SearchNote::ReadAs { .. } => ctx.hint(&phrase::search_note(note)),
            _ => ctx.warn(&phrase::search_note(note)),
        }
    }
    if found.results.is_empty() {
        if found.notes.is_empty() {
            ctx.warn("nothing matches");
        }
        ctx.hint("fewer or shorter words find more");
    } else if found.total > found.results.len() {
        ctx.hint(&format!("{} of {} shown; --limit N shows more", found.results.len(), found.total));
    }
}

fn table(found: &SearchResults, advisor: &Advisor, ctx: &mut Context) {
    let (catalog, assume) = (advisor.catalog(), &advisor.settings().costing);
    let mut table = Table::new().left("id").flexible("course").yielding("provider").right("hours");
    for hit in &found.results {
        let c = catalog.course(hit.course);
        let title = hit.matched.iter().find(|m| m.field == Field::Title);
        table.row_of(vec![
            vec![(Tone::Id, c.id.to_string())],
            highlight(&c.title, title.map_or(&[], |m| &m.ranges)),
            vec![(Tone::Dim, c.provider.clone())],
            vec![(Tone::Plain, phrase::hours_of(c, assume))],
        ]);
    }
    if !found.results.is_empty() {
        ctx.out.table(&table);
    }
}

/// The text with the matched characters set off; `ranges` are half-open, in Unicode scalars.
fn highlight(text: &str, ranges: &[(usize, usize)]) -> Pieces {
    let mut pieces: Pieces = Vec::new();
    for (i, c) in text.chars().enumerate() {
        let tone = if ranges.iter().any(|&(a, b)| (a..b).contains(&i)) { Tone::Match } else { Tone::Plain };
        match pieces.last_mut() {
            Some((last, piece)) if *last == tone => piece.push(c),
            _ => pieces.push((tone, c.to_string())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn highlights_count_in_characters() {
        let cell = |tone, text: &str| (tone, text.to_owned());
        assert_eq!(
            highlight("Él niño", &[(0, 2), (3, 4)]),
            [cell(Tone::Match, "Él"), cell(Tone::Plain, " "), cell(Tone::Match, "n"), cell(Tone::Plain, "iño"),]
        );
        assert!(highlight("", &[(0, 2)]).is_empty());
    }
}
