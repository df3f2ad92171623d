//! The token of a person at the distributor. The password is exchanged for it and forgotten.

use database::Connection;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use secrecy::{ExposeSecret as _, SecretString};
use uuid::Uuid;
use vault::{DataKey, Sealed, VaultError};

/// How long a token is kept at most: as long as it counts at the distributor.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// Why a token is not kept.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The database.
    #[error("the database refused or did not answer")]
    Database(#[from] sqlx::Error),
    /// The seal.
    #[error("the token could not be sealed")]
    Vault(#[from] VaultError),
}

/// Keeps a token of the account, sealed with its data key, in the place of another one, and lets go on what waited for
/// it. Returns how many stampings did.
///
/// # Errors
/// When the database is away.
pub async fn keep_token(
    on: &mut Connection,
    (account, key): (Uuid, &DataKey),
    token: &SecretString,
    now: Timestamp,
) -> Result<u64, TokenError> {
    let sealed = key.seal(&Sealed::StampToken.of(account), token.expose_secret().as_bytes())?;
    let until = now.saturating_add(LONGEST).unwrap_or(Timestamp::MAX);
    let resumed: i64 = sqlx::query_scalar!(
        r#"SELECT stamping.keep_token($1, $2, $3, $4) AS "resumed!""#,
        account,
        sealed,
        now.to_sqlx(),
        until.to_sqlx(),
    )
    .fetch_one(on)
    .await?;
    Ok(resumed.unsigned_abs())
}

/// Until when a token of the account is kept that counts now; `None`: none is.
///
/// # Errors
/// When the database is away.
pub async fn signed_in_until(
    on: &mut Connection,
    account: Uuid,
    now: Timestamp,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let until: Option<jiff_sqlx::Timestamp> = sqlx::query_scalar!(
        r#"SELECT stamping.signed_in_until($1, $2) AS "until: jiff_sqlx::Timestamp""#,
        account,
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .fetch_one(on)
    .await?;
    Ok(until.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Opens a token that was kept.
///
/// # Errors
/// When it is not that of this account.
pub fn open_token((account, key): (Uuid, &DataKey), sealed: &[u8]) -> Result<SecretString, VaultError> {
    let plain = key.open(&Sealed::StampToken.of(account), sealed)?;
    Ok(String::from_utf8_lossy(&plain).into_owned().into())
}
