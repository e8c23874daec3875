//! Build script: lists every file of the built-in catalog for `include_str!`, so that the list cannot go stale, and
//! writes their entries in a form that loads without parsing TOML (`src/store/catalog/prebuilt.rs` reads it).

use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut files = Vec::new();
    walk(&root.join("catalog"), &mut files)?;
    files.sort();
    let mut code = String::from("&[\n");
    let mut blob = Some(Blob::default());
    for file in &files {
        let name = file.strip_prefix(&root)?.to_str().ok_or("a catalog file's name is not UTF-8")?.replace('\\', "/");
        writeln!(code, "    ({name:?}, include_str!({:?})),", file.to_str().ok_or("the folder's name is not UTF-8")?)?;
        // What makes no sense is left to the loader, which says what is wrong with it: it reads the texts
        // when there is no prebuilt form.
        let text = fs::read_to_string(file)?;
        blob = blob.and_then(|mut blob| blob.file(&name, &text).map(|()| blob));
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("builtin_catalog.rs"), code)?;
    fs::write(out.join("builtin_catalog.bin"), blob.unwrap_or_default().0)?;
    {
        println!("cargo::rerun-if-changed=catalog");
        println!("cargo::rerun-if-changed=src/build.rs");
    }
    Ok(())
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

type Value<'i> = Spanned<DeValue<'i>>;

/// The entries, one after the other: integers little-endian, texts and lists behind their length, a byte
/// in front of what may be missing. Every function gives `None` at what it does not understand.
#[derive(Default)]
struct Blob(Vec<u8>);

impl Blob {
    fn file(&mut self, name: &str, text: &str) -> Option<()> {
        let document = DeTable::parse(text).ok()?.into_inner();
        self.text(name)?;
        let kinds: [(&str, Entry); 4] =
            [("skill", Self::skill), ("course", Self::course), ("goal", Self::goal), ("term", Self::term)];
        if document.keys().any(|key| kinds.iter().all(|(kind, _)| *kind != key.get_ref().as_ref())) {
            return None;
        }
        for (kind, write) in kinds {
            let entries = document.get(kind).map_or(Some(&[][..]), |list| Some(list.get_ref().as_array()?.as_ref()))?;
            self.count(entries.len())?;
            for entry in entries {
                let line = 1 + text.as_bytes()[..entry.span().start].iter().filter(|b| **b == b'\n').count();
                self.count(line)?;
                write(self, entry.get_ref().as_table()?)?;
            }
        }
        Some(())
    }

    fn skill(&mut self, entry: &DeTable<'_>) -> Option<()> {
        known(entry, &["id", "name", "area", "aliases", "family", "implies", "work", "work_source"])?;
        for key in ["id", "name", "area"] {
            self.text(words(entry.get(key)?)?)?;
        }
        self.texts(entry.get("aliases"))?;
        for key in ["family", "work_source"] {
            self.maybe(entry.get(key), |blob, value| blob.text(words(value)?))?;
        }
        self.levels(entry.get("implies"))?;
        let work = entry.get("work").map_or(Some(&[][..]), |list| Some(list.get_ref().as_array()?.as_ref()))?;
        self.count(work.len())?;
        work.iter().try_for_each(|hours| self.number(hours))
    }

    fn term(&mut self, entry: &DeTable<'_>) -> Option<()> {
        known(entry, &["id", "spans"])?;
        self.text(words(entry.get("id")?)?)?;
        self.texts(entry.get("spans"))
    }

    fn course(&mut self, entry: &DeTable<'_>) -> Option<()> {
        const TEXTS: [&str; 16] = [
            "platform",
            "url",
            "url_kind",
            "currency",
            "difficulty",
            "language",
            "format",
            "summary",
            "status",
            "source",
            "hours_of",
            "kind",
            "series",
            "exam",
            "authority",
            "successor",
        ];
        const NUMBERS: [&str; 5] = ["hours", "price", "rating", "ratings", "credits"];
        const LISTS: [&str; 12] = [
            "tags",
            "requires",
            "prerequisites",
            "corequisites",
            "same_as",
            "recommended",
            "excludes",
            "touches",
            "offered",
            "notes",
            "renamed_from",
            "endorsed",
        ];
        let others = ["id", "title", "provider", "teaches", "rationale"];
        known(entry, &[&TEXTS[..], &NUMBERS, &LISTS, &others].concat())?;
        for key in ["id", "title", "provider"] {
            self.text(words(entry.get(key)?)?)?;
        }
        for key in TEXTS {
            self.maybe(entry.get(key), |blob, value| blob.text(words(value)?))?;
        }
        for key in NUMBERS {
            self.maybe(entry.get(key), |blob, value| blob.number(value))?;
        }
        self.texts(entry.get("tags"))?;
        self.levels(entry.get("teaches"))?;
        self.levels(entry.get("requires"))?;
        self.clauses(entry.get("prerequisites"))?;
        self.clauses(entry.get("corequisites"))?;
        self.texts(entry.get("same_as"))?;
        self.clauses(entry.get("recommended"))?;
        ["excludes", "touches", "offered", "notes", "renamed_from", "endorsed"]
            .iter()
            .try_for_each(|key| self.texts(entry.get(*key)))
    }

    fn goal(&mut self, entry: &DeTable<'_>) -> Option<()> {
        known(entry, &["id", "title", "summary", "source", "skills", "weights", "requirement", "stages", "rationale"])?;
        for key in ["id", "title"] {
            self.text(words(entry.get(key)?)?)?;
        }
        for key in ["summary", "source"] {
            self.maybe(entry.get(key), |blob, value| blob.text(words(value)?))?;
        }
        self.levels(entry.get("skills"))?;
        self.levels(entry.get("weights"))?;
        self.clauses(entry.get("requirement"))?;
        let stages = entry.get("stages").map_or(Some(&[][..]), |list| Some(list.get_ref().as_array()?.as_ref()))?;
        self.count(stages.len())?;
        stages.iter().try_for_each(|stage| self.texts(Some(stage)))
    }

    fn clauses(&mut self, list: Option<&Value<'_>>) -> Option<()> {
        let Some(list) = list else { return self.count(0) };
        let list = list.get_ref().as_array()?;
        self.count(list.len())?;
        list.iter().try_for_each(|clause| self.clause(clause))
    }

    fn clause(&mut self, clause: &Value<'_>) -> Option<()> {
        if let Some(course) = clause.get_ref().as_str() {
            self.0.push(0);
            return self.text(course);
        }
        let table = clause.get_ref().as_table()?;
        let keys: Vec<&str> = table.keys().map(|key| key.get_ref().as_ref()).collect();
        match keys.as_slice() {
            ["all"] => self.tagged(1, table.get("all")),
            ["any"] => self.tagged(2, table.get("any")),
            ["at_least", "of"] | ["of", "at_least"] => {
                self.0.push(3);
                self.number(table.get("at_least")?)?;
                self.clauses(table.get("of"))
            }
            ["skill", "level"] | ["level", "skill"] => {
                self.0.push(4);
                self.text(words(table.get("skill")?)?)?;
                self.number(table.get("level")?)
            }
            ["taken"] => {
                self.0.push(5);
                self.text(words(table.get("taken")?)?)
            }
            ["credits", "of"] | ["of", "credits"] => {
                self.0.push(6);
                self.number(table.get("credits")?)?;
                self.texts(table.get("of"))
            }
            ["fact"] => {
                self.0.push(7);
                self.text(words(table.get("fact")?)?)
            }
            _ => None,
        }
    }

    fn tagged(&mut self, tag: u8, list: Option<&Value<'_>>) -> Option<()> {
        self.0.push(tag);
        self.clauses(list)
    }

    fn levels(&mut self, table: Option<&Value<'_>>) -> Option<()> {
        let Some(table) = table else { return self.count(0) };
        let table = table.get_ref().as_table()?;
        self.count(table.len())?;
        for (name, level) in table {
            self.text(name.get_ref())?;
            self.number(level)?;
        }
        Some(())
    }

    fn texts(&mut self, list: Option<&Value<'_>>) -> Option<()> {
        let Some(list) = list else { return self.count(0) };
        let list = list.get_ref().as_array()?;
        self.count(list.len())?;
        list.iter().try_for_each(|text| self.text(words(text)?))
    }

    fn maybe(
        &mut self,
        value: Option<&Value<'_>>,
        write: impl FnOnce(&mut Self, &Value<'_>) -> Option<()>,
    ) -> Option<()> {
        self.0.push(u8::from(value.is_some()));
        value.map_or(Some(()), |value| write(self, value))
    }

    fn number(&mut self, value: &Value<'_>) -> Option<()> {
        let number: f64 = match value.get_ref() {
            DeValue::Integer(n) => n.as_str().parse().ok()?,
            DeValue::Float(n) => n.as_str().parse().ok()?,
            _ => return None,
        };
        self.0.extend(number.to_le_bytes());
        Some(())
    }

    fn text(&mut self, text: &str) -> Option<()> {
        self.count(text.len())?;
        self.0.extend(text.as_bytes());
        Some(())
    }

    fn count(&mut self, n: usize) -> Option<()> {
        self.0.extend(u32::try_from(n).ok()?.to_le_bytes());
        Some(())
    }
}

type Entry = fn(&mut Blob, &DeTable<'_>) -> Option<()>;

fn known(entry: &DeTable<'_>, keys: &[&str]) -> Option<()> {
    entry.keys().all(|key| keys.contains(&key.get_ref().as_ref())).then_some(())
}

fn words<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    value.get_ref().as_str().filter(|text| !text.trim().is_empty())
}
