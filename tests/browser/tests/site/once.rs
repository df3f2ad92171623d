//! Impatience and bad lines make no second ticket: double clicks, reloading, going back, two tabs, lost answers, a
//! cancelled upload.

use anyhow::{Result, ensure};
use browser::{Applicant, Audit, Page, SEND, Site, View, number, send};

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
        for _page in ["the form", "what will be sent"] {
            page.travel(async || page.click_times(SEND, 2).await).await?;
        }
        let first = number(&page).await?;
        assert_eq!(site.tickets().await?, tickets + 1, "a double click");

        page.reload().await?;
        assert_eq!(number(&page).await?, first, "loading the receipt again");
        back_to_the_form(&page).await?;
        assert_eq!(page.path().await?, applicant.path());

        // The same person with the same problem, in this tab or another: the site says that a ticket is open, and files
        // nothing.
        page.open(&applicant.path()).await?;
        applicant.fill(&page).await?;
        site.answer_code(&page).await?;
        send(&page).await?;
        assert_eq!(page.document().await?.status, 409);
        assert!(
            !page.text("main").await?.replace([' ', '\n'], "").contains(&first),
            "the open ticket is told, not named"
        );
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

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_that_send_the_same_form_at_once_make_one_ticket() -> Result<()> {
    let site = Site::start().await?;
    for (tickets, view) in (1..).zip([View::PHONE, View::PHONE_WITHOUT_SCRIPT]) {
        let applicant = Applicant::new(&site, "status-bukan-pns", 6_100 + u64::try_from(tickets)?)?;
        let (one, other) = (site.page(view).await?, site.page(view).await?);
        for page in [&one, &other] {
            page.open(&applicant.path()).await?;
            applicant.fill(page).await?;
            site.answer_code(page).await?;
            page.follow(SEND).await?;
        }
        tokio::try_join!(one.follow(SEND), other.follow(SEND))?;
        let (filed, told) = if one.count("#nomor").await? == 1 { (&one, &other) } else { (&other, &one) };
        let number = number(filed).await?;
        assert!(
            !told.text("main").await?.contains(&number),
            "the other tab names no ticket: {}",
            told.text("main").await?
        );
        assert_eq!(site.tickets().await?, tickets);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_and_sending_again_files_nothing_twice() -> Result<()> {
    let site = Site::start().await?;
    for (tickets, view) in (1..).zip([View::PHONE, View::PHONE_WITHOUT_SCRIPT]) {
        let page = site.page(view).await?;
        let applicant = Applicant::new(&site, "status-bukan-pns", 6_200 + u64::try_from(tickets)?)?;
        let first = applicant.file(&site, &page).await?;
        back_to_the_form(&page).await?;
        assert_eq!(page.path().await?, applicant.path());
        if page.count("#captcha").await? > 0 {
            applicant.fill(&page).await?;
            site.answer_code(&page).await?;
        }
        send(&page).await?;
        let told = page.text("main").await?;
        // The old page leads to its own receipt; a new page says that a ticket is open.
        assert!(told.contains("sudah ada") || told.replace([' ', '\n'], "").contains(&first), "{told}");
        assert_eq!(site.tickets().await?, tickets);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_lost_is_found_by_sending_again() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    for (tickets, view) in (1..).zip([View::PHONE, View::PHONE_WITHOUT_SCRIPT]) {
        let (page, line) = site.page_over_a_line(view).await?;
        let applicant = Applicant::new(&site, "status-bukan-pns", 6_300 + u64::try_from(tickets)?)?;
        page.open(&applicant.path()).await?;
        applicant.fill(&page).await?;
        site.answer_code(&page).await?;
        page.follow(SEND).await?;
        line.lose_answers();
        if view.script {
            page.click(SEND).await?;
            page.shows("document.querySelector('[data-sending-fault]').textContent.includes('Sambungan terputus')")
                .await?;
            is_kept(&page, &applicant).await?;
        } else {
            page.follow(SEND).await?;
            assert_eq!(page.count("main").await?, 0, "the browser's own page says that the line is broken");
        }
        assert_eq!(site.tickets().await?, tickets, "it arrived");
        line.mend();
        if view.script {
            audit.look(&page, "an answer lost").await?;
            page.follow(SEND).await?;
        } else {
            page.reload().await?;
        }
        number(&page).await?;
        assert_eq!(site.tickets().await?, tickets);
    }
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_breaks_on_the_way_loses_nothing() -> Result<()> {
    let site = Site::start().await?;
    let (page, line) = site.page_over_a_line(View::PHONE).await?;
    let applicant = Applicant::new(&site, "status-bukan-pns", 6_401)?;
    page.open(&applicant.path()).await?;
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    line.cut();
    page.click(SEND).await?;
    page.shows("document.querySelector('[data-sending-fault]').textContent.includes('tidak akan tercatat dua kali')")
        .await?;
    is_kept(&page, &applicant).await?;
    assert_eq!(site.tickets().await?, 0);
    line.mend();
    send(&page).await?;
    number(&page).await?;
    assert_eq!(site.tickets().await?, 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_upload_leaves_the_form_as_it_was() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let page = site.page(View::PHONE).await?;
    let applicant = Applicant::new(&site, "status-bukan-pns", 6_501)?;
    page.open(&applicant.path()).await?;
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    page.upload_rate(Some(1_000)).await?;
    page.click(SEND).await?;
    page.shows("(it => it.checkVisibility() && it.value < 100)(document.querySelector('[data-sending] progress'))")
        .await?;
    audit.look(&page, "sending").await?;
    page.click("[data-cancel]").await?;
    page.shows("document.querySelector('[data-sending-fault]').textContent.includes('Pengiriman dibatalkan')").await?;
    is_kept(&page, &applicant).await?;
    audit.look(&page, "cancelled").await?;
    assert_eq!(site.tickets().await?, 0);
    page.upload_rate(None).await?;
    send(&page).await?;
    number(&page).await?;
    assert_eq!(site.tickets().await?, 1);
    audit.verdict().await
}

/// Goes back until there is something to send again. Without script the page between shows nothing by itself.
async fn back_to_the_form(page: &Page) -> Result<()> {
    page.back().await?;
    while page.count("form[data-upload]").await? == 0 {
        page.back().await?;
    }
    Ok(())
}

/// Checks that the page still has everything typed and chosen, and that the person can send it.
async fn is_kept(page: &Page, applicant: &Applicant) -> Result<()> {
    for (name, value) in &applicant.values {
        assert_eq!(page.value(&format!("[name={name}]")).await?, *value, "{name}");
    }
    let keeps_documents = page.count("[name=draft]").await? > 0;
    for kind in applicant.files.keys().filter(|_| !keeps_documents) {
        ensure!(
            page.evaluate::<usize>(&format!("document.querySelector('#{kind}').files.length")).await? == 1,
            "{kind} is not chosen any more"
        );
    }
    ensure!(!page.value("[name=captcha]").await?.is_empty(), "the code has to be typed again");
    ensure!(
        page.evaluate::<bool>(&format!("!document.querySelector({}).disabled", serde_json::json!(SEND))).await?,
        "it cannot be sent"
    );
    Ok(())
}
