//! One submission from the form to its answer, on both layouts.

use std::time::Duration;

use anyhow::{Context, Result};
use domain::Desk;
use serde_json::json;
use testing::{Layout, Person, System, eventually};

const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_reaches_its_answer_in_one_process() -> Result<()> {
    follow(Layout::AllInOne).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_reaches_its_answer_in_separate_processes() -> Result<()> {
    follow(Layout::Separate).await
}

/// Files a ticket with documents, finds it at every stage, transfers it once, reads it and answers it. No second answer
/// succeeds.
async fn follow(layout: Layout) -> Result<()> {
    let system = System::start(layout).await?;
    let (api, person) = (system.api(), Person::new(66_001));
    let body = person.submission("status-bukan-pns", 120_000);

    let filed = api.submit("status-bukan-pns", &body, Some("kunci-1")).await?;
    assert_eq!(filed.status, 201, "{}", String::from_utf8_lossy(&filed.body));
    let receipt = filed.json()?;
    let number = receipt["ticket_number"].as_str().context("a number")?.to_owned();
    assert!(number.starts_with("66"));
    assert_eq!(filed.header("location"), Some(format!("/api/v1/tickets/{number}").as_str()));
    let found = api.found(&number, &person.nik).await?.context("a number just given is found at once")?;
    assert!(["submitted", "received"].contains(&found.stage.as_str()), "{}", found.stage);

    let again = api.submit("status-bukan-pns", &body, Some("kunci-1")).await?;
    assert_eq!((again.status.as_u16(), again.json()?["ticket_number"].as_str()), (200, Some(number.as_str())));

    let fixes = system.desk_token(Desk::BknDataFixes);
    let accounts = system.desk_token(Desk::BknAccounts);
    stage(&api, &number, &person, "received").await?;
    assert_eq!(api.desk_get(accounts, &format!("/api/v1/tickets/{number}")).await?.status, 404);

    let moved = json!({ "desk": "bkn.accounts", "reason": "Masalahnya ada di akun." });
    let moved = api.desk_post(fixes, &format!("/api/v1/tickets/{number}/transfers"), &moved).await?;
    assert!(moved.status.is_success(), "{}", String::from_utf8_lossy(&moved.body));
    eventually("the transferred ticket", PATIENCE, async || {
        Ok((api.desk_get(accounts, &format!("/api/v1/tickets/{number}")).await?.status == 200).then_some(()))
    })
    .await?;
    assert_eq!(api.desk_get(fixes, &format!("/api/v1/tickets/{number}")).await?.status, 404);

    stage(&api, &number, &person, "received").await?;
    let claim = api.desk_post(accounts, "/api/v1/desks/bkn.accounts/claims", &json!({})).await?;
    assert_eq!((claim.status.as_u16(), claim.json()?["ticket_number"].as_str()), (200, Some(number.as_str())));
    stage(&api, &number, &person, "processing").await?;

    let content = api.desk_get(accounts, &format!("/api/v1/tickets/{number}")).await?.json()?;
    assert!(content.to_string().contains(&person.full_name) && content.to_string().contains(&person.nik));
    for (kind, head) in [("ktp", &[0xFF, 0xD8][..]), ("diploma", b"%PDF")] {
        let document = api.desk_get(accounts, &format!("/api/v1/tickets/{number}/documents/{kind}")).await?;
        assert_eq!(document.status, 200);
        assert!(document.body.starts_with(head), "{kind} came back changed");
        assert_eq!(document.header("x-content-type-options"), Some("nosniff"));
        assert!(document.header("content-disposition").is_some_and(|value| value.starts_with("attachment")));
    }

    let path = format!("/api/v1/tickets/{number}/answers");
    let (answer, other) =
        (json!({ "text": "Data Anda sudah kami perbaiki." }), json!({ "text": "Data Anda sudah benar." }));
    let (first, second) =
        tokio::try_join!(api.desk_post(accounts, &path, &answer), api.desk_post(accounts, &path, &other))?;
    let written = if first.status == 201 { &answer } else { &other };
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "answered twice is impossible");
    let found = stage(&api, &number, &person, "answered").await?;
    assert_eq!(found["answers"][0]["text"], written["text"]);
    assert!(found["question"]["text"].as_str().is_some_and(|text| text.contains("padahal belum pernah diangkat")));
    let stages: Vec<_> =
        found["timeline"].as_array().context("a time line")?.iter().map(|entry| entry["stage"].clone()).collect();
    assert_eq!(stages.first(), Some(&json!("submitted")));
    assert_eq!(stages.last(), Some(&json!("answered")));

    let reads: i64 =
        sqlx::query_scalar("SELECT count(*) FROM audit.entries WHERE ticket_number = $1 AND action LIKE 'read%'")
            .bind(&number)
            .fetch_one(system.database.owner())
            .await?;
    assert!(reads >= 4, "every read of content or document leaves a row: {reads}");
    Ok(())
}

async fn stage(api: &testing::Api, number: &str, person: &Person, stage: &str) -> Result<serde_json::Value> {
    eventually(&format!("stage {stage}"), PATIENCE, async || {
        Ok(api.found(number, &person.nik).await?.filter(|lookup| lookup.stage == stage).map(|lookup| lookup.body))
    })
    .await
}
