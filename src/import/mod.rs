//! Import: whoever has a list of courses can plan with it. Sources become rows, rows become mapped drafts, drafts get
//! suggestions where the source is silent, and a report accounts for every row. No disk of its own.

pub mod language;
