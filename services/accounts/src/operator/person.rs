//! `helpdesk export` and `helpdesk erase --nik`: what this service keeps about a person.

use database::{Connection, Pool};
use domain::Nik;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;
use vault::{DataKey, Index, Sealed, Vault};

use crate::store::files;
use applicants::{Applicant, Unreadable};

/// What could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database is away or refused.
    #[error("what was told could not be read")]
    Database(#[from] sqlx::Error),
    /// A seal does not open.
    #[error("what was told for the account {id} could not be opened")]
    Sealed {
        /// The draft or account.
        id: Uuid,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// Everything that this person has told for an account, in the clear, as one JSON value for each draft and account, by
/// its id. Of files it says what they are; they are in the bucket.
///
/// # Errors
/// [`ExportError`].
pub async fn export(pool: &Pool, vault: &Vault, nik: &Nik) -> Result<Vec<(Uuid, Value)>, ExportError> {
    let rows = sqlx::query!(
        r#"SELECT t.id AS "id!", t.state AS "state!", t.identity AS "identity!", t.content AS "content!",
                  t.made_at AS "made_at!", t.used_at AS "used_at!", k.data_key
             FROM (SELECT id, 'draft' AS state, identity, content, made_at, used_at FROM accounts.drafts
                    WHERE nik_index = $1
                   UNION ALL
                   SELECT id, state, identity, content, made_at, password_changed_at FROM accounts.accounts
                    WHERE nik_index = $1) t
             JOIN keys.accounts k ON k.account_id = t.id ORDER BY t.made_at, t.id"#,
        index(vault, nik),
    )
    .fetch_all(pool)
    .await?;
    let mut told = Vec::with_capacity(rows.len());
    for row in rows {
        let sealed = |source| ExportError::Sealed { id: row.id, source };
        let key = vault.open_data_key(&row.data_key).map_err(|error| sealed(error.into()))?;
        let applicant =
            Applicant::open(&key, row.id, &row.content).map_err(|error: Unreadable| sealed(error.into()))?;
        let at = |moment: jiff_sqlx::Timestamp| Timestamp::to_string(&moment.to_jiff());
        let files = files::of(pool, row.id).await?;
        let files = files.iter().map(|file| {
            json!({
                "kind": file.kind.as_str(),
                "source": file.source.as_str(),
                "media_type": file.media_type.as_str(),
                "size": file.size,
            })
        });
        let value = json!({
            "state": row.state,
            "identity": row.identity,
            "made_at": at(row.made_at),
            "used_at": at(row.used_at),
            "told": applicant.exported(),
            "addresses": addresses(pool, &key, row.id).await?,
            "sessions": sessions(pool, row.id).await?,
            "approvals": approvals(pool, row.id).await?,
            "one_time_answers": one_time_answers(pool, row.id).await?,
            "files": files.collect::<Vec<_>>(),
        });
        told.push((row.id, value));
    }
    Ok(told)
}

/// Every address of an account, also those that it had before.
async fn addresses(pool: &Pool, key: &DataKey, account: Uuid) -> Result<Vec<Value>, ExportError> {
    let rows = sqlx::query!(
        "SELECT id, kind, state, address, since, verified_at FROM accounts.addresses WHERE account_id = $1 ORDER BY id",
        account,
    )
    .fetch_all(pool)
    .await?;
    let at = |moment: jiff_sqlx::Timestamp| Timestamp::to_string(&moment.to_jiff());
    let read = rows.into_iter().map(|row| {
        let opened = key.open(&Sealed::AccountAddress(row.id).of(account), &row.address);
        let opened = opened.map_err(|error| ExportError::Sealed { id: account, source: error.into() })?;
        Ok(json!({
            "kind": row.kind,
            "state": row.state,
            "address": String::from_utf8_lossy(&opened),
            "since": at(row.since),
            "verified_at": row.verified_at.map(at),
        }))
    });
    read.collect()
}

/// Where the person was signed in, as far as it is kept, the newest first.
async fn sessions(pool: &Pool, account: Uuid) -> Result<Vec<Value>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT client, created_at, last_seen_at FROM accounts.sessions WHERE account_id = $1
          ORDER BY created_at DESC, id",
        account,
    )
    .fetch_all(pool)
    .await?;
    let sessions = rows.into_iter().map(|row| {
        let at = |moment: jiff_sqlx::Timestamp| moment.to_jiff().to_string();
        json!({ "client": row.client, "since": at(row.created_at), "last_seen": at(row.last_seen_at) })
    });
    Ok(sessions.collect())
}

/// For which tickets desks approved an answer to the second question, and whether its person was shown it.
async fn approvals(pool: &Pool, account: Uuid) -> Result<Vec<Value>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT ticket_number, approved_at, until, shown_at FROM accounts.approvals WHERE account_id = $1
          ORDER BY approved_at, ticket_number",
        account,
    )
    .fetch_all(pool)
    .await?;
    let at = |moment: jiff_sqlx::Timestamp| moment.to_jiff().to_string();
    let approvals = rows.into_iter().map(|row| {
        json!({
            "ticket_number": row.ticket_number,
            "approved_at": at(row.approved_at),
            "until": at(row.until),
            "shown_at": row.shown_at.map(at),
        })
    });
    Ok(approvals.collect())
}

/// Answers that count once and were not used yet: that they are there and until when. Nobody can read them.
async fn one_time_answers(pool: &Pool, account: Uuid) -> Result<Vec<Value>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT question, issued_at, until FROM accounts.one_time_answers WHERE account_id = $1 ORDER BY question",
        account,
    )
    .fetch_all(pool)
    .await?;
    let at = |moment: jiff_sqlx::Timestamp| moment.to_jiff().to_string();
    let answers = rows
        .into_iter()
        .map(|row| json!({ "question": row.question, "issued_at": at(row.issued_at), "until": at(row.until) }));
    Ok(answers.collect())
}

/// Forgets everything about this person: drafts and accounts with their keys and letters, complaints, verdicts, and
/// what was tried. The sweep deletes the files, which nobody can open any more. Returns how many drafts and accounts
/// there were.
///
/// # Errors
/// When the database is away or refuses.
pub async fn forget(on: &mut Connection, vault: &Vault, nik: &Nik) -> Result<u64, sqlx::Error> {
    let index = index(vault, nik);
    // Before the accounts, as whoever decides about a complaint.
    sqlx::query!("DELETE FROM accounts.complaints WHERE nik_index = $1", index).execute(&mut *on).await?;
    let told = sqlx::query!(
        "WITH drafts AS (DELETE FROM accounts.drafts WHERE nik_index = $1 RETURNING id),
              accounts AS (DELETE FROM accounts.accounts WHERE nik_index = $1 RETURNING id),
              told AS (SELECT id FROM drafts UNION SELECT id FROM accounts),
              files AS (UPDATE accounts.files f SET doomed_at = now() FROM told
                         WHERE f.account_id = told.id AND f.doomed_at IS NULL)
         DELETE FROM keys.accounts k USING told WHERE k.account_id = told.id",
        index,
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!("DELETE FROM accounts.verdicts WHERE nik_index = $1", index).execute(&mut *on).await?;
    sqlx::query!("DELETE FROM accounts.tried_niks WHERE nik_index = $1", index).execute(&mut *on).await?;
    sqlx::query!("DELETE FROM accounts.link_requests WHERE nik_index = $1", index).execute(&mut *on).await?;
    let links = vault.index(Index::ApplicantLinksOfNik, nik.expose().as_bytes());
    sqlx::query!("DELETE FROM accounts.link_counts WHERE subject = $1", links.as_bytes().as_slice())
        .execute(&mut *on)
        .await?;
    let tries = vault.index(Index::ApplicantTriesOfNik, nik.expose().as_bytes());
    sqlx::query!("DELETE FROM accounts.failed_sign_ins WHERE subject = $1", tries.as_bytes().as_slice())
        .execute(&mut *on)
        .await?;
    let recoveries = vault.index(Index::RecoveriesOfNik, nik.expose().as_bytes());
    sqlx::query!("DELETE FROM accounts.failed_recoveries WHERE subject = $1", recoveries.as_bytes().as_slice())
        .execute(&mut *on)
        .await?;
    Ok(told.rows_affected())
}

fn index(vault: &Vault, nik: &Nik) -> Vec<u8> {
    vault.index(Index::AccountNik, nik.expose().as_bytes()).as_bytes().to_vec()
}
