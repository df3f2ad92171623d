//! Whom a desk approved is shown, once, an answer to the second question that counts once.

use anyhow::{Context as _, Result};
use captcha::Captcha;
use credentials::questions::{Answers, Matched, Stored};
use credentials::{Hasher, HasherConfig, Rule};
use domain::{FormCode, SevenDigits, TicketNumber};
use futures_util::future::join_all;
use http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use messages::topology::{ACCOUNT_COMMANDS, ACCOUNTS_COMMANDS, ANSWER_ACCOUNTS};
use messages::{AccountCommandRequested, VERSION};
use runtime::Clock;
use testing::{Broker, eventually};
use uuid::Uuid;

use crate::signing_in::person::{Browser, NIK, site};
use crate::site::{PATIENCE, Shown, Site};

pub(crate) const PAGE: &str = "/akun/kode-jawaban-2";
const WRONG: &str = "tidak cocok dengan permintaan yang disetujui";

/// The ticket with these digits.
pub(crate) fn ticket(digits: u32) -> String {
    let drawn = |digits| TicketNumber::drawn(FormCode::FORGOT_ANSWER_2, date(2026, 11, 30), digits);
    SevenDigits::new(digits).map(drawn).map_or_else(String::new, |number| number.to_string())
}

impl Browser {
    /// Opens the page and sends it as Siti, with these values instead.
    pub(crate) async fn looks(&mut self, site: &Site, other: &[(&str, &str)]) -> Result<Shown> {
        let page = self.open(site, PAGE).await?;
        let token = page.value("captcha_token").context("a code against robots")?;
        let code = Captcha::new(Site::vault()?, site.clock.clone()).open(&token)?.code().reveal();
        let number = ticket(1);
        let mut fields = vec![
            ("number", number.as_str()),
            ("nik", "3174015708950001"),
            ("kk", "3174010101150001"),
            ("full_name", "siti  rahayu"),
            ("birth_place", "Jakarta Selatan"),
            ("birth_date", "17-08-1995"),
            ("captcha_token", &token),
            ("captcha", &code),
            ("action", "send"),
        ];
        fields.retain(|(name, _)| other.iter().all(|(changed, _)| changed != name));
        fields.extend_from_slice(other);
        self.send(site, PAGE, &fields).await
    }
}

/// A ticket of Siti's that was approved.
async fn approved() -> Result<(Site, Clock)> {
    let (site, clock) = site().await?;
    sqlx::query(
        "INSERT INTO accounts.approvals (ticket_number, command_id, account_id, approved_at, until)
         SELECT $1, gen_random_uuid(), id, now(), now() + interval '7 days' FROM accounts.accounts",
    )
    .bind(ticket(1))
    .execute(site.database.owner())
    .await?;
    Ok((site, clock))
}

#[tokio::test]
async fn whoever_tells_all_of_it_is_shown_the_code_once() -> Result<()> {
    let (site, _clock) = approved().await?;
    let mut person = Browser::new(1);
    let shown = person.looks(&site, &[]).await?;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.html);
    assert_eq!(shown.response.header("cache-control"), Some("no-store"));
    let code = shown.value("answer").context("what the next form is filled in with")?;
    assert!(shown.html.contains(&format!(">{code}<")) && code.len() == 11, "{}", shown.html);
    let stored: String =
        sqlx::query_scalar("SELECT answer_hash FROM accounts.one_time_answers WHERE question = 2 AND until > now()")
            .fetch_one(site.database.owner())
            .await?;
    let hasher = Hasher::new(HasherConfig { at_once: 1, patience: PATIENCE }, Rule::APPLICANTS);
    let compared = Answers::new(hasher, Site::vault()?);
    let kept = Stored { answer: None, one_time: Some(&stored) };
    assert_eq!(compared.compare(&code, kept).await?, Matched::OneTime);

    let again = person.looks(&site, &[]).await?;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.html.contains("Kode sudah ditampilkan pada") && again.value("answer").is_none(), "{}", again.html);
    let entries = "SELECT count(*) FROM audit.entries WHERE action = 'answer_issued' AND subject_kind = 'applicant'";
    assert_eq!(site.database.count(entries).await?, 1);
    let left = "SELECT count(*) FROM accounts.failed_recoveries WHERE failures > 0";
    assert_eq!(site.database.count(left).await?, 0, "what was right costs nothing");
    Ok(())
}

#[tokio::test]
async fn a_copy_of_what_is_kept_about_somebody_tells_of_the_approval_and_not_the_code() -> Result<()> {
    let (site, clock) = approved().await?;
    let code = Browser::new(1).looks(&site, &[]).await?.value("answer").context("a code")?;
    let nik = domain::Nik::parse(NIK).unwrap();
    let kept = accounts::operator::person::export(site.database.owner(), &Site::vault()?, &nik).await?;
    let [(_, account)] = kept.as_slice() else { panic!("{} accounts", kept.len()) };
    let approval = &account["approvals"][0];
    assert_eq!((approval["ticket_number"].as_str(), account["approvals"][1].as_str()), (Some(&*ticket(1)), None));
    assert_eq!(approval["shown_at"].as_str(), Some(&*clock.now().to_string()));
    let issued = &account["one_time_answers"][0];
    assert_eq!(issued["question"].as_i64(), Some(2));
    assert_eq!(issued["until"].as_str(), Some(&*(clock.now() + SignedDuration::from_hours(24)).to_string()));
    let (told, hash) = (account.to_string(), "SELECT answer_hash FROM accounts.one_time_answers");
    let hash: String = sqlx::query_scalar(hash).fetch_one(site.database.owner()).await?;
    assert!(!told.contains(&code) && !told.contains(&code.replace('-', "")) && !told.contains(&hash), "{told}");
    Ok(())
}

#[tokio::test]
async fn of_many_at_once_one_is_shown_the_code() -> Result<()> {
    let (site, _clock) = approved().await?;
    let looks = (1..=3).map(|number| {
        let site = &site;
        async move { Browser::new(number).looks(site, &[]).await }
    });
    let pages: Vec<Shown> = join_all(looks).await.into_iter().collect::<Result<_>>()?;
    assert_eq!(pages.iter().filter(|page| page.value("answer").is_some()).count(), 1);
    Ok(())
}

#[tokio::test]
async fn three_wrong_identities_pause_a_day_and_an_unknown_ticket_looks_the_same() -> Result<()> {
    let (site, clock) = approved().await?;
    for (number, ticket) in [(1, ticket(1)), (2, ticket(2))] {
        let mut stranger = Browser::new(number);
        for wrong in [("birth_place", "Bandung"), ("full_name", "Siti Rahmawati"), ("kk", "3174010101150002")] {
            let shown = stranger.looks(&site, &[("number", &ticket), wrong]).await?;
            assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{ticket}");
            assert!(shown.html.contains(WRONG), "{ticket}: {}", shown.html);
        }
        let paused = stranger.looks(&site, &[("number", &ticket)]).await?;
        assert_eq!(paused.status, StatusCode::TOO_MANY_REQUESTS, "{ticket}");
        assert!(paused.html.contains("Sudah tiga kali"), "{}", paused.html);
    }
    clock.advance(SignedDuration::from_hours(25));
    assert_eq!(Browser::new(3).looks(&site, &[]).await?.status, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn what_is_mistyped_is_told_at_its_field_and_counts_as_nothing() -> Result<()> {
    let (site, _clock) = approved().await?;
    let shown = Browser::new(1).looks(&site, &[("number", "123"), ("nik", "")]).await?;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    for place in ["href=\"#number\"", "href=\"#nik\"", "Nomor tiket ini tidak benar"] {
        assert!(shown.html.contains(place), "{place}: {}", shown.html);
    }
    assert_eq!(site.count("accounts.failed_recoveries").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_code_that_nobody_came_for_is_over_and_a_frozen_account_shows_none() -> Result<()> {
    let (site, _clock) = approved().await?;
    site.database.execute("UPDATE accounts.approvals SET until = now() - interval '1 hour'").await?;
    let late = Browser::new(1).looks(&site, &[]).await?;
    assert!(late.status == StatusCode::CONFLICT && late.html.contains("waktunya sudah lewat"), "{}", late.html);
    site.database
        .execute(
            "UPDATE accounts.approvals SET until = now() + interval '1 hour';
             UPDATE accounts.accounts SET frozen_at = now(), frozen_for = 'operator'",
        )
        .await?;
    let frozen = Browser::new(2).looks(&site, &[]).await?;
    assert!(frozen.html.contains(WRONG), "{}", frozen.html);
    assert_eq!(site.count("accounts.one_time_answers").await?, 0);
    Ok(())
}

/// Puts a command in the desks' table, and its message on the way.
async fn command(site: &Site, broker: &Broker, command: Uuid, number: &str, is_written: bool) -> Result<()> {
    if is_written {
        sqlx::query(
            "INSERT INTO desk.account_commands (id, ticket_number, kind, account_id, asked_by, asked_at, due_at)
             SELECT $1, $2, 'answer', id, gen_random_uuid(), now(), now() FROM accounts.accounts
                 ON CONFLICT DO NOTHING",
        )
        .bind(command)
        .bind(number)
        .execute(site.database.owner())
        .await?;
    }
    let asked = AccountCommandRequested {
        version: VERSION,
        event_id: site.clock.new_id(),
        command_id: command,
        ticket_number: number.parse()?,
        at: site.clock.now(),
    };
    broker
        .publish_as(ACCOUNT_COMMANDS, AccountCommandRequested::KEY, asked.event_id, &serde_json::to_vec(&asked)?)
        .await
}

#[tokio::test]
async fn a_command_is_carried_out_once_and_reported_as_often_as_it_comes() -> Result<()> {
    let (site, _clock) = site().await?;
    let broker = Broker::new_virtual_host().await?;
    let settings = broker.settings();
    let url = settings.iter().find(|(key, _)| key == "ACCOUNTS_AMQP_URL").context("a user for accounts")?;
    let _worker = site.working(&[("ACCOUNTS_AMQP_URL", &url.1)], &["relay", "publisher", ACCOUNTS_COMMANDS]).await?;
    let id = site.clock.new_id();
    let reported = async |times: u32| {
        eventually("the reports", PATIENCE, async || Ok((broker.depth(ANSWER_ACCOUNTS).await? == times).then_some(())))
            .await
    };
    command(&site, &broker, id, &ticket(1), true).await?;
    reported(1).await?;
    let first: (Uuid, jiff_sqlx::Timestamp) = sqlx::query_as("SELECT command_id, approved_at FROM accounts.approvals")
        .fetch_one(site.database.owner())
        .await?;
    assert_eq!(first.0, id);
    command(&site, &broker, id, &ticket(1), true).await?;
    reported(2).await?;
    assert_eq!(site.count("accounts.approvals").await?, 1);

    // A message without a command of a desk moves nothing; a command for an account that is gone is reported as such.
    site.database.execute("UPDATE accounts.accounts SET frozen_at = now(), frozen_for = 'operator'").await?;
    command(&site, &broker, site.clock.new_id(), &ticket(2), false).await?;
    command(&site, &broker, site.clock.new_id(), &ticket(3), true).await?;
    reported(3).await?;
    assert_eq!(site.count("accounts.approvals").await?, 1);
    eventually("an empty queue", PATIENCE, async || Ok((broker.depth(ACCOUNTS_COMMANDS).await? == 0).then_some(())))
        .await?;
    Ok(())
}
