//! Signing in, in two steps: NIP and password, then a code of the authenticator app or one of the recovery codes. Who
//! has no authenticator yet enrols one in place of the second step.

mod attempts;
mod enrolment;
mod known_devices;
mod password_step;
mod second_step;

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::second_factor::Phone;
use crate::totp::Drift;
use crate::{Failure, Officers, Secret};

pub use enrolment::Offer;
pub(crate) use enrolment::offer;
pub use password_step::FirstStep;
pub use second_step::{Code, Entered, SecondStep};

/// Wrong codes after which one begins anew with the password.
const WRONG_CODES: i32 = 5;

/// Who stands at the door.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The network that the request came from.
    pub network: IpAddr,
    /// What the browser keeps from an earlier time.
    pub device: Option<Secret>,
    /// Browser and system, such as `Firefox di Windows`; at most 60 characters are kept.
    pub client: String,
}

/// A session between the two steps.
struct Pending {
    session_id: Uuid,
    officer_id: Uuid,
    data_key: Vec<u8>,
    nip: Vec<u8>,
    totp_secret: Option<Vec<u8>>,
    offered_secret: Option<Vec<u8>>,
    totp_skew: i16,
    drift_step: Option<i64>,
    drift_by: Option<i16>,
    wrong_codes: i32,
}

impl Pending {
    /// The phone with this secret.
    fn phone<'a>(&'a self, sealed: &'a [u8]) -> Phone<'a> {
        Phone { officer_id: self.officer_id, data_key: &self.data_key, sealed, skew: self.totp_skew }
    }

    /// The last code that was typed in this session, if it belongs to a clock that differs.
    fn drifted(&self) -> Option<Drift> {
        Some(Drift { step: self.drift_step?, by: self.drift_by? })
    }
}

impl Officers {
    /// The session between the two steps that has this secret.
    async fn pending(&self, secret: &Secret) -> Result<Option<Pending>, Failure> {
        let hash = secret.hash();
        Ok(sqlx::query_as!(
            Pending,
            "SELECT s.id AS session_id, s.officer_id, o.data_key, o.nip, o.totp_secret, s.offered_secret, o.totp_skew, s.drift_step, s.drift_by, s.wrong_codes
               FROM desk.sessions s JOIN desk.officers o ON o.id = s.officer_id
              WHERE s.secret_hash = $1 AND s.stage = 'password' AND s.revoked_at IS NULL AND s.expires_at > $2 AND o.disabled_at IS NULL",
            hash.as_slice(),
            self.clock.now().to_sqlx(),
        )
        .fetch_optional(&self.pool)
        .await?
        .filter(|pending| pending.wrong_codes < WRONG_CODES))
    }

    /// A session of this stage, under a new secret.
    async fn begin_session(
        &self,
        on: impl sqlx::PgExecutor<'_>,
        officer_id: Uuid,
        stage: &str,
        valid: SignedDuration,
        client: &str,
    ) -> Result<Secret, Failure> {
        let (secret, now) = (Secret::new()?, self.clock.now());
        let hash = secret.hash();
        sqlx::query!(
            "INSERT INTO desk.sessions (id, secret_hash, officer_id, stage, client, created_at, last_seen_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6, $7)",
            self.clock.new_id(),
            hash.as_slice(),
            officer_id,
            stage,
            client.chars().take(60).collect::<String>(),
            now.to_sqlx(),
            now.saturating_add(valid).unwrap_or(Timestamp::MAX).to_sqlx(),
        )
        .execute(on)
        .await?;
        Ok(secret)
    }
}
