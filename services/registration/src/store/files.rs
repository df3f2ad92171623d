//! What was uploaded for registrations. A row is written before its object, doomed, so that the sweep finds what a
//! process left behind that died in between.

use ::documents::MediaType;
use database::{Connection, Inconsistent};
use distributor::Place;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use signatures::Conclusion;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::documents::Note;
use crate::store::registrations;

/// How long an upload may take before the sweep takes it for one that failed.
const UPLOAD_TAKES: SignedDuration = SignedDuration::from_mins(15);

/// A file that somebody uploads.
#[derive(Clone, Debug)]
pub(crate) struct New {
    pub(crate) id: Uuid,
    pub(crate) registration: Uuid,
    pub(crate) account: Uuid,
    pub(crate) slot: String,
    pub(crate) media_type: MediaType,
    /// In bytes, opened.
    pub(crate) size: i64,
    /// SHA-256, sealed.
    pub(crate) digest: Vec<u8>,
    pub(crate) pages: Option<u16>,
    pub(crate) notes: Vec<Note>,
    pub(crate) signature: Option<Conclusion>,
    pub(crate) serial: Option<String>,
}

/// A file as the database knows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct File {
    pub(crate) id: Uuid,
    pub(crate) registration: Uuid,
    pub(crate) account: Uuid,
    pub(crate) slot: String,
    pub(crate) media_type: MediaType,
    pub(crate) size: u64,
    pub(crate) digest: Vec<u8>,
    pub(crate) pages: Option<u16>,
    pub(crate) notes: Vec<Note>,
    /// Whether it came with an e-meterai.
    pub(crate) came_stamped: bool,
    /// The e-meterai that it came with.
    pub(crate) serial: Option<String>,
    pub(crate) uploaded_at: Timestamp,
    /// The stamping that was asked for, and where.
    pub(crate) stamping: Option<(Uuid, Place)>,
}

/// What became of an announcement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Announced {
    Written,
    /// The registration takes nothing any more.
    Closed,
    /// Too much was uploaded for it lately.
    TooMany,
}

/// An object that nobody has any use for.
pub(crate) struct Doomed {
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
}

/// Writes that an object is about to come, unless the registration is over or has `most` files already, those that
/// others replaced counted.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn announce(
    on: impl PgExecutor<'_>,
    file: &New,
    most: i64,
    now: Timestamp,
) -> Result<Announced, sqlx::Error> {
    let notes: Vec<String> = file.notes.iter().map(|note| note.as_str().to_owned()).collect();
    let row = sqlx::query!(
        r#"WITH open AS (
               SELECT r.id, (SELECT count(*) FROM registration.files f WHERE f.registration_id = r.id) AS files
                 FROM registration.registrations r
                WHERE r.id = $2 AND r.account_id = $3 AND r.state = 'draft'
                  AND coalesce(registration.closes(r.period_id, r.selection, r.formation_id), r.closes_at) > $12
           ), written AS (
               INSERT INTO registration.files (id, registration_id, account_id, slot, media_type, size, digest, pages,
                   notes, signature, serial, uploaded_at, doomed_at)
               SELECT $1, id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 FROM open WHERE files < $14
               RETURNING id
           )
           SELECT EXISTS (SELECT FROM open) AS "open!", EXISTS (SELECT FROM written) AS "written!""#,
        file.id,
        file.registration,
        file.account,
        file.slot,
        file.media_type.as_str(),
        file.size,
        file.digest,
        file.pages.map(i32::from),
        &notes,
        file.signature.map(Conclusion::code),
        file.serial,
        now.to_sqlx() as jiff_sqlx::Timestamp,
        now.saturating_add(UPLOAD_TAKES).unwrap_or(Timestamp::MAX).to_sqlx() as jiff_sqlx::Timestamp,
        most,
    )
    .fetch_one(on)
    .await?;
    Ok(match (row.open, row.written) {
        (_, true) => Announced::Written,
        (true, false) => Announced::TooMany,
        (false, false) => Announced::Closed,
    })
}

/// Locks a registration of the account, the account first, and says until when it takes documents; `None` when it takes
/// none any more.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn lock_open(
    on: &mut Connection,
    (registration, account): (Uuid, Uuid),
    now: Timestamp,
) -> Result<Option<Timestamp>, sqlx::Error> {
    registrations::hold_account(&mut *on, account).await?;
    let closes_at = sqlx::query_scalar!(
        r#"SELECT coalesce(registration.closes(period_id, selection, formation_id), closes_at)
                      AS "closes_at!: jiff_sqlx::Timestamp"
             FROM registration.registrations
            WHERE id = $1 AND account_id = $2 AND state = 'draft'
              AND coalesce(registration.closes(period_id, selection, formation_id), closes_at) > $3 FOR UPDATE"#,
        registration,
        account,
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .fetch_optional(on)
    .await?;
    Ok(closes_at.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Notes which step of a draft is the first that is not right, from the documents on.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn reach(on: impl PgExecutor<'_>, registration: Uuid, step: i16) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE registration.registrations SET step = $2 WHERE id = $1 AND state = 'draft' AND step >= 4",
        registration,
        step,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Makes an announced file the slot's own; another one in it may be deleted from `until` on. `false` when the sweep
/// took the announced one.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn replace(
    on: &mut Connection,
    registration: Uuid,
    slot: &str,
    file: Uuid,
    until: Timestamp,
) -> Result<bool, sqlx::Error> {
    sqlx::query!(
        "UPDATE registration.files SET doomed_at = $3 WHERE registration_id = $1 AND slot = $2 AND doomed_at IS NULL",
        registration,
        slot,
        until.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(&mut *on)
    .await?;
    let kept = sqlx::query!("UPDATE registration.files SET doomed_at = NULL WHERE id = $1", file).execute(on).await?;
    Ok(kept.rows_affected() > 0)
}

/// Notes that a stamping was asked for, or that it was withdrawn.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn set_stamping(
    on: &mut Connection,
    file: Uuid,
    stamping: Option<(Uuid, Place)>,
) -> Result<(), sqlx::Error> {
    let corners = stamping.map(|(_, place)| place.corners.to_vec());
    sqlx::query!(
        "UPDATE registration.files SET stamping_id = $2, stamp_page = $3, stamp_place = $4 WHERE id = $1",
        file,
        stamping.map(|(job, _)| job),
        stamping.map(|(_, place)| i32::try_from(place.page).unwrap_or(i32::MAX)),
        corners.as_deref(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The files of a registration, one a slot.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn of(on: impl PgExecutor<'_>, registration: Uuid) -> Result<Vec<File>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT id, registration_id, account_id, slot, media_type, size, digest, pages, notes, signature, serial,
                  uploaded_at AS "uploaded_at: jiff_sqlx::Timestamp", stamping_id, stamp_page, stamp_place
             FROM registration.files WHERE registration_id = $1 AND doomed_at IS NULL ORDER BY slot"#,
        registration,
    )
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(File::try_from).collect::<Result<_, _>>()?)
}

/// The file in a slot.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn in_slot(
    on: impl PgExecutor<'_>,
    registration: Uuid,
    slot: &str,
) -> Result<Option<File>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id, registration_id, account_id, slot, media_type, size, digest, pages, notes, signature, serial,
                  uploaded_at AS "uploaded_at: jiff_sqlx::Timestamp", stamping_id, stamp_page, stamp_place
             FROM registration.files WHERE registration_id = $1 AND slot = $2 AND doomed_at IS NULL"#,
        registration,
        slot,
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(File::try_from).transpose()?)
}

/// A file of an account; `None` for what is another account's, or was replaced.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(on: impl PgExecutor<'_>, account: Uuid, id: Uuid) -> Result<Option<File>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id, registration_id, account_id, slot, media_type, size, digest, pages, notes, signature, serial,
                  uploaded_at AS "uploaded_at: jiff_sqlx::Timestamp", stamping_id, stamp_page, stamp_place
             FROM registration.files WHERE id = $1 AND account_id = $2 AND doomed_at IS NULL"#,
        id,
        account,
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(File::try_from).transpose()?)
}

/// Whether another registration has a file that came with this e-meterai.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn serial_is_elsewhere(
    on: impl PgExecutor<'_>,
    serial: &str,
    registration: Uuid,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM registration.files
            WHERE serial = $1 AND registration_id <> $2 AND doomed_at IS NULL) AS "elsewhere!""#,
        serial,
        registration,
    )
    .fetch_one(on)
    .await
}

/// At most `limit` objects that are to be deleted, the oldest first.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn doomed(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<Vec<Doomed>, sqlx::Error> {
    sqlx::query_as!(
        Doomed,
        "SELECT id, account_id FROM registration.files WHERE doomed_at <= $1 ORDER BY doomed_at LIMIT $2",
        now.to_sqlx() as jiff_sqlx::Timestamp,
        limit,
    )
    .fetch_all(on)
    .await
}

/// Forgets rows whose objects are gone.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, ids: &[Uuid]) -> Result<(), sqlx::Error> {
    let gone = sqlx::query!("DELETE FROM registration.files WHERE id = ANY($1) AND doomed_at IS NOT NULL", ids);
    gone.execute(on).await.map(drop)
}

/// Those of these files that have a row.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn known(on: impl PgExecutor<'_>, ids: &[Uuid]) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("SELECT id FROM registration.files WHERE id = ANY($1)", ids).fetch_all(on).await
}

struct Row {
    id: Uuid,
    registration_id: Uuid,
    account_id: Uuid,
    slot: String,
    media_type: String,
    size: i64,
    digest: Vec<u8>,
    pages: Option<i32>,
    notes: Vec<String>,
    signature: Option<String>,
    serial: Option<String>,
    uploaded_at: jiff_sqlx::Timestamp,
    stamping_id: Option<Uuid>,
    stamp_page: Option<i32>,
    stamp_place: Option<Vec<f32>>,
}

impl TryFrom<Row> for File {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let unknown = |column| Inconsistent::new("registration.files", column, &row.id);
        let media_type = [MediaType::Jpeg, MediaType::Pdf].into_iter().find(|one| one.as_str() == row.media_type);
        let notes: Option<Vec<Note>> = row.notes.iter().map(|code| Note::named(code)).collect();
        let stamping = match (row.stamping_id, row.stamp_page, row.stamp_place) {
            (Some(job), Some(page), Some(place)) => {
                let corners = <[f32; 4]>::try_from(place).map_err(|_other_count| unknown("stamp_place"))?;
                Some((job, Place { page: page.unsigned_abs(), corners }))
            }
            _ => None,
        };
        let stamps = [Conclusion::Genuine, Conclusion::StampLike].map(Conclusion::code);
        Ok(Self {
            id: row.id,
            registration: row.registration_id,
            account: row.account_id,
            media_type: media_type.ok_or_else(|| unknown("media_type"))?,
            size: row.size.unsigned_abs(),
            digest: row.digest,
            pages: row.pages.and_then(|pages| u16::try_from(pages).ok()),
            notes: notes.ok_or_else(|| unknown("notes"))?,
            came_stamped: row.signature.is_some_and(|code| stamps.contains(&code.as_str())),
            serial: row.serial,
            uploaded_at: row.uploaded_at.to_jiff(),
            stamping,
            slot: row.slot,
        })
    }
}
