//! How far things are at given prices of courses: the dearest of what an "all" needs, the cheapest of
//! what an "any" offers (h^max of planning: Bonet & Geffner 2001), from the start to each course and from
//! each course on to the goal. With what a packing of landmarks leaves of the costs as prices, a course
//! adds at least its price and both distances to the packed bound: it is bought after what it needs
//! and before what it is bought for, so nothing is counted twice.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::network::{Cond, Kind, Lists, Network, Node};

/// Farther than anything.
pub(crate) const FAR: i128 = i128::MAX / 4;

/// Least price of making each node true; [`FAR`] when out of reach. Courses priced [`FAR`] are not used.
#[derive(Debug)]
pub(crate) struct Distances {
    node: Vec<i128>,
    /// From the start to being ready, by course.
    ready: Vec<i128>,
}

impl Distances {
    /// From nothing held to everything. What a course needs beside it is passed over: courses may supply
    /// that to each other, and less is still a bound.
    pub fn new(net: &Network, price: &[i128], work: &mut u64) -> Self {
        let mut this = Self { node: vec![FAR; net.kinds.len()], ready: vec![FAR; net.len()] };
        let mut missing: Vec<u32> =
            (net.kinds.iter()).map(|k| if let Kind::Gate { need } = k { *need } else { 1 }).collect();
        let mut queue: BinaryHeap<Reverse<(i128, Node)>> = BinaryHeap::new();
        let mut done = vec![false; net.kinds.len()];
        let start = |this: &mut Self, queue: &mut BinaryHeap<Reverse<(i128, Node)>>, j: u32, at: i128| {
            this.ready[j as usize] = at;
            let price = price[j as usize];
            if price >= FAR {
                return;
            }
            for node in net.effects(j) {
                if at + price < this.node[node as usize] {
                    this.node[node as usize] = at + price;
                    queue.push(Reverse((at + price, node)));
                }
            }
        };
        for j in 0..net.len() as u32 {
            if net.actions[j as usize].before == Cond::True {
                start(&mut this, &mut queue, j, 0);
            }
        }
        while let Some(Reverse((at, node))) = queue.pop() {
            *work += 1;
            if std::mem::replace(&mut done[node as usize], true) {
                continue;
            }
            for &gate in &net.feeds[node as usize] {
                let left = &mut missing[gate as usize];
                if *left > 0 {
                    *left -= 1;
                    if *left == 0 {
                        this.node[gate as usize] = at;
                        queue.push(Reverse((at, gate)));
                    }
                }
            }
            for &j in &net.starts[node as usize] {
                start(&mut this, &mut queue, j, at);
            }
        }
        this
    }

    /// From the start to a condition.
    pub fn of(&self, cond: Cond) -> i128 {
        match cond {
            Cond::True => 0,
            Cond::False => FAR,
            Cond::At(node) => self.node[node as usize],
        }
    }

    /// From the start to having taken a course.
    pub fn to(&self, course: u32, price: &[i128]) -> i128 {
        let (ready, price) = (self.ready[course as usize], price[course as usize]);
        if ready >= FAR || price >= FAR { FAR } else { ready + price }
    }

    /// To the goal, through each course: what a path with that course pays at least.
    pub fn through(&self, net: &Network, price: &[i128], work: &mut u64) -> Vec<i128> {
        let mut onward = vec![FAR; net.kinds.len()];
        let mut queue: BinaryHeap<Reverse<(i128, Node)>> = BinaryHeap::new();
        if let Cond::At(goal) = net.goal {
            onward[goal as usize] = 0;
            queue.push(Reverse((0, goal)));
        }
        // A node is made true by its inputs or by a course; only the latter is paid for.
        let made = (0..net.len() as u32).flat_map(|j| net.effects(j).map(move |node| (node, j)));
        let makers = Lists::of(net.kinds.len(), made);
        let mut after = vec![FAR; net.len()];
        while let Some(Reverse((at, node))) = queue.pop() {
            *work += 1;
            if at > onward[node as usize] {
                continue;
            }
            let mut reach = |onward: &mut Vec<i128>, node: Node, at: i128| {
                if at < onward[node as usize] {
                    onward[node as usize] = at;
                    queue.push(Reverse((at, node)));
                }
            };
            for &input in &net.inputs[node as usize] {
                reach(&mut onward, input, at);
            }
            for &j in &makers[node as usize] {
                if at < after[j as usize] && price[j as usize] < FAR {
                    after[j as usize] = at;
                    let action = &net.actions[j as usize];
                    for cond in [action.before, action.beside] {
                        if let Cond::At(need) = cond {
                            reach(&mut onward, need, at + price[j as usize]);
                        }
                    }
                }
            }
        }
        (0..net.len())
            .map(|j| {
                let (ready, price, after) = (self.ready[j], price[j], after[j]);
                if ready >= FAR || price >= FAR || after >= FAR { FAR } else { ready + price + after }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::network::{Action, Builder};

    /// Course 0 brings skill 0; course 1 needs it and brings the goal, course 2 brings the goal alone, and
    /// courses 3 and 4 keep each other company on the way to something nobody wants.
    fn net() -> Network {
        let mut builder = Builder::default();
        let (first, goal, extra) = (builder.skill(1), builder.skill(1), builder.skill(2));
        let at = |b: &Builder, skill, rung| Cond::At(b.rung(skill, rung));
        let (has_first, wanted) = (at(&builder, first, 0), at(&builder, goal, 0));
        let (one, two) = (at(&builder, extra, 0), at(&builder, extra, 1));
        let mut course = |before, beside, raises| builder.course(Action { before, beside }, &[raises], &[]);
        course(Cond::True, Cond::True, (first, 1));
        course(has_first, Cond::True, (goal, 1));
        course(Cond::True, Cond::True, (goal, 1));
        course(Cond::True, two, (extra, 1));
        course(Cond::True, one, (extra, 2));
        builder.finish(wanted)
    }

    #[test]
    fn a_course_is_paid_for_with_what_comes_before_and_after_it() {
        let (net, price) = (net(), [3, 4, 9, 1, 1]);
        let distances = Distances::new(&net, &price, &mut 0);
        assert_eq!([0, 1, 2].map(|j| distances.to(j, &price)), [3, 7, 9]);
        assert_eq!(distances.through(&net, &price, &mut 0)[..3], [7, 7, 9]);
    }

    #[test]
    fn what_leads_nowhere_is_far_and_company_is_not_waited_for() {
        let (net, price) = (net(), [3, FAR, 9, 1, 1]);
        let distances = Distances::new(&net, &price, &mut 0);
        assert_eq!((distances.to(1, &price), distances.to(3, &price)), (FAR, 1));
        let through = distances.through(&net, &price, &mut 0);
        assert_eq!(through, [FAR, FAR, 9, FAR, FAR]);
    }
}
