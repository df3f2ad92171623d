//! Accounts are made within a period, by the service's clock.

use anyhow::Result;
use http::StatusCode;
use runtime::Clock;
use testing::Database;

use crate::site::{Browser, FIRST_STEP, Site, siti};

async fn with_period(opens: &'static str) -> Result<Site> {
    let database = Database::create().await?;
    database.execute(opens).await?;
    Site::on(database, Clock::system(), &[]).await
}

#[tokio::test]
async fn before_and_after_its_period_no_account_is_made_and_the_page_says_when() -> Result<()> {
    for (period, said) in [
        ("now() + interval '1 hour', now() + interval '2 hours'", "Pendaftaran akun belum dibuka"),
        ("now() - interval '2 hours', now() - interval '1 second'", "Pendaftaran akun sudah ditutup"),
    ] {
        let insert = format!(
            "INSERT INTO accounts.periods (id, name, opens_at, closes_at)
             SELECT gen_random_uuid(), 'CASN 2026', p.* FROM (SELECT {period}) AS p"
        );
        let site = with_period(insert.leak()).await?;
        let shown = Browser::default().open(&site, FIRST_STEP).await?;
        assert!(
            shown.status == StatusCode::OK && shown.html.contains(said) && shown.html.contains("CASN 2026"),
            "{}",
            shown.html
        );
        let refused = Browser::default().send(&site, &siti()).await?;
        assert!(refused.status == StatusCode::CONFLICT && refused.html.contains(said), "{}", refused.html);
    }
    let none = with_period("SELECT 1").await?;
    assert!(Browser::default().open(&none, FIRST_STEP).await?.html.contains("belum ditetapkan"));
    Ok(())
}

#[tokio::test]
async fn a_period_that_ends_while_somebody_types_is_over_whatever_this_process_last_knew() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    let filled = browser.filled(&site, &siti()).await?;
    site.database.execute("UPDATE accounts.periods SET closes_at = now()").await?;
    let shown = browser.send(&site, &filled).await?;
    assert_eq!(shown.status, StatusCode::CONFLICT, "{}", shown.html);
    assert_eq!(site.count("accounts.drafts").await?, 0);
    Ok(())
}
