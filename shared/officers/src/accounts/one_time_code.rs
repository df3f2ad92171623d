//! The one-time code with which an officer chooses a password.

use database::Connection;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::code::ActivationCode;
use crate::{Failure, Officers};

/// How long it can be used.
const VALID: SignedDuration = SignedDuration::from_hours(72);

/// A one-time code that lets an officer choose a password; to be shown once. Does not print.
#[derive(Clone)]
pub struct OneTimeCode {
    /// In groups of four.
    pub text: String,
    /// Until when it can be used.
    pub until: Timestamp,
}

impl Officers {
    /// A one-time code that takes the place of an older one.
    pub(super) async fn new_link(&self, on: &mut Connection, id: Uuid) -> Result<OneTimeCode, Failure> {
        let code = ActivationCode::new()?;
        let index = self.activation_index(&code);
        let until = self.clock.now().saturating_add(VALID).unwrap_or(Timestamp::MAX);
        sqlx::query!(
            "INSERT INTO desk.activations (officer_id, code_hash, expires_at) VALUES ($1, $2, $3)
             ON CONFLICT (officer_id) DO UPDATE SET code_hash = EXCLUDED.code_hash, expires_at = EXCLUDED.expires_at",
            id,
            index.as_bytes().as_slice(),
            until.to_sqlx(),
        )
        .execute(on)
        .await?;
        Ok(OneTimeCode { text: code.grouped(4), until })
    }
}

impl std::fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OneTimeCode").field("until", &self.until).finish_non_exhaustive()
    }
}
