//! What a search may look at besides its index.

use crate::{
    domain::{Catalog, CourseIx, Profile, State},
    path::Money,
};

/// Catalog and learner, as far as filters ask about them.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The catalog that was indexed.
    pub catalog: &'a Catalog,
    /// The learner and where they stand; without one, somebody who knows nothing.
    pub learner: Option<(&'a Profile, &'a State)>,
    /// How prices are counted; without it, unit for unit.
    pub money: Option<&'a Money>,
    /// The courses of the learner's path, if there is one.
    pub path: Option<&'a [CourseIx]>,
}

impl<'a> Scope<'a> {
    /// The catalog alone.
    pub fn of(catalog: &'a Catalog) -> Self {
        Self { catalog, learner: None, money: None, path: None }
    }
}
