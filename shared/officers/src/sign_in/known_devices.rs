//! Browsers in which an officer signed in before.

use database::Connection;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::Visitor;
use crate::{Failure, Officers, Secret, SecretHash};

impl Officers {
    /// The browser, if it is one of the officer's.
    pub(super) async fn known_device(
        &self,
        officer_id: Option<Uuid>,
        visitor: &Visitor,
    ) -> Result<Option<SecretHash>, Failure> {
        let (Some(officer_id), Some(device)) = (officer_id, &visitor.device) else { return Ok(None) };
        let hash = device.hash();
        let known = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT FROM desk.known_devices WHERE secret_hash = $1 AND officer_id = $2) AS "known!""#,
            hash.as_slice(),
            officer_id,
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(known.then_some(hash))
    }

    /// Remembers the browser as the officer's; a secret for one that was not.
    pub(super) async fn know_device(
        &self,
        on: &mut Connection,
        officer_id: Uuid,
        visitor: &Visitor,
    ) -> Result<Option<Secret>, Failure> {
        let now = self.clock.now();
        if let Some(device) = &visitor.device {
            let hash = device.hash();
            let known = sqlx::query!(
                "UPDATE desk.known_devices SET last_seen_at = $3 WHERE secret_hash = $1 AND officer_id = $2",
                hash.as_slice(),
                officer_id,
                now.to_sqlx(),
            )
            .execute(&mut *on)
            .await?;
            if known.rows_affected() > 0 {
                return Ok(None);
            }
        }
        let fresh = Secret::new()?;
        let hash = fresh.hash();
        sqlx::query!(
            "INSERT INTO desk.known_devices (secret_hash, officer_id, last_seen_at) VALUES ($1, $2, $3)",
            hash.as_slice(),
            officer_id,
            now.to_sqlx()
        )
        .execute(on)
        .await?;
        Ok(Some(fresh))
    }
}
