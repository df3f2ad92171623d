//! `helpdesk account`: how the accounts of a NIK stand, and freezing one. Nothing here opens what somebody told.

use database::{Connection, Pool};
use domain::Nik;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use runtime::Clock;
use uuid::Uuid;
use vault::{Index, Vault};

use crate::letters::{self, News};
use crate::store::files;
pub use crate::store::freezes::Released;
use crate::store::freezes::{self, Frozen};
use applicants::SESSIONS;

/// An account or a claim as the operator sees it.
#[derive(Debug)]
pub struct Account {
    /// The account, as the audit log names it.
    pub id: Uuid,
    /// The period as people read it.
    pub period: String,
    /// `active`, `claim`, `replaced` or `removed`.
    pub state: String,
    /// `verified`, `pending` or `refused`.
    pub identity: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was replaced or removed.
    pub ended_at: Option<Timestamp>,
    /// When somebody last signed in, as far as sessions are kept.
    pub signed_in_at: Option<Timestamp>,
    /// Browsers in which its owner is signed in now.
    pub sessions: i64,
    /// Kind and source of each file, such as `selfie (camera)`.
    pub files: Vec<String>,
    /// Since when it is frozen, and for whom: `complaint` or `operator`.
    pub frozen: Option<(Timestamp, &'static str)>,
    /// The ticket of the complaint that froze it, and from when on it is removed if a second officer confirmed that.
    pub complaint: Option<(String, Option<Timestamp>)>,
    /// The operator has it frozen.
    pub is_held: bool,
    /// Its NIK was complained about, and an account removed: ticket and moment.
    pub complained: Option<(String, Timestamp)>,
    /// Until then its contact and questions stay as they are.
    pub cools_until: Option<Timestamp>,
    /// When the register is asked about it next.
    pub check_at: Option<Timestamp>,
    /// Wrong passwords of whoever was signed in.
    pub own_failures: i32,
}

/// What was tried with a NIK.
#[derive(Debug, Default)]
pub struct Tries {
    /// Wrong passwords that count still, from browsers that are not the owner's.
    pub sign_ins: i32,
    /// Until when the next one of these waits.
    pub paused_until: Option<Timestamp>,
    /// Different identities that the register was asked about.
    pub identities: i32,
}

/// All accounts and claims of a NIK, the newest period first.
///
/// # Errors
/// When the database is away or refuses.
pub async fn of_nik(pool: &Pool, vault: &Vault, clock: &Clock, nik: &Nik) -> Result<Vec<Account>, sqlx::Error> {
    let index = vault.index(Index::AccountNik, nik.expose().as_bytes());
    let ids = sqlx::query_scalar!(
        "SELECT a.id FROM accounts.accounts a JOIN accounts.periods p ON p.id = a.period_id
          WHERE a.nik_index = $1 ORDER BY p.opens_at DESC, a.state <> 'active', a.made_at DESC",
        index.as_bytes(),
    )
    .fetch_all(pool)
    .await?;
    let mut accounts = Vec::with_capacity(ids.len());
    for id in ids {
        accounts.extend(by_id(pool, vault, clock, id).await?);
    }
    Ok(accounts)
}

/// The account with this id.
///
/// # Errors
/// When the database is away or refuses.
pub async fn by_id(pool: &Pool, vault: &Vault, clock: &Clock, id: Uuid) -> Result<Option<Account>, sqlx::Error> {
    let (now, own) = (clock.now(), vault.index(Index::ApplicantTriesOfOwn, id.as_bytes()));
    let row = sqlx::query!(
        r#"SELECT p.name, a.state, a.identity, a.made_at, a.ended_at, a.frozen_at, a.frozen_for, a.cools_until,
                  a.check_at, a.held_at IS NOT NULL AS "is_held!", a.nik_index,
                  (SELECT max(created_at) FROM accounts.sessions s WHERE s.account_id = a.id) AS signed_in_at,
                  (SELECT count(*) FROM accounts.sessions s
                    WHERE s.account_id = a.id AND revoked_at IS NULL AND expires_at > $2 AND last_seen_at > $3)
                      AS "sessions!",
                  coalesce((SELECT failures FROM accounts.failed_sign_ins WHERE subject = $4), 0) AS "own_failures!"
             FROM accounts.accounts a JOIN accounts.periods p ON p.id = a.period_id WHERE a.id = $1"#,
        id,
        now.to_sqlx(),
        now.saturating_sub(SESSIONS.idle).unwrap_or(Timestamp::MIN).to_sqlx(),
        own.as_bytes(),
    )
    .fetch_optional(pool)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let files = files::of(pool, id).await?;
    let complaint = sqlx::query!(
        "SELECT ticket_number, remove_at FROM accounts.complaints WHERE account_id = $1 AND outcome IS NULL",
        id,
    )
    .fetch_optional(pool)
    .await?;
    let complained = sqlx::query!(
        r#"SELECT ticket_number, ended_at AS "ended_at!" FROM accounts.complaints
            WHERE nik_index = $1 AND outcome = 'removed' ORDER BY ended_at DESC LIMIT 1"#,
        row.nik_index,
    )
    .fetch_optional(pool)
    .await?;
    let moment = |at: Option<jiff_sqlx::Timestamp>| at.map(jiff_sqlx::Timestamp::to_jiff);
    Ok(Some(Account {
        id,
        period: row.name,
        state: row.state,
        identity: row.identity,
        made_at: row.made_at.to_jiff(),
        ended_at: moment(row.ended_at),
        signed_in_at: moment(row.signed_in_at),
        sessions: row.sessions,
        files: files.iter().map(|file| format!("{} ({})", file.kind.as_str(), file.source.as_str())).collect(),
        frozen: Frozen::of(id, row.frozen_at, row.frozen_for.as_deref())?.map(|frozen| (frozen.at, frozen.by.as_str())),
        complaint: complaint.map(|one| (one.ticket_number, moment(one.remove_at))),
        is_held: row.is_held,
        complained: complained.map(|one| (one.ticket_number, one.ended_at.to_jiff())),
        cools_until: moment(row.cools_until).filter(|until| *until > now),
        check_at: moment(row.check_at),
        own_failures: row.own_failures,
    }))
}

/// What was tried with a NIK, whether it has an account or not.
///
/// # Errors
/// When the database is away or refuses.
pub async fn tries(pool: &Pool, vault: &Vault, clock: &Clock, nik: &Nik) -> Result<Tries, sqlx::Error> {
    let now = clock.now();
    let of_nik = vault.index(Index::ApplicantTriesOfNik, nik.expose().as_bytes());
    let failed = sqlx::query!(
        "SELECT failures, blocked_until FROM accounts.failed_sign_ins WHERE subject = $1",
        of_nik.as_bytes(),
    )
    .fetch_optional(pool)
    .await?;
    let index = vault.index(Index::AccountNik, nik.expose().as_bytes());
    let identities = sqlx::query_scalar!(
        r#"SELECT cardinality(identities) AS "identities!" FROM accounts.tried_niks WHERE nik_index = $1"#,
        index.as_bytes(),
    )
    .fetch_optional(pool)
    .await?;
    let paused_until = failed.as_ref().map(|failed| failed.blocked_until.to_jiff()).filter(|until| *until > now);
    Ok(Tries {
        sign_ins: failed.map_or(0, |failed| failed.failures),
        paused_until,
        identities: identities.unwrap_or_default(),
    })
}

/// Freezes an account, ends its sessions, voids what lets somebody choose another password, and tells its owner.
/// `false` when the operator froze it before, or it ended. A complaint's freeze is another one.
///
/// # Errors
/// When the database is away or refuses.
pub async fn freeze(on: &mut Connection, clock: &Clock, account: Uuid) -> Result<bool, sqlx::Error> {
    if !freezes::freeze(on, account, clock.now()).await? {
        return Ok(false);
    }
    letters::tell(on, clock, account, News::Frozen).await?;
    Ok(true)
}

/// Has people sign in to an account again that the operator froze. What a complaint froze only its desk releases.
///
/// # Errors
/// When the database is away or refuses.
pub async fn release(on: &mut Connection, account: Uuid) -> Result<Released, sqlx::Error> {
    freezes::release(on, account).await
}
