//! Finding out what a learner knows by asking as little as possible.
//!
//! Answers imply others: who works with deep learning has the linear algebra its teachers ask for, and who
//! knows no linear algebra has not got far in deep learning. Both follow from the catalog (`imply`). A round
//! of questions ([`Assessment`]) asks what is expected to settle most, until nothing is open that the goal
//! turns on; what it inferred is told apart from what was said, and what is only likely is marked.

mod belief;
mod ground;
mod imply;
mod rough;
mod session;

pub use belief::Why;
pub use session::{ANCHORS, Answer, Assessment, Finding, Origin, Question};
