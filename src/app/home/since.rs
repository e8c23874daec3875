//! What changed since the plan was shown last, and why.

use super::Block;
use crate::{
    app::{
        Compared, State,
        page::{Ink, Row, fit, wrap},
        since::same_goals,
    },
    domain::{CourseId, CourseMark, Minutes},
    path::{Change, Setting, StepChange, StepFate},
    phrase,
};

/// Whether a step met with some fate.
type Fate = fn(&StepFate) -> bool;

/// Causes that are named.
const NAMED: usize = 3;

/// What changed since the plan was shown last.
pub(super) fn since(state: &State, width: usize) -> Block {
    let label = "Last time";
    let (Some(last), Some(plan)) = (&state.last, &state.plan.value) else { return Block::whole(label, Vec::new()) };
    let day = phrase::day(last.on);
    if !same_goals(&last.plan, plan) {
        let titles: Vec<String> = last.plan.premises.goals.iter().map(|g| g.title.clone()).collect();
        let text = format!("{day}: on the way to {}", phrase::list_and(&titles));
        return Block::whole(label, vec![Row::of(Ink::Dim, fit(&text, width))]);
    }
    let Some(found) = &state.since.answer.value else { return Block::whole(label, Vec::new()) };
    let causes = causes(state, found);
    let news = found.diff.steps.iter().any(|s| !matches!(s.what, StepFate::Kept { .. }));
    let cost = found.diff.cost;
    if !news && causes.is_empty() && cost.old.work == cost.new.work {
        let rows = vec![Row::of(Ink::Dim, fit(&format!("{day}: the same path as now"), width))];
        return Block::whole(label, if last.on == state.today { Vec::new() } else { rows });
    }
    let (before, now) = (cost.old.work, cost.new.work);
    let (ink, text) = if now < before {
        (Ink::Good, format!("{} less to go", phrase::hours(Minutes(before.0 - now.0), false)))
    } else if now > before {
        (Ink::Warn, format!("{} more to go", phrase::hours(Minutes(now.0 - before.0), false)))
    } else {
        (Ink::Plain, "as many hours to go".to_owned())
    };
    let mut rows = vec![Row(vec![(Ink::Dim, format!("{day}: ")), (ink, text)])];
    let glyphs = state.look.glyphs();
    let mut say = |(ink, sign): (Ink, &str), text: &str| {
        rows.push(Row(vec![(ink, format!("{sign} ")), (Ink::Plain, fit(text, width.saturating_sub(2)))]));
    };
    let groups: [((Ink, &str), &str, Fate); 3] = [
        ((Ink::Good, glyphs.met), "done", |what| matches!(what, StepFate::Completed { .. })),
        ((Ink::Accent, glyphs.new), "new on the path", |what| matches!(what, StepFate::Added { .. })),
        ((Ink::Dim, glyphs.gone), "off the path", |what| matches!(what, StepFate::Removed { .. })),
    ];
    for (sign, word, is) in groups {
        let of_it = |s: &&StepChange| is(&s.what);
        let titles: Vec<String> = found.diff.steps.iter().filter(of_it).map(|s| s.title.clone()).collect();
        if !titles.is_empty() {
            say(sign, &format!("{word}: {}", phrase::list_some(&titles, 2)));
        }
    }
    let mut because: Vec<String> = causes.iter().take(NAMED).map(|cause| format!("because {cause}")).collect();
    if let Some(more @ 1..) = causes.len().checked_sub(NAMED) {
        because.push(format!("and {}", phrase::count(more as u64, "further cause")));
    }
    for text in because {
        for (i, line) in wrap(&text, width.saturating_sub(2)).into_iter().enumerate() {
            let sign = if i == 0 { glyphs.bullet } else { " " };
            rows.push(Row(vec![(Ink::Dim, format!("{sign} ")), (Ink::Plain, line)]));
        }
    }
    Block { label, least: 1, rows, more: |_, n| format!("and {n} changes more") }
}

/// What made the difference, each in a few words; courses done are named already.
fn causes(state: &State, found: &Compared) -> Vec<String> {
    let (currency, names) = (state.currency(), &**state.advisor.catalog());
    let told = |what: &Change| match what {
        Change::Completed(course, true) => found.diff.steps.iter().any(|s| s.course == *course),
        // A plan shown today begins today.
        Change::Setting(Setting::Start(..)) => true,
        _ => false,
    };
    let hidden = |course: &CourseId| state.advisor.profile().mark(course.as_str()) == Some(CourseMark::Hidden);
    (found.causes.iter().flat_map(|c| &c.each))
        .filter(|cause| cause.effect.matters() && !told(&cause.what))
        .map(|cause| match &cause.what {
            Change::Allowed(course, false) if hidden(course) => phrase::hid(course, names),
            what => phrase::change(what, currency, names),
        })
        .collect()
}
