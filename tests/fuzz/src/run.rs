//! One run of one target.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, io};

use crate::change::change;
use crate::dice::Dice;
use crate::targets::Target;

/// The result of a run.
#[derive(Debug)]
pub struct Report {
    /// Inputs tried.
    pub tried: u64,
    /// The longest time that one input took.
    pub longest: Duration,
    /// The file with the slowest input, when it was slow enough to look at.
    pub slow: Option<PathBuf>,
}

/// From this time on an input is worth looking at, on a busy machine too. The targets themselves count what an input
/// may cost.
const SLOW: Duration = Duration::from_secs(20);

/// Tries a target for a while. The same `start` gives the same inputs, as far as the time allows.
///
/// An input that ends the process stays in `target/fuzz/<target>-<start>.input`. So does one that panics, and the panic
/// goes on.
///
/// # Errors
/// When it cannot read the seeds or write an input.
pub fn run(target: &Target, time: Duration, start: u64) -> io::Result<Report> {
    let seeds = seeds(target)?;
    let kept = kept(target.name, start)?;
    let mut dice = Dice::new(start);
    let mut report = Report { tried: 0, longest: Duration::ZERO, slow: None };
    let begun = Instant::now();
    // It changes recently interesting inputs further, so inputs drift away from the seeds.
    let mut pool = seeds.clone();
    while begun.elapsed() < time {
        let slot = dice.below(pool.len());
        let mut input = pool.get(slot).cloned().unwrap_or_default();
        let other = seeds.get(dice.below(seeds.len())).cloned().unwrap_or_default();
        change(&mut input, &other, target.words, target.most, &mut dice);
        fs::write(&kept, &input)?;
        let before = Instant::now();
        let interesting = (target.run)(&input);
        let took = before.elapsed();
        report.tried += 1;
        if took > report.longest {
            report.longest = took;
            if took > SLOW {
                let named = kept.with_extension("slow");
                fs::write(&named, &input)?;
                report.slow = Some(named);
            }
        }
        if interesting && dice.below(4) == 0 && pool.len() < 4 * seeds.len() + 64 {
            pool.push(input);
        } else if pool.len() > seeds.len() && dice.below(64) == 0 {
            let drifted = seeds.len() + dice.below(pool.len() - seeds.len());
            drop(pool.swap_remove(drifted));
        }
    }
    fs::remove_file(&kept)?;
    Ok(report)
}

/// The sound inputs from which a target starts: those in the tree, and an empty one.
fn seeds(target: &Target) -> io::Result<Vec<Vec<u8>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target.name);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    paths.sort();
    let mut seeds: Vec<Vec<u8>> = paths.iter().map(fs::read).collect::<io::Result<_>>()?;
    seeds.push(Vec::new());
    Ok(seeds)
}

/// The file with the input that it currently tries.
fn kept(name: &str, start: u64) -> io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/fuzz");
    fs::create_dir_all(&folder)?;
    Ok(folder.join(format!("{name}-{start}.input")))
}
