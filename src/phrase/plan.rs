//! Plans in words: what is claimed, what it sums to, why each step is there, what is out of reach.

use jiff::civil::Date;

use crate::{
    domain::{Cents, Minutes, Objection},
    path::{
        Blocked, Extra, Metric, Missing, NeededBy, Plan, Premises, RuledOut, Status, Step, StepReason, UnderWay,
        UnderWayPlace, Unmet,
    },
};

use super::{Names, anchored, count, course_title, hours, list_and, list_or, list_some, price, skill_name, span, work};

/// `9 courses · 312 h · free · 5 Jan 2026 – 3 Jan 2027`; where work is not what is published, `812 h of work (310 h of
/// courses)`.
pub fn totals(plan: &Plan) -> String {
    let cost = &plan.cost;
    let mut parts = vec![count(cost.courses, "course")];
    parts.push(match cost.work == cost.hours {
        true => hours(cost.work, cost.hours_assumed > 0),
        false => {
            let (work, published) = (hours(cost.work, false), hours(cost.hours, cost.hours_assumed > 0));
            format!("{work} of work ({published} of courses)")
        }
    });
    parts.push(match cost.prices_unknown {
        0 => price(cost.price, plan.premises.currency),
        n if n == cost.courses => "price unknown".to_owned(),
        n => format!("{} and {}", price(cost.price, plan.premises.currency), count(n, "unknown price")),
    });
    let days =
        || Some((plan.steps.iter().filter_map(|s| s.start).min()?, plan.steps.iter().filter_map(|s| s.end).max()?));
    if let Some((first, last)) = days() {
        let pace = plan.premises.hours_per_week.map(|h| format!(" at {h} h a week")).unwrap_or_default();
        parts.push(span(first, last) + &pace);
    }
    parts.join(" · ")
}

/// What path of less work there is, where weights led the plan past it: `the least work of all is 774 h, 38 h less`.
pub fn least_work(plan: &Plan) -> Option<String> {
    let least = plan.least_work.as_ref()?;
    let less = Minutes(plan.cost.work.0.saturating_sub(least.work.0));
    Some(format!("the least work of all is {}, {} less", hours(least.work, false), hours(less, false)))
}

/// What the plan claims about itself, in one sentence. Only a proved plan is called shortest.
pub fn claim(plan: &Plan) -> String {
    let given = match plan.cost.hours_assumed {
        0 => String::new(),
        n => format!(", given {}", count(n, "assumed duration")),
    };
    let proved = plan.metric_cost() == plan.lower_bound;
    match plan.status {
        Status::Done => "nothing to do: you already have everything this asks for".to_owned(),
        Status::Proved => format!("proved: no path {}{given}", under(plan, plan.lower_bound)),
        Status::Bounded => format!("bounded: {} {}{given}", least(plan.premises.metric), between(plan)),
        Status::Partial if plan.steps.is_empty() => "partial: within your limits no course gets you closer".to_owned(),
        Status::Partial if proved => {
            format!(
                "partial: your limits bind; to get as far as this, no path {}{given}",
                under(plan, plan.lower_bound)
            )
        }
        Status::Partial => {
            let least = least(plan.premises.metric);
            format!("partial: your limits bind; to get as far as this, {least} {}{given}", between(plan))
        }
        Status::Unreachable if plan.steps.is_empty() => "unreachable: no course gets you closer".to_owned(),
        Status::Unreachable if proved => {
            format!("unreachable in full; for what can be reached, no path {}{given}", under(plan, plan.lower_bound))
        }
        Status::Unreachable => {
            let least = least(plan.premises.metric);
            format!("unreachable in full; for what can be reached, {least} {}{given}", between(plan))
        }
    }
}

fn under(plan: &Plan, bound: u64) -> String {
    match plan.premises.metric {
        Metric::Weighted => format!("has less weighted work ({} of work)", hours(plan.cost.work, false)),
        Metric::Work => format!("takes under {} of work", hours(Minutes(bound), false)),
        Metric::Hours => format!("takes under {}", hours(Minutes(bound), false)),
        Metric::Price if bound == 0 => "can cost less than nothing at all".to_owned(),
        Metric::Price => format!("costs under {}", amount(plan, bound)),
        Metric::Courses => format!("has fewer than {}", count(bound, "course")),
    }
}

fn least(metric: Metric) -> &'static str {
    match metric {
        Metric::Weighted => "the least weighted work is",
        Metric::Work => "the path of least work takes",
        Metric::Hours => "the shortest path takes",
        Metric::Price => "the cheapest path costs",
        Metric::Courses => "the path of fewest courses has",
    }
}

fn between(plan: &Plan) -> String {
    let (low, high) = (plan.lower_bound, plan.metric_cost());
    match plan.premises.metric {
        Metric::Weighted | Metric::Work | Metric::Hours => {
            format!("between {} and {}", hours(Minutes(low), false), hours(Minutes(high), false))
        }
        Metric::Price => format!("between {} and {}", amount(plan, low), amount(plan, high)),
        Metric::Courses => format!("between {low} and {}", count(high, "course")),
    }
}

fn amount(plan: &Plan, cents: u64) -> String {
    match cents {
        0 => "nothing".to_owned(),
        _ => price(Cents(cents), plan.premises.currency),
    }
}

/// Why a step is there: `closes your gap in Python`, `opens Machine Learning`, `you asked for it`.
pub fn step_reason(reason: &StepReason, names: &dyn Names) -> String {
    match reason {
        StepReason::ClosesGap(levels) if levels.is_empty() => "your goal asks for it".to_owned(),
        StepReason::ClosesGap(levels) => {
            let parts: Vec<_> = levels.iter().map(|(s, l)| format!("{} {l}", skill_name(names, s.as_str()))).collect();
            format!("brings {} for your goal", list_some(&parts, 2))
        }
        StepReason::Opens(course) => format!("opens {}", course_title(names, course.as_str())),
        StepReason::AskedFor => "you asked for it".to_owned(),
    }
}

/// How long a step takes: `40 h`, or of one that is under way what is left: `38 of 40 h`.
pub fn step_hours(step: &Step) -> String {
    work(step.takes())
}

/// The hours of a step as published, where its work is not the same: `10.5 h of video`, `5 h as published`.
pub fn step_apart(step: &Step) -> Option<String> {
    let published = hours(step.hours, step.hours_assumed);
    match (step.video, step.hours == step.full_work) {
        (true, _) => Some(format!("{published} of video")),
        (false, false) => Some(format!("{published} as published")),
        (false, true) => None,
    }
}

/// What a step that is under way has to say about that; nothing of others.
pub fn step_under_way(step: &Step) -> Option<&'static str> {
    match (step.under_way, step.work.0) {
        (false, _) => None,
        (true, 0) => Some("0 h left: mark it done"),
        (true, _) => Some("under way"),
    }
}

/// That a course was completed before and is taken again: `again, done 1 Dec 2025`.
pub fn step_again(step: &Step) -> Option<String> {
    let when = || step.done_before.map_or_else(|| "before".to_owned(), super::day);
    step.again.then(|| format!("again, done {}", when()))
}

/// What a plan does with a course that is under way.
pub fn under_way(told: &UnderWay, plan: &Plan, names: &dyn Names) -> String {
    let title = course_title(names, told.course.as_str());
    match told.place {
        UnderWayPlace::OnPath => format!("{title} is under way, and on the path"),
        UnderWayPlace::NotNeeded => format!("{title} is under way, and the path does without it"),
        UnderWayPlace::LetGo => format!("{title} is under way, and not on this path"),
        UnderWayPlace::Kept { lower, upper } => {
            let Premises { metric, currency, .. } = plan.premises;
            let verb = if metric == Metric::Hours { "takes" } else { "costs" };
            let more = match lower {
                0 => format!("at most {}", super::between(Extra { lower: upper, upper }, metric, currency)),
                _ => super::between(Extra { lower, upper }, metric, currency),
            };
            format!("{title} is under way, so it is kept; that {verb} {more} more than the shortest path without it")
        }
    }
}

/// What a step raises: `Python 0.25 → 0.50, SQL 0.00 → 0.25`.
pub fn raises(step: &Step, names: &dyn Names) -> String {
    let parts: Vec<_> =
        (step.raises.iter()).map(|(s, from, to)| format!("{} {from} → {to}", skill_name(names, s.as_str()))).collect();
    parts.join(", ")
}

/// The short tail of a step's line: what it raises and, unless that says it all, what it opens.
pub fn step_tail(step: &Step, names: &dyn Names) -> String {
    let mut parts: Vec<String> =
        (step.raises.iter()).map(|(s, _, to)| format!("{} {to}", skill_name(names, s.as_str()))).collect();
    if parts.len() > 3 {
        let more = parts.len() - 2;
        parts.truncate(2);
        parts.push(format!("{more} more"));
    }
    let raised = parts.join(", ");
    let mut out = vec![];
    if !raised.is_empty() {
        out.push(format!("→ {raised}"));
    }
    match &step.reason {
        StepReason::ClosesGap(_) if step.raises.is_empty() => out.push(step_reason(&step.reason, names)),
        StepReason::ClosesGap(_) => {}
        reason => out.push(step_reason(reason, names)),
    }
    out.extend(step_under_way(step).map(str::to_owned));
    out.extend(step_again(step));
    if step.waived {
        out.push("requirement waived by you".to_owned());
    }
    out.join(" · ")
}

/// The weeks a step takes, counted from the first day of the plan: `3` or `3–7`; empty without dates.
pub fn weeks(first_day: Date, step: &Step) -> String {
    let week = |day: Date| first_day.until(day).map_or(0, |span| span.get_days()) / 7 + 1;
    match (step.start, step.end) {
        (Some(start), Some(end)) if week(start) == week(end) => week(start).to_string(),
        (Some(start), Some(end)) => format!("{}–{}", week(start), week(end)),
        _ => String::new(),
    }
}

/// Whom a step supplies: `Machine Learning, Statistics II and the goal`.
pub fn needed_by(step: &Step, names: &dyn Names) -> String {
    let parts: Vec<_> = (step.needed_by.iter())
        .map(|need| match need {
            NeededBy::Course(id) => course_title(names, id.as_str()).to_owned(),
            NeededBy::Goal => "the goal".to_owned(),
        })
        .collect();
    list_and(&parts)
}

/// Why a course is never proposed.
pub fn ruled_out(why: RuledOut) -> &'static str {
    match why {
        RuledOut::Retired => "it is no longer offered",
        RuledOut::Hidden => "you hid it",
        RuledOut::Excluded => "you excluded it",
        RuledOut::Against(Objection::NotFree) => "it is not known to be free",
        RuledOut::Against(Objection::Language) => "its language is none of yours",
        RuledOut::Against(Objection::Format) => "its format is none you take",
        RuledOut::Against(Objection::Provider) => "you ruled its provider out",
        RuledOut::Against(Objection::Avoided) => "it needs a tool you avoid",
        RuledOut::RivalDone => "a course you completed rules it out",
        RuledOut::RivalTaken => "a course that is needed besides rules it out",
        RuledOut::PriceUnknown => "its price is unknown",
    }
}

/// A missing piece: `Docker 0.50 working (nobody teaches it above 0.25)`.
pub fn missing(piece: &Missing, names: &dyn Names) -> String {
    match piece {
        Missing::Skill { skill, level, reachable } => {
            let beyond = if reachable.thousandths() == 0 {
                "out of reach".to_owned()
            } else {
                format!("{reachable} is as far as one gets")
            };
            format!("{} {} ({beyond})", skill_name(names, skill.as_str()), anchored(*level))
        }
        Missing::Course(id) => format!("{} (out of reach itself)", course_title(names, id.as_str())),
        Missing::Credits { least, reachable, .. } => format!("{least} credits ({reachable} can be had)"),
        Missing::Fact(fact) => format!("being `{fact}` (your profile does not say so)"),
    }
}

/// A need nothing can meet, as a sentence with the smallest missing pieces.
pub fn unmet(need: &Unmet, names: &dyn Names) -> String {
    match need {
        Unmet::Skill { skill, required, reachable, blocked: courses } => {
            let name = skill_name(names, skill.as_str());
            if courses.is_empty() && reachable.thousandths() == 0 {
                return format!("nobody teaches {name}; your goal asks {}", anchored(*required));
            }
            if courses.is_empty() {
                return format!("nobody teaches {name} above {reachable}; your goal asks {}", anchored(*required));
            }
            let parts: Vec<_> = courses.iter().map(|b| blocked(b, names)).collect();
            format!("{name} gets to {reachable} and your goal asks {}: {}", anchored(*required), list_some(&parts, 3))
        }
        Unmet::Course(course) => blocked(course, names),
        Unmet::Requirement(pieces) => {
            let parts: Vec<_> = pieces.iter().map(|m| missing(m, names)).collect();
            format!("the goal also asks what nobody can meet: {}", list_or(&parts))
        }
    }
}

fn blocked(course: &Blocked, names: &dyn Names) -> String {
    let title = course_title(names, course.course.as_str());
    let parts: Vec<_> = course.missing.iter().map(|m| missing(m, names)).collect();
    match course.ruled_out {
        Some(why) => format!("{title} is left out because {}", ruled_out(why)),
        None if parts.is_empty() => format!("{title} can never start"),
        None => format!("{title} can never start without {}", list_and(&parts)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{CatalogHash, CourseId, Currency, Level, SkillId},
        path::{Cost, Premises, Wanted},
        phrase::Ids,
    };

    /// A plan without steps that claims something about so many hours, cents and courses.
    fn plan(status: Status, metric: Metric, cost: Cost, lower_bound: u64) -> Plan {
        let premises = Premises {
            catalog: CatalogHash(String::new()),
            goals: Vec::new(),
            metric,
            costing: None,
            facts: Vec::new(),
            assume_hours: Minutes(2400),
            currency: Currency::default(),
            hours_per_week: None,
            start: None,
            calendar: None,
            limits: Default::default(),
            excluded: Vec::new(),
            levels: Vec::new(),
            completed: Vec::new(),
            wanted: Wanted::default(),
            courses: Vec::new(),
        };
        Plan {
            premises,
            status,
            cost,
            lower_bound,
            steps: Vec::new(),
            unmet: Vec::new(),
            binding: Vec::new(),
            under_way: Vec::new(),
            least_work: None,
            landmarks: Vec::new(),
            cases: Default::default(),
        }
    }

    #[test]
    fn a_claim_says_no_more_than_was_shown() {
        let (hours, work, weighted) = (Minutes(600), Minutes(600), Minutes(600));
        let cost = Cost { hours, work, weighted, price: Cents(4950), courses: 3, ..Cost::default() };
        let say = |status, metric, bound| claim(&plan(status, metric, cost, bound));
        assert_eq!(say(Status::Proved, Metric::Hours, 600), "proved: no path takes under 10 h");
        assert_eq!(say(Status::Proved, Metric::Price, 4950), "proved: no path costs under $49.50");
        assert_eq!(say(Status::Proved, Metric::Courses, 3), "proved: no path has fewer than 3 courses");
        let bounded = say(Status::Bounded, Metric::Hours, 570);
        assert_eq!(bounded, "bounded: the shortest path takes between 9.5 h and 10 h");
        let bounded = say(Status::Bounded, Metric::Price, 0);
        assert_eq!(bounded, "bounded: the cheapest path costs between nothing and $49.50");
        for status in [Status::Bounded, Status::Partial, Status::Unreachable] {
            for metric in Metric::ALL {
                let said = say(status, metric, 2);
                assert!(!said.contains("proved") && !said.contains("optimal"), "{said}");
            }
        }
        let guessed = Cost { hours_assumed: 3, ..cost };
        let said = claim(&plan(Status::Proved, Metric::Hours, guessed, 600));
        assert_eq!(said, "proved: no path takes under 10 h, given 3 assumed durations");
        assert_eq!(totals(&plan(Status::Proved, Metric::Hours, guessed, 600)), "3 courses · ~10 h · $49.50");
    }

    #[test]
    fn what_is_out_of_reach_is_named_with_its_smallest_pieces() {
        let skill = |id: &str| SkillId::new(id).expect("valid");
        let course = |id: &str| CourseId::new(id).expect("valid");
        let need = |reachable, blocked| Unmet::Skill {
            skill: skill("kubernetes"),
            required: Level::new(750),
            reachable: Level::new(reachable),
            blocked,
        };
        assert_eq!(
            unmet(&need(500, Vec::new()), &Ids),
            "nobody teaches kubernetes above 0.50; your goal asks 0.75 practitioner"
        );
        assert_eq!(unmet(&need(0, Vec::new()), &Ids), "nobody teaches kubernetes; your goal asks 0.75 practitioner");
        let missing =
            vec![Missing::Skill { skill: skill("linux"), level: Level::new(500), reachable: Level::new(250) }];
        let stuck = Blocked { course: course("k8s"), missing, ruled_out: None };
        let hidden = Blocked { course: course("k9s"), missing: Vec::new(), ruled_out: Some(RuledOut::Hidden) };
        assert_eq!(
            unmet(&need(250, vec![stuck, hidden]), &Ids),
            "kubernetes gets to 0.25 and your goal asks 0.75 practitioner: k8s can never start without \
             linux 0.50 working (0.25 is as far as one gets) and k9s is left out because you hid it"
        );
    }
}
