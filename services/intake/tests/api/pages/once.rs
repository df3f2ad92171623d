//! That one submission becomes one ticket, whatever a person or a browser does.

use anyhow::Result;
use domain::TicketNumber;
use http::StatusCode;
use testing::Person;

use super::visitor::{Sheet, Shown, open};
use crate::service::Service;

const FORM: &str = "status-bukan-pns";

#[tokio::test]
async fn reload_double_click_and_resend_show_the_same_receipt() -> Result<()> {
    let service = Service::start().await?;
    let sheet = Sheet::of(FORM, &Person::new(1)).opened(&service).await?;
    let twice =
        futures_util::future::try_join_all([sheet.send(&service), sheet.send(&service), sheet.send(&service)]).await?;
    let number = twice[0].number(&service).await?;
    for sent in &twice {
        assert_eq!(sent.number(&service).await?, number);
    }
    assert_eq!(sheet.send(&service).await?.number(&service).await?, number, "the code is spent, the ticket is there");
    assert_eq!(service.count("tickets").await?, 1);

    let receipt = twice[0].location.clone().expect("the way to the receipt");
    assert_eq!(open(&service, &receipt).await?.html, open(&service, &receipt).await?.html);
    Ok(())
}

#[tokio::test]
async fn who_goes_back_and_changes_something_is_shown_the_ticket_first() -> Result<()> {
    let service = Service::start().await?;
    let sheet = Sheet::of(FORM, &Person::new(2)).opened(&service).await?;
    let number = sheet.send(&service).await?.number(&service).await?;

    let changed = sheet.clone().with("chronology", "Ceritanya lain.").opened(&service).await?;
    let changed = changed.with("submission_id", &sheet.fields["submission_id"]);
    let page = changed.send(&service).await?;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.html.contains(&number) && page.html.contains("Terkirim"), "{}", page.html);
    assert_eq!(service.count("tickets").await?, 1);

    let mut anew = changed.on(&page)?;
    anew.files.clear();
    let second = anew.send(&service).await?.number(&service).await?;
    assert_ne!(second, number);
    assert_eq!(service.count("tickets").await?, 2);
    Ok(())
}

#[tokio::test]
async fn the_same_person_is_told_of_the_open_ticket_and_can_still_file() -> Result<()> {
    let service = Service::start().await?;
    let sheet = Sheet::of(FORM, &Person::new(3));
    let number = sheet.clone().opened(&service).await?.send(&service).await?.number(&service).await?;

    let again = sheet.opened(&service).await?.with("full_name", &Person::new(3).full_name.to_uppercase());
    let page = again.send(&service).await?;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_shows_nothing_of(&page, &number);
    assert!(page.html.contains("masih terbuka") && page.html.contains("tanda terima"));
    assert_eq!(service.count("tickets").await?, 1);

    let mut insisting = again.on(&page)?;
    insisting.files.clear();
    assert_ne!(insisting.send(&service).await?.number(&service).await?, number);
    Ok(())
}

/// That the page names no ticket: neither its number nor its stage.
fn assert_shows_nothing_of(page: &Shown, number: &str) {
    let spaced = number.parse::<TicketNumber>().unwrap().spaced();
    for told in [number, &number[10..], &spaced, "Tahap", "Dikirim"] {
        assert!(!page.html.contains(told), "{told}: {}", page.html);
    }
    assert!(page.response.header("location").is_none());
}

#[tokio::test]
async fn tabs_that_are_sent_at_the_same_moment_make_one_ticket() -> Result<()> {
    let service = Service::start().await?;
    let sheet = Sheet::of(FORM, &Person::new(6));
    let mut tabs = Vec::new();
    for _ in 0..8 {
        tabs.push(sheet.clone().opened(&service).await?);
    }
    let pages = futures_util::future::try_join_all(tabs.iter().map(|tab| tab.send(&service))).await?;
    let (filed, told): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| page.status == StatusCode::SEE_OTHER);
    assert_eq!((filed.len(), told.len()), (1, 7));
    let number = filed[0].number(&service).await?;
    for page in &told {
        assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.html);
        assert_shows_nothing_of(page, &number);
        assert_eq!(page.value("repeat_of"), told[0].value("repeat_of"));
    }
    assert_eq!(service.count("tickets").await?, 1);

    let mut insisting = Vec::new();
    for (tab, page) in tabs.into_iter().zip(&told) {
        insisting.push(tab.on(page)?);
    }
    let again = futures_util::future::try_join_all(insisting.iter().map(|tab| tab.send(&service))).await?;
    assert_eq!(again.iter().filter(|page| page.status == StatusCode::SEE_OTHER).count(), 1, "one more, not seven");
    assert_eq!(service.count("tickets").await?, 2);
    Ok(())
}

#[tokio::test]
async fn an_answered_ticket_another_form_or_another_person_is_no_repetition() -> Result<()> {
    let service = Service::start().await?;
    let person = Person::new(4);
    let number = Sheet::of(FORM, &person).opened(&service).await?.send(&service).await?.number(&service).await?;
    sqlx::query(
        "INSERT INTO desk.cases (ticket_number, submitted_on, ticket_id, form, desk, stage, submitted_at, answer_due_at)
         SELECT number, submitted_on, id, form, 'bkn.data-fixes', 'answered', submitted_at, answer_due_at
           FROM intake.tickets WHERE number = $1",
    )
    .bind(&number)
    .execute(service.database.owner())
    .await?;
    let elsewhere = Sheet::of("pengaduan-instansi", &person).opened(&service).await?;
    elsewhere.send(&service).await?.number(&service).await?;
    let other_card = Sheet::of("pengaduan-instansi", &person).opened(&service).await?.with("kk", &Person::new(5).kk);
    other_card.send(&service).await?.number(&service).await?;
    let answered = Sheet::of(FORM, &person).opened(&service).await?;
    answered.send(&service).await?.number(&service).await?;
    assert_eq!(service.count("tickets").await?, 4);
    Ok(())
}
