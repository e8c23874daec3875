//! The import rules and the layout of the tree, checked by reading the sources as text.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const ENGINES: &[&str] = &["search", "path", "gap", "recommend", "models", "lab", "audit", "progress", "import"];
/// Everything above the engines.
const ABOVE: &[&str] = &["advisor", "phrase", "store", "cli", "app", "tui"];
/// What reads a clock, the environment, a disk or a terminal.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::io::stdout",
    "std::io::stdin",
    "std::time::SystemTime",
    "jiff::Zoned",
    "jiff::Timestamp",
];

/// Which modules of ours a module must not name.
fn forbidden(module: &str) -> Vec<&'static str> {
    match module {
        "domain" => ENGINES.iter().chain(ABOVE).copied().collect(),
        m if ENGINES.contains(&m) => ABOVE.to_vec(),
        "advisor" => vec!["phrase", "store", "cli", "app", "tui"],
        "phrase" => vec!["advisor", "store", "cli", "app", "tui"],
        "store" => vec!["cli", "app", "tui"],
        "app" => vec!["store", "cli", "tui"],
        "cli" => vec!["app"],
        _ => Vec::new(),
    }
}

/// Crates only one module may name.
const KEPT: &[(&str, &str)] = &[("ratatui", "tui"), ("crossterm", "tui"), ("clap", "cli"), ("directories", "store")];

/// Every rule a file breaks. `module` is the path of the module, such as `["cli", "error"]`.
fn violations(module: &[&str], source: &str) -> Vec<String> {
    let top = module.first().copied().unwrap_or("lib");
    let named = paths(&without_tests(&code_only(source)), module);
    let mut broken = Vec::new();
    for path in &named {
        let mut parts = path.split("::");
        match parts.next() {
            Some("crate") => {
                if let Some(target) = parts.next().filter(|t| forbidden(top).contains(t)) {
                    broken.push(format!("{top} names {target} ({path})"));
                }
            }
            Some(krate) => {
                if let Some((_, owner)) = KEPT.iter().find(|(k, owner)| *k == krate && *owner != top) {
                    broken.push(format!("{top} names {krate}, which only {owner} may ({path})"));
                }
            }
            None => {}
        }
        let pure = top == "app" || top == "domain" || ENGINES.contains(&top) || top == "phrase" || top == "advisor";
        if pure && OUTSIDE.iter().any(|o| path == o || path.starts_with(&format!("{o}::"))) {
            broken.push(format!("{top} looks outside ({path})"));
        }
        if top != "store" && path.starts_with("std::fs") {
            broken.push(format!("{top} touches the disk ({path})"));
        }
    }
    broken.sort();
    broken.dedup();
    broken
}

/// The source without comments, strings and characters, which could look like code.
fn code_only(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut i = 0;
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    while i < chars.len() {
        match (at(i), at(i + 1)) {
            ('/', '/') => {
                while i < chars.len() && at(i) != '\n' {
                    i += 1;
                }
            }
            ('/', '*') => {
                let mut depth = 0;
                loop {
                    match (at(i), at(i + 1)) {
                        ('/', '*') => (depth, i) = (depth + 1, i + 2),
                        ('*', '/') => (depth, i) = (depth - 1, i + 2),
                        _ => i += 1,
                    }
                    if depth == 0 || i >= chars.len() {
                        break;
                    }
                }
            }
            ('r', '"' | '#') if !out.ends_with(|c: char| c.is_alphanumeric() || c == '_') => {
                let hashes = chars[i + 1..].iter().take_while(|c| **c == '#').count();
                if at(i + 1 + hashes) != '"' {
                    out.push('r');
                    i += 1;
                    continue;
                }
                i += 2 + hashes;
                while i < chars.len() && !(at(i) == '"' && (1..=hashes).all(|h| at(i + h) == '#')) {
                    i += 1;
                }
                i += 1 + hashes;
                out.push_str("\"\"");
            }
            ('"', _) => {
                i += 1;
                while i < chars.len() && at(i) != '"' {
                    i += if at(i) == '\\' { 2 } else { 1 };
                }
                i += 1;
                out.push_str("\"\"");
            }
            // A character, not a lifetime: 'x' or '\…'.
            ('\'', '\\') => {
                i += 3;
                while i < chars.len() && at(i) != '\'' {
                    i += 1;
                }
                i += 1;
            }
            ('\'', _) if at(i + 2) == '\'' => i += 3,
            (c, _) => {
                out.push(c);
                i += 1;
            }
        }
    }
    out
}

/// Without the blocks under `#[cfg(test)]`, which may use what they like.
fn without_tests(code: &str) -> String {
    let mut out = String::new();
    let mut rest = code;
    while let Some(start) = rest.find("#[cfg(test)]") {
        out.push_str(&rest[..start]);
        let block = &rest[start..];
        let (brace, semicolon) = (block.find('{'), block.find(';'));
        let end = match (brace, semicolon) {
            (Some(b), s) if s.is_none_or(|s| b < s) => {
                let mut depth = 0;
                block[b..].char_indices().find_map(|(i, c)| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    (depth == 0).then_some(b + i + 1)
                })
            }
            (_, s) => s.map(|s| s + 1),
        };
        rest = end.map_or("", |e| &block[e..]);
    }
    out + rest
}

/// Every `a::b` path in the code, use trees spelt out, `self` and `super` resolved to `crate::…`.
fn paths(code: &str, module: &[&str]) -> BTreeSet<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in code.chars().chain([' ']) {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        if !c.is_whitespace() {
            tokens.push(c.to_string());
        }
    }
    let mut found = BTreeSet::new();
    let mut i = 0;
    while i < tokens.len() {
        let starts = tokens[i].chars().all(|c| c.is_alphanumeric() || c == '_');
        let joined = tokens.get(i + 1).is_some_and(|t| t == ":") && tokens.get(i + 2).is_some_and(|t| t == ":");
        if starts && (joined || i.checked_sub(1).is_some_and(|p| tokens[p] == "use")) {
            i = tree(&tokens, i, &[], &mut found);
        } else {
            i += 1;
        }
    }
    found.into_iter().map(|path| absolute(&path, module)).collect()
}

/// Reads one path or use tree at `i`; returns the place after it.
fn tree(tokens: &[String], mut i: usize, prefix: &[String], found: &mut BTreeSet<String>) -> usize {
    let mut path = prefix.to_vec();
    loop {
        match tokens.get(i).map(String::as_str) {
            Some("{") => {
                i += 1;
                while tokens.get(i).is_some_and(|t| t != "}") {
                    if tokens[i] == "," {
                        i += 1;
                        continue;
                    }
                    i = tree(tokens, i, &path, found);
                }
                return i + 1;
            }
            Some(word) if word != "}" && word != "," && word != ";" => {
                path.push(word.to_owned());
                i += 1;
            }
            _ => break,
        }
        if tokens.get(i).is_some_and(|t| t == ":") && tokens.get(i + 1).is_some_and(|t| t == ":") {
            i += 2;
        } else {
            break;
        }
    }
    found.insert(path.join("::"));
    if tokens.get(i).is_some_and(|t| t == "as") {
        i += 2;
    }
    i
}

fn absolute(path: &str, module: &[&str]) -> String {
    let mut parts: Vec<&str> = path.split("::").collect();
    let mut here: Vec<&str> = std::iter::once("crate").chain(module.iter().copied()).collect();
    if !matches!(parts[0], "self" | "super") {
        return path.to_owned();
    }
    while let Some(first) = parts.first().copied().filter(|f| matches!(*f, "self" | "super")) {
        if first == "super" {
            here.pop();
        }
        parts.remove(0);
    }
    here.extend(parts);
    here.join("::")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(dir: &Path, out: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<_> = fs::read_dir(dir).expect("readable").map(|e| e.expect("entry").path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                out.push((path, text));
            }
        }
    }
    let mut out = Vec::new();
    walk(&root().join("src"), &mut out);
    out
}

/// `src/cli/error.rs` is `["cli", "error"]`, `src/cli/mod.rs` is `["cli"]`.
fn module_of(file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(root().join("src")).expect("under src").with_extension("");
    let mut parts: Vec<_> = inside.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|l| l == "mod" || l == "lib") {
        parts.pop();
    }
    parts
}

#[test]
fn imports_go_one_way() {
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let module = module_of(&file);
        // The build script and the program itself are outside the layers.
        if matches!(module.first().map(String::as_str), None | Some("build" | "main")) {
            continue;
        }
        let names: Vec<_> = module.iter().map(String::as_str).collect();
        broken.extend(violations(&names, &text).into_iter().map(|v| format!("{}: {v}", file.display())));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_import_check_can_fail() {
    let broken = |module: &[&str], source: &str| !violations(module, source).is_empty();
    assert!(broken(&["domain", "course"], "use crate::path::Plan;"));
    assert!(broken(&["path"], "use crate::{domain::Level, store::{self, Paths}};"));
    assert!(broken(&["path", "solve"], "use super::super::cli::error::CliError;"));
    assert!(broken(&["app"], "fn f() { let x = std::env::var(\"HOME\"); }"));
    assert!(broken(&["app"], "fn f() { let now = jiff::Zoned::now(); }"));
    assert!(broken(&["app"], "use ratatui::layout::Rect;"));
    assert!(broken(&["app", "state"], "use crate::{app::x, domain::{self as d, Level}, tui::theme};"));
    assert!(broken(&["cli"], "use crossterm::{terminal::size as s};"));
    assert!(broken(&["cli"], "fn f() -> String { std::fs::read_to_string(p) }"));
    assert!(broken(&["gap"], "fn f(a: &crate::advisor::Advisor) {}"));

    assert!(!broken(&["domain"], "// use crate::path::Plan;\n/* crate::store */ const A: &str = \"crate::store\";"));
    assert!(!broken(&["domain"], "#[cfg(test)]\nmod tests { use crate::path::Plan; }\nuse super::Level;"));
    assert!(!broken(&["path"], "fn f<'a>(x: &'a str) -> char { let c = '\\''; '\"' } use super::gap;"));
    assert!(!broken(&["tui", "view"], "use ratatui::Frame; use crate::app::State;"));
    assert!(!broken(&["store"], "use std::fs; const A: &str = r#\"use crate::cli\"#;"));
    // What follows a test block still counts.
    assert!(broken(&["domain"], "#[cfg(test)]\nmod tests { fn a() {} }\nuse crate::path::Plan;"));
}

#[test]
fn files_say_what_they_are_and_stay_small() {
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let name = file.display();
        let lines = text.lines().count();
        if !text.starts_with("//!") {
            broken.push(format!("{name}: no module doc line on top"));
        }
        if lines > 500 {
            broken.push(format!("{name}: {lines} lines"));
        }
        if file.ends_with("src/main.rs") && lines > 40 {
            broken.push(format!("{name}: more than 40 lines"));
        }
        let code = code_only(&text);
        for banned in ["#[allow(", "#![allow("] {
            if code.contains(banned) {
                broken.push(format!("{name}: {banned}…)] instead of expect with a reason"));
            }
        }
        if code.contains("Color::")
            && module_of(&file).first().is_some_and(|m| m == "tui")
            && module_of(&file).get(1).is_none_or(|m| m != "theme")
        {
            broken.push(format!("{name}: names a colour; only theme does"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn views_draw_with_the_glyphs_and_name_none() {
    let glyphs = "─│┌┐└┘├┤┬┴┼╭╮╰╯█▓▒░▌▏●◐◆⊘✓✗▲▼▴▾◂▸";
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let module = module_of(&file);
        let [top, second, ..] = &module[..] else { continue };
        // The graph has an alphabet of its own.
        let sets = second == "glyphs" || module.last().is_some_and(|m| m == "alphabet");
        let drawn = (top == "tui" && second == "view" || top == "app") && !sets;
        // Tests may say what they expect, comments what they mean.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        broken.extend(
            lines
                .filter(|(_, line)| drawn && line.contains(|c| glyphs.contains(c)))
                .map(|(i, line)| format!("{}:{}: {}", file.display(), i + 1, line.trim())),
        );
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_top_level_holds_what_belongs_there() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "README.md",
        "catalog",
        "src",
        "target",
        "tests",
    ];
    let strangers: Vec<_> = (fs::read_dir(root()).expect("readable"))
        .map(|e| e.expect("entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && !allowed.contains(&name.as_str()))
        .collect();
    assert!(strangers.is_empty(), "{strangers:?}");
}
