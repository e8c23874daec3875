//! Simulated learners: how often they finish by the day the forecast names. Each has a pace of their own between
//! 0.7 and 1.5, courses that vary around it, some of them finished with hours logged, and more ahead.

use prereq::{
    domain::Minutes,
    progress::{Evidence, PersonalPace},
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const PACES: [f64; 5] = [0.7, 0.85, 1.0, 1.2, 1.5];
const FINISHED: [usize; 5] = [1, 2, 4, 8, 16];

fn normal(rng: &mut ChaCha8Rng) -> f64 {
    let (a, b): (f64, f64) = (rng.random_range(f64::EPSILON..1.0), rng.random());
    (-2.0 * a.ln()).sqrt() * (2.0 * std::f64::consts::PI * b).cos()
}

#[derive(Default, Clone, Copy)]
struct Tally {
    learners: u32,
    by_p50: u32,
    by_p90: u32,
    by_plan: u32,
}

impl Tally {
    fn share(n: u32, of: u32) -> f64 {
        f64::from(n) / f64::from(of)
    }
    fn p50(&self) -> f64 {
        Self::share(self.by_p50, self.learners)
    }
    fn p90(&self) -> f64 {
        Self::share(self.by_p90, self.learners)
    }
    fn plan(&self) -> f64 {
        Self::share(self.by_plan, self.learners)
    }
    fn add(&mut self, other: Self) {
        self.learners += other.learners;
        self.by_p50 += other.by_p50;
        self.by_p90 += other.by_p90;
        self.by_plan += other.by_plan;
    }
}

/// So many learners of one pace who have finished so many courses.
fn learners(pace: f64, finished: usize, each: u32) -> Tally {
    let mut rng = ChaCha8Rng::seed_from_u64((pace * 100.0) as u64 * 1000 + finished as u64);
    let mut tally = Tally { learners: each, ..Tally::default() };
    for _ in 0..each {
        // Some learners vary little from course to course, some a lot.
        let spread = rng.random_range(0.15..0.5);
        let course = |rng: &mut ChaCha8Rng| {
            let planned = rng.random_range(8..=160) * 60u64;
            let took = (planned as f64 * pace * (spread * normal(rng)).exp()).round() as u64;
            Evidence { took: Minutes(took.max(1)), planned: Minutes(planned) }
        };
        let done: Vec<Evidence> = (0..finished).map(|_| course(&mut rng)).collect();
        let ahead: Vec<Evidence> = (0..rng.random_range(2..=12)).map(|_| course(&mut rng)).collect();
        let planned: Vec<Minutes> = ahead.iter().map(|e| e.planned).collect();
        let took: u64 = ahead.iter().map(|e| e.took.0).sum();
        let told = PersonalPace::from(&done).expect("finished courses").forecast(&planned);
        tally.by_p50 += u32::from(took <= told.p50.0);
        tally.by_p90 += u32::from(took <= told.p90.0);
        tally.by_plan += u32::from(took <= planned.iter().map(|p| p.0).sum());
    }
    tally
}

#[test]
fn half_finish_by_the_p50_and_nine_in_ten_by_the_p90() {
    let mut all = Tally::default();
    for finished in FINISHED {
        let mut row = Tally::default();
        for pace in PACES {
            let tally = learners(pace, finished, 600);
            println!("{finished:2} finished, pace {pace:4}: {:.3} by P50, {:.3} by P90", tally.p50(), tally.p90());
            if finished >= 8 {
                // With some evidence it holds at every pace, not just on the whole.
                assert!((0.30..=0.70).contains(&tally.p50()), "{finished} at {pace}: {}", tally.p50());
                assert!((0.80..=0.985).contains(&tally.p90()), "{finished} at {pace}: {}", tally.p90());
            }
            row.add(tally);
        }
        println!("{finished:2} finished: {:.3} by P50, {:.3} by P90, {:.3} by plan", row.p50(), row.p90(), row.plan());
        assert!((0.43..=0.57).contains(&row.p50()), "{finished} finished: {}", row.p50());
        assert!((0.84..=0.95).contains(&row.p90()), "{finished} finished: {}", row.p90());
        all.add(row);
    }
    println!("all: {:.3} by P50, {:.3} by P90, {:.3} by plan", all.p50(), all.p90(), all.plan());
    assert!((0.47..=0.53).contains(&all.p50()), "{}", all.p50());
    assert!((0.87..=0.93).contains(&all.p90()), "{}", all.p90());
}

#[test]
fn what_was_planned_alone_would_fail_the_same_test() {
    for (pace, low, high) in [(0.7, 0.75, 1.0), (1.5, 0.0, 0.15)] {
        let tally = learners(pace, 8, 600);
        assert!((low..=high).contains(&tally.plan()), "{pace}: {}", tally.plan());
    }
}
