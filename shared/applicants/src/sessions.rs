//! In which session a request comes.

use axum::extract::FromRequestParts;
use axum::response::Response;
use credentials::{Failure, Sessions};
use database::Pool;
use http::request::Parts;
use jiff::Timestamp;
use runtime::Clock;
use uuid::Uuid;
use vault::{FormToken, Secret, Vault};
use web::entry::{self, Entrance};

use crate::{SESSIONS, TABLES};

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The account.
    pub account: Uuid,
    /// The session.
    pub session: Uuid,
    /// When the session is over unless it is used again.
    pub ends_at: Timestamp,
    /// Goes into every form.
    pub csrf: FormToken,
}

/// What somebody sent who is signed in, after the session and its token were checked. Every `POST` behind the sign-in
/// takes one.
pub type SignedForm<T> = entry::SignedForm<SignedIn, T>;

/// All accounts, to be read. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Applicants {
    pub(crate) pool: Pool,
    pub(crate) vault: Vault,
    sessions: Sessions,
}

impl Applicants {
    /// The accounts of a database. Its role must be allowed to read them.
    #[must_use]
    pub fn new(pool: Pool, vault: Vault, clock: Clock) -> Self {
        Self { sessions: Sessions::new(pool.clone(), clock, TABLES, SESSIONS), pool, vault }
    }

    /// Who has the open session with this secret; `None` when it is over, or the account is. `is_use` extends it.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn signed_in(&self, secret: &Secret, is_use: bool) -> Result<Option<SignedIn>, Failure> {
        let Some(found) = self.sessions.open(secret).await? else { return Ok(None) };
        if !self.is_active(found.account).await? {
            return Ok(None);
        }
        let ends_at = self.sessions.ends_at(&found);
        if is_use {
            self.sessions.note_use(&found).await?;
        }
        Ok(Some(SignedIn { account: found.account, session: found.id, ends_at, csrf: secret.form_token() }))
    }

    /// Whose session this was, though it is over by now.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn was_signed_in(&self, secret: &Secret) -> Result<Option<Uuid>, Failure> {
        self.sessions.owner_of(secret).await
    }

    async fn is_active(&self, id: Uuid) -> Result<bool, sqlx::Error> {
        sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT FROM accounts.accounts
                WHERE id = $1 AND state = 'active' AND frozen_at IS NULL) AS "active!""#,
            id,
        )
        .fetch_one(&self.pool)
        .await
    }
}

impl<S: Entrance<Person = Self>> FromRequestParts<S> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &S) -> Result<Self, Response> {
        entry::signed_in(site, parts).await
    }
}
