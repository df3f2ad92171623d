//! The sessions of applicants: which are open, and their end.

use audit::Action;
use credentials::{Failure, OpenSession};
use uuid::Uuid;

use super::{Access, SignedIn};

impl Access {
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
