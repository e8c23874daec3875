//! The plan as a graph: a node for each step, an edge from each to those it supplies first. Courses that need
//! each other are one node.

use petgraph::algo::tarjan_scc;

use super::graph::{Graph, Node};
use crate::path::{NeededBy, Plan};

/// The graph of a plan, and which steps its nodes stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathGraph {
    /// The nodes in columns.
    pub graph: Graph,
    /// What stands in them.
    pub nodes: Vec<Node>,
    /// The steps of each node, in order.
    pub steps: Vec<Vec<usize>>,
}

impl PathGraph {
    /// The graph of a plan.
    pub fn new(plan: &Plan) -> Self {
        let dag = plan.dag();
        let mut steps: Vec<Vec<usize>> =
            (tarjan_scc(&dag).into_iter()).map(|group| group.into_iter().map(|node| node.index()).collect()).collect();
        steps.iter_mut().for_each(|group| group.sort_unstable());
        steps.sort();
        let mut node_of = vec![0; plan.steps.len()];
        for (node, group) in steps.iter().enumerate() {
            group.iter().for_each(|&step| node_of[step] = node);
        }
        let edges: Vec<(usize, usize)> = (dag.edge_indices())
            .filter_map(|edge| dag.edge_endpoints(edge))
            .map(|(from, to)| (node_of[from.index()], node_of[to.index()]))
            .collect();
        let digits = plan.steps.iter().map(|s| s.position).max().unwrap_or(0).to_string().len();
        let nodes = (steps.iter())
            .map(|group| Node {
                tag: group.first().map_or_else(String::new, |&s| format!("{:>digits$}", plan.steps[s].position)),
                titles: group.iter().map(|&s| plan.steps[s].title.clone()).collect(),
                marked: group.iter().any(|&s| plan.steps[s].needed_by.contains(&NeededBy::Goal)),
            })
            .collect();
        Self { graph: Graph::new(steps.len(), &edges), nodes, steps }
    }

    /// The node of a step, and which of its titles the step's is.
    pub fn node_of(&self, step: usize) -> Option<(usize, usize)> {
        let at = |(node, group): (usize, &Vec<usize>)| Some((node, group.iter().position(|&s| s == step)?));
        self.steps.iter().enumerate().find_map(at)
    }
}
