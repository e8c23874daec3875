//! `diff`: what differs between two plans, and which change made the difference.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use serde::Serialize;
use serde_json::{Value, json};

use super::verify;
use crate::{
    cli::{
        args::{AimArgs, LimitArgs},
        ask,
        context::{Context, Outcome},
        error::CliError,
        json as number,
        output::{Output, Table, Tone},
        signals::Watch,
    },
    domain::{Cents, CourseId, Currency, GoalId, Minutes, scrub},
    path::{Causes, Effect, Effort, Limits, Metric, Plan, PlanDiff, Shift, StepFate, causes},
    phrase::{self, Names},
};

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    prereq diff january.toml march.toml\n  \
    prereq diff january.toml\n\n\
    Every change of catalog, profile, goal and settings is taken back alone and the path planned again: that \
    is what it does by itself. Without NEW the older plan is compared with the one made for the same goals now.")]
pub struct DiffArgs {
    /// A plan written by `prereq plan -o FILE.toml`
    #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
    pub old: PathBuf,
    /// Another one; the plan as it would be now unless given
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    pub new: Option<PathBuf>,
}

#[derive(Serialize)]
struct DiffDoc {
    schema: &'static str,
    same: bool,
    minimize: [&'static str; 2],
    currency: [String; 2],
    status: [&'static str; 2],
    cost: [Value; 2],
    end: [Option<String>; 2],
    steps: Vec<Value>,
    causes: Vec<Value>,
    together: Vec<Value>,
}

/// Runs `diff`.
pub fn run(args: &DiffArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let old = verify::read(&args.old)?.plan;
    let watch = Watch::start();
    let new = match &args.new {
        Some(path) => verify::read(path)?.plan,
        None => now(&old, &args.old, ctx)?,
    };
    let diff = PlanDiff::of(&old, &new);
    let causes = causes(&old, &new, Effort::Default, &watch.cancel());
    // Names come from the plans themselves, then from whatever catalog there is.
    let catalog = ctx.catalog().ok();
    let names = Titles { plans: [&new, &old], rest: catalog.as_deref() };
    if ctx.global.json {
        ctx.out.json(&document(&old, &new, &diff, &causes, &names));
    } else {
        print(&old, &new, &diff, &causes, &names, &mut ctx.out);
    }
    Ok(watch.outcome(Outcome::found(true)))
}

/// The plan for the goals of an older one, as things are now.
fn now(old: &Plan, path: &Path, ctx: &mut Context) -> Result<Plan, CliError> {
    let advisor = ctx.advisor()?;
    let wrong = |id: &str| {
        CliError::usage(
            format!("`{}` aims at `{id}`, which there is no longer", path.display()),
            "name a newer plan to compare it with",
        )
    };
    let mut aim = AimArgs::default();
    for goal in &old.premises.goals {
        if goal.is_course {
            aim.to.push(CourseId::new(&goal.id).map_err(|_| wrong(&goal.id))?);
        } else {
            let id = GoalId::new(&goal.id).map_err(|_| wrong(&goal.id))?;
            let weight = advisor.profile().goal_weight(&id);
            aim.goals.push((id, Some(weight)));
        }
    }
    let aim = ask::aim(&advisor, &aim)?;
    let mut request = ask::request(&advisor, aim, &LimitArgs::default(), ctx)?;
    let p = &old.premises;
    request.metric = p.metric;
    let catalog = advisor.catalog();
    request.exclude = p.excluded.iter().filter_map(|c| catalog.course_ix(c.as_str())).collect();
    let asked = p.limits.goal.as_ref().unwrap_or(&p.wanted);
    let required = asked.taken.iter().filter_map(|c| catalog.course_ix(c.as_str()));
    request.require = required.filter(|c| !request.aim.to.contains(c)).collect();
    if p.start.is_some() {
        // What was to begin by now begins now.
        (request.start, request.hours_per_week) = (p.start.max(Some(ctx.today)), p.hours_per_week);
    }
    // What the profile does not say, the older plan was asked.
    let constraints = &advisor.profile().constraints;
    if let Some(calendar) = &p.calendar {
        request.max_parallel = constraints.max_parallel.unwrap_or(calendar.max_parallel);
        if constraints.away.is_empty() {
            request.away.clone_from(&calendar.away);
        }
        for (id, day) in &calendar.begins {
            if let Some(course) = catalog.course_ix(id.as_str()).filter(|c| !request.under_way.contains(c)) {
                request.not_before.entry(course).or_insert(*day);
            }
        }
    }
    let l = &p.limits;
    let must = l.must.iter().filter_map(|s| catalog.skill_ix(s.as_str())).collect();
    request.limits = Limits { max_hours: l.max_hours, deadline: l.deadline, budget: l.budget, must };
    Ok(super::plan::solve(&advisor, &request, ctx).0)
}

/// Titles of the plans' own steps first.
struct Titles<'a> {
    plans: [&'a Plan; 2],
    rest: Option<&'a crate::domain::Catalog>,
}

impl Names for Titles<'_> {
    fn skill(&self, id: &str) -> Option<&str> {
        Names::skill(self.rest?, id)
    }
    fn course(&self, id: &str) -> Option<&str> {
        let own = self.plans.iter().find_map(|p| p.step(id)).map(|s| s.title.as_str());
        own.or_else(|| Names::course(self.rest?, id))
    }
}

fn document(old: &Plan, new: &Plan, diff: &PlanDiff, causes: &Causes, names: &dyn Names) -> DiffDoc {
    let (metric, currency) = (new.premises.metric, new.premises.currency);
    let both = |f: &dyn Fn(&Plan) -> Value| [f(old), f(new)];
    let of_cause = |origin: &str, kind: Option<&str>, course: Option<&CourseId>, text: String, e: &Effect| {
        json!({
            "origin": origin,
            "kind": kind,
            "course": course,
            "change": text,
            "matters": e.matters(),
            "shift": shift(e).map(|s| range(s, metric)),
            "adds": swapped(e).map(|x| x.0),
            "drops": swapped(e).map(|x| x.1),
            "effect": phrase::effect(e, metric, currency, names),
        })
    };
    DiffDoc {
        schema: "prereq.diff/1",
        same: diff.is_empty(),
        minimize: [old.premises.metric.word(), metric.word()],
        currency: [old.premises.currency.code().to_owned(), currency.code().to_owned()],
        status: [diff.status.old.word(), diff.status.new.word()],
        cost: both(&|p| {
            json!({
                "hours": number::hours(p.cost.hours),
                "price": number::cents(p.cost.price.units()),
                "courses": p.cost.courses,
            })
        }),
        end: [diff.end.old, diff.end.new].map(|d| d.map(|d| d.to_string())),
        steps: diff.steps.iter().map(|s| step(s, currency)).collect(),
        causes: (causes.each.iter())
            .map(|c| {
                let text = phrase::change(&c.what, currency, names);
                of_cause(c.what.origin().word(), Some(c.what.word()), c.what.course(), text, &c.effect)
            })
            .collect(),
        together: (causes.together.iter())
            .map(|c| of_cause(c.what.word(), None, None, phrase::origin(c.what).to_owned(), &c.effect))
            .collect(),
    }
}

fn step(s: &crate::path::StepChange, currency: Currency) -> Value {
    let word = match s.what {
        StepFate::Completed { .. } => "completed",
        StepFate::Removed { .. } => "removed",
        StepFate::Added { .. } => "added",
        StepFate::Kept { .. } => "changed",
    };
    json!({ "id": s.course, "title": s.title, "what": word, "text": phrase::step_change(s, currency) })
}

fn shift(effect: &Effect) -> Option<Shift> {
    match effect {
        Effect::Same(shift) | Effect::Other { shift, .. } => Some(*shift),
        Effect::Moves { .. } => Some(Shift { at_least: 0, at_most: 0 }),
        Effect::Incomparable { .. } | Effect::Reach { .. } | Effect::Unknown => None,
    }
}

fn swapped(effect: &Effect) -> Option<(&[CourseId], &[CourseId])> {
    match effect {
        Effect::Other { adds, drops, .. }
        | Effect::Reach { adds, drops, .. }
        | Effect::Incomparable { adds, drops } => Some((adds, drops)),
        Effect::Same(_) | Effect::Moves { .. } => Some((&[], &[])),
        Effect::Unknown => None,
    }
}

/// Bounds of a difference, in hours, money or courses.
fn range(shift: Shift, metric: Metric) -> Value {
    let unit = |n: i64| {
        let size = n.unsigned_abs();
        let value = match metric {
            Metric::Weighted | Metric::Work | Metric::Hours => number::hours(Minutes(size)),
            Metric::Price => number::cents(Cents(size).units()),
            Metric::Courses => size as f64,
        };
        if n < 0 { -value } else { value }
    };
    json!({ "at_least": unit(shift.at_least), "at_most": unit(shift.at_most) })
}

fn print(old: &Plan, new: &Plan, diff: &PlanDiff, causes: &Causes, names: &dyn Names, out: &mut Output) {
    let titles =
        |p: &Plan| phrase::list_and(&p.premises.goals.iter().map(|g| scrub(&g.title).to_string()).collect::<Vec<_>>());
    let (from, to) = (titles(old), titles(new));
    out.toned(Tone::Strong, &if from == to { to } else { format!("{from} → {to}") });
    if diff.is_empty() {
        out.line("the two plans are the same");
        return;
    }
    for (word, plan) in [("old", old), ("new", new)] {
        let text = match plan.steps.is_empty() {
            true => phrase::claim(plan),
            false => format!("{} · {}", phrase::totals(plan), plan.status.word()),
        };
        out.wrapped(Tone::Plain, 0, 5, &format!("{word}: {text}"));
    }
    steps(diff, new.premises.currency, out);
    let (metric, currency) = (new.premises.metric, new.premises.currency);
    if causes.each.is_empty() {
        return;
    }
    out.gap();
    out.toned(Tone::Strong, "Because, each taken back alone");
    let (matter, idle): (Vec<_>, Vec<_>) = causes.each.iter().partition(|c| c.effect.matters());
    for cause in matter.iter().chain(idle.iter().take(12)) {
        let said = phrase::change(&cause.what, currency, names);
        let effect = phrase::effect(&cause.effect, metric, currency, names);
        let tone = if cause.effect.matters() { Tone::Plain } else { Tone::Dim };
        out.wrapped(tone, 0, 2, &format!("• {said}: {effect}"));
    }
    if idle.len() > 12 {
        out.toned(Tone::Dim, &format!("• {}", phrase::count(idle.len() as u64 - 12, "further change")));
    }
    for cause in &causes.together {
        let effect = phrase::effect(&cause.effect, metric, currency, names);
        out.wrapped(Tone::Dim, 0, 2, &format!("• all of {}: {effect}", phrase::origin(cause.what)));
    }
}

fn steps(diff: &PlanDiff, currency: Currency, out: &mut Output) {
    if diff.steps.is_empty() {
        return;
    }
    out.gap();
    let mut table = Table::new().left("").flexible("").left("");
    for s in &diff.steps {
        let (tone, mark) = match s.what {
            StepFate::Completed { .. } => (Tone::Good, "✓"),
            StepFate::Removed { .. } => (Tone::Bad, "−"),
            StepFate::Added { .. } => (Tone::Good, "+"),
            StepFate::Kept { .. } => (Tone::Warn, "~"),
        };
        table.row_of(vec![
            vec![(tone, mark.to_owned())],
            vec![(Tone::Plain, scrub(&s.title).to_string())],
            vec![(Tone::Dim, phrase::step_change(s, currency))],
        ]);
    }
    out.table(&table);
}
