//! The sessions of officers: in which one a request comes, and which others are open.

use audit::Action;
use uuid::Uuid;
use vault::Secret;

use crate::own_account::OwnRefusal;
use crate::{Failure, Officer, Officers, OpenSession, Password, entries, store};

impl Officers {
    /// The officer whose open session has this secret; `None` when it is over, was ended, or the account is closed.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn signed_in(&self, secret: &Secret) -> Result<Option<Officer>, Failure> {
        self.officer_of(secret, true).await
    }

    /// As [`Officers::signed_in`], for what a page asks by itself: it is no use of the session.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn present(&self, secret: &Secret) -> Result<Option<Officer>, Failure> {
        self.officer_of(secret, false).await
    }

    async fn officer_of(&self, secret: &Secret, is_use: bool) -> Result<Option<Officer>, Failure> {
        let Some(session) = self.sessions.open(secret).await? else { return Ok(None) };
        let Some(profile) = store::accounts::profile(&self.pool, session.account).await? else { return Ok(None) };
        if is_use {
            self.sessions.note_use(&session).await?;
        }
        Ok(Some(Officer {
            id: profile.id,
            name: profile.name,
            roles: profile.roles,
            desks: profile.desks,
            session_id: session.id,
            reset: profile.reset,
            letter_keys: profile.letter_keys,
            csrf: secret.form_token(),
        }))
    }

    /// Whose session this was, though it is over by now: who it was may go on with what was typed.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn was_signed_in(&self, secret: &Secret) -> Result<Option<Uuid>, Failure> {
        self.sessions.owner_of(secret).await
    }

    /// Where the officer is signed in, the newest first; 50 at most.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn sessions_of(&self, officer: &Officer) -> Result<Vec<OpenSession>, Failure> {
        self.sessions.list(officer.id).await
    }

    /// Ends one of the officer's own sessions, once the password was given.
    ///
    /// # Errors
    /// Whatever is wrong; nothing was ended then.
    pub async fn end_session(&self, officer: &Officer, password: &Password, id: Uuid) -> Result<(), OwnRefusal> {
        self.ask_password(officer, password).await?;
        let mut transaction = self.pool.begin().await?;
        if self.sessions.end(&mut transaction, officer.id, id).await? {
            let entry = entries::own(officer.id, self.clock.now(), Action::SessionEnded).detail("one");
            audit::record(&mut *transaction, &entry).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Ends all of the officer's sessions but this one, and forgets all browsers in which the officer signed in, once
    /// the password was given.
    ///
    /// # Errors
    /// Whatever is wrong; nothing was ended then.
    pub async fn end_other_sessions(&self, officer: &Officer, password: &Password) -> Result<(), OwnRefusal> {
        self.ask_password(officer, password).await?;
        let mut transaction = self.pool.begin().await?;
        self.end_others(&mut transaction, officer).await?;
        let entry = entries::own(officer.id, self.clock.now(), Action::SessionEnded).detail("others");
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The officer has read that the account was reset.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn reset_was_read(&self, officer: &Officer) -> Result<(), Failure> {
        Ok(store::accounts::reset_was_read(&self.pool, officer.id).await?)
    }

    /// Switches single letters as shortcuts on or off for this officer, in every browser.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn switch_letter_keys(&self, officer: &Officer, on: bool) -> Result<(), Failure> {
        Ok(store::accounts::switch_letter_keys(&self.pool, officer.id, on).await?)
    }

    /// Ends this session.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn sign_out(&self, officer: &Officer) -> Result<(), Failure> {
        let mut transaction = self.pool.begin().await?;
        self.sessions.end(&mut transaction, officer.id, officer.session_id).await?;
        let entry = entries::own(officer.id, self.clock.now(), Action::SignOut);
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(crate) async fn end_others(&self, on: &mut database::Connection, officer: &Officer) -> Result<(), Failure> {
        self.sessions.end_all(&mut *on, officer.id, Some(officer.session_id)).await?;
        self.devices.forget(on, officer.id).await
    }

    /// Ends all sessions of an account and forgets its browsers.
    pub(crate) async fn end_everything(&self, on: &mut database::Connection, id: Uuid) -> Result<(), Failure> {
        self.sessions.end_all(&mut *on, id, None).await?;
        self.devices.forget(on, id).await
    }
}
