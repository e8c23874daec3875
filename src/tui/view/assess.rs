//! What the learner knows: one question with its five levels and what would follow, or all levels to look through.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::paint::{Paint, below, fit, inset, pad, pad_left};
use crate::{
    app::{Assess, CHOICES, State, page},
    assess::{ANCHORS, Finding, Question},
    domain::Level,
    phrase,
};

/// Columns of the number and the word of an anchor.
const WORD: usize = 17;

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect, assess: &Assess) {
    match &assess.question {
        Some(question) => {
            let beside = body.width >= 120;
            let left = if beside { Rect { width: 76, ..body } } else { body };
            ask(paint, state, left, assess, question, !beside);
            if beside {
                paint.vertical(left.width, body);
                let right = Rect { x: body.x + left.width + 1, width: body.width - left.width - 1, ..body };
                known(paint, state, inset(right, 1), assess);
            }
        }
        None => review(paint, state, body, assess),
    }
}

/// The question, the answers, and what the selected one would let one infer.
fn ask(paint: &mut Paint, state: &State, body: Rect, assess: &Assess, question: &Question, brief: bool) {
    let styles = paint.styles;
    let area = inset(body, 2);
    let width = usize::from(area.width);
    let low = paint.geometry.is_low();
    let skill = state.advisor.catalog().skill(question.skill);
    let count = format!("Question {} · at most {} to go", assess.round.answered() + 1, assess.to_go());
    let mut y = 0;
    if low {
        let room = width.saturating_sub(8);
        let place = format!("{}/{}", assess.round.answered() + 1, assess.round.answered() + assess.to_go());
        let line = vec![
            Span::styled(pad(&skill.name, room), styles.strong),
            Span::styled(pad_left(&place, width - room), styles.dim),
        ];
        paint.line(area, 0, Line::from(line));
        paint.line(area, 1, Line::styled(fit(&phrase::question_reason(question), width), styles.dim));
        y += 2;
    } else {
        paint.line(area, 0, progress(paint, assess, &count, width));
        paint.line(area, 2, Line::styled(fit(&format!("How good are you at {}?", skill.name), width), styles.strong));
        let also = if skill.aliases.is_empty() { String::new() } else { format!("also {}", skill.aliases.join(", ")) };
        let within = phrase::area(&skill.area);
        let about = if also.is_empty() { within } else { format!("{within}; {also}") };
        paint.line(area, 3, Line::styled(fit(&about, width), styles.dim));
        paint.line(area, 4, Line::styled(fit(&phrase::question_reason(question), width), styles.dim));
        y += 6;
    }
    let list = below(Rect { width: body.width.min(90), ..body }, y);
    let list = Rect { height: list.height.min(CHOICES as u16), ..list };
    let asked = question.asked;
    paint.list(list, &assess.choice, CHOICES, true, |i, width, base| {
        let (key, word, meaning) = match ANCHORS.get(i) {
            Some(anchor) => (i.to_string(), anchor.anchor(), phrase::anchor_meaning(*anchor)),
            None => ("d".to_owned(), "I do not know", ""),
        };
        let wanted = ANCHORS.get(i).is_some_and(|a| asked.is_some_and(|l| l > Level::ZERO && a.anchor() == l.anchor()));
        let goal = if wanted { "the goal" } else { "" };
        let room = width.saturating_sub(WORD);
        let aside = if room >= 66 { 9 } else { 0 };
        let meanings = [Some(meaning), meaning.split(", ").next()].into_iter().flatten().map(str::to_owned);
        Line::from(vec![
            Span::styled(format!("{key}  "), styles.key),
            Span::styled(pad(word, WORD - 3), if wanted { base.patch(styles.accent) } else { base }),
            Span::styled(pad(&page::longest(meanings, room - aside), room - aside), styles.dim),
            Span::styled(pad_left(goal, aside), styles.accent),
        ])
    });
    let rest = below(area, y + CHOICES as u16 + u16::from(!low));
    follows(paint, state, rest, assess, brief && !low);
}

/// How far the questions have come.
fn progress(paint: &Paint, assess: &Assess, text: &str, width: usize) -> Line<'static> {
    let done = assess.round.answered();
    let all = (done + assess.to_go()).max(1);
    let bar = width.saturating_sub(text.chars().count() + 2).min(24);
    let share = Level::new(u16::try_from(done * 1000 / all).unwrap_or(1000));
    let mut spans = vec![Span::styled(format!("{text}  "), paint.styles.heading)];
    spans.extend(paint.bar(bar, share, share));
    Line::from(spans)
}

fn follows(paint: &mut Paint, state: &State, area: Rect, assess: &Assess, known: bool) {
    let styles = paint.styles;
    let width = usize::from(area.width.min(90));
    let room = usize::from(area.height);
    if room == 0 {
        return;
    }
    let mut lines = Vec::new();
    if assess.follows.is_empty() {
        lines.push(Line::styled("Nothing else would follow.", styles.dim));
    } else if !paint.geometry.is_low() {
        lines.push(Line::styled("What would follow", styles.heading));
    }
    lines.extend(assess.follows.iter().map(|f| finding(paint, state, f, width)));
    if known && assess.round.answered() > 0 {
        let (said, inferred) = assess.counts();
        let text = format!("So far: {} said, {inferred} inferred", phrase::count(said as u64, "level"));
        lines.truncate(room.saturating_sub(2).max(1));
        lines.push(Line::default());
        lines.push(Line::styled(text, styles.dim));
    }
    if lines.len() > room {
        let more = lines.len() - room + 1;
        lines.truncate(room - 1);
        lines.push(Line::styled(format!("and {more} more"), styles.dim));
    }
    for (y, line) in lines.into_iter().enumerate() {
        paint.line(area, y as u16, line);
    }
}

/// A level, whether it is said or inferred, and from what.
fn finding(paint: &Paint, state: &State, f: &Finding, width: usize) -> Line<'static> {
    let styles = paint.styles;
    let catalog = state.advisor.catalog();
    let (level, mark_width) = (if width >= 60 { 18 } else { 6 }, 9);
    // Where it is narrow the name matters more than the reason.
    let name = match width {
        60.. => 25,
        46.. => width * 2 / 5,
        _ => width.saturating_sub(level + mark_width),
    };
    let text = if width >= 60 { phrase::level_or_none(f.level) } else { f.level.to_string() };
    let mark = phrase::finding_mark(f);
    let mark_style = if mark == "likely" { styles.accent } else { styles.dim };
    let rest = width.saturating_sub(name + level + mark_width);
    Line::from(vec![
        Span::raw(pad(&catalog.skill(f.skill).name, name.saturating_sub(1)) + " "),
        Span::raw(pad(&text, level)),
        Span::styled(pad(mark, mark_width.min(width.saturating_sub(name + level))), mark_style),
        Span::styled(fit(&phrase::finding_origin(f, catalog), rest), styles.dim),
    ])
}

/// What is said and inferred so far, beside the question.
fn known(paint: &mut Paint, state: &State, area: Rect, assess: &Assess) {
    let styles = paint.styles;
    paint.line(area, 0, Line::styled("Known so far", styles.heading));
    if assess.findings.is_empty() {
        paint.line(area, 2, Line::styled("nothing yet", styles.dim));
    }
    let width = usize::from(area.width);
    for (y, f) in assess.findings.iter().enumerate() {
        let line = finding(paint, state, f, width.min(59));
        paint.line(area, y as u16 + 2, line);
    }
}

/// All levels, to be corrected and accepted.
fn review(paint: &mut Paint, state: &State, body: Rect, assess: &Assess) {
    let styles = paint.styles;
    let area = inset(body, 2);
    let width = usize::from(area.width);
    let low = paint.geometry.is_low();
    let (said, inferred) = assess.counts();
    let doubtful = assess.findings.iter().filter(|f| phrase::finding_mark(f) == "likely").count();
    let mut text = format!("{} said, {inferred} inferred", phrase::count(said as u64, "level"));
    if doubtful > 0 {
        text += &if doubtful == inferred {
            ", only likely".to_owned()
        } else {
            format!(", {doubtful} of them only likely")
        };
    }
    if assess.open > 0 {
        text += &format!(" · {} left", phrase::count(assess.open as u64, "question"));
    }
    paint.line(area, 0, Line::styled(fit(&text, width), styles.heading));
    let mut y = 1;
    if !low {
        let hint = "0–4 corrects a level. Nothing counts before it is accepted.";
        paint.line(area, 1, Line::styled(fit(hint, width), styles.dim));
        y = 3;
    }
    let list = below(Rect { width: body.width.min(104), ..body }, y);
    let view: &Paint = paint;
    let lines: Vec<Line<'static>> =
        (assess.findings.iter()).map(|f| finding(view, state, f, super::paint::list_text(list))).collect();
    paint.list(list, &assess.row, lines.len(), true, |i, _, base| {
        Line::from_iter(lines[i].spans.iter().map(|s| Span::styled(s.content.clone(), base.patch(s.style))))
    });
    if assess.findings.is_empty() {
        paint.line(below(area, y), 0, Line::styled("Nothing is said yet: the path starts from nothing.", styles.dim));
    }
}
