//! Writing the plan to a file: where to and as what is asked for; what is there already is changed only once it was said
//! how.

use std::{path::Path, sync::Arc};

use super::{alarm, say};
use crate::{
    app::{Effect, Export, Exported, Overlay, Prompt, PromptKind, State},
    domain::scrub,
    path::{ExportChanges, PlanFormat},
    phrase,
};

/// Asks where to.
pub(super) fn begin(state: &mut State) {
    let format = PlanFormat::Toml;
    state.overlays.push(Overlay::Prompt(Prompt::new(PromptKind::Export(format), format.file_name())));
}

/// Takes what was typed in; `Err` says why not. The prompt stays until the plan is written.
pub(super) fn accept(state: &State, format: PlanFormat, text: &str) -> Result<Vec<Effect>, String> {
    if text.is_empty() {
        return Err("say which file; Esc leaves it".to_owned());
    }
    let Some(plan) = state.plan_here() else { return Err("there is no plan yet".to_owned()) };
    let sure = matches!(state.overlays.last(), Some(Overlay::Prompt(prompt)) if prompt.asks.is_some());
    Ok(vec![Effect::Export(Box::new(Export {
        plan: Arc::clone(plan),
        within: state.within_here().cloned(),
        advisor: Arc::clone(&state.advisor),
        today: state.today,
        place: text.to_owned(),
        format: format.or_of_path(Path::new(text)),
        sure,
    }))])
}

/// Says what became of it.
pub(super) fn answered(state: &mut State, exported: Exported) {
    let waiting = match state.overlays.last_mut() {
        Some(Overlay::Prompt(prompt)) if matches!(prompt.kind, PromptKind::Export(_)) => Some(prompt),
        _ => None,
    };
    match (exported, waiting) {
        (Exported::Written(path, changes), waiting) => {
            let text = written(&path, changes.as_ref());
            if waiting.is_some() {
                state.overlays.pop();
            }
            say(state, text);
        }
        (Exported::Asks(_, changes), Some(prompt)) => {
            prompt.asks = Some(format!("Enter changes it: {}", phrase::export_changes(&changes)));
        }
        // Who has gone on to something else has not agreed to anything.
        (Exported::Asks(..), None) => {}
        (Exported::Refused(why), Some(prompt)) => prompt.error = Some(scrub(&why)),
        (Exported::Refused(why), None) => alarm(state, &why),
    }
}

fn written(path: &Path, changes: Option<&ExportChanges>) -> String {
    let path = scrub(&path.to_string_lossy());
    match changes {
        None => format!("plan written to {path}"),
        Some(changes) if changes.is_empty() => format!("{path} says so already"),
        Some(changes) => format!("{path}: {}", phrase::export_changes(changes)),
    }
}
