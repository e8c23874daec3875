//! The requirement clauses of a catalog file: a course id, `any`, `all`, `at_least … of`, or a skill with a level.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    domain::{CourseId, Credits, Requirement, RequirementDraft, SkillId},
    store::{
        ProblemKind,
        read::{Reader, Value},
    },
};

/// Deepest nesting of clauses.
pub const MAX_CLAUSE_DEPTH: usize = 32;

/// A name that has to lead somewhere, and where it is written.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    pub(crate) to: Target,
    pub(crate) line: u32,
    pub(crate) key: String,
}

/// What is referred to.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    Skill(SkillId),
    Course(CourseId),
}

/// Reads clauses, collecting what they refer to.
///
/// A clause that makes no sense is reported and read as one that always holds, so that whatever is
/// audited afterwards does not stumble over the same mistake again.
pub(crate) struct Clauses<'r> {
    pub(crate) reader: &'r mut Reader,
    pub(crate) references: &'r mut Vec<Reference>,
}

impl Clauses<'_> {
    /// A list of clauses, all needed.
    pub(crate) fn list(&mut self, value: &Value<'_>, key: &str) -> Vec<RequirementDraft> {
        self.parts(value, key, 1).unwrap_or_default()
    }

    /// `{ skill = level, … }`, short for skill clauses.
    pub(crate) fn skills(&mut self, value: &Value<'_>, key: &str) -> Vec<RequirementDraft> {
        let Some(table) = self.reader.table(value, key) else { return Vec::new() };
        let mut out = Vec::with_capacity(table.len());
        for (name, value) in table {
            let path = format!("{key}.{}", name.get_ref());
            let skill = self.reader.key_id(name, key, SkillId::new);
            let level = self.reader.level(value, &path);
            let Some(skill) = skill else { continue };
            self.refer(Target::Skill(skill.clone()), name, path);
            out.extend(level.map(|level| Requirement::Skill { skill, level }));
        }
        out
    }

    /// `None` for what is no list.
    fn parts(&mut self, value: &Value<'_>, key: &str, depth: usize) -> Option<Vec<RequirementDraft>> {
        let list = self.reader.list(value, key)?;
        Some(list.iter().enumerate().map(|(i, part)| self.clause(part, &format!("{key}[{i}]"), depth)).collect())
    }

    fn clause(&mut self, value: &Value<'_>, key: &str, depth: usize) -> RequirementDraft {
        if depth > MAX_CLAUSE_DEPTH {
            let line = self.reader.line(value);
            let message = format!("clauses are nested more than {MAX_CLAUSE_DEPTH} deep");
            self.reader.problem(ProblemKind::TooDeep, line, key, message);
            return Requirement::always();
        }
        match value.get_ref() {
            DeValue::String(_) => self.course(value, key).map_or_else(Requirement::always, Requirement::Course),
            DeValue::Table(table) => self.compound(value, table, key, depth),
            _ => {
                self.bad(value, key, "a clause is a course id in quotes or a table such as { any = [\"a\", \"b\"] }");
                Requirement::always()
            }
        }
    }

    fn compound(&mut self, at: &Value<'_>, table: &DeTable<'_>, key: &str, depth: usize) -> RequirementDraft {
        const KEYS: [&str; 9] = ["any", "all", "at_least", "of", "skill", "level", "taken", "credits", "fact"];
        for (name, _) in table {
            if !KEYS.contains(&name.get_ref().as_ref()) {
                self.reader.unknown_key(name, key, &KEYS);
            }
        }
        let has = |name: &str| table.contains_key(name);
        let kinds = ["any", "all", "at_least", "skill", "taken", "credits", "fact"].iter().filter(|k| has(k)).count();
        let stray = (has("of") && !has("at_least") && !has("credits")) || (has("level") && !has("skill"));
        if kinds != 1 || stray {
            let message = "a clause has one of `any`, `all`, `at_least` with `of`, `skill` with `level`, `taken`, \
                           `credits` with `of`, or `fact`";
            self.bad(at, key, message);
            return Requirement::always();
        }
        let path = |name: &str| format!("{key}.{name}");
        if let Some(parts) = table.get("all") {
            return Requirement::All(self.parts(parts, &path("all"), depth + 1).unwrap_or_default());
        }
        if let Some(parts) = table.get("any") {
            let Some(of) = self.parts(parts, &path("any"), depth + 1) else { return Requirement::always() };
            if of.is_empty() {
                self.bad(parts, &path("any"), "an empty `any` can never hold");
                return Requirement::always();
            }
            return Requirement::Any(of);
        }
        if let Some(n) = table.get("at_least") {
            return self.at_least(at, n, table, key, depth);
        }
        if let Some(course) = table.get("taken") {
            let taken = self.course(course, &path("taken"));
            return taken.map_or_else(Requirement::always, Requirement::Taken);
        }
        if let Some(credits) = table.get("credits") {
            return self.credits(at, credits, table, key);
        }
        if let Some(fact) = table.get("fact") {
            let fact = self.reader.words(fact, &path("fact"));
            return fact.map_or_else(Requirement::always, Requirement::Fact);
        }
        self.skill(at, table, key)
    }

    fn at_least(
        &mut self,
        at: &Value<'_>,
        n: &Value<'_>,
        table: &DeTable<'_>,
        key: &str,
        depth: usize,
    ) -> RequirementDraft {
        let Some(of) = table.get("of") else {
            let line = self.reader.line(at);
            self.reader.missing(line, &format!("{key}.of"));
            return Requirement::always();
        };
        let of = self.parts(of, &format!("{key}.of"), depth + 1);
        let path = format!("{key}.at_least");
        let Some(n) = self.reader.integer(n, &path, 1..=u64::MAX) else { return Requirement::always() };
        let Some(of) = of else { return Requirement::always() };
        match u32::try_from(n) {
            Ok(n) if n as usize <= of.len() => Requirement::AtLeast { n, of },
            _ => {
                let only = of.len();
                self.bad(at, &path, &format!("at least {n} of only {only} can never hold"));
                Requirement::always()
            }
        }
    }

    /// A course by id.
    pub(crate) fn course(&mut self, value: &Value<'_>, key: &str) -> Option<CourseId> {
        let course = self.reader.id(value, key, CourseId::new)?;
        self.refer(Target::Course(course.clone()), value, key.to_owned());
        Some(course)
    }

    /// A list of course ids.
    pub(crate) fn courses(&mut self, value: &Value<'_>, key: &str) -> Vec<CourseId> {
        let Some(list) = self.reader.list(value, key) else { return Vec::new() };
        list.iter().enumerate().filter_map(|(i, item)| self.course(item, &format!("{key}[{i}]"))).collect()
    }

    /// A list of skill ids.
    pub(crate) fn skill_ids(&mut self, value: &Value<'_>, key: &str) -> Vec<SkillId> {
        let Some(list) = self.reader.list(value, key) else { return Vec::new() };
        let mut out = Vec::with_capacity(list.len());
        for (i, item) in list.iter().enumerate() {
            let path = format!("{key}[{i}]");
            let Some(skill) = self.reader.id(item, &path, SkillId::new) else { continue };
            self.refer(Target::Skill(skill.clone()), item, path);
            out.push(skill);
        }
        out
    }

    fn credits(&mut self, at: &Value<'_>, least: &Value<'_>, table: &DeTable<'_>, key: &str) -> RequirementDraft {
        let Some(of) = table.get("of") else {
            let line = self.reader.line(at);
            self.reader.missing(line, &format!("{key}.of"));
            return Requirement::always();
        };
        let of = self.courses(of, &format!("{key}.of"));
        let least = self.reader.quantity(least, &format!("{key}.credits"), Credits::from_units);
        least.map_or_else(Requirement::always, |least| Requirement::Credits { least, of })
    }

    fn skill(&mut self, at: &Value<'_>, table: &DeTable<'_>, key: &str) -> RequirementDraft {
        let skill = table.get("skill").and_then(|value| {
            let id = self.reader.id(value, &format!("{key}.skill"), SkillId::new)?;
            self.refer(Target::Skill(id.clone()), value, format!("{key}.skill"));
            Some(id)
        });
        let Some(level) = table.get("level") else {
            let line = self.reader.line(at);
            self.reader.missing(line, &format!("{key}.level"));
            return Requirement::always();
        };
        match (skill, self.reader.level(level, &format!("{key}.level"))) {
            (Some(skill), Some(level)) => Requirement::Skill { skill, level },
            _ => Requirement::always(),
        }
    }

    fn bad(&mut self, at: &Value<'_>, key: &str, message: &str) {
        let line = self.reader.line(at);
        self.reader.problem(ProblemKind::BadClause, line, key, message);
    }

    pub(crate) fn refer<T>(&mut self, to: Target, at: &Spanned<T>, key: String) {
        let line = self.reader.line(at);
        self.references.push(Reference { to, line, key });
    }
}
