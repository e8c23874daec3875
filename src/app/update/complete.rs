//! Tab while a search is typed: filters and their values.

use crate::{
    app::{Effect, Offer, State},
    search::Candidate,
};

/// Goes on with the filter being typed as far as there is only one way, then from one way to the next.
pub(super) fn complete(state: &mut State) -> Vec<Effect> {
    let search = &mut state.search;
    let mut offer = search.offer.take().unwrap_or_else(|| Offer {
        completion: state.advisor.complete_search(search.query.text(), search.query.before().len()),
        taken: None,
    });
    let completion = &mut offer.completion;
    let (start, end) = (completion.start, completion.end);
    let typed = search.query.text().get(start..end).unwrap_or_default();
    let text = match (&completion.candidates[..], offer.taken) {
        ([], _) => return Vec::new(),
        ([only], None) => finished(only),
        (_, None) if completion.common().len() > typed.len() => completion.common().to_owned(),
        (all, taken) => {
            let next = taken.map_or(0, |at| (at + 1) % all.len());
            offer.taken = Some(next);
            all[next].text.clone()
        }
    };
    search.query.replace(start, end, &text);
    completion.end = search.query.before().len();
    let only = completion.candidates.len() == 1;
    search.offer = Some(offer).filter(|_| !only);
    search.cursor.reset();
    state.look_up()
}

/// The candidate with a space behind it, unless a value is still to come.
fn finished(candidate: &Candidate) -> String {
    let goes_on = candidate.filter.is_some_and(|name| !name.is_bare());
    format!("{}{}", candidate.text, if goes_on { "" } else { " " })
}
