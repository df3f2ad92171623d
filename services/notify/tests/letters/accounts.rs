//! Letters to applicants about their accounts.

use anyhow::Result;
use database::Schema;
use jiff::SignedDuration;
use messages::LetterKind;
use runtime::Clock;
use testing::MailServer;

use crate::site::{Site, settled};

/// A mail without the folds of its long lines.
fn unfolded(mail: &str) -> String {
    mail.replace("=\r\n", "").replace("=\n", "")
}

#[tokio::test]
async fn a_letter_to_an_account_leaves_with_its_link_to_the_site_of_the_settings() -> Result<()> {
    let site = Site::new().await?;
    let (owner, link) = (site.account("siti@example.com").await?, site.clock.new_id());
    let letter = site.tell(LetterKind::AccountVerifyEmail, owner, Some(link)).await?;
    let sender = site.sender(&site.clock).await?;
    site.carry_of("accounts", Schema::Accounts).await?;
    assert_eq!(settled(&site.fate_of(letter).await?), (Some("sent"), None));
    sender.stop().await?;
    let mails = site.mails.mails()?;
    let [mail] = mails.as_slice() else { panic!("{} mails", mails.len()) };
    let whole = unfolded(mail);
    for told in [
        "X-Envelope-To: siti@example.com",
        "Subject: Pastikan alamat email Anda",
        &format!("https://helpdesk.example/akun/tautan/{}", site.token(link)),
        "Kami tidak pernah meminta password",
    ] {
        assert!(whole.contains(told), "{told}: {mail}");
    }
    assert!(!whole.contains("aduan"), "{mail}");
    Ok(())
}

#[tokio::test]
async fn news_of_an_account_lead_to_no_page_that_acts() -> Result<()> {
    let site = Site::new().await?;
    let owner = site.account("siti@example.com").await?;
    let letter = site.tell(LetterKind::AccountPasswordChanged, owner, None).await?;
    let sender = site.sender(&site.clock).await?;
    site.carry_of("accounts", Schema::Accounts).await?;
    assert_eq!(settled(&site.fate_of(letter).await?), (Some("sent"), None));
    sender.stop().await?;
    let mail = unfolded(&site.mails.mails()?.concat());
    assert!(mail.contains("Bukan Anda") && mail.contains("https://helpdesk.example/akun/masuk"), "{mail}");
    assert!(!mail.contains("/tautan/"), "{mail}");
    Ok(())
}

#[tokio::test]
async fn a_letter_to_an_account_that_is_refused_for_now_comes_again() -> Result<()> {
    let site = Site::new().await?;
    let owner = site.account("kenal@example.com").await?;
    let letter = site.tell(LetterKind::AccountNewDevice, owner, None).await?;
    let sender = site.sender(&site.clock).await?;
    site.carry_of("accounts", Schema::Accounts).await?;
    assert_eq!(settled(&site.fate_of(letter).await?), (None, Some("451")));
    sender.stop().await?;
    site.database.execute("UPDATE notify.letters SET problem = NULL").await?;
    let sender = site.sender(&Clock::fixed(Clock::system().now() + SignedDuration::from_mins(2))).await?;
    let fate = site.fate_of(letter).await?;
    assert_eq!((settled(&fate), fate.2), ((Some("sent"), None), 2));
    sender.stop().await
}

#[tokio::test]
async fn an_erased_account_gets_no_letter() -> Result<()> {
    let site = Site::with(MailServer::start(&[]).await?, &[]).await?;
    let (erased, unreached, another) = (
        site.account("siti@example.com").await?,
        site.account("budi@example.com").await?,
        site.account("dewi@example.com").await?,
    );
    let mut told = Vec::new();
    for to in [erased, unreached, another] {
        told.push(site.tell(LetterKind::AccountRecovered, to, None).await?);
    }
    let erase = sqlx::query("DELETE FROM accounts.accounts WHERE id = $1").bind(erased.account);
    erase.execute(site.database.owner()).await?;
    let forget = sqlx::query("DELETE FROM accounts.addresses WHERE id = $1").bind(unreached.address);
    forget.execute(site.database.owner()).await?;
    let sender = site.sender(&site.clock).await?;
    site.carry_of("accounts", Schema::Accounts).await?;
    assert_eq!(settled(&site.fate_of(told[2]).await?), (Some("sent"), None));
    assert_eq!(settled(&site.fate_of(told[1]).await?), (Some("gone"), None));
    sender.stop().await?;
    assert_eq!(site.database.count("SELECT count(*) FROM notify.letters").await?, 2, "it went with its account");
    assert_eq!(site.mails.mails()?.len(), 1);
    Ok(())
}
