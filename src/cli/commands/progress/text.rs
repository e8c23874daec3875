//! The progress report as text: bars where a number says less.

use crate::{
    advisor::Advisor,
    cli::{
        context::Context,
        output::{Table, Tone},
    },
    path::Aim,
    phrase::{self, Names},
    progress::{Finish, Progress},
};

/// Columns of a bar.
const BAR: u64 = 40;
/// Changes of readiness told, the latest ones.
const MILESTONES: usize = 12;
/// Skills told by name.
const SKILLS: usize = 10;

pub(super) fn print(progress: &Progress, aim: &Aim, finish: Option<&Finish>, advisor: &Advisor, ctx: &mut Context) {
    let full = if ctx.around.is_utf8() { ["█", "·", "│"] } else { ["#", ".", "|"] };
    let out = &mut ctx.out;
    let weekly = advisor.profile().constraints.hours_per_week;

    out.toned(Tone::Strong, "Hours a week");
    let most = progress.weeks.iter().map(|w| w.logged.0.max(w.target.map_or(0, |t| t.0))).max().unwrap_or(0);
    let mut table = Table::new().left("").left("").left("").right("");
    for week in &progress.weeks {
        let met = week.target.is_some_and(|t| t.0 > 0 && week.logged >= t);
        table.row([
            (Tone::Plain, String::new()),
            (Tone::Plain, phrase::week_name(week.monday)),
            (if met { Tone::Good } else { Tone::Plain }, bar(week.logged.0, week.target.map(|t| t.0), most, full)),
            (Tone::Dim, phrase::week_time(week)),
        ]);
    }
    out.table(&table);
    out.line(&format!("  {}", phrase::weeks_together(progress)));

    if !progress.skills.is_empty() {
        out.gap();
        out.toned(Tone::Strong, "Hours by skill");
        let most = progress.skills.iter().map(|s| s.logged.0).max().unwrap_or(0);
        let mut table = Table::new().left("").flexible("").left("").right("");
        for skill in progress.skills.iter().take(SKILLS) {
            table.row([
                (Tone::Plain, String::new()),
                (Tone::Plain, phrase::logged_on(skill, &**advisor.catalog()).to_owned()),
                (Tone::Plain, bar(skill.logged.0, None, most, full)),
                (Tone::Dim, phrase::hours(skill.logged, false)),
            ]);
        }
        out.table(&table);
        if let Some(more) = progress.skills.len().checked_sub(SKILLS).filter(|n| *n > 0) {
            out.toned(Tone::Dim, &format!("  and {}", phrase::count(more as u64, "more skill")));
        }
    }

    if !progress.readiness.is_empty() {
        out.gap();
        let titles: Vec<_> = aim.goals.iter().map(|g| g.title.clone()).collect();
        out.toned(Tone::Strong, &format!("Readiness: {}", phrase::list_and(&titles)));
        let mut table = Table::new().left("").left("").left("").right("");
        let earlier = progress.readiness.len().saturating_sub(MILESTONES);
        for point in &progress.readiness[earlier..] {
            let (when, share) = phrase::milestone(point);
            let thousandths = (point.readiness * 1000.0).round() as u64;
            table.row([
                (Tone::Plain, String::new()),
                (Tone::Plain, when),
                (Tone::Plain, bar(thousandths, None, 1000, full)),
                (Tone::Dim, share),
            ]);
        }
        out.table(&table);
        if earlier > 0 {
            out.toned(Tone::Dim, &format!("  {} before; --json has them all", phrase::count(earlier as u64, "change")));
        }
    }

    if !progress.under_way.is_empty() {
        out.gap();
        out.toned(Tone::Strong, "Under way");
        let mut table = Table::new().left("").flexible("").left("").right("");
        for under in &progress.under_way {
            let title = Names::course(&**advisor.catalog(), under.course.as_str()).unwrap_or("not in this catalog");
            table.row([
                (Tone::Plain, String::new()),
                (Tone::Plain, title.to_owned()),
                (Tone::Id, under.course.to_string()),
                (Tone::Dim, phrase::left(under, progress.today)),
            ]);
        }
        out.table(&table);
    }

    if let Some(pace) = &progress.pace {
        out.gap();
        out.toned(Tone::Strong, "Pace");
        let text = finish.map_or_else(|| phrase::pace(pace), |told| phrase::finish(told, weekly));
        out.wrapped(Tone::Plain, 2, 2, &text);
    }
    if progress.logged.0 == 0 {
        ctx.hint("nothing is logged yet; `prereq profile log COURSE HOURS` logs study time");
    } else if progress.pace.is_none() {
        ctx.hint("a finished course with hours logged tells your pace; `prereq profile done COURSE` marks one");
    }
}

/// A bar for `n` of `most`, with a mark where the target is.
fn bar(n: u64, target: Option<u64>, most: u64, [full, rest, mark]: [&str; 3]) -> String {
    let cells = |x: u64| (x.min(most) * BAR + most / 2).checked_div(most).unwrap_or(0);
    // A little shows.
    let filled = cells(n).max(u64::from(n > 0));
    let at = target.filter(|t| *t > 0).map(|t| cells(t).max(1));
    (1..=BAR)
        .map(|i| match i {
            _ if at == Some(i) && i > filled => mark,
            _ if i <= filled => full,
            _ => rest,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_has_its_length_its_target_and_shows_a_little() {
        let ascii = ["#", ".", "|"];
        let half = "#".repeat(20) + &".".repeat(19) + "|";
        assert_eq!(bar(3, Some(6), 6, ascii), half);
        assert_eq!(bar(1, None, 1_000_000, ascii), "#".to_owned() + &".".repeat(39));
        assert_eq!(bar(0, None, 0, ascii), ".".repeat(40));
        assert_eq!(bar(9, Some(6), 9, ascii), "#".repeat(40));
    }
}
