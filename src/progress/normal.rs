//! The normal distribution, to the accuracy a date needs.

/// The share of a standard normal below `x`: Abramowitz & Stegun 26.2.17, off by less than 1e-7.
pub(super) fn below(x: f64) -> f64 {
    const B: [f64; 5] = [0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    let t = 1.0 / (1.0 + 0.231_641_9 * x.abs());
    let tail =
        (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() * B.iter().rev().fold(0.0, |sum, b| (sum + b) * t);
    if x < 0.0 { tail } else { 1.0 - tail }
}

/// Where an increasing function passes `share`, found by halving; `low` and `high` lie on either side.
pub(super) fn crossing(increasing: &dyn Fn(f64) -> f64, share: f64, mut low: f64, mut high: f64) -> f64 {
    for _ in 0..40 {
        let middle = low + (high - low) / 2.0;
        if increasing(middle) < share { low = middle } else { high = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_agree() {
        for (x, share) in [(0.0, 0.5), (1.0, 0.841_345), (1.281_552, 0.9), (-1.959_964, 0.025), (5.0, 0.999_999_7)] {
            assert!((below(x) - share).abs() < 1e-6, "{x}: {}", below(x));
        }
    }
}
