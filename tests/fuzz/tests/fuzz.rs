//! A few seconds of every target; as many as `FUZZ_SECONDS` says, where it is set.

use std::io::Write as _;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use fuzz::{run, targets};

/// Time for one target in every test run.
const SMOKE: Duration = Duration::from_secs(2);

fn try_target(name: &str) -> Result<()> {
    let asked = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let seconds = asked("FUZZ_SECONDS").map(Duration::from_secs);
    let target = targets().into_iter().find(|target| target.name == name).context("a target of this name")?;
    let report = run(&target, seconds.unwrap_or(SMOKE), asked("FUZZ_START").unwrap_or(9))?;
    // Whoever asks for minutes reads how long the longest took; a busy machine is no fault.
    if seconds.is_some() {
        let told = format!(
            "{name}: {} inputs, the longest took {:?}, slow ones: {:?}\n",
            report.tried, report.longest, report.slow
        );
        std::io::stderr().write_all(told.as_bytes())?;
    }
    ensure!(report.tried > 0, "nothing was tried");
    Ok(())
}

#[test]
fn no_pdf_breaks_the_check() -> Result<()> {
    try_target("pdf")
}

#[test]
fn no_jpeg_breaks_the_check() -> Result<()> {
    try_target("jpeg")
}

#[test]
fn every_target_has_its_test() {
    let here = include_str!("fuzz.rs");
    for target in targets() {
        assert!(here.contains(&format!("try_target(\"{}\")", target.name)), "{} is not tried", target.name);
    }
}
