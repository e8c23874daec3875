//! A plan as a spreadsheet: comma-separated values (RFC 4180), harmless to open.

use crate::{
    path::{NeededBy, Plan},
    phrase::{self, Names},
};

use super::WithSteps;

const COLUMNS: [&str; 15] = [
    "position",
    "id",
    "title",
    "provider",
    "hours",
    "hours_assumed",
    "price",
    "currency",
    "start",
    "end",
    "raises",
    "needed_by",
    "waived",
    "reason",
    "url",
];

/// What tells a spreadsheet that a file is UTF-8.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// The steps of a plan, one a record, under a line of column names. Hours and prices are plain numbers, dates ISO, and
/// an unknown price is empty. It begins with the mark by which spreadsheets know UTF-8, and has no sign of ours beyond it.
pub fn plan_csv(plan: &Plan, names: &dyn Names) -> String {
    let names = &WithSteps { plan, names };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut record = |fields: &[String]| {
        writer
            .write_record(fields.iter().map(|f| neutral(f)))
            .expect("memory takes everything, and records are of one length");
    };
    record(&COLUMNS.map(str::to_owned));
    for step in &plan.steps {
        let date = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
        let needed_by: Vec<&str> = (step.needed_by.iter())
            .map(|n| match n {
                NeededBy::Course(id) => id.as_str(),
                NeededBy::Goal => "goal",
            })
            .collect();
        record(&[
            step.position.to_string(),
            step.course.to_string(),
            step.title.clone(),
            step.provider.clone(),
            step.work.to_string(),
            if step.hours_assumed { "yes" } else { "no" }.to_owned(),
            step.price.map(|p| p.to_string()).unwrap_or_default(),
            plan.premises.currency.to_string(),
            date(step.start),
            date(step.end),
            phrase::raises(step, names).replace(" → ", " to "),
            needed_by.join(" "),
            if step.waived { "yes" } else { "no" }.to_owned(),
            phrase::step_reason(&step.reason, names).replace(" → ", " to "),
            names.page(step.course.as_str()).unwrap_or_default().to_owned(),
        ]);
    }
    let mut text = String::from(BYTE_ORDER_MARK);
    text += &String::from_utf8(writer.into_inner().expect("memory takes everything")).expect("what went in was text");
    text
}

/// A text that a spreadsheet takes for a text: an apostrophe goes before what could begin a formula, also behind blanks.
pub fn neutral(text: &str) -> String {
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠');
    let risky = text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(begins);
    if risky { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_a_formula_is_a_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\rx", "＝1", "|calc", "\u{a0}=1"] {
            assert_eq!(neutral(formula), format!("'{formula}"));
        }
        assert_eq!(neutral("C++ = fun"), "C++ = fun");
        assert_eq!(neutral(""), "");
    }
}
