//! What the learner can change, as data: commands and keys make edits, the store applies and keeps them.

use jiff::civil::Date;

use super::{
    Away, Constraints, CourseId, CourseMark, CourseRecord, GoalId, Level, Minutes, Profile, SkillId, SkillRecord,
    quantity::MAX_HOURS, scrub,
};

/// One change to a profile.
#[derive(Debug, Clone, PartialEq)]
pub enum ProfileEdit {
    /// Sets a skill, downward too.
    SetSkill {
        /// Which skill.
        skill: SkillId,
        /// To which level.
        level: Level,
        /// Who says so: `self`, `assess`, or a course id.
        from: String,
        /// Since when.
        on: Option<Date>,
    },
    /// Takes the learner's own word on a skill back.
    ForgetSkill {
        /// Which skill.
        skill: SkillId,
    },
    /// Marks a course; what is not given here (rating, date) and what was logged or noted stays.
    Mark {
        /// Which course.
        course: CourseId,
        /// As what.
        mark: CourseMark,
        /// Since when.
        on: Option<Date>,
        /// 1 to 5.
        rating: Option<u8>,
    },
    /// Forgets a course with its rating, hours and note.
    Unmark {
        /// Which course.
        course: CourseId,
    },
    /// Rates a course, or takes the rating back. A course not marked yet counts as started.
    Rate {
        /// Which course.
        course: CourseId,
        /// 1 to 5.
        rating: Option<u8>,
    },
    /// Adds study time. A course not marked yet, or only saved, is started by it; one that was to start
    /// later has then started on that day.
    Log {
        /// Which course.
        course: CourseId,
        /// How long, on top of what is logged already.
        hours: Minutes,
        /// On which day; without one it counts in the total alone.
        on: Option<Date>,
    },
    /// Takes logged time back, down to nothing: from one day, or from the latest days first and then from
    /// what has no date.
    Unlog {
        /// Which course.
        course: CourseId,
        /// How long.
        hours: Minutes,
        /// From this day only.
        on: Option<Date>,
    },
    /// Writes, or removes, a note. A course not marked yet is saved by it.
    Note {
        /// Which course.
        course: CourseId,
        /// The words.
        note: Option<String>,
    },
    /// Makes a goal active, last in order.
    AddGoal(GoalId),
    /// Makes a goal inactive.
    RemoveGoal(GoalId),
    /// Makes exactly these goals active, in this order.
    SetGoals(Vec<GoalId>),
    /// Lets an active goal count more or less than the others.
    WeighGoal {
        /// Which goal.
        goal: GoalId,
        /// How much, in thousandths.
        weight: u32,
    },
    /// Replaces the standing constraints.
    Constrain(Constraints),
    /// Takes a course's requirement upon the learner.
    Waive {
        /// Which course.
        course: CourseId,
        /// Why.
        why: String,
    },
    /// Takes the waiver back.
    Unwaive {
        /// Which course.
        course: CourseId,
    },
    /// Says that something holds of the learner, or no longer does.
    Fact {
        /// What, such as a programme they are enrolled in.
        fact: String,
        /// Whether it holds.
        holds: bool,
    },
    /// Moves all that is said of a course under another id, to what is said there already.
    Rename {
        /// The id it has in the file.
        from: CourseId,
        /// The one it has in the catalog.
        to: CourseId,
    },
}

/// Which way to go through the versions of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the version before the last change.
    Undo,
    /// Back to what undo took away.
    Redo,
}

impl Step {
    /// The word for it: `undo`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
    /// The word for it once it is done: `undone`.
    pub fn done(self) -> &'static str {
        match self {
            Self::Undo => "undone",
            Self::Redo => "redone",
        }
    }
}

impl Profile {
    /// Applies one edit. Every edit is possible on every profile; those that change nothing are no error.
    /// Texts are scrubbed on their way in.
    pub fn apply(&mut self, edit: &ProfileEdit) {
        match edit {
            ProfileEdit::SetSkill { skill, level, from, on } => {
                let record = SkillRecord { level: *level, from: scrub(from), on: *on };
                self.skills.insert(skill.clone(), record);
            }
            ProfileEdit::ForgetSkill { skill } => {
                self.skills.remove(skill);
            }
            ProfileEdit::Mark { course, mark, on, rating } => {
                let record = self.record(course, *mark);
                // A date belongs to its mark: "started in May" says nothing about when it was done.
                record.on = on.or(if record.mark == *mark { record.on } else { None });
                record.mark = *mark;
                record.rating = rating.or(record.rating);
            }
            ProfileEdit::Unmark { course } => {
                self.courses.remove(course);
            }
            ProfileEdit::Rate { course, rating } => self.record(course, CourseMark::Started).rating = *rating,
            ProfileEdit::Log { course, hours, on } => log(self.record(course, CourseMark::Started), *hours, *on),
            ProfileEdit::Unlog { course, hours, on } => {
                if let Some(record) = self.courses.get_mut(course) {
                    unlog(record, *hours, *on);
                }
            }
            ProfileEdit::Note { course, note } => {
                self.record(course, CourseMark::Saved).note = note.as_deref().map(scrub)
            }
            ProfileEdit::AddGoal(goal) => {
                if !self.goals.contains(goal) {
                    self.goals.push(goal.clone());
                }
            }
            ProfileEdit::RemoveGoal(goal) => {
                self.goals.retain(|g| g != goal);
                self.goal_weights.remove(goal);
            }
            ProfileEdit::WeighGoal { goal, weight: 1000 } => drop(self.goal_weights.remove(goal)),
            ProfileEdit::WeighGoal { goal, weight } => {
                if self.goals.contains(goal) {
                    self.goal_weights.insert(goal.clone(), *weight);
                }
            }
            ProfileEdit::SetGoals(goals) => {
                self.goals.clear();
                self.goal_weights.retain(|goal, _| goals.contains(goal));
                goals.iter().for_each(|g| self.apply(&ProfileEdit::AddGoal(g.clone())));
            }
            ProfileEdit::Constrain(constraints) => self.constraints = scrubbed(constraints),
            ProfileEdit::Waive { course, why } => {
                self.waive.insert(course.clone(), scrub(why));
            }
            ProfileEdit::Unwaive { course } => {
                self.waive.remove(course);
            }
            ProfileEdit::Fact { fact, holds: true } => drop(self.facts.insert(scrub(fact))),
            ProfileEdit::Fact { fact, holds: false } => drop(self.facts.remove(fact)),
            ProfileEdit::Rename { from, to } => self.rename(from, to),
        }
    }

    fn rename(&mut self, from: &CourseId, to: &CourseId) {
        if let Some(old) = self.courses.remove(from) {
            let record = match self.courses.remove(to) {
                Some(new) => joined(old, new),
                None => old,
            };
            self.courses.insert(to.clone(), record);
        }
        if let Some(why) = self.waive.remove(from) {
            self.waive.entry(to.clone()).or_insert(why);
        }
        for record in self.skills.values_mut().filter(|r| r.from == from.as_str()) {
            record.from = to.to_string();
        }
    }

    /// The course a record is about, whatever the edit does with it.
    pub fn course_of(edit: &mut ProfileEdit) -> Option<&mut CourseId> {
        match edit {
            ProfileEdit::Mark { course, .. }
            | ProfileEdit::Unmark { course }
            | ProfileEdit::Rate { course, .. }
            | ProfileEdit::Log { course, .. }
            | ProfileEdit::Unlog { course, .. }
            | ProfileEdit::Note { course, .. }
            | ProfileEdit::Waive { course, .. }
            | ProfileEdit::Unwaive { course } => Some(course),
            _ => None,
        }
    }

    /// The edits that belong with marking `course`, which teaches `taught`, as done on `on`.
    ///
    /// Dates are whole days, and on one day the learner's explicit level wins over a completed course
    /// ([`SkillRecord::overrides`]). But whoever sets a skill in the morning and finishes a course that
    /// raises it in the evening means the later action to count. So each skill that was set lower on
    /// that very day is set again, to what the course taught, with the course as its source. A course
    /// finished on an earlier day than the skill was set changes nothing: there the later word is the
    /// learner's.
    pub fn done_edits(&self, course: &CourseId, taught: &[(SkillId, Level)], on: Option<Date>) -> Vec<ProfileEdit> {
        let set_lower_that_day = |skill: &SkillId, level: Level| {
            self.skills.get(skill).is_some_and(|own| own.level < level && own.on.is_some() && own.on == on)
        };
        (taught.iter().filter(|(skill, level)| set_lower_that_day(skill, *level)))
            .map(|(skill, level)| ProfileEdit::SetSkill {
                skill: skill.clone(),
                level: *level,
                from: course.to_string(),
                on,
            })
            .collect()
    }

    fn record(&mut self, course: &CourseId, otherwise: CourseMark) -> &mut CourseRecord {
        self.courses.entry(course.clone()).or_insert_with(|| CourseRecord::new(otherwise, None))
    }
}

/// Two records of one course: nothing that either says is lost.
fn joined(old: CourseRecord, new: CourseRecord) -> CourseRecord {
    let rank = |mark: CourseMark| CourseMark::ALL.iter().position(|m| *m == mark);
    let (mut kept, other) = if rank(old.mark) < rank(new.mark) { (old, new) } else { (new, old) };
    let undated = kept.undated() + other.undated();
    for (day, time) in other.log.days() {
        kept.log.add(day, time);
    }
    if kept.hours.is_some() || other.hours.is_some() {
        kept.hours = Some(kept.log.total() + undated);
    }
    kept.rating = kept.rating.or(other.rating);
    kept.on = kept.on.or(other.on);
    kept.note = match (kept.note, other.note) {
        (Some(a), Some(b)) if a != b => Some(format!("{a}\n{b}")),
        (a, b) => a.or(b),
    };
    kept
}

fn log(record: &mut CourseRecord, hours: Minutes, on: Option<Date>) {
    if record.mark == CourseMark::Saved {
        (record.mark, record.on) = (CourseMark::Started, None);
    }
    if record.mark == CourseMark::Started {
        record.on = match (record.on, on) {
            (Some(start), Some(day)) => Some(start.min(day)),
            // Of one that is under way without a date nobody knows since when, unless this is its first hour.
            (None, day) => day.filter(|_| record.hours.is_none()),
            (start, None) => start,
        };
    }
    let most = (MAX_HOURS * 60.0) as u64;
    let added = Minutes(hours.0.min(most.saturating_sub(record.logged().0)));
    record.hours = Some(record.logged() + added);
    if let Some(day) = on {
        record.log.add(day, added);
    }
}

fn unlog(record: &mut CourseRecord, hours: Minutes, on: Option<Date>) {
    let days: Vec<Date> = match on {
        Some(day) => vec![day],
        None => record.log.days().rev().map(|(day, _)| day).collect(),
    };
    let (mut undated, mut left) = (record.undated(), hours);
    for day in days {
        left.0 -= record.log.take(day, left).0;
    }
    if on.is_none() {
        undated.0 = undated.0.saturating_sub(left.0);
    }
    record.hours = record.hours.map(|_| record.log.total() + undated);
}

fn scrubbed(constraints: &Constraints) -> Constraints {
    let all = |texts: &[String]| texts.iter().map(|t| scrub(t)).collect();
    Constraints {
        away: Away::merged(&constraints.away),
        languages: all(&constraints.languages),
        exclude_providers: all(&constraints.exclude_providers),
        formats: all(&constraints.formats),
        avoid: constraints.avoid.clone(),
        ..*constraints
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn course() -> CourseId {
        CourseId::new("cs50x").expect("valid")
    }

    #[test]
    fn marking_keeps_what_it_does_not_name() {
        let mut profile = Profile::default();
        let on = Some(date(2026, 1, 5));
        profile.apply(&ProfileEdit::Note { course: course(), note: Some("ask Ann".into()) });
        assert_eq!(profile.mark("cs50x"), Some(CourseMark::Saved));
        profile.apply(&ProfileEdit::Log { course: course(), hours: Minutes(90), on: None });
        profile.apply(&ProfileEdit::Log { course: course(), hours: Minutes(30), on: None });
        assert_eq!(profile.mark("cs50x"), Some(CourseMark::Started));
        profile.apply(&ProfileEdit::Mark { course: course(), mark: CourseMark::Done, on, rating: Some(5) });
        profile.apply(&ProfileEdit::Mark { course: course(), mark: CourseMark::Done, on: None, rating: None });
        let expected = CourseRecord {
            mark: CourseMark::Done,
            rating: Some(5),
            on,
            hours: Some(Minutes(120)),
            log: Default::default(),
            note: Some("ask Ann".into()),
        };
        assert_eq!(profile.courses[&course()], expected);
    }

    #[test]
    fn time_is_kept_by_day_and_taken_back_from_the_latest() {
        let (monday, friday) = (date(2026, 1, 5), date(2026, 1, 9));
        let mut profile = Profile::default();
        let mut apply = |edit| {
            profile.apply(&edit);
            profile.courses.get(&course()).cloned().unwrap_or(CourseRecord::new(CourseMark::Saved, None))
        };
        let log = |minutes, on| ProfileEdit::Log { course: course(), hours: Minutes(minutes), on };
        let unlog = |minutes, on| ProfileEdit::Unlog { course: course(), hours: Minutes(minutes), on };
        apply(unlog(60, None));
        apply(log(30, Some(friday)));
        apply(log(60, None));
        let record = apply(log(90, Some(monday)));
        assert_eq!((record.mark, record.on), (CourseMark::Started, Some(monday)), "it was under way on Monday");
        assert_eq!((record.logged(), record.undated()), (Minutes(180), Minutes(60)));
        let record = apply(unlog(45, None));
        assert_eq!((record.log.on(monday), record.log.on(friday)), (Minutes(75), Minutes(0)), "Friday's first");
        let record = apply(unlog(500, Some(monday)));
        assert_eq!((record.logged(), record.log.is_empty()), (Minutes(60), true), "only of that day");
        assert_eq!(apply(unlog(500, None)).hours, Some(Minutes(0)), "down to nothing and no further");
        let record = apply(ProfileEdit::Mark { course: course(), mark: CourseMark::Saved, on: None, rating: None });
        assert_eq!(record.mark, CourseMark::Saved);
        let record = apply(log(u64::MAX, Some(friday)));
        assert_eq!(record.logged(), record.log.total(), "never more than can be written");
    }

    #[test]
    fn goals_keep_their_order_and_stand_once() {
        let goal = |x: &str| GoalId::new(x).expect("valid");
        let mut profile = Profile::default();
        profile.apply(&ProfileEdit::SetGoals(vec![goal("b"), goal("a"), goal("b")]));
        profile.apply(&ProfileEdit::AddGoal(goal("a")));
        assert_eq!(profile.goals, [goal("b"), goal("a")]);
        profile.apply(&ProfileEdit::RemoveGoal(goal("b")));
        assert_eq!(profile.goals, [goal("a")]);
    }

    #[test]
    fn finishing_a_course_today_counts_over_a_level_set_earlier_today() {
        let skill = SkillId::new("python").expect("valid");
        let taught = [(skill.clone(), Level::new(500))];
        let set = |on| ProfileEdit::SetSkill { skill: skill.clone(), level: Level::new(250), from: "self".into(), on };
        let (yesterday, today) = (Some(date(2026, 1, 4)), Some(date(2026, 1, 5)));

        let mut profile = Profile::default();
        profile.apply(&set(today));
        assert_eq!(profile.done_edits(&course(), &taught, today).len(), 1);
        assert!(profile.done_edits(&course(), &taught, yesterday).is_empty(), "the learner's word is later");
        profile.apply(&set(yesterday));
        assert!(profile.done_edits(&course(), &taught, today).is_empty(), "dates alone settle it");
    }
}
