//! Reads a drawing back: follows its lines cell by cell, as an eye would, and tells which nodes they join. It knows
//! what box-drawing characters look like and where nodes stand, and nothing of how the drawing was made.

use std::collections::{BTreeMap, BTreeSet};

use prereq::app::graph::{Card, Drawn};

const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// Which of its sides a character reaches.
fn sides(symbol: &str) -> u8 {
    match symbol {
        "─" => LEFT | RIGHT,
        "│" => UP | DOWN,
        "╭" => DOWN | RIGHT,
        "╮" => DOWN | LEFT,
        "╰" => UP | RIGHT,
        "╯" => UP | LEFT,
        "├" => UP | DOWN | RIGHT,
        "┤" => UP | DOWN | LEFT,
        "┬" => LEFT | RIGHT | DOWN,
        "┴" => LEFT | RIGHT | UP,
        "┼" => UP | DOWN | LEFT | RIGHT,
        "▸" => LEFT,
        _ => 0,
    }
}

fn back(side: u8) -> u8 {
    match side {
        UP => DOWN,
        DOWN => UP,
        LEFT => RIGHT,
        _ => LEFT,
    }
}

/// What was read.
pub struct Read {
    /// Which node leads to which.
    pub edges: BTreeSet<(usize, usize)>,
    /// Cells in which one line passes over another.
    pub bridges: usize,
    /// What cannot be: lines into nothing, lines nobody drew from, lines that run together.
    pub faults: Vec<String>,
}

/// Reads a drawing with its nodes at these places.
pub fn read(drawn: &Drawn, cards: &[Card]) -> Read {
    let mut cells: BTreeMap<(usize, usize), &str> = BTreeMap::new();
    for (y, row) in drawn.rows.iter().enumerate() {
        for (x, (symbol, _)) in row.iter().enumerate() {
            if sides(symbol) != 0 && card_at(cards, x, y).is_none() {
                cells.insert((x, y), symbol);
            }
        }
    }
    let mut read = Read { edges: BTreeSet::new(), bridges: 0, faults: Vec::new() };
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut bridged: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (from, card) in cards.iter().enumerate() {
        for y in card.y..card.y + card.height {
            let start = (card.x + card.width, y);
            let leaves =
                cells.get(&start).is_some_and(|s| sides(s) & LEFT != 0 || *s == "│" && is_bridge(&cells, start));
            if leaves {
                follow(&cells, cards, from, start, &mut seen, &mut bridged, &mut read);
            }
        }
    }
    for at in cells.keys().filter(|at| !seen.contains(at)) {
        read.faults.push(format!("a line at {at:?} comes from nowhere"));
    }
    read.bridges = bridged.len();
    read
}

fn card_at(cards: &[Card], x: usize, y: usize) -> Option<usize> {
    cards.iter().position(|c| (c.x..c.x + c.width).contains(&x) && (c.y..c.y + c.height).contains(&y))
}

/// Whether lines reach this upright from both sides, so that they pass below it.
fn is_bridge(cells: &BTreeMap<(usize, usize), &str>, (x, y): (usize, usize)) -> bool {
    let side = |x: Option<usize>, side: u8| x.and_then(|x| cells.get(&(x, y))).is_some_and(|s| sides(s) & side != 0);
    side(x.checked_sub(1), RIGHT) && (side(Some(x + 1), LEFT) || cells.get(&(x + 1, y)) == Some(&"│"))
}

fn follow(
    cells: &BTreeMap<(usize, usize), &str>,
    cards: &[Card],
    from: usize,
    start: (usize, usize),
    seen: &mut BTreeSet<(usize, usize)>,
    bridged: &mut BTreeSet<(usize, usize)>,
    read: &mut Read,
) {
    // A cell, and the side it is entered by.
    let mut left = vec![(start, LEFT)];
    let mut done = BTreeSet::new();
    while let Some((at, entered)) = left.pop() {
        if !done.insert((at, entered)) {
            continue;
        }
        let Some(symbol) = cells.get(&at) else {
            match card_at(cards, at.0, at.1) {
                // Back to where it came from, through the stub.
                Some(card) if card == from && entered == RIGHT => {}
                Some(card) => read.faults.push(format!("a line of {from} runs into {card} at {at:?}")),
                None => read.faults.push(format!("a line of {from} ends in nothing at {at:?}")),
            }
            continue;
        };
        seen.insert(at);
        if *symbol == "▸" {
            match card_at(cards, at.0 + 1, at.1) {
                Some(to) if entered == LEFT => {
                    read.edges.insert((from, to));
                }
                _ => read.faults.push(format!("an arrow of {from} points at nothing at {at:?}")),
            }
            continue;
        }
        let ways = if *symbol == "│" && matches!(entered, LEFT | RIGHT) {
            bridged.insert(at);
            back(entered)
        } else if sides(symbol) & entered == 0 {
            read.faults.push(format!("{symbol} at {at:?} does not take up a line of {from}"));
            0
        } else {
            sides(symbol) & !entered
        };
        let (x, y) = at;
        for (side, next) in [
            (UP, (Some(x), y.checked_sub(1))),
            (DOWN, (Some(x), Some(y + 1))),
            (LEFT, (x.checked_sub(1), Some(y))),
            (RIGHT, (Some(x + 1), Some(y))),
        ] {
            if ways & side != 0
                && let (Some(x), Some(y)) = next
            {
                left.push(((x, y), back(side)));
            }
        }
    }
}
