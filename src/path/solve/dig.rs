//! The core of a large problem is searched on its own: its path is one of the whole, and its landmarks grow
//! into landmarks of the whole.

use std::collections::BTreeSet;

use super::{
    super::{bound::Packed, core::Core},
    Control, Search, Start, search,
};

impl Search<'_, '_> {
    /// Searches the core: takes over a better path, and lets every landmark that counted there grow by the
    /// courses the core lacks, as few of them as it takes.
    pub(super) fn dig(&mut self, packed: &Packed) {
        let (size, units) = (self.core_size, self.core_units);
        let core = Core::new(self.net, self.tags, packed, &self.best, self.upper, size, &mut self.work);
        let part = &core.part;
        let mut seeds: Vec<Vec<u32>> = self.lp.rows().iter().map(|row| part.inward(row)).collect();
        seeds.sort();
        seeds.dedup();
        let start = Start {
            best: part.inward(&self.best),
            seeds: &seeds,
            scale: self.scale * self.unit as f64,
            shake: self.shake,
            work: 0,
        };
        let limit = self.control.limit.map_or(units, |l| units.min(l.saturating_sub(self.work)));
        let control =
            Control { limit: Some(limit), cancel: self.control.cancel, progress: &mut |_, _| {}, ties: false };
        let outcome = search(&part.net, &part.tags, start, control);
        self.work += outcome.work;
        self.accept(part.outward(&outcome.best));
        let known: BTreeSet<Vec<u32>> = self.lp.rows().iter().cloned().collect();
        for landmark in &outcome.landmarks {
            let landmark = part.outward(landmark);
            let inside = part.courses.iter().copied().filter(|j| landmark.binary_search(j).is_err());
            let order: Vec<u32> = core.others.iter().chain(&landmark).copied().collect();
            if let Some(grown) = self.cutter.rest(inside, &order)
                && !known.contains(&grown)
            {
                self.add(grown);
            }
        }
        let settled = core.decides && outcome.lower >= outcome.cost;
        self.next_dig = self.next_dig.filter(|_| !settled).map(|at| at * 2);
        self.core_units *= 2;
    }
}
