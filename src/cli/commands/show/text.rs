//! The text of `show`.

use crate::{
    advisor::Advisor,
    cli::output::{Output, Table, Tone},
    domain::{Course, CourseIx, CourseStatus, Goal, Requirement, SkillIx},
    phrase,
};

/// A course: facts, what it teaches, what it needs.
pub fn course(advisor: &Advisor, ix: CourseIx, out: &mut Output) {
    let (catalog, state) = (advisor.catalog(), advisor.state());
    let c = catalog.course(ix);
    heading(out, &c.title, c.id.as_str());
    out.toned(Tone::Dim, &course_facts(advisor, c).join(" · "));
    if let Some(url) = &c.url {
        out.line(url);
    }
    if c.status == CourseStatus::Retired {
        out.toned(Tone::Warn, "retired: it counts when completed and is never proposed");
    }
    if let Some(record) = advisor.profile().courses.get(c.id.as_str()) {
        let mut parts = vec![record.mark.word().to_owned()];
        parts.extend(record.on.map(phrase::day));
        parts.extend(record.rating.map(|r| format!("rated {r} of 5")));
        parts.extend(phrase::logged_last(record));
        parts.extend(record.note.clone());
        out.toned(Tone::Good, &parts.join(" · "));
    }
    if !c.summary.is_empty() {
        out.gap();
        out.wrapped(Tone::Plain, 0, 0, &c.summary);
    }
    out.gap();
    out.toned(Tone::Strong, "Teaches");
    if c.teaches.is_empty() {
        out.toned(Tone::Dim, "  nothing the catalog names a skill for");
    }
    let mut table = Table::new().left("").flexible("").left("").left("");
    for &(skill, level) in &c.teaches {
        let have = state.level(skill);
        let (tone, what) = if have >= level {
            (Tone::Dim, format!("you have {have}"))
        } else {
            (Tone::Good, format!("you have {have}: +{}", have.gap_to(level)))
        };
        table.row([
            (Tone::Plain, String::new()),
            (Tone::Plain, catalog.skill(skill).name.clone()),
            (Tone::Plain, phrase::anchored(level)),
            (tone, what),
        ]);
    }
    out.table(&table);
    let waived = advisor.profile().waive.get(c.id.as_str());
    requirement(advisor, out, "Needs before", &c.requirement, waived.map(String::as_str));
    requirement(advisor, out, "Needs before or beside", &c.corequisite, None);
    requirement(advisor, out, "Better after", &c.recommended, None);
    out.gap();
    out.toned(Tone::Strong, "Counts for you");
    for (depth, line) in phrase::cost_lines(&advisor.own_cost(ix), &**catalog) {
        out.wrapped(Tone::Plain, 2 + 2 * depth, 4 + 2 * depth, &line);
    }
    named(out, &phrase::course_lines(catalog, c));
    if !c.same_as.is_empty() {
        out.gap();
        out.toned(Tone::Strong, "The same course");
        for &same in &c.same_as {
            let other = catalog.course(same);
            out.line(&format!("  {} ({}), {}", other.title, other.id, other.provider));
        }
    }
    if let Some(source) = &c.source {
        out.gap();
        out.wrapped(Tone::Dim, 0, 2, &format!("Source: {source}"));
    }
}

fn course_facts(advisor: &Advisor, c: &Course) -> Vec<String> {
    let mut facts = vec![c.provider.clone()];
    facts.extend(c.platform.clone().filter(|p| *p != c.provider));
    facts.push(phrase::hours_published(c, &advisor.settings().costing));
    facts.push(phrase::price_of(c.price, c.currency));
    facts.extend(c.difficulty.map(|d| d.word().to_owned()));
    facts.extend(c.format.clone());
    facts.extend(c.language.clone());
    facts.extend(c.rating.map(|r| match c.ratings {
        Some(n) => format!("{r:.1} of 5 from {n}"),
        None => format!("{r:.1} of 5"),
    }));
    facts
}

/// Lines under names.
fn named(out: &mut Output, lines: &[(&'static str, String)]) {
    if lines.is_empty() {
        return;
    }
    out.gap();
    for (name, text) in lines {
        out.wrapped(Tone::Plain, 0, 2, &format!("{name}: {text}"));
    }
}

fn heading(out: &mut Output, title: &str, id: &str) {
    let line = format!("{}  {}", out.paint.tone(Tone::Strong, title), out.paint.tone(Tone::Id, id));
    out.line(&line);
}

fn requirement(advisor: &Advisor, out: &mut Output, title: &str, requirement: &Requirement, waived: Option<&str>) {
    let lines = phrase::clause_lines(advisor.catalog(), advisor.state(), requirement);
    if lines.is_empty() {
        return;
    }
    out.gap();
    out.toned(Tone::Strong, title);
    if let Some(why) = waived {
        out.toned(Tone::Warn, &format!("  waived by you: {why}"));
    }
    for line in lines {
        let (tone, mark) = if line.met { (Tone::Good, "✓") } else { (Tone::Bad, "✗") };
        let text = format!("  {}{} {}", "  ".repeat(line.depth), out.paint.tone(tone, mark), line.text);
        out.line(&text);
    }
}

/// A goal: what it asks beside what there is.
pub fn goal(advisor: &Advisor, goal: &Goal, out: &mut Output) {
    let (catalog, state) = (advisor.catalog(), advisor.state());
    heading(out, &goal.title, goal.id.as_str());
    if !goal.summary.is_empty() {
        out.wrapped(Tone::Plain, 0, 0, &goal.summary);
    }
    if !goal.skills.is_empty() {
        out.gap();
        let mut table = Table::new().left("").flexible("skill").left("asked").right("you have").right("weight");
        for s in &goal.skills {
            let have = state.level(s.skill);
            let (tone, mark) = if have >= s.level { (Tone::Good, "✓") } else { (Tone::Bad, "✗") };
            table.row([
                (tone, mark.to_owned()),
                (Tone::Plain, catalog.skill(s.skill).name.clone()),
                (Tone::Plain, phrase::anchored(s.level)),
                (Tone::Plain, have.to_string()),
                (Tone::Dim, weight(s.weight)),
            ]);
        }
        out.table(&table);
    }
    let stages = phrase::stages(catalog, goal);
    if !stages.is_empty() {
        out.gap();
        out.toned(Tone::Strong, "In this order");
        for (at, stage) in stages.iter().enumerate() {
            out.wrapped(Tone::Plain, 2, 5, &format!("{}. {stage}", at + 1));
        }
    }
    requirement(advisor, out, "Also asks", &goal.requirement, None);
    if let Some(source) = &goal.source {
        out.gap();
        out.wrapped(Tone::Dim, 0, 2, &format!("Source: {source}"));
    }
}

fn weight(thousandths: u32) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A skill: who teaches it, who asks for it.
pub fn skill(advisor: &Advisor, ix: SkillIx, out: &mut Output) {
    let (catalog, assume) = (advisor.catalog(), &advisor.settings().costing);
    let skill = catalog.skill(ix);
    heading(out, &skill.name, skill.id.as_str());
    out.toned(Tone::Dim, &format!("{} · you have {}", skill.area, phrase::anchored(advisor.state().level(ix))));
    if !skill.aliases.is_empty() {
        out.wrapped(Tone::Dim, 0, 2, &format!("also called {}", phrase::list_or(&skill.aliases)));
    }
    named(out, &phrase::skill_lines(catalog, skill));
    out.gap();
    let mut teachers = catalog.taught_by(ix).to_vec();
    teachers.sort_by_key(|&(c, level)| (level, assume.hours(catalog.course(c)).0, c));
    if teachers.is_empty() {
        out.toned(Tone::Warn, "nobody teaches this");
        return;
    }
    // What it would be for the learner, where that is not what is published.
    let apart = teachers.iter().any(|&(c, _)| advisor.work(c).full != assume.hours(catalog.course(c)).0);
    let mut table = Table::new().left("level").left("id").flexible("course").right("hours");
    if apart {
        table = table.right("work");
    }
    for (course, level) in teachers {
        let c = catalog.course(course);
        let mut cells = vec![
            (Tone::Plain, level.to_string()),
            (Tone::Id, c.id.to_string()),
            (Tone::Plain, c.title.clone()),
            (Tone::Plain, phrase::hours_of(c, assume)),
        ];
        if apart {
            cells.push((Tone::Plain, phrase::hours(advisor.work(course).full, false)));
        }
        table.row_of(cells.into_iter().map(|cell| vec![cell]).collect());
    }
    out.table(&table);
    let wanted: Vec<_> = (catalog.goals().iter())
        .filter_map(|g| g.skills.iter().find(|s| s.skill == ix).map(|s| format!("{} ({})", g.id, s.level)))
        .collect();
    if !wanted.is_empty() {
        out.gap();
        out.wrapped(Tone::Dim, 0, 2, &format!("Asked for by {}", phrase::list_and(&wanted)));
    }
}
