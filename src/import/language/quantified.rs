//! Lists that begin with a word: `either`, `both`, `one of`, "concurrent enrollment in".

use super::{
    parser::{Parser, counted},
    token::{Beside, Kind, Op},
    tree::{Tree, all, any},
};

impl Parser<'_> {
    /// The list after the quantifier that comes next.
    pub(super) fn quantified(&mut self) -> Option<Tree> {
        let kind = self.kind().cloned();
        self.at += 1;
        self.depth += 1;
        let tree = if self.depth > 200 {
            self.heard.too_deep = true;
            self.at = self.tokens.len();
            None
        } else {
            match kind {
                Some(Kind::Either) => self.either(),
                Some(Kind::Both) => self.both(),
                Some(Kind::Count(n)) => self.of(n),
                _ => self.beside_next(),
            }
        };
        self.depth -= 1;
        tree
    }

    fn op(&self) -> Option<Op> {
        match self.kind() {
            Some(Kind::Op(op)) => Some(*op),
            _ => None,
        }
    }
    fn opens_list(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(Kind::Either | Kind::Count(_)))
    }

    /// `either A, both B and C, or D`: ends where an *and* goes on after the choice.
    fn either(&mut self) -> Option<Tree> {
        let mut items = Vec::new();
        let mut chosen = false;
        loop {
            items.push(self.chain(chosen));
            match (self.kind().cloned(), self.peek(1).cloned()) {
                (Some(Kind::Comma), Some(Kind::Beside(beside))) => {
                    self.at += 2;
                    let goes_on = matches!(self.kind(), Some(Kind::Comma | Kind::Op(Op::Or)));
                    if goes_on && beside != Beside::Group {
                        if let Some(last) = items.last_mut() {
                            *last = last.take().map(|t: Tree| t.marked(true));
                        }
                        if self.kind() == Some(&Kind::Comma) {
                            self.at += 1;
                        }
                        chosen |= self.skip_or();
                        continue;
                    }
                    return any(items).map(|t| t.marked(true));
                }
                (Some(Kind::Comma), Some(Kind::Op(Op::Or))) => self.at += 1,
                (Some(Kind::Comma), Some(Kind::Op(Op::And))) => break,
                // After the choice is closed a comma leads on to something else.
                (Some(Kind::Comma), _) if chosen => break,
                (Some(Kind::Comma), _) => {
                    self.at += 1;
                    continue;
                }
                (Some(Kind::Op(Op::Or)), _) => {}
                (Some(Kind::Beside(_)), _) => {
                    self.at += 1;
                    return any(items).map(|t| t.marked(true));
                }
                _ => break,
            }
            chosen |= self.skip_or();
            if self.ends() {
                break;
            }
        }
        any(items)
    }

    fn skip_or(&mut self) -> bool {
        let mut any = false;
        while self.op() == Some(Op::Or) {
            self.last_op = Op::Or;
            self.at += 1;
            any = true;
        }
        any
    }

    /// `A and B` within a choice. Where *or* binds tighter an *and* after it leaves the choice.
    fn chain(&mut self, chosen: bool) -> Option<Tree> {
        let mut parts = vec![self.one()];
        while self.op() == Some(Op::And)
            && !self.opens_list(1)
            && !(self.grammar.or_first && (chosen || !self.or_follows()))
        {
            self.last_op = Op::And;
            self.at += 1;
            parts.push(self.one());
        }
        all(parts)
    }

    fn or_follows(&self) -> bool {
        let rest = self.tokens[self.at..].iter().map(|t| &t.kind);
        let mut rest = rest.take_while(|k| !matches!(k, Kind::Semi | Kind::Stop | Kind::Close | Kind::CloseBeside));
        rest.any(|k| *k == Kind::Op(Op::Or))
    }

    /// One operand with its slashes.
    fn one(&mut self) -> Option<Tree> {
        self.slashes().tree
    }

    /// `both A and B`.
    fn both(&mut self) -> Option<Tree> {
        let first = self.one();
        if self.kind() == Some(&Kind::Comma) && matches!(self.peek(1), Some(Kind::Op(Op::And))) {
            self.at += 1;
        }
        if self.op() != Some(Op::And) {
            return first;
        }
        self.at += 1;
        all([first, self.one()])
    }

    /// `one of A, B, or C`: commas and the first operator belong to the list.
    fn of(&mut self, n: Option<u32>) -> Option<Tree> {
        let mut items = vec![self.one()];
        let mut closed = None;
        loop {
            let comma = self.kind() == Some(&Kind::Comma);
            let op = match self.peek(usize::from(comma)) {
                Some(Kind::Op(op)) => Some(*op),
                _ => None,
            };
            match (comma, op, closed) {
                (_, Some(op), None) if op == Op::And && self.opens_list(usize::from(comma) + 1) => break,
                (_, Some(op), None) => {
                    closed = Some(op);
                    self.at += usize::from(comma) + 1;
                    self.last_op = op;
                }
                (_, Some(op), Some(before)) if op == before && op == Op::Or => self.at += usize::from(comma) + 1,
                (true, None, None) if !self.opens_list(1) => {
                    if let Some(Kind::Beside(_)) = self.peek(1) {
                        self.at += 2;
                        return counted(n, items).map(|t| t.marked(true));
                    }
                    self.at += 1;
                }
                (true, None, Some(_)) if matches!(self.peek(1), Some(Kind::Beside(_))) => {
                    self.at += 2;
                    return counted(n, items).map(|t| t.marked(true));
                }
                _ => break,
            }
            if self.ends() {
                break;
            }
            items.push(self.one());
        }
        counted(n, items)
    }

    /// "concurrent enrollment in A or B": the whole rest of the segment where it is nothing but courses.
    fn beside_next(&mut self) -> Option<Tree> {
        let rest = self.tokens[self.at..].iter().map(|t| &t.kind);
        let rest: Vec<_> =
            rest.take_while(|k| !matches!(k, Kind::Semi | Kind::Stop | Kind::Close | Kind::CloseBeside)).collect();
        let bare = rest
            .iter()
            .all(|k| matches!(k, Kind::Course(_) | Kind::Op(_) | Kind::Comma | Kind::Slash | Kind::Remark(_)));
        let tree = if bare && !rest.is_empty() { self.list().tree } else { self.one() };
        tree.map(|t| t.marked(true))
    }
}
