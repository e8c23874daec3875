//! Titles of every script and shape stay in their columns.

use std::sync::Arc;

use prereq::{
    advisor::{Advisor, Settings},
    app::Geometry,
    domain::{Catalog, CatalogDraft, CourseDraft, CourseMark, CourseRecord, Minutes, Profile},
    path::Status,
    tui::Styles,
};

use crate::{
    fixture::{Bench, course_id},
    screens::paint,
};

const TITLES: [&str; 11] = [
    "Plain letters",
    "机器学习基石（上）数学篇与实作导论以及更多内容以及更多内容以及更多内容以及更多内容以及更多内容",
    "機械学習 入門 ﾊﾝｶｸ",
    "👩‍👩‍👧‍👦 Families, joined",
    "🇬🇧🇩🇪 Flags and 👍🏽 skin",
    "❤️ A heart, ⚠️ a warning",
    "e\u{301}tude, a\u{308}\u{332} combining, nin\u{303}o",
    "مقدمة في تعلم الآلة",
    "מבוא ללמידת מכונה ועוד הרבה מילים שאינן נכנסות בשורה אחת של המסך הזה בכלל",
    "ไพธอนเบื้องต้น",
    "ﷺ and other long ligatures",
];

fn bench(size: (u16, u16)) -> Bench {
    let mut draft = CatalogDraft::default();
    let mut profile = Profile::default();
    for (i, title) in TITLES.iter().enumerate() {
        let mut course = CourseDraft::new(course_id(&format!("c{i}")), title, "大学 Université");
        course.hours = Some(Minutes(7 * 60));
        draft.courses.push(course);
        profile.courses.insert(course_id(&format!("c{i}")), CourseRecord::new(CourseMark::Saved, None));
    }
    let catalog = Arc::new(Catalog::link(draft).expect("links"));
    Bench::with(Advisor::new(catalog, profile, Settings::default()), size, Status::Done)
}

#[test]
fn lists_stay_aligned_whatever_the_titles_are_written_in() {
    for size in [(80, 24), (100, 30), (120, 40), (200, 60), (60, 20)] {
        let mut bench = bench(size);
        bench.press("2");
        let buffer = paint(&bench, size, &Styles::mono());
        let geometry = Geometry::new(size.0, size.1);
        let list = geometry.list_width();
        // Below the query and the air under it.
        for (i, y) in (4..).take(TITLES.len()).enumerate() {
            // A column of air stands between the list and the rule.
            let right: String = (list - 6..list).map(|x| buffer[(x, y)].symbol()).collect();
            assert_eq!(right, "  7 h ", "row {i} at {size:?}");
            if geometry.two_panes() {
                assert_eq!(buffer[(list, y)].symbol(), "│", "row {i} at {size:?}");
            }
        }
    }
}
