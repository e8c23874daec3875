//! The language of prerequisites: one tokenizer and one precedence-climbing parser, with a grammar for each way catalogs
//! have of writing. HTML lists and trees of JSON are read into the same form.
//!
//! What asks for no course (a permission, a standing, a test) never loosens what does: it is kept in the notes.

mod codes;
mod grammar;
mod html;
mod json;
mod lexer;
mod parser;
mod pattern;
mod quantified;
mod raw;
mod skip;
mod token;
mod tree;

pub use grammar::{GRAMMARS, Grammar};
pub use tree::{Span, Tree, all, any, folded};

/// Longest text that is read, in characters.
pub const MAX_PREREQUISITE_CHARS: usize = 20_000;

/// Something a text says beyond courses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// In words: `or:permission`, `grade: …`, `recommended: …`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What a prerequisite text says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// What must be completed before; `None` asks for no course.
    pub tree: Option<Tree>,
    /// What must be completed before or taken at the same time.
    pub coreq: Option<Tree>,
    /// What the text says beyond courses.
    pub notes: Vec<Remark>,
    /// Why it could not be read, if it could not.
    pub unread: Option<&'static str>,
}

impl Reading {
    fn of(tree: Option<Tree>, notes: Vec<(String, Span)>) -> Self {
        let (tree, coreq) = tree.map_or((None, None), Tree::parted);
        let mut out: Vec<Remark> = Vec::new();
        for (text, span) in notes {
            if !out.iter().any(|n| n.text == text) {
                out.push(Remark { text, span });
            }
        }
        Self { tree, coreq, notes: out, unread: None }
    }

    fn unread(why: &'static str, chars: usize) -> Self {
        let note = Remark { text: format!("unread: {why}"), span: 0..chars };
        Self { tree: None, coreq: None, notes: vec![note], unread: Some(why) }
    }

    /// The form of `data/prereq-text`: `{tree, coreq, notes}`.
    pub fn to_json(&self) -> serde_json::Value {
        let tree = |t: &Option<Tree>| t.as_ref().map_or(serde_json::Value::Null, Tree::to_json);
        let notes: Vec<&str> = self.notes.iter().map(|n| n.text.as_str()).collect();
        serde_json::json!({ "tree": tree(&self.tree), "coreq": tree(&self.coreq), "notes": notes })
    }

    /// Whether it asks for any course at all.
    pub fn asks(&self) -> bool {
        self.tree.is_some() || self.coreq.is_some()
    }
}

/// Reads a text, an HTML fragment or a tree of JSON. Without a grammar the text's own look decides.
pub fn read_prerequisites(text: &str, grammar: Option<&Grammar>) -> Reading {
    let chars = text.chars().count();
    if chars > MAX_PREREQUISITE_CHARS {
        return Reading::unread("longer than 20,000 characters", chars);
    }
    let trimmed = text.trim();
    if is_nothing(trimmed) {
        return Reading::default();
    }
    if let Some(value) = json::tree_text(trimmed) {
        return json::read(&value, grammar);
    }
    if html::is_markup(trimmed) {
        return html::read(trimmed, grammar);
    }
    let guessed;
    let grammar = match grammar {
        Some(grammar) => grammar,
        None => {
            guessed = Grammar::guessed(text);
            &guessed
        }
    };
    read_plain(text, grammar)
}

/// Reads a tree that is JSON already.
pub fn read_structure(value: &serde_json::Value, grammar: Option<&Grammar>) -> Reading {
    json::read(value, grammar)
}

fn read_plain(text: &str, grammar: &Grammar) -> Reading {
    let tokens = lexer::tokens(text, grammar);
    let (tree, heard) = parser::parse(&tokens, grammar);
    if heard.too_deep {
        return Reading::unread("brackets nested too deep", text.chars().count());
    }
    Reading::of(tree, heard.notes)
}

/// Words for "there is none".
fn is_nothing(text: &str) -> bool {
    let low = text.trim_end_matches(['.', ' ']).to_lowercase();
    matches!(
        low.as_str(),
        "" | "none"
            | "no"
            | "n/a"
            | "na"
            | "-"
            | "–"
            | "—"
            | "yok"
            | "nil"
            | "null"
            | "nan"
            | "ingen"
            | "keine"
            | "aucun"
            | "[]"
            | "{}"
            | "none listed"
            | "no prerequisites"
            | "no prerequisite"
            | "not applicable"
            | "no prerequisites required"
            | "none required"
    )
}

/// The text of an HTML fragment without its markup.
pub fn plain_markup(text: &str) -> String {
    html::plain(text, " ")
}
