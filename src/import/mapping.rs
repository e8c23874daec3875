//! What the columns of a source mean, as a file: built-in presets and the user's own are the same thing.

use std::collections::BTreeMap;

use toml_edit::{Array, DocumentMut, Item, Table as TomlTable, value};

use super::{
    columns::{Content, Field},
    source::Table,
};

/// How to read one kind of source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    /// What it is called.
    pub name: String,
    /// What it is for, in words.
    pub about: String,
    /// Sets of headings by one of which such a source is recognised.
    pub signature: Vec<Vec<String>>,
    /// How many columns a source without a heading has.
    pub width: Option<usize>,
    /// The grammar of prerequisite texts.
    pub grammar: Option<String>,
    /// Where in a JSON document the records are.
    pub records: Vec<String>,
    /// The encoding.
    pub encoding: Option<String>,
    /// The delimiter.
    pub delimiter: Option<char>,
    /// Whether there is a heading.
    pub header: Option<bool>,
    /// What one credit is in hours of work, where the source says.
    pub hours_per_credit: Option<f64>,
    /// The words in a summary after which prerequisites stand.
    pub prerequisites_after: Option<String>,
    /// Columns by field, by name or by number from 1.
    pub columns: BTreeMap<Field, Vec<String>>,
    /// What every course of the source is.
    pub constants: BTreeMap<Field, String>,
    /// Codes that stand for one of several courses, such as a requirement group.
    pub groups: BTreeMap<String, Vec<String>>,
    /// Whether columns it does not name are proposed too.
    pub proposes: bool,
}

/// The presets that come with the program: name and text.
const PRESETS: &[(&str, &str)] = &[
    ("coursera", include_str!("presets/coursera.toml")),
    ("edx", include_str!("presets/edx.toml")),
    ("exercism", include_str!("presets/exercism.toml")),
    ("generic", include_str!("presets/generic.toml")),
    ("ibm", include_str!("presets/ibm.toml")),
    ("itu", include_str!("presets/itu.toml")),
    ("kuali", include_str!("presets/kuali.toml")),
    ("mit", include_str!("presets/mit.toml")),
    ("ossu", include_str!("presets/ossu.toml")),
    ("rpi", include_str!("presets/rpi.toml")),
    ("ucsd", include_str!("presets/ucsd.toml")),
    ("udemy", include_str!("presets/udemy.toml")),
    ("uw", include_str!("presets/uw.toml")),
];

/// The names of the presets that come with the program.
pub fn preset_names() -> impl Iterator<Item = &'static str> {
    PRESETS.iter().map(|(name, _)| *name)
}

/// A preset that comes with the program.
pub fn preset(name: &str) -> Option<Mapping> {
    let (_, text) = PRESETS.iter().find(|(n, _)| *n == name)?;
    Mapping::parse(text).ok()
}

/// The preset whose signature a heading carries, or whose records a JSON document has.
pub fn recognised(columns: &[String], named: bool) -> Option<Mapping> {
    PRESETS.iter().filter_map(|(name, _)| preset(name)).find(|p| {
        let has = |set: &Vec<String>| set.iter().all(|s| columns.iter().any(|c| c.eq_ignore_ascii_case(s)));
        named && p.signature.iter().any(has)
    })
}

/// The preset for a table without a heading whose every column holds what the preset says of it.
pub fn recognised_bare(table: &Table, delimiter: Option<char>) -> Option<Mapping> {
    let mut contents = None;
    PRESETS.iter().filter_map(|(name, _)| preset(name)).find(|p| {
        if table.named || p.width != Some(table.columns.len()) || p.delimiter != delimiter {
            return false;
        }
        let contents: &Vec<Content> =
            contents.get_or_insert_with(|| (0..table.columns.len()).map(|c| Content::of(table, c, 300)).collect());
        p.columns.iter().all(|(field, names)| {
            let content = names.iter().filter_map(|n| contents.get(n.parse::<usize>().ok()?.checked_sub(1)?)).next();
            content.is_some_and(|c| {
                c.fits(*field)
                    && (*field != Field::Id || c.codes > 0.7)
                    && (*field != Field::Prerequisites || c.mentions > 0.5)
            })
        })
    })
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let document: DocumentMut = text.parse().map_err(|why: toml_edit::TomlError| why.message().to_owned())?;
        let mut out = Self { proposes: true, ..Self::default() };
        for (key, item) in document.iter() {
            let text = || item.as_str().map(str::to_owned).ok_or_else(|| format!("`{key}` is a text"));
            match key {
                "name" => out.name = text()?,
                "about" => out.about = text()?,
                "grammar" => out.grammar = Some(text()?),
                "encoding" => out.encoding = Some(text()?),
                "delimiter" => out.delimiter = text()?.chars().next(),
                "prerequisites_after" => out.prerequisites_after = Some(text()?),
                "header" => out.header = Some(item.as_bool().ok_or("`header` is true or false")?),
                "proposes" => out.proposes = item.as_bool().ok_or("`proposes` is true or false")?,
                "hours_per_credit" => {
                    let hours = item.as_float().or(item.as_integer().map(|i| i as f64));
                    out.hours_per_credit =
                        Some(hours.filter(|h| (0.0..=1000.0).contains(h)).ok_or("`hours_per_credit` is a number")?);
                }
                "width" => out.width = item.as_integer().and_then(|w| usize::try_from(w).ok()),
                "records" => out.records = texts(item).ok_or("`records` is a list of texts")?,
                "signature" => {
                    let list = item.as_array().ok_or("`signature` is a list of lists of headings")?;
                    let sets = list.iter().map(|set| texts(&Item::Value(set.clone()))).collect::<Option<Vec<_>>>();
                    out.signature = sets.ok_or("`signature` is a list of lists of headings")?;
                }
                "columns" => {
                    for (field, item) in item.as_table_like().ok_or("`columns` is a table")?.iter() {
                        out.columns.insert(
                            named_field(field)?,
                            texts(item).ok_or_else(|| format!("`columns.{field}` names columns"))?,
                        );
                    }
                }
                "constants" => {
                    for (field, item) in item.as_table_like().ok_or("`constants` is a table")?.iter() {
                        let text = item.as_str().ok_or_else(|| format!("`constants.{field}` is a text"))?;
                        out.constants.insert(named_field(field)?, text.to_owned());
                    }
                }
                "groups" => {
                    for (code, item) in item.as_table_like().ok_or("`groups` is a table")?.iter() {
                        out.groups.insert(
                            code.to_owned(),
                            texts(item).ok_or_else(|| format!("`groups.{code}` names courses"))?,
                        );
                    }
                }
                other => return Err(format!("`{other}` is no key of a mapping")),
            }
        }
        Ok(out)
    }

    /// The mapping as a file.
    pub fn to_toml(&self) -> String {
        let mut document = DocumentMut::new();
        let mut put = |key: &str, text: &Option<String>| {
            if let Some(text) = text {
                document[key] = value(text.as_str());
            }
        };
        put("name", &Some(self.name.clone()));
        put("about", &Some(self.about.clone()).filter(|a| !a.is_empty()));
        put("grammar", &self.grammar);
        put("encoding", &self.encoding);
        put("delimiter", &self.delimiter.map(String::from));
        put("prerequisites_after", &self.prerequisites_after);
        if let Some(header) = self.header {
            document["header"] = value(header);
        }
        if !self.proposes {
            document["proposes"] = value(false);
        }
        if let Some(hours) = self.hours_per_credit {
            document["hours_per_credit"] = value(hours);
        }
        let list = |texts: &[String]| texts.iter().map(String::as_str).collect::<Array>();
        if !self.records.is_empty() {
            document["records"] = value(list(&self.records));
        }
        let mut columns = TomlTable::new();
        for (field, names) in &self.columns {
            columns[field.word()] = match names.as_slice() {
                [one] => value(one.as_str()),
                many => value(list(many)),
            };
        }
        let mut constants = TomlTable::new();
        for (field, text) in &self.constants {
            constants[field.word()] = value(text.as_str());
        }
        let mut groups = TomlTable::new();
        for (code, of) in &self.groups {
            groups[code.as_str()] = value(list(of));
        }
        if !groups.is_empty() {
            document["groups"] = Item::Table(groups);
        }
        if !columns.is_empty() {
            document["columns"] = Item::Table(columns);
        }
        if !constants.is_empty() {
            document["constants"] = Item::Table(constants);
        }
        document.to_string()
    }

    /// `FIELD=COLUMN`, as `--map` takes it; a column of nothing leaves the field out.
    ///
    /// # Errors
    /// When there is no such field.
    pub fn map(&mut self, text: &str) -> Result<(), String> {
        let (field, column) = text.split_once('=').ok_or_else(|| format!("`{text}` is no FIELD=COLUMN"))?;
        let columns = column.split('+').map(|c| c.trim().to_owned()).filter(|c| !c.is_empty()).collect();
        self.columns.insert(named_field(field)?, columns);
        Ok(())
    }
}

fn named_field(word: &str) -> Result<Field, String> {
    word.parse().map_err(|()| {
        let words: Vec<&str> = Field::ALL.iter().map(|f| f.word()).collect();
        format!("`{word}` is no field; the fields are {}", words.join(", "))
    })
}

/// A text, a number of a column, or a list of them.
fn texts(item: &Item) -> Option<Vec<String>> {
    let one = |v: &toml_edit::Value| v.as_str().map(str::to_owned).or_else(|| v.as_integer().map(|i| i.to_string()));
    match item.as_value()? {
        toml_edit::Value::Array(list) => list.iter().map(one).collect(),
        single => one(single).map(|t| vec![t]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_reads_and_writes_back() {
        for name in preset_names() {
            let preset = preset(name).unwrap_or_else(|| panic!("{name} does not parse"));
            assert_eq!(preset.name, name);
            let again = Mapping::parse(&preset.to_toml()).expect("its own form");
            assert_eq!((again.columns, again.constants), (preset.columns, preset.constants));
            if let Some(grammar) = preset.grammar {
                assert!(crate::import::language::Grammar::named(&grammar).is_some(), "{grammar}");
            }
        }
    }

    #[test]
    fn a_slip_in_a_mapping_is_told() {
        assert!(Mapping::parse("colums = {}").is_err_and(|e| e.contains("colums")));
        assert!(Mapping::parse("[columns]\nhoures = \"h\"").is_err_and(|e| e.contains("houres")));
        assert!(Mapping::default().map("title").is_err());
    }
}
