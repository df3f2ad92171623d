//! Gives every target less than a second, or as many seconds as `FUZZ_SECONDS` says.

use std::io::Write as _;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use fuzz::{run, targets};

/// Time for one target in every test run.
const SMOKE: Duration = Duration::from_millis(700);

fn try_target(name: &str) -> Result<()> {
    let asked = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let seconds = asked("FUZZ_SECONDS").map(Duration::from_secs);
    let target = targets().into_iter().find(|target| target.name == name).context("a target of this name")?;
    let report = run(&target, seconds.unwrap_or(SMOKE), asked("FUZZ_START").unwrap_or(9))?;
    // Whoever asks for minutes reads how long the slowest input took. A busy machine is no fault.
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
fn no_selfie_breaks_a_card() -> Result<()> {
    try_target("selfie")
}

#[test]
fn no_multipart_body_breaks_the_reading_of_parts() -> Result<()> {
    try_target("multipart")
}

#[test]
fn no_text_breaks_the_fields_of_a_form() -> Result<()> {
    try_target("content")
}

#[test]
fn no_text_breaks_the_reading_of_days() -> Result<()> {
    try_target("dates")
}

#[test]
fn no_text_breaks_the_reading_of_ticket_numbers() -> Result<()> {
    try_target("ticket_number")
}

#[test]
fn nothing_that_is_typed_breaks_its_reader() -> Result<()> {
    try_target("typed")
}

#[test]
fn no_password_breaks_its_rule() -> Result<()> {
    try_target("password")
}

#[test]
fn no_token_and_no_answer_breaks_the_captcha() -> Result<()> {
    try_target("captcha")
}

#[test]
fn no_token_and_no_address_opens_what_is_not_ours() -> Result<()> {
    try_target("tokens")
}

#[test]
fn no_message_breaks_its_consumer() -> Result<()> {
    try_target("messages")
}

#[test]
fn no_form_breaks_its_page() -> Result<()> {
    try_target("forms")
}

#[test]
fn no_body_breaks_the_api() -> Result<()> {
    try_target("json")
}

#[test]
fn no_header_breaks_a_route() -> Result<()> {
    try_target("headers")
}

#[test]
fn no_query_breaks_the_search() -> Result<()> {
    try_target("search")
}

#[test]
fn no_template_breaks_an_answer() -> Result<()> {
    try_target("templates")
}

#[test]
fn no_output_of_a_drawing_breaks_its_reader() -> Result<()> {
    try_target("rendition")
}

#[test]
fn no_signed_file_breaks_its_examination() -> Result<()> {
    try_target("signatures")
}

#[test]
fn every_target_has_its_test() {
    let here = include_str!("fuzz.rs");
    for target in targets() {
        assert!(here.contains(&format!("try_target(\"{}\")", target.name)), "{} is not tried", target.name);
    }
}
