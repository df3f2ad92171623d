//! Measures what a slow phone on a slow line has of the site: when a form can be used, and how long three photographs
//! take to be made small enough. `cargo run --bin slow-phone` needs the servers of `make test-servers`, and a machine
//! that does nothing else. docs/performance.md has its figures.

#![expect(clippy::print_stdout, reason = "the figures are for whoever runs it")]

use std::time::Instant;

use anyhow::{Context, Result};
use browser::{Applicant, Page, Site, View, phone_photo};

/// Slow 3G, as browsers' tools call it.
const LATENCY_MS: u32 = 400;
const BYTES_PER_SECOND: u32 = 50_000;
/// How often each figure is taken; the median is told.
const ROUNDS: usize = 3;
const FORM: &str = "status-bukan-pns";
/// A form with three documents.
const PHOTOS: &str = "perbaikan-data-eks-thk2";

/// Milliseconds from the start of the visit: the largest thing that is seen, the scripts at work, all of it loaded; and
/// the bytes that came.
const FIGURES: &str = "new Promise(done => new PerformanceObserver(list => {
    const visit = performance.getEntriesByType('navigation')[0];
    const files = performance.getEntriesByType('resource');
    done([
        list.getEntries().at(-1).startTime, visit.domContentLoadedEventEnd, visit.loadEventEnd,
        files.reduce((sum, file) => sum + file.transferSize, visit.transferSize), files.length + 1,
    ]);
}).observe({ type: 'largest-contentful-paint', buffered: true }))";

#[tokio::main]
async fn main() -> Result<()> {
    let site = Site::start().await?;
    println!(
        "| page | processor | seen ms | usable ms | loaded ms | bytes | files |\n| --- | --- | --- | --- | --- | --- | --- |"
    );
    for (name, path) in
        [("home", "/".to_owned()), ("form, 2 documents", format!("/formulir/{FORM}")), ("status", "/status".to_owned())]
    {
        for slower in [1, 6] {
            let page = site.page(View::PHONE).await?;
            page.slow(slower, Some((LATENCY_MS, BYTES_PER_SECOND))).await?;
            let mut figures = Vec::new();
            for _round in 0..ROUNDS {
                page.open(&path).await?;
                figures.push(page.evaluate::<Vec<f64>>(FIGURES).await?);
            }
            let median = |at: usize| median(figures.iter().filter_map(|figure| figure.get(at).copied()).collect());
            let [seen, usable, loaded, bytes, files] = [median(0), median(1), median(2), median(3), median(4)];
            println!("| {name} | 1/{slower} | {seen:.0} | {usable:.0} | {loaded:.0} | {bytes:.0} | {files:.0} |");
            page.close().await?;
        }
    }
    let photo = phone_photo()?;
    for slower in [1, 6] {
        let mut took = Vec::new();
        for round in 0..2 {
            let page = site.page(View::PHONE).await?;
            took.push(photographs(&site, &page, &photo, slower, round).await?);
            page.close().await?;
        }
        println!("three photographs of {} KB, processor 1/{slower}: {:.1} s", photo.len() / 1024, median(took));
    }
    Ok(())
}

/// Seconds until three photographs are ready to be sent.
async fn photographs(site: &Site, page: &Page, photo: &[u8], slower: u32, round: u64) -> Result<f64> {
    let applicant = Applicant::new(site, PHOTOS, 7_700 + round)?;
    page.open(&applicant.path()).await?;
    page.slow(slower, None).await?;
    let begun = Instant::now();
    let kinds: Vec<&&str> = applicant.files.keys().take(3).collect();
    for (at, kind) in kinds.iter().enumerate() {
        let file = site.file(&format!("foto-{slower}-{round}-{at}.jpg"), photo)?;
        page.attach(&format!("#{kind}"), &[&file]).await?;
    }
    let ready = format!("document.querySelectorAll('.prepared .thumb').length === {}", kinds.len());
    page.shows(&ready).await.context("photographs that are ready")?;
    Ok(begun.elapsed().as_secs_f64())
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
