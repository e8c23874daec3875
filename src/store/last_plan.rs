//! The plan that was shown last, in the cache: it may be deleted at any time, and then nothing is compared with it.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{
    StoreError,
    disk::{self, Access},
    read_plan_toml, write_plan_toml,
};
use crate::path::Plan;

/// How the first line of the file begins; the day follows.
const FIRST: &str = "# What prereq showed last; this file can be deleted. Shown on ";

/// Where it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastPlan {
    path: PathBuf,
}

impl LastPlan {
    /// In this cache directory, which need not exist.
    pub fn within(cache: &Path) -> Self {
        Self { path: cache.join("last-plan.toml") }
    }
    /// The day it was shown and the plan; `None` when there is none, or none that can be trusted.
    pub fn read(&self) -> Option<(Date, Plan)> {
        let text = disk::read_text(&self.path).ok()?;
        let day = text.lines().next()?.strip_prefix(FIRST)?.trim().parse().ok()?;
        let file = read_plan_toml("last-plan.toml", &text).ok().filter(|file| file.digest_ok)?;
        Some((day, file.plan))
    }
    /// Keeps a plan shown on that day.
    ///
    /// # Errors
    /// When the system does not let us.
    pub fn write(&self, day: Date, plan: &Plan) -> Result<(), StoreError> {
        disk::make_private_dir(disk::parent(&self.path)).map_err(StoreError::io("create", &self.path))?;
        let text = format!("{FIRST}{day}\n{}", write_plan_toml(plan));
        disk::replace(&self.path, &text, Access::Private).map_err(StoreError::io("write", &self.path))
    }
}
