//! Which channels may file, and how fast.

use anyhow::Result;
use http::StatusCode;
use testing::Person;

use crate::service::{Service, assert_problem, assert_retry_after, new_channel};

#[tokio::test]
async fn only_known_channels_may_file() -> Result<()> {
    let service = Service::start().await?;
    let owner = service.database.owner();
    let revoked = new_channel(owner, "kios lama").await?;
    sqlx::query("UPDATE intake.channel_tokens SET revoked_at = now() WHERE name = 'kios lama'").execute(owner).await?;
    let body = Person::new(1).submission("pengaduan-instansi", 0);
    assert_problem(&service.post("pengaduan-instansi", &[], &body).await?, 401, "unauthorized");
    for (token, status, code) in [
        (web::bearer::new_token("channel")?, 401, "unauthorized"),
        (revoked, 403, "forbidden"),
        (web::bearer::new_token("desk")?, 403, "forbidden"),
    ] {
        let response =
            service.post("pengaduan-instansi", &[("authorization", &format!("Bearer {token}"))], &body).await?;
        assert_problem(&response, status, code);
    }
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn a_channel_that_files_too_fast_is_asked_to_wait() -> Result<()> {
    let service = Service::start_with(&[("CHANNEL_RATE_PER_SECOND", "1")]).await?;
    let body = Person::new(1).submission("pengaduan-instansi", 0);
    assert_eq!(service.api.submit("pengaduan-instansi", &body, None).await?.status, StatusCode::CREATED);
    let response = service.api.submit("pengaduan-instansi", &body, None).await?;
    assert_problem(&response, 429, "too_many_requests");
    assert_retry_after(&response.headers);
    Ok(())
}
