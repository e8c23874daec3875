//! Readers of the formats, made of other people's parsers where there are any.

use std::collections::{BTreeMap, BTreeSet};

use layout::gv::{DotParser, parser::ast::Stmt};

/// Events by their UID: properties by name, parameters included, with texts as they read.
pub fn calendar(text: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut calendars: Vec<_> =
        ical::IcalParser::new(text.as_bytes()).collect::<Result<_, _>>().expect("a calendar by RFC 5545");
    assert_eq!(calendars.len(), 1);
    let calendar = calendars.remove(0);
    for required in ["VERSION", "PRODID"] {
        assert_eq!(calendar.properties.iter().filter(|p| p.name == required).count(), 1, "{required}");
    }
    assert!(calendar.todos.is_empty() && calendar.alarms.is_empty() && calendar.journals.is_empty());
    let mut events = BTreeMap::new();
    for event in calendar.events {
        let mut properties = BTreeMap::new();
        for property in event.properties {
            let mut name = property.name;
            for (key, values) in property.params.into_iter().flatten() {
                name += &format!(";{key}={}", values.join(","));
            }
            let twice = properties.insert(name.clone(), plain(&property.value.unwrap_or_default()));
            assert_eq!(twice, None, "{name}");
        }
        let uid = properties["UID"].clone();
        assert!(events.insert(uid, properties).is_none(), "one event for one name");
    }
    events
}

/// A TEXT value without its escapes (RFC 5545, 3.3.11); one that is not escaped as it must be fails.
fn plain(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("\\{other:?} is no escape in {value}"),
            },
            ';' | ',' => panic!("bare {c} in {value}"),
            c => out.push(c),
        }
    }
    out
}

/// Records by column name.
pub fn sheet(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().expect("records of one length")
}

/// Nodes in order with their labels, and edges.
pub struct Graph {
    pub labels: Vec<(String, String)>,
    pub edges: Vec<(String, String)>,
}

/// A graph in the DOT language.
pub fn dot(text: &str) -> Graph {
    let parsed = DotParser::new(text).process().expect("a graph in the DOT language");
    let mut graph = Graph { labels: Vec::new(), edges: Vec::new() };
    for stmt in parsed.list.list {
        match stmt {
            Stmt::Node(node) => {
                let label = node.list.iter().find(|(key, _)| key == "label").expect("a label").1.clone();
                graph.labels.push((node.id.name, label));
            }
            Stmt::Edge(edge) => {
                graph.edges.extend(edge.to.into_iter().map(|(to, _)| (edge.from.name.clone(), to.name)));
            }
            Stmt::Attribute(_) => {}
            Stmt::SubGraph(_) => panic!("nothing is nested"),
        }
    }
    graph
}

/// A flowchart as this program writes them: nodes `id["text"]` or `id(["text"])`, edges `a --> b`.
pub fn mermaid(text: &str) -> Graph {
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("flowchart LR"));
    let mut graph = Graph { labels: Vec::new(), edges: Vec::new() };
    let word = |text: &str| {
        let sound = !text.is_empty() && text != "end" && text.chars().all(|c| c.is_ascii_alphanumeric());
        assert!(sound, "{text} is no id");
        text.to_owned()
    };
    for line in lines {
        let line = line.trim();
        if let Some((from, to)) = line.split_once(" --> ") {
            graph.edges.push((word(from), word(to)));
            continue;
        }
        let (id, rest) = line.split_at(line.find(['[', '(']).expect("a node"));
        let inner = (rest.strip_prefix("([\"").and_then(|r| r.strip_suffix("\"])")))
            .or_else(|| rest.strip_prefix("[\"").and_then(|r| r.strip_suffix("\"]")))
            .expect("a quoted label");
        let shown: Vec<String> = inner.split("<br/>").map(entities).collect();
        graph.labels.push((word(id), shown.join("\n")));
    }
    graph
}

/// Text with `#35;` read as the character of that number; anything the language could take for its own fails.
fn entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('#') {
        let (before, entity) = rest.split_at(at);
        let (number, after) = entity[1..].split_once(';').expect("an entity");
        out.push_str(before);
        out.push(number.parse().ok().and_then(char::from_u32).expect("a character"));
        rest = after;
    }
    out.push_str(rest);
    let mut bare = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '#' => inside = true,
            ';' if inside => inside = false,
            c if !inside => bare.push(c),
            _ => {}
        }
    }
    assert!(!bare.contains(['"', '`', '<', '>', '[', ']', '{', '}', '|', ';', '%', '&', '*', '_', '~']), "{text}");
    out
}

/// A task as far as these tests look.
#[derive(serde::Deserialize)]
pub struct Task {
    pub uuid: String,
    pub status: String,
    pub description: String,
    pub entry: String,
    #[serde(default)]
    pub depends: BTreeSet<String>,
}

/// Tasks by their uuid.
pub fn tasks(text: &str) -> BTreeMap<String, Task> {
    let list: Vec<Task> = serde_json::from_str(text).expect("a list of tasks");
    let all: BTreeSet<String> = list.iter().map(|t| t.uuid.clone()).collect();
    assert_eq!(all.len(), list.len(), "one task for one name");
    for task in &list {
        assert!(task.entry.len() == 16 && task.entry.ends_with('Z'), "{}", task.entry);
        assert!(task.depends.iter().all(|d| all.contains(d)), "{} waits for nobody", task.uuid);
    }
    list.into_iter().map(|t| (t.uuid.clone(), t)).collect()
}

/// The items of a checklist: ticked or not, and the title.
pub fn checklist(text: &str) -> Vec<(bool, String)> {
    (text.lines())
        .filter_map(|line| {
            let (tick, rest) = if let Some(rest) = line.strip_prefix("- [x] ") {
                (true, rest)
            } else {
                (false, line.strip_prefix("- [ ] ")?)
            };
            let (title, _) = rest.strip_prefix("**").expect("a title")[..].rsplit_once("** (").expect("and facts");
            Some((tick, without_backslashes(title)))
        })
        .collect()
}

fn without_backslashes(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\\' { out.extend(chars.next()) } else { out.push(c) }
    }
    out
}
