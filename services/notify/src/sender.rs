//! Sends one letter: takes it, opens its address, offers it to a server, and writes down what became of it.

use std::num::NonZeroU32;

use database::Pool;
use domain::NoticeAddress;
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;
use tracing::{info, warn};
use uuid::Uuid;
use vault::{Index, Vault};

use crate::channels::{Channels, Refusal};
use crate::letter::Letter;
use crate::measures;
use crate::store::{self, Outcome, Taken};

/// How long a process holds a letter: longer than any server has for one.
const LEASE: SignedDuration = SignedDuration::from_mins(3);

/// How long a letter waits after so many attempts, in minutes. Servers that want to know us first ask for five.
const PAUSES: [i64; 6] = [1, 5, 15, 60, 120, 240];

/// Sends letters, in one process of several.
pub(crate) struct Sender {
    pool: Pool,
    vault: Vault,
    channels: Channels,
    a_day: NonZeroU32,
    site: String,
    clock: Clock,
}

impl Sender {
    pub(crate) fn new(
        pool: Pool,
        vault: Vault,
        channels: Channels,
        a_day: NonZeroU32,
        site: String,
        clock: Clock,
    ) -> Self {
        Self { pool, vault, channels, a_day, site, clock }
    }

    /// Sends the letter, unless it is settled, not due, or in another process's hands.
    ///
    /// # Errors
    /// When the database is away or refuses. Then the letter comes again.
    pub(crate) async fn send(&self, id: Uuid) -> Result<(), sqlx::Error> {
        let now = self.clock.now();
        let Some(taken) = store::take(&self.pool, id, now, later(now, LEASE)).await? else { return Ok(()) };
        if taken.expires_at <= now {
            return self.settle(&taken, Outcome::Expired, None).await;
        }
        let Some(address) = self.address(&taken) else { return self.settle(&taken, Outcome::Gone, None).await };
        let index = self.vault.index(Index::LetterAddress, address.expose().as_bytes());
        if !store::within_limit(&self.pool, id, index.as_bytes(), self.a_day, now).await? {
            return self.settle(&taken, Outcome::TooMany, None).await;
        }
        let site = (self.site.as_str(), &self.vault);
        let Some(letter) = Letter::new((id, now), taken.kind, taken.about, taken.requested_at, site) else {
            return self.settle(&taken, Outcome::Gone, None).await;
        };
        match self.channels.send(&address, &letter).await {
            Ok(()) => self.settle(&taken, Outcome::Sent, None).await,
            Err(Refusal::NoChannel) => self.settle(&taken, Outcome::NoChannel, None).await,
            Err(Refusal::Never(code)) => self.settle(&taken, Outcome::Refused, Some(&code)).await,
            Err(Refusal::Later(code)) => self.postpone(&taken, &code).await,
        }
    }

    /// The address, opened; `None` when there is none any more.
    fn address(&self, taken: &Taken) -> Option<NoticeAddress> {
        let sealed = taken.address.as_ref()?;
        let opened =
            self.vault.open_data_key(&sealed.data_key).and_then(|key| key.open(&sealed.context, &sealed.address));
        match opened {
            Ok(plain) => NoticeAddress::read(&String::from_utf8(plain).ok()?).ok().flatten(),
            Err(error) => {
                warn!(letter = %taken.id, error = %error, "a letter's address cannot be opened");
                None
            }
        }
    }

    async fn settle(&self, taken: &Taken, outcome: Outcome, problem: Option<&str>) -> Result<(), sqlx::Error> {
        store::settle(&self.pool, taken.id, outcome, problem, self.clock.now()).await?;
        measures::settled(taken.kind, outcome);
        info!(letter = %taken.id, letter.kind = taken.kind.as_str(), letter.outcome = outcome.as_str(), "a letter is settled");
        Ok(())
    }

    async fn postpone(&self, taken: &Taken, code: &str) -> Result<(), sqlx::Error> {
        let at = usize::try_from(taken.attempts.saturating_sub(1)).unwrap_or(usize::MAX).min(PAUSES.len() - 1);
        let pause = SignedDuration::from_mins(PAUSES.get(at).copied().unwrap_or(1));
        let due = later(self.clock.now(), pause).min(taken.expires_at);
        store::postpone(&self.pool, taken.id, due, code).await?;
        warn!(letter = %taken.id, letter.problem = code, letter.attempts = taken.attempts, "a letter waits: its server did not take it");
        Ok(())
    }
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_add(by).unwrap_or(Timestamp::MAX)
}
