//! A letter outlives the loss of its message, servers that are away or want it later, and processes that die.

use anyhow::Result;
use jiff::SignedDuration;
use messages::LetterKind;
use runtime::Clock;

use crate::site::{Site, settled};

const ANSWERED: LetterKind = LetterKind::TicketAnswered;

/// A clock that is ahead.
fn ahead(by: SignedDuration) -> Clock {
    Clock::fixed(Clock::system().now() + by)
}

#[tokio::test]
async fn a_letter_whose_message_got_lost_is_sent_all_the_same() -> Result<()> {
    let site = Site::new().await?;
    let ticket = site.ticket("siti@example.com").await?;
    site.ask(ANSWERED, ticket).await?;
    site.database.execute("DELETE FROM intake.outbox").await?;
    let sender = site.sender(&ahead(SignedDuration::from_mins(6))).await?;
    assert_eq!(settled(&site.fate(ticket).await?), (Some("sent"), None));
    sender.stop().await?;
    assert_eq!(site.mails.mails()?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_server_that_does_not_know_us_yet_gets_the_letter_later() -> Result<()> {
    let site = Site::new().await?;
    let ticket = site.ticket("kenal@example.com").await?;
    site.ask(ANSWERED, ticket).await?;
    let sender = site.sender(&site.clock).await?;
    site.carry().await?;
    assert_eq!(settled(&site.fate(ticket).await?), (None, Some("451")));
    sender.stop().await?;
    site.database.execute("UPDATE notify.letters SET problem = NULL").await?;
    let sender = site.sender(&ahead(SignedDuration::from_mins(2))).await?;
    let fate = site.fate(ticket).await?;
    assert_eq!((settled(&fate), fate.2), ((Some("sent"), None), 2));
    sender.stop().await
}

#[tokio::test]
async fn a_mail_server_that_was_away_gets_all_letters_when_it_is_back() -> Result<()> {
    let mut site = Site::new().await?;
    let mut tickets = Vec::new();
    for number in 0..5 {
        tickets.push(site.ticket(&format!("pelamar{number}@example.com")).await?);
    }
    site.mails.stop().await?;
    for ticket in &tickets {
        site.ask(ANSWERED, *ticket).await?;
    }
    let sender = site.sender(&site.clock).await?;
    site.carry().await?;
    for ticket in &tickets {
        assert_eq!(settled(&site.fate(*ticket).await?), (None, Some("unreachable")));
    }
    sender.stop().await?;
    site.database.execute("UPDATE notify.letters SET problem = NULL").await?;
    site.mails.start_again().await?;
    let sender = site.sender(&ahead(SignedDuration::from_mins(2))).await?;
    for ticket in &tickets {
        assert_eq!(settled(&site.fate(*ticket).await?), (Some("sent"), None));
    }
    sender.stop().await?;
    assert_eq!(site.mails.mails()?.len(), 5);
    Ok(())
}

#[tokio::test]
async fn a_letter_that_a_dead_process_held_is_free_after_minutes() -> Result<()> {
    let site = Site::new().await?;
    let ticket = site.ticket("siti@example.com").await?;
    site.ask(ANSWERED, ticket).await?;
    let held = "UPDATE notify.letters SET leased_until = now() + interval '3 minutes', attempts = 1";
    site.database.execute(held).await?;
    site.database.execute("DELETE FROM intake.outbox").await?;
    let sender = site.sender(&ahead(SignedDuration::from_mins(6))).await?;
    let fate = site.fate(ticket).await?;
    assert_eq!((settled(&fate), fate.2), ((Some("sent"), None), 2));
    sender.stop().await
}

#[tokio::test]
async fn a_letter_that_comes_too_late_or_whose_ticket_is_gone_is_not_sent() -> Result<()> {
    let site = Site::new().await?;
    let (late, erased) = (site.ticket("siti@example.com").await?, site.ticket("budi@example.com").await?);
    site.ask(ANSWERED, late).await?;
    site.ask(LetterKind::TicketNumber, erased).await?;
    site.database.execute("DELETE FROM intake.outbox").await?;
    site.database.execute("UPDATE notify.letters SET due_at = expires_at WHERE kind = 'ticket_answered'").await?;
    let erase = "UPDATE intake.tickets SET erased_at = now()
                  WHERE number = (SELECT ticket_number FROM notify.letters WHERE kind = 'ticket_number')";
    site.database.execute(erase).await?;
    let sender = site.sender(&ahead(SignedDuration::from_hours(20))).await?;
    assert_eq!(settled(&site.fate(erased).await?), (Some("gone"), None));
    sender.stop().await?;
    let sender = site.sender(&ahead(SignedDuration::from_hours(73))).await?;
    assert_eq!(settled(&site.fate(late).await?), (Some("expired"), None));
    sender.stop().await
}
