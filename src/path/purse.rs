//! Work that may be spent on several searches in a row.

use super::{
    kernel::DEFAULT_UNITS,
    request::{Cancel, Effort},
};

/// Work that may be spent, over several searches.
#[derive(Debug, Clone)]
pub(crate) struct Purse {
    left: Option<u64>,
    cancel: Cancel,
}

impl Purse {
    /// What an effort allows.
    pub fn new(effort: Effort, cancel: &Cancel) -> Self {
        let (left, cancel) = match effort {
            Effort::Default => (Some(DEFAULT_UNITS), cancel.clone()),
            Effort::Units(units) => (Some(units), cancel.clone()),
            Effort::Prove => (None, cancel.clone()),
            Effort::Time(limit) => (None, cancel.with_time_limit(limit)),
        };
        Self { left, cancel }
    }
    /// Whether nothing would be left after that much more work.
    pub fn is_spent_by(&self, work: u64) -> bool {
        self.left.is_some_and(|left| work >= left) || self.cancel.is_cancelled()
    }
    /// Work units that are left; `None` for no limit.
    pub fn left(&self) -> Option<u64> {
        self.left
    }
    /// What one question may cost.
    pub fn effort(&self) -> Effort {
        self.left.map_or(Effort::Prove, Effort::Units)
    }
    /// The flag that stops it.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }
    /// Takes what a question cost; every question costs something.
    pub fn spend(&mut self, work: u64) {
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(work.max(1));
        }
    }
}
