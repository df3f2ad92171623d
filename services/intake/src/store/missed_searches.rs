//! Words of searches that found nothing, and from how many networks each came.

use std::time::Duration;

use database::Connection;
use database::Pool;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// From so many networks on, a word that is none of ours may be read.
const NETWORKS: i64 = 5;

/// Most rows; while there are so many, new ones are not counted.
const MOST: i64 = 100_000;

/// A word that somebody searched for in vain.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Missed {
    /// Blind index of the word.
    pub(crate) mark: [u8; 32],
    /// Blind index of the word and the network together.
    pub(crate) network: [u8; 32],
    /// Folded: `a` to `z`.
    pub(crate) word: String,
    /// Our own texts use it.
    pub(crate) is_known: bool,
}

/// Counts words of today. One that is none of ours is written down with its fifth network.
pub(crate) async fn record(pool: &Pool, missed: &[Missed], today: Date) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin().await?;
    count(&mut transaction, missed, today).await?;
    let marks: Vec<&[u8]> = missed.iter().map(|one| one.mark.as_slice()).collect();
    let words: Vec<&str> = missed.iter().map(|one| one.word.as_str()).collect();
    let known: Vec<bool> = missed.iter().map(|one| one.is_known).collect();
    sqlx::query!(
        "INSERT INTO intake.missed_words (mark, word, is_known)
         SELECT DISTINCT ON (n.mark) n.mark, n.word, n.is_known
           FROM unnest($1::bytea[], $2::text[], $3::boolean[]) AS n (mark, word, is_known)
          WHERE EXISTS (SELECT FROM intake.missed_searches m WHERE m.mark = n.mark)
            AND (n.is_known OR (SELECT count(*) FROM intake.missed_searches m WHERE m.mark = n.mark) >= $4)
         ON CONFLICT (mark) DO NOTHING",
        marks as Vec<&[u8]>,
        words as Vec<&str>,
        &known,
        NETWORKS,
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await
}

async fn count(on: &mut Connection, missed: &[Missed], today: Date) -> Result<(), sqlx::Error> {
    let marks: Vec<&[u8]> = missed.iter().map(|one| one.mark.as_slice()).collect();
    let networks: Vec<&[u8]> = missed.iter().map(|one| one.network.as_slice()).collect();
    sqlx::query!(
        "INSERT INTO intake.missed_searches (mark, network, missed_on)
         SELECT n.mark, n.network, $3 FROM unnest($1::bytea[], $2::bytea[]) AS n (mark, network)
          WHERE (SELECT count(*) FROM intake.missed_searches) < $4
         ON CONFLICT (mark, network) DO UPDATE SET missed_on = excluded.missed_on",
        marks as Vec<&[u8]>,
        networks as Vec<&[u8]>,
        today.to_sqlx() as _,
        MOST,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Forgets searches that are older than `kept`, up to `batch` of them, and words that may not be read any more. Returns
/// how many searches.
pub(crate) async fn purge(on: &mut Connection, kept: Duration, today: Date, batch: i64) -> Result<u64, sqlx::Error> {
    let due = today.saturating_sub(jiff::SignedDuration::try_from(kept).unwrap_or(jiff::SignedDuration::MAX));
    let done = sqlx::query!(
        "DELETE FROM intake.missed_searches WHERE (mark, network) IN
           (SELECT mark, network FROM intake.missed_searches WHERE missed_on < $1 LIMIT $2)",
        due.to_sqlx() as _,
        batch,
    )
    .execute(&mut *on)
    .await?;
    forget_words(on).await?;
    Ok(done.rows_affected())
}

async fn forget_words(on: impl PgExecutor<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM intake.missed_words w
          WHERE (SELECT count(*) FROM intake.missed_searches m WHERE m.mark = w.mark)
                < CASE WHEN w.is_known THEN 1::bigint ELSE $1::bigint END",
        NETWORKS,
    )
    .execute(on)
    .await?;
    Ok(())
}
