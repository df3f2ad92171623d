//! Says which assisted channel is calling, and whether it may file now.

use std::num::NonZeroU32;
use std::time::Duration;

use database::Pool;
use http::HeaderMap;
use runtime::Clock;
use uuid::Uuid;
use web::Problem;
use web::bearer::{self, TokenCache};
use web::limits::Limit;

use crate::problems;
use crate::store::channel_tokens::{self, Channel};

/// Channels remembered at most; there are some dozens.
const REMEMBERED: usize = 1024;

/// The channels that are known to this process.
pub(crate) struct Channels {
    pool: Pool,
    known: TokenCache<Channel>,
    rate: Limit<Uuid>,
}

impl Channels {
    /// Each channel may file `rate` submissions a second.
    pub(crate) fn new(pool: Pool, clock: Clock, rate: NonZeroU32) -> Self {
        let rate = Limit::new("channel", rate, Duration::from_secs(1));
        Self { pool, known: TokenCache::new("channel", REMEMBERED, clock), rate }
    }

    /// The channel whose bearer token the request carries: 401 without a known one, 403 when it was revoked or is a
    /// desk's, 429 when the channel files too fast. While the database is away, channels seen lately are still
    /// admitted; others get 503.
    pub(crate) async fn admit(&self, headers: &HeaderMap) -> Result<Uuid, Problem> {
        let token = bearer::token_from(headers)?;
        if token.starts_with("desk_") {
            return Err(problems::desk_token());
        }
        let hash = bearer::hash(token);
        let channel = self
            .known
            .find(&hash, async |hash| channel_tokens::find(&self.pool, hash).await)
            .await
            .map_err(|error| problems::database(&error))?
            .ok_or_else(Problem::unauthorized)?;
        if channel.revoked {
            return Err(problems::revoked_channel());
        }
        self.rate.check(&channel.id)?;
        Ok(channel.id)
    }
}
