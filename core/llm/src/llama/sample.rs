//! Choosing the next token from logits, in Rust.
//!
//! The constraint comes first, always: it is an argument, not a member of a chain that could be ordered wrongly. What
//! it forbids cannot be chosen, and when nothing is left the caller hears of it.

/// How freely tokens are chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sampling {
    /// 0 takes the likeliest token always; 1 takes tokens as often as the model thinks fit.
    pub temperature: f32,
    /// Only the likeliest tokens that together have this probability are chosen from.
    pub top_p: f32,
    /// Only tokens at least this likely, compared to the likeliest.
    pub min_p: f32,
    /// Seed of the dice.
    pub seed: u64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { temperature: 0.0, top_p: 0.95, min_p: 0.05, seed: 0 }
    }
}

/// The dice of one reply.
#[derive(Debug)]
pub(super) struct Sampler {
    sampling: Sampling,
    state: u64,
}

impl Sampler {
    pub(super) fn new(sampling: Sampling) -> Self {
        Self { sampling, state: sampling.seed }
    }

    /// The next token: one for which `allowed` holds. Nothing when there is none, or the logits are no numbers.
    pub(super) fn pick(&mut self, logits: &[f32], allowed: impl Fn(u32) -> bool) -> Option<u32> {
        let temperature = self.sampling.temperature;
        let mut best: Option<(u32, f32)> = None;
        for (token, &logit) in (0_u32..).zip(logits) {
            if logit.is_finite() && best.is_none_or(|(_, highest)| logit > highest) && allowed(token) {
                best = Some((token, logit));
            }
        }
        let (likeliest, highest) = best?;
        if !(temperature.is_finite() && temperature > 0.0) {
            return Some(likeliest);
        }
        // Tokens below this logit have less than `min_p` of the likeliest one's probability.
        let floor = highest + temperature * self.sampling.min_p.clamp(1e-6, 1.0).ln();
        let mut left: Vec<(u32, f32)> = (0_u32..)
            .zip(logits)
            .filter(|&(token, &logit)| logit.is_finite() && logit >= floor && allowed(token))
            .map(|(token, &logit)| (token, ((logit - highest) / temperature).exp()))
            .collect();
        left.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        let total: f32 = left.iter().map(|(_, weight)| weight).sum();
        let mut mass = 0.0;
        let kept = left.iter().position(|(_, weight)| {
            mass += weight;
            mass >= total * self.sampling.top_p
        });
        left.truncate(kept.map_or(left.len(), |last| last + 1));
        let mut point = self.roll() * left.iter().map(|(_, weight)| weight).sum::<f32>();
        for (token, weight) in &left {
            point -= weight;
            if point <= 0.0 {
                return Some(*token);
            }
        }
        left.last().map(|(token, _)| *token)
    }

    /// A number from 0 to below 1 (SplitMix64).
    fn roll(&mut self) -> f32 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 40) as f32 / (1_u64 << 24) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_constraint_comes_before_everything() {
        let logits = [10.0, 9.0, -50.0, 8.0];
        for temperature in [0.0, 0.7, 5.0] {
            let sampling = Sampling { temperature, top_p: 0.1, min_p: 0.9, seed: 3 };
            let mut sampler = Sampler::new(sampling);
            assert_eq!(sampler.pick(&logits, |token| token == 2), Some(2), "the only legal token is always found");
            assert_eq!(sampler.pick(&logits, |_| false), None);
        }
    }

    #[test]
    fn no_number_is_no_choice() {
        let mut sampler = Sampler::new(Sampling::default());
        assert_eq!(sampler.pick(&[f32::NAN, f32::NAN], |_| true), None);
        assert_eq!(sampler.pick(&[f32::NAN, -3.0, f32::INFINITY], |_| true), Some(1));
        assert_eq!(sampler.pick(&[], |_| true), None);
    }

    #[test]
    fn tokens_are_chosen_as_often_as_they_are_likely() {
        let logits: Vec<f32> = [0.5_f32, 0.3, 0.2].iter().map(|share| share.ln()).collect();
        let mut sampler = Sampler::new(Sampling { temperature: 1.0, top_p: 1.0, min_p: 0.0, seed: 11 });
        let mut counts = [0_u32; 3];
        for _ in 0..20_000 {
            counts[sampler.pick(&logits, |_| true).unwrap() as usize] += 1;
        }
        for (count, share) in counts.iter().zip([0.5, 0.3, 0.2]) {
            assert!((f64::from(*count) / 20_000.0 - share).abs() < 0.02, "{counts:?}");
        }
        let mut narrow = Sampler::new(Sampling { temperature: 1.0, top_p: 0.5, min_p: 0.0, seed: 11 });
        assert!((0..200).all(|_| narrow.pick(&logits, |_| true) == Some(0)));
        let mut relative = Sampler::new(Sampling { temperature: 1.0, top_p: 1.0, min_p: 0.5, seed: 11 });
        assert!((0..500).all(|_| relative.pick(&logits, |_| true) != Some(2)));
    }

    proptest! {
        #[test]
        fn what_is_picked_is_allowed(
            logits in prop::collection::vec(prop::num::f32::ANY, 1..50),
            mask in any::<u64>(),
            temperature in 0.0_f32..3.0,
            seed in any::<u64>(),
        ) {
            let allowed = |token: u32| mask >> (token % 64) & 1 == 1;
            let mut sampler = Sampler::new(Sampling { temperature, seed, ..Sampling::default() });
            match sampler.pick(&logits, allowed) {
                Some(token) => prop_assert!(allowed(token) && logits[token as usize].is_finite()),
                None => prop_assert!((0_u32..).zip(&logits).all(|(token, logit)| !allowed(token) || !logit.is_finite())),
            }
        }
    }
}
