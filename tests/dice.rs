//! Chance that falls the same way each time, so that a failure can be repeated.

pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed | 1)
    }

    /// Xorshift (Marsaglia 2003).
    pub fn number(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, most: u64) -> u64 {
        self.number() % most
    }

    /// From 0 to 1.
    pub fn share(&mut self) -> f64 {
        self.below(1 << 30) as f64 / f64::from(1 << 30)
    }
}

/// What was tried and what became of it; what was lost is told at the end, and fails the test.
pub struct Tally {
    what: &'static str,
    counts: Vec<(&'static str, u32)>,
    lost: Vec<String>,
}

impl Tally {
    pub fn new(what: &'static str) -> Tally {
        Tally { what, counts: Vec::new(), lost: Vec::new() }
    }

    pub fn count(&mut self, outcome: &'static str) {
        match self.counts.iter_mut().find(|(known, _)| *known == outcome) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((outcome, 1)),
        }
    }

    pub fn note(&mut self, trial: &str, outcome: Result<&'static str, String>) {
        match outcome {
            Ok(outcome) => self.count(outcome),
            Err(why) => self.lost.push(format!("{trial}: {why}")),
        }
    }

    pub fn of(&self, outcome: &str) -> u32 {
        self.counts.iter().find(|(known, _)| *known == outcome).map_or(0, |(_, count)| *count)
    }

    /// Prints the counts; nothing may have been lost.
    #[track_caller]
    pub fn nothing_is_lost(&self) {
        let tried = self.counts.iter().map(|(_, count)| *count as usize).sum::<usize>() + self.lost.len();
        let counts: String = self.counts.iter().map(|(outcome, count)| format!(", {outcome} {count}")).collect();
        println!("{}: tried {tried}{counts}, lost {}", self.what, self.lost.len());
        assert!(self.lost.is_empty(), "{}: {} of {tried} lost:\n{}", self.what, self.lost.len(), self.lost.join("\n"));
    }
}
