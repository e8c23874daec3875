//! `recommend`: the courses one could take now, ranked, each total taken apart.

use clap::Args;
use clap_complete::ArgValueCompleter;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{
    advisor::{Advisor, AskError},
    cli::{
        args::{AimArgs, LimitArgs, PlainArgs},
        ask, complete,
        context::{Context, Outcome},
        error::CliError,
        json::{hours, micro},
        output::{Output, Table, Tone},
        parse,
        signals::Watch,
    },
    domain::{Catalog, CourseId, CourseIx},
    path::{Aim, Metric},
    phrase,
    recommend::{
        Change, Component, First, Millionths, ONE, RecommendRequest, Recommendation, Recommendations, Weights,
    },
};

/// Arguments of `recommend`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq recommend --goal data-scientist\n  \
    prereq recommend --limit 3 --weights path=0.6,cost=0.2\n  prereq recommend --all --json\n  \
    prereq recommend --all --first mit-18.06\n\n\
    A total is the weighted mean of what the components say; one without an opinion is left out and shown as –.")]
pub struct RecommendArgs {
    /// What to aim at.
    #[command(flatten)]
    pub aim: AimArgs,
    /// What shapes the plans behind it.
    #[command(flatten)]
    pub limits: LimitArgs,
    /// How much each component counts, such as path=0.6,cost=0.2
    #[arg(long, value_name = "NAME=WEIGHT,…")]
    pub weights: Option<String>,
    /// 0 ranks by total alone, 1 by variety alone
    #[arg(long, value_name = "SHARE", default_value_t = 0.3)]
    pub diversity: f64,
    /// At most this many results
    #[arg(long, value_name = "N", value_parser = parse::count, default_value_t = 10)]
    pub limit: usize,
    /// Also courses you are not ready for, with what is missing
    #[arg(long)]
    pub all: bool,
    /// What would put this course first?
    #[arg(long, value_name = "COURSE", value_parser = parse::course, add = ArgValueCompleter::new(complete::courses))]
    pub first: Option<CourseId>,
    /// For other programs.
    #[command(flatten)]
    pub plain: PlainArgs,
}

#[derive(Serialize)]
struct RecommendDoc {
    schema: &'static str,
    goals: Vec<Value>,
    weights: Map<String, Value>,
    total: usize,
    under_way: Vec<ResultRow>,
    results: Vec<ResultRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Value>,
}

#[derive(Serialize)]
struct ResultRow {
    id: String,
    title: String,
    total: f64,
    place_by_total: usize,
    /// What is left of it; assumed where nobody says.
    hours: f64,
    full_hours: f64,
    hours_assumed: bool,
    under_way: bool,
    components: Map<String, Value>,
    silent: Map<String, Value>,
    missing: Vec<String>,
}

/// Runs `recommend`.
pub fn run(args: &RecommendArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let aim = match ask::named(&advisor, &args.aim) {
        // Recommendations do without a goal; two components then say nothing.
        Err(AskError::NoGoal) => {
            ctx.hint("without a goal there is no path to judge by; --goal names one");
            Aim::default()
        }
        aim => aim?,
    };
    let mut request = RecommendRequest::new(ask::request(&advisor, aim, &args.limits, ctx)?);
    request.weights = weights(args, ctx)?;
    if !(0.0..=1.0).contains(&args.diversity) {
        return Err(CliError::usage("diversity lies between 0 and 1", "0 ranks by total alone, 1 by variety alone"));
    }
    request.lambda = ((1.0 - args.diversity) * f64::from(ONE)).round() as Millionths;
    request.limit = args.limit;
    request.all = args.all;
    let watch = Watch::start();
    let wanted = args.first.as_ref().map(|id| advisor.course(id.as_str())).transpose()?;
    let scored = advisor.score(&request, &watch.cancel());
    let first = wanted.and_then(|course| advisor.first(&scored, &request, course));
    let mut found = advisor.rank(&scored, &request);
    if let Some(course) = wanted {
        // Only it and what is before it, side by side, in the order of totals.
        let by_total = RecommendRequest { lambda: ONE, limit: usize::MAX, all: true, ..request.clone() };
        found = advisor.rank(&scored, &by_total);
        found.results.retain(|r| first.is_some() && (r.course == course || r.place_by_total == 1));
    }
    let words = Words { advisor: &advisor, metric: request.plan.metric };
    if ctx.global.json {
        let mut document = words.document(&found);
        document.first = wanted.map(|course| first.as_ref().map_or(Value::Null, |f| words.first(f, course)));
        ctx.out.json(&document);
    } else if args.plain.wanted() {
        let catalog = advisor.catalog();
        let row = |r: &Recommendation| {
            let c = catalog.course(r.course);
            [c.id.to_string(), format!("{:.6}", whole(r.total)), c.title.clone()]
        };
        ctx.out.records(found.results.iter().map(row), args.plain.null);
    } else {
        words.print(&found, wanted.is_some(), &mut ctx.out);
        if let (Some(first), Some(course)) = (&first, &args.first) {
            ctx.out.gap();
            for (i, line) in phrase::first(first, course.as_str(), advisor.catalog()).iter().enumerate() {
                ctx.out.wrapped(Tone::Plain, if i > 1 { 2 } else { 0 }, 2, line);
            }
        } else if let Some(course) = wanted {
            not_ranked(course, args.all, &advisor, ctx);
        } else if found.results.is_empty() {
            ctx.warn("nothing to recommend: no course you are ready for teaches you anything new");
            ctx.hint("--all also lists courses you are not ready for");
        }
    }
    Ok(watch.outcome(Outcome::found(!found.results.is_empty())))
}

/// Says why a course has no place.
fn not_ranked(course: CourseIx, all: bool, advisor: &Advisor, ctx: &mut Context) {
    let id = &advisor.catalog().course(course).id;
    if advisor.is_under_way(course) {
        ctx.warn(&format!("`{id}` is under way; only courses that could be begun have a place"));
    } else if all {
        ctx.warn(&format!("`{id}` is not recommended: it is done, hidden, retired or against your constraints"));
    } else {
        ctx.warn(&format!("`{id}` is not among the courses you are ready for that teach you something new"));
        ctx.hint("--all also ranks the others");
    }
}

/// The built-in weights with what the settings say about them.
pub fn settled_weights(ctx: &mut Context) -> Result<Weights, CliError> {
    let mut weights = Weights::default();
    let config = ctx.config()?;
    for component in Component::ALL {
        if let Some(&weight) = config.weights.get(component.word()) {
            weights = weights.with(component, weight);
        }
    }
    Ok(weights)
}

fn weights(args: &RecommendArgs, ctx: &mut Context) -> Result<Weights, CliError> {
    let weights = settled_weights(ctx)?;
    match &args.weights {
        None => Ok(weights),
        Some(text) => weights.parse(text).map_err(|e| {
            CliError::usage(e.to_string(), "write --weights path=0.6,gap=0.2; names not given keep theirs")
        }),
    }
}

fn whole(part: Millionths) -> f64 {
    micro(f64::from(part) / f64::from(ONE))
}

/// Words for reasons, in the metric and currency of the request.
struct Words<'a> {
    advisor: &'a Advisor,
    metric: Metric,
}

impl Words<'_> {
    fn reason(&self, r: &Recommendation, component: Component) -> String {
        let (money, catalog) = (&self.advisor.settings().money, &**self.advisor.catalog());
        match (r.component(component), &r.silences[component.index()]) {
            (Some(value), _) => phrase::component_reason(&value.reason, self.metric, money.currency, catalog),
            (None, Some(silence)) => phrase::component_silence(silence, self.metric, money.currency),
            (None, None) => "no opinion".to_owned(),
        }
    }

    fn document(&self, found: &Recommendations) -> RecommendDoc {
        let name = |c: Component| c.word().to_owned();
        RecommendDoc {
            schema: "prereq.recommend/1",
            goals: found.goals.iter().map(|(id, title)| json!({ "id": id, "title": title })).collect(),
            weights: Component::ALL.iter().map(|&c| (name(c), json!(whole(found.weights[c.index()])))).collect(),
            total: found.total,
            under_way: found.under_way.iter().map(|r| self.row(r)).collect(),
            results: found.results.iter().map(|r| self.row(r)).collect(),
            first: None,
        }
    }

    fn first(&self, first: &First, course: CourseIx) -> Value {
        let catalog: &Catalog = self.advisor.catalog();
        let id = |c: CourseIx| catalog.course(c).id.as_str();
        let weight = |w: u64| micro(w as f64 / f64::from(ONE));
        let change = |c: &Change| {
            json!({
                "component": c.component.word(),
                "now": weight(c.now),
                "at_least": weight(c.at_least),
                "at_most": c.at_most.map(weight),
            })
        };
        json!({
            "id": id(course),
            "place": first.place,
            "of": first.of,
            "leader": id(first.leader),
            "changes": first.changes.iter().map(change).collect::<Vec<_>>(),
            "never_before": first.never_before.map(id),
            "reason": phrase::first(first, id(course), catalog),
        })
    }

    fn row(&self, r: &Recommendation) -> ResultRow {
        let catalog = self.advisor.catalog();
        let (mut components, mut silent) = (Map::new(), Map::new());
        for component in Component::ALL {
            let name = component.word().to_owned();
            let reason = self.reason(r, component);
            let Some(value) = r.component(component) else {
                components.insert(name.clone(), Value::Null);
                silent.insert(name, Value::String(reason));
                continue;
            };
            let said = json!({
                "value": whole(value.value),
                "weight": whole(value.weight),
                "contribution": whole(value.contribution),
                "reason": reason,
            });
            components.insert(name, said);
        }
        let work = self.advisor.work(r.course);
        ResultRow {
            id: catalog.course(r.course).id.to_string(),
            title: r.title.clone(),
            total: whole(r.total),
            place_by_total: r.place_by_total,
            hours: hours(work.left),
            full_hours: hours(work.full),
            hours_assumed: work.assumed,
            under_way: self.advisor.is_under_way(r.course),
            components,
            silent,
            missing: r.missing.iter().map(|m| phrase::lack(m, catalog)).collect(),
        }
    }

    fn print(&self, found: &Recommendations, by_total: bool, out: &mut Output) {
        let catalog = self.advisor.catalog();
        for r in &found.under_way {
            let (c, left) = (catalog.course(r.course), phrase::work_left(self.advisor.work(r.course)));
            out.wrapped(Tone::Good, 0, 2, &format!("Under way: {} ({}), {left}", c.title, c.id));
        }
        if !found.under_way.is_empty() && !found.results.is_empty() {
            out.gap();
        }
        let mut table = Table::new().right("").left("total").flexible("course").left("id").right("hours");
        let place = |i: usize, r: &Recommendation| if by_total { r.place_by_total } else { i + 1 }.to_string();
        for (i, r) in found.results.iter().enumerate() {
            let c = catalog.course(r.course);
            let (total, contributions) = r.shown(3);
            let work = self.advisor.work(r.course);
            table.row([
                (Tone::Dim, place(i, r)),
                (Tone::Strong, thousandths(total)),
                (Tone::Strong, c.title.clone()),
                (Tone::Id, c.id.to_string()),
                (Tone::Plain, phrase::work(work)),
            ]);
            let mut silent: Vec<(String, Vec<&str>)> = Vec::new();
            for component in Component::ALL {
                let reason = self.reason(r, component);
                let (Some(v), Some(part)) = (r.component(component), contributions[component.index()]) else {
                    match silent.iter_mut().find(|(why, _)| *why == reason) {
                        Some((_, names)) => names.push(component.word()),
                        None => silent.push((reason, vec![component.word()])),
                    }
                    continue;
                };
                let sum = format!("{:.2} × {:.2} = {}", whole(v.value), whole(v.weight), thousandths(part));
                let name = component.word();
                table.detail(vec![(Tone::Plain, format!("{name:<9} {sum}  ")), (Tone::Dim, reason)]);
            }
            for (why, names) in silent {
                table.detail(vec![(Tone::Dim, format!("–         {}: {why}", names.join(", ")))]);
            }
            if !r.missing.is_empty() {
                let missing: Vec<_> = r.missing.iter().map(|m| phrase::lack(m, catalog)).collect();
                table.detail(vec![(Tone::Bad, format!("not ready: {}", phrase::list_and(&missing)))]);
            }
        }
        if !found.results.is_empty() {
            out.table(&table);
        }
    }
}

fn thousandths(n: u64) -> String {
    format!("{}.{:03}", n / 1000, n % 1000)
}
