//! Recommendations: sums are exact, the ranking is what it says it is.

#[expect(dead_code, reason = "each test uses a part of it")]
#[path = "common/random_catalog.rs"]
mod random_catalog;

use std::sync::Arc;

use prereq::{
    advisor::{Advisor, Settings},
    domain::{
        Catalog, CatalogDraft, CourseDraft, CourseId, CourseIx, CourseMark, CourseRecord, Level, Minutes, Profile,
        Requirement, Skill, SkillId, State,
    },
    path::{Aim, Cancel, PlanRequest},
    recommend::{
        Component, Lack, Models, ONE, Question, Reason, RecommendRequest, Recommendation, Regret, Regrets, Scored,
        Silence, Weights, first, rank, score,
    },
};
use proptest::prelude::*;
use random_catalog::{Case, case};

/// Regrets out of a hat.
struct Invented(u64);

impl Regrets for Invented {
    fn regret(&mut self, course: CourseIx) -> Option<Regret> {
        let n = (self.0 ^ u64::from(course.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
        Some(match n % 5 {
            0 => Regret::Exact(0),
            1 => Regret::Never,
            2 => Regret::Between { lower: n % 100, upper: None },
            _ => Regret::Exact(n % 2000),
        })
    }
    fn cost(&self, course: CourseIx) -> u64 {
        60 * u64::from(course.0 % 40)
    }
}

struct World {
    catalog: Catalog,
    case: Case,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut case = case(seed);
        for (i, c) in case.draft.courses.iter_mut().enumerate() {
            if i % 3 > 0 {
                c.rating = Some((seed.wrapping_mul(31) + i as u64 * 7) as f64 % 5.0);
                c.ratings = Some(i as u64 * 100);
            }
        }
        Self { catalog: Catalog::link(case.draft.clone()).expect("links"), case }
    }
    fn scored(&self, all: bool) -> Vec<Scored> {
        let state = State::of(&self.catalog, &self.case.profile);
        let request = PlanRequest {
            metric: self.case.metric,
            ..PlanRequest::new(Aim { goals: self.catalog.goals().to_vec(), to: Vec::new() })
        };
        let question =
            Question { catalog: &self.catalog, profile: &self.case.profile, state: &state, request: &request, all };
        score(&question, Models::default(), &mut Invented(u64::from(self.catalog.courses().len() as u32)))
    }
}

fn weights() -> impl Strategy<Value = Weights> {
    prop::array::uniform6(0.0..3.0_f64).prop_map(|values| {
        let with = |w: Weights, (c, v): (Component, f64)| w.with(c, v);
        Component::ALL.into_iter().zip(values).fold(Weights::default(), with)
    })
}

fn check_sums(r: &Recommendation) {
    let some = || r.components.iter().flatten();
    assert_eq!(some().map(|c| c.contribution).sum::<u32>(), r.total);
    let weight: u32 = some().map(|c| c.weight).sum();
    assert!(weight == ONE || weight == 0, "{weight}");
    for c in some() {
        assert!(c.value <= ONE);
        let product = i64::from(c.value) * i64::from(c.weight) / i64::from(ONE);
        assert!((product - i64::from(c.contribution)).abs() <= 3, "{c:?}");
    }
    for decimals in 0..=6 {
        let (total, parts) = r.shown(decimals);
        assert_eq!(parts.iter().flatten().sum::<u64>(), total, "{decimals} decimals");
    }
    for (component, silence) in r.components.iter().zip(&r.silences) {
        assert!(component.is_some() != silence.is_some(), "an opinion or the reason why there is none");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn contributions_add_up(seed in 0_u64..10_000, weights in weights(), all: bool, lambda in 0..=ONE) {
        let world = World::new(seed);
        let scored = world.scored(all);
        let list = rank(&world.catalog, &scored, &weights, lambda, usize::MAX, None);
        prop_assert_eq!(list.len(), scored.len());
        list.iter().for_each(check_sums);
        if let Some(first) = list.first() {
            prop_assert_eq!(first.place_by_total, 1, "the first is the highest total");
        }
    }

    #[test]
    fn without_diversity_the_order_is_by_total(seed in 0_u64..10_000, weights in weights()) {
        let world = World::new(seed);
        let list = rank(&world.catalog, &world.scored(true), &weights, ONE, usize::MAX, None);
        prop_assert!(list.is_sorted_by(|a, b| a.total >= b.total));
        prop_assert!(list.iter().enumerate().all(|(i, r)| r.place_by_total == i + 1));
    }

    #[test]
    fn a_limit_only_cuts(seed in 0_u64..10_000, limit in 0_usize..8) {
        let world = World::new(seed);
        let scored = world.scored(false);
        let list = |limit| rank(&world.catalog, &scored, &Weights::default(), 700_000, limit, None);
        let all = list(usize::MAX);
        prop_assert_eq!(&list(limit)[..], &all[..limit.min(all.len())]);
    }

    /// Each next course is the one with the largest `λ·total − (1−λ)·max similarity`, looked for by hand.
    #[test]
    fn every_place_goes_to_the_best_of_what_is_left(seed in 0_u64..10_000, weights in weights(), lambda in 0..=ONE) {
        let world = World::new(seed);
        let scored = world.scored(false);
        let state = State::of(&world.catalog, &world.case.profile);
        let news = |c: CourseIx| -> Vec<u64> {
            let mut news = vec![0; world.catalog.skills().len()];
            for &(s, l) in world.catalog.effect(c) {
                news[s.get()] = u64::from(state.level(s).gap_to(l).thousandths());
            }
            news
        };
        let alike = |a: CourseIx, b: CourseIx| -> i64 {
            if world.catalog.course(a).same_as.contains(&b) {
                return i64::from(ONE);
            }
            let pairs = || news(a).into_iter().zip(news(b));
            let (least, most) = (pairs().map(|(x, y)| x.min(y)).sum::<u64>(), pairs().map(|(x, y)| x.max(y)).sum::<u64>());
            (least * u64::from(ONE) / most.max(1)) as i64
        };
        let list = rank(&world.catalog, &scored, &weights, lambda, usize::MAX, None);
        let relevance = |place: usize, it: &Recommendation| {
            let nearest = list[..place].iter().map(|p| alike(p.course, it.course)).max().unwrap_or(0);
            i64::from(lambda) * i64::from(it.total) - i64::from(ONE - lambda) * nearest
        };
        for place in 0..list.len() {
            let here = relevance(place, &list[place]);
            for later in &list[place + 1..] {
                let there = relevance(place, later);
                prop_assert!(here > there || here == there && list[place].place_by_total < later.place_by_total);
            }
        }
    }

    /// Raising a weight never lowers that component's favourite against a course with the same opinions.
    #[test]
    fn a_raised_weight_never_hurts_its_favourite(
        seed in 0_u64..10_000, weights in weights(), which in 0_usize..6, more in 0.0..5.0_f64,
    ) {
        let world = World::new(seed);
        let scored = world.scored(true);
        let component = Component::ALL[which];
        let raised = weights.with(component, weights.get(component) as f64 / f64::from(ONE) + more);
        let place = |w: &Weights| {
            let list = rank(&world.catalog, &scored, w, ONE, usize::MAX, None);
            move |c: CourseIx| list.iter().position(|r| r.course == c)
        };
        let (before, after) = (place(&weights), place(&raised));
        let value = |s: &Scored| s.opinions[which].as_ref().ok().map(|(v, _)| *v);
        let speaks = |s: &Scored| s.opinions.each_ref().map(Result::is_ok);
        for favourite in &scored {
            for rival in &scored {
                if speaks(favourite) == speaks(rival) && value(favourite) > value(rival) {
                    let (f, r) = (favourite.candidate.course, rival.candidate.course);
                    prop_assert!(!(before(f) < before(r) && after(f) > after(r)), "{:?} {:?}", f, r);
                }
            }
        }
    }

    /// What would put a course first does; and where a weight tried by hand does, nothing nearer is missed.
    #[test]
    fn what_would_put_it_first_does(seed in 0_u64..10_000, weights in weights(), which in 0_usize..16) {
        let world = World::new(seed);
        let scored = world.scored(true);
        prop_assume!(!scored.is_empty());
        let course = scored[which % scored.len()].candidate.course;
        let place = |w: &Weights| {
            let list = rank(&world.catalog, &scored, w, ONE, usize::MAX, None);
            list.iter().position(|r| r.course == course).expect("listed") + 1
        };
        let with = |c: Component, w: u64| weights.with(c, w as f64 / f64::from(ONE));
        let answer = first(&scored.iter().collect::<Vec<_>>(), &weights, course).expect("a candidate");
        prop_assert_eq!(answer.place, place(&weights));
        prop_assert!(answer.place > 1 || answer.changes.is_empty());
        for component in Component::ALL {
            let change = answer.changes.iter().find(|c| c.component == component);
            let now = weights.get(component);
            let away = |w: u64| w.abs_diff(now);
            if let Some(c) = change {
                let most = c.at_most.unwrap_or(1_000_000_000);
                for w in [c.at_least, c.at_least.midpoint(most), most] {
                    prop_assert_eq!(place(&with(component, w)), 1, "{:?} at {}", c, w);
                }
            }
            if answer.place > 1 {
                for tried in (0..60).map(|i| i * 50_000).filter(|&w| place(&with(component, w)) == 1) {
                    // All weights at 0 is no weighing, and a point is no range.
                    let beside = [tried + 20_000, tried.saturating_sub(20_000)];
                    if tried > 20_000 && beside.iter().all(|&w| place(&with(component, w)) == 1) {
                        let c = change.expect("found by hand");
                        let nearest = away(c.at_least).min(c.at_most.map_or(u64::MAX, away));
                        prop_assert!(nearest <= away(tried), "{:?} at {}", c, tried);
                        prop_assert_eq!(answer.never_before, None);
                    }
                }
            }
        }
    }

    #[test]
    fn candidates_are_what_may_be_proposed(seed in 0_u64..10_000) {
        let world = World::new(seed);
        let state = State::of(&world.catalog, &world.case.profile);
        let (fringe, all) = (world.scored(false), world.scored(true));
        for s in &all {
            let course = world.catalog.course(s.candidate.course);
            prop_assert!(course.status == prereq::domain::CourseStatus::Active);
            prop_assert!(world.case.profile.mark(course.id.as_str()) != Some(CourseMark::Hidden));
            let waived = world.case.profile.waive.contains_key(&course.id);
            let ready = waived || state.meets(&world.catalog, &course.requirement);
            prop_assert!(s.candidate.missing.is_empty() <= ready);
            let in_fringe = fringe.iter().any(|f| f.candidate == s.candidate);
            let teaches = state.learns_from(&world.catalog, s.candidate.course);
            prop_assert!(teaches || !state.has_done(s.candidate.course), "taken again only for what was lost");
            // What teaches no skill, or is asked for as a course, may be in the fringe too.
            prop_assert!(s.candidate.missing.is_empty() >= in_fringe);
            prop_assert!(in_fringe >= (s.candidate.missing.is_empty() && teaches));
        }
    }
}

fn skill(id: &str) -> SkillId {
    SkillId::new(id).expect("valid")
}

fn small() -> Arc<Catalog> {
    let skills = ["a", "b"].map(|id| Skill::new(skill(id), &id.to_uppercase(), "x")).to_vec();
    let course = |id: &str, hours: u64, teaches: &[(&str, u16)]| {
        let mut c = CourseDraft::new(CourseId::new(id).expect("valid"), id, "P");
        c.hours = Some(Minutes(60 * hours));
        c.teaches = teaches.iter().map(|(s, l)| (skill(s), Level::new(*l))).collect();
        c
    };
    let mut later = course("later", 5, &[("b", 500)]);
    later.requirement = Requirement::Any(vec![
        Requirement::All(vec![
            Requirement::Course(CourseId::new("a-long").expect("valid")),
            Requirement::Skill { skill: skill("b"), level: Level::new(250) },
        ]),
        Requirement::Skill { skill: skill("a"), level: Level::new(500) },
    ]);
    let mut twin = course("a-twin", 30, &[("a", 500)]);
    twin.same_as = vec![CourseId::new("a-long").expect("valid")];
    let (mut left, mut right) = (course("left", 5, &[("b", 250)]), course("right", 5, &[("b", 250)]));
    left.corequisite = Requirement::Course(right.id.clone());
    right.corequisite = Requirement::Course(left.id.clone());
    let courses = vec![
        course("a-short", 10, &[("a", 500)]),
        course("a-long", 30, &[("a", 500)]),
        twin,
        course("b-basic", 4, &[("b", 250)]),
        later,
        left,
        right,
    ];
    Arc::new(Catalog::link(CatalogDraft { skills, courses, ..CatalogDraft::default() }).expect("links"))
}

#[test]
fn the_cheapest_of_each_kind_comes_before_its_substitutes() {
    let advisor = Advisor::new(small(), Profile::default(), Settings::default());
    let request = RecommendRequest::new(advisor.request(Aim::default()));
    let found = advisor.recommend(&request, &Cancel::new());
    let ids: Vec<_> = found.results.iter().map(|r| advisor.catalog().course(r.course).id.to_string()).collect();
    assert_eq!(ids, ["a-short", "b-basic", "a-long", "left", "right"], "`a-twin` is `a-long` elsewhere");
    assert_eq!(found.total, 5, "`later` is not ready");
    let cost = found.results[0].component(Component::Cost).expect("has alternatives");
    assert_eq!(cost.value, ONE, "shorter than both alternatives");
    assert_eq!((cost.weight, cost.contribution), (ONE, ONE), "the only opinion there is");
    assert!(matches!(cost.reason, Reason::Cheapness { hours: Some(rank), price: None } if rank.dearer == 2));
}

#[test]
fn what_is_missing_is_the_shortest_way_there() {
    let advisor = Advisor::new(small(), Profile::default(), Settings::default());
    let request = RecommendRequest { all: true, ..RecommendRequest::new(advisor.request(Aim::default())) };
    let found = advisor.recommend(&request, &Cancel::new());
    let later = advisor.course("later").expect("there");
    let missing = &found.results.iter().find(|r| r.course == later).expect("listed").missing;
    let a = advisor.catalog().skill_ix("a").expect("there");
    assert_eq!(missing[..], [Lack::Skill { skill: a, level: Level::new(500), have: Level::ZERO }]);
}

/// A catalog of texts: two on algebra, one on cooking, one without a word.
fn written() -> Arc<Catalog> {
    let course = |id: &str, title: &str, summary: &str| {
        let mut c = CourseDraft::new(CourseId::new(id).expect("valid"), title, "P");
        c.summary = summary.to_owned();
        c.teaches = vec![(skill("a"), Level::new(500))];
        c
    };
    let skills = vec![Skill::new(skill("a"), "of", "x")];
    let courses = vec![
        course("algebra", "Linear Algebra", "Vectors and matrices."),
        course("cooking", "Cooking", "Soups and vectors of disease."),
        course("matrices", "Matrices", "Algebra of matrices, vectors included."),
        course("mute", "the", ""),
    ];
    Arc::new(Catalog::link(CatalogDraft { skills, courses, ..CatalogDraft::default() }).expect("links"))
}

fn interest(marks: &[(&str, CourseMark, Option<u8>)]) -> impl Fn(&str) -> Result<(u32, Reason), Silence> {
    let mut profile = Profile::default();
    for &(id, mark, rating) in marks {
        let record = CourseRecord { rating, ..CourseRecord::new(mark, None) };
        profile.courses.insert(CourseId::new(id).expect("valid"), record);
    }
    // What has been done teaches nothing new, so that everything has to be asked for.
    let advisor = Advisor::new(written(), profile, Settings::default());
    let request = RecommendRequest { all: true, ..RecommendRequest::new(advisor.request(Aim::default())) };
    let found = advisor.recommend(&request, &Cancel::new());
    move |id: &str| {
        let course = advisor.course(id).expect("there");
        let it = found.results.iter().find(|r| r.course == course).expect("listed");
        let value = it.component(Component::Interest).map(|c| (c.value, c.reason.clone()));
        value.ok_or_else(|| it.silences[Component::Interest.index()].clone().expect("says why"))
    }
}

#[test]
fn interest_names_what_was_liked() {
    let because = |id: &str, share| Reason::BecauseLiked { course: CourseId::new(id).expect("valid"), share };
    let said = interest(&[("algebra", CourseMark::Done, Some(5)), ("gone", CourseMark::Saved, None)]);
    let (near, reason) = said("matrices").expect("both have words");
    assert_eq!(reason, because("algebra", None));
    let (far, _) = said("cooking").expect("shares a word");
    assert!(near > 2 * far && far > 0, "{near} {far}");
    assert_eq!(said("mute"), Err(Silence::NoModel), "nothing is written about it");

    let said = interest(&[("algebra", CourseMark::Done, None), ("cooking", CourseMark::Saved, None)]);
    let (_, reason) = said("matrices").expect("both have words");
    assert!(
        matches!(&reason, Reason::BecauseLiked { course, share: Some(s) } if course.as_str() == "algebra" && *s > ONE / 2)
    );
    assert_eq!(said("cooking").map(|(_, r)| r), Ok(Reason::SavedItself));

    for nothing in [&[][..], &[("algebra", CourseMark::Done, Some(3))], &[("algebra", CourseMark::Hidden, Some(5))]] {
        assert_eq!(interest(nothing)("matrices"), Err(Silence::NothingLiked));
    }
    assert_eq!(interest(&[("gone", CourseMark::Saved, None)])("matrices"), Err(Silence::NothingLiked));
}

#[test]
fn what_is_alike_says_what_it_shares() {
    let mut profile = Profile::default();
    let found = |profile: &Profile| {
        let advisor = Advisor::new(written(), profile.clone(), Settings::default());
        let found = advisor.similar(advisor.course("algebra").expect("there"), 9);
        found.into_iter().map(|a| (advisor.catalog().course(a.course).id.to_string(), a)).collect::<Vec<_>>()
    };
    let all = found(&profile);
    assert_eq!(all.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["matrices", "cooking"]);
    assert_eq!(all[1].1.shared, [("vectors".to_owned(), ONE)]);
    let shares: u32 = all[0].1.shared.iter().map(|(_, n)| n).sum();
    assert!(shares.abs_diff(ONE) <= 3, "three terms make all of it: {shares}");
    profile.courses.insert(CourseId::new("matrices").expect("valid"), CourseRecord::new(CourseMark::Hidden, None));
    assert_eq!(found(&profile).len(), 1, "what is hidden stays hidden");
}
