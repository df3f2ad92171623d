//! Everything that reads a stranger's bytes.

mod jpeg;
mod pdf;

/// One parser and what it takes to try it.
pub struct Target {
    /// What it is called.
    pub name: &'static str,
    /// The folder of its sound inputs in `seeds`.
    pub seeds: &'static str,
    /// Words of its language.
    pub words: &'static [&'static [u8]],
    /// Most bytes that it is ever given.
    pub most: usize,
    /// Gives it an input. Panics when what it promises does not hold; says whether the input got far.
    pub run: fn(&[u8]) -> bool,
}

/// All targets, in the order in which they are tried.
#[must_use]
pub fn targets() -> Vec<Target> {
    vec![pdf::TARGET, jpeg::TARGET]
}
