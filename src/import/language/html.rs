//! Prerequisites written as nested HTML lists, as Kuali catalogs do: the nesting is the structure.

use super::{
    Reading,
    grammar::Grammar,
    lexer,
    parser::{counted, parse},
    tree::{Span, Tree, all, any},
};

/// Deepest nesting of lists.
const MAX_DEPTH: usize = 40;

/// Whether a text is markup rather than prose with a `<` in it.
pub(super) fn is_markup(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name: String = rest.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let known = ["div", "ul", "ol", "li", "p", "span", "a", "b", "i", "em", "strong", "br", "td", "font", "sup"];
        if known.contains(&name.to_lowercase().as_str()) && rest.contains('>') {
            return true;
        }
    }
    false
}

/// A list item: what it says before its own list, the links in it, and the items of that list.
#[derive(Debug, Default)]
struct Item {
    head: String,
    links: Vec<String>,
    items: Vec<Item>,
    span: Span,
}

/// Reads a fragment.
pub(super) fn read(text: &str, grammar: Option<&Grammar>) -> Reading {
    let chars = text.chars().count();
    let Some(root) = items(text) else { return Reading::unread("lists nested too deep", chars) };
    let grammar = grammar.copied().unwrap_or_else(Grammar::generic);
    let mut notes = Vec::new();
    let has_course = has_course(&root);
    let (tree, _) = value(&root, &grammar, &mut notes, has_course);
    Reading::of(tree, notes)
}

/// The text of a fragment without its markup; blocks end with a semicolon.
pub(crate) fn plain(text: &str, between: &str) -> String {
    let mut out = String::new();
    scan(text, &mut |piece| match piece {
        Piece::Text(t, _) => out.push_str(&t),
        Piece::Tag("br" | "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4", ..) => {
            let open = out.trim_end();
            if !open.is_empty() && !open.ends_with([';', '.', ':']) {
                out.truncate(open.len());
                out.push_str(between);
            }
        }
        Piece::Tag(..) => {}
    });
    let text = out.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches([';', ' ']).to_owned()
}

enum Piece<'t> {
    Text(String, usize),
    /// Name, whether it closes, place in characters.
    Tag(&'t str, bool),
}

/// Gives every text and tag to `take`. Comments, scripts and styles are passed over.
fn scan(text: &str, take: &mut dyn FnMut(Piece<'_>)) {
    let mut rest = text;
    let mut at = 0usize;
    while !rest.is_empty() {
        let Some(open) = rest.find('<') else {
            take(Piece::Text(htmlize::unescape(rest).into_owned(), at));
            return;
        };
        if open > 0 {
            take(Piece::Text(htmlize::unescape(&rest[..open]).into_owned(), at));
            at += rest[..open].chars().count();
            rest = &rest[open..];
        }
        let end =
            if rest.starts_with("<!--") { rest.find("-->").map(|e| e + 3) } else { rest.find('>').map(|e| e + 1) };
        let Some(end) = end else {
            take(Piece::Text(rest.to_owned(), at));
            return;
        };
        let inside = &rest[1..end - 1];
        let name: String = inside
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_lowercase();
        let mut end = end;
        if matches!(name.as_str(), "script" | "style") && !inside.starts_with('/') {
            end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
        } else if !name.is_empty() {
            take(Piece::Tag(&name, inside.starts_with('/')));
        }
        at += rest[..end].chars().count();
        rest = &rest[end..];
    }
}

fn items(text: &str) -> Option<Item> {
    // The open items from the outside in, each with the number of lists open when it began.
    let mut stack: Vec<(Item, usize)> = vec![(Item::default(), 0)];
    let mut lists = 0usize;
    let mut link: Option<String> = None;
    let mut deep = false;
    let close = |stack: &mut Vec<(Item, usize)>| {
        if stack.len() > 1
            && let Some((done, _)) = stack.pop()
            && let Some((parent, _)) = stack.last_mut()
        {
            parent.items.push(done);
        }
    };
    scan(text, &mut |piece| match piece {
        Piece::Text(text, at) => {
            if let Some(link) = &mut link {
                link.push_str(&text);
            }
            if let Some((item, _)) = stack.last_mut()
                && (item.items.is_empty() || item.head.is_empty())
            {
                if item.head.is_empty() {
                    item.span = at..at;
                }
                item.head.push_str(&text);
                item.span.end = at + text.chars().count();
            }
        }
        Piece::Tag("ul" | "ol", false) => lists += 1,
        Piece::Tag("ul" | "ol", true) => {
            // An item that was never closed ends with its list.
            while stack.len() > 1 && stack.last().is_some_and(|(_, at)| *at >= lists) {
                close(&mut stack);
            }
            lists = lists.saturating_sub(1);
        }
        Piece::Tag("li", false) => {
            while stack.len() > 1 && stack.last().is_some_and(|(_, at)| *at >= lists) {
                close(&mut stack);
            }
            deep |= stack.len() > MAX_DEPTH;
            if !deep {
                stack.push((Item::default(), lists));
            }
        }
        Piece::Tag("li", true) => close(&mut stack),
        Piece::Tag("a", false) => link = Some(String::new()),
        Piece::Tag("a", true) => {
            if let (Some(link), Some((item, _))) = (link.take(), stack.last_mut()) {
                item.links.push(link.trim().to_owned());
            }
        }
        Piece::Tag("br" | "p" | "div", _) => {
            if let Some((item, _)) = stack.last_mut()
                && item.items.is_empty()
                && item.head.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ')')
            {
                item.head.push_str("; ");
            }
        }
        Piece::Tag(..) => {}
    });
    while stack.len() > 1 {
        close(&mut stack);
    }
    stack.pop().map(|(root, _)| root).filter(|_| !deep)
}

fn has_course(item: &Item) -> bool {
    item.links.iter().any(|l| is_code(l)) || item.items.iter().any(has_course)
}

fn is_code(text: &str) -> bool {
    text.len() <= 24 && text.chars().any(|c| c.is_ascii_digit()) && text.chars().any(|c| c.is_ascii_uppercase())
}

/// What an item asks for, and whether it begins with *or*.
fn value(item: &Item, grammar: &Grammar, notes: &mut Vec<(String, Span)>, has_course: bool) -> (Option<Tree>, bool) {
    let head = item.head.split_whitespace().collect::<Vec<_>>().join(" ");
    let head = head.trim_matches([';', ' ']).to_owned();
    let low = head.to_lowercase();
    let or = low.starts_with("or ");
    if item.items.is_empty() {
        if let [link] = item.links.as_slice()
            && is_code(link)
        {
            return (Some(Tree::code(link.clone(), item.span.clone())), or);
        }
        return (prose(&head, item, grammar, notes, or, has_course), or);
    }
    let told = Head::of(&low);
    let mut parts: Vec<Option<Tree>> = Vec::new();
    for child in &item.items {
        let (tree, or) = value(child, grammar, notes, has_course);
        match parts.pop() {
            Some(before) if or && tree.is_some() => parts.push(any([before, tree])),
            before => {
                parts.extend(before);
                parts.push(tree);
            }
        }
    }
    if let Some(why) = told.skip {
        notes.push((format!("{why}: {head}"), item.span.clone()));
        return (None, or);
    }
    let tree = counted(told.n, parts);
    let tree = if told.beside { tree.map(|t| t.marked(true)) } else { tree };
    let before = if told.heading { None } else { prose(&head, item, grammar, notes, or, has_course) };
    (all([before, tree]), or)
}

fn prose(
    head: &str,
    item: &Item,
    grammar: &Grammar,
    notes: &mut Vec<(String, Span)>,
    or: bool,
    has_course: bool,
) -> Option<Tree> {
    if head.is_empty() {
        return None;
    }
    let tokens = lexer::tokens(head, grammar);
    let (tree, heard) = parse(&tokens, grammar);
    for (note, _) in heard.notes {
        // The permission is an alternative wherever the list says so, whatever the words within the item.
        let note = match note.as_str() {
            "permission only" if or || has_course => "or:permission".to_owned(),
            _ => note,
        };
        notes.push((note, item.span.clone()));
    }
    let shift = item.span.start;
    tree.map(|t| moved(t, shift))
}

fn moved(tree: Tree, by: usize) -> Tree {
    let many = |parts: Vec<Tree>| parts.into_iter().map(|p| moved(p, by)).collect();
    match tree {
        Tree::Code { code, span, beside } => Tree::Code { code, span: span.start + by..span.end + by, beside },
        Tree::All(parts) => Tree::All(many(parts)),
        Tree::Any(parts) => Tree::Any(many(parts)),
        Tree::AtLeast { n, of } => Tree::AtLeast { n, of: many(of) },
    }
}

/// What the words above a list say about it.
struct Head {
    /// How many of the items; all where nothing is said.
    n: Option<u32>,
    beside: bool,
    /// Whether the words are about the list and nothing else.
    heading: bool,
    skip: Option<&'static str>,
}

impl Head {
    fn of(low: &str) -> Self {
        let words: Vec<&str> =
            low.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|w| !w.is_empty()).collect();
        let number = words.windows(2).find_map(|w| {
            let of = matches!(w[1], "of" | "from") || w[1] == "course" || w[1] == "courses";
            if of { super::pattern::number(w[0]).or((w[0] == "any").then_some(1)) } else { None }
        });
        let has = |list: &[&str]| words.iter().any(|w| list.contains(w));
        let every = has(&["all", "each", "both"]);
        let units = has(&["units", "credits", "hours", "unit"]) && number.is_none_or(|_| !has(&["course", "courses"]));
        let skip = if has(&["not", "cannot", "exclusion"]) {
            Some("excludes")
        } else if has(&["recommended", "advised"]) {
            Some("recommended")
        } else if units {
            Some("credits")
        } else {
            None
        };
        let heading = words.is_empty()
            || has(&[
                "complete",
                "completed",
                "following",
                "concurrently",
                "enrolled",
                "of",
                "from",
                "earned",
                "prerequisites",
                "prerequisite",
            ])
            || low.starts_with("or");
        Self {
            n: if every { None } else { number },
            beside: has(&["concurrently", "concurrent", "corequisite"]),
            heading,
            skip,
        }
    }
}
