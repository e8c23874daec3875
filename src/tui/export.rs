//! Writing a plan to the file the learner named: what is there already is changed only once they have agreed, and what is
//! not ours never.

use std::path::Path;

use crate::{
    app::{Export, Exported},
    store::{EarlierError, ExportContext, Told, as_typed, earlier_export, export_changes, export_plan, write_file},
};

/// Writes the plan, its file taken to be in `folder` unless its path says otherwise.
pub(super) fn export(folder: &Path, export: &Export) -> Exported {
    written(folder, export).unwrap_or_else(Exported::Refused)
}

fn written(folder: &Path, export: &Export) -> Result<Exported, String> {
    let path = as_typed(folder, &export.place);
    let before = earlier_export(&path, export.format).map_err(|error| match error {
        EarlierError::Foreign { .. } => format!("{error}; choose another name"),
        EarlierError::Store(error) => error.to_string(),
    })?;
    let context = ExportContext {
        names: &**export.advisor.catalog(),
        profile: export.advisor.profile(),
        today: export.today,
        before: before.as_deref(),
        told: Told { within: export.within.as_ref(), finish: export.advisor.finish(&export.plan) },
    };
    let text = export_plan(&export.plan, export.format, context)
        .map_err(|why| format!("{why}; say how many hours a week you have, on Profile"))?;
    let changes = before.as_deref().map(|before| export_changes(export.format, before, &text));
    match changes {
        Some(changes) if before.as_deref() == Some(&text) => Ok(Exported::Written(path, Some(changes))),
        Some(changes) if !export.sure => Ok(Exported::Asks(path, changes)),
        changes => {
            write_file(&path, &text).map_err(|error| error.to_string())?;
            Ok(Exported::Written(path, changes))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, sync::Arc};

    use jiff::civil::date;

    use super::*;
    use crate::{
        advisor::{Advisor, Settings},
        domain::{Minutes, Profile},
        path::{Cancel, Plan, PlanFormat},
        store::{CatalogSources, load_catalog},
    };

    fn advisor() -> Arc<Advisor> {
        let catalog = Arc::new(load_catalog(&CatalogSources::builtin()).expect("the built-in catalog").catalog);
        Arc::new(Advisor::new(catalog, Profile::default(), Settings::default()))
    }

    fn plan(advisor: &Advisor, goal: &str, weekly: Option<u64>) -> Arc<Plan> {
        let aim = advisor.aim(&[crate::domain::GoalId::new(goal).expect("valid")], &[]).expect("there");
        let mut request = advisor.request(aim);
        (request.hours_per_week, request.start) = (weekly.map(Minutes), Some(date(2026, 3, 2)));
        Arc::new(advisor.plan(&request, &Cancel::new(), &mut |_| {}))
    }

    #[test]
    fn an_earlier_export_changes_only_when_that_was_agreed_to() {
        let (folder, advisor) = (tempfile::tempdir().expect("a folder"), advisor());
        let slow = plan(&advisor, "data-analyst", Some(360));
        let fast = plan(&advisor, "data-analyst", Some(600));
        for format in PlanFormat::ALL {
            let ask = |plan: &Arc<Plan>, sure| Export {
                plan: Arc::clone(plan),
                within: None,
                advisor: Arc::clone(&advisor),
                today: date(2026, 3, 2),
                place: format.file_name().to_owned(),
                format,
                sure,
            };
            let path = folder.path().join(format.file_name());
            let first = export(folder.path(), &ask(&slow, false));
            assert!(matches!(first, Exported::Written(_, None)), "{first:?}");
            let text = fs::read_to_string(&path).expect("written");
            let again = export(folder.path(), &ask(&slow, false));
            assert!(matches!(&again, Exported::Written(_, Some(c)) if c.is_empty()), "{format:?} {again:?}");
            if matches!(format, PlanFormat::Dot | PlanFormat::Mermaid) {
                continue; // no dates in these: both plans say the same
            }
            let other = export(folder.path(), &ask(&fast, false));
            assert!(matches!(other, Exported::Asks(..)), "{format:?} {other:?}");
            assert_eq!(fs::read_to_string(&path).expect("there"), text, "nothing is written unasked");
            let other = export(folder.path(), &ask(&fast, true));
            assert!(matches!(other, Exported::Written(_, Some(_))), "{other:?}");
            assert_ne!(fs::read_to_string(&path).expect("there"), text);
        }
    }

    #[test]
    fn what_is_not_ours_is_never_written_over_and_a_calendar_needs_dates() {
        let (folder, advisor) = (tempfile::tempdir().expect("a folder"), advisor());
        let undated = plan(&advisor, "data-analyst", None);
        let ask = |place: &str, format| Export {
            plan: Arc::clone(&undated),
            within: None,
            advisor: Arc::clone(&advisor),
            today: date(2026, 3, 2),
            place: place.to_owned(),
            format,
            sure: true,
        };
        fs::write(folder.path().join("notes.md"), "mine").expect("writes");
        let refused = export(folder.path(), &ask("notes.md", PlanFormat::Markdown));
        assert!(matches!(refused, Exported::Refused(_)), "{refused:?}");
        assert_eq!(fs::read_to_string(folder.path().join("notes.md")).expect("there"), "mine");
        let refused = export(folder.path(), &ask("plan.ics", PlanFormat::Ics));
        assert!(matches!(&refused, Exported::Refused(why) if why.contains("hours a week")), "{refused:?}");
        let refused = export(folder.path(), &ask("no/such/folder/plan.md", PlanFormat::Markdown));
        assert!(matches!(refused, Exported::Refused(_)), "{refused:?}");
    }
}
