//! A few seconds of every target; as many as `FUZZ_SECONDS` says, where it is set.

use std::time::Duration;

use fuzz::{run, targets};

/// Time for one target in every test run.
const SMOKE: Duration = Duration::from_secs(2);

fn try_target(name: &str) {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    let start = std::env::var("FUZZ_START").ok().and_then(|start| start.parse().ok()).unwrap_or(9);
    let target = targets().into_iter().find(|target| target.name == name).expect("a target of this name");
    let report = run(&target, seconds.unwrap_or(SMOKE), start).expect("seeds and a place to write");
    println!("{name}: {} inputs, the longest took {:?}", report.tried, report.longest);
    assert_eq!(report.slow, None, "an input took too long");
}

#[test]
fn no_pdf_breaks_the_check() {
    try_target("pdf");
}

#[test]
fn no_jpeg_breaks_the_check() {
    try_target("jpeg");
}

#[test]
fn every_target_has_its_test() {
    let here = include_str!("fuzz.rs");
    for target in targets() {
        assert!(here.contains(&format!("try_target(\"{}\")", target.name)), "{} is not tried", target.name);
    }
}
