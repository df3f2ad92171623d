//! The board against a real database, with a clock that the test moves.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use anyhow::Result;
use database::Pool;
use domain::{FormCode, catalogue};
use jiff::{SignedDuration, Timestamp};
use notices::ledger::{self, LedgerError};
use notices::{Board, Kind};
use runtime::Clock;
use testing::Database;

const NOON: &str = "2026-11-22T05:00:00Z";
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A board that reads with a service's own rights.
struct Site {
    database: Database,
    service: Pool,
    clock: Clock,
    board: Board,
}

impl Site {
    async fn new(service: &str) -> Result<Self> {
        let database = Database::create().await?;
        let service = Pool::connect(&database.service_url(service)?).await?;
        let clock = Clock::fixed(NOON.parse()?);
        Ok(Self { database, service, board: Board::new(clock.clone()), clock })
    }

    fn owner(&self) -> &Pool {
        self.database.owner()
    }

    async fn add(
        &self,
        kind: Kind,
        text: &str,
        from: SignedDuration,
        until: Option<SignedDuration>,
    ) -> Result<i32, LedgerError> {
        let now = self.clock.now();
        ledger::add(self.owner(), kind, text, now + from, until.map(|until| now + until), now).await
    }

    /// What the board shows after reading.
    async fn shown(&self) -> Result<Vec<String>> {
        self.board.refresh(&self.service).await?;
        Ok(self.texts())
    }

    fn texts(&self) -> Vec<String> {
        self.board.banners().into_iter().map(|banner| banner.text).collect()
    }
}

#[tokio::test]
async fn a_banner_is_shown_from_its_beginning_to_its_end() -> Result<()> {
    for service in ["INTAKE", "STATUS"] {
        let site = Site::new(service).await?;
        site.add(Kind::Info, " Pemeliharaan pukul 13.00 ", HOUR, Some(HOUR * 2)).await?;
        assert!(site.shown().await?.is_empty());
        site.clock.advance(HOUR);
        assert_eq!(site.texts(), ["Pemeliharaan pukul 13.00"], "known before, shown in time without reading again");
        site.clock.advance(HOUR);
        assert!(site.texts().is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn warnings_come_first_then_the_newest_and_three_are_enough() -> Result<()> {
    let site = Site::new("INTAKE").await?;
    for (kind, text, ago) in
        [(Kind::Info, "lama", 3), (Kind::Info, "baru", 1), (Kind::Warning, "awas", 2), (Kind::Info, "terlama", 4)]
    {
        site.add(kind, text, HOUR * -ago, None).await?;
    }
    assert_eq!(site.shown().await?, ["awas", "baru", "lama"]);
    Ok(())
}

#[tokio::test]
async fn a_closed_banner_is_gone_and_cannot_be_closed_twice() -> Result<()> {
    let site = Site::new("STATUS").await?;
    let now = site.clock.now();
    let shown = site.add(Kind::Info, "sekarang", SignedDuration::ZERO, None).await?;
    let later = site.add(Kind::Info, "nanti", HOUR, None).await?;
    assert_eq!(site.shown().await?, ["sekarang"]);
    for id in [shown, later] {
        assert!(ledger::close(site.owner(), id, now).await?);
        assert!(!ledger::close(site.owner(), id, now).await?);
    }
    assert!(site.shown().await?.is_empty());
    site.clock.advance(HOUR);
    assert!(site.texts().is_empty(), "one that was closed before its beginning is never shown");
    Ok(())
}

#[tokio::test]
async fn a_form_opens_by_itself_or_by_hand() -> Result<()> {
    let site = Site::new("INTAKE").await?;
    let (by_itself, by_hand) = (form("status-bukan-pns"), form("pengaduan-instansi"));
    let now = site.clock.now();
    ledger::close_form(site.owner(), by_itself, "Pemeliharaan.", Some(now + HOUR), now).await?;
    ledger::close_form(site.owner(), by_hand, "Alasan lama.", Some(now + HOUR), now).await?;
    ledger::close_form(site.owner(), by_hand, "Alasan baru.", None, now).await?;
    site.board.refresh(&site.service).await?;
    assert_eq!(site.board.closures().len(), 2);
    assert_eq!(site.board.closure(by_itself).unwrap().remaining(site.clock.now()), Some(HOUR));
    assert_eq!(site.board.closure(by_hand).unwrap().reason, "Alasan baru.");
    assert_eq!(site.board.closure(form("data-tidak-sesuai")), None);

    site.clock.advance(HOUR);
    assert_eq!(site.board.closure(by_itself), None);
    assert_eq!(site.board.closure(by_hand).unwrap().remaining(site.clock.now()), None);
    assert!(ledger::open_form(site.owner(), by_hand).await?);
    assert!(!ledger::open_form(site.owner(), by_hand).await?);
    site.board.refresh(&site.service).await?;
    assert!(site.board.closures().is_empty());
    Ok(())
}

#[tokio::test]
async fn while_the_database_is_away_the_last_known_notices_stay() -> Result<()> {
    let site = Site::new("INTAKE").await?;
    site.add(Kind::Warning, "tetap", SignedDuration::ZERO, None).await?;
    assert_eq!(site.shown().await?, ["tetap"]);
    site.service.close().await;
    assert!(site.board.refresh(&site.service).await.is_err());
    assert_eq!(site.texts(), ["tetap"]);
    Ok(())
}

#[tokio::test]
async fn what_nobody_could_read_is_not_written() -> Result<()> {
    let site = Site::new("INTAKE").await?;
    let now = site.clock.now();
    let long = "a".repeat(501);
    for text in [" ", long.as_str()] {
        assert!(matches!(site.add(Kind::Info, text, SignedDuration::ZERO, None).await, Err(LedgerError::Length)));
        assert!(matches!(
            ledger::close_form(site.owner(), form("data-tidak-sesuai"), text, None, now).await,
            Err(LedgerError::Length)
        ));
    }
    assert!(matches!(site.add(Kind::Info, "berakhir dulu", HOUR * 2, Some(HOUR)).await, Err(LedgerError::Over)));
    assert!(matches!(site.add(Kind::Info, "sudah lewat", HOUR * -2, Some(HOUR * -1)).await, Err(LedgerError::Over)));
    let past: Timestamp = now - HOUR;
    assert!(matches!(
        ledger::close_form(site.owner(), form("data-tidak-sesuai"), "lewat", Some(past), now).await,
        Err(LedgerError::Over)
    ));
    assert!(site.shown().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn services_cannot_write_notices() -> Result<()> {
    for service in ["INTAKE", "STATUS"] {
        let site = Site::new(service).await?;
        let now = site.clock.now();
        assert!(ledger::add(&site.service, Kind::Info, "sendiri", now, None, now).await.is_err());
        assert!(ledger::open_form(&site.service, form("data-tidak-sesuai")).await.is_err());
    }
    Ok(())
}

fn form(slug: &str) -> FormCode {
    catalogue::by_slug(slug).unwrap().code
}
