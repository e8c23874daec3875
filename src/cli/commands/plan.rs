//! `plan`: the shortest path to a goal, on a calendar, with what proves it.

use std::path::{Path, PathBuf};

use clap::Args;

use super::plan_missed;
use crate::{
    advisor::Advisor,
    cli::{
        args::{AimArgs, LimitArgs},
        ask,
        context::{Context, Outcome},
        error::CliError,
        export, limits,
        output::{Output, Table, Tone},
        parse,
        signals::Watch,
    },
    domain::{Away, CourseId},
    path::{
        Cancel, Extra, Limited, Metric, Plan, PlanFormat, PlanRequest, Premises, Status, UnderWayPlace, WeightTerm,
        Within,
        schedule::{self, Latest},
    },
    phrase, store,
};

/// Arguments of `plan`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    prereq plan --goal data-scientist\n  \
    prereq plan --goal data-scientist --hours-per-week 6 -o plan.toml\n  \
    prereq plan -g data-scientist --hours-per-week 6 -o study.ics\n  \
    prereq plan -g data-scientist -o study.ics --dry-run\n  \
    prereq plan -g data-scientist --format taskwarrior | task import -\n  \
    task export > tasks.json; prereq plan -g data-scientist --format taskwarrior --merge tasks.json | task import -\n  \
    prereq plan --to mit-18.06 --minimize price\n  \
    prereq plan --goal data-scientist --hours-per-week 6 --deadline 2027-03-31 --must statistics\n  \
    prereq plan -g data-scientist --away 2026-W52 --begin mit-18.06=2027-02-01\n  \
    prereq plan -g data-scientist --hours-per-week 6 --deadline 2028-06-30 --miss 2026-W52\n  \
    prereq plan --goal data-scientist --max-hours 100 --budget 50\n  \
    prereq plan --goal data-analyst --exclude kaggle-intro-sql --prove\n\n\
    A plan says `proved` when no path is shorter. A saved plan carries its proof: `prereq verify plan.toml`. \
    `--format json` writes the document `--json` prints, for other programs; `verify` and `diff` read TOML.")]
pub struct PlanArgs {
    /// What to aim at.
    #[command(flatten)]
    pub aim: AimArgs,
    /// What shapes the plan.
    #[command(flatten)]
    pub limits: LimitArgs,
    /// Write the plan in this format
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<PlanFormat>,
    /// Write the plan to a file; its extension names the format unless --format does
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write nothing; show what writing to the file would change
    #[arg(long, requires = "output")]
    pub dry_run: bool,
    /// Keep what this earlier export says beside the plan: `task export` written to a file keeps your own tags,
    /// priorities, notes and what is done
    #[arg(long, value_name = "FILE")]
    pub merge: Option<PathBuf>,
    /// Show what moves when these days are missed: a week such as 2026-W52, a day, or 2026-12-21..2027-01-03
    #[arg(long, value_name = "RANGE", value_parser = parse::away, num_args = 1.., value_delimiter = ',',
          conflicts_with_all = ["output", "format"])]
    pub miss: Vec<Away>,
}

/// Runs `plan`.
pub fn run(args: &PlanArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    ctx.warn_of_unknown(&advisor);
    let aim = ask::aim(&advisor, &args.aim)?;
    let request = ask::request(&advisor, aim, &args.limits, ctx)?;
    let (Limited { plan, within }, outcome) = solve_within(&advisor, &request, ctx);
    for (id, _) in args.limits.begin.iter().filter(|(id, _)| plan.step(id.as_str()).is_none()) {
        ctx.warn(&format!(
            "`{id}` is not on the path, so when it begins does not matter; --require {id} puts it there"
        ));
    }
    if !args.miss.is_empty() {
        let missed = schedule::plan_missed(&plan, &args.miss).ok_or_else(|| {
            CliError::usage("days are missed only where a plan has dates", "add --hours-per-week HOURS")
        })?;
        plan_missed::show(&missed, &Away::merged(&args.miss), &plan, within.as_ref(), &advisor, ctx);
        return Ok(outcome);
    }
    let to_file = args.output.as_deref().filter(|p| *p != Path::new("-"));
    if let Some(path) = to_file {
        let format = export::format(args.format, path)?;
        let before = match &args.merge {
            Some(tasks) => Some(store::read_file(tasks)?),
            None => export::earlier(path, format)?,
        };
        let text = export::render((&plan, within.as_ref()), &advisor, format, before.as_deref(), ctx)?;
        if args.dry_run {
            export::preview(path, format, before.as_deref(), &text, ctx);
            return Ok(outcome);
        }
        store::write_file(path, &text)?;
        if ctx.global.json {
            let without = without(&plan, &request, &advisor);
            ctx.out.json(&document_telling(&plan, within.as_ref(), &advisor, &without));
        } else {
            head(&plan, &mut ctx.out);
            bounds(&plan, within.as_ref(), &advisor, &mut ctx.out);
            ctx.out.line(&format!("written to {}", path.display()));
            if format == PlanFormat::Toml {
                ctx.hint(&format!("`prereq verify {}` checks its proof", path.display()));
            }
        }
        return Ok(outcome);
    }
    let named = args.format.or((args.output.is_some()).then_some(PlanFormat::Toml));
    match named.filter(|_| !ctx.global.json) {
        Some(format) => {
            let before = args.merge.as_deref().map(store::read_file).transpose()?;
            let text = export::render((&plan, within.as_ref()), &advisor, format, before.as_deref(), ctx)?;
            ctx.out.raw(&text);
        }
        None => print((&plan, within.as_ref()), &without(&plan, &request, &advisor), &advisor, ctx),
    }
    Ok(outcome)
}

/// Prints the plan as the interface's stand-in where there is no terminal.
pub fn run_default(ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let mut aim = AimArgs::default();
    if advisor.profile().goals.is_empty() {
        aim.goals.extend(crate::domain::GoalId::new("data-scientist").map(|goal| (goal, None)));
    }
    let aim = ask::aim(&advisor, &aim)?;
    let request = ask::request(&advisor, aim, &LimitArgs::default(), ctx)?;
    let (plan, outcome) = solve(&advisor, &request, ctx);
    print((&plan, None), &without(&plan, &request, &advisor), &advisor, ctx);
    Ok(outcome)
}

/// Asks the kernel, listening for signals.
pub fn solve(advisor: &Advisor, request: &PlanRequest, ctx: &Context) -> (Plan, Outcome) {
    let (limited, outcome) = solve_within(advisor, request, ctx);
    (limited.plan, outcome)
}

/// The same, with what the limits have to say.
pub fn solve_within(advisor: &Advisor, request: &PlanRequest, ctx: &Context) -> (Limited, Outcome) {
    let watch = Watch::start();
    if ask::may_take_long(request) && ctx.around.stdin_terminal {
        ctx.hint("Ctrl-C stops the search and prints the best plan so far");
    }
    let limited = advisor.limited(request, &watch.cancel(), &mut |_| {});
    let plan = &limited.plan;
    if request.start.is_some() && request.hours_per_week.is_some() && plan.steps.iter().any(|s| s.end.is_none()) {
        ctx.warn("the plan reaches beyond the calendar's last day, so it has no dates");
    }
    let outcome = Outcome::found(plan.status != Status::Unreachable);
    let outcome = watch.outcome(outcome);
    (limited, outcome)
}

/// The plan's document, with what the limits have to say.
pub(super) fn document(plan: &Plan, within: Option<&Within>, advisor: &Advisor) -> serde_json::Value {
    store::plan_document(plan, export::told(plan, within, advisor), &**advisor.catalog())
}

/// What doing without each step of a rival tool costs more; `None` where no path goes without it.
type Without = Vec<(CourseId, Option<Extra>)>;

/// That, where there is such a step and no limit bends the path.
fn without(plan: &Plan, request: &PlanRequest, advisor: &Advisor) -> Without {
    match request.limits.is_empty() && plan.status == Status::Proved {
        true => advisor.doing_without(request, plan, &Cancel::new()),
        false => Vec::new(),
    }
}

/// The same document, which says of steps of a rival tool what doing without them costs.
fn document_telling(plan: &Plan, within: Option<&Within>, advisor: &Advisor, without: &Without) -> serde_json::Value {
    let mut document = document(plan, within, advisor);
    let Premises { metric, currency, .. } = plan.premises;
    for (course, extra) in without {
        let Some(at) = plan.steps.iter().position(|s| s.course == *course) else { continue };
        let reasons = document["steps"][at]["weight_reasons"].as_array_mut().into_iter().flatten();
        for reason in reasons.filter(|r| r["term"] == WeightTerm::Clash.word()) {
            let text = reason["text"].as_str().unwrap_or_default();
            reason["text"] = format!("{text}: {}", phrase::doing_without(*extra, metric, currency)).into();
        }
        document["steps"][at]["doing_without"] = extra.map_or(serde_json::Value::Null, |e| limits::range(e, metric));
    }
    document
}

fn bounds(plan: &Plan, within: Option<&Within>, advisor: &Advisor, out: &mut Output) {
    let Some(within) = within else { return };
    for (good, line) in phrase::within(within, plan, &**advisor.catalog()) {
        out.wrapped(if good { Tone::Plain } else { Tone::Warn }, 0, 2, &line);
    }
}

fn print((plan, within): (&Plan, Option<&Within>), without: &Without, advisor: &Advisor, ctx: &mut Context) {
    if ctx.global.json {
        ctx.out.json(&document_telling(plan, within, advisor, without));
        return;
    }
    head(plan, &mut ctx.out);
    if let Some(told) = advisor.finish(plan) {
        ctx.out.wrapped(Tone::Dim, 0, 2, &phrase::finish(&told, plan.premises.hours_per_week));
    }
    bounds(plan, within, advisor, &mut ctx.out);
    let latest = schedule::plan_latest(plan);
    if let Some(latest) = latest.as_ref().filter(|l| l.first_day.is_some()) {
        ctx.out.wrapped(Tone::Plain, 0, 2, &phrase::latest(latest));
    }
    for late in schedule::late_starts(plan) {
        ctx.out.wrapped(Tone::Warn, 0, 2, &phrase::late_start(&late, &**advisor.catalog()));
    }
    steps((plan, without), latest.as_ref(), advisor, ctx);
    under_way(plan, advisor, ctx);
    if !plan.binding.is_empty() {
        ctx.out.gap();
        ctx.out.toned(Tone::Strong, "Your limits bind");
        for limit in &plan.binding {
            ctx.out.wrapped(Tone::Warn, 2, 4, &phrase::binding(limit, plan, &**advisor.catalog()));
        }
    }
    if !plan.unmet.is_empty() {
        ctx.out.gap();
        ctx.out.toned(Tone::Strong, "Out of reach");
        for need in &plan.unmet {
            ctx.out.wrapped(Tone::Plain, 2, 4, &phrase::unmet(need, &**advisor.catalog()));
        }
    }
    if plan.status == Status::Unreachable && plan.premises.metric == Metric::Price {
        ctx.hint("courses of unknown price stay out; --assume-price AMOUNT counts them");
    }
    if ctx.global.verbose > 0 && !plan.landmarks.is_empty() {
        ctx.out.gap();
        ctx.out.toned(Tone::Strong, "Every path takes at least one course of each of these sets");
        for landmark in &plan.landmarks {
            let ids: Vec<_> = landmark.courses.iter().map(ToString::to_string).collect();
            ctx.out.wrapped(Tone::Dim, 2, 4, &ids.join(" "));
        }
    }
}

/// Courses that are under way and not simply on the path.
fn under_way(plan: &Plan, advisor: &Advisor, ctx: &mut Context) {
    let odd: Vec<_> = plan.under_way.iter().filter(|u| u.place != UnderWayPlace::OnPath).collect();
    if odd.is_empty() {
        return;
    }
    ctx.out.gap();
    ctx.out.toned(Tone::Strong, "Under way");
    for told in &odd {
        ctx.out.wrapped(Tone::Plain, 2, 4, &phrase::under_way(told, plan, &**advisor.catalog()));
    }
    if odd.iter().any(|u| matches!(u.place, UnderWayPlace::Kept { .. })) {
        ctx.hint("--switch plans without what is under way where that is shorter");
    }
}

/// Goal, totals, claim.
pub(super) fn head(plan: &Plan, out: &mut Output) {
    let titles: Vec<_> = plan.premises.goals.iter().map(|g| g.title.clone()).collect();
    out.toned(Tone::Strong, &phrase::list_and(&titles));
    if !plan.steps.is_empty() {
        out.wrapped(Tone::Plain, 0, 2, &phrase::totals(plan));
    }
    let tone = match plan.status {
        Status::Proved | Status::Done => Tone::Good,
        Status::Bounded | Status::Partial => Tone::Warn,
        Status::Unreachable => Tone::Bad,
    };
    out.wrapped(tone, 0, 2, &phrase::claim(plan));
    if let Some(least) = phrase::least_work(plan) {
        out.wrapped(Tone::Plain, 0, 2, &least);
    }
}

/// The steps: what each is, when and how much work, and below that what it brings, and what its weight rests on.
fn steps((plan, without): (&Plan, &Without), latest: Option<&Latest>, advisor: &Advisor, ctx: &mut Context) {
    let (names, verbose) = (&**advisor.catalog(), ctx.global.verbose > 0);
    let out = &mut ctx.out;
    if plan.steps.is_empty() {
        return;
    }
    out.gap();
    let dated = plan.premises.start.filter(|_| plan.steps.iter().any(|s| s.start.is_some()));
    // On a narrow screen the titles need the room more than the providers.
    let wide = out.width >= 100;
    let mut table = Table::new().right("").flexible("course");
    if wide {
        table = table.yielding("by");
    }
    if dated.is_some() {
        table = table.left("week");
    }
    let latest = latest.filter(|l| l.steps.len() == plan.steps.len());
    if latest.is_some() {
        table = table.left("begin by");
    }
    // Where work is not what is published the published hours stand below.
    let apart = plan.steps.iter().any(|s| phrase::step_apart(s).is_some());
    table = table.right(if apart { "work" } else { "hours" }).right("price");
    let nobody = phrase::nobody_at_all(plan);
    let mut last = 0;
    for (i, step) in plan.steps.iter().enumerate() {
        let position = if step.position == last { String::new() } else { step.position.to_string() };
        last = step.position;
        let hours = phrase::step_hours(step);
        let price = step.price.map_or_else(|| "?".to_owned(), |p| phrase::price(p, plan.premises.currency));
        let mut cells = vec![(Tone::Dim, position), (Tone::Plain, step.title.clone())];
        if wide {
            cells.push((Tone::Dim, step.provider.clone()));
        }
        cells.extend(dated.map(|start| (Tone::Plain, phrase::weeks(start, step))));
        cells.extend(latest.and_then(|l| l.steps.get(i)).map(|days| (Tone::Dim, phrase::day(days.0))));
        cells.extend([(Tone::Plain, hours), (Tone::Dim, price)]);
        table.row_of(cells.into_iter().map(|cell| vec![cell]).collect());
        let mut tail = vec![phrase::step_tail(step, names)];
        tail.extend(phrase::begins_with_term(plan, step));
        tail.extend(step.notes.iter().map(|note| format!("note: {note}")));
        let tail = tail.join(" · ");
        table.detail(vec![(Tone::Id, step.course.to_string()), (Tone::Dim, format!("  {tail}"))]);
        let mut said: Vec<String> = phrase::step_apart(step).into_iter().collect();
        if !verbose {
            // What holds of every step is said once, below.
            let own = step.weight_reasons.iter().filter(|r| !(nobody && r.term == WeightTerm::Evidence));
            said.extend(phrase::weight_short(step.weight, &own.cloned().collect::<Vec<_>>(), names));
        }
        if !said.is_empty() {
            table.detail(vec![(Tone::Dim, said.join(" · "))]);
        }
        if verbose && !step.weight_reasons.is_empty() {
            let (weight, rest) = phrase::weight_lines(step.weight, &step.weight_reasons, names);
            table.detail(vec![(Tone::Dim, weight)]);
            rest.into_iter().for_each(|line| table.detail(vec![(Tone::Dim, format!("  {line}"))]));
        }
        if let Some((_, extra)) = without.iter().find(|(course, _)| *course == step.course) {
            let Premises { metric, currency, .. } = plan.premises;
            table.detail(vec![(Tone::Dim, phrase::doing_without(*extra, metric, currency))]);
        }
    }
    out.table(&table);
    if nobody && !verbose {
        out.wrapped(Tone::Dim, 0, 2, "nobody vouches for any of these courses; -v says what their hours count");
    }
}
