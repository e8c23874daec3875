//! Which courses a filter keeps, and what to say when it keeps none.

use std::borrow::Cow;

use super::{
    Filter, FilterName, LazyFacets,
    amount::{NoAmount, Span},
    facets::{holds_words, slug},
};
use crate::{
    domain::{Catalog, CourseIx, CourseStatus, Difficulty, Level, Minutes, SkillIx, State},
    search::{field::SearchNote, scope::Scope},
};

/// What is true of a course; `None` where nobody says.
type Test<'a> = Box<dyn Fn(CourseIx) -> Option<bool> + 'a>;

/// For each course whether all filters keep it, if there are any, and what is worth saying.
///
/// A filter that cannot be read keeps nothing, or everything if negated. One that is not complete
/// keeps everything: its value is still being typed.
pub(in crate::search) fn judge(
    filters: &[Filter],
    scope: &Scope<'_>,
    facets: &LazyFacets,
) -> (Option<Vec<bool>>, Vec<SearchNote>) {
    let mut notes = Vec::new();
    if filters.is_empty() {
        return (None, notes);
    }
    let mut kept = vec![true; scope.catalog.courses().len()];
    for filter in filters {
        match test(filter, scope, facets) {
            Ok(test) => {
                let mut any = false;
                for (course, keep) in scope.catalog.course_ixs().zip(&mut kept) {
                    let known = test(course);
                    any |= known == Some(true);
                    *keep &= known.is_some_and(|is| is != filter.not);
                }
                if !any {
                    notes.push(nothing(filter, scope, facets));
                }
            }
            Err(note) => {
                if !matches!(note, SearchNote::NeedsValue { .. }) && !filter.not {
                    kept.fill(false);
                }
                notes.push(note);
            }
        }
    }
    (Some(kept), notes)
}

fn test<'a>(filter: &'a Filter, scope: &'a Scope<'_>, facets: &LazyFacets) -> Result<Test<'a>, SearchNote> {
    let Some(name) = filter.name else {
        return Err(SearchNote::NoFilter { word: filter.word.clone(), near: near_name(&filter.word) });
    };
    let catalog = scope.catalog;
    let value = &*filter.value;
    let needs_value = || SearchNote::NeedsValue { name };
    if value.is_empty() != name.is_bare() {
        return Err(if value.is_empty() { needs_value() } else { unreadable(name, filter) });
    }
    let amount = |text: &str, unit: &dyn Fn(f64) -> Option<u64>| {
        Span::read(text, unit).map_err(|why| match why {
            NoAmount::Unfinished => needs_value(),
            NoAmount::Unreadable => unreadable(name, filter),
        })
    };
    Ok(match name {
        FilterName::Hours => {
            let span = amount(value.trim_end_matches(['h', 'H']), &|x| Minutes::from_hours(x).ok().map(|m| m.0))?;
            Box::new(move |c| catalog.course(c).hours.map(|m| span.holds(m.0)))
        }
        FilterName::Price => {
            let span = amount(value, &|x| crate::domain::Cents::from_units(x).ok().map(|p| p.0))?;
            Box::new(move |c| price(scope, c).map(|p| span.holds(p)))
        }
        FilterName::Free => Box::new(move |c| price(scope, c).map(|p| p == 0)),
        FilterName::Skill | FilterName::Teaches => {
            let (skill, level) = value.split_at(value.find(['<', '>', '=']).unwrap_or(value.len()));
            let span = match level {
                "" => Span::ALL,
                level => amount(level, &|x| Level::from_f64(x).ok().map(|l| u64::from(l.thousandths())))?,
            };
            let skills = skills(catalog, skill);
            if skills.is_empty() {
                return Err(SearchNote::NoValue { name, filter: positive(filter), near: near(filter, scope, facets) });
            }
            // `skill:` without a level also finds what touches the skill; `teaches:` never does.
            let touched = name == FilterName::Skill && level.is_empty();
            Box::new(move |c| {
                let course = catalog.course(c);
                let taught = &course.teaches;
                let touches = touched && course.touches.iter().any(|s| skills.contains(s));
                Some(
                    touches || taught.iter().any(|(s, l)| skills.contains(s) && span.holds(u64::from(l.thousandths()))),
                )
            })
        }
        FilterName::Ready => {
            let (profile, state) = match scope.learner {
                Some((profile, state)) => (Some(profile), Cow::Borrowed(state)),
                None => (None, Cow::Owned(State::empty(catalog))),
            };
            Box::new(move |c| {
                let course = catalog.course(c);
                let waived = profile.is_some_and(|p| p.waive.contains_key(course.id.as_str()));
                Some(
                    course.status == CourseStatus::Active
                        && !state.has_done_same(catalog, c)
                        && (waived || state.meets(catalog, &course.requirement)),
                )
            })
        }
        FilterName::Path => {
            let path = scope.path.ok_or(SearchNote::NoPath)?;
            Box::new(move |c| Some(path.contains(&c)))
        }
        FilterName::Level if value.to_lowercase().parse::<Difficulty>().is_err() => {
            return Err(SearchNote::NoValue { name, filter: positive(filter), near: near(filter, scope, facets) });
        }
        FilterName::Provider
        | FilterName::Platform
        | FilterName::Lang
        | FilterName::Format
        | FilterName::Tag
        | FilterName::Level => {
            let marked = facets
                .of(scope.catalog)
                .get(name)
                .map(|f| f.mark(|v| is_meant(name, v, &slug(value))))
                .unwrap_or_default();
            Box::new(move |c| Some(marked.get(c.get()).copied().unwrap_or(false)))
        }
    })
}

/// Whether the typed value means `value`; both as slugs.
fn is_meant(name: FilterName, value: &str, typed: &str) -> bool {
    match name {
        _ if typed.is_empty() => false,
        FilterName::Provider | FilterName::Platform => holds_words(value, typed),
        // `en` is any English.
        FilterName::Lang => value.strip_prefix(typed).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
        _ => value == typed,
    }
}

fn price(scope: &Scope<'_>, course: CourseIx) -> Option<u64> {
    let course = scope.catalog.course(course);
    match scope.money {
        Some(money) => money.convert(course.price, course.currency),
        None => course.price,
    }
    .map(|price| price.0)
}

/// The skills of that id, name or alias.
fn skills(catalog: &Catalog, typed: &str) -> Vec<SkillIx> {
    if let Some(skill) = catalog.skill_ix(typed) {
        return vec![skill];
    }
    let typed = slug(typed);
    let find = |is: &dyn Fn(&crate::domain::Skill) -> bool| -> Vec<SkillIx> {
        let all = catalog.skills().iter().enumerate();
        all.filter(|(_, skill)| is(skill)).map(|(at, _)| SkillIx::from_usize(at)).collect()
    };
    let named = find(&|skill| !typed.is_empty() && (slug(&skill.name) == typed || slug(skill.id.as_str()) == typed));
    if named.is_empty() {
        find(&|skill| !typed.is_empty() && skill.aliases.iter().any(|alias| slug(alias) == typed))
    } else {
        named
    }
}

fn positive(filter: &Filter) -> String {
    Filter { not: false, ..filter.clone() }.text()
}

fn unreadable(name: FilterName, filter: &Filter) -> SearchNote {
    SearchNote::Unreadable { name, filter: positive(filter) }
}

/// What to say of a filter that is true of no course.
fn nothing(filter: &Filter, scope: &Scope<'_>, facets: &LazyFacets) -> SearchNote {
    match filter.name {
        Some(name) => SearchNote::NoValue { name, filter: positive(filter), near: near(filter, scope, facets) },
        None => SearchNote::NoFilter { word: filter.word.clone(), near: None },
    }
}

/// The name of a filter that was probably meant.
pub(in crate::search) fn near_name(word: &str) -> Option<String> {
    closest(&word.to_lowercase(), FilterName::ALL.iter().map(|name| name.word())).map(str::to_owned)
}

/// The filter that was probably meant, if it is another one.
fn near(filter: &Filter, scope: &Scope<'_>, facets: &LazyFacets) -> Option<String> {
    let near = alike(filter.name?, filter, scope, facets)?;
    (near != positive(filter)).then_some(near)
}

fn alike(name: FilterName, filter: &Filter, scope: &Scope<'_>, facets: &LazyFacets) -> Option<String> {
    let typed = slug(&filter.value);
    let with = |name: FilterName, value: &str| format!("{}:{value}", name.word());
    match name {
        FilterName::Level => {
            let words = [Difficulty::Beginner, Difficulty::Intermediate, Difficulty::Advanced].map(|d| d.word());
            let begun = words.iter().find(|w| !typed.is_empty() && w.starts_with(&typed)).copied();
            begun.or_else(|| closest(&typed, words.into_iter())).map(|word| with(name, word))
        }
        FilterName::Skill | FilterName::Teaches => {
            let end = filter.value.find(['<', '>', '=']).unwrap_or(filter.value.len());
            let (typed, level) = (slug(&filter.value[..end]), &filter.value[end..]);
            let mut names: Vec<(String, &str)> = Vec::new();
            for skill in scope.catalog.skills() {
                let id = skill.id.as_str();
                names.push((id.to_owned(), id));
                names.push((slug(&skill.name), id));
                names.extend(skill.aliases.iter().map(|alias| (slug(alias), id)));
            }
            // A word of a name says more than a name that is spelled alike.
            let held = names.iter().find(|(n, _)| typed.len() > 2 && holds_words(n, &typed)).map(|(_, id)| *id);
            let id = held.or_else(|| {
                let near = closest(&typed, names.iter().map(|(n, _)| &**n))?;
                names.iter().find(|(n, _)| n == near).map(|(_, id)| *id)
            })?;
            Some(with(name, &format!("{id}{level}")))
        }
        _ => {
            let facets = facets.of(scope.catalog);
            let values = &facets.get(name)?.values;
            let others = [FilterName::Platform, FilterName::Provider, FilterName::Format, FilterName::Tag];
            let elsewhere = others.into_iter().filter(|other| *other != name).find(|other| {
                facets.get(*other).is_some_and(|facet| facet.values.iter().any(|(v, _)| is_meant(*other, v, &typed)))
            });
            // The only value there is, is what was meant.
            let only = || values.first().filter(|_| values.len() == 1).map(|(v, _)| &**v);
            match (elsewhere, closest(&typed, values.iter().map(|(v, _)| &**v))) {
                (Some(other), _) => Some(with(other, &typed)),
                (None, found) => found.or_else(only).map(|value| with(name, value)),
            }
        }
    }
}

/// The candidate closest to `text`, if any is close enough to be meant.
fn closest<'c>(text: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let len = text.chars().count();
    // One letter off says nothing about a name of two.
    let reach = if len < 3 { 0 } else { 1 + len / 4 };
    candidates
        .filter(|c| c.chars().count().abs_diff(len) <= reach)
        .map(|c| (strsim::osa_distance(text, c), c))
        .filter(|(distance, _)| *distance <= reach)
        .min()
        .map(|(_, c)| c)
}
