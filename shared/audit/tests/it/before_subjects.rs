//! A log that was written before subjects had kinds.

use std::ops::RangeInclusive;
use std::path::Path;

use anyhow::{Context as _, Result};
use audit::{Action, Actor, Anchor, Entry, Subject};
use database::Pool;
use jiff::Timestamp;
use runtime::Clock;
use sqlx::migrate::Migrator;
use testing::Database;
use uuid::Uuid;
use vault::{Index, Vault};

/// The last migration before subjects.
const BEFORE: i64 = 41;
const NOON: &str = "2026-11-29T05:00:00Z";

/// An entry as it was.
struct OldEntry {
    actor_kind: &'static str,
    actor_id: Option<Uuid>,
    action: &'static str,
    ticket_number: Option<&'static str>,
    desk: Option<&'static str>,
    officer_id: Option<Uuid>,
    detail: Option<&'static str>,
    actor_name: Option<&'static str>,
    reason: Option<&'static str>,
}

const NOTHING: OldEntry = OldEntry {
    actor_kind: "nobody",
    actor_id: None,
    action: "export",
    ticket_number: None,
    desk: None,
    officer_id: None,
    detail: None,
    actor_name: None,
    reason: None,
};

/// One of each kind that there was.
const ENTRIES: [OldEntry; 5] = [
    OldEntry {
        actor_kind: "agency",
        actor_id: Some(Uuid::from_u128(7)),
        action: "read_ticket",
        ticket_number: Some("662026112100001"),
        desk: Some("bkn.data-fixes"),
        ..NOTHING
    },
    OldEntry {
        actor_kind: "officer",
        actor_id: Some(Uuid::from_u128(1)),
        action: "sign_in",
        officer_id: Some(Uuid::from_u128(1)),
        detail: Some("totp"),
        ..NOTHING
    },
    OldEntry { action: "sign_in_failed", officer_id: Some(Uuid::from_u128(2)), detail: Some("password"), ..NOTHING },
    OldEntry {
        actor_kind: "operator",
        action: "officer_reset",
        officer_id: Some(Uuid::from_u128(2)),
        detail: Some("all"),
        actor_name: Some("siti"),
        reason: Some("ponsel hilang"),
        ..NOTHING
    },
    OldEntry { actor_kind: "operator", action: "migrated", actor_name: Some("siti"), ..NOTHING },
];

impl OldEntry {
    /// The hash as it was made then.
    fn link(&self, vault: &Vault, before: &[u8], position: i64, at: Timestamp) -> [u8; 32] {
        let at = at.as_microsecond().to_be_bytes();
        let text = |text: Option<&'static str>| text.map(str::as_bytes);
        let number = position.to_be_bytes();
        let mut parts = vec![
            Some(before),
            Some(&number),
            Some(&at),
            // Each entry here has the number of its link.
            Some(&number),
            Some(&at),
            Some(self.actor_kind.as_bytes()),
            self.actor_id.as_ref().map(|id| id.as_bytes().as_slice()),
            Some(self.action.as_bytes()),
            text(self.ticket_number),
            text(self.desk),
            self.officer_id.as_ref().map(|id| id.as_bytes().as_slice()),
            text(self.detail),
        ];
        if self.actor_name.is_some() || self.reason.is_some() {
            parts.extend([text(self.actor_name), text(self.reason)]);
        }
        let mut bytes = Vec::new();
        for part in parts {
            bytes.push(u8::from(part.is_some()));
            bytes.extend_from_slice(&(part.unwrap_or_default().len() as u64).to_be_bytes());
            bytes.extend_from_slice(part.unwrap_or_default());
        }
        *vault.index(Index::AuditChain, &bytes).as_bytes()
    }

    /// Writes it and its link.
    async fn write(&self, on: &Pool, hash: [u8; 32], position: i64) -> Result<()> {
        let entry: i64 = sqlx::query_scalar(
            "INSERT INTO audit.entries (at, actor_kind, actor_id, action, ticket_number, desk, officer_id, detail,
               actor_name, reason)
             VALUES ($1::timestamptz, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        )
        .bind(jiff_sqlx::Timestamp::from(NOON.parse::<Timestamp>()?))
        .bind(self.actor_kind)
        .bind(self.actor_id)
        .bind(self.action)
        .bind(self.ticket_number)
        .bind(self.desk)
        .bind(self.officer_id)
        .bind(self.detail)
        .bind(self.actor_name)
        .bind(self.reason)
        .fetch_one(on)
        .await?;
        assert_eq!(entry, position);
        sqlx::query("INSERT INTO audit.chain (position, entry_id, hash, sealed_at) VALUES ($1, $1, $2, $3)")
            .bind(position)
            .bind(hash.as_slice())
            .bind(jiff_sqlx::Timestamp::from(NOON.parse::<Timestamp>()?))
            .execute(on)
            .await?;
        Ok(())
    }
}

/// Runs these migrations.
async fn migrate(on: &Pool, versions: RangeInclusive<i64>) -> Result<()> {
    let migrations = Migrator::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("../database/migrations")).await?;
    for migration in migrations.iter().filter(|migration| versions.contains(&migration.version)) {
        sqlx::raw_sql(migration.sql.clone()).execute(on).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_log_from_before_subjects_had_kinds_still_fits_and_goes_on() -> Result<()> {
    let (database, vault, now) = (Database::create_empty().await?, Vault::for_tests(), NOON.parse::<Timestamp>()?);
    migrate(database.owner(), 1..=BEFORE).await?;
    let (mut position, mut hash) = (0, [0; 32]);
    for entry in ENTRIES {
        position += 1;
        hash = entry.link(&vault, &hash, position, now);
        entry.write(database.owner(), hash, position).await?;
    }
    let old_end = Anchor { position, hash };

    migrate(database.owner(), BEFORE + 1..=i64::MAX).await?;
    let report = audit::verify(database.owner(), &vault, &[old_end], now).await?;
    assert_eq!((report.findings.as_slice(), report.links, report.end), ([].as_slice(), 5, Some(old_end)));
    let kinds: Vec<Option<String>> =
        sqlx::query_scalar("SELECT subject_kind FROM audit.entries ORDER BY id").fetch_all(database.owner()).await?;
    assert_eq!(kinds.iter().filter(|kind| kind.as_deref() == Some("officer")).count(), 3, "{kinds:?}");

    let applicant = Uuid::from_u128(9);
    let entry = Entry::new(now, Actor::Applicant(applicant), Action::PasswordChanged);
    audit::record(database.owner(), &entry.about(Subject::Applicant(applicant))).await?;
    let (_, end) = audit::seal(database.owner(), &vault, &Clock::fixed(now)).await?;
    let anchors = [old_end, end.context("something was sealed")?];
    assert_eq!(audit::verify(database.owner(), &vault, &anchors, now).await?.findings, []);
    Ok(())
}
