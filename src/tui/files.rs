//! What the interface needs of the learner's files.

use std::{path::PathBuf, sync::Arc};

use super::draft::Draft;
use crate::{
    app::{Edited, Export, Exported, Last},
    domain::{Catalog, Profile, ProfileEdit, Step},
    recommend::Weights,
    store::{
        CatalogSources, FolderStamp, LastPlan, ProfileStore, Stamp, StoreError, folder_stamp, load_catalog,
        write_weights,
    },
};

/// Where changes and plans are written. Failures come as text for people: what went wrong, what to do.
pub trait Files: Send {
    /// Applies edits to the learner's file; the profile there now, edits made elsewhere included.
    ///
    /// # Errors
    /// It could not be written.
    fn update(&mut self, edits: &[ProfileEdit]) -> Result<Profile, String>;
    /// Goes one version back or forward in the learner's file: what it said before, unless it was damaged,
    /// and what it says now. `None` when there is nothing to go to.
    ///
    /// # Errors
    /// It could not be read or written.
    fn step(&mut self, step: Step) -> Result<Option<(Option<Profile>, Profile)>, String>;
    /// The profile as it stands on disk, if it may have been changed since this was last asked; a change
    /// made through here is one.
    ///
    /// # Errors
    /// It was changed and cannot be read.
    fn changed(&mut self) -> Result<Option<Profile>, String>;
    /// The profile as it stands on disk.
    ///
    /// # Errors
    /// It could not be read.
    fn profile(&mut self) -> Result<Profile, String>;
    /// Writes how much each component of a recommendation counts to the learner's settings; where.
    ///
    /// # Errors
    /// It could not be written.
    fn keep_weights(&mut self, weights: &Weights) -> Result<PathBuf, String>;
    /// The catalog, if it was changed since this was last asked.
    ///
    /// # Errors
    /// It was changed and cannot be used.
    fn catalog_changed(&mut self) -> Result<Option<Arc<Catalog>>, String> {
        Ok(None)
    }
    /// A copy of the learner's file to be edited; the one that was refused, if one was.
    ///
    /// # Errors
    /// There can be none.
    fn draft(&mut self) -> Result<PathBuf, String>;
    /// Takes what was written into the copy, if it is sound.
    fn end_draft(&mut self) -> Edited;
    /// Leaves the copy; where it is, if anything was written.
    fn leave_draft(&mut self) -> Option<PathBuf>;
    /// Writes a plan to a file; over an earlier export only once that was agreed to, over anything else never.
    fn export(&mut self, export: &Export) -> Exported;
    /// The plan shown last time, if one was kept and can be read.
    fn recall(&mut self) -> Option<Last> {
        None
    }
    /// Keeps a plan for the next time. Nobody asked for it, so nobody is told when it fails.
    fn remember(&mut self, _: &Last) {}
}

/// The profile in its store, plans beside whatever the learner works on.
#[derive(Debug)]
pub struct OnDisk {
    /// The learner's file.
    pub profile: ProfileStore,
    /// The folder plans are written to; the current one when empty.
    pub plans: PathBuf,
    /// The learner's settings, if there is a place for them.
    pub settings: Option<PathBuf>,
    /// Where the plan shown last is kept, if it is.
    pub last_plan: Option<LastPlan>,
    /// The file as it was last looked at.
    seen: Option<Stamp>,
    /// The learner's own catalog, and what counts beside it.
    catalog: Option<Watched>,
    /// The copy that was refused, or is being edited.
    draft: Option<Draft>,
}

/// A catalog that may change.
#[derive(Debug)]
struct Watched {
    own: PathBuf,
    sources: CatalogSources,
    seen: FolderStamp,
}

impl OnDisk {
    /// A profile in its store, and the folder plans are written to; the current one when empty.
    pub fn new(profile: ProfileStore, plans: PathBuf) -> Self {
        Self { profile, plans, settings: None, last_plan: None, seen: None, catalog: None, draft: None }
    }
    /// The same, with the learner's own catalog, which is one of `sources` where it is there, watched from now on.
    #[must_use]
    pub fn with_catalog(self, own: PathBuf, sources: CatalogSources) -> Self {
        let seen = folder_stamp(&own);
        Self { catalog: Some(Watched { own, sources, seen }), ..self }
    }
    /// The same, with a file for settings.
    #[must_use]
    pub fn with_settings(self, settings: PathBuf) -> Self {
        Self { settings: Some(settings), ..self }
    }
}

/// What went wrong and what to do about it, in one line.
pub(super) fn told(error: StoreError) -> String {
    match &error {
        StoreError::Corrupt { .. } => format!("{error}; undo brings back what it said before"),
        StoreError::Invalid { problems, .. } => match problems.first() {
            Some(problem) => format!("{error}: {problem}"),
            None => error.to_string(),
        },
        _ => error.to_string(),
    }
}

impl Files for OnDisk {
    fn update(&mut self, edits: &[ProfileEdit]) -> Result<Profile, String> {
        self.profile.update(edits).map_err(told)
    }
    fn step(&mut self, step: Step) -> Result<Option<(Option<Profile>, Profile)>, String> {
        let stepped = self.profile.step(step).map_err(told)?;
        Ok(stepped.map(|s| (s.before, s.now)))
    }
    fn changed(&mut self) -> Result<Option<Profile>, String> {
        // The stamp first: what changes while the file is read is noticed the next time.
        let stamp = self.profile.stamp();
        if self.seen == Some(stamp) {
            return Ok(None);
        }
        self.seen = Some(stamp);
        self.profile().map(Some)
    }
    fn profile(&mut self) -> Result<Profile, String> {
        self.profile.load().map(|loaded| loaded.profile).map_err(told)
    }
    fn keep_weights(&mut self, weights: &Weights) -> Result<PathBuf, String> {
        let path = self.settings.clone().ok_or("there is no place for settings; prereq doctor says why")?;
        write_weights(&path, weights).map_err(told)?;
        Ok(path)
    }
    fn recall(&mut self) -> Option<Last> {
        let (on, plan) = self.last_plan.as_ref()?.read()?;
        Some(Last { on, plan: Arc::new(plan) })
    }
    fn remember(&mut self, last: &Last) {
        if let Some(file) = &self.last_plan {
            // It is a convenience: a full disk or a folder of somebody else's is no reason to disturb anybody.
            let _ = file.write(last.on, &last.plan);
        }
    }
    fn catalog_changed(&mut self) -> Result<Option<Arc<Catalog>>, String> {
        let Some(watched) = &mut self.catalog else { return Ok(None) };
        let now = folder_stamp(&watched.own);
        if now == watched.seen {
            return Ok(None);
        }
        watched.seen = now;
        watched.sources.user = watched.own.is_dir().then(|| watched.own.clone());
        match load_catalog(&watched.sources) {
            Ok(loaded) => Ok(Some(Arc::new(loaded.catalog))),
            Err(errors) => {
                let first = errors.0.first().map(ToString::to_string).unwrap_or_default();
                Err(format!("the catalog was changed and cannot be used: {first}; what it said before holds"))
            }
        }
    }
    fn draft(&mut self) -> Result<PathBuf, String> {
        let draft = match self.draft.take() {
            Some(draft) => draft,
            None => Draft::new(&self.profile)?,
        };
        Ok(self.draft.insert(draft).path())
    }
    fn end_draft(&mut self) -> Edited {
        let Some(draft) = self.draft.take() else { return Edited::Unchanged };
        let (edited, left) = draft.end(&self.profile);
        self.draft = left;
        edited
    }
    fn leave_draft(&mut self) -> Option<PathBuf> {
        self.draft.take()?.leave()
    }
    fn export(&mut self, export: &Export) -> Exported {
        super::export::export(&self.plans, export)
    }
}
