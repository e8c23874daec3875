//! How it goes: time logged by week and by skill, readiness over time, the learner's own pace and what it says
//! about when the rest will be done.

mod finish;
mod next;
mod normal;
mod pace;
mod posterior;
mod report;

pub use finish::{Finish, finish};
pub use next::{Next, away_until, next};
pub use pace::{Ahead, Evidence, Forecast, PersonalPace, forecast};
pub use report::{Milestone, Progress, SkillTime, Under, WeekTime, monday, progress, week_of};
