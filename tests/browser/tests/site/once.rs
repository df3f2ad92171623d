//! Impatience makes no second ticket: double clicks, loading again, going back, two tabs.

use anyhow::Result;
use browser::{Applicant, Audit, SEND, Site, View, number};

#[tokio::test(flavor = "multi_thread")]
async fn impatience_makes_one_ticket() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    for (at, view) in [View::PHONE, View::PHONE_WITHOUT_SCRIPT].into_iter().enumerate() {
        let tickets = i64::try_from(at)? * 2;
        let page = site.page(view).await?;
        let applicant = Applicant::new(&site, "status-bukan-pns", 6_001 + u64::try_from(at)?)?;
        page.open(&applicant.path()).await?;
        applicant.fill(&page).await?;
        site.answer_code(&page).await?;
        page.travel(async || page.click_times(SEND, 2).await).await?;
        let first = number(&page).await?;
        assert_eq!(site.tickets().await?, tickets + 1, "a double click");

        page.reload().await?;
        assert_eq!(number(&page).await?, first, "loading the receipt again");
        page.back().await?;
        assert_eq!(page.path().await?, applicant.path());

        // The same person with the same matter, in this tab or another: the open ticket is shown, and nothing is filed.
        page.open(&applicant.path()).await?;
        applicant.fill(&page).await?;
        site.answer_code(&page).await?;
        page.follow(SEND).await?;
        assert_eq!(page.document().await?.status, 409);
        assert!(page.text("main").await?.contains(&first));
        assert_eq!(site.tickets().await?, tickets + 1, "the same again");
        audit.look(&page, &format!("filed before, script {}", view.script)).await?;

        // Still, something may have changed.
        page.follow("main form button[value=send]").await?;
        assert_ne!(number(&page).await?, first);
        assert_eq!(site.tickets().await?, tickets + 2);
        page.close().await?;
    }
    audit.verdict().await
}
