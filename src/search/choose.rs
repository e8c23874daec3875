//! Picking from a short list of named things: goals, skills, commands.

use super::{
    corpus::{Builder, Search},
    field::Field,
    index::phrase,
    query,
};

/// One item that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its position in the list given.
    pub index: usize,
    /// Higher is better; 0 when nothing was asked.
    pub score: i64,
    /// Matched characters of its first name: half-open, in Unicode scalars.
    pub ranges: Vec<(usize, usize)>,
}

/// The items that match `query` as in a search, best first; all of them in list order when nothing
/// is asked. An item has a name and other texts that also find it (its id, aliases).
pub fn choose<'a, O>(items: impl IntoIterator<Item = (&'a str, O)>, query: &str) -> Vec<Choice>
where
    O: IntoIterator<Item = &'a str>,
{
    let mut builder = Builder::default();
    for (name, others) in items {
        builder.add(Field::Title, name);
        others.into_iter().for_each(|other| builder.add(Field::Alias, other));
        builder.finish_doc();
    }
    let corpus = builder.build();
    let tokens = query::parse_tokens(query);
    let phrase = phrase(&tokens);
    let mut search = Search::new(&corpus, &tokens, phrase.as_ref());
    let (found, _) = search.run(None, usize::MAX);
    (found.into_iter())
        .map(|f| {
            let title = search.matches(f.doc).into_iter().find(|m| m.field == Field::Title);
            Choice { index: f.doc, score: f.score, ranges: title.map(|t| t.ranges).unwrap_or_default() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SKILLS: [(&str, [&str; 2]); 4] = [
        ("C++", ["cpp", "cplusplus"]),
        ("Linear algebra", ["linear-algebra", "matrices"]),
        ("Machine learning", ["machine-learning", "ml"]),
        ("Python", ["python", "py"]),
    ];

    fn names(query: &str) -> Vec<&'static str> {
        choose(SKILLS, query).into_iter().map(|c| SKILLS[c.index].0).collect()
    }

    #[test]
    fn choices_by_name_id_and_alias() {
        assert_eq!(names(""), ["C++", "Linear algebra", "Machine learning", "Python"]);
        assert_eq!(names("pyhton"), ["Python"]);
        assert_eq!(names("cpp"), ["C++"]);
        assert_eq!(names("matric"), ["Linear algebra"]);
        assert_eq!(names("ml")[0], "Machine learning");
        assert_eq!(names("zzz"), [""; 0]);
        assert_eq!(choose(SKILLS, "álgebra")[0].ranges, [(7, 14)]);
    }
}
