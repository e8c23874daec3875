//! What is written about a course.

use super::model::{Data, Item};
use crate::domain::{Catalog, Course};

/// The courses of a catalog, by index: title, summary, tags and the names of the skills it teaches or
/// touches.
pub fn course_texts(catalog: &Catalog) -> Data {
    let items = catalog.courses().iter().map(|c| Item { text: text(catalog, c), tags: c.tags.clone() });
    Data { items: items.collect(), interactions: Vec::new() }
}

fn text(catalog: &Catalog, course: &Course) -> String {
    let mut text = format!("{}\n{}", course.title, course.summary);
    let skills = course.teaches.iter().map(|(s, _)| s).chain(&course.touches);
    let skills = skills.map(|s| catalog.skill(*s).name.as_str());
    for part in course.tags.iter().map(String::as_str).chain(skills) {
        // Words run on from part to part where terms are runs of words, as they do across sentences.
        text.push('\n');
        text.push_str(part);
    }
    text
}
