//! Letters reach the server once, and what a server refuses is told apart.

use anyhow::Result;
use messages::LetterKind;
use testing::eventually;

use crate::site::{PATIENCE, Site, settled};

const ANSWERED: LetterKind = LetterKind::TicketAnswered;

#[tokio::test]
async fn an_answer_is_told_by_mail_once_however_often_it_is_asked_for() -> Result<()> {
    let site = Site::new().await?;
    let ticket = site.ticket("siti@example.com").await?;
    assert!(site.ask(ANSWERED, ticket).await?);
    site.ask_again(ticket, 20).await?;
    site.carry().await?;
    // Two processes take them from one queue.
    let senders = [site.sender(&site.clock).await?, site.sender(&site.clock).await?];
    eventually("all messages to be seen", PATIENCE, async || {
        let seen = site.database.count("SELECT count(*) FROM notify.inbox WHERE done_at IS NOT NULL").await?;
        Ok((seen == 21).then_some(()))
    })
    .await?;
    assert_eq!(settled(&site.fate(ticket).await?), (Some("sent"), None));
    for sender in senders {
        sender.stop().await?;
    }
    let mails = site.mails.mails()?;
    let [mail] = mails.as_slice() else { panic!("{} mails", mails.len()) };
    for told in [
        "X-Envelope-To: siti@example.com",
        "From: \"Helpdesk SSCASN\" <helpdesk@example.go.id>",
        "Subject: Tiket Anda sudah dijawab",
        "Auto-Submitted: auto-generated",
        &format!("Message-ID: <{}@example.go.id>", site.letter(ticket).await?),
        "https://helpdesk.example/status",
    ] {
        assert!(mail.contains(told), "{told}: {mail}");
    }
    assert!(!mail.contains(&ticket.spaced()) && !mail.contains(&ticket.to_string()), "{mail}");
    Ok(())
}

#[tokio::test]
async fn a_ticket_without_an_address_has_no_letter() -> Result<()> {
    let site = Site::new().await?;
    let ticket = site.ticket("siti@example.com").await?;
    site.database.execute("DELETE FROM intake.notice_addresses").await?;
    assert!(!site.ask(ANSWERED, ticket).await?);
    assert_eq!(site.database.count("SELECT count(*) FROM intake.outbox").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_number_that_was_lost_is_written_to_its_owner() -> Result<()> {
    let site = Site::new().await?;
    let ticket = site.ticket("siti@example.com").await?;
    site.ask(LetterKind::TicketNumber, ticket).await?;
    let sender = site.sender(&site.clock).await?;
    site.carry().await?;
    site.fate(ticket).await?;
    sender.stop().await?;
    let mails = site.mails.mails()?;
    assert!(mails.len() == 1 && mails.iter().all(|mail| mail.contains(&ticket.spaced())), "{mails:?}");
    Ok(())
}

#[tokio::test]
async fn what_a_server_says_about_the_address_is_for_good_and_what_it_says_about_the_moment_is_not() -> Result<()> {
    let site = Site::new().await?;
    let refused = site.ticket("tolak@example.com").await?;
    let full = site.ticket("penuh@example.com").await?;
    let slow = site.ticket("lambat@example.com").await?;
    for ticket in [refused, full, slow] {
        site.ask(ANSWERED, ticket).await?;
    }
    let sender = site.sender(&site.clock).await?;
    site.carry().await?;
    assert_eq!(settled(&site.fate(refused).await?), (Some("refused"), Some("550")));
    assert_eq!(settled(&site.fate(full).await?), (None, Some("452")));
    assert_eq!(settled(&site.fate(slow).await?), (None, Some("timeout")));
    sender.stop().await?;
    assert_eq!(site.mails.mails()?.len(), 0);
    Ok(())
}

#[tokio::test]
async fn an_address_gets_as_many_letters_a_day_as_the_operator_allows() -> Result<()> {
    let mails = testing::MailServer::start(&[]).await?;
    let site = Site::with(mails, &[("LETTERS_PER_DAY", "2")]).await?;
    let sender = site.sender(&site.clock).await?;
    for expected in ["sent", "sent", "too_many"] {
        let ticket = site.ticket("siti@example.com").await?;
        site.ask(ANSWERED, ticket).await?;
        site.carry().await?;
        assert_eq!(settled(&site.fate(ticket).await?).0, Some(expected));
    }
    let another = site.ticket("budi@example.com").await?;
    site.ask(ANSWERED, another).await?;
    site.carry().await?;
    assert_eq!(settled(&site.fate(another).await?).0, Some("sent"));
    sender.stop().await
}

#[tokio::test]
async fn a_telephone_without_a_gateway_gets_none() -> Result<()> {
    let site = Site::new().await?;
    let ticket = site.ticket("+6281234567890").await?;
    site.ask(ANSWERED, ticket).await?;
    let sender = site.sender(&site.clock).await?;
    site.carry().await?;
    assert_eq!(settled(&site.fate(ticket).await?).0, Some("no_channel"));
    sender.stop().await
}
