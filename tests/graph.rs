//! The layered drawing of a plan: as few crossings as there can be, and nothing drawn that is not there.

#[path = "graph/brute.rs"]
mod brute;
#[cfg(feature = "tui")]
#[path = "graph/screen.rs"]
mod screen;
#[path = "graph/tracer.rs"]
mod tracer;

use std::{collections::BTreeSet, sync::Arc};

use brute::Proper;
use prereq::{
    advisor::{Advisor, Settings},
    app::{
        PathGraph,
        graph::{Graph, Layout, Node, Toward, UNICODE, Vertex, draw, lay_out, toward},
    },
    domain::Profile,
    path::{Aim, Cancel, Plan},
    store::{CatalogSources, load_catalog},
};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use unicode_width::UnicodeWidthStr as _;

/// Three columns of four, with an edge that passes the middle one.
const TWELVE: [(usize, usize); 18] = [
    (0, 4),
    (0, 6),
    (1, 5),
    (1, 7),
    (2, 4),
    (2, 7),
    (3, 5),
    (3, 6),
    (4, 9),
    (4, 11),
    (5, 8),
    (5, 10),
    (6, 8),
    (6, 11),
    (7, 9),
    (7, 10),
    (1, 11),
    (2, 5),
];

fn random(seed: u64, nodes: usize, edges: usize) -> Vec<(usize, usize)> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut all = BTreeSet::new();
    for _ in 0..edges {
        let (a, b) = (rng.random_range(0..nodes), rng.random_range(0..nodes));
        if a != b {
            all.insert((a.min(b), a.max(b)));
        }
    }
    all.into_iter().collect()
}

fn names(nodes: usize) -> Vec<Node> {
    let word =
        |i: usize| ["Algebra", "Linear Algebra", "线性代数导论", "A Course of Quite Some Length, Part Two"][i % 4];
    let node =
        |i: usize| Node { tag: format!("{i:>2}"), titles: vec![word(i).to_owned()], marked: i.is_multiple_of(3) };
    (0..nodes).map(node).collect()
}

/// The column of each node, from the parts; parts do not touch each other.
fn column_of(graph: &Graph) -> Vec<usize> {
    let mut column = vec![0; graph.nodes];
    for part in &graph.parts {
        for (at, vertices) in part.columns.iter().enumerate() {
            for &v in vertices {
                if let Vertex::Node(node) = part.vertices[v] {
                    column[node] = at;
                }
            }
        }
    }
    column
}

/// What the drawing has to keep to: nothing overlaps, and its lines say exactly the graph's edges.
fn check(what: &str, graph: &Graph, nodes: &[Node], layout: &Layout) -> usize {
    let drawn = draw(graph, nodes, layout, None, &UNICODE);
    let picture = || format!("{what}\n{}", drawn.text().join("\n"));
    for (i, a) in layout.cards.iter().enumerate() {
        assert!(a.x + a.width <= layout.width && a.y + a.height <= layout.height, "{}", picture());
        for b in &layout.cards[i + 1..] {
            let apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            assert!(apart, "{a:?} {b:?}\n{}", picture());
        }
    }
    let read = tracer::read(&drawn, &layout.cards);
    assert!(read.faults.is_empty(), "{:?}\n{}", read.faults, picture());
    let edges: BTreeSet<_> = graph.edges.iter().copied().collect();
    assert_eq!(read.edges, edges, "{}", picture());
    read.bridges
}

/// Every node can be got to from the first, by arrows alone.
fn check_moves(what: &str, graph: &Graph, layout: &Layout) {
    let mut seen = BTreeSet::from([0]);
    let mut left = vec![0];
    while let Some(at) = left.pop() {
        for way in [Toward::Left, Toward::Right, Toward::Up, Toward::Down] {
            if let Some(next) = toward(graph, layout, at, way)
                && seen.insert(next)
            {
                left.push(next);
            }
        }
    }
    assert_eq!(seen.len(), graph.nodes, "{what}: {seen:?}");
}

fn plans() -> Vec<Plan> {
    let loaded = load_catalog(&CatalogSources::builtin()).expect("the built-in catalog is sound");
    let advisor = Advisor::new(Arc::new(loaded.catalog), Profile::default(), Settings::default());
    let goals = advisor.catalog().goals().to_vec();
    goals
        .into_iter()
        .map(|g| advisor.plan(&advisor.request(Aim { goals: vec![g], to: Vec::new() }), &Cancel::new(), &mut |_| {}))
        .collect()
}

#[test]
fn twelve_nodes_cross_as_little_as_they_can() {
    let graph = Graph::new(12, &TWELVE);
    let [part] = &graph.parts[..] else { panic!("they are connected") };
    let proper = Proper::new(&column_of(&graph), &TWELVE);
    let fewest = proper.fewest();
    assert!(fewest >= 3, "a fixture that can be drawn without crossings says little: {fewest}");
    assert_eq!(part.crossings, fewest);
    assert!(part.fewest);
    check("twelve", &graph, &names(12), &lay_out(&graph, &names(12), 98, 20));
}

#[test]
fn random_graphs_cross_as_little_as_they_can() {
    let (mut tried, mut crossed) = (0, 0);
    for seed in 0..300 {
        let nodes = 5 + (seed % 8) as usize;
        let edges = random(seed, nodes, nodes + (seed % 5) as usize * 2);
        let graph = Graph::new(nodes, &edges);
        // Each connected part for itself: parts never cross.
        for part in &graph.parts {
            let links: Vec<_> = part.links.iter().map(|l| (l.from, l.to)).collect();
            let proper = Proper { columns: part.columns.clone(), links };
            assert_eq!(part.crossings, proper.crossings(&part.columns), "seed {seed}");
            if proper.orders() > 4_000.0 {
                continue;
            }
            tried += 1;
            assert_eq!(part.crossings, proper.fewest(), "seed {seed}");
            assert!(part.fewest, "seed {seed}: not known to be the fewest");
            crossed += usize::from(part.crossings > 0);
        }
        // Sharing bends never costs a crossing over the textbook's count, where every edge has its own.
        let proper = Proper::new(&column_of(&graph), &edges);
        if proper.orders() <= 4_000.0 {
            assert!(graph.parts.iter().map(|p| p.crossings).sum::<u64>() <= proper.fewest(), "seed {seed}");
        }
    }
    assert!(tried >= 150 && crossed >= 15, "{tried} tried, {crossed} with crossings");
}

#[test]
fn random_drawings_can_be_read_back() {
    let views = [(98, 20), (60, 12), (200, 50), (30, 5), (0, 0)];
    for seed in 0..150 {
        let nodes = 1 + (seed % 30) as usize;
        let edges = random(seed, nodes, (seed % 7) as usize * nodes / 3);
        let graph = Graph::new(nodes, &edges);
        let (columns, rows) = views[seed as usize % views.len()];
        let layout = lay_out(&graph, &names(nodes), columns, rows);
        let what = format!("seed {seed}");
        check(&what, &graph, &names(nodes), &layout);
        check_moves(&what, &graph, &layout);
    }
}

#[test]
fn drawings_are_always_the_same() {
    let edges = random(7, 20, 40);
    let mut turned = edges.clone();
    turned.reverse();
    let (a, b) = (Graph::new(20, &edges), Graph::new(20, &turned));
    assert_eq!(a, b);
    assert_eq!(lay_out(&a, &names(20), 98, 20), lay_out(&b, &names(20), 98, 20));
}

#[test]
fn the_plan_of_every_built_in_goal_can_be_read() {
    for plan in plans() {
        let what = &plan.premises.goals[0].id;
        let of = PathGraph::new(&plan);
        assert_eq!(of.steps.iter().map(Vec::len).sum::<usize>(), plan.steps.len());
        for (columns, rows) in [(98, 20), (78, 14), (138, 35), (38, 8)] {
            let layout = lay_out(&of.graph, &of.nodes, columns, rows);
            let bridges = check(what, &of.graph, &of.nodes, &layout);
            let crossings: u64 = of.graph.parts.iter().map(|p| p.crossings).sum();
            // Where lines have to change places between two columns, one goes round and passes over another. In a small
            // view nodes are single rows, and that happens more often.
            if layout.framed {
                let most = crossings + 2;
                assert!(bridges as u64 <= most, "{what}: {bridges} lines pass over others, {crossings} links cross");
            }
            check_moves(what, &of.graph, &layout);
            for (card, node) in layout.cards.iter().zip(&of.nodes) {
                let shown: usize = card.lines.iter().map(|l| l.trim_end_matches('…').width()).sum();
                assert!(shown >= 12 || card.lines.concat() == node.titles.concat(), "{what}: {card:?}");
                assert!(card.width <= columns, "{what}: {card:?}");
            }
        }
    }
}
