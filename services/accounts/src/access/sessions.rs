//! The sessions of applicants: in which one a request comes, and which others are open.

use audit::Action;
use credentials::{Failure, OpenSession};
use jiff::Timestamp;
use uuid::Uuid;
use vault::{FormToken, Secret};

use super::Access;
use crate::store::entrances;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    pub(crate) account: Uuid,
    pub(crate) session: Uuid,
    /// When the session is over unless it is used again.
    pub(crate) ends_at: Timestamp,
    /// Goes into every form.
    pub(crate) csrf: FormToken,
}

impl Access {
    /// Who has the open session with this secret; `None` when it is over, or the account is. `is_use` extends it.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn signed_in(&self, secret: &Secret, is_use: bool) -> Result<Option<SignedIn>, Failure> {
        let Some(found) = self.sessions.open(secret).await? else { return Ok(None) };
        if !entrances::is_active(&self.pool, found.account).await? {
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
    pub(crate) async fn was_signed_in(&self, secret: &Secret) -> Result<Option<Uuid>, Failure> {
        self.sessions.owner_of(secret).await
    }

    /// Where the applicant is signed in, the newest first.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn open_sessions(&self, of: &SignedIn) -> Result<Vec<OpenSession>, Failure> {
        self.sessions.list(of.account).await
    }

    /// Ends one of the applicant's own sessions.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn end_session(&self, of: &SignedIn, id: Uuid) -> Result<(), Failure> {
        let mut transaction = self.pool.begin().await?;
        if self.sessions.end(&mut transaction, of.account, id).await? {
            let entry = self.entry(of.account, Action::SessionEnded).detail("one");
            audit::record(&mut *transaction, &entry).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Ends all of the applicant's sessions but this one.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn end_other_sessions(&self, of: &SignedIn) -> Result<(), Failure> {
        let mut transaction = self.pool.begin().await?;
        self.sessions.end_all(&mut transaction, of.account, Some(of.session)).await?;
        let entry = self.entry(of.account, Action::SessionEnded).detail("others");
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Ends this session.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn sign_out(&self, of: &SignedIn) -> Result<(), Failure> {
        let mut transaction = self.pool.begin().await?;
        if self.sessions.end(&mut transaction, of.account, of.session).await? {
            audit::record(&mut *transaction, &self.entry(of.account, Action::SignOut)).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}
