//! What an attempt costs, and what becomes of one that meets a change.

use std::time::Duration;

use anyhow::Result;
use credentials::Password;
use domain::Nik;
use testing::Database;
use vault::{Index, Secret};

use super::*;
use crate::operator::seed::{self, Invented};

const NIK: &str = "3174011708950001";
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
            kk: "3174010101150001",
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
        let outcome = match self.access.enter(&nik, &Password::new(password.to_owned()), &visitor()?).await? {
            Attempt::Right(_) => "right",
            Attempt::Wrong => "wrong",
            Attempt::Wait(_) => "wait",
        };
        Ok((outcome, self.access.hasher.hashed() - before))
    }
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
        assert!(matches!(crowded.enter(&nik, &password, &visitor()?).await, Err(Failure::Busy)));
    }
    let attempt = site.access.enter(&nik, &password, &visitor()?).await?;
    assert!(matches!(attempt, Attempt::Right(_)));
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
