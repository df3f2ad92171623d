//! What a screen reader gets of the pages that applicants go through, held against the readings beside the tests.

use std::time::Duration;

use anyhow::{Context as _, Result};
use browser::{Applicant, SEND, Site, View, number};
use serde_json::json;
use testing::eventually;

const PATIENCE: Duration = Duration::from_mins(1);

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_reader_gets_the_form_the_check_the_receipt_and_the_status_as_they_were_read_before() -> Result<()> {
    let site = Site::start().await?;
    let page = site.page(View::PHONE).await?;
    let applicant = Applicant::new(&site, "status-bukan-pns", 8_401)?;
    page.open(&applicant.path()).await?;
    page.reads_as("form").await?;
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    page.follow(SEND).await?;
    page.reads_as("check").await?;
    page.follow(SEND).await?;
    let number = number(&page).await?;
    page.reads_as("receipt").await?;
    page.follow("a[href^='/status'].button--primary").await?;
    page.reads_as("status-question").await?;

    answer(&site, &applicant, &number).await?;
    eventually("the page to show the answer", PATIENCE, async || {
        page.open("/status").await?;
        applicant.look_up(&page, &number).await?;
        Ok(page.text("main").await?.contains("sudah kami perbaiki").then_some(()))
    })
    .await?;
    page.reads_as("status-answer").await
}

/// The desk answers the ticket.
async fn answer(site: &Site, applicant: &Applicant, number: &str) -> Result<()> {
    let desk = applicant.form.desk.context("a desk")?;
    let (api, token) = (site.system.api(), site.system.desk_token(desk));
    eventually("the ticket at its desk", PATIENCE, async || {
        Ok((api.desk_get(token, &format!("/api/v1/tickets/{number}")).await?.status == 200).then_some(()))
    })
    .await?;
    api.desk_post(token, &format!("/api/v1/desks/{desk}/claims"), &json!({})).await?;
    let text = json!({ "text": "Data Anda sudah kami perbaiki." });
    let answered = api.desk_post(token, &format!("/api/v1/tickets/{number}/answers"), &text).await?;
    anyhow::ensure!(answered.status == 201, "the answer: {}", answered.status);
    Ok(())
}
