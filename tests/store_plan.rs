//! Plan files: what is written reads back to the same plan, and every change shows.

use std::sync::Arc;

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use prereq::{
    advisor::{Advisor, Settings},
    domain::{
        Authority, Away, CatalogHash, Cents, CourseId, Credits, GoalId, GoalSkill, Level, Minutes, Objection, Profile,
        Ratings, Requirement, RequirementDraft, SkillId, Work, WorkCurve, scrub,
    },
    path::{
        Binding, Blocked, Cancel, Case, Cases, Cost, Costing, Landmark, LeastWork, Limit, Metric, Missing, NeededBy,
        Plan, PlanCalendar, PlanCosting, PlanCourse, PlanGoal, PlanLimits, PlanSkill, Premises, RuledOut, Status, Step,
        StepReason, UnderWay, UnderWayPlace, Unmet, Wanted, WayOut, WeightFacts, WeightReason, WeightTerm, WeightWhy,
    },
    phrase::Ids,
    store::{CatalogSources, load_catalog, plan_json, plan_markdown, read_plan_toml, write_plan_toml},
};
use proptest::{collection::vec, option, prelude::*};

fn words() -> impl Strategy<Value = String> {
    prop_oneof![".{0,16}", Just("\"\"\" ''' # \\ = [[step]]".to_owned())].prop_map(|t: String| scrub(&t))
}

fn id_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-e]{1,2}", "[a-c]\\.[0-9]{1,2}", "[éß数][+_-]?", "goal", "true", "1"]
}

fn course() -> impl Strategy<Value = CourseId> {
    id_text().prop_map(|t| CourseId::new(&t).expect("valid"))
}

fn courses() -> impl Strategy<Value = Vec<CourseId>> {
    vec(course(), 0..3)
}

fn skill() -> impl Strategy<Value = SkillId> {
    id_text().prop_map(|t| SkillId::new(&t).expect("valid"))
}

fn level() -> impl Strategy<Value = Level> {
    (0u16..=1000).prop_map(Level::new)
}

/// Distinct skills in any order.
fn by_skill<T: std::fmt::Debug + Clone>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<(SkillId, T)>> {
    vec((skill(), value), 0..4).prop_map(|mut list| {
        let mut seen = std::collections::BTreeSet::new();
        list.retain(|(s, _)| seen.insert(s.clone()));
        list
    })
}

fn minutes() -> impl Strategy<Value = Minutes> {
    prop_oneof![0u64..10_000, 0u64..1 << 40].prop_map(Minutes)
}

fn price() -> impl Strategy<Value = Option<Cents>> {
    option::of((0u64..1 << 40).prop_map(Cents))
}

fn any_day() -> impl Strategy<Value = Date> {
    (0i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}

fn day() -> impl Strategy<Value = Option<Date>> {
    option::of(any_day())
}

fn requirement() -> impl Strategy<Value = RequirementDraft> {
    let leaf = prop_oneof![
        course().prop_map(Requirement::Course),
        course().prop_map(Requirement::Taken),
        ((0u32..10_000).prop_map(Credits), courses()).prop_map(|(least, of)| Requirement::Credits { least, of }),
        id_text().prop_map(Requirement::Fact),
        (skill(), level()).prop_map(|(skill, level)| Requirement::Skill { skill, level }),
    ];
    leaf.prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Requirement::All),
            vec(inner.clone(), 0..3).prop_map(Requirement::Any),
            (any::<u32>(), vec(inner, 0..3)).prop_map(|(n, of)| Requirement::AtLeast { n, of }),
        ]
    })
}

/// Hours and work of a course.
fn takes() -> impl Strategy<Value = Work> {
    (minutes(), minutes(), minutes(), any::<bool>(), any::<bool>())
        .prop_map(|(hours, full, left, assumed, video)| Work { hours, assumed, video, full, left })
}

fn weight_reasons() -> impl Strategy<Value = Vec<WeightReason>> {
    let why = prop_oneof![
        vec(words(), 1..3).prop_map(WeightWhy::Endorsed),
        (0usize..2).prop_map(|a| WeightWhy::Authority(Authority::ALL[a])),
        (0u32..=5000, 1u64..1 << 32).prop_map(|(stars, ratings)| WeightWhy::Rated { stars, ratings }),
        Just(WeightWhy::Nobody),
        (skill(), skill()).prop_map(|(tool, rival)| WeightWhy::Clash { tool, rival }),
        Just(WeightWhy::Model),
    ];
    let reason = (0usize..4, 0u32..=1000, 0u32..4000, why).prop_map(|(term, value, adds, why)| {
        // That nobody vouches for it, or that a model says so, is told by the term alone.
        let why = match (term, why) {
            (0, WeightWhy::Model) => WeightWhy::Nobody,
            (1.., WeightWhy::Nobody) => WeightWhy::Model,
            (_, why) => why,
        };
        WeightReason { term: WeightTerm::ALL[term], value, adds, why }
    });
    vec(reason, 0..3)
}

fn weight_facts() -> impl Strategy<Value = WeightFacts> {
    let share = || option::of(0u32..=1000);
    (0usize..4, any::<bool>(), option::of((0u32..=5000, 1u64..1 << 32)), share(), share()).prop_map(
        |(lists, authority, rated, interest, community)| WeightFacts { lists, authority, rated, interest, community },
    )
}

fn costing() -> impl Strategy<Value = PlanCosting> {
    let factor = || 0u32..5000;
    let factors = (factor(), factor(), factor(), factor(), factor(), factor());
    let work = option::of((1u64..100, 1u64..100, 1u64..100, 1u64..100)).prop_map(|c| {
        let (a, b, c, d) = c?;
        WorkCurve::new([a, a + b, a + b + c, a + b + c + d].map(Minutes)).ok()
    });
    let known = by_skill((option::of(id_text()), by_skill(level()), work)).prop_map(|list| {
        let known = list.into_iter().map(|(id, (family, implies, work))| PlanSkill { id, family, implies, work });
        known.collect::<Vec<_>>()
    });
    (factors, (minutes(), minutes()), (0u32..=5000, 0u64..1 << 32), vec(skill(), 0..3), known).prop_map(
        |((video_factor, taste, evidence, clash, interest, community), (assume, assume_long), r, asked, skills)| {
            let costing = Costing { video_factor, assume, assume_long, taste, evidence, clash, interest, community };
            PlanCosting { costing, ratings: Ratings { mean: r.0, typical: r.1 }, asked, skills }
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let needs = vec(prop_oneof![Just(NeededBy::Goal), course().prop_map(NeededBy::Course)], 0..3);
    let reason = prop_oneof![
        by_skill(level()).prop_map(StepReason::ClosesGap),
        course().prop_map(StepReason::Opens),
        Just(StepReason::AskedFor),
    ];
    let raises = by_skill((level(), level()));
    let again = (any::<bool>(), day());
    let time = (takes(), 0u32..9000, weight_reasons(), again, any::<bool>());
    let facts = (1u32.., course(), words(), words(), time, price());
    (facts, day(), day(), raises, needs, (any::<bool>(), courses(), vec(words(), 0..2)), reason).prop_map(
        |(
            (
                position,
                course,
                title,
                provider,
                (takes, weight, weight_reasons, (again, done_before), under_way),
                price,
            ),
            start,
            end,
            raises,
            needed_by,
            (waived, beside, notes),
            reason,
        )| {
            let raises = raises.into_iter().map(|(s, (from, to))| (s, from, to)).collect();
            Step {
                position,
                course,
                title,
                provider,
                hours: takes.hours,
                hours_assumed: takes.assumed,
                video: takes.video,
                work: takes.left,
                full_work: takes.full,
                weight,
                weight_reasons,
                again,
                done_before,
                under_way,
                price,
                start,
                end,
                raises,
                needed_by,
                beside,
                notes,
                waived,
                reason,
            }
        },
    )
}

fn unmet() -> impl Strategy<Value = Unmet> {
    let missing = || {
        vec(
            prop_oneof![
                course().prop_map(Missing::Course),
                (skill(), level(), level()).prop_map(|(skill, level, reachable)| Missing::Skill {
                    skill,
                    level,
                    reachable
                }),
            ],
            0..3,
        )
    };
    let why = option::of(prop_oneof![
        Just(RuledOut::Retired),
        Just(RuledOut::Hidden),
        Just(RuledOut::Excluded),
        (0usize..5).prop_map(|o| RuledOut::Against(Objection::ALL[o])),
        Just(RuledOut::RivalDone),
        Just(RuledOut::PriceUnknown),
    ]);
    let blocked = (course(), missing(), why)
        .prop_map(|(course, missing, ruled_out)| Blocked { course, missing, ruled_out })
        .boxed();
    prop_oneof![
        (skill(), level(), level(), vec(blocked.clone(), 0..3))
            .prop_map(|(skill, required, reachable, blocked)| Unmet::Skill { skill, required, reachable, blocked }),
        blocked.prop_map(Unmet::Course),
        missing().prop_map(Unmet::Requirement),
    ]
}

fn plan_course() -> impl Strategy<Value = PlanCourse> {
    (
        (course(), takes(), (0u32..9000, weight_facts()), price(), by_skill(level())),
        (option::of((0u32..10_000).prop_map(Credits)), courses()),
        (requirement(), requirement(), courses(), any::<bool>(), any::<bool>()),
    )
        .prop_map(
            |(
                (id, takes, (weight, facts), price, teaches),
                (credits, excludes),
                (requirement, corequisite, same_as, waived, offered),
            )| {
                PlanCourse {
                    id,
                    hours: takes.hours,
                    hours_assumed: takes.assumed,
                    video: takes.video,
                    work: takes.left,
                    full_work: takes.full,
                    weight,
                    facts,
                    price,
                    credits,
                    excludes,
                    teaches,
                    requirement,
                    corequisite,
                    same_as,
                    waived,
                    offered,
                }
            },
        )
}

fn premises() -> impl Strategy<Value = Premises> {
    let goal = (id_text(), words(), any::<bool>()).prop_map(|(id, title, is_course)| PlanGoal { id, title, is_course });
    let weight = prop_oneof![Just(1000u32), any::<u32>()];
    let skills = by_skill((level(), weight)).prop_map(|list| {
        list.into_iter().map(|(skill, (level, weight))| GoalSkill { skill, level, weight }).collect::<Vec<_>>()
    });
    let wanted = (skills, vec(requirement(), 0..3), courses())
        .prop_map(|(skills, requirements, taken)| Wanted { skills, requirements, taken })
        .boxed();
    let head = ("[0-9a-f]{4}", vec(goal, 0..3), 0usize..5, minutes(), "[A-Z]{3}", option::of(minutes()), day());
    (
        head,
        (costing().prop_map(Some), vec(id_text(), 0..3)),
        courses(),
        by_skill(level()),
        courses(),
        wanted.clone(),
        vec(plan_course(), 0..4),
        (calendar(), limits(wanted)),
    )
        .prop_map(
            |(
                (hash, goals, metric, assume_hours, currency, hours_per_week, start),
                (costing, facts),
                excluded,
                levels,
                completed,
                wanted,
                mut courses,
                (calendar, limits),
            )| {
                courses.sort_by(|a, b| a.id.cmp(&b.id));
                courses.dedup_by(|a, b| a.id == b.id);
                Premises {
                    catalog: CatalogHash(hash),
                    goals,
                    metric: Metric::ALL[metric],
                    costing,
                    assume_hours,
                    facts,
                    currency: currency.parse().expect("three letters"),
                    hours_per_week,
                    start,
                    calendar,
                    limits,
                    excluded,
                    levels,
                    completed,
                    wanted,
                    courses,
                }
            },
        )
}

fn calendar() -> impl Strategy<Value = Option<PlanCalendar>> {
    let away = (0i32..4000, 0i32..40).prop_map(|(from, long)| {
        let first = date(2024, 1, 1).saturating_add(from.days());
        Away::new(first, first.saturating_add(long.days())).expect("forward")
    });
    let begins = proptest::collection::btree_map(course(), any_day(), 0..3).prop_map(|m| m.into_iter().collect());
    let days = vec((any_day(), words()), 1..3);
    let terms = proptest::collection::btree_map(course(), days, 0..3).prop_map(|m| m.into_iter().collect());
    let calendar = (1u32..=50, vec(away, 0..3), begins, terms, courses()).prop_map(
        |(max_parallel, away, begins, terms, under_way)| PlanCalendar { max_parallel, away, begins, terms, under_way },
    );
    option::of(calendar)
}

fn limits(goal: impl Strategy<Value = Wanted>) -> impl Strategy<Value = PlanLimits> {
    (day(), option::of(minutes()), price(), vec(skill(), 0..3), option::of(goal))
        .prop_map(|(deadline, max_hours, budget, must, goal)| PlanLimits { deadline, max_hours, budget, must, goal })
}

fn under_way() -> impl Strategy<Value = Vec<UnderWay>> {
    let place = prop_oneof![
        Just(UnderWayPlace::OnPath),
        Just(UnderWayPlace::NotNeeded),
        Just(UnderWayPlace::LetGo),
        (0u64..1 << 40, 0u64..1 << 40).prop_map(|(lower, upper)| UnderWayPlace::Kept { lower, upper }),
    ];
    vec((course(), place).prop_map(|(course, place)| UnderWay { course, place }), 0..3)
}

fn binding() -> impl Strategy<Value = Vec<Binding>> {
    let limit = || (0usize..Limit::ALL.len()).prop_map(|i| Limit::ALL[i]);
    let way = (vec(limit(), 1..3), courses(), minutes(), price()).prop_map(|(lifting, courses, work, price)| WayOut {
        lifting,
        courses,
        work,
        price,
    });
    let values = vec("[a-z]{1,6}", 0..3);
    let one = (limit(), values, courses(), option::of(way)).prop_map(|(limit, value, rules_out, way_out)| Binding {
        limit,
        value,
        rules_out,
        way_out,
    });
    vec(one, 0..3)
}

fn plans() -> impl Strategy<Value = Plan> {
    let times = (minutes(), minutes(), minutes());
    let cost = (times, 0u64..1 << 40, any::<u32>(), any::<u32>(), any::<u32>()).prop_map(|(times, p, c, a, u)| Cost {
        hours: times.0,
        work: times.1,
        weighted: times.2,
        price: Cents(p),
        courses: c.into(),
        hours_assumed: a.into(),
        prices_unknown: u.into(),
    });
    let least = option::of((minutes(), courses()).prop_map(|(work, courses)| LeastWork { work, courses }));
    let landmarks = vec(courses().prop_map(|courses| Landmark { courses }), 0..4);
    let weights = vec((0usize..9, any::<u64>()), 0..4).prop_map(|mut weights| {
        weights.sort_unstable();
        weights.dedup_by_key(|w| w.0);
        weights
    });
    let case = (weights, option::of(course())).prop_map(|(weights, split)| Case { weights, split });
    // Without cases nobody says what their weights are counted in.
    let cases = (1..=u64::MAX, vec(case, 1..4)).prop_map(|(parts, list)| Cases { parts, list });
    let proof = (landmarks, prop_oneof![Just(Cases::default()), cases]);
    (
        premises(),
        0usize..5,
        cost,
        0u64..1 << 40,
        vec(step(), 0..4),
        ((vec(unmet(), 0..3), binding()), under_way(), least),
        proof,
    )
        .prop_map(
            |(
                premises,
                status,
                cost,
                lower_bound,
                steps,
                ((unmet, binding), under_way, least_work),
                (landmarks, cases),
            )| {
                Plan {
                    premises,
                    status: Status::ALL[status],
                    cost,
                    lower_bound,
                    steps,
                    unmet,
                    binding,
                    under_way,
                    least_work,
                    landmarks,
                    cases,
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_plan_reads_back_exactly(plan in plans()) {
        let text = write_plan_toml(&plan);
        let file = read_plan_toml("p", &text).map_err(|e| format!("{:#?}\n{text}", e.0)).expect("readable");
        prop_assert_eq!(&file.plan, &plan);
        prop_assert!(file.digest_ok);
    }

    #[test]
    fn the_other_formats_take_every_plan(plan in plans()) {
        prop_assert_eq!(&plan_json(&plan, &Ids)["schema"], "prereq.plan/1");
        prop_assert!(plan_markdown(&plan, &Ids, &Default::default(), &Default::default()).starts_with("# "));
    }

    #[test]
    fn any_damage_is_a_reason_or_shows(plan in plans(), at in any::<prop::sample::Index>(), with in "[a-z0-9\"=\\[.]") {
        let text = write_plan_toml(&plan);
        let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        let at = starts[at.index(starts.len())];
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        let damaged = format!("{}{with}{}", &text[..at], &text[end..]);
        if let Ok(file) = read_plan_toml("p", &damaged) {
            // What still counts as untouched says the very same.
            prop_assert!(!file.digest_ok || file.plan == plan);
        }
    }
}

/// A plan with one of everything.
fn sample() -> Plan {
    let id = |t: &str| CourseId::new(t).expect("valid");
    let python = SkillId::new("python").expect("valid");
    let half = Level::new(500);
    let course = |name: &str, hours| PlanCourse {
        id: id(name),
        hours: Minutes(hours),
        hours_assumed: false,
        video: false,
        work: Minutes(hours),
        full_work: Minutes(hours),
        weight: 1000,
        facts: WeightFacts::default(),
        price: None,
        credits: None,
        excludes: Vec::new(),
        teaches: vec![(python.clone(), half)],
        requirement: Requirement::always(),
        corequisite: Requirement::always(),
        same_as: Vec::new(),
        waived: false,
        offered: true,
    };
    Plan {
        premises: Premises {
            catalog: CatalogHash("abc".into()),
            goals: vec![PlanGoal { id: "g".into(), title: "Goal *x*".into(), is_course: false }],
            metric: Metric::Hours,
            costing: None,
            facts: Vec::new(),
            assume_hours: Minutes(2400),
            currency: Default::default(),
            hours_per_week: Some(Minutes(360)),
            start: Some(date(2026, 1, 5)),
            calendar: None,
            limits: Default::default(),
            excluded: Vec::new(),
            levels: Vec::new(),
            completed: Vec::new(),
            wanted: Wanted {
                skills: vec![GoalSkill { skill: python.clone(), level: half, weight: 2000 }],
                ..Wanted::default()
            },
            courses: vec![course("cheap", 600), course("dear", 1200)],
        },
        status: Status::Proved,
        cost: Cost {
            hours: Minutes(600),
            work: Minutes(600),
            weighted: Minutes(600),
            courses: 1,
            prices_unknown: 1,
            ..Cost::default()
        },
        lower_bound: 600,
        steps: vec![Step {
            position: 1,
            course: id("cheap"),
            title: "Cheap [and] cheerful".into(),
            provider: "P".into(),
            hours: Minutes(600),
            hours_assumed: false,
            video: false,
            work: Minutes(600),
            full_work: Minutes(600),
            weight: 1000,
            weight_reasons: Vec::new(),
            again: false,
            done_before: None,
            under_way: false,
            price: None,
            start: Some(date(2026, 1, 5)),
            end: Some(date(2026, 1, 18)),
            raises: vec![(python.clone(), Level::ZERO, half)],
            needed_by: vec![NeededBy::Goal],
            beside: Vec::new(),
            notes: Vec::new(),
            waived: false,
            reason: StepReason::ClosesGap(vec![(python, half)]),
        }],
        unmet: Vec::new(),
        binding: Vec::new(),
        under_way: Vec::new(),
        least_work: None,
        landmarks: vec![Landmark { courses: vec![id("cheap"), id("dear")] }],
        cases: Cases { parts: 6, list: vec![Case { weights: vec![(0, 3600)], split: None }] },
    }
}

#[test]
fn the_file_reads_well() {
    let text = write_plan_toml(&sample());
    let from_status = text.split_once("\nstatus").expect("there").1;
    insta::assert_snapshot!(format!("status{from_status}"));
}

#[test]
fn real_plans_read_back() {
    let catalog = Arc::new(load_catalog(&CatalogSources::builtin()).map_err(|e| e.0).expect("clean").catalog);
    let advisor = Advisor::new(Arc::clone(&catalog), Profile::default(), Settings::default());
    let hard = catalog.courses().iter().max_by_key(|c| c.requirement.depth()).expect("there are courses").id.clone();
    for (goals, to) in [(vec!["data-scientist"], vec![]), (vec![], vec![hard])] {
        let goals: Vec<_> = goals.into_iter().map(|g| GoalId::new(g).expect("valid")).collect();
        let mut request = advisor.request(advisor.aim(&goals, &to).expect("known"));
        request.hours_per_week = Some(Minutes(400));
        request.start = Some(date(2026, 1, 5));
        let plan = advisor.plan(&request, &Cancel::new(), &mut |_| {});
        assert!(!plan.steps.is_empty());
        let file = read_plan_toml("p", &write_plan_toml(&plan)).expect("readable");
        assert_eq!(file.plan, plan);
        assert!(file.digest_ok);
    }
}

#[test]
fn comments_and_layout_do_not_matter_but_what_is_said_does() {
    let text = write_plan_toml(&sample());
    let relaid = text.replace("\nhours = 10\n", "\nhours   =   10.0 # ten\n");
    assert_ne!(relaid, text);
    assert!(read_plan_toml("p", &relaid).expect("readable").digest_ok);
    for (from, to) in [
        ("id = \"cheap\"", "id = \"other\""),
        ("hours = 20", "hours = 21"),
        ("    [\"cheap\", \"dear\"],", "    [\"cheap\"],"),
        ("2026-01-18", "2026-01-19"),
        ("catalog = \"abc\"", "catalog = \"abd\""),
        ("python = 2.0", "python = 2.001"),
    ] {
        let edited = text.replacen(from, to, 1);
        assert_ne!(edited, text, "{from}");
        assert!(!read_plan_toml("p", &edited).expect("readable").digest_ok, "{from}");
    }
}

#[test]
fn what_is_no_plan_is_told_why() {
    let problems = read_plan_toml("p.toml", "schema = \"prereq.plan/9\"\nstatus = \"provd\"\n").expect_err("no plan").0;
    let text = problems.iter().map(|p| format!("{p}\n")).collect::<String>();
    assert!(
        text.contains("p.toml:1: schema: this program reads plans of schema prereq.plan/2 and prereq.plan/1"),
        "{text}"
    );
    assert!(text.contains("`provd` is no status") && text.contains("`cost` is missing"), "{text}");
    let typo = write_plan_toml(&sample()).replace("needed_by", "neded_by");
    let problems = read_plan_toml("p", &typo).expect_err("a typo").0;
    assert!(problems.iter().any(|p| p.hint.as_deref() == Some("did you mean `needed_by`?")), "{problems:#?}");
}

#[test]
fn markdown_is_a_checklist() {
    let text = plan_markdown(&sample(), &Ids, &Default::default(), &Default::default());
    assert!(text.starts_with("# Goal \\*x\\*\n\n"), "{text}");
    let step =
        "- [ ] **Cheap \\[and\\] cheerful** (P · 10 h · price unknown · 5–18 Jan 2026)\n  - python 0.00 → 0.50\n";
    assert!(text.contains(step), "{text}");
}
