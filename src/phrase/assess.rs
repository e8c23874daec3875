//! Questions about what one knows, and what answers imply, in words.

use crate::{
    assess::{Finding, Origin, Question, Why},
    domain::{Catalog, Level},
};

use super::{anchored, hours};

/// What a written anchor means to the one who chooses it, in one line.
pub fn anchor_meaning(anchor: Level) -> &'static str {
    match anchor.anchor() {
        "none" => "I have not done this",
        "awareness" => "I know what it is, and can follow somebody who does it",
        "working" => "I do the usual tasks on my own, with a reference at hand",
        "practitioner" => "I do it for real work unsupervised, and help others",
        _ => "I handle what is not in the book, and set the practice",
    }
}

/// Why a question is asked: what the goal asks, or what turns on it.
pub fn question_reason(question: &Question) -> String {
    match question.asked {
        Some(level) => format!("the goal asks for {}", anchored(level)),
        None => format!("other skills stand on it; knowing it saves about {}", hours(question.saves, false)),
    }
}

/// A level in words, nothing left out: `none`, `0.50 working`.
pub fn level_or_none(level: Level) -> String {
    if level == Level::ZERO { "none".to_owned() } else { anchored(level) }
}

/// Where a level comes from, in a few words.
pub fn finding_origin(finding: &Finding, catalog: &Catalog) -> String {
    match finding.origin {
        Origin::Before => "in your profile".to_owned(),
        Origin::Said => "you say so".to_owned(),
        Origin::Inferred { from, said, why, .. } => {
            let name = &catalog.skill(from).name;
            match why {
                Why::Passed => format!("{name} {said} needs it"),
                Why::Beneath => format!("it needs {name}"),
                Why::Stranger => format!("like {name}"),
            }
        }
    }
}

/// The mark of an inference in a list: `inferred`, `likely`; nothing for what was said.
pub fn finding_mark(finding: &Finding) -> &'static str {
    match finding.origin {
        Origin::Inferred { doubtful: true, .. } => "likely",
        Origin::Inferred { .. } => "inferred",
        _ => "",
    }
}
