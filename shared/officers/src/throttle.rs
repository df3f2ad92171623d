//! Slows down whoever tries passwords, without locking anybody out.
//!
//! Attempts are counted before they are made, so that many at once gain nothing, and forgotten when one succeeds.
//! Beyond a few free ones each failure doubles the wait, up to a quarter of an hour. Neither an account's count nor a
//! network's touches browsers in which the officer signed in before: those have counts of their own. And a one-time
//! link of an administrator passes by the account's count altogether.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;
use vault::{BlindIndex, Index};

use crate::{Failure, Nip, Officers, SecretHash};

/// What attempts are counted by.
pub(crate) enum Subject<'a> {
    /// A NIP, from browsers in which its officer never signed in. Unknown NIPs count as well.
    Account(&'a Nip),
    /// A browser in which its officer signed in before.
    Device(&'a SecretHash),
    /// A network, whoever's NIP it tries. An office behind one address has many officers.
    Network(IpAddr),
    /// An officer who is signed in and gives the password once more.
    Own(Uuid),
}

/// Attempts before anybody has to wait, and the time in which one is forgiven.
struct Allowance {
    free: i32,
    forgiven_after: SignedDuration,
}

impl Subject<'_> {
    fn allowance(&self) -> Allowance {
        match self {
            Self::Account(_) | Self::Device(_) | Self::Own(_) => {
                Allowance { free: 10, forgiven_after: SignedDuration::from_mins(30) }
            }
            Self::Network(_) => Allowance { free: 60, forgiven_after: SignedDuration::from_mins(1) },
        }
    }
}

impl Officers {
    /// Counts an attempt. Returns how long to wait when it may not be made now; it is not counted then.
    pub(crate) async fn count_attempt(&self, subject: &Subject<'_>) -> Result<Option<SignedDuration>, Failure> {
        let now = self.clock.now();
        let index = self.subject_index(subject);
        let Allowance { free, forgiven_after } = subject.allowance();
        let seconds = forgiven_after.as_secs_f64();
        let counted = sqlx::query!(
            "INSERT INTO desk.failed_sign_ins AS f (subject, failures, failed_at, blocked_until) VALUES ($1, 1, $2, $2)
               ON CONFLICT (subject) DO UPDATE SET (failures, failed_at, blocked_until) = (
                   SELECT n, $2, $2 + CASE WHEN n < $3 THEN interval '0'
                                           ELSE least(interval '15 minutes', interval '5 seconds' * power(2, least(n - $3, 10))) END
                     FROM (SELECT greatest(f.failures - floor(extract(epoch FROM $2 - f.failed_at)::double precision / $4)::integer, 0) + 1
                               AS n) counted)
               WHERE f.blocked_until <= $2
               RETURNING failures",
            index.as_bytes().as_slice(),
            now.to_sqlx(),
            free,
            seconds,
        )
        .fetch_optional(&self.pool)
        .await?;
        if counted.is_some() {
            return Ok(None);
        }
        let blocked_until = sqlx::query_scalar!(
            "SELECT blocked_until FROM desk.failed_sign_ins WHERE subject = $1",
            index.as_bytes().as_slice()
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(blocked_until.map(|until| wait(until.to_jiff(), now)))
    }

    /// Forgets the attempts, for somebody is in. Of a network only the two steps are taken back: it may have many
    /// officers.
    pub(crate) async fn forget_attempts(&self, subject: &Subject<'_>) -> Result<(), Failure> {
        let index = self.subject_index(subject);
        let now = self.clock.now();
        match subject {
            Subject::Network(_) => {
                sqlx::query!(
                    "UPDATE desk.failed_sign_ins SET failures = greatest(failures - 2, 0), blocked_until = \
                    least(blocked_until, $2) WHERE subject = $1",
                    index.as_bytes().as_slice(),
                    now.to_sqlx(),
                )
                .execute(&self.pool)
                .await?;
            }
            Subject::Account(_) | Subject::Device(_) | Subject::Own(_) => {
                sqlx::query!("DELETE FROM desk.failed_sign_ins WHERE subject = $1", index.as_bytes().as_slice())
                    .execute(&self.pool)
                    .await?;
            }
        }
        Ok(())
    }

    /// Subjects are personal data, so only their blind indexes are stored.
    fn subject_index(&self, subject: &Subject<'_>) -> BlindIndex {
        match subject {
            Subject::Account(nip) => self.vault.index(Index::OfficerTriesOfNip, nip.expose().as_bytes()),
            Subject::Device(hash) => self.vault.index(Index::OfficerTriesOfDevice, hash.as_slice()),
            Subject::Network(IpAddr::V4(address)) => self.vault.index(Index::OfficerTriesOfNetwork, &address.octets()),
            Subject::Network(IpAddr::V6(address)) => self.vault.index(Index::OfficerTriesOfNetwork, &address.octets()),
            Subject::Own(id) => self.vault.index(Index::OfficerTriesOfOwn, id.as_bytes()),
        }
    }
}

/// At least a second, so that "wait" never says zero.
fn wait(until: Timestamp, now: Timestamp) -> SignedDuration {
    until.duration_since(now).max(SignedDuration::from_secs(1))
}
