//! `catalog suggest`: what an imported catalog does not say, proposed, accepted, refused.

use std::collections::BTreeSet;

use clap::Args;
use serde_json::json;

use super::imported;
use crate::{
    cli::{
        context::{Context, Outcome},
        error::CliError,
        output::{Table, Tone},
        parse,
    },
    domain::{CourseDraft, CourseId, Skill},
    import::{
        Imported,
        suggest::{Proposed, Suggestion, Verdict, apply, remembered, suggest},
    },
    store::{self, ImportedCatalogs},
};

/// Arguments of `catalog suggest`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    prereq catalog suggest uni                         what it proposes, surest first\n  \
    prereq catalog suggest uni --accept 0.8            take what is right in four of five cases or more\n  \
    prereq catalog suggest uni --accept 0 --course MATH-124\n\n\
    What is accepted or refused is remembered over updates. An order that is accepted is a recommendation: it shapes\n\
    the order of a plan and makes no course impossible.")]
pub struct SuggestArgs {
    /// Which imported catalog
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Accept what is at least so sure, from 0 to 1
    #[arg(long, value_name = "CONFIDENCE", value_parser = share)]
    pub accept: Option<f64>,
    /// Refuse what is less sure than this
    #[arg(long, value_name = "CONFIDENCE", value_parser = share)]
    pub refuse: Option<f64>,
    /// Only what is proposed for this course
    #[arg(long, value_name = "COURSE", value_parser = parse::course)]
    pub course: Option<CourseId>,
    /// How many to show
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub limit: usize,
}

fn share(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|n| (0.0..=1.0).contains(n));
    number.ok_or_else(|| "a confidence is a number from 0 to 1".to_owned())
}

/// Runs `catalog suggest`.
pub(super) fn run(args: &SuggestArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let kept = imported::kept(ctx)?;
    imported::known(&kept, &args.name)?;
    let skills = ctx.catalog()?.skills().to_vec();
    let mut courses = kept.courses(&args.name);
    let mut all = remembered(suggest(&courses, &skills), old(&kept, &args.name));
    let mut decided = (0usize, 0usize);
    for s in
        all.iter_mut().filter(|s| s.verdict == Verdict::Open && args.course.as_ref().is_none_or(|c| *c == s.course))
    {
        let sure = f64::from(s.confidence) / 100.0;
        if args.accept.is_some_and(|least| sure >= least) {
            s.verdict = Verdict::Accepted;
            decided.0 += 1;
        } else if args.refuse.is_some_and(|most| sure < most) {
            s.verdict = Verdict::Refused;
            decided.1 += 1;
        }
    }
    if decided != (0, 0) {
        apply(&mut courses, &all);
        write(&kept, &args.name, &courses, &skills)?;
        let verdicts: Vec<&Suggestion> = all.iter().filter(|s| s.verdict != Verdict::Open).collect();
        let text = serde_json::to_string_pretty(&verdicts).expect("suggestions have text keys and finite numbers");
        kept.keep_suggestions(&args.name, &text)?;
        ctx.forget_catalog();
    }
    tell(args, &all, decided, ctx);
    Ok(Outcome::Done)
}

fn old(kept: &ImportedCatalogs, name: &str) -> Vec<Suggestion> {
    kept.suggestions(name).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Writes the catalog with the skills its courses teach defined in it, so that it stands alone.
fn write(kept: &ImportedCatalogs, name: &str, courses: &[CourseDraft], skills: &[Skill]) -> Result<(), CliError> {
    let manifest = kept.manifest(name).unwrap_or_default();
    let mapping = kept.mapping(name).unwrap_or_default();
    let about = format!("{name}: imported by prereq from {}", manifest.files.join(", "));
    let text = store::catalog_toml(&about, &used(courses, skills), courses);
    kept.put(&store::Manifest { name: name.to_owned(), ..manifest }, &text, &mapping)?;
    Ok(())
}

fn used(courses: &[CourseDraft], skills: &[Skill]) -> Vec<Skill> {
    let mut names = BTreeSet::new();
    for course in courses {
        names.extend(course.teaches.iter().map(|(s, _)| s.clone()));
        course.requirement.leaves(&mut |leaf| {
            if let crate::domain::Requirement::Skill { skill, .. } = leaf {
                names.insert(skill.clone());
            }
        });
    }
    skills.iter().filter(|s| names.contains(&s.id)).cloned().collect()
}

/// Puts what was accepted earlier into a new import.
pub(super) fn again(
    imported: &mut Imported,
    name: &str,
    kept: &ImportedCatalogs,
    ctx: &mut Context,
) -> Result<(), CliError> {
    let old = old(kept, name);
    if old.iter().all(|s| s.verdict != Verdict::Accepted) {
        return Ok(());
    }
    apply(&mut imported.courses, &old);
    let known = ctx.catalog()?.skills().to_vec();
    let mine: BTreeSet<_> = imported.skills.iter().map(|s| s.id.clone()).collect();
    imported.skills.extend(used(&imported.courses, &known).into_iter().filter(|s| !mine.contains(&s.id)));
    Ok(())
}

fn said(what: &Proposed) -> String {
    match what {
        Proposed::Skill { skill, level } => format!("teaches {skill} {:.2}", f64::from(*level) / 1000.0),
        Proposed::Difficulty { word } => word.clone(),
        Proposed::Before { course } => format!("after {course}"),
    }
}

fn tell(args: &SuggestArgs, all: &[Suggestion], decided: (usize, usize), ctx: &mut Context) {
    let open: Vec<&Suggestion> = (all.iter())
        .filter(|s| s.verdict == Verdict::Open && args.course.as_ref().is_none_or(|c| *c == s.course))
        .collect();
    if ctx.global.json {
        let rows: Vec<_> = open.iter().map(|s| json!({
            "course": s.course.as_str(), "what": &s.what, "confidence": f64::from(s.confidence) / 100.0, "evidence": s.evidence
        })).collect();
        ctx.out.json(&json!({
            "schema": "prereq.catalog.suggest/1", "name": args.name, "accepted": decided.0, "refused": decided.1, "open": rows
        }));
        return;
    }
    if decided != (0, 0) {
        ctx.out.toned(Tone::Good, &format!("{} accepted, {} refused, {} open", decided.0, decided.1, open.len()));
        return;
    }
    let mut table = Table::new().right("sure").left("course").left("suggested").flexible("because");
    for s in open.iter().take(args.limit) {
        table.row([
            (Tone::Plain, format!("{:.2}", f64::from(s.confidence) / 100.0)),
            (Tone::Id, s.course.to_string()),
            (Tone::Plain, said(&s.what)),
            (Tone::Dim, s.evidence.clone()),
        ]);
    }
    ctx.out.table(&table);
    if open.len() > args.limit {
        ctx.out.toned(
            Tone::Dim,
            &format!("and {} more; --limit shows more, --accept 0.8 takes the surest", open.len() - args.limit),
        );
    }
}
