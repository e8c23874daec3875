//! Precedence climbing over tokens. Loosest first: sentences, semicolons, comma lists, the looser operator, the tighter
//! one, slashes, operands. Conditions without a course are parsed like courses and come out as nothing.

use super::{
    grammar::Grammar,
    token::{Beside, Class, Kind, Op, Token},
    tree::{Span, Tree, all, any, at_least, folded},
};

/// Deepest nesting of brackets.
const MAX_DEPTH: usize = 48;

/// What was found out beside the tree.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// What a reader should know, with its place.
    pub(super) notes: Vec<(String, Span)>,
    /// Whether it is nested too deep to be read.
    pub(super) too_deep: bool,
}

/// An expression, and what a list of which it is an item needs to know of it.
#[derive(Debug, Default, Clone)]
pub(super) struct Part {
    pub(super) tree: Option<Tree>,
    /// A bare course.
    plain: bool,
    /// Two or more courses joined by one operator and nothing else.
    infix: Option<Op>,
    /// The subject of the first course of such an infix.
    subject: Option<String>,
}

impl Part {
    fn of(tree: Option<Tree>) -> Self {
        Self { tree, ..Self::default() }
    }
}

pub(super) struct Parser<'t> {
    pub(super) tokens: &'t [Token],
    pub(super) at: usize,
    pub(super) grammar: &'t Grammar,
    pub(super) depth: usize,
    pub(super) heard: Heard,
    /// The operator read last: a condition without a course is noted as alternative or addition.
    pub(super) last_op: Op,
    pub(super) courses: bool,
}

/// Reads a whole text.
pub(super) fn parse(tokens: &[Token], grammar: &Grammar) -> (Option<Tree>, Heard) {
    let courses = tokens.iter().any(|t| matches!(t.kind, Kind::Course(_)));
    let mut parser = Parser { tokens, at: 0, grammar, depth: 0, heard: Heard::default(), last_op: Op::And, courses };
    let mut sentences: Vec<Option<Tree>> = Vec::new();
    loop {
        let lead = parser.lead();
        let tree = parser.segments();
        let again = lead.is_none() && tree.as_ref().is_some_and(|t| all_said(t, &sentences));
        match (lead, sentences.last_mut()) {
            (Some(Op::Or), Some(last)) if tree.is_some() => *last = any([last.take(), tree]),
            // "ECE 65 may be taken concurrently." says it of what was asked for before.
            _ if again => {
                let said: Vec<String> = tree.iter().flat_map(Tree::codes).map(folded).collect();
                sentences = sentences.into_iter().map(|s| s.map(|t| t.marked_among(&said))).collect();
            }
            _ => sentences.push(tree),
        }
        match parser.kind() {
            Some(Kind::Stop) => {
                parser.at += 1;
                parser.last_op = Op::And;
            }
            // A bracket that was never opened.
            Some(_) => {
                parser.note("unbalanced bracket");
                parser.at += 1;
            }
            None => break,
        }
    }
    (all(sentences), parser.heard)
}

/// Whether all of a tree may be taken at the same time, and all of it is asked for already.
fn all_said(tree: &Tree, sentences: &[Option<Tree>]) -> bool {
    let before: Vec<String> = sentences.iter().flatten().flat_map(Tree::codes).map(folded).collect();
    tree.wholly_beside() && tree.codes().iter().all(|c| before.contains(&folded(c)))
}

impl Parser<'_> {
    pub(super) fn kind(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|t| &t.kind)
    }
    pub(super) fn peek(&self, ahead: usize) -> Option<&Kind> {
        self.tokens.get(self.at + ahead).map(|t| &t.kind)
    }
    pub(super) fn note(&mut self, text: &str) {
        let span = self.tokens.get(self.at).or(self.tokens.last()).map_or(0..0, |t| t.span.clone());
        self.heard.notes.push((text.to_owned(), span));
    }
    /// An operator, if one comes next. Of several in a row the last counts.
    fn lead(&mut self) -> Option<Op> {
        let mut lead = None;
        while let Some(Kind::Op(op)) = self.kind() {
            lead = Some(*op);
            self.last_op = *op;
            self.at += 1;
        }
        lead
    }
    /// Whether an expression ends here.
    pub(super) fn ends(&self) -> bool {
        matches!(self.kind(), None | Some(Kind::Stop | Kind::Semi | Kind::Close | Kind::CloseBeside))
    }

    /// `a; b; or c`: all of what stands between semicolons; an *or* that closes them parts all before from all after.
    pub(super) fn segments(&mut self) -> Option<Tree> {
        let mut segments: Vec<(Option<Op>, Option<Tree>)> = Vec::new();
        loop {
            let lead = self.lead();
            let tree = self.list().tree;
            segments.push((lead, tree));
            if self.kind() != Some(&Kind::Semi) {
                break;
            }
            self.at += 1;
            self.last_op = Op::And;
        }
        segments.retain(|(_, tree)| tree.is_some());
        let closed = segments.iter().skip(1).rev().find_map(|(lead, _)| *lead) == Some(Op::Or)
            && segments.last().is_some_and(|(lead, _)| *lead != Some(Op::And));
        let mut groups: Vec<Vec<Option<Tree>>> = vec![Vec::new()];
        for (i, (lead, tree)) in segments.into_iter().enumerate() {
            let group = groups.last_mut().expect("never empty");
            match (lead, closed) {
                (Some(Op::Or), true) if i > 0 => groups.push(vec![tree]),
                (Some(Op::Or), false) if i > 0 => {
                    let before = group.pop().flatten();
                    group.push(any([before, tree]));
                }
                _ => group.push(tree),
            }
        }
        any(groups.into_iter().map(all))
    }

    /// `a, b, or c`.
    pub(super) fn list(&mut self) -> Part {
        let mut items: Vec<(Option<Op>, Part)> = Vec::new();
        loop {
            let lead = self.lead();
            if let Some(Kind::Beside(beside)) = self.kind() {
                let beside = *beside;
                self.at += 1;
                self.beside(beside, &mut items);
            } else {
                let part = self.loose();
                items.push((lead, part));
            }
            match self.kind() {
                Some(Kind::Comma) => {
                    self.at += 1;
                    self.last_op = Op::And;
                }
                _ if self.ends() => break,
                // An operand the grammar has no place for here: it is one more item.
                _ => {}
            }
            if self.ends() {
                break;
            }
        }
        self.combine(items)
    }

    /// "…, which may be taken concurrently": of the last item where the list goes on or asks for all, of all where it
    /// offers a choice.
    fn beside(&mut self, beside: Beside, items: &mut Vec<(Option<Op>, Part)>) {
        let goes_on = self.kind() == Some(&Kind::Comma) && !matches!(self.peek(1), None | Some(Kind::Remark(_)));
        if goes_on && beside != Beside::Group {
            if let Some((_, last)) = items.last_mut() {
                last.tree = last.tree.take().map(|t| t.marked(true));
            }
            return;
        }
        let mut part = self.combine(std::mem::take(items));
        part.tree = part.tree.map(|tree| match (beside, tree) {
            (Beside::That { must: false }, Tree::All(mut parts)) => {
                if let Some(last) = parts.pop() {
                    parts.push(last.marked(true));
                }
                Tree::All(parts)
            }
            (_, tree) => tree.marked(true),
        });
        items.push((None, Part::of(part.tree)));
    }

    fn combine(&mut self, mut items: Vec<(Option<Op>, Part)>) -> Part {
        if items.len() < 2 {
            return items.pop().map(|(_, part)| part).unwrap_or_default();
        }
        let last_lead = items.last().and_then(|(lead, _)| *lead);
        let empty_end = items.last().is_some_and(|(_, part)| part.tree.is_none());
        if empty_end && last_lead == Some(Op::Or) {
            let before_closes = items[..items.len() - 1].iter().skip(1).any(|(lead, _)| lead.is_some());
            let many = items.iter().filter(|(_, part)| part.tree.is_some()).count() > 1;
            if before_closes || self.grammar.permission_closes_nothing {
                items.pop();
                return self.combine(items);
            }
            if many {
                self.note("ambiguous: a list that only `or` and a permission close, read as one of them");
            }
        } else if empty_end && last_lead.is_none() {
            items.pop();
            return self.combine(items);
        }
        if self.grammar.comma_is_and {
            return Part::of(joined(items, Op::And));
        }
        let kind = match last_lead {
            Some(op) => op,
            None => self.closed_within(&items).unwrap_or(Op::And),
        };
        Part::of(joined(items, kind))
    }

    /// `A, B or C`: the operator within the last item closes a list of bare courses.
    fn closed_within(&mut self, items: &[(Option<Op>, Part)]) -> Option<Op> {
        let (_, last) = items.last()?;
        let op = last.infix?;
        let bare = items[..items.len() - 1].iter().all(|(lead, part)| part.plain && lead.is_none());
        if !bare {
            return None;
        }
        if op == Op::Or {
            let first = items[0].1.tree.as_ref().and_then(subject);
            if !self.grammar.loose_close && first != last.subject {
                self.note("ambiguous: `A, B or C` of different subjects, read as A and one of the others");
                return None;
            }
            self.note("ambiguous: `A, B or C`, read as one of them");
        }
        Some(op)
    }

    /// Operators, the looser one outside.
    pub(super) fn loose(&mut self) -> Part {
        let (tight, loose) = if self.grammar.or_first { (Op::Or, Op::And) } else { (Op::And, Op::Or) };
        self.infix(loose, &mut |p| p.infix(tight, &mut Self::slashes))
    }

    fn infix(&mut self, op: Op, inner: &mut dyn FnMut(&mut Self) -> Part) -> Part {
        let first = inner(self);
        let mut parts = vec![first];
        while self.kind() == Some(&Kind::Op(op)) {
            self.lead();
            if self.ends() || self.kind() == Some(&Kind::Comma) {
                break;
            }
            parts.push(inner(self));
        }
        if parts.len() == 1 {
            return parts.pop().unwrap_or_default();
        }
        let bare = parts.iter().all(|p| p.plain);
        let subject = parts[0].tree.as_ref().and_then(subject);
        let trees = parts.into_iter().map(|p| p.tree);
        let tree = if op == Op::And { all(trees) } else { any(trees) };
        Part { tree, plain: false, infix: bare.then_some(op), subject }
    }

    /// `a/b`: one course under several names, or one of them.
    pub(super) fn slashes(&mut self) -> Part {
        let first = self.operand();
        if self.kind() != Some(&Kind::Slash) {
            return first;
        }
        let mut parts = vec![first.tree];
        while self.kind() == Some(&Kind::Slash) {
            self.at += 1;
            if self.ends() || self.kind() == Some(&Kind::Comma) {
                break;
            }
            parts.push(self.operand().tree);
        }
        Part { tree: any(parts), plain: first.plain, infix: None, subject: None }
    }

    /// A course with what stands by it, a bracket, a quantified list, a condition without a course.
    fn operand(&mut self) -> Part {
        let mut value = Part::default();
        let mut begun = false;
        while let Some(token) = self.tokens.get(self.at) {
            match &token.kind {
                Kind::Course(tree) => {
                    self.at += 1;
                    if value.tree.is_some() {
                        self.note("courses side by side without and/or, read as all");
                        value = Part::of(all([value.tree, Some(tree.clone())]));
                    } else {
                        let plain = matches!(tree, Tree::Code { .. }) && !begun;
                        value = Part { tree: Some(tree.clone()), plain, infix: None, subject: None };
                    }
                }
                Kind::Phrase(class) | Kind::Remark(class) => {
                    let (class, text, span) = (*class, token.text.clone(), token.span.clone());
                    self.at += 1;
                    self.say(class, &text, span);
                }
                Kind::Open => value = self.bracket(value),
                Kind::OpenBeside => {
                    let inner = self.enclosed(&Kind::CloseBeside).1.map(|t| t.marked(true));
                    value = Part::of(all([value.tree, inner]));
                }
                Kind::Beside(Beside::That { .. }) if value.tree.is_some() => {
                    self.at += 1;
                    value.tree = value.tree.map(|t| t.marked(true));
                    value.plain = false;
                }
                Kind::Beside(_) if begun => break,
                Kind::Beside(_) => self.at += 1,
                Kind::Either | Kind::Both | Kind::Count(_) | Kind::BesideNext => {
                    let inner = self.quantified();
                    value = Part::of(all([value.tree, inner]));
                }
                Kind::Op(_) if !begun => {
                    self.lead();
                    continue;
                }
                _ => break,
            }
            begun = true;
        }
        value
    }

    /// `( … )`: after a course another name or a remark on it, elsewhere a group.
    fn bracket(&mut self, value: Part) -> Part {
        let beside = matches!(
            (self.peek(1), self.peek(2), self.peek(3)),
            (Some(Kind::Beside(_)), Some(Kind::Close), _)
                | (Some(Kind::Op(_)), Some(Kind::Beside(_)), Some(Kind::Close))
        );
        if beside && value.tree.is_some() {
            while self.kind() != Some(&Kind::Close) {
                self.at += 1;
            }
            self.at += 1;
            return Part::of(value.tree.map(|t| t.marked(true)));
        }
        let (lead, inner) = self.enclosed(&Kind::Close);
        match (value.tree, inner, lead) {
            (None, inner, _) => Part::of(inner),
            (value, None, _) => Part { plain: value.is_some(), ..Part::of(value) },
            (value, inner, Some(Op::And)) => Part::of(all([value, inner])),
            (value, inner, _) => Part::of(any([value, inner])),
        }
    }

    /// What stands within brackets, with the operator it begins with.
    fn enclosed(&mut self, close: &Kind) -> (Option<Op>, Option<Tree>) {
        self.at += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.heard.too_deep = true;
            self.at = self.tokens.len();
        }
        let lead = self.lead();
        let inner = self.segments();
        self.depth -= 1;
        if self.kind() == Some(close) {
            self.at += 1;
        } else {
            self.note("unbalanced bracket");
            if matches!(self.kind(), Some(Kind::Close | Kind::CloseBeside)) {
                self.at += 1;
            }
        }
        (lead, inner)
    }

    /// Notes a condition without a course.
    fn say(&mut self, class: Class, text: &str, span: Span) {
        let op = if self.last_op == Op::Or { "or" } else { "and" };
        let note = match class {
            Class::Permission if !self.courses => "permission only".to_owned(),
            Class::Permission => format!("{op}:permission"),
            Class::Equivalent => "or:equivalent".to_owned(),
            Class::Grade | Class::Recommended | Class::Excludes | Class::Formerly => {
                format!("{}: {text}", class.word())
            }
            class => format!("{op}:{}: {text}", class.word()),
        };
        self.heard.notes.push((note, span));
    }
}

fn subject(tree: &Tree) -> Option<String> {
    let code = tree.codes().first().map(|c| (*c).to_owned())?;
    Some(code.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim().to_owned())
}

/// Items joined by the operator that closes their list; one that begins with the other operator belongs to the item
/// before it.
fn joined(items: Vec<(Option<Op>, Part)>, kind: Op) -> Option<Tree> {
    let mut parts: Vec<Option<Tree>> = Vec::new();
    for (i, (lead, part)) in items.into_iter().enumerate() {
        match lead {
            Some(op) if op != kind && i > 0 => {
                let before = parts.pop().flatten();
                parts.push(if op == Op::Or { any([before, part.tree]) } else { all([before, part.tree]) });
            }
            _ => parts.push(part.tree),
        }
    }
    if kind == Op::And { all(parts) } else { any(parts) }
}

/// So many of some parts.
pub(super) fn counted(n: Option<u32>, parts: Vec<Option<Tree>>) -> Option<Tree> {
    match n {
        None => all(parts),
        Some(n) => at_least(n, parts),
    }
}
