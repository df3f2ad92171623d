//! What an attempt costs, and what becomes of one that meets a change.

use std::time::Duration;

use anyhow::Result;
use credentials::questions::Question;
use credentials::{Failure, Password, Tally};
use domain::{BirthDate, FamilyCard, FullName, Nik, Text, TextRule};
use futures_util::future::join_all;
use population::Identity;
use testing::Database;
use vault::{Index, Secret};

use super::*;
use crate::operator::seed::{self, Invented};
use crate::store::entrances;

const NIK: &str = "3174015708950001";
const KK: &str = "3174010101150001";
const PASSWORD: &str = "Langit-Kopi-4-Jendela";

/// One database with the account of Siti.
struct Site {
    database: Database,
    access: Access,
    siti: Uuid,
}

impl Site {
    async fn new(patience: Duration) -> Result<Self> {
        let (database, vault, clock) = (Database::create().await?, Vault::for_tests(), Clock::system());
        let period: Uuid = sqlx::query_scalar(
            "INSERT INTO accounts.periods (id, name, opens_at, closes_at)
             VALUES (gen_random_uuid(), 'CASN 2026', now() - interval '1 day', now() + interval '1 day') RETURNING id",
        )
        .fetch_one(database.owner())
        .await?;
        let person = Invented {
            nik: NIK,
            kk: KK,
            full_name: "Siti Rahayu",
            birth_place: "Jakarta Selatan",
            birth_date: "17-08-1995",
            phone: "081234567890",
            email: "siti@example.go.id",
            password: PASSWORD,
        };
        let passwords = PasswordsConfig { at_once: Some(std::num::NonZeroU16::MIN), patience };
        let usual = hasher(PasswordsConfig { patience: Duration::from_secs(20), ..passwords });
        let siti = seed::account(database.owner(), &vault, &clock, &usual, period, person).await?;
        let pool = Pool::connect(&database.service_url("ACCOUNTS")?).await?;
        Ok(Self { access: Access::new(pool, vault, clock, hasher(passwords)), database, siti })
    }

    /// The outcome of an attempt in a new browser, and the hashes that it cost.
    async fn attempt(&self, nik: &str, password: &str) -> Result<(&'static str, u64)> {
        let before = self.access.hasher.hashed();
        let nik = Nik::parse(nik).unwrap();
        let outcome =
            match self.access.enter(&nik, &Password::new(password.to_owned()), &visitor()?, &Tally::default()).await? {
                Attempt::Right(_) => "right",
                Attempt::Frozen(_) => "frozen",
                Attempt::Wrong => "wrong",
                Attempt::Wait(_) => "wait",
            };
        Ok((outcome, self.access.hasher.hashed() - before))
    }

    /// The outcome of form 04, and the hashes that it cost.
    async fn prove(&self, nik: &str, kk: &str, question: Question, answer: &str) -> Result<(&'static str, u64)> {
        let before = self.access.hasher.hashed();
        let outcome = match self.access.prove(&told(&identity(nik, kk), question, answer)).await? {
            Tried::Right(_) => "right",
            Tried::Wrong => "wrong",
            Tried::TooManyOfNik(_) | Tried::TooManyOfNetwork(_) => "wait",
        };
        Ok((outcome, self.access.hasher.hashed() - before))
    }
}

fn identity(nik: &str, kk: &str) -> Identity {
    Identity {
        nik: Nik::parse(nik).unwrap(),
        family_card: FamilyCard::parse(kk).unwrap(),
        full_name: FullName::parse("Siti Rahayu").unwrap(),
        birth_place: Text::parse("Jakarta Selatan", TextRule::Line { max: 100 }).unwrap(),
        birth_date: BirthDate::restored("1995-08-17").unwrap(),
    }
}

fn told<'a>(identity: &'a Identity, question: Question, answer: &'a str) -> Told<'a> {
    Told { identity, question, answer, network: [198, 51, 100, 1].into() }
}

fn visitor() -> Result<Visitor> {
    let (browser, device) = (Secret::new()?, Some(Secret::new()?));
    Ok(Visitor { network: [198, 51, 100, 1].into(), browser, device, session: None, client: "Firefox".to_owned() })
}

#[tokio::test]
async fn a_nik_without_an_account_costs_as_many_hashes_as_a_wrong_password() -> Result<()> {
    let site = Site::new(Duration::from_secs(20)).await?;
    assert_eq!(site.attempt(NIK, "Salah-Sekali-4").await?, ("wrong", 1));
    assert_eq!(site.attempt("3273025203980002", PASSWORD).await?, ("wrong", 1));
    assert_eq!(site.attempt(NIK, PASSWORD).await?, ("right", 1));
    for over in [
        "UPDATE accounts.accounts SET state = 'claim', identity = 'pending', check_at = now()",
        "UPDATE accounts.accounts SET state = 'removed', check_at = NULL, ended_at = now()",
    ] {
        site.database.execute(over).await?;
        assert_eq!(site.attempt(NIK, PASSWORD).await?, ("wrong", 1), "{over}");
    }
    Ok(())
}

#[tokio::test]
async fn who_waits_costs_no_hash_whether_the_nik_has_an_account_or_not() -> Result<()> {
    let site = Site::new(Duration::from_secs(20)).await?;
    for nik in [NIK, "3273025203980002"] {
        for _ in 0..5 {
            assert_eq!(site.attempt(nik, "Salah-Sekali-4").await?, ("wrong", 1), "{nik}");
        }
        assert_eq!(site.attempt(nik, PASSWORD).await?, ("wait", 0), "{nik}");
    }
    Ok(())
}

#[tokio::test]
async fn an_attempt_that_finds_no_turn_does_not_count() -> Result<()> {
    let site = Site::new(Duration::from_secs(20)).await?;
    let without_turns = HasherConfig { at_once: 0, patience: Duration::from_millis(1) };
    let crowded = Access { hasher: Hasher::new(without_turns, Rule::APPLICANTS), ..site.access.clone() };
    let (nik, password) = (Nik::parse(NIK).unwrap(), Password::new(PASSWORD.to_owned()));
    for _ in 0..8 {
        assert!(matches!(crowded.enter(&nik, &password, &visitor()?, &Tally::default()).await, Err(Failure::Busy)));
    }
    let attempt = site.access.enter(&nik, &password, &visitor()?, &Tally::default()).await?;
    assert!(matches!(attempt, Attempt::Right(_)));
    Ok(())
}

#[tokio::test]
async fn a_way_back_costs_two_hashes_whatever_is_wrong_and_none_when_too_many_failed() -> Result<()> {
    let site = Site::new(Duration::from_secs(20)).await?;
    let unknown = "3273025203980002";
    for (nik, kk, question, answer, right, hashes) in [
        (NIK, KK, Question::Pet, "Salah sekali", "wrong", 2),
        (unknown, KK, Question::Pet, "Si Belang Tiga", "wrong", 2),
        (NIK, "3174010101150002", Question::Pet, "Si Belang Tiga", "wrong", 2),
        (NIK, KK, Question::Friend, "Si Belang Tiga", "wrong", 2),
        (NIK, KK, Question::Pet, "Si Belang Tiga", "right", 2),
        (NIK, KK, Question::Pet, "K7QF9-M2XTD", "wrong", 2),
        (NIK, KK, Question::Pet, "", "wrong", 2),
        (NIK, KK, Question::Pet, "Si Belang Tiga", "wait", 0),
    ] {
        assert_eq!(site.prove(nik, kk, question, answer).await?, (right, hashes), "{nik} {kk} {answer}");
    }
    for _ in 0..4 {
        assert_eq!(site.prove(unknown, KK, Question::Pet, "Si Belang Tiga").await?, ("wrong", 2));
    }
    assert_eq!(site.prove(unknown, KK, Question::Pet, "Si Belang Tiga").await?, ("wait", 0));
    Ok(())
}

#[tokio::test]
async fn a_hundred_answers_at_once_are_not_all_hashed() -> Result<()> {
    let site = Site::new(Duration::from_secs(20)).await?;
    let before = site.access.hasher.hashed();
    let tries = (0..100).map(|_| site.prove(NIK, KK, Question::Pet, "Salah sekali"));
    let outcomes: Vec<&str> = join_all(tries).await.into_iter().map(|tried| Ok(tried?.0)).collect::<Result<_>>()?;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == "wrong").count(), 5);
    assert_eq!(site.access.hasher.hashed() - before, 10);
    Ok(())
}

#[tokio::test]
async fn an_answer_that_finds_no_turn_does_not_count() -> Result<()> {
    let site = Site::new(Duration::from_secs(20)).await?;
    let without_turns = Hasher::new(HasherConfig { at_once: 0, patience: Duration::from_millis(1) }, Rule::APPLICANTS);
    let crowded = Access { answers: Answers::new(without_turns, site.access.vault.clone()), ..site.access.clone() };
    for _ in 0..8 {
        let tried = crowded.prove(&told(&identity(NIK, KK), Question::Pet, "Si Belang Tiga")).await;
        assert!(matches!(tried, Err(Failure::Busy)));
    }
    assert_eq!(site.prove(NIK, KK, Question::Pet, "Si Belang Tiga").await?.0, "right");
    Ok(())
}

#[tokio::test]
async fn a_password_that_is_changed_meanwhile_lets_nobody_in() -> Result<()> {
    let site = Site::new(Duration::from_secs(20)).await?;
    let index = site.access.vault.index(Index::AccountNik, NIK.as_bytes());
    let read = entrances::find(&site.access.pool, index.as_bytes()).await?.unwrap();
    assert_eq!(read.id, site.siti);
    site.database.execute("UPDATE accounts.accounts SET password_hash = 'another'").await?;
    assert!(site.access.let_in(&read, &visitor()?).await?.is_none());
    assert_eq!(site.database.count("SELECT count(*) FROM accounts.sessions").await?, 0);
    Ok(())
}

#[tokio::test]
async fn sessions_browsers_and_attempts_are_forgotten_when_their_time_is_over() -> Result<()> {
    let site = Site::new(Duration::from_secs(20)).await?;
    for _ in 0..2 {
        assert_eq!(site.attempt(NIK, PASSWORD).await?.0, "right");
        assert_eq!(site.attempt("3273025203980002", PASSWORD).await?.0, "wrong");
        site.database
            .execute(
                "UPDATE accounts.sessions SET expires_at = expires_at - interval '200 days';
                 UPDATE accounts.known_devices SET last_seen_at = last_seen_at - interval '200 days';
                 UPDATE accounts.failed_sign_ins SET failed_at = failed_at - interval '49 hours'",
            )
            .await?;
        site.access.purge().await?;
        for table in ["sessions", "known_devices", "failed_sign_ins"] {
            let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM accounts.{table}"));
            let left: i64 = sqlx::query_scalar(sql).fetch_one(site.database.owner()).await?;
            assert_eq!(left, 0, "{table}");
        }
    }
    Ok(())
}
